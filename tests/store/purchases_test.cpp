// Purchases: who begins one, for whom, who reads it, and how it is described until it goes to the market.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "store/purchases.hpp"
#include "tests/support/purchase_case.hpp"

namespace staffroom::tests {

TEST_CASE("purchases: a business manager or leader begins one for a school or trust, and it is theirs") {
  Scenario s;
  PurchaseCase c(s);
  CreatePurchase wanted{.organisation = c.oak, .title = {"Cleaning"}, .category = SpendCategory::cleaning_services};
  CHECK(told(c.grace.tries(wanted)) == "forbidden role");  // governors read what the school buys
  for (auto const& who : {c.ollie, c.fay, c.ellis, s.nadia, s.tom, s.priya}) {
    CHECK(told(who.tries(wanted)) == "not_found");
  }
  CHECK(told(s.leo.tries(wanted)) == "not_found");
  CHECK(told(s.as_system(wanted)) == "not_found");
  for (auto const& who : {c.otto, c.tilda, s.tess}) CHECK(told(who.tries(wanted)) == "accepted");
  wanted.title = {"For B801200005001"};
  CHECK(told(c.orla.tries(wanted)) == "conflict pupil_data");
  wanted.title = {"For Aire"};
  wanted.organisation = s.aire;
  CHECK(told(c.tilda.tries(wanted)) == "accepted");
  auto const id = c.bare();
  auto const made = c.purchase(id);
  CHECK(made.stage == PurchaseStage::need);
  CHECK(made.owner == c.orla.id());
  CHECK(made.version == 1);
  CHECK(made.schools.empty());
  CHECK_FALSE(made.pool);
  REQUIRE(made.interests.size() == 1);
  CHECK(made.interests.values.front().person == c.orla.id());
  CHECK(made.interests.values.front().state == PurchaseInterestState::asked);
  CHECK(made.pack_hash.size() == 64);
  CHECK(c.gates(id).empty());
  CHECK(s.store().verify().empty());
}

TEST_CASE("purchases: its owner, managers, leaders and governors of its organisation read it; nobody else does") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.bare();
  for (auto const& who : {c.orla, c.otto, c.tilda, s.tess, c.grace}) {
    CHECK(told(who.asks(GetPurchase{id})) == "accepted");
    CHECK(who.lists(ListPurchases{}) == std::vector{id.value});
    CHECK(told(who.asks(CheckPurchaseGates{id})) == "accepted");
  }
  for (auto const& who : {c.ellis, c.edna, c.felix, c.fay, c.mo, c.ollie, c.fred, s.nadia, s.tom, s.priya, s.leo}) {
    CHECK(told(who.asks(GetPurchase{id})) == "not_found");
    CHECK(who.lists(ListPurchases{}).empty());
    CHECK(told(who.asks(ListPurchaseGates{id})) == "not_found");
    CHECK(told(who.asks(CheckPurchaseGates{id})) == "not_found");
    CHECK(told(who.tries(c.edit_of(id))) == "not_found");
    CHECK(told(who.tries(AdvancePurchase{id, {}})) == "not_found");
    CHECK(told(who.tries(CancelPurchase{id, {"Mine."}})) == "not_found");
  }
  for (auto const& who : {c.otto, c.tilda, s.tess, c.grace}) {
    CHECK(told(who.tries(c.edit_of(id))) == "forbidden role");
    CHECK(told(who.tries(SetPurchaseValue{id, {}})) == "forbidden role");
    CHECK(told(who.tries(SetTenderPack{id, {}})) == "forbidden role");
    CHECK(told(who.tries(ChooseRoute{id, BuyingRoute::quotes, {"So."}})) == "forbidden role");
    CHECK(told(who.tries(c.wanted_people(id))) == "forbidden role");
    CHECK(told(who.tries(AdvancePurchase{id, {}})) == "forbidden role");
    CHECK(told(who.tries(HandOverPurchase{id, who.id()})) == "forbidden role");
  }
  c.names(id);  // whoever is named reads it
  for (auto const& who : {c.ollie, c.fred, c.ellis}) {
    CHECK(told(who.asks(GetPurchase{id})) == "accepted");
    CHECK(who.lists(ListPurchases{}) == std::vector{id.value});
    CHECK(told(who.tries(c.edit_of(id))) == "forbidden role");
  }
  c.orla.does(NamePurchasePeople{id, {}, {}});
  CHECK(told(c.fred.asks(GetPurchase{id})) == "not_found");
  CHECK(s.store().verify().empty());
}

