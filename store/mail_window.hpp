// When mail may reach a person: their working days and hours, on days on which their main school works.
#pragma once
#include <optional>

#include "protocol/ids.hpp"
#include "protocol/time.hpp"
#include "store/view.hpp"

namespace staffroom {

/// Made for one person as the view stands: profile, school and calendar are found once. A window is never longer than
/// a day's hours; somebody without a current membership has none.
class MailWindow {
 public:
  MailWindow(View const& view, PersonId person);

  bool contains(TimestampMs at) const;
  /// The first instant at or after `from` that lies inside; nullopt when there is none in
  /// limits::mail_window_days_max days.
  std::optional<TimestampMs> next_moment(TimestampMs from) const;
  /// The first time on or after the date that the window opens.
  std::optional<TimestampMs> next_opening(Date from) const;

 private:
  struct Hours {
    TimestampMs from;
    TimestampMs to;  // exclusive
  };
  bool is_working_day(Date date) const;
  Hours hours_on(Date date) const;
  /// The first date on or after it on which there are hours.
  std::optional<Date> next_day(Date from) const;

  View const& view_;
  OrganisationId school_;  // 0: belongs nowhere
  unsigned weekdays_;      // one bit for each, Monday first
  int from_minute_;
  int to_minute_;
};

namespace mail_window {

bool is_inside(View const& view, PersonId person, TimestampMs now);
std::optional<TimestampMs> next_moment(View const& view, PersonId person, TimestampMs from);

}  // namespace mail_window
}  // namespace staffroom
