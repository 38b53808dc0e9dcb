// Audiences of buying together: who sees contracts, their money, pools and what each school takes, savings.
#include <algorithm>

#include "store/audience_making.hpp"
#include "store/buying.hpp"
#include "store/tree.hpp"

namespace staffroom::audience {
namespace {

void add_with_above(Audiences& out, View const& view, AudienceType type, OrganisationId node) {
  add(out, type, node.value);
  for (auto const above : tree::ancestors(view, node)) add(out, type, above.value);
}

/// Who looks after it: whoever holds the role on exactly that node.
void add_seat(Audiences& out, ContractSeat const& seat) {
  add(out, buying::atom_of(seat.role), seat.organisation.value);
}

/// Who answers for the organisation's contracts and savings.
void add_stewards(Audiences& out, View const& view, OrganisationId node) {
  add_managers(out, view, node);
  add_leaders(out, view, node);
  add_governors(out, view, node);
}

}  // namespace

void add_managers(Audiences& out, View const& view, OrganisationId node) {
  add_with_above(out, view, AudienceType::managers, node);
}

void add_governors(Audiences& out, View const& view, OrganisationId node) {
  add_with_above(out, view, AudienceType::governors, node);
}

void add_contract(Audiences& out, View const& view, Contract const& it) {
  add_seat(out, it.details.owner);
  add_managers(out, view, it.organisation);
  if (it.state == ContractState::voided) return;
  add_leaders(out, view, it.organisation);
  add_governors(out, view, it.organisation);
  if (it.shared_with) add_organisation(out, view, *it.shared_with);
}

void add_contract_money(Audiences& out, View const& view, ContractId contract) {
  auto const it = view.find<Contract>(contract);
  if (!it) return;
  add_seat(out, it->details.owner);
  add_managers(out, view, it->organisation);
  if (it->state == ContractState::voided) return;
  add_leaders(out, view, it->organisation);
  add_governors(out, view, it->organisation);
  if (it->shared_with && it->money_shared) add_organisation(out, view, *it->shared_with);
}

void add_pool(Audiences& out, View const& view, Pool const& it) {
  add(out, AudienceType::person, it.owner.value);
  if (it.state == PoolState::draft) return;
  for (auto const& one : it.schools) {
    add_managers(out, view, one.school);
    add_leaders(out, view, one.school);
  }
  if (it.shared_with) add_organisation(out, view, *it.shared_with);
}

void add_participation(Audiences& out, View const& view, Participation const& it) {
  auto const pool = view.find<Pool>(it.pool);
  if (!pool) return;
  add(out, AudienceType::person, pool->owner.value);
  if (pool->state == PoolState::draft) return;
  add_managers(out, view, it.school);
  add_leaders(out, view, it.school);
  for (auto const& one : pool->schools) {
    if (!one.signed_now) continue;
    add_leaders(out, view, one.school);
    add_with_above(out, view, AudienceType::signatories, one.school);
  }
}

void add_saving(Audiences& out, View const& view, Saving const& it) {
  add_stewards(out, view, it.organisation);
  auto const contract = it.contract ? view.find<Contract>(*it.contract) : nullptr;
  if (contract) add_seat(out, contract->details.owner);
}

bool may_read_contract(View const& view, PersonId person, ContractId contract) {
  auto const it = view.find<Contract>(contract);
  Audiences readers;
  if (it) add_contract(readers, view, *it);
  return it && is_reader(view, person, std::move(readers));
}

bool may_read_pool(View const& view, PersonId person, PoolId pool) {
  auto const it = view.find<Pool>(pool);
  Audiences readers;
  if (it) add_pool(readers, view, *it);
  return it && is_reader(view, person, std::move(readers));
}

bool may_read_saving(View const& view, PersonId person, SavingId saving) {
  auto const it = view.find<Saving>(saving);
  Audiences readers;
  if (it) add_saving(readers, view, *it);
  return it && is_reader(view, person, std::move(readers));
}

bool may_read_suppliers(View const& view, PersonId person) {
  Audiences readers;
  add_network(readers, view);
  return is_reader(view, person, std::move(readers));
}

}  // namespace staffroom::audience
