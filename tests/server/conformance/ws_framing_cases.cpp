// RFC 6455 §5: bits, opcodes, lengths, masks, fragments, control frames.
#include <array>

#include "protocol/limits.hpp"
#include "tests/server/conformance/ws_cases.hpp"

namespace staffroom::tests::conformance {

std::string bytes_of(Frame const& frame) {
  std::string bytes(1, static_cast<char>(frame.first));
  auto const size = frame.payload.size();
  auto const mask = frame.key.empty() ? 0u : 0x80u;
  auto length = frame.length;
  if (size >= 65'536) length = Frame::Length::of_eight_bytes;
  if (size >= 126 && length == Frame::Length::shortest) length = Frame::Length::of_two_bytes;
  int bits = 0;
  if (length == Frame::Length::shortest) {
    bytes += static_cast<char>(mask | size);
  } else {
    bool const two = length == Frame::Length::of_two_bytes;
    bytes += static_cast<char>(mask | (two ? 126u : 127u));
    bits = two ? 16 : 64;
  }
  for (int shift = bits - 8; shift >= 0; shift -= 8) bytes += static_cast<char>(std::uint64_t{size} >> shift);
  bytes += frame.key;
  for (std::size_t at = 0; at < size; ++at) {
    bytes += mask == 0 ? frame.payload[at] : static_cast<char>(frame.payload[at] ^ frame.key[at % 4]);
  }
  return bytes;
}

std::string call_text(int number, std::size_t bytes) {
  auto text = R"({"call":)" + std::to_string(number) + R"(,"command":"sing"})";
  if (text.size() < bytes) text.insert(text.size() - 1, bytes - text.size(), ' ');
  return text;
}

namespace {

using Then = WsCase::Then;

/// FIN, RSV and opcode as the RFC's tables write them.
std::string in_words(unsigned first) {
  constexpr std::array names{"continuation", "text", "binary", "3", "4", "5", "6", "7",
                             "close",        "ping", "pong",   "B", "C", "D", "E", "F"};
  return std::string(names[first & 15]) + ", FIN " + (first & 0x80 ? "1" : "0") + ", RSV " +
         std::to_string(first >> 4 & 7);
}

void bits_and_opcodes(WsCases& cases) {
  for (unsigned const opcode : {0u, 1u, 2u, 8u, 9u, 10u}) {
    for (unsigned rsv = 1; rsv < 8; ++rsv) {
      unsigned const first = 0x80 | rsv << 4 | opcode;
      cases.push_back({"5.2", "reserved bits: " + in_words(first), {bytes_of({first, "{}"})}, "close:1002"});
    }
  }
  for (unsigned const opcode : {3u, 4u, 5u, 6u, 7u, 11u, 12u, 13u, 14u, 15u}) {
    for (unsigned const fin : {0u, 0x80u}) {
      cases.push_back(
          {"5.2", "reserved opcode " + in_words(fin | opcode), {bytes_of({fin | opcode, "x"})}, "close:1002"});
    }
  }
  for (unsigned const opcode : {3u, 11u}) {
    auto const begun = bytes_of({0x01, "{"}), odd = bytes_of({0x80 | opcode, ""});
    cases.push_back({"5.2", "reserved opcode within fragments: " + in_words(opcode), {begun, odd}, "close:1002"});
  }
}

void lengths(WsCases& cases) {
  for (std::size_t const size : {30, 124, 125, 126, 127, 128, 4'095, 4'096, 4'097, 65'534, 65'535, 65'536}) {
    auto const text = text_of(call_text(7, size));
    cases.push_back({"5.2", "a text of " + std::to_string(size) + " bytes", {text}, "answer:7", Then::says_goodbye});
  }
  cases.push_back({"5.2", "a text of no bytes", {text_of("")}, "close:4400"});
  using enum Frame::Length;
  for (std::size_t const size : {0, 1, 125}) {
    for (auto const length : {of_two_bytes, of_eight_bytes}) {
      auto const name = std::to_string(size) + " bytes, length of " + (length == of_two_bytes ? "2" : "8") + " bytes";
      Frame const frame{.first = 0x81, .payload = std::string(size, 'x'), .length = length};
      cases.push_back({"5.2", "not the shortest length: " + name, {bytes_of(frame)}, "close:1002"});
    }
  }
  for (std::size_t const size : {126, 65'535}) {
    Frame const frame{.first = 0x81, .payload = std::string(size, 'x'), .length = of_eight_bytes};
    cases.push_back({"5.2",
                     "not the shortest length: " + std::to_string(size) + " bytes, length of 8 bytes",
                     {bytes_of(frame)},
                     "close:1002"});
  }
  auto const too_long = text_of(std::string(limits::frame_bytes_max + 1, ' '));
  cases.push_back({"10.4", "one byte over the limit of a message", {too_long}, "close:1009"});
  auto const half = std::string(limits::frame_bytes_max / 2 + 1, ' ');
  cases.push_back({"10.4",
                   "two fragments that are together over the limit",
                   {bytes_of({0x01, half}), bytes_of({0x80, half})},
                   "close:1009"});
  auto const head_only = [](unsigned char first_of_length) {
    return std::string("\x81\xff") + static_cast<char>(first_of_length) + std::string(7, '\xff') + "\x11\x22\x33\x44";
  };
  cases.push_back({"10.4", "a length of 2^63 - 1", {head_only(0x7f)}, "close:1009"});
  cases.push_back({"5.2", "a length with its highest bit set", {head_only(0xff)}, "close:1009"});
}

void masks(WsCases& cases) {
  for (unsigned const opcode : {0u, 1u, 2u, 8u, 9u, 10u}) {
    Frame const bare{.first = 0x80 | opcode, .payload = "{}", .key = {}};
    cases.push_back({"5.1", "not masked: " + in_words(bare.first), {bytes_of(bare)}, "close:1002"});
  }
  Frame const empty{.first = 0x89, .payload = "", .key = {}};
  cases.push_back({"5.1", "not masked: a ping of no bytes", {bytes_of(empty)}, "close:1002"});
  auto const good = bytes_of({0x01, "{"}), bare = bytes_of({.first = 0x80, .payload = "}", .key = {}});
  cases.push_back({"5.1", "not masked: the second of two fragments", {good, bare}, "close:1002"});
  using namespace std::string_view_literals;
  for (auto const key : {"\0\0\0\0"sv, "\xff\xff\xff\xff"sv, "\0\0\0\x01"sv, "{\"ca"sv, "\x80\x00\x7f\xfe"sv}) {
    Frame const frame{.first = 0x81, .payload = call_text(7, 301), .key = key};
    cases.push_back({"5.3", "mask " + std::to_string(cases.size()), {bytes_of(frame)}, "answer:7", Then::says_goodbye});
  }
  Frame const one{.first = 0x81, .payload = call_text(1), .key = "abcd"};
  Frame const other{.first = 0x81, .payload = call_text(2), .key = "\x99\x88\x77\x66"};
  cases.push_back({"5.3",
                   "a new mask with each frame",
                   {bytes_of(one) + bytes_of(other)},
                   "answer:1 answer:2",
                   Then::says_goodbye});
}

/// A text in so many fragments, as even as can be.
std::vector<std::string> fragments(std::string const& text, std::size_t count) {
  std::vector<std::string> frames;
  for (std::size_t number = 0; number < count; ++number) {
    auto const from = text.size() * number / count, to = text.size() * (number + 1) / count;
    unsigned const first = (number + 1 == count ? 0x80u : 0u) | (number == 0 ? 1u : 0u);
    frames.push_back(bytes_of({first, text.substr(from, to - from)}));
  }
  return frames;
}

void fragmented(WsCases& cases) {
  for (std::size_t const count : {2, 3, 5, 30, 200}) {
    cases.push_back({"5.4", "a text in " + std::to_string(count) + " fragments", fragments(call_text(7, 200), count),
                     "answer:7", Then::says_goodbye});
  }
  auto parts = fragments(call_text(7), 2);
  std::string const hollow = bytes_of({0x00, ""});
  cases.push_back({"5.4", "an empty fragment within", {parts[0], hollow, parts[1]}, "answer:7", Then::says_goodbye});
  cases.push_back({"5.4",
                   "an empty first and an empty last fragment",
                   {bytes_of({0x01, ""}), bytes_of({0x00, call_text(7)}), bytes_of({0x80, ""})},
                   "answer:7",
                   Then::says_goodbye});
  cases.push_back({"5.4", "nothing but empty fragments", {bytes_of({0x01, ""}), bytes_of({0x80, ""})}, "close:4400"});
  cases.push_back(
      {"5.4", "a ping between fragments", {parts[0], ping_of("p"), parts[1]}, "pong:p answer:7", Then::says_goodbye});
  cases.push_back({"5.4",
                   "pings and pongs between fragments",
                   {parts[0] + ping_of("1") + bytes_of({0x8a, "x"}) + ping_of("2") + parts[1]},
                   "pong:1 pong:2 answer:7",
                   Then::says_goodbye});
  cases.push_back(
      {"5.4", "a close between fragments", {parts[0], bytes_of({0x88, close_payload(1000)})}, "close:1000"});
  for (unsigned const fin : {0u, 0x80u}) {
    auto const stray = bytes_of({fin, call_text(7)});
    cases.push_back({"5.4", "a continuation of nothing, " + in_words(fin), {stray}, "close:1002"});
    auto const after = text_of(call_text(1)) + stray;
    cases.push_back({"5.4", "a continuation after a whole text, " + in_words(fin), {after}, "answer:1 close:1002"});
    for (unsigned const opcode : {1u, 2u}) {
      auto const second = bytes_of({fin | opcode, "x"});
      cases.push_back(
          {"5.4", "a new message within fragments: " + in_words(fin | opcode), {parts[0], second}, "close:1002"});
    }
  }
  auto twice = fragments(call_text(1), 3), next = fragments(call_text(2), 3);
  twice.insert(twice.end(), next.begin(), next.end());
  cases.push_back({"5.4", "two fragmented texts, one after the other", twice, "answer:1 answer:2", Then::says_goodbye});
  cases.push_back({"5.4", "a fragment, and then the end of the stream", {parts[0]}, "", Then::hangs_up});
}

void control_frames(WsCases& cases) {
  for (unsigned const opcode : {8u, 9u, 10u}) {
    auto const payload = opcode == 8 ? close_payload(1000) : std::string("x");
    cases.push_back({"5.5", "fragmented: " + in_words(opcode), {bytes_of({opcode, payload})}, "close:1002"});
    for (std::size_t const size : {126, 127, 65'535, 65'536}) {
      auto const large = payload + std::string(size - payload.size(), 'r');
      cases.push_back({"5.5",
                       "a payload of " + std::to_string(size) + " bytes: " + in_words(0x80 | opcode),
                       {bytes_of({0x80 | opcode, large})},
                       "close:1002"});
    }
  }
  for (std::size_t const size : {0, 1, 2, 64, 124, 125}) {
    std::string const payload(size, 'p');
    cases.push_back({"5.5.2",
                     "a ping of " + std::to_string(size) + " bytes",
                     {ping_of(payload)},
                     "pong:" + payload,
                     Then::says_goodbye});
    cases.push_back({"5.5.3",
                     "a pong of " + std::to_string(size) + " bytes that nobody asked for",
                     {bytes_of({0x8a, payload})},
                     "",
                     Then::says_goodbye});
  }
  cases.push_back(
      {"5.5.2", "a ping need not be UTF-8", {ping_of("\xff\xfe\x80")}, "pong:\xff\xfe\x80", Then::says_goodbye});
  std::string pings, pongs;
  for (int number = 10; number < 30; ++number) {
    pings += ping_of(std::to_string(number));
    pongs += (pongs.empty() ? "pong:" : " pong:") + std::to_string(number);
  }
  cases.push_back({"5.5.2", "twenty pings in one go", {pings}, pongs, Then::says_goodbye});
  cases.push_back({"5.5.2",
                   "a ping between two texts",
                   {text_of(call_text(1)) + ping_of("p") + text_of(call_text(2))},
                   "answer:1 pong:p answer:2",
                   Then::says_goodbye});
}

/// Each byte in a segment of its own.
std::vector<std::string> byte_by_byte(std::string const& bytes) {
  std::vector<std::string> pieces;
  for (char const byte : bytes) pieces.emplace_back(1, byte);
  return pieces;
}

void data_frames(WsCases& cases) {
  // Ours is a protocol of texts: a binary message is well-formed, and refused by the hub's own code.
  cases.push_back({"5.6", "a binary message", {bytes_of({0x82, "{}"})}, "close:4400"});
  cases.push_back({"5.6", "a binary message that is not UTF-8", {bytes_of({0x82, "\xff\xfe"})}, "close:4400"});
  cases.push_back(
      {"5.6", "a binary message in two fragments", {bytes_of({0x02, "{"}), bytes_of({0x80, "}"})}, "close:4400"});
  cases.push_back({"5.2", "a text that comes byte by byte", byte_by_byte(text_of(call_text(7, 130))), "answer:7",
                   Then::says_goodbye});
  cases.push_back(
      {"5.5.2", "a ping that comes byte by byte", byte_by_byte(ping_of("ping")), "pong:ping", Then::says_goodbye});
  cases.push_back({"5.5.1", "a close that comes byte by byte",
                   byte_by_byte(bytes_of({0x88, close_payload(1001, "leaving")})), "close:1001"});
  cases.push_back({"5.2", "half a frame's head, and then the end of the stream", {"\x81"}, "", Then::hangs_up});
  cases.push_back({"5.2",
                   "half a payload, and then the end of the stream",
                   {text_of(call_text(7)).substr(0, 12)},
                   "",
                   Then::hangs_up});
}

}  // namespace

WsCases framing_cases() {
  WsCases cases;
  bits_and_opcodes(cases);
  lengths(cases);
  masks(cases);
  fragmented(cases);
  control_frames(cases);
  data_frames(cases);
  return cases;
}

}  // namespace staffroom::tests::conformance
