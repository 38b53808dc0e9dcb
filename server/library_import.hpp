// `staffroom import resources`: a folder of files becomes resources, as the owner who is named, with what a table says
// about them; on a data folder on which no server runs.
#pragma once
#include <filesystem>
#include <ostream>
#include <string>

#include "protocol/result.hpp"

namespace staffroom {

struct LibraryToImport {
  std::string folder;                 // with the files
  std::string map;                    // a CSV file; empty: every file of the folder
  std::string data;                   // the data folder
  std::string organisation;           // its id, its URN or its name
  std::string owner;                  // e-mail address: whose rights count, and who may share these
  std::string team;                   // its id or its name; empty: shared with the organisation
  std::string licence;                // in words, where the table says nothing; empty: all rights within the trust
  std::filesystem::path file_reader;  // the program that reads files for the checks; empty: beside this one
  bool publish = false;
  bool folders = false;  // one resource for each folder that holds files
  bool dry_run = false;
};

/// Reads, reports row by row and, unless it is a dry run, makes what is not there yet: the same title with the same
/// files in the same organisation is there. Files are checked before anything is published. Errors: unprocessable for a
/// folder, a table, an owner or a place that can't be used, conflict when no row could be; those of the store.
Result<void> import_library(LibraryToImport const& what, std::ostream& out);

}  // namespace staffroom
