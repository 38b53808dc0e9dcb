// What comes after a review: the plan, its actions, the checks, themes, and the end.
#include <doctest/doctest.h>

#include "tests/support/review_case.hpp"

namespace staffroom::tests {
namespace {

WriteReviewPlan review_plan_of(ReviewCase& c, ReviewId id) {
  return {.review = id, .workshop_on = c.s.today(), .workshop_notes = {"We read it together."}};
}

CheckImpact check_of(ReviewId id) {
  return {.review = id, .outcome = CheckOutcome::partly, .words = {"Nine classes of fourteen."}};
}

ShareThemes themes_of(ReviewId id) {
  return {.review = id, .shared = true, .themes = {{{.heading = 1, .strength = false, .words = {"Late checks"}}}}};
}

}  // namespace

TEST_CASE("reviews: a plan has an action, or says why there is none") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.final_report();
  CHECK(c.kate.told_because(Because::plan_wanted));
  CHECK(told(c.kate.tries(review_plan_of(c, id))) == "unprocessable body.no_actions");
  auto const action = ReviewActionId{id_in(c.kate.does(c.wanted_action(id)))};
  c.kate.does(TellReviewAction{action, ReviewActionState::cancelled, {"2"}, {}});
  EditReviewAction const again{.review_action = action,
                               .title = {"Once more"},
                               .owner = c.wanted_action(id).owner,
                               .due = c.wanted_action(id).due};
  CHECK(told(c.kate.tries(again)) == "conflict wrong_state");
  CHECK(told(c.kate.tries(review_plan_of(c, id))) == "unprocessable body.no_actions");
  auto why = review_plan_of(c, id);
  why.no_actions = {"Our improvement plan has them already."};
  CHECK(told(s.tess.tries(why)) == "forbidden role");
  CHECK(told(s.alice.tries(why)) == "forbidden role");
  CHECK(told(s.harry.tries(why)) == "not_found");
  c.kate.does(why);
  CHECK(c.review(id).state == ReviewState::action_plan);
  CHECK_FALSE(c.kate.told_because(Because::plan_wanted));
  CHECK(c.plan(id).workshop_on == s.today());
  CHECK(c.kate.finds(GetReviewPlan{id}));
  for (auto const& who : {s.tess, s.alice, s.gwen, s.tom}) CHECK_FALSE(who.finds(GetReviewPlan{id}));
  // It is written further, and is no step any more.
  auto const version = c.review(id).version;
  why.workshop_notes = {"And once more."};
  c.kate.does(why);
  CHECK(c.review(id).version == version);
  CHECK(c.plan(id).version == 2);
  CHECK(told(c.kate.tries(why, {}, 1)) == "precondition_failed version");
  CHECK(s.store().verify().empty());
}

TEST_CASE("reviews: no plan before the report") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.factual_check();
  CHECK(told(c.kate.tries(review_plan_of(c, id))) == "conflict wrong_state");
  CHECK(told(c.kate.tries(c.wanted_action(id))) == "conflict wrong_state");
  CHECK(told(c.kate.tries(themes_of(id))) == "conflict wrong_state");
  CHECK(told(c.kate.tries(check_of(id))) == "conflict wrong_state");
  CHECK(told(c.kate.tries(CloseReview{id})) == "conflict wrong_state");
}

