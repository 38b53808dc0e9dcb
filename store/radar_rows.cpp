// Facts of contracts and organisations as index rows hold them.
#include <algorithm>
#include <cstring>

#include "store/bytes.hpp"
#include "store/index_rows.hpp"
#include "store/radar.hpp"

namespace staffroom {

// In this order: organisation (8) | supplier (8) | shared with (8) | seat (8) | its role (1) | category (1) | money
// shared 1, planned 2 (1) | starts (4) | ends (4) | notice by (4) | its sites (8 each)
std::string radar::row_of(Contract const& it) {
  std::string out;
  out.reserve(47 + 8 * it.details.sites.size());
  append_u64(out, it.organisation.value);
  append_u64(out, it.details.supplier.value);
  append_u64(out, it.shared_with.value_or(OrganisationId{}).value);
  append_u64(out, it.details.owner.organisation.value);
  append_u8(out, std::uint8_t(it.details.owner.role));
  append_u8(out, std::uint8_t(it.details.category));
  append_u8(out, static_cast<std::uint8_t>((it.money_shared ? 1 : 0) | (it.state == ContractState::planned ? 2 : 0)));
  for (auto const day : {it.details.starts, it.details.ends, it.notice_by}) {
    append_u32(out, static_cast<std::uint32_t>(day.days));
  }
  for (auto const site : it.details.sites) append_u64(out, site.value);
  return out;
}

radar::Facts radar::facts_in(std::string_view row) {
  ensure(row.size() >= 47, "a contract's row is whole");
  // Half a million of them are read for one answer: their numbers by hand.
  auto const u64 = [&](std::size_t at) {
    std::uint64_t value = 0;
    std::memcpy(&value, row.data() + at, sizeof value);
    return __builtin_bswap64(value);
  };
  auto const date = [&](std::size_t at) {
    std::uint32_t value = 0;
    std::memcpy(&value, row.data() + at, sizeof value);
    return Date{static_cast<std::int32_t>(__builtin_bswap32(value))};
  };
  auto const flags = static_cast<std::uint8_t>(row[34]);
  return {.organisation = {u64(0)},
          .supplier = {u64(8)},
          .shared_with = {u64(16)},
          .owner = {{u64(24)}, Role(static_cast<std::uint8_t>(row[32]))},
          .category = SpendCategory(static_cast<std::uint8_t>(row[33])),
          .money_shared = (flags & 1) != 0,
          .planned = (flags & 2) != 0,
          .starts = date(35),
          .ends = date(39),
          .notice_by = date(43),
          .sites = row.substr(47)};
}

OrganisationId radar::Facts::site(std::size_t i) const { return {read_u64(sites.substr(8 * i))}; }

// In this order: parent (8) | type (1) | state (1) | has a place 0 or 1 (1) | east (4) | north (4) | name
std::string radar::row_of(Organisation const& it) {
  std::string out;
  append_u64(out, it.parent.value_or(OrganisationId{}).value);
  append_u8(out, std::uint8_t(it.type));
  append_u8(out, std::uint8_t(it.state));
  auto const east = it.register_facts ? it.register_facts->easting.value_or(0) : 0;
  auto const north = it.register_facts ? it.register_facts->northing.value_or(0) : 0;
  // The register says 0 where it knows none; what lies beyond the grid is none either.
  bool const is_placed = east > 0 && north > 0 && std::max(east, north) <= radar::place_max;
  append_u8(out, is_placed ? 1 : 0);
  append_u32(out, is_placed ? east : 0);
  append_u32(out, is_placed ? north : 0);
  out += it.name.value;
  return out;
}

radar::Node radar::node_in(OrganisationId id, std::string_view row) {
  ByteReader in(row);
  Node out{.id = id};
  out.parent = {in.u64()};
  out.type = OrganisationType(in.u8());
  out.state = OrganisationState(in.u8());
  bool const is_placed = in.u8() == 1;
  auto const east = in.u32();
  auto const north = in.u32();
  if (is_placed) out.place = Place{east, north};
  out.name = in.rest();
  return out;
}

std::uint64_t radar::identity_of(ContractDetails const& details) {
  // FNV-1a: the same on every machine, and nobody gains by two that meet.
  std::uint64_t hash = 14695981039346656037ull;
  auto const add = [&](std::string_view text) {
    for (auto const byte : text) hash = (hash ^ static_cast<std::uint8_t>(byte)) * 1099511628211ull;
    hash = (hash ^ 0xffu) * 1099511628211ull;
  };
  if (!details.reference.empty()) {
    add(folded(details.reference.value));
  } else {
    add(std::to_string(details.supplier.value));
    add(folded(details.title.value));
  }
  return hash;
}

}  // namespace staffroom
