// Hosting a review: from the draft to the scope, its days, who acts for the head, and withdrawing.
#include <doctest/doctest.h>

#include "tests/support/review_case.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

SetReviewDates dates(ReviewCase const& c, ReviewId id, int days_later) {
  auto const day = ReviewCase::working_day({c.first_day(id).days + days_later});
  return {.review = id, .first_day = day, .last_day = ReviewCase::working_days_on(day, 1)};
}

}  // namespace

TEST_CASE("a host asks for its review once it has said which days it would like") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.drafted();
  CHECK(c.kate.told_because(Because::cycle_started));
  CHECK(told(c.kate.tries(RequestReview{id})) == "conflict wished_dates");
  CHECK(told(s.tess.tries(RequestReview{id})) == "forbidden role");
  CHECK(told(s.helen.tries(RequestReview{id})) == "not_found");
  CHECK(told(c.vera.tries(RequestReview{id})) == "not_found");
  CHECK(told(s.tom.tries(RequestReview{id})) == "not_found");
  auto scope = c.wanted_scope(id);
  scope.questions = {};
  scope.confidentiality = {};
  c.kate.does(scope);
  CHECK(c.review(id).state == ReviewState::draft);
  CHECK_FALSE(s.tess.told_because(Because::review_scoped));
  c.kate.does(RequestReview{id});
  CHECK(c.review(id).state == ReviewState::requested);
  CHECK(s.tess.told_because(Because::review_requested));
  CHECK_FALSE(c.kate.told_because(Because::cycle_started));
  CHECK(told(c.kate.tries(RequestReview{id})) == "conflict wrong_state");
  CHECK(s.store().verify().empty());
}

TEST_CASE("a scope is whole: two or three questions, working days in the cycle's phase, who may read and why") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.requested();
  auto const good = c.wanted_scope(id);
  auto const tells = [&](auto const& change) {
    auto it = good;
    change(it);
    return told(c.kate.tries(it));
  };
  CHECK(tells([](auto& it) { it.questions = {{{"One question?"}}}; }) == "unprocessable body.questions");
  CHECK(tells([](auto& it) { it.questions.values[1] = {}; }) == "unprocessable body.questions[1]");
  CHECK(tells([](auto& it) { it.confidentiality = {}; }) == "unprocessable body.confidentiality");
  CHECK(tells([](auto& it) { it.last_day = {it.first_day.days - 1}; }) == "unprocessable body.last_day");
  CHECK(tells([](auto& it) { it.last_day = ReviewCase::working_days_on(it.first_day, 9); }) ==
        "unprocessable body.last_day");
  CHECK(tells([&](auto& it) { it.first_day = s.in_days(-1); }) == "unprocessable body.first_day");
  CHECK(tells([](auto& it) {
          while (calendar::is_weekday(it.first_day)) ++it.first_day.days;
          it.last_day = ReviewCase::working_days_on(it.first_day, 1);
        }) == "unprocessable body.first_day");
  CHECK(tells([](auto& it) { it.first_day = ReviewCase::working_days_on(it.first_day, -20); }) ==
        "unprocessable body.first_day");
  CHECK(tells([](auto& it) {
          it.first_day = ReviewCase::working_day({it.first_day.days + 60});
          it.last_day = it.first_day;
        }) == "unprocessable body.last_day");
  CHECK(tells([](auto& it) { it.exceptions.values[0].reader.organisation.reset(); }) ==
        "unprocessable body.exceptions[0].reader");
  CHECK(tells([&](auto& it) { it.exceptions.values[0].reader.person = s.gwen.id(); }) ==
        "unprocessable body.exceptions[0].reader");
  CHECK(tells([](auto& it) { it.exceptions.values[0].reader = {}; }) == "unprocessable body.exceptions[0].reader");
  CHECK(tells([](auto& it) { it.exceptions.values[0].reader = {.person = PersonId{999'999}}; }) == "not_found");
  CHECK(tells([](auto& it) { it.exceptions.values[0].reason = {}; }) == "unprocessable body.exceptions[0].reason");
  CHECK(tells([](auto& it) { it.exceptions.values.push_back(it.exceptions.values[0]); }) ==
        "unprocessable body.exceptions[1].reader");
  CHECK(tells([](auto& it) { it.context = {"UPN B801200005001"}; }) == "conflict pupil_data");
  CHECK(told(s.tess.tries(good)) == "forbidden role");
  c.kate.does(good);
  CHECK(c.review(id).state == ReviewState::scoped);
  CHECK(c.scope(id).questions.size() == 2);
  CHECK(s.tess.told_because(Because::review_scoped));
  CHECK_FALSE(s.tess.finds(GetReviewScope{id}));
  CHECK(c.kate.finds(GetReviewScope{id}));
  CHECK_FALSE(s.tom.finds(GetReviewScope{id}));
}

TEST_CASE("what the days must be is said in words") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.requested();
  auto scope = c.wanted_scope(id);
  scope.first_day = scope.last_day = ReviewCase::working_day(s.in_days(14));
  auto const refused = c.kate.tries(scope);
  REQUIRE(told(refused) == "unprocessable body.first_day");
  auto const& phases = c.cycle(c.review(id).cycle).phases;
  CHECK(refused.error().detail.find("Visits of this cycle take place from ") == 0);
  CHECK(refused.error().detail.find(to_text(phases.visits_from).substr(0, 4)) != std::string::npos);
}

TEST_CASE("another scope lets the team go, and what they declared counts no more") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.declared();
  CHECK(c.kate.told_because(Because::team_to_accept));
  auto const before = s.tess.lists(ListInterests{id});
  REQUIRE(before.size() == 2);
  CHECK(s.alice.finds(GetReview{id}));
  auto scope = c.wanted_scope(id);
  scope.questions = {{{"Who reads at home?"}, {"Who is heard in lessons?"}, {"Who joins clubs?"}}};
  c.kate.does(scope);
  auto const it = c.review(id);
  CHECK(it.state == ReviewState::scoped);
  CHECK(it.team.empty());
  CHECK_FALSE(it.declare_by);
  for (auto const one : before) CHECK(c.interest({one}).state == InterestState::replaced);
  CHECK_FALSE(s.alice.finds(GetReview{id}));
  CHECK(s.alice.lists(ListInterests{id}).size() == 1);
  CHECK_FALSE(c.kate.told_because(Because::team_to_accept));
  c.proposes_team(id);
  CHECK(c.review(id).team.values[0].state == ReviewerState::asked);
  CHECK(s.alice.told_because(Because::interest_wanted));
  c.reach(id, ReviewState::confirmed);
  CHECK(told(c.kate.tries(c.wanted_scope(id))) == "conflict wrong_state");
  CHECK(s.store().verify().empty());
}

TEST_CASE("host and lead move the days before the visit; all who come are told, and what falls outside is cancelled") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.confirmed();
  c.kate.does(c.planned(id));
  c.kate.does(NameColleague{.review = id, .colleague = s.bob.id()});
  CHECK(told(s.erin.tries(dates(c, id, 7))) == "forbidden role");
  CHECK(told(s.tess.tries(dates(c, id, 7))) == "forbidden role");
  CHECK(told(s.alice.tries(dates(c, id, 300))) == "unprocessable body.last_day");
  auto const same = dates(c, id, 0);
  CHECK(c.kate.does(same).seq == c.kate.does(same).seq);
  auto const later = dates(c, id, 7);
  s.alice.does(later);
  auto const it = c.review(id);
  CHECK(it.first_day == later.first_day);
  CHECK(it.self_review_by == ReviewCase::working_days_on(later.first_day, -10));
  CHECK(it.self_review_remind_on == ReviewCase::working_days_on(later.first_day, -13));
  auto const rows = c.kate.sees(ListReviewActivities{id}).at("items");
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].at("state") == "cancelled");
  for (auto const& who : {c.kate, s.erin, s.bob, s.tess}) CHECK(who.told_because(Because::review_dates_changed));
  CHECK_FALSE(s.alice.told_because(Because::review_dates_changed));
  c.reach(id, ReviewState::visiting);
  CHECK(told(c.kate.tries(dates(c, id, 14))) == "conflict wrong_state");
}

