// The rota of a review cycle: filled in by hand, kept whatever it breaks, and checked in words.
#include "store/reviews_rota.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/reviews.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

using rota::Facts;
using rota::School;

constexpr double metres_a_km = 1000.0;

enum class Side : std::uint8_t { any, younger, older };

Side side_of(std::optional<Phase> phase) {
  if (phase == Phase::nursery || phase == Phase::primary) return Side::younger;
  if (phase == Phase::secondary || phase == Phase::sixteen_plus) return Side::older;
  return Side::any;
}

std::string_view phase_in_words(std::optional<Phase> phase) {
  switch (phase.value_or(Phase::special)) {
    case Phase::nursery: return "a nursery";
    case Phase::primary: return "a primary school";
    case Phase::secondary: return "a secondary school";
    case Phase::all_through: return "an all-through school";
    case Phase::special: return "a special school";
    case Phase::sixteen_plus: return "a sixth form";
  }
  return "";
}

std::string days_in_words(std::uint64_t days) { return std::to_string(days) + (days == 1 ? " day" : " days"); }

bool same_pair(RotaPair const& a, RotaPair const& b) { return a.host == b.host && a.visitor == b.visitor; }

class RotaChecking {
 public:
  explicit RotaChecking(Facts const& facts) : facts_(facts) {
    for (auto const& it : facts.schools) {
      if (!it.joined) continue;
      ++joined_;
      trusts_.insert(it.trust);
    }
  }

  RotaCheck make() {
    check_number();
    for (std::size_t i = 0; i < facts_.pairs.size(); ++i) check_pair(i);
    for (auto const& it : facts_.schools) {
      if (it.joined) check_days(it);
    }
    for (auto const& it : facts_.schools) {
      if (it.joined) check_visited(it);
    }
    out_.ready = rota::in_the_way(out_) == nullptr;
    return std::move(out_);
  }

 private:
  School const* school(OrganisationId id) const {
    auto const found =
        std::find_if(facts_.schools.begin(), facts_.schools.end(), [&](auto const& it) { return it.id == id; });
    return found == facts_.schools.end() ? nullptr : &*found;
  }

  void refuse(RotaRule rule, RotaPair const* pair, std::string words) {
    RotaProblem made{.rule = rule, .words = std::move(words), .refused = true};
    if (pair) {
      made.host = pair->host;
      made.visitor = pair->visitor;
    }
    out_.problems.push_back(std::move(made));
  }
  void tell(RotaRule rule, RotaPair const& pair, std::string words, bool kept) {
    out_.problems.push_back(
        {.rule = rule, .host = pair.host, .visitor = pair.visitor, .words = std::move(words), .kept = kept});
  }

  void check_number() {
    if (joined_ < limits::cycle_schools_min) {
      auto const so_far = joined_ == 0   ? std::string("No school has joined yet")
                          : joined_ == 1 ? std::string("Only one school has joined")
                                         : "Only " + std::to_string(joined_) + " schools have joined";
      refuse(RotaRule::few_schools, nullptr, so_far + ": a cycle needs at least three.");
    }
    if (joined_ > limits::cycle_schools_max) {
      refuse(RotaRule::many_schools, nullptr,
             std::to_string(joined_) + " schools have joined: a cycle holds seven at most. Run two cycles.");
    }
  }

  void check_pair(std::size_t place) {
    auto const& pair = facts_.pairs[place];
    auto const begin = facts_.pairs.begin();
    auto const here = begin + static_cast<std::ptrdiff_t>(place);
    bool const is_again = std::any_of(begin, here, [&](auto const& one) { return same_pair(one, pair); });
    auto const* host = school(pair.host);
    auto const* visitor = school(pair.visitor);
    if (!host || !visitor) return refuse(RotaRule::not_joined, &pair, "A school of the rota does not exist any more.");
    if (is_again) {
      return refuse(RotaRule::twice, &pair,
                    visitor->name + " is down twice to review " + host->name + ". Take one of them out.");
    }
    if (host == visitor) {
      return refuse(RotaRule::same_school, &pair, host->name + " would review itself. Choose another school.");
    }
    bool all_joined = true;
    for (auto const* one : {host, visitor}) {
      if (one->joined) continue;
      all_joined = false;
      refuse(RotaRule::not_joined, &pair,
             one->name + " has not joined. Take it out of the rota, or wait until it has.");
    }
    if (all_joined) check_rules(place, pair, *host, *visitor);
  }

