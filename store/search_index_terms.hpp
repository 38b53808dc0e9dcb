// Names of terms and places of values in the index's documents: for the index's own files only.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "store/bytes.hpp"
#include "store/search_words.hpp"

namespace staffroom::search {

// Words as they stand, with positions, have no prefix; all others begin with a capital letter.
inline std::string stem_term(std::string_view stem) { return std::string("Z").append(stem); }
inline std::string meaning_term(Meaning meaning) { return "Y" + std::to_string(meaning); }
inline std::string title_term(std::string_view stem) { return std::string("S").append(stem); }

// Values.
inline constexpr unsigned slot_at = 0;      // when, eight bytes: sorts and ranges
inline constexpr unsigned slot_used = 1;    // uses and when: sorts
inline constexpr unsigned slot_facets = 2;  // encode(Facets)
inline constexpr unsigned slot_boost = 3;   // boost in thousandths and half, two bytes; when, eight bytes
inline constexpr unsigned slot_place = 4;   // IndexWriter::place_of

inline constexpr int boost_zero = 10'000;
inline constexpr double boost_unit = 1'000;

inline std::string time_value(TimestampMs at) {
  std::string out;
  append_u64(out, static_cast<std::uint64_t>(at.value < 0 ? 0 : at.value));
  return out;
}

}  // namespace staffroom::search
