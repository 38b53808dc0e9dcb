// Who can sign in to the demo network.
#pragma once
#include <ostream>

namespace staffroom {

/// As CSV (email,name,role,organisation), the ones to start with first.
void write_demo_accounts(std::ostream& out);

}  // namespace staffroom
