// What time does to contracts: they begin, their notice dates come near and pass, they renew or end. And what a new
// calendar does to notice dates that lay beyond the old one.
#include "store/contracts.hpp"

namespace staffroom {
namespace {

using contracts::AlsoExit;

void tell_seat(Change& change, View const& view, Asked& asked, Contract const& it, Because because) {
  buying::tell(change, view, asked, buying::people_of(view, it.details.owner), {.because = because, .contract = it.id});
}

/// The newest of the reminders that are due; when the notice date is over, none: there is nothing to be done about it.
void remind_of_notice(Change& change, View const& view, Asked& asked, Contract const& contract) {
  if (contract.state != ContractState::current || !contracts::is_reminded(contract.details)) return;
  if (buying::notice_date(view, contract.details).date != contract.notice_by) {
    // The calendar has changed: the next tick reminds of the new date.
    buying::put(change, view, &contract, contract, asked.today);
    answer_needs(change, view, contract.id, Because::contract_notice_due);
    return;
  }
  auto reminded = contract;
  auto const& days = limits::notice_reminders;
  if (contract.notice_by < asked.today) {
    reminded.reminded = contracts::reminders_over;
  } else {
    while (reminded.reminded < days.size() && contract.notice_by.days - days[reminded.reminded] <= asked.today.days) {
      ++reminded.reminded;
    }
  }
  if (reminded.reminded == contract.reminded) return;
  bool const is_over = reminded.reminded == contracts::reminders_over;
  buying::put(change, view, &contract, std::move(reminded), asked.today);
  answer_needs(change, view, contract.id, Because::contract_notice_due);
  if (!is_over) tell_seat(change, view, asked, contract, Because::contract_notice_due);
}

void end_by_date(Change& change, View const& view, Asked& asked, Contract const& contract) {
  if (contract.state >= ContractState::ended || contract.details.ends >= asked.today) return;
  auto after = contract;
  bool const was_noticed = contract.state == ContractState::notice_given;
  if (!was_noticed) after.details.ends = contracts::renewed_until(contract.details, asked.today);
  bool const renews = after.details.ends >= asked.today;
  if (!renews) {
    after.state = ContractState::ended;
    after.ended = asked.now;
    after.reminded = contracts::reminders_over;
  }
  buying::put(change, view, &contract, std::move(after), asked.today);
  contracts::answer_notices(change, view, contract.id, AlsoExit::no);
  if (renews) {
    tell_seat(change, view, asked, contract, Because::contract_renewed);
  } else if (was_noticed) {
    answer_needs(change, view, contract.id, Because::contract_exit_due);
    tell_seat(change, view, asked, contract, Because::contract_exit_due);
  }
}

void tell_trigger(Change& change, View const& view, Asked& asked, Contract const& contract) {
  if (contract.state >= ContractState::ended || contract.trigger_told || !contract.details.trigger) return;
  auto told = contract;
  told.trigger_told = true;
  buying::put(change, view, &contract, std::move(told), asked.today);
  tell_seat(change, view, asked, contract, Because::contract_exit_due);
}

}  // namespace

void buying::apply_due(Change& change, View const& view, Asked& asked, Due what, std::uint64_t id) {
  if (what == Due::pool_join_over) {
    close_by_date(change, view, asked, PoolId{id});
    return;
  }
  auto const contract = view.find<Contract>(ContractId{id});
  if (!contract) return;
  switch (what) {
    case Due::start_contract:
      if (contract->state == ContractState::planned) put(change, view, contract.get(), *contract, asked.today);
      return;
    case Due::remind_contract: remind_of_notice(change, view, asked, *contract); return;
    case Due::end_contract: end_by_date(change, view, asked, *contract); return;
    case Due::contract_trigger: tell_trigger(change, view, asked, *contract); return;
    default: return;
  }
}

void buying::recompute_notice_dates(Change& change, View const& view, View const& after, Date today) {
  std::vector<ContractPtr> moved;
  view.scan_index(IndexKey(Index::contracts_provisional).take(), {}, [&](std::string_view key, std::string_view) {
    auto const contract = view.find<Contract>(ContractId{read_u64(key.substr(1))});
    if (!contract) return true;
    auto const now = notice_date(after, contract->details);
    if (now.date != contract->notice_by || now.provisional != contract->notice_provisional) moved.push_back(contract);
    // The others are looked at again when their reminders begin.
    return moved.size() < limits::decide_scanned_rows_max;
  });
  for (auto const& contract : moved) {
    if (notice_date(after, contract->details).date != contract->notice_by) {
      answer_needs(change, view, contract->id, Because::contract_notice_due);
    }
    put(change, after, contract.get(), *contract, today);
  }
}

}  // namespace staffroom
