// The permission table's relations and conditions that speak of profiles and of support: who asked, who brokers, who
// helps, and whose profile one may see.
#include <algorithm>

#include "store/organisations_settings.hpp"
#include "store/permissions.hpp"
#include "store/seats.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

bool leads(View const& view, PersonStanding const& me, OrganisationId node) {
  return me.holds(view, node, Role::headteacher) || me.holds(view, node, Role::trust_leader);
}

bool brokers(View const& view, PersonStanding const& me, OrganisationId node) {
  return std::any_of(me.roles.begin(), me.roles.end(), [&](auto const& role) {
    if (!role.duties.contains(Duty::broker)) return false;
    return role.organisation == node || (!role.on_partner && tree::is_within(view, node, role.organisation));
  });
}

}  // namespace

bool Door::holds_in_support(Relation relation, Subject const& subject) const {
  auto const& me = *standing_;
  auto const* request = subject.request.get();
  switch (relation) {
    case Relation::requester: return request && request->requester == me.person;
    case Relation::requester_head: return request && leads(view_, me, request->organisation);
    case Relation::supporter: return request && request->supporter && *request->supporter == me.person;
    case Relation::supporter_head:
      return request && request->supporter && request->supporter_school && leads(view_, me, *request->supporter_school);
    case Relation::broker: {
      if (request) return brokers(view_, me, request->broker_node);
      if (subject.organisation) return brokers(view_, me, *subject.organisation);
      auto const other = subject.about ? view_.standing(subject.about) : nullptr;
      return other && std::any_of(other->roles.begin(), other->roles.end(), [&](auto const& role) {
               return !role.on_partner && brokers(view_, me, role.organisation);
             });
    }
    case Relation::same_school:
    case Relation::same_trust: {
      auto const other = subject.about ? view_.standing(subject.about) : nullptr;
      if (!other) return false;
      return std::any_of(other->roles.begin(), other->roles.end(), [&](auto const& theirs) {
        if (theirs.on_partner) return false;
        return std::any_of(me.roles.begin(), me.roles.end(), [&](auto const& mine) {
          if (mine.on_partner) return false;
          if (mine.organisation == theirs.organisation) return true;
          return relation == Relation::same_trust &&
                 tree::trust_of(view_, mine.organisation) == tree::trust_of(view_, theirs.organisation);
        });
      });
    }
    default: return false;
  }
}

bool Door::meets_support_condition(Condition condition, Subject const& subject) const {
  auto const sees = [&](Sight least) { return !subject.sight || *subject.sight <= least; };
  switch (condition) {
    case Condition::vis_team: return sees(Sight::teams);
    case Condition::vis_school: return sees(Sight::school);
    case Condition::vis_trust: return sees(Sight::trust);
    case Condition::vis_network: return sees(Sight::network);
    case Condition::suggestible: {
      auto const profile = view_.find<Profile>(subject.about);
      return !profile || profile->suggestible;
    }
    case Condition::self_match:
      // Where brokers let requesters choose, or where nobody brokers.
      return subject.request &&
             (settings::effective(view_, subject.request->broker_node).requesters_choose.value_or(false) ||
              nearest_brokers(view_, subject.request->broker_node).empty());
    default: return false;
  }
}

}  // namespace staffroom
