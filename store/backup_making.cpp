// Making a copy while the hub writes. People's files are linked before the database is copied and once more after it:
// whatever the copied records name is there, also when a file came or went meanwhile.
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <map>

#include "store/backup.hpp"
#include "store/backup_erasures.hpp"
#include "store/backup_twin.hpp"
#include "store/rocks_file_system.hpp"
#include "store/store.hpp"

namespace staffroom::backup {
namespace {

namespace fs = std::filesystem;

constexpr char const* staging_name = "backup.staging";  // in the data folder, so that the database can be linked
constexpr char const* twin_name = "backup.twin";
constexpr char const* part_ending = ".part";
constexpr char const* note_of_the_sweep = ".unnamed";  // of derived/: since when nobody names a file

/// Which hub's folder it is. It follows from the key that stays with the hub, also after a restore.
Result<std::string> network_of(fs::path const& data_folder, RocksFileSystem& disk) {
  auto const key = disk.read_file(data_folder / "link.key");
  if (key && !key->empty()) return hash_of_text("staffroom network " + *key).substr(0, 16);
  return Error{ErrorCode::unavailable,
               {},
               "There is no key of links in " + data_folder.string() + ". Start the hub on it once, then copy it.",
               "no_key"};
}

/// Removes what was begun unless it was finished.
class Scratch {
 public:
  explicit Scratch(fs::path folder) : folder_(std::move(folder)) { remove(); }
  ~Scratch() {
    if (!is_kept_) remove();
  }
  Scratch(Scratch const&) = delete;
  Scratch& operator=(Scratch const&) = delete;
  fs::path const& folder() const { return folder_; }
  void keep() { is_kept_ = true; }

 private:
  /// And the one that RocksDB makes before it.
  void remove() const {
    remove_folder(folder_);
    remove_folder(folder_.string() + ".tmp");
  }
  fs::path folder_;
  bool is_kept_ = false;
};

class CopyMaker {
 public:
  CopyMaker(Source const& source, RocksFileSystem& disk, fs::path copy, Stop const& stop)
      : source_(source), disk_(disk), copy_(std::move(copy)), stop_(stop), copying_(disk, stop) {}

  /// What the copy before has need not be written, and not be read when it is the same file.
  void build_on(fs::path const& before, BackupManifest const& manifest) {
    before_ = before;
    for (auto const& file : manifest.files) known_.emplace(file.path, &file);
  }

  /// All files below a folder that are not in the copy yet, under `top` of it.
  Result<void> add_folder(fs::path const& folder, std::string const& top) {
    TRY_INTO(auto const files, tree_of(folder));
    for (auto const& file : files) {
      auto const path = top + "/" + file.path;
      if (path.ends_with(note_of_the_sweep) || has_.contains(path) || !is_backup_path(path)) continue;
      if (stop_ && stop_()) return Error{ErrorCode::unavailable, {}, "It was stopped.", "stopped"};
      TRY(add(folder / file.path, path));
    }
    return {};
  }

  Result<void> add_key() {
    TRY_INTO(auto const copied, copying_.add(source_.data_folder / "link.key", copy_ / "link.key"));
    note("link.key", copied);
    bytes_new_ += copied.bytes;
    return {};
  }

  Result<void> finish(Made& made) {
    TRY(copying_.finish());
    for (auto& [path, file] : has_) {
      made.bytes += file.bytes;
      made.manifest.files.push_back(std::move(file));
    }
    made.bytes_new = bytes_new_;
    made.bytes_read = bytes_read_;
    return {};
  }

 private:
  /// A file that went since it was seen was named by nobody.
  Result<void> add(fs::path const& from, std::string const& path) {
    auto const to = copy_ / path;
    TRY(make_folder(disk_, to.parent_path()));
    auto const added = disk_.link_file(from, to) ? hash_linked(to, path) : copy_or_link_before(from, to, path);
    if (!added && added.error().code == ErrorCode::not_found) return {};
    return added;
  }

