// A disk that misbehaves on demand.
#include "tests/support/faulty_file_system.hpp"

#include <algorithm>
#include <fstream>

namespace staffroom::tests {
namespace {

using rocksdb::FSDirectory;
using rocksdb::FSWritableFile;
using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;
using rocksdb::Slice;

constexpr std::uint64_t sector = 512;

class FaultyFile : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  FaultyFile(std::unique_ptr<FSWritableFile> file, FaultyFileSystem& disk, std::string path)
      : FSWritableFileOwnerWrapper(std::move(file)), disk_(disk), path_(std::move(path)) {}

  IOStatus Append(Slice const& bytes, IOOptions const& options, IODebugContext* debug) override {
    auto const fault = disk_.ask(Operation::append, path_);
    if (fault == Fault::short_write) {
      Slice const half(bytes.data(), bytes.size() / 2);
      if (FSWritableFileOwnerWrapper::Append(half, options, debug).ok()) disk_.appended(path_, half.size());
    }
    if (fault != Fault::none) return FaultyFileSystem::status_of(fault);
    auto status = FSWritableFileOwnerWrapper::Append(bytes, options, debug);
    if (status.ok()) disk_.appended(path_, bytes.size());
    return status;
  }
  IOStatus Append(Slice const& bytes, IOOptions const& options, rocksdb::DataVerificationInfo const&,
                  IODebugContext* debug) override {
    return Append(bytes, options, debug);
  }
  /// A log would be given the room for 16 MiB at once, and most of the time go into that.
  void PrepareWrite(std::size_t, std::size_t, IOOptions const&, IODebugContext*) override {}
  IOStatus Truncate(std::uint64_t bytes, IOOptions const& options, IODebugContext* debug) override {
    auto status = FSWritableFileOwnerWrapper::Truncate(bytes, options, debug);
    if (status.ok()) disk_.cut(path_, bytes);
    return status;
  }
  IOStatus Sync(IOOptions const& options, IODebugContext* debug) override {
    auto const fault = disk_.ask(Operation::sync, path_);
    if (fault != Fault::none) return FaultyFileSystem::status_of(fault);
    // What a power cut takes is decided here, and not by the machine on which the test runs: it need not wait.
    auto status = FSWritableFileOwnerWrapper::Flush(options, debug);
    if (status.ok()) disk_.synced(path_);
    return status;
  }
  IOStatus Fsync(IOOptions const& options, IODebugContext* debug) override { return Sync(options, debug); }
  IOStatus Close(IOOptions const& options, IODebugContext* debug) override {
    auto const fault = disk_.ask(Operation::close, path_);
    auto status = FSWritableFileOwnerWrapper::Close(options, debug);
    return fault == Fault::none ? status : FaultyFileSystem::status_of(fault);
  }

 private:
  FaultyFileSystem& disk_;
  std::string path_;
};

class FaultyFolder : public FSDirectory {
 public:
  FaultyFolder(std::unique_ptr<FSDirectory> folder, FaultyFileSystem& disk, std::string path)
      : folder_(std::move(folder)), disk_(disk), path_(std::move(path)) {}

  IOStatus Fsync(IOOptions const& options, IODebugContext* debug) override {
    return FsyncWithDirOptions(options, debug, {});
  }
  IOStatus FsyncWithDirOptions(IOOptions const&, IODebugContext*, rocksdb::DirFsyncOptions const&) override {
    auto const fault = disk_.ask(Operation::sync_folder, path_);
    if (fault != Fault::none) return FaultyFileSystem::status_of(fault);
    disk_.synced_folder(path_);
    return IOStatus::OK();
  }
  IOStatus Close(IOOptions const& options, IODebugContext* debug) override { return folder_->Close(options, debug); }

 private:
  std::unique_ptr<FSDirectory> folder_;
  FaultyFileSystem& disk_;
  std::string path_;
};

/// What the file keeps: all that was synced, some of the rest, its last sector perhaps torn.
void tear(std::string const& path, std::uint64_t synced, std::uint64_t written, std::mt19937_64& random) {
  auto const left = synced + random() % (written - synced + 1);
  std::filesystem::resize_file(path, left);
  auto const torn = std::min(left - synced, left % sector);
  if (torn == 0 || random() % 2 == 0) return;
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(static_cast<std::streamoff>(left - torn));
  for (std::uint64_t i = 0; i < torn; ++i) file.put(static_cast<char>(random() % 2 ? 0 : random()));
}

}  // namespace

FaultyFileSystem::FaultyFileSystem(std::filesystem::path undo_folder) : undo_folder_(std::move(undo_folder)) {
  std::filesystem::create_directories(undo_folder_);
}

