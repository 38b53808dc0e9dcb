// What hostile input may cost: each group of inputs has a bound of memory and of the processor's time, and leaves in
// the log neither what it said nor a line for each try. What is answered to each input is told in the tests that its
// number names: docs/security_inputs.md.
#include <doctest/doctest.h>

#include <memory>
#include <thread>

#include "protocol/limits.hpp"
#include "tests/support/test_client.hpp"
#include "tests/support/weighed.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

/// Stands in every hostile input, and never in the log.
std::string const canary = "canary-4711";

struct Bounds {
  std::size_t mebibytes;
  std::chrono::milliseconds within;
  std::size_t lines = 0;
};

void check_costs(Weighed const& weighed, Bounds const& bounds) {
  CHECK(weighed.grown_by() <= bounds.mebibytes * mebibyte);
  CHECK(weighed.took() <= bounds.within);
  CHECK(weighed.logged(canary) == 0);
  auto const lines = weighed.lines();
  CHECK(lines.size() <= bounds.lines);
  if (!lines.empty()) CAPTURE(lines.front());
}

struct Besieged {
  explicit Besieged(TestServer::Options options = {}) : server(std::move(options)) {}
  TestServer server;
  std::string const token = server.token_of(server.bob);
  std::string const host = "127.0.0.1:" + std::to_string(server.port());

  std::string head(std::string const& line, std::string const& more) const {
    return line + " HTTP/1.1\r\nHost: " + host + "\r\nCookie: staffroom=" + token + "\r\n" + more + "\r\n";
  }
  std::string post_head(std::string const& more) const {
    return head("POST " + server.messages_path(), "Content-Type: application/json\r\n" + more);
  }
  /// The status of what is answered until the stream ends; 0: none.
  int status(std::string const& bytes) const {
    Wire wire(server.port());
    wire.send(bytes);
    auto const answer = wire.receive();
    return answer && answer->size() > 12 ? std::stoi(answer->substr(9, 3)) : 0;
  }
  /// How long somebody else waits for an answer from the store.
  std::chrono::milliseconds other_waits() const {
    auto const began = std::chrono::steady_clock::now();
    TestClient other(server.port(), token);
    CHECK(other.get("/api/v1/teams").status == 200);
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
  }
};

}  // namespace

