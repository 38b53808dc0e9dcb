// The report: written in the framework's headings, agreed sentence by sentence, signed, and then the host's own.
#pragma once
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "protocol/described.hpp"
#include "protocol/reviews_visits.hpp"

namespace staffroom {

enum class ReviewReportState : std::uint8_t { drafting, with_host, signing, final };
BOOST_DESCRIBE_ENUM(ReviewReportState, drafting, with_host, signing, final)

enum class SentenceType : std::uint8_t { finding, strength, need };
BOOST_DESCRIBE_ENUM(SentenceType, finding, strength, need)

/// A finding rests on notes, or on the self-review.
struct ReportSentence {
  std::uint32_t number = 0;  // given by the hub, kept for good
  SentenceType type = SentenceType::finding;
  Purpose text;
  Many<EvidenceNoteId, limits::notes_per_sentence_max> notes;
  bool self_review = false;
};
STAFFROOM_DESCRIBE(ReportSentence, (), (number, type, text, notes, self_review))

struct ReportSection {
  std::uint32_t heading = 0;           // its place in the framework, from 0
  std::optional<std::uint32_t> grade;  // from 0
  Many<ReportSentence, limits::sentences_per_section_max> sentences;
};
STAFFROOM_DESCRIBE(ReportSection, (), (heading, grade, sentences))

/// Dissent is a part of the report.
struct Dissent {
  std::uint32_t number = 0;  // of the sentence
  PersonId person;
  Note text;
};
STAFFROOM_DESCRIBE(Dissent, (), (number, person, text))

enum class ReportCapacity : std::uint8_t { host, lead_reviewer };
BOOST_DESCRIBE_ENUM(ReportCapacity, host, lead_reviewer)

struct ReportSignature {
  ReportCapacity capacity = ReportCapacity::host;
  PersonId person;
  std::string hash;
  TimestampMs at;
};
STAFFROOM_DESCRIBE(ReportSignature, (), (capacity, person, hash, at))

/// Read by the active team; by the host once it was sent; by others only by a grant, and each reading is noted.
struct ReviewReport {
  static constexpr Kind kind = Kind::review_report;
  static constexpr std::string_view path = "/review-reports/{id}";
  ReviewId id;
  std::uint32_t version = 1;
  OrganisationId host;
  Title title;
  ReviewReportState state = ReviewReportState::drafting;
  Framework framework;
  Many<Purpose, 3> questions;
  SummaryText summary;
  Many<ReportSection, limits::framework_headings_max> sections;
  Many<Dissent, limits::dissents_max> dissents;
  std::uint32_t last_number = 0;
  std::string content_hash;                                       // of all that is signed
  Many<ReportSignature, limits::signatures_kept_max> signatures;  // those of another hash count for nothing
  Date first_day;
  Date last_day;
  Many<PersonId, limits::reviewers_max> team;  // the lead first
  std::optional<TimestampMs> sent;
  std::optional<TimestampMs> final_at;
};
STAFFROOM_DESCRIBE(ReviewReport, (),
                   (id, version, host, title, state, framework, questions, summary, sections, dissents, last_number,
                    content_hash, signatures, first_day, last_day, team, sent, final_at))

/// By any of the team, once; with the headings of the framework.
struct CreateReport {
  static constexpr std::string_view name = "create_report";
  static constexpr Route route{Method::post, "/peer-reviews/{review}/report"};
  static constexpr Success success = Success::created;
  ReviewId review;
};
STAFFROOM_DESCRIBE(CreateReport, (), (review))

/// One section; sentences that had a number keep it. What was with the host comes back.
struct EditReportSection {
  static constexpr std::string_view name = "edit_report_section";
  static constexpr Route route{Method::put, "/peer-reviews/{review}/report/sections/{heading}"};
  static constexpr Success success = Success::changed;
  ReviewId review;
  std::uint32_t heading = 0;
  std::optional<std::uint32_t> grade;
  Many<ReportSentence, limits::sentences_per_section_max> sentences;
  std::optional<Note> not_pupil_data;
};
STAFFROOM_DESCRIBE(EditReportSection, (), (review, heading, grade, sentences, not_pupil_data))

struct EditReportSummary {
  static constexpr std::string_view name = "edit_report_summary";
  static constexpr Route route{Method::put, "/peer-reviews/{review}/report/summary"};
  static constexpr Success success = Success::changed;
  ReviewId review;
  SummaryText summary;
  std::optional<Note> not_pupil_data;
};
STAFFROOM_DESCRIBE(EditReportSummary, (), (review, summary, not_pupil_data))

/// By the lead: to the host, for its factual check.
struct SendReport {
  static constexpr std::string_view name = "send_report";
  static constexpr Route route{Method::post, "/peer-reviews/{review}/report/send"};
  static constexpr Success success = Success::changed;
  ReviewId review;
};
STAFFROOM_DESCRIBE(SendReport, (), (review))

/// By the host or the lead: it needs work. Signatures fall.
struct ReturnReport {
  static constexpr std::string_view name = "return_report";
  static constexpr Route route{Method::post, "/peer-reviews/{review}/report/return"};
  static constexpr Success success = Success::changed;
  ReviewId review;
  Note reason;
};
STAFFROOM_DESCRIBE(ReturnReport, (), (review, reason))

/// `content_hash`: of what was seen.
struct SignReport {
  static constexpr std::string_view name = "sign_report";
  static constexpr Route route{Method::post, "/peer-reviews/{review}/report/signatures"};
  static constexpr Success success = Success::changed;
  ReviewId review;
  ReportCapacity capacity = ReportCapacity::host;
  Name content_hash;
};
STAFFROOM_DESCRIBE(SignReport, (), (review, capacity, content_hash))

/// Empty: mine about that sentence is taken back.
struct RecordDissent {
  static constexpr std::string_view name = "record_dissent";
  static constexpr Route route{Method::put, "/peer-reviews/{review}/report/dissents/{number}"};
  static constexpr Success success = Success::changed;
  ReviewId review;
  std::uint32_t number = 0;
  Note text;
};
STAFFROOM_DESCRIBE(RecordDissent, (), (review, number, text))

struct GetReviewReport {
  static constexpr std::string_view name = "get_review_report";
  static constexpr Route route{Method::get, "/review-reports/{review}"};
  using Item = ReviewReport;
  ReviewId review;
};
STAFFROOM_DESCRIBE(GetReviewReport, (), (review))

enum class CommentOutcome : std::uint8_t { open, changed, kept };
BOOST_DESCRIBE_ENUM(CommentOutcome, open, changed, kept)

/// About one sentence. Read as the report is while it is not final.
struct ReportComment {
  static constexpr Kind kind = Kind::report_comment;
  static constexpr std::string_view path = "/report-comments/{id}";
  ReportCommentId id;
  std::uint32_t version = 1;
  ReviewId review;
  std::uint32_t number = 0;  // of the sentence; 0: the summary
  PersonId author;
  Note text;
  CommentOutcome outcome = CommentOutcome::open;
  Note answer;
  std::optional<PersonId> answered_by;
  TimestampMs created;
};
STAFFROOM_DESCRIBE(ReportComment, (),
                   (id, version, review, number, author, text, outcome, answer, answered_by, created))

struct CommentOnReport {
  static constexpr std::string_view name = "comment_on_report";
  static constexpr Route route{Method::post, "/peer-reviews/{review}/report/comments"};
  static constexpr Success success = Success::created;
  ReviewId review;
  std::uint32_t number = 0;
  Note text;
};
STAFFROOM_DESCRIBE(CommentOnReport, (), (review, number, text))

/// By the lead: the sentence was changed, or it is kept and why.
struct AnswerReportComment {
  static constexpr std::string_view name = "answer_report_comment";
  static constexpr Route route{Method::put, "/report-comments/{report_comment}/answer"};
  static constexpr Success success = Success::changed;
  ReportCommentId report_comment;
  CommentOutcome outcome = CommentOutcome::changed;
  Note answer;
};
STAFFROOM_DESCRIBE(AnswerReportComment, (), (report_comment, outcome, answer))

/// Oldest first.
struct ListReportComments {
  static constexpr std::string_view name = "list_report_comments";
  static constexpr Route route{Method::get, "/peer-reviews/{review}/report/comments"};
  using Item = ReportComment;
  ReviewId review;
};
STAFFROOM_DESCRIBE(ListReportComments, (), (review))

struct GetReportComment {
  static constexpr std::string_view name = "get_report_comment";
  static constexpr Route route{Method::get, "/report-comments/{report_comment}"};
  using Item = ReportComment;
  ReportCommentId report_comment;
};
STAFFROOM_DESCRIBE(GetReportComment, (), (report_comment))

enum class GrantState : std::uint8_t { waiting, current, ended };
BOOST_DESCRIBE_ENUM(GrantState, waiting, current, ended)

/// Who else may read the report. Read by the host and by whom it names; an agreed one also by the organiser, once the
/// host asks to end it.
struct ReportGrant {
  static constexpr Kind kind = Kind::report_grant;
  static constexpr std::string_view path = "/report-grants/{id}";
  ReportGrantId id;
  std::uint32_t version = 1;
  ReviewId review;
  ReviewCycleId cycle;
  OrganisationId host;
  Title title;
  ReportReader reader;
  GrantState state = GrantState::current;
  bool agreed = false;  // an exception that was agreed before
  Note reason;
  std::optional<Date> ends;
  bool end_asked = false;
  bool end_agreed = false;
  TimestampMs created;
  std::optional<TimestampMs> ended;
};
STAFFROOM_DESCRIBE(ReportGrant, (),
                   (id, version, review, cycle, host, title, reader, state, agreed, reason, ends, end_asked, end_agreed,
                    created, ended))

struct CreateReportGrant {
  static constexpr std::string_view name = "create_report_grant";
  static constexpr Route route{Method::post, "/peer-reviews/{review}/report/grants"};
  static constexpr Success success = Success::created;
  ReviewId review;
  ReportReader reader;
  Note reason;
  std::optional<Date> ends;
};
STAFFROOM_DESCRIBE(CreateReportGrant, (), (review, reader, reason, ends))

/// By the host, or by whom it names. An agreed one: once the organiser agrees.
struct EndReportGrant {
  static constexpr std::string_view name = "end_report_grant";
  static constexpr Route route{Method::post, "/report-grants/{report_grant}/end"};
  static constexpr Success success = Success::changed;
  ReportGrantId report_grant;
};
STAFFROOM_DESCRIBE(EndReportGrant, (), (report_grant))

/// By the host, of an agreed one.
struct AskGrantEnd {
  static constexpr std::string_view name = "ask_grant_end";
  static constexpr Route route{Method::post, "/report-grants/{report_grant}/end-asked"};
  static constexpr Success success = Success::changed;
  ReportGrantId report_grant;
};
STAFFROOM_DESCRIBE(AskGrantEnd, (), (report_grant))

/// By the organiser.
struct AgreeGrantEnd {
  static constexpr std::string_view name = "agree_grant_end";
  static constexpr Route route{Method::post, "/report-grants/{report_grant}/end-agreed"};
  static constexpr Success success = Success::changed;
  ReportGrantId report_grant;
};
STAFFROOM_DESCRIBE(AgreeGrantEnd, (), (report_grant))

/// Of the report of one review, for its host.
struct ListReportGrants {
  static constexpr std::string_view name = "list_report_grants";
  static constexpr Route route{Method::get, "/peer-reviews/{review}/report/grants"};
  using Item = ReportGrant;
  ReviewId review;
};
STAFFROOM_DESCRIBE(ListReportGrants, (), (review))

/// Those by which I may read reports.
struct ListMyGrants {
  static constexpr std::string_view name = "list_my_grants";
  static constexpr Route route{Method::get, "/report-grants"};
  using Item = ReportGrant;
};
STAFFROOM_DESCRIBE(ListMyGrants, (), ())

struct GetReportGrant {
  static constexpr std::string_view name = "get_report_grant";
  static constexpr Route route{Method::get, "/report-grants/{report_grant}"};
  using Item = ReportGrant;
  ReportGrantId report_grant;
};
STAFFROOM_DESCRIBE(GetReportGrant, (), (report_grant))

enum class ReadingWay : std::uint8_t { page, print };
BOOST_DESCRIBE_ENUM(ReadingWay, page, print)

/// Somebody read the report by a grant: for the host.
struct ReportReading {
  static constexpr Kind kind = Kind::report_reading;
  static constexpr std::string_view path = "/report-readings/{id}";
  ReportReadingId id;
  std::uint32_t version = 1;
  ReviewId review;
  ReportGrantId grant;
  PersonId person;
  ReadingWay way = ReadingWay::page;
  TimestampMs at;
};
STAFFROOM_DESCRIBE(ReportReading, (), (id, version, review, grant, person, way, at))

/// Reads the report by a grant: the answer is the report, and the reading is noted in the same commit. Repeated with
/// its key it answers nothing.
struct ReadReport {
  static constexpr std::string_view name = "read_report";
  static constexpr Route route{Method::post, "/report-grants/{report_grant}/readings"};
  static constexpr Success success = Success::changed;
  ReportGrantId report_grant;
  ReadingWay way = ReadingWay::page;
};
STAFFROOM_DESCRIBE(ReadReport, (), (report_grant, way))

/// Newest first, for the host.
struct ListReportReadings {
  static constexpr std::string_view name = "list_report_readings";
  static constexpr Route route{Method::get, "/peer-reviews/{review}/report/readings"};
  using Item = ReportReading;
  ReviewId review;
};
STAFFROOM_DESCRIBE(ListReportReadings, (), (review))

struct GetReportReading {
  static constexpr std::string_view name = "get_report_reading";
  static constexpr Route route{Method::get, "/report-readings/{report_reading}"};
  using Item = ReportReading;
  ReportReadingId report_reading;
};
STAFFROOM_DESCRIBE(GetReportReading, (), (report_reading))

}  // namespace staffroom
