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
/// The trust that a node stands in, or the node itself.
OrganisationId trust_of(View const& view, OrganisationId node);
/// All memberships of a person, ended ones included, oldest first.
std::vector<std::shared_ptr<Membership const>> memberships_of(View const& view, PersonId person);
/// Those that say whose a person is: the current ones; when none is, the planned ones; when there is none either, the
/// last that ended.
std::vector<std::shared_ptr<Membership const>> memberships_that_count(View const& view, PersonId person);
/// Whether one of the memberships makes its holder belong to the node: current, and on it, below it or above it.
bool belongs(View const& view, std::vector<std::shared_ptr<Membership const>> const& memberships, OrganisationId node);
/// The administrators of exactly this node who can sign in, at most `most`.
std::vector<PersonId> administrators_of(View const& view, OrganisationId node, std::size_t most);
/// The nodes that hang on it, oldest first; at most `most`.
std::vector<OrganisationId> children_of(View const& view, OrganisationId node, std::size_t most);

}  // namespace staffroom::tree
