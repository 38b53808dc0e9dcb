// What buying together came to, for an organisation and what is below it: savings had and hoped for, never added;
// contracts that end; which schools keep a register and took part.
#include <algorithm>
#include <chrono>
#include <map>

#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/buying.hpp"
#include "store/decide.hpp"
#include "store/radar.hpp"

namespace staffroom {
namespace {

using radar::Organisations;

// ---- savings

/// From 1 September of the year to 31 August of the next.
bool is_in_financial_year(Date day, std::uint32_t year) {
  using namespace std::chrono;
  auto const first = [](std::uint32_t of) {
    return sys_days{std::chrono::year{static_cast<int>(of)} / September / 1}.time_since_epoch().count();
  };
  return first(year) <= day.days && day.days < first(year + 1);
}

void add_figure(SavingSum& sum, SavingFigure const& figure) {
  ++sum.count;
  sum.pence = radar::add_pence(sum.pence, figure.pence);
  sum.annualised = radar::add_pence(sum.annualised, figure.annualised);
}

/// Sums of one sort, had or hoped for.
class SavingSums {
 public:
  void add(Saving const& it, SavingFigure const& figure) {
    add_figure(all_, figure);
    auto& of_category = by_category_[it.category];
    of_category.category = it.category;
    add_figure(of_category, figure);
    auto& of_organisation = by_organisation_[it.organisation];
    of_organisation.id = it.organisation.value;
    add_figure(of_organisation, figure);
  }
  SavingSum const& all() const { return all_; }
  std::vector<SavingSum> by_category() const { return largest_first(by_category_); }
  std::vector<SavingSum> by_organisation() const {
    auto out = largest_first(by_organisation_);
    out.resize(std::min(out.size(), limits::radar_sums_max));
    return out;
  }

 private:
  template <class Sums>
  static std::vector<SavingSum> largest_first(Sums const& sums) {
    std::vector<SavingSum> out;
    for (auto const& [of, sum] : sums) out.push_back(sum);
    std::sort(out.begin(), out.end(), [](SavingSum const& a, SavingSum const& b) {
      if (a.pence != b.pence) return a.pence > b.pence;
      return std::pair(a.category, a.id) < std::pair(b.category, b.id);
    });
    return out;
  }

  SavingSum all_;
  std::map<SpendCategory, SavingSum> by_category_;
  std::map<OrganisationId, SavingSum> by_organisation_;
};

// ---- the overview

class OverviewLook {
 public:
  OverviewLook(View const& view, Door const& door, Asked const& asked, OrganisationId node)
      : view_(view), door_(door), today_(asked.today), organisations_(view), node_(organisations_.number_of(node)) {}

  void put_savings(BuyingOverview& out) const {
    SavingSums realised;
    SavingSums potential;
    for_each<Saving, SavingId>(Index::savings_by_organisation, [&](Saving const& it) {
      if (out.year && !is_in_financial_year(it.from, *out.year)) return;
      if (!door_.may_read(it)) return;
      if (it.state == SavingState::realised && it.had) realised.add(it, *it.had);
      if (it.state == SavingState::potential) potential.add(it, it.expected);
    });
    out.realised = realised.all();
    out.realised_by_category = realised.by_category();
    out.realised_by_organisation = realised.by_organisation();
    out.potential = potential.all();
    out.potential_by_category = potential.by_category();
    out.potential_by_organisation = potential.by_organisation();
  }

