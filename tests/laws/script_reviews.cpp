// The story: a cycle of peer reviews, from its draft to the check after a year, and the ways in which reviews end
// early.
#include "tests/laws/script.hpp"
#include "tests/laws/working_days.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

/// Who has to do with it: erin leads the network and organises, marcus could; helen heads Mosslands, harry Tarn Lane,
/// dan Kirkby Road. Kirkby Road is reviewed by Mosslands, Mosslands by Tarn Lane, Tarn Lane by Kirkby Road.
struct Round {
  Law& law;
  Scenario& s = law.scenario();
  Colleague organiser = s.erin;
  ReviewCycleId cycle{};

  Date working_day(int in_days) { return working_day_from(s.in_days(in_days)); }

  static Framework framework() {
    return {.name = {"Three headings"},
            .headings = {{{{"Leading"}, {"How leaders know."}}, {{"Teaching"}, {}}}},
            .grades = {{{"Leading"}, {"Effective"}, {"Working towards"}}},
            .excellence = true};
  }
  CyclePhases phases() {
    return {.join_by = s.in_days(5),
            .visits_from = working_day(20),
            .visits_to = working_day(50),
            .reports_by = s.in_days(80),
            .checks_by = s.in_days(500)};
  }

  void drafts(std::string title) {
    CreateReviewCycle command{.organisation = s.network, .title = {std::move(title)}, .school_year = 2026};
    command.framework = framework();
    command.phases = phases();
    command.invited = {{s.kirkby, s.mosslands, s.tarn}};
    cycle = {id_in(law.does(organiser, command))};
  }
  EditReviewCycle edited(std::vector<OrganisationId> invited) {
    EditReviewCycle out{.review_cycle = cycle, .title = {"Peer review, valleys"}, .school_year = 2026};
    out.framework = framework();
    out.phases = phases();
    out.invited = {std::move(invited)};
    return out;
  }
  void joins(Colleague const& head, OrganisationId school) {
    law.does(head, JoinReviewCycle{.review_cycle = cycle, .school = school, .days_given = 6});
  }
  void all_join() {
    joins(s.helen, s.mosslands);
    joins(s.harry, s.tarn);
    joins(s.dan, s.kirkby);
  }
  SetRota ring() {
    SetRota out{.review_cycle = cycle};
    out.pairs = {{RotaPair{s.kirkby, s.mosslands, {"They know the area."}}, RotaPair{s.mosslands, s.tarn, {}},
                  RotaPair{s.tarn, s.kirkby, {}}}};
    return out;
  }

  ReviewId review_of(OrganisationId host) {
    auto const page = organiser.sees(ListReviews{.cycle = cycle});
    for (auto const& it : page.at("items")) {
      if (it.at("host") == host.value) return {it.at("id").get<std::uint64_t>()};
    }
    throw std::runtime_error("no review of that school");
  }

  EditReviewScope scope(ReviewId review, Date first_day) {
    EditReviewScope out{.review = review, .first_day = first_day, .last_day = next_working_day(first_day)};
    out.questions = {{{"Do pupils remember what they were taught?"}, {"Do all of them take part?"}}};
    out.confidentiality = {"What is seen stays with the team and the school."};
    AgreedException agreed{.reason = {"The trust helps to act on it."}};
    agreed.reader.seat = ReportSeat::trust_leader;
    agreed.reader.organisation = s.aire;
    out.exceptions = {{agreed}};
    return out;
  }
  void scopes(Colleague const& host, ReviewId review, Date first_day) {
    law.does(host, scope(review, first_day));
    law.does(host, scope(review, first_day));  // the days that are wished
    law.does(host, RequestReview{review});
    law.does(host, scope(review, first_day));
  }
  InterestId declares(Colleague const& who, ReviewId review, std::vector<InterestPoint> points = {}) {
    return {id_in(law.does(who, DeclareInterest{review, {std::move(points)}}))};
  }
  void clears(Colleague const& who, ReviewId review) { law.does(organiser, ClearInterest{declares(who, review), {}}); }
  void waits_until(Date day) {
    if (s.today().days < day.days) law.advance(24h * (day.days - s.today().days));
  }

