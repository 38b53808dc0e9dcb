// Golden records of peer review.
#pragma once
#include <vector>

#include "protocol/kinds.hpp"

namespace staffroom::tests {

std::vector<Record> golden_reviews();

}  // namespace staffroom::tests
