// What becomes of purchases when people leave and organisations move; what of them stands in calendars, mail, copies of
// one's data and the search; and that no line of the audit trail ever says that a quote came.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "store/audit.hpp"
#include "store/digest.hpp"
#include "store/personal_copy.hpp"
#include "store/purchases_records.hpp"
#include "tests/support/purchase_case.hpp"
#include "tests/support/searching.hpp"

namespace staffroom::tests {
namespace {

std::string bought_copy_of(Scenario& s, Colleague const& about, std::string_view wanted = "buying") {
  auto const copy = s.store().data_about(about.id(), about.id());
  REQUIRE(copy.has_value());
  std::string out;
  for (auto const& part : copy->parts) {
    if (part.name != wanted) continue;
    for (auto const& item : part.items) out += item.about + ": " + item.text + "\n" + item.json + "\n";
  }
  return out;
}

bool holds_words(std::string const& text, std::string_view words) { return text.find(words) != std::string::npos; }

std::set<std::string> purchase_days_of(Scenario& s, Colleague const& who) {
  std::set<std::string> out;
  auto const seen = who.sees(ListDates{s.today(), s.in_days(limits::planned_days_max)});
  for (auto const& it : seen.at("items")) {
    if (it.at("self").get<std::string>().find("/purchases/") == std::string::npos) continue;
    out.insert(it.at("what").get<std::string>() + " " + it.at("date").get<std::string>());
  }
  return out;
}

ScoreState score_state(Scenario& s, PurchaseId id, Colleague const& author) {
  auto const answer = *s.store().ask({}, ListQuoteScores{id}, {200, {}}, ReadTier::disk);
  auto const scores = Json::parse(answer->json);
  for (auto const& item : scores.at("items")) {
    if (item.at("author") != author.id().value) continue;
    auto const state = item.at("state").get<std::string>();
    return state == "submitted" ? ScoreState::submitted : state == "voided" ? ScoreState::voided : ScoreState::drafted;
  }
  throw std::runtime_error("no score of theirs");
}

/// Lines without their seq and time: what is done besides them moves these on.
std::vector<std::string> lines_seen_by(Colleague const& who) {
  std::vector<std::string> out;
  auto const seen = who.sees(ListAudit{});
  for (auto const& line : seen.at("items")) {
    out.push_back(line.at("command").get<std::string>() + " " + line.value("record", "") + " " +
                  std::to_string(line.value("id", std::uint64_t{0})));
  }
  return out;
}

}  // namespace

TEST_CASE("purchases: a purchase passes to whoever manages its organisation when its owner does so no more") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.bare();
  s.ends_memberships_of(c.orla);
  auto const it = c.purchase(id);
  CHECK(it.owner == c.tilda.id());  // the trust's business manager
  REQUIRE(it.interests.size() == 1);
  CHECK(it.interests.values[0].person == c.tilda.id());
  CHECK(c.tilda.told_because(Because::purchase_passed_on));
  CHECK(c.tilda.told_because(Because::purchase_declare));
  CHECK(told(c.orla.asks(GetPurchase{id})) == "not_found");
  c.tilda.does(CancelPurchase{id, {"Nobody needs it."}});
  CHECK(s.store().verify().empty());
}

TEST_CASE("purchases: what waited on the owner waits on whoever takes over") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.moderated();
  REQUIRE(c.orla.told_because(Because::purchase_to_award));
  s.ends_memberships_of(c.orla);
  CHECK(c.purchase(id).owner == c.tilda.id());
  CHECK(c.tilda.told_because(Because::purchase_to_award));
  c.tilda.does(ProposeAward{id, {"The best and the cheapest."}});
  CHECK(c.award(id).supplier == c.bright);
  CHECK(s.store().verify().empty());
}

TEST_CASE("purchases: who changes role and still manages keeps the purchase; with nobody to take it, it stays") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.bare();
  s.takes_on(c.orla, c.oak, Role::headteacher);
  CHECK(c.purchase(id).owner == c.orla.id());
  PurchaseId const moors{id_in(c.fay.does(CreatePurchase{.organisation = c.fell, .title = {"Chairs"}}))};
  for (auto const& who : {c.felix, c.mo, c.fay}) s.ends_memberships_of(who);
  CHECK(c.purchase(moors).owner == c.fay.id());
  CHECK(s.store().verify().empty());
}

