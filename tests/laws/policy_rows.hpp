// The table as data beside the written one: what each of its rows says, without a record to ask about.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "store/policy.hpp"

namespace staffroom::tests {

struct RowsCompared {
  std::size_t same = 0;
  std::size_t explained = 0;           // differ, as explained beside the rule
  std::vector<std::string> differing;  // "resource,edit,admin,-,forbidden: allow", "resource.edit: network may too"
};

/// What is written about the thing, and of which there is a rule; about everything without one.
RowsCompared compare_rows(std::optional<Thing> thing = {});
/// Rules of ours that nothing is written about, as "download.read": records that the written policy does not name.
std::vector<std::string> rules_of_our_own();
/// Whether it says of something to be read that it is forbidden. What may not be read is as if it were not there.
bool tells_what_is_hidden(Rule const& rule);

}  // namespace staffroom::tests
