// Putting a copy back: into a folder beside the one that is wanted, which gets its name when it is whole and synced.
#include <algorithm>
#include <array>
#include <charconv>

#include "store/backup.hpp"
#include "store/backup_erasures.hpp"
#include "store/backup_twin.hpp"
#include "store/high_water.hpp"
#include "store/keys.hpp"
#include "store/migrations.hpp"
#include "store/rocks_file_system.hpp"

namespace staffroom::backup {
namespace {

namespace fs = std::filesystem;

constexpr char const* restoring_ending = ".restoring";
/// Ids that the lost life of the hub may have given after the copy was made are not given again: links in mails and the
/// ledger of erasures name them.
constexpr std::uint64_t ids_left_out = 1ull << 32;

/// "0.12.1" → {0, 12, 1}; what is no number counts as 0.
std::array<int, 3> numbers_of(std::string_view version) {
  std::array<int, 3> out{};
  for (auto& number : out) {
    auto const end = version.find('.');
    std::from_chars(version.data(), version.data() + std::min(end, version.size()), number);
    version.remove_prefix(end == std::string_view::npos ? version.size() : end + 1);
  }
  return out;
}

Result<void> check_target(fs::path const& data_folder) {
  std::error_code error;
  bool const is_free =
      !fs::exists(data_folder, error) || (fs::is_directory(data_folder, error) && fs::is_empty(data_folder, error));
  if (is_free && !error) return {};
  return Error::conflict("not_empty", data_folder.string() +
                                          " is there and not empty: a restore never writes over "
                                          "anything. Move it away first, or name another folder.");
}

Result<void> check_origin(fs::path const& copy, BackupManifest const& manifest, Restoring const& restoring) {
  if (numbers_of(manifest.program) > numbers_of(restoring.program)) {
    return Error{ErrorCode::unprocessable,
                 {},
                 "The copy was made by the newer program " + manifest.program + ", this is " + restoring.program +
                     ". Restore it with that one.",
                 "newer_version"};
  }
  auto const foreign = [&](std::string const& than) {
    return Error::conflict("foreign", "The copy " + copy.string() + " is of another hub: " + manifest.network_name +
                                          " (" + manifest.network + "), not " + than + ".");
  };
  if (!restoring.expected_network.empty()) {
    return manifest.network == restoring.expected_network ? Result<void>() : foreign(restoring.expected_network);
  }
  for (auto const& other : copies_in(copy.parent_path())) {
    auto const beside = manifest_of(other);
    if (beside && beside->network != manifest.network) return foreign("that of " + other.string());
  }
  return {};
}

Result<void> copy_all(fs::path const& copy, BackupManifest const& manifest, fs::path const& to, RocksFileSystem& disk,
                      Restoring const& restoring) {
  Copying copying(disk, restoring.stop);
  for (auto const& file : manifest.files) {
    TRY(make_folder(disk, (to / file.path).parent_path()));
    TRY_INTO(auto const copied, copying.add(copy / file.path, to / file.path));
    if (copied.bytes == file.bytes && copied.sha256 == file.sha256) continue;
    return Error{ErrorCode::unavailable,
                 {},
                 "The copy " + copy.string() + " is damaged: " + file.path +
                     " has other bytes than when it was copied. Nothing was restored: take another copy.",
                 "damaged"};
  }
  return copying.finish();
}

/// The folder's own life: who was here before fetches everything afresh.
Result<void> begin_new_life(fs::path const& folder, std::vector<Erasure> const& erasures,
                            std::shared_ptr<RocksFileSystem> const& disk, Restoring const& restoring, Restored& out) {
  TRY_INTO(auto const database, Database::open({folder / "database", false, disk, nullptr, true}));
  TRY_INTO(auto const facts, facts_of(*database));
  if (facts.incarnation != out.manifest.incarnation || facts.state.seq != out.manifest.seq) {
    return Error{ErrorCode::unavailable, {}, "The database is not the one that the manifest tells of.", "damaged"};
  }
  TRY(migrations::bring_up_to_date(*database));
  auto state = facts.state;
  state.id_next += ids_left_out;
  out.incarnation = migrations::new_incarnation();
  Batch batch(*database);
  batch.put(Family::meta, meta_key(MetaTag::incarnation), out.incarnation);
  batch.put(Family::meta, meta_key(MetaTag::state), encode_commit_state(state));
  if (database->write(batch) != WriteResult::done) {
    return disk_trouble(folder, "could not be written: " + database->last_error());
  }
  TRY_INTO(out.forgotten, forget_again(*database, erasures, restoring.now));
  TRY_INTO(auto const after, facts_of(*database));
  HighWater high_water(*disk, folder);
  high_water.note(out.incarnation, after.state.seq);
  if (high_water.noted() == after.state.seq) return {};
  return disk_trouble(folder / "high-water", "could not be written");
}

Result<void> empty_folder(fs::path const& folder) {
  std::error_code error;
  std::vector<fs::path> inside;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    inside.push_back(at->path());
  }
  for (auto const& path : inside) remove_folder(path);
  if (!error && fs::is_empty(folder, error) && !error) return {};
  return disk_trouble(folder, "could not be emptied");
}

Result<std::vector<Erasure>> erasures_for(fs::path const& copy, Restoring const& restoring) {
  if (restoring.erasures.empty()) return read_erasures(copy.parent_path() / erasures_name);
  std::error_code error;
  if (fs::is_regular_file(restoring.erasures, error)) return read_erasures(restoring.erasures);
  return Error{ErrorCode::not_found, {}, "There is no file " + restoring.erasures.string() + ".", "missing"};
}

Result<void> give_name(RocksFileSystem& disk, fs::path const& from, fs::path const& to) {
  if (disk.rename_and_sync(from, to) == DiskAnswer::ok) return {};
  std::error_code error;
  // It may have got its name all the same: then nobody knows whether that outlives a power cut.
  if (!fs::exists(from, error)) fs::rename(to, from, error);
  return disk_trouble(to, "could not be named");
}

}  // namespace

