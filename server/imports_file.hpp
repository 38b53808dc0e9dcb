// From a file to rows of an import: which columns are kept and what they mean, what is dropped, and why a file can't be
// used. Pure; for the reader pool and the command line.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/imports.hpp"

namespace staffroom {

struct ImportFile {
  std::vector<ImportColumn> columns;
  std::vector<Line> dropped;  // headers of what the hub must not keep
  std::vector<ImportRow> rows;
  std::uint32_t skipped = 0;  // pupils and parents
  std::optional<Note> failure;
  std::optional<ImportExtent> extent;  // when the file says it of itself
};

/// `bytes` is CSV, or for one_roster a zip file. A file that can't be used has `failure`, which names headers and
/// places, never a value, and no rows.
ImportFile read_import_file(ImportSource source, std::string bytes);

// ---- parts, for the readers of single formats

/// What is done with a cell of over 300 characters: nothing is made of it, or its end becomes "…".
enum class TooLong { refuse, cut };
/// A cell as it may be stored: one line, at most 300 characters. Nothing when it holds what can't be shown.
std::optional<Line> line_of_cell(std::string_view cell, TooLong too_long = TooLong::refuse);
/// Its letters and digits, lower-cased: "E-mail address" is "emailaddress".
std::string plain_header(std::string_view header);
ImportFile unusable_file(std::string_view words);

}  // namespace staffroom
