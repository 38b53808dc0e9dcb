// Manifests of copies, written and read by their description.
#include "protocol/backup_manifest.hpp"

#include <algorithm>

#include "protocol/described_json.hpp"

namespace staffroom {
namespace {

constexpr std::size_t manifest_path_max = 300;

bool is_lower_hex(std::string_view text, std::size_t length) {
  return text.size() == length &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// Digits, letters and -._ but no name that begins with a dot.
bool is_plain_name(std::string_view name) {
  return !name.empty() && name.front() != '.' && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
           c == '_';
  });
}

/// The format alone, of a manifest whose other fields may be unknown.
Result<std::uint32_t> manifest_format(JsonDocument const& document) {
  std::int64_t format = 0;
  if (document.root().type == JsonType::object) {
    each_member(document.root(), [&](std::string_view name, JsonValue const& value) {
      if (name == "format" && value.type == JsonType::integer) format = value.integer;
      return format == 0;
    });
  }
  if (format < 1 || format > 1'000'000) return Error::bad_request("format", "Expected the number of the format.");
  return static_cast<std::uint32_t>(format);
}

Result<void> check_manifest(BackupManifest const& manifest) {
  if (!is_lower_hex(manifest.network, 16)) return Error::bad_request("network", "Expected 16 hex digits.");
  if (!is_lower_hex(manifest.incarnation, 16)) return Error::bad_request("incarnation", "Expected 16 hex digits.");
  if (manifest.schema == 0) return Error::bad_request("schema", "Expected the version of the data folder.");
  std::string_view before;
  bool has_database = false;
  for (std::size_t place = 0; place < manifest.files.size(); ++place) {
    auto const& file = manifest.files[place];
    auto const at = [&](char const* field) { return "files[" + std::to_string(place) + "]." + field; };
    if (!is_backup_path(file.path)) return Error::bad_request(at("path"), "Not a path of a copy.");
    if (!(before < file.path)) return Error::bad_request(at("path"), "Expected each path once, in order.");
    if (!is_lower_hex(file.sha256, 64)) return Error::bad_request(at("sha256"), "Expected 64 hex digits.");
    before = file.path;
    has_database = has_database || file.path == "database/CURRENT";
  }
  if (!has_database) return Error::bad_request("files", "There is no database in the copy.");
  return {};
}

}  // namespace

bool is_backup_path(std::string_view path) {
  if (path == "link.key") return true;
  if (path.size() > manifest_path_max) return false;
  auto const top = path.substr(0, path.find('/'));
  if (top != "database" && top != "files" && top != "derived") return false;
  std::size_t names = 0;
  for (auto rest = path; !rest.empty(); ++names) {
    auto const end = rest.find('/');
    if (!is_plain_name(rest.substr(0, end))) return false;
    if (end == std::string_view::npos) {
      rest = {};
    } else {
      rest.remove_prefix(end + 1);
      if (rest.empty()) return false;
    }
  }
  return names == (top == "database" ? 2 : 3);
}

std::string to_json(BackupManifest const& manifest) {
  std::string out;
  described::type_of<BackupManifest>.write(out, &manifest);
  return out;
}

Result<BackupManifest> decode_backup_manifest(std::string_view json) {
  TRY_INTO(auto const document, JsonDocument::parse(json, "manifest"));
  TRY_INTO(auto const format, manifest_format(document));
  if (format > BackupManifest::format_current) {
    return Error{ErrorCode::unprocessable, "format",
                 "The copy has format " + std::to_string(format) + ", this program knows formats up to " +
                     std::to_string(BackupManifest::format_current) + ". Use the program that made the copy.",
                 "newer_version"};
  }
  BackupManifest manifest;
  described::Reading reading;
  if (!described::type_of<BackupManifest>.read(document.root(), &manifest, reading)) return reading.take();
  TRY(check_manifest(manifest));
  return manifest;
}

}  // namespace staffroom
