// The radar as a person sees it: groups of contracts that could be bought together, and sums of all that they may read.
#include "store/radar.hpp"

#include <algorithm>
#include <array>

#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/buying.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/radar_groups.hpp"

namespace staffroom {
namespace {

constexpr std::int32_t radar_days_ahead = 366;

using radar::Organisations;

/// What the walk leaves: the contracts that may make groups, and sums.
class RadarLook {
 public:
  RadarLook(View const& view, Organisations const& organisations, Date today, std::uint32_t within)
      : organisations_(organisations),
        today_(today),
        within_(within),
        months_(today),
        of_organisation_(organisations.size()) {
    view.scan_index(IndexKey(Index::suppliers_by_target).take(), {}, [&](std::string_view key, std::string_view) {
      merges_.emplace(read_u64(key.substr(9)), read_u64(key.substr(1)));
      return true;
    });
  }

  void add(radar::Seen const& it, bool is_mine) {
    bool const is_asked_for = is_within(it.organisation);
    if (is_asked_for) add_to_sums(it);
    if (it.facts.ends < today_ || it.facts.ends.days - today_.days > radar_days_ahead) return;
    items.push_back({.id = it.id.value,
                     .organisation = it.organisation,
                     .trust = organisations_.trust(it.organisation),
                     .place = radar::place_of(organisations_, it),
                     .category = it.facts.category,
                     .ends = it.facts.ends,
                     .notice_by = it.facts.notice_by,
                     .mine = is_mine && is_asked_for});
    money.push_back(it.annual_gross);
  }

  void put_sums(View const& view, Radar& out) {
    out.contracts = all_.contracts;
    out.known = all_.known;
    out.annual_gross = all_.annual_gross;
    out.months = months_.sums();
    for (std::size_t i = 0; i < of_category_.size(); ++i) {
      if (of_category_[i].contracts == 0) continue;
      out.categories.push_back(of_category_[i].of(0));
      out.categories.back().category = SpendCategory(i);
    }
    radar::keep_largest(out.categories, limits::radar_sums_max);
    for (auto const& [id, sum] : of_supplier_) out.suppliers.push_back(sum.of(id));
    radar::keep_largest(out.suppliers, limits::radar_sums_max);
    for (auto& it : out.suppliers) {
      if (auto const supplier = view.find<Supplier>(SupplierId{it.id})) it.name = supplier->name.value;
    }
    for (std::uint32_t i = 0; i < of_organisation_.size(); ++i) {
      if (of_organisation_[i].contracts == 0) continue;
      out.organisations.push_back(of_organisation_[i].of(organisations_[i].id.value));
    }
    radar::keep_largest(out.organisations, limits::radar_sums_max);
    for (auto& it : out.organisations) it.name = organisations_[organisations_.number_of({it.id})].name;
  }

  SupplierId merged(SupplierId id) const {
    for (int hop = 0; hop < 8; ++hop) {
      auto const into = merges_.find(id.value);
      if (into == merges_.end()) break;
      id = {into->second};
    }
    return id;
  }

  std::vector<radar::Item> items;
  std::vector<std::optional<std::int64_t>> money;  // of each item

 private:
  bool is_within(std::uint32_t organisation) const {
    return within_ == Organisations::none || organisations_.is_within(organisation, within_);
  }

  void add_to_sums(radar::Seen const& it) {
    all_.add(it);
    months_.add(it);
    of_category_[std::size_t(it.facts.category)].add(it);
    of_organisation_[it.organisation].add(it);
    auto const supplier = merges_.empty() ? it.facts.supplier : merged(it.facts.supplier);
    if (supplier) of_supplier_[supplier.value].add(it);
  }

