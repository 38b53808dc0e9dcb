// Teams: founding, the three ways of joining, leading, leaving, archiving.
#include <doctest/doctest.h>

#include "tests/support/scenario.hpp"

namespace staffroom::tests {
namespace {

CreateTeam team_of(OrganisationId owner, OrganisationId reach) {
  return {.organisation = owner, .team_name = {"Geography"}, .reach = reach};
}

std::string state_of(Colleague const& who, JoinRequestId request) {
  return who.sees(GetJoinRequest{request}).at("state").get<std::string>();
}

}  // namespace

TEST_CASE("a team is founded by those who lead, manage or administer its organisation, and nobody else") {
  Scenario s(Scenario::Fill::network_only);
  for (auto const& founder : {s.sana, s.tom, s.nadia, s.tess}) {
    CHECK(told(founder.tries(team_of(s.kirkby, s.kirkby))) == "accepted");
  }
  CHECK(told(s.marcus.tries(team_of(s.beckside, s.beckside))) == "accepted");
  CHECK(told(s.harry.tries(team_of(s.tarn, s.network))) == "accepted");
  CHECK(told(s.bob.tries(team_of(s.kirkby, s.kirkby))) == "forbidden role");
  CHECK(told(s.gwen.tries(team_of(s.kirkby, s.kirkby))) == "forbidden role");
  CHECK(told(s.hugo.tries(team_of(s.kirkby, s.kirkby))) == "forbidden role");
  CHECK(told(s.tess.tries(team_of(s.beckside, s.beckside))) == "forbidden role");
  CHECK(told(s.priya.tries(team_of(s.kirkby, s.kirkby))) == "not_found");
  CHECK(told(s.leo.tries(team_of(s.beckside, s.beckside))) == "not_found");
}

TEST_CASE("a partner organisation neither owns a team nor is its reach") {
  Scenario s(Scenario::Fill::network_only);
  CHECK(told(s.paul.tries(team_of(s.university, s.university))) == "unprocessable body.organisation");
  CHECK(told(s.sana.tries(team_of(s.kirkby, s.university))) == "unprocessable body.reach");
}

TEST_CASE("the founder leads the new team, which has one member and the channel General") {
  Scenario s(Scenario::Fill::network_only);
  auto const team = s.sana.founds(s.kirkby, "Maths", Joining::open, s.network);
  auto const card = s.sana.sees(GetTeam{team});
  CHECK(card.at("leads") == Json::array({s.sana.id().value}));
  CHECK(card.at("members") == 1);
  auto const channels = s.sana.sees(ListChannels{team}).at("items");
  REQUIRE(channels.size() == 1);
  CHECK(channels[0].at("name") == "General");
}

TEST_CASE("an open team is joined by anyone in its reach, once") {
  Scenario s;
  CHECK(told(s.dan.tries(JoinTeam{s.maths.team})) == "accepted");
  CHECK(told(s.dan.tries(JoinTeam{s.maths.team})) == "conflict already_member");
  CHECK(s.sana.sees(GetTeam{s.maths.team}).at("members") == 5);
  CHECK(told(s.priya.tries(JoinTeam{s.maths.team})) == "forbidden role");
  CHECK(told(s.paul.tries(JoinTeam{s.maths.team})) == "not_found");
  CHECK(told(s.leo.tries(JoinTeam{s.maths.team})) == "not_found");
}

TEST_CASE("a team that works by request or is closed is not simply joined") {
  Scenario s;
  CHECK(told(s.erin.tries(JoinTeam{s.phonics.team})) == "forbidden open_team");
  CHECK(told(s.dan.tries(JoinTeam{s.phonics.team})) == "not_found");  // out of reach: not even the card
  CHECK(told(s.alice.tries(JoinTeam{s.heads.team})) == "not_found");
  CHECK(told(s.tom.tries(JoinTeam{s.heads.team})) == "forbidden open_team");  // administers it, and sees the card
}

TEST_CASE("a request to join waits for a lead, who accepts it") {
  Scenario s;
  auto const request = s.erin.asks_to_join(s.phonics.team);
  CHECK(state_of(s.erin, request) == "pending");
  CHECK(told(s.erin.tries(RequestToJoin{s.phonics.team, {}})) == "conflict already_asked");
  CHECK(s.helen.lists(ListJoinRequests{s.phonics.team}) == std::vector{request.value});
  CHECK_FALSE(s.bob.finds(GetJoinRequest{request}));
  CHECK(told(s.bob.tries(AcceptJoinRequest{request})) == "not_found");
  CHECK(told(s.erin.tries(AcceptJoinRequest{request})) == "forbidden role");
  s.helen.does(AcceptJoinRequest{request});
  CHECK(state_of(s.erin, request) == "accepted");
  CHECK(s.place_of(s.erin, s.phonics.team));
  CHECK(s.erin.told_because(Because::request_accepted));
  CHECK(told(s.helen.tries(AcceptJoinRequest{request})) == "conflict wrong_state");
  CHECK(s.helen.sees(GetTeam{s.phonics.team}).at("members") == 3);
}

TEST_CASE("a request to join is refused with a word, or withdrawn, and may be made again") {
  Scenario s;
  auto const first = s.erin.asks_to_join(s.phonics.team);
  s.helen.does(RefuseJoinRequest{first, Note{"Next term."}});
  CHECK(s.erin.sees(GetJoinRequest{first}).at("answer") == "Next term.");
  CHECK(s.erin.told_because(Because::request_refused));
  auto const second = s.erin.asks_to_join(s.phonics.team);
  CHECK(told(s.helen.tries(WithdrawJoinRequest{second})) == "forbidden role");
  s.erin.does(WithdrawJoinRequest{second});
  CHECK(state_of(s.erin, second) == "withdrawn");
  CHECK(told(s.helen.tries(AcceptJoinRequest{second})) == "conflict wrong_state");
  CHECK_FALSE(s.place_of(s.erin, s.phonics.team));
}

TEST_CASE("a request to join only goes to a team that works by request") {
  Scenario s;
  CHECK(told(s.dan.tries(RequestToJoin{s.maths.team, {}})) == "forbidden by_request");
  CHECK(told(s.alice.tries(RequestToJoin{s.heads.team, {}})) == "not_found");
  CHECK(told(s.bob.tries(RequestToJoin{s.phonics.team, {}})) == "conflict already_member");
}

TEST_CASE("a request that waits is answered when the person comes to belong in another way") {
  Scenario s;
  auto const added = s.erin.asks_to_join(s.phonics.team);
  s.helen.adds(s.phonics.team, s.erin);
  CHECK(state_of(s.erin, added) == "accepted");

  auto const guest = s.alice.asks_to_join(s.phonics.team);
  s.helen.adds_guest(s.phonics.team, s.alice, {s.phonics.partners}, s.in_days(5));
  CHECK(state_of(s.alice, guest) == "pending");
  s.helen.does(AcceptJoinRequest{guest});
  CHECK(state_of(s.alice, guest) == "accepted");
  auto const place = s.helen.sees(GetTeamMembership{s.place_of(s.alice, s.phonics.team)});
  CHECK(place.at("relation") == "member");
  CHECK_FALSE(place.contains("ends"));
  CHECK(s.helen.lists(ListTeamMembers{s.phonics.team}).size() == 4);
  CHECK(s.store().verify().empty());
}

TEST_CASE("members are added by a lead, and by an administrator unless the team is closed or it is themselves") {
  Scenario s;
  CHECK(told(s.helen.tries(AddTeamMember{s.phonics.team, s.erin.id()})) == "accepted");
  CHECK(told(s.helen.tries(AddTeamMember{s.phonics.team, s.erin.id()})) == "conflict already_member");
  CHECK(told(s.bob.tries(AddTeamMember{s.phonics.team, s.alice.id()})) == "forbidden role");
  CHECK(told(s.tom.tries(AddTeamMember{s.phonics.team, s.alice.id()})) == "accepted");
  CHECK(told(s.tom.tries(AddTeamMember{s.phonics.team, s.tom.id()})) == "forbidden not_self");
  CHECK(told(s.tom.tries(AddTeamMember{s.heads.team, s.hugo.id()})) == "forbidden not_closed_team");
  CHECK(told(s.tess.tries(AddTeamMember{s.heads.team, s.hugo.id()})) == "accepted");
  CHECK(told(s.helen.tries(AddTeamMember{s.phonics.team, s.priya.id()})) == "unprocessable body.person");
  CHECK(told(s.helen.tries(AddTeamMember{s.phonics.team, s.leo.id()})) == "not_found");
  CHECK(told(s.helen.tries(AddTeamMember{s.phonics.team, PersonId{999'999}})) == "not_found");
  CHECK(s.erin.told_because(Because::added_to_team));
}

TEST_CASE("a lead makes a member a lead, and the card names both") {
  Scenario s;
  s.sana.appoints(s.maths.team, s.alice);
  CHECK(s.bob.sees(GetTeam{s.maths.team}).at("leads") == Json::array({s.sana.id().value, s.alice.id().value}));
  CHECK(s.bob.sees(GetTeam{s.maths.team}).at("members") == 4);
  CHECK(s.alice.told_because(Because::made_lead));
  CHECK(told(s.sana.tries(AppointLead{s.maths.team, s.alice.id()})) == "conflict wrong_state");
  CHECK(told(s.bob.tries(AppointLead{s.maths.team, s.bob.id()})) == "forbidden role");
  CHECK(told(s.sana.tries(AppointLead{s.maths.team, s.priya.id()})) == "unprocessable body.relation");
}

TEST_CASE("a lead appoints somebody from outside, who becomes a member by it") {
  Scenario s;
  s.sana.appoints(s.maths.team, s.dan);
  CHECK(s.bob.sees(GetTeam{s.maths.team}).at("members") == 5);
  CHECK(told(s.sana.tries(AppointLead{s.maths.team, s.paul.id()})) == "unprocessable body.person");
}

TEST_CASE("an administrator appoints a lead only when there is none, and never themselves") {
  Scenario s;
  CHECK(told(s.tom.tries(AppointLead{s.phonics.team, s.bob.id()})) == "forbidden no_lead");
  s.helen.leaves(s.phonics.team);
  CHECK(told(s.tom.tries(AppointLead{s.phonics.team, s.tom.id()})) == "forbidden not_self");
  CHECK(told(s.tom.tries(AppointLead{s.phonics.team, s.bob.id()})) == "accepted");
  CHECK(told(s.tom.tries(AppointLead{s.phonics.team, s.erin.id()})) == "forbidden no_lead");
}

TEST_CASE("when the last lead goes the nearest administrators are asked, until a lead is appointed") {
  Scenario s;
  s.helen.leaves(s.phonics.team);  // of Mosslands High, which has an administrator of its own
  CHECK(s.hugo.told_because(Because::lead_needed));
  CHECK_FALSE(s.tom.told_because(Because::lead_needed));
  s.hugo.appoints(s.phonics.team, s.bob);
  CHECK_FALSE(s.hugo.told_because(Because::lead_needed));
}

TEST_CASE("a lead steps back to member, and the last one's stepping back asks for another") {
  Scenario s;
  s.helen.does(ChangeTeamRelation{s.place_of(s.helen, s.phonics.team), TeamRelation::member});
  CHECK(s.bob.sees(GetTeam{s.phonics.team}).value("leads", Json::array()).empty());
  CHECK(s.bob.sees(GetTeam{s.phonics.team}).at("members") == 2);
  CHECK(s.hugo.told_because(Because::lead_needed));
  CHECK(told(s.helen.tries(ChangeTeamRelation{s.place_of(s.helen, s.phonics.team), TeamRelation::lead})) ==
        "forbidden role");
}

TEST_CASE("one leaves oneself; leads and administrators remove others; nobody else does") {
  Scenario s;
  auto const bob = s.place_of(s.bob, s.maths.team);
  CHECK(told(s.alice.tries(EndTeamMembership{bob})) == "forbidden role");
  CHECK(told(s.dan.tries(EndTeamMembership{bob})) == "not_found");
  CHECK(told(s.bob.tries(EndTeamMembership{bob})) == "accepted");
  CHECK(told(s.sana.tries(EndTeamMembership{bob})) == "conflict wrong_state");
  CHECK(told(s.sana.tries(EndTeamMembership{s.place_of(s.carol, s.maths.team)})) == "accepted");
  CHECK(told(s.tom.tries(EndTeamMembership{s.place_of(s.alice, s.maths.team)})) == "accepted");
  CHECK(s.sana.sees(GetTeam{s.maths.team}).at("members") == 1);
  CHECK_FALSE(s.bob.finds(ListChannels{s.heads.team}));
  CHECK_FALSE(s.bob.finds(GetTopic{s.maths.topic}));
}

TEST_CASE("an ended place is not brought back: who joins again gets a new one") {
  Scenario s;
  auto const before = s.place_of(s.bob, s.maths.team);
  s.bob.leaves(s.maths.team);
  auto const after = s.bob.joins(s.maths.team);
  CHECK(before != after);
  CHECK(s.sana.sees(GetTeamMembership{before}).at("state") == "ended");
  CHECK(s.sana.sees(GetTeamMembership{after}).at("state") == "current");
}

TEST_CASE("an archived team is read as before, and written by nobody") {
  Scenario s;
  auto const request = s.erin.asks_to_join(s.phonics.team);
  CHECK(told(s.bob.tries(ArchiveTeam{s.phonics.team})) == "forbidden role");
  s.helen.does(ArchiveTeam{s.phonics.team});
  CHECK(told(s.helen.tries(ArchiveTeam{s.phonics.team})) == "conflict wrong_state");
  CHECK(s.bob.finds(ListMessages{s.phonics.topic, {}}));
  CHECK(told(s.bob.tries(PostMessage{.topic = s.phonics.topic, .text = {"Still there?"}})) == "forbidden may_post");
  CHECK(told(s.bob.tries(CreateTopic{s.phonics.general, {"New"}, {"Text"}, {}})) == "forbidden may_post");
  CHECK(told(s.helen.tries(EditTopicTitle{s.phonics.topic, {"Other"}})) == "conflict wrong_state");
  CHECK(told(s.helen.tries(EditChannel{.channel = s.phonics.general, .channel_name = Name{"Other"}})) ==
        "conflict wrong_state");
  CHECK(told(s.helen.tries(CreateChannel{s.phonics.team, {"Other"}, {}, {}})) == "conflict wrong_state");
  CHECK(told(s.helen.tries(EditTeam{.team = s.phonics.team, .team_name = Name{"Other"}})) == "conflict wrong_state");
  CHECK(told(s.helen.tries(AddTeamMember{s.phonics.team, s.erin.id()})) == "conflict wrong_state");
  CHECK(told(s.helen.tries(AcceptJoinRequest{request})) == "conflict wrong_state");
  s.tom.does(RestoreTeam{s.phonics.team});
  CHECK(told(s.bob.tries(PostMessage{.topic = s.phonics.topic, .text = {"Yes."}})) == "accepted");
}

TEST_CASE("a team that closes disappears for those who could find it, and its members stay") {
  Scenario s;
  CHECK(s.dan.finds(GetTeam{s.maths.team}));
  s.sana.does(SetJoining{s.maths.team, Joining::closed, s.network});
  CHECK_FALSE(s.dan.finds(GetTeam{s.maths.team}));
  CHECK(s.bob.finds(GetTeam{s.maths.team}));
  s.sana.does(SetJoining{s.maths.team, Joining::by_request, s.aire});
  CHECK_FALSE(s.dan.finds(GetTeam{s.maths.team}));
  CHECK(s.erin.finds(GetTeam{s.maths.team}));
  CHECK(told(s.erin.tries(RequestToJoin{s.maths.team, {}})) == "accepted");
}

TEST_CASE("an edit under If-Match is refused when somebody was faster") {
  Scenario s;
  auto const version = s.sana.sees(GetTeam{s.maths.team}).at("version").get<std::uint32_t>();
  EditTeam edit{.team = s.maths.team, .team_name = Name{"Mathematics"}};
  CHECK(told(s.sana.tries(edit, {}, version)) == "accepted");
  CHECK(told(s.sana.tries(edit, {}, version)) == "precondition_failed version");
  CHECK(told(s.bob.tries(edit, {}, version)) == "forbidden role");  // permission comes before the version
}

}  // namespace staffroom::tests
