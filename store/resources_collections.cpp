// Collections: resources in an order, with notes. Each reader is shown those items that they may read, without a gap.
#include "store/resources_collections.hpp"

#include <algorithm>

#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/links.hpp"
#include "store/permissions.hpp"
#include "store/resources.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

using resources::Bounds;
using resources::Sharing;

Subject subject_of(std::shared_ptr<Collection const> const& collection) {
  return {
      .organisation = collection->organisation, .author = collection->author, .collection = collection, .within = true};
}

Result<std::shared_ptr<Collection const>> collection_for(View const& view, Asked const& asked, CollectionId id,
                                                         Action action) {
  Door const door(view, asked);
  TRY_INTO(auto found, door.readable<Collection>("ids.collection", id));
  TRY(door.may(Thing::collection, action, subject_of(found)));
  if (action != Action::edit) TRY(check_version(asked, found->version));
  return found;
}

using Items = std::vector<CollectionItem>;

bool is_same(CollectionItem const& one, CollectionItem const& other) {
  return one.resource == other.resource && one.note == other.note;
}

/// Errors: not_found for a resource that the actor may not read, unprocessable for one that comes twice.
Result<void> check_items(Door const& door, Items const& items) {
  std::vector<ResourceId> seen;
  for (std::size_t i = 0; i < items.size(); ++i) {
    auto const path = "body.items[" + std::to_string(i) + "].resource";
    TRY(door.readable<Resource>(path, items[i].resource));
    if (std::find(seen.begin(), seen.end(), items[i].resource) != seen.end()) {
      return Error::unprocessable(path, "It is in the list already.");
    }
    seen.push_back(items[i].resource);
  }
  return {};
}

/// Those that the actor may not read stay behind the neighbour that they stood behind; if that one goes, behind the one
/// before it.
Items arranged(Items const& before, Items const& wanted, std::vector<bool> const& is_hidden) {
  auto const stays = [&](ResourceId resource) {
    return std::any_of(wanted.begin(), wanted.end(), [&](auto const& it) { return it.resource == resource; });
  };
  std::vector<std::pair<ResourceId, CollectionItem>> kept;  // behind which one; 0: at the front
  ResourceId behind{};
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (is_hidden[i]) {
      kept.emplace_back(behind, before[i]);
    } else if (stays(before[i].resource)) {
      behind = before[i].resource;
    }
  }
  Items out;
  auto const add_hidden = [&](ResourceId after) {
    for (auto const& [place, item] : kept) {
      if (place == after) out.push_back(item);
    }
  };
  add_hidden(ResourceId{});
  for (auto const& item : wanted) {
    out.push_back(item);
    add_hidden(item.resource);
  }
  return out;
}

CollectionContents contents_of(View const& view, CollectionId id) {
  if (auto const found = view.find<CollectionContents>(id)) return *found;
  return {.id = id, .version = 0};
}

}  // namespace

void resources::purge_collection(Change& change, View const& view, CollectionId id) {
  auto const found = view.find<Collection>(id);
  if (!found || found->state != ResourceState::deleted) return;
  links::remove_all(change, view, {Linked::collection, id.value});
  change.remove<Collection>(id);
  if (view.find<CollectionContents>(id)) change.remove<CollectionContents>(id);
}

Result<Change> decide(View const& view, Asked& asked, CreateCollection const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const organisation, door.readable<Organisation>("body.organisation", command.organisation));
  TRY(door.may(Thing::collection, Action::create, {.organisation = organisation->id}));
  if (organisation->state != OrganisationState::joined) return wrong_state("This organisation is closed.");
  auto const me = asked.actor.person;
  Collection collection{.id = asked.take<CollectionId>(),
                        .organisation = organisation->id,
                        .title = command.title,
                        .summary = command.summary,
                        .subject = command.subject,
                        .stages = command.stages,
                        .years = command.years,
                        .author = me,
                        .owner = me,
                        .created = asked.now,
                        .items_changed = asked.now};
  CollectionContents contents{.id = collection.id};
  return Change{}.put(std::move(collection)).put(std::move(contents));
}

Result<Change> decide(View const& view, Asked& asked, EditCollection const& command) {
  TRY_INTO(auto const found, collection_for(view, asked, command.collection, Action::edit));
  TRY(check_version(asked, found->version));
  auto edited = *found;
  edited.title = command.title;
  edited.summary = command.summary;
  edited.subject = command.subject;
  edited.stages = command.stages;
  edited.years = command.years;
  ++edited.version;
  return Change{}.put(std::move(edited));
}

Result<Change> decide(View const& view, Asked& asked, ArrangeCollection const& command) {
  TRY_INTO(auto const found, collection_for(view, asked, command.collection, Action::edit));
  auto contents = contents_of(view, found->id);
  TRY(check_version(asked, contents.version));
  Door const door(view, asked);
  TRY(check_items(door, command.items.values));
  auto const& before = contents.items.values;
  std::vector<bool> is_hidden;
  for (auto const& item : before) {
    auto const resource = view.find<Resource>(item.resource);
    is_hidden.push_back(!resource || !door.may_read(*resource));
  }
  auto items = arranged(before, command.items.values, is_hidden);
  if (items.size() > limits::collection_items_max) {
    return Error::conflict("collection_full", "A collection can't hold more than this. Start a second one.");
  }
  if (std::equal(items.begin(), items.end(), before.begin(), before.end(), is_same)) {
    return Change::unchanged<Collection>(found->id);
  }
  contents.items.values = std::move(items);
  ++contents.version;
  // The description is as it was: whoever edits it at the same time is not refused.
  auto changed = *found;
  changed.items_changed = asked.now;
  return Change{}.put(std::move(changed)).put(std::move(contents));
}

