// Visits under an agreement, and the evaluation that follows.
#include <doctest/doctest.h>

#include "tests/support/days.hpp"
#include "tests/support/support_case.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

struct Begun {
  Scenario s;
  SupportCase c{s};
  SupportRequestId id = c.begins();
  SupportAgreementId agreement = *c.request(id).agreement;

  RecordVisit record(SupportVisitId visit, bool full_day = true) const {
    return {.support_visit = visit, .happened = {"We planned a lesson."}, .next = {"Teach it."}, .full_day = full_day};
  }
};

}  // namespace

TEST_CASE("visits are planned by the two, on working days within the agreement, as many as there are days") {
  Begun b;
  auto& [s, c, id, agreement] = b;
  auto const it = c.agreement(agreement);
  CreateVisit wanted{.support_agreement = agreement, .date = c.weekday(s.in_days(3)), .place = {"Hall"}};
  CHECK(told(s.tess.tries(wanted)) == "forbidden role");
  CHECK(told(c.brenda.tries(wanted)) == "forbidden role");
  CHECK(told(s.dan.tries(wanted)) == "not_found");
  wanted.date = {it.ends.days + 1};
  CHECK(told(s.bob.tries(wanted)) == "unprocessable body.date");
  wanted.date = c.weekday(s.in_days(3));
  while (calendar::is_weekday(wanted.date)) ++wanted.date.days;
  CHECK(told(s.bob.tries(wanted)) == "unprocessable body.date");
  wanted.date = c.weekday(s.in_days(3));
  wanted.ends = wanted.starts;
  CHECK(told(s.bob.tries(wanted)) == "unprocessable body.ends");
  wanted.ends = 660;
  SupportVisitId const visit{id_in(s.bob.does(wanted))};
  CHECK(c.visit(visit).record_by == c.working_days_on(wanted.date, 5));
  for (auto const& who : {s.carol, s.tess, s.harry}) CHECK(who.told_because(Because::visit_planned));
  for (int i = 0; i < 3; ++i) s.bob.does(wanted);  // half a day each at least
  CHECK(told(s.bob.tries(wanted)) == "conflict no_days_left");
  CHECK(s.carol.lists(ListVisits{id}).size() == 4);
  CHECK_FALSE(s.dan.finds(GetVisit{visit}));
}

TEST_CASE("a plan is changed or cancelled before its day") {
  Begun b;
  auto& [s, c, id, agreement] = b;
  auto const date = c.weekday(s.in_days(3));
  auto const visit = c.plans(agreement, date);
  EditVisit edit{.support_visit = visit, .date = c.weekday({date.days + 1}), .type = VisitKind::call};
  s.bob.does(edit);
  CHECK(c.visit(visit).date == edit.date);
  CHECK(s.carol.told_because(Because::visit_changed));
  s.advance_to(calendar::end_of({edit.date.days - 1}));
  CHECK(told(s.bob.tries(edit)) == "conflict too_late");
  CHECK(told(s.bob.tries(CancelVisit{visit})) == "conflict too_late");
  auto const other = c.plans(agreement, c.weekday(s.in_days(2)));
  s.carol.does(CancelVisit{other});
  CHECK(c.visit(other).state == VisitState::cancelled);
  CHECK(told(s.carol.tries(CancelVisit{other})) == "conflict wrong_state");
}

TEST_CASE("the day after, its record is wanted; late after five working days, and still taken") {
  Begun b;
  auto& [s, c, id, agreement] = b;
  auto const date = c.weekday(s.in_days(1));
  auto const visit = c.plans(agreement, date);
  CHECK(told(s.carol.tries(b.record(visit))) == "conflict not_yet");
  s.advance_to(calendar::end_of(date) + -1ms);
  CHECK(c.visit(visit).state == VisitState::planned);
  s.advance(1ms);
  CHECK(c.visit(visit).state == VisitState::due_record);
  CHECK(s.carol.told_because(Because::visit_record_due));
  s.advance_to(calendar::end_of(c.visit(visit).record_by));
  for (auto const& who : {s.tess, s.harry, c.brenda}) CHECK(who.told_because(Because::visit_record_late));
  auto empty = b.record(visit);
  empty.happened = {};
  CHECK(told(s.carol.tries(empty)) == "unprocessable body.happened");
  s.carol.does(b.record(visit));
  CHECK(c.visit(visit).state == VisitState::recorded);
  CHECK(c.visit(visit).record->late);
  CHECK_FALSE(s.carol.told_because(Because::visit_record_due));
  CHECK(told(s.carol.tries(b.record(visit))) == "conflict wrong_state");
}

TEST_CASE("a record uses a day or half of one, never more than was agreed; both heads read it") {
  Begun b;
  auto& [s, c, id, agreement] = b;
  auto const one = c.plans(agreement, s.today());
  auto const two = c.plans(agreement, s.today());
  auto const three = c.plans(agreement, s.today());
  s.bob.does(b.record(one, true));
  CHECK_FALSE(c.visit(one).record->late);
  CHECK(c.agreement(agreement).half_days_used == 2);
  s.carol.does(b.record(two, false));
  CHECK(told(s.carol.tries(b.record(three, true))) == "conflict no_days_left");
  s.carol.does(b.record(three, false));
  CHECK(c.agreement(agreement).half_days_used == 4);
  CHECK(s.harry.told_because(Because::visit_recorded));
  CHECK(told(s.bob.tries(AcknowledgeVisit{one})) == "forbidden role");
  s.harry.does(AcknowledgeVisit{one});
  CHECK(c.visit(one).state == VisitState::recorded);
  CHECK(c.visit(one).supporter_head_read);
  s.tess.does(AcknowledgeVisit{one});
  CHECK(c.visit(one).state == VisitState::acknowledged);
  CHECK(told(s.tess.tries(AcknowledgeVisit{one})) == "conflict wrong_state");
}

