// Time passing: what is due happens once, in order, and a deleted topic's texts leave the disk.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <vector>

#include "tests/support/scenario.hpp"

namespace staffroom::tests {

using namespace std::chrono_literals;

TEST_CASE("a tick with nothing due is accepted and changes nothing, and twice is as once") {
  Scenario s;
  auto const before = s.store().seq();
  CHECK(told(s.as_system(Tick{})) == "accepted");
  CHECK(told(s.as_system(Tick{})) == "accepted");
  CHECK(s.store().seq() == before);
}

TEST_CASE("a command whose time has passed a due moment is decided after it") {
  Scenario s;
  s.store().advance_clock(24h * 31);  // priya's last day was yesterday, and no tick has come
  CHECK(told(s.priya.tries(PostMessage{.topic = s.maths.partner_topic, .text = {"Still here?"}})) == "not_found");
  CHECK_FALSE(s.place_of(s.priya, s.maths.team));
}

TEST_CASE("the next moment at which something is due is known after every change") {
  Scenario s;
  auto const nothing_snoozed = s.store().next_due();
  REQUIRE(nothing_snoozed);
  REQUIRE(*nothing_snoozed > s.store().now() + 24h);  // what the scenario itself has waits longer
  std::vector<NotificationId> needs;
  std::map<NotificationId, TimestampMs> snoozed;
  for (int i = 0; i < 6; ++i) {
    s.bob.mentions(s.maths.topic, s.alice);
    needs.push_back(s.alice.told_because(Because::mentioned));
  }
  s.advance(limits::notice_mailed_after);  // their mails are noted
  std::mt19937 random(5);
  for (int i = 0; i < 200; ++i) {
    auto const one = needs[random() % needs.size()];
    if (random() % 4 == 0) {
      s.advance(std::chrono::minutes{random() % 90});
      std::erase_if(snoozed, [&](auto const& it) { return it.second <= s.store().now(); });
    } else {
      auto const until = s.store().now() + std::chrono::minutes{1 + random() % 300};
      s.alice.does(SnoozeNotification{one, until});
      snoozed[one] = until;
    }
    auto expected = *nothing_snoozed;
    for (auto const& [notification, until] : snoozed) expected = std::min(expected, until);
    CAPTURE(i);
    REQUIRE(s.store().next_due() == expected);
  }
}

TEST_CASE("after downtime the result is the same as if ticks had come in time") {
  Scenario s;
  s.store().advance_clock(24h * 31);
  s.sana.posts(s.maths.topic, "The clock is kept with this.");
  s.reopen();
  CHECK_FALSE(s.place_of(s.priya, s.maths.team));
  CHECK_FALSE(s.place_of(s.paul, s.heads.team));
  CHECK(s.store().verify().empty());
}

TEST_CASE("the purge of a long deleted topic goes on over several ticks and leaves no text in any record") {
  Scenario s;
  auto const topic = s.bob.starts(s.maths.general, "Quixotic title", "Quixotic start");
  for (int i = 0; i < 150; ++i) s.bob.posts(topic, "Quixotic word " + std::to_string(i));
  s.bob.does(EditMessage{topic, 3, {"Quixotic edit"}, {}});
  s.bob.does(PostMessage{.topic = topic, .text = {"Quixotic call"}, .mentions = {{s.alice.id()}}, .to_team = true});
  s.alice.does(EditTopicSummary{topic, {"Quixotic summary"}});
  s.sana.does(DeleteTopic{topic});
  s.tick();
  CHECK_FALSE(s.store().next_due().value_or(TimestampMs{1}).value == 0);
  CHECK(s.store().verify().empty());
  for (auto const& text : s.stored_texts()) CHECK(text.find("Quixotic") == std::string::npos);
}

TEST_CASE("a purge that a restart interrupts is finished by it") {
  Scenario s;
  auto const topic = s.bob.starts(s.maths.general, "Quixotic title", "Quixotic start");
  for (int i = 0; i < 150; ++i) s.bob.posts(topic, "Quixotic word " + std::to_string(i));
  s.sana.does(DeleteTopic{topic});
  CHECK(told(s.as_system(Tick{.items_max = 1})) == "accepted");
  s.reopen();
  s.tick();
  for (auto const& text : s.stored_texts()) CHECK(text.find("Quixotic") == std::string::npos);
}

}  // namespace staffroom::tests
