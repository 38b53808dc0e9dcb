// The files of a zip archive that lies in memory, by name. Nothing is ever written to disk by a name from an archive.
#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/result.hpp"

namespace staffroom {

/// Reads the entries whose name is one of `wanted` (in any case; keys of the result are as in `wanted`). What an
/// archive holds is judged from its directory first: too many entries, entries that claim or give more than
/// `bytes_max` in all, folders and odd paths, encryption. Errors: unprocessable, in words for people.
Result<std::map<std::string, std::string>> read_zip(std::string_view bytes, std::vector<std::string> const& wanted,
                                                    std::size_t bytes_max);

}  // namespace staffroom
