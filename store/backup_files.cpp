// The bytes of copies.
#include "store/backup_files.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "store/rocks_file_system.hpp"

namespace staffroom::backup {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t part_bytes = 1024 * 1024;
constexpr std::uint64_t write_back_every = 16ull * 1024 * 1024;
constexpr std::size_t files_together = 64;  // written, and not waited for yet
constexpr std::uint64_t bytes_together = 64ull * 1024 * 1024;

class Sha256 {
 public:
  Sha256() : context_(::EVP_MD_CTX_new()) { ::EVP_DigestInit_ex(context_, ::EVP_sha256(), nullptr); }
  ~Sha256() { ::EVP_MD_CTX_free(context_); }
  Sha256(Sha256 const&) = delete;
  Sha256& operator=(Sha256 const&) = delete;

  void add(std::string_view bytes) { ::EVP_DigestUpdate(context_, bytes.data(), bytes.size()); }
  std::string hex() {
    std::array<unsigned char, 32> bytes{};
    ::EVP_DigestFinal_ex(context_, bytes.data(), nullptr);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (auto const byte : bytes) {
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
    return out;
  }

 private:
  EVP_MD_CTX* context_;
};

/// An open file to read from.
class FileReader {
 public:
  explicit FileReader(fs::path const& path) : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)) {
    if (descriptor_ < 0) return;
    ::posix_fadvise(descriptor_, 0, 0, POSIX_FADV_SEQUENTIAL);
  }
  ~FileReader() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  FileReader(FileReader const&) = delete;
  FileReader& operator=(FileReader const&) = delete;
  bool is_open() const { return descriptor_ >= 0; }
  /// Below 0 when it fails, 0 at the end.
  ssize_t read(std::string& into) const {
    for (;;) {
      auto const count = ::read(descriptor_, into.data(), into.size());
      if (count >= 0 || errno != EINTR) return count;
    }
  }

 private:
  int descriptor_;
};

Error stopped() { return {ErrorCode::unavailable, {}, "It was stopped.", "stopped"}; }

Error write_trouble(fs::path const& path, DiskAnswer answer) {
  if (answer == DiskAnswer::no_space) {
    return {ErrorCode::no_space, {}, "The disk is full: " + path.string() + " could not be written. Make room.", {}};
  }
  return disk_trouble(path, "could not be written");
}

Result<FileReader*> opened(FileReader& source, fs::path const& path) {
  if (source.is_open()) return &source;
  auto const why = errno;
  if (why == ENOENT) return Error{ErrorCode::not_found, {}, "There is no file " + path.string() + ".", "missing"};
  return disk_trouble(path, std::string("could not be read: ") + std::strerror(why));
}

/// Calls `take` for each part. Errors: not_found, unavailable, and those of `take`.
Result<Hashed> read_through(fs::path const& path, Stop const& stop,
                            std::function<Result<void>(std::string_view)> const& take) {
  FileReader source(path);
  TRY(opened(source, path));
  std::string part(part_bytes, '\0');
  Sha256 hash;
  Hashed out;
  for (;;) {
    if (stop && stop()) return stopped();
    auto const count = source.read(part);
    if (count < 0) return disk_trouble(path, std::string("could not be read: ") + std::strerror(errno));
    if (count == 0) break;
    std::string_view const bytes(part.data(), static_cast<std::size_t>(count));
    hash.add(bytes);
    out.bytes += bytes.size();
    if (take) TRY(take(bytes));
  }
  out.sha256 = hash.hex();
  return out;
}

Result<void> add_tree(fs::path const& folder, std::string const& below, std::vector<TreeFile>& out) {
  std::error_code error;
  fs::directory_iterator at(folder, error);
  if (error) return disk_trouble(folder, "could not be read: " + error.message());
  for (fs::directory_iterator const end; at != end; at.increment(error)) {
    if (error) return disk_trouble(folder, "could not be read: " + error.message());
    struct stat about{};
    auto const name = below + at->path().filename().string();
    // What goes while we look was not there.
    if (::lstat(at->path().c_str(), &about) != 0) continue;
    if (S_ISDIR(about.st_mode)) {
      TRY(add_tree(at->path(), name + "/", out));
    } else if (S_ISREG(about.st_mode)) {
      out.push_back({name, static_cast<std::uint64_t>(about.st_size), about.st_dev, about.st_ino});
    } else {
      return disk_trouble(at->path(), "is neither a file nor a folder");
    }
  }
  return {};
}

}  // namespace

Error disk_trouble(fs::path const& path, std::string const& what) {
  return {ErrorCode::unavailable, {}, path.string() + " " + what + ".", {}};
}

Result<std::vector<TreeFile>> tree_of(fs::path const& folder) {
  std::vector<TreeFile> out;
  std::error_code error;
  if (!fs::exists(folder, error)) return out;
  TRY(add_tree(folder, {}, out));
  std::sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return a.path < b.path; });
  return out;
}

Result<Hashed> hash_of(fs::path const& file, Stop const& stop) { return read_through(file, stop, nullptr); }

std::string hash_of_text(std::string_view text) {
  Sha256 hash;
  hash.add(text);
  return hash.hex();
}

