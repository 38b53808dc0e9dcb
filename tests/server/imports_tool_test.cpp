// Importing from the command line.
#include <doctest/doctest.h>

#include <sstream>

#include "server/imports_tool.hpp"
#include "server/set_up.hpp"
#include "tests/support/imports.hpp"

namespace staffroom::tests {
namespace {

std::string path_of(std::string const& name) {
  return std::string(STAFFROOM_SOURCE_FOLDER) + "/tests/fixtures/" + name;
}

FileToImport file(TempFolder const& folder, std::string const& name, ImportSource source) {
  return {.file = path_of(name), .folder = folder.path().string(), .source = source};
}

std::string last_line(std::string const& text) {
  auto const end = text.find_last_not_of('\n');
  auto const start = text.rfind('\n', end);
  return text.substr(start + 1, end - start);
}

/// The last line of the report, or what is wrong.
std::string imports(FileToImport const& what) {
  std::ostringstream out;
  auto const done = import_file(what, out);
  return done ? last_line(out.str()) : done.error().detail;
}

}  // namespace

TEST_CASE("imports: the register makes the network in an empty folder, and the first account may come after it") {
  TempFolder folder;
  auto const groups = file(folder, "gias/allgroupsdata.csv", ImportSource::register_groups);
  auto const schools = file(folder, "gias/edubasealldata.csv", ImportSource::register_schools);
  CHECK(imports(schools) == "30 rows: 30 new, 0 changed, 0 same, 0 left out, 0 with errors");
  CHECK(imports(groups) == "27 rows: 20 new, 0 changed, 0 same, 7 left out, 0 with errors");
  CHECK(imports(schools) == "30 rows: 0 new, 0 changed, 30 same, 0 left out, 0 with errors");
  ::setenv("STAFFROOM_PASSWORD", "a quite long password 42", 1);
  NewUser user{.folder = folder.path().string(), .email = "ruth@hub.example", .name = "Ruth", .is_administrator = true};
  CHECK(add_user(user).has_value());
  CHECK(add_user(user).has_error());
  auto staff = file(folder, "staff/staff.csv", ImportSource::staff_file);
  CHECK(imports(staff) == "No row of this file could be used.");
  staff.organisation = "Nowhere";
  CHECK(imports(staff).starts_with("There is no organisation"));
}

TEST_CASE("imports: a dry run into an empty folder leaves it empty, and elsewhere only the report") {
  TempFolder folder;
  auto groups = file(folder, "gias/allgroupsdata.csv", ImportSource::register_groups);
  groups.dry_run = true;
  CHECK(imports(groups) == "Nothing was changed: this was a dry run.");
  CHECK(std::filesystem::is_empty(folder.path()));
  groups.dry_run = false;
  CHECK(imports(groups).starts_with("27 rows: 20 new"));
}

TEST_CASE("imports: a file of another kind is refused before anything is made") {
  TempFolder folder;
  CHECK(imports(file(folder, "gias/edubasealldata.csv", ImportSource::register_groups))
            .starts_with("This is not the register's file of groups"));
  CHECK(imports(file(folder, "gias/nothing.csv", ImportSource::register_groups)).starts_with("There is no file"));
  CHECK(std::filesystem::is_empty(folder.path()));
}

}  // namespace staffroom::tests