  Result<void> hash_linked(fs::path const& to, std::string const& path) {
    struct stat here{}, there{};
    auto const* known = known_of(path);
    bool const is_same = known && ::stat(to.c_str(), &here) == 0 && ::stat((before_ / path).c_str(), &there) == 0 &&
                         here.st_ino == there.st_ino && here.st_dev == there.st_dev &&
                         static_cast<std::uint64_t>(here.st_size) == known->bytes;
    if (is_same) {
      note(path, {known->bytes, known->sha256});
      return {};
    }
    TRY_INTO(auto const hashed, hash_of(to, stop_));
    bytes_read_ += hashed.bytes;
    bytes_new_ += hashed.bytes;
    note(path, hashed);
    return {};
  }

  /// On another disk: read anew, but written only when the copy before does not have it.
  Result<void> copy_or_link_before(fs::path const& from, fs::path const& to, std::string const& path) {
    if (auto const* known = known_of(path)) {
      TRY_INTO(auto const hashed, hash_of(from, stop_));
      bytes_read_ += hashed.bytes;
      std::error_code error;
      bool const is_same = hashed.sha256 == known->sha256 && fs::file_size(before_ / path, error) == hashed.bytes;
      if (is_same && disk_.link_file(before_ / path, to)) {
        note(path, hashed);
        return {};
      }
    }
    TRY_INTO(auto const copied, copying_.add(from, to));
    bytes_read_ += copied.bytes;
    bytes_new_ += copied.bytes;
    note(path, copied);
    return {};
  }

  BackupFile const* known_of(std::string const& path) const {
    auto const found = known_.find(path);
    return found == known_.end() ? nullptr : found->second;
  }
  void note(std::string const& path, Hashed const& hashed) { has_[path] = {path, hashed.bytes, hashed.sha256}; }

