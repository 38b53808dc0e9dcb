// What time does to purchases: a deadline that passes, a standstill that ends.
#include <doctest/doctest.h>

#include "tests/support/purchase_case.hpp"

namespace staffroom::tests {

TEST_CASE("purchases: when the deadline has passed owner and chair are told once, whatever came") {
  for (bool const comes : {false, true}) {
    Scenario s;
    PurchaseCase c(s);
    auto const id = c.gone_to_market(BoughtFor::one);
    auto const links = c.orla.lists(ListSupplierLinks{id});
    if (comes) c.quote_of(SupplierLinkId{links.front()}, 400'000);
    auto const deadline = *c.purchase(id).deadline_at;
    s.advance_to({deadline.value - 1});
    CHECK_FALSE(c.purchase(id).deadline_told);
    for (auto const& who : {c.orla, c.tilda}) CHECK_FALSE(who.told_because(Because::purchase_to_open));
    s.advance_to(deadline);
    auto const told_at = c.purchase(id).version;
    CHECK(c.purchase(id).deadline_told);
    for (auto const& who : {c.orla, c.tilda}) CHECK(who.told_because(Because::purchase_to_open));
    for (auto const& who : {c.ollie, c.fred, c.ellis, c.otto}) {
      CHECK_FALSE(who.told_because(Because::purchase_to_open));
    }
    s.tick();
    s.advance(std::chrono::hours(24 * 3));
    CHECK(c.purchase(id).version == told_at);
    CHECK(s.store().verify().empty());
  }
}

TEST_CASE("purchases: a later deadline is told of when it passes, not before") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.gone_to_market(BoughtFor::one);
  auto const first = *c.purchase(id).deadline_at;
  auto later = Date{c.purchase(id).pack.deadline->days + 7};
  c.orla.does(ExtendDeadline{id, later, {"A supplier asked for a week."}});
  s.advance_to(first);
  CHECK_FALSE(c.purchase(id).deadline_told);
  CHECK_FALSE(c.orla.told_because(Because::purchase_to_open));
  s.advance_to(*c.purchase(id).deadline_at);
  CHECK(c.purchase(id).deadline_told);
  CHECK(c.orla.told_because(Because::purchase_to_open));
}

TEST_CASE("purchases: on the day after the standstill the owner is told once that the award can be confirmed") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.award_published(BoughtFor::many);
  auto const ends = c.award(id).standstill_ends;
  REQUIRE(ends);
  CHECK(ends->days - s.today().days >= 9);
  s.advance_to({calendar::end_of(*ends).value - 1});
  CHECK_FALSE(c.award(id).standstill_told);
  CHECK_FALSE(c.orla.told_because(Because::award_to_confirm));
  CHECK(told(c.orla.tries(ConfirmAward{id})) == "conflict standstill");
  s.advance_to(calendar::end_of(*ends));
  CHECK(c.award(id).standstill_told);
  CHECK(c.orla.told_because(Because::award_to_confirm));
  auto const version = c.award(id).version;
  s.tick();
  s.advance(std::chrono::hours(24 * 2));
  CHECK(c.award(id).version == version);
  c.orla.does(ConfirmAward{id});
  CHECK_FALSE(c.orla.told_because(Because::award_to_confirm));
  CHECK(s.store().verify().empty());
}

}  // namespace staffroom::tests
