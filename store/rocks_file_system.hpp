// The seam between the store and the disk: every file of the database and the notes beside it are opened, written,
// synced, renamed and removed through one of these. The real one passes everything on; tests have others that fail
// any call, or lose what was not synced (ADR 0010).
#pragma once
#include <rocksdb/file_system.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace staffroom {

class RocksFileSystem : public rocksdb::FileSystemWrapper {
 public:
  RocksFileSystem() : rocksdb::FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  char const* Name() const override { return "StaffroomFileSystem"; }

  /// Replaces a small file as a whole: a temporary one is written and synced, then renamed, then the folder is synced.
  /// False when any of it failed; the old file then still stands.
  bool replace_file(std::filesystem::path const& path, std::string_view content);
  /// Nothing when there is no such file; an empty text when it cannot be read.
  std::optional<std::string> read_file(std::filesystem::path const& path);
};

}  // namespace staffroom
