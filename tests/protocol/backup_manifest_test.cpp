// Manifests of copies: what is read back, and each way in which one is not whole.
#include "protocol/backup_manifest.hpp"

#include <doctest/doctest.h>

using namespace staffroom;

namespace {

BackupManifest whole_manifest() {
  BackupManifest manifest;
  manifest.program = "0.1.0";
  manifest.schema = 3;
  manifest.network = "0123456789abcdef";
  manifest.network_name = "Two Valleys Partnership";
  manifest.incarnation = "fedcba9876543210";
  manifest.seq = 4721;
  manifest.files = {{"database/000012.sst", 1, std::string(64, '0')},
                    {"database/CURRENT", 16, std::string(64, '9')},
                    {"files/7/ab", 5, std::string(64, 'a')},
                    {"link.key", 32, std::string(64, 'f')}};
  return manifest;
}

/// "" where it is read; else the field that the error names.
std::string refused_field(BackupManifest const& manifest) {
  auto const read = decode_backup_manifest(to_json(manifest));
  return read ? "" : read.error().path;
}

}  // namespace

TEST_CASE("a manifest that is whole reads back as it was written") {
  auto const json = to_json(whole_manifest());
  auto const read = decode_backup_manifest(json);
  REQUIRE(read.has_value());
  CHECK(to_json(*read) == json);
}

TEST_CASE("a manifest that does not make a whole copy is refused with the field") {
  auto const refused = [](std::string_view field, auto&& change) {
    CAPTURE(field);
    auto manifest = whole_manifest();
    change(manifest);
    CHECK(refused_field(manifest) == field);
  };
  for (auto const* wrong : {"", "0123456789abcde", "0123456789abcdef0", "0123456789abcdeF", "0123456789abcde/",
                            "0123456789abcde:", "0123456789abcde`", "0123456789abcdeg"}) {
    CAPTURE(wrong);
    refused("network", [&](auto& manifest) { manifest.network = wrong; });
    refused("incarnation", [&](auto& manifest) { manifest.incarnation = wrong; });
  }
  refused("schema", [](auto& manifest) { manifest.schema = 0; });
  refused("files[1].path", [](auto& manifest) { manifest.files[1].path = manifest.files[0].path; });
  refused("files[1].path", [](auto& manifest) { std::swap(manifest.files[0], manifest.files[1]); });
  refused("files[2].path", [](auto& manifest) { manifest.files[2].path = "files/../link.key"; });
  refused("files[3].sha256", [](auto& manifest) { manifest.files[3].sha256.pop_back(); });
  refused("files[0].sha256", [](auto& manifest) { manifest.files[0].sha256[63] = 'G'; });
  refused("files", [](auto& manifest) { manifest.files.erase(manifest.files.begin() + 1); });
  refused("files", [](auto& manifest) { manifest.files.clear(); });
}

TEST_CASE("the format of a manifest is looked at before anything else in it") {
  for (auto const* text : {"[]", "{}", R"({"format":"1"})", R"({"format":0})", R"({"format":-1})",
                           R"({"format":1000001})", R"({"format":1.0})"}) {
    CAPTURE(text);
    auto const read = decode_backup_manifest(text);
    REQUIRE(read.has_error());
    CHECK(read.error().code == ErrorCode::bad_request);
    CHECK(read.error().path == "format");
  }
  auto const newer = decode_backup_manifest(R"({"shape":"unknown","format":2})");
  REQUIRE(newer.has_error());
  CHECK(newer.error().reason == "newer_version");
  CHECK(newer.error().code == ErrorCode::unprocessable);
  auto const cut = decode_backup_manifest(R"({"format":1)");
  REQUIRE(cut.has_error());
  CHECK(cut.error().path == "manifest");
}

TEST_CASE("a path of a copy names a file of a known folder at its depth, and leads nowhere else") {
  for (auto const* path : {"link.key", "database/CURRENT", "database/MANIFEST-000004", "database/0_a.sst",
                           "files/1/0123abcd", "derived/Z/a.txt"}) {
    CAPTURE(path);
    CHECK(is_backup_path(path));
  }
  for (auto const* path : {"",
                           "/",
                           "database",
                           "database/",
                           "database//CURRENT",
                           "database/CURRENT/",
                           "database/a/b",
                           "/database/CURRENT",
                           "database/.hidden",
                           "database/..",
                           "files/a",
                           "files/a/b/c",
                           "files/a/",
                           "files/../a",
                           "derived/a",
                           "uploads/a/b",
                           "link.key/a",
                           "Link.key",
                           "database/a b",
                           "database/a\\b",
                           "database/a~",
                           "database/\xC3\xA9",
                           "database/a@b",
                           "database/a[b",
                           "database/a{b",
                           "database/a,b"}) {
    CAPTURE(path);
    CHECK_FALSE(is_backup_path(path));
  }
  CHECK(is_backup_path("database/" + std::string(291, 'a')));
  CHECK_FALSE(is_backup_path("database/" + std::string(292, 'a')));
}
