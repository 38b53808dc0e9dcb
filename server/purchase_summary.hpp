// The file of a purchase in plain English: what stands in it, for people who read it years later without the hub.
#pragma once
#include <string>

#include "store/purchases_records.hpp"

namespace staffroom {

std::string purchase_summary(PurchaseRecords const& records);

}  // namespace staffroom
