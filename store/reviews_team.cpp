// The team of a review: proposed, accepted, and what happens when somebody goes.
#include <algorithm>
#include <array>
#include <set>

#include "store/calendar.hpp"
#include "store/reviews_team.hpp"
#include "store/tree.hpp"

namespace staffroom {

using reviews::ReviewPtr;

// ---- what others use as well

bool reviews::is_team_whole(Review const& review) { return lead_of(review) && review.team.size() > 1; }

void reviews::forget_needs(Change& change, View const& view, ReviewId review, PersonId person) {
  constexpr std::array owed{Because::cycle_started,     Because::review_requested, Because::interest_wanted,
                            Because::interest_declared, Because::team_to_accept,   Because::self_review_due,
                            Because::report_wanted,     Because::report_sent,      Because::report_commented,
                            Because::report_returned,   Because::report_to_sign,   Because::plan_wanted,
                            Because::check_wanted,      Because::reviewer_wanted};
  for (auto const because : owed) {
    answer_needs(change, view, review, because, [&](Notification const& it) { return it.person == person; });
  }
}

void reviews::answer_declared(Change& change, View const& view, ReviewId review, PersonId person) {
  answer_needs(change, view, review, Because::interest_declared,
               [&](Notification const& it) { return it.by == person; });
}

void reviews::propose_again(Change& change, View const& view, Review& review) {
  if (review.state != ReviewState::interests_declared) return;
  enter(review, ReviewState::team_proposed);
  answer_needs(change, view, review.id, Because::team_to_accept);
}

namespace {

bool has_team(Review const& review) {
  return review.state >= ReviewState::team_proposed && review.state <= ReviewState::draft_report;
}

/// Off the list, and nothing waits on them: they see nothing from then on.
void take_off_team(Change& change, View const& view, Review& review, PersonId person) {
  std::erase_if(review.team.values, [&](auto const& one) { return one.person == person; });
  reviews::forget_needs(change, view, review.id, person);
  reviews::answer_declared(change, view, review.id, person);
}

/// The host, and whoever leads the team now, are told that somebody has gone.
void tell_of_leaving(Change& change, View const& view, Asked& asked, Review const& review) {
  auto people = reviews::hosts_of(view, review);
  auto const* lead = reviews::lead_of(review);
  if (lead && lead->state == ReviewerState::active) people.push_back(lead->person);
  reviews::tell(change, view, asked, review, people, {.because = Because::reviewer_left});
}

}  // namespace

void reviews::leave_team(Change& change, View const& view, Asked& asked, Review& review, PersonId person) {
  if (!place_of(review, person)) return;
  take_off_team(change, view, review, person);
  if (review.state < ReviewState::team_proposed || review.state > ReviewState::factual_check) return;
  propose_again(change, view, review);
  tell_of_leaving(change, view, asked, review);
  tell(change, view, asked, review, {review.organiser}, {.because = Because::reviewer_wanted});
  settle_team(change, view, asked, review);
}

// ---- proposing

namespace {

/// The visiting school from which they come: theirs, or one that their trust runs.
std::optional<OrganisationId> visiting_school_of(View const& view, Review const& review, PersonId person) {
  auto const memberships = tree::memberships_of(view, person);
  auto const finds = [&](auto const& fits) -> std::optional<OrganisationId> {
    for (auto const school : review.visitors) {
      for (auto const& it : memberships) {
        if (it->state == Standing::current && fits(school, it->organisation)) return school;
      }
    }
    return std::nullopt;
  };
  auto const own = finds([](OrganisationId school, OrganisationId node) { return school == node; });
  if (own) return own;
  return finds([&](OrganisationId school, OrganisationId node) { return tree::is_within(view, school, node); });
}

/// Who may be asked to review. `path`: which field names them.
Result<OrganisationId> school_of_candidate(View const& view, Asked const& asked, Review const& review, PersonId person,
                                           std::string const& path) {
  TRY(Door(view, asked).readable<Person>(path, person));
  if (reviews::works_at(view, person, review.host)) {
    return Error::unprocessable(path, "They belong to the school that is reviewed. Choose somebody else.");
  }
  auto const school = visiting_school_of(view, review, person);
  if (school) return *school;
  return Error::unprocessable(path, "They come from none of the visiting schools. Choose somebody who does.");
}

/// Nobody proposes themselves.
Result<ReviewPtr> review_to_staff(View const& view, Asked const& asked, ReviewId id, Action action,
                                  bool names_themselves) {
  Door const door(view, asked);
  TRY_INTO(auto found, door.readable<Review>("ids.review", id));
  auto subject = reviews::subject_of(found);
  if (names_themselves) subject.judged = asked.actor.person;
  TRY(door.may(Thing::review, action, subject));
  TRY(check_version(asked, found->version));
  return found;
}

/// The team as it is wanted: who stays keeps what they declared.
Result<std::vector<Reviewer>> wanted_team(View const& view, Asked const& asked, Review const& review,
                                          ProposeTeam const& command) {
  if (command.reviewers.empty()) {
    return Error::unprocessable("body.reviewers", "At least one reviewer goes with the lead. Name one.");
  }
  if (command.reviewers.size() >= limits::reviewers_max) {
    return Error::unprocessable("body.reviewers", "At most " + std::to_string(limits::reviewers_max) +
                                                      " people review, the lead included. Take somebody off.");
  }
  std::vector<Reviewer> out;
  auto const add = [&](PersonId person, bool leads, std::string const& path) -> Result<void> {
    TRY_INTO(auto const school, school_of_candidate(view, asked, review, person, path));
    if (std::any_of(out.begin(), out.end(), [&](auto const& one) { return one.person == person; })) {
      return Error::unprocessable(path, "They are named twice. Take them off once.");
    }
    auto const* before = reviews::place_of(review, person);
    out.push_back(
        {.person = person, .lead = leads, .school = school, .state = before ? before->state : ReviewerState::asked});
    return {};
  };
  TRY(add(command.lead, true, "body.lead"));
  for (std::size_t i = 0; i < command.reviewers.size(); ++i) {
    TRY(add(command.reviewers.values[i], false, "body.reviewers[" + std::to_string(i) + "]"));
  }
  return out;
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, ProposeTeam const& command) {
  auto const me = asked.actor.person;
  bool const names_me = me && (command.lead == me || command.reviewers.contains(me));
  TRY_INTO(auto const found, review_to_staff(view, asked, command.review, Action::propose_team, names_me));
  if (found->state < ReviewState::scoped) {
    return wrong_state("The host has not said yet what the review is to look at.");
  }
  if (found->state > ReviewState::interests_declared) {
    return wrong_state("The team is confirmed. Replace those who can't come.");
  }
  TRY_INTO(auto team, wanted_team(view, asked, *found, command));
  auto review = *found;
  Change change;
  change.answer_key = record_key<Review>(review.id);
  for (auto const& one : found->team) {
    auto const stays = [&](auto const& it) { return it.person == one.person; };
    if (std::none_of(team.begin(), team.end(), stays)) take_off_team(change, view, review, one.person);
  }
  review.team.values = std::move(team);
  review.declare_by = calendar::add_working_days(view, asked.today, limits::declare_working_days);
  reviews::enter(review, ReviewState::team_proposed);
  for (auto const because : {Because::review_requested, Because::reviewer_wanted, Because::team_to_accept}) {
    answer_needs(change, view, review.id, because);
  }
  std::vector<PersonId> newly_asked;
  for (auto const& one : review.team) {
    if (!reviews::place_of(*found, one.person)) newly_asked.push_back(one.person);
  }
  reviews::tell(change, view, asked, review, newly_asked, {.because = Because::interest_wanted});
  reviews::settle_team(change, view, asked, review);
  reviews::put(change, view, *found, std::move(review));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, AcceptTeam const& command) {
  TRY_INTO(auto const found, reviews::review_for(view, asked, command.review, Thing::review, Action::accept_team));
  if (found->state != ReviewState::interests_declared) {
    return wrong_state(found->state < ReviewState::interests_declared
                           ? "Not everybody of the team has declared their interests, and been cleared."
                           : "The team is accepted already.");
  }
  bool const is_cleared = std::all_of(found->team.begin(), found->team.end(), [](auto const& one) {
    return one.state == ReviewerState::cleared || one.state == ReviewerState::active;
  });
  if (!reviews::is_team_whole(*found) || !is_cleared) {
    return Error::conflict("team_incomplete", "A team is a lead reviewer and at least one more, each of them cleared.");
  }
  if (!found->first_day || !found->last_day) return Error::conflict("dates", "Choose the days of the visit first.");
  if (auto const days = reviews::check_days(view, asked, *found, *found->first_day, *found->last_day); !days) {
    return Error::conflict("dates", days.error().detail);
  }
  auto review = *found;
  Change change;
  change.answer_key = record_key<Review>(review.id);
  for (auto& one : review.team.values) one.state = ReviewerState::active;
  reviews::enter(review, ReviewState::confirmed);
  reviews::set_self_review_dates(view, review);
  if (!view.find<SelfReview>(review.id)) change.put(SelfReview{.id = review.id});
  answer_needs(change, view, review.id, Because::team_to_accept);
  auto people = reviews::active_team(review);
  people.push_back(review.organiser);
  for (auto const& one : review.colleagues) people.push_back(one.person);
  reviews::tell(change, view, asked, review, people, {.because = Because::review_confirmed});
  reviews::put(change, view, *found, std::move(review));
  return change;
}

// ---- going

namespace {

/// Who takes the place. `going`: who has it now, if anybody does.
struct Replacing {
  Reviewer const* going;
  Reviewer const* known;  // the successor, who is in the team already
  bool leads;
};

/// A place that nobody has is filled by naming anybody as the one who goes: the lead's, when nobody leads.
Result<Replacing> replacing_in(View const& view, Asked const& asked, Review const& review,
                               ReplaceReviewer const& command) {
  Replacing out{reviews::place_of(review, command.reviewer), reviews::place_of(review, command.successor), false};
  if (!out.going) TRY(Door(view, asked).readable<Person>("ids.reviewer", command.reviewer));
  bool const nobody_leads = !reviews::lead_of(review);
  out.leads = (out.going && out.going->lead) || (nobody_leads && (!out.going || out.going == out.known));
  if (out.known && (out.known->lead || !out.leads)) {
    return Error::unprocessable("body.successor", "They are in the team already. Name somebody else.");
  }
  if (!out.going && !out.known && review.team.size() >= limits::reviewers_max) {
    return Error::conflict("team_full", "The team is full. Name whom the new reviewer replaces.");
  }
  return out;
}

void ask_successor(Change& change, View const& view, Asked& asked, Review& review, Reviewer successor) {
  review.team.values.push_back(successor);
  review.declare_by = calendar::add_working_days(view, asked.today, limits::declare_working_days);
  if (review.state == ReviewState::team_proposed) review.reminded = 0;
  reviews::tell(change, view, asked, review, {successor.person}, {.because = Because::interest_wanted});
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, ReplaceReviewer const& command) {
  bool const names_me = asked.actor.person && command.successor == asked.actor.person;
  TRY_INTO(auto const found, review_to_staff(view, asked, command.review, Action::replace_reviewer, names_me));
  if (!has_team(*found)) {
    return wrong_state("Reviewers are replaced from the day they are proposed until the report is sent.");
  }
  TRY_INTO(auto const it, replacing_in(view, asked, *found, command));
  Reviewer successor{.person = command.successor, .lead = it.leads};
  if (!it.known) {
    TRY_INTO(successor.school, school_of_candidate(view, asked, *found, command.successor, "body.successor"));
  }
  auto review = *found;
  Change change;
  change.answer_key = record_key<Review>(review.id);
  bool const goes = it.going && it.going != it.known;
  if (goes) take_off_team(change, view, review, command.reviewer);
  answer_needs(change, view, review.id, Because::reviewer_wanted);
  reviews::propose_again(change, view, review);
  if (it.known) {
    for (auto& one : review.team.values) one.lead = one.person == command.successor;
  } else {
    ask_successor(change, view, asked, review, successor);
  }
  if (goes) tell_of_leaving(change, view, asked, review);
  reviews::settle_team(change, view, asked, review);
  reviews::put(change, view, *found, std::move(review));
  return change;
}

namespace {

Change without_reviewer(View const& view, Asked& asked, Review const& before, PersonId person) {
  auto review = before;
  Change change;
  change.answer_key = record_key<Review>(review.id);
  reviews::leave_team(change, view, asked, review, person);
  reviews::put(change, view, before, std::move(review));
  return change;
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, StepDown const& command) {
  if (asked.actor.is_system()) return Error::not_found();
  TRY_INTO(auto const found, reviews::review_for(view, asked, command.review, Thing::review, Action::step_down));
  if (!has_team(*found)) {
    return wrong_state("The report is with the school: what you have to do is done, or is to sign it.");
  }
  TRY(check_words({command.reason.value}, {}));
  return without_reviewer(view, asked, *found, asked.actor.person);
}

Result<Change> decide(View const& view, Asked& asked, ReleaseReviewer const& command) {
  TRY_INTO(auto const found, reviews::review_for(view, asked, command.review, Thing::review, Action::release_reviewer));
  if (!reviews::place_of(*found, command.reviewer)) return Error::not_found("ids.reviewer");
  if (!has_team(*found)) {
    return wrong_state("The report is written: who wrote it stays until it is final.");
  }
  TRY(check_words({command.reason.value}, {}));
  return without_reviewer(view, asked, *found, command.reviewer);
}

}  // namespace staffroom
