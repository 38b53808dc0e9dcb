// Evaluates the permission table: the greatest answer of not_found < forbidden < allow over all relations held.
#include "store/permissions.hpp"

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/enumerators.hpp>

#include "store/organisations_settings.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

Grant const* grant_of(Rule const* rule, Relation relation) {
  if (!rule) return nullptr;
  for (auto const& grant : rule->grants) {
    if (grant.relation == relation) return &grant;
  }
  return nullptr;
}

/// Does not rest on reading one of them: a new one is made, or what nobody reads yet is opened.
bool is_create(Action action) {
  return action == Action::create || action == Action::create_guest || action == Action::join ||
         action == Action::enter_by_hand || action == Action::open_all;
}

std::string_view words(Relation relation) {
  switch (relation) {
    case Relation::self: return "the person themselves";
    case Relation::network: return "people of the network";
    case Relation::colleague: return "staff of the organisation";
    case Relation::belongs: return "people of the organisation";
    case Relation::admin: return "administrators";
    case Relation::leader: return "heads and trust leaders";
    case Relation::business: return "business managers";
    case Relation::subject_lead: return "subject leads";
    case Relation::governor: return "governors";
    case Relation::same_school: return "people of the same school";
    case Relation::same_trust: return "people of the same trust";
    case Relation::team_mate: return "people who share a team";
    case Relation::team_lead: return "the team's leads";
    case Relation::team_member: return "the team's members";
    case Relation::team_guest: return "the team's guests";
    case Relation::author: return "whoever wrote it";
    case Relation::coauthor: return "its co-authors";
    case Relation::candidate: return "who is asked";
    case Relation::owner: return "whoever is accountable for it";
    case Relation::audience: return "those with whom it is shared";
    case Relation::partner: return "people of partner organisations";
    case Relation::requester: return "whoever asked for support";
    case Relation::requester_head: return "the head of the school that asked";
    case Relation::broker: return "the brokers";
    case Relation::supporter: return "whoever gives the support";
    case Relation::supporter_head: return "the head of the supporter's school";
    case Relation::organiser: return "the organiser";
    case Relation::host: return "the head of the school that is reviewed";
    case Relation::host_colleague: return "those of the school who work on the review";
    case Relation::lead_reviewer: return "the lead reviewer";
    case Relation::reviewer: return "the reviewers";
    case Relation::grantee: return "those to whom the report is open";
    case Relation::participant: return "those who sign for a school that takes part";
    case Relation::chair: return "the chair of the evaluation";
    case Relation::evaluator: return "the evaluators";
    case Relation::price_evaluator: return "whoever scores the price";
    case Relation::reader: return "those who may read it";
  }
  return "";
}

/// Both are lead or member of one team; guests are no mates.
bool share_a_team(PersonStanding const& me, PersonStanding const* other) {
  return other && std::any_of(other->teams.begin(), other->teams.end(), [&](auto const& theirs) {
           auto const* mine = me.place_in(theirs.team);
           return mine && mine->relation != TeamRelation::guest && theirs.relation != TeamRelation::guest;
         });
}

/// Who may do it, in words; never names.
std::string who_may(Rule const& rule) {
  std::string out;
  for (auto const& grant : rule.grants) {
    if (!out.empty()) out += ", ";
    out += words(grant.relation);
  }
  return "This is not yours to do. It is for: " + out + ".";
}

}  // namespace

bool reads(View const& view, Actor const& actor, Record const& record) {
  if (actor.is_system()) return true;
  auto const standing = view.standing(actor.person);
  return standing && meets(audience_of(view, record), standing->audiences);
}

Door::Door(View const& view, Asked const& asked)
    : view_(view), asked_(asked), standing_(asked.actor.is_system() ? nullptr : view.standing(asked.actor.person)) {}

Result<void> Door::may(Thing thing, Action action, Subject const& subject) const {
  if (asked_.actor.is_system()) return {};
  auto const* rule = rule_for(thing, action);
  if (!standing_ || !rule) return Error::not_found();
  auto const* reading = rule_for(thing, Action::read);
  auto const owner = subject.organisation ? *subject.organisation
                     : subject.team       ? subject.team->organisation
                                          : OrganisationId{};
  std::optional<Error> refused;
  for (std::size_t i = 0; i <= std::size_t(Relation::reader); ++i) {
    auto const relation = Relation(i);
    auto const* grant = grant_of(rule, relation);
    auto const* sight = grant_of(reading, relation);
    if ((!grant && !sight) || !holds(relation, subject)) continue;
    // The owner, or a node above it, may have taken the right from this relation.
    bool const removed = grant && owner && settings::may_be_removed(action, relation) &&
                         settings::is_removed(view_, owner, thing, action, relation);
    if (removed) grant = nullptr;
    if (!grant && !sight) {
      if (!refused) refused = Error::forbidden("role", who_may(*rule));
      continue;
    }
    // Conditions in the table's order: how one comes to see the record, the relation's own, the row's.
    std::vector<Condition> conditions;
    if (sight && (!grant || !is_create(action))) conditions = sight->only_if;
    if (grant) {
      conditions.insert(conditions.end(), grant->only_if.begin(), grant->only_if.end());
      conditions.insert(conditions.end(), rule->conditions.begin(), rule->conditions.end());
    }
    auto const fails = [&](Condition condition) { return !meets_condition(condition, relation, subject); };
    if (std::any_of(conditions.begin(), conditions.end(), [&](auto c) { return is_sight(c) && fails(c); })) continue;
    if (!grant) {
      if (!refused) refused = Error::forbidden("role", who_may(*rule));
      continue;
    }
    auto const failing =
        std::find_if(conditions.begin(), conditions.end(), [&](auto c) { return !is_sight(c) && fails(c); });
    if (failing == conditions.end()) return {};
    // A condition that failed says more than "your role": it wins over it.
    if (!refused || refused->reason == "role") {
      refused = Error::forbidden(boost::describe::enum_to_string(*failing, ""));
    }
  }
  if (!refused || rule->refused == Refused::not_found) return Error::not_found();
  return *refused;
}

