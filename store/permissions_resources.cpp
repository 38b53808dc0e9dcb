// The permission table's relations and conditions that speak of the library: makers, owners and readers of resources
// and collections, and what their licence and their organisation allow.
#include <algorithm>

#include "store/permissions.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

template <class Shared>
bool is_owner(View const& view, PersonStanding const& me, Shared const& it) {
  if (it.owner) return *it.owner == me.person;
  // The seat.
  if (it.team) {
    auto const* place = me.place_in(*it.team);
    return place && place->relation == TeamRelation::lead;
  }
  auto const holds = [&](Role role) { return me.holds(view, it.organisation, role); };
  return holds(Role::subject_lead) || holds(Role::headteacher) || holds(Role::trust_leader);
}

}  // namespace

/// In a topic that is bound to a resource, those who work on the resource do what leads do in a team.
bool Door::keeps_order_in(Subject const& subject) const {
  auto const me = standing_->person;
  if (subject.topic && subject.topic->practice && subject.practice) {
    auto const& post = *subject.practice;
    if (!may_read(post)) return false;
    return post.author == me || post.coauthors.contains(me) || is_owner(view_, *standing_, post);
  }
  if (!subject.topic || !subject.topic->resource || !subject.resource || !may_read(*subject.resource)) return false;
  return subject.resource->author == me || subject.resource->coauthors.contains(me) ||
         is_owner(view_, *standing_, *subject.resource);
}

/// Of what is made in an organisation: that one is read.
bool Door::is_container(Subject const& subject) const {
  auto const node = subject.organisation ? view_.find<Organisation>(*subject.organisation) : nullptr;
  return node && may_read(*node);
}

bool Door::holds_in_library(Relation relation, Subject const& subject) const {
  auto const& me = *standing_;
  switch (relation) {
    case Relation::coauthor:
      if (subject.practice) return subject.practice->coauthors.contains(me.person);
      return subject.resource && subject.resource->coauthors.contains(me.person);
    case Relation::candidate:
      if (subject.request) return subject.request->asked.contains(me.person);
      if (subject.practice) return subject.practice->invited.contains(me.person);
      return subject.resource && subject.resource->invited.contains(me.person);
    case Relation::owner:
      if (subject.action) return subject.action->owner == me.person;
      if (subject.practice) return is_owner(view_, me, *subject.practice);
      if (subject.resource) return is_owner(view_, me, *subject.resource);
      return subject.collection && is_owner(view_, me, *subject.collection);
    case Relation::audience:
    case Relation::reader:
      if (subject.resource) return may_read(*subject.resource);
      if (subject.collection) return may_read(*subject.collection);
      if (subject.practice) return may_read(*subject.practice);
      if (subject.request) return may_read(*subject.request);
      if (subject.topic) return may_read(*subject.topic);
      return is_container(subject);
    case Relation::partner:
      return std::any_of(me.roles.begin(), me.roles.end(), [](auto const& role) { return role.on_partner; });
    default: return false;
  }
}

bool Door::meets_library_condition(Condition condition, Subject const& subject) const {
  auto const& me = *standing_;
  switch (condition) {
    case Condition::reads:
      if (subject.resource) return may_read(*subject.resource);
      if (subject.collection) return may_read(*subject.collection);
      if (subject.practice) return may_read(*subject.practice);
      if (subject.request) return may_read(*subject.request);
      if (subject.experience) return may_read(*subject.experience);
      // Of a review only its notes have authors, who read them while they look.
      if (subject.review) {
        return holds_in_reviews(Relation::lead_reviewer, subject) || holds_in_reviews(Relation::reviewer, subject);
      }
      return subject.topic && may_read(*subject.topic);
    case Condition::clean:
      if (!subject.version) return true;  // a create: its container was read
      return subject.version->state == VersionState::ready || subject.version->state == VersionState::purged;
    case Condition::both: return subject.reads_both;
    case Condition::bound:
      if (subject.practice) return true;
      return subject.resource != nullptr || (subject.topic && (subject.topic->resource || subject.topic->practice));
    case Condition::subject_match: {
      auto const about = subject.practice   ? subject.practice->subject
                         : subject.resource ? subject.resource->subject
                                            : std::optional<Name>();
      if (!about) return true;
      auto const all = tree::memberships_of(view_, me.person);
      return std::any_of(all.begin(), all.end(), [&](auto const& it) {
        return it->state == Standing::current && it->role == Role::subject_lead && it->subjects.contains(*about);
      });
    }
    case Condition::licence_allows: {
      if (!subject.resource || !subject.resource->licence) return false;
      if (*subject.resource->licence != Licence::all_rights) return true;
      // Within the trust only.
      auto const trust_of = [&](OrganisationId node) {
        for (auto const above : tree::ancestors(view_, node)) {
          auto const found = view_.find<Organisation>(above);
          if (found && found->type == OrganisationType::trust) return above;
        }
        return node;
      };
      return trust_of(subject.resource->organisation) == trust_of(subject.school);
    }
    case Condition::own_school:
      return std::any_of(me.roles.begin(), me.roles.end(), [&](auto const& role) {
        return role.organisation == subject.school ||
               (!role.on_partner && tree::is_within(view_, subject.school, role.organisation));
      });
    default: return false;
  }
}

}  // namespace staffroom
