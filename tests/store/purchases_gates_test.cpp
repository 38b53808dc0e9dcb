// The gates of a purchase: what each asks for, their chain, and the ways back and out.
#include <doctest/doctest.h>

#include "store/purchases.hpp"
#include "tests/support/library.hpp"
#include "tests/support/purchase_case.hpp"

namespace staffroom::tests {
namespace {

/// Told, and which field is at fault.
std::string advances(Colleague const& who, PurchaseId id) { return told(who.tries(AdvancePurchase{id, {}})); }

Json facts_of(PurchaseGate const& gate) { return Json::parse(gate.facts); }

}  // namespace

TEST_CASE("gates: out of need with what, why, when and how much") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.bare();
  auto edit = c.edit_of(id);
  CHECK(advances(c.orla, id) == "unprocessable body.what");
  edit.what = {"Cleaning."};
  c.orla.does(edit);
  CHECK(advances(c.orla, id) == "unprocessable body.why");
  edit.why = {"The contract ends."};
  c.orla.does(edit);
  CHECK(advances(c.orla, id) == "unprocessable body.starts");
  edit.starts = s.in_days(100);
  c.orla.does(edit);
  CHECK(advances(c.orla, id) == "unprocessable body.value.lines");
  c.orla.does(SetPurchaseValue{id, {c.wanted_value()}});
  c.orla.does(AdvancePurchase{id, {"As agreed with the head."}});
  auto const it = c.purchase(id);
  CHECK(it.stage == PurchaseStage::market_analysis);
  CHECK(it.gates == 1);
  auto const gates = c.gates(id);
  REQUIRE(gates.size() == 1);
  auto const& gate = gates.front();
  CHECK(gate.from == PurchaseStage::need);
  CHECK(gate.to == PurchaseStage::market_analysis);
  CHECK(gate.by == c.orla.id());
  CHECK(gate.reason.value == "As agreed with the head.");
  CHECK(gate.previous.empty());
  CHECK(gate.content_hash == it.last_gate);
  CHECK(gate.content_hash == purchases::hash_of(gate));
  CHECK(facts_of(gate).at("gross") == 2'880'000);
  CHECK(facts_of(gate).at("what") == "Cleaning.");
  CHECK(s.store().verify().empty());
}

TEST_CASE("gates: a need that is a part of a larger one is answered for") {
  Scenario s;
  PurchaseCase c(s);
  auto const first = c.purchase(BoughtFor::one);
  auto const id = c.bare();
  c.orla.does(SetPurchaseValue{id, {c.wanted_value()}});
  auto edit = c.edit_of(id);
  edit.what = {"Cleaning of the annexe."};
  edit.why = {"It is new."};
  edit.starts = s.in_days(130);
  c.orla.does(edit);
  CHECK(c.purchase(id).splitting);  // 28,800 twice are over 40,000
  CHECK(advances(c.orla, id) == "conflict splitting_unanswered");
  edit.splitting_answer = {"Another building, which was not there when the first was planned."};
  c.orla.does(edit);
  CHECK(advances(c.orla, id) == "accepted");
  CHECK(facts_of(c.gates(id).front()).at("splitting") == 1);
  c.orla.does(CancelPurchase{first, {"Not needed."}});
}

TEST_CASE("gates: out of the market analysis with notes and a look into the register of interests") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.at_market_analysis(BoughtFor::one);
  CHECK(advances(c.orla, id) == "unprocessable body.market_notes");
  auto edit = c.edit_of(id);
  edit.market_notes = {"Five firms."};
  c.orla.does(edit);
  CHECK(advances(c.orla, id) == "conflict related_party_unchecked");
  edit.related = RelatedPartyCheck{.related = true, .approval = {"DfE-123"}};
  c.orla.does(edit);
  CHECK(advances(c.orla, id) == "accepted");
  auto const gates = c.gates(id);
  REQUIRE(gates.size() == 2);
  CHECK(gates[1].previous == gates[0].content_hash);
  CHECK(facts_of(gates[1]).at("related") == 1);
  CHECK(facts_of(gates[1]).at("lines").size() == 1);
}

