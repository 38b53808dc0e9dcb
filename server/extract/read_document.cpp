// Which reader reads what.
#include "server/extract/readers.hpp"

#include <array>

namespace staffroom::extract {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

}  // namespace

Unit unit_of(FileFormat format) {
  switch (format) {
    case FileFormat::pdf:
    case FileFormat::docx:
    case FileFormat::odt: return Unit::page;
    case FileFormat::pptx:
    case FileFormat::odp: return Unit::slide;
    case FileFormat::xlsx:
    case FileFormat::ods: return Unit::sheet;
    case FileFormat::archive: return Unit::file;
    case FileFormat::html:
    case FileFormat::text:
    case FileFormat::markdown:
    case FileFormat::csv:
    case FileFormat::image:
    case FileFormat::audio:
    case FileFormat::video:
    case FileFormat::other: return Unit::none;
  }
  return Unit::none;
}

bool has_pages(FileFormat format) {
  auto const unit = unit_of(format);
  return unit == Unit::page || unit == Unit::slide || unit == Unit::sheet;
}

std::optional<FileFormat> format_by_name(std::string_view name) {
  struct Row {
    std::string_view end;
    FileFormat format;
  };
  using enum FileFormat;
  static constexpr std::array rows{
      Row{".pdf", pdf},    Row{".docx", docx},   Row{".docm", docx}, Row{".dotx", docx},   Row{".pptx", pptx},
      Row{".pptm", pptx},  Row{".ppsx", pptx},   Row{".potx", pptx}, Row{".xlsx", xlsx},   Row{".xlsm", xlsx},
      Row{".odt", odt},    Row{".odp", odp},     Row{".ods", ods},   Row{".htm", html},    Row{".html", html},
      Row{".xhtml", html}, Row{".json", text},   Row{".txt", text},  Row{".md", markdown}, Row{".csv", csv},
      Row{".tsv", csv},    Row{".zip", archive},
  };
  auto const folded = lower(name);
  for (auto const& row : rows) {
    if (folded.ends_with(row.end)) return row.format;
  }
  return {};
}

void read_document(Bytes bytes, FileFormat format, Document& document) {
  switch (format) {
    case FileFormat::pdf: read_pdf(bytes, document); break;
    case FileFormat::docx: read_docx(bytes, document); break;
    case FileFormat::pptx: read_pptx(bytes, document); break;
    case FileFormat::xlsx: read_xlsx(bytes, document); break;
    case FileFormat::odt: read_open_text(bytes, document); break;
    case FileFormat::odp: read_open_slides(bytes, document); break;
    case FileFormat::ods: read_open_sheets(bytes, document); break;
    case FileFormat::html: read_html(bytes, document); break;
    case FileFormat::text: read_plain(bytes, document); break;
    case FileFormat::markdown: read_markdown(bytes, document); break;
    case FileFormat::csv: read_csv(bytes, document); break;
    case FileFormat::image: read_image(bytes, document); break;
    case FileFormat::archive: read_archive(bytes, document); break;
    case FileFormat::other: read_raw(bytes, document); break;
    case FileFormat::audio:
    case FileFormat::video: break;
  }
  document.finish();
}

Document read_inside(Bytes bytes, FileFormat format, Purpose purpose, unsigned depth) {
  Document inner(unit_of(format), purpose, depth);
  if (depth > depth_max) {
    inner.refuse(Verdict::bomb, "It holds files inside of files, too deep to look into.");
  } else {
    read_document(bytes, format, inner);
  }
  return inner;
}

}  // namespace staffroom::extract
