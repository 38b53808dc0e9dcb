// Rows of contract registers, cell by cell.
#include <algorithm>

#include "store/imports_contracts.hpp"
#include "store/imports_contracts_words.hpp"
#include "store/index_rows.hpp"
#include "store/tree.hpp"

namespace staffroom::imports {
namespace {

using enum ImportField;
using MaybeWrong = std::optional<Wrong>;

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string single_spaced(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const hard = text.substr(i).starts_with("\u00A0");
    bool const blank = hard || std::string_view(" \n\r\t").find(text[i]) != std::string_view::npos;
    if (hard) ++i;
    if (!blank) out += text[i];
    if (blank && !out.empty() && out.back() != ' ') out += ' ';
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

/// One row's cells on their way into a contract.
class ContractCells {
 public:
  ContractCells(Desk& desk, ImportRow const& row) : desk_(desk), row_(row) {}

  bool has(ImportField field) const { return desk_.columns.has(field); }
  /// Empty, too, when it says that it isn't known.
  std::string_view cell(ImportField field) const {
    auto const text = desk_.columns.cell(row_, field);
    return says_nothing(unguarded_cell(text)) ? std::string_view() : text;
  }
  std::string header(ImportField field) const {
    auto const found = desk_.columns.header_of(field);
    return found ? found->value : std::string();
  }
  Desk& desk() { return desk_; }

  /// An empty cell empties it.
  template <class Text>
  MaybeWrong text(ImportField field, Text& into) const {
    if (!has(field)) return {};
    auto const said = unguarded_cell(cell(field));
    if (is_same_text(said, into.value)) return {};
    if (is_cut_cell(said) || code_points(said) > Text::length_max) {
      auto const most = std::to_string(std::min<std::size_t>(Text::length_max, limits::line_length_max));
      return Wrong{"Longer than " + most + " characters: shorten it, and write the rest on the contract's page.",
                   field};
    }
    into = Text{std::string(said)};
    return {};
  }
  /// What `read` makes of a cell that is not empty; `empty` otherwise.
  template <class Value, class Read>
  MaybeWrong value(ImportField field, Value& into, Value const& empty, Read const& read) const {
    if (!has(field)) return {};
    auto const said = cell(field);
    if (said.empty()) {
      into = empty;
      return {};
    }
    auto made = read(said);
    if (!made) return Wrong{made.error().detail, field};
    into = *std::move(made);
    return {};
  }

 private:
  Desk& desk_;
  ImportRow const& row_;
};

constexpr ImportField text_fields[] = {
    contract_title, supplier, category,   reference, description, method, framework,         cfr_code,
    school_name,    sites,    owner_role, exit_plan, school_urn,  status, early_termination, data_protection};

MaybeWrong check_formulas(ContractCells const& cells) {
  for (auto const field : text_fields) {
    if (!is_like_formula(cells.cell(field))) continue;
    return Wrong{"This begins like a formula. Take the sign at its beginning away.", field};
  }
  return {};
}

MaybeWrong read_contract_category(ContractCells& cells, WantedContract& wanted) {
  auto const said = cells.cell(category);
  if (said.empty()) {
    // Many registers have none: a title may be as good.
    wanted.category = category_of(cells.cell(contract_title), cells.desk().job.words);
    return {};
  }
  wanted.category = category_of(unguarded_cell(said), cells.desk().job.words);
  if (wanted.category) return {};
  return Wrong{"“" + std::string(unguarded_cell(said)) + "” is not known. Choose what it means.", category};
}

MaybeWrong read_contract_days(ContractCells const& cells, ContractDetails& details, bool is_new) {
  auto const one = [&](ImportField field, Date& into, char const* if_missing) -> MaybeWrong {
    auto const said = cells.cell(field);
    if (said.empty()) return is_new ? MaybeWrong(Wrong{if_missing, field}) : std::nullopt;
    auto const day = day_of(said);
    if (!day) return Wrong{day.error().detail, field};
    into = *day;
    return {};
  };
  if (auto wrong = one(starts, details.starts, "The first day is missing.")) return wrong;
  if (auto wrong = one(ends, details.ends, "The last day is missing.")) return wrong;
  return cells.value(trigger, details.trigger, {}, [](auto said) -> Result<std::optional<Date>> {
    TRY_INTO(auto const day, day_of(said));
    return std::optional(day);
  });
}

MaybeWrong read_contract_periods(ContractCells const& cells, ContractDetails& details) {
  auto const header = cells.header(notice);
  auto period = details.notice;
  auto wrong = cells.value(notice, period, {}, [&](auto said) { return notice_of(said, header); });
  if (wrong) return wrong;
  if (period.count > 0 || details.notice.count > 0) details.notice = period;
  wrong = cells.value(renewal, details.renewal_months, {}, [](auto said) { return renewal_of(said); });
  if (wrong) return wrong;
  Extensions options{details.extensions_left, details.extension_months};
  wrong = cells.value(extensions, options, {}, [](auto said) { return extensions_of(said); });
  details.extensions_left = options.left;
  details.extension_months = options.months;
  return wrong;
}

/// What is said of VAT for an amount: by its header, by the column of VAT, by what the contract has already.
VatWords vat_for(ContractCells const& cells, ImportField field, VatWords column, std::optional<Amount> const& kept) {
  auto out = vat_in(cells.header(field));
  if (column.basis) out.basis = column.basis;
  if (column.rate) out.rate = column.rate;
  if (!kept) return out;
  if (!out.basis) out.basis = kept->basis;
  if (!out.rate) out.rate = kept->vat;
  return out;
}

MaybeWrong read_contract_money(ContractCells const& cells, ContractMoney& money, std::string& remarks) {
  VatWords column;
  if (auto wrong = cells.value(vat, column, {}, [](auto said) { return vat_of(said); })) return wrong;
  bool assumed = false;
  auto const one = [&](ImportField field, std::optional<Amount>& into) {
    auto const said_of_vat = vat_for(cells, field, column, into);
    return cells.value(field, into, {}, [&](auto said) -> Result<std::optional<Amount>> {
      TRY_INTO(auto const amount, amount_of(said, said_of_vat));
      // Whether the cell itself said it shows when it is read with the other basis.
      auto const other = amount_of(said, {.basis = AmountBasis::net, .rate = {}});
      assumed = assumed ||
                (!said_of_vat.basis && other && other->basis == AmountBasis::net && amount.basis == AmountBasis::gross);
      return std::optional(amount);
    });
  };
  if (auto wrong = one(annual_value, money.annual)) return wrong;
  if (auto wrong = one(total_value, money.total)) return wrong;
  if (assumed) remarks += "; the amounts are taken to include VAT";
  if (auto wrong = cells.text(early_termination, money.early_termination)) return wrong;
  if (auto wrong = cells.text(exit_plan, money.exit_plan)) return wrong;
  return cells.text(data_protection, money.data_protection);
}

/// Empty when it has none.
std::string urn_of(Organisation const& node) {
  bool const has = node.register_facts && node.register_facts->urn;
  return has ? std::to_string(*node.register_facts->urn) : std::string();
}

std::vector<std::string> parts_between(std::string_view text, std::string_view marks) {
  std::vector<std::string> out;
  for (std::size_t start = 0; start <= text.size();) {
    auto const end = std::min(text.find_first_of(marks, start), text.size());
    if (auto part = text_of<Line>(text.substr(start, end - start))) out.push_back(std::move(part->value));
    start = end + 1;
  }
  return out;
}

/// A site by its name or URN; of those that the contract covers already, also outside of the import's organisation.
std::shared_ptr<Organisation const> site_of(Desk& desk, std::string_view said, ContractDetails const* base,
                                            std::string& wrong) {
  for (auto const id : base ? base->sites.values : std::vector<OrganisationId>{}) {
    auto node = desk.view.find<Organisation>(id);
    if (!node) continue;
    if (urn_of(*node) == said || folded(node->name.value) == folded(said)) return node;
  }
  return school_of(desk, said, wrong);
}

MaybeWrong read_contract_sites(ContractCells& cells, ContractDetails& details, Contract const* base) {
  if (!cells.has(sites)) return {};
  auto& desk = cells.desk();
  auto const said = unguarded_cell(cells.cell(sites));
  if (base && is_same_text(said, words_of_sites(desk.view, base->details))) return {};
  if (is_cut_cell(said)) return Wrong{"Too many for one cell: add these on the contract's page.", sites};
  details.sites = {};
  for (auto const* all : {"all", "all schools", "all sites", "all academies", "trust", "whole trust", "trust wide",
                          "trust-wide", "trustwide"}) {
    if (folded(said) == all) return {};
  }
  std::string wrong;
  std::vector<std::shared_ptr<Organisation const>> found;
  for (auto const& part : parts_between(said, ";|")) {
    auto node = site_of(desk, part, base ? &base->details : nullptr, wrong);
    // A name may hold a comma; if it is none, these are several.
    auto const inner = node ? std::vector<std::string>{} : parts_between(part, ",");
    if (node) found.push_back(std::move(node));
    for (auto const& one : inner) {
      auto next = site_of(desk, one, base ? &base->details : nullptr, wrong);
      if (!next) return Wrong{"“" + one + "”: " + wrong, sites};
      found.push_back(std::move(next));
    }
  }
  for (auto const& node : found) {
    if (details.sites.contains(node->id)) continue;
    if (details.sites.size() == details.sites.size_max) return Wrong{"At most 100 schools.", sites};
    details.sites.values.push_back(node->id);
  }
  return {};
}

/// The contract's organisation, those above it, or a school that it covers.
OrganisationId seat_named(View const& view, WantedContract const& wanted, std::string_view name) {
  auto near = tree::ancestors(view, wanted.node->id);
  near.insert(near.begin(), wanted.node->id);
  near.insert(near.end(), wanted.details.sites.begin(), wanted.details.sites.end());
  for (auto const id : near) {
    auto const node = view.find<Organisation>(id);
    if (node && folded(node->name.value) == folded(name)) return id;
  }
  return {};
}

MaybeWrong read_contract_owner(ContractCells& cells, WantedContract& wanted, Contract const* base) {
  auto& seat = wanted.details.owner;
  auto const said = unguarded_cell(cells.cell(owner_role));
  if (base && is_same_text(said, words_of_seat(cells.desk().view, *base))) return {};
  if (said.empty()) {
    if (!base) seat = {wanted.node->id, Role::business_manager};
    return {};
  }
  auto const at = folded(said).find(" at ");
  auto const role = seat_of(said.substr(0, at));
  if (!role) {
    return Wrong{
        "Name the role that looks after it, not a person: business manager, headteacher, trust leader or "
        "administrator.",
        owner_role};
  }
  auto const& view = cells.desk().view;
  bool const is_school = wanted.node->type == OrganisationType::school;
  seat = {wanted.node->id, *role};
  if (*role == Role::trust_leader) seat.organisation = tree::trust_of(view, wanted.node->id);
  if (*role == Role::headteacher && !is_school && at == std::string::npos) seat.role = Role::trust_leader;
  if (folded(said).starts_with("trust business")) seat.organisation = tree::trust_of(view, wanted.node->id);
  if (at == std::string::npos) return {};
  seat.organisation = seat_named(view, wanted, said.substr(at + 4));
  if (seat.organisation) return {};
  return Wrong{"After “at” the name of the contract's organisation, of one above it, or of a school it covers.",
               owner_role};
}

}  // namespace

bool is_cut_cell(std::string_view cell) { return cell.ends_with("…") && code_points(cell) >= limits::line_length_max; }

bool is_same_text(std::string_view cell, std::string_view kept) {
  auto const whole = single_spaced(kept);
  auto said = single_spaced(cell);
  if (said == whole) return true;
  if (!is_cut_cell(cell)) return false;
  said.resize(said.size() - std::string_view("…").size());
  while (said.ends_with(' ')) said.pop_back();
  return whole.starts_with(said);
}

std::string words_of_seat(View const& view, Contract const& contract) {
  auto const& seat = contract.details.owner;
  std::string out(name_of_seat(seat.role));
  auto const usual =
      seat.role == Role::trust_leader ? tree::trust_of(view, contract.organisation) : contract.organisation;
  auto const node = seat.organisation == usual ? nullptr : view.find<Organisation>(seat.organisation);
  return node ? out + " at " + node->name.value : out;
}

std::string words_of_sites(View const& view, ContractDetails const& details) {
  std::string names, numbers;
  for (auto const id : details.sites) {
    auto const node = view.find<Organisation>(id);
    if (!node) continue;
    auto const& name = node->name.value;
    auto const urn = urn_of(*node);
    bool const plain = urn.empty() || name.find_first_of(";|") == std::string::npos;
    names += (names.empty() ? "" : "; ") + (plain ? name : urn);
    numbers += (numbers.empty() ? "" : "; ") + (urn.empty() ? name : urn);
  }
  return code_points(names) > limits::line_length_max ? numbers : names;
}

std::optional<Wrong> read_contract_key(Desk& desk, ImportRow const& row, WantedContract& wanted) {
  ContractCells cells(desk, row);
  if (auto wrong = check_formulas(cells)) return wrong;
  auto const name = unguarded_cell(cells.cell(supplier));
  if (name.empty()) return Wrong{"The supplier is missing.", supplier};
  if (auto wrong = cells.text(supplier, wanted.supplier)) return wrong;
  wanted.over = says_over(cells.cell(status));
  if (auto wrong = read_contract_category(cells, wanted)) return wrong;
  if (auto wrong = cells.text(reference, wanted.details.reference)) return wrong;
  if (auto wrong = cells.text(contract_title, wanted.details.title)) return wrong;
  if (wanted.details.title.empty()) {
    auto const what = std::string(name_of(wanted.category.value_or(SpendCategory::other)));
    wanted.details.title = text_of<Title>(what + " with " + wanted.supplier.value).value_or(Title{what});
  }
  return cells.value(sme, wanted.sme, false, [](auto said) { return is_yes(said); });
}

std::optional<Wrong> read_contract(Desk& desk, ImportRow const& row, WantedContract& wanted, Contract const* base,
                                   ContractMoney const& money) {
  ContractCells cells(desk, row);
  auto const title = wanted.details.title;
  auto const number = wanted.details.reference;
  auto& details = wanted.details;
  if (base) details = base->details;
  wanted.money = money;
  wanted.remarks.clear();
  bool const says_title = !cells.cell(contract_title).empty() && !is_same_text(title.value, details.title.value);
  if (!base || says_title) details.title = title;
  if (cells.has(reference) && !is_same_text(number.value, details.reference.value)) details.reference = number;
  if (wanted.category) details.category = *wanted.category;
  if (!wanted.category && !base) wanted.remarks += "; without a category it is filed under Other";
  if (auto wrong = cells.text(description, details.description)) return wrong;
  auto wrong = cells.value(method, details.method, {}, [](auto said) { return method_of(said); });
  if (wrong) return wrong;
  if ((wrong = cells.text(framework, details.framework))) return wrong;
  wrong = cells.value(cfr_code, details.cfr, {}, [](auto said) -> Result<std::optional<CfrCode>> {
    TRY_INTO(auto const code, cfr_of(said));
    return std::optional(code);
  });
  if (wrong) return wrong;
  if ((wrong = read_contract_days(cells, details, !base))) return wrong;
  if ((wrong = read_contract_periods(cells, details))) return wrong;
  if ((wrong = read_contract_sites(cells, details, base))) return wrong;
  if ((wrong = read_contract_owner(cells, wanted, base))) return wrong;
  return read_contract_money(cells, wanted.money, wanted.remarks);
}

}  // namespace staffroom::imports
