// The file of a purchase in plain English.
#include "server/purchase_summary.hpp"

#include <boost/describe/enum_to_string.hpp>

#include "server/mail_words.hpp"
#include "store/calendar.hpp"

namespace staffroom {
namespace {

constexpr std::size_t hash_shown = 64;

template <class Enum>
std::string words_of(Enum value) {
  std::string text = boost::describe::enum_to_string(value, "other");
  for (auto& c : text) {
    if (c == '_') c = ' ';
  }
  return text;
}

/// £12,345.06
std::string pounds(std::int64_t pence) {
  auto const size = pence < 0 ? -pence : pence;
  auto whole = std::to_string(size / 100);
  for (auto at = static_cast<std::ptrdiff_t>(whole.size()) - 3; at > 0; at -= 3) {
    whole.insert(static_cast<std::size_t>(at), ",");
  }
  auto const rest = std::to_string(size % 100);
  return (pence < 0 ? "-£" : "£") + whole + "." + (rest.size() < 2 ? "0" : "") + rest;
}

/// Basis points: 43.20 %
std::string percent(std::uint32_t basis_points) {
  auto const rest = std::to_string(basis_points % 100);
  return std::to_string(basis_points / 100) + "." + (rest.size() < 2 ? "0" : "") + rest + " %";
}

/// "4 December 2026, 14:03", by the clocks of London.
std::string moment(TimestampMs at) {
  auto const day = calendar::date_of(at);
  int minute = 0;
  // On days with 23 or 25 hours, too.
  for (int step : {720, 360, 180, 90, 45, 23, 12, 6, 3, 2, 1, 1}) {
    auto const next = minute + step;
    if (next < 1440 && calendar::local(day, next / 60, next % 60) <= at) minute = next;
  }
  auto const two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return words::day_text(day) + ", " + two(minute / 60) + ":" + two(minute % 60);
}

class SummaryWriter {
 public:
  explicit SummaryWriter(PurchaseRecords const& records) : all_(records), it_(records.purchase) {}

  std::string write() {
    line(it_.title.value);
    line("The file of a purchase of " + name(it_.organisation) + ", as it was on " + moment(all_.made) + ".");
    line("It holds what whoever downloaded it could read at that moment, and nothing else. manifest.txt has the");
    line("SHA-256 of every other file. All times are those of London.");
    add_what();
    add_value();
    add_stages();
    add_people();
    add_sign_offs();
    add_quotes();
    add_ranking();
    add_award();
    return std::move(out_);
  }

 private:
  void line(std::string_view text) { (out_ += text) += '\n'; }
  void heading(std::string_view text) {
    line("");
    line(text);
    line(std::string(text.size(), '-'));
  }
  void field(std::string_view what, std::string const& value) {
    if (!value.empty()) line(std::string(what) + ": " + value);
  }

  template <class Names, class Id>
  static std::string find(Names const& names, Id id, char const* otherwise) {
    auto const found = names.find(id);
    return found != names.end() ? found->second : otherwise;
  }
  std::string name(PersonId id) const { return find(all_.people, id, "Staffroom"); }
  std::string name(OrganisationId id) const { return find(all_.organisations, id, "an organisation"); }
  std::string name(SupplierId id) const { return find(all_.suppliers, id, "a supplier"); }
  /// Of whom the quote is, as far as that may be read.
  std::string name(QuoteId id) const {
    for (auto const& bid : all_.bids) {
      if (bid.id == id && bid.quote) return name(bid.quote->supplier);
    }
    return "quote " + std::to_string(id.value);
  }

