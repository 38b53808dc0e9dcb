// What the owner and those named in a purchase declare, and who clears it.
#include <doctest/doctest.h>

#include "tests/support/purchase_case.hpp"

namespace staffroom::tests {
namespace {

PurchaseInterestState interest_of(PurchaseCase const& c, PurchaseId id, Colleague const& who) {
  for (auto const& one : c.purchase(id).interests) {
    if (one.person == who.id()) return one.state;
  }
  throw std::runtime_error("nothing is asked of them");
}

}  // namespace

TEST_CASE("declarations: whoever is named is asked, declares, and is cleared by somebody else") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.in_sourcing(BoughtFor::one);
  c.names(id);
  for (auto const& who : {c.tilda, c.ollie, c.fred, c.ellis}) CHECK(who.told_because(Because::purchase_declare));
  for (auto const& who : {c.otto, s.tess}) {
    CHECK(told(who.tries(DeclareForPurchase{.purchase = id})) == "forbidden role");
  }
  for (auto const& who : {c.grace, s.nadia}) {
    CHECK(told(who.tries(DeclareForPurchase{.purchase = id})) == "not_found");
  }
  CHECK(told(s.as_system(DeclareForPurchase{.purchase = id})) == "not_found");
  CHECK(told(c.ollie.tries(DeclareForPurchase{id, true, {"Nothing."}})) == "unprocessable body.words");
  CHECK(told(c.ollie.tries(DeclareForPurchase{id, false, {}})) == "unprocessable body.words");
  CHECK(told(c.ollie.tries(DeclareForPurchase{id, false, {"Of B801200005001."}})) == "conflict pupil_data");
  PurchaseDeclarationId const first{id_in(c.ollie.does(DeclareForPurchase{id, false, {"My cousin works at Shine."}}))};
  CHECK(interest_of(c, id, c.ollie) == PurchaseInterestState::declared);
  CHECK_FALSE(c.ollie.told_because(Because::purchase_declare));
  CHECK(c.tilda.told_because(Because::purchase_declared));
  CHECK_FALSE(c.orla.told_because(Because::purchase_declared));
  for (auto const& who : {c.orla, c.tilda, c.otto, s.tess, c.ollie}) CHECK(who.finds(GetPurchaseDeclaration{first}));
  for (auto const& who : {c.fred, c.ellis, c.grace, s.nadia, s.tom}) {
    CHECK(told(who.asks(GetPurchaseDeclaration{first})) == "not_found");
    CHECK(told(who.tries(ClearPurchaseDeclaration{first, {"Far cousin."}})) == "not_found");
  }
  CHECK(c.fred.lists(ListPurchaseDeclarations{id}).empty());
  CHECK(told(c.ollie.tries(ClearPurchaseDeclaration{first, {"Far cousin."}})).starts_with("forbidden"));
  CHECK(told(c.tilda.tries(ClearPurchaseDeclaration{first, {}})) == "unprocessable body.reason");
  CHECK(told(c.tilda.tries(ClearPurchaseDeclaration{first, {"Far."}}, {}, 7)) == "precondition_failed version");
  c.tilda.does(ClearPurchaseDeclaration{first, {"A far cousin."}});
  CHECK(interest_of(c, id, c.ollie) == PurchaseInterestState::cleared);
  CHECK(c.ollie.told_because(Because::purchase_cleared));
  CHECK_FALSE(c.tilda.told_because(Because::purchase_declared));
  CHECK(told(c.orla.tries(RefusePurchaseDeclaration{first, {"No."}})) == "conflict wrong_state");
  CHECK(c.declaration(first).decided_by == c.tilda.id());
  CHECK(s.store().verify().empty());
}

TEST_CASE("declarations: a new one replaces the old one and is cleared again") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.in_sourcing(BoughtFor::one);
  c.names(id);
  auto const first = c.declares(c.ollie, id);
  auto const second = c.declares(c.ollie, id);
  CHECK(c.declaration(first).state == DeclarationState::replaced);
  CHECK(told(c.orla.tries(ClearPurchaseDeclaration{first, {}})) == "conflict wrong_state");
  c.otto.does(ClearPurchaseDeclaration{second, {}});
  auto const third = c.declares(c.ollie, id);
  CHECK(c.declaration(second).state == DeclarationState::replaced);
  CHECK(interest_of(c, id, c.ollie) == PurchaseInterestState::declared);
  CHECK(c.ollie.lists(ListPurchaseDeclarations{id}).size() == 3);
  auto people = c.wanted_people(id);
  people.people.values[1].person = c.grace.id();
  c.orla.does(people);
  CHECK(told(c.orla.tries(ClearPurchaseDeclaration{third, {}})) == "conflict wrong_state");
  CHECK(s.store().verify().empty());
}

