// One decide() per command, one answer() per query; each lies in the file of its domain stem. Pure: no clock, no
// randomness, no I/O but the view. Permission first, then If-Match, then the state's guards.
#pragma once
#include "store/change.hpp"
#include "store/dispatch.hpp"
#include "store/view.hpp"

namespace staffroom {

/// Refuses with precondition_failed when the request named another version than the record has.
Result<void> check_version(Asked const& asked, std::uint32_t version);

Result<Change> decide(View const& view, Asked& asked, CreateOrganisation const& command);
Result<Change> decide(View const& view, Asked& asked, CreatePerson const& command);
Result<Change> decide(View const& view, Asked& asked, CreateMembership const& command);
Result<Change> decide(View const& view, Asked& asked, EndMembership const& command);
Result<Change> decide(View const& view, Asked& asked, OpenSession const& command);
Result<Change> decide(View const& view, Asked& asked, ReplacePassword const& command);
Result<Change> decide(View const& view, Asked& asked, TouchSession const& command);
Result<Change> decide(View const& view, Asked& asked, EndSession const& command);
Result<Change> decide(View const& view, Asked& asked, CreateTeam const& command);
Result<Change> decide(View const& view, Asked& asked, EditTeam const& command);
Result<Change> decide(View const& view, Asked& asked, SetJoining const& command);
Result<Change> decide(View const& view, Asked& asked, ArchiveTeam const& command);
Result<Change> decide(View const& view, Asked& asked, RestoreTeam const& command);
Result<Change> decide(View const& view, Asked& asked, JoinTeam const& command);
Result<Change> decide(View const& view, Asked& asked, RequestToJoin const& command);
Result<Change> decide(View const& view, Asked& asked, WithdrawJoinRequest const& command);
Result<Change> decide(View const& view, Asked& asked, AcceptJoinRequest const& command);
Result<Change> decide(View const& view, Asked& asked, RefuseJoinRequest const& command);
Result<Change> decide(View const& view, Asked& asked, AddTeamMember const& command);
Result<Change> decide(View const& view, Asked& asked, AddTeamGuest const& command);
Result<Change> decide(View const& view, Asked& asked, ExtendTeamGuest const& command);
Result<Change> decide(View const& view, Asked& asked, ChangeTeamRelation const& command);
Result<Change> decide(View const& view, Asked& asked, GrantChannels const& command);
Result<Change> decide(View const& view, Asked& asked, AppointLead const& command);
Result<Change> decide(View const& view, Asked& asked, EndTeamMembership const& command);
Result<Change> decide(View const& view, Asked& asked, CreateChannel const& command);
Result<Change> decide(View const& view, Asked& asked, EditChannel const& command);
Result<Change> decide(View const& view, Asked& asked, SetPosting const& command);
Result<Change> decide(View const& view, Asked& asked, ArchiveChannel const& command);
Result<Change> decide(View const& view, Asked& asked, RestoreChannel const& command);
Result<Change> decide(View const& view, Asked& asked, CreateTopic const& command);
Result<Change> decide(View const& view, Asked& asked, EditTopicTitle const& command);
Result<Change> decide(View const& view, Asked& asked, EditTopicSummary const& command);
Result<Change> decide(View const& view, Asked& asked, AgreeTopic const& command);
Result<Change> decide(View const& view, Asked& asked, ReopenTopic const& command);
Result<Change> decide(View const& view, Asked& asked, LockTopic const& command);
Result<Change> decide(View const& view, Asked& asked, UnlockTopic const& command);
Result<Change> decide(View const& view, Asked& asked, MoveTopic const& command);
Result<Change> decide(View const& view, Asked& asked, DeleteTopic const& command);
Result<Change> decide(View const& view, Asked& asked, PostMessage const& command);
Result<Change> decide(View const& view, Asked& asked, EditMessage const& command);
Result<Change> decide(View const& view, Asked& asked, DeleteMessage const& command);
Result<Change> decide(View const& view, Asked& asked, React const& command);
Result<Change> decide(View const& view, Asked& asked, WithdrawReaction const& command);
Result<Change> decide(View const& view, Asked& asked, FlagMessage const& command);
Result<Change> decide(View const& view, Asked& asked, ResolveFlag const& command);
Result<Change> decide(View const& view, Asked& asked, MarkRead const& command);
Result<Change> decide(View const& view, Asked& asked, FollowTopic const& command);
Result<Change> decide(View const& view, Asked& asked, MarkNotificationSeen const& command);
Result<Change> decide(View const& view, Asked& asked, MarkNotificationDone const& command);
Result<Change> decide(View const& view, Asked& asked, SnoozeNotification const& command);
Result<Change> decide(View const& view, Asked& asked, Tick const& command);

Result<Answer> answer(View const& view, Asked const& asked, GetMe const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, ListSessions const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, GetSession const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, ListOrganisations const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, GetOrganisation const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, ListPeople const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, GetPerson const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, GetMembership const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, ListTeams const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, GetTeam const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, ListTeamMembers const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, GetTeamMembership const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, ListJoinRequests const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, GetJoinRequest const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, ListChannels const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, GetChannel const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, ListTopics const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, GetTopic const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, GetTopicActivity const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, ListMessages const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, GetMessage const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, ListRevisions const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, GetRevision const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, GetTeamMention const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, ListFlags const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, GetFlag const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, GetReadState const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, ListNotifications const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, GetNotification const& query, Page const& page);
Result<Answer> answer(View const& view, Asked const& asked, GetHome const& query, Page const& page);

}  // namespace staffroom
