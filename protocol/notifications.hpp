// Notifications: what needs me (has an action, goes when done) apart from what is new; and Home, which shows both.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>

#include "protocol/conversations_messages.hpp"
#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/route.hpp"
#include "protocol/time.hpp"

namespace staffroom {

// More words than BOOST_DESCRIBE_ENUM takes at once: the list makes the enum and its description.
// clang-format off
#define STAFFROOM_REASONS(X) \
  X(mentioned) X(replied_to) X(request_accepted) X(request_refused) X(made_lead) X(added_to_team) \
  X(lead_needed) X(taken_down) X(wrote_to_leads) X(leads_answered) X(invitation_accepted) \
  X(invitation_declined) X(invitation_expired) X(import_finished) X(erasure_requested) \
  X(erasure_decided) X(version_held) X(version_bad) X(version_new) X(approval_asked) \
  X(approval_decided) X(review_due) X(review_passed) X(coauthor_invited) X(coauthor_answered) \
  X(use_story_wanted) X(resource_reported) X(report_answered) X(resource_taken_down) \
  X(resource_passed_on) X(asked_about_resource) X(version_purged) X(check_late) X(false_alarm) \
  X(practice_taken_down) X(practice_passed_on) X(practice_featured) X(adoption_new) \
  X(adoption_follow_up) X(adoption_told) X(adoption_changed) X(asked_about_practice) \
  X(answer_accepted) X(support_opened) X(support_late) X(support_taken) X(support_declined) \
  X(support_withdrawn) X(support_handed_on) X(hand_on_wanted) X(match_asked) X(match_answered) \
  X(match_ended) X(release_wanted) X(agreement_wanted) X(agreement_to_sign) X(agreement_in_force) \
  X(agreement_ended) X(midterm_due) X(visit_planned) X(visit_changed) X(visit_record_due) \
  X(visit_record_late) X(visit_recorded) X(evaluation_due) X(support_evaluated) X(usefulness_due) \
  X(usefulness_rated) X(quality_checked) X(support_closed) X(broker_wanted) X(action_given) \
  X(action_due) X(action_late) X(action_done) \
  X(cycle_opened) X(cycle_joined) X(cycle_to_start) X(cycle_started) X(cycle_ended) X(review_requested) \
  X(review_scoped) X(interest_wanted) X(interest_declared) X(interest_refused) X(team_to_accept) \
  X(review_confirmed) X(review_dates_changed) X(self_review_due) X(self_review_submitted) X(visit_started) \
  X(report_wanted) X(report_sent) X(report_commented) X(comment_answered) X(report_returned) X(report_to_sign) \
  X(report_final) X(report_granted) X(grant_end_wanted) X(plan_wanted) X(review_action_given) \
  X(review_action_late) X(check_wanted) X(review_checked) X(reviewer_left) X(reviewer_wanted) X(review_closed) \
  X(contract_notice_due) X(contract_renewed) X(contract_exit_due) X(pool_opened) X(pool_sign_again) \
  X(pool_signed) X(pool_left) X(pool_closed) X(pool_cancelled) X(pool_too_few) X(pool_passed_on) \
  X(experience_written) X(experience_replied) X(saving_to_confirm) \
  X(purchase_declare) X(purchase_declared) X(purchase_cleared) X(purchase_to_approve) X(purchase_approved) \
  X(purchase_to_sign) X(purchase_signed) X(purchase_to_open) X(purchase_to_score) X(purchase_to_moderate) \
  X(purchase_to_award) X(award_to_sign) X(award_signed) X(award_refused) X(award_published) X(award_to_confirm) \
  X(award_confirmed) X(purchase_cancelled) X(purchase_complete) X(purchase_passed_on) \
  X(email_off)
// clang-format on
enum class Because : std::uint8_t {
#define STAFFROOM_ENUMERATOR(word) word,
  STAFFROOM_REASONS(STAFFROOM_ENUMERATOR)
#undef STAFFROOM_ENUMERATOR
};
#define STAFFROOM_DESCRIPTION(word) BOOST_DESCRIBE_ENUM_ENTRY(Because, word)
BOOST_DESCRIBE_ENUM_BEGIN(Because)
STAFFROOM_REASONS(STAFFROOM_DESCRIPTION)
BOOST_DESCRIBE_ENUM_END(Because)
#undef STAFFROOM_DESCRIPTION
#undef STAFFROOM_REASONS
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
  std::optional<PracticeId> practice;
  std::optional<AdoptionId> adoption;
  std::optional<SupportRequestId> support_request;
  std::optional<SupportMatchId> support_match;
  std::optional<SupportAgreementId> support_agreement;
  std::optional<SupportVisitId> support_visit;
  std::optional<ActionId> action;
  std::optional<ReviewCycleId> review_cycle;
  std::optional<ReviewId> review;
  std::optional<ReportGrantId> report_grant;
  std::optional<ReviewActionId> review_action;
  std::optional<ContractId> contract;
  std::optional<PoolId> pool;
  std::optional<SupplierId> supplier;
  std::optional<SavingId> saving;
  std::optional<PurchaseId> purchase;
  std::optional<PersonId> by;  // absent: the hub
  TimestampMs created;
  std::optional<TimestampMs> snoozed_until;
  std::optional<TimestampMs> mail_at;  // unless it is seen before, a mail of its own is due then
};
STAFFROOM_DESCRIBE(Notification, (),
                   (id, version, person, because, needs, state, team, topic, ordinal, lead_message, invitation, import,
                    erasure, resource, resource_version, resource_use, resource_report, practice, adoption,
                    support_request, support_match, support_agreement, support_visit, action, review_cycle, review,
                    report_grant, review_action, contract, pool, supplier, saving, purchase, by, created, snoozed_until,
                    mail_at))

