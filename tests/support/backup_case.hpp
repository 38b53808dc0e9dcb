// A hub with people, talk and a shared file, and a folder for copies of it.
#pragma once
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "store/backup.hpp"
#include "store/backup_files.hpp"
#include "store/files.hpp"
#include "tests/support/library.hpp"

namespace staffroom::tests {

inline constexpr char const* backup_program = "0.1.0";

inline std::string bytes_in(std::filesystem::path const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A file of its own: copies share theirs.
inline void write_anew(std::filesystem::path const& path, std::string const& bytes) {
  std::filesystem::remove(path);
  std::ofstream(path, std::ios::binary) << bytes;
}

/// All files below a folder with their bytes.
inline std::map<std::string, std::string> all_in(std::filesystem::path const& folder) {
  std::map<std::string, std::string> out;
  for (auto const& file : *backup::tree_of(folder)) out[file.path] = bytes_in(folder / file.path);
  return out;
}

struct BackupCase {
  BackupCase() {
    write_anew(s.folder() / "link.key", std::string(32, 'k'));
    keeps(s.kirkby, "Halves and quarters");
    Library(s).shows(s.bob, s.kirkby, s.network);
    s.bob.posts(s.maths.topic, "Bar models first.");
  }
  /// A file as an upload leaves it, with what was read out of it.
  void keeps(OrganisationId at, std::string const& bytes) {
    auto const stored = s.store().files().put_bytes(at, bytes).value();
    s.store().files().put_text(at, stored.sha256, "Text of " + bytes).value();
    s.store().files().put_preview(at, stored.sha256, "Picture of " + bytes).value();
  }
  backup::Source source(std::shared_ptr<RocksFileSystem> disk = nullptr) {
    return backup::source_of(s.store(), s.folder(), std::move(disk));
  }
  /// One second after the other.
  backup::Making making() { return {backup_program, {1'795'400'000'000 + 1'000 * ++copies}}; }
  backup::Made makes() { return backup::make(source(), backups(), making()).value(); }
  backup::Restoring restoring() const {
    backup::Restoring out;
    out.program = backup_program;
    out.now = s.store().now();
    return out;
  }
  std::filesystem::path backups() const { return place.path() / "copies"; }
  std::filesystem::path target() const { return place.path() / "again"; }

  TempFolder place;
  mutable Scenario s;
  int copies = 0;
};

/// Of a folder that was restored.
inline Result<std::unique_ptr<Store>> open_restored(std::filesystem::path const& folder,
                                                    std::optional<TimestampMs> now = std::nullopt) {
  StoreSettings settings;
  settings.folder = folder;
  settings.create = false;
  settings.manual_clock = true;
  settings.manual_start = now.value_or(settings.manual_start);
  return Store::open(settings);
}

/// "damaged", "unfinished" …; "done" when there is no error.
template <class T>
std::string reason_of(Result<T> const& result) {
  if (result) return "done";
  return result.error().reason.empty() ? std::string(to_text(result.error().code)) : result.error().reason;
}

}  // namespace staffroom::tests
