// Golden records of expertise, practice and support.
#pragma once
#include <vector>

#include "protocol/kinds.hpp"

namespace staffroom::tests {

std::vector<Record> golden_support();

}  // namespace staffroom::tests
