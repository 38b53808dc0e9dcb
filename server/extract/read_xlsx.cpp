// Spreadsheets (Office Open XML): cells with their names, comments, hidden sheets.
#include <charconv>
#include <cmath>

#include "server/extract/grid.hpp"
#include "server/extract/readers.hpp"
#include "server/extract/xml.hpp"

namespace staffroom::extract {
namespace {

/// Runs of one string belong together; how it is spoken (rPh) is left out.
std::string string_of(pugi::xml_node item) {
  std::string out;
  walk(
      item,
      [&](pugi::xml_node node) {
        if (local(node) == "rPh") return Step::over;
        if (local(node) == "t") out += node.text().get();
        return Step::into;
      },
      [](pugi::xml_node) {});
  return out;
}

std::vector<std::string> shared_strings(Package& package) {
  std::vector<std::string> out;
  XmlPart const part(package, "xl/sharedStrings.xml");
  for (auto const item : part.root().children()) {
    if (local(item) == "si") out.push_back(string_of(item));
  }
  return out;
}

/// 9.434765919E9 → 9434765919: programs write long numbers like that.
std::string number_of(std::string_view text) {
  if (text.find_first_of("eE") == text.npos) return std::string(text);
  double value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  constexpr double whole_max = 1e15;
  if (error != std::errc{} || end != text.data() + text.size() || std::abs(value) > whole_max ||
      value != std::floor(value)) {
    return std::string(text);
  }
  return std::to_string(static_cast<long long>(value));
}

std::string value_of(pugi::xml_node cell, std::vector<std::string> const& strings) {
  auto const type = attribute(cell, "t");
  if (type == "inlineStr") return string_of(child(cell, "is"));
  std::string_view const value = child(cell, "v").text().get();
  if (type != "s") return type.empty() || type == "n" ? number_of(value) : std::string(value);
  std::size_t place = 0;
  auto const [end, error] = std::from_chars(value.data(), value.data() + value.size(), place);
  return error == std::errc{} && place < strings.size() ? strings[place] : std::string();
}

void read_cells(pugi::xml_node sheet, std::vector<std::string> const& strings, Grid& grid) {
  std::size_t row_number = 0;
  for (auto const row : child(sheet, "sheetData").children()) {
    auto const said = place_of("A" + std::string(attribute(row, "r")));
    if (said.row > row_number) row_number = said.row;
    std::size_t column = 0;
    for (auto const cell : row.children()) {
      auto const name = attribute(cell, "r");
      if (!name.empty()) column = place_of(name).column;
      grid.cell({column++, row_number}, value_of(cell, strings));
    }
    grid.end_row(row_number++);
  }
}

void read_comments(Package& package, std::string const& path, Grid& grid) {
  XmlPart const part(package, path);
  walk(
      part.root(),
      [&](pugi::xml_node node) {
        auto const name = local(node);
        if (name != "comment" && name != "threadedComment") return Step::into;
        grid.comment(place_of(attribute(node, "ref")), all_text(node));
        return Step::over;
      },
      [](pugi::xml_node) {});
}

}  // namespace

void read_xlsx(Bytes bytes, Document& document) {
  auto const package = Package::open(bytes, document);
  if (!package) return;
  constexpr std::string_view main = "xl/workbook.xml";
  XmlPart const book(*package, main);
  if (!book) return document.set_trouble("The file is damaged: it holds no sheets that can be read.");
  auto const strings = shared_strings(*package);
  auto const relations = relations_of(*package, main);
  for (auto const sheet : child(book.root(), "sheets").children()) {
    auto const state = attribute(sheet, "state");
    Grid grid(document, attribute(sheet, "name"), state == "hidden" || state == "veryHidden");
    for (auto const& relation : relations) {
      if (relation.id != attribute(sheet, "id")) continue;
      XmlPart const part(*package, relation.target);
      if (!part) document.set_trouble("A sheet can't be read.");
      read_cells(part.root(), strings, grid);
      for (auto const& beside : relations_of(*package, relation.target)) {
        if (beside.kind == "comments" || beside.kind == "threadedComment") read_comments(*package, beside.target, grid);
      }
      if (auto const margins = child(part.root(), "headerFooter")) {
        document.look_at(all_text(margins), document.here() + ", header or footer");
      }
    }
  }
  document.finish();
  for (auto const* part : {"docProps/core.xml", "docProps/custom.xml", "docProps/app.xml"}) {
    look_at_properties(*package, part, document);
  }
  // What nothing points to any more is still in the file; strings of cells were looked at where they stand.
  look_at_the_rest(*package, document, {});
}

}  // namespace staffroom::extract
