// What reviewers declare, what the hub knows by itself, and who clears it.
#include <algorithm>
#include <array>
#include <set>

#include "store/answering.hpp"
#include "store/imports_people_words.hpp"
#include "store/reviews_team.hpp"
#include "store/tree.hpp"

namespace staffroom {

using reviews::CheckVersion;
using reviews::ReviewPtr;

// ---- the written rules

namespace {

/// Who worked at the school may not review it for so long.
constexpr std::int32_t worked_there_days = 3 * 365 + 1;

bool rules_out(InterestType type) {
  switch (type) {
    case InterestType::same_school:
    case InterestType::governor:
    case InterestType::relative:
    case InterestType::worked_there:
    case InterestType::line_management:
    case InterestType::supplier: return true;
    case InterestType::swap:
    case InterestType::admissions:
    case InterestType::other: return false;
  }
  return false;
}

std::string_view rule_in_words(InterestType type) {
  switch (type) {
    case InterestType::same_school: return "belongs to the school";
    case InterestType::governor: return "governor or trustee of the school";
    case InterestType::relative: return "a close relative works there";
    case InterestType::worked_there: return "worked or applied there in the last three years";
    case InterestType::line_management: return "line management";
    case InterestType::supplier: return "supplies the school";
    default: return "";
  }
}

/// What the hub knows about a reviewer and the school that is reviewed; each sort once.
class HubFindings {
 public:
  HubFindings(View const& view, Asked const& asked, Review const& review, Reviewer const& reviewer)
      : view_(view), asked_(asked), review_(review), reviewer_(reviewer) {}

  std::vector<InterestPoint> take() {
    auto const trust = tree::trust_of(view_, review_.host);
    for (auto const& it : tree::memberships_of(view_, reviewer_.person)) {
      if (it->organisation == review_.host) look_at_host(*it);
      if (it->organisation == trust && trust != review_.host) look_at_trust(*it);
    }
    if (auto const cycle = view_.find<ReviewCycle>(review_.cycle)) look_at_cycle(*cycle);
    return std::move(points_);
  }

 private:
  void add(InterestType type, std::string words) {
    if (std::any_of(points_.begin(), points_.end(), [&](auto const& it) { return it.type == type; })) return;
    points_.push_back({type, {std::move(words)}});
  }

  void look_at_host(Membership const& it) {
    bool const governs = it.role == Role::governor;
    if (it.state == Standing::current && governs) add(InterestType::governor, "A governor of the school.");
    if (it.state == Standing::current && !governs) add(InterestType::same_school, "Works at the school.");
    if (it.state != Standing::ended || governs) return;
    auto const terms = view_.find<MembershipTerms>(it.id);
    if (!terms || !terms->ends || terms->ends->days + worked_there_days < asked_.today.days) return;
    add(InterestType::worked_there, "Worked at the school until " + imports::words_of(*terms->ends) + ".");
  }

  void look_at_trust(Membership const& it) {
    if (it.state != Standing::current) return;
    bool const leads = it.role == Role::headteacher || it.role == Role::trust_leader;
    if (leads) add(InterestType::line_management, "Leads the trust that runs the school.");
    if (it.role == Role::governor) add(InterestType::governor, "A trustee of the trust that runs the school.");
  }

  void look_at_cycle(ReviewCycle const& cycle) {
    auto const swaps = [&](auto const& pair) { return pair.host == reviewer_.school && pair.visitor == review_.host; };
    if (std::any_of(cycle.rota.begin(), cycle.rota.end(), swaps)) {
      add(InterestType::swap, "In this cycle the two schools review each other.");
    }
    for (auto const& one : cycle.schools) {
      auto const other = one.school == reviewer_.school ? review_.host
                         : one.school == review_.host   ? reviewer_.school
                                                        : OrganisationId{};
      if (!other || !one.interests.contains(other)) continue;
      auto const& why = one.interests_why.value;
      add(InterestType::admissions, why.empty() ? "One of the two schools declared an interest in the other." : why);
    }
  }

