// Letters of ASCII, whatever the locale; all others stay as they are.
#pragma once
#include <string>
#include <string_view>

namespace staffroom {

inline std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

}  // namespace staffroom
