// What becomes of pools and purchases when people leave, and of all that is bought together when organisations move in
// the tree. Contracts lie with a seat and participations with a school: nothing of these moves when people leave.
#include <algorithm>
#include <set>

#include "store/buying.hpp"
#include "store/following.hpp"
#include "store/pools.hpp"
#include "store/purchases.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

bool manages_node(View const& view, PersonId person, OrganisationId node) {
  auto const standing = view.standing(person);
  return standing && buying::manages(view, *standing, node);
}

/// Who takes a pool over: the first who manages what its organisation buys. None: 0.
PersonId next_organiser(View const& view, Pool const& pool) {
  for (auto const person : buying::managers_of(view, pool.organisation)) {
    if (person != pool.owner && manages_node(view, person, pool.organisation)) return person;
  }
  return {};
}

/// Adds the step to the change.
void join(Change& change, Change step) {
  for (auto& put : step.puts) change.puts.push_back(std::move(put));
  for (auto& removal : step.removals) change.removals.push_back(std::move(removal));
}

}  // namespace

void buying::pass_on(Change& change, View const& view, Asked& asked, PersonId person) {
  purchases::pass_on(change, view, asked, person);
  auto const pools = bound_rows<Pool, PoolId>(view, std::move(IndexKey(Index::pools_by_owner).id(person)), true);
  if (pools.empty()) return;
  OverlayView now(view);
  now.add(change);
  for (auto const& pool : pools) {
    if (!pools::is_running(*pool) || manages_node(now, person, pool->organisation)) continue;
    auto const next = next_organiser(now, *pool);
    if (!next) continue;
    Change step;
    pools::give(step, now, asked, *pool, next);
    now.add(step);
    join(change, std::move(step));
  }
}

namespace {

constexpr std::size_t moved_nodes_max = 2'000;

/// An organisation and what hangs below it has moved from under one node to under another. First what is corrected, as
/// steps of their own; then what has other readers by all of it is put again, as it is.
class BuyingMoved {
 public:
  BuyingMoved(Change& change, View const& before, Asked& asked, OrganisationId moved)
      : change_(change), before_(before), now_(before), asked_(asked) {
    now_.add(change);
    gather(moved);
    old_above_ = tree::ancestors(before, moved);
  }

  void go() {
    for (auto const node : moved_) correct_contracts(node);
    for (auto const node : old_above_) correct_contracts(node);
    auto const touched = pools_touched();
    for (auto const id : touched) correct_pool(id);
    auto const purchases = purchases::touched_by_move(before_, moved_);
    for (auto const id : purchases) {
      Change step;
      purchases::correct_moved(step, now_, asked_, id);
      take(std::move(step));
    }
    Following following(change_, before_);
    for (auto const node : moved_) follow_node(following, node);
    for (auto const node : old_above_) follow_savings(following, node);
    for (auto const id : touched) follow_pool(following, id);
    for (auto const id : purchases) {
      following.follow(before_.find<Purchase>(id));
      purchases::follow_bound(following, before_, id);
    }
  }

 private:
  void gather(OrganisationId node) {
    moved_.insert(node);
    for (auto const below : tree::children_of(now_, node, moved_nodes_max)) {
      if (moved_.size() < moved_nodes_max && !moved_.contains(below)) gather(below);
    }
  }

  void take(Change step) {
    now_.add(step);
    join(change_, std::move(step));
  }

  static std::vector<std::shared_ptr<Contract const>> contracts_at(View const& view, OrganisationId node) {
    return bound_rows<Contract, ContractId>(view, std::move(IndexKey(Index::contracts_by_organisation).id(node)));
  }

  /// Shared with a trust that it has left, it is shared with the organisation alone: widening is nobody's side effect.
  std::optional<OrganisationId> shared_as_moved(OrganisationId owner, std::optional<OrganisationId> with) const {
    if (!with || tree::is_within(now_, owner, *with)) return with;
    return owner;
  }

