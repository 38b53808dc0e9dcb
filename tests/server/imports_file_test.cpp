// Files as they really are: encodings, quotes, odd headers, pupils' columns, archives that mean harm.
#include <doctest/doctest.h>

#include "server/csv.hpp"
#include "server/imports.hpp"
#include "tests/support/imports.hpp"

namespace staffroom::tests {
namespace {

using Cells = std::vector<std::vector<std::string>>;

/// All cells, or the words of the error as one.
Cells cells_of(std::string const& text) {
  csv::Reader reader(text);
  Cells out;
  std::vector<std::string> cells;
  for (;;) {
    auto const more = reader.next(cells);
    if (!more) return {{more.error().detail}};
    if (!*more) return out;
    out.push_back(cells);
  }
}

std::string failure_of(ImportSource source, std::string bytes) {
  auto const file = read_import_file(source, std::move(bytes));
  return file.failure ? file.failure->value : std::string();
}

std::string staff_failure(std::string const& headers) {
  return failure_of(ImportSource::staff_file, headers + "\na,b,c,d\n");
}

}  // namespace

TEST_CASE("imports: cells are read as RFC 4180 says, with any line ends, and blank lines are passed over") {
  CHECK(cells_of("a,b\r\n1,2\r\n\r\n3,4") == Cells{{"a", "b"}, {"1", "2"}, {"3", "4"}});
  CHECK(cells_of("a,b\n\"x, y\",\"say \"\"hi\"\"\"\n") == Cells{{"a", "b"}, {"x, y", "say \"hi\""}});
  CHECK(cells_of("a;b\n1;\"two\nlines\"\n") == Cells{{"a", "b"}, {"1", "two\nlines"}});
  CHECK(cells_of("a\tb,c\td\n") == Cells{{"a", "b,c", "d"}});
  CHECK(cells_of("a,b\n,\n") == Cells{{"a", "b"}, {"", ""}});
  CHECK(cells_of("").empty());
}

TEST_CASE("imports: what is wrong in a file is told with its line and character") {
  CHECK(cells_of("a,b\nx,\"open\n") ==
        Cells{{"Line 2, character 3: a quotation mark is opened here and never closed."}});
  CHECK(cells_of("a,b\n\"x\"y,z\n").at(0).at(0).starts_with("Line 2, character 4: there is text after a closing"));
}

TEST_CASE("imports: Windows-1252 and UTF-8, with a mark or without, are the same text") {
  CHECK(*csv::to_utf8("caf\xE9 \x93x\x94 \x80") == "café “x” €");
  CHECK(*csv::to_utf8("\xEF\xBB\xBF"
                      "caf\xC3\xA9") == "café");
  CHECK_FALSE(
      csv::to_utf8(std::string("\xFF\xFE"
                               "a\0b\0",
                               6)));
  CHECK(csv::to_utf8(std::string("a\0b", 3)).has_error());
  CHECK(csv::to_utf8("PK\x03\x04rest").has_error());
}

TEST_CASE("imports: a staff file's columns are known by their headers, and what the hub need not know is dropped") {
  auto const file = read_import_file(ImportSource::staff_file, fixture("staff/staff.csv"));
  REQUIRE_FALSE(file.failure.has_value());
  CHECK(file.rows.size() == 3);
  CHECK(file.columns.size() == 10);
  CHECK((file.columns.at(3).field == ImportField::email));
  CHECK((file.columns.at(4).field == ImportField::school_urn));
  REQUIRE(file.dropped.size() == 1);
  CHECK(file.dropped.at(0).value == "Mobile");
  CHECK(file.rows.at(2).cells.values.at(2).value == "O’Neill");
  CHECK(file.rows.at(2).number == 4);
  for (auto const& row : file.rows) {
    for (auto const& cell : row.cells) CHECK(cell.value.find("07700") == std::string::npos);
  }
}

TEST_CASE("imports: a salutation is no job title") {
  auto const file = read_import_file(ImportSource::staff_file, "Title,Email,Name\nMrs,a@b.example,Ada\n");
  REQUIRE(file.columns.size() == 3);
  CHECK_FALSE(file.columns.at(0).field.has_value());
}

TEST_CASE("imports: pupils' columns refuse the file, name the header and never a value") {
  for (auto const* headers : {"UPN,Name,Email,School", "Name,Email,ULN,School", "Pupil name,Email,School,x",
                              "Forename,Surname,Date of birth,Email", "Name,Ethnicity,Email,School",
                              "Student ID,Name,Email,School", "FormerUPN,a,b,c"}) {
    CAPTURE(headers);
    auto const words = staff_failure(headers);
    CHECK(words.starts_with("The column “"));
    CHECK(words.find("“a”") == std::string::npos);
  }
  CHECK(staff_failure("Email,Name,School,Role").empty());
}

TEST_CASE("imports: unusable files say why") {
  CHECK(failure_of(ImportSource::staff_file, "") == "This file is empty.");
  CHECK(failure_of(ImportSource::staff_file, "Email,Name\n") == "This file has a header and no rows.");
  CHECK(failure_of(ImportSource::register_schools, "Group UID,Group Name\n1,x\n")
            .starts_with("This is not the register's file of schools"));
  CHECK(failure_of(ImportSource::register_groups, fixture("gias/edubasealldata.csv"))
            .starts_with("This is not the register's file of groups"));
  CHECK(failure_of(ImportSource::staff_file, fixture("staff/oneroster_1_1.zip")).find("zip") != std::string::npos);
  std::string rows = "Email,Name\n";
  for (std::uint32_t i = 0; i <= limits::import_people_rows_max; ++i) rows += "a@b.example,x\n";
  CHECK(failure_of(ImportSource::staff_file, rows) == "This file has over 20000 rows. Split it.");
}

TEST_CASE("79 hostile cells of a staff file are refused in their row, and others are plain text") {
  auto const file = read_import_file(ImportSource::staff_file,
                                     "Email,Name\n"
                                     "a@b.example,\"=HYPERLINK(\"\"http://x\"\")\"\n"
                                     "b@b.example,\"Ada\xE2\x80\xAE"
                                     "gnp.exe\"\n"
                                     "c@b.example,Ada\x01\n"
                                     "d@b.example,\"Ada\r\nBcc: all@b.example\"\n"
                                     "e@b.example," +
                                         std::string(2'000, 'x') +
                                         "\n"
                                         "f@b.example,Ada,extra\n");
  REQUIRE(file.rows.size() == 6);
  CHECK((file.rows.at(0).outcome == RowOutcome::waiting));
  CHECK(file.rows.at(0).cells.values.at(1).value == "=HYPERLINK(\"http://x\")");
  for (std::size_t const bad : {1U, 2U, 4U, 5U}) {
    CAPTURE(bad);
    CHECK((file.rows.at(bad).outcome == RowOutcome::error));
    CHECK(file.rows.at(bad).cells.empty());
  }
  CHECK(file.rows.at(3).cells.values.at(1).value == "Ada Bcc: all@b.example");
}

TEST_CASE("imports: OneRoster 1.1 and 1.2 give staff and where they work") {
  auto const first = read_import_file(ImportSource::one_roster, fixture("staff/oneroster_1_1.zip"));
  REQUIRE_FALSE(first.failure.has_value());
  CHECK(first.rows.size() == 4);  // one of three people works at two schools
  CHECK(first.skipped == 3);
  CHECK(first.dropped.size() == 3);
  auto const second = read_import_file(ImportSource::one_roster, fixture("staff/oneroster_1_2.zip"));
  REQUIRE_FALSE(second.failure.has_value());
  CHECK(second.rows.size() == 2);
  CHECK(second.skipped == 1);
  CHECK(second.rows.at(0).cells.values.at(1).value == "Ada");
  CHECK(second.rows.at(0).cells.values.at(3).value == "990101");
  CHECK(second.rows.at(1).cells.values.at(5).value == "headteacher");
}

TEST_CASE("49 51 archives that mean harm are refused from their directory") {
  CHECK(failure_of(ImportSource::one_roster, fixture("staff/bomb.zip")) ==
        "This archive unpacks to too much: refused.");
  CHECK(failure_of(ImportSource::one_roster, fixture("staff/odd_path.zip")) ==
        "This archive holds a file with an odd path: refused.");
  CHECK_FALSE(failure_of(ImportSource::one_roster, fixture("staff/liar.zip")).empty());
  CHECK(failure_of(ImportSource::one_roster, "Email,Name\n") == "This is no zip file, or it is damaged.");
  auto cut = fixture("staff/oneroster_1_1.zip");
  cut.resize(cut.size() / 2);
  CHECK_FALSE(failure_of(ImportSource::one_roster, cut).empty());
}

TEST_CASE("imports: a file's name is the last part of what the header says") {
  CHECK(file_name_of("attachment; filename=\"staff.csv\"") == "staff.csv");
  CHECK(file_name_of("attachment; filename=\"C:\\\\temp\\\\staff.csv\"") == "staff.csv");
  CHECK(file_name_of("attachment; filename=\"x.csv\"; filename*=UTF-8''sch%C3%B6n.csv") == "schön.csv");
  CHECK(file_name_of("attachment; filename=\"../../etc/passwd\"") == "passwd");
  CHECK(file_name_of("attachment; filename=\"st%00a%0Dff%7F.csv\"") == "staff.csv");
  CHECK(file_name_of("attachment").empty());
}

}  // namespace staffroom::tests
