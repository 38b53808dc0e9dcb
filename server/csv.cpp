// Comma-separated files.
#include "server/csv.hpp"

#include <algorithm>
#include <array>

#include "protocol/codec.hpp"

namespace staffroom::csv {
namespace {

/// Windows-1252 from 0x80 to 0x9F as code points; 0 where it has none.
constexpr std::array<char16_t, 32> windows_1252{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void append_utf8(std::string& out, char32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | code >> 6);
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | code >> 12);
    out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

Error unusable(std::string words) { return Error::unprocessable("body", std::move(words)); }

/// The mark that comes most often in the first line, outside quotes.
char mark_of(std::string_view text) {
  std::array<std::size_t, 3> counts{};
  constexpr std::string_view marks = ",;\t";
  bool quoted = false;
  for (char const c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') break;
    if (auto const mark = marks.find(c); mark != std::string_view::npos) ++counts.at(mark);
  }
  auto const most = std::max_element(counts.begin(), counts.end());
  return *most == 0 ? ',' : marks[static_cast<std::size_t>(most - counts.begin())];
}

}  // namespace

Result<std::string> to_utf8(std::string bytes) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    return unusable("This file is saved as UTF-16. Save it as “CSV UTF-8” and send it again.");
  }
  if (bytes.starts_with("PK\x03\x04")) {
    return unusable("This is a spreadsheet or a zip file, not CSV. Save it as “CSV UTF-8” and send it again.");
  }
  if (bytes.find('\0') != std::string::npos) return unusable("This is no text file. Send a CSV file.");
  if (bytes.starts_with(byte_order_mark)) bytes.erase(0, byte_order_mark.size());
  if (is_valid_utf8(bytes)) return bytes;
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 16);
  for (unsigned char const byte : bytes) {
    if (byte < 0x80 || byte >= 0xA0) {
      append_utf8(out, byte);
      continue;
    }
    auto const code = windows_1252[byte - 0x80U];
    append_utf8(out, code == 0 ? char32_t{0xFFFD} : char32_t{code});
  }
  return out;
}

Reader::Reader(std::string_view text) : text_(text), mark_(mark_of(text)) {}

bool Reader::at_line_end() const { return at_ == text_.size() || text_[at_] == '\n' || text_[at_] == '\r'; }

void Reader::pass_line_end() {
  if (at_ == text_.size()) return;
  at_ += text_.substr(at_, 2) == "\r\n" ? 2 : 1;
  ++line_;
  line_start_ = at_;
}

Error Reader::wrong(std::string_view words) const {
  return unusable("Line " + std::to_string(line_) + ", character " + std::to_string(at_ - line_start_ + 1) + ": " +
                  std::string(words));
}

Result<bool> Reader::next(std::vector<std::string>& cells) {
  cells.clear();
  while (at_ < text_.size() && at_line_end()) {
    pass_line_end();
    ++row_;
  }
  if (at_ == text_.size()) return false;
  ++row_;
  for (;;) {
    if (cells.size() == cells_max) return wrong("there are too many cells in this line.");
    TRY(read_cell(cells.emplace_back()));
    if (at_line_end()) break;
    ++at_;  // the mark
  }
  pass_line_end();
  return true;
}

Result<void> Reader::read_cell(std::string& cell) {
  if (at_ < text_.size() && text_[at_] == '"') return read_quoted(cell);
  auto const start = at_;
  while (!at_line_end() && text_[at_] != mark_) ++at_;
  if (at_ - start > cell_bytes_max) return wrong("this cell is too long.");
  cell.assign(text_.substr(start, at_ - start));
  return {};
}

Result<void> Reader::read_quoted(std::string& cell) {
  auto const opened = wrong("a quotation mark is opened here and never closed.");
  for (++at_; at_ < text_.size(); ++at_) {
    if (cell.size() > cell_bytes_max) return wrong("this cell is too long.");
    char const c = text_[at_];
    if (c == '"') {
      ++at_;
      if (at_ < text_.size() && text_[at_] == '"') {
        cell += '"';
        continue;
      }
      if (at_line_end() || text_[at_] == mark_) return {};
      return wrong("there is text after a closing quotation mark. Double the marks within a cell.");
    }
    if (c == '\n' || (c == '\r' && text_.substr(at_, 2) != "\r\n")) {
      ++line_;
      line_start_ = at_ + 1;
    }
    cell += c;
  }
  return opened;
}

}  // namespace staffroom::csv
