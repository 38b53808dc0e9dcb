// What a copy of a data folder says of itself: its manifest.json. Read strictly, as whatever comes from outside.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/result.hpp"
#include "protocol/time.hpp"

namespace staffroom {

struct BackupFile {
  std::string path;  // below the copy: "database/000012.sst"
  std::uint64_t bytes = 0;
  std::string sha256;  // 64 hex digits
};
STAFFROOM_DESCRIBE(BackupFile, (), (path, bytes, sha256))

struct BackupManifest {
  static constexpr std::uint32_t format_current = 1;
  std::uint32_t format = format_current;
  std::string program;       // version that made the copy: "0.1.0"
  std::uint32_t schema = 0;  // of the data folder
  std::string network;       // which hub's: 16 hex digits that follow from its link.key
  std::string network_name;
  std::string incarnation;
  Seq seq = 0;  // of the last command in the copy
  TimestampMs begun;
  std::uint64_t took_ms = 0;
  std::vector<BackupFile> files;  // by path
};
STAFFROOM_DESCRIBE(BackupManifest, (),
                   (format, program, schema, network, network_name, incarnation, seq, begun, took_ms, files))

std::string to_json(BackupManifest const& manifest);
/// Only what makes a whole copy: paths of known folders, none of which leads out of the copy, in order and each once;
/// good hashes; a database. Errors: bad_request that names the field; unprocessable with the reason `newer_version`.
Result<BackupManifest> decode_backup_manifest(std::string_view json);
/// Whether a path may stand in a copy.
bool is_backup_path(std::string_view path);

}  // namespace staffroom
