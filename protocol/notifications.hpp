// Notifications: what needs me (has an action, goes when done) apart from what is new; and Home, which shows both.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>

#include "protocol/conversations_messages.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/route.hpp"
#include "protocol/time.hpp"

namespace staffroom {

enum class Because : std::uint8_t {
  mentioned,
  replied_to,
  request_accepted,
  request_refused,
  made_lead,
  added_to_team,
  lead_needed,
  taken_down,
  wrote_to_leads,
  leads_answered,
  invitation_accepted,
  invitation_declined,
  invitation_expired,
  import_finished,
  erasure_requested,
  erasure_decided,
  version_held,
  version_bad,
  version_new,
  approval_asked,
  approval_decided,
  review_due,
  review_passed,
  coauthor_invited,
  coauthor_answered,
  use_story_wanted,
  resource_reported,
  report_answered,
  resource_taken_down,
  resource_passed_on,
  asked_about_resource,
  version_purged,
  check_late,
  false_alarm
};
BOOST_DESCRIBE_ENUM(Because, mentioned, replied_to, request_accepted, request_refused, made_lead, added_to_team,
                    lead_needed, taken_down, wrote_to_leads, leads_answered, invitation_accepted, invitation_declined,
                    invitation_expired, import_finished, erasure_requested, erasure_decided, version_held, version_bad,
                    version_new, approval_asked, approval_decided, review_due, review_passed, coauthor_invited,
                    coauthor_answered, use_story_wanted, resource_reported, report_answered, resource_taken_down,
                    resource_passed_on, asked_about_resource, version_purged, check_late, false_alarm)
enum class NotificationState : std::uint8_t { fresh, seen, done };
BOOST_DESCRIBE_ENUM(NotificationState, fresh, seen, done)

/// `needs`: has an action (a reply is owed) and goes when it is answered or marked done; else it is news and goes when
/// seen.
struct Notification {
  static constexpr Kind kind = Kind::notification;
  static constexpr std::string_view path = "/notifications/{id}";
  NotificationId id;
  std::uint32_t version = 1;
  PersonId person;
  Because because = Because::mentioned;
  bool needs = false;
  NotificationState state = NotificationState::fresh;
  std::optional<TeamId> team;
  std::optional<TopicId> topic;
  std::optional<Ordinal> ordinal;
  std::optional<LeadMessageId> lead_message;
  std::optional<InvitationId> invitation;
  std::optional<ImportId> import;
  std::optional<ErasureId> erasure;
  std::optional<ResourceId> resource;
  std::optional<ResourceVersionId> resource_version;
  std::optional<ResourceUseId> resource_use;
  std::optional<ResourceReportId> resource_report;
  std::optional<PersonId> by;  // absent: the hub
  TimestampMs created;
  std::optional<TimestampMs> snoozed_until;
};
BOOST_DESCRIBE_STRUCT(Notification, (),
                      (id, version, person, because, needs, state, team, topic, ordinal, lead_message, invitation,
                       import, erasure, resource, resource_version, resource_use, resource_report, by, created,
                       snoozed_until))

struct MarkNotificationSeen {
  static constexpr std::string_view name = "mark_notification_seen";
  static constexpr Route route{Method::post, "/notifications/{notification}/seen"};
  static constexpr Success success = Success::changed;
  NotificationId notification;
};
BOOST_DESCRIBE_STRUCT(MarkNotificationSeen, (), (notification))

struct MarkNotificationDone {
  static constexpr std::string_view name = "mark_notification_done";
  static constexpr Route route{Method::post, "/notifications/{notification}/done"};
  static constexpr Success success = Success::changed;
  NotificationId notification;
};
BOOST_DESCRIBE_STRUCT(MarkNotificationDone, (), (notification))

struct SnoozeNotification {
  static constexpr std::string_view name = "snooze_notification";
  static constexpr Route route{Method::post, "/notifications/{notification}/snooze"};
  static constexpr Success success = Success::changed;
  NotificationId notification;
  TimestampMs until;
};
BOOST_DESCRIBE_STRUCT(SnoozeNotification, (), (notification, until))

struct ListNotifications {
  static constexpr std::string_view name = "list_notifications";
  static constexpr Route route{Method::get, "/notifications"};
  using Item = Notification;
};
BOOST_DESCRIBE_STRUCT(ListNotifications, (), ())

struct GetNotification {
  static constexpr std::string_view name = "get_notification";
  static constexpr Route route{Method::get, "/notifications/{notification}"};
  using Item = Notification;
  NotificationId notification;
};
BOOST_DESCRIBE_STRUCT(GetNotification, (), (notification))

/// GET /home: one bag of records of many kinds, from which the page (and every later event) makes Home: my
/// notifications that are not done; pending join requests and open flags of teams that I lead; unread team mentions;
/// my teams and team memberships; topics with something new, their activity, my read states; and the messages that
/// notifications and previews speak of.
struct GetHome {
  static constexpr std::string_view name = "get_home";
  static constexpr Route route{Method::get, "/home"};
};
BOOST_DESCRIBE_STRUCT(GetHome, (), ())

}  // namespace staffroom
