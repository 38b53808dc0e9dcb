// The demo network as it was compiled into the program: the files of server/demo/, unread and unparsed.
// Defined in generated/demo_content.cpp, which cmake/embed.py writes.
#pragma once
#include <string_view>
#include <utility>
#include <vector>

namespace staffroom {

/// Path below server/demo/ ("people.json", "conversations/maths.json") and content of each file, ordered by path.
/// The views stay valid for the life of the program.
std::vector<std::pair<std::string_view, std::string_view>> demo_content();

}  // namespace staffroom
