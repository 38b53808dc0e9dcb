// The report: written by the team, checked by the host, signed by both.
#include <doctest/doctest.h>

#include <algorithm>

#include "store/reviews_reports.hpp"
#include "tests/support/review_case.hpp"

namespace staffroom::tests {
namespace {

struct Written {
  Scenario s;
  ReviewCase c{s};
  ReviewId id;

  explicit Written(ReviewState state) : id(c.reach(c.drafted(), state)) {}

  ReviewReport report() const { return c.report(id); }
  ReviewState state() const { return c.review(id).state; }
  ReportSentence sentence(std::uint32_t heading, std::size_t at) const {
    return report().sections.values.at(heading).sentences.values.at(at);
  }
  /// As it stands, to be changed.
  EditReportSection section(std::uint32_t heading) const {
    auto const it = report().sections.values.at(heading);
    return {.review = id, .heading = heading, .grade = it.grade, .sentences = it.sentences};
  }
  ReportCommentId comments(Colleague const& who, std::uint32_t number, std::string text = "Not quite so.") const {
    return {id_in(who.does(CommentOnReport{id, number, {std::move(text)}}))};
  }
  SignReport signing(ReportCapacity capacity) const { return {id, capacity, {report().content_hash}}; }
};

constexpr auto host_line = ReportCapacity::host;
constexpr auto lead_line = ReportCapacity::lead_reviewer;

}  // namespace

TEST_CASE("reviews: the team begins the report once the visit has begun, with the framework's headings") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.self_review_submitted();
  CHECK(told(s.erin.tries(CreateReport{id})) == "conflict wrong_state");
  c.reach(id, ReviewState::visiting);
  CHECK(told(s.tess.tries(CreateReport{id})) == "not_found");
  CHECK(told(c.kate.tries(CreateReport{id})) == "not_found");
  s.erin.does(CreateReport{id});
  CHECK(told(s.alice.tries(CreateReport{id})) == "conflict exists");
  auto const it = c.report(id);
  CHECK(it.sections.size() == 3);
  CHECK(it.questions.size() == 2);
  CHECK(it.host == s.kirkby);
  CHECK(it.team.values == std::vector{s.alice.id(), s.erin.id()});
  CHECK(it.content_hash.size() == 64);
  CHECK(s.alice.finds(GetReviewReport{id}));
  for (auto const& who : {c.kate, s.tess, s.tom, s.gwen, s.harry}) CHECK_FALSE(who.finds(GetReviewReport{id}));
}

TEST_CASE("reviews: sentences get numbers that they keep, and rest on notes of this review") {
  Written b(ReviewState::draft_report);
  auto& [s, c, id] = b;
  CHECK(b.report().last_number == 6);
  auto edit = b.section(1);
  auto const kept = edit.sentences.values[0].number;
  edit.sentences.values.erase(edit.sentences.values.begin() + 1);
  edit.sentences.values.insert(edit.sentences.values.begin(),
                               {.type = SentenceType::finding, .text = {"New."}, .self_review = true});
  s.erin.does(edit);
  CHECK(b.sentence(1, 0).number == 7);
  CHECK(b.sentence(1, 1).number == kept);
  // Gone for good, of another heading, twice.
  for (auto const number : {4U, 1U, 7U}) {
    auto wrong = b.section(1);
    wrong.sentences.values[1].number = number;
    CHECK(told(s.erin.tries(wrong)) == "unprocessable body.sentences[1].number");
  }
  auto wrong = b.section(1);
  wrong.sentences.values[0].text = {};
  CHECK(told(s.erin.tries(wrong)) == "unprocessable body.sentences[0].text");
  wrong = b.section(1);
  wrong.sentences.values[0].notes = {{EvidenceNoteId{9999}}};
  CHECK(told(s.erin.tries(wrong)) == "unprocessable body.sentences[0].notes[0]");
  auto const note = b.sentence(0, 0).notes.values.front();
  wrong.sentences.values[0].notes = {{note, note}};
  CHECK(told(s.erin.tries(wrong)) == "unprocessable body.sentences[0].notes[1]");
  wrong = b.section(1);
  wrong.grade = 4;
  CHECK(told(s.erin.tries(wrong)) == "unprocessable body.grade");
  wrong.grade = 0;
  wrong.heading = 3;
  CHECK(told(s.erin.tries(wrong)) == "not_found");
  wrong = b.section(1);
  wrong.sentences.values[0].text = {"B801200005001 reads late."};
  CHECK(told(s.erin.tries(wrong)) == "conflict pupil_data");
  wrong.not_pupil_data = Note{"A made-up number, to show a form."};
  s.erin.does(wrong);
  // What was let pass once is not asked about again.
  auto again = b.section(1);
  again.grade = 2;
  CHECK(told(s.erin.tries(again)) == "accepted");
  CHECK(told(s.erin.tries(again, {}, 1)) == "precondition_failed version");
  CHECK(told(s.tess.tries(again)) == "not_found");
  CHECK(told(c.kate.tries(again)) == "not_found");
}

