// A copied database, opened without touching it: in a place of its own, where its immutable files are linked and all
// others copied.
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "protocol/people_erasure.hpp"
#include "store/backup_files.hpp"
#include "store/commit_state.hpp"
#include "store/rocks.hpp"

namespace staffroom::backup {

struct Facts {
  std::uint32_t schema = 0;
  std::string incarnation;
  std::string network_name;  // may be empty
  CommitState state;
};
/// Errors: unavailable with the reason `damaged` when it is not a database of ours.
Result<Facts> facts_of(Database const& database);
/// Erasures that were approved, whether they are complete or not.
std::vector<Erasure> erasures_in(Database const& database);

/// Goes with its place, which nobody clears away meanwhile (FolderLock).
class Twin {
 public:
  /// The place must not exist yet. Errors: no_space, unavailable.
  static Result<Twin> open(std::filesystem::path const& database, std::filesystem::path place,
                           std::shared_ptr<RocksFileSystem> const& disk);
  Twin(Twin&& other) noexcept = default;
  Twin& operator=(Twin&&) = delete;
  ~Twin();
  Database& database() { return *database_; }

 private:
  explicit Twin(std::filesystem::path place) : place_(std::move(place)) {}
  std::filesystem::path place_;  // empty: moved from
  std::optional<FolderLock> lock_;
  std::unique_ptr<Database> database_;
};

}  // namespace staffroom::backup
