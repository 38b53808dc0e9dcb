// What happens when time has passed. Each due row stands in the index because a record says so; dealing with it changes
// or removes that record, and the row goes with it.
#include "store/accounts.hpp"
#include "store/actions.hpp"
#include "store/buying.hpp"
#include "store/decide.hpp"
#include "store/erasure.hpp"
#include "store/imports.hpp"
#include "store/index_rows.hpp"
#include "store/invitations.hpp"
#include "store/mails.hpp"
#include "store/memberships.hpp"
#include "store/overlay_view.hpp"
#include "store/places.hpp"
#include "store/practice.hpp"
#include "store/purchases.hpp"
#include "store/resources.hpp"
#include "store/reviews.hpp"
#include "store/support.hpp"
#include "store/talk.hpp"

namespace staffroom {
namespace {

constexpr Ordinal purge_chunk = 64;           // messages emptied by one tick
constexpr std::uint32_t digest_weighs = 128;  // as so many items: people who post meanwhile wait for a tick

void end_place(Change& change, View const& view, Asked& asked, TeamMembershipId id) {
  if (auto const place = view.find<TeamMembership>(id)) places::end(change, view, asked, *place);
}

void purge_topic(Change& change, View const& view, TimestampMs now, TopicId id) {
  auto const found = view.find<TopicActivity>(id);
  if (!found) return;
  auto activity = *found;
  auto const channel = activity.channel ? view.find<Channel>(*activity.channel) : nullptr;
  auto const team = channel ? channel->team : TeamId{};
  auto const until = std::min<Ordinal>(activity.messages, *activity.purge_from + purge_chunk - 1);
  for (Ordinal ordinal = *activity.purge_from; ordinal <= until; ++ordinal) {
    auto const message = view.find<Message>(activity.id, ordinal);
    if (message && !message->deleted) talk::empty_message(change, view, team, *message, now);
  }
  if (until == activity.messages) {
    change.remove<TopicActivity>(activity.id);
    return;
  }
  activity.purge_from = until + 1;
  ++activity.version;
  change.put(std::move(activity));
}

void end_session(Change& change, SessionId session) { change.remove<Session>(session).remove<SessionSecret>(session); }

/// As the audit trail calls it; empty for what goes on in stretches, whose begin and end are deeds of people.
std::string_view deed_of(Due what) {
  switch (what) {
    case Due::end_session: return "expire_session";
    case Due::end_api_token: return "expire_api_token";
    case Due::end_team_membership: return "expire_team_membership";
    case Due::start_membership: return "start_membership";
    case Due::end_membership: return "expire_membership";
    case Due::expire_invitation: return "expire_invitation";
    case Due::expire_import: return "expire_import";
    case Due::expire_upload: return "expire_upload";
    case Due::purge_held: return "purge_version";
    case Due::pass_review:
    case Due::pass_practice_review: return "pass_review";
    case Due::drop_support_draft: return "expire_support_draft";
    case Due::no_match: return "give_up_support_request";
    case Due::lapse_match: return "lapse_match";
    case Due::start_support: return "start_support";
    case Due::end_agreement: return "expire_agreement";
    case Due::close_unrated: return "close_unrated";
    case Due::start_visit: return "start_visit";
    case Due::end_visit: return "end_visit";
    case Due::begin_impact_check: return "begin_impact_check";
    case Due::close_review: return "close_review";
    case Due::end_report_grant: return "expire_report_grant";
    case Due::start_contract: return "start_contract";
    case Due::end_contract: return "expire_contract";
    case Due::pool_join_over: return "close_pool_by_date";
    case Due::remind_contract:
    case Due::contract_trigger:
    case Due::purchase_deadline:
    case Due::standstill_over:
    case Due::cycle_join_late:
    case Due::remind_of_review:
    case Due::review_action_late:
    case Due::support_late:
    case Due::agreement_late:
    case Due::ask_midterm:
    case Due::want_visit_record:
    case Due::visit_record_late:
    case Due::ask_usefulness:
    case Due::remind_practice_review:
    case Due::purge_practice:
    case Due::ask_adoption:
    case Due::remind_adoption:
    case Due::give_up_adoption:
    case Due::alarm_check:
    case Due::remind_review:
    case Due::ask_use_story:
    case Due::expire_download:
    case Due::purge_resource:
    case Due::purge_collection:
    case Due::purge_topic:
    case Due::continue_import:
    case Due::continue_erasure:
    case Due::mail_notice:
    case Due::make_digest:
    case Due::remind_action:
    case Due::action_late:
    case Due::forget_email:
    case Due::wake_notification: break;
  }
  return {};
}

void wake(Change& change, Notification snoozed) {
  snoozed.snoozed_until.reset();
  snoozed.state = NotificationState::fresh;
  ++snoozed.version;
  change.put(std::move(snoozed));
}

void apply(Change& change, View const& view, Asked& asked, Due what, std::uint64_t id) {
  switch (what) {
    case Due::end_session: end_session(change, SessionId{id}); break;
    case Due::end_api_token: accounts::remove_token(change, ApiTokenId{id}); break;
    case Due::end_team_membership: end_place(change, view, asked, TeamMembershipId{id}); break;
    case Due::purge_topic: purge_topic(change, view, asked.now, TopicId{id}); break;
    case Due::start_membership: memberships::start_due(change, view, asked, MembershipId{id}); break;
    case Due::end_membership: memberships::end_due(change, view, asked, MembershipId{id}); break;
    case Due::expire_invitation: invitations::expire(change, view, asked, InvitationId{id}); break;
    case Due::continue_import: break;  // on its own, below
    case Due::expire_import:
      if (auto const found = view.find<ImportJob>(ImportId{id})) imports::expire(change, view, asked, *found);
      break;
    case Due::mail_notice:
    case Due::make_digest: mails::apply_due(change, view, asked, what, id); break;
    case Due::remind_action:
    case Due::action_late: actions::apply_due(change, view, asked, what, id); break;
    case Due::forget_email: change.remove<EmailNote>(EmailId{id}); break;
    case Due::expire_upload:
    case Due::alarm_check:
    case Due::purge_held:
    case Due::remind_review:
    case Due::pass_review:
    case Due::ask_use_story:
    case Due::expire_download:
    case Due::purge_resource:
    case Due::purge_collection: resources::apply_due(change, view, asked, what, id); break;
    case Due::remind_practice_review:
    case Due::pass_practice_review:
    case Due::purge_practice:
    case Due::ask_adoption:
    case Due::remind_adoption:
    case Due::give_up_adoption: practice::apply_due(change, view, asked, what, id); break;
    case Due::drop_support_draft:
    case Due::support_late:
    case Due::agreement_late:
    case Due::no_match:
    case Due::lapse_match:
    case Due::start_support:
    case Due::ask_midterm:
    case Due::end_agreement:
    case Due::want_visit_record:
    case Due::visit_record_late:
    case Due::ask_usefulness:
    case Due::close_unrated: support::apply_due(change, view, asked, what, id); break;
    case Due::cycle_join_late:
    case Due::remind_of_review:
    case Due::start_visit:
    case Due::end_visit:
    case Due::begin_impact_check:
    case Due::close_review:
    case Due::end_report_grant:
    case Due::review_action_late: reviews::apply_due(change, view, asked, what, id); break;
    case Due::start_contract:
    case Due::remind_contract:
    case Due::end_contract:
    case Due::contract_trigger:
    case Due::pool_join_over: buying::apply_due(change, view, asked, what, id); break;
    case Due::purchase_deadline:
    case Due::standstill_over: purchases::apply_due(change, view, asked, what, id); break;
    case Due::continue_erasure:
      if (auto const found = view.find<Erasure>(ErasureId{id})) erasure::go_on(change, view, asked, *found);
      break;
    case Due::wake_notification:
      if (auto const found = view.find<Notification>(NotificationId{id})) wake(change, *found);
      break;
  }
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, Tick const& command) {
  if (!asked.actor.is_system()) return Error::not_found();
  OverlayView seen(view);  // each as if alone: it sees what those before it did
  std::vector<Change::Deed> deeds;
  std::uint32_t items = 0;
  ImportId import;  // goes on when nothing else is due: its rows rest on records that others change
  view.scan_index(IndexKey(Index::due).take(), {}, [&](std::string_view key, std::string_view value) {
    if (read_u64(key.substr(1)) > static_cast<std::uint64_t>(asked.now.value)) return false;
    auto const what = Due(value[0]);
    std::uint64_t const id = read_u64(key.substr(10));
    if (what == Due::continue_import) {
      if (!import) import = ImportId{id};
      return true;
    }
    if (seen.size() > 0 && !seen.has_index_row(std::string(key))) return true;  // dealt with by one before it
    Change one;
    apply(one, seen, asked, what, id);
    seen.add(one);
    if (auto const name = deed_of(what); !name.empty() && !one.puts.empty()) {
      deeds.push_back({PersonId{}, name, one.puts.front().key});
    } else if (!name.empty() && !one.removals.empty()) {
      deeds.push_back({PersonId{}, name, one.removals.front().second});
    }
    items += what == Due::make_digest ? digest_weighs : 1;
    return items < command.items_max && seen.size() < limits::tick_items_max;
  });
  auto change = seen.take();
  change.deeds = std::move(deeds);
  if (items == 0 && import) {
    if (auto const found = view.find<ImportJob>(import)) imports::go_on(change, view, asked, *found);
  }
  change.answer_key.clear();
  return change;
}

}  // namespace staffroom
