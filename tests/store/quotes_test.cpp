// Quotes: saved and sent by the supplier's link, entered by hand, opened all at once, let in or out.
#include <doctest/doctest.h>

#include <algorithm>

#include "store/purchases.hpp"
#include "tests/support/purchase_case.hpp"

namespace staffroom::tests {
namespace {

struct Market {
  explicit Market(Scenario& scenario) : s(scenario), c(scenario), id(c.gone_to_market(BoughtFor::one)) {
    for (auto const link : c.orla.lists(ListSupplierLinks{id})) {
      (c.link({link}).supplier == c.bright ? bright : shine) = SupplierLinkId{link};
    }
  }

  SaveQuote wanted() const {
    return {.supplier_link = bright,
            .answers = {{{"Every week."}, {"Two people."}}},
            .lines = {{{.what = {"A year"}, .amount = c.net(100'00), .times = 3}}}};
  }
  Json saves(SaveQuote const& wanted) {
    auto const done = s.as_system(wanted);
    INFO(told(done));
    REQUIRE(done.has_value());
    return Json::parse(done->record);
  }
  Outcome submits(Json const& draft) {
    return s.as_system(SubmitQuote{bright, draft.at("content_hash").get<std::string>()});
  }
  PurchaseFile file(std::string name, char digit = 'a') const {
    return {{std::move(name)}, "application/pdf", c.oak, std::string(64, digit), 1'000};
  }
  QuoteScanId scans() { return {id_in(c.orla.does(StoreQuoteScan{id, file("scan.pdf", 'b')}))}; }
  EnterQuote entered(QuoteScanId scan, SupplierId supplier) const {
    return {.purchase = id,
            .supplier = supplier,
            .answers = {{{"As they wrote."}, {"As they wrote."}}},
            .lines = {{{.what = {"All"}, .amount = c.gross(700'00)}}},
            .received = s.store().now(),
            .scan = scan};
  }
  std::vector<QuoteState> states() const {
    std::vector<QuoteState> out;
    auto const answer = *s.store().ask({}, ListQuotes{id}, {200, {}}, ReadTier::disk);
    auto const json = Json::parse(answer->json);
    for (auto const& it : json.at("items")) out.push_back(c.quote({it.at("id").get<std::uint64_t>()}).state);
    return out;
  }

  Scenario& s;
  PurchaseCase c;
  PurchaseId id;
  SupplierLinkId bright, shine;
};

using enum QuoteState;

}  // namespace

TEST_CASE("quotes: only the server saves and sends for whoever bears the link") {
  Scenario s;
  Market m(s);
  for (auto const& who : {m.c.orla, m.c.tilda, s.nadia}) {
    CHECK(told(who.tries(m.wanted())) == "not_found");
    CHECK(told(who.tries(SubmitQuote{m.bright, "x"})) == "not_found");
    CHECK(told(who.tries(WithdrawQuote{m.bright})) == "not_found");
    CHECK(told(who.tries(AttachQuoteFile{m.bright, m.file("a.pdf")})) == "not_found");
    CHECK(told(who.tries(DetachQuoteFile{m.bright, 0})) == "not_found");
  }
  auto other = m.wanted();
  other.supplier_link = {987'654};
  CHECK(told(s.as_system(other)) == "not_found");
}

TEST_CASE("quotes: a draft holds what was saved, with each line's VAT rounded once") {
  Scenario s;
  Market m(s);
  auto wanted = m.wanted();
  wanted.answers.values.push_back({"One too many."});
  CHECK(told(s.as_system(wanted)) == "unprocessable body.answers[2]");
  wanted = m.wanted();
  wanted.lines.values[0].times = 0;
  CHECK(told(s.as_system(wanted)) == "unprocessable body.lines[0].times");
  wanted.lines.values[0].times = 1;
  wanted.lines.values[0].amount.pence = -1;
  CHECK(told(s.as_system(wanted)) == "unprocessable body.lines[0].amount");
  wanted = m.wanted();
  wanted.remarks = {"For B801200005001."};
  CHECK(told(s.as_system(wanted)) == "conflict pupil_data");
  wanted = m.wanted();
  wanted.answers = {{{"Every week."}}};
  auto const draft = m.saves(wanted);
  QuoteId const id{draft.at("id").get<std::uint64_t>()};
  auto price = m.c.price(id);
  CHECK(price.net == 300'00);
  CHECK(price.gross == 360'00);
  CHECK(m.c.quote(id).state == QuoteState::draft);
  CHECK(m.c.quote(id).content_hash == purchases::hash_of(m.c.quote(id), price));
  CHECK(told(m.submits(draft)) == "unprocessable body.answers[1]");
  wanted = m.wanted();
  wanted.lines = {};
  auto const changed = m.saves(wanted);
  CHECK(changed.at("id") == draft.at("id"));
  CHECK(changed.at("content_hash") != draft.at("content_hash"));
  CHECK(told(m.submits(draft)) == "conflict changed");
  CHECK(told(m.submits(changed)) == "unprocessable body.lines");
  CHECK(m.states() == std::vector{QuoteState::draft});
  CHECK(s.store().verify().empty());
}

TEST_CASE("quotes: files come and go with the draft, and a new draft begins as what was sent") {
  Scenario s;
  Market m(s);
  s.as_system(AttachQuoteFile{m.bright, m.file("a.pdf", 'a')});
  s.as_system(AttachQuoteFile{m.bright, m.file("b.pdf", 'b')});
  s.as_system(AttachQuoteFile{m.bright, m.file("b.pdf", 'b')});  // once more: once
  CHECK(told(s.as_system(DetachQuoteFile{m.bright, 2})) == "not_found");
  s.as_system(DetachQuoteFile{m.bright, 0});
  auto const draft = m.saves(m.wanted());
  QuoteId const first{draft.at("id").get<std::uint64_t>()};
  CHECK(m.c.quote(first).files.values == std::vector{m.file("b.pdf", 'b')});
  CHECK(told(m.submits(draft)) == "accepted");
  auto const attached = s.as_system(AttachQuoteFile{m.bright, m.file("c.pdf", 'c')});
  auto const second = Json::parse(attached->record);
  QuoteId const next{second.at("id").get<std::uint64_t>()};
  CHECK(next != first);
  CHECK(m.c.quote(next).files.size() == 2);
  CHECK(m.c.quote(next).answers == m.c.quote(first).answers);
  CHECK(m.c.quote(first).state == sealed);
  CHECK(m.c.quote(first).files.size() == 1);
  for (std::size_t i = 2; i < limits::quote_files_max; ++i) {
    CHECK(told(s.as_system(AttachQuoteFile{m.bright, m.file(std::to_string(i), 'd')})) == "accepted");
  }
  CHECK(told(s.as_system(AttachQuoteFile{m.bright, m.file("one more", 'e')})) == "conflict too_many");
  CHECK(s.store().verify().empty());
}

TEST_CASE("quotes: sent again it replaces, and until the deadline it can be withdrawn") {
  Scenario s;
  Market m(s);
  CHECK(told(s.as_system(SubmitQuote{m.bright, "x"})) == "conflict wrong_state");
  CHECK(told(s.as_system(WithdrawQuote{m.bright})) == "conflict wrong_state");
  auto const first = m.c.quote_of(m.bright, 1'000'00);
  auto const at = s.store().now();
  CHECK(m.c.quote(first).received == at);
  CHECK(told(s.as_system(SubmitQuote{m.bright, m.c.quote(first).content_hash})) == "conflict wrong_state");
  auto const other = m.c.quote_of(m.shine, 1'100'00);
  auto const second = m.c.quote_of(m.bright, 900'00);
  CHECK(m.c.quote(first).state == replaced);
  CHECK(m.c.quote(second).state == sealed);
  CHECK(m.c.quote(other).state == sealed);
  s.as_system(WithdrawQuote{m.bright});
  CHECK(m.c.quote(second).state == withdrawn);
  auto const third = m.c.quote_of(m.bright, 950'00);
  m.c.saves_quote(m.shine, 800'00);  // never sent
  m.c.passes_deadline(m.id);
  CHECK(told(s.as_system(WithdrawQuote{m.bright})) == "conflict wrong_state");
  m.c.orla.does(OpenQuotes{m.id});
  CHECK(m.c.quote(third).state == QuoteState::opened);
  CHECK(m.c.quote(other).state == QuoteState::opened);
  CHECK(m.c.orla.lists(ListQuotes{m.id}).size() == 2);
  CHECK(m.c.quote(third).content_hash == purchases::hash_of(m.c.quote(third), m.c.price(third)));
  for (auto const hidden : {first, second}) CHECK(told(m.c.orla.asks(GetQuote{hidden})) == "not_found");
  CHECK(told(m.c.saves_quote(m.bright, 1'00)) == "conflict wrong_state");
  CHECK(s.store().verify().empty());
}

TEST_CASE("quotes: one sent at the deadline or after it is late, and the earlier one stands") {
  Scenario s;
  Market m(s);
  auto const early = m.c.quote_of(m.bright, 1'000'00);
  s.advance_to({m.c.purchase(m.id).deadline_at->value - 1});
  auto const in_time = m.c.quote_of(m.shine, 1'000'00);
  CHECK(m.c.quote(in_time).state == sealed);
  m.c.passes_deadline(m.id);
  auto const first = m.c.quote_of(m.bright, 900'00);
  CHECK(m.c.quote(first).state == late);
  auto const second = m.c.quote_of(m.bright, 890'00);
  CHECK(m.c.quote(first).state == replaced);
  CHECK(m.c.quote(second).state == late);
  CHECK(m.c.quote(early).state == sealed);
  CHECK(m.c.orla.lists(ListQuotes{m.id}).empty());
  m.c.orla.does(OpenQuotes{m.id});
  CHECK(m.c.quote(second).state == late);
  CHECK(m.c.ollie.finds(GetQuote{second}));
  CHECK(m.c.quotes(m.id).size() == 2);

  SUBCASE("admitted, with a reason, it is scored") {
    CHECK(told(m.c.ollie.tries(AdmitLateQuote{second, {"Post."}})) == "forbidden role");
    CHECK(told(m.c.otto.tries(AdmitLateQuote{second, {"Post."}})) == "not_found");
    CHECK(told(m.c.tilda.tries(AdmitLateQuote{second, {}})) == "unprocessable body.reason");
    CHECK(told(m.c.tilda.tries(AdmitLateQuote{early, {"Post."}})) == "conflict wrong_state");
    m.c.tilda.does(AdmitLateQuote{second, {"The post was late."}});
    CHECK(m.c.quote(second).state == admitted);
    CHECK(m.c.quote(second).reason.value == "The post was late.");
    CHECK(m.c.quotes(m.id).size() == 3);
  }
  SUBCASE("once scores are in, nothing is let in") {
    m.c.scores(m.c.ollie, m.id);
    CHECK(told(m.c.orla.tries(AdmitLateQuote{second, {"Post."}})) == "conflict scores_submitted");
    m.c.orla.does(RejectQuote{second, {"It came too late."}});
    CHECK(told(m.c.orla.tries(RejectQuote{second, {"Again."}})) == "conflict wrong_state");
  }
  CHECK(s.store().verify().empty());
}

TEST_CASE("quotes: a supplier sends a quote so often and no more") {
  Scenario s;
  Market m(s);
  for (std::size_t i = 0; i < limits::quotes_max; ++i) m.c.quote_of(m.bright, 1'000 + std::int64_t(i));
  auto const draft = m.saves(m.wanted());
  CHECK(told(m.submits(draft)) == "conflict too_many");
  m.c.quote_of(m.shine, 1'000);
}

TEST_CASE("quotes: what comes on paper is entered with its scan, and sealed from whoever enters it") {
  Scenario s;
  Market m(s);
  CHECK(told(m.c.tilda.tries(StoreQuoteScan{m.id, m.file("scan.pdf")})) == "not_found");
  CHECK(told(s.as_system(StoreQuoteScan{m.id, m.file("scan.pdf")})) == "not_found");
  auto const scan = m.scans();
  CHECK(m.c.orla.finds(GetQuoteScan{scan}));
  for (auto const& who : {m.c.tilda, m.c.otto, s.nadia}) CHECK(told(who.asks(GetQuoteScan{scan})) == "not_found");
  auto const refused = [&](auto const& spoil) {
    auto wanted = m.entered(scan, m.c.shine);
    spoil(wanted);
    return told(m.c.orla.tries(wanted));
  };
  CHECK(refused([](auto& it) { it.scan = QuoteScanId{987'654}; }) == "not_found");
  CHECK(refused([](auto& it) { it.supplier = SupplierId{987'654}; }) == "not_found");
  CHECK(refused([](auto& it) { it.answers = {}; }) == "unprocessable body.answers[0]");
  CHECK(refused([](auto& it) { it.lines = {}; }) == "unprocessable body.lines");
  CHECK(refused([](auto& it) { ++it.received.value; }) == "unprocessable body.received");
  CHECK(refused([](auto& it) { it.received = {}; }) == "unprocessable body.received");
  CHECK(told(m.c.tilda.tries(m.entered(scan, m.c.shine))) == "not_found");
  auto const done = m.c.orla.does(m.entered(scan, m.c.shine));
  CHECK(done.record.empty());
  CHECK(done.self.empty());
  CHECK(told(m.c.orla.asks(GetQuoteScan{scan})) == "not_found");
  CHECK(m.c.orla.lists(ListQuotes{m.id}).empty());
  CHECK(m.states() == std::vector{sealed});
  // Another by the same supplier replaces it; what their link brought stays.
  auto const by_link = m.c.quote_of(m.shine, 800'00);
  m.c.orla.does(m.entered(m.scans(), m.c.shine));
  CHECK(m.states() == std::vector{replaced, sealed, sealed});
  CHECK(m.c.quote(by_link).state == sealed);
  auto const left = m.scans();
  auto const deadline = *m.c.purchase(m.id).deadline_at;
  m.c.passes_deadline(m.id);
  auto wanted = m.entered(m.scans(), m.c.bright);
  wanted.received = deadline;
  m.c.orla.does(wanted);
  wanted.scan = m.scans();
  wanted.received = {deadline.value - 1};
  m.c.orla.does(wanted);
  CHECK(m.states() == std::vector{replaced, sealed, sealed, late, sealed});
  m.c.orla.does(OpenQuotes{m.id});
  CHECK(m.c.orla.lists(ListQuotes{m.id}).size() == 4);
  CHECK(told(m.c.orla.asks(GetQuoteScan{left})) == "not_found");
  CHECK(told(m.c.orla.tries(StoreQuoteScan{m.id, m.file("scan.pdf")})) == "conflict wrong_state");
  CHECK(s.store().verify().empty());
}

TEST_CASE("quotes: whoever scores does not enter quotes") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.ready_for_market(BoughtFor::one);
  auto people = c.wanted_people(id);
  people.people.values[3].person = c.orla.id();
  c.orla.does(people);
  c.orla.does(AdvancePurchase{id, {}});
  PurchaseFile const scan{{"scan.pdf"}, "application/pdf", c.oak, std::string(64, 'a'), 1'000};
  CHECK(told(c.orla.tries(StoreQuoteScan{id, scan})) == "forbidden not_evaluator");
}

TEST_CASE("quotes: they are opened all at once, after the deadline, when everyone is cleared and something came") {
  Scenario s;
  Market m(s);
  auto const id = m.id;
  CHECK(told(m.c.orla.tries(OpenQuotes{id})) == "conflict before_deadline");
  auto const quote = m.c.quote_of(m.bright, 1'000'00);
  auto const hash = m.c.quote(quote).content_hash;
  m.c.passes_deadline(id);
  for (auto const& who : {m.c.ollie, m.c.ellis, m.c.otto, m.c.grace, s.nadia}) {
    CHECK(told(who.tries(OpenQuotes{id})) == "not_found");  // nobody learns whether there is something to open
  }
  auto const again = m.c.declares(m.c.fred, id);
  CHECK(told(m.c.tilda.tries(OpenQuotes{id})) == "conflict interests_open");
  m.c.orla.does(ClearPurchaseDeclaration{again, {}});
  CHECK(told(m.c.orla.tries(OpenQuotes{id}, {}, 1)) == "precondition_failed version");
  CHECK(m.c.orla.told_because(Because::purchase_to_open));
  m.c.tilda.does(OpenQuotes{id});
  auto const it = m.c.purchase(id);
  CHECK(it.stage == PurchaseStage::evaluation);
  CHECK(it.opened == s.store().now());
  CHECK(m.c.moderation(id).state == ModerationState::waiting);
  auto const facts = Json::parse(m.c.gates(id).back().facts);
  CHECK(facts.at("quotes").size() == 1);
  CHECK(facts.at("quotes")[0].at("hash") == hash);
  CHECK(facts.at("people").size() == 5);
  CHECK(facts.at("at") == s.store().now().value);
  CHECK_FALSE(m.c.orla.told_because(Because::purchase_to_open));
  for (auto const& who : {m.c.ollie, m.c.fred, m.c.ellis}) CHECK(who.told_because(Because::purchase_to_score));
  CHECK(told(m.c.orla.tries(OpenQuotes{id})) == "conflict wrong_state");
  CHECK(m.c.orla.sees(CheckPurchaseGates{id}).at("holds") == true);
  CHECK(s.store().verify().empty());
}

TEST_CASE("quotes: when nothing came there is nothing to open; one that came late is enough") {
  Scenario s;
  Market m(s);
  m.c.saves_quote(m.bright, 1'000'00);
  m.c.passes_deadline(m.id);
  CHECK(told(m.c.orla.tries(OpenQuotes{m.id})) == "conflict no_quotes");
  CHECK(m.c.purchase(m.id).stage == PurchaseStage::go_to_market);
  auto const quote = m.c.quote_of(m.bright, 1'000'00);
  m.c.orla.does(OpenQuotes{m.id});
  CHECK(m.c.quote(quote).state == late);
  CHECK(m.c.quotes(m.id).empty());
  m.c.orla.does(AdmitLateQuote{quote, {"The only one."}});
  CHECK(m.c.quotes(m.id).size() == 1);
}

TEST_CASE("quotes: evaluators read answers without prices, the price evaluator prices without answers") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.opened();
  auto const quote = c.quotes(id).front().id;
  auto const reads = [&](Colleague const& who) {
    CHECK(who.finds(GetQuote{quote}) == !who.lists(ListQuotes{id}).empty());
    CHECK(who.finds(GetQuotePrice{quote}) == !who.lists(ListQuotePrices{id}).empty());
    return std::string(who.finds(GetQuote{quote}) ? "answers" : "") + (who.finds(GetQuotePrice{quote}) ? " price" : "");
  };
  for (auto const& who : {c.orla, c.tilda}) CHECK(reads(who) == "answers price");
  for (auto const& who : {c.ollie, c.fred}) CHECK(reads(who) == "answers");
  CHECK(reads(c.ellis) == " price");
  for (auto const& who : {c.otto, c.felix, c.grace, s.tess, c.mo}) CHECK(reads(who).empty());
  CHECK(told(s.nadia.asks(GetQuote{quote})) == "not_found");
  CHECK(told(s.nadia.asks(ListQuotes{id})) == "not_found");
  CHECK(told(c.ollie.tries(RejectQuote{quote, {"Bad."}})) == "forbidden role");
  CHECK(told(c.ellis.tries(RejectQuote{quote, {"Bad."}})) == "not_found");
  CHECK(told(c.tilda.tries(RejectQuote{quote, {}})) == "unprocessable body.reason");
  CHECK(told(c.tilda.tries(RejectQuote{quote, {"Bad."}}, {}, 9)) == "precondition_failed version");
  c.tilda.does(RejectQuote{quote, {"It does not meet the specification."}});
  CHECK(c.quote(quote).state == rejected);
  CHECK(c.quotes(id).size() == 1);
  CHECK(reads(c.ollie) == "answers");
  CHECK(s.store().verify().empty());
}

}  // namespace staffroom::tests
