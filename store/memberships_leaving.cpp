// What goes when a membership ends, in the same commit.
#include "store/memberships_leaving.hpp"

#include <algorithm>

#include "store/accounts.hpp"
#include "store/actions.hpp"
#include "store/buying.hpp"
#include "store/digest_plans.hpp"
#include "store/index_rows.hpp"
#include "store/mails.hpp"
#include "store/overlay_view.hpp"
#include "store/permissions.hpp"
#include "store/places.hpp"
#include "store/resources.hpp"
#include "store/reviews.hpp"
#include "store/support.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

bool is_partner(View const& view, OrganisationId id) {
  auto const node = view.find<Organisation>(id);
  return node && node->type == OrganisationType::partner;
}

/// Whether one of the memberships makes its holder belong to the node: on it, below it or above it.
bool belongs(View const& view, std::vector<Membership> const& memberships, OrganisationId node) {
  return std::any_of(memberships.begin(), memberships.end(), [&](Membership const& it) {
    return it.state == Standing::current && !is_partner(view, it.organisation) &&
           (tree::is_within(view, it.organisation, node) || tree::is_within(view, node, it.organisation));
  });
}

/// Places that stood on the membership: all of a leaver; of who is left with a partner's membership all but a guest's;
/// else those in teams that the person could find by this membership and by no other.
std::vector<TeamId> end_places(Change& change, View const& view, Asked& asked, Membership const& ended,
                               std::vector<Membership> const& after) {
  bool current = false;
  bool in_network = false;
  for (auto const& it : after) {
    if (it.state != Standing::current) continue;
    current = true;
    in_network = in_network || !is_partner(view, it.organisation);
  }
  auto before = after;
  for (auto& it : before) {
    if (it.id == ended.id) it.state = Standing::current;
  }
  std::vector<TeamId> gone;
  auto const standing = view.standing(ended.person);
  if (!standing) return gone;
  for (auto const& it : standing->teams) {
    bool stays = current && it.relation == TeamRelation::guest;
    if (!stays && in_network) {
      auto const team = view.find<Team>(it.team);
      stays = team && (belongs(view, after, team->reach) || !belongs(view, before, team->reach));
    }
    if (stays) continue;
    gone.push_back(it.team);
    if (auto const place = view.find<TeamMembership>(it.membership)) places::end(change, view, asked, *place);
  }
  return gone;
}

void withdraw_requests(Change& change, View const& view, PersonId person) {
  auto const prefix = IndexKey(Index::join_requests_by_person).id(person).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    if (auto const found = view.find<JoinRequest>(JoinRequestId{~read_u64(key.substr(9))})) {
      auto withdrawn = *found;
      withdrawn.state = JoinRequestState::withdrawn;
      ++withdrawn.version;
      change.put(std::move(withdrawn));
    }
    return true;
  });
}

}  // namespace

void leaving::revoke_invitations(Change& change, View const& view, PersonId person, Membership const& changed,
                                 std::vector<TeamId> const& gone_from) {
  OverlayView after(view);
  after.add(change);
  Asked const inviter{Actor{person, {}, {}}, {}, {}, std::nullopt, 0};
  Door const door(after, inviter);
  auto const standing = after.standing(person);
  bool const left = !standing || !standing->is_current();
  std::size_t seen = 0;
  auto const prefix = IndexKey(Index::invitations_by_author).id(person).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto const found = view.find<Invitation>(InvitationId{~read_u64(key.substr(9))});
    bool falls = left;
    if (found && found->team) {
      falls = falls || std::find(gone_from.begin(), gone_from.end(), *found->team) != gone_from.end();
    } else if (found && tree::is_within(view, found->organisation, changed.organisation)) {
      Subject const subject{.organisation = found->organisation, .role_given = found->role};
      falls = falls || !door.may(Thing::invitation, Action::create_for_organisation, subject);
    }
    if (found && falls) {
      auto revoked = *found;
      revoked.state = InvitationState::revoked;
      ++revoked.version;
      change.put(std::move(revoked));
    }
    return ++seen < limits::decide_scanned_rows_max;
  });
}

void leaving::clear_away(Change& change, View const& view, Asked& asked, Membership const& ended,
                         std::vector<Membership> const& after) {
  auto const gone_from = end_places(change, view, asked, ended, after);
  revoke_invitations(change, view, ended.person, ended, gone_from);
  resources::pass_on(change, view, asked, ended.person, after);
  support::pass_on(change, view, asked, ended.person);
  reviews::pass_on(change, view, asked, ended.person);
  buying::pass_on(change, view, asked, ended.person);
  bool const left =
      std::none_of(after.begin(), after.end(), [](auto const& it) { return it.state == Standing::current; });
  if (!left) return;
  actions::pass_on(change, view, asked, ended.person);
  withdraw_requests(change, view, ended.person);
  // Sessions end in the same commit; sockets close with it.
  accounts::end_sessions(change, view, ended.person);
  digest_plans::end(change, view, ended.person);
  if (auto const credential = view.find<Credential>(ended.person)) {
    mails::note(change, asked,
                {.about = EmailAbout::farewell,
                 .person = ended.person,
                 .organisation = ended.organisation,
                 .to = credential->email});
  }
}

}  // namespace staffroom
