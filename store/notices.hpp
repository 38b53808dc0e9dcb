// Notices: how a command tells people that something needs them or is new. Part of the same change.
#pragma once
#include <functional>

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
  std::optional<ResourceId> resource = {};
  std::optional<ResourceVersionId> resource_version = {};
  std::optional<ResourceUseId> resource_use = {};
  std::optional<ResourceReportId> resource_report = {};
  bool news = false;  // nothing to answer, though others may have to
};

constexpr bool needs_answer(Because because) {
  return because == Because::mentioned || because == Because::replied_to || because == Because::lead_needed ||
         because == Because::wrote_to_leads || because == Because::erasure_requested ||
         because == Because::version_held || because == Because::version_bad || because == Because::approval_asked ||
         because == Because::review_due || because == Because::coauthor_invited ||
         because == Because::use_story_wanted || because == Because::resource_reported;
}

void notify(Change& change, Asked& asked, Notice const& notice);

/// What waited on anybody for this reason, about the resource, is answered.
void answer_needs(Change& change, View const& view, ResourceId resource, Because because,
                  std::function<bool(Notification const&)> const& only = {});

/// What this person owed in the topic is answered: their open needs there are done.
void answer_needs(Change& change, View const& view, PersonId person, TopicId topic);

}  // namespace staffroom
