// Numbers as digits and nothing else: no sign, no space, nothing after them.
#pragma once
#include <charconv>
#include <concepts>
#include <optional>
#include <string_view>

namespace staffroom {

/// None when there are no digits, something else stands among them, or the number is too great.
template <std::unsigned_integral Number>
std::optional<Number> digits_as(std::string_view text) {
  Number number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  bool const sound = !text.empty() && error == std::errc{} && end == text.data() + text.size();
  return sound ? std::optional(number) : std::nullopt;
}

/// The same, without a zero before it: paths have one way to name a thing.
template <std::unsigned_integral Number>
std::optional<Number> path_digits_as(std::string_view text) {
  bool const padded = text.size() > 1 && text.front() == '0';
  return padded ? std::nullopt : digits_as<Number>(text);
}

}  // namespace staffroom