TEST_CASE("gates: to the market with a route, a whole pack, people who are cleared, signatures and approval") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.in_sourcing(BoughtFor::many);
  CHECK(advances(c.orla, id) == "conflict no_route");
  c.orla.does(ChooseRoute{id, BuyingRoute::full_procedure, {"Over the threshold."}});
  auto pack = c.wanted_pack();
  auto const packed = [&](auto const& spoil) {
    auto spoiled = pack;
    spoil(spoiled);
    c.orla.does(SetTenderPack{id, spoiled});
    return advances(c.orla, id);
  };
  CHECK(packed([](TenderPack& it) { it.specification = {}; }) == "unprocessable body.pack.specification");
  CHECK(packed([](TenderPack& it) { it.criteria = {}; }) == "unprocessable body.pack.criteria");
  CHECK(packed([](TenderPack& it) { it.price_weight = 3'999; }) == "unprocessable body.pack.criteria");
  CHECK(packed([](TenderPack& it) { it.criteria.values[0].weight = 0; }) ==
        "unprocessable body.pack.criteria[0].weight");
  CHECK(packed([](TenderPack& it) { it.scale.values.resize(1); }) == "unprocessable body.pack.scale");
  CHECK(packed([](TenderPack& it) { it.deadline.reset(); }) == "unprocessable body.pack.deadline");
  CHECK(packed([&](TenderPack& it) { it.deadline = PurchaseCase::date(2050, 6, 1); }) ==
        "conflict calendar_not_covered");
  CHECK(packed([](TenderPack&) {}) == "conflict people_missing");
  auto people = c.wanted_people(id);
  people.people.values.pop_back();
  c.orla.does(people);
  CHECK(advances(c.orla, id) == "conflict people_missing");
  c.names(id);
  CHECK(advances(c.orla, id) == "conflict interests_open");
  c.clears_all(id);
  CHECK(advances(c.orla, id) == "conflict tender_unsigned");
  c.signs_tender(c.otto, id, c.oak);
  CHECK(advances(c.orla, id) == "conflict tender_unsigned");
  c.signs_tender(c.felix, id, c.fell);
  CHECK(advances(c.orla, id) == "conflict not_approved");
  c.otto.does(ApprovePurchase{id, {}});
  CHECK(advances(c.orla, id) == "accepted");
  auto const it = c.purchase(id);
  CHECK(it.stage == PurchaseStage::go_to_market);
  CHECK(it.deadline_at == calendar::end_of(*it.pack.deadline));
  CHECK(it.market_on == s.today());
  auto const facts = facts_of(c.gates(id).back());
  CHECK(facts.at("pack_hash") == it.pack_hash);
  CHECK(facts.at("route") == "full_procedure");
  CHECK(facts.at("signed").size() == 2);
  CHECK(facts.at("people").size() == 4);
  CHECK(facts.at("cleared").size() == 5);
  CHECK(facts.at("approval").at("person") == c.otto.id().value);
  CHECK(advances(c.orla, id) == "conflict wrong_state");
  CHECK(c.orla.sees(CheckPurchaseGates{id}).at("holds") == true);
  CHECK(c.felix.sees(CheckPurchaseGates{id}).at("gates") == 3);
  CHECK(s.store().verify().empty());
}

TEST_CASE("gates: a route that asks for less than the value does is said again when the value has grown") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.ready_for_market(BoughtFor::one);
  auto lines = c.wanted_value();
  lines[0].amount = c.net(1'500'000);  // £54,000 with VAT: a tender
  c.orla.does(SetPurchaseValue{id, {lines}});
  CHECK_FALSE(c.purchase(id).approval);  // it was for another value
  CHECK(advances(c.orla, id) == "conflict no_route");
  c.orla.does(ChooseRoute{id, BuyingRoute::quotes, {"Nobody tenders here."}});
  CHECK(c.purchase(id).route->deviates);
  CHECK(advances(c.orla, id) == "conflict not_approved");
  c.otto.does(ApprovePurchase{id, {}});
  CHECK(advances(c.orla, id) == "accepted");
  CHECK(facts_of(c.gates(id).back()).at("deviates") == 1);
}

TEST_CASE("gates: schools sign the pack that they saw, each for itself; another pack lets signatures fall") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.in_sourcing(BoughtFor::many);
  CHECK_FALSE(c.otto.told_because(Because::purchase_to_sign));  // nothing to sign yet
  auto const empty = c.purchase(id).pack_hash;
  CHECK(told(c.otto.tries(SignTender{id, c.oak, {empty}})) == "conflict incomplete");
  CHECK(told(c.otto.tries(ApprovePurchase{id, {}})) == "conflict incomplete");
  c.orla.does(SetTenderPack{id, c.wanted_pack()});
  CHECK(c.otto.told_because(Because::purchase_to_sign));
  CHECK(c.felix.told_because(Because::purchase_to_sign));
  CHECK(c.otto.told_because(Because::purchase_to_approve));
  auto const hash = c.purchase(id).pack_hash;
  auto const tries = [&](Colleague const& who, OrganisationId school) {
    return told(who.tries(SignTender{id, school, {hash}}));
  };
  CHECK(tries(c.otto, c.fell) == "forbidden own_school");
  CHECK(tries(c.orla, c.oak) == "forbidden role");
  CHECK(tries(c.grace, c.oak) == "not_found");  // signing is nothing of hers
  CHECK(tries(c.edna, c.elm) == "not_found");
  CHECK(tries(c.otto, c.elm) == "not_found");  // not in it
  CHECK(tries(c.fay, c.fell) == "not_found");
  CHECK(told(c.otto.tries(SignTender{id, c.oak, {empty}})) == "conflict changed");
  CHECK(tries(c.otto, c.oak) == "accepted");
  CHECK(tries(c.mo, c.fell) == "accepted");
  auto const it = c.purchase(id);
  CHECK(it.schools.values[0].tender_signed);
  CHECK(it.schools.values[1].tender_signed);
  REQUIRE(it.sign_offs.size() == 2);
  CHECK(it.sign_offs.values[0].capacity == PoolCapacity::headteacher);
  CHECK(it.sign_offs.values[1].capacity == PoolCapacity::trust_leader);
  CHECK_FALSE(c.otto.told_because(Because::purchase_to_sign));
  CHECK_FALSE(c.felix.told_because(Because::purchase_to_sign));  // Mo signed for the school
  CHECK(c.orla.told_because(Because::purchase_signed));
  auto pack = c.wanted_pack();
  pack.specification.value += " Windows as well.";
  c.orla.does(SetTenderPack{id, pack});
  auto const changed = c.purchase(id);
  CHECK_FALSE(changed.schools.values[0].tender_signed);
  CHECK_FALSE(changed.schools.values[1].tender_signed);
  CHECK(changed.sign_offs.size() == 2);  // kept, and counting for nothing
  CHECK(c.otto.told_because(Because::purchase_to_sign));
  c.orla.does(SetTenderPack{id, c.wanted_pack()});  // what they signed
  CHECK(c.purchase(id).schools.values[0].tender_signed);
  CHECK(s.store().verify().empty());
}

