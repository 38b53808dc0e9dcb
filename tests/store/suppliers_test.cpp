// Suppliers and how schools got on with them: one list for the network, facts by those who bought, the trust's reply.
#include <doctest/doctest.h>

#include "tests/support/buying_case.hpp"

namespace staffroom::tests {
namespace {

CreateSupplier wanted_supplier(OrganisationId organisation, std::string name) {
  return {.organisation = organisation, .supplier_name = {std::move(name)}};
}

EditSupplier edit_of_supplier(Supplier const& it) {
  return {.supplier = it.id,
          .supplier_name = it.name,
          .company_number = it.company_number,
          .sme = it.sme,
          .website = it.website,
          .note = it.note};
}

CreateExperience wanted_experience(SupplierId supplier, OrganisationId organisation) {
  return {.supplier = supplier,
          .organisation = organisation,
          .category = SpendCategory::cleaning_services,
          .delivered = Delivered::on_time,
          .price_held = PriceHeld::rose_as_agreed,
          .buy_again = BuyAgain::yes,
          .text = {"They come at the hour that was agreed."}};
}

EditExperience edit_of_experience(SupplierExperience const& it) {
  return {.experience = it.id,
          .delivered = it.delivered,
          .price_held = it.price_held,
          .buy_again = it.buy_again,
          .text = it.text};
}

}  // namespace

TEST_CASE("suppliers are entered by business managers and leaders, once each, and read by the whole network") {
  Scenario s;
  BuyingCase c(s);
  CHECK(told(c.ollie.tries(wanted_supplier(c.oak, "Sparkle Cleaning Ltd"))) == "forbidden role");
  CHECK(told(c.grace.tries(wanted_supplier(c.oak, "Sparkle Cleaning Ltd"))) == "forbidden role");
  CHECK(told(c.cara.tries(wanted_supplier(c.oak, "Sparkle Cleaning Ltd"))) == "forbidden role");
  CHECK(told(s.priya.tries(wanted_supplier(c.oak, "Sparkle Cleaning Ltd"))) == "not_found");

  SupplierId const sparkle{id_in(c.orla.does(wanted_supplier(c.oak, "Sparkle Cleaning Ltd")))};
  CHECK(told(c.cara.tries(wanted_supplier(c.coast, "SPARKLE cleaning ltd"))) == "conflict supplier_exists");
  for (auto const& who : {c.orla, c.cara, c.ollie, c.grace, s.nadia}) {
    CHECK(who.lists(ListSuppliers{}) == std::vector{sparkle.value});
    CHECK(who.finds(GetSupplier{sparkle}));
  }
  for (auto const& who : {s.priya, s.leo}) {
    CHECK(told(who.asks(GetSupplier{sparkle})) == "not_found");
    CHECK(who.lists(ListSuppliers{}).empty());
  }
  CHECK(c.ollie.lists(ListSuppliers{.words = Line{"spark"}}).size() == 1);
  CHECK(c.ollie.lists(ListSuppliers{.words = Line{"cleaning"}}).empty());
}

TEST_CASE("a supplier's entry is kept right by any manager of the network") {
  Scenario s;
  BuyingCase c(s);
  auto const id = c.supplier("Sparkle Cleaning Ltd");
  auto edit = edit_of_supplier(c.supplier(id));
  edit.company_number = {"1234"};
  CHECK(told(c.cara.tries(edit)) == "unprocessable body.company_number");
  edit.company_number = {"01234567"};
  edit.sme = true;
  c.cara.does(edit);
  CHECK(c.supplier(id).sme);
  CHECK(c.supplier(id).version == 2);
  CHECK(told(c.ollie.tries(edit)) == "forbidden role");

  auto const other = c.supplier("Bright Offices");
  auto same_number = edit_of_supplier(c.supplier(other));
  same_number.company_number = {"01234567"};
  CHECK(told(c.orla.tries(same_number)) == "conflict supplier_exists");
}

TEST_CASE("a supplier that was entered twice is merged: one step leads from every entry to the one that is kept") {
  Scenario s;
  BuyingCase c(s);
  auto const first = c.supplier("Sparkle Cleaning Ltd");
  auto const second = c.supplier("Sparkle Ltd");
  auto const third = c.supplier("Sparkle Group");
  auto wanted = c.wanted_contract(c.oak);
  wanted.details.supplier = first;
  c.contract(c.orla, wanted);
  c.orla.does(wanted_experience(first, c.oak));

  CHECK(told(c.orla.tries(MergeSupplier{.supplier = first, .into = first})) == "unprocessable body.into");
  CHECK(told(c.orla.tries(MergeSupplier{.supplier = first, .into = SupplierId{999'999}})) == "not_found");
  c.orla.does(MergeSupplier{.supplier = first, .into = second});
  CHECK(told(c.orla.tries(edit_of_supplier(c.supplier(first)))) == "conflict wrong_state");
  CHECK(told(c.orla.tries(MergeSupplier{.supplier = third, .into = first})) == "unprocessable body.into");
  c.cara.does(MergeSupplier{.supplier = second, .into = third});
  CHECK(c.supplier(first).merged_into == third);
  CHECK(c.supplier(second).merged_into == third);
  CHECK(c.ollie.lists(ListSuppliers{}) == std::vector{third.value});
  // What was told of it is told of the one that is kept, by whichever entry one comes.
  CHECK(c.ollie.lists(ListExperience{third}).size() == 1);
  CHECK(c.ollie.lists(ListExperience{first}).size() == 1);
  // A contract with an old entry counts as one with it.
  CHECK(told(c.orla.tries(wanted_experience(third, c.oak))) == "conflict experience_exists");
  // The name is free again.
  CHECK(told(c.orla.tries(wanted_supplier(c.oak, "Sparkle Ltd"))) == "accepted");
}

TEST_CASE("only who has or had a contract with a supplier tells of it, once for each category") {
  Scenario s;
  BuyingCase c(s);
  auto const sparkle = c.supplier();
  CHECK(told(c.orla.tries(wanted_experience(sparkle, c.oak))) == "forbidden used_supplier");
  auto wanted = c.wanted_contract(c.oak);
  auto const contract = c.contract(c.orla, wanted);
  CHECK(told(c.ollie.tries(wanted_experience(sparkle, c.oak))) == "forbidden role");
  CHECK(told(c.cara.tries(wanted_experience(sparkle, c.oak))) == "forbidden role");
  CHECK(told(c.ellis.tries(wanted_experience(sparkle, c.elm))) == "forbidden used_supplier");
  // The trust's manager may tell for the school, and of a school that one of its contracts covers.
  CHECK(told(c.tilda.tries(wanted_experience(sparkle, c.oak))) == "accepted");
  CHECK(told(c.orla.tries(wanted_experience(sparkle, c.oak))) == "conflict experience_exists");
  auto other = wanted_experience(sparkle, c.oak);
  other.category = SpendCategory::waste;
  CHECK(told(c.orla.tries(other)) == "accepted");
  // A void entry never was a contract.
  c.orla.does(VoidContract{contract, {"Entered twice."}});
  other.category = SpendCategory::security;
  CHECK(told(c.orla.tries(other)) == "forbidden used_supplier");
}

TEST_CASE("experience is changed and withdrawn by its author or the school's manager, and answered by the trust's") {
  Scenario s;
  BuyingCase c(s);
  auto const sparkle = c.supplier();
  c.contract(c.orla, c.oak);
  ExperienceId const id{id_in(c.otto.does(wanted_experience(sparkle, c.oak)))};
  CHECK(c.tilda.told_because(Because::experience_written));

  auto edit = edit_of_experience(c.experience(id));
  edit.delivered = Delivered::late;
  CHECK(told(c.ollie.tries(edit)) == "forbidden role");
  CHECK(told(c.cara.tries(edit)) == "forbidden role");
  c.orla.does(edit);
  CHECK(c.experience(id).delivered == Delivered::late);

  ReplyToExperience const reply{id, {"We have spoken with them: from May on they come at six."}};
  CHECK(told(c.orla.tries(reply)) == "forbidden role");
  CHECK(told(c.cara.tries(reply)) == "forbidden role");
  CHECK(told(c.tilda.tries(ReplyToExperience{id, {}})) == "unprocessable body.text");
  c.tilda.does(reply);
  CHECK(c.experience(id).reply->by == c.tilda.id());
  CHECK(c.otto.told_because(Because::experience_replied));
  s.tess.does(ReplyToExperience{id, {"It is settled."}});
  CHECK(c.experience(id).reply->by == s.tess.id());

  CHECK(told(c.ollie.tries(WithdrawExperience{id})) == "forbidden role");
  c.otto.does(WithdrawExperience{id});
  CHECK(c.ollie.lists(ListExperience{sparkle}).empty());
  CHECK(told(c.ollie.asks(GetExperience{id})) == "not_found");
  CHECK(told(c.orla.tries(wanted_experience(sparkle, c.oak))) == "accepted");
}

}  // namespace staffroom::tests
