// Which share of the long laws is done: all, or so much as STAFFROOM_LAW_SHARE says, where each step costs ten times as
// much, as under a sanitizer. `tools/dev test` does a fifth there.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace staffroom::tests {

/// Above 0, at most 1.
inline double law_share() {
  char const* const text = std::getenv("STAFFROOM_LAW_SHARE");
  double const share = text ? std::strtod(text, nullptr) : 1.0;
  return share > 0.0 && share < 1.0 ? share : 1.0;
}

inline bool is_sampled() { return law_share() < 1.0; }

/// Whether the case at this place is one of those that are done; spread evenly, the first is always one.
inline bool is_in_share(std::size_t place) {
  auto const share = law_share();
  auto const reached = [&](std::size_t count) { return static_cast<std::size_t>(static_cast<double>(count) * share); };
  return share >= 1.0 || place == 0 || reached(place) != reached(place - 1);
}

/// What a variable of the environment says, as STAFFROOM_SEEDS.
inline std::uint64_t number_from(char const* variable, std::uint64_t otherwise) {
  char const* const text = std::getenv(variable);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

/// So many of so many, at least `least`.
inline std::uint64_t share_of(std::uint64_t all, std::uint64_t least) {
  auto const some = static_cast<std::uint64_t>(static_cast<double>(all) * law_share());
  return some < least ? (least < all ? least : all) : some;
}

}  // namespace staffroom::tests
