// The contract register: what describes a contract and its money, with whom it is shared, and who finds it. What
// becomes of it is in contracts_course.cpp.
#include "store/contracts.hpp"

#include <set>

#include "store/answering.hpp"
#include "store/money.hpp"
#include "store/organisations.hpp"
#include "store/tree.hpp"

namespace staffroom {

using buying::CheckVersion;
using buying::ContractPtr;

// ---- what describes it

bool contracts::may_look_after(Role role) {
  return role == Role::business_manager || role == Role::headteacher || role == Role::trust_leader ||
         role == Role::administrator;
}

namespace {

constexpr std::uint32_t notice_months_max = 36;

Error refused_detail(std::string_view field, std::string_view what) {
  return Error::unprocessable("body.details." + std::string(field), std::string(what));
}

}  // namespace

Result<void> contracts::check_periods(ContractDetails const& it) {
  if (it.ends < it.starts) return refused_detail("ends", "The last day lies before the first. Change one of them.");
  bool const in_days = it.notice.unit == PeriodUnit::days;
  if (it.notice.count > (in_days ? limits::notice_days_max : notice_months_max)) {
    return refused_detail(
        "notice.count", in_days ? "A notice period has at most 1,100 days." : "A notice period has at most 36 months.");
  }
  if (it.renewal_months > limits::contract_months_max) {
    return refused_detail("renewal_months", "It renews for at most 600 months at a time. Give 0 if it does not.");
  }
  if (it.extension_months > limits::contract_months_max) {
    return refused_detail("extension_months", "An option to extend has at most 600 months.");
  }
  if (it.extensions_left > limits::extensions_max) {
    return refused_detail("extensions_left", "At most ten options to extend.");
  }
  if (it.extensions_left > 0 && it.extension_months == 0) {
    return refused_detail("extension_months", "Say how many months each option to extend has.");
  }
  if (it.extensions_left == 0 && it.extension_months > 0) {
    return refused_detail("extensions_left", "Say how many options to extend are left, or give no months for them.");
  }
  return {};
}

namespace {

/// Schools of its trust that the actor may read, each once. Those that it covered before are not asked for again.
Result<void> check_contract_sites(View const& view, Door const& door, OrganisationId organisation,
                                  ContractDetails const& it, ContractDetails const* before) {
  auto const trust = tree::trust_of(view, organisation);
  std::set<OrganisationId> seen;
  for (std::size_t i = 0; i < it.sites.size(); ++i) {
    auto const site = it.sites.values[i];
    auto const field = "sites[" + std::to_string(i) + "]";
    if (!seen.insert(site).second) return refused_detail(field, "This school is named twice.");
    if (before && before->sites.contains(site)) continue;
    TRY_INTO(auto const node, door.readable<Organisation>("body.details." + field, site));
    if (node->type != OrganisationType::school || !tree::is_within(view, site, trust)) {
      return refused_detail(field, "Choose schools of your own trust: a contract covers no others.");
    }
  }
  return {};
}

Result<void> check_contract_seat(View const& view, Door const& door, OrganisationId organisation,
                                 ContractDetails const& it, ContractDetails const* before) {
  if (before && before->owner == it.owner && before->sites == it.sites) return {};
  if (!contracts::may_look_after(it.owner.role)) {
    return refused_detail("owner.role",
                          "A contract is looked after by a business manager, headteacher, trust leader or "
                          "administrator. Choose one of these roles.");
  }
  TRY_INTO(auto const node, door.readable<Organisation>("body.details.owner.organisation", it.owner.organisation));
  if (!tree::is_within(view, organisation, node->id) && !it.sites.contains(node->id)) {
    return refused_detail("owner.organisation",
                          "The role is held at the contract's own organisation, above it, or at a school it covers.");
  }
  return {};
}

Result<void> check_contract_supplier(Door const& door, ContractDetails const& it, ContractDetails const* before) {
  if (!it.supplier) return refused_detail("supplier", "Choose the supplier.");
  if (before && before->supplier == it.supplier) return {};
  TRY(door.readable<Supplier>("body.details.supplier", it.supplier));
  return {};
}

}  // namespace

Result<void> contracts::check_details(View const& view, Door const& door, OrganisationId organisation,
                                      ContractDetails const& it, ContractDetails const* before) {
  TRY(check_contract_sites(view, door, organisation, it, before));
  TRY(check_contract_seat(view, door, organisation, it, before));
  TRY(check_contract_supplier(door, it, before));
  TRY(check_periods(it));
  return check_words({it.description.value});
}

Result<void> contracts::check_money(ContractMoney const& it) {
  if (it.annual) TRY(money::check_price(*it.annual, "body.money.annual"));
  if (it.total) TRY(money::check_price(*it.total, "body.money.total"));
  return check_words({it.early_termination.value, it.exit_plan.value, it.data_protection.value});
}

Date contracts::renewed_until(ContractDetails const& details, Date today) {
  auto ends = details.ends;
  while (details.renewal_months > 0 && ends < today && ends < last_date) {
    ends = std::min(buying::add_months(ends, static_cast<int>(details.renewal_months)), last_date);
  }
  return ends;
}

void contracts::answer_notices(Change& change, View const& view, ContractId id, AlsoExit exit) {
  answer_needs(change, view, id, Because::contract_notice_due);
  answer_needs(change, view, id, Because::contract_renewed);
  if (exit == AlsoExit::yes) answer_needs(change, view, id, Because::contract_exit_due);
}

ContractId contracts::make(Change& change, View const& view, Asked& asked, CreateContract const& wanted) {
  Contract made{.id = asked.take<ContractId>(),
                .organisation = wanted.organisation,
                .details = wanted.details,
                .shared_with = wanted.shared_with,
                .money_shared = wanted.shared_with && wanted.money_shared,
                .created = asked.now};
  if (!asked.actor.is_system()) made.author = asked.actor.person;
  auto const id = made.id;
  if (change.answer_key.empty()) change.answer_key = record_key<Contract>(id);
  made.details.ends = renewed_until(made.details, asked.today);
  if (made.details.ends < asked.today) {
    made.state = ContractState::ended;
    made.ended = asked.now;
  }
  buying::put(change, view, nullptr, std::move(made), asked.today);
  change.put(ContractTerms{.id = id, .money = wanted.money});
  return id;
}

namespace {

/// `within` of the sharing that is wanted, once the actor may do this at all: who may not is told that, and nothing of
/// what is wrong with their wish.
Result<void> may_share_contract(View const& view, Door const& door, OrganisationId owner,
                                std::optional<OrganisationId> with, Action action, Subject subject) {
  auto const within = buying::may_be_shared(view, door, owner, with);
  if (!within && within.error().code == ErrorCode::not_found) return within.error();
  subject.within = !within || *within;
  TRY(door.may(Thing::contract, action, subject));
  if (!within) return within.error();
  return {};
}

}  // namespace

// ---- commands

Result<Change> decide(View const& view, Asked& asked, CreateContract const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const node, door.readable<Organisation>("body.organisation", command.organisation));
  TRY(may_share_contract(view, door, node->id, command.shared_with, Action::create, {.organisation = node->id}));
  TRY(organisations::check_joined(*node));
  if (node->type == OrganisationType::partner) {
    return Error::unprocessable("body.organisation", "Contracts are kept for schools, trusts and the network.");
  }
  TRY(contracts::check_details(view, door, node->id, command.details, nullptr));
  TRY(contracts::check_money(command.money));
  Change change;
  contracts::make(change, view, asked, command);
  return change;
}