TEST_CASE("declarations: whoever was refused is out at once, keeps their own declaration, and is replaced") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.in_sourcing(BoughtFor::one);
  c.names(id);
  PurchaseDeclarationId const it{id_in(c.fred.does(DeclareForPurchase{id, false, {"I own a part of Shine."}}))};
  CHECK(c.fred.finds(GetPurchase{id}));
  CHECK(told(c.tilda.tries(RefusePurchaseDeclaration{it, {}})) == "unprocessable body.reason");
  CHECK(c.tilda.told_because(Because::purchase_declared));
  c.tilda.does(RefusePurchaseDeclaration{it, {"Owns a part of a bidder."}});
  CHECK_FALSE(c.tilda.told_because(Because::purchase_declared));
  CHECK(told(c.fred.asks(GetPurchase{id})) == "not_found");
  CHECK(c.fred.finds(GetPurchaseDeclaration{it}));
  CHECK(c.fred.lists(ListPurchaseDeclarations{id}) == std::vector{it.value});
  CHECK(told(c.fred.tries(DeclareForPurchase{.purchase = id})) == "not_found");
  auto people = c.wanted_people(id);
  people.people.values[2].person = c.grace.id();
  c.orla.does(people);
  CHECK(c.grace.told_because(Because::purchase_declare));
  people.people.values[2].person = c.fred.id();
  CHECK(told(c.orla.tries(people)) == "unprocessable body.people[2].person");
  CHECK(s.store().verify().empty());
}

TEST_CASE("declarations: an owner who was refused hands the purchase over") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.in_sourcing(BoughtFor::one);
  PurchaseDeclarationId const it{id_in(c.orla.does(DeclareForPurchase{id, false, {"My husband runs Shine."}}))};
  CHECK(c.otto.told_because(Because::purchase_declared));  // nobody chairs it yet
  CHECK(told(c.orla.tries(ClearPurchaseDeclaration{it, {"Fine."}})).starts_with("forbidden"));
  c.otto.does(RefusePurchaseDeclaration{it, {"Too near."}});
  CHECK(told(c.orla.tries(DeclareForPurchase{.purchase = id})) == "conflict refused");
  c.orla.does(HandOverPurchase{id, c.tilda.id()});
  CHECK(c.tilda.told_because(Because::purchase_declare));
  CHECK(s.store().verify().empty());
}

TEST_CASE("declarations: who declares anew after the opening reads nothing sealed until they are cleared again") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.opened();
  auto const quote = c.quotes(id).front().id;
  CHECK(c.ollie.finds(GetQuote{quote}));
  PurchaseDeclarationId const it{id_in(c.ollie.does(DeclareForPurchase{id, false, {"I met them at a fair."}}))};
  CHECK(told(c.ollie.asks(GetQuote{quote})) == "not_found");
  CHECK(c.ollie.lists(ListQuotes{id}).empty());
  c.orla.does(ClearPurchaseDeclaration{it, {"At a fair, once."}});
  CHECK(c.ollie.finds(GetQuote{quote}));
  CHECK(c.ollie.told_because(Because::purchase_to_score));
  CHECK(s.store().verify().empty());
}

TEST_CASE(
    "declarations: where nobody chairs, the owner clears; of a head's own purchase another leader, not the head") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.in_sourcing(BoughtFor::one);
  c.names(id);
  auto people = c.wanted_people(id);
  std::erase_if(people.people.values, [](auto const& one) { return one.role == PurchaseRole::chair; });
  c.orla.does(people);
  auto const fellows = c.declares(c.fred, id);
  CHECK(c.orla.told_because(Because::purchase_declared));
  CHECK_FALSE(c.otto.told_because(Because::purchase_declared));
  c.orla.does(ClearPurchaseDeclaration{fellows, {}});
  CHECK_FALSE(c.orla.told_because(Because::purchase_declared));
  c.orla.does(HandOverPurchase{id, c.otto.id()});
  c.declares(c.otto, id);
  CHECK_FALSE(c.otto.told_because(Because::purchase_declared));
  CHECK(s.store().verify().empty());
}

TEST_CASE("declarations: whoever scores nothing is not asked to score once they are cleared") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.opened();
  PurchaseDeclarationId const it{id_in(c.tilda.does(DeclareForPurchase{id, false, {"I met them at a fair."}}))};
  c.orla.does(ClearPurchaseDeclaration{it, {"At a fair, once."}});
  CHECK_FALSE(c.tilda.told_because(Because::purchase_to_score));
}

}  // namespace staffroom::tests
