// How far one person sees the profiles of others. Says the same as the audiences of parts (audience.cpp); a test
// compares them.
#include "store/profiles_sight.hpp"

#include <algorithm>

#include "store/tree.hpp"

namespace staffroom::profiles {
namespace {

template <class T>
bool holds(std::vector<T> const& all, T const& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

Onlooker::Onlooker(View const& view, PersonStanding const& me) : view_(view), me_(me) {
  for (auto const& place : me.teams) {
    if (place.relation != TeamRelation::guest) teams_.push_back(place.team);
  }
  for (auto const& role : me.roles) {
    nodes_.push_back(role.organisation);
    if (role.duties.contains(Duty::broker)) brokered_.push_back(role.organisation);
  }
}

/// The trust that the node is or stands in; 0 when there is none.
OrganisationId Onlooker::trust_of(OrganisationId node) {
  auto const [at, is_new] = trusts_.try_emplace(node);
  if (is_new) {
    auto const trust = tree::trust_of(view_, node);
    auto const found = view_.find<Organisation>(trust);
    if (found && found->type == OrganisationType::trust) at->second = trust;
  }
  return at->second;
}

std::optional<Sight> Onlooker::sight_of(PersonStanding const& other) {
  if (other.person == me_.person) return Sight::self;
  if (!other.in_network()) return std::nullopt;
  for (auto const& place : other.teams) {
    if (place.relation != TeamRelation::guest && holds(teams_, place.team)) return Sight::teams;
  }
  bool in_trust = false;
  for (auto const& role : other.roles) {
    if (role.on_partner) continue;
    if (holds(nodes_, role.organisation)) return Sight::school;
    auto const trust = trust_of(role.organisation);
    in_trust = in_trust || (trust && std::binary_search(me_.audiences.begin(), me_.audiences.end(),
                                                        Audience{AudienceType::organisation, trust.value}));
  }
  if (in_trust) return Sight::trust;
  return me_.in_network() ? std::optional(Sight::network) : std::nullopt;
}

bool Onlooker::brokers_for(PersonStanding const& other) const {
  if (brokered_.empty()) return false;
  return std::any_of(other.roles.begin(), other.roles.end(), [&](auto const& role) {
    if (role.on_partner) return false;
    return holds(brokered_, role.organisation) ||
           std::any_of(role.above.begin(), role.above.end(), [&](auto node) { return holds(brokered_, node); });
  });
}

}  // namespace staffroom::profiles
