// Who has to do with a review, what is bound to it, and how all of it follows when the review changes.
#include <algorithm>
#include <set>

#include "store/following.hpp"
#include "store/links.hpp"
#include "store/reviews.hpp"
#include "store/seats.hpp"
#include "store/talk.hpp"
#include "store/tree.hpp"

namespace staffroom {

using reviews::CyclePtr;
using reviews::ReviewPtr;

// ---- people

Reviewer const* reviews::place_of(Review const& review, PersonId person) {
  auto const& team = review.team.values;
  auto const found = std::find_if(team.begin(), team.end(), [&](auto const& one) { return one.person == person; });
  return found == team.end() ? nullptr : &*found;
}

Reviewer const* reviews::lead_of(Review const& review) {
  auto const& team = review.team.values;
  auto const found = std::find_if(team.begin(), team.end(), [](auto const& one) { return one.lead; });
  return found == team.end() ? nullptr : &*found;
}

HostColleague const* reviews::colleague_of(Review const& review, PersonId person) {
  auto const& all = review.colleagues.values;
  auto const found = std::find_if(all.begin(), all.end(), [&](auto const& one) { return one.person == person; });
  return found == all.end() ? nullptr : &*found;
}

bool reviews::is_reader(ReportReader const& reader, PersonStanding const& standing) {
  if (reader.person) return *reader.person == standing.person;
  Audiences seat;
  add_reader(seat, reader);
  return meets(seat, standing.audiences);
}

void reviews::add_reader(Audiences& out, ReportReader const& reader) {
  if (reader.person) out.emplace_back(AudienceType::person, reader.person->value);
  if (reader.person || !reader.seat || !reader.organisation) return;
  auto const add = [&](AudienceType type) { out.emplace_back(type, reader.organisation->value); };
  switch (*reader.seat) {
    case ReportSeat::headteacher:
    case ReportSeat::trust_leader: return add(AudienceType::leaders);
    case ReportSeat::governor: return add(AudienceType::governors);
    case ReportSeat::hub_manager: return add(AudienceType::hub_managers);
  }
}

std::vector<PersonId> reviews::heads_of(View const& view, OrganisationId organisation) {
  auto people = nearest_leaders(view, organisation);
  std::erase_if(people, [&](PersonId person) {
    auto const standing = view.standing(person);
    return !standing || std::none_of(standing->roles.begin(), standing->roles.end(), [&](auto const& role) {
      return role.organisation == organisation && (role.role == Role::headteacher || role.role == Role::trust_leader);
    });
  });
  return people;
}

std::vector<PersonId> reviews::hosts_of(View const& view, Review const& review) {
  auto out = heads_of(view, review.host);
  if (review.delegate && std::find(out.begin(), out.end(), *review.delegate) == out.end()) {
    out.push_back(*review.delegate);
  }
  return out;
}

std::vector<PersonId> reviews::active_team(Review const& review) {
  std::vector<PersonId> out;
  for (auto const& one : review.team) {
    if (one.state == ReviewerState::active) out.push_back(one.person);
  }
  return out;
}

// ---- finding them

Subject reviews::subject_of(ReviewPtr const& review) { return {.organisation = review->host, .review = review}; }

Subject reviews::subject_of(CyclePtr const& cycle, OrganisationId school) {
  return {.organisation = cycle->organisation, .cycle = cycle, .school = school};
}

Result<ReviewPtr> reviews::review_for(View const& view, Asked const& asked, ReviewId id, Thing thing, Action action,
                                      CheckVersion check) {
  Door const door(view, asked);
  TRY_INTO(auto found, door.readable<Review>("ids.review", id));
  TRY(door.may(thing, action, subject_of(found)));
  if (check == CheckVersion::yes) TRY(check_version(asked, found->version));
  return found;
}

Result<CyclePtr> reviews::cycle_for(View const& view, Asked const& asked, ReviewCycleId id, Action action,
                                    OrganisationId school) {
  Door const door(view, asked);
  TRY_INTO(auto found, door.readable<ReviewCycle>("ids.review_cycle", id));
  TRY(door.may(Thing::review_cycle, action, subject_of(found, school)));
  TRY(check_version(asked, found->version));
  return found;
}

// ---- what is bound to a review

std::vector<std::shared_ptr<Interest const>> reviews::interests_of(View const& view, ReviewId review) {
  return bound_rows<Interest, InterestId>(view, std::move(IndexKey(Index::interests_by_review).id(review)));
}

std::shared_ptr<Interest const> reviews::interest_of(View const& view, ReviewId review, PersonId person) {
  std::shared_ptr<Interest const> newest;
  for (auto& it : interests_of(view, review)) {
    if (it->person == person && it->state != InterestState::replaced) newest = std::move(it);
  }
  return newest;
}

std::vector<std::shared_ptr<ReviewActivity const>> reviews::activities_of(View const& view, ReviewId review) {
  return bound_rows<ReviewActivity, ReviewActivityId>(view,
                                                      std::move(IndexKey(Index::activities_by_review).id(review)));
}

std::vector<std::shared_ptr<EvidenceNote const>> reviews::notes_of(View const& view, ReviewId review) {
  return bound_rows<EvidenceNote, EvidenceNoteId>(view, std::move(IndexKey(Index::evidence_notes_by_review).id(review)),
                                                  true);
}

std::vector<std::shared_ptr<ReportComment const>> reviews::comments_of(View const& view, ReviewId review) {
  return bound_rows<ReportComment, ReportCommentId>(view,
                                                    std::move(IndexKey(Index::report_comments_by_review).id(review)));
}

std::vector<std::shared_ptr<ReportGrant const>> reviews::grants_of(View const& view, ReviewId review) {
  return bound_rows<ReportGrant, ReportGrantId>(view, std::move(IndexKey(Index::report_grants_by_review).id(review)));
}

std::vector<std::shared_ptr<ReviewAction const>> reviews::actions_of(View const& view, ReviewId review) {
  return bound_rows<ReviewAction, ReviewActionId>(view,
                                                  std::move(IndexKey(Index::review_actions_by_review).id(review)));
}

std::vector<ReviewPtr> reviews::reviews_of(View const& view, ReviewCycleId cycle) {
  return bound_rows<Review, ReviewId>(view, std::move(IndexKey(Index::reviews_by_cycle).id(cycle)));
}

std::uint32_t reviews::hosts_sharing(View const& view, ReviewCycleId cycle) {
  std::uint32_t count = 0;
  view.scan_index(IndexKey(Index::themes_by_cycle).id(cycle).take(), {}, [&](std::string_view, std::string_view) {
    ++count;
    return true;
  });
  return count;
}

// ---- changing

void reviews::enter(Review& review, ReviewState state) {
  review.state = state;
  review.reminded = 0;
}

void reviews::tell(Change& change, View const& view, Asked& asked, Review const& review,
                   std::vector<PersonId> const& people, Notice notice) {
  std::set<PersonId> told;
  notice.review = review.id;
  for (auto const person : people) {
    if (!told.insert(person).second) continue;
    notice.to = person;
    notify(change, view, asked, notice);
  }
}

namespace {

void follow_parts(Following& following, View const& view, ReviewId id) {
  following.follow(view.find<ReviewScope>(id));
  following.follow(view.find<SelfReview>(id));
  following.follow(view.find<ReviewReport>(id));
  following.follow(view.find<ReviewPlan>(id));
  following.follow(view.find<ReviewTheme>(id));
  following.follow(reviews::interests_of(view, id));
  following.follow(reviews::activities_of(view, id));
  following.follow(reviews::notes_of(view, id));
  following.follow(reviews::comments_of(view, id));
  following.follow(reviews::grants_of(view, id));
  following.follow(reviews::actions_of(view, id));
  following.follow(bound_rows<ReportReading, ReportReadingId>(
      view, std::move(IndexKey(Index::report_readings_by_review).id(id)), true));
  following.follow_notices(Index::notifications_by_review, id.value);
}

}  // namespace

void reviews::put(Change& change, View const& view, Review const& before, Review after) {
  auto const id = before.id;
  after.version = before.version + 1;
  change.put(std::move(after));
  auto const answer_key = change.answer_key;
  Following following(change, view);
  follow_parts(following, view, id);
  change.answer_key = answer_key;
}

void reviews::put(Change& change, View const& view, ReviewCycle const& before, ReviewCycle after) {
  auto const id = before.id;
  auto const organiser = after.owner;
  after.version = before.version + 1;
  change.put(std::move(after));
  auto const answer_key = change.answer_key;
  if (organiser != before.owner) {
    for (auto const& it : reviews_of(view, id)) {
      auto renamed = *it;
      renamed.organiser = organiser;
      put(change, view, *it, std::move(renamed));
    }
  }
  Following(change, view).follow_notices(Index::notifications_by_cycle, id.value);
  change.answer_key = answer_key;
}

void reviews::purge(Change& change, View const& view, Review const& review) {
  auto const id = review.id;
  auto const answer_key = change.answer_key;
  auto const remove_all = [&](auto const& records) {
    for (auto const& it : records) change.remove<std::decay_t<decltype(*it)>>(it->id);
  };
  auto const remove_part = [&](auto const& part) {
    if (part) change.remove<std::decay_t<decltype(*part)>>(part->id);
  };
  remove_part(view.find<ReviewScope>(id));
  remove_part(view.find<SelfReview>(id));
  remove_part(view.find<ReviewReport>(id));
  remove_part(view.find<ReviewPlan>(id));
  remove_part(view.find<ReviewTheme>(id));
  remove_all(interests_of(view, id));
  remove_all(activities_of(view, id));
  remove_all(notes_of(view, id));
  remove_all(comments_of(view, id));
  remove_all(grants_of(view, id));
  remove_all(actions_of(view, id));
  for (std::uint8_t const done : {0, 1}) {
    remove_all(bound_rows<Notification, NotificationId>(
        view, std::move(IndexKey(Index::notifications_by_review).id(id).byte(done))));
  }
  links::remove_all(change, view, {Linked::review, id.value});
  change.remove<Review>(id);
  change.answer_key = answer_key;
}

}  // namespace staffroom
