// What the rules of the time after a review share: who reads its report by a grant, and who owns its actions.
#pragma once
#include <functional>
#include <vector>

#include "store/reviews.hpp"

namespace staffroom::reviews {

/// The person, or who holds the seat now; at most a few.
std::vector<PersonId> holders_of(View const& view, ReportReader const& reader);
/// Everyone who reads the report by a current grant, once each. What is told says nothing of the report.
void tell_readers(Change& change, View const& view, Asked& asked, ReviewId review, Because because);

/// Current on the node or above it.
bool works_at_or_above(View const& view, PersonId person, OrganisationId node);
/// Of owners, who may read nothing else of the review.
void tell_owner(Change& change, View const& view, Asked& asked, ReviewAction const& action, Because because);
/// What waited on the action's owner about it is over.
void answer_action_needs(Change& change, View const& view, ReviewAction const& action);
void put_answered(Change& change, Notification notice);
/// The person's open notices, and those that were done where `done` says so.
void each_notice(View const& view, PersonId person, bool done, std::function<void(Notification const&)> const& visit);

}  // namespace staffroom::reviews
