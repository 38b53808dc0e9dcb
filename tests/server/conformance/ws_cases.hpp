// RFC 6455, §5, §7 and §8, as a table: what a client sends once its connection stands and has said hello, and what the
// hub sends until the connection ends. tests/server/conformance_ws_test.cpp runs it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace staffroom::tests::conformance {

/// One frame, as its bytes. `first`: FIN, RSV and opcode.
struct Frame {
  unsigned first = 0x81;
  std::string payload;
  std::string_view key = "\x11\x22\x33\x44";  // four bytes; empty: not masked
  enum class Length { shortest, of_two_bytes, of_eight_bytes } length = Length::shortest;
};
std::string bytes_of(Frame const& frame);

struct WsCase {
  std::string section;  // of RFC 6455
  std::string name;
  std::vector<std::string> pieces;  // each in a send() of its own
  /// What comes, word by word: "pong:payload", "answer:7" (an error that answers our call 7), "close:1002"
  /// ("close:none" when it has no code).
  std::string expected;
  enum class Then {
    says_goodbye,  // the hub is expected to go on: the client closes with 1000, which is answered
    nothing,       // the hub is expected to close, or has been asked to
    hangs_up,      // the client ends its side without a close frame
  } then = Then::nothing;
};
using WsCases = std::vector<WsCase>;

/// A call that the hub answers with an error, `bytes` long in all (0: as it comes).
std::string call_text(int number, std::size_t bytes = 0);
std::string close_payload(unsigned code, std::string_view reason = {});
inline std::string text_of(std::string payload) { return bytes_of({0x81, std::move(payload)}); }
inline std::string ping_of(std::string payload) { return bytes_of({0x89, std::move(payload)}); }

WsCases framing_cases();   // §5
WsCases closing_cases();   // §7
WsCases encoding_cases();  // §8

}  // namespace staffroom::tests::conformance
