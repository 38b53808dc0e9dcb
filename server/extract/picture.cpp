// Scaling and drawing by libgd.
#include "server/extract/picture.hpp"

#include <gd.h>

#include <algorithm>
#include <array>
#include <memory>

#include "protocol/utf8.hpp"
#include "server/extract/package.hpp"

namespace staffroom::extract {
namespace {

struct Close {
  void operator()(gdImage* image) const { gdImageDestroy(image); }
};
using Image = std::unique_ptr<gdImage, Close>;

constexpr char const* plain = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";
constexpr char const* bold = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf";
constexpr int white = 0xFFFFFF;
constexpr int ink = 0x26302E;
constexpr int pale = 0xD9DEDB;

std::string png(gdImage* image) {
  int size = 0;
  auto* const bytes = gdImagePngPtr(image, &size);
  if (!bytes) return {};
  std::string out(static_cast<char const*>(bytes), static_cast<std::size_t>(size));
  gdFree(bytes);
  return out;
}

int width_of(std::string const& text, char const* font, double points) {
  std::array<int, 8> box{};
  auto copy = text;
  if (gdImageStringFT(nullptr, box.data(), 0, font, points, 0, 0, 0, copy.data())) return 0;
  return box[2] - box[0];
}

/// As much of the text as fits, at a character's end.
std::string fitted(std::string_view text, char const* font, double points, int width) {
  std::string out(text);
  while (!out.empty() && width_of(out, font, points) > width) {
    auto cut = out.size() / 8 + 1;  // long ones faster
    while (cut-- > 0 && !out.empty()) {
      while (!out.empty() && (out.back() & 0xC0) == 0x80) out.pop_back();
      if (!out.empty()) out.pop_back();
    }
  }
  return out;
}

class Paper {
 public:
  Paper(int width, int height) : image_(gdImageCreateTrueColor(width, height)) {
    gdImageFilledRectangle(image_.get(), 0, 0, width - 1, height - 1, white);
    gdImageRectangle(image_.get(), 0, 0, width - 1, height - 1, pale);
  }
  void say(int x, int baseline, std::string text, char const* font, double points) {
    gdImageStringFT(image_.get(), nullptr, ink, font, points, 0, x, baseline, text.data());
  }
  /// Words line by line from `top`; answers where the next line would stand.
  int flow(std::string_view text, int top, char const* font, double points, int lines_max) {
    int const step = static_cast<int>(points * 1.9);
    int const width = gdImageSX(image_.get()) - 2 * margin;
    std::string line;
    auto const end_line = [&] {
      if (line.empty() || lines_max == 0 || top + step > gdImageSY(image_.get()) - margin / 2) return;
      say(margin, top += step, fitted(line, font, points, width), font, points);
      --lines_max;
      line.clear();
    };
    for (std::size_t at = 0; at < text.size() && lines_max > 0;) {
      auto const end = std::min(text.find_first_of(" \n\t", at), text.size());
      std::string const word(text.substr(at, std::min<std::size_t>(end - at, word_bytes_max)));
      if (!line.empty() && width_of(line + " " + word, font, points) > width) end_line();
      if (top + step > gdImageSY(image_.get()) - margin / 2) break;
      if (!word.empty()) line += (line.empty() ? "" : " ") + word;
      if (end < text.size() && text[end] == '\n' && !line.empty()) {
        end_line();
        top += step / 3;
      }
      at = end + 1;
    }
    end_line();
    return top;
  }
  void rule(int from_x, int from_y, int to_x, int to_y) { gdImageLine(image_.get(), from_x, from_y, to_x, to_y, pale); }
  std::string finished() const { return png(image_.get()); }

  static constexpr int margin = 48;

