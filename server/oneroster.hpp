// OneRoster 1.1 and 1.2, the exchange format of school information systems: a zip of CSV files. Of it we take staff and
// where they work, and nothing else: pupils and parents are counted and dropped before anything is stored, passwords
// and telephones are never looked at.
#pragma once
#include <string>

#include "server/imports_file.hpp"

namespace staffroom {

/// Pure.
ImportFile read_one_roster(std::string bytes);

}  // namespace staffroom
