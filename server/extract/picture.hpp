// Pictures of a file's first page: scaled from what is there, or drawn from its text. PNG, at most 640 pixels wide.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/extract/document.hpp"

namespace staffroom::extract {

inline constexpr int picture_width = 640;
inline constexpr int picture_height_max = 960;

/// Loads the fonts that pages are drawn with: before files can't be opened any more.
void load_drawing_fonts();

/// What an image says of itself before it is unpacked; nothing for what is no image that we know.
struct ImageSize {
  std::uint64_t width = 0;
  std::uint64_t height = 0;
  std::uint64_t frames = 1;
};
std::optional<ImageSize> size_of_image(Bytes bytes);
/// Words that cameras and programs write beside a picture.
std::string words_of_image(Bytes bytes);

/// All of these are empty when no picture can be made.
std::string picture_of_image(Bytes bytes);
std::string picture_of_pdf(Bytes bytes);
/// `pixels`: rows of 0x00RRGGBB.
std::string picture_of_pixels(std::vector<std::uint32_t> const& pixels, int width, int height);
/// `page`: its heading on the first line, then its text.
enum class Sheet { document, slide, table };
std::string picture_of_text(std::string_view page, Sheet sheet);
/// The picture that office programs put into their files.
std::string picture_in_package(Bytes bytes);

/// By whatever way fits.
std::string picture_of(Bytes bytes, FileFormat format, Document const& document);

}  // namespace staffroom::extract
