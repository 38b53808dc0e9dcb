// What organisations tighten: effective settings, and changing them.
#include "store/organisations_settings.hpp"

#include <algorithm>
#include <array>
#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>

#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/organisations.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

constexpr int depth_max = 8;  // the tree is at most four deep; the bound only guards against a damaged one

/// Calls `visit` with the settings on the node and above it that are stored.
template <class Visit>
void for_each_above(View const& view, OrganisationId node, Visit const& visit) {
  auto it = view.find<Organisation>(node);
  for (int depth = 0; it && depth < depth_max; ++depth) {
    if (auto const stored = view.find<OrgSettings>(it->id)) visit(*stored);
    it = it->parent ? view.find<Organisation>(*it->parent) : nullptr;
  }
}

template <class Enum>
bool is_word(Name const& word, Enum value) {
  return word.value == boost::describe::enum_to_string(value, "");
}

bool names(RightRemoved const& right, Thing thing, Action action, Relation relation) {
  return is_word(right.action, action) && is_word(right.relation, relation) && is_word(right.thing, thing);
}

/// Takes rights away from roles and from members; what is personal, and administrators, stay.
constexpr std::array removable{Relation::network,     Relation::colleague,  Relation::belongs,
                               Relation::leader,      Relation::business,   Relation::subject_lead,
                               Relation::team_member, Relation::team_guest, Relation::audience};

}  // namespace

bool settings::may_be_removed(Action action, Relation relation) {
  bool const reads = action == Action::read || action == Action::download;
  return !reads && std::find(removable.begin(), removable.end(), relation) != removable.end();
}

bool settings::is_not_looser(OrgSettings const& wanted, OrgSettings const& above) {
  // What is not said is as it stands above.
  bool const library_holds =
      wanted.resource_reach.value_or(Reach::school) <= above.resource_reach.value_or(Reach::network) &&
      wanted.contract_reach.value_or(Reach::school) <= above.contract_reach.value_or(Reach::network) &&
      wanted.partners_publish.value_or(false) <= above.partners_publish.value_or(false) &&
      wanted.requesters_choose.value_or(false) <= above.requesters_choose.value_or(false);
  return library_holds && wanted.team_reach <= above.team_reach && wanted.partners_allowed <= above.partners_allowed &&
         wanted.invite_outside <= above.invite_outside && wanted.members_may_invite <= above.members_may_invite &&
         wanted.guest_days <= above.guest_days;
}

OrgSettings settings::meet(OrgSettings own, OrgSettings const& above) {
  for (auto const& right : above.rights_removed) {
    if (!own.rights_removed.contains(right)) own.rights_removed.values.push_back(right);
  }
  own.team_reach = std::min(own.team_reach, above.team_reach);
  own.partners_allowed = own.partners_allowed && above.partners_allowed;
  own.invite_outside = own.invite_outside && above.invite_outside;
  own.members_may_invite = own.members_may_invite && above.members_may_invite;
  own.guest_days = std::min(own.guest_days, above.guest_days);
  auto const narrower = [](auto const& a, auto const& b) { return a && b ? std::min(*a, *b) : (a ? *a : b); };
  own.resource_reach = narrower(own.resource_reach, above.resource_reach);
  own.contract_reach = narrower(own.contract_reach, above.contract_reach);
  own.partners_publish = narrower(own.partners_publish, above.partners_publish);
  own.requesters_choose = narrower(own.requesters_choose, above.requesters_choose);
  return own;
}

OrgSettings settings::effective(View const& view, OrganisationId node) {
  OrgSettings out{.id = node, .members_may_invite = true};
  bool root_said = false;
  bool root_lets_publish = false;
  bool root_lets_choose = false;
  for_each_above(view, node, [&](OrgSettings const& stored) {
    if (stored.id == node) out.version = stored.version;
    out = meet(std::move(out), stored);
    root_said = stored.id == tree::root(view);
    root_lets_publish = root_said && stored.partners_publish.value_or(false);
    root_lets_choose = root_said && stored.requesters_choose.value_or(false);
  });
  // Members do not invite unless the network says so: what it never set stands at its default.
  if (!root_said) out.members_may_invite = false;
  if (!root_lets_publish) out.partners_publish = false;
  if (!root_lets_choose) out.requesters_choose = false;
  out.resource_reach = out.resource_reach.value_or(Reach::network);
  out.contract_reach = out.contract_reach.value_or(Reach::network);
  return out;
}

