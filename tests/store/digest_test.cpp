// What a digest holds: what came in its period and still matters, by title, as its person may read it now.
#include "store/digest.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/support_case.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

/// Digests between two moments of a story.
struct Story {
  Scenario s;
  TimestampMs from = s.store().now();

  Digest of(Colleague const& who) { return s.store().digest(who.id(), from, s.store().now()); }
  /// "Maths leads / Fractions 2"
  static std::vector<std::string> topics_of(Digest const& digest) {
    std::vector<std::string> out;
    for (auto const& place : digest.places) {
      for (auto const& topic : place.topics) {
        out.push_back(place.name + " / " + topic.title + " " + std::to_string(topic.unread));
      }
    }
    return out;
  }
  std::string maths() { return s.carol.sees(GetTeam{s.maths.team}).at("name").get<std::string>(); }
  void sets(Colleague const& who, NoticeKind what, MailPace pace) {
    who.does(EditNotificationSetting{
        .person = who.id(), .digest = DigestPace::weekly, .paces = {{KindPace{.what = what, .pace = pace}}}});
  }
};

}  // namespace

TEST_CASE("digest: what needs the person is told by its title, until it is answered") {
  Story t;
  auto const& s = t.s;
  t.s.advance(1min);
  auto const topic = s.bob.starts(s.maths.general, "Bar models in Year 4");
  auto const ordinal = s.bob.mentions(topic, s.carol, "A secret that no mail may tell.");
  auto const digest = t.of(s.carol);
  REQUIRE(digest.needs.size() == 1);
  auto const& item = digest.needs.front();
  CHECK(item.because == Because::mentioned);
  CHECK(item.by.starts_with("Bob"));
  CHECK(item.title == "Bar models in Year 4");
  CHECK(item.place == t.maths());
  CHECK(item.self == "/api/v1/topics/" + std::to_string(topic.value));
  CHECK(item.ordinal == ordinal);
  CHECK(t.of(s.dan).is_empty());
  s.carol.posts(topic, "Here is the answer.");
  CHECK(t.of(s.carol).needs.empty());
}

TEST_CASE("digest: what is older only counts while it waits, and nothing is in two") {
  Story t;
  auto const& s = t.s;
  t.s.advance(1min);
  auto const topic = s.bob.starts(s.maths.general, "Before");
  s.bob.mentions(topic, s.carol);
  auto const first_end = t.s.store().now();
  t.s.advance(1min);
  s.bob.mentions(s.bob.starts(s.maths.general, "After"), s.carol);
  auto const first = t.s.store().digest(s.carol.id(), t.from, first_end);
  auto const second = t.s.store().digest(s.carol.id(), first_end, t.s.store().now());
  REQUIRE(first.needs.size() == 1);
  CHECK(first.needs.front().title == "Before");
  CHECK(first.needs_older == 0);
  REQUIRE(second.needs.size() == 1);
  CHECK(second.needs.front().title == "After");
  CHECK(second.needs_older == 1);
  CHECK_FALSE(second.is_empty());
  // What waits from before makes no digest by itself.
  auto const now = t.s.store().now();
  t.s.advance(1min);
  auto const third = t.s.store().digest(s.carol.id(), now, t.s.store().now());
  CHECK(third.is_empty());
  CHECK(third.needs_older == 2);
}

TEST_CASE("digest: news goes when it was seen") {
  Story t;
  auto const& s = t.s;
  t.s.advance(1min);
  s.sana.appoints(s.maths.team, s.carol);
  auto const digest = t.of(s.carol);
  REQUIRE(digest.news.size() == 1);
  CHECK(digest.news.front().because == Because::made_lead);
  CHECK(digest.news.front().place == t.maths());
  s.carol.does(MarkNotificationSeen{s.carol.told_because(Because::made_lead)});
  CHECK(t.of(s.carol).news.empty());
}

