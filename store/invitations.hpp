// Invitations: what their rules share with teams and the tick.
#pragma once
#include "protocol/kinds.hpp"
#include "protocol/result.hpp"
#include "store/change.hpp"
#include "store/view.hpp"

namespace staffroom::invitations {

/// Whether the inviter, as they are now, could make this invitation. Errors: as making it.
Result<void> may_stand(View const& view, Asked const& asked, Invitation const& invitation);

/// The team is closed, or the person no longer invites to it (0: nobody does): pending ones are revoked.
void revoke_to_team(Change& change, View const& view, TeamId team, PersonId author = {});

/// The tick: nobody answered in time. The inviter is told.
void expire(Change& change, View const& view, Asked& asked, InvitationId id);

}  // namespace staffroom::invitations
