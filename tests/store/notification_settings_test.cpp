// How a person hears of things: what roles suggest, what the person chose, following teams, stopping mail by a link.
#include <doctest/doctest.h>

#include <boost/describe/enumerators.hpp>
#include <boost/mp11.hpp>
#include <set>

#include "store/calendar.hpp"
#include "store/digest_plans.hpp"
#include "store/notification_settings.hpp"
#include "tests/support/scenario.hpp"
#include "tests/support/temp_store.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

std::string pace_in(Json const& setting, std::string_view kind) {
  for (auto const& it : setting.at("paces")) {
    if (it.at("what") == kind) return it.at("pace");
  }
  return "none";
}

std::string level_in(Json const& setting, TeamId team) {
  if (!setting.contains("teams")) return "none";
  for (auto const& it : setting.at("teams")) {
    if (it.at("team") == team.value) return it.at("level");
  }
  return "none";
}

Json setting_of(Colleague const& who) { return who.sees(GetNotificationSetting{who.id()}); }

/// "2026-09-08 07:30" in London.
std::string next_digest(Colleague const& who) {
  TimestampMs const at{who.sees(GetDigestPlan{who.id()}).at("next_at").get<std::int64_t>()};
  if (at == digest_plans::never) return "never";
  auto const date = calendar::date_of(at);
  auto const minute = (at - calendar::local(date, 0, 0)).count() / 60'000;
  auto const two = [](long long n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return to_text(date) + " " + two(minute / 60) + ":" + two(minute % 60);
}

EditNotificationSetting chosen(Colleague const& who, DigestPace digest, Weekday on = Weekday::monday,
                               std::vector<KindPace> paces = {}) {
  return {.person = who.id(), .digest = digest, .digest_day = on, .paces = {std::move(paces)}};
}

std::vector<std::uint64_t> ids_of(Json const& bag, std::string_view kind) {
  std::vector<std::uint64_t> out;
  for (auto const& it : bag.at("items")) {
    if (it.at("kind") == kind) out.push_back(it.at("id"));
  }
  return out;
}

}  // namespace

TEST_CASE("while nobody chose, roles suggest") {
  Scenario s;
  auto const of_alice = setting_of(s.alice);
  CHECK(of_alice.at("version") == 0);
  CHECK(of_alice.at("chosen") == false);
  CHECK(of_alice.at("digest") == "weekly");
  CHECK(of_alice.at("digest_day") == "monday");
  CHECK(of_alice.at("paces").size() == 9);
  for (auto const* kind : {"conversations", "support", "actions"}) CHECK(pace_in(of_alice, kind) == "at_once");
  for (auto const* kind : {"teams", "library", "practice", "administration"})
    CHECK(pace_in(of_alice, kind) == "digest");
  CHECK(level_in(of_alice, s.maths.team) == "normal");
  CHECK(level_in(of_alice, s.heads.team) == "none");
  CHECK(level_in(setting_of(s.sana), s.maths.team) == "follow");
  for (auto const* daily : {&s.sana, &s.marcus, &s.helen, &s.tess}) CHECK(setting_of(*daily).at("digest") == "daily");
  for (auto const* weekly : {&s.nadia, &s.gwen, &s.bob, &s.priya}) CHECK(setting_of(*weekly).at("digest") == "weekly");
  for (auto const* administrator : {&s.nadia, &s.hugo, &s.tom}) {
    CHECK(pace_in(setting_of(*administrator), "administration") == "at_once");
  }
  // It follows the roles: Alice leads a team now.
  s.sana.appoints(s.maths.team, s.alice);
  CHECK(setting_of(s.alice).at("digest") == "daily");
}

TEST_CASE("whoever has a broker's duty is told daily") {
  Scenario s;
  CreateMembership broker{.person = s.erin.id(), .organisation = s.aire, .role = Role::staff};
  broker.duties = {{Duty::broker}};
  REQUIRE(s.as_system(broker));
  CHECK(setting_of(s.erin).at("digest") == "daily");
}

TEST_CASE("what a person chose holds over what roles suggest, and is theirs alone") {
  Scenario s;
  auto const edit = chosen(s.sana, DigestPace::weekly, Weekday::thursday,
                           {{NoticeKind::support, MailPace::hub}, {NoticeKind::library, MailPace::at_once}});
  s.sana.does(edit);
  auto const now = setting_of(s.sana);
  CHECK(now.at("version") == 1);
  CHECK(now.at("chosen") == true);
  CHECK(now.at("digest") == "weekly");
  CHECK(now.at("digest_day") == "thursday");
  CHECK(pace_in(now, "support") == "hub");
  CHECK(pace_in(now, "library") == "at_once");
  CHECK(pace_in(now, "conversations") == "at_once");
  CHECK(told(s.sana.tries(edit, {}, 0)) == "precondition_failed version");
  CHECK(told(s.sana.tries(edit, {}, 1)) == "accepted");
  auto const twice = chosen(s.sana, DigestPace::daily, Weekday::monday,
                            {{NoticeKind::teams, MailPace::hub}, {NoticeKind::teams, MailPace::digest}});
  CHECK(told(s.sana.tries(twice)) == "unprocessable body.paces[1]");
  for (auto const* other : {&s.bob, &s.nadia, &s.tom, &s.leo}) {
    CHECK(told(other->tries(edit)) == "not_found");
    CHECK(told(other->tries(FollowTeam{s.sana.id(), s.maths.team, FollowLevel::mute})) == "not_found");
    CHECK(told(other->asks(GetNotificationSetting{s.sana.id()})) == "not_found");
    CHECK(told(other->asks(GetDigestPlan{s.sana.id()})) == "not_found");
  }
}