TEST_CASE("reviews: nothing changed, no new version; anything changed, another hash") {
  Written b(ReviewState::draft_report);
  auto const before = b.report();
  b.s.erin.does(b.section(0));
  CHECK(b.report().version == before.version);
  b.s.erin.does(EditReportSummary{.review = b.id, .summary = {"Another summary."}});
  CHECK(b.report().version == before.version + 1);
  CHECK(b.report().content_hash != before.content_hash);
  b.s.erin.does(EditReportSummary{.review = b.id, .summary = before.summary});
  CHECK(b.report().content_hash == before.content_hash);
}

TEST_CASE("reviews: only the lead sends the report, once every heading is filled and rests on something") {
  Written b(ReviewState::visiting);
  auto& [s, c, id] = b;
  s.alice.does(CreateReport{id});
  c.kate.does(NameColleague{.review = id, .colleague = c.dev.id(), .report = true});
  CHECK(told(s.alice.tries(SendReport{id})) == "conflict wrong_state");
  s.alice.does(EndVisit{id});
  CHECK(told(s.erin.tries(SendReport{id})) == "forbidden role");
  CHECK(told(s.alice.tries(SendReport{id})) == "unprocessable body.sections[0]");
  for (std::uint32_t heading = 0; heading < 3; ++heading) {
    auto edit = b.section(heading);
    edit.sentences.values.push_back({.text = {"A finding."}, .self_review = heading != 1});
    s.erin.does(edit);
  }
  CHECK(told(s.alice.tries(SendReport{id})) == "unprocessable body.sections[1]");
  auto edit = b.section(1);
  edit.sentences.values[0].notes = {{EvidenceNoteId{s.erin.lists(ListEvidenceNotes{id}).front()}}};
  s.erin.does(edit);
  s.alice.does(SendReport{id});
  auto const it = c.review(id);
  CHECK(it.state == ReviewState::factual_check);
  CHECK(it.check_by == c.working_days_on(s.today(), 5));
  CHECK(b.report().state == ReviewReportState::with_host);
  CHECK(c.kate.told_because(Because::report_sent));
  CHECK(c.kate.finds(GetReviewReport{id}));
  CHECK(c.dev.finds(GetReviewReport{id}));
  for (auto const& who : {s.tess, s.tom, s.gwen, s.harry, c.vera}) CHECK_FALSE(who.finds(GetReviewReport{id}));
  CHECK(told(s.alice.tries(SendReport{id})) == "conflict wrong_state");
}

TEST_CASE("reviews: without a self-review no sentence rests on it") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.confirmed();
  c.moves_to(*c.review(id).first_day);
  s.alice.does(StartVisit{.review = id, .reason = {"The head was ill."}});
  s.alice.does(CreateReport{id});
  EditReportSection const edit{.review = id, .sentences = {{{.text = {"As they say."}, .self_review = true}}}};
  CHECK(told(s.alice.tries(edit)) == "unprocessable body.sentences[0].self_review");
}

