// Folders of files that become resources, from the command line.
#include "server/library_import.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "server/library_import_rows.hpp"
#include "server/library_import_words.hpp"
#include "server/records.hpp"
#include "server/set_up.hpp"
#include "store/files.hpp"
#include "tests/support/imports.hpp"

namespace staffroom::tests {
namespace {

namespace fs = std::filesystem;

std::string library_path(std::string const& name) {
  return std::string(STAFFROOM_SOURCE_FOLDER) + "/tests/fixtures/library/" + name;
}

void write(fs::path const& path, std::string const& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

/// A data folder in which a network stands, with Ruth who looks after it.
struct HubFolder {
  HubFolder() {
    ::setenv("STAFFROOM_PASSWORD", "a quite long password 42", 1);
    NewUser const user{folder.path().string(), "ruth@hub.example", "Ruth", "Fellside Schools", true};
    REQUIRE(add_user(user).has_value());
  }
  std::unique_ptr<Store> open() const {
    StoreSettings settings;
    settings.folder = folder.path();
    auto store = Store::open(std::move(settings));
    REQUIRE(store.has_value());
    return *std::move(store);
  }
  /// "draft", "published" … by title.
  std::map<std::string, Resource> resources() const {
    auto const store = open();
    std::map<std::string, Resource> out;
    for (auto& it : *records::all<Resource>(*store, ListResources{})) out[it.title.value] = it;
    return out;
  }
  LibraryToImport import(std::string const& files, std::string const& map = {}) const {
    return {.folder = files,
            .map = map,
            .data = folder.path().string(),
            .organisation = "Fellside Schools",
            .owner = "ruth@hub.example",
            .file_reader = fs::canonical("/proc/self/exe").parent_path().parent_path() / "staffroom-extract"};
  }
  TempFolder folder;
};

/// The report, or what is wrong.
std::string imports(LibraryToImport const& what) {
  std::ostringstream out;
  auto const done = import_library(what, out);
  return done ? out.str() : out.str() + done.error().detail;
}

bool says(std::string const& report, std::string_view words) {
  INFO(report);
  bool const found = report.find(words) != std::string::npos;
  CHECK_MESSAGE(found, words);
  return found;
}

LibraryRows rows_of(LibrarySource const& source) {
  auto rows = read_library(source);
  REQUIRE(rows.has_value());
  return *std::move(rows);
}

}  // namespace

TEST_CASE("library import: words are understood as people write them, and others are told which work") {
  using namespace library_words;
  CHECK(*type_of("lesson materials") == ResourceType::lesson_materials);
  CHECK(*type_of("Scheme-of-Work") == ResourceType::scheme_of_work);
  CHECK(*licence_of("cc-by-sa 4.0") == Licence::cc_by_sa);
  CHECK(*licence_of("CC0") == Licence::cc0);
  CHECK(*licence_of("Open Government Licence v3.0") == Licence::ogl);
  CHECK(
      licence_of("CC BY-ND").error().detail.find("“CC BY-ND” is not known. These work: All rights within the trust") ==
      0);
  CHECK(stages_of("KS1–KS3")->size() == 3);
  CHECK(stages_of("Post-16")->values == std::vector{KeyStage::ks5});
  CHECK(years_of("Years 7 to 9; Y11, year 10 and Reception")->size() == 6);
  CHECK(years_of("1-2")->values == std::vector{SchoolYear::y1, SchoolYear::y2});
  CHECK(years_of("9-7").has_error());
  CHECK(years_of("Year 14").error().detail.find("Year 13") != std::string::npos);
  CHECK(*exam_board_of("Pearson Edexcel") == ExamBoard::edexcel);
  CHECK(*tier_of("higher") == Tier::higher);
  CHECK(*third_party_of("School only") == ThirdParty::school_only);
  CHECK(subject_of("maths") == "Mathematics");
  CHECK(subject_of("re") == "Religious education");
  CHECK(subject_of("Economics") == "Economics");
  CHECK(date_of("31/7/2027")->days == date_of("2027-07-31")->days);
  for (auto const* wrong : {"31/7", "2027-02-30", "1/13/2027", "soon", "1/1/1890", ""})
    CHECK(date_of(wrong).has_error());
  CHECK(list_of("a, b; c") == std::vector<std::string>{"a, b", "c"});
  CHECK(list_of("a, b,,") == std::vector<std::string>{"a", "b"});
}

TEST_CASE("library import: a table says what the files are, the checks say whether others may see them") {
  HubFolder hub;
  auto what = hub.import(library_path("files"), library_path("map.csv"));
  what.publish = true;
  auto const report = imports(what);
  says(report, "left out, history/timeline.csv: not in the table\n");
  says(report, "row 2, fractions_on-a-line.md: new, published\n");
  says(report, "row 3, history/castle-visit.txt: new, published\n");
  says(report, "row 4, group-list.csv: new, a draft, held: ");
  says(report, "pupil");
  says(report, "3 rows: 3 new, 0 same, 0 with errors\n");
  CHECK(report.find("B801200005001") == std::string::npos);
  auto const made = hub.resources();
  REQUIRE(made.size() == 3);
  auto const& line = made.at("Fractions on a line");
  CHECK(line.state == ResourceState::published);
  CHECK(line.subject == Name{"Mathematics"});
  CHECK(line.years.values == std::vector{SchoolYear::y3, SchoolYear::y4});
  CHECK(line.licence == Licence::cc_by_sa);
  CHECK(line.keywords.size() == 2);
  CHECK(line.review_by->days == library_words::date_of("2027-07-31")->days);
  CHECK(made.at("Groups").state == ResourceState::draft);

  CHECK(says(imports(what), "3 rows: 0 new, 3 same, 0 with errors\n"));
  CHECK(hub.resources().size() == 3);
}

TEST_CASE("library import: without a table each file is a draft named after it, and publishing may come later") {
  HubFolder hub;
  auto what = hub.import(library_path("files"));
  CHECK(says(imports(what), "4 rows: 4 new, 0 same, 0 with errors\n"));
  auto const drafts = hub.resources();
  CHECK(drafts.at("Fractions on a line").state == ResourceState::draft);
  CHECK(drafts.at("Fractions on a line").licence == Licence::all_rights);
  what.publish = true;
  auto const report = imports(what);
  says(report, "history/castle-visit.txt: same, a draft, not published: ");  // all rights, and wider than a trust
  CHECK(hub.resources().size() == 4);
}

TEST_CASE("library import: with folders, the files of one folder are one resource") {
  HubFolder hub;
  auto what = hub.import(library_path("files"));
  what.folders = true;
  what.licence = "CC BY";
  says(imports(what), "2 rows: 2 new, 0 same, 0 with errors\n");
  auto const made = hub.resources();
  REQUIRE(made.contains("History"));
  REQUIRE(made.at("History").current.has_value());
  CHECK(made.at("History").current->files == 2);
}

TEST_CASE("library import: a dry run writes nothing") {
  HubFolder hub;
  auto what = hub.import(library_path("files"), library_path("map.csv"));
  what.dry_run = true;
  auto const report = imports(what);
  says(report, "row 2, fractions_on-a-line.md: would be new\n");
  CHECK(report.ends_with("Nothing was changed: this was a dry run.\n"));
  CHECK(hub.resources().empty());
  std::size_t files = 0;
  for (auto const& it : fs::recursive_directory_iterator(hub.folder.path() / "files")) files += it.is_regular_file();
  CHECK(files == 0);
}

TEST_CASE("library import: nothing outside the folder is read, and no link is followed") {
  HubFolder hub;
  TempFolder secret, folder;
  write(secret.path() / "secret.md", "kept to ourselves");
  write(folder.path() / "open.md", "for everybody");
  write(folder.path() / ".hidden.md", "hidden");
  write(folder.path() / "~$open.docx", "a lock");
  fs::create_symlink(secret.path() / "secret.md", folder.path() / "link.md");
  fs::create_directory_symlink(secret.path(), folder.path() / "folder");
  auto const rows = rows_of({.folder = folder.path()});
  REQUIRE(rows.rows.size() == 1);
  CHECK(rows.rows[0].name == "open.md");
  CHECK(rows.left_out.size() == 4);

  auto const map = secret.path() / "map.csv";
  auto const up = "../" + secret.path().filename().string() + "/secret.md";
  write(map, "file,title\n" + up + ",Up\n" + (secret.path() / "secret.md").string() + ",Absolute\nlink.md,Link\n" +
                 "folder/secret.md,Through\n./open.md,Itself\nopen.md,Twice\n,None\n..,Parent\n");
  auto const named = rows_of({.folder = folder.path(), .map = map});
  REQUIRE(named.rows.size() == 8);
  for (std::size_t place = 0; place < named.rows.size(); ++place) {
    INFO(named.rows[place].description.title.value);
    CHECK(named.rows[place].problem.empty() == (place == 4));
    if (place != 4) CHECK((named.rows[place].files.empty() || place == 5));
  }
  CHECK(read_library({.folder = folder.path() / "folder"}).has_error());  // a link itself
}

TEST_CASE("library import: rows with wrong words are told, and the others are imported") {
  HubFolder hub;
  TempFolder folder;
  for (auto const* name : {"a.md", "b.md", "c.md", "d.md", "e.md"}) write(folder.path() / name, name);
  write(folder.path() / "run.exe", "MZ");
  write(folder.path() / "picture.png", "this is no picture");
  write(folder.path() / "empty.md", "");
  auto const map = folder.path() / "map.csv";
  write(map,
        "file;title;type;years;licence;shared_with\n"
        "a.md;A;Lesson;Year 3;CC BY;Fellside Schools\nb.md;B;Leson;;;\nc.md;C;;Year 30;;\nd.md;D;;;CC BY-XX;\n"
        "e.md;E;;;;The moon\nrun.exe;F;;;;\npicture.png;G;;;;\nempty.md;H;;;;\n");
  auto const report = imports(hub.import(folder.path().string(), map.string()));
  says(report, "row 2, a.md: new, a draft\n");
  says(report, "row 3, b.md: ERROR: column type: “Leson” is not known. These work: Lesson materials, Scheme of work");
  says(report, "row 4, c.md: ERROR: column years: “Year 30” is not known. These work: Nursery, Reception, Year 1");
  says(report, "row 5, d.md: ERROR: column licence: “CC BY-XX” is not known.");
  says(report, "row 6, e.md: ERROR: “The moon” is not known. These work: School, Trust, Network");
  says(report, "row 7, run.exe: ERROR: ");
  says(report, "row 8, picture.png: ERROR: ");
  says(report, "row 9, empty.md: ERROR: empty.md: It is empty.");
  says(report, "8 rows: 1 new, 0 same, 7 with errors\n");
  CHECK(hub.resources().size() == 1);
}

TEST_CASE(
    "library import: a table that can't be used, an owner or a place that is not there stop it before it begins") {
  HubFolder hub;
  TempFolder folder;
  write(folder.path() / "a.md", "a");
  auto const map = folder.path() / "map.csv";
  auto const with_map = [&](std::string const& text) {
    write(map, text);
    return imports(hub.import(folder.path().string(), map.string()));
  };
  CHECK(says(with_map("title\nA\n"), "The table needs a column “file”"));
  CHECK(says(with_map("file,colour\na.md,red\n"), "The column “colour” is not known. These work: file, title"));
  CHECK(says(with_map("file,kind,type\na.md,,\n"), "The column type is there twice."));
  CHECK(says(with_map(""), "The table is empty."));
  CHECK(says(with_map("file\n"), "There is nothing to import"));
  auto what = hub.import(folder.path().string());
  what.owner = "nobody@hub.example";
  CHECK(says(imports(what), "Nobody has an account with the address nobody@hub.example."));
  what = hub.import(folder.path().string());
  what.organisation = "Nowhere";
  CHECK(says(imports(what), "There is no organisation with this id, URN or name: Nowhere"));
  what = hub.import(folder.path().string());
  what.team = "No team";
  CHECK(says(imports(what), "There is no team with this id or name: No team"));
  what = hub.import(folder.path().string());
  what.licence = "mine";
  CHECK(says(imports(what), "“mine” is not known."));
  CHECK(says(imports(hub.import((folder.path() / "nothing").string())), "There is no folder"));
  CHECK(hub.resources().empty());
}

TEST_CASE("library import: files of one name are told apart by their folders") {
  TempFolder folder;
  for (auto const* name : {"keyword-quiz/slides.md", "castles/slides.md", "castles/plan.md"})
    write(folder.path() / name, name);
  auto const rows = rows_of({.folder = folder.path()});
  REQUIRE(rows.rows.size() == 3);
  CHECK(rows.rows[0].description.title.value == "Plan");
  CHECK(rows.rows[1].description.title.value == "Castles: Slides");
  CHECK(rows.rows[2].description.title.value == "Keyword quiz: Slides");
}

TEST_CASE("library import: long titles are cut, deep folders and over fifty files in one are refused") {
  TempFolder folder;
  write(folder.path() / (std::string(60, 'a') + "é" + std::string(150, 'b') + ".md"), "a");
  auto const rows = rows_of({.folder = folder.path()});
  REQUIRE(rows.rows.size() == 1);
  CHECK(rows.rows[0].problem.empty());
  TempFolder many;
  for (int i = 0; i < 51; ++i) write(many.path() / ("f" + std::to_string(i) + ".md"), "a");
  CHECK(rows_of({.folder = many.path(), .folders = true}).rows[0].problem.starts_with("Over 50 files"));
  TempFolder deep;
  fs::path path = deep.path();
  for (int i = 0; i < 22; ++i) path /= "d";
  write(path / "a.md", "a");
  CHECK(read_library({.folder = deep.path()}).has_error());
}

}  // namespace staffroom::tests
