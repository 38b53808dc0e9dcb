// Days on which schools and offices work, told from England's bank holidays alone.
#pragma once
#include <algorithm>

#include "store/calendar.hpp"

namespace staffroom::tests {

inline bool is_working_day(Date day) {
  auto const holidays = calendar::england_bank_holidays();
  return calendar::is_weekday(day) &&
         std::none_of(holidays.begin(), holidays.end(), [&](auto const& it) { return it.date == day; });
}

/// The day, or the next one that is one.
inline Date working_day_from(Date day) {
  while (!is_working_day(day)) ++day.days;
  return day;
}

inline Date next_working_day(Date day) { return working_day_from({day.days + 1}); }

}  // namespace staffroom::tests
