// The table that holds: the one that is written. By itself in a file, so that the oracle's program can put a table with
// one mistake in its place when it is linked, and show that the mistake is found (tests/laws/policy_mutants.cpp); no
// program of ours can be told to when it runs.
#include "store/policy_rules.hpp"

namespace staffroom {

std::vector<Rule> policy_in_force() { return written_policy(); }

}  // namespace staffroom
