// What a supplier reads by their private link: the purchase as it went to the market, their own quote, their letter.
// Nothing of any other supplier.
#pragma once
#include <optional>
#include <vector>

#include "protocol/supplier_desk.hpp"
#include "store/view.hpp"

namespace staffroom {

struct SupplierPage {
  SupplierLink link;
  bool is_live = false;         // not revoked, not past its time, and the purchase is on the market or was
  bool takes_quotes = false;    // no quote was opened yet
  OrganisationId organisation;  // whose files theirs become
  std::vector<PurchaseFile> pack_files;
  SupplierView view;
};

namespace purchases {

/// nullopt when there is no such link, or nothing behind it.
std::optional<SupplierPage> supplier_page(View const& view, TimestampMs now, SupplierLinkId link);

}  // namespace purchases

}  // namespace staffroom