 private:
  static constexpr std::size_t word_bytes_max = 80;
  Image image_;
};

/// The first columns and rows, as on squared paper.
std::string picture_of_table(std::string_view heading, std::string_view text) {
  constexpr int height = 400;
  constexpr int top = 56;
  constexpr int row_height = 26;
  constexpr int columns = 4;
  constexpr int column_width = (picture_width - 32) / columns;
  constexpr double points = 10;
  Paper paper(picture_width, height);
  paper.say(16, 36, fitted(heading, bold, 14, picture_width - 32), bold, 14);
  int y = top;
  for (std::size_t at = 0; at < text.size() && y + row_height < height;) {
    auto const end = std::min(text.find('\n', at), text.size());
    auto row = text.substr(at, end - at);
    paper.rule(16, y, picture_width - 16, y);
    for (int column = 0; column < columns; ++column) {
      auto const tab = std::min(row.find('\t'), row.size());
      constexpr std::size_t cell_bytes_max = 120;
      auto const cell = row.substr(0, std::min(tab, cell_bytes_max));
      auto const* const font = y == top ? bold : plain;
      paper.say(20 + column * column_width, y + 18, fitted(cell, font, points, column_width - 8), font, points);
      row.remove_prefix(std::min(tab + 1, row.size()));
    }
    at = end + 1;
    y += row_height;
  }
  for (int column = 0; column <= columns; ++column) {
    paper.rule(16 + column * column_width, top, 16 + column * column_width, y);
  }
  paper.rule(16, y, picture_width - 16, y);
  return paper.finished();
}

Image decoded(Bytes bytes) {
  auto const size = static_cast<int>(bytes.size());
  auto* const at = const_cast<char*>(bytes.data());
  if (bytes.starts_with("\x89PNG")) return Image(gdImageCreateFromPngPtr(size, at));
  if (bytes.starts_with("\xFF\xD8\xFF")) return Image(gdImageCreateFromJpegPtr(size, at));
  if (bytes.starts_with("GIF8")) return Image(gdImageCreateFromGifPtr(size, at));
  if (bytes.starts_with("RIFF")) return Image(gdImageCreateFromWebpPtr(size, at));
  if (bytes.starts_with("BM")) return Image(gdImageCreateFromBmpPtr(size, at));
  return nullptr;
}

}  // namespace

void load_drawing_fonts() {
  gdSetErrorMethod([](int, char const*, va_list) {});
  for (auto const* font : {plain, bold}) width_of("Aa", font, 12);
}

std::string picture_of_image(Bytes bytes) {
  auto const size = size_of_image(bytes);
  constexpr std::size_t bytes_max = 200u << 20;
  if (!size || size->width == 0 || size->height == 0 || bytes.size() > bytes_max) return {};
  if (size->height > limits::image_pixels_max / size->width) return {};
  auto const image = decoded(bytes);
  if (!image) return {};
  double const across = gdImageSX(image.get());
  double const along = gdImageSY(image.get());
  auto const scale = std::min({1.0, picture_width / across, picture_height_max / along});
  int const width = std::max(1, static_cast<int>(across * scale));
  int const height = std::max(1, static_cast<int>(along * scale));
  Image const out(gdImageCreateTrueColor(width, height));
  if (!out) return {};
  gdImageFilledRectangle(out.get(), 0, 0, width - 1, height - 1, white);
  gdImageCopyResampled(out.get(), image.get(), 0, 0, 0, 0, width, height, gdImageSX(image.get()),
                       gdImageSY(image.get()));
  return png(out.get());
}

std::string picture_of_pixels(std::vector<std::uint32_t> const& pixels, int width, int height) {
  if (width <= 0 || height <= 0 || pixels.size() < static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {
    return {};
  }
  Image const out(gdImageCreateTrueColor(width, height));
  if (!out) return {};
  std::size_t at = 0;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) gdImageSetPixel(out.get(), x, y, static_cast<int>(pixels[at++] & 0xFFFFFFU));
  }
  return png(out.get());
}

std::string picture_of_text(std::string_view page, Sheet sheet) {
  auto const heading_end = std::min(page.find('\n'), page.size());
  auto const heading = page.substr(0, heading_end);
  auto text = page.substr(std::min(heading_end + 1, page.size()));
  if (heading.empty() && text.find_first_not_of(" \n\t") == text.npos) return {};
  if (sheet == Sheet::table) return picture_of_table(heading, text);
  bool const is_slide = sheet == Sheet::slide;
  Paper paper(picture_width, is_slide ? 360 : 905);
  // The heading usually is the text's first line as well.
  if (!heading.empty() && text.starts_with(heading)) text.remove_prefix(heading.size());
  constexpr int all_lines = 100;
  int y = is_slide ? 28 : 32;
  if (!heading.empty()) y = paper.flow(heading, y, bold, is_slide ? 22 : 19, 3) + 14;
  paper.flow(text, y, plain, is_slide ? 14 : 11.5, all_lines);
  return paper.finished();
}

std::string picture_in_package(Bytes bytes) {
  constexpr std::uint64_t width_min = 200;
  Document unused(Unit::none);
  auto const package = Package::open(bytes, unused);
  if (!package) return {};
  for (auto const* name : {"Thumbnails/thumbnail.png", "docProps/thumbnail.jpeg", "docProps/thumbnail.png"}) {
    auto const picture = package->read(name);
    if (!picture) continue;
    auto const size = size_of_image(*picture);
    if (size && size->width >= width_min) return picture_of_image(*picture);
  }
  return {};
}

std::string picture_of(Bytes bytes, FileFormat format, Document const& document) {
  switch (format) {
    case FileFormat::pdf: return picture_of_pdf(bytes);
    case FileFormat::image: return picture_of_image(bytes);
    case FileFormat::pptx:
    case FileFormat::odp:
      if (auto picture = picture_in_package(bytes); !picture.empty()) return picture;
      return picture_of_text(document.first_page(), Sheet::slide);
    case FileFormat::docx:
    case FileFormat::odt:
      if (auto picture = picture_in_package(bytes); !picture.empty()) return picture;
      return picture_of_text(document.first_page(), Sheet::document);
    case FileFormat::html:
    case FileFormat::text:
    case FileFormat::markdown: return picture_of_text(document.first_page(), Sheet::document);
    case FileFormat::xlsx:
    case FileFormat::ods:
    case FileFormat::csv: return picture_of_text(document.first_page(), Sheet::table);
    case FileFormat::archive:
    case FileFormat::audio:
    case FileFormat::video:
    case FileFormat::other: return {};
  }
  return {};
}

}  // namespace staffroom::extract
