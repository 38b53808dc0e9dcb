// Versions of a resource: made of uploads or of an address, restored, labelled, replaced, deleted.
#include <algorithm>

#include "store/answering.hpp"
#include "store/notices.hpp"
#include "store/organisations.hpp"
#include "store/resources.hpp"

namespace staffroom {

bool resources::is_web_address(std::string_view text) {
  for (std::string_view const scheme : {"https://", "http://"}) {
    if (!text.starts_with(scheme)) continue;
    auto const host = text.substr(scheme.size(), text.find_first_of("/?#", scheme.size()) - scheme.size());
    bool const plain = std::all_of(text.begin(), text.end(), [](unsigned char c) { return c > ' ' && c != '"'; });
    return plain && !host.empty() && host.find('@') == std::string_view::npos && host.front() != '.';
  }
  return false;
}

namespace {

using resources::Place;

Result<Place> version_for(View const& view, Asked const& asked, ResourceVersionId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto place, resources::place_of(view, door, id));
  TRY(door.may(Thing::version, action, place.subject()));
  TRY(check_version(asked, place.version->version));
  return place;
}

/// One more version of the resource, without files yet. Errors: conflict no_licence, too_many_versions.
Result<ResourceVersion> next_version(View const& view, Asked& asked, Resource const& resource) {
  if (!resource.licence) {
    auto error = Error::conflict("no_licence", "Say under which licence it is shared, before you add files.");
    error.path = "licence";
    return error;
  }
  std::uint32_t last = 0;
  view.scan_index(IndexKey(Index::versions_by_resource).id(resource.id).take(), {}, [&](std::string_view key, auto) {
    last = ~read_u32(key.substr(9));
    return false;
  });
  if (last >= limits::versions_per_resource_max) {
    return Error::conflict("too_many_versions", "This resource has as many versions as it can have. Start a new one.");
  }
  return ResourceVersion{.id = asked.take<ResourceVersionId>(),
                         .resource = resource.id,
                         .organisation = resource.organisation,
                         .number = last + 1,
                         .author = asked.actor.person,
                         .created = asked.now};
}

using Uploads = Many<UploadId, limits::files_per_version_max>;

/// The actor's uploads become the version's files, and go.
Result<void> take_uploads(Change& change, View const& view, Asked const& asked, Uploads const& uploads,
                          ResourceVersion& version) {
  for (std::size_t i = 0; i < uploads.size(); ++i) {
    auto const path = "body.uploads[" + std::to_string(i) + "]";
    auto const upload = view.find<Upload>(uploads.values[i]);
    bool const mine = upload && upload->person == asked.actor.person && upload->state == UploadState::stored &&
                      upload->organisation == version.organisation;
    if (!mine) return Error::not_found(path);
    auto const before = uploads.begin() + std::ptrdiff_t(i);
    if (std::find(uploads.begin(), before, upload->id) != before) {
      return Error::unprocessable(path, "The same file is named twice.");
    }
    version.files.values.push_back({.name = upload->file_name,
                                    .bytes = upload->bytes,
                                    .sha256 = upload->sha256.value_or(std::string()),
                                    .format = upload->format.value_or(FileFormat::other),
                                    .media_type = upload->media_type.value_or(Name{"application/octet-stream"})});
    change.remove<Upload>(upload->id);
  }
  return {};
}

Result<void> check_may_share(bool may_share) {
  if (may_share) return {};
  return Error::unprocessable("body.may_share", "Confirm that you may share this.");
}

/// Of files: waits for its checks. An address holds nothing to check.
void begin(Change& change, View const& view, Asked& asked, Resource const& resource, ResourceVersion version) {
  version.bytes_hash = resources::bytes_hash_of(version);
  if (version.address) return resources::make_ready(change, view, asked, resource, std::move(version));
  change.put(std::move(version));
}

Error deleted() { return Error::conflict("wrong_state", "This version was deleted."); }

}  // namespace

