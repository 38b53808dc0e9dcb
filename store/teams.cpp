// Teams: founding, joining, leading, leaving.
#include <algorithm>

#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/invitations.hpp"
#include "store/notices.hpp"
#include "store/places.hpp"
#include "store/profiles.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

Error archived() { return Error::conflict("wrong_state", "This team is archived. Restore it first."); }
Error already_in() { return Error::conflict("already_member", "This person belongs to the team already."); }

Result<std::shared_ptr<Team const>> team_for(Door const& door, TeamId id, Action action, Subject wanted = {}) {
  TRY_INTO(auto team, door.readable<Team>("ids.team", id));
  wanted.organisation = team->organisation;
  wanted.team = team;
  TRY(door.may(Thing::team, action, wanted));
  return team;
}

Result<void> check_reach(Door const& door, OrganisationId reach) {
  TRY_INTO(auto const node, door.readable<Organisation>("body.reach", reach));
  if (node->type == OrganisationType::partner) {
    return Error::unprocessable("body.reach",
                                "A partner organisation can't be a team's reach: add its people as guests.");
  }
  return {};
}

Result<Change> set_state(View const& view, Asked& asked, TeamId id, Action action, Archival wanted) {
  Door const door(view, asked);
  TRY_INTO(auto const team, team_for(door, id, action));
  TRY(check_version(asked, team->version));
  if (team->state == wanted) return Error::conflict("wrong_state", "The team is in this state already.");
  auto changed = *team;
  changed.state = wanted;
  ++changed.version;
  return Change{}.put(std::move(changed));
}

}  // namespace

Result<void> places::check_room(View const& view, PersonId person, Team const& team, std::string_view path) {
  auto const standing = view.standing(person);
  if (!standing || !standing->in_network()) {
    return Error::unprocessable(std::string(path), "People of partner organisations can be guests only.");
  }
  if (standing->teams.size() >= limits::teams_per_person_max) {
    return Error::conflict("too_many_teams", "This person is in as many teams as one can be in. Leave one first.");
  }
  if (team.members >= limits::members_per_team_max) {
    return Error::conflict("team_full", "This team has as many members as a team can have.");
  }
  return {};
}

void places::admit(Change& change, View const& view, Asked& asked, Team team, PersonId person, TeamRelation relation) {
  TeamMembership place{.id = asked.take<TeamMembershipId>(),
                       .team = team.id,
                       .person = person,
                       .relation = relation,
                       .since = asked.now};
  change.put(std::move(place));
  profiles::put_again(change, view, person);
  places::answer_request(change, view, asked, person, team.id);
  ++team.members;
  if (relation == TeamRelation::lead) places::answer_lead_needed(change, view, team);
  if (relation == TeamRelation::lead) team.leads.values.push_back(person);
  change.put(std::move(team));
}

Result<Change> decide(View const& view, Asked& asked, CreateTeam const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const owner, door.readable<Organisation>("body.organisation", command.organisation));
  TRY(door.may(Thing::team, Action::create, {.organisation = owner->id}));
  if (owner->type == OrganisationType::partner) {
    return Error::unprocessable("body.organisation",
                                "A partner organisation can't own a team: its people join as guests.");
  }
  TRY(check_reach(door, command.reach));
  Subject const wanted{.organisation = owner->id, .reach = command.reach, .joining = command.joining};
  if (!asked.actor.is_system() && !door.is_within_cap(wanted)) return Error::forbidden("cap");
  Team team{.id = asked.take<TeamId>(),
            .organisation = owner->id,
            .name = command.team_name,
            .purpose = command.purpose,
            .area = command.area,
            .subject = command.subject,
            .phases = command.phases,
            .joining = command.joining,
            .reach = command.reach,
            .created = asked.now};
  Change change;
  change.answer_key = record_key<Team>(team.id);
  Channel general{.id = asked.take<ChannelId>(), .team = team.id, .name = {"General"}, .created = asked.now};
  change.put(std::move(general));
  if (asked.actor.is_system()) return change.put(std::move(team));
  TRY(places::check_room(view, asked.actor.person, team, ""));
  places::admit(change, view, asked, std::move(team), asked.actor.person, TeamRelation::lead);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, EditTeam const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const team, team_for(door, command.team, Action::edit));
  TRY(check_version(asked, team->version));
  if (team->state == Archival::archived) return archived();
  auto edited = *team;
  if (command.team_name) edited.name = *command.team_name;
  if (command.purpose) edited.purpose = *command.purpose;
  if (command.area) edited.area = *command.area;
  if (command.subject) edited.subject = command.subject;
  if (command.phases) edited.phases = *command.phases;
  ++edited.version;
  return Change{}.put(std::move(edited));
}

