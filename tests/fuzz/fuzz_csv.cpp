// Fuzzes the readers of files to import. Input: one byte that chooses the kind of file, then the file.
#include "protocol/codec.hpp"
#include "server/csv.hpp"
#include "server/imports_file.hpp"
#include "store/imports_contracts_words.hpp"

namespace {

using namespace staffroom;

/// The cells, as RFC 4180 writes them: what is read again must be the same.
std::string written(std::vector<std::string> const& cells) {
  std::string out;
  for (auto const& cell : cells) {
    out += out.empty() ? "\"" : ",\"";
    for (char const c : cell) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    out += '"';
  }
  return out + "\r\n";
}

void check_cells(std::string const& text) {
  csv::Reader reader(text);
  std::vector<std::string> cells;
  for (;;) {
    auto const more = reader.next(cells);
    if (!more || !*more) return;
    // A line of one cell could be taken for one with another mark.
    if (cells.size() < 2) continue;
    auto const again = written(cells);
    csv::Reader second(again);
    std::vector<std::string> twice;
    auto const read = second.next(twice);
    ensure(read.has_value() && *read && twice == cells, "what was read is written and read again as it was");
  }
}

/// What a cell of a register is read as is written and read again as the same; what is exported is no formula.
void check_words(std::string_view cell) {
  using namespace imports;
  if (auto const amount = amount_of(cell, {})) {
    auto const again = amount_of(words_of_pence(amount->pence) + " " + words_of_vat(*amount), {});
    ensure(amount->pence >= 0 && again && *again == *amount, "an amount is read again to the penny");
  }
  if (auto const day = day_of(cell)) ensure(*day_of(words_of_day(*day)) == *day, "a day is read again");
  if (auto const it = notice_of(cell, "")) ensure(*notice_of(words_of_notice(*it), "") == *it, "so is a notice period");
  if (auto const it = renewal_of(cell)) ensure(*renewal_of(words_of_renewal(*it)) == *it, "so is a renewal");
  if (auto const it = extensions_of(cell)) {
    auto const again = extensions_of(words_of_extensions(*it));
    ensure(again && again->left == it->left && again->months == it->months, "so are options");
  }
  auto const guarded = guarded_cell(cell);
  ensure(!is_like_formula(guarded) && unguarded_cell(guarded) == cell, "a cell is guarded, and read again");
  static_cast<void>(category_of(cell, {}));
  static_cast<void>(vat_of(cell));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  if (size == 0) return 0;
  std::string const text(reinterpret_cast<char const*>(bytes) + 1, size - 1);
  auto const source = static_cast<ImportSource>(bytes[0] % 6);
  if (auto const utf8 = csv::to_utf8(text)) {
    ensure(is_valid_utf8(*utf8), "a file's text is UTF-8");
    check_cells(*utf8);
  }
  auto const file = read_import_file(source, text);
  ensure(!file.failure || file.rows.empty(), "a file that can't be used has no rows");
  for (auto const& row : file.rows) {
    ensure(row.cells.size() == file.columns.size() || row.outcome == RowOutcome::error, "a cell for each column");
    for (auto const& cell : row.cells) {
      ensure(is_valid_utf8(cell.value), "a cell is UTF-8");
      if (source == ImportSource::contracts) check_words(cell.value);
    }
  }
  return 0;
}
