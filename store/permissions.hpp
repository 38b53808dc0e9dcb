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
};

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

  PersonStanding const& standing() const { return *standing_; }

 private:
  bool holds(Relation relation, Subject const& subject) const;
  bool meets_condition(Condition condition, Relation relation, Subject const& subject) const;
  bool is_admin_of(OrganisationId node) const;
  bool may_post(Relation relation, Subject const& subject) const;
  bool is_in_reach(Team const& team) const;

  View const& view_;
  Asked const& asked_;
  std::shared_ptr<PersonStanding const> standing_;
};

}  // namespace staffroom