TEST_CASE("an agreement whose first day is today begins at once") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.matches();
  SupportAgreementId const agreement{id_in(s.bob.does(CreateAgreement{.support_request = id,
                                                                      .aims = {"Bars"},
                                                                      .days = 1,
                                                                      .starts = s.today(),
                                                                      .ends = s.in_days(30),
                                                                      .exit = {"Alone."}}))};
  c.signs(s.bob, agreement, SigningCapacity::requester);
  c.signs(s.tess, agreement, SigningCapacity::requester_head);
  c.signs(s.carol, agreement, SigningCapacity::supporter);
  c.signs(s.harry, agreement, SigningCapacity::supporter_head);
  s.tick();
  CHECK(c.request(id).state == SupportState::active);
  CHECK(c.agreement(agreement).started);
}

TEST_CASE("the supported school evaluates once there was a visit") {
  Begun b;
  auto& [s, c, id, agreement] = b;
  SubmitEvaluation wanted{.support_request = id, .outcomes = OutcomesMet::fully, .changed = {"Bars are used."}};
  CHECK(told(s.bob.tries(wanted)) == "conflict no_visit");
  s.carol.does(b.record(c.plans(agreement, s.today())));
  CHECK(told(s.carol.tries(wanted)) == "forbidden role");
  CHECK(told(s.harry.tries(wanted)) == "forbidden role");
  wanted.changed = {};
  CHECK(told(s.bob.tries(wanted)) == "unprocessable body.changed");
  wanted.changed = {"Bars are used."};
  s.bob.does(wanted);
  auto const it = c.request(id);
  CHECK(it.state == SupportState::evaluated);
  CHECK(c.agreement(agreement).state == AgreementState::ended);
  auto const evaluation = c.evaluation(*it.evaluation);
  CHECK(evaluation.usefulness_on == c.weekday(s.in_days(42)));
  for (auto const& who : {s.carol, s.harry, c.brenda}) CHECK(who.told_because(Because::support_evaluated));
  CHECK(told(s.bob.tries(wanted)) == "conflict wrong_state");
  CHECK_FALSE(s.dan.finds(GetEvaluation{evaluation.id}));
  CHECK(s.harry.finds(GetEvaluation{evaluation.id}));
}

TEST_CASE("six weeks later the requester is asked how useful it was, and that closes it") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.evaluates();
  auto const evaluation = *c.request(id).evaluation;
  s.advance_to(calendar::end_of({c.evaluation(evaluation).usefulness_on.days - 1}) + -1ms);
  CHECK_FALSE(s.bob.told_because(Because::usefulness_due));
  s.advance(1ms);
  CHECK(s.bob.told_because(Because::usefulness_due));
  CHECK(told(s.tess.tries(RateUsefulness{evaluation, 4, {}})) == "forbidden role");
  CHECK(told(s.bob.tries(RateUsefulness{evaluation, 5, {}})) == "unprocessable body.usefulness");
  s.bob.does(RateUsefulness{evaluation, 4, {"We still use it."}});
  CHECK(c.request(id).state == SupportState::closed);
  CHECK_FALSE(s.bob.told_because(Because::usefulness_due));
  CHECK(s.carol.told_because(Because::usefulness_rated));
  CHECK(told(s.bob.tries(RateUsefulness{evaluation, 1, {}})) == "conflict wrong_state");
}

TEST_CASE("when nobody says how useful it was, it is closed four weeks after") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.evaluates();
  auto const asked = c.evaluation(*c.request(id).evaluation).usefulness_on;
  s.advance_to(calendar::end_of({asked.days + limits::unrated_closed_after_days - 1}) + -1ms);
  CHECK(c.request(id).state == SupportState::evaluated);
  s.advance(1ms);
  CHECK(c.request(id).state == SupportState::closed);
  CHECK(c.evaluation(*c.request(id).evaluation).given_up);
  CHECK(s.bob.told_because(Because::support_closed));
  CHECK(s.store().verify().empty());
}

TEST_CASE("after a long pause it all comes to the same as in time") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.agrees();
  auto const agreement = *c.request(id).agreement;
  c.plans(agreement, c.agreement(agreement).starts);
  s.advance(one_day * 300);
  CHECK(c.request(id).state == SupportState::active);
  CHECK(c.agreement(agreement).state == AgreementState::ended);
  CHECK(s.bob.told_because(Because::evaluation_due));
  s.tick();
  CHECK(s.store().verify().empty());
}

TEST_CASE("a broker looks at an evaluation once, and not at their own help") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.evaluates();
  auto const evaluation = *c.request(id).evaluation;
  CHECK(told(s.bob.tries(CheckQuality{evaluation, {}})) == "forbidden role");
  c.brokers(s.carol);  // of Tarn Lane, which this request is not of
  CHECK(told(s.carol.tries(CheckQuality{evaluation, {}})) == "forbidden role");
  c.brenda.does(CheckQuality{evaluation, {"Clear."}});
  CHECK(c.evaluation(evaluation).checked_by == c.brenda.id());
  CHECK(s.harry.told_because(Because::quality_checked));
  CHECK(told(c.brenda.tries(CheckQuality{evaluation, {}})) == "conflict wrong_state");
}

}  // namespace staffroom::tests
