// Actions as time passes, and as people and topics go.
#pragma once
#include "protocol/kinds.hpp"
#include "store/change.hpp"
#include "store/index_rows.hpp"
#include "store/view.hpp"

namespace staffroom::actions {

/// The working day before the action's, when that is to come.
std::optional<Date> reminder_for(View const& view, Date due, Date today);

/// Whether the person may read the topic now, and works in the hub: then an action of it can be theirs.
bool may_own(View const& view, PersonId person, TopicId topic);

/// Tells the owner. `by`: who caused it, when that is not the actor.
void tell_owner(Change& change, View const& view, Asked& asked, ActionItem const& action, Because because,
                PersonId by = {});

/// Its day is near, or has passed: its owner is told.
void apply_due(Change& change, View const& view, Asked& asked, Due what, std::uint64_t id);

/// The topic has come to another channel, as it says itself: its actions say so, too.
void move_along(Change& change, View const& view, Topic const& moved);

/// The topic goes: what is open is cancelled, and stays with its owner.
void cancel_all(Change& change, View const& view, TopicId topic, TimestampMs now);

/// Somebody leaves: what is open passes to whoever gave it, else to a lead of the topic's team, else it is cancelled.
void pass_on(Change& change, View const& view, Asked& asked, PersonId leaver);

}  // namespace staffroom::actions
