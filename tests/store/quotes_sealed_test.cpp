// The seal: before the opening, the world that everybody but one supplier sees is the same, whether that supplier sent
// a quote or not.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>

#include "store/personal_copy.hpp"
#include "tests/support/purchase_case.hpp"
#include "tests/support/searching.hpp"

namespace staffroom::tests {
namespace {

/// Ids from `first_id` on, and hashes of what has one, are told by the order in which they are met, and places in the
/// log not at all: whoever sent something took some.
class Telling {
 public:
  explicit Telling(std::uint64_t first_id) : first_id_(first_id) {}

  std::string of(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
      auto end = i;
      while (end < text.size() && is_hex(text[end])) ++end;
      if (end == i) ++end;
      out += word(out, text.substr(i, end - i));
      i = end;
    }
    return out;
  }

 private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  static bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }

  std::string word(std::string const& before, std::string_view one) {
    auto const follows = [&](auto const& places) {
      return std::any_of(places.begin(), places.end(), [&](std::string_view it) { return before.ends_with(it); });
    };
    constexpr std::array<std::string_view, 3> log_places{"\"seq\":", "\"last\":", "\"first\":"};
    constexpr std::array<std::string_view, 3> id_places{"\"id\":", "\"notification\":", "/"};
    constexpr std::size_t hash_length = 64;
    if (one.size() == hash_length) return named(std::string(one));
    if (!std::all_of(one.begin(), one.end(), is_digit)) return std::string(one);
    if (follows(log_places)) return "#";
    constexpr std::size_t digits_max = 18;
    bool const is_new = one.size() <= digits_max && follows(id_places) && std::stoull(std::string(one)) >= first_id_;
    return is_new ? named(std::string(one)) : std::string(one);
  }
  std::string named(std::string const& it) {
    return "it" + std::to_string(met_.emplace(it, met_.size()).first->second);
  }

  std::uint64_t first_id_;
  std::map<std::string, std::size_t> met_;
};

/// What one of two runs of the same story has, and the other has not.
enum class Secret : std::uint8_t { nothing, by_link, by_hand };