  void add_what() {
    heading("What is bought");
    field("Stage", words_of(it_.stage) + (it_.reason.empty() ? "" : " (" + it_.reason.value + ")"));
    field("Owner", name(it_.owner));
    field("Category", words_of(it_.category) + ", " + words_of(it_.law) + ", " + words_of(it_.agreement));
    field("What", it_.what.value);
    field("Why", it_.why.value);
    if (it_.starts) field("Starts", words::day_text(*it_.starts));
    if (it_.months > 0) field("Term with all options", std::to_string(it_.months) + " months");
    for (auto const& one : it_.schools) {
      field("For", name(one.school) + ": " + std::to_string(one.committed) + " to " + std::to_string(one.maximum));
    }
    field("Market", it_.market_notes.value);
    if (it_.related) {
      auto const approval = it_.related->approval.empty() ? "" : "; approval " + it_.related->approval.value;
      field("Related party", (it_.related->related ? "yes" : "no") + approval);
    }
  }

  void add_value() {
    heading("Value and route");
    field("Whole-life value", pounds(it_.value.net) + " net, " + pounds(it_.value.gross) + " with VAT");
    for (auto const& one : it_.value.lines) {
      auto const times = one.times == 1 ? "" : ", " + std::to_string(one.times) + " times";
      line("  " + one.what.value + ": " + pounds(one.amount.pence) + " " + words_of(one.amount.basis) + ", VAT " +
           words_of(one.amount.vat) + times + (one.per_unit ? ", for each unit" : ""));
    }
    field("Route that the value asks for", words_of(it_.asked.route) + (it_.asked.over ? ", over the threshold" : ""));
    if (it_.asked.threshold) field("Threshold", pounds(static_cast<std::int64_t>(it_.asked.threshold->pence)));
    if (it_.route) {
      field("Route chosen", words_of(it_.route->route) + (it_.route->deviates ? " (asks for less)" : ""));
      field("Because", it_.route->reason.value);
    }
    field("Bought apart from others like it, because", it_.splitting_answer.value);
    line("None of this is legal advice.");
  }

  void add_stages() {
    heading("Stages");
    for (auto const& gate : all_.gates) {
      line(std::to_string(gate.number) + ". " + words_of(gate.from) + " to " + words_of(gate.to) + ", " +
           moment(gate.at) + ", by " + name(gate.by));
      field("   Because", gate.reason.value);
      field("   SHA-256", gate.content_hash);
    }
    if (all_.check.holds) {
      line("The chain of gates holds: recomputed from the records, each fits the one before.");
    } else {
      line("The chain of gates does NOT hold: a record is not as it was when the gate was passed.");
    }
    for (auto const& one : it_.extended) {
      line("Deadline extended to " + words::day_text(one.deadline) + " on " + moment(one.at) + ": " + one.reason.value);
    }
    if (it_.deadline_at) line("Quotes were in time before " + moment(*it_.deadline_at) + ".");
    if (it_.opened) line("Quotes were opened on " + moment(*it_.opened) + ".");
  }

  void add_people() {
    heading("People and their interests");
    auto const state_of = [&](PersonId person) {
      for (auto const& one : it_.interests) {
        if (one.person == person) return words_of(one.state);
      }
      return std::string("not asked");
    };
    line("Owner: " + name(it_.owner) + ", declaration " + state_of(it_.owner));
    for (auto const& one : it_.people) {
      auto const role = words_of(one.role);
      line(role + ": " + name(one.person) + ", declaration " + state_of(one.person));
    }
    for (auto const& one : all_.declarations) {
      line(name(one.person) + " declared on " + moment(one.created) + ": " + (one.nil ? "nothing" : one.words.value) +
           " (" + words_of(one.state) + ")");
      if (one.decided_by) line("   decided by " + name(*one.decided_by) + ": " + one.reason.value);
    }
  }

