// Keeping resources in order: withdrawing, taking down, deleting, handing over, working on them together, featuring.
#include <algorithm>

#include "store/notices.hpp"
#include "store/resources.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

using resources::Place;

/// From now on only those who work on it read it.
Change hidden(View const& view, Resource resource) {
  resource.state = ResourceState::withdrawn;
  ++resource.version;
  auto const id = resource.id;
  Change change;
  change.put(std::move(resource));
  resources::put_inner_again(change, view, id);
  answer_needs(change, view, id, Because::review_due);
  answer_needs(change, view, id, Because::approval_asked);
  return change;
}

/// The invitation of this person to be co-author needs no answer any more.
void answer_invitation(Change& change, View const& view, ResourceId resource, PersonId person) {
  answer_needs(change, view, resource, Because::coauthor_invited,
               [&](Notification const& it) { return it.person == person; });
}

void tell_answered(Change& change, View const& view, Asked& asked, Resource const& resource) {
  for (auto const person : resources::editors_of(view, resource)) {
    notify(change, view, asked, {.to = person, .because = Because::coauthor_answered, .resource = resource.id});
  }
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, WithdrawResource const& command) {
  TRY_INTO(auto const place, resources::place_for(view, asked, command.resource, Action::withdraw));
  if (place.resource->state != ResourceState::published) return wrong_state("Only what is published can be withdrawn.");
  return hidden(view, *place.resource);
}

Result<Change> decide(View const& view, Asked& asked, TakeDownResource const& command) {
  TRY_INTO(auto const place, resources::place_for(view, asked, command.resource, Action::take_down));
  if (place.resource->state != ResourceState::published)
    return wrong_state("Only what is published can be taken down.");
  if (command.reason.empty()) return Error::unprocessable("body.reason", "Say why: its author will read it.");
  auto taken_down = *place.resource;
  taken_down.taken_down = command.reason;
  auto const people = resources::editors_of(view, taken_down);
  auto change = hidden(view, std::move(taken_down));
  for (auto const person : people) {
    notify(change, view, asked, {.to = person, .because = Because::resource_taken_down, .resource = command.resource});
  }
  return change;
}

Result<Change> decide(View const& view, Asked& asked, DeleteResource const& command) {
  TRY_INTO(auto const place, resources::place_for(view, asked, command.resource, Action::remove));
  // Nobody reads it from now on; its parts go by tick, a chunk at a time.
  auto deleted = *place.resource;
  deleted.state = ResourceState::deleted;
  ++deleted.version;
  Change change;
  change.put(std::move(deleted));
  resources::put_inner_again(change, view, command.resource);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, TransferResource const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const place, resources::place_of(view, door, command.resource));
  if (command.owner) TRY(door.readable<Person>("body.owner", *command.owner));
  TRY(door.may(Thing::resource, Action::transfer_owner, place.subject()));
  TRY(check_version(asked, place.resource->version));
  auto transferred = *place.resource;
  if (transferred.owner == command.owner) return Change::unchanged<Resource>(command.resource);
  if (command.owner && !tree::belongs(view, tree::memberships_of(view, *command.owner), transferred.organisation)) {
    return Error::unprocessable("body.owner", "Choose somebody who belongs to the organisation that owns it.");
  }
  transferred.owner = command.owner;
  ++transferred.version;
  Change change;
  change.put(transferred);
  resources::put_inner_again(change, view, transferred.id);
  answer_needs(change, view, transferred.id, Because::review_due);
  for (auto const person : resources::accountable_for(view, transferred)) {
    notify(change, view, asked, {.to = person, .because = Because::resource_passed_on, .resource = transferred.id});
  }
  return change;
}

// ---- co-authors

Result<Change> decide(View const& view, Asked& asked, InviteCoauthor const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const place, resources::place_of(view, door, command.resource));
  TRY_INTO(auto const person, door.readable<Person>("body.person", command.person));
  auto subject = place.subject();
  subject.target = person->id;
  TRY(door.may(Thing::resource, Action::invite_coauthor, subject));
  TRY(check_version(asked, place.resource->version));
  auto const& resource = *place.resource;
  auto const standing = view.standing(person->id);
  if (!standing || !standing->is_current()) {
    return Error::unprocessable("body.person", "This person has left and can't be a co-author.");
  }
  if (person->id == resource.author || resource.coauthors.contains(person->id)) {
    return Error::conflict("already_coauthor", "This person works on it already.");
  }
  if (resource.invited.contains(person->id)) {
    return Error::conflict("already_invited", "This person has been asked and has not answered yet.");
  }
  if (resource.coauthors.size() + resource.invited.size() >= limits::coauthors_max) {
    return Error::conflict("too_many_coauthors", "A resource can't have more co-authors than this.");
  }
  auto invited = resource;
  invited.invited.values.push_back(person->id);
  ++invited.version;
  Change change;
  change.put(std::move(invited));
  notify(change, view, asked, {.to = person->id, .because = Because::coauthor_invited, .resource = resource.id});
  return change;
}

Result<Change> decide(View const& view, Asked& asked, AcceptCoauthorship const& command) {
  TRY_INTO(auto const place, resources::place_for(view, asked, command.resource, Action::accept_coauthorship));
  auto const me = asked.actor.person;
  auto accepted = *place.resource;
  if (!accepted.invited.contains(me)) return wrong_state("You are a co-author already.");
  std::erase(accepted.invited.values, me);
  accepted.coauthors.values.push_back(me);
  ++accepted.version;
  Change change;
  change.put(accepted);
  resources::put_inner_again(change, view, accepted.id);
  answer_invitation(change, view, accepted.id, me);
  tell_answered(change, view, asked, *place.resource);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, LeaveCoauthorship const& command) {
  TRY_INTO(auto const place, resources::place_for(view, asked, command.resource, Action::leave_coauthorship));
  auto const me = asked.actor.person;
  auto without = *place.resource;
  std::erase(without.coauthors.values, me);
  std::erase(without.invited.values, me);
  ++without.version;
  Change change;
  change.put(without);
  resources::put_inner_again(change, view, without.id);
  answer_invitation(change, view, without.id, me);
  tell_answered(change, view, asked, without);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, FeatureResource const& command) {
  auto const action = command.featured ? Action::feature : Action::unfeature;
  TRY_INTO(auto const place, resources::place_for(view, asked, command.resource, action));
  if (place.resource->state != ResourceState::published) return wrong_state("Only what is published can be featured.");
  if (place.resource->featured == command.featured) return Change::unchanged<Resource>(command.resource);
  auto featured = *place.resource;
  featured.featured = command.featured;
  ++featured.version;
  return Change{}.put(std::move(featured));
}

}  // namespace staffroom
