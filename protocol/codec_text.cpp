// UTF-8: what is valid, and texts as JSON strings. On the hot path of every write and event.
#include <array>

#include "protocol/codec.hpp"
#include "protocol/utf8.hpp"

namespace staffroom {
namespace {

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// What stands for itself between quotation marks.
constexpr auto is_plain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x80; ++byte) plain[byte] = byte != '"' && byte != '\\' && byte != 0x7F;
  return plain;
}();

void append_escaped(std::string& out, char character) {
  switch (character) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    default: break;
  }
  constexpr std::string_view digits = "0123456789abcdef";
  auto const byte = static_cast<unsigned char>(character);
  char const escape[] = {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]};
  out.append(escape, sizeof escape);
}

}  // namespace

std::size_t utf8_sequence_length(std::string_view text, std::size_t at) {
  auto const byte = [&](std::size_t offset) { return static_cast<unsigned char>(text[at + offset]); };
  auto const left = text.size() - at;
  if (byte(0) < 0x80) return 1;
  if (byte(0) < 0xC2) return 0;
  if (byte(0) < 0xE0) return left >= 2 && is_continuation(text[at + 1]) ? 2 : 0;
  if (byte(0) < 0xF0) {
    if (left < 3 || !is_continuation(text[at + 1]) || !is_continuation(text[at + 2])) return 0;
    if (byte(0) == 0xE0 && byte(1) < 0xA0) return 0;
    return byte(0) == 0xED && byte(1) >= 0xA0 ? 0 : 3;
  }
  if (byte(0) > 0xF4 || left < 4) return 0;
  if (!is_continuation(text[at + 1]) || !is_continuation(text[at + 2]) || !is_continuation(text[at + 3])) return 0;
  if (byte(0) == 0xF0 && byte(1) < 0x90) return 0;
  return byte(0) == 0xF4 && byte(1) >= 0x90 ? 0 : 4;
}

bool is_valid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    auto const length = utf8_sequence_length(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

/// A byte that is not UTF-8 becomes U+FFFD, so that what we send is JSON whatever we were given.
void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t start = 0;  // of the run not yet appended
  for (std::size_t at = 0; at < text.size();) {
    auto const byte = static_cast<unsigned char>(text[at]);
    if (is_plain[byte]) [[likely]] {
      ++at;
      continue;
    }
    if (auto const length = byte < 0x80 ? 0 : utf8_sequence_length(text, at); length != 0) {
      at += length;
      continue;
    }
    out.append(text, start, at - start);
    if (byte < 0x80)
      append_escaped(out, text[at]);
    else
      out += "\xEF\xBF\xBD";
    start = ++at;
  }
  out.append(text, start);
  out += '"';
}

}  // namespace staffroom
