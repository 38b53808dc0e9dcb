// The self-review, the days of the visit and its timetable.
#include <doctest/doctest.h>

#include "tests/support/review_case.hpp"

namespace staffroom::tests {
namespace {

struct Confirmed {
  Scenario s;
  ReviewCase c{s};
  ReviewId id = c.confirmed();

  void first_day_comes() { c.moves_to(*c.review(id).first_day); }
  ReviewState state() const { return c.review(id).state; }
};

std::string tried(Colleague const& who, EditSelfReview command, std::vector<EvidenceLink> evidence) {
  command.evidence.values = std::move(evidence);
  return told(who.tries(command));
}

}  // namespace

TEST_CASE("reviews: the host and its colleagues write the self-review, heading by heading; the team waits") {
  Confirmed b;
  auto& [s, c, id] = b;
  c.kate.does(c.answered(id, 1));
  c.kate.does(NameColleague{.review = id, .colleague = c.dev.id()});
  auto wanted = c.answered(id, 0);
  wanted.strengths = {"From Dev."};
  c.dev.does(wanted);
  auto const it = c.self_review(id);
  REQUIRE(it.parts.size() == 2);
  CHECK(it.parts.values[0].heading == 0);
  CHECK(it.parts.values[0].strengths.value == "From Dev.");
  CHECK(it.parts.values[1].grade == 1);
  for (auto const& who : {s.alice, s.erin}) {
    CHECK(told(who.tries(wanted)) == "not_found");
    CHECK_FALSE(who.finds(GetSelfReview{id}));
  }
  CHECK(told(s.tess.tries(wanted)) == "not_found");
  CHECK_FALSE(s.tess.finds(GetSelfReview{id}));
  CHECK(told(s.harry.tries(wanted)) == "not_found");
  CHECK(c.dev.finds(GetSelfReview{id}));
  CHECK(told(c.kate.tries(wanted, {}, it.version - 1)) == "precondition_failed version");
  // All of it taken out again: as if nothing had been said there.
  c.kate.does(EditSelfReview{.review = id, .heading = 1});
  CHECK(c.self_review(id).parts.size() == 1);
}

TEST_CASE("reviews: a self-review keeps to the framework, and its evidence is what the writer may see") {
  Confirmed b;
  auto& [s, c, id] = b;
  auto wanted = c.answered(id, 0);
  wanted.heading = 3;
  CHECK(told(c.kate.tries(wanted)) == "not_found");
  wanted.heading = 0;
  wanted.grade = 4;
  CHECK(told(c.kate.tries(wanted)) == "unprocessable body.grade");
  wanted.grade = 3;
  CHECK(tried(c.kate, wanted, {{.type = EvidenceType::said}}) == "unprocessable body.evidence[0].words");
  CHECK(tried(c.kate, wanted, {{.type = EvidenceType::web, .words = {"www.kirkby.example"}}}) ==
        "unprocessable body.evidence[0].words");
  CHECK(tried(c.kate, wanted, {{.type = EvidenceType::web, .id = 7, .words = {"https://kirkby.example"}}}) ==
        "unprocessable body.evidence[0].id");
  CHECK(tried(c.kate, wanted, {{.type = EvidenceType::web, .words = {"https://kirkby.example/plans"}}}) == "accepted");
  // Unknown, and not open to her: the same words.
  PracticeId const hidden{id_in(s.dan.does(CreatePractice{.organisation = s.beckside, .title = {"Not yet shared"}}))};
  PracticeId const own{id_in(c.kate.does(CreatePractice{.organisation = s.kirkby, .title = {"Bars"}}))};
  auto const practice = [](std::uint64_t of) { return EvidenceLink{.type = EvidenceType::practice, .id = of}; };
  CHECK(tried(c.kate, wanted, {{.type = EvidenceType::practice}}) == "unprocessable body.evidence[0].id");
  CHECK(tried(c.kate, wanted, {practice(own.value), practice(hidden.value)}) == "unprocessable body.evidence[1].id");
  CHECK(tried(c.kate, wanted, {practice(9999)}) == "unprocessable body.evidence[0].id");
  CHECK(tried(c.kate, wanted, {{.type = EvidenceType::resource, .id = own.value}}) ==
        "unprocessable body.evidence[0].id");
  CHECK(tried(c.kate, wanted, {practice(own.value)}) == "accepted");
  // What stood there stays, though Dev does not see the draft.
  c.kate.does(NameColleague{.review = id, .colleague = c.dev.id()});
  CHECK(tried(c.dev, wanted, {practice(own.value)}) == "accepted");
  wanted.needs = {"B801200005001 reads late."};
  CHECK(told(c.kate.tries(wanted)) == "conflict pupil_data");
  wanted.not_pupil_data = Note{"A made-up number, to show a form."};
  CHECK(told(c.kate.tries(wanted)) == "accepted");
}

TEST_CASE("reviews: a self-review is submitted whole, read by the team, and reopened before the visit") {
  Confirmed b;
  auto& [s, c, id] = b;
  c.kate.does(c.answered(id, 0));
  c.kate.does(c.answered(id, 2));
  CHECK(told(c.kate.tries(SubmitSelfReview{id})) == "unprocessable body.parts[1]");
  CHECK(told(c.kate.tries(ReopenSelfReview{id})) == "conflict wrong_state");
  c.kate.does(c.answered(id, 1));
  CHECK(told(s.alice.tries(SubmitSelfReview{id})) == "not_found");
  CHECK(told(s.tess.tries(SubmitSelfReview{id})) == "not_found");
  c.kate.does(SubmitSelfReview{id});
  CHECK(b.state() == ReviewState::self_review_submitted);
  for (auto const& who : {s.alice, s.erin}) {
    CHECK(who.told_because(Because::self_review_submitted));
    CHECK(who.finds(GetSelfReview{id}));
    CHECK(told(who.tries(c.answered(id, 0))) == "forbidden role");
  }
  CHECK_FALSE(s.tess.finds(GetSelfReview{id}));
  CHECK(told(c.kate.tries(c.answered(id, 0))) == "conflict wrong_state");
  CHECK(told(c.kate.tries(SubmitSelfReview{id})) == "conflict wrong_state");
  c.kate.does(ReopenSelfReview{id});
  CHECK(b.state() == ReviewState::confirmed);
  CHECK_FALSE(s.alice.finds(GetSelfReview{id}));
  c.kate.does(c.answered(id, 0));
  c.kate.does(SubmitSelfReview{id});
  b.first_day_comes();
  CHECK(b.state() == ReviewState::visiting);
  CHECK(told(c.kate.tries(ReopenSelfReview{id})) == "conflict wrong_state");
}

TEST_CASE("reviews: reopened late, the reminders that are over don't come again") {
  Confirmed b;
  auto& [s, c, id] = b;
  auto const review = c.review(id);
  c.moves_to(*review.self_review_by);
  CHECK(c.kate.told_because(Because::self_review_due));
  c.writes_self_review(id);
  CHECK_FALSE(c.kate.told_because(Because::self_review_due));
  c.kate.does(ReopenSelfReview{id});
  s.tick();
  CHECK(c.review(id).reminded == 2);
  CHECK_FALSE(c.kate.told_because(Because::self_review_due));
}

TEST_CASE("reviews: the visit begins by itself on its first day when the self-review is there") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.self_review_submitted();
  CHECK(told(c.kate.tries(StartVisit{.review = id})) == "conflict too_early");
  CHECK(told(s.erin.tries(StartVisit{.review = id})) == "forbidden role");
  CHECK(told(s.tess.tries(StartVisit{.review = id})) == "forbidden role");
  c.moves_to(*c.review(id).first_day);
  CHECK(c.review(id).state == ReviewState::visiting);
  CHECK(told(c.kate.tries(StartVisit{.review = id})) == "conflict wrong_state");
}

