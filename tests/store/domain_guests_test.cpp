// Guests: what they see, until when, and what is never theirs.
#include <doctest/doctest.h>

#include "store/calendar.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {

using namespace std::chrono_literals;

TEST_CASE("a guest sees the card, the granted channels and the people in them, and nothing else of the team") {
  Scenario s;
  CHECK(s.priya.finds(GetTeam{s.maths.team}));
  CHECK(s.priya.lists(ListChannels{s.maths.team}) == std::vector{s.maths.partners.value});
  CHECK(s.priya.finds(GetTopic{s.maths.partner_topic}));
  CHECK_FALSE(s.priya.finds(GetTopic{s.maths.topic}));
  CHECK_FALSE(s.priya.finds(GetChannel{s.maths.general}));
  CHECK(s.priya.lists(ListTeamMembers{s.maths.team}).size() == 5);  // lead, three members, herself
  CHECK_FALSE(s.priya.finds(GetPerson{s.alice.id()}));
  CHECK(s.priya.lists(ListPeople{}) == std::vector{s.priya.id().value});
  CHECK_FALSE(s.priya.finds(GetOrganisation{s.kirkby}));
  CHECK(s.priya.lists(ListOrganisations{}) == std::vector{s.diocese.value});
}

TEST_CASE("guests of different channels do not see each other") {
  Scenario s;
  auto const other = s.sana.opens(s.maths.team, "With the university");
  auto const paul = s.sana.adds_guest(s.maths.team, s.paul, {other}, s.in_days(10));
  CHECK_FALSE(s.priya.finds(GetTeamMembership{paul}));
  s.sana.does(GrantChannels{paul, {{other, s.maths.partners}}});
  CHECK(s.priya.finds(GetTeamMembership{paul}));
}

