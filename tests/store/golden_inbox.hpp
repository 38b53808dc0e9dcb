// Golden records of actions, and of how people hear of things.
#pragma once
#include <vector>

#include "protocol/kinds.hpp"

namespace staffroom::tests {

std::vector<Record> golden_inbox();

}  // namespace staffroom::tests
