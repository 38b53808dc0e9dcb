// Who holds a seat: looked for on the node, then on those above it.
#include "store/seats.hpp"

#include <algorithm>

#include "store/index_rows.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

constexpr std::size_t told_max = 5;

std::vector<OrganisationId> from_upwards(View const& view, OrganisationId node) {
  auto nodes = tree::ancestors(view, node);
  nodes.insert(nodes.begin(), node);
  return nodes;
}

template <class Wanted>
std::vector<PersonId> on_node(View const& view, OrganisationId node, Wanted const& wanted) {
  std::vector<PersonId> out;
  std::size_t seen = 0;
  auto const prefix = IndexKey(Index::memberships_by_organisation).id(node).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto const it = view.find<Membership>(MembershipId{read_u64(key.substr(9))});
    bool const is_it = it && it->state == Standing::current && wanted(*it);
    if (is_it && std::find(out.begin(), out.end(), it->person) == out.end()) out.push_back(it->person);
    return ++seen < limits::decide_scanned_rows_max && out.size() < told_max;
  });
  return out;
}

template <class Wanted>
std::vector<PersonId> nearest(View const& view, OrganisationId node, Wanted const& wanted) {
  for (auto const it : from_upwards(view, node)) {
    auto people = on_node(view, it, wanted);
    if (!people.empty()) return people;
  }
  return {};
}

bool leads(Membership const& it) { return it.role == Role::headteacher || it.role == Role::trust_leader; }
bool is_broker(Membership const& it) { return it.duties.contains(Duty::broker); }

}  // namespace

std::vector<PersonId> seat_holders(View const& view, OrganisationId organisation) {
  auto people = nearest_leaders(view, organisation);
  if (!people.empty()) return people;
  for (auto const node : from_upwards(view, organisation)) {
    people = tree::administrators_of(view, node, told_max);
    if (!people.empty()) break;
  }
  return people;
}

std::vector<PersonId> nearest_leaders(View const& view, OrganisationId organisation) {
  return nearest(view, organisation, leads);
}

std::vector<PersonId> holders_on(View const& view, OrganisationId node, Role role) {
  return on_node(view, node, [&](Membership const& it) { return it.role == role; });
}

std::vector<PersonId> nearest_holders(View const& view, OrganisationId organisation, Role role) {
  return nearest(view, organisation, [&](Membership const& it) { return it.role == role; });
}

std::vector<PersonId> nearest_brokers(View const& view, OrganisationId organisation) {
  return nearest(view, organisation, is_broker);
}

bool has_broker(View const& view, OrganisationId node) { return !on_node(view, node, is_broker).empty(); }

}  // namespace staffroom
