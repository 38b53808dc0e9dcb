// Which contracts of one category end near each other, in time and on the map. Pure: facts in, groups out.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "protocol/contracts.hpp"
#include "store/radar.hpp"

namespace staffroom::radar {

/// A contract, as grouping sees it.
struct Item {
  std::uint64_t id = 0;
  std::uint32_t organisation = 0;
  std::uint32_t trust = 0;  // without a place it is near those of the same trust only
  std::optional<Place> place;
  SpendCategory category = SpendCategory::other;
  Date ends;
  Date notice_by;
  bool mine = false;
};

struct Reach {
  std::uint32_t km = 25;    // from the first
  std::uint32_t days = 90;  // between the first and the last end
  std::size_t contracts_max = limits::radar_group_contracts_max;
};

struct Group {
  SpendCategory category = SpendCategory::other;
  std::vector<std::uint32_t> items;  // places in what was given, by end; the first is what the others are near to
  std::uint32_t organisations = 0;
  std::uint32_t km = 0;  // the farthest from the first, rounded up
  Date first_notice;
  Date last_end;
};

/// Greedily, from the soonest end on: each group is a contract with those near it that are in no group yet, of two
/// organisations or more, one of mine among them. A contract is in one group at most; what makes no group stays for
/// the next. By their first notice dates, at most so many. The order of what is given makes no difference.
std::vector<Group> group(std::span<Item const> items, Reach reach, std::size_t most);

/// In square metres.
std::uint64_t squared_distance(Place a, Place b);
/// Rounded up.
std::uint32_t km_of(std::uint64_t squared);

}  // namespace staffroom::radar