TEST_CASE("costs of 1 5 6 7 8 9: a thousand hostile heads and bodies") {
  Besieged const hub;
  std::string const filler = canary + std::string(9'000, 'a');
  std::pair<std::string, int> const inputs[] = {
      {hub.head("GET /" + canary, "X-Filler: " + filler + "\r\n"), 431},
      {hub.head("GET /" + filler, ""), 431},
      {hub.head("GET /" + canary, "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), 400},
      {hub.head("GET /" + canary, "Content-Length: 5\r\nContent-Length: 6\r\n"), 400},
      {hub.head("GET /" + canary, "X-Folded: a\r\n " + canary + "\r\n"), 400},
      {hub.post_head("Transfer-Encoding: chunked\r\n") + "FFFFFFFFFFFFFFFFF;" + canary + "\r\n", 400},
      {hub.post_head("Transfer-Encoding: chunked\r\n") + "2;" + canary + std::string(100'000, 'x'), 400},
      {hub.post_head("Content-Length: 18446744073709551614\r\n") + canary, 413},
      {hub.post_head("Content-Length: 99999999\r\n") + canary, 413},
      {hub.head("PROPFIND /" + canary, ""), 501},
  };
  Weighed const weighed;
  for (int round = 0; round < 100; ++round) {
    for (auto const& [bytes, status] : inputs) CHECK(hub.status(bytes) == status);
  }
  check_costs(weighed, {16, std::chrono::seconds{10}});
  CHECK(hub.other_waits() < std::chrono::seconds{1});
}

TEST_CASE("costs of 2 3: a thousand connections that say a byte now and then") {
  Besieged const hub({.wheel_speed = 10});
  Weighed const weighed;
  std::vector<std::unique_ptr<Wire>> slow;
  auto const head = hub.head("GET /" + canary, "X-Slow: " + canary + "\r\n");
  auto const body = hub.post_head("Content-Length: 5000\r\n") + "{\"text\":\"" + canary;
  for (int number = 0; number < 1'000; ++number) {
    slow.push_back(std::make_unique<Wire>(hub.server.port()));
    slow.back()->send(number % 2 == 0 ? head.substr(0, 20) : body);
  }
  for (int round = 0; round < 5; ++round) {
    CHECK(hub.other_waits() < std::chrono::seconds{1});
    for (auto& wire : slow) wire->send("a");
  }
  int late = 0;
  for (auto& wire : slow) {
    auto const answer = wire->receive();
    late += answer && answer->starts_with("HTTP/1.1 408") ? 1 : 0;
  }
  CHECK(late == 1'000);
  check_costs(weighed, {48, std::chrono::seconds{20}});
}

TEST_CASE("costs of 4 14 30: answers that nobody reads") {
  Besieged const hub({.wheel_speed = 50});
  Weighed const weighed;
  std::string requests;
  for (int number = 0; number < 100; ++number) requests += hub.head("GET /api/v1/openapi.json", "");
  std::vector<std::unique_ptr<Wire>> deaf;
  for (int number = 0; number < 50; ++number) {
    deaf.push_back(std::make_unique<Wire>(hub.server.port(), 4'096));
    deaf.back()->send(requests);
  }
  CHECK(hub.other_waits() < std::chrono::seconds{2});
  // One answer waits for each, the same bytes for all; the others are not made before it has left.
  check_costs(weighed, {16, std::chrono::seconds{10}});
}

TEST_CASE("costs of 23 25 27 28: frames that promise or hide far more than they are") {
  Besieged const hub;
  Weighed const weighed;
  std::vector<std::unique_ptr<TestSocket>> sockets;
  for (int number = 0; number < 40; ++number) {
    sockets.push_back(std::make_unique<TestSocket>(hub.server.port(), hub.token));
    sockets.back()->hello();
    auto& socket = *sockets.back();
    std::string const half = R"({"call":1,"command":")" + canary;
    if (number % 4 == 0)
      socket.wire().send(std::string("\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff\x11\x22\x33\x44", 14));
    if (number % 4 == 1) socket.send_frame(0xc1, canary);
    if (number % 4 == 2) socket.send_frame(0x81, canary + std::string(limits::frame_bytes_max, 'x'));
    if (number % 4 == 3) socket.send_frame(0x01, half);
  }
  for (std::size_t number = 0; number < sockets.size(); ++number) {
    if (number % 4 == 3) continue;
    CHECK(sockets[number]->close_code() == (number % 4 == 1 ? 1002 : 1009));
  }
  CHECK(hub.other_waits() < std::chrono::seconds{1});
  check_costs(weighed, {16, std::chrono::seconds{10}});
}

TEST_CASE("costs of 36 37 38 39 40 41 42 43 44 45: bodies that are hard to read") {
  Besieged const hub;
  auto const post = [&hub](TestClient& client, std::string body) {
    return client.call("POST", hub.server.messages_path(), std::move(body), {}).status;
  };
  auto const repeated = [](std::string_view text, std::size_t times) {
    std::string all;
    while (times-- > 0) all += text;
    return all;
  };
  std::string keys = "{";
  for (int number = 0; number < 5'000; ++number) keys += '"' + canary.substr(0, 3) + std::to_string(number) + "\":1,";
  std::string const bodies[] = {repeated("[", 60'000),
                                repeated("{\"a\":", 12'000),
                                keys + "\"text\":\"" + canary + "\"}",
                                R"({"text":"a","text":")" + canary + "\"}",
                                R"({"text":NaN})",
                                R"({"text":1e999})",
                                R"({"text":")" + canary + R"(","author":9223372036854775808})",
                                R"({"text":"\ud800)" + canary + "\"}",
                                "\xEF\xBB\xBF{\"text\":\"" + canary + "\"}",
                                "{\"text\":\"" + canary + "\xC0\xAF\"}",
                                R"({"__proto__":{"role":"head"},"text":")" + canary + "\"}",
                                R"({"constructor":1,"text":")" + canary + "\"}",
                                R"({"text":")" + canary + R"(","role":"administrator"})",
                                R"({"text":[")" + canary + "\"]}",
                                "{\"text\":\"" + repeated("a\xCC\x80\xCC\x81\xCC\x82", 9'000) + "\"}",
                                "{\"text\":\"" + canary + "\"} x",
                                "{\"text\":\"" + canary};
  TestClient client(hub.server.port(), hub.token);
  for (auto const& body : bodies) CHECK(post(client, body) == 400);
  Weighed const weighed;
  for (int round = 0; round < 20; ++round) {
    for (auto const& body : bodies) CHECK(post(client, body) == 400);
  }
  CHECK(hub.status(hub.post_head("Content-Length: 12000000\r\n") + repeated("a\xCC\x80", 20'000)) == 413);
  check_costs(weighed, {16, std::chrono::seconds{10}});
}

TEST_CASE("costs of 59 61 62: a flood of sign-ins, some with enormous passwords") {
  Besieged const hub({.limits_off = false});
  std::string const path = "POST /api/v1/session";
  auto const sign_in = [&](std::string const& email, std::string const& password) {
    auto const body = ServerJson{{"email", email}, {"password", password}}.dump();
    return path + " HTTP/1.1\r\nHost: " + hub.host +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  };
  Weighed const weighed;
  std::vector<std::unique_ptr<TestClient>> crowd;
  for (int number = 0; number < 300; ++number) {
    crowd.push_back(std::make_unique<TestClient>(hub.server.port()));
    auto const email = canary + std::to_string(number) + "@school.example";
    auto const password = number % 10 == 0 ? std::string(1'000'000, 'p') : canary + "-password";
    crowd.back()->wire().send(sign_in(email, password));
  }
  CHECK(hub.other_waits() < std::chrono::seconds{2});
  int tried = 0;
  for (auto& client : crowd) {
    auto const answer = client->read_answer();
    REQUIRE(answer);
    CHECK((answer->status == 401 || answer->status == 413 || answer->status == 429));
    if (answer->status == 429) CHECK_FALSE(answer->header("retry-after").empty());
    tried += answer->status == 401 ? 1 : 0;
  }
  CHECK(tried < 100);
  CHECK(static_cast<int>(weighed.logged("sign_in_failed")) == tried);
  // Two hashes at a time, of 19 MiB each.
  check_costs(weighed, {64, std::chrono::seconds{20}, 100});
}

TEST_CASE("80 whatever a request holds, it makes no line of its own in the log") {
  Besieged const hub;
  Weighed const weighed;
  std::string const forged = "\r\n2026-01-01T00:00:00.000Z info signed_in person=1\x1b[2J";
  TestClient client(hub.server.port());
  ServerJson const credentials{{"email", "bob@school.example" + forged}, {"password", forged}};
  CHECK(client.post("/api/v1/session", credentials).status == 400);
  ServerJson const wrong{{"email", "bob@school.example"}, {"password", "wrong" + canary}};
  CHECK(client.post("/api/v1/session", wrong, {{"User-Agent", "\xE2\x80\xAE" + canary}}).status == 401);
  CHECK(client.post("/api/v1/session", wrong, {{"User-Agent", "\x1b[2J" + canary}}).status == 400);
  CHECK(weighed.logged("sign_in_failed") == 1);
  CHECK(weighed.logged("signed_in") == 0);
  for (auto const& line : weighed.lines()) CHECK(line.find('\x1b') == std::string::npos);
  check_costs(weighed, {48, std::chrono::seconds{10}, 1});
}
