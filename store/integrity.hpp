// Whether what is stored agrees with itself: every record can be decoded, lies under its own key, and has exactly the
// index rows that follow from it. Reads everything; for tools and tests.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "store/rocks.hpp"

namespace staffroom::integrity {

/// One sentence for each problem, at most a hundred of them. Empty when all is sound.
std::vector<std::string> problems(Database const& database, Snapshot const& snapshot);

}  // namespace staffroom::integrity
