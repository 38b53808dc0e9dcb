// Groups of the radar, as a pure function: near each other in time and on the map, each contract once.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "store/radar_groups.hpp"

using namespace staffroom;

namespace {

using Groups = std::vector<radar::Group>;

radar::Item contract_at(std::uint64_t id, std::uint32_t organisation, std::uint32_t east, std::int32_t ends) {
  return {.id = id,
          .organisation = organisation,
          .trust = organisation,
          .place = radar::Place{400'000 + east, 300'000},
          .category = SpendCategory::cleaning_services,
          .ends = {20'000 + ends},
          .notice_by = {19'900 + ends},
          .mine = true};
}

std::vector<std::vector<std::uint64_t>> grouped_ids(std::vector<radar::Item> const& items, Groups const& groups) {
  std::vector<std::vector<std::uint64_t>> out;
  for (auto const& group : groups) {
    out.emplace_back();
    for (auto const i : group.items) out.back().push_back(items[i].id);
  }
  return out;
}

using IdLists = std::vector<std::vector<std::uint64_t>>;

std::vector<radar::Item> many_contracts(std::mt19937_64& random) {
  auto const upto = [&](std::uint64_t n) { return static_cast<std::uint32_t>(random() % n); };
  auto const count = 2 + upto(120);
  auto const organisations = 2 + upto(20);
  std::vector<radar::Item> out;
  std::vector<std::optional<radar::Place>> places;
  for (std::uint32_t i = 0; i < organisations; ++i) {
    places.push_back(upto(6) == 0 ? std::nullopt : std::optional(radar::Place{1 + upto(90'000), 1 + upto(90'000)}));
  }
  auto const mine_of = upto(4);
  for (std::uint32_t i = 0; i < count; ++i) {
    auto const organisation = upto(organisations);
    out.push_back({.id = 1'000 + i,
                   .organisation = organisation,
                   .trust = organisation % 5,
                   .place = places[organisation],
                   .category = upto(2) == 0 ? SpendCategory::gas : SpendCategory::other,
                   .ends = {static_cast<std::int32_t>(20'000 + upto(366))},
                   .notice_by = {static_cast<std::int32_t>(19'900 + upto(300))},
                   .mine = organisation % 4 == mine_of});
  }
  std::shuffle(out.begin(), out.end(), random);
  return out;
}

bool are_near(radar::Item const& a, radar::Item const& b, radar::Reach reach) {
  if (!a.place || !b.place) return a.trust == b.trust;
  auto const metres = std::uint64_t{reach.km} * 1'000;
  return radar::squared_distance(*a.place, *b.place) <= metres * metres;
}

/// The same greedy rule, with every pair looked at.
IdLists plainly_grouped(std::vector<radar::Item> items, radar::Reach reach) {
  std::sort(items.begin(), items.end(),
            [](auto const& a, auto const& b) { return std::pair(a.ends, a.id) < std::pair(b.ends, b.id); });
  std::vector<bool> used(items.size());
  std::vector<std::tuple<Date, Date, std::uint64_t, std::vector<std::uint64_t>>> made;
  for (auto const category : {SpendCategory::gas, SpendCategory::other}) {
    for (std::size_t seed = 0; seed < items.size(); ++seed) {
      if (used[seed] || items[seed].category != category) continue;
      std::vector<std::size_t> near;
      for (auto i = seed; i < items.size(); ++i) {
        bool const fits = !used[i] && items[i].category == category &&
                          items[i].ends.days - items[seed].ends.days <= static_cast<std::int32_t>(reach.days);
        if (i == seed || (fits && are_near(items[seed], items[i], reach))) near.push_back(i);
      }
      std::set<std::uint32_t> organisations;
      bool mine = false;
      auto first_notice = items[seed].notice_by;
      std::vector<std::uint64_t> ids;
      for (auto const i : near) {
        organisations.insert(items[i].organisation);
        mine = mine || items[i].mine;
        first_notice = std::min(first_notice, items[i].notice_by);
        ids.push_back(items[i].id);
      }
      if (organisations.size() < 2 || !mine) continue;
      for (auto const i : near) used[i] = true;
      made.emplace_back(first_notice, items[seed].ends, items[seed].id, ids);
    }
  }
  std::sort(made.begin(), made.end());
  IdLists out;
  for (auto const& it : made) out.push_back(std::get<3>(it));
  return out;
}

}  // namespace

TEST_CASE("three schools that renew within ninety days and twenty-five kilometres are a group") {
  std::vector<radar::Item> const items{contract_at(1, 1, 0, 0), contract_at(2, 2, 24'000, 89),
                                       contract_at(3, 3, 25'000, 90)};
  auto const groups = radar::group(items, {}, 1'000);
  REQUIRE(groups.size() == 1);
  CHECK(grouped_ids(items, groups) == IdLists{{1, 2, 3}});
  CHECK(groups[0].organisations == 3);
  CHECK(groups[0].km == 25);
  CHECK(groups[0].first_notice == Date{19'900});
  CHECK(groups[0].last_end == Date{20'090});
}

TEST_CASE("one metre or one day too far is not near") {
  auto items = std::vector{contract_at(1, 1, 0, 0), contract_at(2, 2, 25'001, 0)};
  CHECK(radar::group(items, {}, 1'000).empty());
  items[1] = contract_at(2, 2, 25'000, 91);
  CHECK(radar::group(items, {}, 1'000).empty());
  items[1] = contract_at(2, 2, 25'000, 90);
  CHECK(radar::group(items, {}, 1'000).size() == 1);
  items[1].category = SpendCategory::gas;
  CHECK(radar::group(items, {}, 1'000).empty());
}

TEST_CASE("two contracts of one school are no group, and none of mine makes none") {
  auto items = std::vector{contract_at(1, 1, 0, 0), contract_at(2, 1, 0, 5)};
  CHECK(radar::group(items, {}, 1'000).empty());
  items.push_back(contract_at(3, 2, 0, 6));
  CHECK(grouped_ids(items, radar::group(items, {}, 1'000)) == IdLists{{1, 2, 3}});
  for (auto& it : items) it.mine = false;
  CHECK(radar::group(items, {}, 1'000).empty());
}

TEST_CASE("what is not mine takes nothing away from what would be") {
  // 1 and 2 are somebody else's and near each other; 3 is mine, and near 2 alone.
  auto items = std::vector{contract_at(1, 1, 0, 0), contract_at(2, 2, 20'000, 1), contract_at(3, 3, 40'000, 2)};
  items[0].mine = items[1].mine = false;
  CHECK(grouped_ids(items, radar::group(items, {}, 1'000)) == IdLists{{2, 3}});
}

TEST_CASE("without a place a contract is near those of its own trust only") {
  auto items = std::vector{contract_at(1, 1, 0, 0), contract_at(2, 2, 0, 1), contract_at(3, 3, 500'000, 2)};
  items[0].place.reset();
  items[0].trust = items[2].trust = 9;
  auto const groups = radar::group(items, {}, 1'000);
  CHECK(grouped_ids(items, groups) == IdLists{{1, 3}});
  CHECK(groups[0].km == 0);
}

TEST_CASE("a group holds no more than it may, and still one of mine and two organisations") {
  std::vector<radar::Item> items;
  for (std::uint32_t i = 0; i < 100; ++i) {
    items.push_back(contract_at(i + 1, 1, 0, static_cast<std::int32_t>(i) / 2));
    items.back().mine = false;
  }
  items.push_back(contract_at(200, 2, 10, 80));
  auto const groups = radar::group(items, {}, 1'000);
  REQUIRE(groups.size() == 1);
  REQUIRE(groups[0].items.size() == limits::radar_group_contracts_max);
  CHECK(items[groups[0].items.front()].id == 1);
  CHECK(items[groups[0].items.back()].id == 200);
}

TEST_CASE("distances are rounded up to whole kilometres") {
  CHECK(radar::km_of(0) == 0);
  CHECK(radar::km_of(1) == 1);
  CHECK(radar::km_of(1'000'000) == 1);
  CHECK(radar::km_of(1'000'001) == 2);
  CHECK(radar::km_of(radar::squared_distance({1, 1}, {radar::place_max, radar::place_max})) == 2829);
}

TEST_CASE("groups of any contracts: each once, near the first, of two organisations, one of mine; in any order") {
  std::mt19937_64 random(7);
  for (int round = 0; round < 300; ++round) {
    auto items = many_contracts(random);
    radar::Reach const reach{.km = 1 + static_cast<std::uint32_t>(random() % 60),
                             .days = 1 + static_cast<std::uint32_t>(random() % 200),
                             .contracts_max = 500};
    auto const groups = radar::group(items, reach, 1'000);
    auto const ids = grouped_ids(items, groups);
    std::set<std::uint32_t> seen;
    for (auto const& group : groups) {
      auto const& first = items[group.items.front()];
      std::set<std::uint32_t> organisations;
      bool mine = false;
      for (auto const i : group.items) {
        CHECK(seen.insert(i).second);
        CHECK(items[i].category == group.category);
        CHECK(items[i].ends.days - first.ends.days <= static_cast<std::int32_t>(reach.days));
        CHECK(items[i].ends >= first.ends);
        CHECK(are_near(first, items[i], reach));
        CHECK(group.first_notice <= items[i].notice_by);
        organisations.insert(items[i].organisation);
        mine = mine || items[i].mine;
      }
      CHECK(mine);
      CHECK(organisations.size() == group.organisations);
      CHECK(group.organisations >= 2);
      CHECK(group.km <= reach.km);
    }
    CHECK(ids == plainly_grouped(items, reach));
    auto first = ids;
    first.resize(std::min<std::size_t>(first.size(), 3));
    CHECK(grouped_ids(items, radar::group(items, reach, 3)) == first);
    std::shuffle(items.begin(), items.end(), random);
    CHECK(grouped_ids(items, radar::group(items, reach, 1'000)) == ids);
  }
}