TEST_CASE("purchases: one who scores quality takes a purchase over only when nobody else can") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.in_sourcing(BoughtFor::one);
  auto people = c.wanted_people(id);
  people.people = {{{c.otto.id(), PurchaseRole::chair},
                    {c.tilda.id(), PurchaseRole::evaluator},
                    {c.fred.id(), PurchaseRole::evaluator},
                    {c.ellis.id(), PurchaseRole::price_evaluator}}};
  c.orla.does(people);
  s.ends_memberships_of(c.orla);
  CHECK(c.purchase(id).owner == c.otto.id());
  s.ends_memberships_of(c.otto);
  CHECK(c.purchase(id).owner == s.tess.id());
  s.ends_memberships_of(s.tess);
  auto const it = c.purchase(id);
  CHECK(it.owner == c.tilda.id());
  CHECK_FALSE(it.people.contains({c.tilda.id(), PurchaseRole::evaluator}));
  CHECK(s.store().verify().empty());
}

TEST_CASE("purchases: who leaves is taken out; drafts of theirs are void, what they submitted stays") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.opened();
  for (auto const& quote : c.quotes(id)) c.ollie.does(c.wanted_score(id, quote.id, 3));
  c.scores(c.fred, id);
  c.ellis.does(c.wanted_prices(id));
  s.ends_memberships_of(c.ollie);
  CHECK_FALSE(c.purchase(id).people.contains({c.ollie.id(), PurchaseRole::evaluator}));
  CHECK(score_state(s, id, c.ollie) == ScoreState::voided);
  CHECK(c.orla.told_because(Because::purchase_passed_on));
  // One scored alone: a successor is named before anything is agreed.
  CHECK(c.moderation(id).state == ModerationState::waiting);
  s.ends_memberships_of(c.fred);
  CHECK(score_state(s, id, c.fred) == ScoreState::submitted);
  CHECK(c.purchase(id).owner == c.orla.id());
  CHECK(s.store().verify().empty());
}

TEST_CASE("purchases: when the last who has not scored leaves, and two have, the scores are agreed") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.in_sourcing(BoughtFor::one);
  c.orla.does(SetTenderPack{id, c.wanted_pack()});
  c.orla.does(ChooseRoute{id, BuyingRoute::quotes, {"It is what the value asks for."}});
  auto people = c.wanted_people(id);
  people.people.values.push_back({c.cara.id(), PurchaseRole::evaluator});
  c.orla.does(people);
  c.clears_all(id);
  c.orla.does(ClearPurchaseDeclaration{c.declares(c.cara, id), {"Nothing to declare."}});
  c.otto.does(ApprovePurchase{id, {"Within the budget."}});
  c.orla.does(AdvancePurchase{id, {}});
  c.quote_of(c.invites(id, c.bright), 400'000);
  c.quote_of(c.invites(id, c.shine), 500'000);
  c.passes_deadline(id);
  c.orla.does(OpenQuotes{id});
  c.scores(c.ollie, id);
  c.scores(c.fred, id);
  c.ellis.does(c.wanted_prices(id));
  CHECK(c.moderation(id).state == ModerationState::waiting);
  s.ends_memberships_of(c.cara);
  CHECK(c.moderation(id).state == ModerationState::open);
  CHECK(c.tilda.told_because(Because::purchase_to_moderate));
}

TEST_CASE("purchases: a school that moves takes its purchase along, and the old trust reads it no more") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.awarded(BoughtFor::one);
  CHECK(s.tess.finds(GetAward{id}));
  CHECK(told(c.mo.asks(GetPurchase{id})) == "not_found");
  CHECK(told(s.as_system(MoveOrganisation{c.oak, s.moor})) == "accepted");
  CHECK(c.purchase(id).owner == c.orla.id());
  auto const gate = c.gates(id).front().id;
  for (auto const& who : {c.orla, c.otto, c.mo}) {
    CHECK(who.finds(GetPurchase{id}));
    CHECK(who.finds(GetAward{id}));
    CHECK(who.finds(GetPurchaseGate{gate}));
  }
  CHECK(told(s.tess.asks(GetPurchase{id})) == "not_found");
  CHECK(told(s.tess.asks(GetAward{id})) == "not_found");
  CHECK(told(s.tess.asks(GetPurchaseGate{gate})) == "not_found");
  CHECK(c.tilda.finds(GetModeration{id}));  // she chaired it
  CHECK(s.store().verify().empty());
}

TEST_CASE("purchases: the trust's purchase stays with it when a school goes that takes part") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.awarded();
  CHECK(c.mo.finds(GetModeration{id}));
  CHECK(told(s.as_system(MoveOrganisation{c.fell, s.aire})) == "accepted");
  CHECK(c.purchase(id).owner == c.orla.id());
  CHECK(told(c.mo.asks(GetPurchase{id})) == "not_found");
  CHECK(told(c.mo.asks(GetModeration{id})) == "not_found");
  CHECK(c.felix.finds(GetModeration{id}));
  CHECK(s.tess.finds(GetModeration{id}));
  CHECK(s.store().verify().empty());
}