bool Door::is_admin_of(OrganisationId node) const { return standing_->holds(view_, node, Role::administrator); }

namespace {

/// Everybody of the node, below it, and from above where that belongs.
Audiences whole_of(View const& view, OrganisationId node) {
  Audiences whole{Audience{AudienceType::organisation, node.value}};
  for (auto const above : tree::ancestors(view, node)) whole.emplace_back(AudienceType::above, above.value);
  std::sort(whole.begin(), whole.end());
  return whole;
}

}  // namespace

bool Door::is_in_reach(Team const& team) const { return meets(whole_of(view_, team.reach), standing_->audiences); }

bool Door::holds(Relation relation, Subject const& subject) const {
  auto const& me = *standing_;
  auto const* place = subject.team ? me.place_in(subject.team->id) : nullptr;
  auto const has_role = [&](Role role) { return subject.organisation && me.holds(view_, *subject.organisation, role); };
  auto const about_a_node_of = [&](auto const& test) {
    if (subject.organisation) return test(*subject.organisation);
    if (!subject.about) return false;
    auto const all = tree::memberships_that_count(view_, subject.about);
    return std::any_of(all.begin(), all.end(), [&](auto const& it) { return test(it->organisation); });
  };
  switch (relation) {
    case Relation::self: return subject.about == me.person;
    case Relation::network: return me.in_network();
    case Relation::colleague:
      return about_a_node_of([&](OrganisationId node) {
        return std::any_of(me.roles.begin(), me.roles.end(), [&](auto const& role) {
          return role.organisation == node || (!role.on_partner && tree::is_within(view_, node, role.organisation));
        });
      });
    case Relation::belongs:
      return about_a_node_of([&](OrganisationId node) { return meets(whole_of(view_, node), me.audiences); });
    case Relation::admin:
      return about_a_node_of([&](OrganisationId node) { return is_admin_of(node); }) ||
             administers_unstaffed_partner(subject);
    case Relation::leader: return has_role(Role::headteacher) || has_role(Role::trust_leader);
    case Relation::business: return has_role(Role::business_manager);
    case Relation::subject_lead: return has_role(Role::subject_lead);
    case Relation::governor: return has_role(Role::governor);
    case Relation::team_mate: return subject.about && share_a_team(me, view_.standing(subject.about).get());
    case Relation::team_lead: return (place && place->relation == TeamRelation::lead) || keeps_order_in(subject);
    case Relation::team_member: return place && place->relation == TeamRelation::member;
    case Relation::team_guest: return place && place->relation == TeamRelation::guest;
    case Relation::author: return subject.author == me.person;
    case Relation::same_school:
    case Relation::same_trust:
    case Relation::requester:
    case Relation::requester_head:
    case Relation::broker:
    case Relation::supporter:
    case Relation::supporter_head: return holds_in_support(relation, subject);
    case Relation::participant:
      return subject.purchase ? holds_in_purchases(relation, subject) : holds_in_buying(relation, subject);
    case Relation::chair:
    case Relation::evaluator:
    case Relation::price_evaluator: return subject.purchase && holds_in_purchases(relation, subject);
    case Relation::organiser:
      if (subject.pool) return holds_in_buying(relation, subject);
      return holds_in_reviews(relation, subject);
    case Relation::host:
    case Relation::host_colleague:
    case Relation::lead_reviewer:
    case Relation::reviewer:
    case Relation::grantee: return holds_in_reviews(relation, subject);
    case Relation::candidate:
      if (subject.review || subject.cycle) return holds_in_reviews(relation, subject);
      return holds_in_library(relation, subject);
    case Relation::owner:
    case Relation::audience:
      if (subject.purchase) return holds_in_purchases(relation, subject);
      if (subject.contract || subject.pool || subject.saving) return holds_in_buying(relation, subject);
      return holds_in_library(relation, subject);
    case Relation::coauthor:
    case Relation::partner:
    case Relation::reader: return holds_in_library(relation, subject);
  }
  return false;
}

