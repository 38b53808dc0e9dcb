// Words that the cases of the permission table have in common.
#pragma once
#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string>

namespace staffroom::tests {

/// No record ever has this id.
inline constexpr std::uint64_t never = 999'999'999;

inline bool is_one_of(std::string const& what, std::initializer_list<char const*> words) {
  return std::any_of(words.begin(), words.end(), [&](char const* it) { return what == it; });
}

/// How a list names a record: "topic/17".
inline std::string key(char const* kind, auto id) { return std::string(kind) + "/" + std::to_string(id.value); }

}  // namespace staffroom::tests