TEST_CASE("reviews: without the self-review only the lead begins, and says why") {
  Confirmed b;
  auto& [s, c, id] = b;
  b.first_day_comes();
  CHECK(b.state() == ReviewState::confirmed);
  CHECK(told(c.kate.tries(StartVisit{.review = id, .reason = {"We begin."}})) == "conflict no_self_review");
  CHECK(told(s.alice.tries(StartVisit{.review = id})) == "unprocessable body.reason");
  s.alice.does(StartVisit{.review = id, .reason = {"The head was ill."}});
  CHECK(b.state() == ReviewState::visiting);
  CHECK(s.erin.told_because(Because::visit_started));
  CHECK_FALSE(c.kate.told_because(Because::self_review_due));
  CHECK(told(c.kate.tries(c.answered(id, 0))) == "conflict wrong_state");
  CHECK(told(c.kate.tries(SubmitSelfReview{id})) == "conflict wrong_state");
}

TEST_CASE("reviews: the lead ends the visit, or the day after its last does; then the report is wanted") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.visiting();
  CHECK(told(c.kate.tries(EndVisit{id})) == "forbidden role");
  CHECK(told(s.erin.tries(EndVisit{id})) == "forbidden role");
  s.alice.does(EndVisit{id});
  auto const it = c.review(id);
  CHECK(it.state == ReviewState::draft_report);
  CHECK(it.report_by == c.working_days_on(*it.last_day, 5));
  CHECK(told(s.alice.tries(EndVisit{id})) == "conflict wrong_state");
}

