// What the program may still do before it looks at the first byte of a file: compute, and read and write what it was
// given. The order is: limits, fonts, filter.
#pragma once
#include <string_view>

namespace staffroom::extract {

/// False when the cage can't be built: then nothing may be read.
bool set_limits();
bool close_cage();

/// Tries what is forbidden, for the tests. "socket", "open", "write", "fork", "exec", "memory", "run", "kill",
/// "stat". True when it was refused.
bool is_refused(std::string_view probe);

}  // namespace staffroom::extract
