// The permission table's relations and conditions that speak of peer review: who organises, hosts, looks and reads.
#include <algorithm>

#include "store/permissions.hpp"
#include "store/reviews.hpp"

namespace staffroom {
namespace {

bool heads(PersonStanding const& me, OrganisationId school) {
  return std::any_of(me.roles.begin(), me.roles.end(), [&](auto const& role) {
    return role.organisation == school && (role.role == Role::headteacher || role.role == Role::trust_leader);
  });
}

bool holds_of_cycle(PersonStanding const& me, Relation relation, ReviewCycle const& it, OrganisationId school) {
  auto const is_of = [&](OrganisationId one) { return (!school || one == school) && heads(me, one); };
  switch (relation) {
    case Relation::organiser: return it.owner == me.person;
    case Relation::host:
      return std::any_of(it.schools.begin(), it.schools.end(), [&](auto const& one) { return is_of(one.school); });
    case Relation::candidate: return std::any_of(it.invited.begin(), it.invited.end(), is_of);
    default: return false;
  }
}

}  // namespace

bool Door::holds_in_reviews(Relation relation, Subject const& subject) const {
  auto const& me = *standing_;
  if (relation == Relation::grantee) {
    return subject.grant && subject.grant->state == GrantState::current &&
           reviews::is_reader(subject.grant->reader, me);
  }
  if (!subject.review) return subject.cycle && holds_of_cycle(me, relation, *subject.cycle, subject.school);
  auto const& it = *subject.review;
  auto const* mine = reviews::place_of(it, me.person);
  bool const assigned = mine && mine->state == ReviewerState::active && it.state <= ReviewState::action_plan;
  switch (relation) {
    case Relation::organiser: return it.organiser == me.person;
    case Relation::host: return heads(me, it.host) || it.delegate == me.person;
    case Relation::host_colleague: return reviews::colleague_of(it, me.person) != nullptr;
    case Relation::lead_reviewer: return assigned && mine->lead;
    case Relation::reviewer: return assigned && !mine->lead;
    case Relation::candidate: return mine && mine->state != ReviewerState::active;
    default: return false;
  }
}

bool Door::meets_review_condition(Condition condition, Subject const& subject) const {
  auto const* review = subject.review.get();
  switch (condition) {
    case Condition::submitted: {
      auto const found = review ? view_.find<SelfReview>(review->id) : nullptr;
      return found && found->submitted;
    }
    case Condition::sent: {
      auto const found = review ? view_.find<ReviewReport>(review->id) : nullptr;
      return found && found->state != ReviewReportState::drafting;
    }
    case Condition::final: {
      auto const found = review ? view_.find<ReviewReport>(review->id) : nullptr;
      return found && found->state == ReviewReportState::final;
    }
    case Condition::named: {
      auto const* mine = review ? reviews::colleague_of(*review, standing_->person) : nullptr;
      return mine && mine->report;
    }
    case Condition::three_hosts:
      return subject.cycle && reviews::hosts_sharing(view_, subject.cycle->id) >= limits::themes_shown_from;
    case Condition::not_exception: return subject.grant && (!subject.grant->agreed || subject.grant->end_agreed);
    default: return false;
  }
}

}  // namespace staffroom