Result<Change> decide(View const& view, Asked& asked, ShareCollection const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const found, door.readable<Collection>("ids.collection", command.collection));
  Sharing const wanted{command.team, command.shared_with};
  TRY(resources::check_named(view, door, found->organisation, wanted));
  auto subject = subject_of(found);
  auto const why = resources::beyond_cap(view, {found->organisation}, wanted);
  subject.within = !why || resources::is_narrower(view, resources::sharing_of(*found), wanted);
  TRY(resources::explain_cap(door.may(Thing::collection, Action::set_audience, subject), why));
  TRY(check_version(asked, found->version));
  TRY(resources::check_target(view, asked, found->organisation, wanted));
  if (wanted == resources::sharing_of(*found)) return Change::unchanged<Collection>(found->id);
  auto shared = *found;
  shared.team = wanted.team;
  shared.shared_with = wanted.shared_with;
  ++shared.version;
  return Change{}.put(std::move(shared));
}

Result<Change> decide(View const& view, Asked& asked, PublishCollection const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const found, door.readable<Collection>("ids.collection", command.collection));
  auto const with = resources::sharing_of(*found);
  auto const why = resources::beyond_cap(view, {found->organisation}, with);
  auto subject = subject_of(found);
  subject.within = !why;
  TRY(resources::explain_cap(door.may(Thing::collection, Action::publish, subject), why));
  TRY(check_version(asked, found->version));
  if (found->state == ResourceState::published) return wrong_state("This collection is published already.");
  if (with.is_nobody()) return Error::conflict("no_audience", "Choose with whom to share it first.");
  TRY(resources::check_target(view, asked, found->organisation, with));
  if (contents_of(view, found->id).items.empty()) {
    return Error::conflict("nothing_inside", "Put a resource into it first.");
  }
  auto published = *found;
  published.state = ResourceState::published;
  if (!published.published) published.published = asked.now;
  published.taken_down.reset();
  ++published.version;
  return Change{}.put(std::move(published));
}

Result<Change> decide(View const& view, Asked& asked, WithdrawCollection const& command) {
  TRY_INTO(auto const found, collection_for(view, asked, command.collection, Action::withdraw));
  if (found->state != ResourceState::published) return wrong_state("Only what is published can be withdrawn.");
  auto withdrawn = *found;
  withdrawn.state = ResourceState::withdrawn;
  ++withdrawn.version;
  return Change{}.put(std::move(withdrawn));
}

Result<Change> decide(View const& view, Asked& asked, TakeDownCollection const& command) {
  TRY_INTO(auto const found, collection_for(view, asked, command.collection, Action::take_down));
  if (found->state != ResourceState::published) return wrong_state("Only what is published can be taken down.");
  if (command.reason.empty()) return Error::unprocessable("body.reason", "Say why: its author is told.");
  auto taken = *found;
  taken.state = ResourceState::withdrawn;
  taken.taken_down = command.reason;
  ++taken.version;
  return Change{}.put(std::move(taken));
}

Result<Change> decide(View const& view, Asked& asked, TransferCollection const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const found, door.readable<Collection>("ids.collection", command.collection));
  if (command.owner) TRY(door.readable<Person>("body.owner", *command.owner));
  TRY(door.may(Thing::collection, Action::transfer_owner, subject_of(found)));
  TRY(check_version(asked, found->version));
  if (found->owner == command.owner) return Change::unchanged<Collection>(found->id);
  if (command.owner && !tree::belongs(view, tree::memberships_of(view, *command.owner), found->organisation)) {
    return Error::unprocessable("body.owner", "Choose somebody of the organisation that it belongs to.");
  }
  auto passed = *found;
  passed.owner = command.owner;
  ++passed.version;
  return Change{}.put(std::move(passed));
}

Result<Change> decide(View const& view, Asked& asked, DeleteCollection const& command) {
  TRY_INTO(auto const found, collection_for(view, asked, command.collection, Action::remove));
  auto deleted = *found;
  deleted.state = ResourceState::deleted;
  ++deleted.version;
  return Change{}.put(std::move(deleted));
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListCollections const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  auto const me = asked.actor.person;
  IndexKey key(Index::collections_all);
  if (query.resource) {
    TRY(door.readable<Resource>("query.resource", *query.resource));
    key = IndexKey(Index::collections_by_resource).id(*query.resource);
  } else if (query.mine.value_or(false)) {
    key = IndexKey(Index::collections_by_party).id(me);
  }
  auto const prefix = key.take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view row, std::string_view, Envelope* into) {
    CollectionId const id{~read_u64(row.substr(prefix.size()))};
    auto const found = view.find<Collection>(id);
    if (!found || !door.may_read(*found)) return false;
    if (query.mine.value_or(false) && found->author != me && found->owner != me) return false;
    if (into) into->item_of<Collection>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetCollection const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Collection>("ids.collection", query.collection));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, GetCollectionItems const& query, Page const&) {
  Door const door(view, asked);
  TRY_INTO(auto const found, door.readable<Collection>("ids.collection", query.collection));
  auto const contents = contents_of(view, found->id);
  CollectionItems out{.version = contents.version};
  std::vector<PersonId> named;
  for (auto const& item : contents.items) {
    auto const resource = view.find<Resource>(item.resource);
    if (!resource || !door.may_read(*resource)) continue;
    out.items.push_back(item);
    out.resources.push_back(*resource);
    auto const more = named_in(Record{*resource});
    named.insert(named.end(), more.begin(), more.end());
  }
  out.names = name_people(view, std::move(named));
  Answer answer;
  append_json(answer.json, out);
  return answer;
}

}  // namespace staffroom
