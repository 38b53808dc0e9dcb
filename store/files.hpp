// People's files on disk: immutable, by organisation and hash, never in the database. Also what was read out of them
// (text by pages, a picture of the first page), which can be made again at any time, and files on their way here.
#pragma once
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/ids.hpp"
#include "protocol/result.hpp"
#include "protocol/time.hpp"

namespace staffroom {

class RocksFileSystem;
class SoundFiles;

/// An open file, closed with its last owner.
class OpenFile {
 public:
  explicit OpenFile(int descriptor, std::uint64_t bytes) : descriptor_(descriptor), bytes_(bytes) {}
  ~OpenFile();
  OpenFile(OpenFile const&) = delete;
  OpenFile& operator=(OpenFile const&) = delete;
  int descriptor() const { return descriptor_; }
  std::uint64_t bytes() const { return bytes_; }

 private:
  int descriptor_;
  std::uint64_t bytes_;
};

/// A file that comes in parts, hashed on the way. One thread at a time.
class IncomingFile {
 public:
  ~IncomingFile();
  IncomingFile(IncomingFile const&) = delete;
  IncomingFile& operator=(IncomingFile const&) = delete;

  std::uint64_t bytes() const;
  /// Errors: no_space, unavailable; nothing of these bytes counts then, and they are cut off again.
  Result<void> append(std::string_view bytes);
  /// Cuts it back to where it was when `mark` was called.
  void mark();
  Result<void> roll_back();
  std::filesystem::path const& path() const;

 private:
  friend class Files;
  struct Impl;
  explicit IncomingFile(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// DATA/files/<organisation>/<sha256>, DATA/derived/<organisation>/<sha256>.{text,png}, DATA/uploads/<upload>. All
/// calls may block on the disk: never on a network thread. Thread-safe.
class Files {
 public:
  /// Makes the folders; what a crash left half written goes. No file system: the real one. Errors: unavailable.
  static Result<std::unique_ptr<Files>> open(std::filesystem::path data_folder,
                                             std::shared_ptr<RocksFileSystem> file_system = nullptr);
  ~Files();

  struct Stored {
    std::string sha256;  // 64 hex digits
    std::uint64_t bytes = 0;
  };
  /// Copies, hashes, syncs, names: for imports and the demo network. Errors: no_space, unavailable, too_large with the
  /// reason `quota`. Nothing is left behind then.
  Result<Stored> put(OrganisationId organisation, std::filesystem::path const& source);
  Result<Stored> put_bytes(OrganisationId organisation, std::string_view bytes);
  /// Null when there is none, or its bytes are not those any more of which its name is the hash: the first time in a
  /// day that a file is asked for, it is read whole.
  std::shared_ptr<OpenFile> find(OrganisationId organisation, std::string_view sha256) const;

  bool is_damaged(OrganisationId organisation, std::string_view sha256) const;
  /// How often a damaged file was met since the start.
  std::uint64_t damaged_found() const;

  /// The text of a file by pages, slides or sheets: pages end with a form feed (U+000C), the first line of each is its
  /// heading, which may be empty. Nothing when it was not read yet, or holds no text.
  std::optional<std::string> text(OrganisationId organisation, std::string_view sha256) const;
  Result<void> put_text(OrganisationId organisation, std::string_view sha256, std::string_view text);
  /// A PNG.
  std::shared_ptr<OpenFile> preview(OrganisationId organisation, std::string_view sha256) const;
  Result<void> put_preview(OrganisationId organisation, std::string_view sha256, std::string_view png);

  /// The file and what was read out of it.
  void remove(OrganisationId organisation, std::string_view sha256);

  // ---- files on their way

  /// The upload's bytes as far as its note vouches for them, hashed again; empty when there are none. Errors: no_space,
  /// unavailable.
  Result<std::unique_ptr<IncomingFile>> incoming(UploadId upload);
  std::uint64_t incoming_bytes(UploadId upload) const;
  /// Notes how far it came: from there it goes on after a restart or a power cut. At the end of each part.
  void note_incoming(IncomingFile const& file) const;
  /// Null when there is none.
  std::shared_ptr<OpenFile> open_incoming_to_read(UploadId upload) const;
  std::vector<UploadId> all_incoming() const;
  void drop_incoming(UploadId upload);
  /// Syncs and closes it; it is still there under its own name. Gone when that fails.
  Result<Stored> complete(IncomingFile& file);
  /// Gives a complete file its name. One that is there already is kept instead, which nobody is told.
  Result<void> keep(OrganisationId organisation, IncomingFile& file, Stored const& stored);

  // ---- room

  /// Bytes that one organisation's files may take, those on their way included; 0: as many as there is disk.
  void set_quota(std::uint64_t bytes) { quota_ = bytes; }
  /// Errors: too_large with the reason `quota`; no_space when the disk is nearly full.
  Result<void> reserve(OrganisationId organisation, std::uint64_t bytes);
  void release(OrganisationId organisation, std::uint64_t bytes);
  std::uint64_t used(OrganisationId organisation);

  // ---- what nobody names any more

  using IsNamed = std::function<bool(OrganisationId organisation, std::string_view sha256)>;
  /// Removes files that have had no name for limits::unnamed_file_grace; notes those that lost it. How many went.
  std::size_t sweep(TimestampMs now, IsNamed const& is_named);

  std::filesystem::path const& folder() const { return folder_; }
  /// Where a file lies, for a library that opens it by name.
  std::filesystem::path file_path(OrganisationId organisation, std::string_view sha256) const;

 private:
  struct Space {
    bool counted = false;
    std::uint64_t used = 0;
    std::uint64_t reserved = 0;
  };
  Files(std::filesystem::path folder, std::shared_ptr<RocksFileSystem> file_system);
  std::filesystem::path derived_path(OrganisationId organisation, std::string_view sha256, char const* ending) const;
  Result<std::unique_ptr<IncomingFile>> open_incoming(std::filesystem::path const& path);
  static Result<void> take_noted(OpenFile const& there, IncomingFile::Impl& into);
  Result<std::unique_ptr<IncomingFile>> temporary();
  Result<Stored> keep_whole(OrganisationId organisation, IncomingFile& file);
  Result<void> put_derived(OrganisationId organisation, std::string_view sha256, char const* ending,
                           std::string_view bytes);
  std::size_t sweep_folder(OrganisationId organisation, TimestampMs now, IsNamed const& is_named);
  Space& space_of(OrganisationId organisation);
  void remove_now(OrganisationId organisation, std::string_view sha256);

  std::filesystem::path folder_;
  std::shared_ptr<RocksFileSystem> file_system_;
  std::uint64_t quota_ = 0;
  std::atomic<std::uint64_t> temporaries_ = 0;
  std::mutex mutex_;  // names and room; not held while bytes are written
  std::map<OrganisationId, Space> spaces_;
  std::set<OrganisationId> named_folders_;  // whose folder's name is on the disk
  std::unique_ptr<SoundFiles> sound_;
};

}  // namespace staffroom
