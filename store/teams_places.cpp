// Places in a team: guests and their channels, changing relation, leaving and being removed.
#include <algorithm>

#include "store/answering.hpp"
#include "store/calendar.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/invitations.hpp"
#include "store/notices.hpp"
#include "store/notification_settings.hpp"
#include "store/organisations_settings.hpp"
#include "store/places.hpp"
#include "store/profiles.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

/// Administrators of the nearest node, from the owner upwards, that has any.
std::vector<PersonId> nearest_administrators(View const& view, OrganisationId owner) {
  auto nodes = tree::ancestors(view, owner);
  nodes.insert(nodes.begin(), owner);
  std::vector<PersonId> out;
  for (auto const node : nodes) {
    auto const prefix = IndexKey(Index::memberships_by_organisation).id(node).take();
    std::size_t seen = 0;
    view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
      auto const membership = view.find<Membership>(MembershipId{read_u64(key.substr(9))});
      if (membership && membership->role == Role::administrator) out.push_back(membership->person);
      return ++seen < limits::decide_scanned_rows_max && out.size() < 5;
    });
    if (!out.empty()) break;
  }
  return out;
}

void ask_for_a_lead(Change& change, View const& view, Asked& asked, Team const& team, PersonId gone) {
  if (!team.leads.empty()) return;
  for (auto const person : nearest_administrators(view, team.organisation)) {
    if (person == gone) continue;
    notify(change, view, asked, {.to = person, .because = Because::lead_needed, .team = team.id, .by = gone});
  }
}

}  // namespace

void places::answer_lead_needed(Change& change, View const& view, Team const& team) {
  if (!team.leads.empty()) return;
  for (auto const person : nearest_administrators(view, team.organisation)) {
    std::size_t seen = 0;
    auto const prefix = IndexKey(Index::notifications_by_person).id(person).byte(0).take();
    view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
      auto const asked_for = view.find<Notification>(NotificationId{~read_u64(key.substr(10))});
      if (asked_for && asked_for->because == Because::lead_needed && asked_for->team == team.id) {
        auto done = *asked_for;
        done.state = NotificationState::done;
        done.snoozed_until.reset();
        ++done.version;
        change.put(std::move(done));
      }
      return ++seen < limits::home_items_max;
    });
  }
}

std::shared_ptr<JoinRequest const> places::pending_request(View const& view, PersonId person, TeamId team) {
  std::shared_ptr<JoinRequest const> found;
  auto const prefix = IndexKey(Index::join_requests_by_person).id(person).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto request = view.find<JoinRequest>(JoinRequestId{~read_u64(key.substr(9))});
    if (request && request->team == team) found = std::move(request);
    return !found;
  });
  return found;
}

void places::answer_request(Change& change, View const& view, Asked const& asked, PersonId person, TeamId team) {
  auto const waiting = pending_request(view, person, team);
  if (!waiting) return;
  auto answered = *waiting;
  answered.state = JoinRequestState::accepted;
  if (asked.actor.person != person) answered.answered_by = asked.actor.person;
  ++answered.version;
  change.put(std::move(answered));
}

namespace {

struct Place {
  std::shared_ptr<TeamMembership const> place;
  std::shared_ptr<Team const> team;
};

Result<Place> place_for(View const& view, Asked const& asked, TeamMembershipId id, Action action,
                        std::optional<Date> ends = {}) {
  Door const door(view, asked);
  TRY_INTO(auto const place, door.readable<TeamMembership>("ids.team_membership", id));
  TRY_INTO(auto const team, view.get<Team>("ids.team_membership", place->team));
  Subject const subject{.organisation = team->organisation,
                        .team = team,
                        .place = place,
                        .about = place->person,
                        .target = place->person,
                        .ends = ends};
  TRY(door.may(Thing::team_membership, action, subject));
  TRY(check_version(asked, place->version));
  if (place->state != Standing::current) {
    return Error::conflict("wrong_state", "This person does not belong to the team any more.");
  }
  return Place{place, team};
}

Result<void> must_be_guest(TeamMembership const& place) {
  if (place.relation == TeamRelation::guest) return {};
  return Error::conflict("not_a_guest", "Leads and members read all channels. This is for guests only.");
}

}  // namespace

Result<void> places::check_channels(View const& view, Team const& team,
                                    Many<ChannelId, limits::guest_channels_max> const& ids) {
  if (ids.empty()) return Error::unprocessable("body.channels", "Choose at least one channel that the guest may read.");
  for (std::size_t i = 0; i < ids.size(); ++i) {
    auto const path = "body.channels[" + std::to_string(i) + "]";
    auto const channel = view.find<Channel>(ids.values[i]);
    if (!channel || channel->team != team.id) return Error::not_found(path);
    if (std::find(ids.begin(), ids.begin() + std::ptrdiff_t(i), ids.values[i]) != ids.begin() + std::ptrdiff_t(i)) {
      return Error::unprocessable(path, "The same channel is named twice.");
    }
  }
  return {};
}

