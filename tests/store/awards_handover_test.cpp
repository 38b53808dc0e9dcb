// Handing over: a contract in the register of each school, savings that are hoped for, and a purchase that is complete.
#include <doctest/doctest.h>

#include "protocol/codec.hpp"
#include "tests/support/purchase_case.hpp"

namespace staffroom::tests {
namespace {

CompletePurchase wanted_handover(PurchaseCase const& c, PurchaseId id) {
  auto const from = c.s.today();
  return {.purchase = id,
          .starts = {from.days + 30},
          .ends = {from.days + 30 + 3 * 365 - 1},
          .notice = {3, PeriodUnit::months},
          .extension_months = 12,
          .extensions = 2};
}

/// As its business manager sees them.
std::vector<Contract> contracts_of(PurchaseCase const& c, OrganisationId school) {
  std::vector<Contract> out;
  auto const& manager = school == c.oak ? c.orla : c.fay;
  for (auto const id : manager.lists(ListContracts{.organisation = school})) out.push_back(c.contract(ContractId{id}));
  return out;
}

std::vector<Saving> savings_of(PurchaseCase const& c, OrganisationId school) {
  std::vector<Saving> out;
  auto const& manager = school == c.oak ? c.orla : c.fay;
  for (auto const id : manager.lists(ListSavings{.organisation = school})) out.push_back(c.saving(SavingId{id}));
  return out;
}

}  // namespace

TEST_CASE("handover: each school has its contract, with its share to the penny and its own business manager") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.awarded();
  auto const pool = *c.purchase(id).pool;
  CHECK(told(c.otto.tries(wanted_handover(c, id))) == "forbidden role");
  CHECK(told(c.tilda.tries(wanted_handover(c, id))) == "forbidden role");
  CHECK(told(s.nadia.tries(wanted_handover(c, id))) == "not_found");
  CHECK(told(s.as_system(wanted_handover(c, id))) == "not_found");
  CHECK(told(c.orla.tries(wanted_handover(c, id), {}, 1)) == "precondition_failed version");
  CHECK(told(c.orla.tries(AdvancePurchase{id, {}})) == "conflict wrong_state");
  c.orla.does(wanted_handover(c, id));
  CHECK(c.purchase(id).stage == PurchaseStage::complete);
  CHECK(c.purchase(id).ended == s.store().now());
  CHECK(c.pool(pool).state == PoolState::done);
  auto const award = c.award(id);
  std::int64_t sum = 0;
  for (auto const& share : award.shares) {
    auto const all = contracts_of(c, share.school);
    REQUIRE(all.size() == 1);
    auto const& made = all[0];
    CHECK(made.state == ContractState::planned);
    CHECK(made.details.title == c.purchase(id).title);
    CHECK(made.details.supplier == c.bright);
    CHECK(made.details.category == SpendCategory::cleaning_services);
    CHECK(made.details.method == ProcurementMethod::full_procedure);
    CHECK(made.details.owner == ContractSeat{share.school, Role::business_manager});
    CHECK(made.details.extensions_left == 2);
    CHECK(made.shared_with == s.network);
    CHECK_FALSE(made.money_shared);
    CHECK(made.author == c.orla.id());
    auto const total = c.terms(made.id).money.total;
    REQUIRE(total);
    CHECK(*total == PurchaseCase::gross(share.pence));
    sum += total->pence;
    CHECK(savings_of(c, share.school).empty());
  }
  CHECK(sum == award.gross);
  CHECK(c.fay.finds(GetContract{contracts_of(c, c.fell)[0].id}));
  auto const fells = contracts_of(c, c.fell)[0].id;
  CHECK(told(c.fay.tries(EditContractMoney{fells, c.terms(fells).money})) == "accepted");
  for (auto const& who : {c.otto, c.felix, c.tilda, c.ollie}) CHECK(who.told_because(Because::purchase_complete));
  CHECK(c.gates(id).back().to == PurchaseStage::complete);
  // The last gate holds what was handed over, and from which award.
  auto const facts = c.gates(id).back().facts;
  CHECK(facts.find(award.content_hash) != std::string::npos);
  CHECK(facts.find(std::to_string(fells.value)) != std::string::npos);
  CHECK(facts.find(std::to_string(contracts_of(c, c.oak)[0].id.value)) != std::string::npos);
  CHECK(c.orla.sees(CheckPurchaseGates{id}).at("holds") == true);
  CHECK(told(c.orla.tries(wanted_handover(c, id))) == "conflict wrong_state");
  CHECK(told(c.orla.tries(CancelPurchase{id, {"No."}})) == "conflict wrong_state");
  CHECK(s.store().verify().empty());
}

