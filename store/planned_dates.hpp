// The days on which something of a person's happens or is due: for their calendar, for "This week", for digests.
#pragma once
#include <vector>

#include "protocol/calendar_feeds.hpp"
#include "store/view.hpp"

namespace staffroom {

/// By date, then time, from the first day to the last; of what the person reads now. Looks at the newest of very long
/// lists only.
std::vector<PlannedDate> planned_dates(View const& view, PersonId person, Date from, Date to);

}  // namespace staffroom
