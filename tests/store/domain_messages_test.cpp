// Messages: posting, editing with history, deleting, reacting, reporting, mentions, and how far each has read.
#include <doctest/doctest.h>

#include "tests/support/scenario.hpp"

namespace staffroom::tests {
namespace {

Json message(Colleague const& who, TopicId topic, Ordinal ordinal) { return who.sees(GetMessage{topic, ordinal}); }

/// The ids of one kind among what Home shows.
std::vector<std::uint64_t> at_home(Colleague const& who, std::string_view kind) {
  std::vector<std::uint64_t> out;
  auto const home = who.sees(GetHome{});
  for (auto const& item : home.at("items")) {
    if (item.at("kind") == kind) out.push_back(item.at("id").get<std::uint64_t>());
  }
  return out;
}

}  // namespace

TEST_CASE("ordinals count from one without gaps, whoever posts, and survive deletion") {
  Scenario s;
  CHECK(s.alice.posts(s.maths.topic, "a") == 2);
  CHECK(s.bob.posts(s.maths.topic, "b") == 3);
  s.bob.does(DeleteMessage{s.maths.topic, 3});
  CHECK(s.carol.posts(s.maths.topic, "c") == 4);
  auto const page = s.carol.sees(ListMessages{s.maths.topic, {}});
  std::vector<int> ordinals;
  for (auto const& item : page.at("items")) ordinals.push_back(item.at("ordinal").get<int>());
  CHECK(ordinals == std::vector{4, 3, 2, 1});
}

TEST_CASE("a message is edited by its author only, and every earlier text is kept") {
  Scenario s;
  auto const mine = s.bob.posts(s.maths.topic, "Counters.");
  CHECK(told(s.sana.tries(EditMessage{s.maths.topic, mine, {"Other"}, {}})) == "forbidden role");
  CHECK(told(s.alice.tries(EditMessage{s.maths.topic, mine, {"Other"}, {}})) == "forbidden role");
  s.bob.does(EditMessage{s.maths.topic, mine, {"Counters and tens frames."}, {}});
  s.bob.does(EditMessage{s.maths.topic, mine, {"Tens frames."}, {}});
  auto const history = s.alice.sees(ListRevisions{s.maths.topic, mine}).at("items");
  REQUIRE(history.size() == 2);
  CHECK(history[0].at("text") == "Counters and tens frames.");
  CHECK(history[1].at("text") == "Counters.");
  CHECK(s.alice.sees(GetRevision{s.maths.topic, mine, 1}).at("text") == "Counters.");
  CHECK(message(s.alice, s.maths.topic, mine).at("version") == 3);
}

TEST_CASE("an edit that changes no word makes no history") {
  Scenario s;
  auto const mine = s.bob.posts(s.maths.topic, "Counters.");
  auto const before = s.store().seq();
  s.bob.does(EditMessage{s.maths.topic, mine, {"Counters."}, {}});
  CHECK(s.store().seq() == before);
}

TEST_CASE("a deleted message keeps author and ordinal; text, history, mentions and reactions are gone for good") {
  Scenario s;
  auto const mine = s.bob.mentions(s.maths.topic, s.alice, "Counters, Alice?");
  s.bob.does(EditMessage{s.maths.topic, mine, {"Tens frames, Alice?"}, {{s.alice.id()}}});
  s.carol.does(React{s.maths.topic, mine, ReactionWord::helpful});
  CHECK(told(s.alice.tries(DeleteMessage{s.maths.topic, mine})) == "forbidden role");
  s.sana.does(DeleteMessage{s.maths.topic, mine});
  auto const left = message(s.alice, s.maths.topic, mine);
  CHECK(left.value("text", "") == "");
  CHECK(left.at("author") == s.bob.id().value);
  CHECK_FALSE(left.contains("mentions"));
  CHECK_FALSE(left.contains("reactions"));
  CHECK(left.contains("deleted"));
  CHECK(s.alice.lists(ListRevisions{s.maths.topic, mine}).empty());
  CHECK_FALSE(s.alice.told_because(Because::mentioned));
  CHECK(told(s.bob.tries(DeleteMessage{s.maths.topic, mine})) == "conflict wrong_state");
  CHECK(told(s.bob.tries(EditMessage{s.maths.topic, mine, {"Back"}, {}})) == "conflict wrong_state");
  CHECK(told(s.carol.tries(React{s.maths.topic, mine, ReactionWord::thanks})) == "conflict wrong_state");
}

TEST_CASE("each word of reaction counts once per person and is taken back by that person") {
  Scenario s;
  s.alice.does(React{s.maths.topic, 1, ReactionWord::helpful});
  s.alice.does(React{s.maths.topic, 1, ReactionWord::helpful});
  s.alice.does(React{s.maths.topic, 1, ReactionWord::thanks});
  s.bob.does(React{s.maths.topic, 1, ReactionWord::helpful});
  CHECK(message(s.carol, s.maths.topic, 1).at("reactions").size() == 3);
  CHECK(message(s.carol, s.maths.topic, 1).at("version") == 1);
  s.alice.does(WithdrawReaction{s.maths.topic, 1, ReactionWord::helpful});
  CHECK(message(s.carol, s.maths.topic, 1).at("reactions").size() == 2);
  CHECK(told(s.dan.tries(React{s.maths.topic, 1, ReactionWord::helpful})) == "not_found");
}

TEST_CASE("who is mentioned and may read is told; others stay plain text and nobody learns which") {
  Scenario s;
  PostMessage const post{.topic = s.maths.topic,
                         .text = {"Alice, Dan, Priya?"},
                         .mentions = {{s.alice.id(), s.dan.id(), s.priya.id(), PersonId{999'999}, s.alice.id()}}};
  auto const accepted = s.bob.does(post);
  CHECK(Json::parse(accepted.record).at("mentions") == Json::array({s.alice.id().value}));
  CHECK(s.alice.told_because(Because::mentioned));
  CHECK_FALSE(s.dan.told_because(Because::mentioned));
  CHECK_FALSE(s.priya.told_because(Because::mentioned));
  CHECK_FALSE(s.bob.told_because(Because::mentioned));
}

TEST_CASE("an edit tells those mentioned anew, and no longer asks those whose name it took out") {
  Scenario s;
  auto const mine = s.bob.mentions(s.maths.topic, s.alice);
  s.bob.does(EditMessage{s.maths.topic, mine, {"Carol, rather."}, {{s.carol.id()}}});
  CHECK(s.carol.told_because(Because::mentioned));
  CHECK_FALSE(s.alice.told_because(Because::mentioned));
}

TEST_CASE("a reply tells the author, until they write in the topic themselves") {
  Scenario s;
  auto const question = s.alice.posts(s.maths.topic, "Who has tens frames?");
  s.bob.replies(s.maths.topic, question);
  CHECK(s.alice.told_because(Because::replied_to));
  s.alice.posts(s.maths.topic, "Thank you!");
  CHECK_FALSE(s.alice.told_because(Because::replied_to));
  CHECK(told(s.bob.tries(PostMessage{.topic = s.maths.topic, .text = {"?"}, .reply_to = 99U})) ==
        "unprocessable body.reply_to");
  s.alice.does(DeleteMessage{s.maths.topic, question});
  CHECK(told(s.bob.tries(PostMessage{.topic = s.maths.topic, .text = {"?"}, .reply_to = question})) ==
        "unprocessable body.reply_to");
}

TEST_CASE("a mention of the team waits in each member's Home until they have read it") {
  Scenario s;
  s.bob.does(PostMessage{.topic = s.maths.topic, .text = {"All: dates, please."}, .to_team = true});
  CHECK(at_home(s.alice, "team_mention").size() == 1);
  CHECK(at_home(s.bob, "team_mention").empty());
  CHECK(at_home(s.priya, "team_mention").empty());
  s.alice.does(MarkRead{s.maths.topic, 2});
  CHECK(at_home(s.alice, "team_mention").empty());
  CHECK(at_home(s.carol, "team_mention").size() == 1);
  s.bob.does(DeleteMessage{s.maths.topic, 2});
  CHECK(at_home(s.carol, "team_mention").empty());
}

TEST_CASE("a report goes to the leads and administrators with a copy, which closes with it") {
  Scenario s;
  auto const bad = s.bob.posts(s.maths.topic, "Something unkind.");
  auto const flag = s.alice.reports(s.maths.topic, bad);
  CHECK(told(s.alice.tries(FlagMessage{s.maths.topic, bad, {"Again"}})) == "conflict already_flagged");
  CHECK(s.sana.sees(GetFlag{flag}).at("copy") == "Something unkind.");
  CHECK(s.tom.finds(GetFlag{flag}));
  CHECK_FALSE(s.tom.finds(GetMessage{s.maths.topic, bad}));
  CHECK_FALSE(s.bob.finds(GetFlag{flag}));
  CHECK_FALSE(s.carol.finds(GetFlag{flag}));
  CHECK(told(s.alice.tries(ResolveFlag{flag, FlagOutcome::keep, {}})) == "forbidden role");
  s.sana.does(ResolveFlag{flag, FlagOutcome::take_down, Note{"Not here."}});
  CHECK(message(s.alice, s.maths.topic, bad).value("text", "") == "");
  CHECK(s.sana.sees(GetFlag{flag}).value("copy", "") == "");
  CHECK(s.bob.told_because(Because::taken_down));
  CHECK(told(s.tom.tries(ResolveFlag{flag, FlagOutcome::keep, {}})) == "conflict wrong_state");
}

TEST_CASE("nobody settles a report of their own, or about their own words") {
  Scenario s;
  auto const of_lead = s.sana.posts(s.maths.topic, "My own words.");
  auto const about_her = s.alice.reports(s.maths.topic, of_lead);
  CHECK(told(s.sana.tries(ResolveFlag{about_her, FlagOutcome::keep, {}})) == "forbidden not_own");
  auto const others = s.bob.posts(s.maths.topic, "Bob's words.");
  auto const by_her = s.sana.reports(s.maths.topic, others);
  CHECK(told(s.sana.tries(ResolveFlag{by_her, FlagOutcome::keep, {}})) == "forbidden not_own");
  CHECK(told(s.tom.tries(ResolveFlag{about_her, FlagOutcome::keep, {}})) == "accepted");
}

TEST_CASE("a read mark is one's own, goes forward only and never past the last message") {
  Scenario s;
  s.bob.posts(s.maths.topic, "b");
  s.alice.does(MarkRead{s.maths.topic, 2});
  s.alice.does(MarkRead{s.maths.topic, 1});
  CHECK(s.alice.sees(GetReadState{s.maths.topic}).at("mark") == 2);
  CHECK(told(s.alice.tries(MarkRead{s.maths.topic, 3})) == "unprocessable body.ordinal");
  CHECK_FALSE(s.bob.finds(GetReadState{s.maths.topic}));
  CHECK(told(s.dan.tries(MarkRead{s.maths.topic, 1})) == "not_found");
}

TEST_CASE("a muted topic is not news at Home, a followed one is") {
  Scenario s;
  s.advance(std::chrono::minutes{1});
  s.bob.posts(s.maths.topic, "News.");
  CHECK(at_home(s.alice, "topic") == std::vector{s.maths.topic.value});
  s.alice.does(FollowTopic{s.maths.topic, FollowLevel::mute});
  CHECK(at_home(s.alice, "topic").empty());
  s.alice.does(FollowTopic{s.maths.topic, FollowLevel::follow});
  CHECK(at_home(s.alice, "topic") == std::vector{s.maths.topic.value});
  s.alice.does(MarkRead{s.maths.topic, 2});
  CHECK(at_home(s.alice, "topic").empty());
}

TEST_CASE("news goes when seen; what needs an answer stays until it is done, and snoozes in between") {
  Scenario s;
  s.bob.mentions(s.maths.topic, s.alice);
  s.sana.appoints(s.maths.team, s.alice);
  auto const news = s.alice.told_because(Because::made_lead);
  auto const needs = s.alice.told_because(Because::mentioned);
  s.alice.does(MarkNotificationSeen{news});
  CHECK(s.alice.sees(GetNotification{news}).at("state") == "done");
  s.alice.does(MarkNotificationSeen{needs});
  CHECK(s.alice.sees(GetNotification{needs}).at("state") == "seen");
  CHECK(told(s.alice.tries(SnoozeNotification{needs, s.store().now()})) == "unprocessable body.until");
  s.alice.does(SnoozeNotification{needs, s.store().now() + std::chrono::hours{1}});
  s.advance(std::chrono::hours{1});
  CHECK(s.alice.sees(GetNotification{needs}).at("state") == "fresh");
  CHECK_FALSE(s.alice.sees(GetNotification{needs}).contains("snoozed_until"));
  s.alice.does(MarkNotificationDone{needs});
  CHECK(s.alice.sees(GetNotification{needs}).at("state") == "done");
  CHECK(told(s.alice.tries(SnoozeNotification{needs, s.store().now() + std::chrono::hours{1}})) ==
        "conflict wrong_state");
  CHECK(told(s.bob.tries(MarkNotificationDone{needs})) == "not_found");
}

TEST_CASE("a page of history goes on below its cursor, and a link starts below its message") {
  Scenario s;
  for (int i = 0; i < 20; ++i) s.bob.posts(s.maths.topic, std::to_string(i));
  CHECK(s.alice.lists(ListMessages{s.maths.topic, {}}).size() == 21);
  auto const below = s.alice.sees(ListMessages{s.maths.topic, Ordinal{6}}).at("items");
  REQUIRE(below.size() == 5);
  CHECK(below[0].at("ordinal") == 5);
}

}  // namespace staffroom::tests
