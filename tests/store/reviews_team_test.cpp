// The team of a review: proposed, accepted, replaced, and gone.
#include <doctest/doctest.h>

#include "tests/support/review_case.hpp"

namespace staffroom::tests {
namespace {

ProposeTeam team(ReviewId id, Colleague const& lead, std::vector<PersonId> reviewers) {
  return {.review = id, .lead = lead.id(), .reviewers = {std::move(reviewers)}};
}

ReviewerState standing_of(ReviewCase const& c, ReviewId id, Colleague const& who) {
  for (auto const& one : c.review(id).team) {
    if (one.person == who.id()) return one.state;
  }
  throw std::runtime_error("not in the team");
}

bool leads(ReviewCase const& c, ReviewId id, Colleague const& who) {
  for (auto const& one : c.review(id).team) {
    if (one.person == who.id()) return one.lead;
  }
  return false;
}

void clears(ReviewCase& c, ReviewId id, Colleague const& who) { c.kate.does(ClearInterest{c.declares(who, id), {}}); }

}  // namespace

TEST_CASE("a team comes from the visiting schools, and nobody proposes themselves") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.requested();
  CHECK(told(s.tess.tries(team(id, s.alice, {s.erin.id()}))) == "conflict wrong_state");
  c.reach(id, ReviewState::scoped);
  CHECK(told(c.kate.tries(team(id, s.alice, {s.erin.id()}))) == "forbidden role");
  CHECK(told(s.alice.tries(team(id, s.alice, {s.erin.id()}))) == "not_found");
  CHECK(told(s.tess.tries(team(id, s.tess, {s.erin.id()}))) == "forbidden not_own");
  CHECK(told(s.tess.tries(team(id, s.alice, {}))) == "unprocessable body.reviewers");
  CHECK(told(s.tess.tries(team(id, s.alice, {s.alice.id()}))) == "unprocessable body.reviewers[0]");
  CHECK(told(s.tess.tries(team(id, c.hana, {s.erin.id()}))) == "unprocessable body.lead");
  CHECK(told(s.tess.tries(team(id, s.alice, {s.bob.id()}))) == "unprocessable body.reviewers[0]");
  CHECK(told(s.tess.tries(team(id, s.alice, {s.gwen.id()}))) == "unprocessable body.reviewers[0]");
  CHECK(told(s.tess.tries(team(id, s.alice, {s.leo.id()}))) != "accepted");
  CHECK(told(s.tess.tries(team(id, s.alice, {PersonId{999'999}}))) == "not_found");
  s.tess.does(team(id, s.alice, {s.erin.id(), c.vera.id()}));
  auto const it = c.review(id);
  CHECK(it.state == ReviewState::team_proposed);
  CHECK(it.team.size() == 3);
  CHECK(leads(c, id, s.alice));
  for (auto const& one : it.team) CHECK(one.school == s.mosslands);
  CHECK(it.declare_by == ReviewCase::working_days_on(s.today(), 5));
  for (auto const& who : {s.alice, s.erin, c.vera}) {
    CHECK(who.told_because(Because::interest_wanted));
    CHECK(who.finds(GetReview{id}));
    CHECK_FALSE(who.finds(GetReviewScope{id}));
  }
  CHECK_FALSE(s.tess.told_because(Because::review_requested));
  CHECK(s.store().verify().empty());
}

TEST_CASE("who stays in another team keeps what they declared; who goes sees nothing") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.team_proposed();
  clears(c, id, s.alice);
  s.tess.does(team(id, c.rosa, {s.alice.id()}));
  CHECK(standing_of(c, id, s.alice) == ReviewerState::cleared);
  CHECK(standing_of(c, id, c.rosa) == ReviewerState::asked);
  CHECK(leads(c, id, c.rosa));
  CHECK_FALSE(leads(c, id, s.alice));
  CHECK_FALSE(s.erin.finds(GetReview{id}));
  CHECK_FALSE(s.erin.told_because(Because::interest_wanted));
  clears(c, id, c.rosa);
  CHECK(c.review(id).state == ReviewState::interests_declared);
  s.tess.does(team(id, s.alice, {c.rosa.id()}));
  CHECK(c.review(id).state == ReviewState::interests_declared);
  s.tess.does(team(id, s.alice, {c.rosa.id(), s.erin.id()}));
  CHECK(c.review(id).state == ReviewState::team_proposed);
  CHECK_FALSE(c.kate.told_because(Because::team_to_accept));
}

TEST_CASE("a team is proposed for the review as it was seen") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.scoped();
  auto const version = c.review(id).version;
  c.kate.does(NameColleague{.review = id, .colleague = s.bob.id()});
  auto const wanted = team(id, s.alice, {s.erin.id()});
  CHECK(told(s.tess.tries(wanted, {}, version)) == "precondition_failed version");
  CHECK(told(s.tess.tries(wanted, {}, version + 1)) == "accepted");
}

TEST_CASE("a team has at most eight, the lead included") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.scoped();
  std::vector<PersonId> many;
  for (int i = 0; i < 8; ++i) {
    many.push_back(s.engages("Reviewer " + std::to_string(i), s.mosslands, Role::staff).id());
  }
  CHECK(told(s.tess.tries(team(id, s.alice, many))) == "unprocessable body.reviewers");
  auto const ninth = many.back();
  many.pop_back();
  s.tess.does(team(id, s.alice, many));
  CHECK(told(s.tess.tries(ReplaceReviewer{id, ninth, ninth})) == "conflict team_full");
  s.tess.does(ReplaceReviewer{id, many.front(), ninth});
  CHECK(c.review(id).team.size() == 8);
}

TEST_CASE("the host accepts a team that is cleared; from then on it is assigned") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.team_proposed();
  CHECK(told(c.kate.tries(AcceptTeam{id})) == "conflict wrong_state");
  c.reach(id, ReviewState::interests_declared);
  CHECK(c.kate.told_because(Because::team_to_accept));
  CHECK(told(s.tess.tries(AcceptTeam{id})) == "forbidden role");
  CHECK(told(s.alice.tries(AcceptTeam{id})) == "forbidden role");
  c.kate.does(AcceptTeam{id});
  auto const it = c.review(id);
  CHECK(it.state == ReviewState::confirmed);
  for (auto const& one : it.team) CHECK(one.state == ReviewerState::active);
  CHECK(it.self_review_by == ReviewCase::working_days_on(*it.first_day, -10));
  CHECK(it.self_review_remind_on == ReviewCase::working_days_on(*it.first_day, -13));
  CHECK_FALSE(c.self_review(id).submitted);
  CHECK_FALSE(c.kate.told_because(Because::team_to_accept));
  for (auto const& who : {s.alice, s.erin, s.tess}) CHECK(who.told_because(Because::review_confirmed));
  CHECK(s.alice.finds(GetReviewScope{id}));
  CHECK_FALSE(s.alice.finds(GetSelfReview{id}));
  CHECK(told(c.kate.tries(AcceptTeam{id})) == "conflict wrong_state");
  CHECK(told(s.tess.tries(team(id, s.alice, {s.erin.id()}))) == "conflict wrong_state");
  CHECK(s.store().verify().empty());
}

TEST_CASE("a team isn't accepted for days that have passed") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.declared();
  c.moves_to({c.review(id).first_day->days + 1});
  auto const refused = c.kate.tries(AcceptTeam{id});
  CHECK(told(refused) == "conflict dates");
  CHECK(refused.error().detail == "This day is over. Choose a day to come.");
}

TEST_CASE("a successor declares too, and is at work once cleared") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.confirmed();
  auto const erins = ReplaceReviewer{.review = id, .reviewer = s.erin.id(), .successor = c.rosa.id()};
  CHECK(told(c.kate.tries(erins)) == "forbidden role");
  CHECK(told(s.erin.tries(erins)) == "forbidden role");
  CHECK(told(s.tess.tries(ReplaceReviewer{id, s.erin.id(), s.alice.id()})) == "unprocessable body.successor");
  CHECK(told(s.tess.tries(ReplaceReviewer{id, s.erin.id(), s.bob.id()})) == "unprocessable body.successor");
  CHECK(told(s.tess.tries(ReplaceReviewer{id, s.erin.id(), s.tess.id()})) == "forbidden not_own");
  CHECK(told(s.tess.tries(ReplaceReviewer{id, PersonId{999'999}, c.rosa.id()})) == "not_found");
  s.alice.does(erins);
  CHECK(c.review(id).state == ReviewState::confirmed);
  CHECK_FALSE(s.erin.finds(GetReview{id}));
  CHECK_FALSE(s.erin.finds(GetReviewScope{id}));
  CHECK(s.erin.lists(ListInterests{id}).size() == 1);
  CHECK(c.kate.told_because(Because::reviewer_left));
  CHECK(c.rosa.told_because(Because::interest_wanted));
  CHECK_FALSE(c.rosa.finds(GetReviewScope{id}));
  clears(c, id, c.rosa);
  CHECK(standing_of(c, id, c.rosa) == ReviewerState::active);
  CHECK(c.rosa.told_because(Because::review_confirmed));
  CHECK(c.rosa.finds(GetReviewScope{id}));
  CHECK(s.store().verify().empty());
}

TEST_CASE("the lead's successor may be one of the team; before the team is confirmed it is asked for again") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.scoped();
  s.tess.does(team(id, s.alice, {s.erin.id(), c.rosa.id()}));
  for (auto const& who : {s.alice, s.erin, c.rosa}) clears(c, id, who);
  CHECK(c.review(id).state == ReviewState::interests_declared);
  s.tess.does(ReplaceReviewer{id, s.alice.id(), s.erin.id()});
  CHECK(c.review(id).state == ReviewState::interests_declared);
  CHECK(leads(c, id, s.erin));
  CHECK_FALSE(s.alice.finds(GetReview{id}));
  s.tess.does(ReplaceReviewer{id, c.rosa.id(), s.alice.id()});
  CHECK(c.review(id).state == ReviewState::team_proposed);
  CHECK_FALSE(c.kate.told_because(Because::team_to_accept));
  CHECK(s.alice.told_because(Because::interest_wanted));
  CHECK(standing_of(c, id, s.alice) == ReviewerState::asked);
  clears(c, id, s.alice);
  CHECK(c.review(id).state == ReviewState::interests_declared);
}

TEST_CASE("a lead who steps down leaves the place empty until the organiser fills it") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.confirmed();
  s.alice.does(StepDown{.review = id, .reason = {"I change schools."}});
  CHECK_FALSE(s.alice.finds(GetReview{id}));
  CHECK_FALSE(s.alice.finds(GetReviewScope{id}));
  CHECK(c.review(id).team.size() == 1);
  CHECK(c.kate.told_because(Because::reviewer_left));
  CHECK(s.tess.told_because(Because::reviewer_wanted));
  CHECK(told(s.alice.tries(StepDown{.review = id})) == "not_found");
  s.tess.does(ReplaceReviewer{id, c.rosa.id(), c.rosa.id()});
  CHECK_FALSE(s.tess.told_because(Because::reviewer_wanted));
  CHECK(leads(c, id, c.rosa));
  clears(c, id, c.rosa);
  c.rosa.does(SetReviewDates{id, *c.review(id).first_day, ReviewCase::working_days_on(*c.review(id).first_day, 2)});
  CHECK(s.store().verify().empty());
}

TEST_CASE("a reviewer who is left alone may be made the lead") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.confirmed();
  s.alice.does(StepDown{.review = id});
  s.tess.does(ReplaceReviewer{id, s.erin.id(), s.erin.id()});
  CHECK(leads(c, id, s.erin));
  CHECK(standing_of(c, id, s.erin) == ReviewerState::active);
  CHECK(told(s.tess.tries(ReplaceReviewer{id, s.erin.id(), s.erin.id()})) == "unprocessable body.successor");
}

TEST_CASE("host and organiser release; a team that isn't whole isn't for the host to accept") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.declared();
  CHECK(told(s.alice.tries(ReleaseReviewer{.review = id, .reviewer = s.erin.id()})) == "forbidden role");
  CHECK(told(c.kate.tries(ReleaseReviewer{.review = id, .reviewer = c.rosa.id()})) == "not_found");
  c.kate.does(ReleaseReviewer{.review = id, .reviewer = s.erin.id()});
  CHECK(c.review(id).state == ReviewState::team_proposed);
  CHECK_FALSE(c.kate.told_because(Because::team_to_accept));
  CHECK(s.tess.told_because(Because::reviewer_wanted));
  CHECK_FALSE(s.erin.finds(GetReview{id}));
  CHECK(told(c.kate.tries(AcceptTeam{id})) == "conflict wrong_state");
  c.proposes_team(id);
  CHECK_FALSE(s.tess.told_because(Because::reviewer_wanted));
  CHECK(standing_of(c, id, s.alice) == ReviewerState::cleared);
  clears(c, id, s.erin);
  CHECK(c.review(id).state == ReviewState::interests_declared);
}

TEST_CASE("once the report is with the school the team stays as it is") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.factual_check();
  CHECK(told(s.erin.tries(StepDown{.review = id})) == "conflict wrong_state");
  CHECK(told(c.kate.tries(ReleaseReviewer{.review = id, .reviewer = s.erin.id()})) == "conflict wrong_state");
  CHECK(told(s.tess.tries(ReplaceReviewer{id, s.erin.id(), c.rosa.id()})) == "conflict wrong_state");
}

}  // namespace staffroom::tests
