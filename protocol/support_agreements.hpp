// What a supporter and the supported school agree, the visits, and what came of it.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "protocol/described.hpp"
#include "protocol/support_matches.hpp"

namespace staffroom {

enum class AgreementState : std::uint8_t { draft, signing, in_force, ended };
BOOST_DESCRIBE_ENUM(AgreementState, draft, signing, in_force, ended)

enum class SigningCapacity : std::uint8_t { requester, requester_head, supporter, supporter_head };
BOOST_DESCRIBE_ENUM(SigningCapacity, requester, requester_head, supporter, supporter_head)

enum class Funding : std::uint8_t { none, school_pays, trust_pays, funded_programme };
BOOST_DESCRIBE_ENUM(Funding, none, school_pays, trust_pays, funded_programme)

struct Signature {
  SigningCapacity capacity = SigningCapacity::requester;
  PersonId person;
  std::string hash;  // of what was signed
  TimestampMs at;
};
STAFFROOM_DESCRIBE(Signature, (), (capacity, person, hash, at))

/// Half way: is it working, what should change?
struct MidtermAnswer {
  SigningCapacity capacity = SigningCapacity::requester;
  bool working = true;
  Note change;
  TimestampMs at;
};
STAFFROOM_DESCRIBE(MidtermAnswer, (), (capacity, working, change, at))

/// Read by the parties, in every state.
struct SupportAgreement {
  static constexpr Kind kind = Kind::support_agreement;
  static constexpr std::string_view path = "/support-agreements/{id}";
  SupportAgreementId id;
  std::uint32_t version = 1;
  SupportRequestId request;
  AgreementState state = AgreementState::draft;
  SummaryText aims;
  std::uint32_t days = 1;
  Funding funding = Funding::none;
  std::uint64_t pence_a_day = 0;
  Line funding_note;
  Date starts;
  Date ends;
  Note exit;  // how it ends well, or early
  PersonId requester;
  PersonId supporter;
  OrganisationId requester_school;
  OrganisationId supporter_school;
  std::string content_hash;  // of aims, days, funding, rate, dates, exit and names; what a signature is bound to
  Many<Signature, limits::signatures_kept_max> signatures;  // those of another hash count for nothing
  std::uint32_t half_days_used = 0;
  bool started = false;  // its first day has come, or a visit was recorded
  Date midterm_on;
  bool midterm_asked = false;
  Many<MidtermAnswer, 2> midterm;
  TimestampMs created;
  std::optional<TimestampMs> in_force;
  std::optional<TimestampMs> ended;
  Note end_reason;
};
STAFFROOM_DESCRIBE(SupportAgreement, (),
                   (id, version, request, state, aims, days, funding, pence_a_day, funding_note, starts, ends, exit,
                    requester, supporter, requester_school, supporter_school, content_hash, signatures, half_days_used,
                    started, midterm_on, midterm_asked, midterm, created, in_force, ended, end_reason))

struct CreateAgreement {
  static constexpr std::string_view name = "create_agreement";
  static constexpr Route route{Method::post, "/support-requests/{support_request}/agreement"};
  static constexpr Success success = Success::created;
  SupportRequestId support_request;
  SummaryText aims;
  std::uint32_t days = 1;
  Funding funding = Funding::none;
  std::uint64_t pence_a_day = 0;
  Line funding_note;
  Date starts;
  Date ends;
  Note exit;  // how it ends well, or early
};
STAFFROOM_DESCRIBE(CreateAgreement, (),
                   (support_request, aims, days, funding, pence_a_day, funding_note, starts, ends, exit))

/// Signatures on what it was before count no more.
struct EditAgreement {
  static constexpr std::string_view name = "edit_agreement";
  static constexpr Route route{Method::put, "/support-agreements/{support_agreement}/terms"};
  static constexpr Success success = Success::changed;
  SupportAgreementId support_agreement;
  SummaryText aims;
  std::uint32_t days = 1;
  Funding funding = Funding::none;
  std::uint64_t pence_a_day = 0;
  Line funding_note;
  Date starts;
  Date ends;
  Note exit;  // how it ends well, or early
};
STAFFROOM_DESCRIBE(EditAgreement, (),
                   (support_agreement, aims, days, funding, pence_a_day, funding_note, starts, ends, exit))

struct SignAgreement {
  static constexpr std::string_view name = "sign_agreement";
  static constexpr Route route{Method::post, "/support-agreements/{support_agreement}/signatures"};
  static constexpr Success success = Success::changed;
  SupportAgreementId support_agreement;
  SigningCapacity capacity = SigningCapacity::requester;
  Name content_hash;  // that was seen
};
STAFFROOM_DESCRIBE(SignAgreement, (), (support_agreement, capacity, content_hash))

struct EndAgreement {
  static constexpr std::string_view name = "end_agreement";
  static constexpr Route route{Method::post, "/support-agreements/{support_agreement}/end"};
  static constexpr Success success = Success::changed;
  SupportAgreementId support_agreement;
  Note reason;
};
STAFFROOM_DESCRIBE(EndAgreement, (), (support_agreement, reason))

struct AnswerMidterm {
  static constexpr std::string_view name = "answer_midterm";
  static constexpr Route route{Method::put, "/support-agreements/{support_agreement}/midterm"};
  static constexpr Success success = Success::changed;
  SupportAgreementId support_agreement;
  bool working = true;
  Note change;
};
STAFFROOM_DESCRIBE(AnswerMidterm, (), (support_agreement, working, change))

struct GetAgreement {
  static constexpr std::string_view name = "get_agreement";
  static constexpr Route route{Method::get, "/support-agreements/{support_agreement}"};
  using Item = SupportAgreement;
  SupportAgreementId support_agreement;
};
STAFFROOM_DESCRIBE(GetAgreement, (), (support_agreement))

/// Newest first: the present one, and those that ended.
struct ListAgreements {
  static constexpr std::string_view name = "list_agreements";
  static constexpr Route route{Method::get, "/support-requests/{support_request}/agreements"};
  using Item = SupportAgreement;
  SupportRequestId support_request;
};
STAFFROOM_DESCRIBE(ListAgreements, (), (support_request))

enum class VisitState : std::uint8_t { planned, due_record, recorded, acknowledged, cancelled };
BOOST_DESCRIBE_ENUM(VisitState, planned, due_record, recorded, acknowledged, cancelled)

enum class VisitKind : std::uint8_t { visit, call, coaching };
BOOST_DESCRIBE_ENUM(VisitKind, visit, call, coaching)

struct VisitRecord {
  Note happened;
  Note next;
  bool full_day = true;
  TimestampMs at;
  PersonId by;
  bool late = false;  // after five working days
};
STAFFROOM_DESCRIBE(VisitRecord, (), (happened, next, full_day, at, by, late))

/// A visit, call or coaching session under an agreement: each counts as a day of it, or as half of one.
struct SupportVisit {
  static constexpr Kind kind = Kind::support_visit;
  static constexpr std::string_view path = "/support-visits/{id}";
  SupportVisitId id;
  std::uint32_t version = 1;
  SupportRequestId request;
  SupportAgreementId agreement;
  VisitState state = VisitState::planned;
  Date date;
  std::uint32_t starts = 540;  // minutes after midnight
  std::uint32_t ends = 660;
  VisitKind type = VisitKind::visit;
  Line place;
  Note purpose;
  Rare<VisitRecord> record;
  Date record_by;  // five working days after it
  bool late_told = false;
  bool requester_head_read = false;
  bool supporter_head_read = false;
  TimestampMs created;
};
STAFFROOM_DESCRIBE(SupportVisit, (),
                   (id, version, request, agreement, state, date, starts, ends, type, place, purpose, record, record_by,
                    late_told, requester_head_read, supporter_head_read, created))

struct CreateVisit {
  static constexpr std::string_view name = "create_visit";
  static constexpr Route route{Method::post, "/support-agreements/{support_agreement}/visits"};
  static constexpr Success success = Success::created;
  SupportAgreementId support_agreement;
  Date date;
  std::uint32_t starts = 540;  // minutes after midnight
  std::uint32_t ends = 660;
  VisitKind type = VisitKind::visit;
  Line place;
  Note purpose;
};
STAFFROOM_DESCRIBE(CreateVisit, (), (support_agreement, date, starts, ends, type, place, purpose))

struct EditVisit {
  static constexpr std::string_view name = "edit_visit";
  static constexpr Route route{Method::put, "/support-visits/{support_visit}/plan"};
  static constexpr Success success = Success::changed;
  SupportVisitId support_visit;
  Date date;
  std::uint32_t starts = 540;  // minutes after midnight
  std::uint32_t ends = 660;
  VisitKind type = VisitKind::visit;
  Line place;
  Note purpose;
};
STAFFROOM_DESCRIBE(EditVisit, (), (support_visit, date, starts, ends, type, place, purpose))

struct CancelVisit {
  static constexpr std::string_view name = "cancel_visit";
  static constexpr Route route{Method::post, "/support-visits/{support_visit}/cancel"};
  static constexpr Success success = Success::changed;
  SupportVisitId support_visit;
};
STAFFROOM_DESCRIBE(CancelVisit, (), (support_visit))

struct RecordVisit {
  static constexpr std::string_view name = "record_visit";
  static constexpr Route route{Method::post, "/support-visits/{support_visit}/record"};
  static constexpr Success success = Success::changed;
  SupportVisitId support_visit;
  Note happened;
  Note next;
  bool full_day = true;
  std::optional<Note> not_pupil_data;  // as of PostMessage
};
STAFFROOM_DESCRIBE(RecordVisit, (), (support_visit, happened, next, full_day, not_pupil_data))

/// By a head; acknowledged when both have.
struct AcknowledgeVisit {
  static constexpr std::string_view name = "acknowledge_visit";
  static constexpr Route route{Method::post, "/support-visits/{support_visit}/acknowledge"};
  static constexpr Success success = Success::changed;
  SupportVisitId support_visit;
};
STAFFROOM_DESCRIBE(AcknowledgeVisit, (), (support_visit))

/// By date.
struct ListVisits {
  static constexpr std::string_view name = "list_visits";
  static constexpr Route route{Method::get, "/support-requests/{support_request}/visits"};
  using Item = SupportVisit;
  SupportRequestId support_request;
};
STAFFROOM_DESCRIBE(ListVisits, (), (support_request))

struct GetVisit {
  static constexpr std::string_view name = "get_visit";
  static constexpr Route route{Method::get, "/support-visits/{support_visit}"};
  using Item = SupportVisit;
  SupportVisitId support_visit;
};
STAFFROOM_DESCRIBE(GetVisit, (), (support_visit))

enum class OutcomesMet : std::uint8_t { fully, mostly, partly, not_yet };
BOOST_DESCRIBE_ENUM(OutcomesMet, fully, mostly, partly, not_yet)

/// Written by the supported school.
struct SupportEvaluation {
  static constexpr Kind kind = Kind::support_evaluation;
  static constexpr std::string_view path = "/support-evaluations/{id}";
  SupportEvaluationId id;
  std::uint32_t version = 1;
  SupportRequestId request;
  PersonId author;
  OutcomesMet outcomes = OutcomesMet::mostly;
  SummaryText changed;  // what is different now
  SummaryText next;
  bool may_be_told = false;  // the supporter may name it as evidence of a strength
  Date usefulness_on;
  bool usefulness_asked = false;
  bool given_up = false;                    // asked, and nobody said
  std::optional<std::uint32_t> usefulness;  // 1 to 4, six weeks later
  Note usefulness_note;
  std::optional<PersonId> checked_by;
  Note check_note;
  TimestampMs created;
};
STAFFROOM_DESCRIBE(SupportEvaluation, (),
                   (id, version, request, author, outcomes, changed, next, may_be_told, usefulness_on, usefulness_asked,
                    given_up, usefulness, usefulness_note, checked_by, check_note, created))

struct SubmitEvaluation {
  static constexpr std::string_view name = "submit_evaluation";
  static constexpr Route route{Method::post, "/support-requests/{support_request}/evaluation"};
  static constexpr Success success = Success::created;
  SupportRequestId support_request;
  OutcomesMet outcomes = OutcomesMet::mostly;
  SummaryText changed;
  SummaryText next;
  bool may_be_told = false;
  std::optional<Note> not_pupil_data;
};
STAFFROOM_DESCRIBE(SubmitEvaluation, (), (support_request, outcomes, changed, next, may_be_told, not_pupil_data))

struct RateUsefulness {
  static constexpr std::string_view name = "rate_usefulness";
  static constexpr Route route{Method::put, "/support-evaluations/{support_evaluation}/usefulness"};
  static constexpr Success success = Success::changed;
  SupportEvaluationId support_evaluation;
  std::uint32_t usefulness = 1;
  Note note;
};
STAFFROOM_DESCRIBE(RateUsefulness, (), (support_evaluation, usefulness, note))

/// Once, by a broker.
struct CheckQuality {
  static constexpr std::string_view name = "check_quality";
  static constexpr Route route{Method::put, "/support-evaluations/{support_evaluation}/check"};
  static constexpr Success success = Success::changed;
  SupportEvaluationId support_evaluation;
  Note note;
};
STAFFROOM_DESCRIBE(CheckQuality, (), (support_evaluation, note))

struct GetEvaluation {
  static constexpr std::string_view name = "get_evaluation";
  static constexpr Route route{Method::get, "/support-evaluations/{support_evaluation}"};
  using Item = SupportEvaluation;
  SupportEvaluationId support_evaluation;
};
STAFFROOM_DESCRIBE(GetEvaluation, (), (support_evaluation))

}  // namespace staffroom
