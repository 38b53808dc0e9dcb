// The one door. Every path asks the same two questions: may this person read the record, and may they do this to it.
#pragma once
#include <memory>
#include <optional>

#include "protocol/kinds.hpp"
#include "protocol/result.hpp"
#include "store/audience.hpp"
#include "store/change.hpp"
#include "store/policy.hpp"
#include "store/view.hpp"

namespace staffroom {

/// What a decision is about: the facts from which relations and conditions are computed. Fill in what there is.
///
/// Administration: `organisation` is the node concerned (where somebody is added or invited, what is edited).
/// * `membership`: the one that is changed or ended. For `rank` (an administrator's is changed from strictly above) and
///   `keeps_admin` (does ending it leave the network without one).
/// * `role_given`: by adding, inviting or changing a role. For `rank` of leaders, who give only roles below their own.
/// * `about` (and `target`, the same person): whose account it is, for `covers`, `rank`, `keeps_admin`, `not_self`.
/// * `author`: who asked for an erasure, for `second_person`; whose deed an audit entry tells, for `mine`.
/// * `target_organisation`: the new parent of a move, for `covers_target`; where an invited person is or will be, for
///   `invite_outside` and `partners_allowed` when there is no `target` person. Neither given: they count as outside.
/// * `settings`: what is wanted, for `not_looser`. `import_source`: for `right_of_kind`.
/// * `reach` and `joining`: what a team is to have, for `cap`; `ends`: for `end_date`.
///
/// The library: `resource` or `collection` with `organisation`, its owner, and `author`, its maker; `version` for what
/// concerns one of its versions.
struct Subject {
  std::optional<OrganisationId> organisation;  // O, the owner
  std::shared_ptr<Team const> team;
  std::shared_ptr<Channel const> channel;
  std::shared_ptr<Topic const> topic;
  std::shared_ptr<TeamMembership const> place;    // the team membership concerned
  PersonId about;                                 // the record is about this person
  PersonId author;                                // made it
  PersonId target;                                // the person named in the command
  PersonId judged;                                // whose work or request is judged; default: the author
  std::shared_ptr<Channel const> target_channel;  // of a move
  std::shared_ptr<Team const> target_team;
  std::optional<Date> ends;  // of a guest
  std::shared_ptr<Membership const> membership;
  std::optional<Role> role_given;
  OrganisationId target_organisation;
  OrgSettings const* settings = nullptr;
  std::optional<ImportSource> import_source;
  OrganisationId reach;
  std::optional<Joining> joining;
  std::shared_ptr<Resource const> resource;      // or
  std::shared_ptr<Collection const> collection;  // what library rules ask about, or
  std::shared_ptr<PracticePost const> practice;  // this, or what is bound to it
  std::shared_ptr<ActionItem const> action;
  std::shared_ptr<SupportRequest const> request;  // what rules of support ask about
  std::shared_ptr<ReviewCycle const> cycle;       // of peer review: this, with `school` for whom it is asked, or
  std::shared_ptr<Review const> review;           // this, or what is bound to it
  std::shared_ptr<ReportGrant const> grant;
  std::shared_ptr<Contract const> contract;  // of buying together: this, or
  std::shared_ptr<Pool const> pool;          // this, with `school` for whom it is asked, or
  std::shared_ptr<Saving const> saving;
  std::shared_ptr<Purchase const> purchase;  // this, with `school` for whom it is asked, or what is bound to it
  std::shared_ptr<SupplierExperience const> experience;
  bool used_supplier = false;  // the organisation has or had a contract with the supplier
  std::optional<Sight> sight;  // of the profile's part, for vis_…
  std::shared_ptr<ResourceVersion const> version;
  OrganisationId school;       // for whom it is said, for `own_school`; where a copy goes, for `licence_allows`
  bool reads_both = false;     // for `both`
  std::optional<bool> writes;  // for `write_target`: one end is theirs to edit, or what is made of it theirs to make
  std::optional<bool> within;  // for `cap`: what is to be shared stays within what the settings and its licence allow
};

/// For changing rights only: administrator 3, leaders 2, business managers, subject leads and governors 1, others 0.
int rank_of(Role role);

/// May read = the record's audience meets what the person carries.
bool reads(View const& view, Actor const& actor, Record const& record);

class Door {
 public:
  Door(View const& view, Asked const& asked);

  /// Errors: not_found (not readable, or no row), forbidden with the first failing condition as reason.
  Result<void> may(Thing thing, Action action, Subject const& subject) const;

  /// The record, if the actor may read it; not_found with `path` otherwise: hidden and unknown look the same.
  template <class R, class... Key>
  Result<std::shared_ptr<R const>> readable(std::string_view path, Key... key) const {
    auto found = view_.find<R>(key...);
    if (!found || !may_read(*found)) return Error::not_found(std::string(path));
    return found;
  }
  template <class R>
  bool may_read(R const& record) const {
    return asked_.actor.is_system() || (standing_ && meets(audience_of(view_, record), standing_->audiences));
  }

  /// Whether the reach that is wanted for a team is no wider than its organisation allows.
  bool is_within_cap(Subject const& subject) const;

  PersonStanding const& standing() const { return *standing_; }

 private:
  bool holds(Relation relation, Subject const& subject) const;
  bool meets_condition(Condition condition, Relation relation, Subject const& subject) const;
  bool meets_people_condition(Condition condition, Relation relation, Subject const& subject) const;
  bool is_fresh() const;
  bool is_not_theirs(Subject const& subject) const;
  bool may_write_target(Subject const& subject) const;
  bool is_admin_of(OrganisationId node) const;
  bool administers_unstaffed_partner(Subject const& subject) const;
  bool has_rank(Relation relation, Subject const& subject) const;
  bool may_change(Membership const& membership) const;
  bool covers(PersonId person) const;
  bool keeps_admin(Subject const& subject) const;
  bool is_outside(Subject const& subject) const;
  bool is_partner(Subject const& subject) const;
  bool has_right_of_kind(Subject const& subject) const;
  bool may_post(Relation relation, Subject const& subject) const;
  bool holds_in_library(Relation relation, Subject const& subject) const;
  bool meets_library_condition(Condition condition, Subject const& subject) const;
  bool holds_in_support(Relation relation, Subject const& subject) const;
  bool meets_support_condition(Condition condition, Subject const& subject) const;
  bool holds_in_reviews(Relation relation, Subject const& subject) const;
  bool meets_review_condition(Condition condition, Subject const& subject) const;
  bool holds_in_buying(Relation relation, Subject const& subject) const;
  bool meets_buying_condition(Condition condition, Subject const& subject) const;
  bool holds_in_purchases(Relation relation, Subject const& subject) const;
  bool meets_purchase_condition(Condition condition, Subject const& subject) const;
  bool is_in_reach(Team const& team) const;
  bool keeps_order_in(Subject const& subject) const;
  bool is_container(Subject const& subject) const;

  View const& view_;
  Asked const& asked_;
  std::shared_ptr<PersonStanding const> standing_;
};

}  // namespace staffroom
