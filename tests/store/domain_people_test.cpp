// People, organisations and sessions: who knows whom, and what a leaver loses.
#include <doctest/doctest.h>

#include "tests/support/scenario.hpp"

namespace staffroom::tests {

using namespace std::chrono_literals;

TEST_CASE("colleagues of the network know each other; partners know their own people only") {
  Scenario s;
  CHECK(s.dan.finds(GetPerson{s.gwen.id()}));
  CHECK(s.dan.finds(GetPerson{s.priya.id()}));
  CHECK_FALSE(s.priya.finds(GetPerson{s.dan.id()}));
  CHECK_FALSE(s.priya.finds(GetPerson{s.paul.id()}));
  CHECK(s.paul.finds(GetOrganisation{s.university}));
  CHECK_FALSE(s.paul.finds(GetOrganisation{s.aire}));
  CHECK(s.dan.finds(GetOrganisation{s.university}));
}

TEST_CASE("a leaver is known to their last administrators and themselves only, and can do nothing") {
  Scenario s;
  CHECK(s.nadia.finds(GetPerson{s.leo.id()}));
  CHECK_FALSE(s.dan.finds(GetPerson{s.leo.id()}));
  CHECK_FALSE(s.tom.finds(GetPerson{s.leo.id()}));
  CHECK(s.leo.finds(GetPerson{s.leo.id()}));
  CHECK(told(s.leo.tries(JoinTeam{s.maths.team})) == "not_found");
  CHECK(told(s.as_system(OpenSession{s.leo.id(), std::string(64, 'a'), "Edge"})) == "not_found");
}

TEST_CASE("who leaves loses every place in teams in the same commit, and leads pass to the administrators") {
  Scenario s;
  auto const session = s.helen.signs_in();
  s.ends_memberships_of(s.helen);
  CHECK_FALSE(s.place_of(s.helen, s.phonics.team));
  CHECK(s.bob.sees(GetTeam{s.phonics.team}).value("leads", Json::array()).empty());
  CHECK(s.bob.sees(GetTeam{s.phonics.team}).at("members") == 1);
  CHECK(s.tess.sees(GetTeam{s.heads.team}).at("members") == 1);
  CHECK(s.hugo.told_because(Because::lead_needed));
  CHECK_FALSE(s.helen.finds(GetTopic{s.phonics.topic}));
  CHECK_FALSE(s.helen.finds(GetSession{session}));
  CHECK(s.store().verify().empty());
}

TEST_CASE("a leaver who returns gets back no team, lead or grant") {
  Scenario s;
  s.ends_memberships_of(s.helen);
  s.ends_memberships_of(s.priya);
  s.takes_on(s.helen, s.mosslands, Role::headteacher);
  s.takes_on(s.priya, s.diocese, Role::partner);
  CHECK(s.helen.finds(GetTeam{s.phonics.team}));  // the card, as anybody in reach
  CHECK_FALSE(s.helen.finds(GetTopic{s.phonics.topic}));
  CHECK_FALSE(s.helen.finds(GetTeam{s.heads.team}));
  CHECK_FALSE(s.priya.finds(GetTopic{s.maths.partner_topic}));
}

TEST_CASE("who has another membership left stays in the teams; who has only a partner's stays as guest") {
  Scenario s;
  s.takes_on(s.bob, s.tarn, Role::staff);
  s.ends_memberships_of(s.bob, s.kirkby);
  CHECK(s.place_of(s.bob, s.maths.team));
  s.takes_on(s.bob, s.diocese, Role::partner);
  auto const guest = s.tess.adds_guest(s.heads.team, s.bob, {s.heads.partners}, s.in_days(9));
  s.ends_memberships_of(s.bob, s.tarn);
  CHECK_FALSE(s.place_of(s.bob, s.maths.team));
  CHECK(s.place_of(s.bob, s.heads.team) == guest);
}

TEST_CASE("sessions are one's own, end by oneself, and at the latest after the absolute limit") {
  Scenario s;
  auto const first = s.bob.signs_in("Chrome on Windows");
  auto const second = s.bob.signs_in("Safari on iPhone");
  CHECK(s.bob.lists(ListSessions{}) == std::vector{second.value, first.value});
  CHECK_FALSE(s.alice.finds(GetSession{first}));
  CHECK(told(s.alice.tries(EndSession{first})) == "not_found");
  s.bob.does(EndSession{first});
  CHECK(s.bob.lists(ListSessions{}) == std::vector{second.value});
  for (int i = 0; i < 20; ++i) {
    s.advance(8h);
    s.bob.does(TouchSession{second});
  }
  CHECK(s.bob.lists(ListSessions{}) == std::vector{second.value});
  s.advance(8h);
  CHECK(s.bob.lists(ListSessions{}).empty());
  CHECK(told(s.bob.tries(TouchSession{second})) == "not_found");
}

TEST_CASE("changing the password ends all other sessions, and only a version that was checked is replaced") {
  Scenario s;
  auto const other = s.bob.signs_in();
  auto const mine = s.bob.signs_in();
  s.bob.does(ReplacePassword{mine, 1, "$argon2id$new"});
  CHECK_FALSE(s.bob.finds(GetSession{other}));
  CHECK(s.bob.finds(GetSession{mine}));
  CHECK(told(s.bob.tries(ReplacePassword{mine, 1, "$argon2id$newer"})) == "conflict changed");
}

TEST_CASE("internal commands are for the system alone") {
  Scenario s;
  CHECK(told(s.nadia.tries(CreatePerson{{"Me Again"}, {"me@example.org"}, "x"})) == "not_found");
  CHECK(told(s.nadia.tries(OpenSession{s.nadia.id(), std::string(64, 'b'), "x"})) == "not_found");
  CHECK(told(s.nadia.tries(Tick{})) == "not_found");
}

}  // namespace staffroom::tests
