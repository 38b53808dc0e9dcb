// Cells.
#include "server/extract/grid.hpp"

#include <algorithm>

#include "store/pupil_data.hpp"

namespace staffroom::extract {
namespace {

constexpr std::size_t head_rows = 20;  // where a table's head may stand
constexpr std::size_t head_length = 60;
constexpr std::size_t label_length = 40;

}  // namespace

std::string column_name(std::size_t column) {
  std::string out;
  for (auto left = column + 1; left > 0; left = (left - 1) / 26) {
    out.insert(out.begin(), static_cast<char>('A' + (left - 1) % 26));
  }
  return out;
}

CellPlace place_of(std::string_view name) {
  constexpr std::size_t most = 20'000'000;
  std::size_t column = 0;
  std::size_t row = 0;
  for (char const c : name) {
    if (c >= 'A' && c <= 'Z' && row == 0) {
      column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
    } else if (c >= '0' && c <= '9') {
      row = row * 10 + static_cast<std::size_t>(c - '0');
    } else if (c != '$') {
      return {};
    }
    if (row > most || column > most) return {};
  }
  if (row == 0 || column == 0) return {};
  return {column - 1, row - 1};
}

Grid::Grid(Document& document, std::string_view name, bool hidden) : document_(document) {
  document.begin_page(name);
  if (hidden) document.set_hidden();
  if (name.empty()) return;
  // A name that is pupil data itself is not repeated.
  bool const is_said = !has_certain_pupil_data(name);
  if (!is_said) document.look_at(name, document.here() + ", its name");
  label_ = is_said ? "sheet " + shortened(one_line(name), label_length) : document.here();
  if (hidden && is_said) label_ += " (hidden)";
  label_ += ", ";
}

std::string Grid::where(CellPlace place) const {
  return label_ + "cell " + column_name(place.column) + std::to_string(place.row + 1);
}

void Grid::cell(CellPlace place, std::string_view text) {
  if (text.empty()) return;
  row_.emplace_back(text);
  look(place, text);
  bool const has_letters =
      std::any_of(text.begin(), text.end(), [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
  if (place.row < head_rows && has_letters && text.size() <= head_length) heads_[place.column] = text;
}

void Grid::look(CellPlace place, std::string_view value) {
  auto const head = heads_.find(place.column);
  document_.look_at(value, where(place), head == heads_.end() ? std::string_view{} : std::string_view(head->second));
}

void Grid::comment(CellPlace place, std::string_view text) {
  document_.look_at(text, where(place) + ", comment");
  document_.add_remark(text);
}

void Grid::end_row(std::size_t row) {
  if (row_.empty()) return;
  if (row < head_rows) document_.look_at_headers(row_, label_ + "row " + std::to_string(row + 1));
  std::string line;
  for (auto const& cell : row_) line += (line.empty() ? "" : "\t") + one_line(cell);
  document_.add_row(line);
  row_.clear();
}

}  // namespace staffroom::extract
