// Teams are about membership: who belongs, who leads, who asks to join. What they say is in conversations.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>

#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/organisations.hpp"
#include "protocol/people.hpp"
#include "protocol/route.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

enum class TeamArea : std::uint8_t { curriculum, training, business, leadership, pastoral };
BOOST_DESCRIBE_ENUM(TeamArea, curriculum, training, business, leadership, pastoral)
enum class Joining : std::uint8_t { open, by_request, closed };
BOOST_DESCRIBE_ENUM(Joining, open, by_request, closed)
enum class TeamRelation : std::uint8_t { lead, member, guest };
BOOST_DESCRIBE_ENUM(TeamRelation, lead, member, guest)
enum class Archival : std::uint8_t { active, archived };
BOOST_DESCRIBE_ENUM(Archival, active, archived)

/// The team's card.
struct Team {
  static constexpr Kind kind = Kind::team;
  static constexpr std::string_view path = "/teams/{id}";
  TeamId id;
  std::uint32_t version = 1;
  OrganisationId organisation;  // the owner
  Name name;
  Purpose purpose;
  TeamArea area = TeamArea::curriculum;
  std::optional<Name> subject;
  Many<Phase, 6> phases;  // none: all
  Joining joining = Joining::open;
  OrganisationId reach;  // whose people may find and, by the joining rule, join it
  Many<PersonId, limits::members_per_team_max> leads;
  std::uint32_t members = 0;  // current leads and members; guests not counted
  Archival state = Archival::active;
  TimestampMs created;
};
STAFFROOM_DESCRIBE(Team, (),
                   (id, version, organisation, name, purpose, area, subject, phases, joining, reach, leads, members,
                    state, created))

struct TeamMembership {
  static constexpr Kind kind = Kind::team_membership;
  static constexpr std::string_view path = "/team-memberships/{id}";
  TeamMembershipId id;
  std::uint32_t version = 1;
  TeamId team;
  PersonId person;
  TeamRelation relation = TeamRelation::member;
  Many<ChannelId, limits::guest_channels_max> channels;  // of a guest: those granted
  std::optional<Date> ends;                              // of a guest: last day
  Standing state = Standing::current;
  TimestampMs since;
};
STAFFROOM_DESCRIBE(TeamMembership, (), (id, version, team, person, relation, channels, ends, state, since))

enum class JoinRequestState : std::uint8_t { pending, accepted, refused, withdrawn };
BOOST_DESCRIBE_ENUM(JoinRequestState, pending, accepted, refused, withdrawn)

struct JoinRequest {
  static constexpr Kind kind = Kind::join_request;
  static constexpr std::string_view path = "/join-requests/{id}";
  JoinRequestId id;
  std::uint32_t version = 1;
  TeamId team;
  PersonId person;  // the author
  Note note;
  JoinRequestState state = JoinRequestState::pending;
  std::optional<PersonId> answered_by;
  std::optional<Note> answer;
  TimestampMs created;
};
STAFFROOM_DESCRIBE(JoinRequest, (), (id, version, team, person, note, state, answered_by, answer, created))

/// Makes the team with its maker as lead and a first channel "General".
struct CreateTeam {
  static constexpr std::string_view name = "create_team";
  static constexpr Route route{Method::post, "/teams"};
  static constexpr Success success = Success::created;
  OrganisationId organisation;
  Name team_name;
  Purpose purpose;
  TeamArea area = TeamArea::curriculum;
  std::optional<Name> subject;
  Many<Phase, 6> phases;
  Joining joining = Joining::open;
  OrganisationId reach;
};
STAFFROOM_DESCRIBE(CreateTeam, (), (organisation, team_name, purpose, area, subject, phases, joining, reach))

