// The contract register as it is exported.
#include "store/contracts_lines.hpp"

#include <map>

#include "store/buying.hpp"
#include "store/imports_contracts.hpp"
#include "store/index_rows.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

constexpr std::size_t lines_at_once = limits::page_size_max;
constexpr std::size_t looked_at_once = 5'000;

ContractLine contract_line(View const& view, Door const& door, Contract const& contract) {
  ContractLine line{.contract = contract, .money = {}};
  auto const terms = view.find<ContractTerms>(contract.id);
  if (terms && door.may_read(*terms)) line.money = terms->money;
  if (auto const node = view.find<Organisation>(contract.organisation)) {
    line.organisation = node->name.value;
    auto const& facts = node->register_facts;
    if (facts && facts->urn) line.urn = std::to_string(*facts->urn);
  }
  if (auto const supplier = buying::supplier_of(view, contract.details.supplier)) line.supplier = supplier->name.value;
  line.sites = imports::words_of_sites(view, contract.details);
  line.owner = imports::words_of_seat(view, contract);
  return line;
}

/// Goes on through rows of the register, until a part is full.
class LineWalk {
 public:
  LineWalk(View const& view, Asked const& asked, OrganisationId within, std::string from)
      : view_(view), door_(view, asked), within_(within), from_(std::move(from)) {}

  /// False when the part is full.
  bool go(std::string const& prefix) {
    bool full = false;
    auto const from = from_.starts_with(prefix) ? from_ : std::string();
    view_.scan_index(prefix, from, [&](std::string_view key, std::string_view) {
      full = out_.lines.size() == lines_at_once || looked_++ == looked_at_once;
      if (full) {
        out_.next = std::string(key);
      } else {
        look(key);
      }
      return !full;
    });
    return !full;
  }
  ContractLines take() { return std::move(out_); }

 private:
  void look(std::string_view key) {
    // organisation (8) | ends (4) | id (8)
    if (!is_inside(OrganisationId{read_u64(key.substr(1))})) return;
    auto const contract = view_.find<Contract>(ContractId{read_u64(key.substr(13))});
    if (!contract || contract->state == ContractState::voided || !door_.may_read(*contract)) return;
    out_.lines.push_back(contract_line(view_, door_, *contract));
  }
  bool is_inside(OrganisationId node) {
    auto const [found, is_new] = inside_.try_emplace(node, false);
    if (is_new) found->second = tree::is_within(view_, node, within_);
    return found->second;
  }

  View const& view_;
  Door door_;
  OrganisationId within_;
  std::string from_;
  ContractLines out_;
  std::size_t looked_ = 0;
  std::map<OrganisationId, bool> inside_;
};

}  // namespace

Result<ContractLines> contracts::lines_of(View const& view, Asked const& asked, OrganisationId organisation,
                                          std::string const& from) {
  TRY_INTO(auto const node, Door(view, asked).readable<Organisation>("ids.organisation", organisation));
  LineWalk walk(view, asked, organisation, from);
  auto const all = IndexKey(Index::contracts_by_organisation).take();
  if (node->type == OrganisationType::network) {
    walk.go(all);
    return walk.take();
  }
  for (auto const id : imports::organisations_of(view, organisation)) {
    auto const prefix = IndexKey(Index::contracts_by_organisation).id(id).take();
    bool const is_done = !from.empty() && prefix < from.substr(0, prefix.size());
    if (!is_done && !walk.go(prefix)) break;
  }
  return walk.take();
}

}  // namespace staffroom
