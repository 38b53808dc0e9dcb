// The readers, one for each format. Each tells the document what it finds; none throws for what a file can cause but
// std::bad_alloc. The file lies in memory, and nothing else can be opened.
#pragma once
#include <optional>

#include "protocol/resources.hpp"
#include "server/extract/document.hpp"

namespace staffroom::extract {

inline constexpr unsigned depth_max = 3;  // files inside of files inside of files

void read_pdf(Bytes bytes, Document& document);
void read_docx(Bytes bytes, Document& document);
void read_pptx(Bytes bytes, Document& document);
void read_xlsx(Bytes bytes, Document& document);
void read_open_text(Bytes bytes, Document& document);
void read_open_slides(Bytes bytes, Document& document);
void read_open_sheets(Bytes bytes, Document& document);
void read_html(Bytes bytes, Document& document);
void read_plain(Bytes bytes, Document& document);
void read_markdown(Bytes bytes, Document& document);
void read_csv(Bytes bytes, Document& document);
void read_image(Bytes bytes, Document& document);
void read_archive(Bytes bytes, Document& document);
/// Formats whose words are not read (the old office formats, RTF): what looks like text in the bytes is looked at.
void read_raw(Bytes bytes, Document& document);

/// Reads a file by its format; what other formats hold is not read.
void read_document(Bytes bytes, FileFormat format, Document& document);
/// A file inside of another.
Document read_inside(Bytes bytes, FileFormat format, Purpose purpose, unsigned depth);
Unit unit_of(FileFormat format);
/// Formats that have pages, slides or sheets to count.
bool has_pages(FileFormat format);
/// By the name of a file inside of another; nothing for what is not read.
std::optional<FileFormat> format_by_name(std::string_view name);

/// Any encoding that teachers' files have, as UTF-8: UTF-16 with its mark, UTF-8, else Windows-1252.
std::string text_of(Bytes bytes);
/// UTF-16 in the machine's order; lone surrogates become U+FFFD.
std::string utf8_of(std::u16string_view text);
/// Lines whose words stand in columns (tabs, bars, or two spaces and more between them): is one the head of a class
/// list?
void look_at_columns(std::string_view text, Document& document, std::string_view where);

}  // namespace staffroom::extract
