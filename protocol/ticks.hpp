// The tick: time passes by a command, so that nothing else ever needs a clock.
#pragma once
#include <cstdint>
#include <string_view>

#include "protocol/described.hpp"

namespace staffroom {

/// Internal: applies what is due at the committer's `now`, at most limits::tick_items_max items; the scheduler sends
/// it again while something is left.
struct Tick {
  static constexpr std::string_view name = "tick";
  std::uint32_t items_max = 256;
};
STAFFROOM_DESCRIBE(Tick, (), (items_max))

}  // namespace staffroom