TEST_CASE("only a lead adds guests, with an end date within a year and channels of the team") {
  Scenario s;
  AddTeamGuest add{
      .team = s.phonics.team, .person = s.priya.id(), .channels = {{s.phonics.partners}}, .ends = s.in_days(30)};
  CHECK(told(s.bob.tries(add)) == "forbidden role");
  CHECK(told(s.tom.tries(add)) == "forbidden role");
  auto without_end = add;
  without_end.ends.reset();
  CHECK(told(s.helen.tries(without_end)) == "forbidden end_date");
  auto too_long = add;
  too_long.ends = s.in_days(limits::guest_days_max + 1);
  CHECK(told(s.helen.tries(too_long)) == "forbidden end_date");
  auto over = add;
  over.ends = s.in_days(-1);
  CHECK(told(s.helen.tries(over)) == "forbidden end_date");
  auto nowhere = add;
  nowhere.channels = {};
  CHECK(told(s.helen.tries(nowhere)) == "unprocessable body.channels");
  auto foreign = add;
  foreign.channels = {{s.maths.partners}};
  CHECK(told(s.helen.tries(foreign)) == "not_found");
  auto unknown = add;
  unknown.channels = {{ChannelId{999'999}}};
  CHECK(s.helen.tries(foreign).error() == s.helen.tries(unknown).error());
  CHECK(told(s.helen.tries(add)) == "accepted");
  CHECK(told(s.helen.tries(add)) == "conflict already_member");
}

TEST_CASE("a guest is not counted as a member, and a partner's person never becomes one") {
  Scenario s;
  CHECK(s.sana.sees(GetTeam{s.maths.team}).at("members") == 4);
  auto const place = s.place_of(s.priya, s.maths.team);
  CHECK(told(s.sana.tries(ChangeTeamRelation{place, TeamRelation::member})) == "unprocessable body.relation");
  CHECK(told(s.sana.tries(ChangeTeamRelation{place, TeamRelation::lead})) == "unprocessable body.relation");
  auto const bob = s.place_of(s.bob, s.maths.team);
  CHECK(told(s.sana.tries(ChangeTeamRelation{bob, TeamRelation::guest})) == "unprocessable body.relation");
  CHECK(told(s.sana.tries(GrantChannels{bob, {{s.maths.partners}}})) == "conflict not_a_guest");
}

TEST_CASE("a colleague who is guest becomes a member without losing the place") {
  Scenario s;
  auto const place = s.sana.adds_guest(s.maths.team, s.dan, {s.maths.partners}, s.in_days(3));
  CHECK_FALSE(s.dan.finds(GetTopic{s.maths.topic}));
  s.sana.does(ChangeTeamRelation{place, TeamRelation::member});
  CHECK(s.dan.finds(GetTopic{s.maths.topic}));
  CHECK(s.place_of(s.dan, s.maths.team) == place);
  CHECK(s.sana.sees(GetTeam{s.maths.team}).at("members") == 5);
  s.advance(24h * 10);
  CHECK(s.place_of(s.dan, s.maths.team) == place);
}

TEST_CASE("a guest posts where channels are granted, and starts topics where guests may") {
  Scenario s;
  CHECK(told(s.priya.tries(PostMessage{.topic = s.maths.partner_topic, .text = {"We can host."}})) == "accepted");
  CHECK(told(s.priya.tries(PostMessage{.topic = s.maths.topic, .text = {"Hello"}})) == "not_found");
  CHECK(told(s.priya.tries(CreateTopic{s.maths.partners, {"Ours"}, {"Text"}, {}})) == "forbidden guests_may_start");
  s.sana.does(EditChannel{.channel = s.maths.partners, .guests_may_start = true});
  CHECK(told(s.priya.tries(CreateTopic{s.maths.partners, {"Ours"}, {"Text"}, {}})) == "accepted");
  s.sana.does(SetPosting{s.maths.partners, Posting::members});
  CHECK(told(s.priya.tries(PostMessage{.topic = s.maths.partner_topic, .text = {"More"}})) == "forbidden may_post");
}

TEST_CASE("a guest's place ends at midnight in London, in winter and in summer") {
  Scenario s;
  auto const winter = *parse_date("2026-12-10");
  auto const summer = *parse_date("2027-06-10");
  s.sana.adds_guest(s.maths.team, s.dan, {s.maths.partners}, winter);
  s.advance_to({calendar::end_of(winter).value - 1});
  CHECK(s.place_of(s.dan, s.maths.team));
  s.advance(1ms);
  CHECK(s.store().now().value % 86'400'000 == 0);  // winter: midnight in London is midnight UTC
  CHECK_FALSE(s.place_of(s.dan, s.maths.team));
  CHECK_FALSE(s.dan.finds(GetTopic{s.maths.partner_topic}));

  s.sana.adds_guest(s.maths.team, s.dan, {s.maths.partners}, summer);
  s.advance_to({calendar::end_of(summer).value - 1});
  CHECK(s.place_of(s.dan, s.maths.team));
  s.advance(1ms);
  CHECK(s.store().now().value % 86'400'000 == 23 * 3'600'000);  // summer: an hour earlier by UTC
  CHECK_FALSE(s.place_of(s.dan, s.maths.team));
}

TEST_CASE("a guest whose last day is the one on which the clocks change still has the whole day") {
  Scenario s;
  auto const long_day = *parse_date("2026-10-25");   // 25 hours
  auto const short_day = *parse_date("2027-03-28");  // 23 hours
  for (auto const& [day, hours] : {std::pair{long_day, 25}, std::pair{short_day, 23}}) {
    auto const start = calendar::end_of({day.days - 1});
    CHECK(calendar::end_of(day) - start == std::chrono::hours{hours});
    s.sana.adds_guest(s.maths.team, s.dan, {s.maths.partners}, day);
    s.advance_to({start.value + hours * 3'600'000 - 1});
    CHECK(s.place_of(s.dan, s.maths.team));
    s.advance(1ms);
    CHECK_FALSE(s.place_of(s.dan, s.maths.team));
  }
}

TEST_CASE("a lead extends a guest's stay, and the old end does not come") {
  Scenario s;
  auto const place = s.place_of(s.priya, s.maths.team);
  CHECK(told(s.sana.tries(ExtendTeamGuest{place, {}})) == "forbidden end_date");
  CHECK(told(s.alice.tries(ExtendTeamGuest{place, s.in_days(60)})) == "forbidden role");
  s.sana.does(ExtendTeamGuest{place, s.in_days(60)});
  s.advance(24h * 40);
  CHECK(s.place_of(s.priya, s.maths.team));
  s.advance(24h * 21);
  CHECK_FALSE(s.place_of(s.priya, s.maths.team));
  CHECK(told(s.sana.tries(ExtendTeamGuest{place, s.in_days(5)})) == "conflict wrong_state");
}

TEST_CASE("a guest loses a channel when the grant goes, and keeps the others") {
  Scenario s;
  auto const other = s.sana.opens(s.maths.team, "Moderation");
  auto const place = s.place_of(s.priya, s.maths.team);
  s.sana.does(GrantChannels{place, {{s.maths.partners, other}}});
  CHECK(s.priya.lists(ListChannels{s.maths.team}).size() == 2);
  s.sana.does(GrantChannels{place, {{other}}});
  CHECK_FALSE(s.priya.finds(GetTopic{s.maths.partner_topic}));
  CHECK(s.priya.finds(GetChannel{other}));
}

}  // namespace staffroom::tests
