// tus: headers and answers.
#include "server/uploads_tus.hpp"

#include <sodium.h>

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "server/digits.hpp"
#include "server/file_types.hpp"
#include "server/net/http_head.hpp"

namespace staffroom::tus {
namespace {

std::optional<std::string> from_base64(std::string_view text) {
  std::string out(text.size(), '\0');
  std::size_t length = 0;
  char const* end = nullptr;
  auto const* last = text.data() + text.size();
  if (::sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(), text.size(), nullptr,
                          &length, &end, sodium_base64_VARIANT_ORIGINAL) != 0 ||
      end != last) {
    return std::nullopt;
  }
  out.resize(length);
  return out;
}

std::string to_base64(std::string_view bytes) {
  std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  ::sodium_bin2base64(out.data(), out.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();  // the final NUL
  return out;
}

Error bad(std::string_view header, std::string detail) {
  return Error::bad_request("header." + std::string(header), std::move(detail));
}

}  // namespace

Result<std::uint64_t> parse_number(std::string_view header, std::string_view name) {
  if (auto const number = digits_as<std::uint64_t>(header)) return *number;
  return bad(name, "Expected a whole number of bytes, from 0.");
}

Result<std::optional<Checksum>> parse_checksum(std::string_view header) {
  if (!header.data()) return std::optional<Checksum>();
  auto const space = header.find(' ');
  auto const algorithm = header.substr(0, space);
  Checksum checksum{algorithm == "sha1", {}};
  if (!checksum.is_sha1 && algorithm != "sha256") {
    return bad("upload-checksum", "The algorithms are sha1 and sha256.");
  }
  auto digest = space == std::string_view::npos ? std::nullopt : from_base64(header.substr(space + 1));
  if (!digest || digest->size() != (checksum.is_sha1 ? 20 : 32)) {
    return bad("upload-checksum", "Expected the digest in Base64 after the algorithm.");
  }
  checksum.digest = *std::move(digest);
  return std::optional(std::move(checksum));
}

Result<Line> parse_file_name(std::string_view metadata) {
  std::optional<std::string> name;
  while (!metadata.empty()) {
    auto const comma = std::min(metadata.find(','), metadata.size());
    auto pair = metadata.substr(0, comma);
    metadata.remove_prefix(std::min(comma + 1, metadata.size()));
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    auto const space = std::min(pair.find(' '), pair.size());
    auto const value = from_base64(pair.substr(std::min(space + 1, pair.size())));
    if (space == 0 || !value) return bad("upload-metadata", "Expected keys, each with a value in Base64.");
    if (pair.substr(0, space) != "filename") continue;
    if (name) return bad("upload-metadata", "The name of the file comes once.");
    if (!is_valid_utf8(*value)) return bad("upload-metadata", "The name of the file is not UTF-8.");
    name = safe_file_name(*value);
  }
  if (!name || name->empty()) {
    return Error::unprocessable("header.upload-metadata", "This file has no name. Give it one, and share it again.");
  }
  return Line{*std::move(name)};
}

std::string metadata_of(Upload const& upload) { return "filename " + to_base64(upload.file_name.value); }

net::Response problem(Error const& error) {
  auto response = net::problem(error);
  if (error.reason == "locked") response.status = 423;
  if (error.reason == "checksum") response.status = 460;
  return std::move(response.add("Tus-Resumable", version));
}

net::Response options() {
  net::Response response;
  response.status = 204;
  response.add("Tus-Resumable", version).add("Tus-Version", version);
  response.add("Tus-Extension", "creation,creation-with-upload,checksum,expiration,termination");
  response.add("Tus-Checksum-Algorithm", "sha1,sha256");
  return std::move(response.add("Tus-Max-Size", std::to_string(limits::upload_bytes_max)));
}

net::Response& add_place(net::Response& response, Upload const& upload, std::uint64_t offset) {
  response.add("Tus-Resumable", version).add("Upload-Offset", std::to_string(offset)).add("Cache-Control", "no-store");
  if (upload.state == UploadState::stored || offset == upload.bytes) return response;
  return response.add("Upload-Expires", net::http_date(upload.expires.value / 1'000));
}

}  // namespace staffroom::tus
