// Hosting a review: what the school wants looked at and when, who acts for its head, and withdrawing.
#include <algorithm>

#include "store/answering.hpp"
#include "store/calendar.hpp"
#include "store/imports_people_words.hpp"
#include "store/reviews_team.hpp"
#include "store/tree.hpp"

namespace staffroom {

using reviews::CheckVersion;
using reviews::ReviewPtr;

// ---- days

namespace {

constexpr std::int32_t visit_span_days = 2 * static_cast<std::int32_t>(limits::visit_days_max);

std::string scope_day(Date date) { return imports::words_of(date); }

Change of_review(ReviewId review) {
  Change change;
  change.answer_key = record_key<Review>(review);
  return change;
}

}  // namespace

Result<void> reviews::check_days(View const& view, Asked const& asked, Review const& review, Date first, Date last) {
  auto const cycle = view.find<ReviewCycle>(review.cycle);
  if (!cycle) return Error::not_found("ids.review");
  if (last < first) {
    return Error::unprocessable("body.last_day", "The last day lies before the first. Change one of them.");
  }
  if (first < asked.today) return Error::unprocessable("body.first_day", "This day is over. Choose a day to come.");
  for (auto const& [day, path] : {std::pair{first, "body.first_day"}, std::pair{last, "body.last_day"}}) {
    if (calendar::is_working_day(view, day)) continue;
    return Error::unprocessable(path, "Choose a working day: this is a weekend or a bank holiday.");
  }
  auto const& phases = cycle->phases;
  if (first < phases.visits_from || last > phases.visits_to) {
    return Error::unprocessable(first < phases.visits_from ? "body.first_day" : "body.last_day",
                                "Visits of this cycle take place from " + scope_day(phases.visits_from) + " to " +
                                    scope_day(phases.visits_to) + ". Choose days between.");
  }
  if (last.days - first.days > visit_span_days) {
    return Error::unprocessable("body.last_day", "The last day is at most " + std::to_string(visit_span_days) +
                                                     " days after the first. Choose an earlier one.");
  }
  return {};
}

void reviews::set_self_review_dates(View const& view, Review& review) {
  if (!review.first_day) return;
  auto const before = [&](int days) { return calendar::add_working_days(view, *review.first_day, -days); };
  review.self_review_by = before(limits::self_review_working_days);
  review.self_review_remind_on = before(limits::self_review_working_days + limits::self_review_reminder_days);
}

bool reviews::works_at(View const& view, PersonId person, OrganisationId school) {
  auto const all = tree::memberships_of(view, person);
  return std::any_of(all.begin(), all.end(),
                     [&](auto const& it) { return it->state == Standing::current && it->organisation == school; });
}

// ---- from draft to scoped

Result<Change> decide(View const& view, Asked& asked, RequestReview const& command) {
  TRY_INTO(auto const found, reviews::review_for(view, asked, command.review, Thing::review, Action::request));
  if (found->state != ReviewState::draft) return wrong_state("It is requested already.");
  if (!found->first_day || !found->last_day) {
    return Error::conflict("wished_dates", "Say first on which days you would like the visit.");
  }
  auto review = *found;
  auto change = of_review(review.id);
  reviews::enter(review, ReviewState::requested);
  answer_needs(change, view, review.id, Because::cycle_started);
  reviews::tell(change, view, asked, review, {review.organiser}, {.because = Because::review_requested});
  reviews::put(change, view, *found, std::move(review));
  return change;
}

namespace {

Result<void> check_reader(Door const& door, ReportReader const& reader, std::string const& path) {
  bool const is_seat = reader.seat && reader.organisation;
  bool const is_half = reader.seat.has_value() != reader.organisation.has_value();
  if (is_half || is_seat == reader.person.has_value()) {
    return Error::unprocessable(path, "Name a person, or a seat at an organisation.");
  }
  if (reader.person) TRY(door.readable<Person>(path + ".person", *reader.person));
  if (reader.organisation) TRY(door.readable<Organisation>(path + ".organisation", *reader.organisation));
  return {};
}

Result<void> check_exceptions(Door const& door, EditReviewScope const& command) {
  auto const& all = command.exceptions.values;
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto const path = "body.exceptions[" + std::to_string(i) + "]";
    TRY(check_reader(door, all[i].reader, path + ".reader"));
    if (all[i].reason.empty()) {
      return Error::unprocessable(path + ".reason", "Say why they may read the report: all who join are shown it.");
    }
    TRY(check_words({all[i].reason.value}, {}));
    auto const end = all.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::any_of(all.begin(), end, [&](auto const& it) { return it.reader == all[i].reader; })) {
      return Error::unprocessable(path + ".reader", "They are named twice. Take one of them away.");
    }
  }
  return {};
}

