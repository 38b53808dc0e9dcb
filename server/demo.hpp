// The demo network: an invented partnership with a school year of conversations, loaded into an empty folder by
// ordinary commands, each stamped with its own time.
#pragma once
#include <filesystem>
#include <ostream>
#include <string>

#include "protocol/result.hpp"
#include "protocol/time.hpp"

namespace staffroom {

/// Dates are relative to `now`: everything ends before it. Writes the accounts as CSV (email,name,role,organisation) to
/// `accounts`, the ones to start with first. Errors: conflict when the folder holds anything already; whatever the
/// store refuses, with the name of the thing at fault. `file_reader`: the program that reads files for the checks of
/// the library; empty: beside the running one.
Result<void> load_demo(std::filesystem::path const& folder, std::string const& password, TimestampMs now,
                       std::ostream& accounts, std::filesystem::path const& file_reader = {});

}  // namespace staffroom
