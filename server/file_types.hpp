// Which files may be shared, and whether a file is what its name says. By the name's ending and the first and last
// bytes only: what is inside is read by another program, in a cage.
#pragma once
#include <string>
#include <string_view>

#include "protocol/resources_versions.hpp"

namespace staffroom {

struct FileType {
  FileFormat format = FileFormat::other;
  Name media_type;  // by the ending, once the bytes agree with it
};

/// Errors: unprocessable: programs, scripts and what nobody here can open.
Result<FileType> type_of_name(std::string_view file_name);

/// Reads the descriptor from its start, wherever it stands. Errors: unprocessable as above, or when the bytes are of
/// another type than the name says; unavailable. Blocks on the disk.
Result<FileType> type_of_file(std::string_view file_name, int descriptor, std::uint64_t bytes);

/// As a file may be named: the last part of a path, one line, no characters that cannot be seen or that turn the
/// direction of writing, at most limits::line_length_max long with its ending kept. Empty when nothing is left.
std::string safe_file_name(std::string_view name);

}  // namespace staffroom
