// The version of the layout on disk: written into a new folder, checked and brought up to date in an old one. A folder
// of a newer version is refused, never touched.
#pragma once
#include <cstdint>
#include <string>

#include "protocol/result.hpp"
#include "store/rocks.hpp"

namespace staffroom::migrations {

inline constexpr std::uint32_t schema_current = 3;

/// Errors: unprocessable for a newer version; unavailable when the folder is not ours or cannot be written.
Result<void> bring_up_to_date(Database& database);
/// Random, 16 hex digits, made with the folder. Only after bring_up_to_date.
std::string incarnation_of(Database const& database);

}  // namespace staffroom::migrations
