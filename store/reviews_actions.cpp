// Actions that come of a review: of the host, each with an owner, a day and a measure.
#include <algorithm>

#include "store/answering.hpp"
#include "store/erasure.hpp"
#include "store/reviews_plans.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

using reviews::ReviewPtr;

bool action_has_ended(ReviewAction const& it) {
  return it.state == ReviewActionState::done || it.state == ReviewActionState::cancelled;
}

Result<void> check_planning(Review const& review) {
  if (review.state < ReviewState::final) {
    return wrong_state("Actions come of the report. Add them once it is signed.");
  }
  if (review.state == ReviewState::closed) return wrong_state("This review is closed.");
  return {};
}

Result<void> check_owner(View const& view, Door const& door, Review const& review, PersonId owner) {
  TRY(door.readable<Person>("body.owner", owner));
  if (erasure::is_forgotten(view, owner) || !reviews::works_at_or_above(view, owner, review.host)) {
    return Error::unprocessable("body.owner", "Choose somebody who works at your school.");
  }
  return {};
}

Result<void> check_measure(ActionMeasure const& measure) {
  if (measure.what.empty()) return Error::unprocessable("body.measure.what", "Say how you will know that it helped.");
  return check_words({measure.what.value, measure.start.value, measure.now.value, measure.aim.value}, {});
}

Result<void> check_sentence(View const& view, ReviewId review, std::optional<std::uint32_t> sentence) {
  if (!sentence) return {};
  auto const report = view.find<ReviewReport>(review);
  for (auto const& section : report ? report->sections.values : std::vector<ReportSection>{}) {
    for (auto const& it : section.sentences) {
      if (it.number == *sentence) return {};
    }
  }
  return Error::unprocessable("body.sentence", "The report has no such sentence. Choose one of them, or none.");
}

Result<void> check_due(Asked const& asked, Date due) {
  if (due >= asked.today) return {};
  return Error::unprocessable("body.due", "This day is over. Choose today or a later day.");
}

struct FoundAction {
  std::shared_ptr<ReviewAction const> action;
  ReviewPtr review;
};

/// The action with its review, if the actor is its host, or owns it where owners may.
enum class OwnerMay : std::uint8_t { no, yes };
Result<FoundAction> review_action_for(View const& view, Asked const& asked, ReviewActionId id, OwnerMay owner_may) {
  Door const door(view, asked);
  TRY_INTO(auto action, door.readable<ReviewAction>("ids.review_action", id));
  TRY_INTO(auto review, view.get<Review>("ids.review_action", action->review));
  bool const owns = owner_may == OwnerMay::yes && action->owner == asked.actor.person;
  if (!owns && !door.may(Thing::review, Action::write_plan, reviews::subject_of(review))) {
    return Error::forbidden("role", "Only the school whose review it is can change its actions.");
  }
  TRY(check_version(asked, action->version));
  return FoundAction{std::move(action), std::move(review)};
}

}  // namespace

bool reviews::works_at_or_above(View const& view, PersonId person, OrganisationId node) {
  auto const standing = view.standing(person);
  return standing && std::any_of(standing->roles.begin(), standing->roles.end(), [&](auto const& role) {
           return !role.on_partner && tree::is_within(view, node, role.organisation);
         });
}

void reviews::tell_owner(Change& change, View const& view, Asked& asked, ReviewAction const& action, Because because) {
  notify(change, view, asked, {.to = action.owner, .because = because, .review_action = action.id});
}

void reviews::each_notice(View const& view, PersonId person, bool done,
                          std::function<void(Notification const&)> const& visit) {
  std::size_t seen = 0;
  auto const prefix = IndexKey(Index::notifications_by_person).id(person).byte(done ? 1 : 0).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    if (auto const it = view.find<Notification>(NotificationId{~read_u64(key.substr(10))})) visit(*it);
    return ++seen < limits::decide_scanned_rows_max;
  });
}

void reviews::put_answered(Change& change, Notification notice) {
  notice.state = NotificationState::done;
  notice.snoozed_until.reset();
  notice.mail_at.reset();
  ++notice.version;
  change.put(std::move(notice));
}