  void check_rules(std::size_t place, RotaPair const& pair, School const& host, School const& visitor) {
    bool const kept = !pair.reason.empty();
    check_swap(place, pair, host, visitor);
    if (trusts_.size() > 1 && host.trust == visitor.trust) {
      tell(RotaRule::same_trust, pair,
           visitor.name + " and " + host.name +
               " are of the same trust: give the reason, or choose a school of another one.",
           kept);
    }
    check_interests(pair, host, visitor, kept);
    auto const young = side_of(host.phase);
    auto const old = side_of(visitor.phase);
    if (young != Side::any && old != Side::any && young != old) {
      tell(RotaRule::phase, pair,
           visitor.name + " is " + std::string(phase_in_words(visitor.phase)) + " and " + host.name + " is " +
               std::string(phase_in_words(host.phase)) + ": give the reason, or choose a school of the same phase.",
           kept);
    }
    check_travel(pair, host, visitor, kept);
  }

  /// Told once for both ways, at the first; a reason at either of them counts.
  void check_swap(std::size_t place, RotaPair const& pair, School const& host, School const& visitor) {
    RotaPair const swapped{.host = pair.visitor, .visitor = pair.host, .reason = {}};
    auto const begin = facts_.pairs.begin();
    auto const other =
        std::find_if(begin, facts_.pairs.end(), [&](auto const& one) { return same_pair(one, swapped); });
    if (other == facts_.pairs.end() || other < begin + static_cast<std::ptrdiff_t>(place)) return;
    tell(RotaRule::direct_swap, pair,
         visitor.name + " and " + host.name + " would review each other: give the reason, or change one of them.",
         !pair.reason.empty() || !other->reason.empty());
  }

  void check_interests(RotaPair const& pair, School const& host, School const& visitor, bool kept) {
    auto const declared = [](School const& by, School const& about) {
      return std::find(by.interests.begin(), by.interests.end(), about.id) != by.interests.end();
    };
    auto const tell_of = [&](School const& by, School const& about) {
      auto const why = by.interests_why.empty() ? std::string() : " It says: “" + by.interests_why + "”";
      tell(RotaRule::interest, pair,
           by.name + " declared an interest in " + about.name + "." + why +
               " Give the reason why it is kept, or choose another school.",
           kept);
    };
    if (declared(visitor, host)) tell_of(visitor, host);
    if (declared(host, visitor)) tell_of(host, visitor);
  }

  void check_travel(RotaPair const& pair, School const& host, School const& visitor, bool kept) {
    if (!host.place || !visitor.place) return;
    auto const km =
        std::hypot(host.place->first - visitor.place->first, host.place->second - visitor.place->second) / metres_a_km;
    if (km <= double(facts_.travel_km)) return;
    tell(RotaRule::travel, pair,
         visitor.name + " is " + std::to_string(std::lround(std::ceil(km))) + " km from " + host.name +
             ", further than the " + std::to_string(facts_.travel_km) +
             " km of this cycle: give the reason, or choose a nearer school.",
         kept);
  }

  void check_days(School const& it) {
    std::uint32_t days = 0;
    bool kept = false;
    for (auto const& pair : facts_.pairs) {
      if (pair.visitor != it.id) continue;
      days += facts_.visit_days;
      kept = kept || !pair.reason.empty();
    }
    out_.loads.push_back({.school = it.id, .days = days, .given = it.days_given});
    if (days <= it.days_given) return;
    out_.problems.push_back({.rule = RotaRule::days,
                             .visitor = it.id,
                             .words = it.name + " would be away for " + days_in_words(days) + ", and offered " +
                                      days_in_words(it.days_given) +
                                      ": give the reason, or let it visit fewer schools.",
                             .kept = kept});
  }

