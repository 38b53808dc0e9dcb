// That the mistakes are made as they say, and that the oracle judges by them: what the campaign builds on.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <set>

#include "tests/laws/policy_mutants.hpp"

namespace staffroom::tests {
namespace {

bool same_rule(Rule const& one, Rule const& other) {
  auto const same_grant = [](Grant const& a, Grant const& b) {
    return a.relation == b.relation && a.only_if == b.only_if;
  };
  return one.thing == other.thing && one.actions == other.actions && one.conditions == other.conditions &&
         one.refused == other.refused &&
         std::equal(one.grants.begin(), one.grants.end(), other.grants.begin(), other.grants.end(), same_grant);
}

}  // namespace

TEST_CASE("policy mutants: each has one mistake in one rule, and every rule has several") {
  auto const& mutants = policy_mutants();
  if (std::getenv("STAFFROOM_MUTANTS_LISTED")) {
    for (std::size_t i = 0; i < mutants.size(); ++i) std::cout << "mutant " << i + 1 << " " << mutants[i].text << "\n";
  }
  if (mutant_in_force() != 0) return;  // then the table that holds is no measure
  auto const written = policy();
  std::vector<int> mistakes(written.size());
  std::set<std::string> texts;
  for (auto const& mutant : mutants) {
    CHECK_MESSAGE(texts.insert(mutant.text).second, mutant.text);
    REQUIRE(mutant.at < written.size());
    CHECK_MESSAGE(!same_rule(mutant.rule, written[mutant.at]), mutant.text);
    ++mistakes[mutant.at];
  }
  for (auto const count : mistakes) CHECK(count >= 4);
  CHECK(mutants.size() > 1'000);
}

}  // namespace staffroom::tests