Result<Change> decide(View const& view, Asked& asked, SetJoining const& command) {
  Door const door(view, asked);
  Subject const wanted{.reach = command.reach, .joining = command.joining};
  TRY_INTO(auto const team, team_for(door, command.team, Action::set_joining, wanted));
  TRY(check_version(asked, team->version));
  if (team->state == Archival::archived) return archived();
  TRY(check_reach(door, command.reach));
  auto changed = *team;
  changed.joining = command.joining;
  changed.reach = command.reach;
  ++changed.version;
  return Change{}.put(std::move(changed));
}

Result<Change> decide(View const& view, Asked& asked, ArchiveTeam const& command) {
  TRY_INTO(auto change, set_state(view, asked, command.team, Action::archive, Archival::archived));
  invitations::revoke_to_team(change, view, command.team);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, RestoreTeam const& command) {
  return set_state(view, asked, command.team, Action::restore, Archival::active);
}

Result<Change> decide(View const& view, Asked& asked, JoinTeam const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const team, team_for(door, command.team, Action::join));
  if (team->state == Archival::archived) return archived();
  if (door.standing().place_in(team->id)) return already_in();
  TRY(places::check_room(view, asked.actor.person, *team, ""));
  Change change;
  places::admit(change, view, asked, *team, asked.actor.person, TeamRelation::member);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, RequestToJoin const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const team, door.readable<Team>("ids.team", command.team));
  TRY(door.may(Thing::join_request, Action::create, {.organisation = team->organisation, .team = team}));
  if (team->state == Archival::archived) return archived();
  if (door.standing().place_in(team->id)) return already_in();
  if (places::pending_request(view, asked.actor.person, team->id)) {
    return Error::conflict("already_asked", "You have asked to join this team. Its leads will answer.");
  }
  JoinRequest request{.id = asked.take<JoinRequestId>(),
                      .team = team->id,
                      .person = asked.actor.person,
                      .note = command.note,
                      .created = asked.now};
  return Change{}.put(std::move(request));
}

namespace {

struct OpenRequest {
  std::shared_ptr<JoinRequest const> request;
  std::shared_ptr<Team const> team;
};

Result<OpenRequest> open_request(View const& view, Asked const& asked, JoinRequestId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto const request, door.readable<JoinRequest>("ids.join_request", id));
  TRY_INTO(auto const team, view.get<Team>("ids.join_request", request->team));
  Subject const subject{.organisation = team->organisation, .team = team, .author = request->person};
  TRY(door.may(Thing::join_request, action, subject));
  TRY(check_version(asked, request->version));
  if (request->state != JoinRequestState::pending) {
    return Error::conflict("wrong_state", "This request has been answered already.");
  }
  return OpenRequest{request, team};
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, WithdrawJoinRequest const& command) {
  TRY_INTO(auto const open, open_request(view, asked, command.join_request, Action::withdraw));
  auto withdrawn = *open.request;
  withdrawn.state = JoinRequestState::withdrawn;
  ++withdrawn.version;
  return Change{}.put(std::move(withdrawn));
}