bool settings::is_removed(View const& view, OrganisationId node, Thing thing, Action action, Relation relation) {
  bool removed = false;
  for_each_above(view, node, [&](OrgSettings const& stored) {
    removed = removed || std::any_of(stored.rights_removed.begin(), stored.rights_removed.end(),
                                     [&](auto const& right) { return names(right, thing, action, relation); });
  });
  return removed;
}

// ---- changing them

namespace {

template <class Enum>
std::optional<Enum> value_of(Name const& word) {
  Enum value{};
  if (!boost::describe::enum_from_string(word.value.c_str(), value)) return std::nullopt;
  return value;
}

/// Errors: unprocessable for words that are not of the policy, for rights that can't be taken, and when nobody would be
/// left who has the right.
Result<void> check_rights(OrgSettings const& wanted, OrgSettings const& effective) {
  std::size_t i = 0;
  for (auto const& right : wanted.rights_removed) {
    auto const path = "body.rights_removed[" + std::to_string(i++) + "]";
    auto const thing = value_of<Thing>(right.thing);
    auto const action = value_of<Action>(right.action);
    auto const relation = value_of<Relation>(right.relation);
    auto const* rule = thing && action ? rule_for(*thing, *action) : nullptr;
    auto const has = [&](Grant const& grant) { return grant.relation == relation; };
    if (!relation || !rule || std::none_of(rule->grants.begin(), rule->grants.end(), has)) {
      return Error::unprocessable(path, "There is no such right. Take the words of the printed policy.");
    }
    if (!settings::may_be_removed(*action, *relation)) {
      return Error::unprocessable(path, "This right is personal or an administrator's and can't be taken away.");
    }
    auto const is_gone = [&](Grant const& grant) {
      auto const& gone = effective.rights_removed;
      return std::any_of(gone.begin(), gone.end(),
                         [&](auto const& it) { return names(it, *thing, *action, grant.relation); });
    };
    if (std::all_of(rule->grants.begin(), rule->grants.end(), is_gone)) {
      return Error::unprocessable(path, "Nobody would be left who may do this. Leave it to somebody.");
    }
  }
  return {};
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, EditSettings const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const node, door.readable<Organisation>("ids.organisation", command.organisation));
  OrgSettings wanted{.id = node->id,
                     .version = 0,
                     .rights_removed = command.rights_removed,
                     .team_reach = command.team_reach,
                     .partners_allowed = command.partners_allowed,
                     .invite_outside = command.invite_outside,
                     .members_may_invite = command.members_may_invite,
                     .guest_days = command.guest_days,
                     .resource_reach = command.resource_reach,
                     .partners_publish = command.partners_publish,
                     .requesters_choose = command.requesters_choose,
                     .contract_reach = command.contract_reach};
  TRY(door.may(Thing::org_settings, Action::edit_rights, {.organisation = node->id, .settings = &wanted}));
  auto const stored = view.find<OrgSettings>(node->id);
  TRY(check_version(asked, stored ? stored->version : 0));
  if (node->state == OrganisationState::listed) TRY(organisations::check_joined(*node));
  if (wanted.guest_days == 0 || wanted.guest_days > limits::guest_days_max) {
    return Error::unprocessable("body.guest_days",
                                "Between 1 and " + std::to_string(limits::guest_days_max) + " days.");
  }
  auto const above = node->parent ? settings::effective(view, *node->parent) : OrgSettings{};
  TRY(check_rights(wanted, node->parent ? settings::meet(wanted, above) : wanted));
  wanted.version = (stored ? stored->version : 0) + 1;
  return Change{}.put(std::move(wanted));
}

Result<Answer> answer(View const& view, Asked const& asked, GetSettings const& query, Page const&) {
  TRY_INTO(auto const node, Door(view, asked).readable<Organisation>("ids.organisation", query.organisation));
  if (auto const stored = view.find<OrgSettings>(node->id)) return answer_of(view, *stored, stored->id);
  return Answer{to_json(Record{OrgSettings{.id = node->id}}), 0};
}

}  // namespace staffroom
