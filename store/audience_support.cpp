// Audiences of profiles, by the sight that their person chose, and of support cases, by their parties.
#include <algorithm>

#include "store/audience_making.hpp"
#include "store/tree.hpp"

namespace staffroom::audience {
namespace {

void add_helpers(Audiences& out, View const& view, SupportRequest const& it) {
  if (is_current(view, it.requester)) add(out, AudienceType::person, it.requester.value);
  if (!it.opened) return;  // a draft, even one that was withdrawn, is for its requester alone
  add_leaders(out, view, it.organisation);
  add_brokers(out, view, it.broker_node);
  if (it.supporter && is_current(view, *it.supporter)) add(out, AudienceType::person, it.supporter->value);
  if (it.supporter && it.supporter_school) add_leaders(out, view, *it.supporter_school);
}

/// Who sees a field of that sight: each sight holds the narrower ones.
void add_sight(Audiences& out, View const& view, PersonId person, Sight sight) {
  add(out, AudienceType::person, person.value);
  auto const standing = view.standing(person);
  if (sight == Sight::self || !standing || !standing->in_network()) return;
  for (auto const& place : standing->teams) {
    if (place.relation != TeamRelation::guest) add(out, AudienceType::team, place.team.value);
  }
  if (sight == Sight::teams) return;
  for (auto const& role : standing->roles) {
    if (role.on_partner) continue;
    add(out, AudienceType::above, role.organisation.value);  // a membership on exactly that node
    if (sight == Sight::school) continue;
    auto const trust = tree::trust_of(view, role.organisation);
    if (trust != role.organisation) add(out, AudienceType::organisation, trust.value);
    auto const node = view.find<Organisation>(role.organisation);
    if (node && node->type == OrganisationType::trust) add(out, AudienceType::organisation, node->id.value);
  }
  if (sight == Sight::network) add_network(out, view);
}

/// Of what tells how somebody can help: brokers of their organisations read it while they may be suggested.
void add_brokers_of(Audiences& out, View const& view, PersonId person) {
  auto const profile = view.find<Profile>(person);
  if (profile && !profile->suggestible) return;
  auto const standing = view.standing(person);
  if (!standing) return;
  for (auto const& role : standing->roles) {
    if (!role.on_partner) add_brokers(out, view, role.organisation);
  }
}

Sight sight_of(View const& view, PersonId person, ProfileField field) {
  if (auto const profile = view.find<Profile>(person)) {
    for (auto const& set : profile->sights) {
      if (set.field == field) return set.sight;
    }
  }
  return Sight::trust;
}

}  // namespace

void add_profile_part(Audiences& out, View const& view, ProfilePart const& part) {
  add_sight(out, view, part.person, part.sight);
  if (part.for_matching) add_brokers_of(out, view, part.person);
}

void add_person_load(Audiences& out, View const& view, PersonLoad const& load) {
  add_sight(out, view, load.id, sight_of(view, load.id, ProfileField::capacity));
  add_brokers_of(out, view, load.id);
}

void add_helpers(Audiences& out, View const& view, SupportRequestId request) {
  if (auto const found = view.find<SupportRequest>(request)) add_helpers(out, view, *found);
}

void add_request(Audiences& out, View const& view, SupportRequest const& it) {
  add_helpers(out, view, it);
  if (!it.opened) return;  // a draft, even one that was withdrawn, is for its requester alone
  for (auto const person : it.asked) {
    if (is_current(view, person)) add(out, AudienceType::person, person.value);
  }
  bool const ended = it.state == SupportState::closed || it.state == SupportState::declined ||
                     it.state == SupportState::withdrawn || it.state == SupportState::handed_on;
  if (ended) return;
  if (it.confidentiality == Confidentiality::team && it.team) add(out, AudienceType::team, it.team->value);
  if (it.confidentiality == Confidentiality::trust) add_organisation(out, view, tree::trust_of(view, it.organisation));
}

bool may_read_request(View const& view, PersonId person, SupportRequestId request) {
  auto const found = view.find<SupportRequest>(request);
  if (!found) return false;
  Audiences readers;
  add_request(readers, view, *found);
  return is_reader(view, person, std::move(readers));
}

}  // namespace staffroom::audience
