// Files made to harm: bombs, damaged and mutated ones. None stops the reader, none gets large.
#include <doctest/doctest.h>

#include <random>

#include "server/extract/package.hpp"
#include "server/extract/picture.hpp"
#include "tests/extract/extract_support.hpp"

namespace staffroom::tests {

using extract::Verdict;

namespace {

Verdict verdict(std::string const& bytes, FileFormat format) { return read(bytes, format).outcome(true).verdict; }

/// The end of an archive's directory that claims so many entries.
std::string directory_end(std::uint16_t entries) {
  std::string out("PK\5\6\0\0\0\0", 8);
  for (int i = 0; i < 2; ++i) {
    out += static_cast<char>(entries & 0xFF);
    out += static_cast<char>(entries >> 8);
  }
  return out + std::string(10, '\0');
}

std::string png_of(std::uint32_t width, std::uint32_t height) {
  std::string out("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR", 16);
  for (auto const side : {width, height}) {
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(side >> shift & 0xFF);
  }
  return out + std::string("\x08\x06\0\0\0", 5) + std::string(4, '\0');
}

}  // namespace

TEST_CASE("what unpacks to far too much is a bomb, told from its directory") {
  auto const zeros = std::string(40 * 1024 * 1024, '\0');
  CHECK(verdict(zipped({{"word/document.xml", zeros}}), FileFormat::docx) == Verdict::bomb);
  CHECK(verdict(zipped({{"content.xml", zeros}}), FileFormat::odt) == Verdict::bomb);
  CHECK(verdict(zipped({{"zeros.bin", zeros}}), FileFormat::archive) == Verdict::bomb);
  auto const inside = zipped({{"lesson.zip", zipped({{"zeros.bin", zeros}})}});
  CHECK(verdict(inside, FileFormat::archive) == Verdict::bomb);
}

TEST_CASE("more entries than anyone packs is a bomb, counted before they are read") {
  CHECK(verdict(std::string("PK\3\4", 4) + directory_end(65'000), FileFormat::archive) == Verdict::bomb);
  CHECK(extract::entries_said(directory_end(12)) == 12);
  CHECK_FALSE(extract::entries_said("no archive"));
  Parts many;
  for (int i = 0; i < 20'001; ++i) many.emplace_back("f" + std::to_string(i), "");
  CHECK(verdict(zipped(many), FileFormat::archive) == Verdict::bomb);
}

TEST_CASE("archives inside of archives are a bomb when they go too deep") {
  std::string bytes = zipped({{"end.txt", "end"}});
  for (int depth = 0; depth < 6; ++depth) bytes = zipped({{"next.zip", bytes}});
  CHECK(verdict(bytes, FileFormat::archive) == Verdict::bomb);
}

TEST_CASE("images are judged by what they say before they are unpacked") {
  CHECK(verdict(png_of(100'000, 100'000), FileFormat::image) == Verdict::bomb);
  CHECK(verdict(png_of(640, 480), FileFormat::image) == Verdict::read);
  CHECK(extract::picture_of_image(png_of(100'000, 100'000)).empty());
  std::string gif("GIF89a\1\0\1\0\0\0\0", 13);
  for (int i = 0; i < 100'000; ++i) gif += std::string("\x2C\0\0\0\0\1\0\1\0\0\2\1\x44\0", 14);
  CHECK(verdict(gif, FileFormat::image) == Verdict::bomb);
}

TEST_CASE("billions of laughs stay one line; XML may be as deep as it likes") {
  auto const laughs = zipped({{"word/document.xml",
                               "<?xml version='1.0'?><!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>"
                               "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>x &b; y</w:t></w:r></w:p></w:body>"
                               "</w:document>"}});
  CHECK(read(laughs, FileFormat::docx).text().find("ha") == std::string::npos);
  std::string deep;
  for (int i = 0; i < 300'000; ++i) deep += "<w:p>";
  auto const document = read(docx_of(deep), FileFormat::docx);  // never closed: damaged, but it ends
  CHECK(document.outcome(true).verdict == Verdict::read);
  std::string closed = deep;
  for (int i = 0; i < 300'000; ++i) closed += "</w:p>";
  CHECK(read(docx_of(closed), FileFormat::docx).outcome(true).verdict == Verdict::read);
}

TEST_CASE("sheets that claim a million repeated rows and columns are read in an instant") {
  auto const document = read(
      zipped({{"content.xml",
               "<o:document-content xmlns:o='o' xmlns:t='t' xmlns:x='x'><o:body><o:spreadsheet><t:table t:name='A'>"
               "<t:table-row t:number-rows-repeated='1048576'><t:table-cell t:number-columns-repeated='16384'>"
               "<x:p>word</x:p></t:table-cell></t:table-row></t:table></o:spreadsheet></o:body>"
               "</o:document-content>"}}),
      FileFormat::ods);
  CHECK(document.text().size() < 100);
}

TEST_CASE("text is never more than its limit, and all of it is looked at") {
  std::string long_text;
  while (long_text.size() < limits::extracted_text_max + 1'000'000) long_text += "the same words again and again\n";
  auto const document = read(long_text + "B801200005001\n", FileFormat::text);
  CHECK(document.text().size() <= limits::extracted_text_max);
  CHECK(findings_of(document).size() == 1);
}

TEST_CASE("damaged and mutated files end without text, in trouble or as a bomb, and never otherwise") {
  std::mt19937 random(46);
  for (auto const& [name, format] : {std::pair{"seasons.docx", FileFormat::docx},
                                     {"seasons.odt", FileFormat::odt},
                                     {"maps.pptx", FileFormat::pptx},
                                     {"maps.odp", FileFormat::odp},
                                     {"harvest.xlsx", FileFormat::xlsx},
                                     {"harvest.ods", FileFormat::ods},
                                     {"seasons.pdf", FileFormat::pdf}}) {
    CAPTURE(name);
    auto const good = fixture(name);
    for (int round = 0; round < 40; ++round) {
      auto bytes = good;
      if (round % 4 == 0) bytes.resize(random() % bytes.size());
      for (int flip = 0; flip < round && !bytes.empty(); ++flip) {
        bytes[random() % bytes.size()] = static_cast<char>(random() & 0xFF);
      }
      auto const document = read(bytes, format);
      CHECK(document.text().size() <= limits::extracted_text_max);
    }
  }
}

TEST_CASE("pictures of pages: drawn, scaled, taken out of the file") {
  extract::load_drawing_fonts();
  auto const is_picture = [](std::string const& png) {
    auto const size = extract::size_of_image(png);
    return size && size->width > 0 && size->width <= 640 && size->height <= 960;
  };
  for (auto const& [name, format] : {std::pair{"seasons.docx", FileFormat::docx},
                                     {"seasons.odt", FileFormat::odt},
                                     {"maps.pptx", FileFormat::pptx},
                                     {"maps.odp", FileFormat::odp},
                                     {"harvest.xlsx", FileFormat::xlsx},
                                     {"seasons.pdf", FileFormat::pdf}}) {
    CAPTURE(name);
    auto const bytes = fixture(name);
    auto const document = read(bytes, format);
    CHECK(is_picture(extract::picture_of(bytes, format, document)));
  }
  CHECK(extract::picture_of("no picture", FileFormat::image, read("", FileFormat::image)).empty());
}

}  // namespace staffroom::tests