IOStatus FaultyFileSystem::status_of(Fault fault) {
  if (fault == Fault::io_error) return IOStatus::IOError("a fault of the test");
  auto status = IOStatus::NoSpace("a full disk of the test");
  status.SetRetryable(true);
  return status;
}

void FaultyFileSystem::set_rule(std::function<Fault(Call const&)> rule) {
  std::lock_guard const lock(mutex_);
  rule_ = std::move(rule);
}

void FaultyFileSystem::fail_nth(std::uint64_t nth, Fault fault, bool for_ever) {
  auto const first = calls() + nth;
  set_rule([=](Call const& call) {
    return call.number == first || (for_ever && call.number > first) ? fault : Fault::none;
  });
}

std::uint64_t FaultyFileSystem::calls() const {
  std::lock_guard const lock(mutex_);
  return calls_;
}

std::uint64_t FaultyFileSystem::faults() const {
  std::lock_guard const lock(mutex_);
  return faults_;
}

Fault FaultyFileSystem::ask(Operation operation, std::string const& path) {
  std::lock_guard const lock(mutex_);
  Call const call{operation, path, ++calls_};
  auto const fault = rule_ ? rule_(call) : Fault::none;
  if (fault != Fault::none) ++faults_;
  return fault;
}

void FaultyFileSystem::appended(std::string const& path, std::uint64_t bytes) {
  std::lock_guard const lock(mutex_);
  lengths_[path].written += bytes;
}

void FaultyFileSystem::cut(std::string const& path, std::uint64_t bytes) {
  std::lock_guard const lock(mutex_);
  auto& length = lengths_[path];
  length = {bytes, std::min(bytes, length.synced)};
}

void FaultyFileSystem::synced(std::string const& path) {
  std::lock_guard const lock(mutex_);
  auto& length = lengths_[path];
  length.synced = length.written;
}

void FaultyFileSystem::synced_folder(std::string const& path) {
  std::lock_guard const lock(mutex_);
  std::erase_if(entries_, [&](Entry const& entry) { return folder_of(entry.path) == path; });
}

std::string FaultyFileSystem::folder_of(std::string const& path) {
  return std::filesystem::path(path).parent_path().string();
}

/// A second name for what is there, so that it can come back.
std::string FaultyFileSystem::keep(std::string const& path) {
  std::error_code error;
  auto kept = (undo_folder_ / std::to_string(++kept_)).string();
  std::filesystem::create_hard_link(path, kept, error);
  return error ? std::string() : kept;
}

IOStatus FaultyFileSystem::NewWritableFile(std::string const& path, rocksdb::FileOptions const& options,
                                           std::unique_ptr<FSWritableFile>* file, IODebugContext* debug) {
  auto const fault = ask(Operation::create, path);
  if (fault != Fault::none) return status_of(fault);
  std::unique_ptr<FSWritableFile> real;
  auto status = RocksFileSystem::NewWritableFile(path, options, &real, debug);
  if (!status.ok()) return status;
  *file = std::make_unique<FaultyFile>(std::move(real), *this, path);
  std::lock_guard const lock(mutex_);
  lengths_[path] = {};
  entries_.push_back({Operation::create, path, {}, {}});
  return status;
}

IOStatus FaultyFileSystem::ReopenWritableFile(std::string const& path, rocksdb::FileOptions const& options,
                                              std::unique_ptr<FSWritableFile>* file, IODebugContext* debug) {
  auto const fault = ask(Operation::create, path);
  if (fault != Fault::none) return status_of(fault);
  std::unique_ptr<FSWritableFile> real;
  auto status = RocksFileSystem::ReopenWritableFile(path, options, &real, debug);
  if (!status.ok()) return status;
  std::error_code error;
  auto const there = std::filesystem::file_size(path, error);
  *file = std::make_unique<FaultyFile>(std::move(real), *this, path);
  std::lock_guard const lock(mutex_);
  if (!error) lengths_.try_emplace(path, Length{there, there});
  return status;
}

IOStatus FaultyFileSystem::RenameFile(std::string const& from, std::string const& to, IOOptions const& options,
                                      IODebugContext* debug) {
  auto const fault = ask(Operation::rename, to);
  if (fault != Fault::none) return status_of(fault);
  std::lock_guard const lock(mutex_);
  auto kept = keep(to);
  auto status = RocksFileSystem::RenameFile(from, to, options, debug);
  if (!status.ok()) return status;
  renamed(from, to);
  entries_.push_back({Operation::rename, to, from, std::move(kept)});
  return status;
}

