// What time does to purchases: the deadline of the quotes passes, the standstill of an award ends.
#include "store/purchases.hpp"

namespace staffroom {
namespace {

void tell_deadline(Change& change, View const& view, Asked& asked, Purchase const& it) {
  bool const is_over = it.stage == PurchaseStage::go_to_market && it.deadline_at && *it.deadline_at <= asked.now;
  if (!is_over || it.deadline_told) return;
  auto people = purchases::named_as(it, PurchaseRole::chair);
  people.push_back(it.owner);
  // Whether anything came is not told: whoever may open finds out.
  purchases::tell(change, view, asked, it, people, Because::purchase_to_open);
  auto told = it;
  told.deadline_told = true;
  change.answer_key = record_key<Purchase>(it.id);
  purchases::put(change, view, asked, &it, std::move(told));
}

void tell_standstill(Change& change, View const& view, Asked& asked, Award const& award) {
  bool const is_over = award.state == AwardState::published && award.standstill_ends &&
                       *award.standstill_ends < asked.today && !award.standstill_told;
  auto const it = view.find<Purchase>(award.id);
  if (!is_over || !it) return;
  auto told = award;
  told.standstill_told = true;
  ++told.version;
  change.put(std::move(told));
  purchases::tell(change, view, asked, *it, {it->owner}, Because::award_to_confirm);
}

}  // namespace

void purchases::apply_due(Change& change, View const& view, Asked& asked, Due what, std::uint64_t id) {
  if (what == Due::purchase_deadline) {
    if (auto const it = view.find<Purchase>(PurchaseId{id})) tell_deadline(change, view, asked, *it);
  } else if (what == Due::standstill_over) {
    if (auto const it = view.find<Award>(PurchaseId{id})) tell_standstill(change, view, asked, *it);
  }
}

}  // namespace staffroom