class SealedStory {
 public:
  SealedStory(Scenario& scenario, Secret secret) : s_(scenario), secret_(secret), c_(scenario) {
    c_.contract(c_.orla, c_.oak);
    id_ = c_.gone_to_market();
    for (auto const link : c_.orla.lists(ListSupplierLinks{id_})) {
      (c_.link({link}).supplier == c_.shine ? shine_ : bright_) = SupplierLinkId{link};
    }
    c_.quote_of(bright_, 500'00);
    scan_ = {id_in(c_.orla.does(StoreQuoteScan{id_, sealed_file('b')}))};
    first_id_ = scan_.value + 1;
    for (auto const& [name, who] : s_.everybody()) viewers_.push_back(who);
    s_.sink().take();
  }

  void play() {
    if (secret_ == Secret::by_link) sends_and_resends();
    if (secret_ == Secret::by_hand) enters();
    looks();
    mails_go();
    looks();
    c_.orla.does(ExtendDeadline{id_, c_.working_day_in(20), {"One of them asked for time."}});
    mails_go();
    s_.advance(std::chrono::hours(24 * 8));
    if (secret_ == Secret::by_link) c_.quote_of(shine_, 333'33);
    c_.passes_deadline(id_);
    s_.advance(std::chrono::hours(1));
    if (secret_ == Secret::by_link) c_.quote_of(shine_, 222'22);
    mails_go();
    looks();
    for (auto const& who : {c_.otto, c_.ollie, c_.ellis, s_.nadia}) CHECK_FALSE(who.tries(OpenQuotes{id_}));
    c_.orla.does(CancelPurchase{id_, {"The need is gone."}});
    mails_go();
    looks();
    s_.advance(std::chrono::hours(24 * 60));
    looks();
    CHECK(s_.store().verify().empty());
  }

  std::vector<std::string> const& seen() const { return seen_; }
  std::vector<Colleague> const& viewers() const { return viewers_; }

 private:
  PurchaseFile sealed_file(char digit) const {
    return {{"quote.pdf"}, "application/pdf", c_.oak, std::string(64, digit), 1'000};
  }
  void as_server(Command command) {
    auto const done = s_.as_system(std::move(command));
    INFO(told(done));
    REQUIRE(done.has_value());
  }

  void sends_and_resends() {
    as_server(AttachQuoteFile{shine_, sealed_file('a')});
    c_.quote_of(shine_, 123'45);
    as_server(AttachQuoteFile{shine_, sealed_file('c')});
    as_server(DetachQuoteFile{shine_, 0});
    c_.quote_of(shine_, 234'56);
    as_server(WithdrawQuote{shine_});
    c_.quote_of(shine_, 345'67);
    c_.saves_quote(shine_, 456'78);
  }
  void enters() {
    c_.orla.does(EnterQuote{.purchase = id_,
                            .supplier = c_.shine,
                            .answers = {{{"Inspecting weekly."}, {"Two people."}}},
                            .lines = {{{.what = {"All"}, .amount = c_.gross(700'00)}}},
                            .received = s_.store().now(),
                            .scan = scan_});
  }

  /// As the mail follower does it; receipts come back.
  void mails_go() {
    for (auto const& it : s_.store().emails_waiting(1'000)) {
      if (!s_.as_system(TakeEmail{it.id})) continue;
      bool const comes_back = it.about == EmailAbout::quote_received;
      s_.as_system(ReportEmail{it.id, comes_back ? EmailResult::bounced : EmailResult::sent, {}});
    }
  }

  std::vector<Query> questions() const {
    auto const today = s_.today();
    std::vector<Query> out{GetHome{},
                           ListNotifications{},
                           ListPurchases{},
                           GetPurchase{id_},
                           ListPurchaseGates{id_},
                           CheckPurchaseGates{id_},
                           GetSplitting{id_},
                           ListPurchaseDeclarations{id_},
                           ListSupplierLinks{id_},
                           GetSupplierLink{shine_},
                           ListQuotes{id_},
                           ListQuotePrices{id_},
                           ListQuoteScores{id_},
                           GetModeration{id_},
                           GetAward{id_},
                           GetAwardLetters{id_},
                           ListPools{},
                           ListContracts{},
                           ListSuppliers{},
                           ListAudit{},
                           ListDates{today, {today.days + limits::planned_days_max}}};
    for (auto const node : {c_.oak, c_.fell, s_.aire, s_.network}) {
      out.push_back(ListEmails{node});
      out.push_back(ListAudit{.organisation = node});
      out.push_back(GetBuyingOverview{.organisation = node});
    }
    for (auto const* command : {"save_quote", "submit_quote", "enter_quote", "take_email", "report_email"}) {
      out.push_back(ListAudit{.command = Name{command}});
    }
    return out;
  }

  std::string copy_about(Colleague const& who) const {
    auto const copy = s_.store().data_about(who.id(), who.id());
    if (!copy) return "none";
    std::string out;
    for (auto const& part : copy->parts) {
      for (auto const& item : part.items) {
        // Whoever scanned a quote loses the scan as they enter it, and knows that.
        bool const is_scan = item.json.find("\"kind\":\"quote_scan\"") != item.json.npos;
        if (!is_scan) out += part.name + ": " + item.about + item.text + item.json + "\n";
      }
    }
    return out;
  }

  /// All that anybody can ask for, and what comes to them by itself.
  void looks() {
    for (auto const& who : viewers_) {
      Telling telling(first_id_);
      for (auto const& query : questions()) {
        auto const answer = who.asks(query);
        seen_.push_back(telling.of(answer ? answer->json : told(answer)));
      }
      seen_.push_back(telling.of(copy_about(who)));
      for (auto id = first_id_; id < first_id_ + 12; ++id) {
        CHECK(told(who.asks(GetQuote{{id}})) == "not_found");
        CHECK(told(who.asks(GetQuotePrice{{id}})) == "not_found");
      }
    }
    Telling telling(first_id_);
    for (auto const& group : s_.sink().take()) {
      if (secret_ == Secret::by_hand) continue;
      for (auto const& part : group->parts) {
        seen_.push_back("to " + std::to_string(part.audience.value) + ": " + telling.of(part.last));
      }
    }
  }

  Scenario& s_;
  Secret secret_;
  PurchaseCase c_;
  PurchaseId id_;
  SupplierLinkId bright_, shine_;
  QuoteScanId scan_;
  std::vector<Colleague> viewers_;
  std::uint64_t first_id_ = 0;
  std::vector<std::string> seen_;
};

std::vector<std::string> seen_in(Secret secret) {
  Scenario s;
  SealedStory story(s, secret);
  story.play();
  return story.seen();
}

/// Where they differ, in words for a person.
void check_same(std::vector<std::string> const& one, std::vector<std::string> const& other) {
  CHECK(one.size() == other.size());
  std::size_t shown = 0;
  for (std::size_t i = 0; i < std::min(one.size(), other.size()) && shown < 3; ++i) {
    if (one[i] == other[i]) continue;
    ++shown;
    auto const at = std::mismatch(one[i].begin(), one[i].end(), other[i].begin(), other[i].end()).first;
    auto const from = std::size_t(std::max<std::ptrdiff_t>(at - one[i].begin() - 200, 0));
    FAIL_CHECK(i, ": ", one[i].substr(from, 400), "\n\n", other[i].substr(std::min(from, other[i].size()), 400));
  }
}

}  // namespace

TEST_CASE("quotes: nobody sees a thing of what a supplier sends by their link before the opening") {
  auto const without = seen_in(Secret::nothing);
  CHECK(std::any_of(without.begin(), without.end(), [](auto const& it) { return it.starts_with("to "); }));
  check_same(without, seen_in(Secret::by_link));
}

TEST_CASE("quotes: nobody sees a thing of what was entered by hand before the opening") {
  auto without = seen_in(Secret::nothing);
  std::erase_if(without, [](auto const& it) { return it.starts_with("to "); });
  check_same(without, seen_in(Secret::by_hand));
}

TEST_CASE("quotes: no word of a quote is ever found by searching") {
  SearchedHub hub;
  SealedStory story(hub.s(), Secret::by_link);
  story.play();
  for (auto const& who : story.viewers()) {
    for (auto const* words : {"inspect", "ninety", "quote.pdf", "relief team"}) {
      CHECK(hub.finds(who.id(), words).empty());
    }
  }
}

}  // namespace staffroom::tests
