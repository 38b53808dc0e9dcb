// The visit: the host's self-review, the timetable, and the notes of those who look.
#pragma once
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "protocol/described.hpp"
#include "protocol/reviews_hosting.hpp"

namespace staffroom {

enum class EvidenceType : std::uint8_t { resource, practice, web, said };
BOOST_DESCRIBE_ENUM(EvidenceType, resource, practice, web, said)

/// Where to see it: something of the hub, a web address, or just said.
struct EvidenceLink {
  EvidenceType type = EvidenceType::said;
  std::optional<std::uint64_t> id;  // of a resource or a practice post
  Line words;                       // or the address
};
STAFFROOM_DESCRIBE(EvidenceLink, (), (type, id, words))

/// What the host says under one heading.
struct SelfReviewPart {
  std::uint32_t heading = 0;           // its place in the framework, from 0
  std::optional<std::uint32_t> grade;  // from 0
  SummaryText strengths;
  SummaryText needs;
  Many<EvidenceLink, limits::evidence_links_max> evidence;
};
STAFFROOM_DESCRIBE(SelfReviewPart, (), (heading, grade, strengths, needs, evidence))

/// Read by the host and those whom it named; by the team once it is submitted.
struct SelfReview {
  static constexpr Kind kind = Kind::self_review;
  static constexpr std::string_view path = "/self-reviews/{id}";
  ReviewId id;
  std::uint32_t version = 1;
  bool submitted = false;
  Many<SelfReviewPart, limits::framework_headings_max> parts;
  std::optional<TimestampMs> submitted_at;
};
STAFFROOM_DESCRIBE(SelfReview, (), (id, version, submitted, parts, submitted_at))

/// One heading at a time.
struct EditSelfReview {
  static constexpr std::string_view name = "edit_self_review";
  static constexpr Route route{Method::put, "/peer-reviews/{review}/self-review/{heading}"};
  static constexpr Success success = Success::changed;
  ReviewId review;
  std::uint32_t heading = 0;
  std::optional<std::uint32_t> grade;
  SummaryText strengths;
  SummaryText needs;
  Many<EvidenceLink, limits::evidence_links_max> evidence;
  std::optional<Note> not_pupil_data;  // as of PostMessage
};
STAFFROOM_DESCRIBE(EditSelfReview, (), (review, heading, grade, strengths, needs, evidence, not_pupil_data))

/// Every heading says something.
struct SubmitSelfReview {
  static constexpr std::string_view name = "submit_self_review";
  static constexpr Route route{Method::post, "/peer-reviews/{review}/self-review/submit"};
  static constexpr Success success = Success::changed;
  ReviewId review;
};
STAFFROOM_DESCRIBE(SubmitSelfReview, (), (review))

struct ReopenSelfReview {
  static constexpr std::string_view name = "reopen_self_review";
  static constexpr Route route{Method::post, "/peer-reviews/{review}/self-review/reopen"};
  static constexpr Success success = Success::changed;
  ReviewId review;
};
STAFFROOM_DESCRIBE(ReopenSelfReview, (), (review))

struct GetSelfReview {
  static constexpr std::string_view name = "get_self_review";
  static constexpr Route route{Method::get, "/self-reviews/{review}"};
  using Item = SelfReview;
  ReviewId review;
};
STAFFROOM_DESCRIBE(GetSelfReview, (), (review))

enum class ActivityState : std::uint8_t { planned, cancelled };
BOOST_DESCRIBE_ENUM(ActivityState, planned, cancelled)

/// A row of the timetable: a reviewer and a colleague of the host look at something together.
struct ReviewActivity {
  static constexpr Kind kind = Kind::review_activity;
  static constexpr std::string_view path = "/review-activities/{id}";
  ReviewActivityId id;
  std::uint32_t version = 1;
  ReviewId review;
  ActivityState state = ActivityState::planned;
  Date date;
  std::uint32_t starts = 540;  // minutes after midnight
  std::uint32_t ends = 600;
  Title what;
  Line place;
  PersonId reviewer;
  std::optional<PersonId> colleague;
  std::optional<std::uint32_t> question;  // of the scope, from 0
  TimestampMs created;
};
STAFFROOM_DESCRIBE(ReviewActivity, (),
                   (id, version, review, state, date, starts, ends, what, place, reviewer, colleague, question,
                    created))

struct CreateReviewActivity {
  static constexpr std::string_view name = "create_review_activity";
  static constexpr Route route{Method::post, "/peer-reviews/{review}/activities"};
  static constexpr Success success = Success::created;
  ReviewId review;
  Date date;
  std::uint32_t starts = 540;  // minutes after midnight
  std::uint32_t ends = 600;
  Title what;
  Line place;
  PersonId reviewer;
  std::optional<PersonId> colleague;
  std::optional<std::uint32_t> question;  // of the scope, from 0
};
STAFFROOM_DESCRIBE(CreateReviewActivity, (), (review, date, starts, ends, what, place, reviewer, colleague, question))

struct EditReviewActivity {
  static constexpr std::string_view name = "edit_review_activity";
  static constexpr Route route{Method::put, "/review-activities/{review_activity}"};
  static constexpr Success success = Success::changed;
  ReviewActivityId review_activity;
  Date date;
  std::uint32_t starts = 540;  // minutes after midnight
  std::uint32_t ends = 600;
  Title what;
  Line place;
  PersonId reviewer;
  std::optional<PersonId> colleague;
  std::optional<std::uint32_t> question;  // of the scope, from 0
};
STAFFROOM_DESCRIBE(EditReviewActivity, (),
                   (review_activity, date, starts, ends, what, place, reviewer, colleague, question))

struct CancelReviewActivity {
  static constexpr std::string_view name = "cancel_review_activity";
  static constexpr Route route{Method::post, "/review-activities/{review_activity}/cancel"};
  static constexpr Success success = Success::changed;
  ReviewActivityId review_activity;
};
STAFFROOM_DESCRIBE(CancelReviewActivity, (), (review_activity))

/// By day and hour.
struct ListReviewActivities {
  static constexpr std::string_view name = "list_review_activities";
  static constexpr Route route{Method::get, "/peer-reviews/{review}/activities"};
  using Item = ReviewActivity;
  ReviewId review;
};
STAFFROOM_DESCRIBE(ListReviewActivities, (), (review))

struct GetReviewActivity {
  static constexpr std::string_view name = "get_review_activity";
  static constexpr Route route{Method::get, "/review-activities/{review_activity}"};
  using Item = ReviewActivity;
  ReviewActivityId review_activity;
};
STAFFROOM_DESCRIBE(GetReviewActivity, (), (review_activity))

/// Read by the active team alone; purged when their work is over.
struct EvidenceNote {
  static constexpr Kind kind = Kind::evidence_note;
  static constexpr std::string_view path = "/evidence-notes/{id}";
  EvidenceNoteId id;
  std::uint32_t version = 1;
  ReviewId review;
  PersonId author;
  SummaryText text;
  Many<std::uint32_t, 3> questions;  // of the scope, from 0
  std::optional<std::uint32_t> heading;
  std::optional<ReviewActivityId> activity;
  std::optional<TimestampMs> written;  // on the device, when that was earlier
  TimestampMs created;
  std::optional<TimestampMs> edited;
};
STAFFROOM_DESCRIBE(EvidenceNote, (),
                   (id, version, review, author, text, questions, heading, activity, written, created, edited))

/// `written`: when it was typed without a connection. Pupils' data as in PostMessage.
struct CreateEvidenceNote {
  static constexpr std::string_view name = "create_evidence_note";
  static constexpr Route route{Method::post, "/peer-reviews/{review}/notes"};
  static constexpr Success success = Success::created;
  ReviewId review;
  SummaryText text;
  Many<std::uint32_t, 3> questions;
  std::optional<std::uint32_t> heading;
  std::optional<ReviewActivityId> activity;
  std::optional<TimestampMs> written;
  std::optional<Note> not_pupil_data;
};
STAFFROOM_DESCRIBE(CreateEvidenceNote, (), (review, text, questions, heading, activity, written, not_pupil_data))

struct EditEvidenceNote {
  static constexpr std::string_view name = "edit_evidence_note";
  static constexpr Route route{Method::put, "/evidence-notes/{evidence_note}"};
  static constexpr Success success = Success::changed;
  EvidenceNoteId evidence_note;
  SummaryText text;
  Many<std::uint32_t, 3> questions;
  std::optional<std::uint32_t> heading;
  std::optional<ReviewActivityId> activity;
  std::optional<Note> not_pupil_data;
};
STAFFROOM_DESCRIBE(EditEvidenceNote, (), (evidence_note, text, questions, heading, activity, not_pupil_data))

struct DeleteEvidenceNote {
  static constexpr std::string_view name = "delete_evidence_note";
  static constexpr Route route{Method::remove, "/evidence-notes/{evidence_note}"};
  static constexpr Success success = Success::gone;
  EvidenceNoteId evidence_note;
};
STAFFROOM_DESCRIBE(DeleteEvidenceNote, (), (evidence_note))

/// Newest first.
struct ListEvidenceNotes {
  static constexpr std::string_view name = "list_evidence_notes";
  static constexpr Route route{Method::get, "/peer-reviews/{review}/notes"};
  using Item = EvidenceNote;
  ReviewId review;
};
STAFFROOM_DESCRIBE(ListEvidenceNotes, (), (review))

struct GetEvidenceNote {
  static constexpr std::string_view name = "get_evidence_note";
  static constexpr Route route{Method::get, "/evidence-notes/{evidence_note}"};
  using Item = EvidenceNote;
  EvidenceNoteId evidence_note;
};
STAFFROOM_DESCRIBE(GetEvidenceNote, (), (evidence_note))

}  // namespace staffroom
