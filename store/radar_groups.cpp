// Groups of the radar: contracts of a category lie in the cells of a grid as wide as one looks, so that only the nine
// around a contract are searched.
#include "store/radar_groups.hpp"

#include <algorithm>
#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <tuple>

namespace staffroom::radar {
namespace {

constexpr std::uint64_t metres_a_km = 1'000;

using Numbers = std::vector<std::uint32_t>;

/// A group that was found: which it is of all, before it is told. There may be very many.
struct Found {
  Date first_notice;
  Date ends;  // of the first
  std::uint64_t id = 0;
  std::size_t begins = 0;  // where its contracts stand in the list of those chosen, and how many
  std::size_t count = 0;

  friend bool operator<(Found const& a, Found const& b) {
    return std::tie(a.first_notice, a.ends, a.id) < std::tie(b.first_notice, b.ends, b.id);
  }
};

/// Of one category.
class Grouping {
 public:
  /// `order`: places in `items`, by end.
  Grouping(std::span<Item const> items, Numbers const& order, Reach reach)
      : order_(order),
        reach_(reach),
        cell_metres_(std::max<std::uint64_t>(1, reach.km) * metres_a_km),
        squared_(std::uint64_t{reach.km} * metres_a_km * std::uint64_t{reach.km} * metres_a_km),
        used_(order.size()) {
    items_.reserve(order.size());
    for (auto const i : order_) items_.push_back(items[i]);
    for (std::uint32_t i = 0; i < order_.size(); ++i) put_on_map(i);
  }

  void add_groups(std::vector<Found>& out, Numbers& chosen) {
    for (std::uint32_t seed = 0; seed < order_.size(); ++seed) {
      if (used_[seed] != 0 || !is_near_mine(at(seed))) continue;
      find_near(seed);
      if (!choose()) continue;
      for (auto const i : near_) used_[i] = 1;
      out.push_back(made(chosen));
    }
  }

 private:
  Item const& at(std::uint32_t i) const { return items_[i]; }

  static std::uint64_t cell(std::uint64_t x, std::uint64_t y) { return x << 32 | y; }
  // One is added, so that there is a cell on each side of any.
  std::uint64_t x_of(Place place) const { return place.east / cell_metres_ + 1; }
  std::uint64_t y_of(Place place) const { return place.north / cell_metres_ + 1; }

  template <class Visit>
  void around(Place place, Visit const& visit) const {
    for (auto x = x_of(place) - 1; x <= x_of(place) + 1; ++x) {
      for (auto y = y_of(place) - 1; y <= y_of(place) + 1; ++y) visit(cell(x, y));
    }
  }

  void put_on_map(std::uint32_t i) {
    auto const& it = at(i);
    if (it.place) {
      cells_[cell(x_of(*it.place), y_of(*it.place))].push_back(i);
      if (it.mine) around(*it.place, [&](std::uint64_t near) { near_mine_.insert(near); });
    } else {
      unplaced_[it.trust].push_back(i);
    }
    of_trust_[it.trust].push_back(i);
    if (it.mine) trusts_of_mine_.insert(it.trust);
  }

  /// Whether it can have one of mine near it at all.
  bool is_near_mine(Item const& it) const {
    if (trusts_of_mine_.contains(it.trust)) return true;
    return it.place && near_mine_.contains(cell(x_of(*it.place), y_of(*it.place)));
  }

  bool is_near(Item const& a, Item const& b) const {
    if (!a.place || !b.place) return a.trust == b.trust;
    return squared_distance(*a.place, *b.place) <= squared_;
  }

  /// Leaves it, and those after it that are near it, in `near_`.
  void find_near(std::uint32_t seed) {
    near_.assign(1, seed);
    auto const& first = at(seed);
    auto const add = [&](auto const& lists, auto const& key) {
      auto const list = lists.find(key);
      if (list == lists.end()) return;
      auto const& numbers = list->second;
      for (auto it = std::upper_bound(numbers.begin(), numbers.end(), seed); it != numbers.end(); ++it) {
        if (at(*it).ends.days - first.ends.days > static_cast<std::int32_t>(reach_.days)) return;
        if (used_[*it] == 0 && is_near(first, at(*it))) near_.push_back(*it);
      }
    };
    if (first.place) {
      around(*first.place, [&](std::uint64_t near) { add(cells_, near); });
      add(unplaced_, first.trust);
    } else {
      add(of_trust_, first.trust);
    }
    std::sort(near_.begin(), near_.end());
  }