TEST_CASE("reviews: both sides comment sentence by sentence, and the lead answers each") {
  Written b(ReviewState::factual_check);
  auto& [s, c, id] = b;
  auto const number = b.sentence(0, 0).number;
  CHECK(told(c.kate.tries(CommentOnReport{id, 99, {"?"}})) == "unprocessable body.number");
  CHECK(told(c.kate.tries(CommentOnReport{id, number, {}})) == "unprocessable body.text");
  CHECK(told(c.kate.tries(CommentOnReport{id, number, {"B801200005001"}})) == "conflict pupil_data");
  CHECK(told(s.tess.tries(CommentOnReport{id, number, {"Hm."}})) == "not_found");
  CHECK(told(s.harry.tries(CommentOnReport{id, number, {"Hm."}})) == "not_found");
  c.kate.does(NameColleague{.review = id, .colleague = c.dev.id()});
  CHECK(told(c.dev.tries(CommentOnReport{id, number, {"Hm."}})) == "not_found");
  auto const one = b.comments(c.kate, number);
  auto const two = b.comments(s.erin, 0);
  CHECK(s.alice.told_because(Because::report_commented));
  CHECK(c.kate.told_because(Because::report_commented));
  CHECK(s.alice.lists(ListReportComments{id}) == std::vector{one.value, two.value});
  CHECK(s.tess.lists(ListReportComments{id}).empty());
  CHECK_FALSE(c.dev.finds(GetReportComment{one}));
  CHECK(told(c.kate.tries(b.signing(host_line))) == "conflict comments_open");

  AnswerReportComment wanted{.report_comment = one, .outcome = CommentOutcome::kept};
  CHECK(told(s.erin.tries(wanted)) == "forbidden role");
  CHECK(told(c.kate.tries(wanted)) == "forbidden role");
  CHECK(told(s.alice.tries(wanted)) == "unprocessable body.answer");
  wanted.outcome = CommentOutcome::open;
  CHECK(told(s.alice.tries(wanted)) == "unprocessable body.outcome");
  wanted.outcome = CommentOutcome::kept;
  wanted.answer = {"Two of us saw it."};
  s.alice.does(wanted);
  CHECK(c.kate.told_because(Because::comment_answered));
  CHECK_FALSE(s.alice.told_because(Because::report_commented));
  CHECK_FALSE(c.kate.told_because(Because::report_to_sign));
  CHECK(told(s.alice.tries(wanted)) == "conflict wrong_state");
  s.alice.does(AnswerReportComment{.report_comment = two});
  CHECK(c.kate.told_because(Because::report_to_sign));
  CHECK(told(c.kate.tries(b.signing(host_line))) == "accepted");
  CHECK(told(c.kate.tries(CommentOnReport{id, number, {"One more."}})) == "conflict wrong_state");
}

TEST_CASE("reviews: changing the text takes the report back; comments wait for their answers") {
  Written b(ReviewState::factual_check);
  auto& [s, c, id] = b;
  auto const comment = b.comments(c.kate, b.sentence(0, 1).number);
  auto edit = b.section(0);
  edit.sentences.values[1].text = {"Checks come at the end of the term."};
  CHECK(told(s.erin.tries(edit)) == "forbidden role");
  CHECK(told(c.kate.tries(edit)) == "forbidden role");
  s.alice.does(edit);
  CHECK(b.state() == ReviewState::draft_report);
  CHECK_FALSE(c.review(id).check_by);
  CHECK(b.report().state == ReviewReportState::drafting);
  CHECK_FALSE(c.kate.finds(GetReviewReport{id}));
  CHECK_FALSE(c.kate.finds(GetReportComment{comment}));
  CHECK_FALSE(c.kate.told_because(Because::report_sent));
  CHECK(c.review(id).report_by == c.working_days_on(s.today(), 5));
  s.alice.does(SendReport{id});
  CHECK(told(c.kate.tries(b.signing(host_line))) == "conflict comments_open");
  s.alice.does(AnswerReportComment{.report_comment = comment});
  CHECK(c.kate.sees(GetReportComment{comment}).at("outcome") == "changed");
}

