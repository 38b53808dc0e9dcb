// The web app's files, loaded into memory when the server starts: each with its brotli and gzip twin, an ETag, and the
// caching that its name allows. A path that is not exactly a file's is an app path or nothing; no file is opened later.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "protocol/result.hpp"
#include "server/net/http.hpp"

namespace staffroom::net {

class StaticFiles {
 public:
  /// Errors: unprocessable, when the folder cannot be read. An empty path makes a server without a web app.
  static Result<std::unique_ptr<StaticFiles>> load(std::filesystem::path const& folder);

  /// For any GET or HEAD outside the API. App paths get index.html; malformed and unknown ones 404.
  Response answer(Request const& request) const;

 private:
  struct File {
    Bytes identity, brotli, gzip;
    std::string type;
    std::string etag;
    bool is_immutable = false;
  };
  File const* find(std::string_view path) const;
  std::unordered_map<std::string, File> files_;  // by path with leading slash
};

/// Whether a path may be looked up at all: no encoded slash, dot segment, backslash or NUL, and valid UTF-8.
bool is_plain_path(std::string_view path);

}  // namespace staffroom::net
