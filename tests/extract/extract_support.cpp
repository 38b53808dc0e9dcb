// Made-up files.
#include "tests/extract/extract_support.hpp"

#include <zip.h>

#include <boost/describe/enum_to_string.hpp>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace staffroom::tests {

std::string fixture(std::string const& name) {
  std::ifstream file(std::string(STAFFROOM_SOURCE_FOLDER) + "/tests/fixtures/documents/" + name, std::ios::binary);
  if (!file) throw std::runtime_error("no fixture " + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string zipped(Parts const& parts) {
  zip_error_t error;
  zip_error_init(&error);
  auto* const target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  auto* const archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  if (!archive) throw std::runtime_error("no archive");
  for (auto const& [name, bytes] : parts) {
    zip_file_add(archive, name.c_str(), zip_source_buffer(archive, bytes.data(), bytes.size(), 0), ZIP_FL_ENC_UTF_8);
  }
  if (zip_close(archive) != 0) throw std::runtime_error("the archive can't be written");
  zip_stat_t stat;
  zip_source_stat(target, &stat);
  std::string out(stat.size, '\0');
  zip_source_open(target);
  zip_source_read(target, out.data(), out.size());
  zip_source_close(target);
  zip_source_free(target);
  return out;
}

std::string docx_of(std::string const& body) {
  return zipped(
      {{"[Content_Types].xml", "<Types/>"},
       {"word/document.xml", "<w:document xmlns:w='w' xmlns:mc='mc'><w:body>" + body + "</w:body></w:document>"}});
}

std::string xlsx_of(Parts const& sheets_by_name) {
  Parts parts{{"[Content_Types].xml", "<Types/>"}};
  std::string book = "<workbook xmlns:r='r'><sheets>";
  std::string relations = "<Relationships>";
  for (std::size_t i = 0; i < sheets_by_name.size(); ++i) {
    auto const number = std::to_string(i + 1);
    book += "<sheet name='" + sheets_by_name[i].first + "' sheetId='" + number + "' r:id='rId" + number + "'/>";
    relations +=
        "<Relationship Id='rId" + number + "' Type='x/worksheet' Target='worksheets/sheet" + number + ".xml'/>";
    parts.emplace_back("xl/worksheets/sheet" + number + ".xml",
                       "<worksheet><sheetData>" + sheets_by_name[i].second + "</sheetData></worksheet>");
  }
  parts.emplace_back("xl/workbook.xml", book + "</sheets></workbook>");
  parts.emplace_back("xl/_rels/workbook.xml.rels", relations + "</Relationships>");
  return zipped(parts);
}

extract::Document read(std::string const& bytes, FileFormat format) {
  extract::Document document(extract::unit_of(format));
  extract::read_document(bytes, format, document);
  return document;
}

std::vector<std::string> pages_of(extract::Document const& document) {
  std::vector<std::string> out;
  std::string_view text = document.text();
  for (std::size_t at = 0; at < text.size();) {
    auto const end = text.find('\f', at);
    out.emplace_back(text.substr(at, end - at));
    at = end == text.npos ? text.size() : end + 1;
  }
  return out;
}

std::vector<std::string> findings_of(extract::Document const& document) {
  std::vector<std::string> out;
  for (auto const& spot : document.outcome(true).spots) {
    out.push_back(std::string(boost::describe::enum_to_string(spot.type, "")) + " at " + spot.where);
  }
  return out;
}

}  // namespace staffroom::tests
