// The server's small parts on their own: wheel, outbox, settings, log lines, cookies, rates.
#include <doctest/doctest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "protocol/limits.hpp"
#include "server/api_text.hpp"
#include "server/config.hpp"
#include "server/log.hpp"
#include "server/net/outbox.hpp"
#include "server/net/wheel.hpp"
#include "server/origins.hpp"
#include "server/rates.hpp"

using namespace staffroom;
using namespace std::chrono_literals;

TEST_CASE("a deadline fires once, not before its time, and not when cancelled or gone") {
  net::Wheel wheel;
  int fired = 0;
  net::Deadline once([&] { ++fired; }), cancelled([&] { fired += 100; });
  once.arm(wheel, 1s);
  cancelled.arm(wheel, 1s);
  {
    net::Deadline gone([&] { fired += 1'000; });
    gone.arm(wheel, 1s);
  }
  wheel.advance(1s);
  CHECK(fired == 0);
  cancelled.cancel();
  wheel.advance(1'200ms);
  CHECK(fired == 1);
  wheel.advance(10min);
  CHECK(fired == 1);
}

TEST_CASE("a deadline further away than the wheel is round waits for its round") {
  net::Wheel wheel;
  int fired = 0;
  net::Deadline far([&] { ++fired; });
  far.arm(wheel, 5min);
  for (auto at = 0ms; at < 5min; at += 700ms) wheel.advance(at);
  CHECK(fired == 0);
  wheel.advance(5min + 1s);
  CHECK(fired == 1);
}

TEST_CASE("what fires may arm itself again and cancel others") {
  net::Wheel wheel;
  int fired = 0;
  net::Deadline* other = nullptr;
  net::Deadline again([&] {
    if (++fired < 5) again.arm(wheel, 100ms);
    other->cancel();
  });
  net::Deadline doomed([&] { fired += 100; });
  other = &doomed;
  again.arm(wheel, 100ms);
  doomed.arm(wheel, 100ms);
  wheel.advance(10s);
  CHECK(fired == 5);
}

namespace {

struct Pair final : net::OutboxOwner {
  ~Pair() {
    ::close(ends[0]);
    ::close(ends[1]);
  }
  void wait_until_writable() override { ++waits; }
  void outbox_overflowed() override { ++overflows; }
  void outbox_died() override { ++deaths; }
  std::string read_all() {
    std::string all;
    char bytes[65'536];
    for (;;) {
      auto count = ::recv(ends[1], bytes, sizeof bytes, MSG_DONTWAIT);
      if (count <= 0) return all;
      all.append(bytes, static_cast<std::size_t>(count));
    }
  }
  int ends[2] = {-1, -1};
  int waits = 0, overflows = 0, deaths = 0;
  net::Outbox outbox{(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends), ends[0]), *this};
};

net::Bytes bytes(std::string text) { return std::make_shared<std::string const>(std::move(text)); }

}  // namespace

TEST_CASE("an outbox sends at once, queues in order when the socket is full, and drains") {
  Pair pair;
  pair.outbox.send(bytes("first"));
  pair.outbox.send_copy(" second");
  CHECK(pair.read_all() == "first second");
  CHECK(pair.outbox.is_empty());
  std::string expected;
  for (int number = 0; number < 200; ++number) {
    std::string text(5'000, static_cast<char>('a' + number % 26));
    pair.outbox.send(bytes(text));
    expected += text;
  }
  CHECK_FALSE(pair.outbox.is_empty());
  CHECK(pair.waits == 1);
  std::string got;
  while (got.size() < expected.size()) {
    got += pair.read_all();
    pair.outbox.drain();
  }
  CHECK(got == expected);
  CHECK(pair.outbox.queued_bytes() == 0);
}

TEST_CASE("past its cap an outbox ends with the farewell, after the frame that was on its way") {
  Pair pair;
  pair.outbox.set_cap(100'000, bytes("FAREWELL"));
  std::string const text(30'000, 'x');
  while (pair.overflows == 0) pair.outbox.send(bytes(text));
  CHECK(pair.outbox.is_sealed());
  CHECK(pair.outbox.queued_bytes() <= 30'008);
  pair.outbox.send(bytes("never"));
  std::string got;
  for (int round = 0; round < 100 && !pair.outbox.is_empty(); ++round) {
    got += pair.read_all();
    pair.outbox.drain();
  }
  got += pair.read_all();
  CHECK(got.ends_with("FAREWELL"));
  CHECK((got.size() - 8) % 30'000 == 0);
  CHECK(pair.overflows == 1);
}

TEST_CASE("an outbox whose peer is gone dies once and stays silent") {
  Pair pair;
  ::shutdown(pair.ends[1], SHUT_RDWR);
  pair.outbox.send(bytes("x"));
  pair.outbox.send(bytes("y"));
  CHECK(pair.outbox.is_dead());
  CHECK(pair.deaths == 1);
}

TEST_CASE("frame heads have the length in the fewest bytes") {
  CHECK(net::text_frame("hi") == std::string("\x81\x02hi"));
  CHECK(net::text_frame(std::string(126, 'x')).substr(0, 4) == std::string("\x81\x7e\x00\x7e", 4));
  CHECK(net::text_frame(std::string(70'000, 'x')).substr(0, 10) == std::string("\x81\x7f\0\0\0\0\0\x01\x11\x70", 10));
  CHECK(net::close_frame(1013, "slow") == std::string("\x88\x06\x03\xf5slow"));
}

TEST_CASE("log lines hold one fact, whatever a value holds") {
  CHECK(log::line_of("signed_in", {{"person", 7}, {"address", "127.0.0.1"}}) == "signed_in person=7 address=127.0.0.1");
  CHECK(log::line_of("x", {{"a", "two\r\nlines"}}) == R"(x a="two\x0d\x0alines")");
  CHECK(log::line_of("x", {{"a", "\x1b[31m"}}) == R"(x a="\x1b[31m")");
  CHECK(log::line_of("x", {{"a", "b=c d"}, {"e", ""}}) == R"(x a="b=c d" e="")");
  CHECK(log::line_of("x", {{"a", std::string(10'000, 'x')}}).size() < 400);
}

TEST_CASE("settings are checked with the name of what is wrong") {
  struct Case {
    std::string toml, at;
  };
  auto file = std::filesystem::temp_directory_path() / ("staffroom-settings-" + std::to_string(::getpid()) + ".toml");
  for (auto const& [toml, at] : {Case{"listen = 8080\n", "listen"}, Case{"listen = \"127.0.0.1\"\n", "listen"},
                                 Case{"listen = \"127.0.0.1:99999\"\n", "listen"}, Case{"\nport = 80\n", ":2 port"},
                                 Case{"threads = \"many\"\n", "threads"}, Case{"listen = \n", ":1"},
                                 Case{"listen = \"0.0.0.0:80\"\nlimits = false\n", "limits"},
                                 Case{"public_address = \"staffroom.example\"\n", "public_address"},
                                 Case{"clock = \"fast\"\n", "clock"}, Case{"static = \"/nowhere\"\n", "static"}}) {
    CAPTURE(toml);
    std::ofstream(file) << toml;
    Settings settings;
    settings.data_folder = "x";
    auto outcome = read_settings_file(file, settings);
    if (outcome) outcome = check_settings(settings);
    REQUIRE_FALSE(outcome.has_value());
    CHECK(outcome.error().path.find(at) != std::string::npos);
  }
  std::ofstream(file)
      << "data = \"hub\"\nlisten = \"[::1]:0\"\ntrusted_proxies = [\"10.0.0.1\", \"10.0.0.2\"]\nthreads = 3\n";
  Settings settings;
  REQUIRE(read_settings_file(file, settings).has_value());
  REQUIRE(check_settings(settings).has_value());
  CHECK(settings.host == "::1");
  CHECK(settings.is_loopback());
  CHECK(settings.trusted_proxies.size() == 2);
  CHECK(settings.threads == 3);
  std::filesystem::remove(file);
}

TEST_CASE("a cookie is found by its whole name, and not when it comes twice") {
  CHECK(cookie_value("a=1; staffroom=tok; b=2", "staffroom") == "tok");
  CHECK(cookie_value("xstaffroom=1; staffroom2=2", "staffroom").empty());
  CHECK(cookie_value("staffroom=a; staffroom=b", "staffroom").empty());
  CHECK(cookie_value("", "staffroom").empty());
}

TEST_CASE("media types and query strings are read strictly") {
  CHECK(is_json("application/json"));
  CHECK(is_json("Application/JSON; charset=UTF-8"));
  CHECK_FALSE(is_json("text/plain; application/json"));
  CHECK_FALSE(is_json("application/json; charset=latin1"));
  CHECK_FALSE(is_json(""));
  auto parameters = parse_query("a=1%202+3&b=");
  REQUIRE(parameters.has_value());
  CHECK(*parameters == PathIds{{"a", "1 2 3"}, {"b", ""}});
}

TEST_CASE("a bucket gives its burst, then its rate") {
  TokenBucket bucket;
  TokenBucket::Time now{};
  int taken = 0;
  while (bucket.take(10, 2, now)) ++taken;
  CHECK(taken == 10);
  CHECK_FALSE(bucket.take(10, 2, now + 400ms));
  CHECK(bucket.take(10, 2, now + 1s));
}