  EvidenceNoteId notes(Colleague const& who, ReviewId review, char const* text) {
    CreateEvidenceNote command{.review = review, .text = {text}};
    command.questions = {{0}};
    command.heading = 1;
    return {id_in(law.does(who, command))};
  }
  EditReportSection section(ReviewId review, std::uint32_t heading, EvidenceNoteId note, bool rests_on_self_review) {
    EditReportSection out{.review = review, .heading = heading, .grade = 1};
    ReportSentence strength{.type = SentenceType::strength, .text = {"Pupils talk about what they learn."}};
    strength.notes = {{note}};
    ReportSentence need{.type = SentenceType::need, .text = {"Checks come late."}};
    need.notes = {{note}};
    need.self_review = heading == 0 && rests_on_self_review;
    out.sentences = {{strength, need}};
    return out;
  }
  void writes(Colleague const& who, ReviewId review, EvidenceNoteId note, bool rests_on_self_review) {
    law.does(who, CreateReport{review});
    for (auto const heading : {0U, 1U}) law.does(who, section(review, heading, note, rests_on_self_review));
    law.does(who, EditReportSummary{.review = review, .summary = {"A school that knows itself."}});
  }
  void signs(Colleague const& who, ReviewId review, ReportCapacity capacity) {
    auto const hash = who.sees(GetReviewReport{review}).at("content_hash").get<std::string>();
    law.does(who, SignReport{review, capacity, {hash}});
  }
  ReviewActionId gives(Colleague const& host, ReviewId review, Colleague const& owner) {
    CreateReviewAction command{.review = review, .title = {"Check each half term"}, .owner = owner.id()};
    command.due = s.in_days(20);
    command.measure = {{"Classes that check"}, {"2"}, {"2"}, {"14"}};
    return {id_in(law.does(host, command))};
  }
  WriteReviewPlan plan(ReviewId review) {
    return {.review = review,
            .workshop_on = s.today(),
            .workshop_with = {"All teachers"},
            .workshop_notes = {"We read it together."}};
  }
};

void begin_cycle(Round& r) {
  auto& s = r.s;
  r.law.system(CreateMembership{.person = s.erin.id(), .organisation = s.network, .role = Role::trust_leader});
  r.law.system(CreateMembership{.person = s.marcus.id(), .organisation = s.network, .role = Role::trust_leader});
  r.law.system(CreateMembership{.person = s.dan.id(), .organisation = s.kirkby, .role = Role::headteacher});
  r.drafts("Peer review");
  r.law.does(s.erin, r.edited({s.kirkby, s.mosslands, s.tarn}));
  r.law.does(s.erin, OpenReviewCycle{r.cycle});
  r.law.does(s.erin, r.edited({s.kirkby, s.mosslands, s.tarn, s.beckside}));
  r.all_join();
  // One joins and leaves again.
  r.law.system(CreateMembership{.person = s.leo.id(), .organisation = s.beckside, .role = Role::headteacher});
  r.joins(s.leo, s.beckside);
  r.law.does(s.leo, LeaveReviewCycle{r.cycle, s.beckside});
  r.law.does(s.erin, r.ring());
  r.law.does(s.erin, HandOverReviewCycle{r.cycle, s.marcus.id()});
  r.law.does(s.marcus, HandOverReviewCycle{r.cycle, s.erin.id()});
  r.law.does(s.erin, StartReviewCycle{r.cycle});
}