TEST_CASE("gates: a leader who does not own it approves; pack or value changed, it falls") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.in_sourcing(BoughtFor::one);
  c.orla.does(SetTenderPack{id, c.wanted_pack()});
  CHECK(c.otto.told_because(Because::purchase_to_approve));
  for (auto const& who : {c.orla, c.tilda, c.grace}) {
    CHECK(told(who.tries(ApprovePurchase{id, {}})) == "forbidden role");
  }
  CHECK(told(c.felix.tries(ApprovePurchase{id, {}})) == "not_found");
  c.otto.does(ApprovePurchase{id, {"Fine."}});
  CHECK_FALSE(c.otto.told_because(Because::purchase_to_approve));
  CHECK(c.orla.told_because(Because::purchase_approved));
  CHECK(told(s.tess.tries(ApprovePurchase{id, {}})) == "conflict wrong_state");
  auto const it = c.purchase(id);
  REQUIRE(it.approval);
  CHECK(it.approval->gross == 2'880'000);
  CHECK(it.approval->content_hash == it.pack_hash);
  auto edit = c.edit_of(id);
  edit.market_notes = {"Six firms."};
  c.orla.does(edit);
  CHECK(c.purchase(id).approval);
  c.orla.does(HandOverPurchase{id, c.otto.id()});  // who approved owns it now
  CHECK_FALSE(c.purchase(id).approval);
  CHECK(s.tess.told_because(Because::purchase_to_approve));
  CHECK(told(c.otto.tries(ApprovePurchase{id, {}})) == "forbidden not_own");
  s.tess.does(ApprovePurchase{id, {}});
  CHECK(c.purchase(id).approval);
}