struct EditTeam {
  static constexpr std::string_view name = "edit_team";
  static constexpr Route route{Method::patch, "/teams/{team}"};
  static constexpr Success success = Success::changed;
  TeamId team;
  std::optional<Name> team_name;
  std::optional<Purpose> purpose;
  std::optional<TeamArea> area;
  std::optional<Name> subject;
  std::optional<Many<Phase, 6>> phases;
};
STAFFROOM_DESCRIBE(EditTeam, (), (team, team_name, purpose, area, subject, phases))

struct SetJoining {
  static constexpr std::string_view name = "set_joining";
  static constexpr Route route{Method::put, "/teams/{team}/joining"};
  static constexpr Success success = Success::changed;
  TeamId team;
  Joining joining = Joining::open;
  OrganisationId reach;
};
STAFFROOM_DESCRIBE(SetJoining, (), (team, joining, reach))

struct ArchiveTeam {
  static constexpr std::string_view name = "archive_team";
  static constexpr Route route{Method::post, "/teams/{team}/archive"};
  static constexpr Success success = Success::changed;
  TeamId team;
};
STAFFROOM_DESCRIBE(ArchiveTeam, (), (team))

struct RestoreTeam {
  static constexpr std::string_view name = "restore_team";
  static constexpr Route route{Method::post, "/teams/{team}/restore"};
  static constexpr Success success = Success::changed;
  TeamId team;
};
STAFFROOM_DESCRIBE(RestoreTeam, (), (team))

/// Joins an open team oneself.
struct JoinTeam {
  static constexpr std::string_view name = "join_team";
  static constexpr Route route{Method::post, "/teams/{team}/join"};
  static constexpr Success success = Success::created;
  TeamId team;
};
STAFFROOM_DESCRIBE(JoinTeam, (), (team))

struct RequestToJoin {
  static constexpr std::string_view name = "request_to_join";
  static constexpr Route route{Method::post, "/teams/{team}/join-requests"};
  static constexpr Success success = Success::created;
  TeamId team;
  Note note;
};
STAFFROOM_DESCRIBE(RequestToJoin, (), (team, note))

struct WithdrawJoinRequest {
  static constexpr std::string_view name = "withdraw_join_request";
  static constexpr Route route{Method::post, "/join-requests/{join_request}/withdraw"};
  static constexpr Success success = Success::changed;
  JoinRequestId join_request;
};
STAFFROOM_DESCRIBE(WithdrawJoinRequest, (), (join_request))

struct AcceptJoinRequest {
  static constexpr std::string_view name = "accept_join_request";
  static constexpr Route route{Method::post, "/join-requests/{join_request}/accept"};
  static constexpr Success success = Success::changed;
  JoinRequestId join_request;
};
STAFFROOM_DESCRIBE(AcceptJoinRequest, (), (join_request))

struct RefuseJoinRequest {
  static constexpr std::string_view name = "refuse_join_request";
  static constexpr Route route{Method::post, "/join-requests/{join_request}/refuse"};
  static constexpr Success success = Success::changed;
  JoinRequestId join_request;
  std::optional<Note> answer;
};
STAFFROOM_DESCRIBE(RefuseJoinRequest, (), (join_request, answer))

struct AddTeamMember {
  static constexpr std::string_view name = "add_team_member";
  static constexpr Route route{Method::post, "/teams/{team}/members"};
  static constexpr Success success = Success::created;
  TeamId team;
  PersonId person;
};
STAFFROOM_DESCRIBE(AddTeamMember, (), (team, person))

struct AddTeamGuest {
  static constexpr std::string_view name = "add_team_guest";
  static constexpr Route route{Method::post, "/teams/{team}/guests"};
  static constexpr Success success = Success::created;
  TeamId team;
  PersonId person;
  Many<ChannelId, limits::guest_channels_max> channels;
  std::optional<Date> ends;  // its absence is refused by the door (end_date), not by the decoder
};
STAFFROOM_DESCRIBE(AddTeamGuest, (), (team, person, channels, ends))

