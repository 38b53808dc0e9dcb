// Attacks on a running hub, one by its name: many connections that say nothing, hardly anything, or far too much.
// Prints what they were told, in one line. With the sessions that `staffroom mint-sessions` has printed where the
// attackers are people with accounts.
#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>
#include <map>
#include <random>

#include "tools/bench/crowd.hpp"
#include "tools/bench/run_main.hpp"
#include "tools/bench/sessions_file.hpp"
#include "tools/bench/swarm.hpp"

namespace staffroom::bench {
namespace {

struct Flood {
  std::uint16_t port = 0;
  std::size_t connections = 0;
  std::size_t addresses = 1;
  double seconds = 5;
  std::size_t people = 20;  // with accounts, where they have some: the last ones of the file
  std::string organisation = "1";
  std::uint64_t seed = 1;
  Minted minted;
};

std::int64_t const second_ns = 1'000'000'000;

std::string authority(Flood const& flood) { return "127.0.0.1:" + std::to_string(flood.port); }

std::string head(Flood const& flood, std::string const& line, std::string const& more) {
  return line + " HTTP/1.1\r\nHost: " + authority(flood) + "\r\n" + more;
}

std::string const& cookie_of(Flood const& flood, std::size_t number) {
  auto const& cookies = flood.minted.cookies;
  return cookies[cookies.size() - 1 - number % std::min(flood.people, cookies.size())];
}

std::string handshake(Flood const& flood, std::size_t number) {
  return head(flood, "GET /api/v1/live",
              "Origin: http://" + authority(flood) +
                  "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nCookie: " +
                  cookie_of(flood, number) + "\r\n\r\n") +
         masked_frame(R"({"hello":{"incarnation":"","since":0}})");
}

std::string post_frame(Flood const& flood, std::string const& text) {
  static std::uint64_t call = 0;
  return masked_frame(R"({"call":)" + std::to_string(++call) + R"(,"command":"post_message","ids":{"topic":)" +
                      flood.minted.topic + R"(},"body":{"text":")" + text + "\"}}");
}

void run_for(Flood const& flood, std::function<void()> const& turn) {
  auto const until = now_ns() + static_cast<std::int64_t>(flood.seconds * 1e9);
  while (now_ns() < until) turn();
}

Told attack(Flood const& flood, Manner manner) {
  Crowd crowd(flood.port, flood.addresses, std::move(manner));
  crowd.gather(flood.connections);
  run_for(flood, [&crowd] { crowd.poll(50); });
  return crowd.told();
}

/// The head of a request, a byte a second.
Told slow_heads(Flood const& flood) {
  Manner manner;
  manner.opening = [&flood](std::size_t) { return head(flood, "GET /healthz", "X-Slow: "); };
  manner.drip = [](std::size_t) { return "a"; };
  manner.drip_every_ns = second_ns;
  return attack(flood, std::move(manner));
}

/// Connected, and not a word.
Told half_open(Flood const& flood) { return attack(flood, {}); }

/// Live connections that read nothing, while somebody writes ten thousand letters to all of them again and again.
Told never_reading(Flood const& flood) {
  Manner deaf;
  deaf.opening = [&flood](std::size_t number) { return handshake(flood, number); };
  deaf.reads = false;
  deaf.receive_buffer = 4'096;
  Crowd crowd(flood.port, flood.addresses, std::move(deaf));
  crowd.gather(flood.connections);
  Manner loud;
  std::string text;
  for (int letter = 0; letter < 10'000; ++letter) text += "\xF0\x9F\x98\x80";  // the longest, of four bytes each
  loud.opening = [&flood](std::size_t number) { return handshake(flood, number); };
  loud.drip = [&flood, &text](std::size_t) { return post_frame(flood, text); };
  loud.drip_every_ns = second_ns / 20;
  Crowd writer(flood.port, flood.addresses, std::move(loud));
  writer.gather(1);
  run_for(flood, [&] {
    crowd.poll(0);
    writer.poll(1);
  });
  auto told = crowd.told();
  told.done += writer.told().done;
  told.too_many += writer.told().too_many;
  return told;
}

/// Everybody is thrown out and comes back at once, again and again: as soon as all are there, or not any more soon.
Told storm(Flood const& flood) {
  Manner manner;
  manner.opening = [&flood](std::size_t number) { return handshake(flood, number); };
  Crowd crowd(flood.port, flood.addresses, std::move(manner));
  crowd.gather(flood.connections);
  std::uint64_t storms = 0;
  auto const begun = now_ns();
  std::int64_t slowest = 0, since = begun;
  run_for(flood, [&] {
    crowd.poll(50);
    if (crowd.told().greeted < (storms + 1) * flood.connections) return;
    slowest = std::max(slowest, now_ns() - since);
    ++storms;
    crowd.drop_all();
    since = now_ns();
  });
  if (storms == 0) slowest = now_ns() - since;
  std::cout << "storms=" << storms << " slowest_s=" << static_cast<double>(slowest) / 1e9 << ' ';
  return crowd.told();
}

std::string post(Flood const& flood, std::string const& path, std::string const& more, std::string const& body) {
  return head(flood, "POST " + path, more + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n") + body;
}

/// Wrong passwords for made-up people, as fast as they are refused.
Told logins(Flood const& flood) {
  std::mt19937_64 random(flood.seed);
  Manner manner;
  manner.opening = [&](std::size_t) {
    auto const body = R"({"email":"p)" + std::to_string(random() % 100'000) +
                      R"(@load-test.example","password":"not their password"})";
    return post(flood, "/api/v1/session", "Content-Type: application/json\r\n", body);
  };
  manner.again = manner.opening;
  return attack(flood, std::move(manner));
}