TEST_CASE("somebody of the school acts for the head until it is taken back") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.scoped();
  auto const delegates = [&](Colleague const& who) { return DelegateReview{.review = id, .delegate = who.id()}; };
  CHECK(told(c.kate.tries(delegates(s.alice))) == "unprocessable body.delegate");
  CHECK(told(c.kate.tries(delegates(s.tess))) == "unprocessable body.delegate");
  CHECK(told(c.kate.tries(delegates(c.kate))) == "unprocessable body.delegate");
  CHECK(told(s.tess.tries(delegates(c.dev))) == "forbidden role");
  CHECK_FALSE(c.dev.finds(GetReview{id}));
  c.kate.does(delegates(c.dev));
  CHECK(c.dev.finds(GetReview{id}));
  CHECK(c.dev.finds(GetReviewScope{id}));
  CHECK(c.dev.lists(ListReviews{}) == std::vector{id.value});
  c.reach(id, ReviewState::interests_declared);
  CHECK(c.dev.told_because(Because::team_to_accept));
  c.dev.does(AcceptTeam{id});
  c.kate.does(DelegateReview{.review = id});
  CHECK_FALSE(c.dev.finds(GetReview{id}));
  CHECK(told(c.dev.tries(DelegateReview{.review = id, .delegate = c.dev.id()})) == "not_found");
  c.kate.does(delegates(c.dev));
  c.reach(id, ReviewState::visiting);
  CHECK(told(c.kate.tries(delegates(s.bob))) == "conflict wrong_state");
  c.kate.does(DelegateReview{.review = id});
  CHECK_FALSE(c.dev.finds(GetSelfReview{id}));
  CHECK(s.store().verify().empty());
}

