// Review cycles: who makes them, who reads them, who joins, and how they start and end.
#include <doctest/doctest.h>

#include "tests/support/review_case.hpp"

namespace staffroom::tests {
namespace {

EditReviewCycle edit_of_cycle(ReviewCycle const& it) {
  return {.review_cycle = it.id,
          .title = it.title,
          .school_year = it.school_year,
          .framework = it.framework,
          .phases = it.phases,
          .visit_days = it.visit_days,
          .travel_km = it.travel_km,
          .invited = it.invited};
}

}  // namespace

TEST_CASE("a cycle is set up by a leader of the trust or of the network, and is theirs alone while it is a draft") {
  Scenario s;
  ReviewCase c(s);
  auto wanted = c.wanted_cycle();
  CHECK(told(s.tom.tries(wanted)) == "forbidden role");
  CHECK(told(s.helen.tries(wanted)) == "forbidden role");
  CHECK(told(s.priya.tries(wanted)) == "not_found");
  wanted.organisation = s.kirkby;
  CHECK(told(c.kate.tries(wanted)) == "unprocessable body.organisation");
  wanted.organisation = OrganisationId{987'654};
  CHECK(told(s.tess.tries(wanted)) == "not_found");
  CHECK(told(s.as_system(c.wanted_cycle())) == "not_found");

  auto const id = c.drafts_cycle();
  auto const made = c.cycle(id);
  CHECK(made.state == CycleState::draft);
  CHECK(made.owner == s.tess.id());
  CHECK(s.tess.lists(ListReviewCycles{}) == std::vector{id.value});
  for (auto const& who : {c.vera, c.kate, s.helen, s.tom, s.harry, s.gwen, s.priya}) {
    CHECK(told(who.asks(GetReviewCycle{id})) == "not_found");
    CHECK(told(who.tries(OpenReviewCycle{id})) == "not_found");
    CHECK(who.lists(ListReviewCycles{}).empty());
  }
}

TEST_CASE("what describes a cycle: a framework, days in order, schools that the organiser knows") {
  Scenario s;
  ReviewCase c(s);
  auto const refused = [&](auto const& spoil) {
    auto wanted = c.wanted_cycle();
    spoil(wanted);
    return told(s.tess.tries(wanted));
  };
  using Wanted = CreateReviewCycle;
  CHECK(refused([](Wanted& it) { it.framework.headings.values.resize(1); }) == "unprocessable body.framework.headings");
  CHECK(refused([](Wanted& it) { it.framework.headings.values[2].title = it.framework.headings.values[0].title; }) ==
        "unprocessable body.framework.headings[2].title");
  CHECK(refused([](Wanted& it) { it.framework.grades.values.resize(1); }) == "unprocessable body.framework.grades");
  CHECK(refused([](Wanted& it) { it.framework.grades.values.clear(); }) == "accepted");
  CHECK(refused([&](Wanted& it) { it.phases.join_by = s.in_days(-1); }) == "unprocessable body.phases.join_by");
  CHECK(refused([&](Wanted& it) { it.phases.visits_from.days = it.phases.join_by.days - 1; }) ==
        "unprocessable body.phases.visits_from");
  CHECK(refused([](Wanted& it) { it.phases.visits_to.days = it.phases.visits_from.days - 1; }) ==
        "unprocessable body.phases.visits_to");
  CHECK(refused([](Wanted& it) { it.phases.reports_by.days = it.phases.visits_to.days - 1; }) ==
        "unprocessable body.phases.reports_by");
  CHECK(refused([](Wanted& it) { it.phases.checks_by.days = it.phases.reports_by.days - 1; }) ==
        "unprocessable body.phases.checks_by");
  CHECK(refused([](Wanted& it) { it.phases.checks_by.days += 3'000; }) == "unprocessable body.phases.checks_by");
  CHECK(refused([](Wanted& it) { it.title = {"B801200005001"}; }) == "conflict pupil_data");
  CHECK(refused([](Wanted& it) { it.framework.name = {"B801200005001"}; }) == "conflict pupil_data");
  CHECK(refused([](Wanted& it) { it.visit_days = 0; }) == "unprocessable body.visit_days");
  CHECK(refused([](Wanted& it) { it.visit_days = 6; }) == "unprocessable body.visit_days");
  CHECK(refused([](Wanted& it) { it.travel_km = 0; }) == "unprocessable body.travel_km");
  CHECK(refused([](Wanted& it) { it.school_year = 1999; }) == "unprocessable body.school_year");
  CHECK(refused([&](Wanted& it) { it.invited = {{s.kirkby, s.kirkby}}; }) == "unprocessable body.invited[1]");
  CHECK(refused([&](Wanted& it) { it.invited = {{s.aire}}; }) == "unprocessable body.invited[0]");
  CHECK(refused([&](Wanted& it) { it.invited = {{OrganisationId{987'654}}}; }) == "not_found");
  CHECK(refused([&](Wanted& it) { it.invited = {{s.tarn}}; }) == "accepted");  // of another trust of the network
}

TEST_CASE("opening asks the heads of three schools or more, who read it from then on; others do not") {
  Scenario s;
  ReviewCase c(s);
  auto wanted = c.wanted_cycle();
  wanted.invited = {{s.kirkby, s.mosslands}};
  ReviewCycleId const id{id_in(s.tess.does(wanted))};
  CHECK(told(s.tess.tries(OpenReviewCycle{id})) == "conflict few_schools");
  auto edit = edit_of_cycle(c.cycle(id));
  edit.invited = {{s.kirkby, s.mosslands, c.hazel}};
  edit.framework.excellence = false;
  s.tess.does(edit);
  s.tess.does(OpenReviewCycle{id});
  CHECK(c.cycle(id).state == CycleState::open);
  CHECK_FALSE(c.cycle(id).framework.excellence);
  CHECK(told(s.tess.tries(OpenReviewCycle{id})) == "conflict wrong_state");
  for (auto const& who : {c.kate, s.helen, c.hanif}) {
    CHECK(who.finds(GetReviewCycle{id}));
    CHECK(who.lists(ListReviewCycles{}) == std::vector{id.value});
    CHECK(who.told_because(Because::cycle_opened));
    CHECK(told(who.tries(edit_of_cycle(c.cycle(id)))) == "forbidden role");
  }
  CHECK(c.vera.finds(GetReviewCycle{id}));  // leads the trust that runs it
  for (auto const& who : {s.tom, s.harry, s.gwen, s.bob, s.alice, s.priya}) {
    CHECK(told(who.asks(GetReviewCycle{id})) == "not_found");
    CHECK(who.lists(ListReviewCycles{}).empty());
    CHECK_FALSE(who.told_because(Because::cycle_opened));
  }
}

TEST_CASE("the head of an invited school joins until the day to join by, and says again what has changed") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.opens_cycle();
  CHECK(told(c.kate.tries(c.joining(id, s.mosslands))) == "forbidden own_school");
  CHECK(told(s.helen.tries(c.joining(id, s.tarn))) == "forbidden own_school");
  CHECK(told(s.harry.tries(c.joining(id, s.tarn))) == "not_found");
  auto joining = c.joining(id, s.kirkby);
  joining.interests = {{s.kirkby}};
  CHECK(told(c.kate.tries(joining)) == "unprocessable body.interests[0]");
  joining.interests = {{c.hazel, c.hazel}};
  CHECK(told(c.kate.tries(joining)) == "unprocessable body.interests[1]");
  joining.interests = {{s.tarn}};
  CHECK(told(c.kate.tries(joining)) == "unprocessable body.interests[0]");
  joining.interests = {};
  joining.days_given = 101;
  CHECK(told(c.kate.tries(joining)) == "unprocessable body.days_given");
  joining.days_given = 4;
  joining.interests_why = {"About B801200005001."};
  CHECK(told(c.kate.tries(joining)) == "conflict pupil_data");
  joining.interests_why = {};
  c.kate.does(joining);
  CHECK(s.tess.told_because(Because::cycle_joined));
  CHECK_FALSE(c.kate.told_because(Because::cycle_opened));
  CHECK(s.helen.told_because(Because::cycle_opened));

  joining.interests = {{c.hazel}};
  joining.interests_why = {"Their deputy is my brother."};
  c.kate.does(joining);
  REQUIRE(c.cycle(id).schools.size() == 1);
  auto const said = c.cycle(id).schools.values.front();
  CHECK(said.interests == joining.interests);
  CHECK(said.by == c.kate.id());

  s.advance_to(calendar::end_of(c.cycle(id).phases.join_by));
  CHECK(told(s.helen.tries(c.joining(id, s.mosslands))) == "conflict too_late");
  CHECK(s.tess.told_because(Because::cycle_to_start));
  auto edit = edit_of_cycle(c.cycle(id));
  edit.phases.join_by = s.in_days(3);
  s.tess.does(edit);
  CHECK_FALSE(s.tess.told_because(Because::cycle_to_start));
  CHECK_FALSE(c.cycle(id).join_asked);
  s.helen.does(c.joining(id, s.mosslands));
}

TEST_CASE("a head of two schools is asked once, and answers for both") {
  Scenario s;
  ReviewCase c(s);
  s.takes_on(c.kate, c.hazel, Role::headteacher);
  auto const id = c.opens_cycle();
  c.kate.does(c.joining(id, s.kirkby));
  CHECK(c.kate.told_because(Because::cycle_opened));
  c.kate.does(c.joining(id, c.hazel));
  CHECK_FALSE(c.kate.told_because(Because::cycle_opened));
  CHECK_FALSE(c.hanif.told_because(Because::cycle_opened));
}

TEST_CASE("a school leaves before the start, and its place in the rota goes with it") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.cycle_open();
  CHECK(told(s.helen.tries(LeaveReviewCycle{id, c.hazel})) == "forbidden own_school");
  c.hanif.does(LeaveReviewCycle{id, c.hazel});
  CHECK(c.cycle(id).schools.size() == 2);
  REQUIRE(c.cycle(id).rota.size() == 1);
  CHECK(c.cycle(id).rota.values.front().visitor == s.mosslands);
  CHECK(told(c.hanif.tries(LeaveReviewCycle{id, c.hazel})) == "conflict not_joined");
  CHECK(told(s.tess.tries(StartReviewCycle{id})) == "conflict rota_not_ready");
  c.hanif.does(c.joining(id, c.hazel));
  s.tess.does(SetRota{id, {ReviewCase::ring(s.kirkby, s.mosslands, c.hazel)}});
  s.tess.does(StartReviewCycle{id});
  CHECK(told(c.hanif.tries(LeaveReviewCycle{id, c.hazel})) == "conflict wrong_state");
  CHECK(told(c.hanif.tries(c.joining(id, c.hazel))) == "conflict wrong_state");
}

TEST_CASE(
    "an open cycle keeps its framework and those who joined; more may be invited, who are asked; others lose it") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.opens_cycle();
  c.kate.does(c.joining(id, s.kirkby));
  auto edit = edit_of_cycle(c.cycle(id));
  edit.framework.excellence = !edit.framework.excellence;
  CHECK(told(s.tess.tries(edit)) == "conflict wrong_state");
  edit = edit_of_cycle(c.cycle(id));
  edit.school_year += 1;
  CHECK(told(s.tess.tries(edit)) == "conflict wrong_state");
  edit = edit_of_cycle(c.cycle(id));
  edit.invited = {{s.mosslands, s.tarn}};
  CHECK(told(s.tess.tries(edit)) == "conflict has_joined");
  edit.invited = {{s.kirkby, s.tarn, c.hazel}};
  edit.title = {"Two Valleys peer review"};
  CHECK(told(s.tess.tries(edit, {}, 1)) == "precondition_failed version");
  s.tess.does(edit);
  CHECK(s.harry.finds(GetReviewCycle{id}));
  CHECK(s.harry.told_because(Because::cycle_opened));
  CHECK_FALSE(s.helen.told_because(Because::cycle_opened));
  CHECK(s.helen.finds(GetReviewCycle{id}));  // heads within the trust that runs it read it, invited or not
  CHECK(told(s.helen.tries(c.joining(id, s.mosslands))) == "conflict not_invited");
  edit.invited = {{s.kirkby, s.mosslands, c.hazel}};
  s.tess.does(edit);
  CHECK_FALSE(s.harry.finds(GetReviewCycle{id}));
  CHECK_FALSE(s.harry.told_because(Because::cycle_opened));
  CHECK(s.helen.told_because(Because::cycle_opened));
}

TEST_CASE("starting makes a review of each school with who visits it, and asks its head") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.cycle_open();
  CHECK(told(c.kate.tries(StartReviewCycle{id})) == "forbidden role");
  auto const accepted = s.tess.does(StartReviewCycle{id});
  CHECK(Json::parse(accepted.record).at("state") == "running");
  auto const cycle = c.cycle(id);
  REQUIRE(cycle.reviews.size() == 3);
  for (auto const school : {s.kirkby, s.mosslands, c.hazel}) {
    auto const review = c.review(c.review_of(id, school));
    CHECK(review.state == ReviewState::draft);
    CHECK(review.title == cycle.title);
    CHECK(review.organiser == s.tess.id());
    REQUIRE(review.visitors.size() == 1);
    CHECK(c.scope(review.id).framework.headings.size() == 3);
    CHECK(c.head_of(school).told_because(Because::cycle_started));
    CHECK(c.head_of(school).lists(ListReviews{}) == std::vector{review.id.value});
  }
  CHECK(c.review(c.review_of(id, s.kirkby)).visitors.values.front() == s.mosslands);
  CHECK(told(s.tess.tries(StartReviewCycle{id})) == "conflict wrong_state");
  CHECK_FALSE(c.vera.finds(GetReview{c.review_of(id, s.kirkby)}));
}

TEST_CASE("heads who have not answered are not asked any more once it has started") {
  Scenario s;
  ReviewCase c(s);
  auto wanted = c.wanted_cycle();
  wanted.invited.values.push_back(s.tarn);
  ReviewCycleId const id{id_in(s.tess.does(wanted))};
  s.tess.does(OpenReviewCycle{id});
  for (auto const school : {s.kirkby, s.mosslands, c.hazel}) c.head_of(school).does(c.joining(id, school));
  s.tess.does(SetRota{id, {ReviewCase::ring(s.kirkby, s.mosslands, c.hazel)}});
  CHECK(s.harry.told_because(Because::cycle_opened));
  s.advance_to(calendar::end_of(c.cycle(id).phases.join_by));
  CHECK(s.tess.told_because(Because::cycle_to_start));
  s.tess.does(StartReviewCycle{id});
  CHECK_FALSE(s.harry.told_because(Because::cycle_opened));
  CHECK_FALSE(s.tess.told_because(Because::cycle_to_start));
  CHECK(s.harry.lists(ListReviews{}).empty());
}

TEST_CASE("the days of a running cycle become later, and nothing else of it changes") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.running();
  auto edit = edit_of_cycle(c.cycle(id));
  edit.title = {"Something else"};
  CHECK(told(s.tess.tries(edit)) == "conflict wrong_state");
  edit = edit_of_cycle(c.cycle(id));
  --edit.phases.visits_to.days;
  CHECK(told(s.tess.tries(edit)) == "conflict not_later");
  edit.phases.visits_to.days += 8;
  s.tess.does(edit);
  CHECK(c.cycle(id).phases == edit.phases);
  s.advance_to(calendar::end_of(edit.phases.join_by));
  ++edit.phases.visits_to.days;
  s.tess.does(edit);  // though the day to join by has passed
}

TEST_CASE("a cycle is cancelled with a reason while no review is past confirmed, and nothing of its reviews stays") {
  Scenario s;
  ReviewCase c(s);
  auto const review = c.confirmed();
  auto const id = c.review(review).cycle;
  CHECK(told(s.tess.tries(CancelReviewCycle{id, {}})) == "unprocessable body.reason");
  CHECK(told(s.tess.tries(CancelReviewCycle{id, {"About B801200005001."}})) == "conflict pupil_data");
  CHECK(told(c.kate.tries(CancelReviewCycle{id, {"No."}})) == "forbidden role");
  auto const accepted = s.tess.does(CancelReviewCycle{id, {"Too many schools are short of staff."}});
  CHECK(Json::parse(accepted.record).at("state") == "cancelled");
  auto const cycle = c.cycle(id);
  CHECK(cycle.reviews.empty());
  CHECK(cycle.end_reason.value == "Too many schools are short of staff.");
  CHECK(cycle.ended);
  for (auto const& who : {s.tess, c.kate, s.alice, s.erin}) {
    CHECK(told(who.asks(GetReview{review})) == "not_found");
    CHECK(told(who.asks(GetReviewScope{review})) == "not_found");
    CHECK(who.lists(ListReviews{}).empty());
  }
  for (auto const& who : {c.kate, s.helen, c.hanif}) CHECK(who.told_because(Because::cycle_ended));
  CHECK(told(s.tess.tries(CancelReviewCycle{id, {"Again."}})) == "conflict wrong_state");
  CHECK(told(s.tess.tries(edit_of_cycle(cycle))) == "conflict wrong_state");
  CHECK(told(s.tess.tries(HandOverReviewCycle{id, c.vera.id()})) == "conflict wrong_state");
}

TEST_CASE("a cycle is neither cancelled nor closed while a review is under way") {
  Scenario s;
  ReviewCase c(s);
  auto const review = c.self_review_submitted();
  auto const id = c.review(review).cycle;
  CHECK(told(s.tess.tries(CancelReviewCycle{id, {"It is too much."}})) == "conflict reviews_under_way");
  CHECK(told(s.tess.tries(CloseReviewCycle{id})) == "conflict reviews_under_way");
}

TEST_CASE("a draft is cancelled without anybody hearing of it; an open one is not asked about any more") {
  Scenario s;
  ReviewCase c(s);
  auto const draft = c.drafts_cycle();
  s.tess.does(CancelReviewCycle{draft, {"Next year."}});
  CHECK_FALSE(c.kate.told_because(Because::cycle_ended));
  auto const open = c.opens_cycle();
  c.kate.does(c.joining(open, s.kirkby));
  s.tess.does(CancelReviewCycle{open, {"Next year."}});
  CHECK(c.kate.told_because(Because::cycle_ended));
  CHECK_FALSE(s.helen.told_because(Because::cycle_opened));
}

TEST_CASE("a cycle closes with its last review") {
  Scenario s;
  ReviewCase c(s);
  CHECK(told(s.tess.tries(CloseReviewCycle{c.cycle_open()})) == "conflict wrong_state");
  auto const review = c.drafted();
  auto const id = c.review(review).cycle;
  for (auto const school : {s.mosslands, c.hazel}) {
    c.head_of(school).does(WithdrawReview{c.review_of(id, school), {"Our roof is being mended."}});
  }
  CHECK(c.cycle(id).reviews.size() == 1);
  CHECK(told(s.tess.tries(CloseReviewCycle{id})) == "conflict reviews_under_way");
  c.reach(review, ReviewState::closed);
  CHECK(c.cycle(id).state == CycleState::closed);
  CHECK(c.hanif.told_because(Because::cycle_ended));
  CHECK(c.kate.finds(GetReview{review}));
  CHECK(told(s.tess.tries(CloseReviewCycle{id})) == "conflict wrong_state");
}

TEST_CASE("a cycle whose reviews are all gone is closed by its organiser") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.review(c.drafted()).cycle;
  for (auto const school : {s.kirkby, s.mosslands, c.hazel}) {
    c.head_of(school).does(WithdrawReview{c.review_of(id, school), {"Our roof is being mended."}});
  }
  s.tess.does(CloseReviewCycle{id});
  CHECK(c.cycle(id).state == CycleState::closed);
  CHECK(c.hanif.told_because(Because::cycle_ended));
}

TEST_CASE("another leader takes the cycle over, with its reviews and what waits on the organiser") {
  Scenario s;
  ReviewCase c(s);
  auto const review = c.requested();
  auto const id = c.review(review).cycle;
  CHECK(s.tess.told_because(Because::review_requested));
  CHECK(told(c.kate.tries(HandOverReviewCycle{id, c.vera.id()})) == "forbidden role");
  CHECK(told(s.tess.tries(HandOverReviewCycle{id, s.helen.id()})) == "unprocessable body.owner");
  CHECK(told(s.tess.tries(HandOverReviewCycle{id, PersonId{987'654}})) == "not_found");
  CHECK(told(s.tess.tries(HandOverReviewCycle{id, s.tess.id()})) == "accepted");
  s.tess.does(HandOverReviewCycle{id, c.vera.id()});
  CHECK(c.cycle(id).owner == c.vera.id());
  CHECK(c.review(review).organiser == c.vera.id());
  CHECK(c.vera.told_because(Because::review_requested));
  CHECK_FALSE(s.tess.told_because(Because::review_requested));
  CHECK(c.vera.finds(GetReview{review}));
  CHECK(told(s.tess.asks(GetReview{review})) == "not_found");
  CHECK(told(s.tess.tries(CancelReviewCycle{id, {"Mine."}})) == "forbidden role");
}

TEST_CASE("the cycle of a leader who goes passes to another leader") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.cycle_open();
  s.advance_to(calendar::end_of(c.cycle(id).phases.join_by));
  CHECK(s.tess.told_because(Because::cycle_to_start));
  s.ends_memberships_of(s.tess);
  CHECK(c.cycle(id).owner == c.vera.id());
  CHECK(c.vera.told_because(Because::cycle_to_start));
}

}  // namespace staffroom::tests
