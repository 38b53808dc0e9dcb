// Places in a team: what changes together when someone's place changes: the membership, and the team's card with its
// leads and its number of members.
#pragma once
#include "protocol/kinds.hpp"
#include "protocol/result.hpp"
#include "store/change.hpp"
#include "store/view.hpp"

namespace staffroom::places {

/// Whether the person may be lead or member. Errors: unprocessable with `path` for a partner's person, conflict
/// too_many_teams, team_full.
Result<void> check_room(View const& view, PersonId person, Team const& team, std::string_view path);

/// A new place as lead or member; a request that waited is answered by it. The membership is what the answer shows.
void admit(Change& change, View const& view, Asked& asked, Team team, PersonId person, TeamRelation relation);

/// What a guest may read. Errors: unprocessable body.channels when none or one twice; not_found for a foreign one.
Result<void> check_channels(View const& view, Team const& team, Many<ChannelId, limits::guest_channels_max> const& ids);

/// Between lead and member, also from guest. Errors: unprocessable for a partner's person, conflict when nothing
/// changes. A request to join that waits is answered by it.
Result<void> change_relation(Change& change, View const& view, Asked const& asked, Team team, TeamMembershipId place,
                             TeamRelation relation);

/// The person's request to join the team that waits for an answer; null when there is none.
std::shared_ptr<JoinRequest const> pending_request(View const& view, PersonId person, TeamId team);

/// Accepts that request, if there is one.
void answer_request(Change& change, View const& view, Asked const& asked, PersonId person, TeamId team);

/// The team, which has none, gets a lead: those who were asked to appoint one need not any more.
void answer_lead_needed(Change& change, View const& view, Team const& team);

/// Ends a current place. Administrators are asked to appoint a lead when the last one goes.
void end(Change& change, View const& view, Asked& asked, TeamMembership place);

}  // namespace staffroom::places