TEST_CASE("purchases: deadlines and standstills stand in the calendars of those whom they concern") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.gone_to_market();
  auto const last = "purchase_deadline " + to_text(*c.purchase(id).pack.deadline);
  for (auto const& who : {c.orla, c.tilda, c.ollie, c.fred, c.ellis}) CHECK(purchase_days_of(s, who).contains(last));
  for (auto const& who : {c.otto, c.felix, c.fay, s.tess}) CHECK(purchase_days_of(s, who).empty());
  auto const later = c.working_day_in(30);
  c.orla.does(ExtendDeadline{id, later, {"Suppliers asked for more time."}});
  CHECK(purchase_days_of(s, c.ollie) == std::set{"purchase_deadline " + to_text(later)});
}

TEST_CASE("purchases: the standstill stands in the calendars of the owner and of those who sign") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.award_published();
  auto const ends = c.award(id).standstill_ends;
  REQUIRE(ends);
  auto const day = "standstill_ends " + to_text(*ends);
  for (auto const& who : {c.orla, c.otto, c.felix, s.tess, c.mo}) CHECK(purchase_days_of(s, who).contains(day));
  for (auto const& who : {c.ollie, c.fay}) CHECK(purchase_days_of(s, who).empty());
}

TEST_CASE("purchases: mail tells titles and days, no value and no supplier") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.in_sourcing();
  TimestampMs const begin{s.store().now().value - 1};
  c.orla.does(SetTenderPack{id, c.wanted_pack()});
  c.orla.does(ChooseRoute{id, BuyingRoute::full_procedure, {"It is what the value asks for."}});
  c.names(id);
  auto const digest = s.store().digest(c.felix.id(), begin, s.store().now() + std::chrono::minutes(1));
  auto const found = std::find_if(digest.needs.begin(), digest.needs.end(),
                                  [](auto const& it) { return it.because == Because::purchase_to_sign; });
  REQUIRE(found != digest.needs.end());
  CHECK(found->title == c.purchase(id).title.value);
  CHECK(found->place == "Oakfield Primary");
  auto const it = c.purchase(id);
  CHECK(found->date == (it.market_on ? it.market_on : it.pack.deadline));
  CHECK(found->self == "/api/v1/purchases/" + std::to_string(id.value));
}

TEST_CASE("purchases: in a copy of one's data stands what is one's own; of what is sealed nothing") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.past_deadline();
  auto const before = bought_copy_of(s, c.orla);
  CHECK(holds_words(before, "I buy: "));
  CHECK(holds_words(before, "I took a purchase through a gate"));
  CHECK(holds_words(before, "What I declared about a purchase"));
  CHECK_FALSE(holds_words(before, "We inspect every week."));
  CHECK_FALSE(holds_words(bought_copy_of(s, c.orla, "mail"), "bright"));
  CHECK(holds_words(bought_copy_of(s, c.otto), "I signed or approved a purchase of Oakfield Primary"));
  CHECK_FALSE(holds_words(bought_copy_of(s, c.otto), "tilda"));
  c.orla.does(OpenQuotes{id});
  c.scores(c.ollie, id);
  auto const ollies = bought_copy_of(s, c.ollie);
  CHECK(holds_words(ollies, "I am named in a purchase of Oakfield Primary"));
  CHECK(holds_words(ollies, "How I scored a quote"));
  CHECK_FALSE(holds_words(ollies, "We inspect every week."));
  CHECK_FALSE(holds_words(bought_copy_of(s, c.fred), "How I scored a quote"));
}

TEST_CASE("purchases: of a person who is forgotten words and drafts go, and what makes the file stays") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.opened();
  c.orla.does(ClearPurchaseDeclaration{
      {id_in(c.ollie.does(DeclareForPurchase{id, false, {"My cousin cleans for one of them."}}))}, {"It is far off."}});
  for (auto const& quote : c.quotes(id)) c.ollie.does(c.wanted_score(id, quote.id, 3));
  c.scores(c.fred, id);
  auto const forgets = [&](Colleague const& who, Colleague const& asks) {
    ErasureId const erasure{id_in(asks.does(RequestErasure{who.id(), ErasureManner::forget_who}))};
    s.nadia.does(ApproveErasure{erasure});
    for (int i = 0; i < 3; ++i) s.tick();
  };
  forgets(c.ollie, s.tom);
  CHECK_THROWS(score_state(s, id, c.ollie));
  auto const declared = c.orla.sees(ListPurchaseDeclarations{id});
  CHECK_FALSE(holds_words(declared.dump(), "My cousin"));
  CHECK(holds_words(declared.dump(), "It is far off."));
  CHECK(score_state(s, id, c.fred) == ScoreState::submitted);
  CHECK(s.store().verify().empty());
}

