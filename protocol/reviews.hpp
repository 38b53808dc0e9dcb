// Peer review: a cycle of three to seven schools that review each other, its framework, its dates and its rota.
#pragma once
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "protocol/audit.hpp"
#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/route.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

enum class CycleState : std::uint8_t { draft, open, running, closed, cancelled };
BOOST_DESCRIBE_ENUM(CycleState, draft, open, running, closed, cancelled)

struct FrameworkHeading {
  Name title;
  Note prompt;  // what to look at
};
STAFFROOM_DESCRIBE(FrameworkHeading, (), (title, prompt))

/// What a review looks at, in its own words: from two to ten headings. Grades are those of the framework, best first,
/// or none at all.
struct Framework {
  Name name;
  Many<FrameworkHeading, limits::framework_headings_max> headings;
  Many<Name, limits::framework_grades_max> grades;
  bool excellence = false;  // a school may put forward an area of excellence
};
STAFFROOM_DESCRIBE(Framework, (), (name, headings, grades, excellence))

/// In this order. Visits take place between `visits_from` and `visits_to`, both included.
struct CyclePhases {
  Date join_by;
  Date visits_from;
  Date visits_to;
  Date reports_by;
  Date checks_by;
  friend bool operator==(CyclePhases const&, CyclePhases const&) = default;
};
STAFFROOM_DESCRIBE(CyclePhases, (), (join_by, visits_from, visits_to, reports_by, checks_by))

/// What a school said when it joined. Nil interests are an empty list: joining is the declaration.
struct CycleSchool {
  OrganisationId school;
  std::uint32_t days_given = 0;                               // that its reviewers can be away, together
  Many<OrganisationId, limits::cycle_schools_max> interests;  // schools of the cycle that it should not review
  Line interests_why;
  PersonId by;
  TimestampMs at;
};
STAFFROOM_DESCRIBE(CycleSchool, (), (school, days_given, interests, interests_why, by, at))

/// `visitor` sends reviewers to `host`. A pair that breaks a rule carries the reason why it is kept.
struct RotaPair {
  OrganisationId host;
  OrganisationId visitor;
  Line reason;
};
STAFFROOM_DESCRIBE(RotaPair, (), (host, visitor, reason))

/// Read by the heads and trust leaders of its organisation, and by those of the schools that are invited or take part.
struct ReviewCycle {
  static constexpr Kind kind = Kind::review_cycle;
  static constexpr std::string_view path = "/review-cycles/{id}";
  ReviewCycleId id;
  std::uint32_t version = 1;
  OrganisationId organisation;
  Title title;
  std::uint32_t school_year = 2000;  // in which it begins
  CycleState state = CycleState::draft;
  PersonId owner;  // the organiser
  Framework framework;
  CyclePhases phases;
  std::uint32_t visit_days = 2;  // of each visit, for each reviewer
  std::uint32_t travel_km = 40;  // further than this is told
  Many<OrganisationId, limits::cycle_schools_max> invited;
  Many<CycleSchool, limits::cycle_schools_max> schools;
  Many<RotaPair, limits::rota_pairs_max> rota;
  Many<ReviewId, limits::cycle_schools_max> reviews;
  bool join_asked = false;  // the organiser was told that the day to join has passed
  TimestampMs created;
  std::optional<TimestampMs> ended;
  Note end_reason;
};
STAFFROOM_DESCRIBE(ReviewCycle, (),
                   (id, version, organisation, title, school_year, state, owner, framework, phases, visit_days,
                    travel_km, invited, schools, rota, reviews, join_asked, created, ended, end_reason))

/// By a leader of the organisation, who becomes its organiser.
struct CreateReviewCycle {
  static constexpr std::string_view name = "create_review_cycle";
  static constexpr Route route{Method::post, "/review-cycles"};
  static constexpr Success success = Success::created;
  OrganisationId organisation;
  Title title;
  std::uint32_t school_year = 2000;  // in which it begins
  Framework framework;
  CyclePhases phases;
  std::uint32_t visit_days = 2;
  std::uint32_t travel_km = 40;
  Many<OrganisationId, limits::cycle_schools_max> invited;
};
STAFFROOM_DESCRIBE(CreateReviewCycle, (),
                   (organisation, title, school_year, framework, phases, visit_days, travel_km, invited))

/// While it is a draft; when it is open, only later dates, and more schools to invite.
struct EditReviewCycle {
  static constexpr std::string_view name = "edit_review_cycle";
  static constexpr Route route{Method::put, "/review-cycles/{review_cycle}"};
  static constexpr Success success = Success::changed;
  ReviewCycleId review_cycle;
  Title title;
  std::uint32_t school_year = 2000;  // in which it begins
  Framework framework;
  CyclePhases phases;
  std::uint32_t visit_days = 2;
  std::uint32_t travel_km = 40;
  Many<OrganisationId, limits::cycle_schools_max> invited;
};
STAFFROOM_DESCRIBE(EditReviewCycle, (),
                   (review_cycle, title, school_year, framework, phases, visit_days, travel_km, invited))

/// The heads of the invited schools are asked to join.
struct OpenReviewCycle {
  static constexpr std::string_view name = "open_review_cycle";
  static constexpr Route route{Method::post, "/review-cycles/{review_cycle}/open"};
  static constexpr Success success = Success::changed;
  ReviewCycleId review_cycle;
};
STAFFROOM_DESCRIBE(OpenReviewCycle, (), (review_cycle))

