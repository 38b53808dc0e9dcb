// Rows of contract registers: contracts that are new, that change, that are as they were. Each row is made of the very
// commands that its author could send one by one, and passes the door as they would.
#include <algorithm>
#include <array>

#include "store/buying.hpp"
#include "store/contracts.hpp"
#include "store/imports_contracts.hpp"
#include "store/imports_contracts_words.hpp"
#include "store/imports_people_words.hpp"
#include "store/imports_row_work.hpp"
#include "store/index_rows.hpp"
#include "store/radar.hpp"
#include "store/tree.hpp"

namespace staffroom::imports {
namespace {

using ContractFound = std::shared_ptr<Contract const>;
constexpr std::size_t looked_through_max = 50;

// ---- whether it is there already

/// Of that name: those that were merged away too, since contracts keep the id that they were given. The one that is
/// kept first.
std::vector<SupplierId> suppliers_named(View const& view, Name const& name) {
  std::vector<SupplierId> out;
  auto const prefix = IndexKey(Index::suppliers_by_name).text(folded(name.value)).byte(0).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    if (key.size() != prefix.size() + 8) return true;
    SupplierId const id{read_u64(key.substr(prefix.size()))};
    if (auto const kept = buying::supplier_of(view, id)) {
      if (std::find(out.begin(), out.end(), kept->id) == out.end()) out.insert(out.begin(), kept->id);
    }
    if (std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
    return true;
  });
  return out;
}

bool is_live_contract(Contract const& it) { return it.state < ContractState::ended; }

/// The better of two: one that has not ended, else the one that ended last.
void prefer(ContractFound& best, ContractFound other) {
  if (!other || other->state == ContractState::voided) return;
  bool const better = !best || (is_live_contract(*other) && !is_live_contract(*best)) ||
                      (is_live_contract(*other) == is_live_contract(*best) && other->details.ends > best->details.ends);
  if (better) best = std::move(other);
}

template <class IsIt>
ContractFound contract_by_identity(View const& view, OrganisationId node, ContractDetails const& like,
                                   IsIt const& is_it) {
  ContractFound best;
  auto const prefix = IndexKey(Index::contracts_by_identity).id(node).u64(radar::identity_of(like)).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto it = view.find<Contract>(ContractId{read_u64(key.substr(prefix.size()))});
    if (it && is_it(*it)) prefer(best, std::move(it));
    return true;
  });
  return best;
}

/// What was kept with a number, and is in the file without one; among the first of its supplier. `several`: more than
/// one that has not ended.
ContractFound contract_by_title(View const& view, OrganisationId node, SupplierId supplier, std::string const& title,
                                bool& several) {
  ContractFound best;
  std::size_t looked = 0, live = 0;
  auto const prefix = IndexKey(Index::contracts_by_supplier).id(supplier).id(node).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto it = view.find<Contract>(ContractId{read_u64(key.substr(prefix.size()))});
    if (it && folded(it->details.title.value) == title) {
      live += is_live_contract(*it) ? 1 : 0;
      prefer(best, std::move(it));
    }
    return ++looked < looked_through_max;
  });
  several = live > 1;
  return best;
}

ContractFound contract_like(View const& view, WantedContract const& wanted, std::vector<SupplierId> const& suppliers,
                            bool& several) {
  auto like = wanted.details;
  auto const node = wanted.node->id;
  bool const has_number = !like.reference.empty();
  if (has_number) {
    auto const number = folded(like.reference.value);
    auto found = contract_by_identity(view, node, like,
                                      [&](auto const& it) { return folded(it.details.reference.value) == number; });
    if (found) return found;
  }
  like.reference = {};
  auto const title = folded(like.title.value);
  for (auto const supplier : suppliers) {
    like.supplier = supplier;
    auto found = contract_by_identity(view, node, like, [&](auto const& it) {
      return it.details.reference.empty() && it.details.supplier == supplier && folded(it.details.title.value) == title;
    });
    if (!found && !has_number) found = contract_by_title(view, node, supplier, title, several);
    if (found) return found;
  }
  return nullptr;
}

/// The file still says what was agreed first, and the contract has renewed since, or taken an option.
void follow_course(Contract const& kept, ContractDetails& said) {
  auto const& now = kept.details;
  if (said.ends >= now.ends) return;
  auto ends = said.ends;
  while (said.renewal_months > 0 && ends < now.ends) {
    ends = buying::add_months(ends, static_cast<int>(said.renewal_months));
  }
  if (ends == now.ends) said.ends = ends;
  ends = said.ends;
  for (std::uint32_t taken = 1; taken <= said.extensions_left; ++taken) {
    ends = buying::add_months(ends, static_cast<int>(said.extension_months));
    if (ends != now.ends || said.extensions_left - taken != now.extensions_left) continue;
    said.ends = ends;
    said.extensions_left = now.extensions_left;
    said.extension_months = now.extension_months;
    return;
  }
}

