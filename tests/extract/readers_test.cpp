// Every format's words are found by page, with what stands beside them; pupil data is found wherever it hides, and its
// place is told without its value.
#include <doctest/doctest.h>

#include "tests/extract/extract_support.hpp"

namespace staffroom::tests {

using extract::Verdict;
using Words = std::vector<std::string>;

namespace {

/// Which pages (from 1) hold the word.
std::vector<std::size_t> pages_with(extract::Document const& document, std::string const& word) {
  std::vector<std::size_t> out;
  auto const pages = pages_of(document);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (pages[i].find(word) != std::string::npos) out.push_back(i + 1);
  }
  return out;
}
using On = std::vector<std::size_t>;

std::string heading(extract::Document const& document, std::size_t page) {
  auto const text = pages_of(document).at(page - 1);
  return text.substr(0, text.find('\n'));
}

constexpr auto pupil = "B801200005001";

}  // namespace

TEST_CASE("documents: words by page, headings, notes, comments and headers") {
  for (auto const& [name, format] : {std::pair{"seasons.docx", FileFormat::docx}, {"seasons.odt", FileFormat::odt}}) {
    CAPTURE(name);
    auto const document = read(fixture(name), format);
    CHECK(heading(document, 1) == "Why we have seasons");
    CHECK(heading(document, 2) == "Try it yourself");
    for (auto const* word : {"obliquity", "gnomon", "perihelion"}) CHECK(pages_with(document, word) == On{1});
    for (auto const* word : {"terminator", "sixteen and a half"}) CHECK(pages_with(document, word) == On{2});
    CHECK(pages_with(document, "portolan").size() == 1);
    CHECK(findings_of(document).empty());
    CHECK(document.outcome(true).trouble.empty());
    CHECK(document.outcome(true).pages == 2);
  }
  auto const pdf = read(fixture("seasons.pdf"), FileFormat::pdf);
  CHECK(pages_of(pdf).size() == 2);
  CHECK(pages_with(pdf, "obliquity") == On{1});
  CHECK(pages_with(pdf, "terminator") == On{2});
  CHECK(pages_with(pdf, "portolan") == On{1, 2});
}

TEST_CASE("slides: words by slide, hidden ones too, notes and comments") {
  for (auto const& [name, format] : {std::pair{"maps.pptx", FileFormat::pptx}, {"maps.odp", FileFormat::odp}}) {
    CAPTURE(name);
    auto const document = read(fixture(name), format);
    CHECK(document.outcome(true).pages == 3);
    CHECK(heading(document, 1) == "Reading old maps");
    CHECK(heading(document, 2) == "Scale and distance");
    CHECK(pages_with(document, "cartouche") == On{1});
    CHECK(pages_with(document, "sextant") == On{1});
    CHECK(pages_with(document, "vernier") == On{2});
    CHECK(pages_with(document, "trigpoint") == On{2});
    CHECK(pages_with(document, "astrolabe") == On{3});
    CHECK(pages_with(document, "orrery") == On{3});
  }
}

TEST_CASE("a slide is called by its title, wherever that stands; the number of the slide is no text") {
  auto const shape = [](std::string const& type, std::string const& words) {
    return "<p:sp><p:nvSpPr><p:nvPr>" + (type.empty() ? "" : "<p:ph type='" + type + "'/>") +
           "</p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>" + words + "</a:t></a:r></a:p></p:txBody></p:sp>";
  };
  auto const slides =
      zipped({{"ppt/presentation.xml",
               "<p:presentation xmlns:p='p' xmlns:r='r'><p:sldIdLst><p:sldId id='256' r:id='rId2'/><p:sldId id='257' "
               "r:id='rId1'/></p:sldIdLst></p:presentation>"},
              {"ppt/_rels/presentation.xml.rels",
               "<Relationships><Relationship Id='rId1' Type='x/slide' Target='slides/one.xml'/>"
               "<Relationship Id='rId2' Type='x/slide' Target='/ppt/slides/two.xml'/></Relationships>"},
              {"ppt/slides/one.xml", "<p:sld xmlns:p='p' xmlns:a='a'>" + shape("", "last") + "</p:sld>"},
              {"ppt/slides/two.xml", "<p:sld xmlns:p='p' xmlns:a='a' show='0'>" + shape("", "Body words") +
                                         shape("title", "The title") + shape("sldNum", "777") + "</p:sld>"}});
  auto const document = read(slides, FileFormat::pptx);
  CHECK(heading(document, 1) == "The title");
  CHECK(heading(document, 2) == "last");
  CHECK(pages_with(document, "777").empty());
}

