// Thresholds of the law and bands of an organisation: as shipped, as stored, and what they say of a value.
#include "store/thresholds.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <tuple>

#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/organisations.hpp"
#include "store/permissions.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

constexpr std::uint64_t pence_a_pound = 100;
constexpr std::uint32_t band_quotes_max = 10;

Date threshold_day(int year) {
  std::chrono::sys_days const date = std::chrono::year{year} / std::chrono::January / 1;
  return {static_cast<std::int32_t>(date.time_since_epoch().count())};
}

Threshold shipped_row(ThresholdType type, int year, std::uint64_t pounds) {
  std::string const of = year < 2026 ? "Thresholds" : "Procurement Act 2023 thresholds";
  Line const source{of + " from 1 January " + std::to_string(year) + " (DfE guidance)"};
  return {.type = type, .from = threshold_day(year), .pence = pounds * pence_a_pound, .source = source};
}

std::tuple<ThresholdType, Date> place_in_table(Threshold const& row) { return {row.type, row.from}; }

int strictness_of(BuyingRoute route) {
  switch (route) {
    case BuyingRoute::catalogue: return 0;
    case BuyingRoute::quotes: return 1;
    case BuyingRoute::framework: return 2;
    case BuyingRoute::tender: return 3;
    case BuyingRoute::full_procedure: return 4;
  }
  return 0;
}

}  // namespace

// ---- thresholds

