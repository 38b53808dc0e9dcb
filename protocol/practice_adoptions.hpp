// What becomes of a practice post: which schools try it, adopt it or stop, and what happened six and twelve weeks
// later.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "protocol/conversations.hpp"
#include "protocol/described.hpp"
#include "protocol/practice.hpp"

namespace staffroom {

enum class AdoptionState : std::uint8_t { trying, adopted, stopped };
BOOST_DESCRIBE_ENUM(AdoptionState, trying, adopted, stopped)

/// What happened? Asked at six and at twelve weeks, on the school's next school day.
struct FollowUp {
  std::uint32_t week = 6;  // 6 or 12
  Date due;
  bool asked = false;
  bool reminded = false;
  bool unanswered = false;  // asked and reminded, and nobody said; or the post was withdrawn before
  std::optional<TimestampMs> told;
  Note with_whom;
  Note changed;
  Note happened;
};
STAFFROOM_DESCRIBE(FollowUp, (), (week, due, asked, reminded, unanswered, told, with_whom, changed, happened))

/// A school tries it: a school, never a person. At most one that is not stopped for each school. Its readers are the
/// post's; of one that is withdrawn, its makers and that school.
struct Adoption {
  static constexpr Kind kind = Kind::adoption;
  static constexpr std::string_view path = "/adoptions/{id}";
  AdoptionId id;
  std::uint32_t version = 1;
  PracticeId practice;
  OrganisationId organisation;
  AdoptionState state = AdoptionState::trying;
  TimestampMs since;
  TimestampMs changed;
  Many<FollowUp, 2> follow_ups;  // two
  Note stop_reason;
  std::optional<Title> title;  // what the post was called, once it is withdrawn
};
STAFFROOM_DESCRIBE(Adoption, (),
                   (id, version, practice, organisation, state, since, changed, follow_ups, stop_reason, title))

/// Who said it, for people of that school's trust who read the post. Has the adoption's id.
struct AdoptionAuthor {
  static constexpr Kind kind = Kind::adoption_author;
  static constexpr std::string_view path = "/adoptions/{id}/author";
  AdoptionId id;
  std::uint32_t version = 1;
  PracticeId practice;
  OrganisationId organisation;
  PersonId person;
};
STAFFROOM_DESCRIBE(AdoptionAuthor, (), (id, version, practice, organisation, person))

/// How far a post has come. Has its id.
struct PracticeActivity {
  static constexpr Kind kind = Kind::practice_activity;
  static constexpr std::string_view path = "/practice/{id}/activity";
  PracticeId id;
  std::uint32_t version = 1;
  std::uint32_t trying = 0;
  std::uint32_t adopted = 0;
  std::uint32_t stopped = 0;
  std::uint32_t comments = 0;  // topics
};
STAFFROOM_DESCRIBE(PracticeActivity, (), (id, version, trying, adopted, stopped, comments))

/// For a school on which, or above which, I hold a membership.
struct TryPractice {
  static constexpr std::string_view name = "try_practice";
  static constexpr Route route{Method::post, "/practice/{practice}/adoptions"};
  static constexpr Success success = Success::created;
  PracticeId practice;
  OrganisationId organisation;
};
STAFFROOM_DESCRIBE(TryPractice, (), (practice, organisation))

struct TellAdoption {
  static constexpr std::string_view name = "tell_adoption";
  static constexpr Route route{Method::put, "/adoptions/{adoption}/follow-up"};
  static constexpr Success success = Success::changed;
  AdoptionId adoption;
  std::uint32_t week = 6;
  Note with_whom;
  Note changed;
  Note happened;
  std::optional<Note> not_pupil_data;
};
STAFFROOM_DESCRIBE(TellAdoption, (), (adoption, week, with_whom, changed, happened, not_pupil_data))

/// Trying to adopted; either to stopped, with a reason. Stopped is the end: to try again is a new one.
struct SetAdoption {
  static constexpr std::string_view name = "set_adoption";
  static constexpr Route route{Method::put, "/adoptions/{adoption}/state"};
  static constexpr Success success = Success::changed;
  AdoptionId adoption;
  AdoptionState state = AdoptionState::adopted;
  Note reason;  // why it was stopped
};
STAFFROOM_DESCRIBE(SetAdoption, (), (adoption, state, reason))

/// A topic bound to the post: its readers are the post's. The first message comes in the same command.
struct AskAboutPractice {
  static constexpr std::string_view name = "ask_about_practice";
  static constexpr Route route{Method::post, "/practice/{practice}/topics"};
  static constexpr Success success = Success::created;
  PracticeId practice;
  Title title;
  MessageText text;
  Many<PersonId, limits::mentions_max> mentions;
  std::optional<Note> not_pupil_data;
};
STAFFROOM_DESCRIBE(AskAboutPractice, (), (practice, title, text, mentions, not_pupil_data))

/// `also`: who said so, as far as I may know.
struct ListAdoptions {
  static constexpr std::string_view name = "list_adoptions";
  static constexpr Route route{Method::get, "/practice/{practice}/adoptions"};
  using Item = Adoption;
  PracticeId practice;
};
STAFFROOM_DESCRIBE(ListAdoptions, (), (practice))

struct GetAdoption {
  static constexpr std::string_view name = "get_adoption";
  static constexpr Route route{Method::get, "/adoptions/{adoption}"};
  using Item = Adoption;
  AdoptionId adoption;
};
STAFFROOM_DESCRIBE(GetAdoption, (), (adoption))

struct GetAdoptionAuthor {
  static constexpr std::string_view name = "get_adoption_author";
  static constexpr Route route{Method::get, "/adoptions/{adoption}/author"};
  using Item = AdoptionAuthor;
  AdoptionId adoption;
};
STAFFROOM_DESCRIBE(GetAdoptionAuthor, (), (adoption))

struct GetPracticeActivity {
  static constexpr std::string_view name = "get_practice_activity";
  static constexpr Route route{Method::get, "/practice/{practice}/activity"};
  using Item = PracticeActivity;
  PracticeId practice;
};
STAFFROOM_DESCRIBE(GetPracticeActivity, (), (practice))

struct ListPracticeTopics {
  static constexpr std::string_view name = "list_practice_topics";
  static constexpr Route route{Method::get, "/practice/{practice}/topics"};
  using Item = Topic;
  PracticeId practice;
};
STAFFROOM_DESCRIBE(ListPracticeTopics, (), (practice))

}  // namespace staffroom
