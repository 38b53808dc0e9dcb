// A message to the leads of a team that one may find but does not belong to; and their answer.
#pragma once
#include <optional>

#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/route.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

/// For its author and the team's leads.
struct LeadMessage {
  static constexpr Kind kind = Kind::lead_message;
  static constexpr std::string_view path = "/lead-messages/{id}";
  LeadMessageId id;
  std::uint32_t version = 1;
  TeamId team;
  PersonId author;
  Note text;
  TimestampMs created;
  std::optional<PersonId> answered_by;
  std::optional<Note> answer;
  std::optional<TimestampMs> answered;
};
STAFFROOM_DESCRIBE(LeadMessage, (), (id, version, team, author, text, created, answered_by, answer, answered))

struct WriteToLeads {
  static constexpr std::string_view name = "write_to_leads";
  static constexpr Route route{Method::post, "/teams/{team}/lead-messages"};
  static constexpr Success success = Success::created;
  TeamId team;
  Note text;
};
STAFFROOM_DESCRIBE(WriteToLeads, (), (team, text))

struct AnswerLeadMessage {
  static constexpr std::string_view name = "answer_lead_message";
  static constexpr Route route{Method::post, "/lead-messages/{lead_message}/answer"};
  static constexpr Success success = Success::changed;
  LeadMessageId lead_message;
  Note text;
};
STAFFROOM_DESCRIBE(AnswerLeadMessage, (), (lead_message, text))

/// A lead sees all of the team's, unanswered first; others their own.
struct ListLeadMessages {
  static constexpr std::string_view name = "list_lead_messages";
  static constexpr Route route{Method::get, "/teams/{team}/lead-messages"};
  using Item = LeadMessage;
  TeamId team;
};
STAFFROOM_DESCRIBE(ListLeadMessages, (), (team))

struct GetLeadMessage {
  static constexpr std::string_view name = "get_lead_message";
  static constexpr Route route{Method::get, "/lead-messages/{lead_message}"};
  using Item = LeadMessage;
  LeadMessageId lead_message;
};
STAFFROOM_DESCRIBE(GetLeadMessage, (), (lead_message))

}  // namespace staffroom
