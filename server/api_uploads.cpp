// Uploads by tus: what a request's head must say before anything is read or asked of the disk.
#include <algorithm>
#include <charconv>

#include "protocol/limits.hpp"
#include "server/api.hpp"
#include "server/calls.hpp"
#include "server/file_types.hpp"
#include "server/uploads_tus.hpp"

namespace staffroom {

using net::Admission;
using net::Request;
using net::Respond;
using net::Response;
using net::Verb;

namespace {

Admission refuse_upload(Error const& error) { return {tus::problem(error), 0, nullptr, nullptr}; }

Error bad(std::string_view header, std::string detail) {
  return Error::bad_request("header." + std::string(header), std::move(detail));
}

/// Nothing when the version is ours.
std::optional<Admission> check_version_of(Request const& request) {
  if (request.tus_resumable == tus::version) return {};
  auto response = tus::problem(Error{ErrorCode::precondition_failed,
                                     "header.tus-resumable",
                                     "Uploads speak tus 1.0.0, and say so in the header Tus-Resumable.",
                                     {}});
  response.add("Tus-Version", tus::version);
  return Admission{std::move(response), 0, nullptr, nullptr};
}

/// The type of a body that carries bytes of a file.
std::optional<Error> check_body_type(Request const& request) {
  if (request.content_type == tus::body_type) return {};
  return Error{ErrorCode::unsupported_media_type,
               "header.content-type",
               "Send the bytes as " + std::string(tus::body_type) + ".",
               {}};
}

std::uint64_t id_in(PathIds const& ids) {
  std::uint64_t id = 0;
  if (!ids.empty()) std::from_chars(ids[0].second.data(), ids[0].second.data() + ids[0].second.size(), id);
  return id;
}

}  // namespace

std::optional<Admission> Api::admit_tus(Request const& request, Endpoint const& endpoint, PathIds const& ids,
                                        Asking const& asking) {
  bool const creates = endpoint.name == CreateUpload::name, appends = endpoint.name == AppendUpload::name;
  bool const ends = endpoint.name == TerminateUpload::name;
  bool const looks = endpoint.name == GetUpload::name && request.verb == Verb::head && request.tus_resumable.data();
  if (!creates && !appends && !ends && !looks) return {};
  if (auto other_version = check_version_of(request)) return other_version;
  if (looks) return admit_upload_place(UploadId{id_in(ids)}, asking);
  if (auto error = check_origin(request, carried_by(asking))) return refuse_upload(*error);
  if (creates) return admit_new_upload(request, OrganisationId{id_in(ids)}, asking);
  if (appends) return admit_more_upload(request, UploadId{id_in(ids)}, asking);
  return admit_upload_end(UploadId{id_in(ids)}, asking);
}

Admission Api::admit_new_upload(Request const& request, OrganisationId organisation, Asking const& asking) {
  if (request.upload_defer_length.data()) {
    return refuse_upload(bad("upload-defer-length", "Say how long the file is when the upload begins."));
  }
  auto const length = tus::parse_number(request.upload_length, "upload-length");
  if (!length) return refuse_upload(length.error());
  if (*length > limits::upload_bytes_max) {
    return refuse_upload(Error{ErrorCode::too_large, "header.upload-length", "A file may have at most 2 GiB.", {}});
  }
  auto name = tus::parse_file_name(request.upload_metadata);
  if (!name) return refuse_upload(name.error());
  if (auto const type = type_of_name(name->value); !type) return refuse_upload(type.error());
  if (*length == 0) return refuse_upload(Error::unprocessable("header.upload-length", "This file is empty."));
  auto checksum = tus::parse_checksum(request.upload_checksum);
  if (!checksum) return refuse_upload(checksum.error());
  if (request.has_body) {
    if (auto error = check_body_type(request)) return refuse_upload(*error);
  }
  Admission admission;
  admission.body_bytes_max = *length;
  OpenUpload command{organisation, *std::move(name), *length};
  tus::Sender sender{asking.signed_in.actor, [this, asking] { return is_still_there(asking); }};
  admission.sink =
      tus::creating(shared_.uploads, shared_.store, std::move(sender), std::move(command), *std::move(checksum));
  return admission;
}

Admission Api::admit_more_upload(Request const& request, UploadId upload, Asking const& asking) {
  if (auto error = check_body_type(request)) return refuse_upload(*error);
  auto const offset = tus::parse_number(request.upload_offset, "upload-offset");
  if (!offset) return refuse_upload(offset.error());
  auto checksum = tus::parse_checksum(request.upload_checksum);
  if (!checksum) return refuse_upload(checksum.error());
  Admission admission;
  admission.body_bytes_max = limits::upload_bytes_max - std::min(*offset, limits::upload_bytes_max);
  tus::Sender sender{asking.signed_in.actor, [this, asking] { return is_still_there(asking); }};
  admission.sink =
      tus::appending(shared_.uploads, shared_.store, std::move(sender), upload, *offset, *std::move(checksum));
  return admission;
}

/// How far it has come. Whoever is writing to it is stopped: the sender asks because that connection is dead.
Admission Api::admit_upload_place(UploadId upload, Asking const& asking) {
  Admission admission;
  admission.run = [this, upload, actor = asking.signed_in.actor](std::string, Respond respond) {
    auto look = [this, upload, actor, respond] {
      auto const record = shared_.uploads.find(actor, upload);
      if (!record) return respond(tus::problem(Error::not_found()));
      auto const answer = [respond, record = *record](std::uint64_t offset) {
        Response response;
        tus::add_place(response, record, offset).add("Upload-Length", std::to_string(record.bytes));
        respond(std::move(response.add("Upload-Metadata", tus::metadata_of(record))));
      };
      if (record->state == UploadState::stored) return answer(record->bytes);
      auto held = [this, answer, respond](Result<std::shared_ptr<Arriving>> const& arriving) {
        if (!arriving) return respond(tus::problem(arriving.error()));
        auto const offset = (*arriving)->file->bytes();
        shared_.uploads.let_go(*arriving);
        answer(offset);
      };
      shared_.uploads.hold(*record, nullptr, std::move(held));
    };
    auto const taken = shared_.uploads.pool().run_for(actor.person.value, std::move(look));
    if (taken != Taken::yes) respond(tus::problem(not_taken(taken)));
  };
  return admission;
}

Admission Api::admit_upload_end(UploadId upload, Asking const& asking) {
  return run_on_files_pool(asking.signed_in.actor.person, [this, upload, actor = asking.signed_in.actor] {
    auto const dropped = shared_.uploads.drop(actor, upload);
    if (!dropped) return tus::problem(dropped.error());
    Response response;
    response.status = 204;
    return std::move(response.add("Tus-Resumable", tus::version));
  });
}

Admission Api::run_on_files_pool(PersonId asker, std::function<Response()> work) {
  Admission admission;
  admission.run = [this, asker, work = std::move(work)](std::string, Respond respond) {
    auto job = [work, respond] { respond(work()); };
    auto const taken = shared_.uploads.pool().run_for(asker.value, std::move(job));
    if (taken != Taken::yes) respond(net::problem(not_taken(taken), 2));
  };
  return admission;
}

}  // namespace staffroom