/// By the head of the school. Again: what was said before is replaced.
struct JoinReviewCycle {
  static constexpr std::string_view name = "join_review_cycle";
  static constexpr Route route{Method::put, "/review-cycles/{review_cycle}/schools/{school}"};
  static constexpr Success success = Success::changed;
  ReviewCycleId review_cycle;
  OrganisationId school;
  std::uint32_t days_given = 0;                               // that its reviewers can be away, together
  Many<OrganisationId, limits::cycle_schools_max> interests;  // schools of the cycle that it should not review
  Line interests_why;
};
STAFFROOM_DESCRIBE(JoinReviewCycle, (), (review_cycle, school, days_given, interests, interests_why))

struct LeaveReviewCycle {
  static constexpr std::string_view name = "leave_review_cycle";
  static constexpr Route route{Method::remove, "/review-cycles/{review_cycle}/schools/{school}"};
  static constexpr Success success = Success::changed;
  ReviewCycleId review_cycle;
  OrganisationId school;
};
STAFFROOM_DESCRIBE(LeaveReviewCycle, (), (review_cycle, school))

/// Kept as it is filled in, whatever rules it breaks; `start` refuses while one is broken that no reason mends.
struct SetRota {
  static constexpr std::string_view name = "set_rota";
  static constexpr Route route{Method::put, "/review-cycles/{review_cycle}/rota"};
  static constexpr Success success = Success::changed;
  ReviewCycleId review_cycle;
  Many<RotaPair, limits::rota_pairs_max> pairs;
};
STAFFROOM_DESCRIBE(SetRota, (), (review_cycle, pairs))

/// A review for each host, in draft.
struct StartReviewCycle {
  static constexpr std::string_view name = "start_review_cycle";
  static constexpr Route route{Method::post, "/review-cycles/{review_cycle}/start"};
  static constexpr Success success = Success::changed;
  ReviewCycleId review_cycle;
};
STAFFROOM_DESCRIBE(StartReviewCycle, (), (review_cycle))

/// When all its reviews are closed or gone.
struct CloseReviewCycle {
  static constexpr std::string_view name = "close_review_cycle";
  static constexpr Route route{Method::post, "/review-cycles/{review_cycle}/close"};
  static constexpr Success success = Success::changed;
  ReviewCycleId review_cycle;
};
STAFFROOM_DESCRIBE(CloseReviewCycle, (), (review_cycle))

/// Its reviews are withdrawn; none may be past confirmed.
struct CancelReviewCycle {
  static constexpr std::string_view name = "cancel_review_cycle";
  static constexpr Route route{Method::post, "/review-cycles/{review_cycle}/cancel"};
  static constexpr Success success = Success::changed;
  ReviewCycleId review_cycle;
  Note reason;
};
STAFFROOM_DESCRIBE(CancelReviewCycle, (), (review_cycle, reason))

/// To another leader of the organisation.
struct HandOverReviewCycle {
  static constexpr std::string_view name = "hand_over_review_cycle";
  static constexpr Route route{Method::put, "/review-cycles/{review_cycle}/owner"};
  static constexpr Success success = Success::changed;
  ReviewCycleId review_cycle;
  PersonId owner;
};
STAFFROOM_DESCRIBE(HandOverReviewCycle, (), (review_cycle, owner))

/// Newest first, as far as I may read them.
struct ListReviewCycles {
  static constexpr std::string_view name = "list_review_cycles";
  static constexpr Route route{Method::get, "/review-cycles"};
  using Item = ReviewCycle;
};
STAFFROOM_DESCRIBE(ListReviewCycles, (), ())

struct GetReviewCycle {
  static constexpr std::string_view name = "get_review_cycle";
  static constexpr Route route{Method::get, "/review-cycles/{review_cycle}"};
  using Item = ReviewCycle;
  ReviewCycleId review_cycle;
};
STAFFROOM_DESCRIBE(GetReviewCycle, (), (review_cycle))

/// `same_school`, `not_joined`: never; the others are kept by a reason.
enum class RotaRule : std::uint8_t {
  same_school,
  not_joined,
  twice,
  direct_swap,
  same_trust,
  interest,
  phase,
  travel,
  days,
  unvisited,
  few_schools,
  many_schools
};
BOOST_DESCRIBE_ENUM(RotaRule, same_school, not_joined, twice, direct_swap, same_trust, interest, phase, travel, days,
                    unvisited, few_schools, many_schools)

/// One rule that the rota breaks, in words. Of a pair, of a school, or of the whole.
struct RotaProblem {
  RotaRule rule = RotaRule::unvisited;
  std::optional<OrganisationId> host;
  std::optional<OrganisationId> visitor;
  std::string words;
  bool kept = false;     // a reason is given
  bool refused = false;  // no reason mends it
};
STAFFROOM_DESCRIBE(RotaProblem, (), (rule, host, visitor, words, kept, refused))

struct RotaLoad {
  OrganisationId school;
  std::uint32_t days = 0;  // that the rota asks of it
  std::uint32_t given = 0;
};
STAFFROOM_DESCRIBE(RotaLoad, (), (school, days, given))

struct RotaCheck {
  std::vector<RotaProblem> problems;
  std::vector<RotaLoad> loads;
  bool ready = false;
  Seq seq = 0;
};
STAFFROOM_DESCRIBE(RotaCheck, (), (problems, loads, ready, seq))

/// For the organiser.
struct CheckRota {
  static constexpr std::string_view name = "check_rota";
  static constexpr Route route{Method::get, "/review-cycles/{review_cycle}/rota-check"};
  using Answers = RotaCheck;
  ReviewCycleId review_cycle;
};
STAFFROOM_DESCRIBE(CheckRota, (), (review_cycle))

}  // namespace staffroom
