// Fuzzes the readers of people's files. Input: one byte that chooses the format, then the file.
#include <array>

#include "protocol/codec.hpp"
#include "server/extract/picture.hpp"
#include "server/extract/readers.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  using namespace staffroom;
  using enum FileFormat;
  // Without PDF: its reader is poppler, which has fuzz targets of its own and would take all the time.
  static constexpr std::array formats{docx, pptx, xlsx, odt, odp, ods, html, text, markdown, csv, image, archive};
  if (size == 0) return 0;
  auto const format = formats.at(bytes[0] % formats.size());
  std::string_view const file(reinterpret_cast<char const*>(bytes) + 1, size - 1);
  extract::Document document(extract::unit_of(format));
  extract::read_document(file, format, document);
  ensure(document.text().size() <= limits::extracted_text_max, "no more text than we keep");
  ensure(is_valid_utf8(document.text()), "the text is UTF-8");
  auto const outcome = document.outcome(true);
  auto const line = extract::to_line(outcome);
  auto const again = extract::outcome_from_line(std::string_view(line).substr(0, line.size() - 1));
  ensure(again.has_value() && again->spots == outcome.spots, "what is said is read as it was said");
  if (format == image) extract::words_of_image(file);
  return 0;
}
