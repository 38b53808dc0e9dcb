// The policy's laws that are easy to break, each by its number in the written policy, as far as they apply now.
#include <doctest/doctest.h>

#include <algorithm>
#include <future>

#include "tests/laws/client.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {
namespace {

/// The events that a person's page would get from what was published since.
std::vector<Json> events_for(Scenario& s, Colleague const& person, Audiences carried) {
  std::vector<Json> out;
  for (auto const& publication : s.sink().take()) {
    for (auto const& it : publication->access) {
      if (it.person == person.id()) carried = it.now;
    }
    for (auto const& part : publication->parts) {
      if (!std::binary_search(carried.begin(), carried.end(), part.audience)) continue;
      auto const frame = Json::parse(part.last);
      for (auto const& event : frame.at("events")) out.push_back(event);
    }
  }
  return out;
}

Audiences carried_by(Scenario& s, Colleague const& person) { return s.store().standing(person.id())->audiences; }

bool is_about(Json const& event, char const* what, char const* kind) {
  return event.contains(what) && event.at(what).value("kind", "") == kind;
}

}  // namespace

TEST_CASE("law 1: who left the audience can neither edit nor delete, and an edit's event goes to the readers of now") {
  Scenario s;
  auto const mine = s.bob.posts(s.maths.topic, "Mine.");
  s.bob.leaves(s.maths.team);
  CHECK(told(s.bob.tries(EditMessage{s.maths.topic, mine, {"Still mine?"}, {}})) == "not_found");
  CHECK(told(s.bob.tries(DeleteMessage{s.maths.topic, mine})) == "not_found");
  auto const before = carried_by(s, s.bob);
  s.sink().take();
  s.sana.does(DeleteMessage{s.maths.topic, mine});
  CHECK(events_for(s, s.bob, before).empty());
}

