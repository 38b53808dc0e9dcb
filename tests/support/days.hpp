// Days, as tests say them.
#pragma once
#include <chrono>
#include <string_view>

#include "protocol/time.hpp"

namespace staffroom::tests {

constexpr auto one_day = std::chrono::hours{24};

/// "2026-09-01". Throws when it is none.
inline Date the_day(std::string_view text) { return parse_date(text).value(); }

}  // namespace staffroom::tests
