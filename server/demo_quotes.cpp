// Quotes of the demo network.
#include "server/demo_quotes.hpp"

#include <stdexcept>

#include "protocol/kinds.hpp"
#include "server/records.hpp"

namespace staffroom {
Result<void> demo_quotes::send(DemoStore& store, SaveQuote draft, std::string const& what) {
  auto const link = draft.supplier_link;
  TRY_INTO(auto const saved, store.run({}, std::move(draft), what));
  auto const kept = records::read<Quote>(saved.record);
  if (!kept) throw std::runtime_error("the draft of a quote is not answered");
  TRY(store.run({}, SubmitQuote{.supplier_link = link, .content_hash = kept->content_hash}, what));
  return {};
}

std::string demo_quotes::pack_hash(DemoStore& store, PurchaseId purchase) {
  auto const found = records::find<Purchase>(store.store(), GetPurchase{purchase});
  if (!found) throw std::runtime_error("the demo script speaks of an unknown purchase");
  return found->pack_hash;
}

std::string demo_quotes::award_hash(DemoStore& store, PurchaseId purchase) {
  auto const found = records::find<Award>(store.store(), GetAward{purchase});
  if (!found) throw std::runtime_error("the demo script speaks of an award that is not proposed");
  return found->content_hash;
}

std::uint64_t demo_quotes::quote_of(DemoStore& store, PurchaseId purchase, SupplierId supplier) {
  auto const listed = records::page<Quote>(store.store(), ListQuotes{purchase}, Page{.limit = limits::quotes_max});
  for (auto const& quote : listed ? listed->items : std::vector<Quote>{}) {
    bool const counts = quote.state != QuoteState::replaced && quote.state != QuoteState::withdrawn;
    if (quote.supplier == supplier && counts) return quote.id.value;
  }
  throw std::runtime_error("the demo script speaks of a quote that nobody sent");
}

}  // namespace staffroom
