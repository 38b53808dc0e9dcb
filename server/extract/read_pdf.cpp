// PDF by poppler: text by pages, properties, attached files; the first page as a picture.
#include <poppler-document.h>
#include <poppler-embedded-file.h>
#include <poppler-global.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <memory>

#include "server/extract/picture.hpp"
#include "server/extract/readers.hpp"

namespace staffroom::extract {
namespace {

constexpr std::size_t attached_max = 50;
constexpr std::clock_t patience = 12 * CLOCKS_PER_SEC;  // then what was read so far is better than nothing

std::string utf8(poppler::ustring const& text) { return utf8_of(std::u16string(text.begin(), text.end())); }

std::unique_ptr<poppler::document> open(Bytes bytes) {
  poppler::set_debug_error_function([](std::string const&, void*) {}, nullptr);
  constexpr std::size_t most = 1u << 30;
  if (bytes.size() > most) return nullptr;
  return std::unique_ptr<poppler::document>(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
}

void read_page(poppler::page const& page, Document& document) {
  auto const text = utf8(page.text(poppler::rectf(), poppler::page::non_raw_non_physical_layout));
  document.begin_page();
  for (std::size_t at = 0; at < text.size();) {
    auto const end = std::min(text.find_first_of("\n\f", at), text.size());
    if (end > at) document.add(std::string_view(text).substr(at, end - at));
    at = end + 1;
  }
  document.set_heading_from_text();
  // Only the look of the page says what is a column.
  look_at_columns(utf8(page.text(poppler::rectf(), poppler::page::physical_layout)), document, document.here());
}

void read_attached(poppler::document const& pdf, Document& document) {
  if (!pdf.has_embedded_files()) return;
  std::size_t count = 0;
  for (auto const* file : pdf.embedded_files()) {
    if (++count > attached_max) return;
    auto const where = "attached file " + std::to_string(count);
    document.look_at(file->name(), where + ", its name");
    auto const format = format_by_name(file->name());
    if (!format || !file->is_valid()) continue;
    auto const bytes = file->data();
    auto const inner = read_inside(Bytes(bytes.data(), bytes.size()), *format, Purpose::guard, document.depth() + 1);
    document.take_findings(inner, where);
  }
}

}  // namespace

void read_pdf(Bytes bytes, Document& document) {
  auto const pdf = open(bytes);
  if (!pdf) return document.set_trouble("The file is damaged: it can't be read.");
  if (pdf->is_locked()) return document.set_trouble("The file is protected by a password: its text can't be read.");
  for (auto const& key : pdf->info_keys()) document.look_at(utf8(pdf->info_key(key)), "document properties");
  document.look_at(utf8(pdf->metadata()), "document properties");
  for (int number = 0; number < pdf->pages(); ++number) {
    if (std::clock() > patience) {
      document.set_trouble("Only the first " + std::to_string(number) + " pages could be read.");
      break;
    }
    std::unique_ptr<poppler::page> const page(pdf->create_page(number));
    if (!page) {
      document.begin_page();
      document.set_trouble("Page " + std::to_string(number + 1) + " can't be read.");
      continue;
    }
    read_page(*page, document);
  }
  read_attached(*pdf, document);
}

std::string picture_of_pdf(Bytes bytes) {
  auto const pdf = open(bytes);
  if (!pdf || pdf->is_locked() || pdf->pages() == 0) return {};
  std::unique_ptr<poppler::page> const page(pdf->create_page(0));
  if (!page) return {};
  constexpr double points_per_inch = 72;
  auto const box = page->page_rect();
  bool const lies = page->orientation() == poppler::page::landscape || page->orientation() == poppler::page::seascape;
  auto const across = lies ? box.height() : box.width();
  auto const along = lies ? box.width() : box.height();
  if (!(across > 1) || !(along > 1) || !std::isfinite(across) || !std::isfinite(along)) return {};
  auto const resolution = points_per_inch * picture_width / across;
  auto const height = std::clamp(along * picture_width / across, 1.0, double{picture_height_max});
  poppler::page_renderer renderer;
  renderer.set_render_hints(poppler::page_renderer::antialiasing | poppler::page_renderer::text_antialiasing);
  renderer.set_image_format(poppler::image::format_argb32);
  renderer.set_paper_color(0xFFFFFFFF);
  auto const image =
      renderer.render_page(page.get(), resolution, resolution, 0, 0, picture_width, static_cast<int>(height));
  if (!image.is_valid()) return {};
  std::vector<std::uint32_t> pixels;
  pixels.reserve(static_cast<std::size_t>(image.width()) * static_cast<std::size_t>(image.height()));
  for (int row = 0; row < image.height(); ++row) {
    auto const* const line = reinterpret_cast<std::uint32_t const*>(image.const_data() + row * image.bytes_per_row());
    pixels.insert(pixels.end(), line, line + image.width());
  }
  return picture_of_pixels(pixels, image.width(), image.height());
}

}  // namespace staffroom::extract