namespace {

/// What an edit answers, and whom it tells anew: a seat that has changed hears what the one before it had heard.
void follow_contract_edit(Change& change, View const& view, Asked& asked, Contract const& before,
                          Contract const& after) {
  bool const moved = buying::notice_date(view, after.details).date != before.notice_by;
  bool const handed_on = before.details.owner != after.details.owner;
  answer_needs(change, view, before.id, Because::contract_renewed);
  if (moved || handed_on) answer_needs(change, view, before.id, Because::contract_notice_due);
  if (before.details.trigger != after.details.trigger) {
    answer_needs(change, view, before.id, Because::contract_exit_due);
  }
  bool const was_told = before.state == ContractState::current && before.reminded > 0 &&
                        before.reminded < contracts::reminders_over && contracts::is_reminded(after.details);
  if (!handed_on || moved || !was_told || before.notice_by < asked.today) return;
  buying::tell(change, view, asked, buying::people_of(view, after.details.owner),
               {.because = Because::contract_notice_due, .contract = before.id});
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, EditContract const& command) {
  TRY_INTO(auto const contract, buying::contract_for(view, asked, command.contract, Action::edit));
  if (contract->state >= ContractState::ended) {
    return wrong_state("It has ended, or was entered by mistake: nothing of it changes any more.");
  }
  Door const door(view, asked);
  TRY(contracts::check_details(view, door, contract->organisation, command.details, &contract->details));
  auto edited = *contract;
  edited.details = command.details;
  if (contract->state != ContractState::notice_given) {
    edited.details.ends = contracts::renewed_until(command.details, asked.today);
  }
  if (edited.details.ends < asked.today && edited.details.ends != contract->details.ends) {
    return refused_detail("ends", "This day has passed. If the contract is over, end it; else choose a later day.");
  }
  if (edited.details == contract->details) return Change::unchanged<Contract>(contract->id);
  Change change;
  change.answer_key = record_key<Contract>(contract->id);
  follow_contract_edit(change, view, asked, *contract, edited);
  buying::put(change, view, contract.get(), std::move(edited), asked.today);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, EditContractMoney const& command) {
  TRY_INTO(auto const contract, buying::contract_for(view, asked, command.contract, Action::edit, CheckVersion::no));
  TRY_INTO(auto const terms, view.get<ContractTerms>("ids.contract", contract->id));
  TRY(check_version(asked, terms->version));
  if (contract->state == ContractState::voided) {
    return wrong_state("It was entered by mistake: nothing of it changes any more.");
  }
  TRY(contracts::check_money(command.money));
  if (terms->money == command.money) return Change::unchanged<ContractTerms>(terms->id);
  auto edited = *terms;
  edited.money = command.money;
  ++edited.version;
  return Change{}.put(std::move(edited));
}

Result<Change> decide(View const& view, Asked& asked, SetContractDocuments const& command) {
  TRY_INTO(auto const contract, buying::contract_for(view, asked, command.contract, Action::attach, CheckVersion::no));
  TRY_INTO(auto const terms, view.get<ContractTerms>("ids.contract", contract->id));
  TRY(check_version(asked, terms->version));
  if (contract->state == ContractState::voided) {
    return wrong_state("It was entered by mistake: nothing of it changes any more.");
  }
  Door const door(view, asked);
  std::set<ResourceId> seen;
  for (std::size_t i = 0; i < command.documents.size(); ++i) {
    auto const id = command.documents.values[i];
    auto const path = "body.documents[" + std::to_string(i) + "]";
    if (!seen.insert(id).second) return Error::unprocessable(path, "This document is named twice.");
    if (!terms->documents.contains(id)) TRY(door.readable<Resource>(path, id));
  }
  if (terms->documents == command.documents) return Change::unchanged<ContractTerms>(terms->id);
  auto edited = *terms;
  edited.documents = command.documents;
  ++edited.version;
  return Change{}.put(std::move(edited));
}

Result<Change> decide(View const& view, Asked& asked, ShareContract const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const contract, door.readable<Contract>("ids.contract", command.contract));
  auto const subject = buying::subject_of(contract);
  TRY(may_share_contract(view, door, contract->organisation, command.shared_with, Action::set_audience, subject));
  TRY(check_version(asked, contract->version));
  if (contract->state == ContractState::voided) {
    return wrong_state("It was entered by mistake, and is shared with nobody.");
  }
  auto shared = *contract;
  shared.shared_with = command.shared_with;
  shared.money_shared = command.shared_with && command.money_shared;
  if (shared.shared_with == contract->shared_with && shared.money_shared == contract->money_shared) {
    return Change::unchanged<Contract>(contract->id);
  }
  Change change;
  buying::put(change, view, contract.get(), std::move(shared), asked.today);
  return change;
}

}  // namespace staffroom
