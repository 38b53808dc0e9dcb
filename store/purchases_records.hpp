// The whole file of a purchase, as one person may read it: what is downloaded as one zip.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "protocol/kinds.hpp"
#include "protocol/result.hpp"
#include "store/change.hpp"
#include "store/view.hpp"

namespace staffroom {

struct PurchaseRecords {
  Purchase purchase;
  std::vector<PurchaseGate> gates;
  GateCheck check;
  std::vector<PurchaseDeclaration> declarations;
  std::vector<SupplierLink> links;
  /// Answers and prices are read by others until all have scored: either may be missing.
  struct Bid {
    QuoteId id;
    std::optional<Quote> quote;
    std::optional<QuotePrice> price;
  };
  std::vector<Bid> bids;
  std::vector<QuoteScore> scores;
  std::optional<Moderation> moderation;
  std::optional<Award> award;
  std::optional<AwardLetters> letters;
  // Names of those that stand in it.
  std::map<PersonId, std::string> people;
  std::map<OrganisationId, std::string> organisations;
  std::map<SupplierId, std::string> suppliers;
  TimestampMs made;
};

namespace purchases {

/// Each record only if the actor may read it at this moment. Errors: those of the permission table.
Result<PurchaseRecords> records_of(View const& view, Asked const& asked, PurchaseId id);

}  // namespace purchases

}  // namespace staffroom
