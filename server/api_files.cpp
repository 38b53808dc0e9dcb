// Files of versions, and of quotes that were opened. The store is asked as the reader for each request: an address
// outlives a right by nothing.
#include "protocol/codec.hpp"
#include "server/api.hpp"
#include "server/api_text.hpp"
#include "server/digits.hpp"
#include "server/file_answer.hpp"
#include "server/log.hpp"

namespace staffroom {

using net::Admission;
using net::refuse;
using net::Request;
using net::Response;

namespace {

enum class Part : std::uint8_t { bytes, preview, text };

/// Of /resource-versions/{version}/files/{file}, …/preview, …/text.
struct Wanted {
  ResourceVersionId version;
  std::uint32_t file = 0;
  Part part = Part::bytes;
};

std::optional<std::uint64_t> take_number(std::string_view& path, std::uint64_t most) {
  auto const end = std::min(path.find('/'), path.size());
  auto const number = path_digits_as<std::uint64_t>(path.substr(0, end));
  if (!number || *number > most) return std::nullopt;
  path.remove_prefix(end);
  return number;
}

std::optional<Wanted> wanted_in(std::string_view path) {
  constexpr std::string_view before = "/resource-versions/", between = "/files/";
  if (!path.starts_with(before)) return {};
  path.remove_prefix(before.size());
  auto const version = take_number(path, id_max);
  if (!version || !path.starts_with(between)) return {};
  path.remove_prefix(between.size());
  auto const file = take_number(path, limits::files_per_version_max);
  if (!file) return {};
  Wanted wanted{ResourceVersionId{*version}, static_cast<std::uint32_t>(*file), Part::bytes};
  if (path == "/preview") wanted.part = Part::preview;
  if (path == "/text") wanted.part = Part::text;
  return path.empty() || wanted.part != Part::bytes ? std::optional(wanted) : std::nullopt;
}

/// Of /downloads/{download}/file.
std::optional<DownloadId> packed_in(std::string_view path) {
  constexpr std::string_view before = "/downloads/";
  if (!path.starts_with(before)) return {};
  path.remove_prefix(before.size());
  auto const id = take_number(path, id_max);
  return id && path == "/file" ? std::optional(DownloadId{*id}) : std::nullopt;
}

/// Of /quotes/{quote}/files/{file}.
struct QuotedFile {
  QuoteId quote;
  std::uint64_t file = 0;
};

std::optional<QuotedFile> quoted_in(std::string_view path) {
  constexpr std::string_view before = "/quotes/", between = "/files/";
  if (!path.starts_with(before)) return {};
  path.remove_prefix(before.size());
  auto const quote = take_number(path, id_max);
  if (!quote || !path.starts_with(between)) return {};
  path.remove_prefix(between.size());
  auto const file = take_number(path, limits::quote_files_max);
  return file && path.empty() ? std::optional(QuotedFile{{*quote}, *file}) : std::nullopt;
}

/// Why a file that a record names cannot be had. One that the disk has changed is never handed out.
Error not_there(Files const& files, OrganisationId organisation, std::string const& sha256) {
  if (!files.is_damaged(organisation, sha256)) return Error::not_found();
  log::error("file_damaged", {{"organisation", organisation.value}, {"sha256", sha256}});
  return {ErrorCode::unavailable,
          {},
          "The disk of the server has damaged this file. An administrator can bring it back from a backup.",
          "damaged"};
}

Response quoted_answer(Store& store, WorkerPool& pool, Actor const& actor, QuotedFile const& wanted,
                       RangeAsked const& asked) {
  auto const answer = store.ask(actor, GetQuote{wanted.quote}, {}, ReadTier::disk);
  if (!answer) return net::problem(Error::not_found());
  if (!*answer) return net::problem(answer->error());
  auto const record = record_from_json(Kind::quote, (*answer)->json);
  auto const* quote = record ? get_if<Quote>(&*record) : nullptr;
  if (!quote || wanted.file >= quote->files.size()) return net::problem(Error::not_found());
  auto const& about = quote->files.values[wanted.file];
  FileAnswer file{store.files().find(about.organisation, about.sha256), "\"" + about.sha256 + "\"", about.name.value,
                  about.type, Shown::attachment};
  if (!file.file) return net::problem(not_there(store.files(), about.organisation, about.sha256));
  return file_answer(std::move(file), asked, pool);
}

Result<ResourceVersion> version_as(Store& store, Actor const& actor, ResourceVersionId id) {
  auto const answer = store.ask(actor, GetVersion{id}, {}, ReadTier::disk);
  if (!answer) return Error::not_found();
  if (!*answer) return answer->error();
  TRY_INTO(auto record, record_from_json(Kind::resource_version, (*answer)->json));
  auto* version = get_if<ResourceVersion>(&record);
  if (!version) return Error::not_found();
  return std::move(*version);
}

/// ?inline=1 of a file, ?from= and ?to= of its text.
struct Parameters {
  bool shown_inline = false;
  std::uint32_t from = 1;
  std::uint32_t to = limits::extracted_pages_max;
};

Result<Parameters> parameters_of(std::string_view query, Part part) {
  TRY_INTO(auto const given, parse_query(query));
  Parameters out;
  for (auto const& [name, value] : given) {
    auto const number = digits_as<std::uint32_t>(value).value_or(0);
    bool const sound = number > 0;
    if (name == "inline" && part == Part::bytes && value == "1") {
      out.shown_inline = true;
    } else if (name == "from" && part == Part::text && sound) {
      out.from = number;
    } else if (name == "to" && part == Part::text && sound) {
      out.to = number;
    } else {
      return Error::bad_request("query." + name, "There is no such parameter here, or it cannot have this value.");
    }
  }
  return out;
}

Response text_answer(std::string json, std::string const& etag, RangeAsked const& asked) {
  Response response;
  response.add("ETag", etag).add("Cache-Control", "private, no-cache");
  if (asked.if_none_match.find(etag) != std::string::npos) {
    response.status = 304;
    return response;
  }
  response.body = std::move(json);
  return std::move(response.add("Content-Type", "application/json"));
}

Response answer_of(Store& store, WorkerPool& pool, Actor const& actor, Wanted const& wanted,
                   Parameters const& parameters, RangeAsked const& asked) {
  auto const version = version_as(store, actor, wanted.version);
  if (!version) return net::problem(version.error());
  if (version->state == VersionState::purged || wanted.file >= version->files.size()) {
    return net::problem(Error::not_found());
  }
  if (version->state == VersionState::quarantined) {
    return net::problem(Error::forbidden("quarantined", "This file may do harm. It is kept apart until it is gone."));
  }
  auto const& about = version->files.values[wanted.file];
  auto const organisation = version->organisation;
  auto& files = store.files();
  if (wanted.part == Part::text) {
    auto const text = files.text(organisation, about.sha256).value_or("");
    auto const pages = std::to_string(parameters.from) + "-" + std::to_string(parameters.to);
    return text_answer(pages_json(text, parameters.from, parameters.to), "\"" + about.sha256 + "-" + pages + "\"",
                       asked);
  }
  FileAnswer answer;
  if (wanted.part == Part::preview) {
    answer = {files.preview(organisation, about.sha256), "\"" + about.sha256 + "-preview\"", "preview.png", "image/png",
              Shown::inline_};
  } else {
    bool const is_shown = parameters.shown_inline && may_be_shown(about.media_type.value);
    answer = {files.find(organisation, about.sha256), "\"" + about.sha256 + "\"", about.name.value,
              about.media_type.value, is_shown ? Shown::inline_ : Shown::attachment};
  }
  if (!answer.file) return net::problem(not_there(files, organisation, about.sha256));
  return file_answer(std::move(answer), asked, pool);
}

}  // namespace

std::optional<Admission> Api::admit_file(Request const& request, std::string_view path, std::string_view query,
                                         Asking const& asking) {
  auto const wanted = wanted_in(path);
  auto const packed = packed_in(path);
  auto const quoted = quoted_in(path);
  if (!wanted && !packed && !quoted) return {};
  if (auto error = beyond_token(asking, TokenScope::read)) return refuse(*error);
  if (!is_read(request.verb)) {
    Error error{ErrorCode::method_not_allowed, {}, "This path takes GET, HEAD.", {}};
    return Admission{net::problem(error).add("Allow", "GET, HEAD"), 0, nullptr, nullptr};
  }
  if (packed) return admit_packed(request, *packed, asking);
  if (quoted) {
    return run_on_files_pool(asking.signed_in.actor.person,
                             [this, quoted = *quoted, asked = RangeAsked(request), actor = asking.signed_in.actor] {
                               return quoted_answer(shared_.store, shared_.uploads.pool(), actor, quoted, asked);
                             });
  }
  auto const parameters = parameters_of(query, wanted->part);
  if (!parameters) return refuse(parameters.error());
  return run_on_files_pool(
      asking.signed_in.actor.person,
      [this, wanted = *wanted, parameters = *parameters, asked = RangeAsked(request), actor = asking.signed_in.actor] {
        return answer_of(shared_.store, shared_.uploads.pool(), actor, wanted, parameters, asked);
      });
}

Admission Api::admit_packed(Request const& request, DownloadId download, Asking const& asking) {
  return run_on_files_pool(asking.signed_in.actor.person,
                           [this, download, asked = RangeAsked(request), actor = asking.signed_in.actor] {
                             auto packed = shared_.downloads.fetch(actor, download);
                             if (!packed) return net::problem(packed.error());
                             FileAnswer answer{std::move(packed->file), std::move(packed->etag),
                                               std::move(packed->name), "application/zip", Shown::attachment};
                             return file_answer(std::move(answer), asked, shared_.uploads.pool());
                           });
}

}  // namespace staffroom
