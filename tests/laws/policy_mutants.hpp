// Tables of permissions with one mistake each, and the table in force in this program: linked in place of
// store/policy_in_force.cpp. STAFFROOM_MUTANT, a number from 1, says before the program starts which mistake is made;
// a test may change that between two questions. Without either the written table is in force.
#pragma once
#include <string>
#include <vector>

#include "store/policy.hpp"

namespace staffroom::tests {

struct PolicyMutant {
  std::string text;  // "team archive: network may too"
  std::size_t at;    // which rule
  Rule rule;         // in its place
};

/// For each rule: each relation without its right, each condition left out, one relation more, and what is hidden told.
std::vector<PolicyMutant> const& policy_mutants();
/// 0: the written table is in force.
std::size_t mutant_in_force();
/// For `rule_for`. While nobody else asks.
void put_in_force(std::size_t mutant);

/// Notes from now on by which rules it is decided, by their places in the table; nothing is noted before it was called.
void note_rules();
std::vector<bool> const& rules_noted();

}  // namespace staffroom::tests
