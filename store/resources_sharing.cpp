// With whom a resource or a collection may be shared: its organisation or one above it, or a team; no further than its
// licence and the settings of its organisation allow.
#include <algorithm>

#include "store/organisations_settings.hpp"
#include "store/resources.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

using resources::Bounds;
using resources::Sharing;

Reach reach_of(OrganisationType type) {
  switch (type) {
    case OrganisationType::network: return Reach::network;
    case OrganisationType::trust: return Reach::trust;
    case OrganisationType::school:
    case OrganisationType::partner: break;
  }
  return Reach::school;
}

Reach reach_of(View const& view, OrganisationId node) {
  auto const found = view.find<Organisation>(node);
  return found ? reach_of(found->type) : Reach::network;
}

bool is_partner(View const& view, OrganisationId node) {
  auto const found = view.find<Organisation>(node);
  return found && found->type == OrganisationType::partner;
}

/// How far from the owner the node is: the type of the nearest organisation that holds both.
Reach span_of(View const& view, OrganisationId owner, OrganisationId node) {
  if (is_partner(view, owner)) return reach_of(view, node);
  auto around = tree::ancestors(view, owner);
  around.insert(around.begin(), owner);
  for (auto const it : around) {
    if (tree::is_within(view, node, it)) return reach_of(view, it);
  }
  return Reach::network;
}

/// Of a team that people may find: as far as they find it.
Reach reach_of(View const& view, OrganisationId owner, Sharing const& with) {
  if (with.shared_with) return span_of(view, owner, *with.shared_with);
  auto const team = with.team ? view.find<Team>(*with.team) : nullptr;
  if (!team) return Reach::school;
  auto const span = span_of(view, owner, team->organisation);
  return team->joining == Joining::closed ? span : std::max(span, span_of(view, owner, team->reach));
}

}  // namespace

std::optional<std::string> resources::beyond_licence(View const& view, Bounds const& bounds, Sharing const& with) {
  if (with.is_nobody()) return std::nullopt;
  auto const reach = reach_of(view, bounds.owner, with);
  if (bounds.licence == Licence::all_rights && reach > Reach::trust) {
    return "All rights are reserved, so it can be shared within the trust only. Choose another licence, or share it "
           "less widely.";
  }
  if (bounds.third_party == ThirdParty::school_only && reach > Reach::school) {
    return "It holds other people's work that may be used in the school only. Take that out, or share it less widely.";
  }
  if (bounds.third_party == ThirdParty::trust_only && reach > Reach::trust) {
    return "It holds other people's work that may be used in the trust only. Take that out, or share it less widely.";
  }
  return std::nullopt;
}

std::optional<std::string> resources::beyond_cap(View const& view, Bounds const& bounds, Sharing const& with) {
  if (with.is_nobody() || with.shared_with == bounds.owner) return std::nullopt;
  auto const settings = settings::effective(view, bounds.owner);
  if (is_partner(view, bounds.owner)) {
    if (!with.shared_with || settings.partners_publish.value_or(false)) return std::nullopt;
    return "Partner organisations share with teams here. Ask an administrator of the network before sharing with "
           "everyone.";
  }
  auto const cap = settings.resource_reach.value_or(Reach::network);
  if (reach_of(view, bounds.owner, with) <= std::max(cap, reach_of(view, bounds.owner))) return std::nullopt;
  return cap == Reach::trust ? "Your organisation shares its library within the trust. Share it less widely."
                             : "Your organisation keeps its library to itself. Share it less widely.";
}

bool resources::is_narrower(View const& view, Sharing const& from, Sharing const& to) {
  if (from == to || to.is_nobody()) return true;
  if (!from.shared_with) return false;
  if (to.shared_with) return tree::is_within(view, *to.shared_with, *from.shared_with);
  auto const team = view.find<Team>(*to.team);
  if (!team || !tree::is_within(view, team->organisation, *from.shared_with)) return false;
  return team->joining == Joining::closed || tree::is_within(view, team->reach, *from.shared_with);
}

Result<void> resources::check_named(View const& view, Door const& door, OrganisationId owner, Sharing const& with) {
  if (with.team) TRY(door.readable<Team>("body.team", *with.team));
  bool const to_everyone = with.shared_with && *with.shared_with == tree::root(view) && is_partner(view, owner) &&
                           settings::effective(view, owner).partners_publish.value_or(false);
  if (with.shared_with && !to_everyone) TRY(door.readable<Organisation>("body.shared_with", *with.shared_with));
  return {};
}

Result<void> resources::check_target(View const& view, Asked const& asked, OrganisationId owner, Sharing const& with) {
  if (with.team.has_value() == with.shared_with.has_value()) {
    return Error::unprocessable("body.shared_with", "Choose a team, or an organisation: one of both.");
  }
  if (with.shared_with) {
    bool const above = tree::is_within(view, owner, *with.shared_with);
    if (above || (is_partner(view, owner) && *with.shared_with == tree::root(view))) return {};
    return Error::unprocessable("body.shared_with", "Share it with its own organisation, or with one above it.");
  }
  TRY_INTO(auto const team, view.get<Team>("body.team", *with.team));
  auto const standing = view.standing(asked.actor.person);
  auto const* place = standing ? standing->place_in(team->id) : nullptr;
  bool const writes = place && (place->relation != TeamRelation::guest || !standing->in_network());
  if (!writes && !asked.actor.is_system()) {
    return Error::forbidden("write_target", "Only the team's own people share with it. Join it first.");
  }
  if (team->state == Archival::archived) {
    return Error::conflict("wrong_state", "This team is archived. Choose another one.");
  }
  return {};
}

Result<void> resources::explain_cap(Result<void> allowed, std::optional<std::string> const& why) {
  if (allowed || allowed.error().reason != "cap" || !why) return allowed;
  return Error::forbidden("cap", *why);
}

}  // namespace staffroom
