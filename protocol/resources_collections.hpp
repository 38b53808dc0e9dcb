// Collections: resources in an order, with notes: a scheme of work, a training day, a reading list. And downloads of
// several things at once.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "protocol/audit.hpp"
#include "protocol/described.hpp"
#include "protocol/resources.hpp"

namespace staffroom {

/// Its items are asked for (GetCollectionItems): each reader is given those that they may read, without a gap or a
/// count of the others. `items_changed` moves when they change.
struct Collection {
  static constexpr Kind kind = Kind::collection;
  static constexpr std::string_view path = "/collections/{id}";
  CollectionId id;
  std::uint32_t version = 1;
  OrganisationId organisation;
  ResourceState state = ResourceState::draft;
  Title title;
  SummaryText summary;
  std::optional<Name> subject;
  Many<KeyStage, 6> stages;
  Many<SchoolYear, 15> years;
  std::optional<TeamId> team;
  std::optional<OrganisationId> shared_with;
  PersonId author;
  std::optional<PersonId> owner;  // absent: the seat, as of a resource
  TimestampMs created;
  std::optional<TimestampMs> published;
  TimestampMs items_changed;
  std::optional<Note> taken_down;
};
STAFFROOM_DESCRIBE(Collection, (),
                   (id, version, organisation, state, title, summary, subject, stages, years, team, shared_with, author,
                    owner, created, published, items_changed, taken_down))

struct CollectionItem {
  ResourceId resource;
  Note note;
};
STAFFROOM_DESCRIBE(CollectionItem, (), (resource, note))

/// Internal record. Has the collection's id.
struct CollectionContents {
  static constexpr Kind kind = Kind::collection_contents;
  static constexpr std::string_view path = "";
  CollectionId id;
  std::uint32_t version = 1;
  Many<CollectionItem, limits::collection_items_max> items;
};
STAFFROOM_DESCRIBE(CollectionContents, (), (id, version, items))

struct CreateCollection {
  static constexpr std::string_view name = "create_collection";
  static constexpr Route route{Method::post, "/collections"};
  static constexpr Success success = Success::created;
  OrganisationId organisation;
  Title title;
  SummaryText summary;
  std::optional<Name> subject;
  Many<KeyStage, 6> stages;
  Many<SchoolYear, 15> years;
};
STAFFROOM_DESCRIBE(CreateCollection, (), (organisation, title, summary, subject, stages, years))

struct EditCollection {
  static constexpr std::string_view name = "edit_collection";
  static constexpr Route route{Method::put, "/collections/{collection}/description"};
  static constexpr Success success = Success::changed;
  CollectionId collection;
  Title title;
  SummaryText summary;
  std::optional<Name> subject;
  Many<KeyStage, 6> stages;
  Many<SchoolYear, 15> years;
};
STAFFROOM_DESCRIBE(EditCollection, (), (collection, title, summary, subject, stages, years))

/// Replaces the items that I may read, in this order; others keep their places behind their neighbours.
struct ArrangeCollection {
  static constexpr std::string_view name = "arrange_collection";
  static constexpr Route route{Method::put, "/collections/{collection}/items"};
  static constexpr Success success = Success::changed;
  CollectionId collection;
  Many<CollectionItem, limits::collection_items_max> items;
};
STAFFROOM_DESCRIBE(ArrangeCollection, (), (collection, items))

struct ShareCollection {
  static constexpr std::string_view name = "share_collection";
  static constexpr Route route{Method::put, "/collections/{collection}/audience"};
  static constexpr Success success = Success::changed;
  CollectionId collection;
  std::optional<TeamId> team;
  std::optional<OrganisationId> shared_with;
};
STAFFROOM_DESCRIBE(ShareCollection, (), (collection, team, shared_with))

struct PublishCollection {
  static constexpr std::string_view name = "publish_collection";
  static constexpr Route route{Method::post, "/collections/{collection}/publish"};
  static constexpr Success success = Success::changed;
  CollectionId collection;
};
STAFFROOM_DESCRIBE(PublishCollection, (), (collection))

struct WithdrawCollection {
  static constexpr std::string_view name = "withdraw_collection";
  static constexpr Route route{Method::post, "/collections/{collection}/withdraw"};
  static constexpr Success success = Success::changed;
  CollectionId collection;
};
STAFFROOM_DESCRIBE(WithdrawCollection, (), (collection))

struct TakeDownCollection {
  static constexpr std::string_view name = "take_down_collection";
  static constexpr Route route{Method::post, "/collections/{collection}/take-down"};
  static constexpr Success success = Success::changed;
  CollectionId collection;
  Note reason;
};
STAFFROOM_DESCRIBE(TakeDownCollection, (), (collection, reason))

struct TransferCollection {
  static constexpr std::string_view name = "transfer_collection";
  static constexpr Route route{Method::put, "/collections/{collection}/owner"};
  static constexpr Success success = Success::changed;
  CollectionId collection;
  std::optional<PersonId> owner;
};
STAFFROOM_DESCRIBE(TransferCollection, (), (collection, owner))

struct DeleteCollection {
  static constexpr std::string_view name = "delete_collection";
  static constexpr Route route{Method::remove, "/collections/{collection}"};
  static constexpr Success success = Success::gone;
  CollectionId collection;
};
STAFFROOM_DESCRIBE(DeleteCollection, (), (collection))

/// Newest first; `resource`: those that hold it.
struct ListCollections {
  static constexpr std::string_view name = "list_collections";
  static constexpr Route route{Method::get, "/collections"};
  using Item = Collection;
  std::optional<bool> mine;
  std::optional<ResourceId> resource;
};
STAFFROOM_DESCRIBE(ListCollections, (), (mine, resource))

struct GetCollection {
  static constexpr std::string_view name = "get_collection";
  static constexpr Route route{Method::get, "/collections/{collection}"};
  using Item = Collection;
  CollectionId collection;
};
STAFFROOM_DESCRIBE(GetCollection, (), (collection))

/// The items that I may read, in order, with their resources in the same order.
struct CollectionItems {
  std::uint32_t version = 1;  // of the contents
  std::vector<CollectionItem> items;
  std::vector<Resource> resources;
  std::vector<NamedPerson> names;
};
STAFFROOM_DESCRIBE(CollectionItems, (), (version, items, resources, names))

struct GetCollectionItems {
  static constexpr std::string_view name = "get_collection_items";
  static constexpr Route route{Method::get, "/collections/{collection}/items"};
  using Answers = CollectionItems;
  CollectionId collection;
};
STAFFROOM_DESCRIBE(GetCollectionItems, (), (collection))

// ---- downloads

enum class DownloadState : std::uint8_t { preparing, ready, failed };
BOOST_DESCRIBE_ENUM(DownloadState, preparing, ready, failed)

/// A zip that the hub makes: resources with an attribution sheet, or a library with a CSV of its metadata. Visible to
/// its person only; rights are asked again when it is made and when it is fetched (GET /downloads/{id}/file).
struct Download {
  static constexpr Kind kind = Kind::download;
  static constexpr std::string_view path = "/downloads/{id}";
  DownloadId id;
  std::uint32_t version = 1;
  PersonId person;
  DownloadState state = DownloadState::preparing;
  Line title;
  Many<ResourceId, limits::download_items_max> resources;
  std::optional<CollectionId> collection;
  std::optional<TeamId> team;  // its whole library
  bool mine = false;           // all that I am author or owner of
  std::uint32_t done = 0;      // files
  std::uint32_t total = 0;
  std::uint64_t bytes = 0;  // of the zip, once ready
  std::optional<Note> failure;
  TimestampMs created;
  TimestampMs expires;
};
STAFFROOM_DESCRIBE(Download, (),
                   (id, version, person, state, title, resources, collection, team, mine, done, total, bytes, failure,
                    created, expires))

/// Exactly one of the four.
struct PrepareDownload {
  static constexpr std::string_view name = "prepare_download";
  static constexpr Route route{Method::post, "/downloads"};
  static constexpr Success success = Success::created;
  Many<ResourceId, limits::download_items_max> resources;
  std::optional<CollectionId> collection;
  std::optional<TeamId> team;
  std::optional<bool> mine;
};
STAFFROOM_DESCRIBE(PrepareDownload, (), (resources, collection, team, mine))

/// Internal: how far the zip is.
struct AdvanceDownload {
  static constexpr std::string_view name = "advance_download";
  DownloadId download;
  DownloadState state = DownloadState::preparing;
  std::uint32_t done = 0;
  std::uint32_t total = 0;
  std::uint64_t bytes = 0;
  std::optional<Note> failure;
};
STAFFROOM_DESCRIBE(AdvanceDownload, (), (download, state, done, total, bytes, failure))

struct DropDownload {
  static constexpr std::string_view name = "drop_download";
  static constexpr Route route{Method::remove, "/downloads/{download}"};
  static constexpr Success success = Success::gone;
  DownloadId download;
};
STAFFROOM_DESCRIBE(DropDownload, (), (download))

struct ListDownloads {
  static constexpr std::string_view name = "list_downloads";
  static constexpr Route route{Method::get, "/downloads"};
  using Item = Download;
};
STAFFROOM_DESCRIBE(ListDownloads, (), ())

struct GetDownload {
  static constexpr std::string_view name = "get_download";
  static constexpr Route route{Method::get, "/downloads/{download}"};
  using Item = Download;
  DownloadId download;
};
STAFFROOM_DESCRIBE(GetDownload, (), (download))

}  // namespace staffroom
