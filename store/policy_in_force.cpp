// The table that holds: the one that is written. By itself in a file, so that the oracle's program can put tables with
// one mistake in its place when it is linked, and show that the mistakes are found (tests/laws/policy_mutants.cpp); no
// program of ours can be told to when it runs.
#include <array>

#include "store/policy_rules.hpp"

namespace staffroom {

std::span<Rule const> policy() {
  static std::vector<Rule> const rules = written_policy();
  return rules;
}

Rule const* rule_for(Thing thing, Action action) {
  // Looked up for every command: a small dense table, filled once.
  using Row = std::array<Rule const*, 192>;
  static std::array<Row, 96> const table = [] {
    std::array<Row, 96> out{};
    for (auto const& rule : policy()) {
      for (auto const each : rule.actions) out[std::size_t(rule.thing)][std::size_t(each)] = &rule;
    }
    return out;
  }();
  return table[std::size_t(thing)][std::size_t(action)];
}

}  // namespace staffroom
