// What becomes of a resource: who uses it and how it went, what peers think of it, what was made from it, what is
// wrong with it.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "protocol/audit.hpp"
#include "protocol/conversations.hpp"
#include "protocol/described.hpp"
#include "protocol/resources.hpp"

namespace staffroom {

enum class UseState : std::uint8_t { in_use, stopped };
BOOST_DESCRIBE_ENUM(UseState, in_use, stopped)

struct UseStory {
  Note what;       // what we used it for
  Note with_whom;  // "two Year 8 classes, mixed prior attainment"
  Note changed;    // what we changed
  Note happened;   // what happened
  TimestampMs told;
};
STAFFROOM_DESCRIBE(UseStory, (), (what, with_whom, changed, happened, told))

/// "We use this": a school, never a person.
struct ResourceUse {
  static constexpr Kind kind = Kind::resource_use;
  static constexpr std::string_view path = "/resource-uses/{id}";
  ResourceUseId id;
  std::uint32_t version = 1;
  ResourceId resource;
  OrganisationId organisation;
  UseState state = UseState::in_use;
  TimestampMs since;
  bool story_asked = false;
  Rare<UseStory> story;
};
STAFFROOM_DESCRIBE(ResourceUse, (), (id, version, resource, organisation, state, since, story_asked, story))

/// Who said it, for that person only. Has the use's id.
struct UseAuthor {
  static constexpr Kind kind = Kind::use_author;
  static constexpr std::string_view path = "/resource-uses/{id}/author";
  ResourceUseId id;
  std::uint32_t version = 1;
  ResourceId resource;
  PersonId person;
};
STAFFROOM_DESCRIBE(UseAuthor, (), (id, version, resource, person))

/// A peer's judgement, 1 to 4 each; seen by its author only. Means are shown from three scores on.
struct RubricScore {
  static constexpr Kind kind = Kind::rubric_score;
  static constexpr std::string_view path = "/rubric-scores/{id}";
  RubricScoreId id;
  std::uint32_t version = 1;
  ResourceId resource;
  PersonId person;
  std::uint32_t clear = 1;      // easy to pick up and teach from
  std::uint32_t accurate = 1;   // subject knowledge is right
  std::uint32_t adaptable = 1;  // easy to change for another class
  std::uint32_t inclusive = 1;  // works for all pupils
  TimestampMs created;
};
STAFFROOM_DESCRIBE(RubricScore, (), (id, version, resource, person, clear, accurate, adaptable, inclusive, created))

struct ScoreSums {
  std::uint32_t clear = 0;
  std::uint32_t accurate = 0;
  std::uint32_t adaptable = 0;
  std::uint32_t inclusive = 0;
};
STAFFROOM_DESCRIBE(ScoreSums, (), (clear, accurate, adaptable, inclusive))

/// How far a resource has come. Apart from it, so that a use never disturbs an edit. Has the resource's id. Sums are
/// absent below limits::scores_shown_from.
struct ResourceActivity {
  static constexpr Kind kind = Kind::resource_activity;
  static constexpr std::string_view path = "/resources/{id}/activity";
  ResourceId id;
  std::uint32_t version = 1;
  std::uint32_t uses = 0;  // schools that use it now
  std::uint32_t stories = 0;
  std::uint32_t questions = 0;
  std::optional<std::uint32_t> scores;
  std::optional<ScoreSums> sums;
};
STAFFROOM_DESCRIBE(ResourceActivity, (), (id, version, uses, stories, questions, scores, sums))

/// Internal record: key is the copy.
struct Adaptation {
  static constexpr Kind kind = Kind::adaptation;
  static constexpr std::string_view path = "";
  AdaptationId id;
  std::uint32_t version = 1;
  ResourceId source;
  ResourceVersionId source_version;
  ResourceId copy;
  TimestampMs created;
};
STAFFROOM_DESCRIBE(Adaptation, (), (id, version, source, source_version, copy, created))

enum class ReportReason : std::uint8_t { mistake, out_of_date, rights, pupil_details, other };
BOOST_DESCRIBE_ENUM(ReportReason, mistake, out_of_date, rights, pupil_details, other)
enum class ReportState : std::uint8_t { open, resolved };
BOOST_DESCRIBE_ENUM(ReportState, open, resolved)

/// A problem with a resource: for its author, the resource's editors and, for rights and pupils' details, its
/// organisation's administrators, whether or not they read the resource.
struct ResourceReport {
  static constexpr Kind kind = Kind::resource_report;
  static constexpr std::string_view path = "/resource-reports/{id}";
  ResourceReportId id;
  std::uint32_t version = 1;
  ResourceId resource;
  OrganisationId organisation;
  Title title;  // the resource's, when it was reported
  ReportReason reason = ReportReason::mistake;
  Note text;
  PersonId author;
  ReportState state = ReportState::open;
  std::optional<PersonId> answered_by;
  std::optional<Note> answer;
  TimestampMs created;
};
STAFFROOM_DESCRIBE(ResourceReport, (),
                   (id, version, resource, organisation, title, reason, text, author, state, answered_by, answer,
                    created))

/// For a school on which, or above which, I hold a membership; once for each school.
struct UseResource {
  static constexpr std::string_view name = "use_resource";
  static constexpr Route route{Method::post, "/resources/{resource}/uses"};
  static constexpr Success success = Success::created;
  ResourceId resource;
  OrganisationId organisation;
};
STAFFROOM_DESCRIBE(UseResource, (), (resource, organisation))

struct TellUse {
  static constexpr std::string_view name = "tell_use";
  static constexpr Route route{Method::put, "/resource-uses/{resource_use}/story"};
  static constexpr Success success = Success::changed;
  ResourceUseId resource_use;
  Note what;
  Note with_whom;
  Note changed;
  Note happened;
};
STAFFROOM_DESCRIBE(TellUse, (), (resource_use, what, with_whom, changed, happened))

struct SetUse {
  static constexpr std::string_view name = "set_use";
  static constexpr Route route{Method::put, "/resource-uses/{resource_use}/state"};
  static constexpr Success success = Success::changed;
  ResourceUseId resource_use;
  UseState state = UseState::in_use;
};
STAFFROOM_DESCRIBE(SetUse, (), (resource_use, state))

/// Mine, made or changed.
struct ScoreResource {
  static constexpr std::string_view name = "score_resource";
  static constexpr Route route{Method::put, "/resources/{resource}/score"};
  static constexpr Success success = Success::changed;
  ResourceId resource;
  std::uint32_t clear = 1;
  std::uint32_t accurate = 1;
  std::uint32_t adaptable = 1;
  std::uint32_t inclusive = 1;
};
STAFFROOM_DESCRIBE(ScoreResource, (), (resource, clear, accurate, adaptable, inclusive))

struct WithdrawScore {
  static constexpr std::string_view name = "withdraw_score";
  static constexpr Route route{Method::remove, "/resources/{resource}/score"};
  static constexpr Success success = Success::gone;
  ResourceId resource;
};
STAFFROOM_DESCRIBE(WithdrawScore, (), (resource))

struct ReportResource {
  static constexpr std::string_view name = "report_resource";
  static constexpr Route route{Method::post, "/resources/{resource}/reports"};
  static constexpr Success success = Success::created;
  ResourceId resource;
  ReportReason reason = ReportReason::mistake;
  Note text;
};
STAFFROOM_DESCRIBE(ReportResource, (), (resource, reason, text))

struct ResolveReport {
  static constexpr std::string_view name = "resolve_report";
  static constexpr Route route{Method::post, "/resource-reports/{resource_report}/resolve"};
  static constexpr Success success = Success::changed;
  ResourceReportId resource_report;
  Note answer;
};
STAFFROOM_DESCRIBE(ResolveReport, (), (resource_report, answer))

/// A topic bound to the resource: its readers are the resource's. The first message comes in the same command.
struct AskAboutResource {
  static constexpr std::string_view name = "ask_about_resource";
  static constexpr Route route{Method::post, "/resources/{resource}/topics"};
  static constexpr Success success = Success::created;
  ResourceId resource;
  Title title;
  MessageText text;
  Many<PersonId, limits::mentions_max> mentions;
  std::optional<Note> not_pupil_data;  // as of PostMessage
};
STAFFROOM_DESCRIBE(AskAboutResource, (), (resource, title, text, mentions, not_pupil_data))

/// `also`: which of them are mine (use_author).
struct ListUses {
  static constexpr std::string_view name = "list_uses";
  static constexpr Route route{Method::get, "/resources/{resource}/uses"};
  using Item = ResourceUse;
  ResourceId resource;
};
STAFFROOM_DESCRIBE(ListUses, (), (resource))

struct GetUse {
  static constexpr std::string_view name = "get_use";
  static constexpr Route route{Method::get, "/resource-uses/{resource_use}"};
  using Item = ResourceUse;
  ResourceUseId resource_use;
};
STAFFROOM_DESCRIBE(GetUse, (), (resource_use))

struct GetUseAuthor {
  static constexpr std::string_view name = "get_use_author";
  static constexpr Route route{Method::get, "/resource-uses/{resource_use}/author"};
  using Item = UseAuthor;
  ResourceUseId resource_use;
};
STAFFROOM_DESCRIBE(GetUseAuthor, (), (resource_use))

struct GetActivity {
  static constexpr std::string_view name = "get_activity";
  static constexpr Route route{Method::get, "/resources/{resource}/activity"};
  using Item = ResourceActivity;
  ResourceId resource;
};
STAFFROOM_DESCRIBE(GetActivity, (), (resource))

/// My own of this resource, at most one.
struct ListScores {
  static constexpr std::string_view name = "list_scores";
  static constexpr Route route{Method::get, "/resources/{resource}/scores"};
  using Item = RubricScore;
  ResourceId resource;
};
STAFFROOM_DESCRIBE(ListScores, (), (resource))

struct GetScore {
  static constexpr std::string_view name = "get_score";
  static constexpr Route route{Method::get, "/rubric-scores/{rubric_score}"};
  using Item = RubricScore;
  RubricScoreId rubric_score;
};
STAFFROOM_DESCRIBE(GetScore, (), (rubric_score))

/// Open ones first. An editor sees all of the resource's; others their own.
struct ListReports {
  static constexpr std::string_view name = "list_reports";
  static constexpr Route route{Method::get, "/resources/{resource}/reports"};
  using Item = ResourceReport;
  ResourceId resource;
};
STAFFROOM_DESCRIBE(ListReports, (), (resource))

struct GetReport {
  static constexpr std::string_view name = "get_report";
  static constexpr Route route{Method::get, "/resource-reports/{resource_report}"};
  using Item = ResourceReport;
  ResourceReportId resource_report;
};
STAFFROOM_DESCRIBE(GetReport, (), (resource_report))

struct ListResourceTopics {
  static constexpr std::string_view name = "list_resource_topics";
  static constexpr Route route{Method::get, "/resources/{resource}/topics"};
  using Item = Topic;
  ResourceId resource;
};
STAFFROOM_DESCRIBE(ListResourceTopics, (), (resource))

/// What it was made from and what was made from it, as far as I may read both ends.
struct Lineage {
  std::optional<std::uint32_t> from_number;  // which version of it
  std::vector<Resource> from;                // at most one
  std::vector<Resource> into;
  std::vector<NamedPerson> names;
};
STAFFROOM_DESCRIBE(Lineage, (), (from_number, from, into, names))

struct GetLineage {
  static constexpr std::string_view name = "get_lineage";
  static constexpr Route route{Method::get, "/resources/{resource}/lineage"};
  using Answers = Lineage;
  ResourceId resource;
};
STAFFROOM_DESCRIBE(GetLineage, (), (resource))

}  // namespace staffroom
