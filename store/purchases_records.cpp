// The whole file of a purchase, as one person may read it.
#include "store/purchases_records.hpp"

#include "store/purchases.hpp"

namespace staffroom {
namespace {

class PurchaseGathering {
 public:
  PurchaseGathering(View const& view, Asked const& asked, Purchase const& purchase) : view_(view), door_(view, asked) {
    out_.purchase = purchase;
    out_.made = asked.now;
  }

  PurchaseRecords gather() {
    auto const id = out_.purchase.id;
    take(out_.gates, purchases::gates_of(view_, id));
    out_.check = purchases::check_gates(view_, out_.purchase);
    take(out_.declarations, purchases::declarations_of(view_, id));
    take(out_.links, purchases::links_of(view_, id));
    for (auto const& quote : purchases::quotes_of(view_, id)) {
      PurchaseRecords::Bid bid{quote->id, readable<Quote>(quote->id), readable<QuotePrice>(quote->id)};
      if (bid.quote || bid.price) out_.bids.push_back(std::move(bid));
    }
    take(out_.scores, purchases::scores_of(view_, id));
    out_.moderation = readable<Moderation>(id);
    out_.award = readable<Award>(id);
    out_.letters = readable<AwardLetters>(id);
    add_names();
    return std::move(out_);
  }

 private:
  template <class R, class IdType>
  std::optional<R> readable(IdType id) const {
    auto const found = view_.find<R>(id);
    return found && door_.may_read(*found) ? std::optional(*found) : std::nullopt;
  }
  template <class R>
  void take(std::vector<R>& into, std::vector<std::shared_ptr<R const>> const& found) const {
    for (auto const& it : found) {
      if (door_.may_read(*it)) into.push_back(*it);
    }
  }

  void name(PersonId id) {
    if (auto const found = view_.find<Person>(id)) out_.people[id] = found->name.value;
  }
  void name(OrganisationId id) {
    if (auto const found = view_.find<Organisation>(id)) out_.organisations[id] = found->name.value;
  }
  void name(SupplierId id) {
    if (auto const found = buying::supplier_of(view_, id)) out_.suppliers[id] = found->name.value;
  }

  void add_names() {
    auto const& it = out_.purchase;
    name(it.owner);
    name(it.organisation);
    for (auto const& one : it.interests) name(one.person);
    for (auto const& one : it.schools) name(one.school);
    for (auto const& one : it.sign_offs) {
      name(one.person);
      name(one.school);
    }
    if (it.approval) name(it.approval->person);
    for (auto const& one : out_.gates) name(one.by);
    for (auto const& one : out_.declarations) {
      name(one.person);
      if (one.decided_by) name(*one.decided_by);
    }
    for (auto const& one : out_.links) name(one.supplier);
    for (auto const& one : out_.bids) {
      if (one.quote) name(one.quote->supplier);
    }
    for (auto const& one : out_.scores) name(one.author);
    add_names_of_result();
  }

  void add_names_of_result() {
    if (auto const& it = out_.moderation) {
      for (auto const& one : it->dissents) name(one.person);
      if (it->priced_by) name(*it->priced_by);
    }
    if (auto const& it = out_.award) {
      name(it->supplier);
      for (auto const& one : it->shares) name(one.school);
      for (auto const one : it->refused) name(one);
    }
  }

  View const& view_;
  Door door_;
  PurchaseRecords out_;
};

}  // namespace

Result<Change> decide(View const& view, Asked& asked, NotePurchaseExport const& command) {
  TRY_INTO(auto const found, purchases::purchase_for(view, asked, command.purchase, Thing::purchase,
                                                     Action::export_file, buying::CheckVersion::no));
  return Change::unchanged<Purchase>(found->id);
}

Result<PurchaseRecords> purchases::records_of(View const& view, Asked const& asked, PurchaseId id) {
  TRY_INTO(auto const found,
           purchase_for(view, asked, id, Thing::purchase, Action::export_file, buying::CheckVersion::no));
  return PurchaseGathering(view, asked, *found).gather();
}

}  // namespace staffroom
