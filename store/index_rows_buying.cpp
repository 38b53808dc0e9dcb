// Index rows of buying together: its lists, what the radar looks through, and what is due.
#include <algorithm>

#include "store/contracts.hpp"
#include "store/index_rows_making.hpp"
#include "store/money.hpp"
#include "store/radar.hpp"

namespace staffroom::rows {
namespace {

std::uint32_t number_of(Date date) { return static_cast<std::uint32_t>(date.days); }

bool is_live(Contract const& it) { return it.state < ContractState::ended; }

/// One row of a record for each instant: of two things that fall due together the first is done first, and the other
/// when the record is looked at again.
void add_due(Rows& out, IndexRow due) {
  bool const taken = std::any_of(out.begin(), out.end(), [&](auto const& it) { return it.key == due.key; });
  if (!taken) out.push_back(std::move(due));
}

void add_contract_due(Rows& out, Contract const& it) {
  auto const id = it.id.value;
  auto const& details = it.details;
  if (it.state == ContractState::planned) add_due(out, due_on(details.starts, Kind::contract, id, Due::start_contract));
  if (is_live(it)) add_due(out, due_after(details.ends, Kind::contract, id, Due::end_contract));
  if (is_live(it) && details.trigger && !it.trigger_told) {
    add_due(out, due_on(*details.trigger, Kind::contract, id, Due::contract_trigger));
  }
  if (it.state != ContractState::current || !contracts::is_reminded(details)) return;
  if (it.reminded < limits::notice_reminders.size()) {
    Date const day{it.notice_by.days - limits::notice_reminders[it.reminded]};
    add_due(out, due_on(day, Kind::contract, id, Due::remind_contract));
  } else if (it.reminded < contracts::reminders_over) {
    add_due(out, due_after(it.notice_by, Kind::contract, id, Due::remind_contract));  // nothing to be said any more
  }
}

}  // namespace

Rows rows(Contract const& it) {
  auto const& details = it.details;
  auto const ends = number_of(details.ends);
  Rows out{row(IndexKey(Index::contracts_by_organisation).id(it.organisation).u32(ends).id(it.id)),
           row(IndexKey(Index::contracts_all).byte(is_live(it) ? 0 : 1).u32(ends).id(it.id), radar::row_of(it))};
  if (it.state == ContractState::voided) return out;
  out.push_back(row(IndexKey(Index::contracts_by_supplier).id(details.supplier).id(it.organisation).id(it.id)));
  out.push_back(
      row(IndexKey(Index::contracts_by_identity).id(it.organisation).u64(radar::identity_of(details)).id(it.id)));
  if (is_live(it)) {
    out.push_back(row(IndexKey(Index::radar).id(it.id), radar::row_of(it)));
    auto seat = IndexKey(Index::contracts_by_seat);
    seat.id(details.owner.organisation).byte(std::uint8_t(details.owner.role)).u32(number_of(it.notice_by)).id(it.id);
    out.push_back(row(std::move(seat)));
    if (it.notice_provisional) out.push_back(row(IndexKey(Index::contracts_provisional).id(it.id)));
  }
  add_contract_due(out, it);
  return out;
}

Rows rows(ContractTerms const& it) {
  if (!it.money.annual) return {};
  auto const gross = money::split(*it.money.annual).gross;
  return {row(IndexKey(Index::radar_money).id(it.id), value_of(static_cast<std::uint64_t>(gross)))};
}

Rows rows(ContractEntry const& it) {
  return {row(IndexKey(Index::contract_entries_by_contract).id(it.contract).descending(it.id.value))};
}

Rows rows(Supplier const& it) {
  Rows out{row(IndexKey(Index::suppliers_by_name).text(folded(it.name.value)).byte(0).id(it.id))};
  if (!it.company_number.empty()) {
    out.push_back(row(IndexKey(Index::suppliers_by_number).text(folded(it.company_number.value)).byte(0).id(it.id)));
  }
  if (it.merged_into) out.push_back(row(IndexKey(Index::suppliers_by_target).id(*it.merged_into).id(it.id)));
  return out;
}

Rows rows(SupplierExperience const& it) {
  return {row(IndexKey(Index::experience_by_supplier).id(it.supplier).descending(it.id.value)),
          row(IndexKey(Index::experience_by_organisation).id(it.organisation).id(it.supplier).id(it.id))};
}

Rows rows(Pool const& it) {
  Rows out{row(IndexKey(Index::pools_all).descending(it.id.value)),
           row(IndexKey(Index::pools_by_owner).id(it.owner).descending(it.id.value))};
  for (auto const& one : it.schools) {
    out.push_back(row(IndexKey(Index::pools_by_school).id(one.school).descending(it.id.value)));
  }
  if (it.state == PoolState::open && !it.close_asked) {
    out.push_back(due_after(it.terms.join_by, Kind::pool, it.id.value, Due::pool_join_over));
  }
  return out;
}

Rows rows(Participation const& it) {
  return {row(IndexKey(Index::participations_by_pool).id(it.pool).id(it.school).id(it.id)),
          row(IndexKey(Index::participations_by_school).id(it.school).descending(it.id.value))};
}

Rows rows(RadarPlan const&) { return {}; }
Rows rows(ThresholdTable const&) { return {}; }
Rows rows(BuyingBands const&) { return {}; }
Rows rows(ImportMapping const&) { return {}; }

Rows rows(Saving const& it) {
  return {row(IndexKey(Index::savings_by_organisation).id(it.organisation).descending(it.id.value)),
          row(IndexKey(Index::savings_all).descending(it.id.value))};
}

}  // namespace staffroom::rows