TEST_CASE("reviews: actions are the host's and their owner's") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.final_report();
  auto wanted = c.wanted_action(id);
  wanted.owner = s.harry.id();
  CHECK(told(c.kate.tries(wanted)) == "unprocessable body.owner");
  wanted.owner = c.dev.id();
  wanted.sentence = 99;
  CHECK(told(c.kate.tries(wanted)) == "unprocessable body.sentence");
  wanted.sentence = 2;
  wanted.due = s.in_days(-1);
  CHECK(told(c.kate.tries(wanted)) == "unprocessable body.due");
  wanted.due = s.in_days(10);
  wanted.measure.what = {};
  CHECK(told(c.kate.tries(wanted)) == "unprocessable body.measure.what");
  wanted.measure.what = {"Classes that check"};
  CHECK(told(c.dev.tries(wanted)) == "not_found");
  CHECK(told(s.tess.tries(wanted)) == "forbidden role");
  auto const action = ReviewActionId{id_in(c.kate.does(wanted))};
  CHECK(c.dev.told_because(Because::review_action_given));
  CHECK(c.dev.lists(ListMyReviewActions{}) == std::vector<std::uint64_t>{action.value});
  CHECK(c.dev.finds(GetReviewAction{action}));
  CHECK_FALSE(c.dev.finds(GetReview{id}));
  CHECK_FALSE(c.dev.finds(ListReviewActions{id}));
  CHECK(c.kate.lists(ListReviewActions{id}).size() == 1);
  CHECK(s.tess.lists(ListReviewActions{id}).empty());
  CHECK_FALSE(s.tess.finds(GetReviewAction{action}));
  CHECK_FALSE(s.alice.finds(GetReviewAction{action}));
  // Its owner tells of it, and changes nothing else.
  EditReviewAction edit{action, {"Another title"}, c.kate.id(), s.in_days(20), wanted.measure};
  CHECK(told(c.dev.tries(edit)) == "forbidden role");
  c.dev.does(TellReviewAction{action, ReviewActionState::at_risk, {"5"}, {"Half of them."}});
  CHECK_FALSE(c.dev.told_because(Because::review_action_given));
  CHECK(c.action(action).measure.now.value == "5");
  c.kate.does(edit);
  CHECK(c.action(action).owner == c.kate.id());
  CHECK_FALSE(c.dev.finds(GetReviewAction{action}));
  c.kate.does(TellReviewAction{action, ReviewActionState::done, {"14"}, {}});
  CHECK(c.action(action).ended);
  CHECK(c.kate.lists(ListMyReviewActions{}).empty());
  CHECK(told(c.kate.tries(edit)) == "conflict wrong_state");
  c.kate.does(TellReviewAction{action, ReviewActionState::on_track, {"13"}, {}});
  CHECK_FALSE(c.action(action).ended);
  CHECK(s.store().verify().empty());
}

TEST_CASE("reviews: pupils' details stay out of plans, actions, checks and themes") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.final_report();
  std::string const nhs = "NHS number 943 476 5919";
  auto plan = review_plan_of(c, id);
  plan.workshop_notes = {nhs};
  CHECK(told(c.kate.tries(plan)) == "conflict pupil_data");
  auto action = c.wanted_action(id);
  action.title = {nhs};
  CHECK(told(c.kate.tries(action)) == "conflict pupil_data");
  auto const made = c.wanted_action(id);
  ReviewActionId const kept{id_in(c.kate.does(made))};
  CHECK(told(c.kate.tries(EditReviewAction{kept, {nhs}, made.owner, made.due, made.measure})) == "conflict pupil_data");
  auto themes = themes_of(id);
  themes.themes.values.front().words = {nhs};
  CHECK(told(c.kate.tries(themes)) == "conflict pupil_data");
}

TEST_CASE("reviews: two checks, the second closes") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.impact_check();
  CHECK(told(c.kate.tries(check_of(id))) == "conflict too_early");
  c.moves_to(*c.review(id).ninety_days_on);
  CHECK(c.kate.told_because(Because::check_wanted));
  CHECK(told(s.tess.tries(check_of(id))) == "forbidden role");
  CHECK(told(c.kate.tries(CheckImpact{.review = id})) == "unprocessable body.words");
  c.kate.does(check_of(id));
  CHECK_FALSE(c.kate.told_because(Because::check_wanted));
  CHECK(c.review(id).ninety_days_checked);
  CHECK(c.plan(id).checks.size() == 1);
  CHECK(s.gwen.told_because(Because::review_checked));
  CHECK(told(c.kate.tries(check_of(id))) == "conflict too_early");
  c.moves_to(*c.review(id).one_year_on);
  CHECK(c.kate.told_because(Because::check_wanted));
  c.kate.does(check_of(id));
  CHECK(c.review(id).state == ReviewState::closed);
  CHECK(c.plan(id).checks.size() == 2);
  CHECK(s.tess.told_because(Because::review_closed));
  CHECK_FALSE(c.kate.told_because(Because::check_wanted));
  CHECK(told(c.kate.tries(check_of(id))) == "conflict wrong_state");
  CHECK(told(c.kate.tries(CloseReview{id})) == "conflict wrong_state");
  CHECK(s.store().verify().empty());
}

