// Copies of a whole data folder, which can be put back: made while the hub runs, checked, restored, let go of.
//
//   BACKUPS/                          for its owner only, on a disk of its own where possible
//     20261123T023000Z/               a copy, named by when it was begun; without a manifest.json it does not count
//       database/  files/  derived/  link.key
//       manifest.sha256               as sha256sum writes it: of manifest.json
//       manifest.json                 protocol/backup_manifest.hpp; written last
//     erasures.jsonl                  who was forgotten, by number (store/backup_erasures.hpp)
//
// Nothing of a copy is ever changed. Files that don't change between copies are one file with many names. All calls
// block on the disk; they are for tools and for threads of their own.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "protocol/backup_manifest.hpp"
#include "protocol/result.hpp"
#include "store/backup_files.hpp"

namespace staffroom {

class RocksFileSystem;
class Store;

namespace backup {

inline constexpr char const* manifest_name = "manifest.json";
inline constexpr char const* manifest_hash_name = "manifest.sha256";

// ---- making

struct Source {
  std::filesystem::path data_folder;
  /// Puts the database as it is into a folder that does not exist yet.
  std::function<Result<void>(std::filesystem::path const& to)> checkpoint;
  std::shared_ptr<RocksFileSystem> disk;  // null: the real one
};
/// Of an open store, which goes on working.
Source source_of(Store& store, std::filesystem::path data_folder, std::shared_ptr<RocksFileSystem> disk = nullptr);

struct Making {
  std::string program;  // its version
  TimestampMs now;
  Stop stop = nullptr;
};
struct Made {
  std::filesystem::path folder;
  BackupManifest manifest;
  std::uint64_t bytes = 0;      // of the copy
  std::uint64_t bytes_new = 0;  // of files that the copy before does not have
  std::uint64_t bytes_read = 0;
};
/// Everything acknowledged before the call is in the copy. Nothing is left behind when it fails. Errors: conflict
/// (`busy`: another one is being made there; `foreign`: the folder holds copies of another hub; `folder_in_use`),
/// unprocessable (a folder that can't be one of copies), no_space, unavailable.
Result<Made> make(Source const& source, std::filesystem::path const& backups, Making const& making);
/// Of a data folder on which no hub runs; nothing in it changes but RocksDB's own files.
Result<Made> make_of_folder(std::filesystem::path const& data_folder, std::filesystem::path const& backups,
                            Making const& making, std::shared_ptr<RocksFileSystem> disk = nullptr);

// ---- looking

/// Complete copies in the folder, oldest first.
std::vector<std::filesystem::path> copies_in(std::filesystem::path const& backups);
/// When the copy of this name was begun; nothing when the name is not that of a copy.
std::optional<TimestampMs> time_of(std::filesystem::path const& copy);
/// "20261123T023000Z"
std::string name_of(TimestampMs time);

/// Errors: not_found (`unfinished`: no manifest), unprocessable (`newer_version`), unavailable (`damaged`).
Result<BackupManifest> manifest_of(std::filesystem::path const& copy);

enum class Depth : std::uint8_t {
  names_and_sizes,
  bytes,       // every hash
  everything,  // also: the database opens, agrees with itself, and has all files that it names
};
struct Checked {
  BackupManifest manifest;
  std::uint64_t bytes = 0;
  std::uint64_t records = 0;
  std::vector<std::pair<std::string, std::uint64_t>> kinds;  // records of each kind
};
/// Errors: those of manifest_of; unavailable with the reason `damaged`, naming the file; `stopped`; no_space and
/// unavailable where the disk on which the database is tried fails, which says nothing of the copy.
Result<Checked> verify(std::filesystem::path const& copy, Depth depth, Stop const& stop = nullptr,
                       std::shared_ptr<RocksFileSystem> disk = nullptr);

// ---- putting back

struct Restoring {
  std::string program;
  std::string expected_network;           // empty: that of the other copies beside it
  std::filesystem::path erasures;         // empty: the one beside the copy, when there is one
  std::shared_ptr<RocksFileSystem> disk;  // null: the real one
  TimestampMs now;
  Stop stop = nullptr;
};
struct Restored {
  BackupManifest manifest;
  std::uint64_t bytes = 0;
  std::string incarnation;    // the new one
  std::size_t forgotten = 0;  // people who were forgotten after the copy was made
};
/// The folder must not exist, or be empty; it is there, whole and synced, when the call succeeds, and untouched when it
/// fails. Errors: those of verify; conflict (`not_empty`, `foreign`, `busy`), no_space.
Result<Restored> restore(std::filesystem::path const& copy, std::filesystem::path const& data_folder,
                         Restoring const& restoring);

// ---- letting go

struct Keeping {
  std::size_t daily = 7;              // the newest of each of so many days
  std::size_t weekly = 4;             // and of each of so many weeks
  std::optional<std::size_t> newest;  // instead: so many, at least one
};
/// Which of these copies, oldest first, are not kept. Never the newest.
std::vector<std::filesystem::path> not_kept(std::vector<std::filesystem::path> const& copies, Keeping const& keeping);
/// Removes a copy that is complete. Errors: unavailable.
Result<void> let_go(std::filesystem::path const& copy, std::shared_ptr<RocksFileSystem> disk = nullptr);

}  // namespace backup
}  // namespace staffroom