/// Of Mosslands, by carol and harry: as far as the confirmed team.
void plan_review(Round& r, ReviewId review, Date first_day) {
  auto& s = r.s;
  auto& law = r.law;
  r.scopes(s.helen, review, first_day);
  law.does(s.helen, DelegateReview{review, s.alice.id()});
  law.does(s.alice, NameColleague{.review = review, .colleague = s.hugo.id()});
  ProposeTeam wanted{.review = review, .lead = s.carol.id()};
  wanted.reviewers = {{s.harry.id(), s.leo.id()}};
  law.does(s.erin, wanted);
  law.does(s.helen, DelegateReview{review, {}});
  law.does(s.helen, NameColleague{.review = review, .colleague = s.alice.id(), .report = true});
  law.does(s.helen, SetReviewDates{review, first_day, first_day});
  r.clears(s.carol, review);
  auto const refused = r.declares(s.leo, review, {{InterestType::other, {"I have applied elsewhere."}}});
  law.does(s.erin, RefuseInterest{refused, {"Too near."}});
  auto const warned = r.declares(s.harry, review, {{InterestType::other, {"We share a bus."}}});
  law.does(s.helen, ClearInterest{warned, {"It is only a bus."}});
  law.does(s.helen, AcceptTeam{review});
  // Again, once assigned; and the organiser is another one for a while.
  r.clears(s.harry, review);
  law.does(s.erin, HandOverReviewCycle{r.cycle, s.marcus.id()});
  law.does(s.marcus, HandOverReviewCycle{r.cycle, s.erin.id()});
}

void prepare_visit(Round& r, ReviewId review, Date first_day) {
  auto& s = r.s;
  auto& law = r.law;
  for (auto const heading : {0U, 1U}) {
    EditSelfReview command{.review = review, .heading = heading, .grade = 1, .strengths = {"Plans are clear."}};
    command.evidence = {{EvidenceLink{EvidenceType::said, {}, {"The staff folder"}}}};
    law.does(heading == 0 ? s.helen : s.hugo, command);
  }
  law.does(s.helen, SubmitSelfReview{review});
  law.does(s.helen, ReopenSelfReview{review});
  law.does(s.helen, SubmitSelfReview{review});
  CreateReviewActivity planned{.review = review, .date = first_day, .what = {"Reading in Year 4"}};
  planned.reviewer = s.harry.id();
  planned.colleague = s.hugo.id();
  ReviewActivityId const reading{id_in(law.does(s.helen, planned))};
  EditReviewActivity moved{.review_activity = reading, .date = first_day, .starts = 600, .ends = 660};
  moved.what = {"Reading in Year 5"};
  moved.reviewer = s.carol.id();
  law.does(s.carol, moved);
  law.does(s.carol, planned);
  law.does(s.helen, CancelReviewActivity{reading});
}

/// To and fro until both have signed.
void agree_report(Round& r, ReviewId review, EvidenceNoteId note) {
  auto& s = r.s;
  auto& law = r.law;
  r.writes(s.harry, review, note, true);
  law.does(s.carol, EndVisit{review});
  law.does(s.carol, SendReport{review});
  ReportCommentId const first{id_in(law.does(s.helen, CommentOnReport{review, 1, {"In Year 4 only."}}))};
  ReportCommentId const second{id_in(law.does(s.alice, CommentOnReport{review, 0, {"Short."}}))};
  law.does(s.carol, AnswerReportComment{first, CommentOutcome::kept, {"We saw it in all years."}});
  law.does(s.carol, AnswerReportComment{second, CommentOutcome::kept, {"It is a summary."}});
  law.does(s.helen, ReturnReport{review, {"Please look at it again."}});
  law.does(s.carol, EditReportSummary{.review = review, .summary = {"A school that knows itself well."}});
  law.does(s.carol, SendReport{review});
  auto const page = s.carol.sees(ListReportComments{review});
  for (auto const& it : page.at("items")) {
    if (it.at("outcome") != "open") continue;
    ReportCommentId const waiting{it.at("id").get<std::uint64_t>()};
    law.does(s.carol, AnswerReportComment{waiting, CommentOutcome::changed, {"It says more."}});
  }
  law.does(s.helen, RecordDissent{review, 2, {"They come in time."}});
  law.does(s.harry, RecordDissent{review, 1, {"I saw less."}});
  law.does(s.harry, RecordDissent{review, 1, {}});
  r.signs(s.helen, review, ReportCapacity::host);
  law.does(s.carol, EditReportSummary{.review = review, .summary = {"It knows itself well."}});
  law.does(s.carol, SendReport{review});
  r.signs(s.helen, review, ReportCapacity::host);
  r.signs(s.carol, review, ReportCapacity::lead_reviewer);
}

