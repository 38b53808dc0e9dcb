// The radar: what is looked through for contracts that end near each other, in time and on the map. Facts of contracts
// and of organisations stand in the values of index rows, so that half a million of them are seen without decoding a
// record.
#pragma once
#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/buying.hpp"
#include "protocol/contracts.hpp"
#include "protocol/organisations.hpp"
#include "protocol/suppliers.hpp"
#include "store/audience.hpp"

namespace staffroom::radar {

// ---- contracts, as rows have them

/// What the radar asks of a contract.
struct Facts {
  OrganisationId organisation;
  SupplierId supplier;
  OrganisationId shared_with;  // 0: with nobody
  ContractSeat owner;
  SpendCategory category = SpendCategory::other;
  bool money_shared = false;
  bool planned = false;
  Date starts;
  Date ends;
  Date notice_by;
  std::string_view sites;  // eight bytes each, of the row: as long as that is there
  std::size_t site_count() const { return sites.size() / 8; }
  OrganisationId site(std::size_t i) const;
};

/// The value of a live contract's row.
std::string row_of(Contract const& contract);
/// Of such a value.
Facts facts_in(std::string_view row);

/// By what an import knows a contract again: the organisation's own reference, else supplier and title.
std::uint64_t identity_of(ContractDetails const& details);

// ---- organisations, as rows have them

/// On the British National Grid, in metres: at most place_max each way.
inline constexpr std::uint32_t place_max = 2'000'000;
struct Place {
  std::uint32_t east = 0;
  std::uint32_t north = 0;
  friend bool operator==(Place, Place) = default;
};

struct Node {
  OrganisationId id;
  OrganisationId parent;  // 0 of the root
  OrganisationType type = OrganisationType::school;
  OrganisationState state = OrganisationState::joined;
  std::optional<Place> place;
  std::string name;
};

std::string row_of(Organisation const& organisation);
Node node_in(OrganisationId id, std::string_view row);

/// All of them, each by a number of its own. Reads a row for each.
class Organisations {
 public:
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  explicit Organisations(View const& view);
  std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }
  Node const& operator[](std::uint32_t number) const { return nodes_[number]; }
  std::uint32_t number_of(OrganisationId id) const;
  std::uint32_t parent(std::uint32_t number) const { return parents_[number]; }
  /// The trust that it is or is in; itself when there is none.
  std::uint32_t trust(std::uint32_t number) const { return trusts_[number]; }
  bool is_within(std::uint32_t number, std::uint32_t of) const;

 private:
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> parents_;
  std::vector<std::uint32_t> trusts_;
  boost::unordered_flat_map<std::uint64_t, std::uint32_t> numbers_;
};

// ---- who sees them

/// Which contracts a person reads, by facts alone: the same as their audience says (audience::add_contract), for very
/// many of them.
class Reader {
 public:
  Reader(Organisations const& organisations, PersonStanding const& standing);

  /// Business manager or leader there or above.
  bool manages(std::uint32_t organisation) const;
  bool sees(Facts const& contract, std::uint32_t organisation) const;
  bool sees_money(Facts const& contract, std::uint32_t organisation) const;

 private:
  bool answers_for(Facts const& contract, std::uint32_t organisation) const;
  bool is_among(std::uint32_t shared_with) const;

  Organisations const& organisations_;
  std::vector<std::uint8_t> here_;        // what the reader carries of exactly this node
  std::vector<std::uint8_t> here_or_up_;  // of it or of one above it
};

/// A live contract that the reader sees.
struct Seen {
  ContractId id;
  Facts facts;
  std::uint32_t organisation = 0;
  std::optional<std::int64_t> annual_gross;  // absent: not shown to them, or not known
};
/// All of them, by their ids.
void walk(View const& view, Organisations const& organisations, Reader const& reader,
          std::function<void(Seen const&)> const& visit);
/// Where it stands on the map: its organisation, or the first of its sites that has a place.
std::optional<Place> place_of(Organisations const& organisations, Seen const& contract);

// ---- sums

/// Stays at the largest number instead of passing it.
std::int64_t add_pence(std::int64_t a, std::int64_t b);
/// Small, because there is one for each organisation.
struct Sum {
  std::uint32_t contracts = 0;
  std::uint32_t known = 0;
  std::int64_t annual_gross = 0;

  void add(Seen const& contract);
  RadarSum of(std::uint64_t id) const {
    return {.id = id, .contracts = contracts, .known = known, .annual_gross = annual_gross};
  }
};
/// The largest first, at most so many: by money, then by how many they are.
void keep_largest(std::vector<RadarSum>& sums, std::size_t most);

/// Twelve months from that of the day: contracts by the month of their end.
class Months {
 public:
  explicit Months(Date today);
  void add(Seen const& contract);
  std::vector<RadarSum> sums() const;

 private:
  std::array<Sum, 12> sums_;
  std::array<Date, 13> begins_;
};

}  // namespace staffroom::radar