  /// Whether they make a group; of too many those that make it one, and then the soonest.
  bool choose() {
    auto const first = at(near_.front()).organisation;
    auto const other = std::find_if(near_.begin(), near_.end(), [&](auto i) { return at(i).organisation != first; });
    auto const mine = std::find_if(near_.begin(), near_.end(), [&](auto i) { return at(i).mine; });
    if (other == near_.end() || mine == near_.end()) return false;
    if (near_.size() <= reach_.contracts_max) return true;
    Numbers needed{near_.front(), *other, *mine};
    Numbers chosen;
    std::sort(needed.begin(), needed.end());
    needed.erase(std::unique(needed.begin(), needed.end()), needed.end());
    auto room = reach_.contracts_max - std::min(reach_.contracts_max, needed.size());
    for (auto const i : near_) {
      bool const is_needed = std::binary_search(needed.begin(), needed.end(), i);
      if (!is_needed && room == 0) continue;
      if (!is_needed) --room;
      chosen.push_back(i);
    }
    near_ = std::move(chosen);
    return true;
  }

  Found made(Numbers& chosen) const {
    auto const& first = at(near_.front());
    Found out{.first_notice = first.notice_by, .ends = first.ends, .id = first.id, .begins = chosen.size()};
    for (auto const i : near_) {
      chosen.push_back(order_[i]);
      out.first_notice = std::min(out.first_notice, at(i).notice_by);
    }
    out.count = near_.size();
    return out;
  }

  Numbers const& order_;
  std::vector<Item> items_;  // in that order
  Reach reach_;
  std::uint64_t cell_metres_;
  std::uint64_t squared_;
  std::vector<std::uint8_t> used_;
  Numbers near_;
  boost::unordered_flat_map<std::uint64_t, Numbers> cells_;
  boost::unordered_flat_map<std::uint32_t, Numbers> unplaced_;
  boost::unordered_flat_map<std::uint32_t, Numbers> of_trust_;
  boost::unordered_flat_set<std::uint64_t> near_mine_;
  boost::unordered_flat_set<std::uint32_t> trusts_of_mine_;
};

}  // namespace

std::uint64_t squared_distance(Place a, Place b) {
  auto const east = std::int64_t{a.east} - std::int64_t{b.east};
  auto const north = std::int64_t{a.north} - std::int64_t{b.north};
  return static_cast<std::uint64_t>(east * east) + static_cast<std::uint64_t>(north * north);
}

std::uint32_t km_of(std::uint64_t squared) {
  std::uint64_t least = 0;
  std::uint64_t most = std::uint64_t{1} << 23;  // no two places are farther apart
  while (least < most) {
    auto const middle = (least + most) / 2;
    auto const metres = middle * metres_a_km;
    if (metres * metres >= squared) {
      most = middle;
    } else {
      least = middle + 1;
    }
  }
  return static_cast<std::uint32_t>(least);
}

namespace {

Group told(std::span<Item const> items, Found const& found, Numbers contracts) {
  auto const& first = items[contracts.front()];
  Group out{.category = first.category, .first_notice = found.first_notice, .last_end = items[contracts.back()].ends};
  std::uint64_t farthest = 0;
  boost::unordered_flat_set<std::uint32_t> organisations;
  for (auto const i : contracts) {
    organisations.insert(items[i].organisation);
    if (first.place && items[i].place) farthest = std::max(farthest, squared_distance(*first.place, *items[i].place));
  }
  out.items = std::move(contracts);
  out.organisations = static_cast<std::uint32_t>(organisations.size());
  out.km = km_of(farthest);
  return out;
}

}  // namespace

std::vector<Group> group(std::span<Item const> items, Reach reach, std::size_t most) {
  constexpr std::size_t categories = std::size_t(SpendCategory::other) + 1;
  std::array<std::vector<std::tuple<Date, std::uint64_t, std::uint32_t>>, categories> by_end;
  std::array<bool, categories> has_mine{};
  for (auto const& it : items) has_mine[std::size_t(it.category)] |= it.mine;
  for (std::uint32_t i = 0; i < items.size(); ++i) {
    auto const category = std::size_t(items[i].category);
    if (has_mine[category]) by_end[category].emplace_back(items[i].ends, items[i].id, i);
  }
  std::vector<Found> found;
  Numbers chosen;
  for (auto& of_category : by_end) {
    std::sort(of_category.begin(), of_category.end());
    Numbers order;
    order.reserve(of_category.size());
    for (auto const& it : of_category) order.push_back(std::get<2>(it));
    Grouping(items, order, reach).add_groups(found, chosen);
  }
  auto const kept = static_cast<std::ptrdiff_t>(std::min(most, found.size()));
  std::partial_sort(found.begin(), found.begin() + kept, found.end());
  std::vector<Group> out;
  for (auto it = found.begin(); it != found.begin() + kept; ++it) {
    auto const begins = chosen.begin() + static_cast<std::ptrdiff_t>(it->begins);
    out.push_back(told(items, *it, Numbers(begins, begins + static_cast<std::ptrdiff_t>(it->count))));
  }
  return out;
}

}  // namespace staffroom::radar
