// Review cycles under way: starting, closing, cancelling, and who organises them.
#include <algorithm>
#include <set>

#include "store/organisations.hpp"
#include "store/reviews_plans.hpp"
#include "store/reviews_rota.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

/// Nobody is asked about the cycle any more.
void answer_cycle(Change& change, View const& view, ReviewCycleId cycle) {
  answer_needs(change, view, cycle, Because::cycle_opened);
  answer_needs(change, view, cycle, Because::cycle_to_start);
}

/// The heads of the schools that take part, each once.
void tell_of_end(Change& change, View const& view, Asked& asked, ReviewCycle const& cycle) {
  std::set<PersonId> told;
  for (auto const& one : cycle.schools) {
    for (auto const head : reviews::heads_of(view, one.school)) {
      if (!told.insert(head).second) continue;
      notify(change, view, asked,
             {.to = head, .because = Because::cycle_ended, .review_cycle = cycle.id, .news = true});
    }
  }
}

Review review_of_host(Asked& asked, ReviewCycle const& cycle, OrganisationId host) {
  Review out{.id = asked.take<ReviewId>(),
             .cycle = cycle.id,
             .host = host,
             .title = cycle.title,
             .organiser = cycle.owner,
             .created = asked.now};
  for (auto const& pair : cycle.rota) {
    if (pair.host == host) out.visitors.values.push_back(pair.visitor);
  }
  return out;
}

bool leads_organisation(View const& view, PersonId person, OrganisationId organisation) {
  auto const standing = view.standing(person);
  return standing && (standing->holds(view, organisation, Role::headteacher) ||
                      standing->holds(view, organisation, Role::trust_leader));
}

/// Whether the notice asks its person as the organiser of the cycle.
bool waits_on_organiser(View const& view, Notification const& it, ReviewCycle const& cycle) {
  auto const review = it.review ? view.find<Review>(*it.review) : nullptr;
  auto const grant = it.report_grant ? view.find<ReportGrant>(*it.report_grant) : nullptr;
  if (it.review_cycle != cycle.id && !(review && review->cycle == cycle.id) && !(grant && grant->cycle == cycle.id)) {
    return false;
  }
  switch (it.because) {
    case Because::cycle_to_start:
    case Because::review_requested:
    case Because::reviewer_wanted:
    case Because::grant_end_wanted: return true;
    case Because::interest_declared: {
      // A head who organises as well goes on clearing as the head.
      auto const hosts = review ? reviews::hosts_of(view, *review) : std::vector<PersonId>{};
      return std::find(hosts.begin(), hosts.end(), it.person) == hosts.end();
    }
    default: return false;
  }
}

void close_cycle(Change& change, View const& view, Asked& asked, ReviewCycle const& cycle) {
  auto closed = cycle;
  closed.state = CycleState::closed;
  closed.ended = asked.now;
  answer_cycle(change, view, cycle.id);
  tell_of_end(change, view, asked, cycle);
  reviews::put(change, view, cycle, std::move(closed));
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, StartReviewCycle const& command) {
  TRY_INTO(auto const cycle, reviews::cycle_for(view, asked, command.review_cycle, Action::start));
  if (cycle->state != CycleState::open) return wrong_state("It has started already, or is not open.");
  auto const checked = rota::check(rota::facts_of(view, *cycle));
  if (auto const* problem = rota::in_the_way(checked)) return Error::conflict("rota_not_ready", problem->words);
  auto running = *cycle;
  running.state = CycleState::running;
  Change change;
  change.answer_key = record_key<ReviewCycle>(cycle->id);
  answer_cycle(change, view, cycle->id);
  for (auto const& one : cycle->schools) {
    auto const review = review_of_host(asked, *cycle, one.school);
    running.reviews.values.push_back(review.id);
    change.put(review);
    change.put(ReviewScope{.id = review.id, .framework = cycle->framework});
    reviews::tell(change, view, asked, review, reviews::hosts_of(view, review), {.because = Because::cycle_started});
  }
  reviews::put(change, view, *cycle, std::move(running));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, CloseReviewCycle const& command) {
  TRY_INTO(auto const cycle, reviews::cycle_for(view, asked, command.review_cycle, Action::close));
  if (cycle->state != CycleState::running) return wrong_state("Only a cycle that has started is closed.");
  auto const all = reviews::reviews_of(view, cycle->id);
  if (std::any_of(all.begin(), all.end(), [](auto const& it) { return it->state != ReviewState::closed; })) {
    return Error::conflict("reviews_under_way", "Some of its reviews are not closed yet. It can be closed after them.");
  }
  Change change;
  change.answer_key = record_key<ReviewCycle>(cycle->id);
  close_cycle(change, view, asked, *cycle);
  return change;
}