Result<void> check_scope_whole(EditReviewScope const& command) {
  auto const& questions = command.questions.values;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    if (!questions[i].empty()) continue;
    return Error::unprocessable("body.questions[" + std::to_string(i) + "]", "Write the question, or take it away.");
  }
  if (questions.size() < limits::questions_min) {
    return Error::unprocessable("body.questions", "Ask two or three questions: they are what the team looks at.");
  }
  if (command.confidentiality.empty()) {
    return Error::unprocessable("body.confidentiality", "Say in a few words what is to stay among whom.");
  }
  return {};
}

Result<void> check_scope(View const& view, Asked const& asked, Review const& review, ReviewScope const& scope,
                         EditReviewScope const& command) {
  TRY(check_exceptions(Door(view, asked), command));
  if (command.excellence && !scope.framework.excellence) {
    return Error::unprocessable("body.excellence", "The framework of this cycle has no area of excellence.");
  }
  for (auto const& question : command.questions) TRY(check_words({question.value}, {}));
  auto const excellence = command.excellence ? command.excellence->value : std::string();
  TRY(check_words({excellence, command.context.value, command.confidentiality.value}, {}));
  if (review.state == ReviewState::draft) {
    if (command.first_day <= command.last_day) return {};
    return Error::unprocessable("body.last_day", "The last day lies before the first. Change one of them.");
  }
  TRY(check_scope_whole(command));
  return reviews::check_days(view, asked, review, command.first_day, command.last_day);
}

/// Another scope is another thing to agree to: nobody is asked any more, until a team is proposed again.
void let_team_go(Change& change, View const& view, Review& review) {
  for (auto const& it : reviews::interests_of(view, review.id)) {
    if (it->state != InterestState::declared && it->state != InterestState::cleared) continue;
    auto replaced = *it;
    replaced.state = InterestState::replaced;
    ++replaced.version;
    change.put(std::move(replaced));
  }
  for (auto const because : {Because::interest_wanted, Because::interest_declared, Because::team_to_accept}) {
    answer_needs(change, view, review.id, because);
  }
  review.team.values.clear();
  review.declare_by.reset();
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, EditReviewScope const& command) {
  TRY_INTO(auto const found, reviews::review_for(view, asked, command.review, Thing::review, Action::edit_scope));
  if (found->state > ReviewState::interests_declared) {
    return wrong_state("The team is confirmed: what was agreed with it stays as it is.");
  }
  TRY_INTO(auto const before, view.get<ReviewScope>("ids.review", found->id));
  TRY(check_scope(view, asked, *found, *before, command));
  auto scope = *before;
  scope.questions = command.questions;
  scope.excellence = command.excellence;
  scope.context = command.context;
  scope.confidentiality = command.confidentiality;
  scope.exceptions = command.exceptions;
  ++scope.version;
  auto review = *found;
  auto change = of_review(review.id);
  change.put(std::move(scope));
  review.first_day = command.first_day;
  review.last_day = command.last_day;
  if (review.state != ReviewState::draft) {
    let_team_go(change, view, review);
    reviews::enter(review, ReviewState::scoped);
    reviews::tell(change, view, asked, review, {review.organiser}, {.because = Because::review_scoped});
  }
  reviews::put(change, view, *found, std::move(review));
  return change;
}

// ---- before the visit