ReportGrantId grant_to(Law& law, Colleague const& host, ReviewId review, ReportReader reader,
                       std::optional<Date> ends) {
  CreateReportGrant command{.review = review, .reader = reader, .reason = {"They hold us to account."}, .ends = ends};
  return {id_in(law.does(host, command))};
}

void open_report(Round& r, ReviewId review) {
  auto& s = r.s;
  auto& law = r.law;
  ReportGrantId const agreed{s.tess.lists(ListMyGrants{}).front()};
  law.does(s.tess, ReadReport{agreed, ReadingWay::page});
  ReportReader const governors{.seat = ReportSeat::governor, .organisation = s.kirkby};
  auto const seat = grant_to(law, s.helen, review, governors, {});
  law.does(s.gwen, ReadReport{seat, ReadingWay::print});
  auto const named = grant_to(law, s.helen, review, {.person = s.marcus.id()}, s.in_days(3));
  law.does(s.marcus, ReadReport{named, ReadingWay::page});
  auto const own = grant_to(law, s.helen, review, {.person = s.dan.id()}, {});
  law.does(s.dan, EndReportGrant{own});
  law.does(s.helen, AskGrantEnd{agreed});
  law.does(s.erin, AgreeGrantEnd{agreed});
  law.does(s.helen, EndReportGrant{agreed});
  law.advance(24h * 5);
}

/// A year, and what the hub does in it.
void follow_up(Round& r, ReviewId review) {
  auto& s = r.s;
  auto& law = r.law;
  auto const alices = r.gives(s.helen, review, s.alice);
  auto const hugos = r.gives(s.helen, review, s.hugo);
  EditReviewAction edited{.review_action = hugos, .title = {"Check each term"}, .owner = s.alice.id()};
  edited.due = s.in_days(25);
  edited.measure = {{"Classes that check"}, {"2"}, {"3"}, {"14"}};
  law.does(s.helen, edited);
  auto plan = r.plan(review);
  plan.keep_lead = true;
  law.does(s.helen, plan);
  law.does(s.alice, TellReviewAction{alices, ReviewActionState::on_track, {"6"}, {"Two more classes."}});
  ShareThemes themes{.review = review, .shared = true};
  themes.themes = {{Theme{0, true, {"Leaders know their school"}}}};
  law.does(s.helen, themes);
  law.advance(24h * 40);
  law.does(s.alice, TellReviewAction{hugos, ReviewActionState::done, {"14"}, {"All of them."}});
  law.advance(24h * 60);
  law.does(s.helen, CheckImpact{review, CheckOutcome::partly, {"Half of the classes."}});
  law.does(s.helen, ShareThemes{.review = review, .shared = false});
}

/// Of Kirkby Road, by alice and hugo: people come and go, there is no self-review, and it is closed early.
void review_in_haste(Round& r, ReviewId review, Date first_day) {
  auto& s = r.s;
  auto& law = r.law;
  r.scopes(s.dan, review, first_day);
  ProposeTeam wanted{.review = review, .lead = s.alice.id()};
  wanted.reviewers = {{s.hugo.id()}};
  law.does(s.erin, wanted);
  law.does(s.erin, ReplaceReviewer{review, s.hugo.id(), s.helen.id()});
  r.clears(s.alice, review);
  r.clears(s.helen, review);
  law.does(s.dan, AcceptTeam{review});
  law.does(s.alice, ReplaceReviewer{review, s.helen.id(), s.hugo.id()});
  r.clears(s.hugo, review);
  law.does(s.erin, ReplaceReviewer{review, s.hugo.id(), s.helen.id()});
  law.does(s.helen, StepDown{review, {"No time."}});
  r.waits_until(first_day);
  law.does(s.alice, StartVisit{review, {"They were short of time."}});
  auto const note = r.notes(s.alice, review, "Most of them took part.");
  r.writes(s.alice, review, note, false);
  law.advance(24h * 4);
  law.does(s.alice, SendReport{review});
  r.signs(s.dan, review, ReportCapacity::host);
  r.signs(s.alice, review, ReportCapacity::lead_reviewer);
  auto plan = r.plan(review);
  plan.no_actions = {"It goes into the school's plan."};
  law.does(s.dan, plan);
}

}  // namespace