TEST_CASE("sheets: words by sheet, hidden ones and comments too") {
  for (auto const& [name, format] : {std::pair{"harvest.xlsx", FileFormat::xlsx}, {"harvest.ods", FileFormat::ods}}) {
    CAPTURE(name);
    auto const document = read(fixture(name), format);
    CHECK(document.outcome(true).pages == 2);
    CHECK(heading(document, 1) == "Harvest");
    CHECK(heading(document, 2) == "Old figures");
    CHECK(pages_with(document, "Barley\tThornaby\t412") == On{1});
    CHECK(pages_with(document, "tithe") == On{1});
    CHECK(pages_with(document, "Buckwheat\t1348") == On{2});
    CHECK(findings_of(document).empty());
  }
}

TEST_CASE("pupils' numbers in a hidden sheet are found by cell, and never repeated") {
  for (auto const& [name, format] :
       {std::pair{"class_list.xlsx", FileFormat::xlsx}, {"class_list.ods", FileFormat::ods}}) {
    CAPTURE(name);
    auto const document = read(fixture(name), format);
    CHECK(findings_of(document) == Words{"class_list at sheet Marks (hidden), row 1",
                                         "upn at sheet Marks (hidden), cell A2", "upn at sheet Marks (hidden), cell A3",
                                         "nhs_number at sheet Marks (hidden), cell B3, comment"});
    auto const line = extract::to_line(document.outcome(true));
    CHECK(line.find("B8012") == line.npos);
    CHECK(line.find("943") == line.npos);
  }
}

TEST_CASE("a number is found though its characters stand in several runs") {
  auto const document =
      read(docx_of("<w:p><w:r><w:t>UPN B8012</w:t></w:r><w:r><w:t>00005001</w:t></w:r></w:p>"), FileFormat::docx);
  CHECK(findings_of(document) == Words{"upn at page 1"});
}

TEST_CASE("a document's deleted text, tables, properties and embedded sheets are looked at") {
  std::string const n = pupil;
  auto const deleted = docx_of("<w:p><w:del><w:r><w:delText>" + n + "</w:delText></w:r></w:del></w:p>");
  CHECK(findings_of(read(deleted, FileFormat::docx)) == Words{"upn at page 1, deleted text"});
  auto const table = docx_of(
      "<w:p><w:r><w:t>Set 3</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Pupil name</w:t></w:r></w:p></w:tc>"
      "<w:tc><w:p><w:r><w:t>Mark</w:t></w:r></w:p></w:tc></w:tr></w:tbl>");
  CHECK(findings_of(read(table, FileFormat::docx)) == Words{"class_list at page 1, a table"});
  auto const sheet = xlsx_of({{"Chart", "<row r='2'><c r='C2' t='inlineStr'><is><t>" + n + "</t></is></c></row>"}});
  auto const package = zipped({{"word/document.xml", "<w:document xmlns:w='w'><w:body/></w:document>"},
                               {"docProps/core.xml", "<x><title>Report on " + n + "</title></x>"},
                               {"word/charts/chart1.xml", "<c><v>" + n + "</v></c>"},
                               {"word/embeddings/sheet.xlsx", sheet}});
  CHECK(findings_of(read(package, FileFormat::docx)) == Words{"upn at document properties",
                                                              "upn at a part of the file that is not shown on a page",
                                                              "upn at a file inside it, sheet Chart, cell C2"});
}

TEST_CASE("an NHS number kept as a number is found by its column") {
  auto const document = read(xlsx_of({{"Trip",
                                       "<row r='1'><c r='A1' t='inlineStr'><is><t>NHS no.</t></is></c></row>"
                                       "<row r='2'><c r='A2'><v>9.434765919E9</v></c></row>"}}),
                             FileFormat::xlsx);
  CHECK(findings_of(document) == Words{"class_list at sheet Trip, row 1", "nhs_number at sheet Trip, cell A2"});
}

TEST_CASE("a sheet whose name is pupil data is told by its number") {
  auto const document = read(
      xlsx_of({{pupil, std::string("<row r='1'><c r='A1' t='str'><v>") + pupil + "</v></c></row>"}}), FileFormat::xlsx);
  CHECK(findings_of(document) == Words{"upn at sheet 1, its name", "upn at sheet 1, cell A1"});
}

TEST_CASE("CSV: cells by name, either encoding; columns of pupils") {
  auto const document =
      read("Forename,Surname,DOB\nZo\xEB,Invented,1.2.2014\n,," + std::string(pupil) + "\n", FileFormat::csv);
  CHECK(findings_of(document) == Words{"class_list at row 1", "upn at cell C3"});
  CHECK(document.text().find("Zoë\tInvented") != std::string::npos);
  auto const broken = read("a,\"b\nc " + std::string(pupil), FileFormat::csv);
  CHECK(findings_of(broken) == Words{"upn at text"});
}