TEST_CASE("reviews: a visit that nobody ends is over the day after, and the lead is asked for the report") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.visiting();
  c.moves_to(*c.review(id).last_day);
  CHECK(c.review(id).state == ReviewState::visiting);
  c.moves_to({c.review(id).last_day->days + 1});
  CHECK(c.review(id).state == ReviewState::draft_report);
  CHECK(s.alice.told_because(Because::report_wanted));
  CHECK_FALSE(s.erin.told_because(Because::report_wanted));
}

TEST_CASE("reviews: the timetable is made by the host and the lead, within the days, of people who are there") {
  Confirmed b;
  auto& [s, c, id] = b;
  auto const wanted = c.planned(id);
  CHECK(told(s.erin.tries(wanted)) == "forbidden role");
  CHECK(told(s.tess.tries(wanted)) == "not_found");
  CHECK(told(s.harry.tries(wanted)) == "not_found");
  auto other = wanted;
  other.date = {c.review(id).last_day->days + 1};
  CHECK(told(c.kate.tries(other)) == "unprocessable body.date");
  other = wanted;
  other.ends = other.starts;
  CHECK(told(c.kate.tries(other)) == "unprocessable body.ends");
  other.ends = 1441;
  CHECK(told(c.kate.tries(other)) == "unprocessable body.ends");
  other = wanted;
  other.reviewer = s.bob.id();
  CHECK(told(c.kate.tries(other)) == "unprocessable body.reviewer");
  other = wanted;
  other.colleague = s.helen.id();
  CHECK(told(c.kate.tries(other)) == "unprocessable body.colleague");
  other = wanted;
  other.question = 2;
  CHECK(told(c.kate.tries(other)) == "unprocessable body.question");
  ReviewActivityId const one{id_in(s.alice.does(wanted))};
  other = wanted;
  other.starts = 500;
  ReviewActivityId const two{id_in(c.kate.does(other))};
  for (auto const& who : {c.kate, s.alice, s.erin}) {
    CHECK(who.lists(ListReviewActivities{id}) == std::vector<std::uint64_t>{two.value, one.value});
  }
  CHECK(s.tess.lists(ListReviewActivities{id}).empty());
  CHECK_FALSE(s.tess.finds(GetReviewActivity{one}));
}

TEST_CASE("reviews: who is put into the timetable works on the review from then on") {
  Confirmed b;
  auto& [s, c, id] = b;
  CHECK_FALSE(c.dev.finds(GetReview{id}));
  auto wanted = c.planned(id);
  wanted.colleague = c.kate.id();
  c.kate.does(wanted);
  CHECK(c.review(id).colleagues.empty());
  wanted.colleague = c.dev.id();
  ReviewActivityId const activity{id_in(c.kate.does(wanted))};
  REQUIRE(c.review(id).colleagues.size() == 1);
  CHECK_FALSE(c.review(id).colleagues.values.front().report);
  CHECK(c.dev.finds(GetReviewActivity{activity}));
  CHECK(c.dev.finds(GetReview{id}));
  CHECK(told(c.dev.tries(wanted)) == "forbidden role");
}

TEST_CASE("reviews: what is planned is changed or cancelled until the visit is over") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.visiting();
  ReviewActivityId const activity{s.alice.lists(ListReviewActivities{id}).front()};
  EditReviewActivity const edit{.review_activity = activity,
                                .date = *c.review(id).last_day,
                                .starts = 600,
                                .ends = 660,
                                .what = {"Talk with pupils"},
                                .reviewer = s.alice.id(),
                                .colleague = c.dev.id()};
  CHECK(told(s.erin.tries(edit)) == "forbidden role");
  CHECK(told(s.alice.tries(edit, {}, 7)) == "precondition_failed version");
  s.alice.does(edit);
  CHECK(s.erin.sees(GetReviewActivity{activity}).at("what") == "Talk with pupils");
  CHECK(c.dev.finds(GetReviewActivity{activity}));
  c.kate.does(CancelReviewActivity{activity});
  CHECK(s.erin.sees(GetReviewActivity{activity}).at("state") == "cancelled");
  CHECK(told(c.kate.tries(CancelReviewActivity{activity})) == "conflict wrong_state");
  CHECK(told(c.kate.tries(edit)) == "conflict wrong_state");
  s.alice.does(EndVisit{id});
  CHECK(told(c.kate.tries(c.planned(id))) == "conflict wrong_state");
}

}  // namespace staffroom::tests