  void put_contracts_and_schools(BuyingOverview& out) const {
    std::vector<SchoolBuying> schools(organisations_.size());
    count_contracts(out, schools);
    count_pools(schools);
    std::vector<std::uint32_t> shown;
    for (std::uint32_t i = 0; i < organisations_.size(); ++i) {
      auto const& node = organisations_[i];
      bool const counts = node.type == OrganisationType::school && node.state == OrganisationState::joined;
      if (!counts || !organisations_.is_within(i, node_)) continue;
      schools[i].school = node.id;
      shown.push_back(i);
      ++out.schools_all;
      if (schools[i].contracts > 0) ++out.schools_with_register;
      if (schools[i].pools > 0) ++out.schools_in_pools;
    }
    auto const by_name = [&](std::uint32_t a, std::uint32_t b) {
      auto const left = folded(organisations_[a].name);
      auto const right = folded(organisations_[b].name);
      return left != right ? left < right : organisations_[a].id < organisations_[b].id;
    };
    auto const kept = std::min(shown.size(), limits::overview_schools_max);
    std::partial_sort(shown.begin(), shown.begin() + static_cast<std::ptrdiff_t>(kept), shown.end(), by_name);
    for (std::size_t i = 0; i < kept; ++i) out.schools.push_back(schools[shown[i]]);
  }

 private:
  /// Of the rows that begin with an organisation and end with an id counted down, those of the node and below it.
  template <class R, class IdType, class Visit>
  void for_each(Index index, Visit const& visit) const {
    view_.scan_index(IndexKey(index).take(), {}, [&](std::string_view key, std::string_view) {
      auto const number = organisations_.number_of({read_u64(key.substr(1))});
      if (!organisations_.is_within(number, node_)) return true;
      if (auto const found = view_.find<R>(IdType{~read_u64(key.substr(key.size() - 8))})) visit(*found);
      return true;
    });
  }

  /// A school's register are its own contracts and those of its trust that cover it.
  void count_contracts(BuyingOverview& out, std::vector<SchoolBuying>& schools) const {
    radar::Reader const reader(organisations_, door_.standing());
    radar::Months months(today_);
    radar::walk(view_, organisations_, reader, [&](radar::Seen const& it) {
      if (organisations_.is_within(it.organisation, node_)) months.add(it);
      bool covers_own = false;
      for (std::size_t i = 0; i < it.facts.site_count(); ++i) {
        auto const site = organisations_.number_of(it.facts.site(i));
        if (site == Organisations::none) continue;
        ++schools[site].contracts;
        covers_own = covers_own || site == it.organisation;
      }
      if (!covers_own) ++schools[it.organisation].contracts;
    });
    out.ending = months.sums();
  }

  bool is_told(Participation const& it, Pool const& pool) const {
    if (door_.may_read(it)) return true;
    bool const is_named = std::any_of(pool.schools.begin(), pool.schools.end(),
                                      [&](PoolSchool const& one) { return one.school == it.school; });
    return is_named && door_.may_read(pool);
  }

  void count_pools(std::vector<SchoolBuying>& schools) const {
    for_each<Participation, ParticipationId>(Index::participations_by_school, [&](Participation const& it) {
      auto const pool = view_.find<Pool>(it.pool);
      if (!pool || pool->state == PoolState::draft || pool->state == PoolState::cancelled) return;
      if (!is_told(it, *pool)) return;
      auto& school = schools[organisations_.number_of(it.school)];
      if (it.state == ParticipationState::signed_up) ++school.pools;
      bool const was_only_asked = it.state == ParticipationState::removed && it.signatures.empty();
      if (it.state == ParticipationState::asked || was_only_asked) ++school.asked;
    });
  }

  View const& view_;
  Door const& door_;
  Date today_;
  Organisations organisations_;
  std::uint32_t node_;
};

}  // namespace

Result<Answer> answer(View const& view, Asked const& asked, GetBuyingOverview const& query, Page const&) {
  if (asked.actor.is_system()) return Error::not_found();
  Door const door(view, asked);
  TRY_INTO(auto const node, door.readable<Organisation>("ids.organisation", query.organisation));
  TRY(door.may(Thing::saving, Action::read, {.organisation = node->id}));
  if (query.year && (*query.year < 2000 || *query.year > 2100)) {
    return Error::bad_request("query.year", "A year from 2000 to 2100.");
  }
  view.take_time();
  BuyingOverview made{.year = query.year, .seq = view.seq()};
  OverviewLook const look(view, door, asked, node->id);
  look.put_savings(made);
  look.put_contracts_and_schools(made);
  Answer out;
  append_json(out.json, made);
  return out;
}

}  // namespace staffroom
