// Uploads: files on their way to becoming part of a version. The server takes their bytes.
#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/organisations.hpp"
#include "store/permissions.hpp"

namespace staffroom {
namespace {

/// The upload, if it is the actor's, or the system asks.
Result<std::shared_ptr<Upload const>> upload_for(View const& view, Asked const& asked, UploadId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto upload, door.readable<Upload>("ids.upload", id));
  TRY(door.may(Thing::upload, action, {.organisation = upload->organisation, .about = upload->person}));
  return upload;
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, OpenUpload const& command) {
  if (asked.actor.is_system()) return Error::not_found();
  Door const door(view, asked);
  TRY_INTO(auto const node, door.readable<Organisation>("ids.organisation", command.organisation));
  auto const me = asked.actor.person;
  TRY(door.may(Thing::upload, Action::create, {.organisation = node->id, .about = me}));
  TRY(organisations::check_joined(*node));
  if (command.file_name.empty()) return Error::unprocessable("body.file_name", "The file needs a name.");
  if (command.bytes > limits::upload_bytes_max) {
    return Error{ErrorCode::too_large, "body.bytes", "The file is larger than the hub takes: at most 2 GiB.", {}};
  }
  std::size_t waiting = 0;
  view.scan_index(IndexKey(Index::uploads_by_person).id(me).take(), {},
                  [&](std::string_view, std::string_view) { return ++waiting < limits::uploads_per_person_max; });
  if (waiting >= limits::uploads_per_person_max) {
    return Error::conflict("too_many_uploads",
                           "Many files of yours wait to be used. Finish with those, or give them up.");
  }
  return Change{}.put(Upload{.id = asked.take<UploadId>(),
                             .person = me,
                             .organisation = node->id,
                             .file_name = command.file_name,
                             .bytes = command.bytes,
                             .created = asked.now,
                             .expires = asked.now + limits::upload_lives});
}

Result<Change> decide(View const& view, Asked& asked, StoreUpload const& command) {
  TRY_INTO(auto const upload, upload_for(view, asked, command.upload, Action::edit));
  if (bytes_from_hex(command.sha256).empty()) return Error::unprocessable("body.sha256", "64 hexadecimal digits.");
  if (upload->state == UploadState::stored) {
    if (upload->sha256 == command.sha256) return Change::unchanged<Upload>(upload->id);
    return Error::conflict("wrong_state", "This upload is complete.");
  }
  auto stored = *upload;
  stored.state = UploadState::stored;
  stored.sha256 = command.sha256;
  stored.format = command.format;
  stored.media_type = command.media_type;
  ++stored.version;
  return Change{}.put(std::move(stored));
}

Result<Change> decide(View const& view, Asked& asked, DropUpload const& command) {
  TRY_INTO(auto const upload, upload_for(view, asked, command.upload, Action::remove));
  Change change;
  change.remove<Upload>(upload->id);
  return change;
}

Result<Answer> answer(View const& view, Asked const& asked, ListUploads const&, Page const& page) {
  Envelope envelope(view);
  auto const prefix = IndexKey(Index::uploads_by_person).id(asked.actor.person).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    if (into) into->item_of<Upload>(UploadId{~read_u64(key.substr(9))});
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetUpload const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Upload>("ids.upload", query.upload));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
