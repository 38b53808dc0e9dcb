// Instants and civil dates. Instants are UTC milliseconds; a date is a civil date in Europe/London, "2026-11-22".
#pragma once
#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/result.hpp"

namespace staffroom {

struct TimestampMs {
  std::int64_t value = 0;  // milliseconds since 1970-01-01T00:00Z
  friend constexpr auto operator<=>(TimestampMs, TimestampMs) = default;
  friend constexpr TimestampMs operator+(TimestampMs at, std::chrono::milliseconds span) {
    return {at.value + span.count()};
  }
  friend constexpr std::chrono::milliseconds operator-(TimestampMs a, TimestampMs b) {
    return std::chrono::milliseconds{a.value - b.value};
  }
};

/// A civil date in Europe/London; on the wire "YYYY-MM-DD", between 2000-01-01 and 2100-12-31.
struct Date {
  std::int32_t days = 0;  // since 1970-01-01
  friend constexpr auto operator<=>(Date, Date) = default;
};

/// Errors: bad_request unless exactly "YYYY-MM-DD", a real day, and within 2000…2100.
Result<Date> parse_date(std::string_view text);
std::string to_text(Date date);

}  // namespace staffroom
