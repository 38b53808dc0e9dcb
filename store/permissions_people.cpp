// The door's conditions about people, roles and settings: who may change whom, and what an organisation has tightened.
#include <algorithm>

#include "store/organisations_settings.hpp"
#include "store/permissions.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

constexpr std::size_t administrators_looked_at = 64;

Reach reach_of(OrganisationType type) {
  switch (type) {
    case OrganisationType::network: return Reach::network;
    case OrganisationType::trust: return Reach::trust;
    case OrganisationType::school:
    case OrganisationType::partner: break;
  }
  return Reach::school;
}

/// The widest node that a team of `owner` may reach under a cap: the owner itself, its trust, or the network.
OrganisationId widest_node(View const& view, OrganisationId owner, Reach cap) {
  auto widest = owner;
  for (auto const above : tree::ancestors(view, owner)) {
    auto const node = view.find<Organisation>(above);
    if (node && reach_of(node->type) <= cap) widest = above;
  }
  return widest;
}

}  // namespace

int rank_of(Role role) {
  switch (role) {
    case Role::administrator: return 3;
    case Role::trust_leader:
    case Role::headteacher: return 2;
    case Role::business_manager:
    case Role::subject_lead:
    case Role::governor: return 1;
    case Role::staff:
    case Role::partner: break;
  }
  return 0;
}

/// A partner organisation runs itself; while it has no administrator of its own, those of the node that it hangs on
/// look after it and bring in its first people.
bool Door::administers_unstaffed_partner(Subject const& subject) const {
  if (!subject.organisation || subject.about || subject.membership || subject.team) return false;
  auto const node = view_.find<Organisation>(*subject.organisation);
  if (!node || node->type != OrganisationType::partner || !node->parent) return false;
  return is_admin_of(*node->parent) && tree::administrators_of(view_, node->id, 1).empty();
}

/// An administrator's membership is changed from strictly above; on the network node by a peer.
bool Door::may_change(Membership const& membership) const {
  auto const node = membership.organisation;
  if (membership.role != Role::administrator) return is_admin_of(node);
  auto const above = tree::ancestors(view_, node);
  if (above.empty()) return is_admin_of(node);
  return std::any_of(above.begin(), above.end(), [&](auto it) { return is_admin_of(it); });
}

bool Door::has_rank(Relation relation, Subject const& subject) const {
  if (relation == Relation::leader) {
    return subject.role_given && rank_of(*subject.role_given) < rank_of(Role::headteacher);
  }
  if (subject.membership) return may_change(*subject.membership);
  if (subject.organisation) return is_admin_of(*subject.organisation) || administers_unstaffed_partner(subject);
  auto const all = tree::memberships_that_count(view_, subject.about);
  return std::all_of(all.begin(), all.end(), [&](auto const& it) { return may_change(*it); });
}

bool Door::covers(PersonId person) const {
  auto const all = tree::memberships_that_count(view_, person);
  return !all.empty() &&
         std::all_of(all.begin(), all.end(), [&](auto const& it) { return is_admin_of(it->organisation); });
}

bool Door::keeps_admin(Subject const& subject) const {
  auto const root = tree::root(view_);
  if (subject.membership) {
    auto const& it = *subject.membership;
    if (it.organisation != root || it.role != Role::administrator || it.state != Standing::current) return true;
  }
  auto const person = subject.membership ? subject.membership->person : subject.about;
  auto const all = tree::administrators_of(view_, root, administrators_looked_at);
  bool const is_one = std::find(all.begin(), all.end(), person) != all.end();
  return !is_one || all.size() > 1;
}

/// Whether the person comes from somewhere else than the owner, what is below it or above it.
bool Door::is_outside(Subject const& subject) const {
  auto const owner = subject.team ? subject.team->organisation : subject.organisation.value_or(OrganisationId{});
  auto const is_near = [&](OrganisationId node) {
    return tree::is_within(view_, node, owner) || tree::is_within(view_, owner, node);
  };
  if (subject.target) {
    auto const theirs = view_.standing(subject.target);
    return !theirs || std::none_of(theirs->roles.begin(), theirs->roles.end(),
                                   [&](auto const& role) { return !role.on_partner && is_near(role.organisation); });
  }
  return !subject.target_organisation || !is_near(subject.target_organisation);
}

bool Door::is_partner(Subject const& subject) const {
  if (subject.target) {
    auto const theirs = view_.standing(subject.target);
    return theirs && !theirs->in_network();
  }
  auto const node = view_.find<Organisation>(subject.target_organisation);
  return node && node->type == OrganisationType::partner;
}

/// Only widening needs room under the cap: what is wider already stays.
bool Door::is_within_cap(Subject const& subject) const {
  if (!subject.reach) return true;
  auto const& team = subject.team;
  bool const was_open = team && team->joining != Joining::closed;
  if (subject.joining == Joining::closed) return true;
  if (was_open && tree::is_within(view_, subject.reach, team->reach)) return true;
  auto const owner = team ? team->organisation : subject.organisation.value_or(OrganisationId{});
  auto const cap = settings::effective(view_, owner).team_reach;
  auto const node = view_.find<Organisation>(subject.reach);
  return node && reach_of(node->type) <= cap && tree::is_within(view_, subject.reach, widest_node(view_, owner, cap));
}

bool Door::has_right_of_kind(Subject const& subject) const {
  if (!subject.import_source) return false;
  bool const of_people =
      subject.import_source == ImportSource::staff_file || subject.import_source == ImportSource::one_roster;
  if (of_people) return subject.organisation && is_admin_of(*subject.organisation);
  if (subject.import_source == ImportSource::contracts) {
    return holds(Relation::business, subject) || holds(Relation::leader, subject);
  }
  return is_admin_of(tree::root(view_));
}

bool Door::meets_people_condition(Condition condition, Relation relation, Subject const& subject) const {
  auto const effective = [&] {
    return settings::effective(
        view_, subject.team ? subject.team->organisation : subject.organisation.value_or(OrganisationId{}));
  };
  switch (condition) {
    case Condition::mine: return subject.about == standing_->person || subject.author == standing_->person;
    case Condition::cap: return subject.within ? *subject.within : is_within_cap(subject);
    case Condition::invite_outside: return !is_outside(subject) || effective().invite_outside;
    case Condition::partners_allowed: return !is_partner(subject) || effective().partners_allowed;
    case Condition::members_may_invite: return effective().members_may_invite;
    case Condition::end_date:
      return subject.ends && *subject.ends >= asked_.today &&
             subject.ends->days - asked_.today.days <= static_cast<std::int32_t>(effective().guest_days);
    case Condition::rank: return has_rank(relation, subject);
    case Condition::covers: return covers(subject.about);
    case Condition::covers_target: return subject.target_organisation && is_admin_of(subject.target_organisation);
    case Condition::keeps_admin: return keeps_admin(subject);
    case Condition::second_person: return subject.author != standing_->person;
    case Condition::not_looser: {
      auto const node = view_.find<Organisation>(subject.organisation.value_or(OrganisationId{}));
      if (!node || !node->parent || !subject.settings) return subject.settings != nullptr;
      return settings::is_not_looser(*subject.settings, settings::effective(view_, *node->parent));
    }
    case Condition::right_of_kind: return has_right_of_kind(subject);
    default: return false;
  }
}

}  // namespace staffroom
