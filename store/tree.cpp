// The organisation tree as a view shows it.
#include "store/tree.hpp"

#include <algorithm>

#include "store/index_rows.hpp"
#include "store/view.hpp"

namespace staffroom::tree {

OrganisationId root(View const& view) {
  OrganisationId found;
  auto const prefix = IndexKey(Index::organisations_by_parent).u64(0).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    found = OrganisationId{read_u64(key.substr(9))};
    return false;
  });
  return found;
}

std::vector<OrganisationId> ancestors(View const& view, OrganisationId node) {
  std::vector<OrganisationId> out;
  auto it = view.find<Organisation>(node);
  if (it && it->type == OrganisationType::partner) return out;
  // The tree is at most four deep; the bound only guards against a damaged one.
  while (it && it->parent && out.size() < 8) {
    out.push_back(*it->parent);
    it = view.find<Organisation>(*it->parent);
  }
  return out;
}

OrganisationId trust_of(View const& view, OrganisationId node) {
  for (auto at = node; at;) {
    auto const found = view.find<Organisation>(at);
    if (!found) break;
    if (found->type == OrganisationType::trust) return at;
    at = found->parent.value_or(OrganisationId{});
  }
  return node;
}

bool is_within(View const& view, OrganisationId node, OrganisationId of) {
  if (node == of) return true;
  auto const above = ancestors(view, node);
  return std::find(above.begin(), above.end(), of) != above.end();
}

std::vector<std::shared_ptr<Membership const>> memberships_of(View const& view, PersonId person) {
  std::vector<MembershipId> ids;
  auto const prefix = IndexKey(Index::memberships_by_person).id(person).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    ids.push_back(MembershipId{read_u64(key.substr(9))});
    return true;
  });
  std::vector<std::shared_ptr<Membership const>> out;
  for (auto const id : ids) {
    if (auto membership = view.find<Membership>(id)) out.push_back(std::move(membership));
  }
  return out;
}

std::vector<std::shared_ptr<Membership const>> memberships_that_count(View const& view, PersonId person) {
  auto all = memberships_of(view, person);
  for (auto const wanted : {Standing::current, Standing::planned}) {
    auto const is_wanted = [&](auto const& it) { return it->state == wanted; };
    if (std::none_of(all.begin(), all.end(), is_wanted)) continue;
    std::erase_if(all, [&](auto const& it) { return !is_wanted(it); });
    return all;
  }
  if (all.size() > 1) all.erase(all.begin(), all.end() - 1);
  return all;
}

bool belongs(View const& view, std::vector<std::shared_ptr<Membership const>> const& memberships, OrganisationId node) {
  return std::any_of(memberships.begin(), memberships.end(), [&](auto const& it) {
    return it->state == Standing::current &&
           (is_within(view, it->organisation, node) || is_within(view, node, it->organisation));
  });
}

std::vector<PersonId> administrators_of(View const& view, OrganisationId node, std::size_t most) {
  std::vector<PersonId> out;
  std::size_t seen = 0;
  auto const prefix = IndexKey(Index::memberships_by_organisation).id(node).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto const membership = view.find<Membership>(MembershipId{read_u64(key.substr(9))});
    if (membership && membership->role == Role::administrator) {
      auto const account = view.find<Account>(membership->person);
      bool const known = std::find(out.begin(), out.end(), membership->person) != out.end();
      if (!known && (!account || account->state == AccountState::active)) out.push_back(membership->person);
    }
    return ++seen < limits::decide_scanned_rows_max && out.size() < most;
  });
  return out;
}

std::vector<OrganisationId> children_of(View const& view, OrganisationId node, std::size_t most) {
  std::vector<OrganisationId> out;
  auto const prefix = IndexKey(Index::organisations_by_parent).id(node).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    out.push_back(OrganisationId{read_u64(key.substr(9))});
    return out.size() < most;
  });
  return out;
}

}  // namespace staffroom::tree
