// `staffroom import …`: the commands of the page, by the system, on a data folder on which no server runs.
#pragma once
#include <optional>
#include <ostream>
#include <string>

#include "protocol/imports.hpp"
#include "protocol/organisations.hpp"
#include "protocol/result.hpp"

namespace staffroom {

struct FileToImport {
  std::string file, folder;
  ImportSource source = ImportSource::register_groups;
  ImportExtent extent = ImportExtent::delta;
  std::string organisation;                 // its id, its URN or its name; empty: the network
  std::string network = "Our partnership";  // its name, when the folder is empty
  std::optional<std::uint32_t> leavers;     // how many may leave, when they are many
  bool dry_run = false;
};

/// Reads, checks, reports row by row what is not as it was, and commits unless it is a dry run. Into an empty folder
/// the register makes the network first. Errors: unprocessable for a file that can't be used, conflict when rows failed
/// or too many people would leave; those of the store.
Result<void> import_file(FileToImport const& what, std::ostream& out);

/// By its id, its URN or its name.
bool is_named(Organisation const& it, std::string const& wanted);

}  // namespace staffroom