  void add_sign_offs() {
    heading("Approval and sign-offs");
    field("SHA-256 of what went to suppliers", it_.pack_hash);
    if (auto const& one = it_.approval) {
      line("Approved by " + name(one->person) + " on " + moment(one->at) + " at " + pounds(one->gross) + " with VAT");
      field("   Note", one->note.value);
    }
    for (auto const& one : it_.sign_offs) {
      line(std::string(one.what == SignOffOf::tender ? "Tender" : "Award") + " signed for " + name(one.school) +
           " by " + name(one.person) + " as " + words_of(one.capacity) + " on " + moment(one.at));
      auto const current = one.what == SignOffOf::tender ? it_.pack_hash : all_.award ? all_.award->content_hash : "";
      line("   SHA-256: " + one.content_hash.substr(0, hash_shown) +
           (one.content_hash == current ? "" : " (not what holds now: counts for nothing)"));
    }
  }

  void add_quotes() {
    if (all_.bids.empty()) return;
    heading("Quotes");
    std::size_t number = 0;
    for (auto const& bid : all_.bids) {
      line(std::to_string(++number) + ". " + name(bid.id));
      if (bid.quote) {
        field("   State",
              words_of(bid.quote->state) + (bid.quote->reason.empty() ? "" : ": " + bid.quote->reason.value));
        if (bid.quote->received) field("   Received", moment(*bid.quote->received));
        if (bid.quote->entered_by) field("   Entered by hand by", name(*bid.quote->entered_by));
        field("   SHA-256", bid.quote->content_hash);
        field("   Files", std::to_string(bid.quote->files.size()));
      }
      if (bid.price) field("   Total", pounds(bid.price->net) + " net, " + pounds(bid.price->gross) + " with VAT");
    }
  }

  void add_ranking() {
    auto const& moderation = all_.moderation;
    if (!moderation) return;
    heading("Evaluation");
    for (std::size_t i = 0; i < it_.pack.criteria.size(); ++i) {
      auto const& one = it_.pack.criteria.values[i];
      line("Criterion " + std::to_string(i + 1) + ": " + one.title.value + ", " + percent(one.weight));
    }
    line("Price: " + percent(it_.pack.price_weight) + " of the whole for the lowest price, in proportion for others.");
    std::size_t place = 0;
    for (auto const& one : moderation->ranking) {
      line(std::to_string(++place) + ". " + name(one.quote) + ": quality " + percent(one.quality) + ", price " +
           percent(one.price) + ", total " + percent(one.total));
    }
    field("Of equals the first was chosen because", moderation->tie_reason.value);
    for (auto const& one : moderation->dissents) {
      line("Dissent of " + name(one.person) + " on " + moment(one.at) + ": " + one.text.value);
    }
    if (moderation->closed) line("Fixed on " + moment(*moderation->closed) + ".");
  }

  void add_award() {
    auto const& award = all_.award;
    if (!award) return;
    heading("Award");
    field("To", name(award->supplier) + " for " + pounds(award->gross) + " with VAT (" + words_of(award->state) + ")");
    field("Because", award->reasons.value);
    field("SHA-256", award->content_hash);
    for (auto const& one : award->shares) {
      line("  " + name(one.school) + ": " + pounds(one.pence) +
           (one.quantity > 0 ? " for " + std::to_string(one.quantity) : ""));
    }
    for (auto const one : award->refused) line("  " + name(one) + " did not sign, and is out.");
    if (award->published) line("Published on " + moment(*award->published) + ".");
    if (award->standstill_ends) {
      line("Standstill until the end of " + words::day_text(*award->standstill_ends) + ".");
    } else if (award->published) {
      line("No standstill: the route has none.");
    }
    for (auto const& one : award->challenges) {
      line("Challenge on " + moment(one.at) + ": " + one.what.value);
      if (one.resolved) line("   answered on " + moment(*one.resolved) + ": " + one.answer.value);
    }
    if (award->confirmed) line("Confirmed on " + moment(*award->confirmed) + ".");
    field("Abandoned because", award->reason.value);
  }

  PurchaseRecords const& all_;
  Purchase const& it_;
  std::string out_;
};

}  // namespace

std::string purchase_summary(PurchaseRecords const& records) { return SummaryWriter(records).write(); }

}  // namespace staffroom
