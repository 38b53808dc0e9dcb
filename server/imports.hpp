// Imports begun: a file that was read becomes an import of the store, from an upload or from the command line.
#pragma once
#include <string>
#include <string_view>

#include "server/imports_file.hpp"
#include "store/store.hpp"

namespace staffroom {

/// Opens the import, adds its rows and starts the check; from there on the tick goes on by itself. Blocks: for the
/// reader pool and the command line. The answer shows the import; one that can't be used is `failed`. Errors: those of
/// OpenImport, and of the disk.
Outcome submit_import(Store& store, Actor const& actor, UploadImport const& upload, Line file_name, ImportFile file);

/// The last part of a name in a Content-Disposition header; empty when there is none. `filename*` goes before
/// `filename`. Control characters are left out.
std::string file_name_of(std::string_view content_disposition);

}  // namespace staffroom
