// Plain text, Markdown and CSV; what encodings there are.
#include "protocol/codec.hpp"
#include "server/csv.hpp"
#include "server/extract/grid.hpp"
#include "server/extract/readers.hpp"

namespace staffroom::extract {
namespace {

void append_utf8(std::string& out, char32_t code) {
  auto const tail = [&](int shift) { out += static_cast<char>(0x80 | (code >> shift & 0x3F)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | code >> 6);
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | code >> 12);
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0 | code >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

template <class Visit>
void each_line(std::string_view text, Visit&& visit) {
  for (std::size_t at = 0; at < text.size();) {
    auto const end = std::min(text.find_first_of("\r\n", at), text.size());
    visit(text.substr(at, end - at));
    at = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
  }
}

void read_lines(std::string_view text, Document& document) {
  document.begin_page();
  each_line(text, [&](std::string_view line) { document.add(line); });
  look_at_columns(text, document, "text");
}

/// A file that is no text in spite of its name: its bytes are not looked at.
bool is_binary(std::string_view text) { return text.find('\0') != text.npos; }

}  // namespace

std::string utf8_of(std::u16string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    char32_t code = text[at];
    if (code >= 0xD800 && code < 0xDC00 && at + 1 < text.size() && text[at + 1] >= 0xDC00 && text[at + 1] < 0xE000) {
      code = 0x10000 + ((code - 0xD800) << 10) + (text[++at] - 0xDC00U);
    } else if (code >= 0xD800 && code < 0xE000) {
      code = 0xFFFD;
    }
    append_utf8(out, code);
  }
  return out;
}

std::string text_of(Bytes bytes) {
  bool const is_little = bytes.starts_with("\xFF\xFE");
  if (is_little || bytes.starts_with("\xFE\xFF")) {
    std::u16string wide;
    for (std::size_t at = 2; at + 1 < bytes.size(); at += 2) {
      auto const first = static_cast<unsigned char>(bytes[at]);
      auto const second = static_cast<unsigned char>(bytes[at + 1]);
      wide += static_cast<char16_t>(is_little ? first | second << 8 : first << 8 | second);
    }
    return utf8_of(wide);
  }
  auto text = csv::to_utf8(std::string(bytes));
  return text ? *std::move(text) : std::string();
}

void look_at_columns(std::string_view text, Document& document, std::string_view where) {
  std::vector<std::string> cells;
  each_line(text, [&](std::string_view line) {
    constexpr std::size_t head_bytes_max = 1'000;
    if (line.size() > head_bytes_max) return;
    cells.clear();
    std::string cell;
    for (std::size_t at = 0; at <= line.size(); ++at) {
      bool const ends = at == line.size() || line[at] == '\t' || line[at] == '|' || line.substr(at, 2) == "  ";
      if (!ends) {
        cell += line[at];
      } else if (cell.find_first_not_of(' ') != cell.npos) {
        cells.push_back(std::move(cell));
        cell.clear();
      }
    }
    if (cells.size() > 1) document.look_at_headers(cells, where);
  });
}

void read_plain(Bytes bytes, Document& document) {
  auto const text = text_of(bytes);
  if (is_binary(text)) return document.set_trouble("This is no text that can be read.");
  read_lines(text, document);
}

/// Paragraphs without their line breaks, headings without their marks.
void read_markdown(Bytes bytes, Document& document) {
  auto const text = text_of(bytes);
  if (is_binary(text)) return document.set_trouble("This is no text that can be read.");
  constexpr std::size_t paragraph_bytes_max = 16 * 1024;
  std::string paragraph;
  auto const end_paragraph = [&] {
    if (!paragraph.empty()) document.add(paragraph);
    paragraph.clear();
  };
  document.begin_page();
  each_line(text, [&](std::string_view line) {
    auto const marks = line.find_first_not_of('#');
    bool const is_heading = marks != 0 && marks != line.npos && line[marks] == ' ';
    if (is_heading) {
      end_paragraph();
      auto const words = line.substr(marks + 1);
      if (marks == 1) document.set_heading(words);
      document.add(words);
      return;
    }
    auto const start = line.find_first_not_of(' ');
    bool const is_piece = start != line.npos && std::string_view("-*+>|`{~:0123456789").find(line[start]) != line.npos;
    if (start == line.npos || is_piece || paragraph.size() > paragraph_bytes_max) end_paragraph();
    if (start != line.npos)
      paragraph += (paragraph.empty() ? "" : " ") + std::string(line.substr(is_piece ? 0 : start));
  });
  end_paragraph();
  look_at_columns(text, document, "text");
}

void read_raw(Bytes bytes, Document& document) {
  // Books and the lessons of many programs are zip archives by another name.
  if (bytes.starts_with("PK\3\4")) return read_archive(bytes, document);
  constexpr std::size_t bytes_max = 64 * 1024 * 1024;
  auto const start = bytes.substr(0, bytes_max);
  document.look_at(start, "the file's text");
  // Office programs of old write text with a zero byte after each letter, from any place on.
  for (std::size_t const from : {0U, 1U}) {
    std::string wide;
    wide.reserve(start.size() / 2);
    for (auto at = from; at + 1 < start.size(); at += 2) wide += start[at + 1] == 0 ? start[at] : '\n';
    document.look_at(wide, "the file's text");
  }
}

void read_csv(Bytes bytes, Document& document) {
  auto const text = text_of(bytes);
  if (is_binary(text)) return document.set_trouble("This is no text that can be read.");
  csv::Reader reader(text);
  Grid grid(document, {}, false);
  std::vector<std::string> cells;
  for (;;) {
    auto const more = reader.next(cells);
    if (!more) {  // not a table then: read as text
      document.set_trouble("The table is damaged; it was read as plain text.");
      return read_lines(text, document);
    }
    if (!*more) return;
    auto const row = reader.row() - 1;
    for (std::size_t column = 0; column < cells.size(); ++column) grid.cell({column, row}, cells[column]);
    grid.end_row(row);
  }
}

}  // namespace staffroom::extract