/// What is not synced yet of a file, or of all that lies in a folder, has another name from now on.
void FaultyFileSystem::renamed(std::string const& from, std::string const& to) {
  auto const below = from + "/";
  std::map<std::string, Length> moved;
  for (auto const& [path, length] : lengths_) {
    if (path == from) moved[to] = length;
    if (path.starts_with(below)) moved[to + path.substr(from.size())] = length;
  }
  std::erase_if(lengths_, [&](auto const& it) { return it.first == from || it.first.starts_with(below); });
  lengths_.erase(to);
  lengths_.merge(moved);
  for (auto& entry : entries_) {
    if (entry.path.starts_with(below)) entry.path = to + entry.path.substr(from.size());
    if (entry.from.starts_with(below)) entry.from = to + entry.from.substr(from.size());
  }
}

IOStatus FaultyFileSystem::DeleteFile(std::string const& path, IOOptions const& options, IODebugContext* debug) {
  auto const fault = ask(Operation::remove, path);
  if (fault != Fault::none) return status_of(fault);
  std::lock_guard const lock(mutex_);
  auto kept = keep(path);
  auto status = RocksFileSystem::DeleteFile(path, options, debug);
  if (status.ok() && !kept.empty()) entries_.push_back({Operation::remove, path, {}, std::move(kept)});
  return status;
}

IOStatus FaultyFileSystem::LinkFile(std::string const& from, std::string const& to, IOOptions const& options,
                                    IODebugContext* debug) {
  auto const fault = ask(Operation::link, to);
  if (fault != Fault::none) return status_of(fault);
  auto status = RocksFileSystem::LinkFile(from, to, options, debug);
  std::lock_guard const lock(mutex_);
  if (status.ok()) entries_.push_back({Operation::link, to, {}, {}});
  return status;
}

IOStatus FaultyFileSystem::CreateDirIfMissing(std::string const& path, IOOptions const& options,
                                              IODebugContext* debug) {
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored)) return IOStatus::OK();
  auto const fault = ask(Operation::make_folder, path);
  if (fault != Fault::none) return status_of(fault);
  auto status = RocksFileSystem::CreateDirIfMissing(path, options, debug);
  std::lock_guard const lock(mutex_);
  if (status.ok()) entries_.push_back({Operation::make_folder, path, {}, {}});
  return status;
}

IOStatus FaultyFileSystem::NewDirectory(std::string const& path, IOOptions const& options,
                                        std::unique_ptr<FSDirectory>* folder, IODebugContext* debug) {
  std::unique_ptr<FSDirectory> real;
  auto status = RocksFileSystem::NewDirectory(path, options, &real, debug);
  if (status.ok()) *folder = std::make_unique<FaultyFolder>(std::move(real), *this, path);
  return status;
}

void FaultyFileSystem::undo(Entry const& entry) {
  std::error_code ignored;
  if (entry.operation == Operation::make_folder) {
    std::filesystem::remove_all(entry.path, ignored);
    return;
  }
  if (entry.operation == Operation::create || entry.operation == Operation::link) {
    std::filesystem::remove(entry.path, ignored);
    return;
  }
  if (entry.operation == Operation::rename) {
    std::filesystem::rename(entry.path, entry.from, ignored);
    renamed(entry.path, entry.from);
  }
  if (!entry.kept.empty()) std::filesystem::create_hard_link(entry.kept, entry.path, ignored);
}

void FaultyFileSystem::lose_unsynced(std::uint64_t seed) {
  std::lock_guard const lock(mutex_);
  std::mt19937_64 random(seed);
  // Of each folder the end of what was done in it is lost, whatever is kept of the others.
  std::map<std::string, std::size_t> done_in;
  for (auto const& entry : entries_) ++done_in[folder_of(entry.path)];
  std::map<std::string, std::size_t> kept_in;
  for (auto const& [folder, count] : done_in) kept_in[folder] = count - random() % (count + 1);
  std::vector<bool> is_lost;
  for (auto const& entry : entries_) {
    auto& left = kept_in[folder_of(entry.path)];
    is_lost.push_back(left == 0);
    if (left > 0) --left;
  }
  for (auto at = entries_.size(); at-- > 0;) {
    if (is_lost[at]) undo(entries_[at]);
  }
  for (auto const& [path, length] : lengths_) {
    std::error_code error;
    auto const real = std::filesystem::file_size(path, error);
    if (error || real < length.written || length.synced >= length.written) continue;
    tear(path, length.synced, length.written, random);
  }
  lengths_.clear();
  entries_.clear();
}

}  // namespace staffroom::tests