// ---- what is wrong

struct FieldAt {
  std::string_view path;
  ImportField field;
};
constexpr std::array fields_at{FieldAt{"body.details.ends", ImportField::ends},
                               FieldAt{"body.details.starts", ImportField::starts},
                               FieldAt{"body.details.notice", ImportField::notice},
                               FieldAt{"body.details.renewal", ImportField::renewal},
                               FieldAt{"body.details.extension", ImportField::extensions},
                               FieldAt{"body.details.sites", ImportField::sites},
                               FieldAt{"body.details.owner", ImportField::owner_role},
                               FieldAt{"body.details.supplier", ImportField::supplier},
                               FieldAt{"body.supplier_name", ImportField::supplier},
                               FieldAt{"body.money.annual", ImportField::annual_value},
                               FieldAt{"body.money.total", ImportField::total_value}};

Planned refused_row(Desk const& desk, ImportRow row, Error const& error) {
  if (error.code == ErrorCode::forbidden) {
    return failed(std::move(row), "Contracts of this organisation are kept by its business manager or its leaders.");
  }
  std::optional<Line> column;
  for (auto const& it : fields_at) {
    if (error.path.starts_with(it.path)) column = desk.columns.header_of(it.field);
  }
  return failed(std::move(row), error, std::move(column));
}

// ---- what a row does

/// With all of the network if the settings let it, else as widely as they do; what it costs is shown to nobody else.
std::optional<OrganisationId> widest_sharing(View const& view, Door const& door, OrganisationId owner) {
  for (auto const node : {tree::root(view), tree::trust_of(view, owner)}) {
    auto const within = buying::may_be_shared(view, door, owner, node);
    if (within && *within) return node;
  }
  return std::nullopt;
}

Planned add_contract(Desk const& desk, Asked& asked, ImportRow row, WantedContract wanted,
                     std::vector<SupplierId> const& suppliers) {
  RowWork work(desk, asked);
  bool const is_known = !suppliers.empty();
  if (is_known) {
    wanted.details.supplier = suppliers.front();
  } else {
    auto const made = work.make<Supplier>(
        CreateSupplier{.organisation = wanted.node->id, .supplier_name = wanted.supplier, .sme = wanted.sme});
    if (!made) return refused_row(desk, std::move(row), made.error());
    wanted.details.supplier = *made;
  }
  CreateContract const command{.organisation = wanted.node->id,
                               .details = wanted.details,
                               .money = wanted.money,
                               .shared_with = widest_sharing(desk.view, Door(desk.view, asked), wanted.node->id)};
  auto const made = work.make<Contract>(command);
  if (!made) return refused_row(desk, std::move(row), made.error());
  row.contract = *made;
  auto const contract = work.view().find<Contract>(*made);
  auto words = wanted.details.title.value + ", until " + words_of(contract->details.ends);
  if (contract->details.ends != wanted.details.ends) words += ", as it renewed by itself";
  if (contract->state == ContractState::ended) words += ": it is over";
  if (!is_known) words += "; " + wanted.supplier.value + " is a new supplier";
  return passed(std::move(row), RowOutcome::added, words + wanted.remarks + ".", work.take());
}

void say_changes(RowWork& work, ContractDetails const& before, ContractDetails const& after) {
  if (before.title != after.title) work.say("called " + after.title.value);
  if (before.supplier != after.supplier) work.say("another supplier");
  if (before.category != after.category) work.say("category: " + std::string(name_of(after.category)));
  if (before.starts != after.starts) work.say("first day: " + words_of(after.starts));
  if (before.ends != after.ends) work.say("last day: " + words_of(after.ends));
  if (before.notice != after.notice) work.say("notice: " + words_of_notice(after.notice));
  if (before.renewal_months != after.renewal_months) {
    work.say("renews by itself: " + words_of_renewal(after.renewal_months));
  }
  Extensions const had{before.extensions_left, before.extension_months};
  Extensions const has{after.extensions_left, after.extension_months};
  if (words_of_extensions(had) != words_of_extensions(has)) work.say("options: " + words_of_extensions(has));
  if (before.sites != after.sites) work.say("other schools");
  if (before.owner != after.owner) work.say("looked after by another role");
  bool const other = before.description != after.description || before.reference != after.reference ||
                     before.method != after.method || before.framework != after.framework || before.cfr != after.cfr ||
                     before.trigger != after.trigger;
  if (other) work.say("other details");
}

void say_changes(RowWork& work, ContractMoney const& before, ContractMoney const& after) {
  auto const one = [&](std::string_view what, std::optional<Amount> const& had, std::optional<Amount> const& has) {
    if (had == has) return;
    work.say(std::string(what) + (has ? ": £" + words_of_pence(has->pence) + " " + words_of_vat(*has) : " taken out"));
  };
  one("cost a year", before.annual, after.annual);
  one("cost over its term", before.total, after.total);
  bool const other = before.early_termination != after.early_termination || before.exit_plan != after.exit_plan ||
                     before.data_protection != after.data_protection;
  if (other) work.say("other terms");
}

