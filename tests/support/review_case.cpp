// Peer review in tests.
#include "tests/support/review_case.hpp"

#include "tests/support/stored_record.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "protocol/codec.hpp"

namespace staffroom::tests {
namespace {

/// As the hub itself sees it.
bool is_bank_holiday(Date date) {
  auto const days = calendar::england_bank_holidays();
  return std::any_of(days.begin(), days.end(), [&](auto const& one) { return one.date == date; });
}

}  // namespace

ReviewCase::ReviewCase(Scenario& scenario)
    : s(scenario),
      hazel(s.found(OrganisationType::school, "Hazel Grove Primary", s.aire)),
      kate(s.engages("Kate Keen", s.kirkby, Role::headteacher)),
      hanif(s.engages("Hanif Hall", hazel, Role::headteacher)),
      rosa(s.engages("Rosa Reed", s.mosslands, Role::staff)),
      hana(s.engages("Hana Hope", hazel, Role::staff)),
      hal(s.engages("Hal Hill", hazel, Role::staff)),
      dev(s.engages("Dev Deputy", s.kirkby, Role::staff)),
      vera(s.engages("Vera Vale", s.aire, Role::trust_leader)) {}

// ---- commands

Framework ReviewCase::framework() {
  return {.name = {"Three headings"},
          .headings = {{{{"Leading learning"}, {"How leaders know what works."}},
                        {{"Teaching in lessons"}, {"What pupils do and say."}},
                        {{"Pupils who need more"}, {"How support reaches them."}}}},
          .grades = {{{"Leading"}, {"Effective"}, {"Working towards effective"}, {"Ineffective"}}},
          .excellence = true};
}

CyclePhases ReviewCase::phases() const {
  return {.join_by = s.in_days(14),
          .visits_from = working_day(s.in_days(60)),
          .visits_to = working_day(s.in_days(100)),
          .reports_by = s.in_days(130),
          .checks_by = s.in_days(560)};
}

CreateReviewCycle ReviewCase::wanted_cycle() const {
  return {.organisation = s.aire,
          .title = {"Aire peer review"},
          .school_year = 2026,
          .framework = framework(),
          .phases = phases(),
          .visit_days = 2,
          .travel_km = 40,
          .invited = {{s.kirkby, s.mosslands, hazel}}};
}

std::vector<RotaPair> ReviewCase::ring(OrganisationId first, OrganisationId second, OrganisationId third) {
  return {{.host = first, .visitor = second}, {.host = second, .visitor = third}, {.host = third, .visitor = first}};
}

JoinReviewCycle ReviewCase::joining(ReviewCycleId id, OrganisationId school, std::uint32_t days) const {
  return {.review_cycle = id, .school = school, .days_given = days, .interests = {}, .interests_why = {}};
}

EditReviewScope ReviewCase::wanted_scope(ReviewId id) const {
  auto const day = first_day(id);
  AgreedException const governors{.reader = {.seat = ReportSeat::governor, .organisation = s.kirkby},
                                  .reason = {"Governors hold us to account."}};
  return {
      .review = id,
      .questions = {{{"How well do pupils remember what they were taught?"}, {"Do all pupils take part in lessons?"}}},
      .excellence = Name{"Early reading"},
      .context = {"Two forms of entry, growing."},
      .confidentiality = {"What is seen stays with the team and the school."},
      .exceptions = {{governors}},
      .first_day = day,
      .last_day = working_days_on(day, 1)};
}

EditSelfReview ReviewCase::answered(ReviewId id, std::uint32_t heading) const {
  return {.review = id,
          .heading = heading,
          .grade = 1,
          .strengths = {"Subject plans are clear."},
          .needs = {"Checks come late."},
          .evidence = {{{.type = EvidenceType::said, .words = {"The plans in the staff folder."}}}}};
}

CreateReviewActivity ReviewCase::planned(ReviewId id) const {
  return {.review = id,
          .date = *review(id).first_day,
          .starts = 540,
          .ends = 600,
          .what = {"Reading in Year 4"},
          .place = {"Room 4"},
          .reviewer = reviewer(id).id(),
          .question = 0};
}

CreateEvidenceNote ReviewCase::noted(ReviewId id) const {
  return {
      .review = id, .text = {"Most children used the bar model without being told."}, .questions = {{0}}, .heading = 1};
}

CreateReviewAction ReviewCase::wanted_action(ReviewId id) const {
  return {.review = id,
          .title = {"Check what was remembered, each half term"},
          .owner = host(id).id(),
          .due = s.in_days(80),
          .measure = {.what = {"Classes that check"}, .start = {"2"}, .now = {"2"}, .aim = {"14"}}};
}

// ---- the cycle

ReviewCycleId ReviewCase::drafts_cycle() { return {id_in(s.tess.does(wanted_cycle()))}; }

ReviewCycleId ReviewCase::opens_cycle() {
  auto const id = drafts_cycle();
  s.tess.does(OpenReviewCycle{id});
  return id;
}

ReviewCycleId ReviewCase::cycle_open() {
  auto const id = opens_cycle();
  for (auto const school : {s.kirkby, s.mosslands, hazel}) head_of(school).does(joining(id, school));
  s.tess.does(SetRota{id, {ring(s.kirkby, s.mosslands, hazel)}});
  return id;
}

ReviewCycleId ReviewCase::running() {
  auto const id = cycle_open();
  s.tess.does(StartReviewCycle{id});
  return id;
}

// ---- the review

ReviewId ReviewCase::drafted() { return review_of(running(), s.kirkby); }
ReviewId ReviewCase::requested() { return reach(drafted(), ReviewState::requested); }
ReviewId ReviewCase::scoped() { return reach(drafted(), ReviewState::scoped); }
ReviewId ReviewCase::team_proposed() { return reach(drafted(), ReviewState::team_proposed); }
ReviewId ReviewCase::declared() { return reach(drafted(), ReviewState::interests_declared); }
ReviewId ReviewCase::confirmed() { return reach(drafted(), ReviewState::confirmed); }
ReviewId ReviewCase::self_review_submitted() { return reach(drafted(), ReviewState::self_review_submitted); }
ReviewId ReviewCase::visiting() { return reach(drafted(), ReviewState::visiting); }
ReviewId ReviewCase::draft_report() { return reach(drafted(), ReviewState::draft_report); }
ReviewId ReviewCase::factual_check() { return reach(drafted(), ReviewState::factual_check); }
ReviewId ReviewCase::final_report() { return reach(drafted(), ReviewState::final); }
ReviewId ReviewCase::action_plan() { return reach(drafted(), ReviewState::action_plan); }
ReviewId ReviewCase::impact_check() { return reach(drafted(), ReviewState::impact_check); }
ReviewId ReviewCase::closed() { return reach(drafted(), ReviewState::closed); }

ReviewId ReviewCase::reach(ReviewId id, ReviewState state) {
  for (auto at = review(id).state; at < state; at = review(id).state) {
    step(id, at);
    if (review(id).state <= at) throw std::runtime_error("a review that stays as it is");
  }
  return id;
}

void ReviewCase::step(ReviewId id, ReviewState from) {
  auto const host_head = host(id);
  switch (from) {
    case ReviewState::draft:
      host_head.does(wanted_scope(id));  // the days that are wished
      host_head.does(RequestReview{id});
      return;
    case ReviewState::requested: host_head.does(wanted_scope(id)); return;
    case ReviewState::scoped: return proposes_team(id);
    case ReviewState::team_proposed:
      for (auto const& who : {lead(id), reviewer(id)}) {
        auto const declaration = declaration_of(who, id);
        s.tess.does(ClearInterest{declaration ? declaration : declares(who, id), {}});
      }
      return;
    case ReviewState::interests_declared: host_head.does(AcceptTeam{id}); return;
    case ReviewState::confirmed: return writes_self_review(id);
    case ReviewState::self_review_submitted: return visits(id);
    case ReviewState::visiting: lead(id).does(EndVisit{id}); return writes_report(id);
    case ReviewState::draft_report: lead(id).does(SendReport{id}); return;
    case ReviewState::factual_check:
      signs(host_head, id, ReportCapacity::host);
      return signs(lead(id), id, ReportCapacity::lead_reviewer);
    case ReviewState::final:
      host_head.does(wanted_action(id));
      host_head.does(WriteReviewPlan{.review = id,
                                     .workshop_on = s.today(),
                                     .workshop_with = {"All teachers"},
                                     .workshop_notes = {"We read the report together."}});
      return;
    case ReviewState::action_plan: return waits_for_check(id);
    case ReviewState::impact_check: host_head.does(CloseReview{id}); return;
    case ReviewState::closed: return;
  }
}

ReviewId ReviewCase::review_of(ReviewCycleId id, OrganisationId school) const {
  for (auto const one : cycle(id).reviews) {
    if (review(one).host == school) return one;
  }
  throw std::runtime_error("no review of that school");
}

// ---- who is who

Colleague ReviewCase::head_of(OrganisationId school) const {
  if (school == s.kirkby) return kate;
  if (school == s.mosslands) return s.helen;
  return school == hazel ? hanif : s.harry;
}

Colleague ReviewCase::lead_from(OrganisationId school) const {
  if (school == s.kirkby) return s.bob;
  return school == s.mosslands ? s.alice : hana;
}

Colleague ReviewCase::reviewer_from(OrganisationId school) const {
  if (school == s.kirkby) return s.sana;
  return school == s.mosslands ? s.erin : hal;
}

Colleague ReviewCase::host(ReviewId id) const { return head_of(review(id).host); }
Colleague ReviewCase::lead(ReviewId id) const { return lead_from(review(id).visitors.values.front()); }
Colleague ReviewCase::reviewer(ReviewId id) const { return reviewer_from(review(id).visitors.values.front()); }

// ---- single steps

void ReviewCase::proposes_team(ReviewId id) {
  s.tess.does(ProposeTeam{.review = id, .lead = lead(id).id(), .reviewers = {{reviewer(id).id()}}});
}

InterestId ReviewCase::declares(Colleague const& who, ReviewId id, std::vector<InterestPoint> points) {
  return {id_in(who.does(DeclareInterest{.review = id, .points = {std::move(points)}}))};
}

InterestId ReviewCase::declaration_of(Colleague const& who, ReviewId id) const {
  InterestId newest;
  for (auto const one : s.tess.lists(ListInterests{id})) {
    auto const it = interest({one});
    if (it.person == who.id() && it.state == InterestState::declared) newest = it.id;
  }
  return newest;
}

void ReviewCase::writes_self_review(ReviewId id) {
  auto const headings = static_cast<std::uint32_t>(scope(id).framework.headings.size());
  for (std::uint32_t heading = 0; heading < headings; ++heading) host(id).does(answered(id, heading));
  host(id).does(SubmitSelfReview{id});
}

void ReviewCase::visits(ReviewId id) {
  host(id).does(planned(id));
  moves_to(*review(id).first_day);
  if (review(id).state != ReviewState::visiting) host(id).does(StartVisit{.review = id});
  lead(id).does(noted(id));
  reviewer(id).does(noted(id));
}

void ReviewCase::writes_report(ReviewId id) {
  auto const writer = lead(id);
  if (writer.lists(ListEvidenceNotes{id}).empty()) writer.does(noted(id));
  auto const note = EvidenceNoteId{writer.lists(ListEvidenceNotes{id}).front()};
  writer.does(CreateReport{id});
  for (auto const& section : report(id).sections) {
    std::vector<ReportSentence> const sentences{
        {.type = SentenceType::strength, .text = {"Pupils talk about what they learn."}, .notes = {{note}}},
        {.type = SentenceType::need, .text = {"Checks come late in the term."}, .self_review = true}};
    writer.does(EditReportSection{.review = id, .heading = section.heading, .grade = 1, .sentences = {sentences}});
  }
  writer.does(EditReportSummary{.review = id, .summary = {"A school that knows itself."}});
}

void ReviewCase::signs(Colleague const& who, ReviewId id, ReportCapacity capacity) {
  who.does(SignReport{id, capacity, {report(id).content_hash}});
}

void ReviewCase::waits_for_check(ReviewId id) { moves_to({review(id).plan_by->days + 1}); }

Date ReviewCase::first_day(ReviewId id) const {
  return working_day({cycle(review(id).cycle).phases.visits_from.days + 7});
}

void ReviewCase::moves_to(Date date) {
  auto const begins = calendar::end_of({date.days - 1});
  if (s.store().now() < begins) s.advance_to(begins);
}

// ---- as the store has it

ReviewCycle ReviewCase::cycle(ReviewCycleId id) const { return stored_record<ReviewCycle>(s, GetReviewCycle{id}); }
Review ReviewCase::review(ReviewId id) const { return stored_record<Review>(s, GetReview{id}); }
ReviewScope ReviewCase::scope(ReviewId id) const { return stored_record<ReviewScope>(s, GetReviewScope{id}); }
SelfReview ReviewCase::self_review(ReviewId id) const { return stored_record<SelfReview>(s, GetSelfReview{id}); }
ReviewReport ReviewCase::report(ReviewId id) const { return stored_record<ReviewReport>(s, GetReviewReport{id}); }
ReviewPlan ReviewCase::plan(ReviewId id) const { return stored_record<ReviewPlan>(s, GetReviewPlan{id}); }
Interest ReviewCase::interest(InterestId id) const { return stored_record<Interest>(s, GetInterest{id}); }
ReportGrant ReviewCase::grant(ReportGrantId id) const { return stored_record<ReportGrant>(s, GetReportGrant{id}); }
ReviewAction ReviewCase::action(ReviewActionId id) const { return stored_record<ReviewAction>(s, GetReviewAction{id}); }

std::vector<ReportGrantId> ReviewCase::grants(ReviewId id) const {
  std::vector<ReportGrantId> out;
  for (auto const one : host(id).lists(ListReportGrants{id})) out.push_back({one});
  return out;
}

Date ReviewCase::working_day(Date date) {
  while (!calendar::is_weekday(date) || is_bank_holiday(date)) ++date.days;
  return date;
}

Date ReviewCase::working_days_on(Date from, int n) {
  int const way = n < 0 ? -1 : 1;
  for (; n != 0; n -= way) {
    do {
      from.days += way;
    } while (!calendar::is_weekday(from) || is_bank_holiday(from));
  }
  return from;
}

}  // namespace staffroom::tests
