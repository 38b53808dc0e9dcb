// Arranging the cases of peer review: three schools of their own for each, led as far as the case wants.
#include "tests/laws/policy_reviews.hpp"
#include "tests/laws/policy_words.hpp"
#include "tests/laws/working_days.hpp"

namespace staffroom::tests {
namespace {

Colleague viewer_of(PanelWorld const& w) {
  auto& s = w.s;
  auto const& who = w.it.situation.who;
  std::map<std::string, Colleague> const known{
      {"organiser", w.organiser}, {"host", w.head},       {"delegate", w.delegate}, {"colleague", w.colleague},
      {"named", w.named},         {"lead", w.lead},       {"reviewer", w.reviewer}, {"gone", w.gone},
      {"refused", w.refused},     {"grantee", w.grantee}, {"seat", w.seat},         {"tom", s.tom},
      {"nadia", s.nadia},         {"helen", s.helen},     {"harry", s.harry},       {"dan", s.dan},
      {"paul", s.paul},           {"leo", s.leo}};
  if (auto const found = known.find(who); found != known.end()) return found->second;
  if (who == "leader above") return s.engages("Vera Vale", s.aire, Role::trust_leader);
  if (who == "own admin") return s.engages("Otis Ownadmin", w.node, Role::administrator);
  if (who == "staff") return s.engages("Stella Staff", w.node, Role::staff);
  if (who == "visiting head") return s.engages("Vic Visit", w.visiting, Role::headteacher);
  if (who == "invited head") return s.engages("Ina Invited", w.invited, Role::headteacher);
  auto const email = "stan" + std::to_string(w.node.value) + "@x.example";
  return {s, PersonId{id_in(*s.as_system(CreatePerson{{"Stan Stranger"}, {email}, "x"}))}};
}

Framework headings() {
  return {.name = {"Two headings"},
          .headings = {{{{"Leading"}, {}}, {{"Teaching"}, {}}}},
          .grades = {{{"Good"}, {"Better"}}}};
}

CyclePhases phases_of(Scenario& s) {
  return {.join_by = s.in_days(5),
          .visits_from = s.in_days(5),
          .visits_to = s.in_days(60),
          .reports_by = s.in_days(90),
          .checks_by = s.in_days(500)};
}

void open_cycle(PanelWorld& w) {
  CreateReviewCycle wanted{.organisation = w.s.aire, .title = {"A cycle"}, .school_year = 2026};
  wanted.framework = headings();
  wanted.phases = phases_of(w.s);
  wanted.invited = {{w.node, w.visiting, w.third, w.invited}};
  w.cycle = {id_in(w.organiser.does(wanted))};
  if (w.it.lap == Lap::drafted) return;
  w.organiser.does(OpenReviewCycle{w.cycle});
  for (auto const school : {w.node, w.visiting, w.third}) {
    auto const head = school == w.node ? w.head : w.s.engages("Hetty Head", school, Role::headteacher);
    head.does(JoinReviewCycle{.review_cycle = w.cycle, .school = school, .days_given = 9});
  }
  SetRota ring{.review_cycle = w.cycle};
  ring.pairs = {{RotaPair{w.node, w.visiting, {}}, RotaPair{w.visiting, w.third, {}}, RotaPair{w.third, w.node, {}}}};
  w.organiser.does(ring);
}

void start_review(PanelWorld& w) {
  w.organiser.does(StartReviewCycle{w.cycle});
  auto const page = w.head.sees(ListReviews{.cycle = w.cycle});
  w.review = {page.at("items").front().at("id").get<std::uint64_t>()};
}

EditReviewScope scope_of(PanelWorld const& w) {
  auto const day = working_day_from(w.s.in_days(w.it.lap < Lap::visiting ? 30 : 6));
  EditReviewScope out{.review = w.review, .first_day = day, .last_day = day};
  out.questions = {{{"What do they remember?"}, {"Who takes part?"}}};
  out.confidentiality = {"It stays with us."};
  AgreedException agreed{.reason = {"They hold us to account."}};
  agreed.reader.seat = ReportSeat::governor;
  agreed.reader.organisation = w.third;
  out.exceptions = {{agreed}};
  return out;
}

void name_people(PanelWorld& w) {
  w.head.does(DelegateReview{w.review, w.delegate.id()});
  w.head.does(NameColleague{.review = w.review, .colleague = w.colleague.id()});
  w.head.does(NameColleague{.review = w.review, .colleague = w.named.id(), .report = true});
}

InterestId declares(PanelWorld const& w, Colleague const& who, std::vector<InterestPoint> points = {}) {
  return {id_in(who.does(DeclareInterest{w.review, {std::move(points)}}))};
}

void propose(PanelWorld& w) {
  ProposeTeam team{.review = w.review, .lead = w.lead.id()};
  team.reviewers = {{w.reviewer.id(), w.gone.id(), w.refused.id()}};
  w.organiser.does(team);
  w.declared = declares(w, w.lead);
  w.interest = w.declared;
  auto const refused = declares(w, w.refused, {{InterestType::supplier, {}}});
  if (w.viewer.id() == w.refused.id()) w.interest = refused;
}

void confirm(PanelWorld& w) {
  w.organiser.does(ClearInterest{w.declared, {}});
  for (auto const& who : {w.reviewer, w.gone}) {
    auto const declared = declares(w, who);
    w.organiser.does(ClearInterest{declared, {}});
    if (w.viewer.id() == who.id()) w.interest = declared;
  }
  w.head.does(AcceptTeam{w.review});
  CreateReviewActivity row{.review = w.review, .date = scope_of(w).first_day, .what = {"Reading"}};
  row.reviewer = w.reviewer.id();
  w.activity = {id_in(w.head.does(row))};
}

void submit(PanelWorld& w) {
  for (auto const heading : {0U, 1U}) {
    w.head.does(EditSelfReview{.review = w.review, .heading = heading, .strengths = {"Clear plans."}});
  }
  w.head.does(SubmitSelfReview{w.review});
}

CreateEvidenceNote note_of(PanelWorld const& w) {
  return {.review = w.review, .text = {"They used the bar."}, .heading = 1};
}

EditReportSection section_of(PanelWorld const& w, std::uint32_t heading) {
  EditReportSection out{.review = w.review, .heading = heading};
  out.sentences = {{ReportSentence{.text = {"They know it."}, .self_review = true}}};
  return out;
}

void visit_school(PanelWorld& w) {
  auto const begins = calendar::end_of({scope_of(w).first_day.days - 1});
  w.s.advance_to(begins);
  w.note = {id_in(w.reviewer.does(note_of(w)))};
  auto const note = EvidenceNoteId{id_in(w.gone.does(note_of(w)))};
  if (w.viewer.id() == w.gone.id()) w.note = note;
  if (w.viewer.id() == w.lead.id()) w.note = {id_in(w.lead.does(note_of(w)))};
  w.head.does(ReleaseReviewer{w.review, w.gone.id(), {"One is enough."}});
  w.lead.does(CreateReport{w.review});
  for (auto const heading : {0U, 1U}) w.lead.does(section_of(w, heading));
}

void send(PanelWorld& w) {
  w.lead.does(EndVisit{w.review});
  w.lead.does(SendReport{w.review});
  w.comment = {id_in(w.head.does(CommentOnReport{w.review, 0, {"Too short."}}))};
  w.content_hash = w.head.sees(GetReviewReport{w.review}).at("content_hash").get<std::string>();
}

void sign(PanelWorld& w) {
  w.lead.does(AnswerReportComment{w.comment, CommentOutcome::kept, {"It is enough."}});
  w.head.does(SignReport{w.review, ReportCapacity::host, {w.content_hash}});
  w.lead.does(SignReport{w.review, ReportCapacity::lead_reviewer, {w.content_hash}});
  CreateReportGrant wanted{.review = w.review, .reader = {.person = w.grantee.id()}};
  auto const named = ReportGrantId{id_in(w.head.does(wanted))};
  auto const agreed = ReportGrantId{w.seat.lists(ListMyGrants{}).front()};
  w.grantee.does(ReadReport{named, ReadingWay::page});
  w.reading = {w.head.lists(ListReportReadings{w.review}).front()};
  bool const of_seat = w.it.agreed || w.viewer.id() == w.seat.id();
  w.grant = of_seat ? agreed : named;
}

WriteReviewPlan plan_of(PanelWorld const& w) {
  return {.review = w.review,
          .workshop_on = w.s.today(),
          .workshop_with = {"All"},
          .workshop_notes = {"We read it."},
          .no_actions = {"It is in the school's plan."},
          .keep_lead = true};
}

void wait_for_check(PanelWorld& w) {
  w.head.does(plan_of(w));
  w.s.advance(std::chrono::hours{24 * (limits::plan_days + 2)});
}

}  // namespace

PanelWorld arrange(Scenario& s, Panel const& it) {
  static std::uint64_t number = 0;
  auto const name = std::to_string(++number);
  auto const found = [&](char const* what) { return s.found(OrganisationType::school, what + name, s.aire); };
  auto const node = found("Host ");
  auto const visiting = found("Visitor ");
  auto const third = found("Third ");
  auto const engage = [&](char const* who, OrganisationId at) { return s.engages(who, at, Role::staff); };
  auto const head = s.engages("Hetty Head", node, Role::headteacher);
  PanelWorld w{.s = s,
               .it = it,
               .viewer = head,
               .organiser = s.tess,
               .head = head,
               .delegate = engage("Dev Deputy", node),
               .colleague = engage("Col League", node),
               .named = engage("Nan Named", node),
               .lead = engage("Lena Lead", visiting),
               .reviewer = engage("Rita Reviewer", visiting),
               .gone = engage("Gina Gone", visiting),
               .refused = engage("Rex Refused", visiting),
               .grantee = engage("Greta Grantee", s.beckside),
               .seat = s.engages("Gus Governor", third, Role::governor),
               .node = node,
               .visiting = visiting,
               .third = third,
               .invited = found("Invited "),
               .heir = s.engages("Harper Heir", s.aire, Role::trust_leader).id()};
  w.viewer = viewer_of(w);
  std::pair<Lap, void (*)(PanelWorld&)> const steps[] = {{Lap::drafted, open_cycle},
                                                         {Lap::started, start_review},
                                                         {Lap::scoped,
                                                          [](PanelWorld& at) {
                                                            at.head.does(scope_of(at));
                                                            at.head.does(RequestReview{at.review});
                                                            at.head.does(scope_of(at));
                                                            name_people(at);
                                                          }},
                                                         {Lap::proposed, propose},
                                                         {Lap::confirmed, confirm},
                                                         {Lap::submitted, submit},
                                                         {Lap::visiting, visit_school},
                                                         {Lap::checked, send},
                                                         {Lap::final, sign},
                                                         {Lap::kept, wait_for_check}};
  for (auto const& [lap, step] : steps) {
    if (lap <= it.lap) step(w);
  }
  return w;
}

PanelWorld spoilt_of(PanelWorld w) {
  constexpr std::uint64_t never = 999'999'999;
  w.cycle = {never};
  w.review = {never};
  w.interest = {never};
  w.activity = {never};
  w.note = {never};
  w.comment = {never};
  w.grant = {never};
  return w;
}

// ---- what each action asks for

namespace {

OrganisationId school_of(PanelWorld const& w) {
  auto const& who = w.it.situation.who;
  if (who == "visiting head") return w.visiting;
  if (who == "invited head") return w.invited;
  return w.node;
}

EditReviewCycle edited(PanelWorld const& w, std::vector<OrganisationId> invited) {
  EditReviewCycle out{.review_cycle = w.cycle, .title = {"Another title"}, .school_year = 2026};
  out.framework = headings();
  out.phases = phases_of(w.s);
  out.invited = {std::move(invited)};
  return out;
}

std::vector<PanelEntry> cycle_entries() {
  auto const overview = [](PanelWorld const& w) { return Query(GetCycleOverview{w.cycle}); };
  return {
      {"review_cycle", "read", [](PanelWorld const& w) { return Query(GetReviewCycle{w.cycle}); }},
      {"review_cycle", "list", [](PanelWorld const&) { return Query(ListReviewCycles{}); },
       [](PanelWorld const& w) { return key("review_cycle", w.cycle); }},
      {"review_cycle", "create",
       [](PanelWorld const& w) {
         CreateReviewCycle out{.organisation = w.s.aire, .title = {"Another"}, .school_year = 2027};
         out.framework = headings();
         out.phases = phases_of(w.s);
         return Command(out);
       }},
      {"review_cycle", "edit",
       [](PanelWorld const& w) { return Command(edited(w, {w.node, w.visiting, w.third, w.invited})); }},
      {"review_cycle", "invite_school",
       [](PanelWorld const& w) { return Command(edited(w, {w.node, w.visiting, w.third, w.invited, w.s.mosslands})); }},
      {"review_cycle", "set_rota", [](PanelWorld const& w) { return Command(SetRota{.review_cycle = w.cycle}); }},
      {"review_cycle", "open", [](PanelWorld const& w) { return Command(OpenReviewCycle{w.cycle}); }},
      {"review_cycle", "start", [](PanelWorld const& w) { return Command(StartReviewCycle{w.cycle}); }},
      {"review_cycle", "close", [](PanelWorld const& w) { return Command(CloseReviewCycle{w.cycle}); }},
      {"review_cycle", "cancel", [](PanelWorld const& w) { return Command(CancelReviewCycle{w.cycle, {"Illness."}}); }},
      {"review_cycle", "hand_over", [](PanelWorld const& w) { return Command(HandOverReviewCycle{w.cycle, w.heir}); }},
      {"review_cycle", "join",
       [](PanelWorld const& w) { return Command(JoinReviewCycle{.review_cycle = w.cycle, .school = school_of(w)}); }},
      {"review_cycle", "leave", [](PanelWorld const& w) { return Command(LeaveReviewCycle{w.cycle, school_of(w)}); }},
      {"cycle_overview", "read", overview},
      {"cycle_overview", "read_themes", overview, [](PanelWorld const&) { return std::string("themes"); }},
  };
}

std::vector<PanelEntry> review_entries() {
  auto const scope = [](PanelWorld const& w) { return Command(scope_of(w)); };
  auto const accept = [](PanelWorld const& w) { return Command(AcceptTeam{w.review}); };
  auto const named = [](PanelWorld const& w) { return w.it.names_self ? w.viewer.id() : w.heir; };
  return {
      {"review", "read", [](PanelWorld const& w) { return Query(GetReview{w.review}); }},
      {"review", "list", [](PanelWorld const&) { return Query(ListReviews{}); },
       [](PanelWorld const& w) { return key("review", w.review); }},
      {"review", "request", [](PanelWorld const& w) { return Command(RequestReview{w.review}); }},
      {"review", "edit_scope", scope},
      {"review", "name_exception", scope},
      {"review", "accept_team", accept},
      {"review", "confirm", accept},
      {"review", "delegate", [](PanelWorld const& w) { return Command(DelegateReview{w.review, {}}); }},
      {"review", "name_colleague",
       [](PanelWorld const& w) { return Command(NameColleague{w.review, w.colleague.id(), true, true}); }},
      {"review", "withdraw", [](PanelWorld const& w) { return Command(WithdrawReview{w.review, {"No week."}}); }},
      {"review", "consent_theme", [](PanelWorld const& w) { return Command(ShareThemes{.review = w.review}); }},
      {"review", "write_plan", [](PanelWorld const& w) { return Command(plan_of(w)); }},
      {"review", "check_impact",
       [](PanelWorld const& w) { return Command(CheckImpact{w.review, CheckOutcome::partly, {"Half of it."}}); }},
      {"review", "close", [](PanelWorld const& w) { return Command(CloseReview{w.review}); }},
      {"review", "propose_team",
       [=](PanelWorld const& w) { return Command(ProposeTeam{w.review, w.refused.id(), {{named(w)}}}); }},
      {"review", "replace_reviewer",
       [=](PanelWorld const& w) { return Command(ReplaceReviewer{w.review, w.reviewer.id(), named(w)}); }},
      {"review", "step_down", [](PanelWorld const& w) { return Command(StepDown{w.review, {"No time."}}); }},
      {"review", "release_reviewer",
       [](PanelWorld const& w) { return Command(ReleaseReviewer{w.review, w.reviewer.id(), {"Enough."}}); }},
      {"review", "set_dates",
       [](PanelWorld const& w) {
         return Command(SetReviewDates{w.review, scope_of(w).first_day, scope_of(w).first_day});
       }},
      {"review", "start_visit", [](PanelWorld const& w) { return Command(StartVisit{w.review, {"No time for it."}}); }},
      {"review", "end_visit", [](PanelWorld const& w) { return Command(EndVisit{w.review}); }},
      {"interest", "read", [](PanelWorld const& w) { return Query(GetInterest{w.interest}); }},
      {"interest", "list", [](PanelWorld const& w) { return Query(ListInterests{w.review}); },
       [](PanelWorld const& w) { return key("review_interest", w.interest); }},
      {"interest", "create", [](PanelWorld const& w) { return Command(DeclareInterest{w.review, {}}); }},
      {"interest", "edit", [](PanelWorld const& w) { return Command(DeclareInterest{w.review, {}}); }},
      {"interest", "clear", [](PanelWorld const& w) { return Command(ClearInterest{w.interest, {"It is far."}}); }},
      {"interest", "refuse", [](PanelWorld const& w) { return Command(RefuseInterest{w.interest, {"Too near."}}); }},
  };
}

std::vector<PanelEntry> visit_entries() {
  auto const edit = [](PanelWorld const& w) {
    return Command(EditEvidenceNote{.evidence_note = w.note, .text = {"Better."}});
  };
  return {
      {"self_review", "read", [](PanelWorld const& w) { return Query(GetSelfReview{w.review}); }},
      {"self_review", "edit",
       [](PanelWorld const& w) { return Command(EditSelfReview{.review = w.review, .strengths = {"More."}}); }},
      {"self_review", "submit", [](PanelWorld const& w) { return Command(SubmitSelfReview{w.review}); }},
      {"self_review", "reopen", [](PanelWorld const& w) { return Command(ReopenSelfReview{w.review}); }},
      {"review_activity", "read", [](PanelWorld const& w) { return Query(GetReviewActivity{w.activity}); }},
      {"review_activity", "list", [](PanelWorld const& w) { return Query(ListReviewActivities{w.review}); },
       [](PanelWorld const& w) { return key("review_activity", w.activity); }},
      {"review_activity", "create",
       [](PanelWorld const& w) {
         CreateReviewActivity out{.review = w.review, .date = scope_of(w).first_day, .what = {"Maths"}};
         out.reviewer = w.reviewer.id();
         return Command(out);
       }},
      {"review_activity", "edit",
       [](PanelWorld const& w) {
         EditReviewActivity out{.review_activity = w.activity, .date = scope_of(w).first_day, .what = {"Maths"}};
         out.reviewer = w.reviewer.id();
         return Command(out);
       }},
      {"review_activity", "cancel", [](PanelWorld const& w) { return Command(CancelReviewActivity{w.activity}); }},
      {"evidence_note", "read", [](PanelWorld const& w) { return Query(GetEvidenceNote{w.note}); }},
      {"evidence_note", "list", [](PanelWorld const& w) { return Query(ListEvidenceNotes{w.review}); },
       [](PanelWorld const& w) { return key("evidence_note", w.note); }},
      {"evidence_note", "create", [](PanelWorld const& w) { return Command(note_of(w)); }},
      {"evidence_note", "edit", edit},
      {"evidence_note", "confirm_false_alarm", edit},
      {"evidence_note", "delete", [](PanelWorld const& w) { return Command(DeleteEvidenceNote{w.note}); }},
  };
}

std::vector<PanelEntry> report_entries() {
  auto const capacity = [](PanelWorld const& w) {
    return w.viewer.id() == w.lead.id() ? ReportCapacity::lead_reviewer : ReportCapacity::host;
  };
  auto const by_grant = [](PanelWorld const& w) {
    return w.viewer.id() == w.grantee.id() || w.viewer.id() == w.seat.id();
  };
  return {
      {"report", "read",
       [=](PanelWorld const& w) {
         return by_grant(w) && w.it.lap >= Lap::final ? Asking(Command(ReadReport{w.grant, ReadingWay::page}))
                                                      : Asking(Query(GetReviewReport{w.review}));
       }},
      {"report", "create", [](PanelWorld const& w) { return Command(CreateReport{w.review}); }},
      {"report", "edit", [](PanelWorld const& w) { return Command(section_of(w, 0)); }},
      {"report", "send", [](PanelWorld const& w) { return Command(SendReport{w.review}); }},
      {"report", "respond",
       [](PanelWorld const& w) {
         return Command(AnswerReportComment{w.comment, CommentOutcome::kept, {"It is right."}});
       }},
      {"report", "comment", [](PanelWorld const& w) { return Command(CommentOnReport{w.review, 0, {"Too short."}}); }},
      {"report", "dissent", [](PanelWorld const& w) { return Command(RecordDissent{w.review, 1, {"I saw less."}}); }},
      {"report", "sign",
       [=](PanelWorld const& w) { return Command(SignReport{w.review, capacity(w), {w.content_hash}}); }},
      {"report", "return", [](PanelWorld const& w) { return Command(ReturnReport{w.review, {"Look again."}}); }},
      {"report_grant", "read", [](PanelWorld const& w) { return Query(GetReportGrant{w.grant}); }},
      {"report_grant", "list",
       [=](PanelWorld const& w) { return by_grant(w) ? Query(ListMyGrants{}) : Query(ListReportGrants{w.review}); },
       [](PanelWorld const& w) { return key("report_grant", w.grant); }},
      {"report_grant", "read_log", [](PanelWorld const& w) { return Query(ListReportReadings{w.review}); },
       [](PanelWorld const& w) { return key("report_reading", w.reading); }},
      {"report_grant", "create",
       [](PanelWorld const& w) {
         return Command(CreateReportGrant{.review = w.review, .reader = {.person = w.s.dan.id()}});
       }},
      {"report_grant", "end", [](PanelWorld const& w) { return Command(EndReportGrant{w.grant}); }},
  };
}

}  // namespace

std::vector<PanelEntry> const& panel_entries() {
  static std::vector<PanelEntry> const all = [] {
    auto out = cycle_entries();
    for (auto part : {review_entries(), visit_entries(), report_entries()}) {
      out.insert(out.end(), part.begin(), part.end());
    }
    return out;
  }();
  return all;
}

}  // namespace staffroom::tests
