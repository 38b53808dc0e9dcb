// Questions in a channel: an answer that is accepted, by the one who asked or by a lead.
#include <doctest/doctest.h>

#include "tests/support/scenario.hpp"

namespace staffroom::tests {
namespace {

TopicId asks(Scenario& s, Colleague const& who) {
  return {id_in(who.does(CreateTopic{.channel = s.maths.general,
                                     .title = {"Has anyone got a fraction wall?"},
                                     .text = {"For Year 4, please."},
                                     .question = true}))};
}

Json shown(Scenario& s, TopicId topic) { return s.bob.sees(GetTopic{topic}); }

}  // namespace

TEST_CASE("whoever asked, or a lead, accepts a message as the answer; another may take its place") {
  Scenario s;
  auto const topic = asks(s, s.alice);
  CHECK(shown(s, topic).at("question") == true);
  auto const first = s.bob.posts(topic, "Here is one.");
  auto const second = s.carol.posts(topic, "This is better.");
  CHECK(told(s.carol.tries(AcceptAnswer{topic, second})) == "forbidden role");
  CHECK(told(s.dan.tries(AcceptAnswer{topic, second})) == "not_found");
  CHECK(told(s.alice.tries(AcceptAnswer{topic, 99})) == "unprocessable body.ordinal");
  s.alice.does(AcceptAnswer{topic, first});
  CHECK(shown(s, topic).at("answer") == first);
  auto const note = s.bob.told_because(Because::answer_accepted);
  REQUIRE(note);
  CHECK(s.bob.sees(GetNotification{note}).at("ordinal") == first);
  s.sana.does(AcceptAnswer{topic, second});
  CHECK(shown(s, topic).at("answer") == second);
  CHECK(told(s.carol.tries(ClearAnswer{topic})) == "forbidden role");
  s.alice.does(ClearAnswer{topic});
  CHECK_FALSE(shown(s, topic).contains("answer"));
  CHECK(told(s.alice.tries(ClearAnswer{topic})) == "accepted");
}

TEST_CASE("the accepted answer is a live message: deleting it clears it") {
  Scenario s;
  auto const topic = asks(s, s.alice);
  auto const first = s.bob.posts(topic, "Here is one.");
  auto const second = s.bob.posts(topic, "And another.");
  s.alice.does(AcceptAnswer{topic, first});
  s.bob.does(DeleteMessage{topic, second});
  CHECK(shown(s, topic).at("answer") == first);
  CHECK(told(s.alice.tries(AcceptAnswer{topic, second})) == "conflict message_deleted");
  s.bob.does(DeleteMessage{topic, first});
  CHECK_FALSE(shown(s, topic).contains("answer"));
  // Taken down after a report is gone as well.
  auto const third = s.bob.posts(topic, "Unkind.");
  s.alice.does(AcceptAnswer{topic, third});
  auto const report = s.carol.reports(topic, third);
  s.sana.does(ResolveFlag{.flag = report, .outcome = FlagOutcome::take_down});
  CHECK_FALSE(shown(s, topic).contains("answer"));
  CHECK(s.store().verify().empty());
}

TEST_CASE("only a question has an answer, and no locked topic gets one") {
  Scenario s;
  auto const plain = s.alice.starts(s.maths.general, "News");
  CHECK_FALSE(shown(s, plain).contains("question"));
  CHECK(told(s.alice.tries(AcceptAnswer{plain, 1})) == "conflict not_a_question");
  auto const topic = asks(s, s.alice);
  auto const first = s.bob.posts(topic, "Here is one.");
  s.alice.does(EditTopicSummary{topic, {"Bob has one."}});
  s.alice.does(AgreeTopic{topic});
  s.alice.does(AcceptAnswer{topic, first});
  s.sana.does(LockTopic{topic});
  CHECK(told(s.alice.tries(AcceptAnswer{topic, 1})) == "conflict wrong_state");
  CHECK(told(s.alice.tries(ClearAnswer{topic})) == "conflict wrong_state");
}

}  // namespace staffroom::tests
