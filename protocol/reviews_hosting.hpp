// A review: of one school by colleagues from others. Its header, its scope, its team and what they declare.
#pragma once
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "protocol/described.hpp"
#include "protocol/reviews.hpp"

namespace staffroom {

enum class ReviewState : std::uint8_t {
  draft,
  requested,
  scoped,
  team_proposed,
  interests_declared,
  confirmed,
  self_review_submitted,
  visiting,
  draft_report,
  factual_check,
  final,
  action_plan,
  impact_check,
  closed
};
BOOST_DESCRIBE_ENUM(ReviewState, draft, requested, scoped, team_proposed, interests_declared, confirmed,
                    self_review_submitted, visiting, draft_report, factual_check, final, action_plan, impact_check,
                    closed)

enum class ReviewerState : std::uint8_t { asked, declared, cleared, active };
BOOST_DESCRIBE_ENUM(ReviewerState, asked, declared, cleared, active)

struct Reviewer {
  PersonId person;
  bool lead = false;
  OrganisationId school;  // from which they come
  ReviewerState state = ReviewerState::asked;
};
STAFFROOM_DESCRIBE(Reviewer, (), (person, lead, school, state))

/// Somebody of the host school who works on it: on the self-review and the timetable; `report`: they also read the
/// report that the host was sent.
struct HostColleague {
  PersonId person;
  bool report = false;
};
STAFFROOM_DESCRIBE(HostColleague, (), (person, report))

/// The header, read by its parties: dates, names and the state. A withdrawn review is gone.
struct Review {
  static constexpr Kind kind = Kind::review;
  static constexpr std::string_view path = "/peer-reviews/{id}";
  ReviewId id;
  std::uint32_t version = 1;
  ReviewCycleId cycle;
  OrganisationId host;
  Title title;  // of its cycle
  ReviewState state = ReviewState::draft;
  PersonId organiser;
  Many<OrganisationId, limits::cycle_schools_max> visitors;
  std::optional<Date> first_day;
  std::optional<Date> last_day;
  Many<Reviewer, limits::reviewers_max> team;
  std::optional<PersonId> delegate;  // who acts for the head
  Many<HostColleague, limits::review_colleagues_max> colleagues;
  std::optional<Date> declare_by;
  std::optional<Date> self_review_remind_on;
  std::optional<Date> self_review_by;
  std::optional<Date> report_by;
  std::optional<Date> check_by;  // the host's factual check
  std::optional<Date> plan_by;
  std::optional<Date> ninety_days_on;
  std::optional<Date> one_year_on;
  std::uint32_t reminded = 0;  // how many of the state's reminders were sent
  bool lead_kept = false;      // the lead reviewer goes on reading the report
  bool ninety_days_checked = false;
  TimestampMs created;
  std::optional<TimestampMs> final_at;
  std::optional<TimestampMs> ended;
};
STAFFROOM_DESCRIBE(Review, (),
                   (id, version, cycle, host, title, state, organiser, visitors, first_day, last_day, team, delegate,
                    colleagues, declare_by, self_review_remind_on, self_review_by, report_by, check_by, plan_by,
                    ninety_days_on, one_year_on, reminded, lead_kept, ninety_days_checked, created, final_at, ended))

/// Somebody who may read the report when it is final, as was agreed before anybody joined.
enum class ReportSeat : std::uint8_t { headteacher, trust_leader, governor, hub_manager };
BOOST_DESCRIBE_ENUM(ReportSeat, headteacher, trust_leader, governor, hub_manager)

/// A person, or whoever holds the seat at the organisation.
struct ReportReader {
  std::optional<PersonId> person;
  std::optional<ReportSeat> seat;
  std::optional<OrganisationId> organisation;  // of the seat
  friend bool operator==(ReportReader const&, ReportReader const&) = default;
};
STAFFROOM_DESCRIBE(ReportReader, (), (person, seat, organisation))

struct AgreedException {
  ReportReader reader;
  Note reason;
};
STAFFROOM_DESCRIBE(AgreedException, (), (reader, reason))

/// What the host wants looked at, and who may read what comes of it. Shown to all who join.
struct ReviewScope {
  static constexpr Kind kind = Kind::review_scope;
  static constexpr std::string_view path = "/review-scopes/{id}";
  ReviewId id;
  std::uint32_t version = 1;
  Many<Purpose, 3> questions;
  std::optional<Name> excellence;  // the area that is put forward
  Note context;
  Note confidentiality;
  Many<AgreedException, limits::exceptions_max> exceptions;
  Framework framework;
};
STAFFROOM_DESCRIBE(ReviewScope, (),
                   (id, version, questions, excellence, context, confidentiality, exceptions, framework))

/// Of a draft: the organiser is told that the host is ready to plan.
struct RequestReview {
  static constexpr std::string_view name = "request_review";
  static constexpr Route route{Method::post, "/peer-reviews/{review}/request"};
  static constexpr Success success = Success::changed;
  ReviewId review;
};
STAFFROOM_DESCRIBE(RequestReview, (), (review))

/// By the host. Complete, it is scoped: two or three questions, and days. Later, until the team is confirmed, it goes
/// back to scoped, and the team is asked again.
struct EditReviewScope {
  static constexpr std::string_view name = "edit_review_scope";
  static constexpr Route route{Method::put, "/peer-reviews/{review}/scope"};
  static constexpr Success success = Success::changed;
  ReviewId review;
  Many<Purpose, 3> questions;
  std::optional<Name> excellence;  // the area that is put forward
  Note context;
  Note confidentiality;
  Many<AgreedException, limits::exceptions_max> exceptions;
  Date first_day;
  Date last_day;
};
STAFFROOM_DESCRIBE(EditReviewScope, (),
                   (review, questions, excellence, context, confidentiality, exceptions, first_day, last_day))

/// Before the visit.
struct SetReviewDates {
  static constexpr std::string_view name = "set_review_dates";
  static constexpr Route route{Method::put, "/peer-reviews/{review}/dates"};
  static constexpr Success success = Success::changed;
  ReviewId review;
  Date first_day;
  Date last_day;
};
STAFFROOM_DESCRIBE(SetReviewDates, (), (review, first_day, last_day))

/// One leads; at least one more.
struct ProposeTeam {
  static constexpr std::string_view name = "propose_team";
  static constexpr Route route{Method::put, "/peer-reviews/{review}/team"};
  static constexpr Success success = Success::changed;
  ReviewId review;
  PersonId lead;
  Many<PersonId, limits::reviewers_max> reviewers;
};
STAFFROOM_DESCRIBE(ProposeTeam, (), (review, lead, reviewers))

/// By the host: the review is confirmed.
struct AcceptTeam {
  static constexpr std::string_view name = "accept_team";
  static constexpr Route route{Method::post, "/peer-reviews/{review}/team/accept"};
  static constexpr Success success = Success::changed;
  ReviewId review;
};
STAFFROOM_DESCRIBE(AcceptTeam, (), (review))

/// Who goes sees nothing from then on. A lead reviewer needs a successor, who may be one of the team.
struct ReplaceReviewer {
  static constexpr std::string_view name = "replace_reviewer";
  static constexpr Route route{Method::put, "/peer-reviews/{review}/team/{reviewer}"};
  static constexpr Success success = Success::changed;
  ReviewId review;
  PersonId reviewer;
  PersonId successor;
};
STAFFROOM_DESCRIBE(ReplaceReviewer, (), (review, reviewer, successor))

/// I go: the organiser finds somebody else.
struct StepDown {
  static constexpr std::string_view name = "step_down";
  static constexpr Route route{Method::post, "/peer-reviews/{review}/step-down"};
  static constexpr Success success = Success::changed;
  ReviewId review;
  Note reason;
};
STAFFROOM_DESCRIBE(StepDown, (), (review, reason))

/// By the host or the organiser.
struct ReleaseReviewer {
  static constexpr std::string_view name = "release_reviewer";
  static constexpr Route route{Method::post, "/peer-reviews/{review}/team/{reviewer}/release"};
  static constexpr Success success = Success::changed;
  ReviewId review;
  PersonId reviewer;
  Note reason;
};
STAFFROOM_DESCRIBE(ReleaseReviewer, (), (review, reviewer, reason))

/// Somebody of the host school acts for its head; absent: nobody.
struct DelegateReview {
  static constexpr std::string_view name = "delegate_review";
  static constexpr Route route{Method::put, "/peer-reviews/{review}/delegate"};
  static constexpr Success success = Success::changed;
  ReviewId review;
  std::optional<PersonId> delegate;
};
STAFFROOM_DESCRIBE(DelegateReview, (), (review, delegate))

/// Somebody of the host school works on it; `here` false: no more.
struct NameColleague {
  static constexpr std::string_view name = "name_colleague";
  static constexpr Route route{Method::put, "/peer-reviews/{review}/colleagues/{colleague}"};
  static constexpr Success success = Success::changed;
  ReviewId review;
  PersonId colleague;
  bool report = false;
  bool here = true;
};
STAFFROOM_DESCRIBE(NameColleague, (), (review, colleague, report, here))

/// Before the visit: nothing of it stays but the audit lines.
struct WithdrawReview {
  static constexpr std::string_view name = "withdraw_review";
  static constexpr Route route{Method::post, "/peer-reviews/{review}/withdraw"};
  static constexpr Success success = Success::gone;
  ReviewId review;
  Note reason;
};
STAFFROOM_DESCRIBE(WithdrawReview, (), (review, reason))

/// `reason`: without a self-review, by the lead.
struct StartVisit {
  static constexpr std::string_view name = "start_visit";
  static constexpr Route route{Method::post, "/peer-reviews/{review}/visit/start"};
  static constexpr Success success = Success::changed;
  ReviewId review;
  Note reason;
};
STAFFROOM_DESCRIBE(StartVisit, (), (review, reason))

struct EndVisit {
  static constexpr std::string_view name = "end_visit";
  static constexpr Route route{Method::post, "/peer-reviews/{review}/visit/end"};
  static constexpr Success success = Success::changed;
  ReviewId review;
};
STAFFROOM_DESCRIBE(EndVisit, (), (review))

/// Newest first, as far as I may read them.
struct ListReviews {
  static constexpr std::string_view name = "list_reviews";
  static constexpr Route route{Method::get, "/peer-reviews"};
  using Item = Review;
  std::optional<ReviewCycleId> cycle;
};
STAFFROOM_DESCRIBE(ListReviews, (), (cycle))

struct GetReview {
  static constexpr std::string_view name = "get_review";
  static constexpr Route route{Method::get, "/peer-reviews/{review}"};
  using Item = Review;
  ReviewId review;
};
STAFFROOM_DESCRIBE(GetReview, (), (review))

struct GetReviewScope {
  static constexpr std::string_view name = "get_review_scope";
  static constexpr Route route{Method::get, "/review-scopes/{review}"};
  using Item = ReviewScope;
  ReviewId review;
};
STAFFROOM_DESCRIBE(GetReviewScope, (), (review))

enum class InterestType : std::uint8_t {
  same_school,
  governor,
  relative,
  worked_there,
  line_management,
  supplier,
  swap,
  admissions,
  other
};
BOOST_DESCRIBE_ENUM(InterestType, same_school, governor, relative, worked_there, line_management, supplier, swap,
                    admissions, other)

enum class InterestState : std::uint8_t { declared, cleared, refused, replaced };
BOOST_DESCRIBE_ENUM(InterestState, declared, cleared, refused, replaced)

struct InterestPoint {
  InterestType type = InterestType::other;
  Note words;
};
STAFFROOM_DESCRIBE(InterestPoint, (), (type, words))

/// What a reviewer declared: nil counts. Read by themselves, the organiser and the host. A new one replaces it.
struct Interest {
  static constexpr Kind kind = Kind::review_interest;
  static constexpr std::string_view path = "/review-interests/{id}";
  InterestId id;
  std::uint32_t version = 1;
  ReviewId review;
  ReviewCycleId cycle;
  OrganisationId host;
  PersonId person;
  InterestState state = InterestState::declared;
  Many<InterestPoint, limits::interest_points_max> points;  // empty: nil
  Many<InterestPoint, limits::interest_points_max> found;   // what the hub knows by itself
  bool hard = false;                                        // one of these rules them out
  TimestampMs declared;
  std::optional<PersonId> decided_by;
  std::optional<TimestampMs> decided;
  Note reason;
};
STAFFROOM_DESCRIBE(Interest, (),
                   (id, version, review, cycle, host, person, state, points, found, hard, declared, decided_by, decided,
                    reason))

/// My own, nil by no points. Each that is ruled out by the written rules is refused at once.
struct DeclareInterest {
  static constexpr std::string_view name = "declare_interest";
  static constexpr Route route{Method::post, "/peer-reviews/{review}/interests"};
  static constexpr Success success = Success::created;
  ReviewId review;
  Many<InterestPoint, limits::interest_points_max> points;
};
STAFFROOM_DESCRIBE(DeclareInterest, (), (review, points))

/// By the organiser or the host; of warnings with a reason.
struct ClearInterest {
  static constexpr std::string_view name = "clear_interest";
  static constexpr Route route{Method::post, "/review-interests/{interest}/clear"};
  static constexpr Success success = Success::changed;
  InterestId interest;
  Note reason;
};
STAFFROOM_DESCRIBE(ClearInterest, (), (interest, reason))

struct RefuseInterest {
  static constexpr std::string_view name = "refuse_interest";
  static constexpr Route route{Method::post, "/review-interests/{interest}/refuse"};
  static constexpr Success success = Success::changed;
  InterestId interest;
  Note reason;
};
STAFFROOM_DESCRIBE(RefuseInterest, (), (interest, reason))

/// Those that I may read, oldest first.
struct ListInterests {
  static constexpr std::string_view name = "list_interests";
  static constexpr Route route{Method::get, "/peer-reviews/{review}/interests"};
  using Item = Interest;
  ReviewId review;
};
STAFFROOM_DESCRIBE(ListInterests, (), (review))

struct GetInterest {
  static constexpr std::string_view name = "get_interest";
  static constexpr Route route{Method::get, "/review-interests/{interest}"};
  using Item = Interest;
  InterestId interest;
};
STAFFROOM_DESCRIBE(GetInterest, (), (interest))

}  // namespace staffroom
