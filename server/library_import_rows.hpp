// What a folder holds and what a table says about it: rows, each of which becomes a resource. Reads the disk, never
// follows a link, knows nothing of the store.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "protocol/resources.hpp"
#include "protocol/result.hpp"

namespace staffroom {

struct LibraryRow {
  std::size_t number = 0;  // of the table, as a spreadsheet counts; 0: there is no table
  std::string name;        // of the file or folder, below the folder
  std::vector<std::filesystem::path> files;
  Resource description;     // what people say about it; no ids
  std::string unit;         // as it was written: perhaps one of the curriculum
  std::string shared_with;  // as it was written; empty: what the command line says
  std::optional<Date> review_by;
  std::string problem;  // why it can't be used; empty when it can
};

struct LibraryRows {
  std::vector<LibraryRow> rows;
  std::vector<std::string> left_out;  // "notes/.secret: hidden"
};

struct LibrarySource {
  std::filesystem::path folder;
  std::filesystem::path map;  // empty: none
  Licence licence = Licence::all_rights;
  bool folders = false;
};

/// Errors: unprocessable for a folder or a table that can't be used as a whole, and for too many files.
Result<LibraryRows> read_library(LibrarySource const& source);

}  // namespace staffroom