struct ExtendTeamGuest {
  static constexpr std::string_view name = "extend_team_guest";
  static constexpr Route route{Method::put, "/team-memberships/{team_membership}/ends"};
  static constexpr Success success = Success::changed;
  TeamMembershipId team_membership;
  std::optional<Date> ends;
};
STAFFROOM_DESCRIBE(ExtendTeamGuest, (), (team_membership, ends))

/// Between lead and member; a partner's person stays guest.
struct ChangeTeamRelation {
  static constexpr std::string_view name = "change_team_relation";
  static constexpr Route route{Method::put, "/team-memberships/{team_membership}/relation"};
  static constexpr Success success = Success::changed;
  TeamMembershipId team_membership;
  TeamRelation relation = TeamRelation::member;
};
STAFFROOM_DESCRIBE(ChangeTeamRelation, (), (team_membership, relation))

struct GrantChannels {
  static constexpr std::string_view name = "grant_channels";
  static constexpr Route route{Method::put, "/team-memberships/{team_membership}/channels"};
  static constexpr Success success = Success::changed;
  TeamMembershipId team_membership;
  Many<ChannelId, limits::guest_channels_max> channels;
};
STAFFROOM_DESCRIBE(GrantChannels, (), (team_membership, channels))

/// By a lead; or by an administrator when the team has none. Makes the person a member first if need be.
struct AppointLead {
  static constexpr std::string_view name = "appoint_lead";
  static constexpr Route route{Method::post, "/teams/{team}/leads"};
  static constexpr Success success = Success::changed;
  TeamId team;
  PersonId person;
};
STAFFROOM_DESCRIBE(AppointLead, (), (team, person))

/// Leaving, or being removed.
struct EndTeamMembership {
  static constexpr std::string_view name = "end_team_membership";
  static constexpr Route route{Method::remove, "/team-memberships/{team_membership}"};
  static constexpr Success success = Success::gone;
  TeamMembershipId team_membership;
};
STAFFROOM_DESCRIBE(EndTeamMembership, (), (team_membership))

/// Teams that I belong to or may find. `also`: my own team memberships and my pending requests.
struct ListTeams {
  static constexpr std::string_view name = "list_teams";
  static constexpr Route route{Method::get, "/teams"};
  using Item = Team;
};
STAFFROOM_DESCRIBE(ListTeams, (), ())

struct GetTeam {
  static constexpr std::string_view name = "get_team";
  static constexpr Route route{Method::get, "/teams/{team}"};
  using Item = Team;
  TeamId team;
};
STAFFROOM_DESCRIBE(GetTeam, (), (team))

struct ListTeamMembers {
  static constexpr std::string_view name = "list_team_members";
  static constexpr Route route{Method::get, "/teams/{team}/members"};
  using Item = TeamMembership;
  TeamId team;
};
STAFFROOM_DESCRIBE(ListTeamMembers, (), (team))

struct GetTeamMembership {
  static constexpr std::string_view name = "get_team_membership";
  static constexpr Route route{Method::get, "/team-memberships/{team_membership}"};
  using Item = TeamMembership;
  TeamMembershipId team_membership;
};
STAFFROOM_DESCRIBE(GetTeamMembership, (), (team_membership))

/// Pending ones first seen by a lead; an author sees only their own.
struct ListJoinRequests {
  static constexpr std::string_view name = "list_join_requests";
  static constexpr Route route{Method::get, "/teams/{team}/join-requests"};
  using Item = JoinRequest;
  TeamId team;
};
STAFFROOM_DESCRIBE(ListJoinRequests, (), (team))

struct GetJoinRequest {
  static constexpr std::string_view name = "get_join_request";
  static constexpr Route route{Method::get, "/join-requests/{join_request}"};
  using Item = JoinRequest;
  JoinRequestId join_request;
};
STAFFROOM_DESCRIBE(GetJoinRequest, (), (join_request))

}  // namespace staffroom
