// What comes after a review: the workshop and its plan, checks after ninety days and a year, themes, and its end.
#include "store/reviews_plans.hpp"

#include <algorithm>

#include "store/answering.hpp"

namespace staffroom {
namespace {

using reviews::ReviewPtr;

/// By the host; of a part that is there it is the part's version that they saw.
template <class Part>
Result<ReviewPtr> review_with_part(View const& view, Asked const& asked, ReviewId id, Action action) {
  TRY_INTO(auto review, reviews::review_for(view, asked, id, Thing::review, action, reviews::CheckVersion::no));
  auto const part = view.find<Part>(id);
  TRY(check_version(asked, part ? part->version : review->version));
  return review;
}

template <class Part>
Part part_or_new(View const& view, ReviewId id) {
  if (auto const found = view.find<Part>(id)) {
    auto copy = *found;
    ++copy.version;
    return copy;
  }
  return Part{.id = id};
}

bool has_live_action(View const& view, ReviewId review) {
  auto const actions = reviews::actions_of(view, review);
  return std::any_of(actions.begin(), actions.end(),
                     [](auto const& it) { return it->state != ReviewActionState::cancelled; });
}

Result<void> check_themes(View const& view, ShareThemes const& command) {
  if (!command.shared) return {};
  if (command.themes.empty()) {
    return Error::unprocessable("body.themes", "Choose at least one theme that may be counted with others.");
  }
  auto const report = view.find<ReviewReport>(command.review);
  auto const headings = report ? report->framework.headings.size() : 0;
  for (std::size_t i = 0; i < command.themes.size(); ++i) {
    auto const& theme = command.themes.values[i];
    if (theme.heading >= headings) {
      return Error::unprocessable("body.themes[" + std::to_string(i) + "].heading",
                                  "The report has no such heading. Choose one of them.");
    }
    TRY(check_words({theme.words.value}, {}));
  }
  return {};
}

}  // namespace

// ---- the plan

Result<Change> decide(View const& view, Asked& asked, WriteReviewPlan const& command) {
  TRY_INTO(auto const review, review_with_part<ReviewPlan>(view, asked, command.review, Action::write_plan));
  if (review->state < ReviewState::final) {
    return wrong_state("The plan comes after the report. Write it once the report is signed.");
  }
  if (review->state == ReviewState::closed) return wrong_state("This review is closed.");
  TRY(check_words({command.workshop_with.value, command.workshop_notes.value, command.no_actions.value}, {}));
  bool const first = review->state == ReviewState::final;
  if (first && command.no_actions.empty() && !has_live_action(view, review->id)) {
    return Error::unprocessable("body.no_actions", "Add at least one action first, or say why there is none.");
  }
  auto plan = part_or_new<ReviewPlan>(view, review->id);
  plan.workshop_on = command.workshop_on;
  plan.workshop_with = command.workshop_with;
  plan.workshop_notes = command.workshop_notes;
  plan.no_actions = command.no_actions;
  Change change;
  change.put(std::move(plan));
  answer_needs(change, view, review->id, Because::plan_wanted);
  if (!first && review->lead_kept == command.keep_lead) return change;
  auto changed = *review;
  changed.lead_kept = command.keep_lead;
  if (first) reviews::enter(changed, ReviewState::action_plan);
  reviews::put(change, view, *review, std::move(changed));
  return change;
}

void reviews::begin_impact_check(Change& change, View const& view, Asked&, Review& review) {
  enter(review, ReviewState::impact_check);
  for (auto const& it : notes_of(view, review.id)) change.remove<EvidenceNote>(it->id);
  // Nothing waits on the team any more.
  for (auto const because : {Because::report_wanted, Because::report_returned, Because::report_commented,
                             Because::report_to_sign, Because::reviewer_wanted}) {
    answer_needs(change, view, review.id, because);
  }
}

void reviews::close(Change& change, View const& view, Asked& asked, Review& review) {
  enter(review, ReviewState::closed);
  review.ended = asked.now;
  answer_all_needs(change, view, review.id);
  for (auto const& it : actions_of(view, review.id)) answer_action_needs(change, view, *it);
  tell(change, view, asked, review, {review.organiser}, {.because = Because::review_closed});
  if (auto const cycle = view.find<ReviewCycle>(review.cycle)) {
    close_cycle_after(change, view, asked, *cycle, review.id);
  }
}

Result<Change> decide(View const& view, Asked& asked, CheckImpact const& command) {
  TRY_INTO(auto const review, reviews::review_for(view, asked, command.review, Thing::review, Action::check_impact));
  if (review->state != ReviewState::impact_check) {
    return wrong_state("Checks are made when there is a plan, ninety days and a year after the report.");
  }
  bool const second = review->ninety_days_checked;
  auto const due = second ? review->one_year_on : review->ninety_days_on;
  if (due && asked.today < *due) {
    return Error::conflict("too_early", "This check is due on " + to_text(*due) + ". Come back then.");
  }
  if (command.words.empty()) return Error::unprocessable("body.words", "Say in a few words what has changed.");
  TRY(check_words({command.words.value}, {}));
  auto plan = part_or_new<ReviewPlan>(view, review->id);
  plan.checks.values.push_back({command.outcome, command.words, asked.actor.person, asked.now});
  Change change;
  change.answer_key = record_key<Review>(review->id);
  change.put(std::move(plan));
  answer_needs(change, view, review->id, Because::check_wanted);
  reviews::tell_readers(change, view, asked, review->id, Because::review_checked);
  auto changed = *review;
  changed.ninety_days_checked = true;
  if (second) reviews::close(change, view, asked, changed);
  reviews::put(change, view, *review, std::move(changed));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, CloseReview const& command) {
  TRY_INTO(auto const review, reviews::review_for(view, asked, command.review, Thing::review, Action::close));
  if (review->state != ReviewState::impact_check) {
    return wrong_state("A review is closed once its plan has been worked on for a while.");
  }
  Change change;
  change.answer_key = record_key<Review>(review->id);
  auto closed = *review;
  reviews::close(change, view, asked, closed);
  reviews::put(change, view, *review, std::move(closed));
  return change;
}

// ---- themes

Result<Change> decide(View const& view, Asked& asked, ShareThemes const& command) {
  TRY_INTO(auto const review, review_with_part<ReviewTheme>(view, asked, command.review, Action::consent_theme));
  if (review->state < ReviewState::final) {
    return wrong_state("Themes come from the report. Share them once it is signed.");
  }
  TRY(check_themes(view, command));
  auto theme = part_or_new<ReviewTheme>(view, review->id);
  theme.cycle = review->cycle;
  theme.shared = command.shared;
  theme.themes.values = command.shared ? command.themes.values : std::vector<Theme>{};
  theme.by = asked.actor.person;
  theme.at = asked.now;
  return Change{}.put(std::move(theme));
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, GetReviewPlan const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<ReviewPlan>("ids.review", query.review));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, GetReviewTheme const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<ReviewTheme>("ids.review", query.review));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
