// Whether a copy is what its manifest says, and what its database says is in it.
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "store/backup.hpp"
#include "store/backup_twin.hpp"
#include "store/derive.hpp"
#include "store/index_rows.hpp"
#include "store/integrity.hpp"
#include "store/migrations.hpp"
#include "store/rocks_file_system.hpp"

namespace staffroom::backup {
namespace {

namespace fs = std::filesystem;

constexpr char const* checking_ending = ".checking-";

Error damaged_file(fs::path const& copy, std::string const& path, std::string const& what) {
  return {
      ErrorCode::unavailable, {}, "The copy " + copy.string() + " is damaged: " + path + " " + what + ".", "damaged"};
}

Result<void> check_tree(fs::path const& copy, BackupManifest const& manifest) {
  TRY_INTO(auto const tree, tree_of(copy));
  std::map<std::string, std::uint64_t, std::less<>> there;
  for (auto const& file : tree) there.emplace(file.path, file.bytes);
  for (auto const* own : {manifest_name, manifest_hash_name}) there.erase(own);
  for (auto const& file : manifest.files) {
    auto const found = there.find(file.path);
    if (found == there.end()) return damaged_file(copy, file.path, "is missing");
    if (found->second != file.bytes) {
      return damaged_file(copy, file.path,
                          "has " + std::to_string(found->second) + " bytes instead of " + std::to_string(file.bytes));
    }
    there.erase(found);
  }
  if (!there.empty()) return damaged_file(copy, there.begin()->first, "does not belong to it");
  return {};
}

Result<void> check_hashes(fs::path const& copy, BackupManifest const& manifest, Stop const& stop) {
  for (auto const& file : manifest.files) {
    TRY_INTO(auto const hashed, hash_of(copy / file.path, stop));
    if (hashed.sha256 != file.sha256) return damaged_file(copy, file.path, "has other bytes than when it was copied");
  }
  return {};
}

/// People's files that index rows name, as paths of a copy.
std::set<std::string> files_named(Database const& database) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::set<std::string> out;
  for (auto const index : {Index::files_by_hash, Index::purchase_files}) {
    auto rows = database.cursor(Family::indexes, IndexKey(index).take(), {});
    for (rows.any(); rows.valid(); rows.next()) {
      auto const key = rows.key();
      if (key.size() < 41) continue;
      std::string path = "files/" + std::to_string(read_u64(key.substr(1))) + "/";
      for (unsigned char const byte : key.substr(9, 32)) {
        path += digits[byte >> 4];
        path += digits[byte & 15];
      }
      out.insert(std::move(path));
    }
  }
  return out;
}

void count_kinds(Database const& database, Checked& out) {
  std::map<Kind, std::uint64_t> kinds;
  auto records = database.cursor(Family::records, {}, {});
  for (records.any(); records.valid(); records.next()) {
    ++kinds[static_cast<Kind>(static_cast<std::uint8_t>(records.key().front()))];
    ++out.records;
  }
  for (auto const& [kind, count] : kinds) out.kinds.emplace_back(name_of(kind), count);
}

/// Beside the copy, so that its files can be linked; where nothing can be written, among the temporary files.
fs::path place_to_check(fs::path const& copy) {
  auto const ending = checking_ending + std::to_string(::getpid());
  std::error_code error;
  if (::access(copy.parent_path().c_str(), W_OK) == 0) return copy.string() + ending;
  return fs::temp_directory_path(error) / (copy.filename().string() + ending);
}

Result<void> check_database(fs::path const& copy, std::shared_ptr<RocksFileSystem> const& disk, Checked& out) {
  auto const place = place_to_check(copy);
  remove_folder(place);
  TRY_INTO(auto twin, Twin::open(copy / "database", place, disk));
  auto& database = twin.database();
  TRY_INTO(auto const facts, facts_of(database));
  auto const& manifest = out.manifest;
  if (facts.incarnation != manifest.incarnation || facts.state.seq != manifest.seq || facts.schema != manifest.schema) {
    return damaged_file(copy, "database", "is not the one that the manifest tells of");
  }
  TRY(migrations::bring_up_to_date(database));
  if (auto const problems = integrity::problems(database, *database.snapshot(facts.state.seq)); !problems.empty()) {
    return damaged_file(copy, "database", "does not agree with itself: " + problems.front());
  }
  for (auto const& path : files_named(database)) {
    auto const found = std::lower_bound(manifest.files.begin(), manifest.files.end(), path,
                                        [](BackupFile const& file, std::string const& it) { return file.path < it; });
    if (found == manifest.files.end() || found->path != path) {
      return damaged_file(copy, path, "is named by a record and was not copied");
    }
  }
  count_kinds(database, out);
  return {};
}

}  // namespace

Result<Checked> verify(fs::path const& copy, Depth depth, Stop const& stop, std::shared_ptr<RocksFileSystem> disk) {
  Checked out;
  TRY_INTO(out.manifest, manifest_of(copy));
  for (auto const& file : out.manifest.files) out.bytes += file.bytes;
  if (out.manifest.schema > migrations::schema_current) {
    return Error{ErrorCode::unprocessable,
                 {},
                 "The copy has version " + std::to_string(out.manifest.schema) + " of the data folder, this program " +
                     "knows versions up to " + std::to_string(migrations::schema_current) +
                     ". Use the program that made the copy (" + out.manifest.program + ").",
                 "newer_version"};
  }
  TRY(check_tree(copy, out.manifest));
  if (depth == Depth::names_and_sizes) return out;
  TRY(check_hashes(copy, out.manifest, stop));
  if (depth == Depth::bytes) return out;
  try {
    TRY(check_database(copy, disk ? disk : std::make_shared<RocksFileSystem>(), out));
  } catch (ReadFailed const& failure) {
    return damaged_file(copy, "database", std::string("could not be read: ") + failure.what());
  }
  return out;
}

}  // namespace staffroom::backup
