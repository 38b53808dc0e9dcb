// Cells of a sheet, as spreadsheets number them. Each is looked at by itself, so that a finding names it.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "server/extract/document.hpp"

namespace staffroom::extract {

/// 0 → "A", 26 → "AA"
std::string column_name(std::size_t column);
/// "B4" → {1, 3}; what is none → {0, 0}
struct CellPlace {
  std::size_t column = 0;
  std::size_t row = 0;
};
CellPlace place_of(std::string_view name);

class Grid {
 public:
  /// `name`: "Year 7"; empty in files that have one sheet without a name.
  Grid(Document& document, std::string_view name, bool hidden);
  /// Rows and columns from 0; row by row.
  void cell(CellPlace place, std::string_view text);
  /// A value that the cell does not show as it is.
  void look(CellPlace place, std::string_view value);
  void comment(CellPlace place, std::string_view text);
  void end_row(std::size_t row);

 private:
  std::string where(CellPlace place) const;

  Document& document_;
  std::string label_;                         // "sheet Year 7, "
  std::map<std::size_t, std::string> heads_;  // by column: the word above
  std::vector<std::string> row_;
};

}  // namespace staffroom::extract