  void check_visited(School const& it) {
    auto const comes = [&](RotaPair const& pair) { return pair.host == it.id && pair.visitor != it.id; };
    if (std::any_of(facts_.pairs.begin(), facts_.pairs.end(), comes)) return;
    out_.problems.push_back({.rule = RotaRule::unvisited,
                             .host = it.id,
                             .words = "Nobody reviews " + it.name + " yet. Choose a school that does.",
                             .refused = true});
  }

  Facts const& facts_;
  std::size_t joined_ = 0;
  std::set<OrganisationId> trusts_;
  RotaCheck out_;
};

School rota_school(View const& view, OrganisationId id) {
  School out{.id = id, .name = "A school", .trust = tree::trust_of(view, id), .joined = false};
  auto const found = view.find<Organisation>(id);
  if (!found) return out;
  out.name = found->name.value;
  out.phase = found->phase;
  auto const* facts = found->register_facts ? &*found->register_facts : nullptr;
  if (facts && facts->easting && facts->northing) {
    out.place = std::pair{double(*facts->easting), double(*facts->northing)};
  }
  return out;
}

}  // namespace

RotaCheck rota::check(Facts const& facts) { return RotaChecking(facts).make(); }

RotaProblem const* rota::in_the_way(RotaCheck const& check) {
  auto const found =
      std::find_if(check.problems.begin(), check.problems.end(), [](auto const& it) { return it.refused || !it.kept; });
  return found == check.problems.end() ? nullptr : &*found;
}

rota::Facts rota::facts_of(View const& view, ReviewCycle const& cycle) {
  Facts out{.schools = {}, .pairs = cycle.rota.values, .visit_days = cycle.visit_days, .travel_km = cycle.travel_km};
  for (auto const& one : cycle.schools) {
    auto school = rota_school(view, one.school);
    school.joined = true;
    school.days_given = one.days_given;
    school.interests = one.interests.values;
    school.interests_why = one.interests_why.value;
    out.schools.push_back(std::move(school));
  }
  std::set<OrganisationId> known;
  for (auto const& one : out.schools) known.insert(one.id);
  for (auto const& pair : cycle.rota) {
    for (auto const id : {pair.host, pair.visitor}) {
      if (known.insert(id).second) out.schools.push_back(rota_school(view, id));
    }
  }
  return out;
}

Result<Change> decide(View const& view, Asked& asked, SetRota const& command) {
  TRY_INTO(auto const cycle, reviews::cycle_for(view, asked, command.review_cycle, Action::set_rota));
  if (cycle->state != CycleState::open) {
    return wrong_state(cycle->state == CycleState::draft
                           ? "Open the cycle first: the rota is of the schools that have joined."
                           : "The rota is settled: the cycle has started, or has ended.");
  }
  Door const door(view, asked);
  for (std::size_t i = 0; i < command.pairs.size(); ++i) {
    auto const& pair = command.pairs.values[i];
    auto const path = "body.pairs[" + std::to_string(i) + "].";
    TRY(door.readable<Organisation>(path + "host", pair.host));
    TRY(door.readable<Organisation>(path + "visitor", pair.visitor));
    TRY(check_words({pair.reason.value}, {}));
  }
  auto changed = *cycle;
  changed.rota = command.pairs;
  Change change;
  reviews::put(change, view, *cycle, std::move(changed));
  return change;
}

Result<Answer> answer(View const& view, Asked const& asked, CheckRota const& query, Page const&) {
  if (asked.actor.is_system()) return Error::not_found();
  Door const door(view, asked);
  TRY_INTO(auto const cycle, door.readable<ReviewCycle>("ids.review_cycle", query.review_cycle));
  TRY(door.may(Thing::review_cycle, Action::set_rota, reviews::subject_of(cycle)));
  auto checked = rota::check(rota::facts_of(view, *cycle));
  checked.seq = view.seq();
  Answer out;
  append_json(out.json, checked);
  return out;
}

}  // namespace staffroom