void story::reviews(Law& law) {
  Round r{law};
  auto& s = r.s;
  begin_cycle(r);
  auto const review = r.review_of(s.mosslands);
  auto const hasty = r.review_of(s.kirkby);
  auto const first_day = r.working_day(30);
  plan_review(r, review, first_day);
  prepare_visit(r, review, first_day);
  r.waits_until(first_day);
  auto const note = r.notes(s.harry, review, "They used the bar without being told.");
  auto const other = r.notes(s.carol, review, "They did not.");
  EditEvidenceNote better{.evidence_note = other, .text = {"Some of them did not."}};
  better.questions = {{1}};
  law.does(s.carol, better);
  law.does(s.carol, DeleteEvidenceNote{other});
  agree_report(r, review, note);
  open_report(r, review);
  review_in_haste(r, hasty, r.working_day(5));
  follow_up(r, review);
  law.does(s.dan, CloseReview{hasty});
  // The year is over, and two months more: time closes what nobody did.
  law.advance(24h * 280);
  law.does(s.helen, CheckImpact{review, CheckOutcome::on_track, {"All of the classes."}});
  law.does(s.harry, WithdrawReview{r.review_of(s.tarn), {"We could not find a week."}});
  law.does(s.erin, CloseReviewCycle{r.cycle});
}

void story::reviews_that_end_early(Law& law) {
  Round r{law};
  auto& s = r.s;
  r.drafts("Never held");
  law.does(s.erin, OpenReviewCycle{r.cycle});
  r.all_join();
  law.does(s.erin, r.ring());
  law.does(s.erin, StartReviewCycle{r.cycle});
  r.scopes(s.helen, r.review_of(s.mosslands), r.working_day(30));
  law.does(s.erin, CancelReviewCycle{r.cycle, {"Too many of us are ill."}});
  // One that is on its way when people are forgotten and leave: bob leads, and sana looks with him.
  r.drafts("Going on");
  law.does(s.erin, OpenReviewCycle{r.cycle});
  r.all_join();
  law.does(s.erin, r.ring());
  law.does(s.erin, StartReviewCycle{r.cycle});
  auto const going_on = r.review_of(s.tarn);
  auto const first_day = r.working_day(22);
  r.scopes(s.harry, going_on, first_day);
  ProposeTeam wanted{.review = going_on, .lead = s.bob.id()};
  wanted.reviewers = {{s.sana.id()}};
  law.does(s.erin, wanted);
  r.clears(s.bob, going_on);
  r.clears(s.sana, going_on);
  law.does(s.harry, AcceptTeam{going_on});
  law.does(s.harry, ReleaseReviewer{going_on, s.sana.id(), {"Two are too many."}});
  law.does(s.erin, ReplaceReviewer{going_on, s.bob.id(), s.sana.id()});
  r.clears(s.sana, going_on);
  law.does(s.erin, ReplaceReviewer{going_on, s.sana.id(), s.bob.id()});
  r.clears(s.bob, going_on);
  // The host's school changes its trust and comes back.
  law.does(s.nadia, MoveOrganisation{s.tarn, s.aire});
  law.does(s.nadia, MoveOrganisation{s.tarn, s.moor});
  // Another one is still being asked when its candidates go.
  auto const waiting = r.review_of(s.mosslands);
  r.scopes(s.helen, waiting, first_day);
  ProposeTeam asked{.review = waiting, .lead = s.carol.id()};
  asked.reviewers = {{s.leo.id()}};
  law.does(s.erin, asked);
  r.declares(s.carol, waiting);
  law.advance(24h * 8);
  // The organiser leaves the network: its other leader organises.
  auto const page = s.nadia.sees(ListOrganisationPeople{.organisation = s.network});
  for (auto const& it : page.at("items")) {
    if (it.at("person") == s.erin.id().value) law.system(EndMembership{{it.at("id").get<std::uint64_t>()}});
  }
}

}  // namespace staffroom::tests
