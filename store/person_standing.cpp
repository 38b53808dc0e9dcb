// What a person carries: their roles, their places in teams, and the atoms that come of them.
#include <algorithm>

#include "store/audience_making.hpp"
#include "store/index_rows.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

using audience::add;

void add_role(PersonStanding& standing, View const& view, Membership const& membership) {
  auto const node = view.find<Organisation>(membership.organisation);
  if (!node) return;
  bool const partner = node->type == OrganisationType::partner;
  PersonStanding::OrganisationRole role{membership.organisation, membership.role, membership.duties, partner, {}};
  if (!partner) role.above = tree::ancestors(view, membership.organisation);
  auto& carried = standing.audiences;
  add(carried, AudienceType::organisation, membership.organisation.value);
  add(carried, AudienceType::everyone, 0);
  if (!partner) {
    add(carried, AudienceType::above, membership.organisation.value);
    for (auto const above : role.above) add(carried, AudienceType::organisation, above.value);
  }
  if (membership.role == Role::administrator) {
    add(carried, AudienceType::administrators, membership.organisation.value);
  }
  if (membership.role == Role::headteacher || membership.role == Role::trust_leader) {
    add(carried, AudienceType::leaders, membership.organisation.value);
    add(carried, AudienceType::leaders_within, membership.organisation.value);
    for (auto const above : role.above) add(carried, AudienceType::leaders_within, above.value);
  }
  if (membership.role == Role::subject_lead) {
    add(carried, AudienceType::subject_leads, membership.organisation.value);
  }
  if (membership.role == Role::governor) add(carried, AudienceType::governors, membership.organisation.value);
  if (membership.role == Role::business_manager) {
    add(carried, AudienceType::managers, membership.organisation.value);
    if (membership.duties.contains(Duty::signatory)) {
      add(carried, AudienceType::signatories, membership.organisation.value);
    }
  }
  if (membership.duties.contains(Duty::hub_manager)) {
    add(carried, AudienceType::hub_managers, membership.organisation.value);
  }
  if (membership.duties.contains(Duty::broker)) {
    add(carried, AudienceType::brokers, membership.organisation.value);
  }
  standing.roles.push_back(std::move(role));
}

void add_place(PersonStanding& standing, View const& view, TeamMembershipId id) {
  auto const place = view.find<TeamMembership>(id);
  if (!place || place->state != Standing::current) return;
  auto& carried = standing.audiences;
  if (place->relation == TeamRelation::guest) {
    add(carried, AudienceType::team_guests, place->team.value);
    for (auto const channel : place->channels) add(carried, AudienceType::channel_guests, channel.value);
  } else {
    add(carried, AudienceType::team, place->team.value);
    if (place->relation == TeamRelation::lead) add(carried, AudienceType::team_leads, place->team.value);
  }
  standing.teams.push_back({place->team, id, place->relation, place->channels.values});
}

}  // namespace

PersonStanding::TeamPlace const* PersonStanding::place_in(TeamId team) const {
  for (auto const& place : teams) {
    if (place.team == team) return &place;
  }
  return nullptr;
}

bool PersonStanding::in_network() const {
  return std::any_of(roles.begin(), roles.end(), [](auto const& role) { return !role.on_partner; });
}

bool PersonStanding::holds(View const& view, OrganisationId node, Role role) const {
  auto const above = tree::ancestors(view, node);
  auto const covers = [&](OrganisationRole const& held) {
    if (held.role != role) return false;
    if (held.organisation == node) return true;
    return !held.on_partner && std::find(above.begin(), above.end(), held.organisation) != above.end();
  };
  return std::any_of(roles.begin(), roles.end(), covers);
}

std::shared_ptr<PersonStanding const> compute_standing(View const& view, PersonId person) {
  if (!view.find<Person>(person)) return nullptr;
  auto standing = std::make_shared<PersonStanding>();
  standing->person = person;
  add(standing->audiences, AudienceType::person, person.value);
  for (auto const& membership : tree::memberships_of(view, person)) {
    if (membership->state == Standing::current) add_role(*standing, view, *membership);
  }
  // No current membership: nothing but oneself, whatever else is still recorded.
  if (standing->is_current()) {
    auto const prefix = IndexKey(Index::team_memberships_by_person).id(person).take();
    view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
      add_place(*standing, view, TeamMembershipId{read_u64(key.substr(9))});
      return true;
    });
  }
  audience::tidy(standing->audiences);
  return standing;
}

}  // namespace staffroom
