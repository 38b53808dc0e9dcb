// Finding contracts: the register's list, by last day, and single ones. Only what the reader may read is shown or
// counted.
#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "store/answering.hpp"
#include "store/contracts.hpp"
#include "store/radar.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

constexpr std::size_t nodes_walked_max = 300;  // more of them: the whole register is walked
constexpr std::size_t place_size = 12;         // ends (4) | id (8), at the end of each key

/// What a list of contracts asks for, and whether the reader may see it.
class ContractFilter {
 public:
  ContractFilter(View const& view, Asked const& asked, ListContracts const& query)
      : view_(view), door_(view, asked), query_(query) {
    if (query.supplier) supplier_ = kept_as(*query.supplier);
  }

  Door const& door() const { return door_; }
  bool is_over() const { return query_.state && *query_.state >= ContractState::ended; }

  /// By what the row says, without looking at the record: the door decides in the end.
  bool may_be_wanted(std::string_view row) {
    if (row.empty()) return true;
    auto const facts = radar::facts_in(row);
    if (query_.category && facts.category != *query_.category) return false;
    if (query_.ends_from && facts.ends < *query_.ends_from) return false;
    if (query_.ends_to && facts.ends > *query_.ends_to) return false;
    if (query_.organisation && !is_below(facts.organisation)) return false;
    return is_over() || sees(facts);
  }

  bool is_wanted(Contract const& it) {
    auto const& details = it.details;
    bool const in_state = query_.state ? it.state == *query_.state : it.state < ContractState::ended;
    if (!in_state || (query_.category && details.category != *query_.category)) return false;
    if (query_.ends_from && details.ends < *query_.ends_from) return false;
    if (query_.ends_to && details.ends > *query_.ends_to) return false;
    if (query_.supplier && kept_as(details.supplier) != supplier_) return false;
    if (query_.organisation && !is_below(it.organisation)) return false;
    return door_.may_read(it);
  }

  /// With its terms and its supplier, as far as they are for the reader: a register is one list.
  void show(Contract const& it, Envelope& into) const {
    into.item_of<Contract>(it.id);
    also<ContractTerms>(it.id, into);
    also<Supplier>(it.details.supplier, into);
    also<Supplier>(kept_as(it.details.supplier), into);
  }

 private:
  template <class R, class Id>
  void also(Id id, Envelope& into) const {
    auto const found = view_.find<R>(id);
    if (found && door_.may_read(*found)) into.also_of<R>(id);
  }

  SupplierId kept_as(SupplierId id) const {
    auto const kept = buying::supplier_of(view_, id);
    return kept ? kept->id : id;
  }

  bool is_below(OrganisationId node) {
    auto const [found, fresh] = below_.try_emplace(node.value, false);
    if (fresh) found->second = tree::is_within(view_, node, *query_.organisation);
    return found->second;
  }

  /// Contracts of an organisation that are shared alike have the same readers, while they are live.
  bool sees(radar::Facts const& facts) {
    auto const like = std::tuple(facts.organisation.value, facts.shared_with.value, facts.owner.organisation.value,
                                 std::uint8_t(facts.owner.role));
    auto const [found, fresh] = seen_.try_emplace(like, false);
    if (!fresh) return found->second;
    Contract example{.organisation = facts.organisation};
    if (facts.shared_with) example.shared_with = facts.shared_with;
    example.details.owner = facts.owner;
    return found->second = door_.may_read(example);
  }

  View const& view_;
  Door door_;
  ListContracts const& query_;
  SupplierId supplier_;
  std::unordered_map<std::uint64_t, bool> below_;
  std::map<std::tuple<std::uint64_t, std::uint64_t, std::uint64_t, std::uint8_t>, bool> seen_;
};

/// The node and all below it; nothing when these are too many.
std::vector<OrganisationId> nodes_of_register(View const& view, OrganisationId top) {
  std::vector<OrganisationId> out{top};
  for (std::size_t i = 0; i < out.size(); ++i) {
    auto const below = tree::children_of(view, out[i], nodes_walked_max + 1);
    out.insert(out.end(), below.begin(), below.end());
    if (out.size() > nodes_walked_max) return {};
  }
  return out;
}

/// Of a part of the tree: the rows of each organisation, put in order.
Result<Answer> answer_of_nodes(View const& view, Page const& page, std::vector<OrganisationId> const& nodes,
                               ContractFilter& filter) {
  std::string from;
  if (!page.cursor.empty()) {
    TRY_INTO(from, decode_cursor(page.cursor));
    if (from.size() != place_size) {
      return Error::bad_request("query.cursor",
                                "This cursor is not one of ours: send `next` of the page before as it was.");
    }
  }
  std::vector<std::string> places;
  for (auto const node : nodes) {
    auto const prefix = IndexKey(Index::contracts_by_organisation).id(node).take();
    view.scan_index(prefix, prefix + from, [&](std::string_view key, std::string_view) {
      auto place = key.substr(key.size() - place_size);
      if (place > from) places.emplace_back(place);
      return true;
    });
  }
  std::sort(places.begin(), places.end());
  Envelope envelope(view);
  std::uint32_t shown = 0;
  std::string last;
  for (auto const& place : places) {
    auto const it = view.find<Contract>(ContractId{read_u64(std::string_view(place).substr(4))});
    if (!it || !filter.is_wanted(*it)) continue;
    if (shown == page.limit) return envelope.finish(encode_cursor(last));
    filter.show(*it, envelope);
    ++shown;
    last = place;
  }
  return envelope.finish(std::nullopt);
}

}  // namespace

Result<Answer> answer(View const& view, Asked const& asked, ListContracts const& query, Page const& page) {
  ContractFilter filter(view, asked, query);
  if (query.supplier) TRY(filter.door().readable<Supplier>("query.supplier", *query.supplier));
  if (query.organisation) {
    TRY(filter.door().readable<Organisation>("query.organisation", *query.organisation));
    auto const nodes = nodes_of_register(view, *query.organisation);
    if (!nodes.empty()) return answer_of_nodes(view, page, nodes, filter);
  }
  Envelope envelope(view);
  auto const prefix = IndexKey(Index::contracts_all).byte(filter.is_over() ? 1 : 0).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view row, Envelope* into) {
    if (!filter.may_be_wanted(row)) return false;
    auto const found = view.find<Contract>(ContractId{read_u64(key.substr(key.size() - 8))});
    if (!found || !filter.is_wanted(*found)) return false;
    if (into) filter.show(*found, *into);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetContract const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Contract>("ids.contract", query.contract));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, GetContractTerms const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<ContractTerms>("ids.contract", query.contract));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
