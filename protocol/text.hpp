// Texts and lists that carry their own limits: decoding refuses what does not fit, and the OpenAPI document says so.
#pragma once
#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "protocol/limits.hpp"

namespace staffroom {

enum class Lines { one, many };

/// A text of Min…Max code points (Min ≥ 1: blank text is refused). One-line texts hold no line break; no text holds
/// control characters (but line break and tab where many lines are allowed), bidi overrides or U+0000.
template <std::size_t Min, std::size_t Max, Lines Shape>
struct BoundedText {
  static constexpr std::size_t length_min = Min;
  static constexpr std::size_t length_max = Max;
  static constexpr Lines lines = Shape;
  std::string value;
  bool empty() const { return value.empty(); }
  friend bool operator==(BoundedText const&, BoundedText const&) = default;
};

using Name = BoundedText<1, limits::name_length_max, Lines::one>;
using Line = BoundedText<0, limits::line_length_max, Lines::one>;
using Title = BoundedText<1, limits::title_length_max, Lines::one>;
using Purpose = BoundedText<0, limits::purpose_length_max, Lines::many>;
using Note = BoundedText<0, limits::note_length_max, Lines::many>;
using SummaryText = BoundedText<0, limits::summary_length_max, Lines::many>;
using LongNote = BoundedText<0, limits::message_length_max, Lines::many>;
using MessageText = BoundedText<1, limits::message_length_max, Lines::many>;
using Email = BoundedText<3, limits::email_length_max, Lines::one>;
using NewPassword = BoundedText<limits::password_length_min, limits::password_length_max, Lines::one>;
using Password = BoundedText<1, limits::password_length_max, Lines::one>;

/// A list of at most Max values; absent on the wire means empty.
template <class T, std::size_t Max>
struct Many {
  static constexpr std::size_t size_max = Max;
  std::vector<T> values;
  bool contains(T const& value) const { return std::find(values.begin(), values.end(), value) != values.end(); }
  bool empty() const { return values.empty(); }
  std::size_t size() const { return values.size(); }
  auto begin() const { return values.begin(); }
  auto end() const { return values.end(); }
  friend bool operator==(Many const&, Many const&) = default;
};

}  // namespace staffroom
