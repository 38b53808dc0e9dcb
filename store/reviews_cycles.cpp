// Review cycles: describing, opening, who joins, and who reads them. What starts and ends them is in
// reviews_cycles_running.cpp.
#include <algorithm>
#include <set>

#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/organisations.hpp"
#include "store/reviews.hpp"

namespace staffroom {

using reviews::CyclePtr;

namespace {

constexpr std::uint32_t travel_km_max = 500;
constexpr int cycle_ahead_days_max = 5 * 366;
constexpr std::uint32_t days_given_max = 100;

Result<void> check_framework(Framework const& it) {
  if (it.headings.size() < limits::framework_headings_min) {
    return Error::unprocessable("body.framework.headings",
                                "Give the framework at least two headings: the report is written under them.");
  }
  std::set<std::string> titles;
  for (std::size_t i = 0; i < it.headings.size(); ++i) {
    auto const& heading = it.headings.values[i];
    if (!titles.insert(heading.title.value).second) {
      return Error::unprocessable("body.framework.headings[" + std::to_string(i) + "].title",
                                  "Two headings are called the same. Change one of them.");
    }
    TRY(check_words({heading.title.value, heading.prompt.value}, {}));
  }
  std::set<std::string> grades;
  for (auto const& grade : it.grades) grades.insert(grade.value);
  if (grades.size() == 1 || grades.size() != it.grades.size()) {
    return Error::unprocessable("body.framework.grades",
                                "Give at least two different grades, best first, or none at all.");
  }
  return check_words({it.name.value}, {});
}

Result<void> check_phases(Asked const& asked, CyclePhases const& it, CyclePhases const* before) {
  auto const refused = [](std::string_view field, std::string_view what) {
    return Error::unprocessable("body.phases." + std::string(field), std::string(what));
  };
  if ((!before || it.join_by != before->join_by) && it.join_by < asked.today) {
    return refused("join_by", "This day has passed. Give schools until a day that is to come.");
  }
  if (it.visits_from < it.join_by) return refused("visits_from", "Visits begin after schools have joined.");
  if (it.visits_to < it.visits_from) return refused("visits_to", "The last day for visits lies before the first.");
  if (it.reports_by < it.visits_to) return refused("reports_by", "Reports are due after the visits.");
  if (it.checks_by < it.reports_by) return refused("checks_by", "The last checks come after the reports.");
  if (it.checks_by.days > asked.today.days + cycle_ahead_days_max) {
    return refused("checks_by", "This is more than five years away. Choose an earlier day.");
  }
  return {};
}

/// Joined schools that the actor may read, each once.
Result<void> check_invited(Door const& door, Many<OrganisationId, limits::cycle_schools_max> const& invited,
                           Many<OrganisationId, limits::cycle_schools_max> const& before) {
  std::set<OrganisationId> seen;
  for (std::size_t i = 0; i < invited.size(); ++i) {
    auto const path = "body.invited[" + std::to_string(i) + "]";
    TRY_INTO(auto const node, door.readable<Organisation>(path, invited.values[i]));
    if (!seen.insert(node->id).second) return Error::unprocessable(path, "This school is named twice.");
    if (node->type != OrganisationType::school) {
      return Error::unprocessable(path, "Only schools are reviewed. Choose a school.");
    }
    if (!before.contains(node->id)) TRY(organisations::check_joined(*node));
  }
  return {};
}

template <class Command>
Result<void> check_described_cycle(Asked const& asked, Command const& command, CyclePhases const* before) {
  TRY(check_phases(asked, command.phases, before));
  if (command.school_year < 2000 || command.school_year > 2100) {
    return Error::unprocessable("body.school_year", "Give the year in which the school year begins, such as 2026.");
  }
  if (command.visit_days < 1 || command.visit_days > limits::visit_days_max) {
    return Error::unprocessable("body.visit_days", "A visit takes from one day to five.");
  }
  if (command.travel_km < 1 || command.travel_km > travel_km_max) {
    return Error::unprocessable("body.travel_km", "From 1 km to " + std::to_string(travel_km_max) + " km.");
  }
  TRY(check_words({command.title.value}, {}));
  return check_framework(command.framework);
}

template <class Command>
void describe_cycle(ReviewCycle& it, Command const& command) {
  it.title = command.title;
  it.school_year = command.school_year;
  it.framework = command.framework;
  it.phases = command.phases;
  it.visit_days = command.visit_days;
  it.travel_km = command.travel_km;
  it.invited = command.invited;
}

bool takes_part(ReviewCycle const& it, OrganisationId school) {
  return std::any_of(it.schools.begin(), it.schools.end(), [&](auto const& one) { return one.school == school; });
}

bool is_head_of(View const& view, PersonId person, OrganisationId school) {
  auto const heads = reviews::heads_of(view, school);
  return std::find(heads.begin(), heads.end(), person) != heads.end();
}

/// The heads of these schools are asked to join, each once.
void ask_to_join(Change& change, View const& view, Asked& asked, ReviewCycleId cycle,
                 std::vector<OrganisationId> const& schools) {
  std::set<PersonId> told;
  for (auto const school : schools) {
    for (auto const head : reviews::heads_of(view, school)) {
      if (!told.insert(head).second) continue;
      notify(change, view, asked, {.to = head, .because = Because::cycle_opened, .review_cycle = cycle});
    }
  }
}

/// Heads all of whose invited schools have joined owe no answer any more; nor do heads of schools not invited any more.
void answer_invited(Change& change, View const& view, ReviewCycle const& after) {
  answer_needs(change, view, after.id, Because::cycle_opened, [&](Notification const& it) {
    return std::none_of(after.invited.begin(), after.invited.end(), [&](OrganisationId school) {
      return !takes_part(after, school) && is_head_of(view, it.person, school);
    });
  });
}

std::string as_text(Framework const& it) {
  std::string out;
  append_json(out, it);
  return out;
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, CreateReviewCycle const& command) {
  if (asked.actor.is_system()) return Error::not_found();  // somebody organises it
  Door const door(view, asked);
  TRY_INTO(auto const node, door.readable<Organisation>("body.organisation", command.organisation));
  TRY(door.may(Thing::review_cycle, Action::create, {.organisation = node->id}));
  TRY(organisations::check_joined(*node));
  if (node->type != OrganisationType::network && node->type != OrganisationType::trust) {
    return Error::unprocessable("body.organisation", "A network or a trust runs a cycle. Choose the one you lead.");
  }
  TRY(check_invited(door, command.invited, {}));
  TRY(check_described_cycle(asked, command, nullptr));
  ReviewCycle made{
      .id = asked.take<ReviewCycleId>(), .organisation = node->id, .owner = asked.actor.person, .created = asked.now};
  describe_cycle(made, command);
  Change change;
  change.put(std::move(made));
  return change;
}

namespace {

/// Of an open cycle its framework stays, and the schools that have joined.
Result<void> check_edit_of_open(ReviewCycle const& cycle, EditReviewCycle const& command) {
  if (command.school_year != cycle.school_year || as_text(command.framework) != as_text(cycle.framework)) {
    return wrong_state("Schools were asked to join as it is: its year and its framework stay.");
  }
  for (auto const& one : cycle.schools) {
    if (command.invited.contains(one.school)) continue;
    return Error::conflict("has_joined", "A school that has joined cannot be left out: it leaves by itself.");
  }
  return {};
}

/// Of a running one everything stays but days, which may become later.
Result<void> check_edit_of_running(ReviewCycle const& cycle, EditReviewCycle const& command) {
  bool const is_same = command.title == cycle.title && command.school_year == cycle.school_year &&
                       command.visit_days == cycle.visit_days && command.travel_km == cycle.travel_km &&
                       command.invited == cycle.invited && as_text(command.framework) == as_text(cycle.framework);
  if (!is_same) return wrong_state("It has started: only later days can be set.");
  auto const& now = cycle.phases;
  auto const& then = command.phases;
  bool const is_later = then.join_by == now.join_by && then.visits_from >= now.visits_from &&
                        then.visits_to >= now.visits_to && then.reports_by >= now.reports_by &&
                        then.checks_by >= now.checks_by;
  if (!is_later) return Error::conflict("not_later", "It has started: its days can become later, not earlier.");
  return {};
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, EditReviewCycle const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const cycle, reviews::cycle_for(view, asked, command.review_cycle, Action::edit));
  bool const is_open = cycle->state == CycleState::open;
  if (cycle->state > CycleState::running) return wrong_state("It has ended.");
  if (is_open) TRY(check_edit_of_open(*cycle, command));
  if (cycle->state == CycleState::running) TRY(check_edit_of_running(*cycle, command));
  TRY(check_invited(door, command.invited, cycle->invited));
  TRY(check_described_cycle(asked, command, &cycle->phases));
  auto edited = *cycle;
  describe_cycle(edited, command);
  Change change;
  change.answer_key = record_key<ReviewCycle>(cycle->id);
  if (is_open) {
    if (edited.phases.join_by >= asked.today) {
      edited.join_asked = false;
      answer_needs(change, view, cycle->id, Because::cycle_to_start);
    }
    answer_invited(change, view, edited);
    std::vector<OrganisationId> added;
    for (auto const school : edited.invited) {
      if (!cycle->invited.contains(school)) added.push_back(school);
    }
    ask_to_join(change, view, asked, cycle->id, added);
  }
  reviews::put(change, view, *cycle, std::move(edited));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, OpenReviewCycle const& command) {
  TRY_INTO(auto const cycle, reviews::cycle_for(view, asked, command.review_cycle, Action::open));
  if (cycle->state != CycleState::draft) return wrong_state("It is open already, or has ended.");
  if (cycle->invited.size() < limits::cycle_schools_min) {
    return Error::conflict("few_schools", "A cycle needs three to seven schools. Invite at least three.");
  }
  if (cycle->phases.join_by < asked.today) {
    return Error::conflict("too_late", "The day to join by has passed. Choose a later one first.");
  }
  auto opened = *cycle;
  opened.state = CycleState::open;
  Change change;
  change.answer_key = record_key<ReviewCycle>(cycle->id);
  ask_to_join(change, view, asked, cycle->id, cycle->invited.values);
  reviews::put(change, view, *cycle, std::move(opened));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, JoinReviewCycle const& command) {
  TRY_INTO(auto const cycle, reviews::cycle_for(view, asked, command.review_cycle, Action::join, command.school));
  if (cycle->state != CycleState::open) return wrong_state("Schools join while the cycle is open.");
  auto const school = command.school;
  if (!cycle->invited.contains(school)) {
    return Error::conflict("not_invited", "Only schools that are invited join. Ask the organiser.");
  }
  if (asked.today > cycle->phases.join_by) {
    return Error::conflict("too_late", "The day to join by has passed. Ask the organiser for a later one.");
  }
  if (auto const node = view.find<Organisation>(school)) TRY(organisations::check_joined(*node));
  if (command.days_given > days_given_max) {
    return Error::unprocessable("body.days_given", "At most 100 days, of all your reviewers together.");
  }
  std::set<OrganisationId> seen;
  for (std::size_t i = 0; i < command.interests.size(); ++i) {
    auto const one = command.interests.values[i];
    if (one != school && cycle->invited.contains(one) && seen.insert(one).second) continue;
    return Error::unprocessable("body.interests[" + std::to_string(i) + "]",
                                "Name each of the other schools of the cycle once at most.");
  }
  TRY(check_words({command.interests_why.value}, {}));
  CycleSchool const said{.school = school,
                         .days_given = command.days_given,
                         .interests = command.interests,
                         .interests_why = command.interests_why,
                         .by = asked.actor.person,
                         .at = asked.now};
  auto joined = *cycle;
  bool const is_again = takes_part(joined, school);
  auto& schools = joined.schools.values;
  if (is_again) {
    *std::find_if(schools.begin(), schools.end(), [&](auto const& one) { return one.school == school; }) = said;
  } else {
    schools.push_back(said);
  }
  Change change;
  change.answer_key = record_key<ReviewCycle>(cycle->id);
  answer_invited(change, view, joined);
  if (!is_again) {
    notify(change, view, asked,
           {.to = cycle->owner, .because = Because::cycle_joined, .review_cycle = cycle->id, .news = true});
  }
  reviews::put(change, view, *cycle, std::move(joined));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, LeaveReviewCycle const& command) {
  TRY_INTO(auto const cycle, reviews::cycle_for(view, asked, command.review_cycle, Action::leave, command.school));
  if (cycle->state != CycleState::open) {
    return wrong_state("A school leaves before the cycle starts. Withdraw your review instead.");
  }
  if (!takes_part(*cycle, command.school)) return Error::conflict("not_joined", "This school has not joined.");
  auto left = *cycle;
  std::erase_if(left.schools.values, [&](auto const& one) { return one.school == command.school; });
  std::erase_if(left.rota.values,
                [&](auto const& pair) { return pair.host == command.school || pair.visitor == command.school; });
  Change change;
  reviews::put(change, view, *cycle, std::move(left));
  return change;
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListReviewCycles const&, Page const& page) {
  if (asked.actor.is_system()) return Error::not_found();
  Envelope envelope(view);
  Door const door(view, asked);
  auto const prefix = IndexKey(Index::review_cycles_all).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    ReviewCycleId const id{~read_u64(key.substr(key.size() - 8))};
    auto const found = view.find<ReviewCycle>(id);
    if (!found || !door.may_read(*found)) return false;
    if (into) into->item_of<ReviewCycle>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetReviewCycle const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<ReviewCycle>("ids.review_cycle", query.review_cycle));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