  /// Whoever looks after it belongs to it still: its organisation, one above it, or a school of the same trust.
  ContractSeat seat_as_moved(Contract const& it) const {
    auto const seat = it.details.owner;
    if (tree::is_within(now_, it.organisation, seat.organisation)) return seat;
    bool const at_site = it.details.sites.contains(seat.organisation) &&
                         tree::trust_of(now_, seat.organisation) == tree::trust_of(now_, it.organisation);
    if (at_site) return seat;
    return {it.organisation, Role::business_manager};
  }

  void correct_contracts(OrganisationId node) {
    for (auto const& it : contracts_at(before_, node)) {
      auto corrected = *it;
      corrected.shared_with = shared_as_moved(it->organisation, it->shared_with);
      corrected.details.owner = seat_as_moved(*it);
      if (corrected.shared_with == it->shared_with && corrected.details.owner == it->details.owner) continue;
      Change step;
      buying::put(step, now_, it.get(), std::move(corrected), asked_.today);
      take(std::move(step));
    }
  }

  bool has_moved(OrganisationId node) const { return moved_.contains(node); }

  /// Those of moved organisations, and those in which a moved school takes or took part.
  std::set<PoolId> pools_touched() const {
    std::set<PoolId> out;
    for (auto const& it : bound_rows<Pool, PoolId>(before_, IndexKey(Index::pools_all), true)) {
      if (has_moved(it->organisation)) out.insert(it->id);
    }
    for (auto const node : moved_) {
      auto key = IndexKey(Index::participations_by_school);
      key.id(node);
      for (auto const& it : bound_rows<Participation, ParticipationId>(before_, std::move(key), true)) {
        out.insert(it->pool);
      }
    }
    return out;
  }

  void correct_pool(PoolId id) {
    auto const pool = now_.find<Pool>(id);
    if (!pool || !has_moved(pool->organisation)) return;
    auto const shared_with = shared_as_moved(pool->organisation, pool->shared_with);
    if (shared_with != pool->shared_with) {
      auto corrected = *pool;
      corrected.shared_with = shared_with;
      Change step;
      buying::put(step, now_, *pool, std::move(corrected));
      take(std::move(step));
    }
    auto const shared = now_.find<Pool>(id);
    if (!pools::is_running(*shared) || manages_node(now_, shared->owner, shared->organisation)) return;
    auto const next = next_organiser(now_, *shared);
    if (!next) return;
    Change step;
    pools::give(step, now_, asked_, *shared, next);
    take(std::move(step));
  }

  void follow_node(Following& following, OrganisationId node) const {
    for (auto const& it : contracts_at(before_, node)) {
      following.follow(it);
      following.follow(before_.find<ContractTerms>(it->id));
      following.follow(buying::entries_of(before_, it->id));
      following.follow_notices(Index::notifications_by_contract, it->id.value);
    }
    following.follow(before_.find<BuyingBands>(node));
    follow_savings(following, node);
  }

  void follow_savings(Following& following, OrganisationId node) const {
    auto key = IndexKey(Index::savings_by_organisation);
    key.id(node);
    for (auto const& it : bound_rows<Saving, SavingId>(before_, std::move(key), true)) {
      following.follow(it);
      following.follow_notices(Index::notifications_by_saving, it->id.value);
    }
  }

  void follow_pool(Following& following, PoolId id) const {
    following.follow(before_.find<Pool>(id));
    following.follow(buying::participations_of(before_, id));
    following.follow_notices(Index::notifications_by_pool, id.value);
  }

  Change& change_;
  View const& before_;
  OverlayView now_;
  Asked& asked_;
  std::set<OrganisationId> moved_;
  std::vector<OrganisationId> old_above_;
};

}  // namespace

void buying::move_along(Change& change, View const& view, View const&, Asked& asked, OrganisationId moved) {
  auto const answer_key = change.answer_key;
  BuyingMoved(change, view, asked, moved).go();
  change.answer_key = answer_key;
}

}  // namespace staffroom
