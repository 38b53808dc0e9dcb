// A disk that misbehaves on demand, under a real folder: any call can be made to fail, writes can be cut short, and the
// power can be cut, after which bytes and folder entries that were not synced are lost, file by file, the last write
// torn.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <vector>

#include "store/rocks_file_system.hpp"

namespace staffroom::tests {

enum class Operation : std::uint8_t { create, append, sync, close, rename, remove, link, make_folder, sync_folder };
enum class Fault : std::uint8_t { none, io_error, no_space, short_write };

struct Call {
  Operation operation;
  std::string path;
  std::uint64_t number;  // 1, 2, 3 … of all calls that change something
};

class FaultyFileSystem : public RocksFileSystem {
 public:
  /// `undo_folder` keeps what an undone removal or rename brings back; it lies outside the store's folder.
  explicit FaultyFileSystem(std::filesystem::path undo_folder);

  /// Asked before every call that changes something; may be called on any thread.
  void set_rule(std::function<Fault(Call const&)> rule);
  /// The nth such call from now on fails, and all after it when it is for ever.
  void fail_nth(std::uint64_t nth, Fault fault, bool for_ever);
  void heal() { set_rule(nullptr); }
  std::uint64_t calls() const;
  std::uint64_t faults() const;

  /// After everything of the store is closed: undoes what a power cut at this moment would have lost.
  void lose_unsynced(std::uint64_t seed);

  // For the files.
  Fault ask(Operation operation, std::string const& path);
  void appended(std::string const& path, std::uint64_t bytes);
  void cut(std::string const& path, std::uint64_t bytes);
  void synced(std::string const& path);
  void synced_folder(std::string const& path);

  char const* Name() const override { return "FaultyFileSystem"; }
  rocksdb::IOStatus NewWritableFile(std::string const& path, rocksdb::FileOptions const& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus ReopenWritableFile(std::string const& path, rocksdb::FileOptions const& options,
                                       std::unique_ptr<rocksdb::FSWritableFile>* file,
                                       rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus RenameFile(std::string const& from, std::string const& to, rocksdb::IOOptions const& options,
                               rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus DeleteFile(std::string const& path, rocksdb::IOOptions const& options,
                               rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus LinkFile(std::string const& from, std::string const& to, rocksdb::IOOptions const& options,
                             rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus CreateDirIfMissing(std::string const& path, rocksdb::IOOptions const& options,
                                       rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewDirectory(std::string const& path, rocksdb::IOOptions const& options,
                                 std::unique_ptr<rocksdb::FSDirectory>* folder,
                                 rocksdb::IODebugContext* debug) override;

  static rocksdb::IOStatus status_of(Fault fault);

 private:
  struct Length {
    std::uint64_t written = 0;
    std::uint64_t synced = 0;
  };
  /// A change of a folder that is not synced yet, and how to undo it.
  struct Entry {
    Operation operation;  // create, rename, remove, link or make_folder
    std::string path;     // what is there now, or was there (remove)
    std::string from;     // rename: the old name
    std::string kept;     // what was there before, or empty
  };
  std::string keep(std::string const& path);
  void undo(Entry const& entry);
  void renamed(std::string const& from, std::string const& to);
  static std::string folder_of(std::string const& path);

  std::filesystem::path undo_folder_;
  mutable std::mutex mutex_;
  std::function<Fault(Call const&)> rule_;
  std::uint64_t calls_ = 0;
  std::uint64_t faults_ = 0;
  std::uint64_t kept_ = 0;
  std::map<std::string, Length> lengths_;
  std::vector<Entry> entries_;
};

}  // namespace staffroom::tests
