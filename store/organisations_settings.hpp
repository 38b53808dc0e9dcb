// What organisations tighten for themselves and all below them, as it holds on a node: the meet of all above it.
#pragma once
#include "protocol/kinds.hpp"
#include "store/policy.hpp"

namespace staffroom {
class View;
}

namespace staffroom::settings {

/// The narrower of both in every respect: rights removed by either are removed.
OrgSettings meet(OrgSettings own, OrgSettings const& above);
/// What holds on the node: its own settings met with those of all above it; of a partner also those of the node that
/// it hangs on. The id is the node's, the version that of its own settings.
OrgSettings effective(View const& view, OrganisationId node);
/// Whether the node, or one above it, has taken the right from the relation.
bool is_removed(View const& view, OrganisationId node, Thing thing, Action action, Relation relation);
/// Whether a right may be taken from the relation at all: personal ones and administrators keep theirs.
bool may_be_removed(Action action, Relation relation);
/// Whether `wanted` allows nothing that `above` does not. Rights that `wanted` does not name are no loosening: what was
/// removed above stays removed.
bool is_not_looser(OrgSettings const& wanted, OrgSettings const& above);

}  // namespace staffroom::settings