Result<Change> decide(View const& view, Asked& asked, CreateVersion const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const place, resources::place_of(view, door, command.resource));
  TRY(door.may(Thing::version, Action::create, place.subject()));
  TRY(check_version(asked, place.resource->version));
  if (command.uploads.empty() == !command.address.has_value()) {
    return Error::unprocessable("body.uploads", "Add files, or a web address: one of both.");
  }
  TRY_INTO(auto version, next_version(view, asked, *place.resource));
  if (version.number > 1 && command.note.empty()) {
    return Error::unprocessable("body.note", "Say in a few words what is different.");
  }
  Change change;
  change.answer_key = record_key<ResourceVersion>(version.id);
  if (command.address && !resources::is_web_address(command.address->value)) {
    return Error::unprocessable("body.address", "A web address begins with https:// and holds no spaces.");
  }
  TRY(take_uploads(change, view, asked, command.uploads, version));
  TRY(check_may_share(command.may_share));
  version.address = command.address;
  version.note = command.note;
  version.label = command.label;
  begin(change, view, asked, *place.resource, std::move(version));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, RestoreVersion const& command) {
  TRY_INTO(auto const place, version_for(view, asked, command.resource_version, Action::restore));
  auto const& earlier = *place.version;
  if (earlier.state == VersionState::purged) return deleted();
  if (earlier.state != VersionState::ready) {
    return Error::conflict("wrong_state", "Only a version that has passed its checks can be brought back.");
  }
  TRY_INTO(auto version, next_version(view, asked, *place.resource));
  version.organisation = earlier.organisation;  // where its bytes lie
  version.files = earlier.files;
  version.address = earlier.address;
  version.restored_from = earlier.number;
  version.note = command.note.empty() ? Note{"Version " + std::to_string(earlier.number) + " again"} : command.note;
  Change change;
  change.answer_key = record_key<ResourceVersion>(version.id);
  begin(change, view, asked, *place.resource, std::move(version));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, LabelVersion const& command) {
  TRY_INTO(auto const place, version_for(view, asked, command.resource_version, Action::label));
  if (organisations::length_of(command.label.value) > limits::name_length_max) {
    return Error::unprocessable("body.label", "At most " + std::to_string(limits::name_length_max) + " characters.");
  }
  auto labelled = *place.version;
  labelled.label = command.label.empty() ? std::nullopt : std::optional(Name{command.label.value});
  ++labelled.version;
  return Change{}.put(std::move(labelled));
}

Result<Change> decide(View const& view, Asked& asked, ReplaceVersion const& command) {
  TRY_INTO(auto const place, version_for(view, asked, command.resource_version, Action::replace));
  auto const& old = *place.version;
  if (old.state != VersionState::held && old.state != VersionState::quarantined) {
    return Error::conflict("wrong_state", "This version is not held. Add a new version instead.");
  }
  if (command.uploads.empty()) return Error::unprocessable("body.uploads", "Add the file that replaces it.");
  TRY_INTO(auto version, next_version(view, asked, *place.resource));
  Change change;
  change.answer_key = record_key<ResourceVersion>(version.id);
  TRY(take_uploads(change, view, asked, command.uploads, version));
  TRY(check_may_share(command.may_share));
  version.note = old.note;
  version.label = old.label;
  begin(change, view, asked, *place.resource, std::move(version));
  resources::purge_version(change, view, asked, *place.resource, old);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, DeleteVersion const& command) {
  TRY_INTO(auto const place, version_for(view, asked, command.resource_version, Action::remove));
  auto const& version = *place.version;
  if (version.state == VersionState::purged) return deleted();
  if (version.state == VersionState::ready && place.resource->state == ResourceState::published) {
    auto const all = resources::versions_of(view, place.resource->id);
    auto const clean =
        std::count_if(all.begin(), all.end(), [](auto const& it) { return it->state == VersionState::ready; });
    if (clean == 1) {
      return Error::conflict("only_version", "This is all that is shared. Add another version, or withdraw it first.");
    }
  }
  Change change;
  resources::purge_version(change, view, asked, *place.resource, version);
  return change;
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListVersions const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  TRY(door.readable<Resource>("ids.resource", query.resource));
  std::size_t seen = 0;
  view.scan_index(IndexKey(Index::approvals_by_resource).id(query.resource).take(), {},
                  [&](std::string_view key, auto) {
                    envelope.also_of<Approval>(ApprovalId{~read_u64(key.substr(9))});
                    return ++seen < limits::page_size_max;
                  });
  auto const prefix = IndexKey(Index::versions_by_resource).id(query.resource).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view, std::string_view value, Envelope* into) {
    ResourceVersionId const id{read_u64(value)};
    if (!door.readable<ResourceVersion>("", id)) return false;
    if (into) {
      into->item_of<ResourceVersion>(id);
      if (door.readable<VersionCheck>("", id)) into->also_of<VersionCheck>(id);
    }
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetVersion const& query, Page const&) {
  TRY_INTO(auto const found,
           Door(view, asked).readable<ResourceVersion>("ids.resource_version", query.resource_version));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, GetVersionCheck const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<VersionCheck>("ids.resource_version", query.resource_version));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
