// What a value is measured against: thresholds of the law by date, and an organisation's own bands. The functions on
// tables are pure.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "protocol/buying.hpp"

namespace staffroom {
class View;
}

namespace staffroom::thresholds {

// ---- thresholds

/// As shipped, by type and day.
std::span<Threshold const> shipped();
/// Shipped rows and the network's own, by type and day.
std::vector<Threshold> effective(View const& view);
/// The row of the type that holds on the day; null before the first.
Threshold const* row_on(std::span<Threshold const> rows, ThresholdType type, Date day);
/// The value, in pence with VAT over the whole life, reaches it.
bool is_over(Threshold const& row, std::int64_t pence);

// ---- bands

/// The DfE's, as shipped.
std::span<BuyingBand const> shipped_bands();
std::string_view shipped_bands_source();
struct Bands {
  std::vector<BuyingBand> bands;
  std::optional<OrganisationId> of;  // absent: the DfE's
  std::string source;
};
/// Those of the organisation, or of the nearest above it that has some, or the DfE's.
Bands bands_of(View const& view, OrganisationId organisation);
/// The last that begins at the value or below it; the first for a value below nothing. `bands` are not empty.
BuyingBand const& band_for(std::span<BuyingBand const> bands, std::int64_t pence);
/// Whether the first asks for more than the second: by the route, then by the quotes.
bool is_stricter(BuyingBand const& a, BuyingBand const& b);

/// How something of this value is bought that begins on the day, by whichever of several organisations' bands asks for
/// most; over the threshold by the full procedure.
struct Way {
  BuyingBand band;
  std::size_t of = 0;                  // whose: the place in what was given
  std::optional<Threshold> threshold;  // that holds on the day
  bool over = false;
  BuyingRoute route = BuyingRoute::quotes;
};
Way way_for(std::span<Threshold const> rows, std::span<Bands const> bands, ThresholdType type, std::int64_t pence,
            Date day);

}  // namespace staffroom::thresholds