/// Of an existing contract the supplier that the row names: the one that it has, if that is meant.
Result<void> name_supplier(RowWork& work, WantedContract& wanted, Contract const& kept,
                           std::vector<SupplierId> const& suppliers) {
  wanted.details.supplier = kept.details.supplier;
  auto const now = buying::supplier_of(work.view(), kept.details.supplier);
  for (auto const id : suppliers) {
    if (id == kept.details.supplier || (now && id == now->id)) return {};
  }
  if (!suppliers.empty()) {
    wanted.details.supplier = suppliers.front();
    return {};
  }
  TRY_INTO(wanted.details.supplier,
           work.make<Supplier>(
               CreateSupplier{.organisation = wanted.node->id, .supplier_name = wanted.supplier, .sme = wanted.sme}));
  return {};
}

Planned change_contract(Desk const& desk, Asked& asked, ImportRow row, WantedContract wanted, Contract const& kept,
                        ContractMoney const& money, std::vector<SupplierId> const& suppliers) {
  RowWork work(desk, asked);
  if (auto const named = name_supplier(work, wanted, kept, suppliers); !named) {
    return refused_row(desk, std::move(row), named.error());
  }
  if (wanted.details != kept.details) {
    auto const done = work.run(EditContract{.contract = kept.id, .details = wanted.details});
    if (!done) return refused_row(desk, std::move(row), done.error());
    say_changes(work, kept.details, work.view().find<Contract>(kept.id)->details);
  }
  if (wanted.money != money) {
    auto const done = work.run(EditContractMoney{.contract = kept.id, .money = wanted.money});
    if (!done) return refused_row(desk, std::move(row), done.error());
    say_changes(work, money, wanted.money);
  }
  auto words = capital(work.words());
  auto change = work.take();
  if (change.puts.empty()) return passed(std::move(row), RowOutcome::same, "");
  return passed(std::move(row), RowOutcome::changed, words, std::move(change));
}

}  // namespace

std::string identity_of_contract(Desk& desk, ImportRow const& row) {
  std::optional<Wrong> wrong;
  auto const node = place_of(desk, row, wrong);
  if (!node) return {};
  auto const cell = [&](ImportField field) {
    auto const text = desk.columns.cell(row, field);
    return says_nothing(unguarded_cell(text)) ? std::string() : folded(text);
  };
  auto const whose = std::to_string(node->id.value) + "\n";
  if (auto const number = cell(ImportField::reference); !number.empty()) return whose + number;
  auto const supplier = cell(ImportField::supplier);
  if (supplier.empty()) return {};
  auto const title = cell(ImportField::contract_title);
  return whose + supplier + "\n" + (title.empty() ? "\n" + cell(ImportField::category) : title);
}

Planned plan_contract(Desk& desk, Asked& asked, ImportRow row) {
  std::optional<Wrong> wrong;
  WantedContract wanted;
  auto const fail = [&] { return failed(std::move(row), wrong->words, desk.columns.header_of(wrong->field)); };
  row.contract.reset();
  wanted.node = place_of(desk, row, wrong);
  if (!wanted.node) return fail();
  row.organisation = wanted.node->id;
  if ((wrong = read_contract_key(desk, row, wanted))) return fail();
  auto const suppliers = suppliers_named(desk.view, wanted.supplier);
  bool several = false;
  auto kept = contract_like(desk.view, wanted, suppliers, several);
  if (several) {
    wrong = {"Several of your contracts are called so: give the reference.", ImportField::contract_title};
    return fail();
  }
  if (kept) row.contract = kept->id;
  if (wanted.over) {
    auto const* words = kept && is_live_contract(*kept) ? "Over, says the file. If that is right, end it on its page."
                                                        : "Over, says the file: it is not taken in.";
    return passed(std::move(row), RowOutcome::same, words);
  }
  auto const terms = kept ? desk.view.find<ContractTerms>(kept->id) : nullptr;
  auto const money = terms ? terms->money : ContractMoney{};
  auto const as_read = wanted;
  if ((wrong = read_contract(desk, row, wanted, kept.get(), money))) return fail();
  if (kept && !is_live_contract(*kept)) {
    if (wanted.details.ends <= kept->details.ends) return passed(std::move(row), RowOutcome::same, "It has ended.");
    kept = nullptr;  // the next one, of the same name
    row.contract.reset();
    wanted = as_read;
    if ((wrong = read_contract(desk, row, wanted, nullptr, {}))) return fail();
  }
  if (!kept) return add_contract(desk, asked, std::move(row), std::move(wanted), suppliers);
  follow_course(*kept, wanted.details);
  return change_contract(desk, asked, std::move(row), std::move(wanted), *kept, money, suppliers);
}

}  // namespace staffroom::imports
