// A restore, rehearsed: a copy is verified, put back into a temporary folder, and a hub is started on it that nobody
// reaches. One command, one report.
#pragma once
#include <filesystem>
#include <iosfwd>

#include "protocol/result.hpp"

namespace staffroom {

struct Drill {
  std::filesystem::path copy;
  std::filesystem::path in;             // where the temporary folder is made; empty: the system's place for such
  std::filesystem::path static_folder;  // of the web app; may be empty
};

/// Prints what was found and how long each step took. Nothing stays behind, and nothing is mailed. Errors: those of the
/// first step that failed.
Result<void> rehearse(Drill const& drill, std::ostream& out);

}  // namespace staffroom