  View const& view_;
  Asked const& asked_;
  Review const& review_;
  Reviewer const& reviewer_;
  std::vector<InterestPoint> points_;
};

/// Which rules rule it out, in words; empty when none does.
std::string ruled_out_by(Interest const& it) {
  std::set<InterestType> types;
  for (auto const* points : {&it.points, &it.found}) {
    for (auto const& point : *points) {
      if (rules_out(point.type)) types.insert(point.type);
    }
  }
  std::string out;
  for (auto const type : types) {
    out += out.empty() ? "The written rules rule this out: " : "; ";
    out += rule_in_words(type);
  }
  return out.empty() ? out : out + ".";
}

}  // namespace

// ---- the team follows

void reviews::settle_team(Change& change, View const& view, Asked& asked, Review& review) {
  if (review.state == ReviewState::team_proposed) {
    bool const is_cleared = std::all_of(review.team.begin(), review.team.end(), [](auto const& one) {
      return one.state == ReviewerState::cleared || one.state == ReviewerState::active;
    });
    if (!is_cleared || !is_team_whole(review)) return;
    enter(review, ReviewState::interests_declared);
    // Reminders name nobody: nothing is left to clear.
    answer_needs(change, view, review.id, Because::interest_declared, [](Notification const& it) { return !it.by; });
    tell(change, view, asked, review, hosts_of(view, review), {.because = Because::team_to_accept});
    return;
  }
  if (review.state < ReviewState::confirmed || review.state > ReviewState::factual_check) return;
  std::vector<PersonId> joined;
  for (auto& one : review.team.values) {
    if (one.state != ReviewerState::cleared) continue;
    one.state = ReviewerState::active;
    joined.push_back(one.person);
  }
  tell(change, view, asked, review, joined, {.because = Because::review_confirmed});
}

// ---- declaring

namespace {

Result<void> check_points(DeclareInterest const& command) {
  auto const& all = command.points.values;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].type == InterestType::other && all[i].words.empty()) {
      return Error::unprocessable("body.points[" + std::to_string(i) + "].words", "Say in a few words what it is.");
    }
    TRY(check_words({all[i].words.value}, {}));
  }
  return {};
}

/// What they said before stays, and counts no more.
void replace_earlier(Change& change, View const& view, Review const& review, PersonId person) {
  for (auto const& it : reviews::interests_of(view, review.id)) {
    if (it->person != person || it->state == InterestState::replaced) continue;
    auto replaced = *it;
    replaced.state = InterestState::replaced;
    ++replaced.version;
    change.put(std::move(replaced));
  }
}

/// Who decides about it: the host, and the organiser while they read declarations.
std::vector<PersonId> deciders_of(View const& view, Review const& review) {
  auto people = reviews::hosts_of(view, review);
  if (review.state <= ReviewState::self_review_submitted) people.push_back(review.organiser);
  return people;
}

void await_clearing(Change& change, View const& view, Asked& asked, Review& review, PersonId person) {
  for (auto& one : review.team.values) {
    // Who is at work already waits as well: an active assignment rests on a declaration that is cleared.
    if (one.person == person) one.state = ReviewerState::declared;
  }
  reviews::propose_again(change, view, review);
  reviews::tell(change, view, asked, review, deciders_of(view, review), {.because = Because::interest_declared});
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, DeclareInterest const& command) {
  auto const me = asked.actor.person;
  if (asked.actor.is_system()) return Error::not_found();
  TRY_INTO(auto const found,
           reviews::review_for(view, asked, command.review, Thing::interest, Action::create, CheckVersion::no));
  auto const* place = reviews::place_of(*found, me);
  if (!place) return Error::not_found("ids.review");
  if (found->state < ReviewState::team_proposed || found->state > ReviewState::factual_check) {
    return wrong_state("Interests are declared until the report is final.");
  }
  TRY(check_points(command));
  Interest made{.id = asked.take<InterestId>(),
                .review = found->id,
                .cycle = found->cycle,
                .host = found->host,
                .person = me,
                .points = command.points,
                .found = {HubFindings(view, asked, *found, *place).take()},
                .declared = asked.now};
  auto const rules = ruled_out_by(made);
  made.hard = !rules.empty();
  auto review = *found;
  Change change;
  change.answer_key = record_key<Interest>(made.id);
  replace_earlier(change, view, review, me);
  answer_needs(change, view, review.id, Because::interest_wanted,
               [&](Notification const& it) { return it.person == me; });
  reviews::answer_declared(change, view, review.id, me);
  if (made.hard) {
    made.state = InterestState::refused;
    made.decided = asked.now;
    made.reason = {rules};
    reviews::tell(change, view, asked, review, {review.organiser}, {.because = Because::interest_refused});
    reviews::leave_team(change, view, asked, review, me);
  } else {
    await_clearing(change, view, asked, review, me);
  }
  change.put(std::move(made));
  reviews::put(change, view, *found, std::move(review));
  return change;
}