TEST_CASE("colleagues of the school work on it from the day the team is confirmed") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.scoped();
  CHECK(told(c.kate.tries(NameColleague{.review = id, .colleague = s.erin.id()})) == "unprocessable ids.colleague");
  CHECK(told(c.kate.tries(NameColleague{.review = id, .colleague = c.kate.id()})) == "unprocessable ids.colleague");
  CHECK(told(c.kate.tries(NameColleague{.review = id, .colleague = PersonId{999'999}})) == "not_found");
  c.kate.does(NameColleague{.review = id, .colleague = s.bob.id()});
  c.kate.does(NameColleague{.review = id, .colleague = s.sana.id()});
  CHECK_FALSE(s.bob.finds(GetReview{id}));
  c.reach(id, ReviewState::team_proposed);
  CHECK(s.bob.finds(GetReview{id}));
  CHECK_FALSE(s.bob.finds(GetReviewScope{id}));
  CHECK(told(s.bob.tries(NameColleague{.review = id, .colleague = c.dev.id()})) == "forbidden role");
  c.reach(id, ReviewState::confirmed);
  CHECK(s.bob.told_because(Because::review_confirmed));
  CHECK(s.bob.finds(GetReviewScope{id}));
  CHECK(s.bob.finds(GetSelfReview{id}));
  c.kate.does(NameColleague{.review = id, .colleague = s.bob.id(), .report = true});
  CHECK(c.review(id).colleagues.size() == 2);
  CHECK(c.review(id).colleagues.values[1].report);
  c.kate.does(NameColleague{.review = id, .colleague = s.bob.id(), .here = false});
  CHECK_FALSE(s.bob.finds(GetReview{id}));
  CHECK_FALSE(s.bob.finds(GetSelfReview{id}));
  CHECK(s.sana.finds(GetReview{id}));
  for (std::size_t i = c.review(id).colleagues.size(); i < limits::review_colleagues_max; ++i) {
    auto const who = s.engages("Colleague " + std::to_string(i), s.kirkby, Role::staff);
    c.kate.does(NameColleague{.review = id, .colleague = who.id()});
  }
  CHECK(told(c.kate.tries(NameColleague{.review = id, .colleague = s.bob.id()})) == "conflict too_many_colleagues");
  CHECK(s.store().verify().empty());
}

TEST_CASE("a withdrawn review leaves nothing behind") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.self_review_submitted();
  auto const cycle = c.review(id).cycle;
  auto const declared = s.alice.lists(ListInterests{id});
  c.kate.does(c.planned(id));
  CHECK(told(c.kate.tries(WithdrawReview{.review = id})) == "unprocessable body.reason");
  CHECK(told(s.tess.tries(WithdrawReview{.review = id, .reason = {"Too much at once."}})) == "forbidden role");
  c.kate.does(WithdrawReview{.review = id, .reason = {"Too much at once."}});
  for (auto const& who : {c.kate, s.tess, s.alice, s.erin, s.nadia}) {
    CHECK_FALSE(who.finds(GetReview{id}));
    CHECK_FALSE(who.finds(GetReviewScope{id}));
    CHECK_FALSE(who.finds(GetSelfReview{id}));
    CHECK_FALSE(who.finds(ListInterests{id}));
    CHECK_FALSE(who.finds(GetInterest{InterestId{declared.front()}}));
    auto const mine = who.lists(ListReviews{});
    CHECK(std::find(mine.begin(), mine.end(), id.value) == mine.end());
    CHECK_FALSE(who.told_because(Because::review_confirmed));
  }
  CHECK_FALSE(c.cycle(cycle).reviews.contains(id));
  CHECK(c.cycle(cycle).reviews.size() == 2);
  CHECK(s.store().verify().empty());
}

TEST_CASE("a review isn't withdrawn once the visit has begun") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.visiting();
  CHECK(told(c.kate.tries(WithdrawReview{.review = id, .reason = {"Too late."}})) == "conflict wrong_state");
}

TEST_CASE("lists of reviews hold those that one may read, newest first, of one cycle if wanted") {
  Scenario s;
  ReviewCase c(s);
  auto const one = c.running();
  auto const other = c.running();
  auto all = s.tess.lists(ListReviews{});
  CHECK(all.size() == 6);
  CHECK(std::is_sorted(all.rbegin(), all.rend()));
  CHECK(s.tess.lists(ListReviews{.cycle = other}).size() == 3);
  CHECK(c.kate.lists(ListReviews{}).size() == 2);
  CHECK(c.kate.lists(ListReviews{.cycle = one}) == std::vector{c.review_of(one, s.kirkby).value});
  for (auto const& who : {s.tom, c.vera, s.harry, s.alice, s.gwen}) CHECK(who.lists(ListReviews{}).empty());
  auto const id = c.reach(c.review_of(one, s.kirkby), ReviewState::team_proposed);
  CHECK(s.alice.lists(ListReviews{}) == std::vector{id.value});
}

}  // namespace staffroom::tests