TEST_CASE("reviews: a review that is closed has nothing open") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.final_report();
  auto wanted = c.wanted_action(id);
  wanted.owner = c.dev.id();
  wanted.due = s.in_days(300);
  auto const action = ReviewActionId{id_in(c.kate.does(wanted))};
  c.reach(id, ReviewState::impact_check);
  CHECK(c.dev.told_because(Because::review_action_given));
  CHECK(told(s.tess.tries(CloseReview{id})) == "forbidden role");
  c.kate.does(CloseReview{id});
  CHECK(c.review(id).ended);
  CHECK_FALSE(c.dev.told_because(Because::review_action_given));
  s.advance_to(calendar::end_of(wanted.due));
  CHECK_FALSE(c.dev.told_because(Because::review_action_late));
  CHECK(told(c.kate.tries(review_plan_of(c, id))) == "conflict wrong_state");
  CHECK(told(c.kate.tries(wanted)) == "conflict wrong_state");
  c.dev.does(TellReviewAction{action, ReviewActionState::done, {"14"}, {}});
  CHECK(s.store().verify().empty());
}

TEST_CASE("reviews: when the checks begin, notes are gone and the team reads nothing, but a lead who is kept") {
  Scenario s;
  ReviewCase c(s);
  bool kept = false;
  SUBCASE("nobody is kept") {}
  SUBCASE("the lead is kept") { kept = true; }
  auto const id = c.final_report();
  c.kate.does(c.wanted_action(id));
  auto plan = review_plan_of(c, id);
  plan.keep_lead = kept;
  c.kate.does(plan);
  auto const note = EvidenceNoteId{s.alice.lists(ListEvidenceNotes{id}).front()};
  CHECK(s.erin.finds(GetReviewReport{id}));
  c.reach(id, ReviewState::impact_check);
  CHECK_FALSE(s.erin.finds(GetReviewReport{id}));
  CHECK_FALSE(s.erin.finds(GetReview{id}));
  CHECK_FALSE(s.alice.finds(GetEvidenceNote{note}));
  CHECK(s.alice.finds(GetReviewReport{id}) == kept);
  CHECK(told(*s.store().ask({}, GetEvidenceNote{note}, {}, ReadTier::disk)) == "not_found");
  plan.keep_lead = false;
  c.kate.does(plan);
  CHECK_FALSE(s.alice.finds(GetReviewReport{id}));
  CHECK(s.store().verify().empty());
}

TEST_CASE("reviews: themes are the host's to share, and to take back") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.final_report();
  auto share = themes_of(id);
  CHECK(told(s.tess.tries(share)) == "forbidden role");
  share.themes.values.front().heading = 3;
  CHECK(told(c.kate.tries(share)) == "unprocessable body.themes[0].heading");
  CHECK(told(c.kate.tries(ShareThemes{.review = id, .shared = true})) == "unprocessable body.themes");
  c.kate.does(themes_of(id));
  CHECK(c.kate.sees(GetReviewTheme{id}).at("shared") == true);
  CHECK_FALSE(s.tess.finds(GetReviewTheme{id}));
  CHECK_FALSE(s.alice.finds(GetReviewTheme{id}));
  c.kate.does(ShareThemes{.review = id});
  auto const now = c.kate.sees(GetReviewTheme{id});
  CHECK(now.at("shared") == false);
  CHECK(now.value("themes", Json::array()).empty());
  c.reach(id, ReviewState::closed);
  c.kate.does(themes_of(id));
}

}  // namespace staffroom::tests
