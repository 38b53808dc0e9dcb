// Best practice: what a school did, what it cost, what came of it and how sure one can be. Who tries it is in
// practice_adoptions.hpp.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "protocol/described.hpp"
#include "protocol/resources.hpp"

namespace staffroom {

enum class CostBand : std::uint8_t { nothing, under_100, under_500, under_2000, more };
BOOST_DESCRIBE_ENUM(CostBand, nothing, under_100, under_500, under_2000, more)

/// Staff time to get it going.
enum class TimeBand : std::uint8_t { no_extra, hours, days, weeks, all_year };
BOOST_DESCRIBE_ENUM(TimeBand, no_extra, hours, days, weeks, all_year)

enum class EvidenceKind : std::uint8_t { own_figures, external_study, observation };
BOOST_DESCRIBE_ENUM(EvidenceKind, own_figures, external_study, observation)

enum class EvidenceStrength : std::uint8_t { early, promising, strong };
BOOST_DESCRIBE_ENUM(EvidenceStrength, early, promising, strong)

/// As a resource: a draft is for its makers; published, for the team or organisation with whom it is shared.
struct PracticePost {
  static constexpr Kind kind = Kind::practice_post;
  static constexpr std::string_view path = "/practice/{id}";
  PracticeId id;
  std::uint32_t version = 1;
  OrganisationId organisation;  // the owner
  ResourceState state = ResourceState::draft;
  Title title;
  Line result;                  // what came of it, in a sentence
  SummaryText context;          // why: the situation it answers
  Line pupils;                  // in aggregate: "four Year 5 classes, 112 pupils"
  std::optional<Name> subject;  // absent: none in particular
  Many<KeyStage, 6> stages;
  Many<Name, limits::keywords_max> problems;     // what it answers: "Attendance", "Vocabulary"
  Many<Note, limits::practice_steps_max> steps;  // what we did
  CostBand cost = CostBand::nothing;
  Line cost_note;
  TimeBand time = TimeBand::hours;
  Line time_note;
  std::optional<EvidenceKind> evidence_kind;  // must be said before publishing
  EvidenceStrength evidence_strength = EvidenceStrength::early;
  SummaryText evidence;
  SummaryText impact;
  Note cannot_claim;                // what the evidence does not show
  SummaryText differently;          // what we would do differently
  std::optional<PersonId> contact;  // absent: the seat
  bool visits_offered = false;
  Many<ResourceId, limits::practice_resources_max> resources;
  Many<Pin, limits::pins_max> pins;
  std::optional<TeamId> team;                 // shared with this team …
  std::optional<OrganisationId> shared_with;  // … or with this organisation: the owner or one above it
  PersonId author;
  std::optional<PersonId> owner;  // absent: the seat, the team's leads or the organisation's subject leads and leaders
  Many<PersonId, limits::coauthors_max> coauthors;
  Many<PersonId, limits::coauthors_max> invited;  // have not answered yet
  std::optional<Date> review_by;
  bool review_reminded = false;
  bool stale = false;  // review_by has passed
  std::optional<PersonId> featured_by;
  TimestampMs created;
  std::optional<TimestampMs> published;
  std::optional<Note> taken_down;  // why
};
STAFFROOM_DESCRIBE(PracticePost, (),
                   (id, version, organisation, state, title, result, context, pupils, subject, stages, problems, steps,
                    cost, cost_note, time, time_note, evidence_kind, evidence_strength, evidence, impact, cannot_claim,
                    differently, contact, visits_offered, resources, pins, team, shared_with, author, owner, coauthors,
                    invited, review_by, review_reminded, stale, featured_by, created, published, taken_down))

/// Makes a draft, which its author alone sees.
struct CreatePractice {
  static constexpr std::string_view name = "create_practice";
  static constexpr Route route{Method::post, "/practice"};
  static constexpr Success success = Success::created;
  OrganisationId organisation;
  Title title;
  Line result;                  // what came of it, in a sentence
  SummaryText context;          // why: the situation it answers
  Line pupils;                  // in aggregate: "four Year 5 classes, 112 pupils"
  std::optional<Name> subject;  // absent: none in particular
  Many<KeyStage, 6> stages;
  Many<Name, limits::keywords_max> problems;     // what it answers: "Attendance", "Vocabulary"
  Many<Note, limits::practice_steps_max> steps;  // what we did
  CostBand cost = CostBand::nothing;
  Line cost_note;
  TimeBand time = TimeBand::hours;
  Line time_note;
  std::optional<EvidenceKind> evidence_kind;  // must be said before publishing
  EvidenceStrength evidence_strength = EvidenceStrength::early;
  SummaryText evidence;
  SummaryText impact;
  Note cannot_claim;                // what the evidence does not show
  SummaryText differently;          // what we would do differently
  std::optional<PersonId> contact;  // absent: the seat
  bool visits_offered = false;
  Many<ResourceId, limits::practice_resources_max> resources;
  Many<Pin, limits::pins_max> pins;
  std::optional<TopicId> origin;                    // the topic …
  std::optional<Ordinal> origin_message;            // … and its message of which it is made: a link keeps it
  std::optional<SupportRequestId> support_request;  // or the case that it came of
  std::optional<Note> not_pupil_data;               // as of PostMessage
};
STAFFROOM_DESCRIBE(CreatePractice, (),
                   (organisation, title, result, context, pupils, subject, stages, problems, steps, cost, cost_note,
                    time, time_note, evidence_kind, evidence_strength, evidence, impact, cannot_claim, differently,
                    contact, visits_offered, resources, pins, origin, origin_message, support_request, not_pupil_data))

/// Replaces the whole description. A published one stays complete: what publishing wants, this wants.
struct EditPractice {
  static constexpr std::string_view name = "edit_practice";
  static constexpr Route route{Method::put, "/practice/{practice}/description"};
  static constexpr Success success = Success::changed;
  PracticeId practice;
  Title title;
  Line result;                  // what came of it, in a sentence
  SummaryText context;          // why: the situation it answers
  Line pupils;                  // in aggregate: "four Year 5 classes, 112 pupils"
  std::optional<Name> subject;  // absent: none in particular
  Many<KeyStage, 6> stages;
  Many<Name, limits::keywords_max> problems;     // what it answers: "Attendance", "Vocabulary"
  Many<Note, limits::practice_steps_max> steps;  // what we did
  CostBand cost = CostBand::nothing;
  Line cost_note;
  TimeBand time = TimeBand::hours;
  Line time_note;
  std::optional<EvidenceKind> evidence_kind;  // must be said before publishing
  EvidenceStrength evidence_strength = EvidenceStrength::early;
  SummaryText evidence;
  SummaryText impact;
  Note cannot_claim;                // what the evidence does not show
  SummaryText differently;          // what we would do differently
  std::optional<PersonId> contact;  // absent: the seat
  bool visits_offered = false;
  Many<ResourceId, limits::practice_resources_max> resources;
  Many<Pin, limits::pins_max> pins;
  std::optional<Note> not_pupil_data;
};
STAFFROOM_DESCRIBE(EditPractice, (),
                   (practice, title, result, context, pupils, subject, stages, problems, steps, cost, cost_note, time,
                    time_note, evidence_kind, evidence_strength, evidence, impact, cannot_claim, differently, contact,
                    visits_offered, resources, pins, not_pupil_data))

/// With whom it is shared, or will be once published: exactly one of both.
struct SharePractice {
  static constexpr std::string_view name = "share_practice";
  static constexpr Route route{Method::put, "/practice/{practice}/audience"};
  static constexpr Success success = Success::changed;
  PracticeId practice;
  std::optional<TeamId> team;
  std::optional<OrganisationId> shared_with;
};
STAFFROOM_DESCRIBE(SharePractice, (), (practice, team, shared_with))

struct PublishPractice {
  static constexpr std::string_view name = "publish_practice";
  static constexpr Route route{Method::post, "/practice/{practice}/publish"};
  static constexpr Success success = Success::changed;
  PracticeId practice;
  Date review_by;
};
STAFFROOM_DESCRIBE(PublishPractice, (), (practice, review_by))

struct WithdrawPractice {
  static constexpr std::string_view name = "withdraw_practice";
  static constexpr Route route{Method::post, "/practice/{practice}/withdraw"};
  static constexpr Success success = Success::changed;
  PracticeId practice;
};
STAFFROOM_DESCRIBE(WithdrawPractice, (), (practice))

/// By the owner, or by an administrator who reads it; the author learns why.
struct TakeDownPractice {
  static constexpr std::string_view name = "take_down_practice";
  static constexpr Route route{Method::post, "/practice/{practice}/take-down"};
  static constexpr Success success = Success::changed;
  PracticeId practice;
  Note reason;
};
STAFFROOM_DESCRIBE(TakeDownPractice, (), (practice, reason))

/// To a person, or to the seat when nobody is named.
struct TransferPractice {
  static constexpr std::string_view name = "transfer_practice";
  static constexpr Route route{Method::put, "/practice/{practice}/owner"};
  static constexpr Success success = Success::changed;
  PracticeId practice;
  std::optional<PersonId> owner;
};
STAFFROOM_DESCRIBE(TransferPractice, (), (practice, owner))

struct DeletePractice {
  static constexpr std::string_view name = "delete_practice";
  static constexpr Route route{Method::remove, "/practice/{practice}"};
  static constexpr Success success = Success::gone;
  PracticeId practice;
};
STAFFROOM_DESCRIBE(DeletePractice, (), (practice))

struct InvitePracticeCoauthor {
  static constexpr std::string_view name = "invite_practice_coauthor";
  static constexpr Route route{Method::post, "/practice/{practice}/coauthors"};
  static constexpr Success success = Success::changed;
  PracticeId practice;
  PersonId person;
};
STAFFROOM_DESCRIBE(InvitePracticeCoauthor, (), (practice, person))

struct AcceptPracticeCoauthorship {
  static constexpr std::string_view name = "accept_practice_coauthorship";
  static constexpr Route route{Method::post, "/practice/{practice}/coauthorship"};
  static constexpr Success success = Success::changed;
  PracticeId practice;
};
STAFFROOM_DESCRIBE(AcceptPracticeCoauthorship, (), (practice))

/// Also: declines the invitation.
struct LeavePracticeCoauthorship {
  static constexpr std::string_view name = "leave_practice_coauthorship";
  static constexpr Route route{Method::remove, "/practice/{practice}/coauthorship"};
  static constexpr Success success = Success::gone;
  PracticeId practice;
};
STAFFROOM_DESCRIBE(LeavePracticeCoauthorship, (), (practice))

struct ConfirmPractice {
  static constexpr std::string_view name = "confirm_practice";
  static constexpr Route route{Method::post, "/practice/{practice}/confirm"};
  static constexpr Success success = Success::changed;
  PracticeId practice;
  Date review_by;
};
STAFFROOM_DESCRIBE(ConfirmPractice, (), (practice, review_by))

struct FeaturePractice {
  static constexpr std::string_view name = "feature_practice";
  static constexpr Route route{Method::put, "/practice/{practice}/featured"};
  static constexpr Success success = Success::changed;
  PracticeId practice;
  bool featured = true;
};
STAFFROOM_DESCRIBE(FeaturePractice, (), (practice, featured))

enum class PracticeSort : std::uint8_t { most_adopted, newest };
BOOST_DESCRIBE_ENUM(PracticeSort, most_adopted, newest)

/// Most adopted first, or newest. `also`: their activities.
struct ListPractice {
  static constexpr std::string_view name = "list_practice";
  static constexpr Route route{Method::get, "/practice"};
  using Item = PracticePost;
  std::optional<bool> mine;  // author, co-author, invited or owner: drafts included
  std::optional<bool> stale;
  std::optional<TeamId> team;
  std::optional<OrganisationId> organisation;
  std::optional<ResourceId> resource;  // that name this resource
  std::optional<CurriculumUnitId> unit;
  std::optional<Name> subject;
  std::optional<KeyStage> stage;
  std::optional<Name> problem;
  std::optional<CostBand> cost;              // at most
  std::optional<EvidenceStrength> strength;  // at least
  std::optional<bool> featured;
  std::optional<bool> visits;
  std::optional<PracticeSort> sort;
};
STAFFROOM_DESCRIBE(ListPractice, (),
                   (mine, stale, team, organisation, resource, unit, subject, stage, problem, cost, strength, featured,
                    visits, sort))

struct GetPractice {
  static constexpr std::string_view name = "get_practice";
  static constexpr Route route{Method::get, "/practice/{practice}"};
  using Item = PracticePost;
  PracticeId practice;
};
STAFFROOM_DESCRIBE(GetPractice, (), (practice))

}  // namespace staffroom