Result<Hashed> copy_file(RocksFileSystem& disk, fs::path const& from, fs::path const& to, Stop const& stop) {
  Copying copying(disk, stop);
  TRY_INTO(auto copied, copying.add(from, to));
  TRY(copying.finish());
  return copied;
}

struct Copying::Written {
  fs::path path;
  std::unique_ptr<GrowingFile> file;
};

Copying::Copying(RocksFileSystem& disk, Stop const& stop) : disk_(disk), stop_(stop) {}

Copying::~Copying() {
  for (auto& it : written_) drop(it);
}

void Copying::drop(Written& it) {
  it.file->close();
  disk_.remove_file(it.path);
}

Result<Hashed> Copying::write(fs::path const& from, Written const& to) {
  std::uint64_t written = 0;
  std::uint64_t written_back = 0;
  auto const write_back = [&] {
    to.file->begin_writing_back(written_back, written - written_back);
    written_back = written;
  };
  auto copied = read_through(from, stop_, [&](std::string_view bytes) -> Result<void> {
    if (auto const answer = to.file->append(bytes); answer != DiskAnswer::ok) return write_trouble(to.path, answer);
    written += bytes.size();
    if (written >= written_back + write_back_every) write_back();
    return {};
  });
  if (copied && written > written_back) write_back();
  return copied;
}

Result<Hashed> Copying::add(fs::path const& from, fs::path const& to) {
  {
    FileReader const there(from);
    if (!there.is_open() && errno == ENOENT) return Error{ErrorCode::not_found, {}, "There is no such file.", {}};
  }
  auto answer = DiskAnswer::ok;
  auto file = disk_.open_growing(to, answer);
  if (!file) {
    disk_.remove_file(to);
    return write_trouble(to, answer);
  }
  Written it{to, std::move(file)};
  auto copied = write(from, it);
  if (!copied) {
    drop(it);
    return copied;
  }
  std::error_code error;
  fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write, error);
  bytes_ += copied->bytes;
  written_.push_back(std::move(it));
  if (written_.size() >= files_together || bytes_ >= bytes_together) TRY(finish());
  return copied;
}

Result<void> Copying::finish() {
  Result<void> done;
  for (auto& it : written_) {
    auto answer = done ? it.file->sync() : DiskAnswer::ok;
    auto const closed = it.file->close();
    if (answer == DiskAnswer::ok) answer = closed;
    if (done && answer != DiskAnswer::ok) done = write_trouble(it.path, answer);
    if (!done) disk_.remove_file(it.path);
  }
  written_.clear();
  bytes_ = 0;
  return done;
}

Result<void> make_folder(RocksFileSystem& disk, fs::path const& folder) {
  std::error_code error;
  if (fs::is_directory(folder, error)) return {};
  if (folder.has_parent_path() && folder.parent_path() != folder) TRY(make_folder(disk, folder.parent_path()));
  if (auto const made = disk.CreateDirIfMissing(folder.string(), rocksdb::IOOptions(), nullptr); !made.ok()) {
    if (made.IsNoSpace()) return write_trouble(folder, DiskAnswer::no_space);
    return disk_trouble(folder, "could not be made: " + made.ToString());
  }
  fs::permissions(folder, fs::perms::owner_all, error);
  return error ? disk_trouble(folder, "could not be made private: " + error.message()) : Result<void>();
}

Result<void> make_lasting_folder(RocksFileSystem& disk, fs::path const& folder) {
  std::error_code error;
  auto const above = folder.has_parent_path() ? folder.parent_path() : fs::path(".");
  bool const is_there = fs::is_directory(folder, error);
  // Who made an empty one may not have come so far as to sync its name.
  if (is_there && !fs::is_empty(folder, error)) return {};
  if (!is_there && above != folder) {
    TRY(make_lasting_folder(disk, above));
    TRY(make_folder(disk, folder));
  }
  auto const answer = disk.sync_folder(above);
  return answer == DiskAnswer::ok || is_there ? Result<void>() : write_trouble(folder, answer);
}

Result<void> sync_folders(RocksFileSystem& disk, fs::path const& folder) {
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (!at->is_directory(error)) continue;
    if (auto const answer = disk.sync_folder(at->path()); answer != DiskAnswer::ok) {
      return write_trouble(at->path(), answer);
    }
  }
  if (error) return disk_trouble(folder, "could not be read: " + error.message());
  auto const answer = disk.sync_folder(folder);
  return answer == DiskAnswer::ok ? Result<void>() : write_trouble(folder, answer);
}

void remove_folder(fs::path const& folder) {
  std::error_code ignored;
  fs::remove_all(folder, ignored);
}

// ---- one at a time

Result<FolderLock> FolderLock::take(fs::path const& folder) {
  int const descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return disk_trouble(folder, std::string("could not be opened: ") + std::strerror(errno));
  FolderLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno != EWOULDBLOCK) return disk_trouble(folder, std::string("could not be locked: ") + std::strerror(errno));
  return Error::conflict("busy", "A copy in " + folder.string() + " is being made or restored at this moment. " +
                                     "Wait until it is done.");
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace staffroom::backup
