// RFC 9112, row by row against the real hub over a socket of our own.
#include <doctest/doctest.h>

#include "tests/server/conformance/http_cases.hpp"
#include "tests/server/conformance/hub.hpp"

using namespace staffroom::tests;
using conformance::HttpCase;
using conformance::HttpCases;
using conformance::Hub;
using conformance::Over;

namespace {

/// Reads whole answers off what has come.
class Answers {
 public:
  explicit Answers(conformance::Stream& stream) : stream_(stream) {}
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
    auto more = stream_.receive();
    if (more) unread_ += *more;
    return more.has_value();
  }
  conformance::Stream& stream_;
  std::string unread_;
};

/// What the hub answers, in the words of the table. A request of the test's own at the end shows whether the connection
/// is still open, and that nothing of the row's bytes is left to be taken for a request.
std::string answers_to(Hub const& hub, HttpCase const& one) {
  auto const stream = hub.connect();
  stream->send(hub.filled(one.bytes));
  Answers answers(*stream);
  std::string said;
  auto const say = [&said](int status, bool to_head) {
    said += (said.empty() ? "" : " ") + std::to_string(status) + (to_head ? "/head" : "");
  };
  bool const stays_open = one.expected.ends_with("open");
  if (one.expected == "closed") stream->end();
  std::string_view expected = one.expected;
  for (auto space = expected.find(' '); space != expected.npos; space = expected.find(' ')) {
    bool const to_head = expected.substr(0, space).ends_with("/head");
    int const status = answers.next(to_head);
    if (status == 0) return said + " closed";
    say(status, to_head);
    expected.remove_prefix(space + 1);
  }
  if (stays_open) stream->send("GET /healthz HTTP/1.1\r\nHost: " + hub.host() + "\r\nConnection: close\r\n\r\n");
  int const last = answers.next(false);
  if (last != (stays_open ? 200 : 0)) say(last, false);
  if (stays_open && answers.next(false) != 0) said += " more";
  return (said.empty() ? "" : said + " ") + (last == 0 ? "closed" : "open");
}

void run_all(HttpCases const& cases, std::size_t at_least, Over over = Over::clear) {
  Hub const hub(over);
  std::size_t run = 0;
  for (std::size_t row = 0; row < cases.size(); ++row) {
    if (!conformance::is_run(over, row)) continue;
    CAPTURE(cases[row].section);
    CAPTURE(cases[row].name);
    CHECK(answers_to(hub, cases[row]) == cases[row].expected);
    ++run;
  }
  CHECK(cases.size() >= at_least);
  MESSAGE(run << " cases of RFC 9112" << hub.words());
}

}  // namespace

TEST_CASE("RFC 9112 §2 and §3: lines, versions, methods, targets and Host") { run_all(conformance::line_cases(), 110); }

TEST_CASE("RFC 9112 §5: names, values and folds of fields") { run_all(conformance::field_cases(), 80); }

TEST_CASE("RFC 9112 §6: how long a body is") { run_all(conformance::body_cases(), 55); }

TEST_CASE("RFC 9112 §7: chunks, their extensions and trailers") { run_all(conformance::chunk_cases(), 70); }

TEST_CASE("RFC 9112 §9: persistence and pipelining") { run_all(conformance::connection_cases(), 20); }

TEST_CASE("RFC 9112 over TLS: the same rows have the same answers") {
  run_all(conformance::line_cases(), 110, Over::tls);
  run_all(conformance::field_cases(), 80, Over::tls);
  run_all(conformance::body_cases(), 55, Over::tls);
  run_all(conformance::chunk_cases(), 70, Over::tls);
  run_all(conformance::connection_cases(), 20, Over::tls);
}
