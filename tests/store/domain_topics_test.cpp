// Topics: each row of their table of states, who may move them along it, and channels.
#include <doctest/doctest.h>

#include "tests/support/scenario.hpp"

namespace staffroom::tests {
namespace {

std::string state_of(Colleague const& who, TopicId topic) {
  return who.sees(GetTopic{topic}).at("state").get<std::string>();
}

}  // namespace

TEST_CASE("a topic starts open, with its first message in the same command") {
  Scenario s;
  auto const topic = s.bob.starts(s.maths.general, "Fractions", "Where do you begin?");
  CHECK(state_of(s.alice, topic) == "open");
  auto const messages = s.alice.sees(ListMessages{topic, {}}).at("items");
  REQUIRE(messages.size() == 1);
  CHECK(messages[0].at("ordinal") == 1);
  CHECK(messages[0].at("text") == "Where do you begin?");
  CHECK(s.alice.sees(GetTopicActivity{topic}).at("messages") == 1);
}

TEST_CASE("a topic is agreed by its author or a lead, once it says where we have got to") {
  Scenario s;
  auto const topic = s.bob.starts(s.maths.general, "Fractions");
  CHECK(told(s.bob.tries(AgreeTopic{topic})) == "conflict no_summary");
  s.alice.does(EditTopicSummary{topic, {"Bar models first."}});
  CHECK(told(s.alice.tries(AgreeTopic{topic})) == "forbidden role");
  CHECK(told(s.bob.tries(AgreeTopic{topic})) == "accepted");
  CHECK(state_of(s.carol, topic) == "agreed");
  CHECK(told(s.sana.tries(AgreeTopic{topic})) == "conflict wrong_state");
}

TEST_CASE("an agreed topic takes messages and stays agreed, but its words are fixed until it is reopened") {
  Scenario s;
  auto const topic = s.bob.starts(s.maths.general, "Fractions");
  s.bob.does(EditTopicSummary{topic, {"Bar models first."}});
  s.bob.does(AgreeTopic{topic});
  CHECK(s.carol.posts(topic, "Glad of that.") == 2);
  CHECK(state_of(s.carol, topic) == "agreed");
  CHECK(told(s.bob.tries(EditTopicTitle{topic, {"Other"}})) == "conflict wrong_state");
  CHECK(told(s.bob.tries(EditTopicSummary{topic, {"Other"}})) == "conflict wrong_state");
  CHECK(told(s.carol.tries(ReopenTopic{topic})) == "forbidden role");
  s.sana.does(ReopenTopic{topic});
  CHECK(state_of(s.carol, topic) == "open");
  CHECK(told(s.bob.tries(ReopenTopic{topic})) == "conflict wrong_state");
  CHECK(told(s.bob.tries(EditTopicTitle{topic, {"Other"}})) == "accepted");
}

TEST_CASE("a lead locks an open or agreed topic, and unlocking gives back the state before") {
  Scenario s;
  for (bool const agreed : {false, true}) {
    auto const topic = s.bob.starts(s.maths.general, "Fractions");
    s.bob.does(EditTopicSummary{topic, {"Bar models first."}});
    if (agreed) s.bob.does(AgreeTopic{topic});
    CHECK(told(s.bob.tries(LockTopic{topic})) == "forbidden role");
    CHECK(told(s.sana.tries(UnlockTopic{topic})) == "conflict wrong_state");
    s.sana.does(LockTopic{topic});
    CHECK(state_of(s.bob, topic) == "locked");
    CHECK(told(s.sana.tries(LockTopic{topic})) == "conflict wrong_state");
    CHECK(told(s.sana.tries(ReopenTopic{topic})) == "conflict wrong_state");
    CHECK(told(s.sana.tries(AgreeTopic{topic})) == "conflict wrong_state");
    CHECK(told(s.sana.tries(EditTopicTitle{topic, {"Other"}})) == "conflict wrong_state");
    CHECK(told(s.bob.tries(UnlockTopic{topic})) == "forbidden role");
    s.sana.does(UnlockTopic{topic});
    CHECK(state_of(s.bob, topic) == (agreed ? "agreed" : "open"));
  }
}

TEST_CASE("a locked topic gains no message, reaction, edit or summary, but a message may still be deleted") {
  Scenario s;
  auto const mine = s.bob.posts(s.maths.topic, "With counters.");
  s.sana.does(LockTopic{s.maths.topic});
  CHECK(told(s.bob.tries(PostMessage{.topic = s.maths.topic, .text = {"More"}})) == "forbidden may_post");
  CHECK(told(s.sana.tries(PostMessage{.topic = s.maths.topic, .text = {"More"}})) == "forbidden may_post");
  CHECK(told(s.bob.tries(EditMessage{s.maths.topic, mine, {"Other"}, {}})) == "forbidden may_post");
  CHECK(told(s.alice.tries(React{s.maths.topic, mine, ReactionWord::thanks})) == "forbidden may_post");
  CHECK(told(s.sana.tries(EditTopicSummary{s.maths.topic, {"Done."}})) == "forbidden may_post");
  CHECK(told(s.bob.tries(DeleteMessage{s.maths.topic, mine})) == "accepted");
  CHECK(s.alice.sees(GetTopicActivity{s.maths.topic}).at("messages") == 2);
}

TEST_CASE("a topic's words are changed by its author and the leads, its summary by every member") {
  Scenario s;
  auto const topic = s.bob.starts(s.maths.general, "Fractions");
  CHECK(told(s.alice.tries(EditTopicTitle{topic, {"Other"}})) == "forbidden role");
  CHECK(told(s.sana.tries(EditTopicTitle{topic, {"Fractions in Year 4"}})) == "accepted");
  CHECK(told(s.alice.tries(EditTopicSummary{topic, {"Bars first."}})) == "accepted");
  CHECK(s.bob.sees(GetTopic{topic}).at("summary").at("by") == s.alice.id().value);
  CHECK(told(s.alice.tries(EditTopicSummary{topic, {""}})) == "accepted");
  CHECK_FALSE(s.bob.sees(GetTopic{topic}).contains("summary"));
  CHECK(told(s.priya.tries(EditTopicSummary{s.maths.partner_topic, {"Ours"}})) == "forbidden role");
  CHECK(told(s.dan.tries(EditTopicTitle{topic, {"Other"}})) == "not_found");
}

TEST_CASE("a moved topic keeps its id, its messages and their ordinals") {
  Scenario s;
  s.bob.posts(s.maths.topic, "Second.");
  CHECK(told(s.alice.tries(MoveTopic{s.maths.topic, s.maths.partners})) == "forbidden role");
  CHECK(told(s.sana.tries(MoveTopic{s.maths.topic, s.maths.general})) == "conflict wrong_state");
  CHECK_FALSE(s.priya.finds(GetTopic{s.maths.topic}));
  s.sana.does(MoveTopic{s.maths.topic, s.maths.partners});
  CHECK(s.priya.finds(GetMessage{s.maths.topic, 2}));
  CHECK(s.priya.posts(s.maths.topic, "Third.") == 3);
  auto const listed = s.alice.lists(ListTopics{s.maths.partners});
  CHECK(std::count(listed.begin(), listed.end(), s.maths.topic.value) == 1);
  CHECK(s.alice.lists(ListTopics{s.maths.general}).empty());
}

TEST_CASE("a topic moves to another team only where its mover may start one, and only that team reads it then") {
  Scenario s;
  CHECK(told(s.sana.tries(MoveTopic{s.maths.topic, s.phonics.general})) == "not_found");
  s.helen.adds(s.phonics.team, s.sana);
  s.sana.does(PostMessage{.topic = s.maths.topic, .text = {"Everybody, please read."}, .to_team = true});
  s.helen.does(SetPosting{s.phonics.general, Posting::leads});
  CHECK(told(s.sana.tries(MoveTopic{s.maths.topic, s.phonics.general})) == "forbidden write_target");
  s.helen.does(SetPosting{s.phonics.general, Posting::everyone});
  s.sana.does(MoveTopic{s.maths.topic, s.phonics.general});
  CHECK_FALSE(s.alice.finds(GetTopic{s.maths.topic}));
  CHECK_FALSE(s.alice.finds(GetMessage{s.maths.topic, 1}));
  CHECK(s.helen.finds(GetMessage{s.maths.topic, 2}));
  CHECK(s.helen.sees(GetTopic{s.maths.topic}).at("team") == s.phonics.team.value);
  CHECK(told(s.sana.tries(LockTopic{s.maths.topic})) == "forbidden role");  // leads where it was, not where it is
}

TEST_CASE("a deleted topic is gone at once for everybody, with all that belongs to it") {
  Scenario s;
  auto const id = s.bob.mentions(s.maths.topic, s.alice);
  CHECK(s.alice.told_because(Because::mentioned));
  CHECK(told(s.bob.tries(DeleteTopic{s.maths.topic})) == "forbidden role");
  s.sana.does(DeleteTopic{s.maths.topic});
  for (auto const& who : {s.sana, s.alice, s.bob}) {
    CHECK_FALSE(who.finds(GetTopic{s.maths.topic}));
    CHECK_FALSE(who.finds(GetMessage{s.maths.topic, id}));
    CHECK_FALSE(who.finds(ListMessages{s.maths.topic, {}}));
    CHECK(who.lists(ListTopics{s.maths.general}).empty());
  }
  CHECK_FALSE(s.alice.told_because(Because::mentioned));
  CHECK(told(s.sana.tries(UnlockTopic{s.maths.topic})) == "not_found");
  CHECK(told(s.bob.tries(PostMessage{.topic = s.maths.topic, .text = {"Hello?"}})) == "not_found");
}

TEST_CASE("topics are listed by their latest message") {
  Scenario s;
  auto const first = s.bob.starts(s.maths.general, "First");
  s.advance(std::chrono::minutes{1});
  auto const second = s.bob.starts(s.maths.general, "Second");
  s.advance(std::chrono::minutes{1});
  s.carol.posts(first, "Up again.");
  CHECK(s.alice.lists(ListTopics{s.maths.general}) == std::vector{first.value, second.value, s.maths.topic.value});
}

TEST_CASE("channels are made, changed and archived by leads, and read by the whole team") {
  Scenario s;
  CHECK(told(s.alice.tries(CreateChannel{s.maths.team, {"Year 6"}, {}, {}})) == "forbidden role");
  auto const channel = s.sana.opens(s.maths.team, "Year 6");
  CHECK(s.alice.finds(GetChannel{channel}));
  CHECK(told(s.alice.tries(EditChannel{.channel = channel, .channel_name = Name{"Other"}})) == "forbidden role");
  s.sana.does(EditChannel{.channel = channel, .channel_name = Name{"Upper"}, .purpose = Purpose{"Years 5 and 6."}});
  CHECK(s.alice.sees(GetChannel{channel}).at("name") == "Upper");
  auto const topic = s.alice.starts(channel, "Ratio");
  s.sana.does(ArchiveChannel{channel});
  CHECK(told(s.sana.tries(ArchiveChannel{channel})) == "conflict wrong_state");
  CHECK(told(s.alice.tries(PostMessage{.topic = topic, .text = {"More"}})) == "forbidden may_post");
  CHECK(told(s.alice.tries(EditTopicTitle{topic, {"Other"}})) == "conflict wrong_state");
  CHECK(told(s.sana.tries(EditChannel{.channel = channel, .channel_name = Name{"Other"}})) == "conflict wrong_state");
  CHECK(s.alice.finds(GetMessage{topic, 1}));
  s.sana.does(RestoreChannel{channel});
  CHECK(s.alice.posts(topic, "Back again.") == 2);
}

TEST_CASE("a channel for leads only is read by all and written by leads") {
  Scenario s;
  auto const channel = s.sana.opens(s.maths.team, "Notices", Posting::leads);
  auto const topic = s.sana.starts(channel, "Dates");
  CHECK(told(s.alice.tries(PostMessage{.topic = topic, .text = {"Thanks"}})) == "forbidden may_post");
  CHECK(told(s.alice.tries(CreateTopic{channel, {"Mine"}, {"Text"}, {}})) == "forbidden may_post");
  CHECK(s.alice.finds(GetMessage{topic, 1}));
  s.sana.does(SetPosting{channel, Posting::members});
  CHECK(told(s.alice.tries(PostMessage{.topic = topic, .text = {"Thanks"}})) == "accepted");
}

}  // namespace staffroom::tests