  Source const& source_;
  RocksFileSystem& disk_;
  fs::path copy_;
  Stop const& stop_;
  Copying copying_;
  fs::path before_;
  std::map<std::string, BackupFile const*, std::less<>> known_;
  std::map<std::string, BackupFile> has_;
  std::uint64_t bytes_new_ = 0;
  std::uint64_t bytes_read_ = 0;
};

Result<void> check_place(fs::path const& data_folder, fs::path const& backups) {
  std::error_code error;
  auto const data = fs::weakly_canonical(data_folder, error);
  auto const to = fs::weakly_canonical(backups, error);
  auto const inside = to.lexically_relative(data);
  bool const is_inside = !inside.empty() && *inside.begin() != "..";
  if (!is_inside) return {};
  return Error::unprocessable("to", "Copies can't lie in the data folder itself: name another place, on another disk.");
}

/// What was left behind by a process that was killed; not what another one works in.
void clear_leftovers(fs::path const& backups) {
  std::error_code error;
  std::vector<fs::path> left;
  for (fs::directory_iterator at(backups, error), end; !error && at != end; at.increment(error)) {
    auto const name = at->path().filename();
    if (name.has_extension() && time_of(name.stem())) left.push_back(at->path());
  }
  for (auto const& folder : left) {
    if (auto const lock = FolderLock::take(folder)) remove_folder(folder);
  }
}

fs::path free_name(fs::path const& backups, TimestampMs now) {
  std::error_code error;
  while (fs::exists(backups / name_of(now), error)) now = now + std::chrono::seconds{1};
  return backups / name_of(now);
}

Result<void> write_manifest(RocksFileSystem& disk, fs::path const& copy, BackupManifest const& manifest) {
  auto const json = to_json(manifest);
  auto const sum = hash_of_text(json) + "  " + manifest_name + "\n";
  TRY(sync_folders(disk, copy));
  if (!disk.replace_file(copy / manifest_hash_name, sum) || !disk.replace_file(copy / manifest_name, json)) {
    return disk_trouble(copy / manifest_name, "could not be written; the disk may be full");
  }
  return {};
}

/// From the copied database itself: it opens, and says how far it goes.
Result<void> note_facts(fs::path const& database, fs::path const& twin_place, fs::path const& backups,
                        std::shared_ptr<RocksFileSystem> const& disk, BackupManifest& manifest) {
  remove_folder(twin_place);
  TRY_INTO(auto twin, Twin::open(database, twin_place, disk));
  TRY_INTO(auto const facts, facts_of(twin.database()));
  manifest.schema = facts.schema;
  manifest.incarnation = facts.incarnation;
  manifest.seq = facts.state.seq;
  manifest.network_name = facts.network_name;
  return note_erasures(*disk, backups / erasures_name, erasures_in(twin.database()));
}

Result<void> name_whole(RocksFileSystem& disk, fs::path const& part, fs::path const& copy) {
  if (disk.rename_and_sync(part, copy) == DiskAnswer::ok) return {};
  // It may have got its name all the same.
  remove_folder(copy);
  return disk_trouble(copy, "could not be named");
}

}  // namespace

Result<Made> make(Source const& source, fs::path const& backups, Making const& making) {
  auto const begun = std::chrono::steady_clock::now();
  auto const disk = source.disk ? source.disk : std::make_shared<RocksFileSystem>();
  TRY(check_place(source.data_folder, backups));
  TRY_INTO(auto network, network_of(source.data_folder, *disk));
  TRY(make_lasting_folder(*disk, backups));
  TRY_INTO(auto const lock, FolderLock::take(backups));
  clear_leftovers(backups);
  Made made;
  made.folder = free_name(backups, making.now);
  made.manifest.program = making.program;
  made.manifest.network = std::move(network);
  made.manifest.begun = making.now;
  Scratch part(made.folder.string() + part_ending);
  Scratch const staging(source.data_folder / staging_name);
  CopyMaker maker(source, *disk, part.folder(), making.stop);
  auto const copies = copies_in(backups);
  auto const before = copies.empty() ? Result<BackupManifest>(Error::not_found()) : manifest_of(copies.back());
  if (before && before->network != made.manifest.network) {
    return Error::conflict("foreign", "There are copies of another hub in " + backups.string() + " (" +
                                          before->network_name + "). Name another folder.");
  }
  if (before) maker.build_on(copies.back(), *before);
  TRY(make_folder(*disk, part.folder()));
  auto const add_files = [&]() -> Result<void> {
    TRY(maker.add_folder(source.data_folder / "files", "files"));
    return maker.add_folder(source.data_folder / "derived", "derived");
  };
  TRY(add_files());
  TRY(source.checkpoint(staging.folder()));
  TRY(add_files());
  TRY(note_facts(staging.folder(), source.data_folder / twin_name, backups, disk, made.manifest));
  TRY(maker.add_folder(staging.folder(), "database"));
  TRY(maker.add_key());
  TRY(maker.finish(made));
  auto const took = std::chrono::steady_clock::now() - begun;
  made.manifest.took_ms =
      static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(took).count());
  TRY(write_manifest(*disk, part.folder(), made.manifest));
  TRY(name_whole(*disk, part.folder(), made.folder));
  part.keep();
  return made;
}

Source source_of(Store& store, fs::path data_folder, std::shared_ptr<RocksFileSystem> disk) {
  auto checkpoint = [&store](fs::path const& to) -> Result<void> {
    TRY(store.checkpoint(to));
    return {};
  };
  return {std::move(data_folder), std::move(checkpoint), std::move(disk)};
}

Result<Made> make_of_folder(fs::path const& data_folder, fs::path const& backups, Making const& making,
                            std::shared_ptr<RocksFileSystem> disk) {
  if (!disk) disk = std::make_shared<RocksFileSystem>();
  TRY_INTO(auto const database, Database::open({data_folder / "database", false, disk, nullptr, true}));
  Source const source{data_folder, [&](fs::path const& to) { return database->checkpoint(to); }, disk};
  return make(source, backups, making);
}

}  // namespace staffroom::backup
