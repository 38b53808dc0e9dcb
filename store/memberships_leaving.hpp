// What goes when a membership ends, in the same commit: places in teams, invitations on their way, sessions; and what
// passes on to others.
#pragma once
#include "protocol/kinds.hpp"
#include "store/change.hpp"
#include "store/view.hpp"

namespace staffroom::leaving {

/// `ended` has just ended; `after` are all the person's memberships with it.
void clear_away(Change& change, View const& view, Asked& asked, Membership const& ended,
                std::vector<Membership> const& after);

/// Pending invitations that the person may no longer stand for once `changed` is as it is. `gone_from`: teams that the
/// person no longer leads or belongs to. An invitation stands on its inviter.
void revoke_invitations(Change& change, View const& view, PersonId person, Membership const& changed,
                        std::vector<TeamId> const& gone_from = {});

}  // namespace staffroom::leaving
