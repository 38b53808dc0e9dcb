// Savings: reckoned to the penny, hoped for apart from had, confirmed by another with evidence.
#include <doctest/doctest.h>

#include "tests/support/buying_case.hpp"
#include "tests/support/library.hpp"

namespace staffroom::tests {
namespace {

CreateSaving wanted_saving(BuyingCase const& c) {
  return {.organisation = c.oak,
          .title = {"Cleaning, bought together"},
          .category = SpendCategory::cleaning_services,
          .from = c.s.today(),
          .to = {c.s.today().days + 364},
          .method = SavingMethod::previous_estimated,
          .baseline = BuyingCase::net(1'200'000),
          .baseline_source = {"Invoice of March"},
          .against = BuyingCase::net(1'050'000)};
}

EditSaving edit_of_saving(Saving const& it) {
  return {.saving = it.id,
          .title = it.title,
          .from = it.from,
          .to = it.to,
          .method = it.expected.method,
          .baseline = it.expected.baseline,
          .baseline_source = it.expected.baseline_source,
          .against = it.expected.against,
          .evidence = it.expected.evidence};
}

ConfirmSaving confirming(SavingId id, ResourceId evidence) {
  return {.saving = id,
          .method = SavingMethod::previous_award,
          .baseline = BuyingCase::net(1'200'000),
          .baseline_source = {"Contract of 2024"},
          .against = BuyingCase::net(1'100'000),
          .evidence = {{evidence}}};
}

}  // namespace

TEST_CASE("a saving is reckoned with VAT, over its period and a year; one that costs more is kept") {
  Scenario s;
  BuyingCase c(s);
  SavingId const id{id_in(c.orla.does(wanted_saving(c)))};
  CHECK(c.saving(id).expected.pence == 180'000);
  CHECK(c.saving(id).expected.annualised == 180'000);
  CHECK(c.saving(id).state == SavingState::potential);

  auto edit = edit_of_saving(c.saving(id));
  edit.to = {edit.from.days + 729};  // two years
  c.orla.does(edit);
  CHECK(c.saving(id).expected.annualised == 90'000);
  edit.against = BuyingCase::net(1'250'001);
  c.orla.does(edit);
  CHECK(c.saving(id).expected.pence == 1'440'000 - 1'500'001);
  CHECK(c.saving(id).expected.annualised == -30'001);  // half away from zero
  edit.baseline = BuyingCase::gross(limits::pence_max + 1);
  CHECK(told(c.orla.tries(edit)) == "unprocessable body.baseline");
  edit.baseline = BuyingCase::gross(-1);
  CHECK(told(c.orla.tries(edit)) == "unprocessable body.baseline");
}

TEST_CASE("who writes and who reads savings") {
  Scenario s;
  BuyingCase c(s);
  // Those who read its savings are told that they don't write them; to others there are none.
  for (auto const& who : {c.otto, c.grace}) CHECK(told(who.tries(wanted_saving(c))) == "forbidden role");
  for (auto const& who : {c.ollie, c.cara, c.ellis, s.priya}) {
    CHECK(told(who.tries(wanted_saving(c))) == "not_found");
  }
  auto wanted = wanted_saving(c);
  wanted.method = SavingMethod::previous_award;
  CHECK(told(c.orla.tries(wanted)) == "unprocessable body.method");
  wanted = wanted_saving(c);
  wanted.to = {wanted.from.days - 1};
  CHECK(told(c.orla.tries(wanted)) == "unprocessable body.to");
  wanted = wanted_saving(c);
  wanted.contract = c.contract(c.fay, c.fell);
  CHECK(told(c.orla.tries(wanted)) == "unprocessable body.contract");

  SavingId const id{id_in(c.orla.does(wanted_saving(c)))};
  for (auto const& who : {c.orla, c.tilda, c.otto, s.tess, c.grace}) {
    CHECK(who.finds(GetSaving{id}));
    CHECK(who.lists(ListSavings{}) == std::vector{id.value});
  }
  for (auto const& who : {c.ollie, c.ellis, c.cara, c.mo, s.nadia, s.tom, s.priya, s.leo}) {
    CHECK(told(who.asks(GetSaving{id})) == "not_found");
    CHECK(who.lists(ListSavings{}).empty());
  }
  CHECK(c.tilda.lists(ListSavings{.organisation = c.elm}).empty());
}

TEST_CASE("a saving is confirmed by another than who made it, with evidence, and never counts as both") {
  Scenario s;
  BuyingCase c(s);
  Library library(s);
  auto const evidence = library.shows(c.tilda, s.aire, s.aire);
  SavingId const id{id_in(c.orla.does(wanted_saving(c)))};
  // Orla is Oakfield's only manager, so its head is asked.
  CHECK_FALSE(c.tilda.told_because(Because::saving_to_confirm));
  CHECK(c.otto.told_because(Because::saving_to_confirm));

  CHECK(told(c.orla.tries(confirming(id, evidence))) == "forbidden not_own");
  CHECK(told(c.grace.tries(confirming(id, evidence))) == "forbidden role");
  auto confirm = confirming(id, evidence);
  confirm.evidence = {};
  CHECK(told(c.otto.tries(confirm)) == "unprocessable body.evidence");
  confirm = confirming(id, evidence);
  confirm.baseline_source = {};
  CHECK(told(c.otto.tries(confirm)) == "unprocessable body.baseline_source");
  confirm = confirming(id, evidence);
  confirm.method = SavingMethod::previous_cheapest;
  CHECK(told(c.otto.tries(confirm)) == "unprocessable body.method");
  CHECK(told(c.otto.tries(confirming(id, ResourceId{999'999}))) == "not_found");

  c.otto.does(confirming(id, evidence));
  auto const saving = c.saving(id);
  CHECK(saving.state == SavingState::realised);
  CHECK(saving.had->pence == 120'000);
  CHECK(saving.expected.pence == 180'000);
  CHECK_FALSE(c.otto.told_because(Because::saving_to_confirm));
  CHECK(told(c.orla.tries(edit_of_saving(saving))) == "conflict wrong_state");
  CHECK(told(s.tess.tries(confirming(id, evidence))) == "conflict wrong_state");
  CHECK(told(c.orla.tries(DropSaving{id, {"It was not had."}})) == "conflict wrong_state");
}

TEST_CASE("a saving that was not had is given up with a reason, a wrong one is void") {
  Scenario s;
  BuyingCase c(s);
  SavingId const id{id_in(c.orla.does(wanted_saving(c)))};
  CHECK(told(c.orla.tries(DropSaving{id, {}})) == "unprocessable body.reason");
  CHECK(told(c.otto.tries(DropSaving{id, {"No."}})) == "forbidden role");
  c.orla.does(DropSaving{id, {"The price rose before we signed."}});
  CHECK(c.saving(id).state == SavingState::unrealised);
  CHECK_FALSE(c.otto.told_because(Because::saving_to_confirm));
  c.tilda.does(VoidSaving{id, {"Entered for the wrong school."}});
  CHECK(told(c.tilda.tries(VoidSaving{id, {"Again."}})) == "conflict wrong_state");
  CHECK(c.orla.lists(ListSavings{}).empty());
  CHECK(c.orla.lists(ListSavings{.state = SavingState::voided}) == std::vector{id.value});
}

}  // namespace staffroom::tests
