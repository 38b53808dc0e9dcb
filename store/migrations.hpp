// The version of the layout on disk: written into a new folder, checked and brought up to date in an old one. A folder
// of a newer version is refused, never touched.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "protocol/result.hpp"
#include "store/rocks.hpp"

namespace staffroom::migrations {

inline constexpr std::uint32_t schema_current = 3;

/// Before the database is opened, which already writes: nothing of a newer version's folder is changed.
/// Errors: unprocessable for a newer version.
Result<void> refuse_newer(std::filesystem::path const& database, std::shared_ptr<RocksFileSystem> const& files);
/// Errors: unprocessable for a newer version; unavailable when the folder is not ours or cannot be written.
Result<void> bring_up_to_date(Database& database);
/// 16 random hex digits: of a new folder, and of one that was restored.
std::string new_incarnation();
/// That of this folder. Only after bring_up_to_date.
std::string incarnation_of(Database const& database);

}  // namespace staffroom::migrations