bool Door::may_post(Relation, Subject const& subject) const {
  if (subject.team && subject.team->state == Archival::archived) return false;
  if (subject.topic && subject.topic->state == TopicState::locked) return false;
  if (subject.resource) return subject.resource->state == ResourceState::published;
  if (subject.practice) return subject.practice->state == ResourceState::published;
  if (!subject.channel) return true;
  if (subject.channel->state == Archival::archived) return false;
  auto const* place = subject.team ? standing_->place_in(subject.team->id) : nullptr;
  if (!place) return false;
  switch (subject.channel->posting) {
    case Posting::everyone: return true;
    case Posting::members: return place->relation != TeamRelation::guest;
    case Posting::leads: return place->relation == TeamRelation::lead;
  }
  return false;
}

/// What the session says now counts: an open page may carry an older word of it.
bool Door::is_fresh() const {
  if (asked_.actor.fresh_until > asked_.now) return true;
  auto const secret = view_.find<SessionSecret>(asked_.actor.session);
  return secret && secret->person == asked_.actor.person && secret->fresh_until > asked_.now;
}

bool Door::may_write_target(Subject const& subject) const {
  if (subject.writes) return *subject.writes;
  if (subject.resource) return may(Thing::resource, Action::create, {.organisation = subject.school}).has_value();
  Subject target{.team = subject.target_team, .channel = subject.target_channel};
  return subject.target_channel && may(Thing::topic, Action::create, target).has_value();
}

bool Door::is_not_theirs(Subject const& subject) const {
  auto const me = standing_->person;
  return (subject.judged ? subject.judged : subject.author) != me && subject.author != me &&
         !(subject.resource && subject.resource->coauthors.contains(me)) &&
         !(subject.practice && subject.practice->coauthors.contains(me));
}

bool Door::meets_condition(Condition condition, Relation relation, Subject const& subject) const {
  auto const* place = subject.team ? standing_->place_in(subject.team->id) : nullptr;
  auto const is_granted = [&](std::vector<ChannelId> const& wanted) {
    return place && std::any_of(wanted.begin(), wanted.end(), [&](ChannelId channel) {
             return std::find(place->channels.begin(), place->channels.end(), channel) != place->channels.end();
           });
  };
  switch (condition) {
    case Condition::reads:
    case Condition::clean:
    case Condition::both:
    case Condition::bound:
    case Condition::subject_match:
    case Condition::licence_allows:
    case Condition::own_school: return meets_library_condition(condition, subject);
    case Condition::submitted:
    case Condition::sent:
    case Condition::final:
    case Condition::named:
    case Condition::three_hosts:
    case Condition::not_exception: return meets_review_condition(condition, subject);
    case Condition::purchasing:
    case Condition::unsealed:
    case Condition::declared:
    case Condition::all_scored:
    case Condition::awarded:
    case Condition::not_evaluator: return meets_purchase_condition(condition, subject);
    case Condition::money_shared:
    case Condition::signatory:
    case Condition::used_supplier: return meets_buying_condition(condition, subject);
    case Condition::mine:
      if (subject.pool) return meets_condition(Condition::own_school, relation, subject);
      return meets_people_condition(condition, relation, subject);
    case Condition::vis_team:
    case Condition::vis_school:
    case Condition::vis_trust:
    case Condition::vis_network:
    case Condition::suggestible:
    case Condition::self_match: return meets_support_condition(condition, subject);
    case Condition::granted:
      if (subject.channel) return is_granted({subject.channel->id});
      // A guest sees the people of their channels: the leads and members, and guests of the same channels.
      if (subject.place && subject.place->relation == TeamRelation::guest) {
        return is_granted(subject.place->channels.values);
      }
      return place && !place->channels.empty();
    case Condition::visible:
      if (!subject.team) return true;  // a create: its container was read
      return subject.team->joining != Joining::closed && is_in_reach(*subject.team);
    case Condition::current: {
      if (!subject.about) return true;  // a create: its container was read
      auto const other = view_.standing(subject.about);
      return other && other->is_current();
    }
    case Condition::not_self: return (subject.target ? subject.target : subject.about) != standing_->person;
    case Condition::not_own: return is_not_theirs(subject);
    case Condition::fresh: return is_fresh();
    case Condition::write_target: return may_write_target(subject);
    case Condition::no_lead: return subject.team && subject.team->leads.empty();
    case Condition::not_closed_team: return subject.team && subject.team->joining != Joining::closed;
    case Condition::open_team:
      return subject.team && subject.team->joining == Joining::open && is_in_reach(*subject.team);
    case Condition::by_request:
      return subject.team && subject.team->joining == Joining::by_request && is_in_reach(*subject.team);
    case Condition::may_post: return may_post(relation, subject);
    case Condition::guests_may_start: return subject.channel && subject.channel->guests_may_start;
    default: return meets_people_condition(condition, relation, subject);
  }
}

}  // namespace staffroom