// ---- deciding

namespace {

struct Declared {
  std::shared_ptr<Interest const> interest;
  ReviewPtr review;
};

/// A declaration that waits, if the actor may decide about it.
Result<Declared> declared_for(View const& view, Asked const& asked, InterestId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto interest, door.readable<Interest>("ids.interest", id));
  TRY_INTO(auto review, view.get<Review>("ids.interest", interest->review));
  auto subject = reviews::subject_of(review);
  subject.author = interest->person;
  subject.target = interest->person;
  TRY(door.may(Thing::interest, action, subject));
  TRY(check_version(asked, interest->version));
  if (interest->state != InterestState::declared) return wrong_state("This was decided already.");
  if (!reviews::place_of(*review, interest->person)) {
    return wrong_state("They are not in the team any more.");
  }
  return Declared{std::move(interest), std::move(review)};
}

Interest decided_interest(Asked const& asked, Interest const& before, InterestState state, Note const& reason) {
  auto it = before;
  it.state = state;
  it.decided = asked.now;
  if (!asked.actor.is_system()) it.decided_by = asked.actor.person;
  it.reason = reason;
  ++it.version;
  return it;
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, ClearInterest const& command) {
  TRY_INTO(auto const it, declared_for(view, asked, command.interest, Action::clear));
  bool const is_nil = it.interest->points.empty() && it.interest->found.empty();
  if (!is_nil && command.reason.empty()) {
    return Error::unprocessable("body.reason", "Say why they may review all the same: it is kept with what they said.");
  }
  TRY(check_words({command.reason.value}, {}));
  auto review = *it.review;
  auto const person = it.interest->person;
  Change change;
  change.put(decided_interest(asked, *it.interest, InterestState::cleared, command.reason));
  reviews::answer_declared(change, view, review.id, person);
  for (auto& one : review.team.values) {
    if (one.person == person) one.state = ReviewerState::cleared;
  }
  reviews::settle_team(change, view, asked, review);
  reviews::put(change, view, *it.review, std::move(review));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, RefuseInterest const& command) {
  TRY_INTO(auto const it, declared_for(view, asked, command.interest, Action::refuse));
  TRY(check_reason(command.reason, "Say in a few words why they can't review: it is kept with what they said."));
  auto review = *it.review;
  Change change;
  change.put(decided_interest(asked, *it.interest, InterestState::refused, command.reason));
  reviews::leave_team(change, view, asked, review, it.interest->person);
  reviews::put(change, view, *it.review, std::move(review));
  return change;
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListInterests const& query, Page const& page) {
  Door const door(view, asked);
  // Who reads the review no more goes on reading their own declaration.
  if (!door.readable<Review>("ids.review", query.review)) {
    auto const all = reviews::interests_of(view, query.review);
    if (std::none_of(all.begin(), all.end(), [&](auto const& it) { return door.may_read(*it); })) {
      return Error::not_found("ids.review");
    }
  }
  Envelope envelope(view);
  auto const prefix = IndexKey(Index::interests_by_review).id(query.review).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    auto const found = view.find<Interest>(InterestId{read_u64(key.substr(key.size() - 8))});
    if (!found || !door.may_read(*found)) return false;
    if (into) into->item_of<Interest>(found->id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetInterest const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Interest>("ids.interest", query.interest));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
