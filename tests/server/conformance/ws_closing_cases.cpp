// RFC 6455 §7, closing, and §8, texts that are or are not UTF-8.
#include <array>

#include "tests/server/conformance/ws_cases.hpp"

namespace staffroom::tests::conformance {

std::string close_payload(unsigned code, std::string_view reason) {
  return std::string{static_cast<char>(code >> 8), static_cast<char>(code)} + std::string(reason);
}

namespace {

using Then = WsCase::Then;

std::string close_of(unsigned code, std::string_view reason = {}) {
  return bytes_of({0x88, close_payload(code, reason)});
}

void close_codes(WsCases& cases) {
  for (unsigned const code : {1000u, 1001u, 1002u, 1003u, 1007u, 1008u, 1009u, 1010u, 1011u, 1012u, 1013u, 3000u, 3001u,
                              3999u, 4000u, 4400u, 4999u}) {
    cases.push_back(
        {"7.4.1", "a close with " + std::to_string(code), {close_of(code)}, "close:" + std::to_string(code)});
  }
  for (unsigned const code : {0u, 1u, 200u, 999u, 1004u, 1005u, 1006u, 1014u, 1015u, 1016u, 1100u, 2000u, 2999u}) {
    cases.push_back({"7.4.2", "a close with " + std::to_string(code), {close_of(code)}, "close:1002"});
  }
  for (unsigned const code : {5000u, 9999u, 65'535u}) {
    cases.push_back({"7.4.2", "a close with " + std::to_string(code), {close_of(code)}, "close:1002"});
  }
}

void close_payloads(WsCases& cases) {
  cases.push_back({"5.5.1", "a close without a payload", {bytes_of({0x88, ""})}, "close:1000"});
  cases.push_back({"5.5.1", "a close of one byte", {bytes_of({0x88, "\x03"})}, "close:1002"});
  for (std::size_t const size : {1, 2, 122, 123}) {
    cases.push_back({"5.5.1",
                     "a close with a reason of " + std::to_string(size) + " bytes",
                     {close_of(1000, std::string(size, 'r'))},
                     "close:1000"});
  }
  cases.push_back({"5.5.1", "a reason of 124 bytes", {close_of(1000, std::string(124, 'r'))}, "close:1002"});
  cases.push_back({"7.1.6", "a reason in several scripts", {close_of(1000, "κόσμε 再见 👋")}, "close:1000"});
  for (std::string_view const reason : {"\xff", "\xc0\xaf", "\xed\xa0\x80", "good\xe2\x82", "\xf4\x90\x80\x80"}) {
    cases.push_back({"7.1.6", "a reason that is not UTF-8", {close_of(1000, reason)}, "close:1002"});
  }
}

void after_the_close(WsCases& cases) {
  auto const goodbye = close_of(1000);
  cases.push_back({"7.1.1", "a ping after the close is not answered", {goodbye + ping_of("late")}, "close:1000"});
  cases.push_back({"7.1.1", "a text after the close is not read", {goodbye + text_of(call_text(1))}, "close:1000"});
  cases.push_back({"7.1.1", "a second close is not answered", {goodbye + close_of(1001)}, "close:1000"});
  cases.push_back({"7.1.1", "rubbish after the close is not read", {goodbye + "\xff\xff\xff\xff"}, "close:1000"});
  auto const answered = text_of(call_text(1)) + goodbye;
  cases.push_back({"7.1.2", "what came before the close is answered before it", {answered}, "answer:1 close:1000"});
  auto const broken = bytes_of({0xc1, "{}"});
  cases.push_back({"7.1.7", "nothing is read after a failure", {broken + ping_of("x") + goodbye}, "close:1002"});
  cases.push_back({"7.1.7", "what came before a failure is answered", {ping_of("1") + broken}, "pong:1 close:1002"});
  cases.push_back({"7.2.1", "the end of the stream without a close", {}, "", Then::hangs_up});
  cases.push_back({"7.2.1", "a ping, and then the end of the stream", {ping_of("x")}, "pong:x", Then::hangs_up});
  cases.push_back({"7.1.2", "an orderly goodbye", {}, "", Then::says_goodbye});
}

/// Texts at the edges of what UTF-8 is (RFC 3629 §3 and §4).
constexpr std::array<std::string_view, 32> well_formed{
    "plain",
    "\x7f",
    "\xc2\x80",      // the first of two bytes
    "\xdf\xbf",      // the last
    "\xe0\xa0\x80",  // the first of three
    "\xec\x80\x80",
    "\xed\x9f\xbf",  // the last before the surrogates
    "\xee\x80\x80",  // the first after them
    "\xef\xbf\xbd",  // the replacement character
    "\xef\xbf\xbe",  // no character, and allowed
    "\xef\xbf\xbf",
    "\xef\xb7\x90",
    "\xf0\x90\x80\x80",  // the first of four
    "\xf0\x9f\x98\x80",
    "\xf1\x80\x80\x80",
    "\xf3\xbf\xbf\xbf",
    "\xf4\x80\x80\x80",
    "\xf4\x8f\xbf\xbf",  // the last of all
    "\xf0\x9f\xbf\xbe",
    "\xef\xbb\xbf",  // a byte order mark
    "\xe2\x80\x8b",
    "\xe2\x80\xae",
    "a\xcc\x80\xcc\x81\xcc\x82",
    "κόσμε",
    "再见",
    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
    "ab\xc2\x80"
    "cd",
    "\xc2\x80\xc2\x80\xc2\x80",
    "\xe1\x80\x80\xe1\x80\x80",
    "\xf0\x90\x80\x80\xf0\x90\x80\x80",
    "\t \r \n",
    "\xc2\xa0",
};

constexpr std::array<std::string_view, 44> ill_formed{
    "\x80",  // a continuation byte alone
    "\xbf",
    "\x80\x80",
    "\x80\xbf\x80\xbf",
    "a\x80z",
    "\xc0\x80",  // longer than need be
    "\xc0\xaf",
    "\xc1\xbf",
    "\xe0\x80\x80",
    "\xe0\x80\xaf",
    "\xe0\x9f\xbf",
    "\xf0\x80\x80\x80",
    "\xf0\x80\x80\xaf",
    "\xf0\x8f\xbf\xbf",
    "\xf8\x88\x80\x80\x80",
    "\xfc\x84\x80\x80\x80\x80",
    "\xed\xa0\x80",  // surrogates
    "\xed\xad\xbf",
    "\xed\xae\x80",
    "\xed\xaf\xbf",
    "\xed\xb0\x80",
    "\xed\xbf\xbf",
    "\xed\xa0\x80\xed\xb0\x80",
    "\xf4\x90\x80\x80",  // past the last
    "\xf5\x80\x80\x80",
    "\xf7\xbf\xbf\xbf",
    "\xfe",  // never in UTF-8
    "\xff",
    "\xfe\xff",
    "a\xff",
    "\xc2",  // cut off
    "\xe0\xa0",
    "\xe2\x82",
    "\xf0\x90\x80",
    "\xf4\x8f\xbf",
    "text\xc3",
    "text\xf0\x9f",
    "\xc2z",  // broken off
    "\xe0\xa0z",
    "\xe2z\x82",
    "\xf0\x90\x80z",
    "\xf0z\x90\x80",
    "\xc2\xc2\x80",
    "\xe2\x82\xe2\x82\xac",
};

std::string in_hex(std::string_view text) {
  constexpr char digits[] = "0123456789abcdef";
  std::string hex;
  for (unsigned char const byte : text) hex += {digits[byte >> 4], digits[byte & 15]};
  return hex;
}

/// None of these texts is a frame of ours: 4400 says that it was well-formed, and 1007 that it was not.
void texts(WsCases& cases, std::string_view text, std::string const& expected) {
  auto const name = (expected == "close:1007" ? "not UTF-8: " : "UTF-8: ") + in_hex(text);
  cases.push_back({"8.1", name, {text_of(std::string(text))}, expected});
  if (text.size() < 2) return;
  // A fragment for each byte: sequences are whole in the message, not in its fragments.
  std::string fragments;
  for (std::size_t at = 0; at < text.size(); ++at) {
    unsigned const first = (at + 1 == text.size() ? 0x80u : 0u) | (at == 0 ? 1u : 0u);
    fragments += bytes_of({first, std::string(1, text[at])});
  }
  cases.push_back({"8.1", name + ", a fragment for each byte", {fragments}, expected});
}

void long_texts(WsCases& cases) {
  for (std::size_t const before : {510, 511, 512, 4'094, 4'095, 65'530}) {
    auto const good = std::string(before, ' ') + "\xe2\x82\xac", bad = std::string(before, ' ') + "\xe2\x82z";
    auto const at = " after " + std::to_string(before) + " bytes";
    cases.push_back({"8.1", "a sequence of three bytes" + at, {text_of(good)}, "close:4400"});
    cases.push_back({"8.1", "a broken sequence" + at, {text_of(bad)}, "close:1007"});
  }
  cases.push_back({"8.1",
                   "what is not UTF-8 in a fragment that is not the last",
                   {bytes_of({0x01, "{}\xff"}), bytes_of({0x80, "{}"})},
                   "close:1007"});
  cases.push_back({"8.1",
                   "a ping between the bytes of a sequence",
                   {bytes_of({0x01, "\xe2\x82"}) + ping_of("p") + bytes_of({0x80, "\xac"})},
                   "pong:p close:4400"});
  cases.push_back({"8.1",
                   "two texts: a sequence does not go on in the next",
                   {text_of("\xe2\x82"), text_of("\xac")},
                   "close:1007"});
}

}  // namespace

WsCases closing_cases() {
  WsCases cases;
  close_codes(cases);
  close_payloads(cases);
  after_the_close(cases);
  return cases;
}

WsCases encoding_cases() {
  WsCases cases;
  for (auto const text : well_formed) texts(cases, text, "close:4400");
  for (auto const text : ill_formed) texts(cases, text, "close:1007");
  long_texts(cases);
  return cases;
}

}  // namespace staffroom::tests::conformance
