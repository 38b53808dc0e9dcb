// What comes after a review: the workshop, actions, checks after ninety days and a year, and themes across reviews.
#pragma once
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "protocol/described.hpp"
#include "protocol/reviews_reports.hpp"

namespace staffroom {

enum class CheckOutcome : std::uint8_t { on_track, partly, not_yet };
BOOST_DESCRIBE_ENUM(CheckOutcome, on_track, partly, not_yet)

struct ImpactCheck {
  CheckOutcome outcome = CheckOutcome::on_track;
  SummaryText words;
  PersonId by;
  TimestampMs at;
};
STAFFROOM_DESCRIBE(ImpactCheck, (), (outcome, words, by, at))

/// Read by the host alone.
struct ReviewPlan {
  static constexpr Kind kind = Kind::review_plan;
  static constexpr std::string_view path = "/review-plans/{id}";
  ReviewId id;
  std::uint32_t version = 1;
  std::optional<Date> workshop_on;
  Note workshop_with;
  LongNote workshop_notes;
  Note no_actions;  // why there are none
  Many<ImpactCheck, 2> checks;
};
STAFFROOM_DESCRIBE(ReviewPlan, (), (id, version, workshop_on, workshop_with, workshop_notes, no_actions, checks))

/// A workshop, and at least one action or why there is none: then it is a plan.
struct WriteReviewPlan {
  static constexpr std::string_view name = "write_review_plan";
  static constexpr Route route{Method::put, "/peer-reviews/{review}/plan"};
  static constexpr Success success = Success::changed;
  ReviewId review;
  Date workshop_on;
  Note workshop_with;
  LongNote workshop_notes;
  Note no_actions;
  bool keep_lead = false;  // the lead reviewer goes on reading the report
};
STAFFROOM_DESCRIBE(WriteReviewPlan, (), (review, workshop_on, workshop_with, workshop_notes, no_actions, keep_lead))

struct GetReviewPlan {
  static constexpr std::string_view name = "get_review_plan";
  static constexpr Route route{Method::get, "/review-plans/{review}"};
  using Item = ReviewPlan;
  ReviewId review;
};
STAFFROOM_DESCRIBE(GetReviewPlan, (), (review))

enum class ReviewActionState : std::uint8_t { not_started, on_track, at_risk, done, cancelled };
BOOST_DESCRIBE_ENUM(ReviewActionState, not_started, on_track, at_risk, done, cancelled)

/// What is measured: where it stands at the start, now, and where it is to come.
struct ActionMeasure {
  Line what;
  Name start;
  Name now;
  Name aim;
};
STAFFROOM_DESCRIBE(ActionMeasure, (), (what, start, now, aim))

/// Read by the host and its owner.
struct ReviewAction {
  static constexpr Kind kind = Kind::review_action;
  static constexpr std::string_view path = "/review-actions/{id}";
  ReviewActionId id;
  std::uint32_t version = 1;
  ReviewId review;
  OrganisationId host;
  std::optional<std::uint32_t> sentence;  // of the report, from which it comes
  Title title;
  PersonId owner;
  Date due;
  ActionMeasure measure;
  ReviewActionState state = ReviewActionState::not_started;
  Note progress;
  bool late = false;  // it was said that the day has passed
  TimestampMs created;
  std::optional<TimestampMs> ended;
};
STAFFROOM_DESCRIBE(ReviewAction, (),
                   (id, version, review, host, sentence, title, owner, due, measure, state, progress, late, created,
                    ended))

struct CreateReviewAction {
  static constexpr std::string_view name = "create_review_action";
  static constexpr Route route{Method::post, "/peer-reviews/{review}/actions"};
  static constexpr Success success = Success::created;
  ReviewId review;
  std::optional<std::uint32_t> sentence;
  Title title;
  PersonId owner;
  Date due;
  ActionMeasure measure;
};
STAFFROOM_DESCRIBE(CreateReviewAction, (), (review, sentence, title, owner, due, measure))

struct EditReviewAction {
  static constexpr std::string_view name = "edit_review_action";
  static constexpr Route route{Method::put, "/review-actions/{review_action}"};
  static constexpr Success success = Success::changed;
  ReviewActionId review_action;
  Title title;
  PersonId owner;
  Date due;
  ActionMeasure measure;
};
STAFFROOM_DESCRIBE(EditReviewAction, (), (review_action, title, owner, due, measure))

/// By its owner or the host.
struct TellReviewAction {
  static constexpr std::string_view name = "tell_review_action";
  static constexpr Route route{Method::put, "/review-actions/{review_action}/progress"};
  static constexpr Success success = Success::changed;
  ReviewActionId review_action;
  ReviewActionState state = ReviewActionState::on_track;
  Name now;
  Note progress;
};
STAFFROOM_DESCRIBE(TellReviewAction, (), (review_action, state, now, progress))

/// By day.
struct ListReviewActions {
  static constexpr std::string_view name = "list_review_actions";
  static constexpr Route route{Method::get, "/peer-reviews/{review}/actions"};
  using Item = ReviewAction;
  ReviewId review;
};
STAFFROOM_DESCRIBE(ListReviewActions, (), (review))

/// That I own and that are open, by day.
struct ListMyReviewActions {
  static constexpr std::string_view name = "list_my_review_actions";
  static constexpr Route route{Method::get, "/review-actions"};
  using Item = ReviewAction;
};
STAFFROOM_DESCRIBE(ListMyReviewActions, (), ())

struct GetReviewAction {
  static constexpr std::string_view name = "get_review_action";
  static constexpr Route route{Method::get, "/review-actions/{review_action}"};
  using Item = ReviewAction;
  ReviewActionId review_action;
};
STAFFROOM_DESCRIBE(GetReviewAction, (), (review_action))

/// After ninety days, and after a year; the second closes the review.
struct CheckImpact {
  static constexpr std::string_view name = "check_impact";
  static constexpr Route route{Method::post, "/peer-reviews/{review}/checks"};
  static constexpr Success success = Success::changed;
  ReviewId review;
  CheckOutcome outcome = CheckOutcome::on_track;
  SummaryText words;
};
STAFFROOM_DESCRIBE(CheckImpact, (), (review, outcome, words))

struct CloseReview {
  static constexpr std::string_view name = "close_review";
  static constexpr Route route{Method::post, "/peer-reviews/{review}/close"};
  static constexpr Success success = Success::changed;
  ReviewId review;
};
STAFFROOM_DESCRIBE(CloseReview, (), (review))

struct Theme {
  std::uint32_t heading = 0;  // of the framework, from 0
  bool strength = true;       // or a need
  Title words;
};
STAFFROOM_DESCRIBE(Theme, (), (heading, strength, words))

/// What the host lets the organiser count with others. Read by the host alone.
struct ReviewTheme {
  static constexpr Kind kind = Kind::review_theme;
  static constexpr std::string_view path = "/review-themes/{id}";
  ReviewId id;
  std::uint32_t version = 1;
  ReviewCycleId cycle;
  bool shared = false;
  Many<Theme, limits::themes_max> themes;
  PersonId by;
  TimestampMs at;
};
STAFFROOM_DESCRIBE(ReviewTheme, (), (id, version, cycle, shared, themes, by, at))

/// `shared` false: given back.
struct ShareThemes {
  static constexpr std::string_view name = "share_themes";
  static constexpr Route route{Method::put, "/peer-reviews/{review}/themes"};
  static constexpr Success success = Success::changed;
  ReviewId review;
  bool shared = false;
  Many<Theme, limits::themes_max> themes;
};
STAFFROOM_DESCRIBE(ShareThemes, (), (review, shared, themes))

struct GetReviewTheme {
  static constexpr std::string_view name = "get_review_theme";
  static constexpr Route route{Method::get, "/review-themes/{review}"};
  using Item = ReviewTheme;
  ReviewId review;
};
STAFFROOM_DESCRIBE(GetReviewTheme, (), (review))

struct OverviewLine {
  OrganisationId host;
  std::optional<ReviewId> review;  // absent: there is none any more
  std::optional<ReviewState> state;
  std::optional<Date> due;  // what the state waits for
  std::uint32_t days_late = 0;
};
STAFFROOM_DESCRIBE(OverviewLine, (), (host, review, state, due, days_late))

struct ThemeLine {
  std::string heading;
  bool strength = true;
  std::uint32_t schools = 0;
  std::vector<std::string> words;
};
STAFFROOM_DESCRIBE(ThemeLine, (), (heading, strength, schools, words))

/// `themes` only from three hosts on who share them; numbers of schools are rounded down to whole threes.
struct CycleOverview {
  std::vector<OverviewLine> lines;
  std::uint32_t sharing = 0;  // 0 while fewer than three
  std::vector<ThemeLine> themes;
  Seq seq = 0;
};
STAFFROOM_DESCRIBE(CycleOverview, (), (lines, sharing, themes, seq))

/// For the organiser.
struct GetCycleOverview {
  static constexpr std::string_view name = "get_cycle_overview";
  static constexpr Route route{Method::get, "/review-cycles/{review_cycle}/overview"};
  using Answers = CycleOverview;
  ReviewCycleId review_cycle;
};
STAFFROOM_DESCRIBE(GetCycleOverview, (), (review_cycle))

}  // namespace staffroom
