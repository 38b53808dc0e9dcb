// The host's self-review, and the days on which colleagues from other schools come.
#include <algorithm>

#include "store/answering.hpp"
#include "store/calendar.hpp"
#include "store/resources.hpp"
#include "store/reviews.hpp"

namespace staffroom {
namespace {

using reviews::CheckVersion;
using reviews::ReviewPtr;

// ---- the self-review

struct FoundSelfReview {
  ReviewPtr review;
  SelfReview self_review;  // as it is, or new
  bool is_new = false;
};

Result<FoundSelfReview> self_review_for(View const& view, Asked const& asked, ReviewId id, Action action) {
  TRY_INTO(auto const review, reviews::review_for_part<SelfReview>(view, asked, id, Thing::self_review, action));
  auto const found = view.find<SelfReview>(id);
  if (!found) return FoundSelfReview{review, {.id = id}, true};
  TRY(check_version(asked, found->version));
  return FoundSelfReview{review, *found, false};
}

SelfReview as_changed_self_review(FoundSelfReview const& it) {
  auto out = it.self_review;
  if (!it.is_new) ++out.version;
  return out;
}

Result<void> check_still_open(Review const& review) {
  if (review.state == ReviewState::confirmed) return {};
  if (review.state < ReviewState::confirmed) {
    return wrong_state("The self-review is written once the team is confirmed.");
  }
  if (review.state == ReviewState::self_review_submitted) {
    return wrong_state("The self-review was submitted. Reopen it first, then change it.");
  }
  return wrong_state("The visit has begun: the self-review stays as it is.");
}

SelfReviewPart const* part_of(SelfReview const& it, std::uint32_t heading) {
  auto const& parts = it.parts.values;
  auto const found = std::find_if(parts.begin(), parts.end(), [&](auto const& one) { return one.heading == heading; });
  return found == parts.end() ? nullptr : &*found;
}

bool is_same_link(EvidenceLink const& a, EvidenceLink const& b) {
  return a.type == b.type && a.id == b.id && a.words == b.words;
}

Result<void> check_link(Door const& door, View const& view, std::string const& path, EvidenceLink const& link) {
  bool const of_hub = link.type == EvidenceType::resource || link.type == EvidenceType::practice;
  if (!of_hub && link.id) return Error::unprocessable(path + ".id", "Only what is in the hub has an id: leave it out.");
  switch (link.type) {
    case EvidenceType::resource: {
      auto const found = link.id ? view.find<Resource>(ResourceId{*link.id}) : nullptr;
      if (found && door.may_read(*found)) return {};
      return Error::unprocessable(path + ".id", "There is no such resource here, or it is not open to you.");
    }
    case EvidenceType::practice: {
      auto const found = link.id ? view.find<PracticePost>(PracticeId{*link.id}) : nullptr;
      if (found && door.may_read(*found)) return {};
      return Error::unprocessable(path + ".id", "There is no such practice post here, or it is not open to you.");
    }
    case EvidenceType::web:
      if (resources::is_web_address(link.words.value)) return {};
      return Error::unprocessable(path + ".words", "A web address begins with https:// and holds no spaces.");
    case EvidenceType::said:
      if (!link.words.empty()) return {};
      return Error::unprocessable(path + ".words", "Say in a few words where it can be seen.");
  }
  return {};
}

/// What stood there before may stay, even if this person can't read it.
Result<void> check_links(View const& view, Asked const& asked, SelfReviewPart const* before,
                         EditSelfReview const& command) {
  if (asked.actor.is_system()) return {};
  Door const door(view, asked);
  for (std::size_t i = 0; i < command.evidence.size(); ++i) {
    auto const& link = command.evidence.values[i];
    bool const stood = before && std::any_of(before->evidence.begin(), before->evidence.end(),
                                             [&](auto const& one) { return is_same_link(one, link); });
    if (!stood) TRY(check_link(door, view, "body.evidence[" + std::to_string(i) + "]", link));
  }
  return {};
}

Result<void> check_self_review_words(EditSelfReview const& command) {
  TRY(check_words({command.strengths.value, command.needs.value}, command.not_pupil_data));
  for (auto const& link : command.evidence) TRY(check_words({link.words.value}, command.not_pupil_data));
  return {};
}

bool says_something(SelfReviewPart const& it) { return !it.strengths.empty() || !it.needs.empty(); }

}  // namespace

Result<Change> decide(View const& view, Asked& asked, EditSelfReview const& command) {
  TRY_INTO(auto const it, self_review_for(view, asked, command.review, Action::edit));
  TRY(check_still_open(*it.review));
  TRY_INTO(auto const scope, view.get<ReviewScope>("ids.review", command.review));
  auto const& framework = scope->framework;
  if (command.heading >= framework.headings.size()) return Error::not_found("ids.heading");
  if (command.grade && *command.grade >= framework.grades.size()) {
    return Error::unprocessable("body.grade", "Choose one of the framework's grades, or none.");
  }
  TRY(check_links(view, asked, part_of(it.self_review, command.heading), command));
  TRY(check_self_review_words(command));
  auto edited = as_changed_self_review(it);
  auto& parts = edited.parts.values;
  std::erase_if(parts, [&](auto const& one) { return one.heading == command.heading; });
  SelfReviewPart part{.heading = command.heading,
                      .grade = command.grade,
                      .strengths = command.strengths,
                      .needs = command.needs,
                      .evidence = command.evidence};
  bool const kept = says_something(part) || part.grade || !part.evidence.empty();
  if (kept) parts.push_back(std::move(part));
  std::sort(parts.begin(), parts.end(), [](auto const& a, auto const& b) { return a.heading < b.heading; });
  return Change{}.put(std::move(edited));
}

Result<Change> decide(View const& view, Asked& asked, SubmitSelfReview const& command) {
  TRY_INTO(auto const it, self_review_for(view, asked, command.review, Action::submit));
  if (it.review->state == ReviewState::self_review_submitted) return wrong_state("It was submitted.");
  TRY(check_still_open(*it.review));
  TRY_INTO(auto const scope, view.get<ReviewScope>("ids.review", command.review));
  auto const& headings = scope->framework.headings.values;
  for (std::uint32_t i = 0; i < headings.size(); ++i) {
    auto const* part = part_of(it.self_review, i);
    if (part && says_something(*part)) continue;
    return Error::unprocessable("body.parts[" + std::to_string(i) + "]",
                                "Say something under \"" + headings[i].title.value + "\": strengths or needs.");
  }
  auto submitted = as_changed_self_review(it);
  submitted.submitted = true;
  submitted.submitted_at = asked.now;
  Change change;
  change.put(std::move(submitted));
  auto review = *it.review;
  reviews::enter(review, ReviewState::self_review_submitted);
  answer_needs(change, view, review.id, Because::self_review_due);
  reviews::tell(change, view, asked, review, reviews::active_team(review), {.because = Because::self_review_submitted});
  reviews::put(change, view, *it.review, std::move(review));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, ReopenSelfReview const& command) {
  TRY_INTO(auto const it, self_review_for(view, asked, command.review, Action::reopen));
  if (it.review->state != ReviewState::self_review_submitted) {
    return wrong_state("Only a self-review that was submitted can be reopened, until the visit begins.");
  }
  if (it.review->first_day && asked.today >= *it.review->first_day) {
    return Error::conflict("too_late", "The visit begins today: the self-review stays as it is.");
  }
  auto reopened = as_changed_self_review(it);
  reopened.submitted = false;
  reopened.submitted_at.reset();
  Change change;
  change.put(std::move(reopened));
  auto review = *it.review;
  reviews::enter(review, ReviewState::confirmed);
  // Days that are over are not told again.
  for (auto const day : {review.self_review_remind_on, review.self_review_by}) {
    if (day && asked.today >= *day) ++review.reminded;
  }
  reviews::put(change, view, *it.review, std::move(review));
  return change;
}

// ---- the visit

namespace {

/// Those who are there on the days.
std::vector<PersonId> those_on_visit(View const& view, Review const& review) {
  auto people = reviews::hosts_of(view, review);
  for (auto const& one : review.colleagues) people.push_back(one.person);
  auto const team = reviews::active_team(review);
  people.insert(people.end(), team.begin(), team.end());
  return people;
}

bool is_active_lead(Review const& review, PersonId person) {
  auto const* lead = reviews::lead_of(review);
  return lead && lead->person == person && lead->state == ReviewerState::active;
}

}  // namespace

void reviews::start_visit(Change& change, View const& view, Asked& asked, Review& review) {
  enter(review, ReviewState::visiting);
  answer_needs(change, view, review.id, Because::self_review_due);
  tell(change, view, asked, review, those_on_visit(view, review), {.because = Because::visit_started});
}

void reviews::end_visit(Change& change, View const& view, Asked& asked, Review& review) {
  enter(review, ReviewState::draft_report);
  review.report_by =
      calendar::add_working_days(view, review.last_day.value_or(asked.today), limits::report_working_days);
  auto const* lead = lead_of(review);
  auto const writers = lead ? std::vector<PersonId>{lead->person} : active_team(review);
  tell(change, view, asked, review, writers, {.because = Because::report_wanted});
}

Result<Change> decide(View const& view, Asked& asked, StartVisit const& command) {
  TRY_INTO(auto const found,
           reviews::review_for(view, asked, command.review, Thing::review, Action::start_visit, CheckVersion::yes));
  if (found->state != ReviewState::confirmed && found->state != ReviewState::self_review_submitted) {
    return wrong_state("A visit begins once the team is confirmed, and only once.");
  }
  if (!found->first_day || asked.today < *found->first_day) {
    return Error::conflict("too_early",
                           "The visit begins on its first day, not before. Change the dates if it is "
                           "to be earlier.");
  }
  if (found->state == ReviewState::confirmed) {
    if (!is_active_lead(*found, asked.actor.person)) {
      return Error::conflict("no_self_review",
                             "The self-review is not submitted. Submit it, or let the lead reviewer "
                             "begin without it and say why.");
    }
    TRY(check_reason(command.reason, "Say why you begin without the self-review."));
  }
  Change change;
  change.answer_key = record_key<Review>(found->id);
  auto review = *found;
  reviews::start_visit(change, view, asked, review);
  reviews::put(change, view, *found, std::move(review));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, EndVisit const& command) {
  TRY_INTO(auto const found,
           reviews::review_for(view, asked, command.review, Thing::review, Action::end_visit, CheckVersion::yes));
  if (found->state != ReviewState::visiting) return wrong_state("There is no visit under way.");
  if (!asked.actor.is_system() && !is_active_lead(*found, asked.actor.person)) {
    return Error::forbidden("role", "The lead reviewer ends the visit. It ends by itself after its last day.");
  }
  Change change;
  change.answer_key = record_key<Review>(found->id);
  auto review = *found;
  reviews::end_visit(change, view, asked, review);
  reviews::put(change, view, *found, std::move(review));
  return change;
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, GetSelfReview const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<SelfReview>("ids.review", query.review));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