void reviews::answer_action_needs(Change& change, View const& view, ReviewAction const& action) {
  each_notice(view, action.owner, false, [&](Notification const& it) {
    if (it.review_action == action.id) put_answered(change, it);
  });
}

// ---- commands

Result<Change> decide(View const& view, Asked& asked, CreateReviewAction const& command) {
  TRY_INTO(auto const review, reviews::review_for(view, asked, command.review, Thing::review, Action::write_plan,
                                                  reviews::CheckVersion::no));
  TRY(check_planning(*review));
  TRY(check_owner(view, Door(view, asked), *review, command.owner));
  TRY(check_due(asked, command.due));
  TRY(check_sentence(view, review->id, command.sentence));
  TRY(check_measure(command.measure));
  TRY(check_words({command.title.value}, {}));
  if (reviews::actions_of(view, review->id).size() >= limits::review_actions_max) {
    return Error::conflict("too_many", "There are " + std::to_string(limits::review_actions_max) +
                                           " actions already. A plan with fewer is easier to keep.");
  }
  ReviewAction action{.id = asked.take<ReviewActionId>(),
                      .review = review->id,
                      .host = review->host,
                      .sentence = command.sentence,
                      .title = command.title,
                      .owner = command.owner,
                      .due = command.due,
                      .measure = command.measure,
                      .created = asked.now};
  Change change;
  change.put(action);
  reviews::tell_owner(change, view, asked, action, Because::review_action_given);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, EditReviewAction const& command) {
  TRY_INTO(auto const it, review_action_for(view, asked, command.review_action, OwnerMay::no));
  TRY(check_planning(*it.review));
  if (action_has_ended(*it.action)) return wrong_state("It is done or cancelled. Say first that it goes on.");
  bool const passes = command.owner != it.action->owner;
  if (passes) TRY(check_owner(view, Door(view, asked), *it.review, command.owner));
  if (command.due != it.action->due) TRY(check_due(asked, command.due));
  TRY(check_measure(command.measure));
  TRY(check_words({command.title.value}, {}));
  auto edited = *it.action;
  edited.title = command.title;
  edited.owner = command.owner;
  edited.due = command.due;
  edited.measure = command.measure;
  bool const was_late = edited.late;
  if (edited.due >= asked.today) edited.late = false;
  ++edited.version;
  Change change;
  change.put(edited);
  if (passes || (was_late && !edited.late)) reviews::answer_action_needs(change, view, *it.action);
  if (passes) reviews::tell_owner(change, view, asked, edited, Because::review_action_given);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, TellReviewAction const& command) {
  TRY_INTO(auto const it, review_action_for(view, asked, command.review_action, OwnerMay::yes));
  TRY(check_words({command.now.value, command.progress.value}, {}));
  auto told = *it.action;
  told.state = command.state;
  told.measure.now = command.now;
  told.progress = command.progress;
  if (!action_has_ended(told)) {
    told.ended.reset();
  } else if (!told.ended) {
    told.ended = asked.now;
  }
  ++told.version;
  Change change;
  change.put(std::move(told));
  reviews::answer_action_needs(change, view, *it.action);
  return change;
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListReviewActions const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  TRY(door.readable<Review>("ids.review", query.review));
  auto const prefix = IndexKey(Index::review_actions_by_review).id(query.review).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    auto const found = view.find<ReviewAction>(ReviewActionId{read_u64(key.substr(key.size() - 8))});
    if (!found || !door.may_read(*found)) return false;
    if (into) into->item_of<ReviewAction>(found->id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, ListMyReviewActions const&, Page const& page) {
  if (asked.actor.is_system()) return Error::not_found();
  Envelope envelope(view);
  Door const door(view, asked);
  auto const prefix = IndexKey(Index::review_actions_by_owner).id(asked.actor.person).byte(0).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    auto const found = view.find<ReviewAction>(ReviewActionId{read_u64(key.substr(key.size() - 8))});
    if (!found || !door.may_read(*found)) return false;
    if (into) into->item_of<ReviewAction>(found->id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetReviewAction const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<ReviewAction>("ids.review_action", query.review_action));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
