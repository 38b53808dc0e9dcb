// Thresholds by date, bands of an organisation, and what they say of a value.
#include "store/thresholds.hpp"

#include <doctest/doctest.h>

#include "tests/support/buying_case.hpp"

namespace staffroom::tests {
namespace {

constexpr std::int64_t threshold_pounds(std::int64_t pounds) { return pounds * 100; }

Threshold threshold_from(Date from, std::uint64_t pence = 21'000'000) {
  return {ThresholdType::goods_services, from, pence, {"Published on gov.uk"}};
}

thresholds::Way way_of(std::int64_t pence, Date day) {
  std::vector<thresholds::Bands> const bands{
      {{thresholds::shipped_bands().begin(), thresholds::shipped_bands().end()}, std::nullopt, {}}};
  return thresholds::way_for(thresholds::shipped(), bands, ThresholdType::goods_services, pence, day);
}

}  // namespace

TEST_CASE("the threshold of the day on which something begins decides, and is over from its very value on") {
  auto const rows = thresholds::shipped();
  auto const on = [&](ThresholdType type, Date day) { return thresholds::row_on(rows, type, day); };
  CHECK(on(ThresholdType::goods_services, BuyingCase::date(2023, 12, 31)) == nullptr);
  CHECK(on(ThresholdType::goods_services, BuyingCase::date(2024, 1, 1))->pence == 21'490'400);
  CHECK(on(ThresholdType::goods_services, BuyingCase::date(2025, 12, 31))->pence == 21'490'400);
  CHECK(on(ThresholdType::goods_services, BuyingCase::date(2026, 1, 1))->pence == 20'772'000);
  CHECK(on(ThresholdType::goods_services, BuyingCase::date(2099, 1, 1))->pence == 20'772'000);
  CHECK(on(ThresholdType::works, BuyingCase::date(2025, 6, 1))->pence == 537'260'900);
  CHECK(on(ThresholdType::works, BuyingCase::date(2026, 6, 1))->pence == 519'300'000);
  CHECK(on(ThresholdType::concessions, BuyingCase::date(2026, 6, 1))->pence == 519'300'000);
  CHECK(on(ThresholdType::light_touch, BuyingCase::date(2025, 6, 1))->pence == 66'354'000);
  CHECK(on(ThresholdType::light_touch, BuyingCase::date(2026, 6, 1))->pence == 66'354'000);
  auto const& row = *on(ThresholdType::goods_services, BuyingCase::date(2026, 1, 1));
  CHECK_FALSE(thresholds::is_over(row, 20'771'999));
  CHECK(thresholds::is_over(row, 20'772'000));
  CHECK_FALSE(thresholds::is_over(row, -1));
}

TEST_CASE("bands hold from their value on, and over the threshold it is the full procedure") {
  auto const day = BuyingCase::date(2026, 5, 1);
  CHECK(way_of(-5, day).route == BuyingRoute::catalogue);
  CHECK(way_of(0, day).route == BuyingRoute::catalogue);
  CHECK(way_of(threshold_pounds(10'000) - 1, day).route == BuyingRoute::catalogue);
  CHECK(way_of(threshold_pounds(10'000), day).route == BuyingRoute::quotes);
  CHECK(way_of(threshold_pounds(10'000), day).band.quotes == 3);
  CHECK(way_of(threshold_pounds(40'000) - 1, day).route == BuyingRoute::quotes);
  CHECK(way_of(threshold_pounds(40'000), day).route == BuyingRoute::tender);
  CHECK(way_of(threshold_pounds(207'720) - 1, day).route == BuyingRoute::tender);
  CHECK(way_of(threshold_pounds(207'720), day).route == BuyingRoute::full_procedure);
  CHECK(way_of(threshold_pounds(207'720), BuyingCase::date(2025, 5, 1)).route == BuyingRoute::tender);
  CHECK_FALSE(way_of(threshold_pounds(207'720), BuyingCase::date(2020, 5, 1)).threshold.has_value());
}

TEST_CASE("of several organisations' bands the one that asks for most holds, in any order") {
  thresholds::Bands const loose{
      {{0, BuyingRoute::catalogue, 1, {}}, {100'000'000, BuyingRoute::quotes, 3, {}}}, {}, {}};
  thresholds::Bands const strict{{{0, BuyingRoute::quotes, 3, {}}, {2'000'000, BuyingRoute::tender, 0, {}}}, {}, {}};
  thresholds::Bands const careful{{{0, BuyingRoute::quotes, 4, {}}}, {}, {}};
  auto const day = BuyingCase::date(2026, 5, 1);
  auto const way = [&](std::vector<thresholds::Bands> const& bands, std::int64_t pence) {
    return thresholds::way_for(thresholds::shipped(), bands, ThresholdType::goods_services, pence, day);
  };
  CHECK(way({loose, strict, careful}, 100).band.quotes == 4);
  CHECK(way({loose, strict, careful}, 100).of == 2);
  CHECK(way({careful, strict, loose}, 100).of == 0);
  CHECK(way({loose, strict, careful}, 2'000'000).route == BuyingRoute::tender);
  CHECK(way({loose, careful, strict}, 2'000'000).of == 2);
  for (std::int64_t const pence : {0, 100, 1'999'999, 2'000'000, 99'999'999}) {
    CHECK(way({loose, strict, careful}, pence).band == way({careful, loose, strict}, pence).band);
    CHECK_FALSE(thresholds::is_stricter(thresholds::band_for(loose.bands, pence), way({loose, strict}, pence).band));
  }
}

TEST_CASE("an administrator of the network adds dated rows, after the last, and never changes one") {
  Scenario s;
  BuyingCase c(s);
  auto const shipped = c.orla.sees(GetThresholds{}).at("rows");
  REQUIRE(shipped.size() == 8);
  CHECK(shipped.at(0).at("source") == "Thresholds from 1 January 2024 (DfE guidance)");
  AddThreshold const add{s.network, threshold_from(BuyingCase::date(2028, 1, 1))};
  s.nadia.does(add);
  auto const rows = c.orla.sees(GetThresholds{}).at("rows");
  REQUIRE(rows.size() == 9);
  CHECK(rows.at(2).at("from") == "2028-01-01");
  CHECK(rows.at(2).at("pence") == 21'000'000);

  CHECK(told(s.nadia.tries(add)) == "conflict threshold_there");
  CHECK(told(s.nadia.tries(AddThreshold{s.network, threshold_from(BuyingCase::date(2027, 1, 1))})) ==
        "conflict threshold_before_last");
  CHECK(told(s.nadia.tries(AddThreshold{s.network, threshold_from(BuyingCase::date(2030, 1, 1), 0)})) ==
        "unprocessable body.row.pence");
  auto unsourced = threshold_from(BuyingCase::date(2030, 1, 1));
  unsourced.source = {};
  CHECK(told(s.nadia.tries(AddThreshold{s.network, unsourced})) == "unprocessable body.row.source");
  AddThreshold const next{s.network, threshold_from(BuyingCase::date(2030, 1, 1))};
  CHECK(s.nadia.tries(next, {}, 0).error().code == ErrorCode::precondition_failed);
  CHECK(told(s.tess.tries(next)) == "forbidden role");
  CHECK(told(s.tom.tries(AddThreshold{s.aire, next.row})) == "conflict not_the_network");
  CHECK(told(s.priya.tries(next)) == "not_found");
  CHECK(told(s.priya.asks(GetThresholds{})) == "not_found");
  CHECK(s.nadia.tries(next, {}, 1).has_value());
}

TEST_CASE("bands hold below their organisation, unless a node has its own; none again are those above") {
  Scenario s;
  BuyingCase c(s);
  auto const bands = [&](OrganisationId node) { return c.orla.sees(GetBands{node}); };
  CHECK_FALSE(bands(c.oak).contains("of"));
  CHECK(bands(c.oak).at("version") == 0);
  CHECK(bands(c.oak).at("bands").size() == 3);

  EditBands edit{.organisation = s.aire, .source = {"Scheme of delegation 2026"}};
  edit.bands = {{{0, BuyingRoute::quotes, 1, {"Business manager"}}, {500'000, BuyingRoute::quotes, 3, {"Head"}}}};
  s.tess.does(edit);
  CHECK(bands(c.oak).at("of") == s.aire.value);
  CHECK(bands(c.oak).at("version") == 0);
  CHECK(bands(c.oak).at("source") == "Scheme of delegation 2026");
  CHECK(bands(c.oak).at("bands").at(1).at("from_pence") == 500'000);
  CHECK(bands(s.aire).at("version") == 1);
  CHECK_FALSE(bands(c.fell).contains("of"));

  edit.organisation = c.oak;
  edit.bands.values.pop_back();
  CHECK(c.otto.tries(edit, {}, 0).has_value());
  CHECK(bands(c.oak).at("of") == c.oak.value);
  edit.bands = {};
  CHECK(c.otto.tries(edit, {}, 0).error().code == ErrorCode::precondition_failed);
  CHECK(c.otto.tries(edit, {}, 1).has_value());
  CHECK(bands(c.oak).at("of") == s.aire.value);
  CHECK(bands(c.oak).at("version") == 2);
}

TEST_CASE("bands begin at nothing and rise, and leaders and administrators set them") {
  Scenario s;
  BuyingCase c(s);
  EditBands edit{.organisation = c.oak};
  edit.bands = {{{100, BuyingRoute::quotes, 1, {}}}};
  CHECK(told(c.otto.tries(edit)) == "unprocessable body.bands[0].from_pence");
  edit.bands = {
      {{0, BuyingRoute::quotes, 1, {}}, {500, BuyingRoute::tender, 0, {}}, {500, BuyingRoute::tender, 0, {}}}};
  CHECK(told(c.otto.tries(edit)) == "unprocessable body.bands[2].from_pence");
  edit.bands = {{{0, BuyingRoute::quotes, 11, {}}}};
  CHECK(told(c.otto.tries(edit)) == "unprocessable body.bands[0].quotes");
  edit.bands = {{{0, BuyingRoute::quotes, 3, {}}}};
  CHECK(told(c.orla.tries(edit)) == "forbidden role");
  CHECK(told(c.edna.tries(edit)) == "forbidden role");
  CHECK(told(s.priya.tries(edit)) == "not_found");
  CHECK(s.tom.tries(edit).has_value());
  CHECK(s.tess.tries(edit).has_value());
}

}  // namespace staffroom::tests
