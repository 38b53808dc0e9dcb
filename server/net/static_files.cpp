// Static files.
#include "server/net/static_files.hpp"

#include <sodium.h>

#include <array>
#include <fstream>
#include <iterator>

#include "protocol/codec.hpp"

namespace staffroom::net {
namespace {

constexpr std::uintmax_t file_bytes_max = 16 * 1024 * 1024;

std::string_view type_of(std::string_view path) {
  constexpr std::pair<std::string_view, std::string_view> types[] = {{".html", "text/html; charset=utf-8"},
                                                                     {".js", "text/javascript; charset=utf-8"},
                                                                     {".css", "text/css; charset=utf-8"},
                                                                     {".svg", "image/svg+xml"},
                                                                     {".webmanifest", "application/manifest+json"},
                                                                     {".json", "application/json"},
                                                                     {".txt", "text/plain; charset=utf-8"},
                                                                     {".png", "image/png"},
                                                                     {".ico", "image/x-icon"},
                                                                     {".webp", "image/webp"},
                                                                     {".woff2", "font/woff2"}};
  for (auto const& [ending, type] : types) {
    if (path.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

Result<Bytes> read_file(std::filesystem::path const& file) {
  std::error_code failed;
  auto size = std::filesystem::file_size(file, failed);
  std::ifstream stream(file, std::ios::binary);
  if (failed || !stream || size > file_bytes_max) {
    return Error::unprocessable("static", "Cannot read " + file.string() + ", or it is over 16 MiB.");
  }
  return Bytes(
      std::make_shared<std::string const>(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()));
}

std::string etag_of(std::string const& bytes) {
  std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(),
                     nullptr, 0);
  std::array<char, crypto_generichash_BYTES_MIN * 2 + 1> text{};
  sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
  return "\"" + std::string(text.data(), 24) + "\"";
}

/// Whether the list accepts the coding: named, and not with q=0.
bool accepts(std::string_view list, std::string_view coding) {
  for (std::size_t at = 0; at < list.size();) {
    auto end = std::min(list.find(',', at), list.size());
    auto item = list.substr(at, end - at);
    at = end + 1;
    while (item.starts_with(' ')) item.remove_prefix(1);
    if (!item.starts_with(coding)) continue;
    auto rest = item.substr(coding.size());
    if (rest.empty()) return true;
    if (rest.front() != ';' && rest.front() != ' ') continue;
    auto quality = rest.find("q=");
    if (quality == std::string_view::npos) return true;
    return rest.substr(quality + 2).find_first_of("123456789") != std::string_view::npos;
  }
  return false;
}

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

int hex_value(char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

}  // namespace

bool is_plain_path(std::string_view path) {
  if (!path.starts_with('/')) return false;
  std::string decoded;
  for (std::size_t at = 0; at < path.size(); ++at) {
    auto c = path[at];
    if (c == '\\') return false;
    if (c != '%') {
      decoded += c;
      continue;
    }
    if (at + 2 >= path.size() || !is_hex(path[at + 1]) || !is_hex(path[at + 2])) return false;
    auto byte = static_cast<char>(hex_value(path[at + 1]) * 16 + hex_value(path[at + 2]));
    // Encoded, none of these has an honest use in a path of ours.
    if (byte == '/' || byte == '\\' || byte == '.' || byte == '%' || (byte >= 0 && byte < 0x20) || byte == 0x7f) {
      return false;
    }
    decoded += byte;
    at += 2;
  }
  if (!is_valid_utf8(decoded)) return false;
  for (std::size_t at = 1; at <= decoded.size();) {
    auto end = std::min(decoded.find('/', at), decoded.size());
    auto segment = std::string_view(decoded).substr(at, end - at);
    if (segment == "." || segment == ".." || (segment.empty() && end != decoded.size())) return false;
    at = end + 1;
  }
  return true;
}

Result<std::unique_ptr<StaticFiles>> StaticFiles::load(std::filesystem::path const& folder) {
  auto files = std::make_unique<StaticFiles>();
  if (folder.empty()) return files;
  std::error_code failed;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(folder, failed)) {
    if (!entry.is_regular_file()) continue;
    auto path = "/" + std::filesystem::relative(entry.path(), folder).generic_string();
    if (path.ends_with(".br") || path.ends_with(".gz") || path.find("/.") != std::string::npos) continue;
    File file;
    TRY_INTO(file.identity, read_file(entry.path()));
    auto twin = [&](char const* ending) -> Result<Bytes> {
      auto beside = entry.path().string() + ending;
      return std::filesystem::exists(beside) ? read_file(beside) : Bytes();
    };
    TRY_INTO(file.brotli, twin(".br"));
    TRY_INTO(file.gzip, twin(".gz"));
    file.type = type_of(path);
    file.etag = etag_of(*file.identity);
    file.is_immutable = path.starts_with("/assets/");  // the build puts a hash into these names
    files->files_.emplace(std::move(path), std::move(file));
  }
  if (failed) return Error::unprocessable("static", "Cannot read " + folder.string() + ": " + failed.message() + ".");
  return files;
}

StaticFiles::File const* StaticFiles::find(std::string_view path) const {
  auto found = files_.find(std::string(path));
  if (found != files_.end()) return &found->second;
  // What looks like a file, or like one in a hidden folder, and is none must not be answered with a page.
  auto last = path.substr(path.rfind('/') + 1);
  bool const is_hidden = path.find("/.") != std::string_view::npos;
  if (is_hidden || last.find('.') != std::string_view::npos || path.starts_with("/assets/")) return nullptr;
  auto index = files_.find("/index.html");
  return index == files_.end() ? nullptr : &index->second;
}

Response StaticFiles::answer(Request const& request) const {
  auto path = request.target.substr(0, request.target.find('?'));
  if (request.verb != Verb::get && request.verb != Verb::head) {
    return problem(Error{ErrorCode::method_not_allowed, {}, "GET, HEAD", {}}).add("Allow", "GET, HEAD");
  }
  auto const* file = is_plain_path(path) ? find(path) : nullptr;
  if (!file) return problem(Error::not_found());
  Response response;
  response.add("Content-Type", file->type);
  response.add("Cache-Control", file->is_immutable ? "public, max-age=31536000, immutable" : "no-cache");
  response.add("Vary", "Accept-Encoding");
  auto etag = file->etag;
  if (file->brotli && accepts(request.accept_encoding, "br")) {
    response.shared_body = file->brotli;
    response.add("Content-Encoding", "br");
    etag.insert(etag.size() - 1, "-br");
  } else if (file->gzip && accepts(request.accept_encoding, "gzip")) {
    response.shared_body = file->gzip;
    response.add("Content-Encoding", "gzip");
    etag.insert(etag.size() - 1, "-gz");
  } else {
    response.shared_body = file->identity;
  }
  response.add("ETag", etag);
  if (request.if_none_match.find(etag) != std::string_view::npos) {
    response.status = 304;
    response.shared_body = nullptr;
  }
  return response;
}

}  // namespace staffroom::net
