// Comma-separated files as they really are: RFC 4180 with LF or CR LF, commas, semicolons or tabs, UTF-8 with or
// without a mark, or Windows-1252. No library does it within our limits (docs/adr/0017-imports.md). Pure.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/result.hpp"

namespace staffroom::csv {

/// The file's text in UTF-8. What is no UTF-8 is taken for Windows-1252, which most spreadsheets and the national
/// register write. Errors: unprocessable for UTF-16 and for bytes that no text has.
Result<std::string> to_utf8(std::string bytes);

class Reader {
 public:
  /// `text` outlives the reader. The first line says which mark parts the cells.
  explicit Reader(std::string_view text);

  /// The cells of the next line that is not blank; false at the end. Errors: unprocessable with the line and the
  /// column where the file stops being one.
  Result<bool> next(std::vector<std::string>& cells);
  /// Of what was read last, as a spreadsheet numbers it: the first is 1, blank ones count.
  std::size_t row() const { return row_; }

 private:
  Result<void> read_cell(std::string& cell);
  Result<void> read_quoted(std::string& cell);
  bool at_line_end() const;
  void pass_line_end();
  Error wrong(std::string_view words) const;

  static constexpr std::size_t cells_max = 2'000;
  static constexpr std::size_t cell_bytes_max = 64 * 1024;
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t row_ = 0;
  std::size_t line_ = 1;  // of the text, where `at_` is: quoted cells may hold line breaks
  std::size_t line_start_ = 0;
  char mark_ = ',';
};

}  // namespace staffroom::csv
