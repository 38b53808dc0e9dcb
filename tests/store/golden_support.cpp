// Golden records of expertise, practice and support. What is here was written to disks out there: new members are
// added, none is changed.
#include "tests/store/golden_support.hpp"

namespace staffroom::tests {
namespace {
namespace support_bytes {

constexpr TimestampMs at{1'788'768'000'000};
constexpr Date day{20'703};
constexpr Date later{20'789};
constexpr OrganisationId school{3};
constexpr OrganisationId trust{2};
constexpr OrganisationId helping_school{5};
constexpr PersonId alice{7};
constexpr PersonId carol{8};
constexpr PersonId bob{9};
constexpr TeamId team{11};
constexpr ResourceId resource{80};
constexpr PracticeId practice{100};
constexpr AdoptionId adoption{101};
constexpr TopicId bound{103};
constexpr SupportRequestId request{110};
constexpr SupportMatchId match{111};
constexpr SupportAgreementId agreement{112};
constexpr SupportVisitId visit{113};
constexpr SupportEvaluationId evaluation{114};
std::string const hash = "cc00000000000000000000000000000000000000000000000000000000000003";

using RecordList = std::vector<Record>;

RecordList of_calendars() {
  OrgCalendar calendar{.id = school, .version = 2};
  calendar.terms = {{Term{{"Autumn term, first half"}, day, later}}};
  calendar.training_days = {{NamedDay{day, {"Training day"}}}};
  calendar.bank_holidays = {{NamedDay{later, {"Christmas Day"}}}};
  calendar.covers_until = later;
  calendar.source = {"The council's term dates"};
  return {calendar};
}

ProfileFields told() {
  ProfileFields out;
  out.about = {"I teach Year 5."};
  out.email = Email{"ruth.fell@kirkby.example"};
  out.working_hours = WorkingHours{480, 1020, {"I answer within two days"}};
  out.phases = {{KeyStage::ks2, KeyStage::ks3}};
  out.subjects = {{Name{"Maths"}}};
  out.exam_boards = {{ExamBoard::aqa}};
  out.strengths = {{Strength{{"Bar modelling"}, {{StrengthEvidence{EvidenceOf::practice, practice.value}}}}}};
  out.offers = {{Offer::host_visit, Offer::coach}};
  out.languages = {{Name{"Urdu"}}};
  out.send_experience = {{SendNeed::slcn, SendNeed::autism}};
  out.capacity = Capacity{3, {"Not in May"}};
  out.working_days = {{Weekday::monday, Weekday::friday}};
  return out;
}

RecordList of_profiles() {
  Profile profile{.id = alice, .version = 4, .fields = told()};
  profile.sights = {{FieldSight{ProfileField::email, Sight::teams}}};
  profile.suggestible = false;
  ProfilePart part{.id = ProfilePartId{102}, .version = 2, .person = alice, .sight = Sight::school};
  part.for_matching = true;
  part.fields = told();
  PersonLoad load{.id = alice, .version = 3, .promised_days = 4};
  load.asked = {{day, later}};
  return {profile, part, load};
}

PracticePost described() {
  PracticePost out{.id = practice, .version = 5, .organisation = school, .state = ResourceState::published};
  out.title = {"Ten minutes of vocabulary"};
  out.result = {"Reading ages rose by five months."};
  out.context = {"Pupils met too few new words."};
  out.pupils = {"Four Year 5 classes, 112 pupils"};
  out.subject = Name{"English"};
  out.stages = {{KeyStage::ks2}};
  out.problems = {{Name{"Vocabulary"}}};
  out.steps = {{Note{"Choose six words."}, Note{"Meet them daily."}}};
  out.cost = CostBand::under_100;
  out.cost_note = {"Cards"};
  out.time = TimeBand::days;
  out.time_note = {"Two meetings"};
  out.evidence_kind = EvidenceKind::own_figures;
  out.evidence_strength = EvidenceStrength::promising;
  out.evidence = {"Tests in September and in May."};
  out.impact = {"Pupils use the words."};
  out.cannot_claim = {"That it was this alone."};
  out.differently = {"Begin earlier."};
  out.contact = bob;
  out.visits_offered = true;
  out.resources = {{resource}};
  out.pins = {{Pin{CurriculumUnitId{90}, Line{"on-a-line"}}}};
  out.shared_with = trust;
  out.author = alice;
  out.owner = bob;
  out.coauthors = {{carol}};
  out.invited = {{PersonId{10}}};
  out.review_by = later;
  out.review_reminded = true;
  out.featured_by = bob;
  out.created = at;
  out.published = at;
  return out;
}

RecordList of_practice() {
  auto stale = described();
  stale.id = PracticeId{99};
  stale.shared_with.reset();
  stale.team = team;
  stale.stale = true;
  stale.taken_down = Note{"It was wrong."};
  auto deleted = described();
  deleted.id = PracticeId{98};
  deleted.state = ResourceState::deleted;
  Adoption trying{.id = adoption, .version = 2, .practice = practice, .organisation = school, .since = at};
  trying.changed = at;
  FollowUp told{.week = 6, .due = day, .asked = true, .reminded = true, .told = at};
  told.with_whom = {"Two classes"};
  told.changed = {"Fewer words"};
  told.happened = {"It went well."};
  FollowUp asked{.week = 12, .due = later, .asked = true};
  trying.follow_ups = {{told, asked}};
  auto stopped = trying;
  stopped.id = AdoptionId{97};
  stopped.state = AdoptionState::stopped;
  stopped.stop_reason = {"No time"};
  stopped.follow_ups.values[1].unanswered = true;
  PracticeActivity const activity{practice, 6, 1, 2, 1, 3};
  Link link{.id = LinkId{104}, .version = 1, .type = TieType::came_of};
  link.from = {Linked::support_request, request.value};
  link.to = {Linked::topic, bound.value};
  link.message = 3;
  link.author = alice;
  link.created = at;
  return {described(), stale, deleted, trying, stopped, AdoptionAuthor{adoption, 1, practice, school, alice},
          activity,    link};
}

SupportRequest asked() {
  SupportRequest out{.id = request, .version = 7, .organisation = school, .state = SupportState::open};
  out.title = {"Greater depth in Year 6"};
  out.need = {"Few reach it."};
  out.subject = Name{"Maths"};
  out.stages = {{KeyStage::ks2}};
  out.exam_board = ExamBoard::aqa;
  out.send_needs = {{SendNeed::spld}};
  out.priority = {"Priority 2"};
  out.outcomes = {"A plan for each class."};
  out.wanted_from = day;
  out.wanted_to = later;
  out.ways = {{SupportWay::visit, SupportWay::coaching}};
  out.days = 3;
  out.wanted = bob;
  out.confidentiality = Confidentiality::team;
  out.team = team;
  out.requester = alice;
  out.broker_node = trust;
  out.asked = {{bob}};
  out.created = at;
  out.opened = at;
  out.answer_by = day;
  return out;
}

RecordList of_requests() {
  auto draft = asked();
  draft.id = SupportRequestId{109};
  draft.state = SupportState::draft;
  draft.opened.reset();
  auto matched = asked();
  matched.id = SupportRequestId{108};
  matched.state = SupportState::matched;
  matched.broker = carol;
  matched.asked = {};
  matched.supporter = bob;
  matched.supporter_school = helping_school;
  matched.match = match;
  matched.agreement = agreement;
  matched.evaluation = evaluation;
  matched.handed_from = draft.id;
  matched.first_response = at;
  matched.agreement_by = later;
  auto handed_on = asked();
  handed_on.id = SupportRequestId{107};
  handed_on.state = SupportState::handed_on;
  handed_on.handed_to = matched.id;
  handed_on.hand_on_agreed = true;
  handed_on.late_reminded = true;
  handed_on.ended = at;
  handed_on.reason = {"Nobody near."};
  SupportMatch asking{.id = match, .version = 1, .request = request, .person = bob, .organisation = helping_school};
  asking.days = 2;
  asking.message = {"Could you?"};
  asking.reasons = {{Line{"Teaches maths"}}};
  asking.override_reason = {"They asked for Bob."};
  asking.author = carol;
  asking.asked = at;
  asking.lapses = day;
  auto answered = asking;
  answered.id = SupportMatchId{115};
  answered.state = MatchState::handed_on;
  answered.handed_to = alice;
  answered.answered = at;
  return {
      asked(), draft, matched, handed_on, asking, answered, MatchAnswer{answered.id, 1, request, bob, {"No time."}}};
}

SupportAgreement agreed() {
  SupportAgreement out{.id = agreement, .version = 4, .request = request, .state = AgreementState::in_force};
  out.aims = {"A plan for each class."};
  out.days = 3;
  out.funding = Funding::school_pays;
  out.pence_a_day = 25'000;
  out.funding_note = {"From the maths budget"};
  out.starts = day;
  out.ends = later;
  out.exit = {"A week's notice."};
  out.requester = alice;
  out.supporter = bob;
  out.requester_school = school;
  out.supporter_school = helping_school;
  out.content_hash = hash;
  out.signatures = {{Signature{SigningCapacity::supporter_head, carol, hash, at}}};
  out.half_days_used = 3;
  out.midterm_on = Date{20'740};
  out.midterm = {{MidtermAnswer{SigningCapacity::supporter, false, {"Shorter visits"}, at}}};
  out.created = at;
  out.in_force = at;
  return out;
}

RecordList of_agreements() {
  auto started = agreed();
  started.id = SupportAgreementId{116};
  started.started = true;
  auto ended = started;
  ended.id = SupportAgreementId{117};
  ended.state = AgreementState::ended;
  ended.midterm_asked = true;
  ended.ended = at;
  ended.end_reason = {"All done."};
  SupportVisit planned{.id = visit, .version = 1, .request = request, .agreement = agreement, .date = day};
  planned.type = VisitKind::coaching;
  planned.place = {"Kirkby Road"};
  planned.purpose = {"Look at books"};
  planned.record_by = later;
  planned.created = at;
  auto waiting = planned;
  waiting.id = SupportVisitId{118};
  waiting.state = VisitState::due_record;
  auto recorded = planned;
  recorded.id = SupportVisitId{119};
  recorded.state = VisitState::recorded;
  recorded.record = VisitRecord{{"We looked at books."}, {"Again in May."}, false, at, bob, true};
  recorded.late_told = true;
  recorded.requester_head_read = true;
  recorded.supporter_head_read = true;
  SupportEvaluation submitted{.id = evaluation, .version = 1, .request = request, .author = alice};
  submitted.outcomes = OutcomesMet::partly;
  submitted.changed = {"Each class has a plan."};
  submitted.next = {"Keep to it."};
  submitted.may_be_told = true;
  submitted.usefulness_on = later;
  submitted.created = at;
  auto waited = submitted;
  waited.id = SupportEvaluationId{120};
  waited.usefulness_asked = true;
  auto rated = waited;
  rated.id = SupportEvaluationId{121};
  rated.usefulness = 4;
  rated.usefulness_note = {"Still in use."};
  rated.checked_by = carol;
  rated.check_note = {"Sound."};
  return {agreed(), started, ended, planned, waiting, recorded, submitted, waited, rated};
}

/// What older kinds have gained.
RecordList of_gains() {
  Notification told{.id = NotificationId{130}, .person = bob, .because = Because::asked_about_practice};
  told.topic = bound;
  told.ordinal = 1;
  told.practice = practice;
  told.adoption = adoption;
  told.created = at;
  Notification asked{.id = NotificationId{131}, .person = bob, .because = Because::match_asked, .needs = true};
  asked.support_request = request;
  asked.support_match = match;
  asked.support_agreement = agreement;
  asked.support_visit = visit;
  asked.created = at;
  Topic topic{.id = bound, .practice = practice, .title = {"Which words?"}};
  topic.question = true;
  topic.answer = 2;
  topic.author = alice;
  topic.created = at;
  return {topic, ReadState{.id = bound, .person = alice, .mark = 1, .level = FollowLevel::follow, .practice = practice},
          told, asked, OrgSettings{.id = trust, .version = 1, .requesters_choose = true}};
}

}  // namespace support_bytes
}  // namespace

std::vector<Record> golden_support() {
  using namespace support_bytes;
  RecordList all;
  for (auto const& part : {of_calendars(), of_profiles(), of_practice(), of_requests(), of_agreements(), of_gains()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace staffroom::tests
