// The ledger of erasures beside the copies: people who were forgotten after a copy was made must not come back with it.
// One stored Erasure on each line of BACKUPS/erasures.jsonl: numbers and times, no name.
#pragma once
#include <filesystem>
#include <vector>

#include "protocol/people_erasure.hpp"
#include "protocol/result.hpp"
#include "protocol/time.hpp"

namespace staffroom {

class Database;
class RocksFileSystem;
class Store;

namespace backup {

inline constexpr char const* erasures_name = "erasures.jsonl";

/// Approved ones of an open store. Blocks. Errors: unavailable.
Result<std::vector<Erasure>> erasures_of(Store& store);
/// Empty when there is no such file. Errors: unavailable with the reason `damaged`, naming the line.
Result<std::vector<Erasure>> read_erasures(std::filesystem::path const& ledger);
/// Adds those that are not in it; what is in it stays. One at a time. Errors: as read_erasures; unavailable.
Result<void> note_erasures(RocksFileSystem& disk, std::filesystem::path const& ledger,
                           std::vector<Erasure> const& erasures);
/// Begins the erasures again that a database does not know, of people whom it knows: they are out at once, and the
/// next start of the hub goes on with them. How many. Errors: unavailable, no_space.
Result<std::size_t> forget_again(Database& database, std::vector<Erasure> const& erasures, TimestampMs now);

}  // namespace backup
}  // namespace staffroom
