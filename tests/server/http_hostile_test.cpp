// Hostile HTTP over raw sockets. Each case ends with a clear answer, and the server goes on serving others.
#include <doctest/doctest.h>

#include <thread>

#include "protocol/limits.hpp"
#include "tests/support/test_client.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

TestServer& server() {
  static TestServer one;
  return one;
}

std::string authority() { return "127.0.0.1:" + std::to_string(server().port()); }

/// What the server answers to these bytes before it closes; "" when it just closes.
std::string answer_to(std::string const& bytes) {
  Wire wire(server().port());
  wire.send(bytes);
  auto all = wire.receive_all();
  return all.value_or("(not closed)");
}

std::string status_of(std::string const& answer) { return answer.substr(0, std::min<std::size_t>(answer.size(), 12)); }

std::string head(std::string const& more, std::string const& start = "GET /healthz HTTP/1.1") {
  return start + "\r\nHost: " + authority() + "\r\n" + more + "\r\n";
}

/// Others are served all the while.
void check_alive() {
  TestClient client(server().port());
  CHECK(client.get("/healthz").status == 200);
}

}  // namespace

TEST_CASE("1 a header block over 8 KiB is 431, and the connection is closed") {
  auto answer = answer_to(head("X-Filler: " + std::string(9'000, 'a') + "\r\n"));
  CHECK(status_of(answer) == "HTTP/1.1 431");
  CHECK(answer.find("Connection: close") != std::string::npos);
  check_alive();
}

TEST_CASE("2 and 3 slow headers are closed with 408 at their deadline, a slow body too") {
  TestServer hurried({.wheel_speed = 20});
  Wire slow(hurried.port());
  slow.send("GET /healthz HTT");
  auto answer = slow.receive_all();
  REQUIRE(answer);
  CHECK(status_of(*answer) == "HTTP/1.1 408");
  Wire silent(hurried.port());
  CHECK(silent.receive_all() == std::optional<std::string>(""));
  Wire body(hurried.port());
  auto host = "127.0.0.1:" + std::to_string(hurried.port());
  body.send("POST /api/v1/session HTTP/1.1\r\nHost: " + host +
            "\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{\"email\"");
  auto late = body.receive_all();
  REQUIRE(late);
  CHECK(status_of(*late) == "HTTP/1.1 408");
}

TEST_CASE("4 who never reads a large answer is dropped at the write deadline") {
  TestServer hurried({.wheel_speed = 50});
  auto host = "127.0.0.1:" + std::to_string(hurried.port());
  Wire wire(hurried.port(), 4'096);
  std::string requests;
  for (int number = 0; number < 400; ++number) {
    requests += "GET /api/v1/openapi.json HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
  }
  wire.send(requests);
  TestClient other(hurried.port());
  for (int round = 0; round < 5; ++round) CHECK(other.get("/healthz").status == 200);
  // The server gives up after its write deadline: whatever is left to read ends.
  std::this_thread::sleep_for(std::chrono::milliseconds{1'200});
  auto rest = wire.receive_all();
  REQUIRE(rest);
  CHECK(rest->size() < 400 * 60'000);
}

TEST_CASE("5 and 6 contradictory lengths are 400, and the connection is closed") {
  CHECK(status_of(answer_to(head("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"))) == "HTTP/1.1 400");
  CHECK(status_of(answer_to(head("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"))) == "HTTP/1.1 400");
  CHECK(status_of(answer_to(head("Content-Length: 5\r\nContent-Length: 6\r\n"))) == "HTTP/1.1 400");
  CHECK(status_of(answer_to(head("Content-Length: 5\r\nContent-Length: 5\r\n"))) == "HTTP/1.1 400");
  check_alive();
}

TEST_CASE("7 malformed heads are 400") {
  for (std::string const& broken : {
           head("Transfer-Encoding: xchunked\r\n"),
           head("Transfer-Encoding: chunked, gzip\r\n"),
           head("X-Folded: a\r\n b\r\n"),
           head("X-Space : a\r\n"),
           head("No colon\r\n"),
           head(": empty name\r\n"),
           "GET /healthz HTTP/1.1\nHost: " + authority() + "\n\n",
           head(std::string("X-Nul: a\0b\r\n", 13)),
           head("X-Return: a\rb\r\n"),
           "GET  /healthz HTTP/1.1\r\nHost: " + authority() + "\r\n\r\n",
           "GET /healthz HTTP/9.9\r\nHost: " + authority() + "\r\n\r\n",
           "GET /h\xc3\xa9 HTTP/1.1\r\nHost: " + authority() + "\r\n\r\n",
           "GET http:///healthz HTTP/1.1\r\nHost: " + authority() + "\r\n\r\n",
           head("Content-Length: -1\r\n"),
           head("Content-Length: 99999999999999999999999\r\n"),
       }) {
    CAPTURE(broken);
    CHECK(status_of(answer_to(broken)) == "HTTP/1.1 400");
  }
  check_alive();
}

TEST_CASE("8 a chunk of 2^64 bytes and an endless chunk extension are 400") {
  auto start = "POST /api/v1/session HTTP/1.1";
  std::string more = "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n";
  CHECK(status_of(answer_to(head(more, start) + "FFFFFFFFFFFFFFFFF\r\n{}")) == "HTTP/1.1 400");
  CHECK(status_of(answer_to(head(more, start) + "2;x=" + std::string(1'000'000, 'a'))) == "HTTP/1.1 400");
  check_alive();
}

TEST_CASE("9 a body over the route's limit is 413 before it is read, chunked or not") {
  auto start = "POST /api/v1/session HTTP/1.1";
  std::string json = "Content-Type: application/json\r\n";
  CHECK(status_of(answer_to(head(json + "Content-Length: 10000000\r\n", start))) == "HTTP/1.1 413");
  auto chunk = "2000\r\n" + std::string(0x2000, ' ') + "\r\n";
  CHECK(status_of(answer_to(head(json + "Transfer-Encoding: chunked\r\n", start) + chunk)) == "HTTP/1.1 413");
  auto token = server().token_of(server().bob);
  TestClient client(server().port(), token);
  auto huge = client.call("POST", server().messages_path(), std::string(limits::body_bytes_max + 1, ' '), {});
  CHECK(huge.status == 413);
  check_alive();
}

TEST_CASE("10 Host must be there once and name this server") {
  auto request = [](std::string const& hosts) { return "GET /api/v1/me HTTP/1.1\r\n" + hosts + "\r\n"; };
  CHECK(status_of(answer_to(request(""))) == "HTTP/1.1 400");
  auto ours = "Host: " + authority() + "\r\n";
  CHECK(status_of(answer_to(request(ours + ours))) == "HTTP/1.1 400");
  CHECK(status_of(answer_to(request("Connection: close\r\nHost: evil.example\r\n"))) == "HTTP/1.1 400");
  CHECK(status_of(answer_to(request("Connection: close\r\n" + ours))) == "HTTP/1.1 401");
  auto const elsewhere = "GET http://evil.example/api/v1/me HTTP/1.1\r\nConnection: close\r\n" + ours + "\r\n";
  CHECK(status_of(answer_to(elsewhere)) == "HTTP/1.1 400");
}

TEST_CASE("11 X-Forwarded-For of a peer that is no trusted proxy changes nothing") {
  TestServer strict({.limits_off = false});
  TestClient client(strict.port());
  ServerJson wrong{{"email", "bob@school.example"}, {"password", "not the password"}};
  int refused = 0;
  for (int number = 0; number < 8; ++number) {
    auto answer = client.post("/api/v1/session", wrong, {{"X-Forwarded-For", "10.0.0." + std::to_string(number)}});
    refused += answer.status == 429 ? 1 : 0;
  }
  CHECK(refused > 0);  // counted as one address
}

TEST_CASE("12 TRACE, CONNECT and OPTIONS are 405, unknown methods 501") {
  for (auto const* method : {"TRACE /", "OPTIONS /api/v1/me", "CONNECT 127.0.0.1:80"}) {
    CAPTURE(method);
    CHECK(status_of(answer_to(head("", std::string(method) + " HTTP/1.1"))) == "HTTP/1.1 405");
  }
  CHECK(status_of(answer_to(head("", "PROPFIND / HTTP/1.1"))) == "HTTP/1.1 501");
  CHECK(status_of(answer_to(head("", "HELLO / HTTP/1.1"))) == "HTTP/1.1 501");
}

TEST_CASE("14 a hundred thousand pipelined requests are answered in turn while others are served") {
  Wire wire(server().port());
  auto one = "HEAD /healthz HTTP/1.1\r\nHost: " + authority() + "\r\n\r\n";
  constexpr int count = 100'000;
  std::thread sender([&] {
    std::string block;
    for (int number = 0; number < 1'000; ++number) block += one;
    for (int number = 0; number < count / 1'000; ++number) {
      if (!wire.send(block)) return;
    }
    wire.send("GET /readyz HTTP/1.1\r\nHost: " + authority() + "\r\nConnection: close\r\n\r\n");
  });
  int answers = 0, others = 0;
  std::string rest;
  TestClient other(server().port());
  while (auto bytes = wire.receive()) {
    rest += *bytes;
    std::size_t at = 0;
    for (auto end = rest.find("\r\n\r\n"); end != std::string::npos; end = rest.find("\r\n\r\n", at)) {
      ++answers;
      at = end + 4;
    }
    rest.erase(0, at);
    if (answers / 10'000 > others) others += other.get("/healthz").status == 200 ? 1 : 1'000;
  }
  sender.join();
  CHECK(answers == count + 1);
  CHECK(others >= 9);
}

TEST_CASE("15 a compressed body is 415") {
  TestClient client(server().port(), server().token_of(server().bob));
  auto answer = client.call("POST", server().messages_path(), "xxxx", {{"Content-Encoding", "gzip"}});
  CHECK(answer.status == 415);
}

TEST_CASE("16 duplicate query parameters are 400, and so are malformed ones") {
  TestClient client(server().port(), server().token_of(server().bob));
  for (auto const* query : {"?limit=1&limit=2", "?cursor=a&cursor=a", "?a=%zz", "?a=%ff", "?=1"}) {
    CAPTURE(query);
    CHECK(client.get("/api/v1/teams" + std::string(query)).status == 400);
  }
  for (auto const* query : {"?limit=0", "?limit=201", "?limit=x", "?limit=", "?limit=-1", "?cursor=", "?cursor=a.b"}) {
    CAPTURE(query);
    CHECK(client.get("/api/v1/teams" + std::string(query)).status == 400);
  }
  CHECK(client.get("/api/v1/teams?unknown=1").status == 400);
}

TEST_CASE("Expect: 100-continue is answered before the body is sent, and a refusal comes without it") {
  Wire wire(server().port());
  std::string body = R"({"email":"nobody@school.example","password":"wrong"})";
  auto more = "Content-Type: application/json\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Length: " +
              std::to_string(body.size()) + "\r\n";
  wire.send(head(more, "POST /api/v1/session HTTP/1.1"));
  auto first = wire.receive();
  REQUIRE(first);
  CHECK(status_of(*first) == "HTTP/1.1 100");
  wire.send(body);
  CHECK(status_of(wire.receive_all().value_or("")) == "HTTP/1.1 401");
  CHECK(status_of(answer_to(head(more, "POST /api/v1/teams HTTP/1.1"))) == "HTTP/1.1 401");
}

TEST_CASE("a client that vanishes in the middle of anything leaves no trace") {
  for (int round = 0; round < 50; ++round) {
    Wire wire(server().port());
    wire.send(head("", "POST /api/v1/session HTTP/1.1").substr(0, static_cast<std::size_t>(5 + round)));
  }
  check_alive();
}