TEST_CASE("gates: files of the library go as they are on that day, and stay so") {
  Scenario s;
  PurchaseCase c(s);
  Library library(s);
  auto const id = c.ready_for_market(BoughtFor::one);
  auto const file = library.shows(c.otto, c.oak, c.oak, "Plan of the rooms");
  auto pack = c.wanted_pack();
  auto const bare = library.drafts(c.otto, c.oak, "Nothing yet");
  pack.files = {{bare}};
  CHECK(told(c.orla.tries(SetTenderPack{id, pack})) == "not_found");  // a draft of his
  pack.files = {{file, file}};
  CHECK(told(c.orla.tries(SetTenderPack{id, pack})) == "unprocessable body.pack.files[1]");
  pack.files = {{file}};
  c.orla.does(SetTenderPack{id, pack});
  auto const before = c.purchase(id).pack_hash;
  c.otto.does(ApprovePurchase{id, {}});
  library.passes(library.adds(c.otto, file, "Another plan"));
  CHECK(advances(c.orla, id) == "conflict not_approved");  // not what was approved
  CHECK(told(c.otto.tries(ApprovePurchase{id, {}})) != "accepted");
  c.orla.does(SetTenderPack{id, pack});
  CHECK(c.purchase(id).pack_hash != before);
  c.otto.does(ApprovePurchase{id, {}});
  c.orla.does(AdvancePurchase{id, {}});
  auto const it = c.purchase(id);
  REQUIRE(it.pack_files.size() == 1);
  CHECK(it.pack_files.values[0].sha256 == library.newest(file).files.values[0].sha256);
  CHECK(it.pack_files.values[0].organisation == c.oak);
  library.passes(library.adds(c.otto, file, "A third plan"));
  CHECK(c.purchase(id).pack_files == it.pack_files);
  CHECK(c.purchase(id).pack_hash == it.pack_hash);
}

TEST_CASE("gates: nothing came, so it goes back with a reason, and a new deadline is signed anew") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.gone_to_market(BoughtFor::many);
  CHECK(told(c.orla.tries(ReturnPurchase{id, {"Nothing came."}})) == "conflict deadline_not_over");
  c.passes_deadline(id);
  CHECK(told(c.otto.tries(ReturnPurchase{id, {"Nothing came."}})) == "forbidden role");
  CHECK(told(c.orla.tries(ReturnPurchase{id, {}})) == "unprocessable body.reason");
  c.orla.does(ReturnPurchase{id, {"Nobody answered in the holidays."}});
  auto const it = c.purchase(id);
  CHECK(it.stage == PurchaseStage::sourcing_options);
  CHECK_FALSE(it.deadline_at);
  CHECK(it.gates == 4);
  CHECK(c.gates(id).back().reason.value == "Nobody answered in the holidays.");
  CHECK_FALSE(c.orla.told_because(Because::purchase_to_open));
  CHECK(c.orla.sees(CheckPurchaseGates{id}).at("holds") == true);
  CHECK(advances(c.orla, id) == "unprocessable body.pack.deadline");
  c.orla.does(SetTenderPack{id, c.wanted_pack()});
  CHECK(advances(c.orla, id) == "conflict tender_unsigned");
  c.all_sign_tender(id);
  c.otto.does(ApprovePurchase{id, {}});
  CHECK(advances(c.orla, id) == "accepted");
  CHECK(c.orla.lists(ListSupplierLinks{id}).size() == 2);  // these live on
  CHECK(s.store().verify().empty());
}

