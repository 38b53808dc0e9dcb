// Civil dates in Europe/London. Pure: the rules of summer time, no clock and no time zone of the machine.
#pragma once
#include "protocol/time.hpp"

namespace staffroom::calendar {

/// The civil date in Europe/London at that instant.
Date date_of(TimestampMs at);
/// The instant at which the next civil day begins: a deadline "on" the date ends here.
TimestampMs end_of(Date date);
/// The instant of a local time on that date; in the spring gap its end, in the autumn overlap the first.
TimestampMs local(Date date, int hour, int minute);
/// Monday to Friday. (Bank holidays come with the calendar of the network.)
bool is_weekday(Date date);

}  // namespace staffroom::calendar