TEST_CASE("reviews: host and lead return a report; what was signed falls, even if nothing changes") {
  Written b(ReviewState::factual_check);
  auto& [s, c, id] = b;
  c.kate.does(b.signing(host_line));
  auto const signed_hash = b.report().content_hash;
  CHECK(told(s.erin.tries(ReturnReport{id, {"Again."}})) == "forbidden role");
  CHECK(told(c.kate.tries(ReturnReport{id, {}})) == "unprocessable body.reason");
  c.kate.does(ReturnReport{id, {"The dates are wrong."}});
  CHECK(b.state() == ReviewState::draft_report);
  CHECK(s.alice.told_because(Because::report_returned));
  CHECK_FALSE(c.kate.finds(GetReviewReport{id}));
  auto const comment = ReportCommentId{s.alice.lists(ListReportComments{id}).front()};
  CHECK(s.alice.sees(GetReportComment{comment}).at("text") == "The dates are wrong.");
  CHECK(told(c.kate.tries(ReturnReport{id, {"Again."}})) == "not_found");
  s.advance(std::chrono::minutes{1});
  s.alice.does(AnswerReportComment{.report_comment = comment});
  s.alice.does(SendReport{id});
  CHECK_FALSE(s.alice.told_because(Because::report_returned));
  CHECK(b.report().content_hash != signed_hash);
  CHECK(b.report().signatures.size() == 1);
  s.alice.does(b.signing(lead_line));
  CHECK(b.report().state == ReviewReportState::signing);
  s.alice.does(ReturnReport{id, {"I see a mistake."}});
  CHECK(b.state() == ReviewState::draft_report);
  CHECK(c.kate.told_because(Because::report_returned));
  s.advance(std::chrono::minutes{1});
  s.alice.does(SendReport{id});
  CHECK(told(c.kate.tries(b.signing(host_line))) == "accepted");
  CHECK(b.report().state == ReviewReportState::signing);
}

TEST_CASE("reviews: dissent is kept inside, and who had signed signs again") {
  Written b(ReviewState::factual_check);
  auto& [s, c, id] = b;
  auto const number = b.sentence(2, 0).number;
  c.kate.does(b.signing(host_line));
  CHECK(told(s.erin.tries(RecordDissent{id, 99, {"No."}})) == "not_found");
  CHECK(told(s.tess.tries(RecordDissent{id, number, {"No."}})) == "not_found");
  s.erin.does(RecordDissent{id, number, {"I saw the opposite."}});
  CHECK(b.report().state == ReviewReportState::with_host);
  REQUIRE(b.report().dissents.size() == 1);
  CHECK(c.kate.told_because(Because::report_to_sign));
  // Said in other words: still one. Taken back: what was signed stands again.
  s.erin.does(RecordDissent{id, number, {"I saw something else."}});
  CHECK(b.report().dissents.size() == 1);
  s.erin.does(RecordDissent{id, number, {}});
  CHECK(b.report().dissents.empty());
  CHECK(b.report().state == ReviewReportState::signing);
  s.erin.does(RecordDissent{id, number, {"And yet."}});
  c.kate.does(b.signing(host_line));
  s.alice.does(b.signing(lead_line));
  CHECK(b.state() == ReviewState::final);
  CHECK(b.report().dissents.values.front().text.value == "And yet.");
  CHECK(told(s.erin.tries(RecordDissent{id, number, {}})) == "conflict wrong_state");
}

