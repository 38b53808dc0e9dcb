// Of the demo network's purchases: what suppliers send by their links, and what later steps name of it.
#pragma once
#include <cstdint>
#include <string>

#include "protocol/ids.hpp"
#include "protocol/quotes.hpp"
#include "protocol/result.hpp"
#include "server/demo_store.hpp"

namespace staffroom::demo_quotes {

/// As the supplier's page does: kept as a draft, then sent. Errors: the store's.
Result<void> send(DemoStore& store, SaveQuote draft, std::string const& what);

/// Of what goes to suppliers, as it is now; of the award. Throws std::runtime_error when there is none.
std::string pack_hash(DemoStore& store, PurchaseId purchase);
std::string award_hash(DemoStore& store, PurchaseId purchase);
/// The quote of the supplier that counts.
std::uint64_t quote_of(DemoStore& store, PurchaseId purchase, SupplierId supplier);

}  // namespace staffroom::demo_quotes