TEST_CASE("gates: what came is opened, not sent back; before the deadline nobody is told either way") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.gone_to_market(BoughtFor::one);
  auto const link = SupplierLinkId{c.orla.lists(ListSupplierLinks{id}).front()};
  c.quote_of(link, 100'000);
  CHECK(told(c.orla.tries(ReturnPurchase{id, {"Nothing came."}})) == "conflict deadline_not_over");
  c.passes_deadline(id);
  CHECK(told(c.orla.tries(ReturnPurchase{id, {"Nothing came."}})) == "conflict quotes_there");
}

TEST_CASE("gates: cancelled, everyone is told, quotes stay shut, and the pool can be bought for again") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.past_deadline(BoughtFor::many);
  auto const pool = *c.purchase(id).pool;
  CHECK(told(c.otto.tries(CancelPurchase{id, {"No."}})) == "forbidden role");
  CHECK(told(c.orla.tries(CancelPurchase{id, {}})) == "unprocessable body.reason");
  c.orla.does(CancelPurchase{id, {"The schools merge."}});
  auto const it = c.purchase(id);
  CHECK(it.stage == PurchaseStage::cancelled);
  CHECK(it.reason.value == "The schools merge.");
  CHECK(it.ended);
  CHECK_FALSE(it.opened);
  CHECK(c.pool(pool).state == PoolState::closed);
  CHECK(c.orla.lists(ListQuotes{id}).empty());
  for (auto const& who : {c.tilda, c.ollie, c.fred, c.ellis, c.otto, c.felix}) {
    CHECK(who.told_because(Because::purchase_cancelled));
    CHECK_FALSE(who.told_because(Because::purchase_to_open));
  }
  CHECK(c.felix.sees(CheckPurchaseGates{id}).at("holds") == true);
  CHECK(told(c.orla.tries(CancelPurchase{id, {"Again."}})) == "conflict wrong_state");
  CHECK(told(c.orla.tries(OpenQuotes{id})) == "conflict wrong_state");
  CHECK(advances(c.orla, id) == "conflict wrong_state");
  PurchaseId const again{id_in(c.orla.does(StartPurchase{pool}))};
  CHECK(c.purchase(again).schools.size() == 2);
  CHECK(s.store().verify().empty());
}

TEST_CASE("gates: the chain holds to the end, and each is read by whoever reads the purchase") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.awarded(BoughtFor::many);
  CHECK(c.purchase(id).stage == PurchaseStage::handover);
  auto const gates = c.gates(id);
  CHECK(gates.size() == 6);
  std::string last;
  for (auto const& gate : gates) {
    CHECK(gate.previous == last);
    last = gate.content_hash;
    CHECK(c.felix.finds(GetPurchaseGate{gate.id}));
    CHECK_FALSE(c.cara.finds(GetPurchaseGate{gate.id}));
    CHECK_FALSE(s.nadia.finds(GetPurchaseGate{gate.id}));
  }
  auto const check = c.grace.sees(CheckPurchaseGates{id});
  CHECK(check.at("holds") == true);
  CHECK_FALSE(check.contains("broken"));
  CHECK(told(c.orla.tries(CancelPurchase{id, {"No."}})) == "conflict wrong_state");
  CHECK(s.store().verify().empty());
}

}  // namespace staffroom::tests
