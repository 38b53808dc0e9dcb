// Suppliers: one list for the whole network, kept by its business managers and leaders.
#include <algorithm>

#include "store/answering.hpp"
#include "store/buying.hpp"

namespace staffroom {
namespace {

using SupplierPtr = std::shared_ptr<Supplier const>;

/// The one under the key that was not merged away; 0: none.
SupplierId supplier_at(View const& view, Index index, std::string_view text) {
  SupplierId found;
  auto const prefix = IndexKey(index).text(folded(text)).byte(0).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    // A longer name with the same beginning has other bytes where the id stands: keys of this one end here.
    if (key.size() != prefix.size() + 8) return true;
    auto const it = view.find<Supplier>(SupplierId{read_u64(key.substr(prefix.size()))});
    if (it && !it->merged_into) found = it->id;
    return !found;
  });
  return found;
}

Result<void> check_supplier_free(View const& view, Name const& name, Line const& number, SupplierId own) {
  auto const named = supplier_at(view, Index::suppliers_by_name, name.value);
  if (named && named != own) {
    return Error::conflict("supplier_exists", "There is a supplier of this name already. Choose it from the list.");
  }
  if (number.empty()) return {};
  auto const numbered = supplier_at(view, Index::suppliers_by_number, number.value);
  if (numbered && numbered != own) {
    return Error::conflict("supplier_exists",
                           "There is a supplier with this company number already. Choose it from the list.");
  }
  return {};
}

Result<void> check_supplier_number(Line const& number) {
  auto const& text = number.value;
  bool const is_word = std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  });
  if (text.empty() || (is_word && text.size() == 8)) return {};
  return Error::unprocessable("body.company_number",
                              "A company number has eight characters, like 01234567 or SC123456. Leave it empty if "
                              "you do not know it.");
}

/// Anywhere in the network: the list belongs to all.
Result<SupplierPtr> supplier_for(View const& view, Asked const& asked, SupplierId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto found, door.readable<Supplier>("ids.supplier", id));
  auto const node = asked.actor.is_system() ? OrganisationId{} : buying::managed_node(door.standing());
  TRY(door.may(Thing::supplier, action, {.organisation = node}));
  TRY(check_version(asked, found->version));
  if (found->merged_into) return wrong_state("This supplier was entered twice: change the one that is kept.");
  return found;
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, CreateSupplier const& command) {
  Door const door(view, asked);
  TRY(door.readable<Organisation>("body.organisation", command.organisation));
  TRY(door.may(Thing::supplier, Action::create, {.organisation = command.organisation}));
  TRY(check_supplier_number(command.company_number));
  TRY(check_words({command.note.value}));
  TRY(check_supplier_free(view, command.supplier_name, command.company_number, {}));
  return Change().put(Supplier{.id = asked.take<SupplierId>(),
                               .organisation = command.organisation,
                               .name = command.supplier_name,
                               .company_number = command.company_number,
                               .sme = command.sme,
                               .website = command.website,
                               .note = command.note,
                               .created = asked.now});
}

Result<Change> decide(View const& view, Asked& asked, EditSupplier const& command) {
  TRY_INTO(auto const found, supplier_for(view, asked, command.supplier, Action::edit));
  TRY(check_supplier_number(command.company_number));
  TRY(check_words({command.note.value}));
  TRY(check_supplier_free(view, command.supplier_name, command.company_number, found->id));
  auto supplier = *found;
  supplier.name = command.supplier_name;
  supplier.company_number = command.company_number;
  supplier.sme = command.sme;
  supplier.website = command.website;
  supplier.note = command.note;
  ++supplier.version;
  return Change().put(std::move(supplier));
}

Result<Change> decide(View const& view, Asked& asked, MergeSupplier const& command) {
  TRY_INTO(auto const found, supplier_for(view, asked, command.supplier, Action::merge));
  TRY_INTO(auto const into, Door(view, asked).readable<Supplier>("body.into", command.into));
  if (into->id == found->id || into->merged_into) {
    return Error::unprocessable("body.into", "Choose the other entry of this supplier, the one that is kept.");
  }
  Change change;
  auto const point = [&](Supplier supplier) {
    supplier.merged_into = into->id;
    ++supplier.version;
    change.put(std::move(supplier));
  };
  point(*found);
  // What was merged into it before goes along, so that one step leads to the one that is kept.
  for (auto const& id : buying::merged_into(view, found->id)) {
    if (auto const earlier = view.find<Supplier>(id)) point(*earlier);
  }
  for (auto const& it : buying::experience_of(view, found->id)) {
    auto moved = *it;
    moved.supplier = into->id;
    ++moved.version;
    change.put(std::move(moved));
  }
  return change;
}

std::vector<SupplierId> buying::merged_into(View const& view, SupplierId supplier) {
  std::vector<SupplierId> out;
  view.scan_index(IndexKey(Index::suppliers_by_target).id(supplier).take(), {},
                  [&](std::string_view key, std::string_view) {
                    out.push_back({read_u64(key.substr(9))});
                    return out.size() < limits::decide_scanned_rows_max;
                  });
  return out;
}

Result<Answer> answer(View const& view, Asked const& asked, ListSuppliers const& query, Page const& page) {
  Door const door(view, asked);
  Envelope envelope(view);
  auto const begins = query.words ? folded(query.words->value) : std::string();
  auto const prefix = IndexKey(Index::suppliers_by_name).text(begins).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    auto const found = view.find<Supplier>(SupplierId{read_u64(key.substr(key.size() - 8))});
    if (!found || found->merged_into || !door.may_read(*found)) return false;
    if (into) into->item_of<Supplier>(found->id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetSupplier const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Supplier>("ids.supplier", query.supplier));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
