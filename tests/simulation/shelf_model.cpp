// The library's second opinion.
#include "tests/simulation/shelf_model.hpp"

#include <algorithm>

namespace staffroom::tests::model {

bool ShelfModel::is_within(Node node, Node of) const {
  while (node != of && node != 0) node = parents_[node];
  return node == of;
}

bool ShelfModel::in_network(Who who) const { return people[who].at && people[who].job != Job::partner; }

bool ShelfModel::on_or_above(Who who, Node node) const { return in_network(who) && is_within(node, *people[who].at); }

bool ShelfModel::belongs(Who who, Node node) const {
  return in_network(who) && (is_within(*people[who].at, node) || is_within(node, *people[who].at));
}

bool ShelfModel::in_team(Who who, std::size_t team) const {
  return teams[team].leads.contains(who) || teams[team].members.contains(who);
}

/// The owner, or whoever holds the seat: the team's leads, or the subject leads and heads of the organisation.
bool ShelfModel::owns(Who who, Item const& item) const {
  if (item.owner) return *item.owner == who;
  if (item.with.team) return teams[*item.with.team].leads.contains(who);
  bool const may = people[who].job == Job::subject_lead || people[who].job == Job::head;
  return may && on_or_above(who, item.organisation);
}

bool ShelfModel::reads(Who who, std::size_t place) const {
  auto const& item = items[place];
  if (item.state == Shown::deleted) return false;
  if (item.author == who && belongs(who, item.organisation)) return true;
  if (owns(who, item)) return true;
  if (item.state != Shown::published) return false;
  if (item.with.team) return in_team(who, *item.with.team);
  return item.with.node && belongs(who, *item.with.node);
}

bool ShelfModel::edits(Who who, Item const& item) const { return item.author == who || owns(who, item); }

bool ShelfModel::administers(Who who, Item const& item) const {
  return people[who].job == Job::administrator && on_or_above(who, item.organisation);
}

std::string ShelfModel::create(Who who, Node organisation) {
  if (!in_network(who)) return "not_found";
  if (!on_or_above(who, organisation)) return "forbidden role";
  items.push_back({organisation, who, who, {}, Shown::draft});
  return "accepted";
}

std::string ShelfModel::check_target(Who who, Item const& item, Sharing const& with) const {
  if (with.node) {
    return is_within(item.organisation, *with.node) ? std::string() : "unprocessable body.shared_with";
  }
  return in_team(who, *with.team) ? std::string() : "forbidden write_target";
}

std::string ShelfModel::share(Who who, std::size_t place, Sharing const& with) {
  auto& item = items[place];
  if (!reads(who, place)) return "not_found";
  // A closed team is found by its people and its organisation's administrators; an organisation by the network.
  if (with.team) {
    bool const admin = people[who].job == Job::administrator && on_or_above(who, teams[*with.team].owner);
    if (!in_team(who, *with.team) && !admin) return "not_found";
  }
  if (with.node && !in_network(who)) return "not_found";
  if (!edits(who, item)) return "forbidden role";
  if (auto const refused = check_target(who, item, with); !refused.empty()) return refused;
  item.with = with;
  return "accepted";
}

std::string ShelfModel::publish(Who who, std::size_t place) {
  auto& item = items[place];
  if (!reads(who, place)) return "not_found";
  if (!edits(who, item)) return "forbidden role";
  if (item.state == Shown::published) return "conflict wrong_state";
  if (!item.with.team && !item.with.node) return "conflict no_audience";
  if (auto const refused = check_target(who, item, item.with); !refused.empty()) return refused;
  item.state = Shown::published;
  return "accepted";
}

std::string ShelfModel::withdraw(Who who, std::size_t place) {
  auto& item = items[place];
  if (!reads(who, place)) return "not_found";
  if (!edits(who, item)) return "forbidden role";
  if (item.state != Shown::published) return "conflict wrong_state";
  item.state = Shown::withdrawn;
  return "accepted";
}

std::string ShelfModel::take_down(Who who, std::size_t place) {
  auto& item = items[place];
  if (!reads(who, place)) return "not_found";
  if (!owns(who, item) && !administers(who, item)) return "forbidden role";
  if (item.state != Shown::published) return "conflict wrong_state";
  item.state = Shown::withdrawn;
  return "accepted";
}

std::string ShelfModel::transfer(Who who, std::size_t place, std::optional<Who> to) {
  auto& item = items[place];
  if (!reads(who, place)) return "not_found";
  if (to && !in_network(who)) return "not_found";
  if (!owns(who, item) && !administers(who, item)) return "forbidden role";
  if (item.owner == to) return "accepted";
  if (to && !belongs(*to, item.organisation)) return "unprocessable body.owner";
  item.owner = to;
  return "accepted";
}

std::string ShelfModel::remove(Who who, std::size_t place) {
  auto& item = items[place];
  if (!reads(who, place)) return "not_found";
  if (!edits(who, item)) return "forbidden role";
  // Schools may be trying it.
  if (wares_ == Wares::practice && item.state == Shown::published) return "conflict wrong_state";
  item.state = Shown::deleted;
  return "accepted";
}

std::string ShelfModel::try_it(Who who, std::size_t place, Node school) {
  if (!reads(who, place) || !in_network(who)) return "not_found";
  if (!on_or_above(who, school)) return "forbidden own_school";
  bool const is_school = std::none_of(parents_.begin() + 1, parents_.end(), [&](Node it) { return it == school; });
  if (!is_school || school == 0) return "unprocessable body.organisation";
  if (items[place].state != Shown::published) return "conflict wrong_state";
  bool const live = std::any_of(tried.begin(), tried.end(), [&](Tried const& it) {
    return it.item == place && it.school == school && it.state != Trial::stopped;
  });
  if (live) return "conflict already_trying";
  tried.push_back({place, school, who, Trial::trying});
  return "accepted";
}

/// Of a post that is withdrawn the school keeps what it said.
bool ShelfModel::reads_trial(Who who, std::size_t place) const {
  auto const& it = tried[place];
  return reads(who, it.item) || (items[it.item].state == Shown::withdrawn && belongs(who, it.school));
}

/// Of a published post.
std::string ShelfModel::set_trial(Who who, std::size_t place, Trial state) {
  auto& it = tried[place];
  if (!reads(who, it.item)) return "not_found";
  bool const leads = people[who].job == Job::subject_lead || people[who].job == Job::head;
  bool const may = leads && on_or_above(who, it.school);
  if (it.who == who && !on_or_above(who, it.school)) return "forbidden own_school";
  if (it.who != who && !may) return "forbidden role";
  if (it.state == state) return "accepted";
  if (it.state == Trial::stopped || state == Trial::trying) return "conflict wrong_state";
  it.state = state;
  return "accepted";
}

std::size_t ShelfModel::count(std::size_t item, Trial state) const {
  return static_cast<std::size_t>(
      std::count_if(tried.begin(), tried.end(), [&](Tried const& it) { return it.item == item && it.state == state; }));
}

void ShelfModel::leave(Who who) {
  people[who].at.reset();
  for (std::size_t team = 0; team < teams.size(); ++team) quit(who, team);
  for (auto& item : items) {
    if (item.owner == who) item.owner.reset();
  }
}

void ShelfModel::come(Who who, Node at, Job job) { people[who] = {at, job}; }

void ShelfModel::join(Who who, std::size_t team, bool as_lead) {
  quit(who, team);
  (as_lead ? teams[team].leads : teams[team].members).insert(who);
}

void ShelfModel::quit(Who who, std::size_t team) {
  teams[team].leads.erase(who);
  teams[team].members.erase(who);
}

}  // namespace staffroom::tests::model
