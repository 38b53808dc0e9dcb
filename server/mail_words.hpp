// What mail and calendars say about a thing, in a plain sentence; and the page that it leads to. Titles only.
#pragma once
#include <string>
#include <string_view>

#include "protocol/calendar_feeds.hpp"
#include "protocol/notifications_mail.hpp"
#include "store/digest.hpp"

namespace staffroom::words {

/// "Asha Verma asks whether you can help: Year 6 fractions". Ends without a full stop.
std::string sentence_of(ToldItem const& item);
/// Of the button that leads to it: "Answer".
std::string_view button_of(ToldItem const& item);
/// "Visit: Year 6 fractions"
std::string sentence_of(PlannedDate const& date);

/// "6 December 2026"
std::string day_text(Date date);
/// "Sunday 6 December"
std::string weekday_text(Date date);
/// "09:30 to 11:00", or nothing of a whole day.
std::string hours_text(PlannedDate const& date);

/// "requests for support", to go on after "about"; of the digest "your digest".
std::string_view subject_of(Unsubscribed what);

/// The page's path for a record's: "/api/v1/resources/7" → "/library/7"; Home when there is no page of its own.
std::string page_of(std::string_view self, Ordinal ordinal = 0);
std::string page_of(ToldItem const& item);
std::string page_of(PlannedDate const& date);

}  // namespace staffroom::words
