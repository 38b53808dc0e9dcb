// RocksDB as the store uses it: four column families, one writer, snapshots for readers. Knows bytes; knows nothing of
// records, commands or people. No header of RocksDB shows here.
#pragma once
#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/result.hpp"
#include "store/view.hpp"

namespace rocksdb {
class DB;
class Snapshot;
}  // namespace rocksdb

namespace staffroom {

class RocksFileSystem;

enum class Family : std::uint8_t { records, indexes, window, meta };

/// A cache-only read missed the cache: ask again where the disk may be read.
struct ReadIncomplete : std::exception {
  char const* what() const noexcept override { return "the caches do not hold it"; }
};
/// The disk answered with an error, or the bytes are damaged.
struct ReadFailed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

enum class WriteResult : std::uint8_t {
  done,
  no_space,  // nothing of it is seen; writes may go on after resume()
  failed,    // nothing of it is seen, but what is on the disk is unknown until the next start
};

class Database;

/// Puts and removals that become true together.
class Batch {
 public:
  explicit Batch(Database const& database);
  ~Batch();
  Batch(Batch&&) noexcept;
  Batch& operator=(Batch&&) noexcept;

  void put(Family family, std::string_view key, std::string_view value);
  void remove(Family family, std::string_view key);
  std::size_t bytes() const;
  bool empty() const;
  void clear();

 private:
  friend class Database;
  struct Entries;
  std::unique_ptr<Entries> entries_;
};

/// One consistent state; released with its last holder, which must go before the database.
class Snapshot {
 public:
  ~Snapshot();
  Snapshot(Snapshot const&) = delete;
  Snapshot& operator=(Snapshot const&) = delete;
  Seq seq() const { return seq_; }

 private:
  friend class Database;
  Snapshot(rocksdb::DB& database, Seq seq);
  rocksdb::DB& database_;
  rocksdb::Snapshot const* snapshot_;
  Seq seq_;
};

/// Where a read looks: the newest state when there is no snapshot.
struct ReadFrom {
  Snapshot const* snapshot = nullptr;
  ReadTier tier = ReadTier::disk;
};

/// Walks the rows whose keys start with a prefix. Reads throw as Database::find does.
class Cursor {
 public:
  ~Cursor();
  Cursor(Cursor&&) noexcept;

  void seek(std::string_view key);        // to the first row at or after the key
  void seek_below(std::string_view key);  // to the last row before the key
  void seek_last();
  bool any();  // whether there is a row at all; moves to the first
  bool valid() const;
  std::string_view key() const;    // until the next move
  std::string_view value() const;  // until the next move
  void next();
  void previous();

 private:
  friend class Database;
  struct State;
  explicit Cursor(std::unique_ptr<State> state);
  void check() const;
  std::unique_ptr<State> state_;
};

struct DatabaseSettings {
  std::filesystem::path folder;
  bool create = true;
  std::shared_ptr<RocksFileSystem> file_system;  // null: the real one
  std::function<void(std::string_view level, std::string const& line)> log;
  bool compress = true;
};

class Database {
 public:
  /// Errors: conflict (in use), not_found (no such folder, and not to be created), unavailable (damaged, no space).
  static Result<std::unique_ptr<Database>> open(DatabaseSettings settings);
  ~Database();

  /// Throws ReadIncomplete (cache_only) or ReadFailed.
  std::optional<std::string> find(Family family, std::string_view key, ReadFrom from) const;
  Cursor cursor(Family family, std::string const& prefix, ReadFrom from) const;

  /// One synced write. One thread at a time.
  WriteResult write(Batch& batch);
  /// Rewrites every file, so that nothing that was deleted or replaced is left in any byte of the folder. Blocks, for
  /// as long as it takes to read and write everything once; writes go on meanwhile, but for its first moment. Errors:
  /// unavailable.
  Result<void> rewrite_everything();
  /// A copy of all that is written, in a folder that must not exist; by hard links where that is possible. Any thread.
  /// Writes wait while what is in memory is written out. Errors: no_space, unavailable.
  Result<void> checkpoint(std::filesystem::path const& to);
  /// After no_space: tries to make writing possible again. no_space: there still is no room, try again later. failed:
  /// only a new start helps.
  WriteResult resume();
  /// What the last failed write said.
  std::string const& last_error() const;

  /// `seq` is what the caller knows the newest state to be.
  std::shared_ptr<Snapshot const> snapshot(Seq seq) const;
  RocksFileSystem& file_system() const;

 private:
  friend class Batch;
  /// Resume() begins a new log only when it has rows to flush, and a log that failed once takes no more: writing to it
  /// ends the process in a RocksDB with assertions. So a row that no log needs lies in memory before each write.
  void keep_something_to_flush();
  /// Before anything that writes what is in memory into files: the room is tried first. Else each try on a disk that
  /// stays full would write megabytes, only to throw them away.
  bool has_room_to_flush();
  struct State;
  explicit Database(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// The first key after all keys that start with `prefix`; empty when there is none.
std::string prefix_end(std::string prefix);

}  // namespace staffroom
