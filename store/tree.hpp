// The organisation tree as a view shows it, and who belongs where.
#pragma once
#include <memory>
#include <vector>

#include "protocol/kinds.hpp"

namespace staffroom {
class View;
}

namespace staffroom::tree {

/// The network's id, or 0 when there is none yet.
OrganisationId root(View const& view);
/// Ancestors, nearest first. None for a partner node: it hangs somewhere, but rights don't pass to it or from it.
std::vector<OrganisationId> ancestors(View const& view, OrganisationId node);
/// Whether `node` is `of` or lies below it.
bool is_within(View const& view, OrganisationId node, OrganisationId of);
/// All memberships of a person, ended ones included, oldest first.
std::vector<std::shared_ptr<Membership const>> memberships_of(View const& view, PersonId person);

}  // namespace staffroom::tree
