// Golden records of the library: one of each kind, every member set where it can be.
#pragma once
#include <vector>

#include "protocol/kinds.hpp"

namespace staffroom::tests {

std::vector<Record> golden_library();

}  // namespace staffroom::tests
