// Golden records of peer review. What is here was written to disks out there: new members are added, none is changed.
#include "tests/store/golden_reviews.hpp"

namespace staffroom::tests {
namespace {
namespace reviews_bytes {

constexpr TimestampMs at{1'788'768'000'000};
constexpr Date day{20'703};
constexpr Date later{20'789};
constexpr OrganisationId trust{2};
constexpr OrganisationId school{3};
constexpr OrganisationId visitor{5};
constexpr OrganisationId third{6};
constexpr PersonId head{7};
constexpr PersonId lead{8};
constexpr PersonId reviewer{9};
constexpr PersonId organiser{10};
constexpr PersonId colleague{15};
constexpr ReviewCycleId cycle{200};
constexpr ReviewId review{201};
constexpr InterestId interest{202};
constexpr ReviewActivityId activity{203};
constexpr EvidenceNoteId note{204};
constexpr ReportCommentId comment{205};
constexpr ReportGrantId grant{206};
constexpr ReportReadingId reading{207};
constexpr ReviewActionId action{208};
std::string const hash = "dd00000000000000000000000000000000000000000000000000000000000004";

using RecordList = std::vector<Record>;

Framework three_headings() {
  return {.name = {"Three headings"},
          .headings = {{{{"Leading learning"}, {"How leaders know."}}, {{"Teaching"}, {}}}},
          .grades = {{{"Leading"}, {"Effective"}}},
          .excellence = true};
}

RecordList of_cycles() {
  ReviewCycle open{.id = cycle, .version = 4, .organisation = trust, .title = {"Aire peer review"}};
  open.school_year = 2026;
  open.state = CycleState::open;
  open.owner = organiser;
  open.framework = three_headings();
  open.phases = {day, Date{20'740}, Date{20'760}, later, Date{21'200}};
  open.visit_days = 2;
  open.travel_km = 40;
  open.invited = {{school, visitor, third}};
  open.schools = {{CycleSchool{school, 4, {{third}}, {"We share a governor."}, head, at}}};
  open.rota = {{RotaPair{school, visitor, {"They know the area."}}}};
  open.created = at;
  auto asked = open;
  asked.id = ReviewCycleId{199};
  asked.join_asked = true;
  auto cancelled = open;
  cancelled.id = ReviewCycleId{198};
  cancelled.state = CycleState::cancelled;
  cancelled.reviews = {{review}};
  cancelled.ended = at;
  cancelled.end_reason = {"Too many are ill."};
  return {open, asked, cancelled};
}

Review planned() {
  Review out{.id = review, .version = 6, .cycle = cycle, .host = school, .title = {"Aire peer review"}};
  out.state = ReviewState::confirmed;
  out.organiser = organiser;
  out.visitors = {{visitor}};
  out.first_day = Date{20'744};
  out.last_day = Date{20'745};
  out.team = {{Reviewer{lead, true, visitor, ReviewerState::active},
               Reviewer{reviewer, false, visitor, ReviewerState::cleared}}};
  out.delegate = colleague;
  out.colleagues = {{HostColleague{colleague, true}}};
  out.declare_by = day;
  out.self_review_remind_on = Date{20'727};
  out.self_review_by = Date{20'730};
  out.created = at;
  return out;
}

/// One in each state that something is due in.
RecordList of_reviews() {
  RecordList out{planned()};
  std::uint64_t id = 170;
  auto const add = [&](ReviewState state, std::uint32_t reminded) {
    auto it = planned();
    it.id = ReviewId{id++};
    it.state = state;
    it.reminded = reminded;
    it.report_by = Date{20'752};
    it.check_by = Date{20'759};
    it.plan_by = later;
    it.ninety_days_on = Date{20'849};
    it.one_year_on = Date{21'124};
    it.final_at = at;
    it.lead_kept = true;
    it.ninety_days_checked = true;
    if (state == ReviewState::closed) it.ended = at;
    out.push_back(it);
  };
  add(ReviewState::team_proposed, 0);
  add(ReviewState::confirmed, 1);
  add(ReviewState::confirmed, 2);
  for (auto const state : {ReviewState::self_review_submitted, ReviewState::visiting, ReviewState::draft_report,
                           ReviewState::factual_check, ReviewState::final, ReviewState::action_plan}) {
    add(state, 0);
  }
  add(ReviewState::impact_check, 0);
  add(ReviewState::impact_check, 1);
  add(ReviewState::closed, 0);
  return out;
}

RecordList of_planning() {
  ReviewScope scope{.id = review, .version = 2};
  scope.questions = {{{"Do pupils remember?"}, {"Do all take part?"}}};
  scope.excellence = Name{"Early reading"};
  scope.context = {"Two forms of entry."};
  scope.confidentiality = {"It stays with us."};
  AgreedException seat{.reason = {"They hold us to account."}};
  seat.reader.seat = ReportSeat::governor;
  seat.reader.organisation = school;
  scope.exceptions = {{seat, AgreedException{.reader = {.person = reviewer}, .reason = {"As agreed."}}}};
  scope.framework = three_headings();
  Interest declared{.id = interest, .version = 1, .review = review, .cycle = cycle, .host = school, .person = lead};
  declared.points = {{InterestPoint{InterestType::other, {"We share a bus."}}}};
  declared.found = {{InterestPoint{InterestType::swap, {}}}};
  declared.declared = at;
  auto refused = declared;
  refused.id = InterestId{209};
  refused.state = InterestState::refused;
  refused.hard = true;
  refused.decided_by = organiser;
  refused.decided = at;
  refused.reason = {"Too near."};
  return {scope, declared, refused};
}

RecordList of_visits() {
  SelfReview self_review{.id = review, .version = 3, .submitted = true};
  SelfReviewPart part{.heading = 1, .grade = 0, .strengths = {"Plans are clear."}, .needs = {"Checks come late."}};
  part.evidence = {{EvidenceLink{EvidenceType::practice, 100, {}}, EvidenceLink{EvidenceType::said, {}, {"A folder"}}}};
  self_review.parts = {{part}};
  self_review.submitted_at = at;
  ReviewActivity row{.id = activity, .version = 2, .review = review, .date = Date{20'744}, .starts = 540, .ends = 600};
  row.state = ActivityState::cancelled;
  row.what = {"Reading in Year 4"};
  row.place = {"Room 4"};
  row.reviewer = reviewer;
  row.colleague = colleague;
  row.question = 1;
  row.created = at;
  EvidenceNote seen{.id = note, .version = 2, .review = review, .author = reviewer, .text = {"They used the bar."}};
  seen.questions = {{0, 1}};
  seen.heading = 1;
  seen.activity = activity;
  seen.written = at;
  seen.created = at;
  seen.edited = at;
  return {self_review, row, seen};
}

RecordList of_reports() {
  ReviewReport report{.id = review, .version = 9, .host = school, .title = {"Aire peer review"}};
  report.state = ReviewReportState::final;
  report.framework = three_headings();
  report.questions = {{{"Do pupils remember?"}}};
  report.summary = {"A school that knows itself."};
  ReportSentence sentence{.number = 2, .type = SentenceType::need, .text = {"Checks come late."}, .self_review = true};
  sentence.notes = {{note}};
  report.sections = {{ReportSection{.heading = 1, .grade = 1, .sentences = {{sentence}}}}};
  report.dissents = {{Dissent{2, head, {"They come in time."}}}};
  report.last_number = 2;
  report.content_hash = hash;
  report.signatures = {{ReportSignature{ReportCapacity::lead_reviewer, lead, hash, at}}};
  report.first_day = Date{20'744};
  report.last_day = Date{20'745};
  report.team = {{lead, reviewer}};
  report.sent = at;
  report.final_at = at;
  ReportComment said{.id = comment, .version = 2, .review = review, .number = 2, .author = head, .text = {"Not all."}};
  said.outcome = CommentOutcome::kept;
  said.answer = {"We saw it."};
  said.answered_by = lead;
  said.created = at;
  ReportGrant open{.id = grant, .version = 1, .review = review, .cycle = cycle, .host = school};
  open.title = {"Aire peer review"};
  open.reader = {.seat = ReportSeat::hub_manager, .organisation = trust};
  open.agreed = true;
  open.reason = {"As agreed."};
  open.ends = later;
  open.end_asked = true;
  open.end_agreed = true;
  open.created = at;
  auto named = open;
  named.id = ReportGrantId{210};
  named.reader = {.person = organiser};
  auto ended = named;
  ended.id = ReportGrantId{211};
  ended.state = GrantState::ended;
  ended.ended = at;
  ReportReading read{.id = reading, .version = 1, .review = review, .grant = grant, .person = organiser};
  read.way = ReadingWay::print;
  read.at = at;
  return {report, said, open, named, ended, read};
}

RecordList of_plans() {
  ReviewPlan plan{.id = review, .version = 2, .workshop_on = day, .workshop_with = {"All teachers"}};
  plan.workshop_notes = {"We read it together."};
  plan.no_actions = {"It is in the school's plan."};
  plan.checks = {{ImpactCheck{CheckOutcome::partly, {"Half of the classes."}, head, at}}};
  ReviewAction owed{.id = action, .version = 2, .review = review, .host = school, .sentence = 2};
  owed.title = {"Check each half term"};
  owed.owner = colleague;
  owed.due = later;
  owed.measure = {{"Classes that check"}, {"2"}, {"6"}, {"14"}};
  owed.state = ReviewActionState::at_risk;
  owed.progress = {"Two more classes."};
  owed.created = at;
  auto late = owed;
  late.id = ReviewActionId{212};
  late.late = true;
  auto done = late;
  done.id = ReviewActionId{213};
  done.state = ReviewActionState::done;
  done.ended = at;
  ReviewTheme themes{.id = review, .version = 1, .cycle = cycle, .shared = true, .by = head, .at = at};
  themes.themes = {{Theme{1, false, {"Checks come late"}}}};
  auto kept = themes;
  kept.id = ReviewId{214};
  kept.shared = false;
  return {plan, owed, late, done, themes, kept};
}

/// What older kinds have gained.
RecordList of_gains() {
  Notification asked{.id = NotificationId{215}, .person = head, .because = Because::cycle_opened, .needs = true};
  asked.review_cycle = cycle;
  asked.created = at;
  Notification told{.id = NotificationId{216}, .person = head, .because = Because::report_final};
  told.state = NotificationState::done;
  told.review = review;
  told.report_grant = grant;
  told.review_action = action;
  told.created = at;
  Link link{.id = LinkId{217}, .version = 1, .type = TieType::came_of};
  link.from = {Linked::practice, 100};
  link.to = {Linked::review, review.value};
  link.author = head;
  link.created = at;
  return {asked, told, link};
}

}  // namespace reviews_bytes
}  // namespace

std::vector<Record> golden_reviews() {
  using namespace reviews_bytes;
  RecordList all;
  for (auto const& part :
       {of_cycles(), of_reviews(), of_planning(), of_visits(), of_reports(), of_plans(), of_gains()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace staffroom::tests