std::span<Threshold const> thresholds::shipped() {
  static std::vector<Threshold> const rows{
      shipped_row(ThresholdType::goods_services, 2024, 214'904),
      shipped_row(ThresholdType::goods_services, 2026, 207'720),
      shipped_row(ThresholdType::light_touch, 2024, 663'540),
      shipped_row(ThresholdType::light_touch, 2026, 663'540),
      shipped_row(ThresholdType::works, 2024, 5'372'609),
      shipped_row(ThresholdType::works, 2026, 5'193'000),
      shipped_row(ThresholdType::concessions, 2024, 5'372'609),
      shipped_row(ThresholdType::concessions, 2026, 5'193'000),
  };
  return rows;
}

std::vector<Threshold> thresholds::effective(View const& view) {
  std::vector<Threshold> out(shipped().begin(), shipped().end());
  if (auto const own = view.find<ThresholdTable>(tree::root(view))) {
    out.insert(out.end(), own->rows.begin(), own->rows.end());
  }
  std::sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return place_in_table(a) < place_in_table(b); });
  return out;
}

Threshold const* thresholds::row_on(std::span<Threshold const> rows, ThresholdType type, Date day) {
  Threshold const* found = nullptr;
  for (auto const& row : rows) {
    if (row.type == type && row.from <= day && (!found || found->from <= row.from)) found = &row;
  }
  return found;
}

bool thresholds::is_over(Threshold const& row, std::int64_t pence) {
  return pence >= 0 && static_cast<std::uint64_t>(pence) >= row.pence;
}

Result<Change> decide(View const& view, Asked& asked, AddThreshold const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const node, door.readable<Organisation>("ids.organisation", command.organisation));
  TRY(door.may(Thing::threshold_table, Action::edit, {.organisation = node->id}));
  auto const stored = view.find<ThresholdTable>(node->id);
  TRY(check_version(asked, stored ? stored->version : 0));
  if (node->type != OrganisationType::network) {
    return Error::conflict("not_the_network", "Thresholds are kept on the network, for everybody in it.");
  }
  auto const& row = command.row;
  if (row.pence == 0 || row.pence > static_cast<std::uint64_t>(limits::pence_max)) {
    return Error::unprocessable("body.row.pence", "Enter the amount, with VAT.");
  }
  if (row.source.empty()) return Error::unprocessable("body.row.source", "Say where the amount is published.");
  auto const all = thresholds::effective(view);
  auto const* last = thresholds::row_on(all, row.type, {std::numeric_limits<std::int32_t>::max()});
  if (last && last->from == row.from) {
    return Error::conflict("threshold_there",
                           "There is a threshold of this sort from that day already. Rows are never changed.");
  }
  if (last && row.from < last->from) {
    return Error::conflict("threshold_before_last", "The last threshold of this sort begins on " + to_text(last->from) +
                                                        ". A new one begins after it.");
  }
  auto table = stored ? *stored : ThresholdTable{.id = node->id};
  if (table.rows.size() == limits::thresholds_max) {
    return Error::conflict("too_many", "There are " + std::to_string(limits::thresholds_max) + " rows already.");
  }
  ++table.version;
  table.rows.values.push_back(row);
  return Change{}.put(std::move(table));
}

Result<Answer> answer(View const& view, Asked const& asked, GetThresholds const&, Page const&) {
  TRY(Door(view, asked).may(Thing::threshold_table, Action::read, {.organisation = tree::root(view)}));
  Answer out;
  append_json(out.json, EffectiveThresholds{thresholds::effective(view), view.seq()});
  return out;
}

// ---- bands

std::span<BuyingBand const> thresholds::shipped_bands() {
  static std::vector<BuyingBand> const bands{
      {.from_pence = 0, .route = BuyingRoute::catalogue, .quotes = 1},
      {.from_pence = 10'000 * pence_a_pound, .route = BuyingRoute::quotes, .quotes = 3},
      {.from_pence = 40'000 * pence_a_pound, .route = BuyingRoute::tender},
  };
  return bands;
}

std::string_view thresholds::shipped_bands_source() {
  return "DfE guidance, buying for schools: low, medium and high value";
}

thresholds::Bands thresholds::bands_of(View const& view, OrganisationId organisation) {
  auto nodes = tree::ancestors(view, organisation);
  nodes.insert(nodes.begin(), organisation);
  for (auto const node : nodes) {
    auto const own = view.find<BuyingBands>(node);
    if (own && !own->bands.empty()) return {own->bands.values, node, own->source.value};
  }
  return {{shipped_bands().begin(), shipped_bands().end()}, std::nullopt, std::string(shipped_bands_source())};
}

BuyingBand const& thresholds::band_for(std::span<BuyingBand const> bands, std::int64_t pence) {
  ensure(!bands.empty(), "there are bands always");
  auto const* found = &bands.front();
  for (auto const& band : bands) {
    if (pence >= 0 && band.from_pence <= static_cast<std::uint64_t>(pence)) found = &band;
  }
  return *found;
}

bool thresholds::is_stricter(BuyingBand const& a, BuyingBand const& b) {
  return std::tuple(strictness_of(a.route), a.quotes) > std::tuple(strictness_of(b.route), b.quotes);
}

thresholds::Way thresholds::way_for(std::span<Threshold const> rows, std::span<Bands const> bands, ThresholdType type,
                                    std::int64_t pence, Date day) {
  ensure(!bands.empty(), "somebody buys");
  Way out{.band = band_for(bands.front().bands, pence)};
  for (std::size_t i = 1; i < bands.size(); ++i) {
    auto const& band = band_for(bands[i].bands, pence);
    if (!is_stricter(band, out.band)) continue;
    out.band = band;
    out.of = i;
  }
  if (auto const* row = row_on(rows, type, day)) {
    out.threshold = *row;
    out.over = is_over(*row, pence);
  }
  out.route = out.over ? BuyingRoute::full_procedure : out.band.route;
  return out;
}

namespace {

Result<void> check_bands(std::vector<BuyingBand> const& bands) {
  for (std::size_t i = 0; i < bands.size(); ++i) {
    auto const at = "body.bands[" + std::to_string(i) + "].";
    auto const from = bands[i].from_pence;
    if (i == 0 && from != 0) return Error::unprocessable(at + "from_pence", "The first band begins at £0.");
    if (i > 0 && from <= bands[i - 1].from_pence) {
      return Error::unprocessable(at + "from_pence", "Put the bands in the order of their values.");
    }
    if (from > static_cast<std::uint64_t>(limits::pence_max)) {
      return Error::unprocessable(at + "from_pence", "Enter a smaller amount.");
    }
    if (bands[i].quotes > band_quotes_max) {
      return Error::unprocessable(at + "quotes", "At most " + std::to_string(band_quotes_max) + " quotes.");
    }
  }
  return {};
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, EditBands const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const node, door.readable<Organisation>("ids.organisation", command.organisation));
  TRY(door.may(Thing::org_settings, Action::edit_bands, {.organisation = node->id}));
  auto const stored = view.find<BuyingBands>(node->id);
  TRY(check_version(asked, stored ? stored->version : 0));
  if (node->state == OrganisationState::listed) TRY(organisations::check_joined(*node));
  TRY(check_bands(command.bands.values));
  return Change{}.put(BuyingBands{
      .id = node->id, .version = (stored ? stored->version : 0) + 1, .bands = command.bands, .source = command.source});
}

Result<Answer> answer(View const& view, Asked const& asked, GetBands const& query, Page const&) {
  Door const door(view, asked);
  TRY_INTO(auto const node, door.readable<Organisation>("ids.organisation", query.organisation));
  TRY(door.may(Thing::org_settings, Action::read, {.organisation = node->id}));
  auto const stored = view.find<BuyingBands>(node->id);
  auto bands = thresholds::bands_of(view, node->id);
  Answer out;
  append_json(out.json, EffectiveBands{.version = stored ? stored->version : 0,
                                       .bands = std::move(bands.bands),
                                       .of = bands.of,
                                       .source = std::move(bands.source),
                                       .seq = view.seq()});
  return out;
}

}  // namespace staffroom
