// One row of the family meta of a database that may be another program's: read without changing a byte of its folder,
// as opening it would.
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "store/rocks.hpp"

namespace staffroom {

/// Nothing where there is no database, no such row, or no way to read it: opening it then says why.
std::optional<std::string> peek_meta(std::filesystem::path const& folder, std::shared_ptr<RocksFileSystem> const& files,
                                     std::string_view key);

}  // namespace staffroom
