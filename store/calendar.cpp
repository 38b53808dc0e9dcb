// Civil dates in Europe/London, by Howard Hinnant's date library and the system's tz database.
#include "store/calendar.hpp"

#include <date/tz.h>

namespace staffroom::calendar {
namespace {

date::time_zone const& london() {
  static date::time_zone const* const zone = date::locate_zone("Europe/London");
  return *zone;
}

}  // namespace

Date date_of(TimestampMs at) {
  auto const instant = date::sys_time<std::chrono::milliseconds>{std::chrono::milliseconds{at.value}};
  // The offset changes twice a year: remembered per thread, so that a command costs a comparison.
  thread_local date::sys_info info{};
  auto const seconds = date::floor<std::chrono::seconds>(instant);
  if (seconds < info.begin || seconds >= info.end) info = london().get_info(seconds);
  auto const day = date::floor<date::days>(instant + info.offset);
  return Date{static_cast<std::int32_t>(day.time_since_epoch().count())};
}

TimestampMs local(Date date, int hour, int minute) {
  auto const day = date::local_days{date::days{date.days}};
  auto const wanted = day + std::chrono::hours{hour} + std::chrono::minutes{minute};
  auto const info = london().get_info(date::local_time<std::chrono::seconds>{wanted});
  if (info.result == date::local_info::nonexistent) {
    return {std::chrono::duration_cast<std::chrono::milliseconds>(info.second.begin.time_since_epoch()).count()};
  }
  auto const utc = wanted.time_since_epoch() - info.first.offset;
  return {std::chrono::duration_cast<std::chrono::milliseconds>(utc).count()};
}

TimestampMs end_of(Date date) { return local(Date{date.days + 1}, 0, 0); }

bool is_weekday(Date date) {
  auto const day = date::weekday{date::sys_days{date::days{date.days}}};
  return day != date::Saturday && day != date::Sunday;
}

}  // namespace staffroom::calendar
