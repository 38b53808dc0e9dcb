// Who can help: ranks people by plain facts and says why, in words. Pure: knows no store and no permissions, so that it
// can be tried out on made-up people. docs/adr/0027-matching.md says why it is made so.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "protocol/support_matches.hpp"

namespace staffroom::matching {

/// Of a school, by the register.
struct SchoolFacts {
  OrganisationId id;
  std::optional<Phase> phase;
  std::optional<std::uint32_t> pupils;
  std::string character;  // religious; empty: none told
  std::string region;
  std::optional<std::pair<std::uint32_t, std::uint32_t>> place;  // metres east and north
};

/// What is asked for.
struct Wanted {
  SupportRequestId request;
  SchoolFacts school;
  std::optional<std::string> subject;
  std::vector<KeyStage> stages;
  std::optional<ExamBoard> exam_board;
  std::vector<SendNeed> send_needs;
  std::vector<SupportWay> ways;
  std::vector<std::string> words;  // of the title, as words_of() gives them
  std::uint32_t days = 1;
  std::optional<PersonId> wanted;
};

/// What may be known of somebody, to whoever asks for the list.
struct Candidate {
  PersonId person;
  SchoolFacts school;
  std::vector<std::string> subjects;
  std::vector<KeyStage> phases;
  std::vector<ExamBoard> exam_boards;
  std::vector<std::string> strengths;
  std::vector<Offer> offers;
  std::vector<SendNeed> send_experience;
  std::optional<std::uint32_t> free_days;
  std::uint32_t asked = 0;         // in the last 365 days
  std::optional<Date> last_asked;  // the last of these
  std::vector<std::string> posts;  // titles of their practice posts on it
  std::uint32_t resources = 0;     // that they made for it
  std::uint32_t told_cases = 0;    // that they helped in, and may name
  bool let_lapse = false;          // asked about this request before, without an answer
  std::optional<LeftOutBecause> conflict;
};

struct Ranking {
  std::vector<Suggestion> suggested;  // best first, at most limits::suggestions_max
  std::vector<LeftOut> left_out;      // who would fit, as they would have ranked
};

/// Words that say what it is about: lower-cased, of four letters or more, without those that say nothing.
std::vector<std::string> words_of(std::string_view text);

/// Whether the facts say anything that fits: subject, strength, SEND experience; without a wanted subject the stage.
bool fits(Wanted const& wanted, Candidate const& candidate);

/// Does not depend on the order of the candidates.
Ranking rank(Wanted const& wanted, std::vector<Candidate> const& candidates);

}  // namespace staffroom::matching
