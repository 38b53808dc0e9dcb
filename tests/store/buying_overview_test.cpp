// The overview of buying together: savings had and hoped for apart, coverage, and schools that never took part.
#include <doctest/doctest.h>

#include "tests/support/buying_case.hpp"
#include "tests/support/library.hpp"

namespace staffroom::tests {
namespace {

SavingId overview_saving(Colleague const& who, OrganisationId organisation, std::int64_t against, Date from) {
  return {id_in(who.does(CreateSaving{.organisation = organisation,
                                      .title = {"Cleaning, bought together"},
                                      .category = SpendCategory::cleaning_services,
                                      .from = from,
                                      .to = {from.days + 364},
                                      .method = SavingMethod::previous_estimated,
                                      .baseline = BuyingCase::gross(1'200'000),
                                      .baseline_source = {"Invoice of March"},
                                      .against = BuyingCase::gross(against)}))};
}

Json const& school_in(Json const& overview, OrganisationId school) {
  for (auto const& it : overview.at("schools")) {
    if (it.at("school") == school.value) return it;
  }
  throw std::runtime_error("the school is not in the overview");
}

}  // namespace

TEST_CASE("savings had and hoped for are summed apart, by category and organisation, and by financial year") {
  Scenario s;
  Library library(s);
  BuyingCase c(s);
  auto const first = BuyingCase::date(2026, 9, 1);
  overview_saving(c.orla, c.oak, 1'100'000, first);
  auto const had = overview_saving(c.orla, c.oak, 1'000'000, first);
  overview_saving(c.ellis, c.elm, 1'150'000, {first.days - 1});
  auto const dropped = overview_saving(c.ellis, c.elm, 1, first);
  c.ellis.does(DropSaving{dropped, {"The supplier withdrew."}});
  auto const voided = overview_saving(c.ellis, c.elm, 2, first);
  c.ellis.does(VoidSaving{voided, {"Entered twice."}});
  overview_saving(c.fay, c.fell, 3, first);
  auto const evidence = library.shows(c.otto, c.oak, c.oak);
  c.otto.does(ConfirmSaving{.saving = had,
                            .method = SavingMethod::previous_award,
                            .baseline = BuyingCase::gross(1'200'000),
                            .baseline_source = {"Contract of 2024"},
                            .against = BuyingCase::gross(1'050'000),
                            .evidence = {{evidence}}});

  auto const all = c.tilda.sees(GetBuyingOverview{s.aire, {}});
  CHECK(all.at("realised").at("pence") == 150'000);
  CHECK(all.at("realised").at("count") == 1);
  CHECK(all.at("potential").at("pence") == 150'000);
  CHECK(all.at("potential").at("count") == 2);
  REQUIRE(all.at("realised_by_category").size() == 1);
  CHECK(all.at("realised_by_category").at(0).at("pence") == 150'000);
  REQUIRE(all.at("potential_by_organisation").size() == 2);
  CHECK(all.at("potential_by_organisation").at(0).at("id") == c.oak.value);
  CHECK(all.at("potential_by_organisation").at(0).at("pence") == 100'000);
  CHECK(all.at("potential_by_organisation").at(1).at("pence") == 50'000);
  auto const year = c.tilda.sees(GetBuyingOverview{s.aire, 2026});
  CHECK(year.at("potential").at("pence") == 100'000);
  CHECK(year.at("year") == 2026);
  CHECK(c.tilda.sees(GetBuyingOverview{s.aire, 2025}).at("potential").at("pence") == 50'000);
  CHECK(c.tilda.sees(GetBuyingOverview{s.aire, 2027}).at("potential").at("count") == 0);
  CHECK(told(c.tilda.asks(GetBuyingOverview{s.aire, 99})) == "bad_request query.year");
}

TEST_CASE("each school has its contracts and pools, those of its trust that cover it, and what it was asked") {
  Scenario s;
  BuyingCase c(s);
  c.contract(c.orla, c.oak);
  auto wanted = c.wanted_contract(s.aire);
  wanted.details.sites = {{c.oak, s.kirkby}};
  c.contract(c.tilda, wanted);
  c.pool_signed();  // Oakfield and Fell View; Elmhurst was asked
  auto const told = c.tilda.sees(GetBuyingOverview{s.aire, {}});
  CHECK(told.at("schools_all") == told.at("schools").size());
  CHECK(told.at("schools_with_register") == 2);
  CHECK(told.at("schools_in_pools") == 1);
  CHECK(school_in(told, c.oak).at("contracts") == 2);
  CHECK(school_in(told, c.oak).at("pools") == 1);
  CHECK(school_in(told, s.kirkby).at("contracts") == 1);
  CHECK(school_in(told, c.elm).at("contracts") == 0);
  CHECK(school_in(told, c.elm).at("asked") == 1);
  CHECK(told.at("schools").at(0).at("school") == c.elm.value);  // by name
  std::uint32_t ending = 0;
  for (auto const& it : told.at("ending")) ending += it.at("contracts").get<std::uint32_t>();
  CHECK(ending == 2);
  auto const of_school = c.otto.sees(GetBuyingOverview{c.oak, {}});
  CHECK(of_school.at("schools").size() == 1);
  CHECK(of_school.at("schools").at(0).at("contracts") == 2);
}

TEST_CASE("the overview is for those who answer for the organisation") {
  Scenario s;
  BuyingCase c(s);
  for (auto const& who : {c.orla, c.otto, c.grace, c.tilda, s.tess}) {
    CHECK(told(who.asks(GetBuyingOverview{c.oak, {}})) == "accepted");
  }
  for (auto const& who : {c.ellis, c.edna, c.fay, c.mo, c.ollie, s.nadia, s.tom, s.priya, s.leo}) {
    CHECK(told(who.asks(GetBuyingOverview{c.oak, {}})) == "not_found");
  }
  CHECK(told(c.orla.asks(GetBuyingOverview{s.aire, {}})) == "not_found");
}

}  // namespace staffroom::tests