Result<Change> decide(View const& view, Asked& asked, AcceptJoinRequest const& command) {
  TRY_INTO(auto const open, open_request(view, asked, command.join_request, Action::accept));
  if (open.team->state == Archival::archived) return archived();
  auto const person = open.request->person;
  TRY(places::check_room(view, person, *open.team, ""));
  Change change;
  change.answer_key = record_key<JoinRequest>(open.request->id);
  // Somebody who became a guest in the meantime keeps that place, as a member.
  auto const standing = view.standing(person);
  if (auto const* place = standing ? standing->place_in(open.team->id) : nullptr) {
    TRY(places::change_relation(change, view, asked, *open.team, place->membership, TeamRelation::member));
  } else {
    places::admit(change, view, asked, *open.team, person, TeamRelation::member);
  }
  notify(change, view, asked, {.to = person, .because = Because::request_accepted, .team = open.team->id});
  return change;
}

Result<Change> decide(View const& view, Asked& asked, RefuseJoinRequest const& command) {
  TRY_INTO(auto const open, open_request(view, asked, command.join_request, Action::refuse));
  auto refused = *open.request;
  refused.state = JoinRequestState::refused;
  refused.answered_by = asked.actor.person;
  refused.answer = command.answer;
  ++refused.version;
  Change change;
  change.put(std::move(refused));
  notify(change, view, asked, {.to = open.request->person, .because = Because::request_refused, .team = open.team->id});
  return change;
}

Result<Change> decide(View const& view, Asked& asked, AddTeamMember const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const team, door.readable<Team>("ids.team", command.team));
  TRY_INTO(auto const person, door.readable<Person>("body.person", command.person));
  Subject const subject{.organisation = team->organisation, .team = team, .target = person->id};
  TRY(door.may(Thing::team_membership, Action::create, subject));
  if (team->state == Archival::archived) return archived();
  auto const standing = view.standing(person->id);
  if (standing && standing->place_in(team->id)) return already_in();
  TRY(places::check_room(view, person->id, *team, "body.person"));
  Change change;
  places::admit(change, view, asked, *team, person->id, TeamRelation::member);
  notify(change, view, asked, {.to = person->id, .because = Because::added_to_team, .team = team->id});
  return change;
}

Result<Change> decide(View const& view, Asked& asked, AppointLead const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const team, door.readable<Team>("ids.team", command.team));
  TRY_INTO(auto const person, door.readable<Person>("body.person", command.person));
  Subject const subject{.organisation = team->organisation, .team = team, .target = person->id};
  TRY(door.may(Thing::team, Action::appoint_lead, subject));
  if (team->state == Archival::archived) return archived();
  auto const standing = view.standing(person->id);
  auto const* place = standing ? standing->place_in(team->id) : nullptr;
  if (place && place->relation == TeamRelation::lead) {
    return Error::conflict("wrong_state", "This person leads the team already.");
  }
  Change change;
  change.answer_key = record_key<Team>(team->id);
  if (place) {
    TRY(places::change_relation(change, view, asked, *team, place->membership, TeamRelation::lead));
  } else {
    TRY(places::check_room(view, person->id, *team, "body.person"));
    places::admit(change, view, asked, *team, person->id, TeamRelation::lead);
  }
  notify(change, view, asked, {.to = person->id, .because = Because::made_lead, .team = team->id});
  return change;
}

Result<Answer> answer(View const& view, Asked const& asked, ListTeams const&, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  auto const prefix = IndexKey(Index::teams_all).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    TeamId const id{~read_u64(key.substr(1))};
    if (!door.readable<Team>("", id)) return false;
    if (!into) return true;
    into->item_of<Team>(id);
    if (auto const* place = door.standing().place_in(id)) into->also_of<TeamMembership>(place->membership);
    if (auto const waiting = places::pending_request(view, asked.actor.person, id))
      into->also_of<JoinRequest>(waiting->id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetTeam const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Team>("ids.team", query.team));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, ListJoinRequests const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  TRY(door.readable<Team>("ids.team", query.team));
  auto const prefix = IndexKey(Index::join_requests_by_team).id(query.team).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    JoinRequestId const id{~read_u64(key.substr(10))};
    if (!door.readable<JoinRequest>("", id)) return false;
    if (into) into->item_of<JoinRequest>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetJoinRequest const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<JoinRequest>("ids.join_request", query.join_request));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