TEST_CASE("digest: topics by how a team and a topic are followed") {
  Story t;
  auto const& s = t.s;
  t.s.advance(1min);
  auto const quiet = s.bob.starts(s.maths.general, "Quiet");
  auto const mine = s.carol.starts(s.maths.general, "Mine");
  s.bob.posts(mine, "One.");
  s.bob.posts(mine, "Two.");
  s.carol.posts(mine, "My own is not new to me.");
  // Normal: those that she follows, or wrote in.
  CHECK(Story::topics_of(t.of(s.carol)) == std::vector<std::string>{t.maths() + " / Mine 2"});
  s.carol.does(FollowTopic{quiet, FollowLevel::follow});
  CHECK(Story::topics_of(t.of(s.carol)).size() == 2);
  s.carol.does(MarkRead{mine, 4});
  CHECK(Story::topics_of(t.of(s.carol)) == std::vector<std::string>{t.maths() + " / Quiet 1"});
  s.carol.does(FollowTopic{quiet, FollowLevel::mute});
  CHECK(t.of(s.carol).is_empty());
  // Everything of a team that she follows, but for what she muted.
  s.bob.starts(s.maths.general, "Another");
  CHECK(t.of(s.carol).is_empty());
  s.carol.does(FollowTeam{s.carol.id(), s.maths.team, FollowLevel::follow});
  CHECK(Story::topics_of(t.of(s.carol)) == std::vector<std::string>{t.maths() + " / Another 1"});
  // Nothing of a team that she muted, but what names her.
  s.carol.does(FollowTeam{s.carol.id(), s.maths.team, FollowLevel::mute});
  CHECK(t.of(s.carol).is_empty());
  s.bob.mentions(quiet, s.carol);
  CHECK(t.of(s.carol).needs.size() == 1);
}

TEST_CASE("digest: what the person may not read any more is not told") {
  Story t;
  auto const& s = t.s;
  t.s.advance(1min);
  auto const topic = s.carol.starts(s.maths.general, "Ours");
  s.bob.mentions(topic, s.carol);
  CHECK(t.of(s.carol).needs.size() == 1);
  CHECK(t.of(s.carol).places.size() == 1);
  s.sana.removes(t.s.place_of(s.carol, s.maths.team));
  auto const digest = t.of(s.carol);
  CHECK(digest.needs.empty());
  CHECK(digest.needs_older == 0);
  CHECK(digest.places.empty());
}

TEST_CASE("digest: a kind that is for the hub alone is in none") {
  Story t;
  auto const& s = t.s;
  t.s.advance(1min);
  auto const topic = s.carol.starts(s.maths.general, "Ours");
  s.bob.mentions(topic, s.carol);
  t.sets(s.carol, NoticeKind::conversations, MailPace::hub);
  CHECK(t.of(s.carol).is_empty());
  t.sets(s.carol, NoticeKind::conversations, MailPace::digest);
  CHECK(t.of(s.carol).needs.size() == 1);
}

TEST_CASE("digest: what Home shows without a notification is told as well") {
  Story t;
  auto const& s = t.s;
  t.s.advance(1min);
  s.alice.asks_to_join(s.phonics.team);
  s.bob.reports(s.phonics.topic, 1);
  s.bob.does(PostMessage{.topic = s.phonics.topic, .text = {"Everybody, please."}, .to_team = true});
  auto const digest = t.of(s.helen);
  auto const has = [&](auto what) {
    return std::count_if(digest.needs.begin(), digest.needs.end(), [&](auto const& it) { return it.what == what; });
  };
  CHECK(has(Told::join_request) == 1);
  CHECK(has(Told::flag) == 1);
  CHECK(has(Told::team_mention) == 1);
}

TEST_CASE("digest: asking for help is told with its day; dates come with it but make none") {
  Story t;
  auto& s = t.s;
  SupportCase c(s);
  t.s.advance(1min);
  t.from = s.store().now();
  t.s.advance(1min);
  auto const match = c.asks(s.carol, c.opens());
  auto const asked = t.of(s.carol);
  REQUIRE(asked.needs.size() == 1);
  CHECK(asked.needs.front().because == Because::match_asked);
  CHECK(asked.needs.front().title == "Bar modelling in Year 4");
  CHECK(asked.needs.front().date == c.match(match).lapses);
  CHECK(asked.dates.empty());  // its last day is a week away
  s.carol.does(
      CreateAction{.topic = s.maths.topic, .title = {"Bring the bars"}, .owner = s.carol.id(), .due = s.in_days(6)});
  auto const later = s.store().now();
  t.s.advance(1min);
  auto const quiet = s.store().digest(s.carol.id(), later, s.store().now());
  CHECK(quiet.is_empty());
  REQUIRE(quiet.dates.size() == 1);
  CHECK(quiet.dates.front().what == DateOf::action);
}

}  // namespace staffroom::tests