struct MarkNotificationSeen {
  static constexpr std::string_view name = "mark_notification_seen";
  static constexpr Route route{Method::post, "/notifications/{notification}/seen"};
  static constexpr Success success = Success::changed;
  NotificationId notification;
};
STAFFROOM_DESCRIBE(MarkNotificationSeen, (), (notification))

struct MarkNotificationDone {
  static constexpr std::string_view name = "mark_notification_done";
  static constexpr Route route{Method::post, "/notifications/{notification}/done"};
  static constexpr Success success = Success::changed;
  NotificationId notification;
};
STAFFROOM_DESCRIBE(MarkNotificationDone, (), (notification))

struct SnoozeNotification {
  static constexpr std::string_view name = "snooze_notification";
  static constexpr Route route{Method::post, "/notifications/{notification}/snooze"};
  static constexpr Success success = Success::changed;
  NotificationId notification;
  TimestampMs until;
};
STAFFROOM_DESCRIBE(SnoozeNotification, (), (notification, until))

struct ListNotifications {
  static constexpr std::string_view name = "list_notifications";
  static constexpr Route route{Method::get, "/notifications"};
  using Item = Notification;
};
STAFFROOM_DESCRIBE(ListNotifications, (), ())

struct GetNotification {
  static constexpr std::string_view name = "get_notification";
  static constexpr Route route{Method::get, "/notifications/{notification}"};
  using Item = Notification;
  NotificationId notification;
};
STAFFROOM_DESCRIBE(GetNotification, (), (notification))

/// GET /home: one bag of records of many kinds, from which the page (and every later event) makes Home: my
/// notifications that are not done; pending join requests and open flags of teams that I lead; unread team mentions;
/// my teams and team memberships; topics with something new, their activity, my read states; and the messages that
/// notifications and previews speak of.
struct GetHome {
  static constexpr std::string_view name = "get_home";
  static constexpr Route route{Method::get, "/home"};
};
STAFFROOM_DESCRIBE(GetHome, (), ())

}  // namespace staffroom
