// Hostile WebSockets: handshakes, frames, floods. Each ends with the right close code, and others are served.
#include <doctest/doctest.h>

#include "protocol/limits.hpp"
#include "tests/support/test_client.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

TestServer& server() {
  static TestServer one;
  return one;
}

std::string const& token() {
  static std::string const bobs = server().token_of(server().bob);
  return bobs;
}

/// A connection that has said hello.
struct Live : TestSocket {
  Live() : TestSocket(server().port(), token()) { hello(); }
};

std::string hello_text() { return R"({"hello":{"incarnation":"","since":0}})"; }

}  // namespace

TEST_CASE("19 a handshake without our Origin is 403 and no 101") {
  for (auto const* origin : {"", "null", "http://evil.example", "https://127.0.0.1", "http://127.0.0.1:1"}) {
    CAPTURE(origin);
    TestSocket socket(server().port(), token(), {{"Origin", origin}});
    CHECK(socket.status() == 403);
    CHECK(ServerJson::parse(socket.handshake_body()).at("code") == "forbidden");
  }
}

TEST_CASE("20 a handshake without a session is 401") {
  CHECK(TestSocket(server().port(), "").status() == 401);
  CHECK(TestSocket(server().port(), "nonsense").status() == 401);
  CHECK(TestSocket(server().port(), std::string(43, 'A')).status() == 401);
}

TEST_CASE("a handshake that is none is refused") {
  CHECK(TestSocket(server().port(), token(), {{"Sec-WebSocket-Version", "8"}}).status() == 426);
  CHECK(TestSocket(server().port(), token(), {{"Sec-WebSocket-Key", "short"}}).status() == 400);
  CHECK(TestSocket(server().port(), token(), {{"Upgrade", ""}}).status() == 426);
}