TEST_CASE("a team that one is in is followed as one likes; leaving it forgets that") {
  Scenario s;
  s.bob.does(FollowTeam{s.bob.id(), s.maths.team, FollowLevel::mute});
  s.bob.does(FollowTeam{s.bob.id(), s.phonics.team, FollowLevel::follow});
  CHECK(level_in(setting_of(s.bob), s.maths.team) == "mute");
  CHECK(level_in(setting_of(s.bob), s.phonics.team) == "follow");
  CHECK(setting_of(s.bob).at("chosen") == false);
  s.bob.does(FollowTeam{s.bob.id(), s.phonics.team, FollowLevel::normal});
  CHECK(level_in(setting_of(s.bob), s.phonics.team) == "normal");
  CHECK(told(s.bob.tries(FollowTeam{s.bob.id(), s.heads.team, FollowLevel::mute})) == "not_found");
  CHECK(told(s.bob.tries(FollowTeam{s.bob.id(), TeamId{99'999}, FollowLevel::mute})) == "not_found");
  // Choosing all else leaves the teams alone.
  s.bob.does(chosen(s.bob, DigestPace::daily));
  CHECK(level_in(setting_of(s.bob), s.maths.team) == "mute");
  s.bob.leaves(s.maths.team);
  CHECK(level_in(setting_of(s.bob), s.maths.team) == "none");
  CHECK(level_in(setting_of(s.bob), s.phonics.team) == "normal");
  s.bob.joins(s.maths.team);
  CHECK(level_in(setting_of(s.bob), s.maths.team) == "normal");
}

TEST_CASE("all teams of a leaver are forgotten at once") {
  Scenario s;
  for (auto const team : {s.maths.team, s.phonics.team}) s.bob.does(FollowTeam{s.bob.id(), team, FollowLevel::mute});
  s.ends_memberships_of(s.bob);
  s.takes_on(s.bob, s.kirkby, Role::staff);
  s.bob.signs_in();
  s.bob.joins(s.maths.team);
  CHECK(level_in(setting_of(s.bob), s.maths.team) == "normal");
  CHECK(s.store().verify().empty());
}

TEST_CASE("by the link in a mail its kind, or the digest, is stopped; again changes nothing") {
  Scenario s;
  s.bob.signs_in();
  CHECK(told(s.bob.tries(Unsubscribe{s.bob.id(), Unsubscribed::support})) == "not_found");
  REQUIRE(s.as_system(Unsubscribe{s.bob.id(), Unsubscribed::support}));
  CHECK(pace_in(setting_of(s.bob), "support") == "digest");
  CHECK(pace_in(setting_of(s.bob), "conversations") == "at_once");
  CHECK(setting_of(s.bob).at("chosen") == false);  // the digest still follows the roles
  REQUIRE(s.as_system(Unsubscribe{s.bob.id(), Unsubscribed::support}));
  CHECK(setting_of(s.bob).at("version") == 1);
  REQUIRE(s.as_system(Unsubscribe{s.bob.id(), Unsubscribed::digest}));
  CHECK(setting_of(s.bob).at("digest") == "never");
  CHECK(next_digest(s.bob) == "never");
  REQUIRE(s.as_system(Unsubscribe{s.bob.id(), Unsubscribed::digest}));
  CHECK(setting_of(s.bob).at("version") == 2);
  // A kind that is for the hub alone stays so.
  s.carol.does(chosen(s.carol, DigestPace::weekly, Weekday::monday, {{NoticeKind::teams, MailPace::hub}}));
  REQUIRE(s.as_system(Unsubscribe{s.carol.id(), Unsubscribed::teams}));
  CHECK(pace_in(setting_of(s.carol), "teams") == "hub");
  CHECK(told(s.as_system(Unsubscribe{s.leo.id(), Unsubscribed::teams})) == "not_found");
}

TEST_CASE("the digest is planned with the first sign-in, and anew when the person chooses otherwise") {
  Scenario s;  // Monday, 2026-09-07, 09:00 in London
  CHECK(told(s.bob.asks(GetDigestPlan{s.bob.id()})) == "not_found");
  s.bob.signs_in();
  CHECK(next_digest(s.bob) == "2026-09-14 07:30");
  s.sana.signs_in();
  CHECK(next_digest(s.sana) == "2026-09-08 07:30");
  s.bob.does(chosen(s.bob, DigestPace::weekly, Weekday::thursday));
  CHECK(next_digest(s.bob) == "2026-09-10 07:30");
  s.bob.does(chosen(s.bob, DigestPace::daily));
  CHECK(next_digest(s.bob) == "2026-09-08 07:30");
  s.bob.does(chosen(s.bob, DigestPace::never));
  CHECK(next_digest(s.bob) == "never");
  s.advance(24h * 30);
  CHECK(next_digest(s.bob) == "never");
  s.bob.does(chosen(s.bob, DigestPace::weekly));  // Wednesday, 2026-10-07
  CHECK(next_digest(s.bob) == "2026-10-12 07:30");
  // What came long before it was wanted is not told in the first one.
  auto const covers = s.bob.sees(GetDigestPlan{s.bob.id()}).at("covers_from").get<std::int64_t>();
  CHECK(covers == s.store().now().value - 7 * 86'400'000LL);
  s.ends_memberships_of(s.bob);
  CHECK_FALSE(s.bob.finds(GetDigestPlan{s.bob.id()}));
  CHECK(s.store().verify().empty());
}

TEST_CASE("a weekly digest leaves on the first day of mine on or after its day") {
  Scenario s;
  s.tom.does(EditCalendar{
      .organisation = s.kirkby,
      .terms = {{{{"Autumn"}, Date{s.today().days}, s.in_days(10)}, {{"After"}, s.in_days(22), s.in_days(60)}}}});
  s.bob.signs_in();
  CHECK(next_digest(s.bob) == "2026-09-14 07:30");
  s.advance(24h * 7);
  // 2026-09-21 and 28 are holidays; the term begins again on Tuesday, 2026-09-29.
  CHECK(next_digest(s.bob) == "2026-09-29 07:30");
  s.advance(24h * 15);
  CHECK(next_digest(s.bob) == "2026-10-05 07:30");
}

TEST_CASE("a muted team gives Home no topics, but what concerns me by name is there") {
  Scenario s;
  s.bob.signs_in();
  s.advance(1min);
  auto const quiet = s.sana.starts(s.maths.general, "Fractions in Year 4");
  auto const named = s.sana.starts(s.maths.general, "Ratio");
  s.bob.does(FollowTeam{s.bob.id(), s.maths.team, FollowLevel::mute});
  auto const has = [&](TopicId topic) {
    auto const topics = ids_of(s.bob.sees(GetHome{}), "topic");
    return std::find(topics.begin(), topics.end(), topic.value) != topics.end();
  };
  CHECK_FALSE(has(quiet));
  CHECK_FALSE(has(named));
  s.sana.mentions(named, s.bob);
  CHECK_FALSE(has(quiet));
  CHECK(has(named));
  auto const home = s.bob.sees(GetHome{});
  CHECK(ids_of(home, "notification_setting") == std::vector{s.bob.id().value});
  CHECK(ids_of(home, "digest_plan") == std::vector{s.bob.id().value});
  CHECK(ids_of(home, "team").size() == 2);
  s.bob.does(FollowTeam{s.bob.id(), s.maths.team, FollowLevel::normal});
  CHECK(has(quiet));
}

TEST_CASE("every reason to tell somebody is of the kind that its name says, and every kind has its reasons") {
  std::set<NoticeKind> met;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Because>>([&](auto reason) {
    std::string_view const name = reason.name;
    auto const kind = kind_of(reason.value);
    met.insert(kind);
    for (auto const& [begins, of] : {std::pair{"purchase_", NoticeKind::buying},
                                     {"award_", NoticeKind::buying},
                                     {"pool_", NoticeKind::buying},
                                     {"contract_", NoticeKind::buying},
                                     {"support_", NoticeKind::support},
                                     {"match_", NoticeKind::support},
                                     {"agreement_", NoticeKind::support},
                                     {"practice_", NoticeKind::practice},
                                     {"adoption_", NoticeKind::practice},
                                     {"resource_", NoticeKind::library},
                                     {"version_", NoticeKind::library},
                                     {"approval_", NoticeKind::library},
                                     {"action_", NoticeKind::actions},
                                     {"cycle_", NoticeKind::reviews},
                                     {"invitation_", NoticeKind::administration},
                                     {"erasure_", NoticeKind::administration}}) {
      if (name.starts_with(begins)) CHECK_MESSAGE(kind == of, name);
    }
  });
  CHECK(met.size() == boost::mp11::mp_size<boost::describe::describe_enumerators<NoticeKind>>::value);
}

}  // namespace staffroom::tests
