// Golden records of purchases.
#pragma once
#include <vector>

#include "protocol/kinds.hpp"

namespace staffroom::tests {

std::vector<Record> golden_purchases();

}  // namespace staffroom::tests
