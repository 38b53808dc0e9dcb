// Choosing how one hears of things.
#include "store/notification_settings.hpp"

#include <algorithm>
#include <array>

#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/digest_plans.hpp"

namespace staffroom {
namespace {

constexpr std::array all_kinds{NoticeKind::conversations,  NoticeKind::teams,   NoticeKind::library,
                               NoticeKind::practice,       NoticeKind::support, NoticeKind::actions,
                               NoticeKind::administration, NoticeKind::reviews, NoticeKind::buying};

bool is_administrator(View const& view, PersonId person) {
  auto const standing = view.standing(person);
  return standing && std::any_of(standing->roles.begin(), standing->roles.end(),
                                 [](auto const& it) { return it.role == Role::administrator; });
}

MailPace default_pace(View const& view, PersonId person, NoticeKind what) {
  switch (what) {
    case NoticeKind::conversations:
    case NoticeKind::support:
    case NoticeKind::actions:
    case NoticeKind::reviews:
    case NoticeKind::buying: return MailPace::at_once;
    case NoticeKind::teams:
    case NoticeKind::library:
    case NoticeKind::practice: return MailPace::digest;
    case NoticeKind::administration: break;
  }
  return is_administrator(view, person) ? MailPace::at_once : MailPace::digest;
}

/// Daily for those on whom others wait; weekly for all others.
DigestPace default_digest(PersonStanding const& standing) {
  for (auto const& it : standing.roles) {
    if (it.role == Role::subject_lead || it.role == Role::business_manager) return DigestPace::daily;
    if (it.duties.contains(Duty::broker)) return DigestPace::daily;
  }
  bool const leads = std::any_of(standing.teams.begin(), standing.teams.end(),
                                 [](auto const& it) { return it.relation == TeamRelation::lead; });
  return leads ? DigestPace::daily : DigestPace::weekly;
}

template <class Paces>
KindPace const* chosen_pace(Paces const& paces, NoticeKind what) {
  auto const found = std::find_if(paces.begin(), paces.end(), [&](auto const& it) { return it.what == what; });
  return found == paces.end() ? nullptr : &*found;
}

TeamFollow const* chosen_level(NotificationSetting const& setting, TeamId team) {
  auto const& teams = setting.teams.values;
  auto const found = std::find_if(teams.begin(), teams.end(), [&](auto const& it) { return it.team == team; });
  return found == teams.end() ? nullptr : &*found;
}

}  // namespace

// Many words, few kinds.
// clang-format off
NoticeKind kind_of(Because because) {
  using enum Because;
  switch (because) {
    case mentioned: case replied_to: case taken_down: case answer_accepted:
      return NoticeKind::conversations;
    case request_accepted: case request_refused: case made_lead: case added_to_team: case wrote_to_leads:
    case leads_answered:
      return NoticeKind::teams;
    case lead_needed: case invitation_accepted: case invitation_declined: case invitation_expired:
    case import_finished: case erasure_requested: case erasure_decided: case email_off:
      return NoticeKind::administration;
    case version_held: case version_bad: case version_new: case approval_asked: case approval_decided:
    case review_due: case review_passed: case coauthor_invited: case coauthor_answered: case use_story_wanted:
    case resource_reported: case report_answered: case resource_taken_down: case resource_passed_on:
    case asked_about_resource: case version_purged: case check_late: case false_alarm:
      return NoticeKind::library;
    case practice_taken_down: case practice_passed_on: case practice_featured: case adoption_new:
    case adoption_follow_up: case adoption_told: case adoption_changed: case asked_about_practice:
      return NoticeKind::practice;
    case support_opened: case support_late: case support_taken: case support_declined: case support_withdrawn:
    case support_handed_on: case hand_on_wanted: case match_asked: case match_answered: case match_ended:
    case release_wanted: case agreement_wanted: case agreement_to_sign: case agreement_in_force: case agreement_ended:
    case midterm_due: case visit_planned: case visit_changed: case visit_record_due: case visit_record_late:
    case visit_recorded: case evaluation_due: case support_evaluated: case usefulness_due: case usefulness_rated:
    case quality_checked: case support_closed: case broker_wanted:
      return NoticeKind::support;
    case action_given: case action_due: case action_late: case action_done:
      return NoticeKind::actions;
    case cycle_opened: case cycle_joined: case cycle_to_start: case cycle_started: case cycle_ended:
    case review_requested: case review_scoped: case interest_wanted: case interest_declared: case interest_refused:
    case team_to_accept: case review_confirmed: case review_dates_changed: case self_review_due:
    case self_review_submitted: case visit_started: case report_wanted: case report_sent: case report_commented:
    case comment_answered: case report_returned: case report_to_sign: case report_final: case report_granted:
    case grant_end_wanted: case plan_wanted: case review_action_given: case review_action_late: case check_wanted:
    case review_checked: case reviewer_left: case reviewer_wanted: case review_closed:
      return NoticeKind::reviews;
    case contract_notice_due: case contract_renewed: case contract_exit_due: case pool_opened: case pool_sign_again:
    case pool_signed: case pool_left: case pool_closed: case pool_cancelled: case pool_too_few: case pool_passed_on:
    case experience_written: case experience_replied: case saving_to_confirm:
    case purchase_declare: case purchase_declared: case purchase_cleared: case purchase_to_approve:
    case purchase_approved: case purchase_to_sign: case purchase_signed: case purchase_to_open:
    case purchase_to_score: case purchase_to_moderate: case purchase_to_award: case award_to_sign:
    case award_signed: case award_refused: case award_published: case award_to_confirm:
    case award_confirmed: case purchase_cancelled: case purchase_complete: case purchase_passed_on:
      return NoticeKind::buying;
  }
  return NoticeKind::administration;
}
// clang-format on

NoticeKind notice_kind_of(Notification const& notification) {
  auto const kind = kind_of(notification.because);
  return kind == NoticeKind::library && notification.practice ? NoticeKind::practice : kind;
}

NotificationSetting effective_setting(View const& view, PersonId person) {
  auto const stored = view.find<NotificationSetting>(person);
  NotificationSetting out{.id = person};
  auto const standing = view.standing(person);
  if (standing) out.digest = default_digest(*standing);
  if (stored) {
    out.version = stored->version;
    out.chosen = stored->chosen;
    if (stored->chosen) out.digest = stored->digest;
    if (stored->chosen) out.digest_day = stored->digest_day;
  }
  for (auto const what : all_kinds) {
    auto const* const chosen = stored ? chosen_pace(stored->paces, what) : nullptr;
    out.paces.values.push_back(chosen ? *chosen : KindPace{what, default_pace(view, person, what)});
  }
  if (!standing) return out;
  for (auto const& place : standing->teams) {
    auto const* const chosen = stored ? chosen_level(*stored, place.team) : nullptr;
    bool const leads = place.relation == TeamRelation::lead;
    out.teams.values.push_back(chosen ? *chosen
                                      : TeamFollow{place.team, leads ? FollowLevel::follow : FollowLevel::normal});
  }
  return out;
}

MailPace pace_of(NotificationSetting const& effective, NoticeKind what) {
  auto const* const found = chosen_pace(effective.paces, what);
  return found ? found->pace : MailPace::digest;
}

FollowLevel level_of(NotificationSetting const& effective, TeamId team) {
  auto const* const found = chosen_level(effective, team);
  return found ? found->level : FollowLevel::normal;
}

MailPace effective_pace(View const& view, PersonId person, NoticeKind what) {
  auto const stored = view.find<NotificationSetting>(person);
  auto const* const chosen = stored ? chosen_pace(stored->paces, what) : nullptr;
  return chosen ? chosen->pace : default_pace(view, person, what);
}

void notification_settings::forget_team(Change& change, View const& view, PersonId person, TeamId team) {
  auto const drop = [&](NotificationSetting& setting) {
    return std::erase_if(setting.teams.values, [&](auto const& it) { return it.team == team; }) > 0;
  };
  // A leaver's teams end in one change: what it has put already is what counts.
  auto const key = record_key<NotificationSetting>(person);
  for (auto& put : change.puts) {
    if (put.key != key) continue;
    if (auto* const setting = get_if<NotificationSetting>(&put.record)) drop(*setting);
    return;
  }
  auto const stored = view.find<NotificationSetting>(person);
  if (!stored) return;
  auto without = *stored;
  if (!drop(without)) return;
  ++without.version;
  auto const answer_key = change.answer_key;
  change.put(std::move(without));
  change.answer_key = answer_key;
}

namespace {

/// The person's own as stored, version 0 when there is none, if the actor may do this to it.
Result<NotificationSetting> setting_for(View const& view, Asked const& asked, PersonId person, Action action) {
  Door const door(view, asked);
  TRY(door.may(Thing::notification_setting, action, {.about = person}));
  auto const stored = view.find<NotificationSetting>(person);
  TRY(check_version(asked, stored ? stored->version : 0));
  return stored ? *stored : NotificationSetting{.id = person};
}

Result<void> check_paces(Many<KindPace, 9> const& paces) {
  for (std::size_t i = 0; i < paces.size(); ++i) {
    for (std::size_t before = 0; before < i; ++before) {
      if (paces.values[before].what != paces.values[i].what) continue;
      return Error::unprocessable("body.paces[" + std::to_string(i) + "]",
                                  "This kind is named twice. Take one of them out.");
    }
  }
  return {};
}

void set_pace(NotificationSetting& setting, NoticeKind what, MailPace pace) {
  std::erase_if(setting.paces.values, [&](auto const& it) { return it.what == what; });
  setting.paces.values.push_back({what, pace});
}

/// The kind whose mails it stops; none of the digest.
std::optional<NoticeKind> kind_of(Unsubscribed what) {
  switch (what) {
    case Unsubscribed::conversations: return NoticeKind::conversations;
    case Unsubscribed::teams: return NoticeKind::teams;
    case Unsubscribed::library: return NoticeKind::library;
    case Unsubscribed::practice: return NoticeKind::practice;
    case Unsubscribed::support: return NoticeKind::support;
    case Unsubscribed::actions: return NoticeKind::actions;
    case Unsubscribed::administration: return NoticeKind::administration;
    case Unsubscribed::reviews: return NoticeKind::reviews;
    case Unsubscribed::buying: return NoticeKind::buying;
    case Unsubscribed::digest: break;
  }
  return std::nullopt;
}

/// Puts it in its next version; the digest's plan follows.
Change settled(View const& view, Asked const& asked, NotificationSetting setting) {
  auto const before = effective_setting(view, setting.id);
  ++setting.version;
  Change change;
  change.put(setting);
  bool const moves = setting.chosen && (setting.digest != before.digest || setting.digest_day != before.digest_day);
  if (moves) digest_plans::replan(change, view, asked, before, setting);
  return change;
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, EditNotificationSetting const& command) {
  TRY_INTO(auto setting, setting_for(view, asked, command.person, Action::edit));
  TRY(check_paces(command.paces));
  setting.chosen = true;
  setting.digest = command.digest;
  setting.digest_day = command.digest_day;
  setting.paces = command.paces;
  return settled(view, asked, std::move(setting));
}

Result<Change> decide(View const& view, Asked& asked, FollowTeam const& command) {
  TRY_INTO(auto setting, setting_for(view, asked, command.person, Action::edit));
  auto const standing = view.standing(command.person);
  if (!standing || !standing->place_in(command.team)) return Error::not_found("ids.team");
  if (auto const* const chosen = chosen_level(setting, command.team); chosen && chosen->level == command.level) {
    return Change::unchanged<NotificationSetting>(setting.id);
  }
  std::erase_if(setting.teams.values, [&](auto const& it) { return it.team == command.team; });
  setting.teams.values.push_back({command.team, command.level});
  return settled(view, asked, std::move(setting));
}

Result<Change> decide(View const& view, Asked& asked, Unsubscribe const& command) {
  if (!asked.actor.is_system()) return Error::not_found();
  auto const standing = view.standing(command.person);
  if (!standing || !standing->is_current()) return Error::not_found();
  auto const now = effective_setting(view, command.person);
  auto const stored = view.find<NotificationSetting>(command.person);
  auto setting = stored ? *stored : NotificationSetting{.id = command.person};
  if (auto const what = kind_of(command.what)) {
    if (pace_of(now, *what) != MailPace::at_once) return Change{};
    set_pace(setting, *what, MailPace::digest);
  } else {
    if (now.digest == DigestPace::never) return Change{};
    setting.chosen = true;
    setting.digest = DigestPace::never;
    setting.digest_day = now.digest_day;
  }
  return settled(view, asked, std::move(setting));
}

Result<Answer> answer(View const& view, Asked const& asked, GetNotificationSetting const& query, Page const&) {
  if (asked.actor.is_system() || query.person != asked.actor.person) return Error::not_found("ids.person");
  auto effective = effective_setting(view, query.person);
  auto const version = effective.version;
  return Answer{to_json(Record{std::move(effective)}), version};
}

Result<Answer> answer(View const& view, Asked const& asked, GetDigestPlan const& query, Page const&) {
  if (asked.actor.is_system() || query.person != asked.actor.person) return Error::not_found("ids.person");
  TRY_INTO(auto const found, view.get<DigestPlan>("ids.person", query.person));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
