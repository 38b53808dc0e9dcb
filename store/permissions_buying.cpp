// The permission table's relations and conditions that speak of buying together: who looks after a contract, who
// organises a pool and who signs for a school.
#include <algorithm>

#include "store/buying.hpp"
#include "store/permissions.hpp"

namespace staffroom {
namespace {

bool takes_part(View const& view, PersonStanding const& me, Pool const& pool) {
  return std::any_of(pool.schools.begin(), pool.schools.end(),
                     [&](auto const& one) { return one.signed_now && buying::signs_for(view, me, one.school); });
}

}  // namespace

bool Door::holds_in_buying(Relation relation, Subject const& subject) const {
  auto const& me = *standing_;
  switch (relation) {
    case Relation::owner: {
      auto contract = subject.contract;
      if (!contract && subject.saving && subject.saving->contract) {
        contract = view_.find<Contract>(*subject.saving->contract);
      }
      return contract && buying::holds_seat(me, contract->details.owner);
    }
    case Relation::organiser: return subject.pool && subject.pool->owner == me.person;
    case Relation::participant: return subject.pool && takes_part(view_, me, *subject.pool);
    case Relation::audience:
      if (subject.contract) return may_read(*subject.contract);
      return subject.pool && may_read(*subject.pool);
    default: return false;
  }
}

bool Door::meets_buying_condition(Condition condition, Subject const& subject) const {
  switch (condition) {
    case Condition::money_shared: return subject.contract && subject.contract->money_shared;
    case Condition::signatory: return buying::signs_for(view_, *standing_, subject.school);
    case Condition::used_supplier: return subject.used_supplier;
    default: return false;
  }
}

}  // namespace staffroom
