// Beginning, changing and ending memberships, with all that follows from it in the same change: the terms, the person's
// label, who may read what, and what a leaver leaves behind. For administration, invitations, imports and the tick.
#pragma once
#include "protocol/kinds.hpp"
#include "protocol/result.hpp"
#include "store/change.hpp"
#include "store/view.hpp"

namespace staffroom::memberships {

struct Wanted {
  OrganisationId organisation;
  Role role = Role::staff;
  std::optional<Name> title = {};
  Many<Name, 20> subjects = {};
  Many<Duty, 3> duties = {};
  std::optional<Date> starts = {};
  std::optional<Date> ends = {};
  MembershipSource source = MembershipSource::hub;
  std::optional<Name> staff_id = {};
};

/// Whether begin() would do it for the person (0: somebody new). Errors: conflict not_joined, closed, already_member,
/// too_many_memberships; unprocessable body.role, body.ends.
Result<void> check(View const& view, Asked const& asked, PersonId person, Wanted const& wanted);

/// A membership of the person, whose record may be new (accounts::make) or the view's: planned until its first day,
/// else current. Puts the membership first, then its terms and the person. Errors: as check().
Result<Membership> begin(Change& change, View const& view, Asked& asked, Person person, Wanted const& wanted);

/// Role, title, subjects or duties as `changed` has them; its version is raised here. Errors: conflict wrong_state (it
/// has ended), keeps_admin; unprocessable body.role.
Result<void> change_to(Change& change, View const& view, Asked& asked, Membership changed);

/// First and last day anew: a planned membership may begin by it. Errors: conflict wrong_state; unprocessable
/// body.starts (a current one can't be planned again), body.ends.
Result<void> set_dates(Change& change, View const& view, Asked& asked, Membership const& membership,
                       std::optional<Date> starts, std::optional<Date> ends);

/// Ends it. With the last current one the person leaves: team places, sessions and pending invitations go in the same
/// change, and a mail says farewell. Errors: conflict wrong_state (it has ended), keeps_admin.
Result<void> end(Change& change, View const& view, Asked& asked, Membership const& membership);

/// Whether the network would be without an administrator who can sign in, were this membership to end.
bool is_last_administrator(View const& view, Membership const& membership);

/// The terms of a membership.
MembershipTerms terms_of(View const& view, Membership const& membership);

/// The tick: its first day has come, its last day is over. The last administrator's membership goes on without end.
void start_due(Change& change, View const& view, Asked& asked, MembershipId id);
void end_due(Change& change, View const& view, Asked& asked, MembershipId id);

/// Puts again everything whose readers rest on the person's memberships, as these are in `view`: after an organisation
/// has moved.
void put_again(Change& change, View const& view, PersonId person);

/// The person's record as the memberships make it: label, and whether they have left.
Person refreshed(View const& view, Person person, std::vector<Membership> const& memberships);

}  // namespace staffroom::memberships
