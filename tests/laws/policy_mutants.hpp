// Tables of permissions with one mistake each. Which one is in force is said by STAFFROOM_MUTANT before the program
// starts, a number from 1; without it the written table is. `tools/dev campaign matrix --mutants N` tries them.
#pragma once
#include <string>
#include <vector>

#include "store/policy.hpp"

namespace staffroom::tests {

struct PolicyMutant {
  std::string text;  // "team archive: network may too"
  std::vector<Rule> rules;
};

/// For each rule: each relation without its right, each condition left out, one relation more, and what is hidden told.
std::vector<PolicyMutant> policy_mutants();
/// 0: the written table is in force.
std::size_t mutant_in_force();

}  // namespace staffroom::tests
