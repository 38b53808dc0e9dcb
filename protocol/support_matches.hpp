// Who can help: the people whom the hub suggests for a request, with its reasons, and those who were asked.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "protocol/described.hpp"
#include "protocol/support.hpp"

namespace staffroom {

enum class MatchState : std::uint8_t { asked, accepted, declined, handed_on, withdrawn, lapsed };
BOOST_DESCRIBE_ENUM(MatchState, asked, accepted, declined, handed_on, withdrawn, lapsed)

/// One asking. Read by the parties; a candidate whose asking ended reads nothing of the request any more, but this.
struct SupportMatch {
  static constexpr Kind kind = Kind::support_match;
  static constexpr std::string_view path = "/support-matches/{id}";
  SupportMatchId id;
  std::uint32_t version = 1;
  SupportRequestId request;
  PersonId person;
  OrganisationId organisation;  // the candidate's school
  MatchState state = MatchState::asked;
  std::uint32_t days = 1;                         // asked for
  Note message;                                   // to the candidate
  Many<Line, limits::match_reasons_max> reasons;  // in words, as they stood when it was asked
  Note override_reason;                           // why in spite of a full diary
  PersonId author;
  std::optional<PersonId> handed_to;  // whom the candidate named instead
  TimestampMs asked;
  Date lapses;  // unanswered after this working day
  std::optional<TimestampMs> answered;
};
STAFFROOM_DESCRIBE(SupportMatch, (),
                   (id, version, request, person, organisation, state, days, message, reasons, override_reason, author,
                    handed_to, asked, lapses, answered))

/// Why somebody declined or handed on: for brokers and that person. Has the match's id.
struct MatchAnswer {
  static constexpr Kind kind = Kind::match_answer;
  static constexpr std::string_view path = "/support-matches/{id}/answer";
  SupportMatchId id;
  std::uint32_t version = 1;
  SupportRequestId request;
  PersonId person;
  Note reason;
};
STAFFROOM_DESCRIBE(MatchAnswer, (), (id, version, request, person, reason))

/// By a broker, or by the requester where brokers let requesters choose; the person must be suggestible.
struct AskCandidate {
  static constexpr std::string_view name = "ask_candidate";
  static constexpr Route route{Method::post, "/support-requests/{support_request}/matches"};
  static constexpr Success success = Success::created;
  SupportRequestId support_request;
  PersonId person;
  std::uint32_t days = 1;
  Note message;
  Note override_reason;
};
STAFFROOM_DESCRIBE(AskCandidate, (), (support_request, person, days, message, override_reason))

struct AcceptMatch {
  static constexpr std::string_view name = "accept_match";
  static constexpr Route route{Method::post, "/support-matches/{support_match}/accept"};
  static constexpr Success success = Success::changed;
  SupportMatchId support_match;
};
STAFFROOM_DESCRIBE(AcceptMatch, (), (support_match))

struct DeclineMatch {
  static constexpr std::string_view name = "decline_match";
  static constexpr Route route{Method::post, "/support-matches/{support_match}/decline"};
  static constexpr Success success = Success::changed;
  SupportMatchId support_match;
  Note reason;
};
STAFFROOM_DESCRIBE(DeclineMatch, (), (support_match, reason))

struct HandOnMatch {
  static constexpr std::string_view name = "hand_on_match";
  static constexpr Route route{Method::post, "/support-matches/{support_match}/hand-on"};
  static constexpr Success success = Success::changed;
  SupportMatchId support_match;
  PersonId person;
  Note reason;
};
STAFFROOM_DESCRIBE(HandOnMatch, (), (support_match, person, reason))

struct WithdrawMatch {
  static constexpr std::string_view name = "withdraw_match";
  static constexpr Route route{Method::post, "/support-matches/{support_match}/withdraw"};
  static constexpr Success success = Success::changed;
  SupportMatchId support_match;
};
STAFFROOM_DESCRIBE(WithdrawMatch, (), (support_match))

/// `also`: why they declined, as far as I may know.
struct ListMatches {
  static constexpr std::string_view name = "list_matches";
  static constexpr Route route{Method::get, "/support-requests/{support_request}/matches"};
  using Item = SupportMatch;
  SupportRequestId support_request;
};
STAFFROOM_DESCRIBE(ListMatches, (), (support_request))

struct GetMatch {
  static constexpr std::string_view name = "get_match";
  static constexpr Route route{Method::get, "/support-matches/{support_match}"};
  using Item = SupportMatch;
  SupportMatchId support_match;
};
STAFFROOM_DESCRIBE(GetMatch, (), (support_match))

struct GetMatchAnswer {
  static constexpr std::string_view name = "get_match_answer";
  static constexpr Route route{Method::get, "/support-matches/{support_match}/answer"};
  using Item = MatchAnswer;
  SupportMatchId support_match;
};
STAFFROOM_DESCRIBE(GetMatchAnswer, (), (support_match))

struct Suggestion {
  PersonId person;
  OrganisationId organisation;
  std::vector<std::string> reasons;   // "Teaches GCSE maths with AQA", "2 days free this term"
  std::vector<std::string> to_weigh;  // "Asked four times this year"
  std::optional<std::uint32_t> free_days;
  std::uint32_t asked = 0;  // times in the last 365 days
  std::optional<std::uint32_t> miles;
};
STAFFROOM_DESCRIBE(Suggestion, (), (person, organisation, reasons, to_weigh, free_days, asked, miles))

enum class LeftOutBecause : std::uint8_t {
  same_school,
  line_manager,
  not_suggestible,
  full_diary,
  already_asked,
  declined,
  barred,
  wrong_dates
};
BOOST_DESCRIBE_ENUM(LeftOutBecause, same_school, line_manager, not_suggestible, full_diary, already_asked, declined,
                    barred, wrong_dates)

struct LeftOut {
  PersonId person;
  OrganisationId organisation;
  LeftOutBecause because = LeftOutBecause::full_diary;
  std::string words;
  bool may_ask_anyway = false;
};
STAFFROOM_DESCRIBE(LeftOut, (), (person, organisation, because, words, may_ask_anyway))

struct SuggestionList {
  std::vector<Suggestion> items;  // best first, never a score
  std::vector<LeftOut> left_out;  // for brokers only
  std::uint32_t silent = 0;       // whose profile says nothing that could be matched; for brokers only
  std::vector<NamedPerson> names;
  Seq seq = 0;
};
STAFFROOM_DESCRIBE(SuggestionList, (), (items, left_out, silent, names, seq))

/// For brokers, and for the requester where brokers let requesters choose. The same network gives the same list.
struct ListSuggestions {
  static constexpr std::string_view name = "list_suggestions";
  static constexpr Route route{Method::get, "/support-requests/{support_request}/suggestions"};
  using Answers = SuggestionList;
  SupportRequestId support_request;
};
STAFFROOM_DESCRIBE(ListSuggestions, (), (support_request))

}  // namespace staffroom
