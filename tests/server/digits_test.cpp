// Numbers in paths, headers and settings.
#include "server/digits.hpp"

#include <doctest/doctest.h>

#include <cstdint>

using namespace staffroom;

TEST_CASE("digits: a number is digits and nothing else") {
  CHECK(digits_as<std::uint32_t>("0") == 0u);
  CHECK(digits_as<std::uint32_t>("007") == 7u);
  CHECK(digits_as<std::uint32_t>("4294967295") == 4294967295u);
  for (auto const* text : {"", "-1", "+1", " 1", "1 ", "1.0", "0x1", "1e3", "4294967296", "one"}) {
    CAPTURE(text);
    CHECK_FALSE(digits_as<std::uint32_t>(text));
    CHECK_FALSE(path_digits_as<std::uint32_t>(text));
  }
}

TEST_CASE("digits: a path writes a number in one way") {
  CHECK(path_digits_as<std::uint64_t>("0") == 0u);
  CHECK(path_digits_as<std::uint64_t>("70") == 70u);
  CHECK_FALSE(path_digits_as<std::uint64_t>("00"));
  CHECK_FALSE(path_digits_as<std::uint64_t>("07"));
}
