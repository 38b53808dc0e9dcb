// Approval of a resource as it is: asked for, given to exactly what the approver saw, refused, withdrawn.
#include <algorithm>

#include "store/answering.hpp"
#include "store/notices.hpp"
#include "store/resources.hpp"

namespace staffroom {
namespace {

using resources::Place;

/// The resource with its current version, if the actor may do this to its approval.
Result<Place> current_for(View const& view, Asked const& asked, ResourceId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto place, resources::place_of(view, door, id));
  if (place.resource->current) place.version = view.find<ResourceVersion>(place.resource->current->version);
  TRY(door.may(Thing::approval, action, place.subject()));
  return place;
}

struct Found {
  Place place;
  std::shared_ptr<Approval const> approval;
};

Result<Found> approval_for(View const& view, Asked const& asked, ApprovalId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto approval, door.readable<Approval>("ids.approval", id));
  TRY_INTO(auto place, resources::place_of(view, door, approval->resource, "ids.approval"));
  place.version = view.find<ResourceVersion>(approval->resource_version);
  TRY(door.may(Thing::approval, action, place.subject()));
  TRY(check_version(asked, approval->version));
  return Found{std::move(place), std::move(approval)};
}

Result<void> must_be_published(Resource const& resource) {
  if (resource.state != ResourceState::published) {
    return Error::conflict("wrong_state", "Publish it first: until then nobody who could approve it sees it.");
  }
  if (!resource.current) return Error::conflict("no_clean_version", "There is no version yet that could be approved.");
  return {};
}

/// The open request for what the resource is now; null when there is none.
std::shared_ptr<Approval const> asked_for(View const& view, Resource const& resource) {
  std::shared_ptr<Approval const> out;
  std::size_t seen = 0;
  auto const prefix = IndexKey(Index::approvals_by_resource).id(resource.id).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto found = view.find<Approval>(ApprovalId{~read_u64(key.substr(9))});
    bool const is_it = found && found->state == ApprovalState::asked && resource.current &&
                       found->content_hash == resource.current->content_hash;
    if (is_it) out = std::move(found);
    return !out && ++seen < limits::decide_scanned_rows_max;
  });
  return out;
}

/// Those who work on it, who asked, and, of what is known to everyone who uses it, its users.
void tell_decided(Change& change, View const& view, Asked& asked, Resource const& resource, Approval const& approval,
                  bool users_too) {
  auto people = resources::editors_of(view, resource);
  people.push_back(approval.asked_by);
  if (users_too) {
    auto const users = resources::users_of(view, resource.id);
    people.insert(people.end(), users.begin(), users.end());
  }
  std::vector<PersonId> told;
  for (auto const person : people) {
    if (std::find(told.begin(), told.end(), person) != told.end()) continue;
    told.push_back(person);
    notify(change, view, asked, {.to = person, .because = Because::approval_decided, .resource = resource.id});
  }
}

Result<void> check_reason(Note const& reason) {
  if (!reason.empty()) return {};
  return Error::unprocessable("body.reason", "Say why, so that it can be put right.");
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, AskApproval const& command) {
  TRY_INTO(auto const place, current_for(view, asked, command.resource, Action::ask));
  auto const& resource = *place.resource;
  TRY(must_be_published(resource));
  if (resource.approval) return Error::conflict("wrong_state", "It is approved as it is.");
  if (asked_for(view, resource))
    return Error::conflict("already_asked", "This has been asked for. Wait for the answer.");
  Change change;
  change.put(Approval{.id = asked.take<ApprovalId>(),
                      .resource = resource.id,
                      .resource_version = resource.current->version,
                      .content_hash = resource.current->content_hash,
                      .asked_by = asked.actor.person,
                      .created = asked.now});
  for (auto const person : resources::judges_of(view, resource)) {
    notify(change, view, asked,
           {.to = person,
            .because = Because::approval_asked,
            .resource = resource.id,
            .resource_version = resource.current->version});
  }
  return change;
}

Result<Change> decide(View const& view, Asked& asked, ApproveResource const& command) {
  TRY_INTO(auto const place, current_for(view, asked, command.resource, Action::approve));
  auto resource = *place.resource;
  TRY(check_version(asked, resource.version));
  TRY(must_be_published(resource));
  if (resource.current->content_hash != command.content_hash.value) {
    return Error::conflict("changed", "It is not what you looked at any more. Look at it again, then approve it.");
  }
  if (resource.approval) return Error::conflict("wrong_state", "It is approved already.");
  auto const waiting = asked_for(view, resource);
  Approval approval{.id = waiting ? waiting->id : asked.take<ApprovalId>(),
                    .resource = resource.id,
                    .resource_version = resource.current->version,
                    .content_hash = resource.current->content_hash,
                    .asked_by = asked.actor.person,
                    .created = asked.now};
  if (waiting) {
    approval = *waiting;
    ++approval.version;
  }
  approval.state = ApprovalState::approved;
  approval.decided_by = asked.actor.person;
  approval.decided = asked.now;
  resource.approval = approval.id;
  ++resource.version;
  Change change;
  change.put(approval).put(resource);
  answer_needs(change, view, resource.id, Because::approval_asked);
  tell_decided(change, view, asked, resource, approval, true);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, RefuseApproval const& command) {
  TRY_INTO(auto const it, approval_for(view, asked, command.approval, Action::refuse));
  if (it.approval->state != ApprovalState::asked) return Error::conflict("wrong_state", "This was decided already.");
  TRY(check_reason(command.reason));
  auto refused = *it.approval;
  refused.state = ApprovalState::refused;
  refused.decided_by = asked.actor.person;
  refused.decided = asked.now;
  refused.reason = command.reason;
  ++refused.version;
  Change change;
  change.put(refused);
  answer_needs(change, view, refused.resource, Because::approval_asked);
  tell_decided(change, view, asked, *it.place.resource, refused, false);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, WithdrawApproval const& command) {
  TRY_INTO(auto const it, approval_for(view, asked, command.approval, Action::withdraw));
  if (it.approval->state != ApprovalState::approved) {
    return Error::conflict("wrong_state", "This approval does not stand any more.");
  }
  TRY(check_reason(command.reason));
  auto withdrawn = *it.approval;
  withdrawn.state = ApprovalState::withdrawn;
  withdrawn.decided_by = asked.actor.person;
  withdrawn.decided = asked.now;
  withdrawn.reason = command.reason;
  ++withdrawn.version;
  auto resource = *it.place.resource;
  if (resource.approval == withdrawn.id) resource.approval.reset();
  ++resource.version;
  Change change;
  change.put(withdrawn).put(resource);
  tell_decided(change, view, asked, resource, withdrawn, true);
  return change;
}

Result<Answer> answer(View const& view, Asked const& asked, ListApprovals const& query, Page const& page) {
  Envelope envelope(view);
  TRY(Door(view, asked).readable<Resource>("ids.resource", query.resource));
  auto const prefix = IndexKey(Index::approvals_by_resource).id(query.resource).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    if (into) into->item_of<Approval>(ApprovalId{~read_u64(key.substr(9))});
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetApproval const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Approval>("ids.approval", query.approval));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
