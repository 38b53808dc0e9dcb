// The permission table's rows, in parts: each file says those of its domain.
#pragma once
#include <initializer_list>
#include <vector>

#include "store/policy.hpp"

namespace staffroom {

/// Each of them, without a condition of its own.
std::vector<Grant> any_of(std::initializer_list<Relation> relations);

/// All of them, in policy.cpp. What holds is said by `policy()` and `rule_for()`, in policy_in_force.cpp.
std::vector<Rule> written_policy();

// In policy_buying.cpp
std::vector<Rule> buying_rules();
std::vector<Rule> purchase_rules();

}  // namespace staffroom
