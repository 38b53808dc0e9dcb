// What becomes of peer reviews when people leave or schools move: what waited on a person waits on the seat, and
// nobody goes on reading by a place that is not theirs any more.
#include <algorithm>

#include "store/overlay_view.hpp"
#include "store/reviews_plans.hpp"
#include "store/seats.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

bool is_exactly_at(View const& view, PersonId person, OrganisationId node) {
  auto const standing = view.standing(person);
  return standing && std::any_of(standing->roles.begin(), standing->roles.end(),
                                 [&](auto const& role) { return role.organisation == node; });
}

/// Leads the organisation, or one above it.
bool leads_over(View const& view, PersonId person, OrganisationId node) {
  auto const standing = view.standing(person);
  return standing &&
         (standing->holds(view, node, Role::trust_leader) || standing->holds(view, node, Role::headteacher));
}

/// Ids at the end of the rows under the prefix.
std::vector<std::uint64_t> ids_at_end(View const& view, IndexKey prefix, bool descending) {
  std::vector<std::uint64_t> out;
  view.scan_index(prefix.take(), {}, [&](std::string_view key, std::string_view) {
    auto const id = read_u64(key.substr(key.size() - 8));
    out.push_back(descending ? ~id : id);
    return out.size() < limits::passed_on_per_leaver_max;
  });
  return out;
}

/// What a person has to do with reviews.
struct HeldInReviews {
  std::vector<ReviewCycleId> cycles;
  std::vector<ReviewId> reviews;
  std::vector<ReportGrantId> grants;
  std::vector<ReviewActionId> actions;
  bool empty() const { return cycles.empty() && reviews.empty() && grants.empty() && actions.empty(); }
};

HeldInReviews held_in_reviews(View const& view, PersonId person) {
  HeldInReviews out;
  for (auto const id : ids_at_end(view, IndexKey(Index::review_cycles_all), true)) {
    auto const cycle = view.find<ReviewCycle>(ReviewCycleId{id});
    if (cycle && cycle->owner == person) out.cycles.push_back(cycle->id);
  }
  for (auto const id : ids_at_end(view, std::move(IndexKey(Index::reviews_by_person).id(person)), true)) {
    out.reviews.push_back({id});
  }
  auto const grants = std::move(IndexKey(Index::report_grants_by_reader).byte(0).id(person));
  for (auto const id : ids_at_end(view, grants, true)) out.grants.push_back({id});
  auto const actions = std::move(IndexKey(Index::review_actions_by_owner).id(person).byte(0));
  for (auto const id : ids_at_end(view, actions, false)) out.actions.push_back({id});
  return out;
}

/// Passes on what is no longer theirs, one thing after the other: each sees what was done before it.
class ReviewsPassingOn {
 public:
  ReviewsPassingOn(Change& change, View const& view, Asked& asked, PersonId person)
      : change_(change), now_(view), asked_(asked), person_(person) {
    now_.add(change);
  }

  void pass(HeldInReviews const& held) {
    for (auto const id : held.cycles) pass_cycle(id);
    for (auto const id : held.reviews) pass_review(id);
    for (auto const id : held.grants) pass_grant(id);
    for (auto const id : held.actions) pass_action(id);
  }

 private:
  /// Takes a step into the change; the next step sees it.
  void take(Change step) {
    now_.add(step);
    for (auto& put : step.puts) change_.puts.push_back(std::move(put));
    for (auto& removal : step.removals) change_.removals.push_back(std::move(removal));
  }

  /// The organiser's seat is that of the organisation's leaders.
  void pass_cycle(ReviewCycleId id) {
    auto const cycle = now_.find<ReviewCycle>(id);
    if (!cycle || cycle->owner != person_ || leads_over(now_, person_, cycle->organisation)) return;
    auto leaders = nearest_leaders(now_, cycle->organisation);
    std::erase(leaders, person_);
    if (leaders.empty()) return;
    Change step;
    reviews::give_cycle(step, now_, asked_, *cycle, leaders.front());
    take(std::move(step));
  }

  void pass_review(ReviewId id) {
    auto const found = now_.find<Review>(id);
    if (!found) return;
    auto review = *found;
    Change step;
    bool const off_host = leave_host(review);
    if (!leave_visitors(step, review) && !off_host) return;
    reviews::put(step, now_, *found, std::move(review));
    take(std::move(step));
  }

  /// Whoever works on it for the host does so while they are there.
  bool leave_host(Review& review) const {
    if (is_exactly_at(now_, person_, review.host)) return false;
    bool const was_delegate = review.delegate == person_;
    if (was_delegate) review.delegate.reset();
    auto const gone = std::erase_if(review.colleagues.values, [&](auto const& one) { return one.person == person_; });
    return was_delegate || gone > 0;
  }

  bool leave_visitors(Change& step, Review& review) {
    auto const* place = reviews::place_of(review, person_);
    if (!place || reviews::works_at_or_above(now_, person_, place->school)) return false;
    if (review.state < ReviewState::impact_check) {
      reviews::leave_team(step, now_, asked_, review, person_);
      return true;
    }
    bool const kept = review.state == ReviewState::impact_check && review.lead_kept && place->lead;
    if (kept) review.lead_kept = false;
    return kept;
  }

  void pass_grant(ReportGrantId id) {
    auto const grant = now_.find<ReportGrant>(id);
    auto const standing = now_.standing(person_);
    if (!grant || (standing && standing->is_current())) return;
    Change step;
    reviews::end_grant(step, now_, asked_, *grant);
    take(std::move(step));
  }

  void pass_action(ReviewActionId id) {
    auto const action = now_.find<ReviewAction>(id);
    if (!action || reviews::works_at_or_above(now_, person_, action->host)) return;
    auto heads = reviews::heads_of(now_, action->host);
    std::erase(heads, person_);
    if (heads.empty()) return;
    auto passed = *action;
    passed.owner = heads.front();
    ++passed.version;
    Change step;
    step.put(passed);
    reviews::answer_action_needs(step, now_, *action);
    reviews::tell_owner(step, now_, asked_, passed, Because::review_action_given);
    take(std::move(step));
  }

  Change& change_;
  OverlayView now_;
  Asked& asked_;
  PersonId person_;
};

}  // namespace

void reviews::pass_on(Change& change, View const& view, Asked& asked, PersonId person) {
  auto const held = held_in_reviews(view, person);
  if (held.empty()) return;
  auto const answer_key = change.answer_key;
  ReviewsPassingOn(change, view, asked, person).pass(held);
  change.answer_key = answer_key;
}

void reviews::move_along(Change& change, View const& view, View const& after, Asked&, OrganisationId) {
  auto const answer_key = change.answer_key;
  for (auto const id : ids_at_end(view, IndexKey(Index::review_cycles_all), true)) {
    auto const cycle = view.find<ReviewCycle>(ReviewCycleId{id});
    if (!cycle || audience_of(view, Record{*cycle}) == audience_of(after, Record{*cycle})) continue;
    put(change, view, *cycle, *cycle);
  }
  change.answer_key = answer_key;
}

}  // namespace staffroom
