// What time does to peer reviews: reminders, visits, checks, and days in calendars.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/review_case.hpp"

namespace staffroom::tests {
namespace {

/// How many open notices for this reason the person has.
std::size_t open_notices(Colleague const& who, std::string_view because) {
  auto const all = who.sees(ListNotifications{}).at("items");
  return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](Json const& it) {
    return it.at("because") == because && it.value("state", "fresh") != "done";
  }));
}

void day_passes(ReviewCase& c, Date day) { c.s.advance_to(calendar::end_of(day)); }

using ReviewDays = std::vector<std::string>;

/// What of peer review is in their calendar, by date.
ReviewDays review_days_of(ReviewCase& c, Colleague const& who) {
  ReviewDays out;
  auto const answer = who.sees(ListDates{c.s.today(), c.s.in_days(300)});
  for (auto const& it : answer.at("items")) {
    auto const what = it.at("what").get<std::string>();
    if (it.at("self").get<std::string>().find("review") != std::string::npos) out.push_back(what);
  }
  return out;
}

std::ptrdiff_t days_named(ReviewDays const& days, std::string const& what) {
  return std::count(days.begin(), days.end(), what);
}

}  // namespace

TEST_CASE("reviews: the organiser is told once that the day to join has passed") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.opens_cycle();
  day_passes(c, c.cycle(id).phases.join_by);
  CHECK(c.cycle(id).join_asked);
  CHECK(open_notices(s.tess, "cycle_to_start") == 1);
  auto const version = c.cycle(id).version;
  s.tick();
  s.advance(std::chrono::hours(48));
  CHECK(open_notices(s.tess, "cycle_to_start") == 1);
  CHECK(c.cycle(id).version == version);
  CHECK(s.store().verify().empty());
}

TEST_CASE("reviews: who has not declared in time is asked again, and the organiser told") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.team_proposed();
  c.declares(s.alice, id);
  day_passes(c, *c.review(id).declare_by);
  CHECK(c.review(id).reminded == 1);
  CHECK(open_notices(s.erin, "interest_wanted") == 1);
  CHECK(open_notices(s.alice, "interest_wanted") == 0);
  CHECK(s.tess.told_because(Because::reviewer_wanted));
  s.advance(std::chrono::hours(24 * 7));
  CHECK(c.review(id).reminded == 1);
}

TEST_CASE("reviews: the host is reminded of its self-review twice, and the visit waits for the lead") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.confirmed();
  auto const review = c.review(id);
  c.moves_to(*review.self_review_remind_on);
  CHECK(open_notices(c.kate, "self_review_due") == 1);
  c.moves_to(*review.self_review_by);
  CHECK(open_notices(c.kate, "self_review_due") == 1);
  CHECK(c.review(id).reminded == 2);
  c.moves_to(*review.first_day);
  CHECK(c.review(id).state == ReviewState::confirmed);
  CHECK(s.alice.told_because(Because::visit_started));
  CHECK_FALSE(s.erin.told_because(Because::visit_started));
  s.alice.does(StartVisit{id, {"They were ill. We begin all the same."}});
  CHECK(c.review(id).state == ReviewState::visiting);
  CHECK(s.store().verify().empty());
}

TEST_CASE("reviews: a visit begins and ends by itself, and the report is asked for until it is sent") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.self_review_submitted();
  c.moves_to(*c.review(id).first_day);
  CHECK(c.review(id).state == ReviewState::visiting);
  day_passes(c, *c.review(id).last_day);
  CHECK(c.review(id).state == ReviewState::draft_report);
  CHECK(open_notices(s.alice, "report_wanted") == 1);
  day_passes(c, *c.review(id).report_by);
  CHECK(c.review(id).reminded == 1);
  CHECK(open_notices(s.alice, "report_wanted") == 1);
  CHECK(s.store().verify().empty());
}

