// Golden records of buying together.
#pragma once
#include <vector>

#include "protocol/kinds.hpp"

namespace staffroom::tests {

std::vector<Record> golden_buying();

}  // namespace staffroom::tests
