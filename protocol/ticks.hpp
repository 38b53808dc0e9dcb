// The tick: time passes by a command, so that nothing else ever needs a clock.
#pragma once
#include <boost/describe/class.hpp>
#include <cstdint>
#include <string_view>

namespace staffroom {

/// Internal: applies what is due at the committer's `now`, at most limits::tick_items_max items; the scheduler sends
/// it again while something is left.
struct Tick {
  static constexpr std::string_view name = "tick";
  std::uint32_t items_max = 256;
};
BOOST_DESCRIBE_STRUCT(Tick, (), (items_max))

}  // namespace staffroom
