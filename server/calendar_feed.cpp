// Writing calendars with libical, which knows the escaping and folding of RFC 5545.
#include "server/calendar_feed.hpp"

#include <libical/ical.h>
#include <sodium.h>

#include <array>
#include <boost/describe/enum_to_string.hpp>
#include <memory>

#include "protocol/limits.hpp"
#include "server/mail_words.hpp"
#include "server/records.hpp"
#include "store/calendar.hpp"

namespace staffroom {
namespace {

constexpr TimestampMs no_end{253'402'300'799'000};  // 9999-12-31: the address lives until it is taken back
constexpr int refreshed_every_minutes = 120;

struct Freeing {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
  void operator()(char* text) const { icalmemory_free_buffer(text); }
};
using Component = std::unique_ptr<icalcomponent, Freeing>;

icaltimetype utc_time(TimestampMs at) {
  return icaltime_from_timet_with_zone(at.value / 1'000, 0, icaltimezone_get_utc_timezone());
}

icaltimetype whole_day(Date date) {
  std::chrono::year_month_day const day{std::chrono::sys_days{std::chrono::days{date.days}}};
  auto time = icaltime_null_date();
  time.year = static_cast<int>(day.year());
  time.month = static_cast<int>(static_cast<unsigned>(day.month()));
  time.day = static_cast<int>(static_cast<unsigned>(day.day()));
  return time;
}

TimestampMs at_minute(Date date, std::uint32_t minutes) {
  return calendar::local(date, static_cast<int>(minutes / 60), static_cast<int>(minutes % 60));
}

/// Stable while the record has the date; of two follow-ups of one adoption, days of one visit and checks of one review
/// each has its own.
std::string uid_of(PlannedDate const& date, std::string_view hub) {
  auto uid = std::string(boost::describe::enum_to_string(date.what, "day")) + "-" + std::to_string(date.id);
  bool const several =
      date.what == DateOf::adoption_story || date.what == DateOf::review_visit || date.what == DateOf::review_check;
  if (several) uid += "-" + to_text(date.date);
  return uid + "@" + std::string(hub) + ".staffroom";
}

void add(icalcomponent* to, icalproperty* property) { icalcomponent_add_property(to, property); }

/// The calendar's own, that RFC 5545 does not name.
void add_own(icalcomponent* to, char const* name, std::string const& value) {
  auto* const property = icalproperty_new_x(value.c_str());
  icalproperty_set_x_name(property, name);
  add(to, property);
}

icalcomponent* event_of(PlannedDate const& date, std::string_view hub, std::string_view address, TimestampMs now) {
  auto* const event = icalcomponent_new_vevent();
  add(event, icalproperty_new_uid(uid_of(date, hub).c_str()));
  add(event, icalproperty_new_dtstamp(utc_time(now)));
  if (date.from) {
    add(event, icalproperty_new_dtstart(utc_time(at_minute(date.date, *date.from))));
    if (date.to) add(event, icalproperty_new_dtend(utc_time(at_minute(date.date, *date.to))));
  } else {
    add(event, icalproperty_new_dtstart(whole_day(date.date)));
    add(event, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
  }
  add(event, icalproperty_new_summary(words::sentence_of(date).c_str()));
  if (!date.place.empty()) add(event, icalproperty_new_location(date.place.c_str()));
  add(event, icalproperty_new_url((std::string(address) + words::page_of(date)).c_str()));
  return event;
}

std::string tag_of(std::string_view text) {
  std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<unsigned char const*>(text.data()), text.size(),
                     nullptr, 0);
  std::array<char, 2 * hash.size() + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return "W/\"" + std::string(hex.data()) + "\"";
}

}  // namespace

std::string icalendar_of(std::vector<PlannedDate> const& dates, std::string_view hub, std::string_view address,
                         TimestampMs now) {
  Component const calendar(icalcomponent_new_vcalendar());
  auto* const all = calendar.get();
  add(all, icalproperty_new_version("2.0"));
  add(all, icalproperty_new_prodid("-//Staffroom//Calendar//EN"));
  add(all, icalproperty_new_calscale("GREGORIAN"));
  add(all, icalproperty_new_method(ICAL_METHOD_PUBLISH));
  add(all, icalproperty_new_name("Staffroom"));
  add_own(all, "X-WR-CALNAME", "Staffroom");
  add_own(all, "X-WR-TIMEZONE", "Europe/London");
  add(all, icalproperty_new_refreshinterval(icaldurationtype_from_int(refreshed_every_minutes * 60)));
  add_own(all, "X-PUBLISHED-TTL", "PT" + std::to_string(refreshed_every_minutes) + "M");
  for (auto const& date : dates) icalcomponent_add_component(all, event_of(date, hub, address, now));
  std::unique_ptr<char, Freeing> const text(icalcomponent_as_ical_string_r(all));
  return text ? text.get() : std::string();
}

std::optional<CalendarFeeds::Feed> CalendarFeeds::feed_of(std::string_view token) const {
  auto const link = links::read_token(key_, token);
  if (!link || link->type != LinkType::calendar) return std::nullopt;
  PersonId const person{link->id};
  auto const stored = records::find<CalendarFeed>(store_, GetCalendarFeed{person});
  auto const account = records::find<Account>(store_, GetAccount{person});
  auto const standing = store_.standing(person);
  bool const works = stored && stored->generation == link->state && account && account->state == AccountState::active &&
                     standing && standing->is_current();
  if (!works) return std::nullopt;
  auto const today = calendar::date_of(store_.now());
  auto const dates = store_.planned_dates(person, {today.days - limits::calendar_days_back},
                                          {today.days + limits::calendar_days_ahead});
  auto const hub = store_.incarnation();
  // When it was asked for makes no other calendar of it.
  return Feed{icalendar_of(dates, hub, address_, store_.now()), tag_of(icalendar_of(dates, hub, address_, {}))};
}

std::optional<std::string> CalendarFeeds::address_of(PersonId person) const {
  auto const stored = records::find<CalendarFeed>(store_, GetCalendarFeed{person});
  if (!stored) return std::nullopt;
  return address_ + "/calendar/" +
         links::token_of(key_, {LinkType::calendar, person.value, stored->generation, no_end}) + ".ics";
}

}  // namespace staffroom
