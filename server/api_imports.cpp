// Uploads of files to import. The body is read by the network thread, up to its limit and never many at once; parsing
// it is the reader pool's work.
#include <algorithm>
#include <atomic>
#include <memory>

#include "protocol/limits.hpp"
#include "server/api.hpp"
#include "server/calls.hpp"
#include "server/imports.hpp"

namespace staffroom {

using net::Admission;
using net::refuse;
using net::Request;
using net::Respond;
using net::Response;

namespace {

std::atomic<std::size_t> uploads{0};

/// A place among those that may be under way; given back by the last who holds it. Null when all are taken.
std::shared_ptr<void> take_place() {
  if (uploads.fetch_add(1) >= limits::import_uploads_at_once) {
    uploads.fetch_sub(1);
    return nullptr;
  }
  return {&uploads, [](void*) { uploads.fetch_sub(1); }};
}

bool is_type(std::string_view content_type, std::string_view wanted) {
  return content_type.substr(0, std::min(content_type.find(';'), content_type.find(' '))) == wanted;
}

bool keeps_contracts(Role role) {
  return role == Role::business_manager || role == Role::headteacher || role == Role::trust_leader;
}

std::optional<Error> check_type(ImportSource source, std::string_view content_type) {
  bool const zip = source == ImportSource::one_roster;
  if (is_type(content_type, zip ? "application/zip" : "text/csv")) return {};
  return Error{ErrorCode::unsupported_media_type,
               "header.content-type",
               zip ? "Send the OneRoster zip file as application/zip." : "Send the file as text/csv.",
               {}};
}

Response answer_of(Outcome const& outcome) {
  if (!outcome) return net::problem(outcome.error());
  Response response;
  response.status = 201;
  response.body = outcome->record;
  response.add("Staffroom-Seq", std::to_string(outcome->seq)).add("Cache-Control", "no-store");
  response.add("Content-Type", "application/json").add("Location", outcome->self);
  response.add("ETag", "\"" + std::to_string(outcome->version) + "\"");
  return response;
}

}  // namespace

Admission Api::admit_import(Request const& request, PathIds const& ids, Asking const& asking) {
  auto upload = decode_upload_import(ids);
  if (!upload) return refuse(upload.error());
  if (auto error = check_type(upload->source, request.content_type)) return refuse(*error);
  auto const& actor = asking.signed_in.actor;
  // Whoever administers or manages nothing is refused by the store whatever they send: not much of it is read.
  auto const standing = shared_.store.standing(actor.person);
  bool const of_contracts = upload->source == ImportSource::contracts;
  bool const administers = standing && std::any_of(standing->roles.begin(), standing->roles.end(), [&](auto const& it) {
                             return of_contracts ? keeps_contracts(it.role) : it.role == Role::administrator;
                           });
  auto place = administers ? take_place() : nullptr;
  if (administers && !place) {
    return {
        net::problem(Error{ErrorCode::unavailable, {}, "Other files are being read. Try again in a minute.", {}}, 30),
        0, nullptr, nullptr};
  }
  Admission admission;
  admission.body_bytes_max = administers ? limits::import_bytes_max : limits::body_bytes_max;
  admission.body_deadline = limits::import_upload_deadline;
  auto name = line_of_cell(file_name_of(request.content_disposition)).value_or(Line{});
  if (name.empty()) name = Line{upload->source == ImportSource::one_roster ? "roster.zip" : "file.csv"};
  admission.run = [this, upload = *upload, name = std::move(name), actor, administers, place](std::string body,
                                                                                              Respond respond) {
    auto shared_body = std::make_shared<std::string>(std::move(body));
    auto read = [this, upload, name, actor, administers, place, shared_body, respond] {
      auto file = administers ? read_import_file(upload.source, std::move(*shared_body)) : unusable_file("Not read.");
      auto response = answer_of(submit_import(shared_.store, actor, upload, name, std::move(file)));
      respond(std::move(response));
    };
    auto const taken = shared_.readers.run_for(actor.person.value, std::move(read));
    if (taken != Taken::yes) respond(net::problem(not_taken(taken), 2));
  };
  return admission;
}

}  // namespace staffroom
