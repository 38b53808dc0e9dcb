// How a purchase has to be made: bands of all who buy, the threshold of the day, and needs that are split.
#include <doctest/doctest.h>

#include "tests/support/purchase_case.hpp"

namespace staffroom::tests {
namespace {

Purchase valued(PurchaseCase& c, PurchaseId id, std::int64_t pence_gross) {
  c.orla.does(SetPurchaseValue{id, {{{.what = {"All of it"}, .amount = c.gross(pence_gross)}}}});
  return c.purchase(id);
}

Purchase begins(PurchaseCase& c, PurchaseId id, Date starts, std::optional<Date> market_on = {}) {
  auto edit = c.edit_of(id);
  edit.starts = starts;
  edit.market_on = market_on;
  c.orla.does(edit);
  return c.purchase(id);
}

void ways_as_hub(Scenario& s, Command command) {
  auto const done = s.as_system(std::move(command));
  INFO(told(done));
  REQUIRE(done.has_value());
}

std::vector<std::int64_t> values_alike(Colleague const& who, PurchaseId id) {
  std::vector<std::int64_t> out;
  auto const seen = who.sees(GetSplitting{id});
  for (auto const& one : seen.at("alike")) out.push_back(one.at("gross").get<std::int64_t>());
  return out;
}

}  // namespace

TEST_CASE("purchases: value, bands and threshold say how it is bought") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.bare();
  CHECK(c.purchase(id).asked.route == BuyingRoute::catalogue);
  CHECK(valued(c, id, 9'999'99).asked.route == BuyingRoute::catalogue);
  auto it = valued(c, id, 10'000'00);
  CHECK(it.asked.route == BuyingRoute::quotes);
  CHECK(it.asked.quotes == 3);
  CHECK_FALSE(it.asked.bands_of);
  CHECK(valued(c, id, 40'000'00).asked.route == BuyingRoute::tender);
  it = valued(c, id, 207'719'99);
  REQUIRE(it.asked.threshold);
  CHECK_FALSE(it.asked.over);
  it = valued(c, id, 207'720'00);
  CHECK(it.asked.over);
  CHECK(it.asked.route == BuyingRoute::full_procedure);
  CHECK(it.asked.threshold->pence == 207'720'00);
  CHECK(s.store().verify().empty());
}

TEST_CASE("purchases: the threshold of the planned day counts, and today's once that day has passed") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.bare();
  auto const later = s.in_days(60);
  ways_as_hub(s, AddThreshold{s.network, {ThresholdType::goods_services, later, 100'000'00, {"From the gazette"}}});
  CHECK_FALSE(valued(c, id, 150'000'00).asked.over);
  CHECK(begins(c, id, s.in_days(90), later).asked.over);
  CHECK_FALSE(begins(c, id, s.in_days(90), s.in_days(59)).asked.over);
  s.advance(std::chrono::hours(24 * 61));
  CHECK(begins(c, id, s.in_days(91)).asked.over);
  CHECK(s.store().verify().empty());
}

TEST_CASE("purchases: of the bands of all schools the strictest count") {
  Scenario s;
  PurchaseCase c(s);
  Many<BuyingBand, limits::buying_bands_max> const strict{{{.from_pence = 0, .route = BuyingRoute::quotes, .quotes = 5},
                                                           {.from_pence = 20'000'00, .route = BuyingRoute::tender}}};
  auto const alone = c.bare();
  auto const id = c.purchase(BoughtFor::many);
  CHECK(valued(c, id, 9'000'00).asked.route == BuyingRoute::catalogue);
  ways_as_hub(s, EditBands{.organisation = s.moor, .bands = strict, .source = {"Scheme of Moor"}});
  auto const it = valued(c, id, 9'000'01);
  CHECK(it.asked.route == BuyingRoute::quotes);
  CHECK(it.asked.quotes == 5);
  CHECK(it.asked.bands_of == s.moor);
  CHECK(valued(c, alone, 9'000'00).asked.route == BuyingRoute::catalogue);
  CHECK(s.store().verify().empty());
}

TEST_CASE("purchases: what is alike within a year and the trust is noticed when together it asks for more") {
  Scenario s;
  PurchaseCase c(s);
  auto const day = s.in_days(200);
  auto const one = c.bare();
  valued(c, one, 6'000'00);
  CHECK_FALSE(begins(c, one, day).splitting);
  auto const two = c.bare();
  valued(c, two, 3'999'99);
  CHECK_FALSE(begins(c, two, day).splitting);
  CHECK(valued(c, two, 4'000'00).splitting);
  CHECK(values_alike(c.orla, two) == std::vector<std::int64_t>{6'000'00});
  CHECK(told(c.ollie.asks(GetSplitting{two})) == "not_found");

  SUBCASE("a year and a day apart they are two needs") {
    CHECK(begins(c, two, {day.days + 365}).splitting);
    CHECK_FALSE(begins(c, two, {day.days + 366}).splitting);
    CHECK(begins(c, two, {day.days - 180}).splitting);
  }
  SUBCASE("another category is another need") {
    auto edit = c.edit_of(two);
    edit.category = SpendCategory::other;
    c.orla.does(edit);
    CHECK_FALSE(c.purchase(two).splitting);
  }
  SUBCASE("what is over by itself splits nothing") {
    valued(c, one, 12'000'00);
    CHECK_FALSE(valued(c, two, 4'000'01).splitting);
    CHECK_FALSE(valued(c, two, 27'999'99).splitting);  // below the next band with it
    CHECK(valued(c, two, 28'000'00).splitting);
  }
  SUBCASE("one that was cancelled does not count") {
    c.orla.does(CancelPurchase{one, {"Not needed."}});
    CHECK_FALSE(valued(c, two, 4'000'01).splitting);
    CHECK(values_alike(c.orla, two).empty());
  }
  CHECK(s.store().verify().empty());
}

TEST_CASE("purchases: contracts of the trust count, and who may not read their money does not see them") {
  Scenario s;
  PurchaseCase c(s);
  auto wanted = c.wanted_contract(c.elm);
  wanted.details.starts = s.in_days(-10);
  wanted.money.total = c.gross(7'000'00);
  c.contract(c.ellis, wanted);
  wanted = c.wanted_contract(c.fell);  // another trust's
  wanted.details.starts = s.in_days(-10);
  c.contract(c.fay, wanted);
  auto const id = c.bare();
  valued(c, id, 3'000'00);
  CHECK(begins(c, id, s.in_days(50)).splitting);
  CHECK(values_alike(c.orla, id).empty());  // its money is not shared with her
  CHECK(values_alike(c.tilda, id) == std::vector<std::int64_t>{7'000'00});
  CHECK_FALSE(begins(c, id, s.in_days(400)).splitting);
  CHECK(s.store().verify().empty());
}

}  // namespace staffroom::tests
