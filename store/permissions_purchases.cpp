// The permission table's relations and conditions that speak of purchases: who runs one, who is named in it, and for
// which schools it is made.
#include <algorithm>

#include "store/permissions.hpp"
#include "store/purchases.hpp"

namespace staffroom {
namespace {

bool takes_part_in(View const& view, PersonStanding const& me, Purchase const& purchase) {
  return std::any_of(purchase.schools.begin(), purchase.schools.end(),
                     [&](auto const& one) { return buying::signs_for(view, me, one.school); });
}

}  // namespace

bool Door::holds_in_purchases(Relation relation, Subject const& subject) const {
  auto const& me = *standing_;
  auto const& it = *subject.purchase;
  auto const is_named = [&](PurchaseRole role) {
    return purchases::is_named(it, me.person, role) &&
           purchases::interest_of(it, me.person) != PurchaseInterestState::refused;
  };
  switch (relation) {
    case Relation::owner: return it.owner == me.person;
    case Relation::chair: return is_named(PurchaseRole::chair);
    case Relation::evaluator: return is_named(PurchaseRole::evaluator);
    case Relation::price_evaluator: return is_named(PurchaseRole::price_evaluator);
    case Relation::participant: return takes_part_in(view_, me, it);
    default: return false;
  }
}

bool Door::meets_purchase_condition(Condition condition, Subject const& subject) const {
  if (!subject.purchase) return false;
  auto const& it = *subject.purchase;
  auto const me = standing_->person;
  switch (condition) {
    case Condition::purchasing: return true;
    case Condition::unsealed: return purchases::is_unsealed(it);
    case Condition::declared: return purchases::interest_of(it, me) == PurchaseInterestState::cleared;
    case Condition::all_scored: return purchases::all_scored(view_, it.id);
    case Condition::awarded: return purchases::is_awarded(view_, it.id);
    case Condition::not_evaluator:
      return !purchases::is_named(it, me, PurchaseRole::evaluator) &&
             !purchases::is_named(it, me, PurchaseRole::price_evaluator);
    default: return false;
  }
}

}  // namespace staffroom