Result<void> places::change_relation(Change& change, View const& view, Asked const& asked, Team team,
                                     TeamMembershipId id, TeamRelation relation) {
  TRY_INTO(auto const place, view.get<TeamMembership>("ids.team_membership", id));
  if (relation == TeamRelation::guest) {
    return Error::unprocessable("body.relation", "End the membership and add the person as a guest instead.");
  }
  if (place->relation == relation) return Error::conflict("wrong_state", "This person is that already.");
  auto const standing = view.standing(place->person);
  if (!standing || !standing->in_network()) {
    return Error::unprocessable("body.relation", "People of partner organisations can be guests only.");
  }
  auto const before = team;
  auto changed = *place;
  if (changed.relation == TeamRelation::guest) ++team.members;
  changed.relation = relation;
  changed.channels = {};
  changed.ends.reset();
  ++changed.version;
  std::erase(team.leads.values, changed.person);
  if (relation == TeamRelation::lead) team.leads.values.push_back(changed.person);
  change.put(std::move(changed)).put(std::move(team));
  profiles::put_again(change, view, place->person);
  answer_request(change, view, asked, place->person, place->team);
  if (relation == TeamRelation::lead) answer_lead_needed(change, view, before);
  return {};
}

void places::end(Change& change, View const& view, Asked& asked, TeamMembership place) {
  auto const team = view.find<Team>(place.team);
  bool const led = place.relation == TeamRelation::lead;
  if (team && place.relation != TeamRelation::guest) {
    auto after = *team;
    after.members -= std::min(after.members, 1U);
    std::erase(after.leads.values, place.person);
    if (led) ask_for_a_lead(change, view, asked, after, place.person);
    change.put(std::move(after));
  }
  place.state = Standing::ended;
  ++place.version;
  change.answer_key = record_key<TeamMembership>(place.id);
  profiles::put_again(change, view, place.person);
  notification_settings::forget_team(change, view, place.person, place.team);
  change.put(std::move(place));
}

Result<Change> decide(View const& view, Asked& asked, AddTeamGuest const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const team, door.readable<Team>("ids.team", command.team));
  TRY_INTO(auto const person, door.readable<Person>("body.person", command.person));
  Subject const subject{.organisation = team->organisation, .team = team, .target = person->id, .ends = command.ends};
  TRY(door.may(Thing::team_membership, Action::create_guest, subject));
  if (team->state == Archival::archived) {
    return Error::conflict("wrong_state", "This team is archived. Restore it first.");
  }
  auto const standing = view.standing(person->id);
  if (!standing || !standing->is_current()) {
    return Error::unprocessable("body.person", "This person has left and can't be a guest.");
  }
  if (standing->place_in(team->id)) {
    return Error::conflict("already_member", "This person belongs to the team already.");
  }
  TRY(places::check_channels(view, *team, command.channels));
  TeamMembership place{.id = asked.take<TeamMembershipId>(),
                       .team = team->id,
                       .person = person->id,
                       .relation = TeamRelation::guest,
                       .channels = command.channels,
                       .ends = command.ends,
                       .since = asked.now};
  Change change;
  change.put(std::move(place));
  notify(change, view, asked, {.to = person->id, .because = Because::added_to_team, .team = team->id});
  return change;
}

Result<Change> decide(View const& view, Asked& asked, ExtendTeamGuest const& command) {
  TRY_INTO(auto const it, place_for(view, asked, command.team_membership, Action::extend_guest, command.ends));
  TRY(must_be_guest(*it.place));
  auto changed = *it.place;
  changed.ends = command.ends;
  ++changed.version;
  return Change{}.put(std::move(changed));
}

Result<Change> decide(View const& view, Asked& asked, GrantChannels const& command) {
  TRY_INTO(auto const it, place_for(view, asked, command.team_membership, Action::grant_channel));
  TRY(must_be_guest(*it.place));
  TRY(places::check_channels(view, *it.team, command.channels));
  auto changed = *it.place;
  changed.channels = command.channels;
  ++changed.version;
  return Change{}.put(std::move(changed));
}

Result<Change> decide(View const& view, Asked& asked, ChangeTeamRelation const& command) {
  TRY_INTO(auto const it, place_for(view, asked, command.team_membership, Action::change_relation));
  Change change;
  TRY(places::change_relation(change, view, asked, *it.team, it.place->id, command.relation));
  bool const invites_still =
      command.relation == TeamRelation::lead || settings::effective(view, it.team->organisation).members_may_invite;
  if (!invites_still) invitations::revoke_to_team(change, view, it.team->id, it.place->person);
  if (command.relation == TeamRelation::lead) {
    notify(change, view, asked, {.to = it.place->person, .because = Because::made_lead, .team = it.team->id});
  } else if (it.team->leads.size() == 1 && it.team->leads.contains(it.place->person)) {
    auto leaderless = *it.team;
    leaderless.leads = {};
    ask_for_a_lead(change, view, asked, leaderless, it.place->person);
  }
  return change;
}

Result<Change> decide(View const& view, Asked& asked, EndTeamMembership const& command) {
  TRY_INTO(auto const it, place_for(view, asked, command.team_membership, Action::end));
  Change change;
  places::end(change, view, asked, *it.place);
  invitations::revoke_to_team(change, view, it.team->id, it.place->person);
  return change;
}

Result<Answer> answer(View const& view, Asked const& asked, ListTeamMembers const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  TRY(door.readable<Team>("ids.team", query.team));
  auto const prefix = IndexKey(Index::team_memberships_by_team).id(query.team).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    TeamMembershipId const id{read_u64(key.substr(9))};
    if (!door.readable<TeamMembership>("", id)) return false;
    if (into) into->item_of<TeamMembership>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetTeamMembership const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<TeamMembership>("ids.team_membership", query.team_membership));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
