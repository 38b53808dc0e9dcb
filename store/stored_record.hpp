// The bytes of a record in the column family `records`: [schema version][count][count × person id][JSON]. The named
// people stand before the JSON, so that a page of history is concatenated and its `names` collected without parsing.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/kinds.hpp"
#include "protocol/result.hpp"

namespace staffroom::stored {

inline constexpr std::uint8_t schema_version = 1;
/// More people than this are not listed: the count says "parse the JSON".
inline constexpr std::size_t names_max = 254;

/// The bytes to store.
std::string encode(Record const& record);
/// The same, of a record whose JSON is at hand.
std::string encode(std::string_view json, std::vector<PersonId> const& named);
/// The JSON; it points into `stored`. Throws ReadFailed for bytes of another version: they are migrated before.
std::string_view json(std::string_view stored);
/// Appends the people whom the record names; false when there are too many to be listed and the JSON says who.
bool append_named(std::string_view stored, std::vector<PersonId>& named);
/// The same, and parses when it has to.
void append_named(Kind kind, std::string_view stored, std::vector<PersonId>& named);
/// Errors: bad_request when the bytes are damaged or of another schema version.
Result<Record> decode(Kind kind, std::string_view stored);

}  // namespace staffroom::stored
