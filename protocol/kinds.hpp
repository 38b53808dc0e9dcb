// THE list: every record, command and query. Adding a kind of work object is one line here; whatever is then missing
// (rule, audience, codec, index) fails to compile until it is answered.
#pragma once
#include <boost/mp11.hpp>
#include <variant>

#include "protocol/accounts.hpp"
#include "protocol/conversations_messages.hpp"
#include "protocol/notifications.hpp"
#include "protocol/organisations.hpp"
#include "protocol/people.hpp"
#include "protocol/teams.hpp"
#include "protocol/ticks.hpp"

namespace staffroom {

using Records = boost::mp11::mp_list<Organisation, Person, Membership, Credential, Session, SessionSecret, Team,
                                     TeamMembership, JoinRequest, Channel, Topic, TopicActivity, Message,
                                     MessageRevision, TeamMention, Flag, ReadState, Notification>;

/// Commands without a `route` are internal: no path leads to them from the wire.
using Commands = boost::mp11::mp_list<
    CreateOrganisation, CreatePerson, CreateMembership, EndMembership, OpenSession, ReplacePassword, TouchSession,
    EndSession, CreateTeam, EditTeam, SetJoining, ArchiveTeam, RestoreTeam, JoinTeam, RequestToJoin,
    WithdrawJoinRequest, AcceptJoinRequest, RefuseJoinRequest, AddTeamMember, AddTeamGuest, ExtendTeamGuest,
    ChangeTeamRelation, GrantChannels, AppointLead, EndTeamMembership, CreateChannel, EditChannel, SetPosting,
    ArchiveChannel, RestoreChannel, CreateTopic, EditTopicTitle, EditTopicSummary, AgreeTopic, ReopenTopic, LockTopic,
    UnlockTopic, MoveTopic, DeleteTopic, PostMessage, EditMessage, DeleteMessage, React, WithdrawReaction, FlagMessage,
    ResolveFlag, MarkRead, FollowTopic, MarkNotificationSeen, MarkNotificationDone, SnoozeNotification, Tick>;

/// Handled by the server before or instead of the committer: they check a secret.
using ServerCommands = boost::mp11::mp_list<SignIn, SignOut, ChangePassword>;

using Queries =
    boost::mp11::mp_list<GetMe, ListSessions, GetSession, ListOrganisations, GetOrganisation, ListPeople, GetPerson,
                         GetMembership, ListTeams, GetTeam, ListTeamMembers, GetTeamMembership, ListJoinRequests,
                         GetJoinRequest, ListChannels, GetChannel, ListTopics, GetTopic, GetTopicActivity, ListMessages,
                         GetMessage, ListRevisions, GetRevision, GetTeamMention, ListFlags, GetFlag, GetReadState,
                         ListNotifications, GetNotification, GetHome>;

using Record = boost::mp11::mp_apply<std::variant, Records>;
using Command = boost::mp11::mp_apply<std::variant, Commands>;
using Query = boost::mp11::mp_apply<std::variant, Queries>;

template <class R>
using KindTagOf = std::integral_constant<Kind, R::kind>;
static_assert(boost::mp11::mp_is_set<boost::mp11::mp_transform<KindTagOf, Records>>::value,
              "two records share a key tag");

/// On the wire and in events: everything but the internal records.
constexpr bool is_internal(Kind kind) { return kind == Kind::credential || kind == Kind::session_secret; }

template <class T>
concept OnTheWire = requires { T::route; };

}  // namespace staffroom