TEST_CASE("22 and 32 another's ids are not found, another's cursor is a resync") {
  Live bob;
  bob.send({{"call", 1}, {"command", "post_message"}, {"ids", {{"topic", 999'999}}}, {"body", {{"text", "x"}}}});
  auto unknown = bob.next_with("error");
  CHECK(unknown.at("status") == 404);
  TestSocket carol(server().port(), server().token_of(server().carol));
  carol.hello();
  carol.send({{"call", 1},
              {"command", "post_message"},
              {"ids", {{"topic", server().topic.value}}},
              {"body", {{"text", "x"}}}});
  auto hidden = carol.next_with("error");
  CHECK(hidden == unknown);
  TestSocket stranger(server().port(), token());
  auto answer = stranger.hello("0123456789abcdef", 5);
  CHECK(answer.at("resync").at("reason") == "incarnation");
  TestSocket ahead(server().port(), token());
  auto beyond = ahead.hello(server().store().incarnation(), 1'000'000'000);
  CHECK(beyond.contains("resync"));
}

TEST_CASE("23 frames that break RFC 6455 close with 1002") {
  struct Case {
    char const* name;
    unsigned char first;
    std::string payload;
    bool masked;
  };
  for (auto const& broken :
       {Case{"unmasked", 0x81, "{}", false}, Case{"RSV1 without extension", 0xc1, "{}", true},
        Case{"reserved opcode", 0x83, "{}", true}, Case{"a ping of 126 bytes", 0x89, std::string(126, 'p'), true},
        Case{"a fragmented ping", 0x09, "p", true}, Case{"a continuation of nothing", 0x80, "x", true}}) {
    CAPTURE(broken.name);
    Live socket;
    socket.send_frame(broken.first, broken.payload, broken.masked);
    CHECK(socket.close_code() == 1002);
  }
}

TEST_CASE("24 invalid UTF-8 closes with 1007, also when split over fragments") {
  Live whole;
  whole.send_frame(0x81, "\xc0\xaf");
  CHECK(whole.close_code() == 1007);
  Live split;
  split.send_frame(0x01, "\xe2\x82");
  split.send_frame(0x80, "\x28");
  CHECK(split.close_code() == 1007);
}

TEST_CASE("25 a length of 2^63, and any message over the limit, close with 1009") {
  Live absurd;
  absurd.wire().send(std::string("\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff\x11\x22\x33\x44", 14));
  CHECK(absurd.close_code() == 1009);
  Live large;
  large.send_frame(0x81, std::string(limits::frame_bytes_max + 1, ' '));
  CHECK(large.close_code() == 1009);
}

TEST_CASE("26 a close frame of one byte closes with 1002, an orderly one is answered") {
  Live odd;
  odd.send_frame(0x88, "x");
  CHECK(odd.close_code() == 1002);
  Live orderly;
  orderly.send_frame(0x88, std::string("\x03\xe8", 2));
  CHECK(orderly.close_code() == 1000);
}

TEST_CASE("27 compression is not offered, so there is nothing to inflate") {
  Headers const offer{{"Sec-WebSocket-Extensions", "permessage-deflate"}};
  TestSocket socket(server().port(), token(), offer);
  REQUIRE(socket.status() == 101);
  socket.hello();
  socket.send_frame(0xc1, "\x4a\x04");
  CHECK(socket.close_code() == 1002);
}

TEST_CASE("28 endless empty fragments close with 1008") {
  Live socket;
  std::string block;
  socket.send_frame(0x01, "");
  for (int number = 0; number < 1'000; ++number) block += std::string("\x00\x80\x11\x22\x33\x44", 6);
  for (int number = 0; number < 100; ++number) {
    if (!socket.wire().send(block)) break;
  }
  CHECK(socket.close_code() == 1008);
}

TEST_CASE("29 floods of pings and of frames close with 1008") {
  TestServer strict({.limits_off = false});
  auto const bobs = strict.token_of(strict.bob);
  TestSocket pings(strict.port(), bobs);
  pings.hello();
  for (int number = 0; number < 2'000; ++number) pings.send_frame(0x89, "");
  CHECK(pings.close_code() == 1008);
  TestSocket frames(strict.port(), bobs);
  frames.hello();
  for (int number = 0; number < 2'000; ++number) frames.send({{"looking", {{"team", 0}}}});
  CHECK(frames.close_code() == 1008);
}

TEST_CASE("35 what comes before hello, or is no frame of ours, closes with 4400") {
  for (std::string const& text : {std::string(R"({"call":1,"command":"post_message"})"), std::string("{}"),
                                  std::string("[]"), std::string("not JSON"), std::string(R"({"looking":{"team":1}})"),
                                  std::string(""), R"({"hello":{"incarnation":"","since":-1}})" + std::string()}) {
    CAPTURE(text);
    TestSocket socket(server().port(), token());
    socket.send_frame(0x81, text);
    CHECK(socket.close_code() == 4400);
  }
  Live twice;
  twice.send_frame(0x81, hello_text());
  CHECK(twice.close_code() == 4400);
  Live binary;
  binary.send_frame(0x82, hello_text());
  CHECK(binary.close_code() == 4400);
  TestServer hurried({.wheel_speed = 50});
  TestSocket silent(hurried.port(), hurried.token_of(hurried.bob));
  CHECK(silent.close_code() == 4400);
}

TEST_CASE("a call that cannot be decoded is answered, and the connection lives on") {
  Live bob;
  bob.send({{"call", 1}, {"command", "sing"}});
  CHECK(bob.next_with("error").at("code") == "bad_request");
  bob.send({{"call", 2}, {"command", "list_teams"}});
  CHECK(bob.next_with("error").at("path") == "call.command");
  bob.send({{"call", 3}, {"command", "sign_in"}, {"body", {{"email", "a@b.c"}, {"password", "x"}}}});
  CHECK(bob.next_with("error").at("error") == 3);
  bob.send({{"call", 4}, {"command", "open_session"}, {"body", {{"person", 1}, {"token_hash", "x"}, {"device", ""}}}});
  CHECK(bob.next_with("error").at("status") == 400);
  bob.send({{"call", 5},
            {"command", "post_message"},
            {"ids", {{"topic", server().topic.value}}},
            {"body", {{"text", "x"}, {"author", 1}}}});
  auto extra = bob.next_with("error");
  CHECK(extra.at("code") == "bad_request");
  CHECK(extra.at("path") == "body.author");
  bob.send({{"call", 6},
            {"command", "post_message"},
            {"ids", {{"topic", server().topic.value}}},
            {"body", {{"text", "Still here."}}}});
  CHECK(bob.next_with("answer").at("status") == 201);
}
