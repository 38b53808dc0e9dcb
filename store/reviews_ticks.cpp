// What time does to peer reviews: reminders, visits that begin and end, checks that begin, grants and actions whose day
// has passed.
#include <algorithm>

#include "store/reviews_plans.hpp"

namespace staffroom {
namespace {

/// One reminder of one review.
class ReviewReminder {
 public:
  ReviewReminder(Change& change, View const& view, Asked& asked, Review const& review)
      : change_(change), view_(view), asked_(asked), review_(review) {}

  void send() {
    switch (review_.state) {
      case ReviewState::team_proposed: return remind_of_interests();
      case ReviewState::confirmed:
        if (review_.reminded < 2) return remind(hosts(), Because::self_review_due);
        // Its first day has come without a self-review: the lead may begin all the same.
        return tell(lead(), {.because = Because::visit_started});
      case ReviewState::draft_report: return remind(writers(), Because::report_wanted);
      case ReviewState::factual_check: return remind_of_report();
      case ReviewState::final: return remind(hosts(), Because::plan_wanted);
      case ReviewState::impact_check: return remind_of_check();
      default: return;
    }
  }

 private:
  std::vector<PersonId> hosts() const { return reviews::hosts_of(view_, review_); }
  std::vector<PersonId> lead() const {
    auto const* it = reviews::lead_of(review_);
    return it ? std::vector<PersonId>{it->person} : std::vector<PersonId>{};
  }
  std::vector<PersonId> writers() const {
    auto people = lead();
    return people.empty() ? reviews::active_team(review_) : people;
  }

  void tell(std::vector<PersonId> const& people, Notice notice) {
    reviews::tell(change_, view_, asked_, review_, people, std::move(notice));
  }
  /// Only the newest of several for one thing stays open.
  void remind(std::vector<PersonId> const& people, Because because) {
    answer_needs(change_, view_, review_.id, because, [&](Notification const& it) {
      return std::find(people.begin(), people.end(), it.person) != people.end();
    });
    tell(people, {.because = because});
  }

  void remind_of_interests() {
    std::vector<PersonId> undeclared;
    for (auto const& one : review_.team) {
      if (one.state == ReviewerState::asked) undeclared.push_back(one.person);
    }
    if (!undeclared.empty()) {
      remind(undeclared, Because::interest_wanted);
      return remind({review_.organiser}, Because::reviewer_wanted);
    }
    auto people = hosts();
    people.push_back(review_.organiser);
    remind(people, Because::interest_declared);
  }

  /// With the host to check, or with both to sign.
  void remind_of_report() {
    auto const report = view_.find<ReviewReport>(review_.id);
    if (!report || report->state != ReviewReportState::signing) return remind(hosts(), Because::report_sent);
    std::vector<PersonId> people;
    auto const has_signed = [&](ReportCapacity capacity) {
      return std::any_of(report->signatures.begin(), report->signatures.end(),
                         [&](auto const& it) { return it.capacity == capacity && it.hash == report->content_hash; });
    };
    if (!has_signed(ReportCapacity::host)) people = hosts();
    if (auto const who = lead(); !has_signed(ReportCapacity::lead_reviewer)) {
      people.insert(people.end(), who.begin(), who.end());
    }
    remind(people, Because::report_to_sign);
  }

  void remind_of_check() {
    // The first was made already: the second is to come.
    if (review_.reminded == 0 && review_.ninety_days_checked) return;
    remind(hosts(), Because::check_wanted);
  }

  Change& change_;
  View const& view_;
  Asked& asked_;
  Review const& review_;
};

/// The audit trail tells of what was put first.
template <class R>
void put_first(Change& change, std::uint64_t id) {
  auto const key = record_key<R>(decltype(R::id){id});
  auto const found =
      std::find_if(change.puts.begin(), change.puts.end(), [&](auto const& put) { return put.key == key; });
  if (found != change.puts.end()) std::rotate(change.puts.begin(), found, found + 1);
}

void apply_to_review(Change& change, View const& view, Asked& asked, Due what, Review const& before) {
  auto review = before;
  switch (what) {
    case Due::remind_of_review:
      ReviewReminder(change, view, asked, before).send();
      ++review.reminded;
      break;
    case Due::start_visit:
      if (review.state != ReviewState::self_review_submitted) return;
      reviews::start_visit(change, view, asked, review);
      break;
    case Due::end_visit:
      if (review.state != ReviewState::visiting) return;
      reviews::end_visit(change, view, asked, review);
      break;
    case Due::begin_impact_check:
      if (review.state != ReviewState::action_plan) return;
      reviews::begin_impact_check(change, view, asked, review);
      break;
    case Due::close_review:
      if (review.state != ReviewState::impact_check) return;
      reviews::close(change, view, asked, review);
      break;
    default: return;
  }
  reviews::put(change, view, before, std::move(review));
  put_first<Review>(change, before.id.value);
}

void want_start(Change& change, View const& view, Asked& asked, ReviewCycle const& before) {
  if (before.state != CycleState::open || before.join_asked) return;
  auto cycle = before;
  cycle.join_asked = true;
  auto const owner = cycle.owner;
  reviews::put(change, view, before, std::move(cycle));
  notify(change, view, asked, {.to = owner, .because = Because::cycle_to_start, .review_cycle = before.id});
}

void tell_late(Change& change, View const& view, Asked& asked, ReviewAction action) {
  bool const ended = action.state == ReviewActionState::done || action.state == ReviewActionState::cancelled;
  if (ended || action.late) return;
  action.late = true;
  ++action.version;
  change.put(action);
  auto const review = view.find<Review>(action.review);
  if (!review || review->state == ReviewState::closed) return;
  reviews::answer_action_needs(change, view, action);
  reviews::tell_owner(change, view, asked, action, Because::review_action_late);
}

}  // namespace

void reviews::apply_due(Change& change, View const& view, Asked& asked, Due what, std::uint64_t id) {
  switch (what) {
    case Due::cycle_join_late:
      if (auto const it = view.find<ReviewCycle>(ReviewCycleId{id})) want_start(change, view, asked, *it);
      return;
    case Due::end_report_grant:
      if (auto const it = view.find<ReportGrant>(ReportGrantId{id})) end_grant(change, view, asked, *it);
      return;
    case Due::review_action_late:
      if (auto const it = view.find<ReviewAction>(ReviewActionId{id})) tell_late(change, view, asked, *it);
      return;
    default:
      if (auto const it = view.find<Review>(ReviewId{id})) apply_to_review(change, view, asked, what, *it);
      return;
  }
}

}  // namespace staffroom