Result<Restored> restore(fs::path const& copy, fs::path const& given, Restoring const& restoring) {
  auto const disk = restoring.disk ? restoring.disk : std::make_shared<RocksFileSystem>();
  auto const data_folder = fs::absolute(given / "").lexically_normal().parent_path();
  auto const whole = fs::absolute(copy / "").lexically_normal().parent_path();
  TRY(check_target(data_folder));
  TRY_INTO(auto checked, verify(whole, Depth::names_and_sizes, restoring.stop));
  Restored out;
  out.manifest = std::move(checked.manifest);
  out.bytes = checked.bytes;
  TRY(check_origin(whole, out.manifest, restoring));
  TRY_INTO(auto const erasures, erasures_for(whole, restoring));
  auto const place = fs::path(data_folder.string() + restoring_ending);
  if (place.has_parent_path()) TRY(make_lasting_folder(*disk, place.parent_path()));
  TRY(make_folder(*disk, place));
  TRY_INTO(auto const lock, FolderLock::take(place));
  auto const put_back = [&]() -> Result<void> {
    TRY(empty_folder(place));  // what a restore left that was killed
    TRY(copy_all(whole, out.manifest, place, *disk, restoring));
    TRY(begin_new_life(place, erasures, disk, restoring, out));
    TRY(sync_folders(*disk, place));
    return give_name(*disk, place, data_folder);
  };
  try {
    if (auto done = put_back(); !done) {
      remove_folder(place);
      return done.error();
    }
  } catch (ReadFailed const& failure) {
    remove_folder(place);
    return Error{
        ErrorCode::unavailable, {}, std::string("The database could not be read: ") + failure.what(), "damaged"};
  }
  return out;
}

}  // namespace staffroom::backup