void reviews::close_cycle_after(Change& change, View const& view, Asked& asked, ReviewCycle const& cycle,
                                ReviewId last) {
  if (cycle.state != CycleState::running) return;
  auto const all = reviews_of(view, cycle.id);
  auto const is_done = [&](auto const& it) { return it->id == last || it->state == ReviewState::closed; };
  if (!std::all_of(all.begin(), all.end(), is_done)) return;
  auto const answer_key = change.answer_key;
  close_cycle(change, view, asked, cycle);
  change.answer_key = answer_key;
}

Result<Change> decide(View const& view, Asked& asked, CancelReviewCycle const& command) {
  TRY_INTO(auto const cycle, reviews::cycle_for(view, asked, command.review_cycle, Action::cancel));
  if (cycle->state > CycleState::running) return wrong_state("It has ended already.");
  auto const all = reviews::reviews_of(view, cycle->id);
  if (std::any_of(all.begin(), all.end(), [](auto const& it) { return it->state > ReviewState::confirmed; })) {
    return Error::conflict("reviews_under_way",
                           "A school has done its self-review, or has been visited: the cycle can't be cancelled now.");
  }
  TRY(check_reason(command.reason, "Say why: the schools are told."));
  auto cancelled = *cycle;
  cancelled.state = CycleState::cancelled;
  cancelled.reviews.values.clear();
  cancelled.ended = asked.now;
  cancelled.end_reason = command.reason;
  Change change;
  change.answer_key = record_key<ReviewCycle>(cycle->id);
  for (auto const& it : all) reviews::purge(change, view, *it);
  answer_cycle(change, view, cycle->id);
  tell_of_end(change, view, asked, *cycle);
  reviews::put(change, view, *cycle, std::move(cancelled));
  return change;
}

// ---- who organises it

void reviews::give_cycle(Change& change, View const& view, Asked& asked, ReviewCycle const& cycle, PersonId owner) {
  auto const before = cycle.owner;
  if (change.answer_key.empty()) change.answer_key = record_key<ReviewCycle>(cycle.id);
  each_notice(view, before, false, [&](Notification const& it) {
    if (!it.needs || !waits_on_organiser(view, it, cycle)) return;
    put_answered(change, it);
    notify(change, view, asked,
           {.to = owner,
            .because = it.because,
            .by = it.by.value_or(before),
            .review_cycle = it.review_cycle,
            .review = it.review,
            .report_grant = it.report_grant});
  });
  auto given = cycle;
  given.owner = owner;
  put(change, view, cycle, std::move(given));
}

Result<Change> decide(View const& view, Asked& asked, HandOverReviewCycle const& command) {
  TRY_INTO(auto const cycle, reviews::cycle_for(view, asked, command.review_cycle, Action::hand_over));
  if (cycle->state > CycleState::running) return wrong_state("It has ended: it keeps its organiser.");
  TRY(Door(view, asked).readable<Person>("body.owner", command.owner));
  if (!leads_organisation(view, command.owner, cycle->organisation)) {
    return Error::unprocessable("body.owner", "Choose somebody who leads the organisation that runs the cycle.");
  }
  if (command.owner == cycle->owner) return Change::unchanged<ReviewCycle>(cycle->id);
  Change change;
  reviews::give_cycle(change, view, asked, *cycle, command.owner);
  return change;
}

}  // namespace staffroom
