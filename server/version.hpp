// Which version of the program this is.
#pragma once
#include <string_view>

namespace staffroom {

/// As in CMakeLists.txt: "0.1.0".
std::string_view program_version();

}  // namespace staffroom
