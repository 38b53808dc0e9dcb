// From a file to rows of an import.
#include "server/imports_file.hpp"

#include <algorithm>
#include <functional>

#include "protocol/utf8.hpp"
#include "server/csv.hpp"
#include "server/imports_columns.hpp"
#include "server/oneroster.hpp"

namespace staffroom {
namespace {

/// Control characters, marks that turn the direction of writing, and characters without width: nobody could see what
/// the text is.
bool can_be_shown(std::string_view sequence) {
  if (sequence.size() == 1) return static_cast<unsigned char>(sequence[0]) >= 0x20 && sequence[0] != 0x7F;
  if (sequence.size() == 2) return sequence[0] != '\xC2' || static_cast<unsigned char>(sequence[1]) >= 0xA0;
  if (sequence.size() != 3) return true;
  for (std::string_view const hidden : {"\u200B", "\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E",
                                        "\u2060", "\u2066", "\u2067", "\u2068", "\u2069", "\uFEFF", "\uFFFD"}) {
    if (sequence == hidden) return false;
  }
  return true;
}

/// What is done with a cell that can't be stored: the row is an error, of a contract register it is cut; or it is left
/// out, for the national register.
enum class Reading { strict, cutting, lenient };

/// Fills the row's cells from a line of the file. Lenient: what can't be stored is left out, for the register.
void fill_row(ImportRow& row, FilePlan const& plan, std::vector<std::string> const& cells, Reading reading) {
  auto const refuse = [&](std::string const& header, std::string_view words) {
    row.cells.values.clear();
    row.outcome = RowOutcome::error;
    row.problem = Line{std::string(words)};
    row.column = line_of_cell(header);
  };
  for (std::size_t place = 0; place < plan.columns.size(); ++place) {
    auto const& column = plan.columns[place];
    if (column.fate != ColumnPlan::Fate::keep) continue;
    auto const too_long = reading == Reading::cutting ? TooLong::cut : TooLong::refuse;
    auto line = place < cells.size() ? line_of_cell(cells[place], too_long) : std::optional(Line{});
    if (!line && reading == Reading::lenient) line.emplace();
    if (!line) return refuse(column.header, "This cell is too long, or holds characters that can't be shown.");
    row.cells.values.push_back(*std::move(line));
  }
  for (std::size_t place = plan.columns.size(); place < cells.size() && reading != Reading::lenient; ++place) {
    if (cells[place].empty()) continue;
    return refuse(plan.columns.back().header,
                  "This row has more cells than the header. Put quotation marks around cells that hold a comma.");
  }
}

bool is_blank(std::vector<std::string> const& cells) {
  return std::all_of(cells.begin(), cells.end(),
                     [](auto const& cell) { return cell.find_first_not_of(' ') == std::string::npos; });
}

constexpr std::size_t headers_max = 400;

struct Table {
  std::vector<std::string> headers;
  std::vector<std::pair<std::size_t, std::vector<std::string>>> rows;  // with their numbers
};

/// Leaves of a line what is kept.
using Narrow = std::function<void(std::vector<std::string>& cells)>;

/// `narrow_by` sees the headers, and may say what of each line is kept: a register's file is ten times what we need.
Result<Table> read_table(std::string bytes, std::size_t rows_max,
                         std::function<Result<Narrow>(std::vector<std::string> const& headers)> const& narrow_by) {
  TRY_INTO(auto const text, csv::to_utf8(std::move(bytes)));
  csv::Reader reader(text);
  Table table;
  TRY_INTO(bool more, reader.next(table.headers));
  if (!more) return Error::unprocessable("body", "This file is empty.");
  if (table.headers.size() > headers_max) return Error::unprocessable("body", "This file has too many columns.");
  TRY_INTO(auto const narrow, narrow_by(table.headers));
  std::vector<std::string> cells;
  for (;;) {
    TRY_INTO(more, reader.next(cells));
    if (!more) break;
    if (is_blank(cells)) continue;
    if (table.rows.size() == rows_max) {
      return Error::unprocessable("body", "This file has over " + std::to_string(rows_max) + " rows. Split it.");
    }
    narrow(cells);
    table.rows.emplace_back(reader.row(), std::move(cells));
  }
  if (table.rows.empty()) return Error::unprocessable("body", "This file has a header and no rows.");
  return table;
}

std::vector<std::string> sample_of(Table const& table, std::size_t columns) {
  std::vector<std::string> sample(columns);
  for (auto const& [number, cells] : table.rows) {
    for (std::size_t place = 0; place < std::min(cells.size(), columns); ++place) {
      if (sample[place].empty()) sample[place] = cells[place];
    }
  }
  return sample;
}

ImportFile file_of(Table const& table, FilePlan const& plan, std::vector<std::string> const& sample, Reading reading) {
  ImportFile file;
  for (std::size_t place = 0; place < plan.columns.size(); ++place) {
    auto const& column = plan.columns[place];
    auto header = line_of_cell(column.header).value_or(Line{"Column " + std::to_string(place + 1)});
    if (column.fate == ColumnPlan::Fate::drop && file.dropped.size() < 300) file.dropped.push_back(std::move(header));
    if (column.fate != ColumnPlan::Fate::keep) continue;
    file.columns.push_back(
        {std::move(header), column.field, line_of_cell(sample[place], TooLong::cut).value_or(Line{})});
  }
  if (file.columns.empty()) return unusable_file("No column of this file can be used.");
  file.rows.reserve(table.rows.size());
  for (auto const& [number, cells] : table.rows) {
    ImportRow row{.number = static_cast<std::uint32_t>(number)};
    fill_row(row, plan, cells, reading);
    file.rows.push_back(std::move(row));
  }
  return file;
}

using PlanOf = FilePlan (*)(std::vector<std::string> const& headers, std::vector<std::string> const& sample);

ImportFile read_rows(std::string bytes, PlanOf plan_of, Reading reading) {
  auto const table = read_table(std::move(bytes), limits::import_people_rows_max, [](auto const& headers) {
    // One cell more than there are headers: enough to see that a line has too many.
    return Result<Narrow>([most = headers.size() + 1](auto& cells) {
      if (cells.size() > most) cells.resize(most, "x");
      cells.shrink_to_fit();
    });
  });
  if (!table) return unusable_file(table.error().detail);
  auto const sample = sample_of(*table, table->headers.size());
  auto const plan = plan_of(table->headers, sample);
  if (!plan.failure.empty()) return unusable_file(plan.failure);
  return file_of(*table, plan, sample, reading);
}

ImportFile read_register(ImportSource source, std::string bytes) {
  FilePlan plan;  // of the columns that are kept; the headers that are dropped stand behind them
  std::vector<std::size_t> places;
  auto const table = read_table(std::move(bytes), limits::import_register_rows_max, [&](auto const& headers) {
    auto whole = plan_of_register(source, headers);
    if (!whole.failure.empty()) return Result<Narrow>(Error::unprocessable("body", std::move(whole.failure)));
    for (std::size_t place = 0; place < whole.columns.size(); ++place) {
      if (whole.columns[place].fate != ColumnPlan::Fate::keep) continue;
      places.push_back(place);
      plan.columns.push_back(whole.columns[place]);
    }
    for (auto& column : whole.columns) {
      if (column.fate == ColumnPlan::Fate::drop) plan.columns.push_back(std::move(column));
    }
    return Result<Narrow>([&places](auto& cells) {
      std::vector<std::string> kept;
      kept.reserve(places.size());
      for (auto const place : places) kept.push_back(place < cells.size() ? std::move(cells[place]) : std::string());
      cells = std::move(kept);
    });
  });
  if (!table) return unusable_file(table.error().detail);
  return file_of(*table, plan, sample_of(*table, plan.columns.size()), Reading::lenient);
}

}  // namespace

std::optional<Line> line_of_cell(std::string_view cell, TooLong too_long) {
  Line out;
  std::size_t length = 0;
  std::size_t room = 0;  // where a mark can stand for the rest
  for (std::size_t at = 0; at < cell.size();) {
    auto const bytes = utf8_sequence_length(cell, at);
    if (bytes == 0) return std::nullopt;
    auto const sequence = cell.substr(at, bytes);
    at += bytes;
    bool const blank = sequence == "\n" || sequence == "\r" || sequence == "\t" || sequence == "\u00A0";
    if (!blank && !can_be_shown(sequence)) return std::nullopt;
    if (blank && (out.value.empty() || out.value.back() == ' ')) continue;
    if (length + 1 == limits::line_length_max) room = out.value.size();
    out.value += blank ? std::string_view(" ") : sequence;
    if (++length <= limits::line_length_max) continue;
    if (too_long == TooLong::refuse) return std::nullopt;
    out.value.resize(room);
    out.value += "…";
    return out;
  }
  return out;
}

std::string plain_header(std::string_view header) {
  std::string out;
  for (unsigned char const c : header) {
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80) out += static_cast<char>(c);
  }
  return out;
}

ImportFile unusable_file(std::string_view words) {
  ImportFile file;
  file.failure = Note{std::string(words)};
  return file;
}

ImportFile read_import_file(ImportSource source, std::string bytes) {
  if (source == ImportSource::one_roster) return read_one_roster(std::move(bytes));
  if (source == ImportSource::staff_file) return read_rows(std::move(bytes), plan_of_staff, Reading::strict);
  if (source == ImportSource::contracts) return read_rows(std::move(bytes), plan_of_contracts, Reading::cutting);
  return read_register(source, std::move(bytes));
}

}  // namespace staffroom