namespace {

void cancel_outside(Change& change, View const& view, Review const& review) {
  for (auto const& it : reviews::activities_of(view, review.id)) {
    bool const inside = it->date >= *review.first_day && it->date <= *review.last_day;
    if (inside || it->state == ActivityState::cancelled) continue;
    auto cancelled = *it;
    cancelled.state = ActivityState::cancelled;
    ++cancelled.version;
    change.put(std::move(cancelled));
  }
}

/// Everybody who has to come.
std::vector<PersonId> told_of_days(View const& view, Review const& review) {
  auto people = reviews::hosts_of(view, review);
  people.push_back(review.organiser);
  if (review.state < ReviewState::team_proposed) return people;
  for (auto const& one : review.team) people.push_back(one.person);
  for (auto const& one : review.colleagues) people.push_back(one.person);
  return people;
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, SetReviewDates const& command) {
  TRY_INTO(auto const found, reviews::review_for(view, asked, command.review, Thing::review, Action::set_dates));
  if (found->state >= ReviewState::visiting) return wrong_state("The visit has begun: its days stay.");
  TRY(reviews::check_days(view, asked, *found, command.first_day, command.last_day));
  if (found->first_day == command.first_day && found->last_day == command.last_day) {
    return Change::unchanged<Review>(found->id);
  }
  auto review = *found;
  auto change = of_review(review.id);
  review.first_day = command.first_day;
  review.last_day = command.last_day;
  if (review.state >= ReviewState::confirmed) {
    reviews::set_self_review_dates(view, review);
    review.reminded = 0;
  }
  cancel_outside(change, view, review);
  reviews::tell(change, view, asked, review, told_of_days(view, review), {.because = Because::review_dates_changed});
  reviews::put(change, view, *found, std::move(review));
  return change;
}

namespace {

/// Somebody of the host school, who is no reviewer and not its head.
Result<void> check_colleague(View const& view, Asked const& asked, Review const& review, PersonId person,
                             std::string const& path) {
  TRY(Door(view, asked).readable<Person>(path, person));
  if (!reviews::works_at(view, person, review.host)) {
    return Error::unprocessable(path, "Choose somebody who works at the school that is reviewed.");
  }
  auto const heads = reviews::heads_of(view, review.host);
  if (std::find(heads.begin(), heads.end(), person) != heads.end()) {
    return Error::unprocessable(path, "They head the school, and see the review as it is. Choose somebody else.");
  }
  if (reviews::place_of(review, person)) {
    return Error::unprocessable(path, "They are in the team that reviews. Choose somebody else.");
  }
  return {};
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, DelegateReview const& command) {
  TRY_INTO(auto const found, reviews::review_for(view, asked, command.review, Thing::review, Action::delegate));
  // To take the right back is never too late.
  if (command.delegate && found->state >= ReviewState::visiting) {
    return wrong_state("The visit has begun: who acts for the head was to be said before.");
  }
  if (command.delegate) TRY(check_colleague(view, asked, *found, *command.delegate, "body.delegate"));
  if (found->delegate == command.delegate) return Change::unchanged<Review>(found->id);
  auto review = *found;
  auto change = of_review(review.id);
  if (found->delegate) reviews::forget_needs(change, view, review.id, *found->delegate);
  review.delegate = command.delegate;
  reviews::put(change, view, *found, std::move(review));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, NameColleague const& command) {
  TRY_INTO(auto const found, reviews::review_for(view, asked, command.review, Thing::review, Action::name_colleague));
  if (found->state == ReviewState::closed) return wrong_state("The review is closed.");
  auto const* named = reviews::colleague_of(*found, command.colleague);
  bool const same = command.here ? named && named->report == command.report : !named;
  if (same) return Change::unchanged<Review>(found->id);
  if (command.here) TRY(check_colleague(view, asked, *found, command.colleague, "ids.colleague"));
  if (command.here && !named && found->colleagues.size() >= limits::review_colleagues_max) {
    return Error::conflict("too_many_colleagues", "At most " + std::to_string(limits::review_colleagues_max) +
                                                      " colleagues work on a review. Take somebody off the list.");
  }
  auto review = *found;
  auto change = of_review(review.id);
  std::erase_if(review.colleagues.values, [&](auto const& one) { return one.person == command.colleague; });
  if (command.here) {
    review.colleagues.values.push_back({.person = command.colleague, .report = command.report});
  } else if (found->delegate != command.colleague) {
    reviews::forget_needs(change, view, review.id, command.colleague);
  }
  reviews::put(change, view, *found, std::move(review));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, WithdrawReview const& command) {
  TRY_INTO(auto const found, reviews::review_for(view, asked, command.review, Thing::review, Action::withdraw));
  if (found->state >= ReviewState::visiting) {
    return wrong_state("The visit has begun: the review can't be withdrawn any more.");
  }
  TRY(check_reason(command.reason, "Say in a few words why the review is withdrawn."));
  Change change;
  reviews::purge(change, view, *found);
  if (auto const cycle = view.find<ReviewCycle>(found->cycle)) {
    auto without = *cycle;
    std::erase(without.reviews.values, found->id);
    reviews::put(change, view, *cycle, std::move(without));
  }
  // The audit line is about the review, and of its school.
  change.answer_key = record_key<Review>(found->id);
  return change;
}

// ---- queries

namespace {

std::vector<std::string> prefixes_of_reviews(Asked const& asked, Door const& door) {
  if (asked.actor.is_system()) return {IndexKey(Index::reviews_all).take()};
  std::vector<std::string> out{IndexKey(Index::reviews_by_person).id(asked.actor.person).take()};
  for (auto const& role : door.standing().roles) {
    if (role.role != Role::headteacher && role.role != Role::trust_leader) continue;
    out.push_back(IndexKey(Index::reviews_by_host).id(role.organisation).take());
  }
  return out;
}

}  // namespace

Result<Answer> answer(View const& view, Asked const& asked, ListReviews const& query, Page const& page) {
  Door const door(view, asked);
  auto const show = [&](std::uint64_t id, Envelope* into) {
    auto const found = view.find<Review>(ReviewId{id});
    if (!found || (query.cycle && found->cycle != *query.cycle) || !door.may_read(*found)) return false;
    if (into) into->item_of<Review>(found->id);
    return true;
  };
  return answer_merged(view, page, prefixes_of_reviews(asked, door), show);
}

Result<Answer> answer(View const& view, Asked const& asked, GetReview const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Review>("ids.review", query.review));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, GetReviewScope const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<ReviewScope>("ids.review", query.review));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