TEST_CASE("purchases: no line of the audit trail says that a quote came, to nobody") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.gone_to_market();
  auto const links = c.orla.lists(ListSupplierLinks{id});
  std::vector const people{c.orla, c.otto, c.tilda, s.tom, s.nadia, s.tess};
  std::vector<std::vector<std::string>> before;
  for (auto const& who : people) before.push_back(lines_seen_by(who));
  c.quote_of({links.at(0)}, 400'000);
  CHECK(told(c.saves_quote({links.at(1)}, 500'000)) == "accepted");
  CHECK(told(s.as_system(WithdrawQuote{{links.at(0)}})) == "accepted");
  // Another came on paper.
  Submission by_orla;
  by_orla.actor = c.orla.actor();
  by_orla.command = StoreQuoteScan{id, {{"scan.pdf"}, "application/pdf", c.oak, std::string(64, 'a'), 100}};
  auto const stored = s.store().submit_and_wait(std::move(by_orla));
  REQUIRE(stored.has_value());
  QuoteScanId const scan_id{Json::parse(stored->record).at("id").get<std::uint64_t>()};
  auto const entered = c.orla.tries(EnterQuote{.purchase = id,
                                               .supplier = c.supplier("Paper & Mop"),
                                               .answers = {{{"Daily."}, {"Two people."}}},
                                               .lines = {{{.what = {"All of it"}, .amount = c.gross(300'000)}}},
                                               .received = s.store().now(),
                                               .scan = scan_id});
  CHECK(told(entered) == "accepted");
  for (std::size_t i = 0; i < people.size(); ++i) {
    auto seen = lines_seen_by(people[i]);
    // What Orla did besides: a new supplier.
    std::erase_if(seen, [](std::string const& line) { return line.starts_with("create_supplier"); });
    auto known = before[i];
    std::erase_if(known, [](std::string const& line) { return line.starts_with("create_supplier"); });
    CHECK(seen == known);
  }
  auto const deeds = bought_copy_of(s, c.orla, "deeds");
  CHECK(holds_words(deeds, "invite_to_quote"));
  CHECK_FALSE(holds_words(deeds, "enter_quote"));
  CHECK_FALSE(holds_words(deeds, "store_quote_scan"));
  // Afterwards, too.
  c.passes_deadline(id);
  c.orla.does(OpenQuotes{id});
  for (auto const& who : people) {
    for (auto const& line : lines_seen_by(who)) {
      CHECK_FALSE(is_sealed(line.substr(0, line.find(' '))));
      CHECK_FALSE(line.find(" quote ") != std::string::npos);
    }
  }
}

TEST_CASE("purchases: the search finds a purchase for whoever reads it, by its words, and no quote") {
  SearchedHub hub;
  PurchaseCase c(hub.s());
  auto const id = c.past_deadline();
  auto const found = hub.page(c.otto.id(), asking_for("daily cleaning classrooms"));
  auto const items = found.at("items");
  auto const it =
      std::find_if(items.begin(), items.end(), [](Json const& one) { return one.at("what") == "purchase"; });
  REQUIRE(it != items.end());
  CHECK(it->at("title") == c.purchase(id).title.value);
  CHECK(it->at("place") == "Oakfield Primary");
  CHECK(it->at("self") == "/api/v1/purchases/" + std::to_string(id.value));
  auto const others = hub.page(c.conrad.id(), asking_for("daily cleaning classrooms")).at("items");
  CHECK(std::none_of(others.begin(), others.end(), [](Json const& one) { return one.at("what") == "purchase"; }));
  for (auto const& who : {c.orla, c.tilda, c.otto}) {
    CHECK(hub.page(who.id(), asking_for("inspect every week")).at("items").empty());
  }
}

TEST_CASE("purchases: the file holds what its reader may read at that moment, and needs a fresh password") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.past_deadline();
  auto const file = [&](Colleague const& who) { return s.store().purchase_records(who.actor(), id); };
  auto stale = c.orla.actor();
  stale.fresh_until = {};
  auto const refused = s.store().purchase_records(stale, id);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().reason == "fresh");
  CHECK(file(c.ollie).error().code == ErrorCode::forbidden);
  CHECK(file(c.conrad).error().code == ErrorCode::not_found);
  auto const sealed = file(c.orla);
  REQUIRE(sealed.has_value());
  CHECK(sealed->check.holds);
  CHECK(sealed->bids.empty());
  CHECK(sealed->links.size() == 2);
  CHECK(sealed->suppliers.size() == 2);
  c.orla.does(OpenQuotes{id});
  auto const opened = file(c.orla);
  REQUIRE(opened.has_value());
  REQUIRE(opened->bids.size() == 2);
  CHECK(opened->bids[0].quote);
  CHECK(opened->bids[0].price);
  CHECK_FALSE(opened->moderation);
  auto const heads = file(c.otto);  // of the organisation, and not on the panel
  REQUIRE(heads.has_value());
  CHECK(heads->bids.empty());
  CHECK(heads->links.empty());
  CHECK(heads->gates.size() == opened->gates.size());
}

}  // namespace staffroom::tests