TEST_CASE("purchases: a pool is bought for once nobody may leave it any more, for the schools that signed") {
  Scenario s;
  PurchaseCase c(s);
  auto const pool = c.pool_signed();
  CHECK(told(c.otto.tries(StartPurchase{pool})) == "forbidden role");
  CHECK(told(c.cara.tries(StartPurchase{pool})) == "not_found");
  CHECK(told(c.orla.tries(StartPurchase{pool})) == "conflict wrong_state");
  c.orla.does(ClosePool{pool});
  CHECK(told(c.orla.tries(StartPurchase{pool})) == "conflict leave_by_not_over");
  c.moves_to(c.pool(pool).terms.leave_by);
  CHECK(told(c.orla.tries(StartPurchase{pool})) == "conflict leave_by_not_over");
  c.moves_to({c.pool(pool).terms.leave_by.days + 1});
  PurchaseId const id{id_in(c.orla.does(StartPurchase{pool}))};
  auto const it = c.purchase(id);
  auto const terms = c.pool(pool).terms;
  CHECK(c.pool(pool).state == PoolState::purchasing);
  CHECK(it.pool == pool);
  CHECK(it.title == terms.title);
  CHECK(it.starts == terms.starts);
  CHECK(it.months == 60);
  CHECK(it.pack.specification == terms.specification);
  REQUIRE(it.schools.size() == 2);
  auto const* fell = purchases::school_in(it, c.fell);
  REQUIRE(fell);
  CHECK(fell->committed == 50);
  CHECK(fell->maximum == 60);
  CHECK_FALSE(fell->tender_signed);
  CHECK(purchases::quantity_of(it) == 180);
  REQUIRE(it.value.lines.size() == 1);
  CHECK(it.value.lines.values.front().times == 195);  // 39 weeks a year, five years
  CHECK(it.value.net == 1'550 * 195 * 180);
  CHECK(it.value.gross == it.value.net + it.value.net / 5);
  CHECK(it.asked.over);
  CHECK(told(c.orla.tries(StartPurchase{pool})) == "conflict wrong_state");
  // Who signs for a school of it reads it; the school that did not sign does not.
  for (auto const& who : {c.otto, c.felix, c.mo}) CHECK(who.lists(ListPurchases{pool}) == std::vector{id.value});
  for (auto const& who : {c.edna, c.ellis, c.cara, s.nadia}) CHECK_FALSE(who.finds(GetPurchase{id}));
  CHECK(s.store().verify().empty());
}

TEST_CASE("purchases: half a year of a unit counts whole") {
  Scenario s;
  PurchaseCase c(s);
  auto wanted = c.wanted_pool();
  wanted.terms.units_a_year = 5;
  wanted.terms.months = 7;
  wanted.terms.extension_months = 0;
  PoolId const pool{id_in(c.orla.does(wanted))};
  c.orla.does(OpenPool{pool});
  c.signs(c.otto, pool, c.oak, 1, 1);
  c.signs(c.felix, pool, c.fell, 1, 1);
  c.orla.does(ClosePool{pool});
  s.advance(std::chrono::hours(24 * 31));
  PurchaseId const id{id_in(c.orla.does(StartPurchase{pool}))};
  CHECK(c.purchase(id).value.lines.values.front().times == 3);  // 35 / 12
}

TEST_CASE("purchases: what describes one is in order, and stays once it has gone to the market") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.bare();
  auto const refused = [&](auto const& spoil) {
    auto edit = c.edit_of(id);
    spoil(edit);
    return told(c.orla.tries(edit));
  };
  CHECK(refused([](EditPurchase& it) { it.months = 1'201; }) == "unprocessable body.months");
  CHECK(refused([&](EditPurchase& it) { it.market_on = s.in_days(-1); }) == "unprocessable body.market_on");
  CHECK(refused([&](EditPurchase& it) {
          it.market_on = s.in_days(10);
          it.starts = s.in_days(10);
        }) == "unprocessable body.starts");
  CHECK(refused([](EditPurchase& it) { it.why = {"For B801200005001."}; }) == "conflict pupil_data");
  CHECK(refused([](EditPurchase& it) { it.related = RelatedPartyCheck{true, {"B801200005001"}}; }) ==
        "conflict pupil_data");
  auto const before = c.purchase(id).version;
  c.orla.does(c.edit_of(id));
  CHECK(c.purchase(id).version == before);
  CHECK(told(c.orla.tries(c.edit_of(id), {}, before + 1)) == "precondition_failed version");
  c.describes(id);
  CHECK(c.purchase(id).version == before + 1);
  auto const gone = c.gone_to_market(BoughtFor::many);
  CHECK(told(c.orla.tries(c.edit_of(gone))) == "conflict wrong_state");
  CHECK(told(c.orla.tries(SetPurchaseValue{gone, {}})) == "conflict wrong_state");
  CHECK(told(c.orla.tries(SetTenderPack{gone, c.wanted_pack()})) == "conflict wrong_state");
  CHECK(told(c.orla.tries(ChooseRoute{gone, BuyingRoute::tender, {"So."}})) == "conflict wrong_state");
}

TEST_CASE("purchases: the value is the sum of lines, each rounded once, for the greatest quantities") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.purchase(BoughtFor::many);
  auto const refused = [&](ValueLine line) {
    return told(c.orla.tries(SetPurchaseValue{id, {{c.wanted_value()[0], line}}}));
  };
  ValueLine const good{.what = {"Delivery"}, .type = ValueType::delivery, .amount = c.net(1'001), .per_unit = true};
  auto line = good;
  line.times = 0;
  CHECK(refused(line) == "unprocessable body.lines[1].times");
  line.times = limits::value_times_max + 1;
  CHECK(refused(line) == "unprocessable body.lines[1].times");
  line = good;
  line.amount.pence = -1;
  CHECK(refused(line) == "unprocessable body.lines[1].amount");
  line.amount.pence = limits::pence_max / 100;  // 180 of it is too much
  CHECK(refused(line) == "unprocessable body.lines[1].amount");
  line = good;
  line.what = {};
  CHECK(refused(line) == "unprocessable body.lines[1].what");
  c.orla.does(SetPurchaseValue{id, {{c.wanted_value()[0], good}}});
  auto const value = c.purchase(id).value;
  CHECK(value.net == 2'400'000 + 180'180);
  CHECK(value.gross == 2'880'000 + 216'216);
  auto const version = c.purchase(id).version;
  c.orla.does(SetPurchaseValue{id, value.lines});
  CHECK(c.purchase(id).version == version);
}

TEST_CASE("purchases: lines add up in any order, and net and VAT to gross") {
  std::mt19937_64 random(7);
  auto const up_to = [&](std::uint64_t most) { return random() % (most + 1); };
  for (int round = 0; round < 200; ++round) {
    Many<ValueLine, limits::value_lines_max> lines;
    auto const count = 1 + up_to(8);
    std::int64_t gross = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
      lines.values.push_back(
          {.what = {"One"},
           .amount = {static_cast<std::int64_t>(up_to(1'000'000)), up_to(1) ? AmountBasis::net : AmountBasis::gross,
                      static_cast<VatRate>(up_to(4))},
           .times = static_cast<std::uint32_t>(1 + up_to(60)),
           .per_unit = up_to(1) == 1});
      Many<ValueLine, limits::value_lines_max> const one{{lines.values.back()}};
      auto const alone = purchases::sum_of(one, 17, "body.lines");
      REQUIRE(alone.has_value());
      CHECK(alone->net <= alone->gross);
      gross += alone->gross;
    }
    auto const sum = purchases::sum_of(lines, 17, "body.lines");
    std::shuffle(lines.values.begin(), lines.values.end(), random);
    auto const again = purchases::sum_of(lines, 17, "body.lines");
    REQUIRE(sum.has_value());
    REQUIRE(again.has_value());
    CHECK(sum->gross == gross);
    CHECK(sum->gross == again->gross);
    CHECK(sum->net == again->net);
  }
}

TEST_CASE("purchases: the pack is what schools sign; its criteria, files and deadline make sense") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.in_sourcing(BoughtFor::one);
  auto const refused = [&](auto const& spoil) {
    auto pack = c.wanted_pack();
    spoil(pack);
    return told(c.orla.tries(SetTenderPack{id, pack}));
  };
  CHECK(refused([](TenderPack& it) { it.price_weight = 10'001; }) == "unprocessable body.pack.price_weight");
  CHECK(refused([](TenderPack& it) { it.criteria.values[1].weight = 3'001; }) ==
        "unprocessable body.pack.criteria[1].weight");
  CHECK(refused([](TenderPack& it) { it.criteria.values[1].title = it.criteria.values[0].title; }) ==
        "unprocessable body.pack.criteria[1].title");
  CHECK(refused([](TenderPack& it) { it.scale.values[2] = {}; }) == "unprocessable body.pack.scale[2]");
  CHECK(refused([&](TenderPack& it) { it.deadline = s.today(); }) == "unprocessable body.pack.deadline");
  CHECK(refused([&](TenderPack& it) { it.deadline = PurchaseCase::date(2026, 12, 25); }) ==
        "unprocessable body.pack.deadline");
  CHECK(refused([](TenderPack& it) { it.files = {{ResourceId{987'654}}}; }) == "not_found");
  CHECK(refused([](TenderPack& it) { it.specification = {"For B801200005001."}; }) == "conflict pupil_data");
  c.orla.does(SetTenderPack{id, c.wanted_pack()});
  auto const hash = c.purchase(id).pack_hash;
  auto const version = c.purchase(id).version;
  c.orla.does(SetTenderPack{id, c.wanted_pack()});
  CHECK(c.purchase(id).version == version);
  auto const changes = [&](auto const& spoil) {
    auto pack = c.wanted_pack();
    spoil(pack);
    c.orla.does(SetTenderPack{id, pack});
    bool const changed = c.purchase(id).pack_hash != hash;
    c.orla.does(SetTenderPack{id, c.wanted_pack()});
    CHECK(c.purchase(id).pack_hash == hash);
    return changed;
  };
  CHECK(changes([](TenderPack& it) { it.specification.value += " Daily."; }));
  CHECK(changes([](TenderPack& it) { it.criteria.values[0].question = {"How?"}; }));
  CHECK(changes([](TenderPack& it) { it.price_weight = 3'999; }));
  CHECK(changes([](TenderPack& it) { it.scale.values[0] = {"Nothing"}; }));
  CHECK(changes([&](TenderPack& it) { it.deadline = c.working_day_in(30); }));
  CHECK(changes([](TenderPack& it) { it.contact = {"head@oakfield.example"}; }));
}

TEST_CASE("purchases: the route is chosen with a reason, and whether it asks for less is kept") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.at_market_analysis(BoughtFor::one);
  CHECK(told(c.orla.tries(ChooseRoute{id, BuyingRoute::quotes, {"So."}})) == "conflict wrong_state");
  c.surveys(id);
  c.orla.does(AdvancePurchase{id, {}});
  CHECK(c.purchase(id).asked.route == BuyingRoute::quotes);  // £28,800 with VAT
  CHECK(told(c.orla.tries(ChooseRoute{id, BuyingRoute::quotes, {}})) == "unprocessable body.reason");
  c.orla.does(ChooseRoute{id, BuyingRoute::quotes, {"Three quotes will do."}});
  CHECK_FALSE(c.purchase(id).route->deviates);
  c.orla.does(ChooseRoute{id, BuyingRoute::framework, {"A framework of the DfE."}});
  CHECK_FALSE(c.purchase(id).route->deviates);
  c.orla.does(ChooseRoute{id, BuyingRoute::catalogue, {"Only one firm comes so far out."}});
  CHECK(c.purchase(id).route->deviates);
}

TEST_CASE("purchases: who is named is a colleague, once in a role, and whoever scores quality has no other part") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.bare();
  using enum PurchaseRole;
  auto const refused = [&](std::vector<PurchasePerson> people) {
    auto const outcome = c.orla.tries(NamePurchasePeople{id, {std::move(people)}, {}});
    return outcome ? told(outcome)
                   : told(outcome) +
                         (outcome.error().code == ErrorCode::not_found ? " " + outcome.error().path : std::string());
  };
  CHECK(refused({{PersonId{987'654}, chair}}) == "not_found body.people[0].person");
  CHECK(refused({{c.tilda.id(), chair}, {s.leo.id(), evaluator}}) == "not_found body.people[1].person");
  CHECK(refused({{c.tilda.id(), chair}, {c.otto.id(), chair}}) == "unprocessable body.people[1].role");
  CHECK(refused({{c.ollie.id(), evaluator}, {c.ollie.id(), evaluator}}) == "unprocessable body.people[1].person");
  CHECK(refused({{c.orla.id(), evaluator}}) == "unprocessable body.people[0].role");
  CHECK(refused({{c.tilda.id(), chair}, {c.tilda.id(), evaluator}}) == "unprocessable body.people[1].role");
  CHECK(refused({{c.ollie.id(), evaluator}, {c.ollie.id(), price_evaluator}}) == "unprocessable body.people[1].role");
  CHECK(refused({{c.orla.id(), chair}, {c.orla.id(), price_evaluator}}) == "accepted");  // the owner may
  c.names(id);
  auto const it = c.purchase(id);
  CHECK(it.people.size() == 4);
  CHECK(it.interests.size() == 5);  // with the owner
  for (auto const& who : {c.tilda, c.ollie, c.fred, c.ellis}) CHECK(who.told_because(Because::purchase_declare));
  CHECK_FALSE(c.orla.told_because(Because::purchase_declare));
}

TEST_CASE("purchases: whoever is not named any more owes nothing, and whoever was refused stays out") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.bare();
  c.names(id);
  auto people = c.wanted_people(id);
  people.people.values[2].person = c.cara.id();
  c.orla.does(people);
  CHECK_FALSE(c.fred.told_because(Because::purchase_declare));
  CHECK(c.cara.told_because(Because::purchase_declare));
  CHECK(c.ollie.told_because(Because::purchase_declare));
  auto const mine = c.declares(c.cara, id);
  c.orla.does(RefusePurchaseDeclaration{mine, {"Her brother works there."}});
  CHECK(told(c.cara.asks(GetPurchase{id})) == "not_found");
  c.orla.does(c.wanted_people(id));
  auto const again = c.orla.tries(people);
  CHECK(told(again) == "unprocessable body.people[2].person");
  CHECK(told(c.orla.tries(HandOverPurchase{id, c.cara.id()})) == "unprocessable body.owner");
}

TEST_CASE("purchases: once suppliers are asked, people are only replaced, with a reason, and declare") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.gone_to_market(BoughtFor::one);
  auto people = c.wanted_people(id);
  people.people.values[2].person = c.cara.id();
  CHECK(told(c.orla.tries(people)) == "unprocessable body.reason");
  people.reason = {"Fred is ill."};
  auto fewer = people;
  fewer.people.values.erase(fewer.people.values.begin() + 2);
  CHECK(told(c.orla.tries(fewer)) == "conflict only_replaced");
  auto more = people;
  more.people.values.push_back({c.edna.id(), PurchaseRole::evaluator});
  CHECK(told(c.orla.tries(more)) == "conflict only_replaced");
  c.orla.does(people);
  CHECK_FALSE(c.fred.finds(GetPurchase{id}));
  CHECK(c.cara.told_because(Because::purchase_declare));
  CHECK(purchases::interest_of(c.purchase(id), c.cara.id()) == PurchaseInterestState::asked);
  c.passes_deadline(id);
  CHECK_FALSE(told(c.orla.tries(OpenQuotes{id})) == "accepted");
  CHECK(s.store().verify().empty());
}

TEST_CASE("purchases: handed over, the next owner declares and owes what the last one did") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.gone_to_market(BoughtFor::one);
  c.passes_deadline(id);
  CHECK(told(c.orla.tries(HandOverPurchase{id, PersonId{987'654}})) == "not_found");
  CHECK(told(c.orla.tries(HandOverPurchase{id, c.fay.id()})) == "unprocessable body.owner");
  CHECK(told(c.orla.tries(HandOverPurchase{id, c.ollie.id()})) == "unprocessable body.owner");
  auto const version = c.purchase(id).version;
  c.orla.does(HandOverPurchase{id, c.orla.id()});
  CHECK(c.purchase(id).version == version);
  c.orla.does(HandOverPurchase{id, c.otto.id()});
  auto const it = c.purchase(id);
  CHECK(it.owner == c.otto.id());
  CHECK(purchases::interest_of(it, c.otto.id()) == PurchaseInterestState::asked);
  CHECK_FALSE(purchases::interest_of(it, c.orla.id()));
  CHECK(c.otto.told_because(Because::purchase_passed_on));
  CHECK(c.otto.told_because(Because::purchase_declare));
  CHECK(c.otto.told_because(Because::purchase_to_open));
  CHECK_FALSE(c.orla.told_because(Because::purchase_to_open));
  CHECK(told(c.orla.tries(HandOverPurchase{id, c.orla.id()})) == "forbidden role");
  CHECK(c.orla.finds(GetPurchase{id}));  // its business manager still
  CHECK(c.otto.lists(ListSupplierLinks{id}).size() == 2);
  CHECK(c.orla.lists(ListSupplierLinks{id}).empty());
  CHECK(s.store().verify().empty());
}

}  // namespace staffroom::tests
