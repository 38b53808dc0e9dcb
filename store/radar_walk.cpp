// The radar's walk: all organisations as their rows have them, what a person sees of the contracts, and sums of that.
#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

#include "store/buying.hpp"
#include "store/index_rows.hpp"
#include "store/radar.hpp"
#include "store/view.hpp"

namespace staffroom::radar {

// ---- organisations

Organisations::Organisations(View const& view) {
  view.scan_index(IndexKey(Index::organisation_places).take(), {}, [&](std::string_view key, std::string_view row) {
    nodes_.push_back(node_in({read_u64(key.substr(1))}, row));
    return true;
  });
  numbers_.reserve(nodes_.size());
  for (std::uint32_t i = 0; i < size(); ++i) numbers_.emplace(nodes_[i].id.value, i);
  parents_.reserve(nodes_.size());
  for (auto const& node : nodes_) parents_.push_back(node.parent ? number_of(node.parent) : none);
  trusts_.reserve(nodes_.size());
  for (std::uint32_t i = 0; i < size(); ++i) {
    auto at = i;
    while (at != none && nodes_[at].type != OrganisationType::trust) at = parents_[at];
    trusts_.push_back(at == none ? i : at);
  }
}

std::uint32_t Organisations::number_of(OrganisationId id) const {
  auto const found = numbers_.find(id.value);
  return found == numbers_.end() ? none : found->second;
}

bool Organisations::is_within(std::uint32_t number, std::uint32_t of) const {
  while (number != none && number != of) number = parents_[number];
  return number == of && of != none;
}

// ---- who sees them

namespace {

constexpr std::uint8_t carries_manager = 1;
constexpr std::uint8_t carries_leader = 2;
constexpr std::uint8_t carries_governor = 4;
constexpr std::uint8_t carries_administrator = 8;
constexpr std::uint8_t carries_organisation = 16;
constexpr std::uint8_t carries_above = 32;

std::uint8_t carried_as(AudienceType type) {
  switch (type) {
    case AudienceType::managers: return carries_manager;
    case AudienceType::leaders: return carries_leader;
    case AudienceType::governors: return carries_governor;
    case AudienceType::administrators: return carries_administrator;
    case AudienceType::organisation: return carries_organisation;
    case AudienceType::above: return carries_above;
    default: return 0;
  }
}

}  // namespace

Reader::Reader(Organisations const& organisations, PersonStanding const& standing)
    : organisations_(organisations), here_(organisations.size()), here_or_up_(organisations.size()) {
  for (auto const atom : standing.audiences) {
    auto const carried = carried_as(atom.type());
    auto const number = carried ? organisations.number_of({atom.id()}) : Organisations::none;
    if (number != Organisations::none) here_[number] |= carried;
  }
  for (std::uint32_t i = 0; i < organisations.size(); ++i) {
    here_or_up_[i] = here_[i];
    // Who is above a partner is no more to it than anybody else.
    if (organisations[i].type == OrganisationType::partner) continue;
    for (auto at = organisations.parent(i); at != Organisations::none; at = organisations.parent(at)) {
      here_or_up_[i] |= here_[at];
    }
  }
}

bool Reader::manages(std::uint32_t organisation) const {
  return (here_or_up_[organisation] & (carries_manager | carries_leader)) != 0;
}

bool Reader::answers_for(Facts const& it, std::uint32_t organisation) const {
  if ((here_or_up_[organisation] & (carries_manager | carries_leader | carries_governor)) != 0) return true;
  auto const seat = organisations_.number_of(it.owner.organisation);
  return seat != Organisations::none && (here_[seat] & carried_as(buying::atom_of(it.owner.role))) != 0;
}

bool Reader::is_among(std::uint32_t shared_with) const {
  if ((here_[shared_with] & carries_organisation) != 0) return true;
  auto const parent = organisations_.parent(shared_with);
  bool const is_partner = organisations_[shared_with].type == OrganisationType::partner;
  return !is_partner && parent != Organisations::none && (here_or_up_[parent] & carries_above) != 0;
}

bool Reader::sees(Facts const& it, std::uint32_t organisation) const {
  auto const shared = it.shared_with ? organisations_.number_of(it.shared_with) : Organisations::none;
  return (shared != Organisations::none && is_among(shared)) || answers_for(it, organisation);
}

bool Reader::sees_money(Facts const& it, std::uint32_t organisation) const {
  return it.money_shared ? sees(it, organisation) : answers_for(it, organisation);
}

// ---- the walk

namespace {

/// What contracts cost a year, by their ids.
std::vector<std::pair<std::uint64_t, std::int64_t>> all_money(View const& view) {
  std::vector<std::pair<std::uint64_t, std::int64_t>> out;
  view.scan_index(IndexKey(Index::radar_money).take(), {}, [&](std::string_view key, std::string_view value) {
    out.emplace_back(read_u64(key.substr(1)), static_cast<std::int64_t>(read_u64(value)));
    return true;
  });
  return out;
}

}  // namespace

void walk(View const& view, Organisations const& organisations, Reader const& reader,
          std::function<void(Seen const&)> const& visit) {
  auto const money = all_money(view);
  auto next = money.begin();
  view.scan_index(IndexKey(Index::radar).take(), {}, [&](std::string_view key, std::string_view row) {
    Seen seen{.id = {read_u64(key.substr(1))}, .facts = facts_in(row)};
    seen.organisation = organisations.number_of(seen.facts.organisation);
    if (seen.organisation == Organisations::none || !reader.sees(seen.facts, seen.organisation)) return true;
    while (next != money.end() && next->first < seen.id.value) ++next;
    bool const is_known = next != money.end() && next->first == seen.id.value;
    if (is_known && reader.sees_money(seen.facts, seen.organisation)) seen.annual_gross = next->second;
    visit(seen);
    return true;
  });
}

std::optional<Place> place_of(Organisations const& organisations, Seen const& it) {
  if (auto const& own = organisations[it.organisation].place) return own;
  for (std::size_t i = 0; i < it.facts.site_count(); ++i) {
    auto const site = organisations.number_of(it.facts.site(i));
    if (site != Organisations::none && organisations[site].place) return organisations[site].place;
  }
  return std::nullopt;
}

// ---- sums

std::int64_t add_pence(std::int64_t a, std::int64_t b) {
  std::int64_t out = 0;
  if (!__builtin_add_overflow(a, b, &out)) return out;
  return a < 0 ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
}

void Sum::add(Seen const& contract) {
  ++contracts;
  if (!contract.annual_gross) return;
  ++known;
  annual_gross = add_pence(annual_gross, *contract.annual_gross);
}

void keep_largest(std::vector<RadarSum>& sums, std::size_t most) {
  auto const before = [](RadarSum const& a, RadarSum const& b) {
    if (a.annual_gross != b.annual_gross) return a.annual_gross > b.annual_gross;
    if (a.contracts != b.contracts) return a.contracts > b.contracts;
    return std::pair(a.category, a.id) < std::pair(b.category, b.id);
  };
  auto const kept = std::min(most, sums.size());
  std::partial_sort(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(kept), sums.end(), before);
  sums.resize(kept);
}

Months::Months(Date today) {
  using namespace std::chrono;
  year_month_day const day{sys_days{days{today.days}}};
  auto month = day.year() / day.month();
  for (std::size_t i = 0; i < begins_.size(); ++i, month += months{1}) {
    begins_[i] = {static_cast<std::int32_t>(sys_days{month / 1}.time_since_epoch().count())};
  }
}

void Months::add(Seen const& contract) {
  auto const ends = contract.facts.ends;
  if (ends < begins_.front() || ends >= begins_.back()) return;
  auto const after = std::upper_bound(begins_.begin(), begins_.end(), ends);
  sums_[static_cast<std::size_t>(after - begins_.begin()) - 1].add(contract);
}

std::vector<RadarSum> Months::sums() const {
  std::vector<RadarSum> out;
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    out.push_back(sums_[i].of(0));
    out.back().name = to_text(begins_[i]).substr(0, 7);
  }
  return out;
}

}  // namespace staffroom::radar
