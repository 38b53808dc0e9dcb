// Reading and writing of the store's own binary rows: big-endian integers and short texts.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "store/keys.hpp"

namespace staffroom {

inline void append_u8(std::string& out, std::uint8_t value) { out.push_back(static_cast<char>(value)); }
inline void append_u16(std::string& out, std::uint16_t value) {
  append_u8(out, static_cast<std::uint8_t>(value >> 8));
  append_u8(out, static_cast<std::uint8_t>(value));
}
/// At most 65,535 bytes.
inline void append_text(std::string& out, std::string_view text) {
  ensure(text.size() <= 0xFFFF, "a text in a row is short");
  append_u16(out, static_cast<std::uint16_t>(text.size()));
  out.append(text);
}

/// Reads from the front; past the end everything is zero and sound() is false.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  std::uint8_t u8() { return take(1) ? static_cast<std::uint8_t>(taken_[0]) : std::uint8_t{0}; }
  std::uint16_t u16() {
    auto const high = u8();
    return static_cast<std::uint16_t>(high << 8 | u8());
  }
  std::uint32_t u32() { return take(4) ? read_u32(taken_) : 0; }
  std::uint64_t u64() { return take(8) ? read_u64(taken_) : 0; }
  std::string_view text() {
    auto const length = u16();
    return take(length) ? taken_ : std::string_view();
  }
  std::string_view rest() {
    take(bytes_.size());
    return taken_;
  }
  bool sound() const { return sound_; }
  bool at_end() const { return bytes_.empty(); }

 private:
  bool take(std::size_t count) {
    if (count > bytes_.size()) {
      sound_ = false;
      bytes_ = {};
      return false;
    }
    taken_ = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return true;
  }
  std::string_view bytes_;
  std::string_view taken_;
  bool sound_ = true;
};

}  // namespace staffroom