/// Searches of a few people, each on many connections, as fast as they are answered.
Told searches(Flood const& flood) {
  std::mt19937_64 random(flood.seed);
  Manner manner;
  manner.opening = [&](std::size_t number) {
    auto const words = "word" + std::to_string(random() % 1'000) + "+OR+word" + std::to_string(random() % 1'000);
    return head(flood, "GET /api/v1/search?q=" + words, "Cookie: " + cookie_of(flood, number) + "\r\n\r\n");
  };
  manner.again = manner.opening;
  return attack(flood, std::move(manner));
}

/// Files of a quarter of a mebibyte, as fast as they are taken.
Told uploads(Flood const& flood) {
  std::mt19937_64 random(flood.seed);
  std::string const bytes(256 * 1'024, 'u');
  Manner manner;
  manner.opening = [&](std::size_t number) {
    auto const name = std::to_string(random());  // Base64 of "flood.txt" beside it
    return post(flood, "/api/v1/organisations/" + flood.organisation + "/uploads",
                "Cookie: " + cookie_of(flood, number) + "\r\nOrigin: http://" + authority(flood) +
                    "\r\nTus-Resumable: 1.0.0\r\nUpload-Length: " + std::to_string(bytes.size() + name.size()) +
                    "\r\nUpload-Metadata: filename Zmxvb2QudHh0\r\nContent-Type: application/offset+octet-stream\r\n",
                bytes + name);
  };
  manner.again = manner.opening;
  return attack(flood, std::move(manner));
}

/// Commands on live connections, ten times as many as anybody may.
Told calls(Flood const& flood) {
  Manner manner;
  manner.opening = [&flood](std::size_t number) { return handshake(flood, number); };
  manner.drip = [&flood](std::size_t) { return post_frame(flood, "flood") + post_frame(flood, "flood"); };
  manner.drip_every_ns = second_ns / 20;
  return attack(flood, std::move(manner));
}

void print(std::string const& name, Told const& told) {
  std::cout << name << " connected=" << told.connected << " not_connected=" << told.not_connected
            << " closed=" << told.closed << " done=" << told.done << " not_theirs=" << told.not_theirs
            << " too_many=" << told.too_many << " unavailable=" << told.unavailable << " broken=" << told.broken
            << " no_retry_after=" << told.no_retry_after << " greeted=" << told.greeted
            << " closed_1008=" << told.closed_1008 << " closed_1013=" << told.closed_1013 << std::endl;
}

int main_of(int count, char** words) {
  std::map<std::string, Told (*)(Flood const&)> const attacks{
      {"slow-heads", slow_heads}, {"half-open", half_open}, {"never-reading", never_reading},
      {"storm", storm},           {"logins", logins},       {"searches", searches},
      {"uploads", uploads},       {"calls", calls}};
  CLI::App program{"Attacks on a Staffroom server"};
  Flood flood;
  std::string name, sessions;
  program.add_option("attack", name)->required()->check(CLI::IsMember(attacks));
  program.add_option("--port", flood.port)->required();
  program.add_option("--sessions", sessions, "Output of mint-sessions")->required();
  program.add_option("--connections", flood.connections)->required();
  program.add_option("--addresses", flood.addresses, "So many of them, of this machine");
  program.add_option("--seconds", flood.seconds);
  program.add_option("--people", flood.people);
  program.add_option("--organisation", flood.organisation);
  program.add_option("--seed", flood.seed);
  CLI11_PARSE(program, count, words);
  flood.minted = read_minted(sessions);
  print(name, attacks.at(name)(flood));
  return 0;
}

}  // namespace
}  // namespace staffroom::bench

int main(int count, char** words) {
  return staffroom::bench::run_main("flood", staffroom::bench::main_of, count, words);
}
