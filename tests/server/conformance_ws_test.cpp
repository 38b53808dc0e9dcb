// RFC 6455, §5, §7 and §8, case by case against the real hub over a socket of our own.
#include <doctest/doctest.h>

#include "tests/server/conformance/hub.hpp"
#include "tests/server/conformance/ws_cases.hpp"

using namespace staffroom::tests;
using conformance::Hub;
using conformance::Over;
using conformance::WsCase;

namespace {

/// What the hub says until the stream ends, in the words of the table.
std::string heard(conformance::Live& socket, WsCase const& one) {
  std::string words;
  auto const say = [&words](std::string const& word) { words += (words.empty() ? "" : " ") + word; };
  while (auto const frame = socket.next_frame()) {
    if (frame->opcode() == 10) {
      say("pong:" + frame->payload);
    } else if (frame->opcode() == 1) {
      auto const json = ServerJson::parse(frame->payload);
      say(json.contains("error") ? "answer:" + json.at("error").dump() : frame->payload);
    } else if (frame->opcode() == 8) {
      auto const& payload = frame->payload;
      auto const byte = [&payload](std::size_t at) { return static_cast<unsigned char>(payload[at]); };
      say("close:" + (payload.size() < 2 ? "none" : std::to_string(byte(0) << 8 | byte(1))));
      // RFC 6455 §5.5.1: an endpoint that has not sent a close answers with one. Then the hub ends the stream.
      if (one.then == WsCase::Then::nothing)
        socket.send(conformance::bytes_of({0x88, conformance::close_payload(1000)}));
    } else {
      say("opcode:" + std::to_string(frame->opcode()));
    }
  }
  return words;
}

void run(Hub const& hub, WsCase const& one) {
  auto const socket = hub.go_live();
  for (auto const& piece : one.pieces) socket->send(piece);
  auto expected = one.expected;
  if (one.then == WsCase::Then::says_goodbye) {
    socket->send(conformance::bytes_of({0x88, conformance::close_payload(1000, "goodbye")}));
    expected += expected.empty() ? "close:1000" : " close:1000";
  }
  if (one.then == WsCase::Then::hangs_up) socket->end();
  auto const started = std::chrono::steady_clock::now();
  auto const said = heard(*socket, one);
  auto const took = std::chrono::steady_clock::now() - started;
  CAPTURE(one.section);
  CAPTURE(one.name);
  CHECK(said == expected);
  CHECK_MESSAGE(took < std::chrono::seconds{2}, "the stream ends as soon as both have said goodbye");
}

void run_all(conformance::WsCases const& cases, std::size_t at_least, Over over = Over::clear) {
  Hub const hub(over);
  std::size_t rows = 0;
  for (std::size_t row = 0; row < cases.size(); ++row) {
    if (!conformance::is_run(over, row)) continue;
    run(hub, cases[row]);
    ++rows;
  }
  CHECK(cases.size() >= at_least);
  MESSAGE(rows << " cases of RFC 6455" << hub.words());
  CHECK(hub.go_live()->greeted.contains("resync"));  // it has no cursor yet
}

}  // namespace

TEST_CASE("RFC 6455 §5: framing, masks, fragments and control frames") { run_all(conformance::framing_cases(), 150); }

TEST_CASE("RFC 6455 §7: closing, codes and reasons") { run_all(conformance::closing_cases(), 50); }

TEST_CASE("RFC 6455 §8: texts are UTF-8, however they are cut") { run_all(conformance::encoding_cases(), 150); }

TEST_CASE("RFC 6455 over TLS: the same rows have the same answers") {
  run_all(conformance::framing_cases(), 150, Over::tls);
  run_all(conformance::closing_cases(), 50, Over::tls);
  run_all(conformance::encoding_cases(), 150, Over::tls);
}