TEST_CASE("handover: what is hoped to be saved is shared out as the award is, and is only potential") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.awarded();
  auto wanted = wanted_handover(c, id);
  wanted.saving = AwardSaving{SavingMethod::previous_estimated, PurchaseCase::gross(500'000), {"Last year's invoices"}};
  c.orla.does(wanted);
  std::int64_t baselines = 0;
  std::int64_t saved = 0;
  for (auto const school : {c.oak, c.fell}) {
    auto const all = savings_of(c, school);
    REQUIRE(all.size() == 1);
    auto const& one = all[0];
    CHECK(one.state == SavingState::potential);
    CHECK_FALSE(one.had);
    CHECK(one.pool == c.purchase(id).pool);
    CHECK(one.contract == contracts_of(c, school)[0].id);
    CHECK(one.expected.baseline_source.value == "Last year's invoices");
    CHECK(one.expected.against == *c.terms(*one.contract).money.total);
    baselines += one.expected.baseline.pence;
    saved += one.expected.pence;
  }
  CHECK(baselines == 500'000);
  CHECK(saved == 100'000);
  CHECK(s.store().verify().empty());
}

TEST_CASE("handover: what is wrong with a contract or a saving is told as a field of the command") {
  Scenario s;
  PurchaseCase c(s);
  auto const early = c.award_published(BoughtFor::one);
  CHECK(told(c.orla.tries(wanted_handover(c, early))) == "conflict wrong_state");
  c.orla.does(ConfirmAward{early});
  auto const id = early;
  auto const refused = [&](auto const& spoil) {
    auto wanted = wanted_handover(c, id);
    wanted.saving = AwardSaving{SavingMethod::previous_estimated, PurchaseCase::net(500'000), {"Invoices"}};
    spoil(wanted);
    return told(c.orla.tries(wanted));
  };
  using Wanted = CompletePurchase;
  CHECK(refused([](Wanted& it) { it.ends.days = it.starts.days - 1; }) == "unprocessable body.ends");
  CHECK(refused([](Wanted& it) { it.notice.count = 37; }) == "unprocessable body.notice.count");
  CHECK(refused([](Wanted& it) { it.extension_months = 0; }) == "unprocessable body.extension_months");
  CHECK(refused([](Wanted& it) { it.extensions = 0; }) == "unprocessable body.extensions");
  CHECK(refused([](Wanted& it) { it.extensions = 11; }) == "unprocessable body.extensions");
  CHECK(refused([](Wanted& it) { it.saving->baseline.pence = -1; }) == "unprocessable body.saving.baseline");
  CHECK(refused([](Wanted& it) { it.saving->baseline.pence = limits::pence_max + 1; }) ==
        "unprocessable body.saving.baseline");
  CHECK(refused([](Wanted& it) { it.saving->method = SavingMethod::previous_award; }) ==
        "unprocessable body.saving.method");
  CHECK(refused([](Wanted& it) { it.saving->baseline_source = {"B801200005001"}; }) == "conflict pupil_data");
  CHECK(contracts_of(c, c.oak).empty());
  CHECK(refused([](Wanted&) {}) == "accepted");
  REQUIRE(contracts_of(c, c.oak).size() == 1);
  CHECK(contracts_of(c, c.oak)[0].details.method == ProcurementMethod::quotes);
  CHECK(c.terms(contracts_of(c, c.oak)[0].id).money.total == PurchaseCase::gross(400'000));
  CHECK(savings_of(c, c.oak)[0].expected.pence == 600'000 - 400'000);
  CHECK(c.purchase(id).stage == PurchaseStage::complete);
  CHECK(s.store().verify().empty());
}

TEST_CASE("handover: prices of several VAT rates make a total with VAT in it, and no rate of its own") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.gone_to_market(BoughtFor::one);
  SupplierLinkId const link{c.orla.lists(ListSupplierLinks{id}).front()};
  Amount const books{100'00, AmountBasis::net, VatRate::zero};
  auto const saved = s.as_system(SaveQuote{.supplier_link = link,
                                           .answers = {{{"Weekly."}, {"A team."}}},
                                           .lines = {{{{"Cleaning"}, PurchaseCase::net(100'00)}, {{"Books"}, books}}}});
  REQUIRE(told(saved) == "accepted");
  auto const hash = Json::parse(saved->record).at("content_hash").get<std::string>();
  REQUIRE(told(s.as_system(SubmitQuote{link, hash})) == "accepted");
  c.passes_deadline(id);
  c.orla.does(OpenQuotes{id});
  for (auto const& who : {c.ollie, c.fred}) c.scores(who, id);
  c.ellis.does(c.wanted_prices(id));
  c.agrees(id);
  c.tilda.does(CloseModeration{.purchase = id});
  c.orla.does(ProposeAward{id, {"The only one."}});
  c.orla.does(PublishAward{id});
  c.orla.does(ConfirmAward{id});
  c.orla.does(wanted_handover(c, id));
  CHECK(c.terms(contracts_of(c, c.oak)[0].id).money.total == Amount{220'00, AmountBasis::gross, VatRate::outside});
}

}  // namespace staffroom::tests
