// Curricula from files of JSON lines.
#include "server/curriculum_import.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "server/records.hpp"
#include "server/set_up.hpp"
#include "tests/support/imports.hpp"

namespace staffroom::tests {
namespace {

std::string curriculum_path(std::string const& name) {
  return std::string(STAFFROOM_SOURCE_FOLDER) + "/tests/fixtures/curriculum/" + name;
}

/// A data folder in which a network stands.
struct CurriculumHub {
  CurriculumHub() {
    ::setenv("STAFFROOM_PASSWORD", "a quite long password 42", 1);
    NewUser const user{folder.path().string(), "ruth@hub.example", "Ruth", "Fellside Schools", true};
    REQUIRE(add_user(user).has_value());
  }
  std::vector<CurriculumUnit> units() const {
    StoreSettings settings;
    settings.folder = folder.path();
    auto const store = Store::open(std::move(settings));
    REQUIRE(store.has_value());
    return *records::all<CurriculumUnit>(**store, ListCurriculum{});
  }
  TempFolder folder;
};

/// The report, or what is wrong.
std::string imports(CurriculumToImport const& what) {
  std::ostringstream out;
  auto const done = import_curriculum(what, out);
  return done ? out.str() : done.error().detail;
}

std::string written(TempFolder const& folder, std::string const& name, std::string const& text) {
  auto const path = folder.path() / name;
  std::ofstream(path, std::ios::binary) << text;
  return path.string();
}

std::string unit_line(std::string const& slug, std::string const& more = {}) {
  return R"({"id":"u-)" + slug + R"(","subject":"maths","keyStage":"KS2","title":"Title of )" + slug + R"(","slug":")" +
         slug + "\"" + more + "}\n";
}

std::string lesson_line(std::string const& unit, std::string const& slug) {
  return R"({"id":"l","unit":["u-)" + unit + R"("],"title":"Lesson","slug":")" + slug + "\"}\n";
}

}  // namespace

TEST_CASE("curriculum: units come with their lessons, keywords and whom to name, and a second run changes nothing") {
  CurriculumHub hub;
  CurriculumToImport const what{
      curriculum_path("units.jsonl"), curriculum_path("lessons.jsonl"), hub.folder.path().string(), {}, false};
  CHECK(imports(what) == "8 units with 50 lessons: 8 new, 0 changed, 0 same; 0 lines with errors\n");
  CHECK(imports(what) == "8 units with 50 lessons: 0 new, 0 changed, 8 same; 0 lines with errors\n");
  auto const units = hub.units();
  REQUIRE(units.size() == 8);
  auto const found =
      std::find_if(units.begin(), units.end(), [](auto const& it) { return it.slug.value == "new-life"; });
  REQUIRE(found != units.end());
  CHECK(found->subject.value == "Science");
  CHECK(found->stage == KeyStage::ks1);
  CHECK(found->source.value == "Oak National Academy");
  CHECK(found->attribution.value.find("Open Government Licence v3.0") != std::string::npos);
  CHECK_FALSE(found->lessons.empty());
  CHECK_FALSE(found->lessons.values[0].keywords.empty());
  CHECK(found->lessons.values[0].outcome.value.starts_with("I can"));
}

TEST_CASE("curriculum: a dry run writes nothing, and a folder without a hub is refused") {
  CurriculumHub hub;
  CurriculumToImport what{
      curriculum_path("units.jsonl"), curriculum_path("lessons.jsonl"), hub.folder.path().string(), {}, true};
  CHECK(imports(what).ends_with("Nothing was changed: this was a dry run.\n"));
  CHECK(hub.units().empty());
  TempFolder empty;
  what.folder = (empty.path() / "nothing").string();
  what.dry_run = false;
  CHECK_FALSE(import_curriculum(what, *std::make_unique<std::ostringstream>()).has_value());
  CHECK(std::filesystem::is_empty(empty.path()));
}

TEST_CASE("curriculum: only what changed is sent, and sources do not touch each other") {
  CurriculumHub hub;
  TempFolder files;
  auto const lessons =
      written(files, "lessons", lesson_line("one", "a") + lesson_line("one", "b") + lesson_line("two", "a"));
  CurriculumToImport what{written(files, "units", unit_line("one") + unit_line("two")),
                          lessons,
                          hub.folder.path().string(),
                          {"Fellside", "By Fellside, CC BY 4.0"},
                          false};
  CHECK(imports(what).starts_with("2 units with 3 lessons: 2 new"));
  what.units = written(files, "units", unit_line("one", R"(,"year":4)") + unit_line("two"));
  CHECK(imports(what).starts_with("2 units with 3 lessons: 0 new, 1 changed, 1 same"));
  what.source.name = "Elsewhere";
  CHECK(imports(what).starts_with("2 units with 3 lessons: 2 new"));
  CHECK(hub.units().size() == 4);
}