TEST_CASE("reviews: dissent goes with its sentence") {
  Written b(ReviewState::factual_check);
  auto& [s, c, id] = b;
  c.kate.does(RecordDissent{id, b.sentence(0, 0).number, {"Not so."}});
  c.kate.does(RecordDissent{id, b.sentence(0, 1).number, {"Nor this."}});
  auto edit = b.section(0);
  edit.sentences.values.pop_back();
  s.alice.does(edit);
  REQUIRE(b.report().dissents.size() == 1);
  CHECK(b.report().dissents.values.front().text.value == "Not so.");
}

TEST_CASE("reviews: each signs their own line, and what they saw") {
  Written b(ReviewState::confirmed);
  auto& [s, c, id] = b;
  c.kate.does(DelegateReview{.review = id, .delegate = c.dev.id()});
  c.reach(id, ReviewState::factual_check);
  CHECK(told(s.erin.tries(b.signing(lead_line))) == "forbidden role");
  CHECK(told(s.alice.tries(b.signing(host_line))) == "forbidden own_line");
  CHECK(told(c.kate.tries(b.signing(lead_line))) == "forbidden own_line");
  CHECK(told(s.tess.tries(b.signing(host_line))) == "not_found");
  CHECK(told(s.tom.tries(b.signing(host_line))) == "not_found");
  CHECK(told(c.kate.tries(SignReport{id, host_line, {std::string(64, '0')}})) == "conflict changed");
  s.alice.does(b.signing(lead_line));
  CHECK(told(s.alice.tries(b.signing(lead_line))) == "conflict already_signed");
  for (auto const& who : {c.kate, c.dev}) CHECK(who.told_because(Because::report_to_sign));
  c.dev.does(b.signing(host_line));
  CHECK(b.state() == ReviewState::final);
}

TEST_CASE("reviews: signed by both it is final, belongs to the host, and nothing changes it") {
  Written b(ReviewState::factual_check);
  auto& [s, c, id] = b;
  c.kate.does(b.signing(host_line));
  CHECK(s.alice.told_because(Because::report_to_sign));
  CHECK_FALSE(c.kate.told_because(Because::report_sent));
  s.alice.does(b.signing(lead_line));
  auto const it = c.review(id);
  auto const report = b.report();
  CHECK(it.state == ReviewState::final);
  CHECK(it.plan_by == s.in_days(30));
  CHECK(it.ninety_days_on == s.in_days(90));
  CHECK(it.one_year_on->days - s.today().days >= 365);
  CHECK(it.one_year_on->days - s.today().days <= 366);
  CHECK_FALSE(it.check_by);
  CHECK(report.state == ReviewReportState::final);
  CHECK(report.final_at);
  REQUIRE(report.signatures.size() == 2);
  for (auto const& signature : report.signatures) CHECK(signature.hash == report.content_hash);
  CHECK(review_reports::content_hash_of(report) == report.content_hash);
  CHECK(c.kate.told_because(Because::plan_wanted));
  CHECK(s.erin.told_because(Because::report_final));
  for (auto const because : {Because::report_to_sign, Because::report_sent, Because::report_commented}) {
    for (auto const& who : {c.kate, s.alice}) CHECK_FALSE(who.told_because(because));
  }
  CHECK(told(s.alice.tries(b.section(0))) == "conflict wrong_state");
  CHECK(told(s.alice.tries(EditReportSummary{.review = id, .summary = {"New."}})) == "conflict wrong_state");
  CHECK(told(s.alice.tries(SendReport{id})) == "conflict wrong_state");
  CHECK(told(c.kate.tries(ReturnReport{id, {"No."}})) == "conflict wrong_state");
  CHECK(told(c.kate.tries(b.signing(host_line))) == "conflict wrong_state");
  CHECK(told(c.kate.tries(CommentOnReport{id, 0, {"Late."}})) == "conflict wrong_state");
  CHECK(told(s.alice.tries(CreateReport{id})) == "conflict wrong_state");
  for (auto const& who : {s.tess, s.tom, c.vera, s.harry}) CHECK_FALSE(who.finds(GetReviewReport{id}));
}

}  // namespace staffroom::tests
