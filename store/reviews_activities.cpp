// The timetable of a visit: who looks at what with whom, and when.
#include <algorithm>

#include "store/answering.hpp"
#include "store/reviews.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

using reviews::CheckVersion;
using reviews::ReviewPtr;

constexpr std::uint32_t timetable_minutes_max = 24 * 60;

struct FoundActivity {
  std::shared_ptr<ReviewActivity const> activity;
  ReviewPtr review;
};

Result<void> check_timetable_open(Review const& review) {
  if (review.state >= ReviewState::confirmed && review.state <= ReviewState::visiting) return {};
  return wrong_state("The timetable is made from when the team is confirmed until the visit is over.");
}

Result<FoundActivity> activity_for(View const& view, Asked const& asked, ReviewActivityId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto const activity, door.readable<ReviewActivity>("ids.review_activity", id));
  TRY_INTO(auto const review, view.get<Review>("ids.review_activity", activity->review));
  TRY(door.may(Thing::review_activity, action, reviews::subject_of(review)));
  TRY(check_version(asked, activity->version));
  TRY(check_timetable_open(*review));
  if (activity->state != ActivityState::planned) return wrong_state("It was cancelled. Plan another one.");
  return FoundActivity{activity, review};
}

bool works_at_host(View const& view, PersonId person, OrganisationId school) {
  auto const all = tree::memberships_of(view, person);
  return std::any_of(all.begin(), all.end(),
                     [&](auto const& it) { return it->organisation == school && it->state == Standing::current; });
}

template <class Command>
Result<void> check_people(View const& view, Review const& review, Command const& command) {
  auto const* reviewer = reviews::place_of(review, command.reviewer);
  if (!reviewer || reviewer->state != ReviewerState::active) {
    return Error::unprocessable("body.reviewer", "Choose somebody of the team.");
  }
  if (command.colleague && !works_at_host(view, *command.colleague, review.host)) {
    return Error::unprocessable("body.colleague", "Choose somebody of the school that is visited.");
  }
  return {};
}

template <class Command>
Result<void> check_activity(View const& view, Review const& review, Command const& command) {
  if (!review.first_day || !review.last_day || command.date < *review.first_day || command.date > *review.last_day) {
    return Error::unprocessable("body.date", "Choose one of the days of the visit.");
  }
  if (command.ends <= command.starts || command.ends > timetable_minutes_max) {
    return Error::unprocessable("body.ends", "It ends after it starts, on the same day.");
  }
  TRY(check_people(view, review, command));
  auto const scope = view.find<ReviewScope>(review.id);
  if (command.question && (!scope || *command.question >= scope->questions.size())) {
    return Error::unprocessable("body.question", "Choose one of the questions of this review, or none.");
  }
  return check_words({command.what.value, command.place.value}, {});
}

template <class Command>
void plan_activity(ReviewActivity& it, Command const& command) {
  it.date = command.date;
  it.starts = command.starts;
  it.ends = command.ends;
  it.what = command.what;
  it.place = command.place;
  it.reviewer = command.reviewer;
  it.colleague = command.colleague;
  it.question = command.question;
}

/// Who is in the timetable works on the review, and sees it.
Result<void> name_in_review(Change& change, View const& view, ReviewPtr const& review,
                            std::optional<PersonId> const& colleague) {
  if (!colleague || reviews::colleague_of(*review, *colleague)) return {};
  auto const hosts = reviews::hosts_of(view, *review);
  if (std::find(hosts.begin(), hosts.end(), *colleague) != hosts.end()) return {};
  if (review->colleagues.size() >= limits::review_colleagues_max) {
    return Error::unprocessable("body.colleague",
                                "As many colleagues as possible work on this review. Take somebody "
                                "out first.");
  }
  auto named = *review;
  named.colleagues.values.push_back({.person = *colleague});
  reviews::put(change, view, *review, std::move(named));
  return {};
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, CreateReviewActivity const& command) {
  TRY_INTO(auto const review,
           reviews::review_for(view, asked, command.review, Thing::review_activity, Action::create, CheckVersion::no));
  TRY(check_timetable_open(*review));
  TRY(check_activity(view, *review, command));
  if (reviews::activities_of(view, review->id).size() >= limits::review_activities_max) {
    return Error::conflict("too_many_activities", "The timetable holds as much as it can. Change what is planned.");
  }
  ReviewActivity made{.id = asked.take<ReviewActivityId>(), .review = review->id, .created = asked.now};
  plan_activity(made, command);
  Change change;
  change.put(std::move(made));
  TRY(name_in_review(change, view, review, command.colleague));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, EditReviewActivity const& command) {
  TRY_INTO(auto const it, activity_for(view, asked, command.review_activity, Action::edit));
  TRY(check_activity(view, *it.review, command));
  auto edited = *it.activity;
  plan_activity(edited, command);
  ++edited.version;
  Change change;
  change.put(std::move(edited));
  TRY(name_in_review(change, view, it.review, command.colleague));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, CancelReviewActivity const& command) {
  TRY_INTO(auto const it, activity_for(view, asked, command.review_activity, Action::cancel));
  auto cancelled = *it.activity;
  cancelled.state = ActivityState::cancelled;
  ++cancelled.version;
  return Change{}.put(std::move(cancelled));
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListReviewActivities const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  TRY(door.readable<Review>("ids.review", query.review));
  auto const prefix = IndexKey(Index::activities_by_review).id(query.review).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    auto const found = view.find<ReviewActivity>(ReviewActivityId{read_u64(key.substr(key.size() - 8))});
    if (!found || !door.may_read(*found)) return false;
    if (into) into->item_of<ReviewActivity>(found->id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetReviewActivity const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<ReviewActivity>("ids.review_activity", query.review_activity));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
