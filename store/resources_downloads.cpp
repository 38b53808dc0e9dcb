// Downloads of several things at once: a zip that the server makes, for one person.
#include "store/resources_downloads.hpp"

#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/permissions.hpp"
#include "store/resources.hpp"

namespace staffroom {
namespace {

constexpr std::size_t preparing_per_person_max = 3;
constexpr std::size_t kept_per_person_max = 20;

Result<std::shared_ptr<Download const>> download_for(View const& view, Asked const& asked, DownloadId id,
                                                     Action action) {
  Door const door(view, asked);
  TRY_INTO(auto download, door.readable<Download>("ids.download", id));
  TRY(door.may(Thing::download, action, {.about = download->person}));
  return download;
}

/// Exactly one of the four, all of it readable. Fills in what the record says of it.
Result<void> describe(Door const& door, PrepareDownload const& command, Download& download) {
  int const given = (command.resources.empty() ? 0 : 1) + (command.collection ? 1 : 0) + (command.team ? 1 : 0) +
                    (command.mine.value_or(false) ? 1 : 0);
  if (given != 1) {
    return Error::unprocessable("body", "Name resources, a collection, a team, or ask for all that is yours.");
  }
  if (command.collection) {
    TRY_INTO(auto const collection, door.readable<Collection>("body.collection", *command.collection));
    download.collection = command.collection;
    download.title = Line{collection->title.value};
  } else if (command.team) {
    TRY_INTO(auto const team, door.readable<Team>("body.team", *command.team));
    download.team = command.team;
    download.title = Line{"Library of " + team->name.value};
  } else if (command.mine.value_or(false)) {
    download.mine = true;
    download.title = Line{"My library"};
  }
  for (std::size_t i = 0; i < command.resources.size(); ++i) {
    auto const id = command.resources.values[i];
    TRY_INTO(auto const resource, door.readable<Resource>("body.resources[" + std::to_string(i) + "]", id));
    if (download.resources.contains(id)) continue;
    download.resources.values.push_back(id);
    auto const count = download.resources.size();
    download.title = Line{count == 1 ? resource->title.value : std::to_string(count) + " resources"};
  }
  return {};
}

/// Errors: conflict when there are too many already.
Result<void> check_count(View const& view, PersonId person) {
  std::size_t all = 0, preparing = 0;
  view.scan_index(IndexKey(Index::downloads_by_person).id(person).take(), {}, [&](std::string_view key, auto) {
    auto const download = view.find<Download>(DownloadId{~read_u64(key.substr(9))});
    ++all;
    if (download && download->state == DownloadState::preparing) ++preparing;
    return true;
  });
  if (preparing >= preparing_per_person_max) {
    return Error::conflict("too_many_downloads",
                           "Three downloads are being made for you already. Wait for one of them.");
  }
  if (all >= kept_per_person_max) {
    return Error::conflict("too_many_downloads", "Many downloads are kept for you. Remove one that you do not need.");
  }
  return {};
}

std::shared_ptr<ResourceVersion const> takeable(View const& view, Door const& door,
                                                std::shared_ptr<Resource const> const& resource) {
  if (!resource->current || resource->state == ResourceState::deleted) return nullptr;
  auto version = view.find<ResourceVersion>((*resource->current).version);
  if (!version || version->state != VersionState::ready) return nullptr;
  return door.may(Thing::version, Action::download, resources::Place{resource, version}.subject()) ? version : nullptr;
}

std::vector<ResourceId> ids_under(View const& view, std::string const& prefix) {
  std::vector<ResourceId> ids;
  view.scan_index(prefix, {}, [&](std::string_view key, auto) {
    ids.push_back(ResourceId{~read_u64(key.substr(9))});
    return ids.size() < limits::download_items_max;
  });
  return ids;
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, PrepareDownload const& command) {
  if (asked.actor.is_system()) return Error::not_found();
  Door const door(view, asked);
  auto const me = asked.actor.person;
  TRY(door.may(Thing::download, Action::create, {.about = me}));
  Download download;
  TRY(describe(door, command, download));
  TRY(check_count(view, me));
  download.id = asked.take<DownloadId>();
  download.person = me;
  download.created = asked.now;
  download.expires = asked.now + limits::download_kept;
  return Change{}.put(std::move(download));
}

Result<Change> decide(View const& view, Asked& asked, AdvanceDownload const& command) {
  if (!asked.actor.is_system()) return Error::not_found("ids.download");
  TRY_INTO(auto const found, view.get<Download>("ids.download", command.download));
  bool const fails_late = found->state == DownloadState::ready && command.state == DownloadState::failed;
  if (found->state != DownloadState::preparing && !fails_late) {
    return Error::conflict("wrong_state", "This download is made already.");
  }
  auto download = *found;
  download.state = command.state;
  download.done = command.done;
  download.total = command.total;
  download.bytes = command.bytes;
  download.failure = command.failure;
  ++download.version;
  return Change{}.put(std::move(download));
}

Result<Change> decide(View const& view, Asked& asked, DropDownload const& command) {
  TRY_INTO(auto const download, download_for(view, asked, command.download, Action::remove));
  TRY(check_version(asked, download->version));
  Change change;
  change.remove<Download>(download->id);
  return change;
}

Result<Answer> answer(View const& view, Asked const& asked, ListDownloads const&, Page const& page) {
  Envelope envelope(view);
  auto const prefix = IndexKey(Index::downloads_by_person).id(asked.actor.person).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    if (into) into->item_of<Download>(DownloadId{~read_u64(key.substr(9))});
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetDownload const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Download>("ids.download", query.download));
  return answer_of(view, *found, found->id);
}

std::vector<DownloadItem> contents_of(View const& view, Asked const& asked, Download const& download) {
  Door const door(view, asked);
  std::vector<DownloadItem> items;
  auto const add = [&](ResourceId id, std::string note) {
    if (items.size() >= limits::download_items_max) return;
    auto const resource = door.readable<Resource>("", id);
    auto version = resource ? takeable(view, door, *resource) : nullptr;
    if (!version) return;
    auto const author = view.find<Person>((*resource)->author);
    auto const owner = view.find<Organisation>((*resource)->organisation);
    items.push_back({*resource, std::move(version), author ? author->name.value : "", owner ? owner->name.value : "",
                     std::move(note)});
  };
  if (download.collection) {
    auto const collection = door.readable<Collection>("", *download.collection);
    auto const contents = collection ? view.find<CollectionContents>(*download.collection) : nullptr;
    if (!contents) return items;
    for (auto const& item : contents->items) add(item.resource, item.note.value);
  } else if (download.team) {
    if (!door.readable<Team>("", *download.team)) return items;
    for (auto const id : ids_under(view, IndexKey(Index::resources_by_team).id(*download.team).take())) add(id, {});
  } else if (download.mine) {
    for (auto const id : ids_under(view, IndexKey(Index::resources_by_party).id(download.person).take())) {
      auto const resource = view.find<Resource>(id);
      bool const is_mine = resource && (resource->author == download.person || resource->owner == download.person);
      if (is_mine) add(id, {});
    }
  } else {
    for (auto const id : download.resources) add(id, {});
  }
  return items;
}

bool may_take(View const& view, Asked const& asked, ResourceVersionId id) {
  Door const door(view, asked);
  auto const place = resources::place_of(view, door, id);
  return place && place->version->state == VersionState::ready &&
         door.may(Thing::version, Action::download, place->subject()).has_value();
}

}  // namespace staffroom
