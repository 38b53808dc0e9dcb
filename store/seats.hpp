// Seats: whom one tells when a role or a duty is meant, not a person.
#pragma once
#include <vector>

#include "protocol/ids.hpp"
#include "store/view.hpp"

namespace staffroom {

/// Who leads the organisation: the heads of a school, the leaders of a trust or of the network; if there are none,
/// leaders of the nearest node above that has any, else its administrators. At most a few.
std::vector<PersonId> seat_holders(View const& view, OrganisationId organisation);

/// Heads and trust leaders of the nearest node, from this one upwards, that has any; at most a few.
std::vector<PersonId> nearest_leaders(View const& view, OrganisationId organisation);

/// Who holds the role on exactly this node; or on the nearest one, from it upwards, where anybody does. At most a few.
std::vector<PersonId> holders_on(View const& view, OrganisationId node, Role role);
std::vector<PersonId> nearest_holders(View const& view, OrganisationId organisation, Role role);

/// Who holds the duty of broker on the nearest node, from this one upwards, where anybody does; at most a few.
std::vector<PersonId> nearest_brokers(View const& view, OrganisationId organisation);
/// Whether somebody holds it on exactly this node.
bool has_broker(View const& view, OrganisationId node);

}  // namespace staffroom