TEST_CASE(
    "law 2: a move needs the source to be read and the target to be written, and takes the new audience at once") {
  Scenario s;
  CHECK(told(s.sana.tries(MoveTopic{s.maths.topic, s.heads.general})) ==
        told(s.sana.tries(MoveTopic{s.maths.topic, ChannelId{999'999}})));
  CHECK(s.sana.tries(MoveTopic{s.maths.topic, s.heads.general}).error() ==
        s.sana.tries(MoveTopic{s.maths.topic, ChannelId{999'999}}).error());
  s.sana.does(MoveTopic{s.maths.topic, s.maths.partners});
  CHECK(s.priya.finds(GetTopic{s.maths.topic}));
}

TEST_CASE("law 4: who loses a record gets one delete without content, who gains it gets the whole record") {
  Scenario s;
  s.sana.does(MoveTopic{s.maths.topic, s.maths.partners});
  auto const guest = carried_by(s, s.priya);
  s.sink().take();
  s.sana.does(MoveTopic{s.maths.topic, s.maths.general});
  auto const lost = events_for(s, s.priya, guest);
  CHECK(std::count_if(lost.begin(), lost.end(), [](auto const& it) { return is_about(it, "delete", "topic"); }) == 1);
  for (auto const& it : lost) {
    CHECK_FALSE(it.contains("put"));
    CHECK(it.dump().find("Reasoning") == std::string::npos);
  }
  s.sana.does(MoveTopic{s.maths.topic, s.maths.partners});
  auto const gained = events_for(s, s.priya, guest);
  auto const whole =
      std::find_if(gained.begin(), gained.end(), [](auto const& it) { return is_about(it, "put", "topic"); });
  REQUIRE(whole != gained.end());
  CHECK(whole->at("put") == s.priya.sees(GetTopic{s.maths.topic}));
}

TEST_CASE("law 5: counts and cursors are made of what the reader may read") {
  Scenario s;
  for (int i = 0; i < 5; ++i) s.tess.founds(s.aire, "Hidden " + std::to_string(i), Joining::closed, s.aire);
  auto const page = s.dan.asks(ListTeams{}, {1, {}});
  auto const json = Json::parse(page->json);
  CHECK(json.at("items").size() == 1);
  CHECK(json.at("next").is_null());  // the hidden ones leave no trace of a further page
  CHECK(s.dan.lists(ListTeams{}) == std::vector{s.maths.team.value});
  CHECK(s.priya.lists(ListChannels{s.maths.team}).size() == 1);
}

TEST_CASE("law 7: a guest is offered no people at all beyond those of the own organisation") {
  Scenario s;
  CHECK(s.priya.lists(ListPeople{}) == std::vector{s.priya.id().value});
}

TEST_CASE("law 8: a mention outside the audience is plain text, without notice and without proof of existence") {
  Scenario s;
  auto const of = [&](PersonId person) {
    auto json =
        Json::parse(s.bob.does(PostMessage{.topic = s.maths.topic, .text = {"You?"}, .mentions = {{person}}}).record);
    for (auto const* member : {"id", "ordinal", "self"}) json.erase(member);
    return json;
  };
  CHECK(of(s.dan.id()) == of(PersonId{999'999}));
  CHECK(s.dan.lists(ListNotifications{}).empty());
}

TEST_CASE("law 8: a mention of the team reaches those who are members when they look") {
  Scenario s;
  s.bob.does(PostMessage{.topic = s.maths.topic, .text = {"All."}, .to_team = true});
  s.alice.leaves(s.maths.team);
  s.dan.joins(s.maths.team);
  auto const shows = [](Colleague const& who) {
    return who.sees(GetHome{}).dump().find("team_mention") != std::string::npos;
  };
  CHECK_FALSE(shows(s.alice));
  CHECK(shows(s.dan));
}

TEST_CASE("law 9: a reply or a path to something hidden says what one to an unknown id says") {
  Scenario s;
  auto const hidden = s.dan.asks(GetMessage{s.maths.topic, 1});
  auto const unknown = s.dan.asks(GetMessage{TopicId{999'999}, 1});
  CHECK(hidden.error() == unknown.error());
}

TEST_CASE("law 14: the last lead may go, and the team is never without somebody who can appoint one") {
  Scenario s;
  s.tess.leaves(s.heads.team);
  CHECK(s.tom.told_because(Because::lead_needed));
  CHECK(told(s.tom.tries(AppointLead{s.heads.team, s.helen.id()})) == "accepted");
}

TEST_CASE("law 15: nobody makes themselves lead, member of a closed team, or longer guest") {
  Scenario s;
  s.helen.leaves(s.phonics.team);
  CHECK(told(s.tom.tries(AppointLead{s.phonics.team, s.tom.id()})) == "forbidden not_self");
  CHECK(told(s.tom.tries(AddTeamMember{s.heads.team, s.tom.id()})) == "forbidden not_self");
  CHECK(told(s.bob.tries(AppointLead{s.phonics.team, s.bob.id()})) == "forbidden role");
  CHECK(told(s.bob.tries(ChangeTeamRelation{s.place_of(s.bob, s.phonics.team), TeamRelation::lead})) ==
        "forbidden role");
  CHECK(told(s.priya.tries(ExtendTeamGuest{s.place_of(s.priya, s.maths.team), s.in_days(90)})) == "forbidden role");
  CHECK(told(s.priya.tries(GrantChannels{s.place_of(s.priya, s.maths.team), {{s.maths.general}}})) == "forbidden role");
}

TEST_CASE("law 16: an administrator's right holds on the own node and below, not above and not beside") {
  Scenario s;
  CHECK(told(s.hugo.tries(EditTeam{.team = s.phonics.team, .purpose = Purpose{"x"}})) == "accepted");
  CHECK(told(s.hugo.tries(EditTeam{.team = s.maths.team, .purpose = Purpose{"x"}})) == "forbidden role");
  CHECK(told(s.hugo.tries(EditTeam{.team = s.heads.team, .purpose = Purpose{"x"}})) == "not_found");
  CHECK(told(s.nadia.tries(EditTeam{.team = s.heads.team, .purpose = Purpose{"x"}})) == "accepted");
}

TEST_CASE("law 17: the administrator's role opens no message; a report shows one copy, and only while it is open") {
  Scenario s;
  for (auto const& admin : {s.nadia, s.tom}) {
    CHECK(admin.finds(GetTeam{s.maths.team}));
    CHECK_FALSE(admin.finds(GetTopic{s.maths.topic}));
    CHECK_FALSE(admin.finds(ListMessages{s.maths.topic, {}}));
    CHECK(admin.lists(ListChannels{s.maths.team}).empty());
  }
  auto const bad = s.bob.posts(s.maths.topic, "Unkind words.");
  auto const flag = s.alice.reports(s.maths.topic, bad);
  CHECK(s.tom.sees(GetFlag{flag}).at("copy") == "Unkind words.");
  s.tom.does(ResolveFlag{flag, FlagOutcome::keep, {}});
  CHECK(s.tom.sees(GetFlag{flag}).value("copy", "") == "");
}

TEST_CASE("law 17: adding an administrator to a team is an event that all its members see") {
  Scenario s;
  auto const carried = carried_by(s, s.bob);
  s.sink().take();
  s.sana.adds(s.maths.team, s.tom);
  auto const seen = events_for(s, s.bob, carried);
  CHECK(std::any_of(seen.begin(), seen.end(), [&](auto const& it) {
    return is_about(it, "put", "team_membership") && it.at("put").at("person") == s.tom.id().value;
  }));
}

TEST_CASE("law 19: a returning leaver gets back no team, grant or session") {
  Scenario s;
  auto const session = s.alice.signs_in();
  s.ends_memberships_of(s.alice);
  s.takes_on(s.alice, s.mosslands, Role::staff);
  CHECK_FALSE(s.alice.finds(GetTopic{s.maths.topic}));
  CHECK_FALSE(s.alice.finds(GetSession{session}));
}

TEST_CASE("law 20: a right that was taken while a command waited no longer counts, and a replay reads nothing again") {
  Scenario s;
  auto const place = s.place_of(s.bob, s.maths.team);
  PostMessage const post{.topic = s.maths.topic, .text = {"Just in time?"}};
  CHECK(told(s.bob.tries(post, "key-1")) == "accepted");
  std::promise<Outcome> posted;
  s.store().submit({.actor = s.sana.actor(), .command = EndTeamMembership{place}}, [](Outcome const&) {});
  s.store().submit({.actor = s.bob.actor(), .command = post}, [&](Outcome it) { posted.set_value(std::move(it)); });
  CHECK(told(posted.get_future().get()) == "not_found");
  auto const replayed = s.bob.tries(post, "key-1");
  REQUIRE(told(replayed) == "accepted");
  CHECK(replayed->repeated);
  CHECK(replayed->record.empty());
}

TEST_CASE("law 21: hidden equals unknown for every record of a closed team") {
  Scenario s;
  auto const flag = s.helen.reports(s.heads.topic, 1);
  auto const place = s.place_of(s.helen, s.heads.team);
  auto const same = [&](Query const& hidden, Query const& unknown) {
    auto const a = s.dan.asks(hidden);
    auto const b = s.dan.asks(unknown);
    CHECK(told(a) == "not_found");
    CHECK(a.error() == b.error());
  };
  same(GetTeam{s.heads.team}, GetTeam{{999'999}});
  same(ListTeamMembers{s.heads.team}, ListTeamMembers{{999'999}});
  same(ListChannels{s.heads.team}, ListChannels{{999'999}});
  same(GetChannel{s.heads.general}, GetChannel{{999'999}});
  same(ListTopics{s.heads.general}, ListTopics{{999'999}});
  same(GetTopic{s.heads.topic}, GetTopic{{999'999}});
  same(ListMessages{s.heads.topic, {}}, ListMessages{{999'999}, {}});
  same(GetMessage{s.heads.topic, 1}, GetMessage{{999'999}, 1});
  same(GetTeamMembership{place}, GetTeamMembership{{999'999}});
  same(GetFlag{flag}, GetFlag{{999'999}});
  same(GetReadState{s.heads.topic}, GetReadState{{999'999}});
}

TEST_CASE("law 22: archived is read and not written; deleted is read by nobody") {
  Scenario s;
  s.sana.does(ArchiveChannel{s.maths.general});
  CHECK(s.alice.finds(GetMessage{s.maths.topic, 1}));
  CHECK(told(s.alice.tries(PostMessage{.topic = s.maths.topic, .text = {"x"}})) == "forbidden may_post");
  s.sana.does(DeleteTopic{s.maths.topic});
  for (auto const& [name, person] : s.everybody()) CHECK_FALSE(person.finds(GetMessage{s.maths.topic, 1}));
}

TEST_CASE("law 24: a guest has no directory, no organisation's audience, no invitation to give, and an end") {
  Scenario s;
  auto const carried = carried_by(s, s.priya);
  for (auto const audience : carried) {
    CHECK(audience != Audience(AudienceType::organisation, s.network.value));
    CHECK(audience.type() != AudienceType::above);
    CHECK(audience.type() != AudienceType::team);
  }
  CHECK(told(s.priya.tries(AddTeamMember{s.maths.team, s.priya.id()})) == "forbidden role");
  s.advance_to(TimestampMs{s.store().now().value + 31LL * 24 * 3'600'000});
  CHECK_FALSE(s.priya.finds(GetTeam{s.maths.team}));
  CHECK_FALSE(s.priya.finds(GetTopic{s.maths.partner_topic}));
}

TEST_CASE("34 the trail of a team that two trusts share is its owner's, and everyone's own deeds are theirs") {
  Scenario s;
  auto const admin_of_moor = s.engages("Mona Moor", s.moor, Role::administrator);
  s.carol.posts(s.maths.topic, "From the other trust.");  // Carol is of Moor Trust, the team of Aire Trust
  auto const tells_of_carol = [&](Colleague const& who) {
    auto const page = who.sees(ListAudit{.command = Name{"post_message"}});
    return page.dump().find("\"person\":" + std::to_string(s.carol.id().value)) != std::string::npos;
  };
  CHECK(tells_of_carol(s.tom));
  CHECK(tells_of_carol(s.carol));
  CHECK_FALSE(tells_of_carol(admin_of_moor));
  CHECK_FALSE(tells_of_carol(s.bob));
  CHECK_FALSE(tells_of_carol(s.priya));
}

TEST_CASE("17 an administrator's copy of a person's data opens no message, and a leaver is still theirs to cover") {
  Scenario s;
  s.bob.posts(s.maths.topic, "Between colleagues.");
  s.ends_memberships_of(s.bob);
  CHECK(told(s.tom.tries(NoteExport{s.bob.id()})) == "accepted");
  CHECK(told(s.hugo.tries(NoteExport{s.bob.id()})) == "not_found");
  CHECK(told(s.bob.tries(RequestErasure{s.bob.id(), {}})) == "accepted");
  CHECK(told(s.sana.tries(RequestErasure{s.bob.id(), {}})) == "not_found");
}

}  // namespace staffroom::tests