TEST_CASE("reviews: a check that is not made, and a plan that is not written, are asked for again, never assumed") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.factual_check();
  day_passes(c, *c.review(id).check_by);
  CHECK(c.review(id).state == ReviewState::factual_check);
  CHECK(open_notices(c.kate, "report_sent") == 1);
  c.reach(id, ReviewState::final);
  CHECK(open_notices(c.kate, "report_sent") == 0);
  day_passes(c, *c.review(id).plan_by);
  CHECK(c.review(id).state == ReviewState::final);
  CHECK(open_notices(c.kate, "plan_wanted") == 1);
  // Written late, its checks begin with the next tick.
  c.kate.does(c.wanted_action(id));
  c.kate.does(WriteReviewPlan{.review = id, .workshop_on = s.today()});
  CHECK(c.review(id).state == ReviewState::action_plan);
  s.tick();
  CHECK(c.review(id).state == ReviewState::impact_check);
  CHECK(s.store().verify().empty());
}

TEST_CASE("reviews: of the reminders for checks only the newest is open, and in the end the review closes") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.impact_check();
  auto const review = c.review(id);
  c.moves_to(*review.ninety_days_on);
  CHECK(open_notices(c.kate, "check_wanted") == 1);
  c.moves_to(*review.one_year_on);
  CHECK(open_notices(c.kate, "check_wanted") == 1);
  day_passes(c, {review.one_year_on->days + limits::closed_after_days});
  CHECK(c.review(id).state == ReviewState::closed);
  CHECK(open_notices(c.kate, "check_wanted") == 0);
  CHECK(open_notices(s.tess, "review_closed") == 1);
  CHECK(s.store().verify().empty());
}

TEST_CASE("reviews: after downtime all comes to the same") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.action_plan();
  auto const review = c.review(id);
  s.advance_to(calendar::end_of({review.one_year_on->days + limits::closed_after_days}));
  for (int i = 0; i < 5; ++i) s.tick();
  CHECK(c.review(id).state == ReviewState::closed);
  CHECK(open_notices(c.kate, "check_wanted") == 0);
  CHECK_FALSE(s.alice.finds(GetReviewReport{id}));
  auto const version = c.review(id).version;
  s.tick();
  CHECK(c.review(id).version == version);
  CHECK(s.store().verify().empty());
}

TEST_CASE("reviews: an owner is told once that the day of their action has passed") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.final_report();
  auto wanted = c.wanted_action(id);
  wanted.owner = c.dev.id();
  wanted.due = s.in_days(5);
  auto const action = ReviewActionId{id_in(c.kate.does(wanted))};
  auto const done = ReviewActionId{id_in(c.kate.does(wanted))};
  c.dev.does(TellReviewAction{done, ReviewActionState::done, {"14"}, {}});
  day_passes(c, wanted.due);
  CHECK(c.action(action).late);
  CHECK_FALSE(c.action(done).late);
  CHECK(open_notices(c.dev, "review_action_late") == 1);
  CHECK(open_notices(c.dev, "review_action_given") == 0);
  // Another day, and it may be late again.
  c.kate.does(EditReviewAction{action, wanted.title, c.dev.id(), s.in_days(4), wanted.measure});
  CHECK_FALSE(c.action(action).late);
  CHECK(open_notices(c.dev, "review_action_late") == 0);
  s.advance(std::chrono::hours(24 * 6));
  CHECK(open_notices(c.dev, "review_action_late") == 1);
}

TEST_CASE("reviews: everybody's days, by what they have to do") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.drafted();
  CHECK(review_days_of(c, c.kate).empty());
  c.reach(id, ReviewState::confirmed);
  CHECK(review_days_of(c, c.kate) == ReviewDays{"self_review", "review_visit", "review_visit"});
  CHECK(review_days_of(c, s.alice) == ReviewDays{"review_visit", "review_visit"});
  CHECK(review_days_of(c, s.tess).empty());
  CHECK(review_days_of(c, s.gwen).empty());
  c.reach(id, ReviewState::draft_report);
  CHECK(days_named(review_days_of(c, s.erin), "review_report") == 0);
  CHECK(days_named(review_days_of(c, s.alice), "review_report") == 1);
  c.reach(id, ReviewState::factual_check);
  CHECK(days_named(review_days_of(c, c.kate), "factual_check") == 1);
  c.reach(id, ReviewState::final);
  CHECK(days_named(review_days_of(c, c.kate), "review_plan") == 1);
  CHECK(days_named(review_days_of(c, c.kate), "review_check") == 1);  // the other is further off
  auto wanted = c.wanted_action(id);
  wanted.owner = c.dev.id();
  c.kate.does(wanted);
  CHECK(review_days_of(c, c.dev) == ReviewDays{"review_action"});
}

}  // namespace staffroom::tests