TEST_CASE("curriculum: a line that can't be used is told with its number, and the others are taken") {
  auto const units = unit_line("good") + "\n" + "{\"id\":\n" + "[1]\n" + unit_line("good") +
                     R"({"id":"x","subject":"maths","keyStage":"KS9","title":"T","slug":"s"})"
                     "\n" +
                     R"({"id":"y","subject":"maths","keyStage":"KS2","title":")" + std::string(400, 'a') +
                     R"(","slug":"long"})"
                     "\n" +
                     R"({"id":"z","subject":"maths","keyStage":"KS2","title":"Turned \u202e","slug":"t"})"
                     "\n" +
                     R"({"id":"w","id":"w","subject":"maths","keyStage":"KS2","title":"T","slug":"w"})"
                     "\n";
  auto const lessons = lesson_line("good", "a") + lesson_line("good", "a") + lesson_line("nowhere", "b") +
                       R"({"unit":[],"title":"T","slug":"c"})"
                       "\n" +
                       lesson_line("good", "d");
  auto const files = read_curriculum(units, lessons, {});
  REQUIRE(files.units.size() == 1);
  CHECK(files.units[0].lessons.size() == 2);
  CHECK(files.lessons == 2);
  REQUIRE(files.problems.size() == 10);
  CHECK(files.problems[0].starts_with("units, line 3: This is no JSON"));
  CHECK(files.problems[1] == "units, line 4: This is no JSON object.");
  CHECK(files.problems[2] == "units, line 5: The slug good stands in an earlier line.");
  CHECK(files.problems[3].starts_with("units, line 6: keyStage must be one of"));
  CHECK(files.problems[4].starts_with("units, line 7: title"));
  CHECK(files.problems[5].starts_with("units, line 8: title"));
  CHECK(files.problems[6].starts_with("units, line 9: This is no JSON"));
  CHECK(files.problems[7] == "lessons, line 2: The slug a is there already.");
  CHECK(files.problems[8] == "lessons, line 3: There is no unit u-nowhere.");
  CHECK(files.problems[9].starts_with("lessons, line 4: unit is missing"));
}

TEST_CASE("curriculum: years and subjects in other words, threads as texts or objects, members that we do not know") {
  auto const read = [](std::string const& members) {
    auto files = read_curriculum(R"({"id":"1","title":"T","slug":"s",)" + members + "}", "", {});
    REQUIRE(files.units.size() == 1);
    return files.units[0];
  };
  CHECK(read(R"("subject":"design-technology","keyStage":"ks3","year":"Year 9")").year == SchoolYear::y9);
  CHECK(read(R"("subject":"design-technology","keyStage":"ks3")").subject.value == "Design and technology");
  CHECK(read(R"("subject":"latin","keyStage":"KS3","year":"7")").year == SchoolYear::y7);
  CHECK_FALSE(read(R"("subject":"latin","keyStage":"KS3","year":"all-years")").year.has_value());
  CHECK_FALSE(read(R"("subject":"latin","keyStage":"KS3","year":99)").year.has_value());
  CHECK(read(R"("subject":"latin","keyStage":"early-years-foundation-stage","year":"reception")").stage ==
        KeyStage::eyfs);
  CHECK(read(R"("subject":"latin","keyStage":"KS3","threads":["A",{"title":"B"},"A",7],"examBoard":null)")
            .threads.size() == 2);
  CHECK(read(R"("subject":"latin","keyStage":"KS3","description":"One.","whyThisWhyNow":"Two.")").description.value ==
        "One.\n\nTwo.");
}

TEST_CASE("curriculum: a file that holds no unit is refused as a whole") {
  CurriculumHub hub;
  TempFolder files;
  CurriculumToImport const what{
      written(files, "units", "<html>"), written(files, "lessons", ""), hub.folder.path().string(), {}, false};
  CHECK(imports(what).find("holds no unit. units, line 1: This is no JSON") != std::string::npos);
  CHECK(hub.units().empty());
}

}  // namespace staffroom::tests
