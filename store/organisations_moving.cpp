// A school joins another trust. What is inherited changes with the same commit: whatever its new and old administrators
// and leaders read because of where it hangs is put again, so that it is delivered to the ones and gone for the others.
#include <set>

#include "store/answering.hpp"
#include "store/buying.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/memberships.hpp"
#include "store/organisations.hpp"
#include "store/overlay_view.hpp"
#include "store/resources.hpp"
#include "store/reviews.hpp"
#include "store/support.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

/// Puts again, as they are, all records of a kind that index rows under a prefix lead to.
template <class R, class IdOf>
void put_rows_again(Change& change, View const& view, std::string const& prefix, IdOf const& id_of_row) {
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view value) {
    if (auto const found = view.find<R>(id_of_row(key, value))) change.put(*found);
    return true;
  });
}

void put_people(Change& change, View const& view, OrganisationId moved) {
  std::set<PersonId> people;
  auto const prefix = IndexKey(Index::memberships_at).id(moved).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    if (auto const it = view.find<Membership>(MembershipId{read_u64(key.substr(9))})) people.insert(it->person);
    return true;
  });
  for (auto const person : people) memberships::put_again(change, view, person);
}

/// The school's own teams go along; one that reached the old trust reaches the school alone, for widening is nobody's
/// side effect. Teams of others that reach the school are read by those above it.
void put_teams(Change& change, View const& view, Organisation const& moved, OrganisationId old_parent) {
  view.scan_index(IndexKey(Index::teams_all).take(), {}, [&](std::string_view key, std::string_view) {
    auto const team = view.find<Team>(TeamId{~read_u64(key.substr(1))});
    if (!team || (team->organisation != moved.id && team->reach != moved.id)) return true;
    auto after = *team;
    if (team->organisation == moved.id && team->reach == old_parent && old_parent != tree::root(view)) {
      after.reach = moved.id;
      ++after.version;
    }
    change.put(after);
    if (team->organisation != moved.id) return true;
    put_rows_again<TeamMembership>(
        change, view, IndexKey(Index::team_memberships_by_team).id(team->id).take(),
        [](std::string_view row, std::string_view) { return TeamMembershipId{read_u64(row.substr(9))}; });
    put_rows_again<Flag>(change, view, IndexKey(Index::flags_by_team).id(team->id).take(),
                         [](std::string_view row, std::string_view) { return FlagId{~read_u64(row.substr(10))}; });
    put_rows_again<Invitation>(
        change, view, IndexKey(Index::invitations_by_team).id(team->id).take(),
        [](std::string_view row, std::string_view) { return InvitationId{~read_u64(row.substr(9))}; });
    return true;
  });
}

void put_administration(Change& change, View const& view, OrganisationId moved) {
  put_rows_again<Invitation>(
      change, view, IndexKey(Index::invitations_by_organisation).id(moved).take(),
      [](std::string_view row, std::string_view) { return InvitationId{~read_u64(row.substr(9))}; });
  put_rows_again<EmailNote>(change, view, IndexKey(Index::emails_by_organisation).id(moved).take(),
                            [](std::string_view row, std::string_view) { return EmailId{~read_u64(row.substr(9))}; });
  view.scan_index(IndexKey(Index::imports_all).take(), {}, [&](std::string_view key, std::string_view) {
    auto const job = view.find<ImportJob>(ImportId{~read_u64(key.substr(1))});
    if (!job || job->organisation != moved) return true;
    change.put(*job);
    put_rows_again<ImportRows>(change, view, IndexKey(Index::import_rows_by_import).id(job->id).take(),
                               [](std::string_view, std::string_view id) { return ImportRowsId{read_u64(id)}; });
    return true;
  });
  view.scan_index(IndexKey(Index::erasures_all).take(), {}, [&](std::string_view key, std::string_view) {
    auto const erasure = view.find<Erasure>(ErasureId{~read_u64(key.substr(1))});
    if (erasure && erasure->organisation == moved) change.put(*erasure);
    return true;
  });
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, MoveOrganisation const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const node, door.readable<Organisation>("ids.organisation", command.organisation));
  TRY_INTO(auto const parent, door.readable<Organisation>("body.parent", command.parent));
  Subject const subject{.organisation = node->id, .target_organisation = parent->id};
  TRY(door.may(Thing::organisation, Action::move, subject));
  TRY(check_version(asked, node->version));
  if (!node->parent) return Error::conflict("root", "The network itself can't be moved.");
  if (!organisations::may_hang(node->type, parent.get())) {
    return Error::unprocessable("body.parent", "An organisation of this type can't hang there.");
  }
  if (*node->parent == parent->id) return Error::conflict("wrong_state", "It belongs there already.");
  if (node->state == OrganisationState::closed) TRY(organisations::check_joined(*node));
  TRY(organisations::check_joined(*parent));
  auto moved = *node;
  moved.parent = parent->id;
  ++moved.version;
  Change change;
  change.put(moved);
  if (node->state == OrganisationState::listed || node->type == OrganisationType::partner) return change;
  put_people(change, view, node->id);
  put_teams(change, view, *node, *node->parent);
  put_administration(change, view, node->id);
  OverlayView after(view);
  Change only_moved;
  only_moved.put(moved);
  after.add(only_moved);
  resources::move_along(change, view, after, asked, node->id);
  support::move_along(change, view, after, asked, node->id);
  reviews::move_along(change, view, after, asked, node->id);
  buying::move_along(change, view, after, asked, node->id);
  return change;
}

}  // namespace staffroom
