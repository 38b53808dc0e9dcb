// Images: dimensions first, then the words that stand beside the picture.
#include <array>

#include "server/extract/picture.hpp"
#include "server/extract/readers.hpp"

namespace staffroom::extract {
namespace {

constexpr std::uint64_t frames_max = 2'000;
constexpr std::size_t words_bytes_max = 1024 * 1024;

std::uint64_t number(Bytes bytes, std::size_t at, std::size_t size, bool big_endian) {
  std::uint64_t out = 0;
  if (at + size > bytes.size()) return 0;
  for (std::size_t i = 0; i < size; ++i) {
    out = out << 8 | static_cast<unsigned char>(bytes[big_endian ? at + i : at + size - 1 - i]);
  }
  return out;
}

/// visit(type, body) for each piece until it answers false.
template <class Visit>
void each_png_piece(Bytes bytes, Visit&& visit) {
  for (std::size_t at = 8; at + 12 <= bytes.size();) {
    auto const size = number(bytes, at, 4, true);
    if (size > bytes.size() - at - 12) return;
    if (!visit(bytes.substr(at + 4, 4), bytes.substr(at + 8, size))) return;
    at += 12 + size;
  }
}

std::optional<ImageSize> size_of_png(Bytes bytes) {
  std::optional<ImageSize> out;
  each_png_piece(bytes, [&](Bytes type, Bytes body) {
    if (type == "IHDR") out = ImageSize{number(body, 0, 4, true), number(body, 4, 4, true)};
    if (type == "acTL" && out) out->frames = number(body, 0, 4, true);
    return type != "IDAT";
  });
  return out;
}

template <class Visit>
void each_jpeg_piece(Bytes bytes, Visit&& visit) {
  for (std::size_t at = 2; at + 4 <= bytes.size();) {
    if (bytes[at] != '\xFF') return;
    auto const mark = static_cast<unsigned char>(bytes[at + 1]);
    if (mark == 0xFF) {
      ++at;
      continue;
    }
    auto const size = number(bytes, at + 2, 2, true);
    if (mark == 0xDA || size < 2 || size > bytes.size() - at - 2) return;
    if (!visit(mark, bytes.substr(at + 4, size - 2))) return;
    at += 2 + size;
  }
}

std::optional<ImageSize> size_of_jpeg(Bytes bytes) {
  std::optional<ImageSize> out;
  each_jpeg_piece(bytes, [&](unsigned mark, Bytes body) {
    bool const is_frame = mark >= 0xC0 && mark <= 0xCF && mark != 0xC4 && mark != 0xC8 && mark != 0xCC;
    if (is_frame) out = ImageSize{number(body, 3, 2, true), number(body, 1, 2, true)};
    return !is_frame;
  });
  return out;
}

/// Past a chain of blocks that each say their size; nothing when the file ends before.
std::optional<std::size_t> past_blocks(Bytes bytes, std::size_t at) {
  while (at < bytes.size()) {
    auto const size = static_cast<unsigned char>(bytes[at]);
    at += 1 + size;
    if (size == 0) return at;
  }
  return {};
}

std::size_t colours_bytes(unsigned char flags) { return flags & 0x80 ? std::size_t{3} << ((flags & 7) + 1) : 0; }

std::optional<ImageSize> size_of_gif(Bytes bytes) {
  if (bytes.size() < 13) return {};
  ImageSize out{number(bytes, 6, 2, false), number(bytes, 8, 2, false), 0};
  auto at = 13 + colours_bytes(static_cast<unsigned char>(bytes[10]));
  while (at < bytes.size() && out.frames <= frames_max) {
    std::optional<std::size_t> next;
    if (bytes[at] == '\x21') {
      next = past_blocks(bytes, at + 2);
    } else if (bytes[at] == '\x2C' && at + 10 < bytes.size()) {
      ++out.frames;
      next = past_blocks(bytes, at + 11 + colours_bytes(static_cast<unsigned char>(bytes[at + 9])));
    }
    if (!next) break;
    at = *next;
  }
  return out;
}

std::optional<ImageSize> size_of_webp(Bytes bytes) {
  auto const kind = bytes.substr(std::min<std::size_t>(12, bytes.size()), 4);
  if (bytes.size() < 30) return {};
  if (kind == "VP8X") return ImageSize{number(bytes, 24, 3, false) + 1, number(bytes, 27, 3, false) + 1};
  if (kind == "VP8 ") return ImageSize{number(bytes, 26, 2, false) & 0x3FFF, number(bytes, 28, 2, false) & 0x3FFF};
  if (kind != "VP8L") return {};
  auto const bits = number(bytes, 21, 4, false);
  return ImageSize{(bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1};
}

}  // namespace

std::optional<ImageSize> size_of_image(Bytes bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return size_of_png(bytes);
  if (bytes.starts_with("\xFF\xD8\xFF")) return size_of_jpeg(bytes);
  if (bytes.starts_with("GIF8")) return size_of_gif(bytes);
  if (bytes.starts_with("RIFF") && bytes.substr(std::min<std::size_t>(8, bytes.size()), 4) == "WEBP") {
    return size_of_webp(bytes);
  }
  if (bytes.starts_with("BM") && bytes.size() > 26) {
    return ImageSize{number(bytes, 18, 4, false), number(bytes, 22, 4, false) & 0x7FFFFFFF};
  }
  return {};
}

std::string words_of_image(Bytes bytes) {
  std::string out;
  auto const take = [&](Bytes body) {
    if (out.size() + body.size() < words_bytes_max) out += std::string(body) + "\n";
    return true;
  };
  if (bytes.starts_with("\x89PNG")) {
    each_png_piece(bytes, [&](Bytes type, Bytes body) {
      return type == "tEXt" || type == "iTXt" || type == "eXIf" ? take(body) : true;
    });
  } else if (bytes.starts_with("\xFF\xD8\xFF")) {
    each_jpeg_piece(bytes, [&](unsigned mark, Bytes body) {
      return (mark >= 0xE1 && mark <= 0xEF) || mark == 0xFE ? take(body) : true;
    });
  }
  return out;
}

void read_image(Bytes bytes, Document& document) {
  auto const size = size_of_image(bytes);
  if (!size) return;
  if (size->frames > frames_max) return document.refuse(Verdict::bomb, "The image has too many frames.");
  if (size->width > 0 && size->height > limits::image_pixels_max / size->width) {
    return document.refuse(Verdict::bomb, "The image has too many pixels.");
  }
  document.look_at(words_of_image(bytes), "image properties");
}

}  // namespace staffroom::extract