  Organisations const& organisations_;
  Date today_;
  std::uint32_t within_;
  radar::Sum all_;
  radar::Months months_;
  std::array<radar::Sum, std::size_t(SpendCategory::other) + 1> of_category_{};
  std::vector<radar::Sum> of_organisation_;
  boost::unordered_flat_map<std::uint64_t, radar::Sum> of_supplier_;
  boost::unordered_flat_map<std::uint64_t, std::uint64_t> merges_;
};

/// Whether the person said "not now" to the group.
bool is_put_away(RadarPlan const& plan, SpendCategory category, OrganisationId first, Date today) {
  return std::any_of(plan.put_away.begin(), plan.put_away.end(), [&](PutAway const& it) {
    return it.category == category && it.organisation == first && it.until > today;
  });
}

/// The group as it is told, of what the door lets them read.
RadarGroup radar_group(View const& view, Door const& door, RadarLook const& look, radar::Group const& group) {
  RadarGroup out{.category = group.category,
                 .organisations = group.organisations,
                 .km = group.km,
                 .first_notice = group.first_notice,
                 .last_end = group.last_end};
  for (auto const i : group.items) {
    auto const it = view.find<Contract>(ContractId{look.items[i].id});
    if (!it || !door.may_read(*it)) continue;
    out.contracts.push_back({.contract = it->id,
                             .organisation = it->organisation,
                             .supplier = look.merged(it->details.supplier),
                             .title = it->details.title.value,
                             .notice_by = it->notice_by,
                             .ends = it->details.ends,
                             .annual_gross = look.money[i]});
  }
  return out;
}

RadarPlan radar_plan_of(View const& view, PersonId person) {
  auto const stored = view.find<RadarPlan>(person);
  return stored ? *stored : RadarPlan{.id = person};
}

/// The organisation that is asked for, or where somebody has to do with contracts.
Result<OrganisationId> radar_node(Door const& door, std::optional<OrganisationId> wanted) {
  if (!wanted) return buying::managed_node(door.standing());
  TRY_INTO(auto const node, door.readable<Organisation>("query.organisation", *wanted));
  return node->id;
}

}  // namespace

Result<Answer> answer(View const& view, Asked const& asked, GetRadar const& query, Page const&) {
  if (asked.actor.is_system()) return Error::not_found();
  Door const door(view, asked);
  TRY_INTO(auto const node, radar_node(door, query.organisation));
  TRY(door.may(Thing::radar, Action::read, {.organisation = node}));
  view.take_time();
  Organisations const organisations(view);
  radar::Reader const reader(organisations, door.standing());
  auto const within = query.organisation ? organisations.number_of(node) : Organisations::none;
  RadarLook look(view, organisations, asked.today, within);
  radar::walk(view, organisations, reader,
              [&](radar::Seen const& it) { look.add(it, reader.manages(it.organisation)); });
  Radar made{.plan = radar_plan_of(view, asked.actor.person), .seq = view.seq()};
  look.put_sums(view, made);
  constexpr auto most = limits::radar_groups_max + limits::put_away_max;
  for (auto const& group : radar::group(look.items, {.km = made.plan.km, .days = made.plan.days}, most)) {
    if (made.groups.size() == limits::radar_groups_max) break;
    auto const first = organisations[look.items[group.items.front()].organisation].id;
    if (is_put_away(made.plan, group.category, first, asked.today)) continue;
    auto told = radar_group(view, door, look, group);
    if (told.contracts.size() == group.items.size()) made.groups.push_back(std::move(told));
  }
  Answer out;
  append_json(out.json, made);
  return out;
}

// ---- how far one looks

Result<Change> decide(View const& view, Asked& asked, EditRadarPlan const& command) {
  if (asked.actor.is_system() || command.person != asked.actor.person) return Error::not_found("ids.person");
  Door const door(view, asked);
  TRY(door.may(Thing::radar, Action::read, {.organisation = buying::managed_node(door.standing())}));
  auto plan = radar_plan_of(view, command.person);
  TRY(check_version(asked, plan.version));
  if (command.km == 0 || command.km > limits::radar_km_max) {
    return Error::unprocessable("body.km", "Between 1 and " + std::to_string(limits::radar_km_max) + " kilometres.");
  }
  if (command.days == 0 || command.days > limits::radar_days_max) {
    return Error::unprocessable("body.days", "Between 1 and " + std::to_string(limits::radar_days_max) + " days.");
  }
  for (std::size_t i = 0; i < command.put_away.size(); ++i) {
    auto const path = "body.put_away[" + std::to_string(i) + "].organisation";
    TRY(door.readable<Organisation>(path, command.put_away.values[i].organisation));
  }
  ++plan.version;
  plan.km = command.km;
  plan.days = command.days;
  plan.put_away = {};
  for (auto const& it : command.put_away) {
    if (it.until > asked.today) plan.put_away.values.push_back(it);
  }
  return Change{}.put(std::move(plan));
}

}  // namespace staffroom
