// Days and hours for mail, in Europe/London.
#include "store/mail_window.hpp"

#include "protocol/kinds.hpp"
#include "store/calendar.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

constexpr unsigned monday_to_friday = 0b11111;

/// The oldest current membership's; 0 without one.
OrganisationId main_school_of(View const& view, PersonId person) {
  for (auto const& it : tree::memberships_of(view, person)) {
    if (it->state == Standing::current) return it->organisation;
  }
  return {};
}

/// 0: Monday. 1970-01-01 was a Thursday.
int weekday_of(Date date) { return ((date.days % 7) + 7 + 3) % 7; }

}  // namespace

MailWindow::MailWindow(View const& view, PersonId person)
    : view_(view), school_(main_school_of(view, person)), weekdays_(monday_to_friday) {
  WorkingHours hours;
  if (auto const profile = view.find<Profile>(person)) {
    if (profile->fields.working_hours) hours = *profile->fields.working_hours;
    if (!profile->fields.working_days.empty()) weekdays_ = 0;
    for (auto const day : profile->fields.working_days) weekdays_ |= 1U << unsigned(day);
  }
  from_minute_ = static_cast<int>(hours.from);
  to_minute_ = static_cast<int>(hours.to);
}

bool MailWindow::is_working_day(Date date) const { return (weekdays_ >> unsigned(weekday_of(date)) & 1) != 0; }

MailWindow::Hours MailWindow::hours_on(Date date) const {
  return {calendar::local(date, from_minute_ / 60, from_minute_ % 60),
          calendar::local(date, to_minute_ / 60, to_minute_ % 60)};
}

std::optional<Date> MailWindow::next_day(Date from) const {
  if (!school_) return std::nullopt;
  return calendar::next_school_day(view_, school_, from, limits::mail_window_days_max,
                                   [&](Date date) { return is_working_day(date); });
}

bool MailWindow::contains(TimestampMs at) const {
  auto const date = calendar::date_of(at);
  if (!school_ || !is_working_day(date)) return false;
  auto const hours = hours_on(date);
  return hours.from <= at && at < hours.to && calendar::is_school_day(view_, school_, date);
}

std::optional<TimestampMs> MailWindow::next_moment(TimestampMs from) const {
  if (contains(from)) return from;
  auto const today = calendar::date_of(from);
  auto const opening = next_opening(today);
  if (!opening || *opening >= from) return opening;
  return next_opening({today.days + 1});
}

std::optional<TimestampMs> MailWindow::next_opening(Date from) const {
  auto const day = next_day(from);
  return day ? std::optional(hours_on(*day).from) : std::nullopt;
}

bool mail_window::is_inside(View const& view, PersonId person, TimestampMs now) {
  return MailWindow(view, person).contains(now);
}

std::optional<TimestampMs> mail_window::next_moment(View const& view, PersonId person, TimestampMs from) {
  return MailWindow(view, person).next_moment(from);
}

}  // namespace staffroom
