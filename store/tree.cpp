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

}  // namespace staffroom::tree
