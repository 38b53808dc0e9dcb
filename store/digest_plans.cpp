// The plan of digests: made at the first sign-in, moved on by the tick and by what the person chooses.
#include "store/digest_plans.hpp"

#include <algorithm>

#include "store/calendar.hpp"
#include "store/mail_window.hpp"
#include "store/mails.hpp"
#include "store/notification_settings.hpp"

namespace staffroom {
namespace {

constexpr std::chrono::milliseconds a_day = std::chrono::hours{24};
constexpr std::chrono::milliseconds look_again = 28 * a_day;   // when no window is in sight: calendars change
constexpr std::chrono::milliseconds first_covers = 7 * a_day;  // of who had none

/// The first date on or after it with that day of the week. 1970-01-01 was a Thursday.
Date on_or_after(Date date, Weekday day) {
  int const weekday = ((date.days % 7) + 7 + 3) % 7;
  return {date.days + (int(day) - weekday + 7) % 7};
}

std::optional<TimestampMs> next_opening_after(MailWindow const& window, Date date, TimestampMs after) {
  auto const opening = window.next_opening(date);
  if (!opening || *opening > after) return opening;
  return window.next_opening({calendar::date_of(*opening).days + 1});
}

}  // namespace

TimestampMs digest_plans::next_after(View const& view, NotificationSetting const& effective, TimestampMs after) {
  if (effective.digest == DigestPace::never) return never;
  MailWindow const window(view, effective.id);
  auto const today = calendar::date_of(after);
  std::optional<TimestampMs> next;
  if (effective.digest == DigestPace::daily) {
    next = next_opening_after(window, today, after);
  } else {
    auto const day = on_or_after(today, effective.digest_day);
    next = window.next_opening(day);
    if (next && *next <= after) next = window.next_opening({day.days + 7});
  }
  return next.value_or(after + look_again);
}

void digest_plans::begin(Change& change, View const& view, Asked const& asked, PersonId person) {
  if (view.find<DigestPlan>(person)) return;
  auto const next_at = next_after(view, effective_setting(view, person), asked.now);
  auto const answer_key = change.answer_key;
  change.put(DigestPlan{.id = person, .next_at = next_at, .covers_from = asked.now});
  change.answer_key = answer_key;
}

void digest_plans::replan(Change& change, View const& view, Asked const& asked, NotificationSetting const& before,
                          NotificationSetting const& effective) {
  auto const found = view.find<DigestPlan>(effective.id);
  if (!found) return;
  auto plan = *found;
  plan.next_at = next_after(view, effective, asked.now);
  if (before.digest == DigestPace::never) {
    plan.covers_from = std::max(plan.covers_from, asked.now + -first_covers);
  }
  ++plan.version;
  auto const answer_key = change.answer_key;
  change.put(std::move(plan));
  change.answer_key = answer_key;
}

void digest_plans::end(Change& change, View const& view, PersonId person) {
  if (view.find<DigestPlan>(person)) change.remove<DigestPlan>(person);
}

void digest_plans::make(Change& change, View const& view, Asked& asked, DigestPlan const& plan) {
  auto const setting = effective_setting(view, plan.id);
  auto moved = plan;
  ++moved.version;
  MailWindow const window(view, plan.id);
  // The calendar changed, or the hub was away at the hour: it is not sent before the next one.
  bool const waits = setting.digest != DigestPace::never && !window.contains(asked.now);
  if (waits) {
    moved.next_at = window.next_moment(asked.now).value_or(asked.now + look_again);
  } else {
    moved.next_at = next_after(view, setting, asked.now);
  }
  change.put(std::move(moved));
  if (waits || setting.digest == DigestPace::never) return;
  // Up to the moment before: what has this very stamp may still be on its way.
  mails::note_to(change, view, asked, plan.id,
                 {.about = EmailAbout::digest,
                  .covers_from = plan.covers_from,
                  .covers_to = asked.now + std::chrono::milliseconds{-1}});
}

void digest_plans::cover(Change& change, View const& view, EmailNote const& sent) {
  auto const found = sent.person && sent.covers_to ? view.find<DigestPlan>(*sent.person) : nullptr;
  if (!found || *sent.covers_to <= found->covers_from) return;
  auto plan = *found;
  plan.covers_from = *sent.covers_to;
  ++plan.version;
  change.put(std::move(plan));
}

}  // namespace staffroom
