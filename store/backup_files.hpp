// The bytes of copies: what lies in a folder, its hashes, links and copies of it. Writing goes through the seam of
// store/rocks_file_system.hpp; reading does not.
#pragma once
#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/result.hpp"

namespace staffroom {

class RocksFileSystem;

namespace backup {

/// Asked now and then; true ends the work with the error `unavailable` and the reason `stopped`.
using Stop = std::function<bool()>;

struct TreeFile {
  std::string path;  // below the folder
  std::uint64_t bytes = 0;
  dev_t device = 0;
  ino_t inode = 0;
};

/// All files below a folder, by path; none when there is no folder. Errors: unavailable for what is neither file nor
/// folder, by name, and for what cannot be read.
Result<std::vector<TreeFile>> tree_of(std::filesystem::path const& folder);

struct Hashed {
  std::uint64_t bytes = 0;
  std::string sha256;  // 64 hex digits
};
/// Errors: not_found; unavailable.
Result<Hashed> hash_of(std::filesystem::path const& file, Stop const& stop);
std::string hash_of_text(std::string_view text);

/// The bytes are read, hashed, written and synced; the folder is not. The copy is there for its owner only. Nothing is
/// left behind when it fails. Errors: not_found (there is no such file), no_space, unavailable.
Result<Hashed> copy_file(RocksFileSystem& disk, std::filesystem::path const& from, std::filesystem::path const& to,
                         Stop const& stop);

/// The same for many files: each is read, hashed and written at once, and the disk is waited for by many together,
/// which is most of the time that files take one by one. What was added counts after finish() only; what was not
/// finished is removed.
class Copying {
 public:
  Copying(RocksFileSystem& disk, Stop const& stop);
  ~Copying();
  Copying(Copying const&) = delete;
  Copying& operator=(Copying const&) = delete;

  /// Errors: as copy_file.
  Result<Hashed> add(std::filesystem::path const& from, std::filesystem::path const& to);
  /// Everything that was added is on the disk. Errors: no_space, unavailable.
  Result<void> finish();

 private:
  struct Written;
  Result<Hashed> write(std::filesystem::path const& from, Written const& to);
  void drop(Written& it);

  RocksFileSystem& disk_;
  Stop const& stop_;
  std::vector<Written> written_;  // not synced
  std::uint64_t bytes_ = 0;       // of them
};

/// Makes the folder, for its owner only, and those above it. Errors: no_space, unavailable.
Result<void> make_folder(RocksFileSystem& disk, std::filesystem::path const& folder);
/// The same, and the names of those that were made are synced: what is put in it later outlives a power cut.
Result<void> make_lasting_folder(RocksFileSystem& disk, std::filesystem::path const& folder);
/// The folder, and all folders below it. Errors: no_space, unavailable.
Result<void> sync_folders(RocksFileSystem& disk, std::filesystem::path const& folder);
/// Quietly: what cannot be removed stays.
void remove_folder(std::filesystem::path const& folder);

/// One at a time for a folder, between processes; let go of with the object, and by the system when the process ends.
class FolderLock {
 public:
  /// Errors: conflict with the reason `busy`; unavailable.
  static Result<FolderLock> take(std::filesystem::path const& folder);
  FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

Error disk_trouble(std::filesystem::path const& path, std::string const& what);

}  // namespace backup
}  // namespace staffroom
