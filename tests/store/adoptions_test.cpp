// Trying what a post tells: one for each school, what happened, who learns whose words they are.
#include <doctest/doctest.h>

#include "store/calendar.hpp"
#include "tests/support/days.hpp"
#include "tests/support/posts.hpp"

namespace staffroom::tests {
namespace {

/// A post of Bob's, of Kirkby Road in aire; Carol of Tarn Lane in moor tries it.
struct Trying {
  explicit Trying(OrganisationId Scenario::* with = &Scenario::network) { id = posts.shows(s.bob, s.kirkby, s.*with); }
  AdoptionId tries(Colleague const& who, OrganisationId school) { return {id_in(who.does(TryPractice{id, school}))}; }
  TellAdoption tale(AdoptionId adoption, std::uint32_t week = 6, std::string happened = "It went well.") {
    return {.adoption = adoption, .week = week, .with_whom = {"Year 5"}, .happened = {std::move(happened)}};
  }
  Scenario s;
  Posts posts{s};
  PracticeId id;
};

}  // namespace

TEST_CASE(
    "a school tries a post once at a time, by somebody of it; its makers learn of the school, not of the person") {
  Trying it;
  auto& s = it.s;
  CHECK(told(s.carol.tries(TryPractice{it.id, s.beckside})) == "forbidden own_school");
  CHECK(told(s.tess.tries(TryPractice{it.id, s.aire})) == "unprocessable body.organisation");
  auto const adoption = it.tries(s.carol, s.tarn);
  CHECK(told(s.harry.tries(TryPractice{it.id, s.tarn})) == "conflict already_trying");
  CHECK(it.posts.activity(it.id).trying == 1);
  auto const note = s.bob.told_because(Because::adoption_new);
  REQUIRE(note);
  auto const told_of = s.bob.sees(GetNotification{note});
  CHECK_FALSE(told_of.contains("by"));
  CHECK(told_of.at("adoption") == adoption.value);
  // Of another trust: the school. Of the same one: who it was.
  CHECK(s.bob.sees(GetAdoption{adoption}).at("organisation") == s.tarn.value);
  auto const page = s.bob.sees(ListAdoptions{it.id});
  CHECK(page.at("items").size() == 1);
  CHECK(page.at("also").empty());
  CHECK(page.at("names").empty());
  CHECK_FALSE(s.bob.finds(GetAdoptionAuthor{adoption}));
  CHECK(s.dan.finds(GetAdoptionAuthor{adoption}));
  CHECK(s.harry.sees(ListAdoptions{it.id}).at("also").size() == 1);
  CHECK_FALSE(s.priya.finds(GetAdoption{adoption}));
  auto const draft = it.posts.drafts(s.bob, s.kirkby);
  CHECK(told(s.bob.tries(TryPractice{draft, s.kirkby})) == "conflict wrong_state");
  CHECK(s.store().verify().empty());
}

TEST_CASE("shared with one school or with a team, names are told no further than that") {
  Trying it(&Scenario::kirkby);
  auto& s = it.s;
  auto const adoption = it.tries(s.gwen, s.kirkby);
  CHECK(s.sana.finds(GetAdoptionAuthor{adoption}));
  CHECK_FALSE(s.alice.finds(GetAdoptionAuthor{adoption}));
  s.bob.does(SharePractice{.practice = it.id, .team = s.maths.team});
  CHECK_FALSE(s.alice.finds(GetAdoptionAuthor{adoption}));
  CHECK(s.alice.finds(GetAdoption{adoption}));
}

TEST_CASE("it is adopted, or stopped with a reason, by whoever said it or who leads there; stopped is the end") {
  Trying it;
  auto& s = it.s;
  auto const adoption = it.tries(s.carol, s.tarn);
  auto const set = [&](AdoptionState state, std::string reason = {}) {
    return SetAdoption{adoption, state, {std::move(reason)}};
  };
  CHECK(told(s.bob.tries(set(AdoptionState::adopted))) == "forbidden role");
  CHECK(told(s.helen.tries(set(AdoptionState::adopted))) == "forbidden role");
  s.harry.does(set(AdoptionState::adopted));
  CHECK(it.posts.activity(it.id).adopted == 1);
  CHECK(it.posts.activity(it.id).trying == 0);
  CHECK(s.bob.told_because(Because::adoption_changed));
  CHECK(told(s.carol.tries(set(AdoptionState::trying))) == "conflict wrong_state");
  CHECK(told(s.carol.tries(set(AdoptionState::stopped))) == "unprocessable body.reason");
  CHECK(told(s.carol.tries(set(AdoptionState::stopped, "About B801200005001"))) == "conflict pupil_data");
  s.carol.does(set(AdoptionState::stopped, "Too long for our day."));
  CHECK(it.posts.activity(it.id).stopped == 1);
  CHECK(it.posts.activity(it.id).adopted == 0);
  CHECK(told(s.carol.tries(set(AdoptionState::adopted))) == "conflict wrong_state");
  CHECK(told(s.carol.tries(it.tale(adoption))) == "conflict wrong_state");
  auto const again = it.tries(s.carol, s.tarn);
  CHECK(again != adoption);
  CHECK(s.bob.lists(ListAdoptions{it.id}) == std::vector{again.value, adoption.value});
}

TEST_CASE("what happened is asked at six and twelve weeks on a school day, reminded once, and then left alone") {
  Trying it;
  auto& s = it.s;
  auto const adoption = it.tries(s.carol, s.tarn);
  auto const made = it.posts.adoption(adoption);
  REQUIRE(made.follow_ups.size() == 2);
  CHECK(made.follow_ups.values[0].week == 6);
  CHECK(made.follow_ups.values[1].week == 12);
  for (int const time : {1, 2}) {
    auto const due = made.follow_ups.values[static_cast<std::size_t>(time - 1)].due;
    CHECK(due >= s.in_days(time * 42));
    CHECK(due <= s.in_days(time * 42 + 4));
    CHECK(calendar::is_weekday(due));
  }
  s.advance_to({calendar::local(made.follow_ups.values[0].due, 0, 0).value - 1});
  CHECK_FALSE(s.carol.told_because(Because::adoption_follow_up));
  s.advance(std::chrono::milliseconds{1});
  auto const first = s.carol.told_because(Because::adoption_follow_up);
  REQUIRE(first);
  CHECK(s.carol.sees(GetNotification{first}).at("needs") == true);
  s.advance(one_day * 15);
  auto const reminder = s.carol.told_because(Because::adoption_follow_up);
  CHECK(reminder != first);
  CHECK(s.carol.sees(GetNotification{first}).at("state") == "done");
  s.advance(one_day * 15);
  CHECK_FALSE(s.carol.told_because(Because::adoption_follow_up));
  CHECK(it.posts.adoption(adoption).follow_ups.values[0].unanswered);
  s.advance(one_day * 20);
  CHECK(s.carol.told_because(Because::adoption_follow_up));
  CHECK(told(s.carol.tries(it.tale(adoption, 7))) == "unprocessable body.week");
  CHECK(told(s.carol.tries(it.tale(adoption, 12, ""))) == "unprocessable body.happened");
  CHECK(told(s.carol.tries(it.tale(adoption, 12, "B801200005001 liked it"))) == "conflict pupil_data");
  s.carol.does(it.tale(adoption, 12));
  CHECK_FALSE(s.carol.told_because(Because::adoption_follow_up));
  CHECK(s.bob.told_because(Because::adoption_told));
  CHECK(told(s.carol.tries(it.tale(adoption, 12))) == "conflict wrong_state");
  // Late is not too late.
  s.carol.does(it.tale(adoption, 6));
  CHECK_FALSE(it.posts.adoption(adoption).follow_ups.values[0].unanswered);
  s.advance(one_day * 100);
  CHECK_FALSE(s.carol.told_because(Because::adoption_follow_up));
  CHECK(s.store().verify().empty());
}

TEST_CASE("when whoever said it has left, the seat of the school is asked") {
  Trying it;
  auto& s = it.s;
  auto const adoption = it.tries(s.carol, s.tarn);
  s.ends_memberships_of(s.carol);
  s.advance(one_day * 47);
  CHECK(s.harry.told_because(Because::adoption_follow_up));
  s.harry.does(it.tale(adoption));
  CHECK_FALSE(s.harry.told_because(Because::adoption_follow_up));
}

TEST_CASE("of a post that is withdrawn its schools keep what they said, with its title, and are asked no more") {
  Trying it;
  auto& s = it.s;
  auto const adoption = it.tries(s.carol, s.tarn);
  s.bob.does(WithdrawPractice{it.id});
  CHECK(s.carol.sees(GetAdoption{adoption}).at("title") == "Talk before writing");
  CHECK(s.carol.lists(ListAdoptions{it.id}) == std::vector{adoption.value});
  CHECK(s.bob.finds(GetAdoption{adoption}));
  CHECK_FALSE(s.alice.finds(GetAdoption{adoption}));
  CHECK(told(s.alice.asks(ListAdoptions{it.id})) == "not_found");
  CHECK_FALSE(s.carol.finds(GetPractice{it.id}));
  CHECK_FALSE(s.carol.finds(GetAdoptionAuthor{adoption}));
  CHECK(told(s.carol.tries(it.tale(adoption))) == "not_found");
  s.advance(one_day * 47);
  CHECK_FALSE(s.carol.told_because(Because::adoption_follow_up));
  CHECK(it.posts.adoption(adoption).follow_ups.values[0].unanswered);
  s.bob.does(PublishPractice{it.id, s.in_days(300)});
  CHECK(s.alice.finds(GetAdoption{adoption}));
  CHECK_FALSE(s.alice.sees(GetAdoption{adoption}).contains("title"));
  s.advance(one_day * 42);
  CHECK(s.carol.told_because(Because::adoption_follow_up));
  s.bob.does(WithdrawPractice{it.id});
  s.bob.does(DeletePractice{it.id});
  CHECK_FALSE(s.carol.finds(GetAdoption{adoption}));
  s.tick();
  s.tick();
  CHECK_FALSE(it.posts.holds(GetAdoption{adoption}));
  CHECK(s.store().verify().empty());
}

TEST_CASE("a post's topics are its readers', those who made it keep order there, and they are counted") {
  Trying it(&Scenario::aire);
  auto& s = it.s;
  AskAboutPractice question{.practice = it.id,
                            .title = {"How long?"},
                            .text = {"How long did it take?"},
                            .mentions = {{s.helen.id(), s.dan.id()}}};
  CHECK(told(s.carol.tries(question)) == "not_found");
  TopicId const topic{id_in(s.alice.does(question))};
  CHECK(s.helen.told_because(Because::mentioned));
  CHECK_FALSE(s.dan.told_because(Because::mentioned));
  auto const note = s.bob.told_because(Because::asked_about_practice);
  REQUIRE(note);
  CHECK(s.bob.sees(GetNotification{note}).at("practice") == it.id.value);
  CHECK(it.posts.activity(it.id).comments == 1);
  CHECK(s.helen.lists(ListPracticeTopics{it.id}) == std::vector{topic.value});
  auto const reply = s.helen.posts(topic, "A week.");
  auto const home = s.alice.sees(GetHome{}).dump();
  CHECK(home.find("\"kind\":\"practice_post\"") != std::string::npos);
  CHECK(told(s.tom.tries(DeleteMessage{topic, reply})) == "forbidden role");
  CHECK(told(s.erin.tries(FlagMessage{topic, reply, {"Unkind."}})) == "conflict bound");
  CHECK(told(s.bob.tries(MoveTopic{topic, s.maths.general})) == "conflict bound");
  s.bob.does(DeleteMessage{topic, reply});
  s.bob.does(WithdrawPractice{it.id});
  CHECK(told(s.alice.asks(GetTopic{topic})) == "not_found");
  CHECK(told(s.bob.tries(PostMessage{.topic = topic, .text = {"And…"}})) == "forbidden may_post");
  s.bob.does(PublishPractice{it.id, s.in_days(300)});
  CHECK(s.alice.finds(GetTopic{topic}));
  s.bob.does(DeleteTopic{topic});
  CHECK(it.posts.activity(it.id).comments == 0);
  CHECK(s.store().verify().empty());
}

}  // namespace staffroom::tests
