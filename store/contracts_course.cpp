// What becomes of a contract: notice, options, its end, mistakes; and what happens under it, entry by entry.
#include "store/answering.hpp"
#include "store/contracts.hpp"
#include "store/money.hpp"

namespace staffroom {

using contracts::AlsoExit;

namespace {

Result<void> check_is_running(Contract const& it) {
  if (it.state == ContractState::planned) return wrong_state("It has not begun yet: edit its dates instead.");
  if (it.state == ContractState::notice_given) return wrong_state("Notice was given already.");
  if (it.state == ContractState::current) return {};
  return wrong_state("It has ended, or was entered by mistake.");
}

}  // namespace

// ---- its course

Result<Change> decide(View const& view, Asked& asked, GiveNotice const& command) {
  TRY_INTO(auto const contract, buying::contract_for(view, asked, command.contract, Action::give_notice));
  TRY(check_is_running(*contract));
  if (command.given > asked.today) {
    return Error::unprocessable("body.given", "This day is to come. Say on which day notice was given.");
  }
  if (command.given > contract->details.ends) {
    return Error::unprocessable("body.given", "The contract's last day was before this day.");
  }
  if (command.given > contract->notice_by && command.reason.empty()) {
    return Error::unprocessable("body.reason",
                                "The last day for notice had passed. Write down what the supplier said to it.");
  }
  TRY(check_words({command.reason.value}));
  auto given = *contract;
  given.state = ContractState::notice_given;
  given.notice_given = command.given;
  given.reason = command.reason;
  Change change;
  change.answer_key = record_key<Contract>(contract->id);
  contracts::answer_notices(change, view, contract->id, AlsoExit::no);
  buying::put(change, view, contract.get(), std::move(given), asked.today);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, ExtendContract const& command) {
  TRY_INTO(auto const contract, buying::contract_for(view, asked, command.contract, Action::extend));
  TRY(check_is_running(*contract));
  auto extended = *contract;
  auto& details = extended.details;
  if (details.extensions_left == 0) {
    return Error::conflict("no_option_left",
                           "No option to extend is left. Edit its dates if you have agreed new ones.");
  }
  details.ends = buying::add_months(details.ends, static_cast<int>(details.extension_months));
  if (details.ends > contracts::last_date) {
    return Error::conflict("too_far", "It would end after 2100, and dates do not go so far.");
  }
  if (--details.extensions_left == 0) details.extension_months = 0;
  Change change;
  change.answer_key = record_key<Contract>(contract->id);
  contracts::answer_notices(change, view, contract->id, AlsoExit::yes);
  buying::put(change, view, contract.get(), std::move(extended), asked.today);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, EndContract const& command) {
  TRY_INTO(auto const contract, buying::contract_for(view, asked, command.contract, Action::end));
  if (contract->state >= ContractState::ended) {
    return wrong_state("It has ended already, or was entered by mistake.");
  }
  auto const& details = contract->details;
  if (command.ends < details.starts) {
    return Error::unprocessable("body.ends", "The contract begins after this day. If it was a mistake, mark it so.");
  }
  if (command.ends > details.ends) {
    return Error::unprocessable("body.ends", "It ends before this day already. Extend it, or edit its dates.");
  }
  TRY(check_reason(command.reason, "Write down why it ends early."));
  auto ended = *contract;
  ended.details.ends = command.ends;
  ended.reason = command.reason;
  if (command.ends < asked.today) {
    ended.state = ContractState::ended;
    ended.ended = asked.now;
  } else {
    ended.state = ContractState::notice_given;
    if (!ended.notice_given) ended.notice_given = asked.today;
  }
  Change change;
  change.answer_key = record_key<Contract>(contract->id);
  contracts::answer_notices(change, view, contract->id, AlsoExit::no);
  buying::put(change, view, contract.get(), std::move(ended), asked.today);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, VoidContract const& command) {
  TRY_INTO(auto const contract, buying::contract_for(view, asked, command.contract, Action::void_entry));
  if (contract->state == ContractState::voided) return wrong_state("It is marked as a mistake already.");
  TRY(check_reason(command.reason, "Write down what the mistake was."));
  auto voided = *contract;
  voided.state = ContractState::voided;
  voided.reason = command.reason;
  if (!voided.ended) voided.ended = asked.now;
  Change change;
  change.answer_key = record_key<Contract>(contract->id);
  answer_all_needs(change, view, contract->id);
  buying::put(change, view, contract.get(), std::move(voided), asked.today);
  return change;
}

// ---- what happens under it

Result<Change> decide(View const& view, Asked& asked, AddContractEntry const& command) {
  if (asked.actor.is_system()) return Error::not_found();  // somebody saw it
  TRY_INTO(auto const contract,
           buying::contract_for(view, asked, command.contract, Action::edit, buying::CheckVersion::no));
  if (contract->state == ContractState::voided) {
    return wrong_state("It was entered by mistake: nothing happens under it.");
  }
  if (command.date > asked.today) {
    return Error::unprocessable("body.date", "This day is to come. Enter what has happened.");
  }
  if (command.what.empty()) return Error::unprocessable("body.what", "Say in a few words what it was.");
  if (command.amount) TRY(money::check(*command.amount, "body.amount"));
  TRY(check_words({command.what.value, command.note.value}));
  return Change{}.put(ContractEntry{.id = asked.take<ContractEntryId>(),
                                    .contract = contract->id,
                                    .type = command.type,
                                    .date = command.date,
                                    .what = command.what,
                                    .quantity = command.quantity,
                                    .amount = command.amount,
                                    .as_agreed = command.as_agreed,
                                    .note = command.note,
                                    .author = asked.actor.person,
                                    .created = asked.now});
}

Result<Change> decide(View const& view, Asked& asked, RemoveContractEntry const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const entry, door.readable<ContractEntry>("ids.contract_entry", command.contract_entry));
  TRY_INTO(auto const contract, door.readable<Contract>("ids.contract_entry", entry->contract));
  TRY(door.may(Thing::contract, Action::edit, buying::subject_of(contract)));
  if (entry->author != asked.actor.person) {
    return Error::forbidden("role", "Only whoever entered it removes it. Enter what is right beside it.");
  }
  TRY(check_version(asked, entry->version));
  if (contract->state == ContractState::voided) {
    return wrong_state("It was entered by mistake: nothing of it changes any more.");
  }
  Change change;
  change.remove<ContractEntry>(entry->id);
  return change;
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListContractEntries const& query, Page const& page) {
  Door const door(view, asked);
  TRY(door.readable<ContractTerms>("ids.contract", query.contract));  // entries are read as the terms are
  Envelope envelope(view);
  auto const prefix = IndexKey(Index::contract_entries_by_contract).id(query.contract).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    ContractEntryId const id{~read_u64(key.substr(key.size() - 8))};
    auto const found = view.find<ContractEntry>(id);
    if (!found || !door.may_read(*found)) return false;
    if (into) into->item_of<ContractEntry>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetContractEntry const& query, Page const&) {
  Door const door(view, asked);
  TRY_INTO(auto const found, door.readable<ContractEntry>("ids.contract_entry", query.contract_entry));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
