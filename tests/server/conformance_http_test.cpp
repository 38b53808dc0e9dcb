// RFC 9112, row by row against the real hub over a socket of our own.
#include <doctest/doctest.h>

#include "tests/server/conformance/http_cases.hpp"
#include "tests/support/test_client.hpp"

using namespace staffroom::tests;
using conformance::HttpCase;
using conformance::HttpCases;

namespace {

/// Reads whole answers off what has come.
class Answers {
 public:
  explicit Answers(Wire& wire) : wire_(wire) {}
  /// The status of the next one; 0 when the stream ends before it, -1 when what comes is no answer.
  int next(bool to_head) {
    std::size_t end = 0;
    while ((end = unread_.find("\r\n\r\n")) == std::string::npos) {
      if (!fill()) return unread_.empty() ? 0 : -1;
    }
    auto const head = unread_.substr(0, end + 2);
    unread_.erase(0, end + 4);
    if (!head.starts_with("HTTP/1.1 ")) return -1;
    int const status = std::stoi(head.substr(9, 3));
    constexpr std::string_view name = "\r\nContent-Length: ";
    auto const at = head.find(name);
    std::size_t const size = at == std::string::npos ? 0 : std::stoul(head.substr(at + name.size()));
    if (to_head || status < 200) return status;
    if (at == std::string::npos && status != 204 && status != 304) return -1;
    while (unread_.size() < size) {
      if (!fill()) return -1;
    }
    unread_.erase(0, size);
    return status;
  }

 private:
  bool fill() {
    auto more = wire_.receive(Patience{4'000});
    if (more) unread_ += *more;
    return more.has_value();
  }
  Wire& wire_;
  std::string unread_;
};

struct Hub {
  TestServer server;
  std::string host = "127.0.0.1:" + std::to_string(server.port());
  std::string post = "POST " + server.messages_path() + " HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host +
                     "\r\nContent-Type: application/json\r\nCookie: staffroom=" + server.token_of(server.bob) + "\r\n";

  std::string filled(std::string bytes) const {
    for (auto const& [mark, text] : {std::pair{std::string("{host}"), host}, {std::string("{post}"), post}}) {
      for (auto at = bytes.find(mark); at != std::string::npos; at = bytes.find(mark, at + text.size())) {
        bytes.replace(at, mark.size(), text);
      }
    }
    return bytes;
  }
};

/// What the hub answers, in the words of the table. A request of the test's own at the end shows whether the connection
/// is still open, and that nothing of the row's bytes is left to be taken for a request.
std::string answers_to(Hub const& hub, HttpCase const& one) {
  Wire wire(hub.server.port());
  wire.send(hub.filled(one.bytes));
  Answers answers(wire);
  std::string said;
  auto const say = [&said](int status, bool to_head) {
    said += (said.empty() ? "" : " ") + std::to_string(status) + (to_head ? "/head" : "");
  };
  bool const stays_open = one.expected.ends_with("open");
  if (one.expected == "closed") wire.shut_down_sending();
  std::string_view expected = one.expected;
  for (auto space = expected.find(' '); space != expected.npos; space = expected.find(' ')) {
    bool const to_head = expected.substr(0, space).ends_with("/head");
    int const status = answers.next(to_head);
    if (status == 0) return said + " closed";
    say(status, to_head);
    expected.remove_prefix(space + 1);
  }
  if (stays_open) wire.send("GET /healthz HTTP/1.1\r\nHost: " + hub.host + "\r\nConnection: close\r\n\r\n");
  int const last = answers.next(false);
  if (last != (stays_open ? 200 : 0)) say(last, false);
  if (stays_open && answers.next(false) != 0) said += " more";
  return (said.empty() ? "" : said + " ") + (last == 0 ? "closed" : "open");
}

void run_all(HttpCases const& cases, std::size_t at_least) {
  Hub const hub;
  for (auto const& one : cases) {
    CAPTURE(one.section);
    CAPTURE(one.name);
    CHECK(answers_to(hub, one) == one.expected);
  }
  CHECK(cases.size() >= at_least);
  MESSAGE(cases.size() << " cases of RFC 9112");
}

}  // namespace

TEST_CASE("RFC 9112 §2 and §3: lines, versions, methods, targets and Host") { run_all(conformance::line_cases(), 110); }

TEST_CASE("RFC 9112 §5: names, values and folds of fields") { run_all(conformance::field_cases(), 80); }

TEST_CASE("RFC 9112 §6: how long a body is") { run_all(conformance::body_cases(), 55); }

TEST_CASE("RFC 9112 §7: chunks, their extensions and trailers") { run_all(conformance::chunk_cases(), 70); }

TEST_CASE("RFC 9112 §9: persistence and pipelining") { run_all(conformance::connection_cases(), 20); }
