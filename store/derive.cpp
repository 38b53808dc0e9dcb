// What follows from a record as it was and as it is.
#include "store/derive.hpp"

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <iterator>
#include <map>

#include "store/index_rows.hpp"

namespace staffroom {
namespace {

PersonId person_of(Record const& record) {
  if (auto const* membership = get_if<Membership>(&record)) return membership->person;
  if (auto const* place = get_if<TeamMembership>(&record)) return place->person;
  if (auto const* person = get_if<Person>(&record)) return person->id;
  return {};
}

bool same_place_in_tree(Record const* before, Record const* after) {
  auto const* old = before ? get_if<Organisation>(before) : nullptr;
  auto const* now = after ? get_if<Organisation>(after) : nullptr;
  if (!old || !now) return true;  // nobody stands on a node that is new
  // Nor on one that is listed: thousands of them move when their trust is imported.
  if (old->state == OrganisationState::listed && now->state == OrganisationState::listed) return true;
  return old->parent == now->parent && old->type == now->type;
}

/// What of a scope is held: one bit for each kind of atom.
struct Held {
  unsigned before = 0;
  unsigned after = 0;
};
using Scopes = std::map<std::pair<Scope, std::uint64_t>, Held>;

void count_atoms(Scopes& scopes, Audiences const& atoms, unsigned Held::* side) {
  for (auto const atom : atoms) {
    auto const bit = 1U << static_cast<unsigned>(atom.type());
    switch (atom.type()) {
      case AudienceType::person:
      case AudienceType::everyone: break;
      case AudienceType::team:
      case AudienceType::team_leads:
      case AudienceType::team_guests: scopes[{Scope::team, atom.id()}].*side |= bit; break;
      case AudienceType::channel_guests: scopes[{Scope::channel, atom.id()}].*side |= bit; break;
      case AudienceType::organisation:
      case AudienceType::above:
      case AudienceType::administrators:
      case AudienceType::leaders:
      case AudienceType::subject_leads:
      case AudienceType::governors:
      case AudienceType::hub_managers:
      case AudienceType::leaders_within:
      case AudienceType::managers:
      case AudienceType::signatories:
      case AudienceType::brokers: scopes[{Scope::organisation, atom.id()}].*side |= bit; break;
    }
  }
}

}  // namespace

Kind kind_of(Record const& record) {
  return visit([](auto const& it) { return std::decay_t<decltype(it)>::kind; }, record);
}
std::uint64_t id_of(Record const& record) {
  return visit([](auto const& it) { return it.id.value; }, record);
}
std::uint32_t version_of(Record const& record) {
  return visit([](auto const& it) { return it.version; }, record);
}
std::string_view name_of(Kind kind) { return boost::describe::enum_to_string(kind, "unknown"); }
std::string_view name_of(Command const& command) {
  return visit([](auto const& it) { return std::string_view(std::decay_t<decltype(it)>::name); }, command);
}

std::vector<IndexChange> index_changes(Record const* before, Record const* after) {
  auto old_rows = before ? index_rows(*before) : std::vector<IndexRow>();
  auto new_rows = after ? index_rows(*after) : std::vector<IndexRow>();
  std::vector<IndexChange> out;
  if (old_rows.empty() && new_rows.empty()) return out;
  std::sort(old_rows.begin(), old_rows.end());
  std::sort(new_rows.begin(), new_rows.end());
  for (auto const& row : old_rows) {
    bool const stays = std::any_of(new_rows.begin(), new_rows.end(), [&](auto const& it) { return it.key == row.key; });
    if (!stays) out.push_back({row.key, std::nullopt});
  }
  for (auto& row : new_rows) {
    if (!std::binary_search(old_rows.begin(), old_rows.end(), row)) out.push_back({row.key, std::move(row.value)});
  }
  return out;
}

Audiences subtract(Audiences const& from, Audiences const& without) {
  Audiences out;
  std::set_difference(from.begin(), from.end(), without.begin(), without.end(), std::back_inserter(out));
  return out;
}

void add_standings_touched(StandingsTouched& out, Record const* before, Record const* after) {
  for (auto const* record : {before, after}) {
    if (!record) continue;
    auto const person = person_of(*record);
    if (person && std::find(out.people.begin(), out.people.end(), person) == out.people.end()) {
      out.people.push_back(person);
    }
  }
  if (!same_place_in_tree(before, after)) out.everyone = true;
}

std::vector<AccessEvent> access_events(PersonStanding const* before, PersonStanding const* after) {
  Scopes scopes;
  if (before) count_atoms(scopes, before->audiences, &Held::before);
  if (after) count_atoms(scopes, after->audiences, &Held::after);
  for (auto const* standing : {before, after}) {
    if (!standing) continue;
    for (auto const& place : standing->teams) {
      auto const team = scopes[{Scope::team, place.team.value}];
      if (team.before == team.after) continue;
      for (auto const channel : place.channels) scopes.erase({Scope::channel, channel.value});
    }
  }
  std::vector<AccessEvent> out;
  std::vector<AccessEvent> gained;
  for (auto const& [scope, held] : scopes) {
    bool const lost = (held.before & ~held.after) != 0;
    if (lost) out.push_back({scope.first, scope.second, AccessChange::lost});
    if ((held.after & ~held.before) != 0 || (lost && held.after != 0)) {
      gained.push_back({scope.first, scope.second, AccessChange::gained});
    }
  }
  out.insert(out.end(), gained.begin(), gained.end());
  return out;
}

std::string_view name_of(Scope scope) {
  switch (scope) {
    case Scope::team: return "team";
    case Scope::channel: return "channel";
    case Scope::organisation: break;
  }
  return "organisation";
}
std::string_view name_of(AccessChange change) { return change == AccessChange::gained ? "gained" : "lost"; }

}  // namespace staffroom
