// staffroom backup, verify, restore: copies from the command line.
#pragma once
#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>

#include "protocol/result.hpp"

namespace staffroom {

struct CopyToMake {
  std::filesystem::path data;
  std::filesystem::path to;
  std::size_t keep = 0;  // copies that stay; 0: all
};
/// Asks the hub that runs on the folder; makes the copy itself when none does.
Result<void> make_copy(CopyToMake const& what, std::ostream& out);

Result<void> verify_copy(std::filesystem::path const& copy, std::ostream& out);

struct CopyToRestore {
  std::filesystem::path copy;
  std::filesystem::path data;
  std::string expected_network;
  std::filesystem::path erasures;
};
Result<void> restore_copy(CopyToRestore const& what, std::ostream& out);

}  // namespace staffroom
