// The seam between the store and the disk: every file of the database and the notes beside it are opened, written,
// synced, renamed and removed through one of these. The real one passes everything on; tests have others that fail
// any call, or lose what was not synced (ADR 0010).
#pragma once
#include <rocksdb/file_system.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace staffroom {

enum class DiskAnswer : std::uint8_t { ok, no_space, failed };

/// A file that grows at its end.
class GrowingFile {
 public:
  explicit GrowingFile(std::unique_ptr<rocksdb::FSWritableFile> file) : file_(std::move(file)) {}
  DiskAnswer append(std::string_view bytes);
  /// Asks the disk to begin with these bytes, and does not wait.
  void begin_writing_back(std::uint64_t from, std::uint64_t bytes);
  DiskAnswer sync();
  DiskAnswer cut_to(std::uint64_t bytes);
  DiskAnswer close();

 private:
  std::unique_ptr<rocksdb::FSWritableFile> file_;
};

class RocksFileSystem : public rocksdb::FileSystemWrapper {
 public:
  RocksFileSystem() : rocksdb::FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  char const* Name() const override { return "StaffroomFileSystem"; }
  /// RocksDB would watch for room and go on by itself, and never again when it was wrong: the committer decides.
  rocksdb::IOStatus GetFreeSpace(std::string const&, rocksdb::IOOptions const&, std::uint64_t*,
                                 rocksdb::IODebugContext*) override {
    return rocksdb::IOStatus::NotSupported("asked for by nobody but the committer");
  }

  /// Replaces a small file as a whole: a temporary one is written and synced, then renamed, then the folder is synced.
  /// False when any of it failed; the old file then still stands.
  bool replace_file(std::filesystem::path const& path, std::string_view content);
  /// Nothing when there is no such file; an empty text when it cannot be read.
  std::optional<std::string> read_file(std::filesystem::path const& path);

  /// What is there already stays. Null when it cannot be opened, `answer` then says why.
  std::unique_ptr<GrowingFile> open_growing(std::filesystem::path const& path, DiskAnswer& answer);
  /// The folder is synced too.
  DiskAnswer rename_and_sync(std::filesystem::path const& from, std::filesystem::path const& to);
  DiskAnswer sync_folder(std::filesystem::path const& path);
  /// A second name for a file that nobody changes any more. False when that is not possible, as on another disk.
  bool link_file(std::filesystem::path const& from, std::filesystem::path const& to);
  /// Makes the folder and whatever is missing above it. Its own name is synced also when it was there: whoever made it
  /// may not have come so far.
  DiskAnswer make_folders(std::filesystem::path const& path);
  /// Whether so many bytes can really be written in this folder: writes them, and removes them again.
  bool has_room(std::filesystem::path const& folder, std::uint64_t bytes);
  bool remove_file(std::filesystem::path const& path);
};

}  // namespace staffroom
