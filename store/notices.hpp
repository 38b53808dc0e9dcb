// Notices: how a command tells people that something needs them or is new. Part of the same change.
#pragma once
#include "protocol/kinds.hpp"
#include "store/change.hpp"
#include "store/view.hpp"

namespace staffroom {

/// Whom it concerns and why. Nobody is told of what they did themselves.
struct Notice {
  PersonId to;
  Because because;
  std::optional<TeamId> team = {};
  std::optional<TopicId> topic = {};
  std::optional<Ordinal> ordinal = {};
  PersonId by = {};  // who caused it, when the system acts; else the actor
  std::optional<LeadMessageId> lead_message = {};
  std::optional<InvitationId> invitation = {};
  std::optional<ImportId> import = {};
  std::optional<ErasureId> erasure = {};
};

constexpr bool needs_answer(Because because) {
  return because == Because::mentioned || because == Because::replied_to || because == Because::lead_needed ||
         because == Because::wrote_to_leads || because == Because::erasure_requested;
}

void notify(Change& change, Asked& asked, Notice const& notice);

/// What this person owed in the topic is answered: their open needs there are done.
void answer_needs(Change& change, View const& view, PersonId person, TopicId topic);

}  // namespace staffroom
