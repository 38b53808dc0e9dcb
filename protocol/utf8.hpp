// One sequence of UTF-8 at a time: for what reads and writes JSON.
#pragma once
#include <cstddef>
#include <string_view>

namespace staffroom {

/// Bytes of the valid UTF-8 sequence that begins at `at`, or 0: overlong forms, surrogates and what lies above U+10FFFF
/// are not valid.
std::size_t utf8_sequence_length(std::string_view text, std::size_t at);

}  // namespace staffroom
