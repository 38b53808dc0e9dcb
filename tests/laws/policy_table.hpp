// The written permission table, read from tests/fixtures/policy.csv: what the oracle judges by. Knows nothing of the
// code.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

namespace staffroom::tests {

struct PolicyRow {
  std::string record;
  std::string action;
  std::string relation;
  std::vector<std::pair<std::string, bool>> conditions;  // name, and whether it is to hold
  std::string answer;                                    // allow, forbidden, not_found
  std::string text;                                      // the line
};

std::vector<PolicyRow> const& policy_rows();

/// What a viewer is to a record, and which conditions hold.
struct Facts {
  std::set<std::string> relations;
  bool gets_there = true;              // reads what holds the record, and what the command names
  std::map<std::string, bool> truths;  // a condition that is absent is not known: rows that ask for it don't count
};

struct Verdict {
  std::string answer = "not_found";
  std::set<std::string> reasons;          // of a refusal: one of these
  std::vector<PolicyRow const*> because;  // the rows that gave this answer
};

/// The greatest answer of all rows that hold; not_found for who does not get there.
Verdict judge(std::string const& record, std::string const& action, Facts const& facts);

}  // namespace staffroom::tests
