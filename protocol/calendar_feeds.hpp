// A person's calendar as an address to subscribe to (iCalendar): visits and days on which something is due, with titles
// only. Whoever knows the address reads it, so it can be changed and taken away.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/organisations_calendar.hpp"
#include "protocol/route.hpp"
#include "protocol/time.hpp"

namespace staffroom {

/// There while the person has an address; has their id. The address itself is stored nowhere (docs/adr/0018).
struct CalendarFeed {
  static constexpr Kind kind = Kind::calendar_feed;
  static constexpr std::string_view path = "/people/{id}/calendar-feed";
  PersonId id;
  std::uint32_t version = 1;
  std::uint64_t generation = 1;  // names the address that counts; of the whole hub's numbers, never used again
  TimestampMs created;
};
STAFFROOM_DESCRIBE(CalendarFeed, (), (id, version, generation, created))

/// A new address; the one before, if there was one, is dead at once.
struct CreateCalendarFeed {
  static constexpr std::string_view name = "create_calendar_feed";
  static constexpr Route route{Method::put, "/people/{person}/calendar-feed"};
  static constexpr Success success = Success::changed;
  PersonId person;
};
STAFFROOM_DESCRIBE(CreateCalendarFeed, (), (person))

struct DeleteCalendarFeed {
  static constexpr std::string_view name = "delete_calendar_feed";
  static constexpr Route route{Method::remove, "/people/{person}/calendar-feed"};
  static constexpr Success success = Success::gone;
  PersonId person;
};
STAFFROOM_DESCRIBE(DeleteCalendarFeed, (), (person))

struct GetCalendarFeed {
  static constexpr std::string_view name = "get_calendar_feed";
  static constexpr Route route{Method::get, "/people/{person}/calendar-feed"};
  using Item = CalendarFeed;
  PersonId person;
};
STAFFROOM_DESCRIBE(GetCalendarFeed, (), (person))

/// POST /people/{person}/calendar-feed/address, by the person: the address, for their calendar program. By POST, so
/// that it lands in no log and no history.
struct ShowCalendarAddress {
  static constexpr std::string_view name = "show_calendar_address";
  static constexpr Route route{Method::post, "/people/{person}/calendar-feed/address"};
  PersonId person;
};
STAFFROOM_DESCRIBE(ShowCalendarAddress, (), (person))

struct CalendarAddress {
  std::string address;  // https://…/calendar/TOKEN.ics
};
STAFFROOM_DESCRIBE(CalendarAddress, (), (address))

/// Why a day is in somebody's calendar.
enum class DateOf : std::uint8_t {
  visit,
  visit_record,
  agreement_ends,
  midterm,
  answer_match,
  resource_review,
  practice_review,
  adoption_story,
  action,
  review_visit,
  self_review,
  review_report,
  factual_check,
  review_plan,
  review_check,
  review_action,
  contract_notice,
  contract_ends,
  purchase_deadline,
  standstill_ends,
  pool_join,
  pool_leave
};
BOOST_DESCRIBE_ENUM(DateOf, visit, visit_record, agreement_ends, midterm, answer_match, resource_review,
                    practice_review, adoption_story, action, review_visit, self_review, review_report, factual_check,
                    review_plan, review_check, review_action, contract_notice, contract_ends, purchase_deadline,
                    standstill_ends, pool_join, pool_leave)

/// A day on which something of mine happens or is due. Titles only.
struct PlannedDate {
  DateOf what = DateOf::visit;
  Date date;
  std::optional<std::uint32_t> from;  // minutes after midnight; absent: the whole day
  std::optional<std::uint32_t> to;
  std::string title;     // of the request, the resource, the practice post, or the action itself
  std::string place;     // of a visit: the school's name
  std::string self;      // what to open for it, as in events: the request, resource, post or action
  std::uint64_t id = 0;  // of what has the date: the visit, agreement, match, resource, post, adoption or action
};
STAFFROOM_DESCRIBE(PlannedDate, (), (what, date, from, to, title, place, self, id))

struct PlannedDates {
  std::vector<PlannedDate> items;  // by date, then time
  std::optional<Date> next;        // the first of mine after `to`, when there is one within a year
  std::vector<NamedDay> closed;    // days without school between `from` and `to` that have a name
  Seq seq = 0;
};
STAFFROOM_DESCRIBE(PlannedDates, (), (items, next, closed, seq))

/// Mine, from the first day to the last; at most limits::planned_days_max apart.
struct ListDates {
  static constexpr std::string_view name = "list_dates";
  static constexpr Route route{Method::get, "/dates"};
  using Answers = PlannedDates;
  Date from;
  Date to;
};
STAFFROOM_DESCRIBE(ListDates, (), (from, to))

}  // namespace staffroom