TEST_CASE("plain text and Markdown: the first heading, columns, UTF-16") {
  auto const markdown = read("# Tides\n\nThe moon pulls.\n\n| Pupil name | Mark |\n|---|---|\n", FileFormat::markdown);
  CHECK(heading(markdown, 1) == "Tides");
  CHECK(findings_of(markdown) == Words{"class_list at text"});
  std::string wide = "\xFF\xFE";
  for (char const c : std::string("spring tide ") + pupil) wide += std::string{c, '\0'};
  auto const document = read(wide, FileFormat::text);
  CHECK(document.text().find("spring tide") != std::string::npos);
  CHECK(findings_of(document) == Words{"upn at text"});
}

TEST_CASE("web pages: words without tags, scripts are not words but are looked at") {
  auto const document = read(
      "<html><head><title>The water cycle</title><script>var hidden='B801200005001';if (a<b) go();</script>"
      "<style>p{}</style></head><body><h1>Rain</h1><p>Evapor<b>ation</b> &amp; rain &#163;&#x2019;</p>"
      "<table><tr><th>UPN</th><th>Mark</th></tr></table><!-- 943 476 5919 NHS --><img alt=\"P207000016049\">",
      FileFormat::html);
  CHECK(heading(document, 1) == "The water cycle");
  CHECK(document.text().find("Evaporation & rain £’") != std::string::npos);
  CHECK(document.text().find("hidden") == std::string::npos);
  CHECK(findings_of(document) == Words{"upn at a script in the page's source", "class_list at a table",
                                       "nhs_number at a comment in the page's source",
                                       "upn at a tag in the page's source"});
}

TEST_CASE("formats that are not read are looked at byte by byte, narrow and wide") {
  std::string const n = pupil;
  CHECK(findings_of(read("\xD0\xCF\x11\xE0 xx\1" + n + "\2", FileFormat::other)) == Words{"upn at the file's text"});
  std::string wide("\xD0\xCF\x11\xE0\1\1\1", 7);
  for (char const c : n) wide += std::string{c, '\0'};
  CHECK(findings_of(read(wide + std::string(4, '\0'), FileFormat::other)) == Words{"upn at the file's text"});
  auto const nothing = read("\xD0\xCF\x11\xE0 only bytes", FileFormat::other).outcome(false);
  CHECK(nothing.spots.empty());
  CHECK_FALSE(nothing.has_text);
}

TEST_CASE("archives: the words of the files inside, their names, archives inside of archives") {
  std::string const n = pupil;
  auto const inner = zipped({{"deep.txt", "gyroscope"}, {"list.csv", "UPN\n" + n + "\n"}});
  auto const document = read(zipped({{"notes/seasons.docx", fixture("seasons.docx")},
                                     {n + ".txt", "nothing"},
                                     {"more.zip", inner},
                                     {"picture.bin", std::string(10, '\0')}}),
                             FileFormat::archive);
  CHECK(pages_with(document, "perihelion") == On{1});
  CHECK(pages_with(document, "gyroscope") == On{3});
  CHECK(findings_of(document) ==
        Words{"upn at file 2, its name", "class_list at file 3, file 2, row 1", "upn at file 3, file 2, cell A2"});
}

TEST_CASE("words of the cage's answer survive the way, and others are refused") {
  auto const outcome = read(fixture("class_list.xlsx"), FileFormat::xlsx).outcome(true);
  auto const line = extract::to_line(outcome);
  auto const again = extract::outcome_from_line(line.substr(0, line.size() - 1));
  REQUIRE(again.has_value());
  CHECK(again->spots == outcome.spots);
  CHECK(again->found == outcome.found);
  CHECK(again->pages == outcome.pages);
  for (std::string const wrong :
       {"", "{}x", "[]", R"({"bomb":1})", R"({"pages":-1})", R"({"pages":99999999999})", R"({"has_text":"yes"})",
        R"({"spots":[{"type":"upn"}]})", R"({"spots":[{"type":"cheese","where":""}]})", R"({"surprise":true})",
        R"({"spots":[{"type":"upn","where":"a\nb"}],"found":1})", R"({"trouble":"a\nb"})"}) {
    CAPTURE(wrong);
    CHECK_FALSE(extract::outcome_from_line(wrong).has_value());
  }
}

}  // namespace staffroom::tests
