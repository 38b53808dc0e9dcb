// What each action of the policy asks the hub for.
#include "tests/laws/policy_words.hpp"
#include "tests/laws/policy_world.hpp"

namespace staffroom::tests {
namespace {

void no_team(World& w) { w.team = {never}; }
void no_channel(World& w) { w.channel = {never}; }
void no_topic(World& w) { w.topic = w.agreed = w.locked = {never}; }
void no_place(World& w) { w.place = w.guest_place = {never}; }
void no_request(World& w) { w.request = {never}; }
void no_flag(World& w) { w.flag = {never}; }
void no_token(World& w) { w.api_token = {never}; }

std::vector<Entry> people_entries() {
  return {
      {"organisation", "read", [](World const& w) { return Query(GetOrganisation{w.s.kirkby}); }, {}, {}},
      {"organisation", "list", [](World const&) { return Query(ListOrganisations{}); },
       [](World const& w) { return key("organisation", w.s.kirkby); }},
      {"person",
       "read",
       [](World const& w) { return Query(GetPerson{w.person}); },
       {},
       [](World& w) { w.person = {never}; }},
      {"person", "list", [](World const&) { return Query(ListPeople{}); },
       [](World const& w) { return key("person", w.person); }},
      {"person",
       "change_password",
       [](World const& w) { return Command(ReplacePassword{w.session, 1, "$argon2id$new"}); },
       {},
       {}},
      {"membership",
       "read",
       [](World const& w) { return Query(GetMembership{w.membership}); },
       {},
       [](World& w) { w.membership = {never}; }},
      {"membership", "list", [](World const&) { return Query(ListPeople{}); },
       [](World const& w) { return key("membership", w.membership); }},
      {"session",
       "read",
       [](World const& w) { return Query(GetSession{w.session}); },
       {},
       [](World& w) { w.session = {never}; }},
      {"session", "list", [](World const&) { return Query(ListSessions{}); },
       [](World const& w) { return key("session", w.session); }},
      {"session",
       "delete",
       [](World const& w) { return Command(EndSession{w.session}); },
       {},
       [](World& w) { w.session = {never}; }},
      {"notification",
       "read",
       [](World const& w) { return Query(GetNotification{w.notification}); },
       {},
       [](World& w) { w.notification = {never}; }},
      {"notification", "list", [](World const&) { return Query(ListNotifications{}); },
       [](World const& w) { return key("notification", w.notification); }},
      {"notification",
       "mark_seen",
       [](World const& w) { return Command(MarkNotificationSeen{w.notification}); },
       {},
       [](World& w) { w.notification = {never}; }},
      {"notification",
       "mark_done",
       [](World const& w) { return Command(MarkNotificationDone{w.notification}); },
       {},
       [](World& w) { w.notification = {never}; }},
      {"notification",
       "snooze",
       [](World const& w) {
         return Command(SnoozeNotification{w.notification, w.s.store().now() + std::chrono::hours{1}});
       },
       {},
       [](World& w) { w.notification = {never}; }},
  };
}

std::vector<Entry> token_entries() {
  return {
      {"api_token",
       "create",
       [](World const& w) {
         auto const id = std::to_string(w.viewer.id().value);
         return Command(OpenApiToken{{"New"}, {{TokenScope::read}}, 1, std::string(64 - id.size(), 'f') + id});
       },
       {},
       {}},
      {"api_token", "read", [](World const& w) { return Query(GetApiToken{w.api_token}); }, {}, no_token},
      {"api_token", "list", [](World const&) { return Query(ListApiTokens{}); },
       [](World const& w) { return key("api_token", w.api_token); }},
      {"api_token", "delete", [](World const& w) { return Command(RevokeApiToken{w.api_token}); }, {}, no_token},
  };
}

/// How somebody hears of things, and their calendar's address.
std::vector<Entry> own_entries() {
  auto const no_person = [](World& w) { w.person = {never}; };
  return {
      {"notification_setting",
       "read",
       [](World const& w) { return Query(GetNotificationSetting{w.person}); },
       {},
       no_person},
      {"notification_setting",
       "edit",
       [](World const& w) {
         EditNotificationSetting wanted{.person = w.person};
         wanted.paces = {{KindPace{NoticeKind::teams, MailPace::hub}}};
         return Command(wanted);
       },
       {},
       no_person},
      {"calendar_feed", "read", [](World const& w) { return Query(GetCalendarFeed{w.person}); }, {}, no_person},
      {"calendar_feed", "create", [](World const& w) { return Command(CreateCalendarFeed{w.person}); }, {}, no_person},
      {"calendar_feed", "delete", [](World const& w) { return Command(DeleteCalendarFeed{w.person}); }, {}, no_person},
  };
}

std::vector<Entry> action_entries() {
  auto const no_action = [](World& w) {
    w.action = {never};
    w.topic = {never};
  };
  return {
      {"action_item", "read", [](World const& w) { return Query(GetAction{w.action}); }, {}, no_action},
      {"action_item", "list",
       [](World const& w) { return w.owned ? Query(ListMyActions{}) : Query(ListActions{w.topic}); },
       [](World const& w) { return key("action_item", w.action); }, no_action},
      {"action_item",
       "create",
       [](World const& w) {
         return Command(CreateAction{.topic = w.topic, .title = {"New"}, .owner = w.lead.id(), .due = w.s.in_days(5)});
       },
       {},
       no_action},
      {"action_item",
       "edit",
       [](World const& w) { return Command(EditAction{w.action, {"New"}, w.s.in_days(6)}); },
       {},
       no_action},
      {"action_item", "complete", [](World const& w) { return Command(CompleteAction{w.action}); }, {}, no_action},
      {"action_item", "reopen", [](World const& w) { return Command(ReopenAction{w.action}); }, {}, no_action},
      {"action_item", "cancel", [](World const& w) { return Command(CancelAction{w.action}); }, {}, no_action},
      {"action_item",
       "reassign",
       [](World const& w) { return Command(ReassignAction{w.action, w.lead.id()}); },
       {},
       no_action},
  };
}

std::vector<Entry> team_entries() {
  return {
      {"team", "read", [](World const& w) { return Query(GetTeam{w.team}); }, {}, no_team},
      {"team", "list", [](World const&) { return Query(ListTeams{}); },
       [](World const& w) { return key("team", w.team); }},
      {"team",
       "create",
       [](World const& w) {
         return Command(CreateTeam{.organisation = w.s.kirkby, .team_name = {"New"}, .reach = w.s.kirkby});
       },
       {},
       {}},
      {"team",
       "edit",
       [](World const& w) { return Command(EditTeam{.team = w.team, .purpose = Purpose{"New."}}); },
       {},
       no_team},
      {"team", "archive", [](World const& w) { return Command(ArchiveTeam{w.team}); }, {}, no_team},
      {"team", "restore", [](World const& w) { return Command(RestoreTeam{w.team}); }, {}, no_team},
      {"team",
       "set_joining",
       [](World const& w) { return Command(SetJoining{w.team, Joining::closed, w.s.aire}); },
       {},
       no_team},
      {"team", "appoint_lead", [](World const& w) { return Command(AppointLead{w.team, w.target}); }, {}, no_team},
      {"team", "join", [](World const& w) { return Command(JoinTeam{w.team}); }, {}, no_team},
  };
}

std::vector<Entry> place_entries() {
  return {
      {"team_membership", "read", [](World const& w) { return Query(GetTeamMembership{w.place}); }, {}, no_place},
      {"team_membership", "list", [](World const& w) { return Query(ListTeamMembers{w.team}); },
       [](World const& w) { return key("team_membership", w.place); }, no_team},
      {"team_membership",
       "create",
       [](World const& w) { return Command(AddTeamMember{w.team, w.target}); },
       {},
       no_team},
      {"team_membership",
       "create_guest",
       [](World const& w) { return Command(AddTeamGuest{w.team, w.target, {{w.channel}}, w.ends}); },
       {},
       no_team},
      {"team_membership",
       "extend_guest",
       [](World const& w) { return Command(ExtendTeamGuest{w.guest_place, w.ends}); },
       {},
       no_place},
      {"team_membership",
       "change_relation",
       [](World const& w) { return Command(ChangeTeamRelation{w.place, TeamRelation::lead}); },
       {},
       no_place},
      {"team_membership",
       "grant_channel",
       [](World const& w) { return Command(GrantChannels{w.guest_place, {{w.channel, w.general}}}); },
       {},
       no_place},
      {"team_membership", "end", [](World const& w) { return Command(EndTeamMembership{w.place}); }, {}, no_place},
      {"join_request",
       "create",
       [](World const& w) { return Command(RequestToJoin{w.team, {"Please."}}); },
       {},
       no_team},
      {"join_request", "read", [](World const& w) { return Query(GetJoinRequest{w.request}); }, {}, no_request},
      {"join_request", "list", [](World const& w) { return Query(ListJoinRequests{w.team}); },
       [](World const& w) { return key("join_request", w.request); }, no_team},
      {"join_request", "accept", [](World const& w) { return Command(AcceptJoinRequest{w.request}); }, {}, no_request},
      {"join_request",
       "refuse",
       [](World const& w) { return Command(RefuseJoinRequest{w.request, {}}); },
       {},
       no_request},
      {"join_request",
       "withdraw",
       [](World const& w) { return Command(WithdrawJoinRequest{w.request}); },
       {},
       no_request},
  };
}

std::vector<Entry> channel_entries() {
  return {
      {"channel", "read", [](World const& w) { return Query(GetChannel{w.channel}); }, {}, no_channel},
      {"channel", "list", [](World const& w) { return Query(ListChannels{w.team}); },
       [](World const& w) { return key("channel", w.channel); }, no_team},
      {"channel",
       "create",
       [](World const& w) { return Command(CreateChannel{w.team, {"New"}, {}, {}}); },
       {},
       no_team},
      {"channel",
       "edit",
       [](World const& w) { return Command(EditChannel{.channel = w.channel, .channel_name = Name{"New"}}); },
       {},
       no_channel},
      {"channel", "archive", [](World const& w) { return Command(ArchiveChannel{w.channel}); }, {}, no_channel},
      {"channel", "restore", [](World const& w) { return Command(RestoreChannel{w.channel}); }, {}, no_channel},
      {"channel",
       "set_posting",
       [](World const& w) { return Command(SetPosting{w.channel, Posting::leads}); },
       {},
       no_channel},
  };
}

std::vector<Entry> talk_entries() {
  return {
      {"topic", "read", [](World const& w) { return Query(GetTopic{w.topic}); }, {}, no_topic},
      {"topic", "list", [](World const& w) { return Query(ListTopics{w.channel}); },
       [](World const& w) { return key("topic", w.topic); }, no_channel},
      {"topic",
       "create",
       [](World const& w) { return Command(CreateTopic{w.channel, {"New"}, {"Text"}, {}}); },
       {},
       no_channel},
      {"topic", "edit_title", [](World const& w) { return Command(EditTopicTitle{w.topic, {"New"}}); }, {}, no_topic},
      {"topic", "accept_answer", [](World const& w) { return Command(AcceptAnswer{w.topic, 1}); }, {}, no_topic},
      {"topic", "agree", [](World const& w) { return Command(AgreeTopic{w.topic}); }, {}, no_topic},
      {"topic", "reopen", [](World const& w) { return Command(ReopenTopic{w.agreed}); }, {}, no_topic},
      {"topic",
       "edit_summary",
       [](World const& w) { return Command(EditTopicSummary{w.topic, {"New."}}); },
       {},
       no_topic},
      {"topic", "move", [](World const& w) { return Command(MoveTopic{w.topic, w.target_channel}); }, {}, no_topic},
      {"topic", "lock", [](World const& w) { return Command(LockTopic{w.topic}); }, {}, no_topic},
      {"topic", "unlock", [](World const& w) { return Command(UnlockTopic{w.locked}); }, {}, no_topic},
      {"topic", "delete", [](World const& w) { return Command(DeleteTopic{w.topic}); }, {}, no_topic},
      {"message", "read", [](World const& w) { return Query(GetMessage{w.topic, 1}); }, {}, no_topic},
      {"message", "list", [](World const& w) { return Query(ListMessages{w.topic, {}}); }, {}, no_topic},
      {"message",
       "create",
       [](World const& w) { return Command(PostMessage{.topic = w.topic, .text = {"New"}}); },
       {},
       no_topic},
      {"message", "edit", [](World const& w) { return Command(EditMessage{w.topic, 1, {"New"}, {}}); }, {}, no_topic},
      {"message", "delete", [](World const& w) { return Command(DeleteMessage{w.topic, 1}); }, {}, no_topic},
      {"reaction", "read", [](World const& w) { return Query(GetMessage{w.topic, 1}); }, {}, no_topic},
      {"reaction", "list", [](World const& w) { return Query(ListMessages{w.topic, {}}); }, {}, no_topic},
      {"reaction",
       "create",
       [](World const& w) { return Command(React{w.topic, 1, ReactionWord::thanks}); },
       {},
       no_topic},
      {"reaction",
       "delete",
       [](World const& w) { return Command(WithdrawReaction{w.topic, 1, ReactionWord::helpful}); },
       {},
       no_topic},
      {"flag", "create", [](World const& w) { return Command(FlagMessage{w.topic, 1, {"Look."}}); }, {}, no_topic},
      {"flag", "read", [](World const& w) { return Query(GetFlag{w.flag}); }, {}, no_flag},
      {"flag", "list", [](World const& w) { return Query(ListFlags{w.team}); },
       [](World const& w) { return key("flag", w.flag); }, no_team},
      {"flag",
       "resolve",
       [](World const& w) { return Command(ResolveFlag{w.flag, FlagOutcome::keep, {}}); },
       {},
       no_flag},
      {"read_state", "read", [](World const& w) { return Query(GetReadState{w.topic}); }, {}, no_topic},
      {"read_state", "mark", [](World const& w) { return Command(MarkRead{w.topic, 1}); }, {}, no_topic},
      {"read_state",
       "follow",
       [](World const& w) { return Command(FollowTopic{w.topic, FollowLevel::follow}); },
       {},
       no_topic},
      {"read_state",
       "mute",
       [](World const& w) { return Command(FollowTopic{w.topic, FollowLevel::mute}); },
       {},
       no_topic},
  };
}

}  // namespace

std::vector<Entry> const& policy_entries() {
  static std::vector<Entry> const all = [] {
    auto out = people_entries();
    for (auto part : {own_entries(), token_entries(), team_entries(), place_entries(), channel_entries(),
                      talk_entries(), action_entries()})
      out.insert(out.end(), part.begin(), part.end());
    return out;
  }();
  return all;
}

}  // namespace staffroom::tests
