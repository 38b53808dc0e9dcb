// Civil dates in Europe/London, working days and school days. Pure: the rules of summer time, no clock and no time zone
// of the machine.
#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "protocol/organisations_calendar.hpp"
#include "protocol/time.hpp"

namespace staffroom {
class View;
}

namespace staffroom::calendar {

/// The civil date in Europe/London at that instant.
Date date_of(TimestampMs at);
/// The instant at which the next civil day begins: a deadline "on" the date ends here.
TimestampMs end_of(Date date);
/// The instant of a local time on that date; in the spring gap its end, in the autumn overlap the first.
TimestampMs local(Date date, int hour, int minute);
/// Monday to Friday.
bool is_weekday(Date date);

// With the calendars that are stored. A date that was computed by them is stored with the record: the calendars change.

/// Monday to Friday, and no bank holiday of the network's table (England's as shipped while it has none). Beyond what
/// the table covers only weekends are known.
bool is_working_day(View const& view, Date date);
/// n > 0: the n-th working day after the date; n < 0: the |n|-th before it; 0: the date, or the next working day.
Date add_working_days(View const& view, Date date, int n);
/// The last day of the standstill of what is published on that day: eight working days, the first of which is that day,
/// or the next working day. nullopt: the calendar does not cover it.
std::optional<Date> standstill_end(View const& view, Date published);
/// A working day in a term of the school, or a training day of it. Working days in a school year of which no terms are
/// stored.
bool is_school_day(View const& view, OrganisationId school, Date date);
/// The first school day on or after the date, within so many days, that fits as well; nullopt when there is none.
std::optional<Date> next_school_day(View const& view, OrganisationId school, Date from, int days_max,
                                    std::function<bool(Date)> const& fits);
/// The date, or the next school day within 60 days; if there is none, the next working day.
Date roll_to_school_day(View const& view, OrganisationId school, Date date);

/// What holds at an organisation: terms and training days of the nearest on it or above it that has some, the network's
/// bank holidays. `own` is what it stored itself.
EffectiveCalendar effective(View const& view, OrganisationId node);

struct BankHoliday {
  Date date;
  std::string_view name;
};
/// England's bank holidays, and where they are from.
std::span<BankHoliday const> england_bank_holidays();
Date england_covers_until();
std::string_view england_source();

}  // namespace staffroom::calendar
