// The load generator. Speaks to a running server with the sessions that `staffroom mint-sessions` has printed, and
// prints one line of figures per run: deliveries per second of server CPU, latencies, acknowledged posts, memory,
// pages.
#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>
#include <map>

#include "tools/bench/run_main.hpp"
#include "tools/bench/sessions_file.hpp"
#include "tools/bench/swarm.hpp"

namespace staffroom::bench {
namespace {

struct Run {
  std::uint16_t port = 0;
  int pid = 0;
  double seconds = 5;
  std::size_t sockets = 1'000;
  std::size_t together = 1;
  std::size_t payload = 128;
  double rate = 70;
  std::string path;   // of the page that is asked for; empty: 50 messages of the topic
  bool nats = false;  // the baseline speaks as nats-server does
  Swarm::Wire wire = Swarm::Wire::plain;
  Minted minted;
};

/// The number after `name` near the end of a frame, such as "last":4711.
std::uint64_t number_after(std::string_view text, std::string_view name, std::size_t within) {
  auto from = text.size() > within ? text.size() - within : 0;
  auto at = text.find(name, from);
  return at == std::string_view::npos ? 0 : std::strtoull(text.data() + at + name.size(), nullptr, 10);
}

std::string post_call(std::uint64_t call, std::string const& topic, std::string const& text) {
  return R"({"call":)" + std::to_string(call) + R"(,"command":"post_message","ids":{"topic":)" + topic +
         R"(},"body":{"text":")" + text + "\"}}";
}

/// Opens the sockets and says hello on each; the cursor of each is its seq.
void join(Swarm& swarm, Run const& run, std::size_t count) {
  std::size_t greeted = 0;
  auto heard = [&](std::size_t number, std::string_view text) {
    auto seq = number_after(text, "\"seq\":", text.size());
    swarm[number].seq = seq;
    ++greeted;
  };
  for (std::size_t number = 0; number < count; ++number) {
    auto const& cookie = run.minted.cookies[number % run.minted.cookies.size()];
    auto connection = swarm.open(Swarm::Speech::websocket, "/api/v1/live", cookie);
    swarm.send_text(connection, R"({"hello":{"incarnation":"","since":0}})");
    while (greeted + 200 < number) swarm.poll(100, heard);
  }
  while (greeted < count) swarm.poll(1'000, heard);
}

void print(std::string const& name, std::vector<std::pair<std::string, double>> const& figures) {
  std::cout << name;
  for (auto const& [what, value] : figures) std::cout << ' ' << what << '=' << value;
  std::cout << std::endl;
}

/// One publisher; `together` posts leave it at once, the next ones when everybody has heard all of them.
void fan_out(Run const& run) {
  Swarm swarm(run.port, run.wire);
  join(swarm, run, run.sockets);
  std::string const text(run.payload, 'x');
  std::uint64_t deliveries = 0, frames = 0, call = 0, answered = 0, rounds = 0, target = swarm[0].seq;
  std::size_t behind = 0;
  Latencies latencies;
  std::int64_t sent = 0;
  auto heard = [&](std::size_t number, std::string_view frame) {
    if (frame.starts_with("{\"answer\"")) ++answered;  // a publisher's event may come before its answer
    auto last = number_after(frame, "\"last\":", 40);
    if (last <= swarm[number].seq) return;
    ++frames;
    bool was_behind = swarm[number].seq < target;
    deliveries += last - swarm[number].seq;
    swarm[number].seq = last;
    if (!was_behind || last < target) return;
    if (number % 16 == 0) latencies.add(now_ns() - sent);
    --behind;
  };
  auto one_round = [&] {
    target += run.together;
    behind = swarm.size();
    sent = now_ns();
    std::vector<std::string> posts;
    for (std::size_t post = 0; post < run.together; ++post) posts.push_back(post_call(++call, run.minted.topic, text));
    swarm.send_texts(0, posts);
    while (behind > 0 || answered < call) swarm.poll(1'000, heard);
    ++rounds;
  };
  for (int warm_up = 0; warm_up < 20; ++warm_up) one_round();
  deliveries = frames = rounds = 0;
  auto bytes = swarm.bytes_read();
  latencies = {};
  auto cpu = cpu_seconds_of(run.pid);
  auto start = now_ns();
  while (static_cast<double>(now_ns() - start) < run.seconds * 1e9) one_round();
  cpu = cpu_seconds_of(run.pid) - cpu;
  auto seconds = static_cast<double>(now_ns() - start) / 1e9;
  auto count = static_cast<double>(deliveries);
  print("fan_out", {{"sockets", static_cast<double>(run.sockets)},
                    {"together", static_cast<double>(run.together)},
                    {"per_cpu_second", count / cpu},
                    {"per_second", count / seconds},
                    {"frames_per_round", static_cast<double>(frames) / static_cast<double>(rounds * run.sockets)},
                    {"bytes_per_delivery", static_cast<double>(swarm.bytes_read() - bytes) / count},
                    {"p50_ms", latencies.at(0.5)},
                    {"p99_ms", latencies.at(0.99)},
                    {"max_ms", latencies.at(1)}});
}

/// Posts at a steady rate whether or not the last one has arrived everywhere.
void at_rate(Run const& run) {
  Swarm swarm(run.port, run.wire);
  join(swarm, run, run.sockets);
  std::map<std::uint64_t, std::int64_t> sent;  // by seq
  std::uint64_t next = swarm[0].seq;
  Latencies latencies;
  std::uint64_t deliveries = 0;
  auto heard = [&](std::size_t number, std::string_view frame) {
    auto last = number_after(frame, "\"last\":", 40);
    for (auto seq = swarm[number].seq + 1; seq <= last; ++seq) {
      ++deliveries;
      auto found = sent.find(seq);
      if (found != sent.end()) latencies.add(now_ns() - found->second);
    }
    swarm[number].seq = std::max(swarm[number].seq, last);
  };
  std::string const text(run.payload, 'x');
  auto cpu = cpu_seconds_of(run.pid);
  auto start = now_ns();
  std::uint64_t posts = 0;
  while (static_cast<double>(now_ns() - start) < run.seconds * 1e9) {
    auto due = start + static_cast<std::int64_t>(static_cast<double>(posts) * 1e9 / run.rate);
    if (now_ns() >= due) {
      sent[++next] = due;  // the wait behind a late post counts
      swarm.send_text(0, post_call(++posts, run.minted.topic, text));
    }
    swarm.poll(now_ns() < due ? 1 : 0, heard);
  }
  auto stop = now_ns() + 2'000'000'000;
  while (deliveries < posts * run.sockets && now_ns() < stop) swarm.poll(100, heard);
  cpu = cpu_seconds_of(run.pid) - cpu;
  print("rate", {{"sockets", static_cast<double>(run.sockets)},
                 {"posts_per_second", run.rate},
                 {"per_cpu_second", static_cast<double>(deliveries) / cpu},
                 {"p50_ms", latencies.at(0.5)},
                 {"p99_ms", latencies.at(0.99)},
                 {"max_ms", latencies.at(1)}});
}

/// Each publisher posts into a topic of its own as soon as its last post is acknowledged.
void post_closed_loop(Run const& run) {
  auto const& topics = run.minted.own_topics;
  if (run.sockets > topics.size()) throw std::runtime_error("mint with --own-topics for as many publishers");
  Swarm swarm(run.port, run.wire);
  join(swarm, run, run.sockets);
  std::string const text(run.payload, 'x');
  std::uint64_t acknowledged = 0, call = 0, refused = 0;
  bool running = true;
  Latencies latencies;
  auto post = [&](std::size_t number) { swarm.send_text(number, post_call(++call, topics[number], text)); };
  auto heard = [&](std::size_t number, std::string_view frame) {
    if (frame.starts_with("{\"error\"")) ++refused;
    if (!frame.starts_with("{\"answer\"")) return;
    ++acknowledged;
    latencies.add(now_ns() - swarm[number].sent_ns);
    if (running) post(number);
  };
  for (std::size_t number = 0; number < run.sockets; ++number) post(number);
  auto warm = now_ns();
  while (now_ns() - warm < 500'000'000) swarm.poll(100, heard);
  acknowledged = 0;
  latencies = {};
  auto cpu = cpu_seconds_of(run.pid);
  auto start = now_ns();
  while (static_cast<double>(now_ns() - start) < run.seconds * 1e9) swarm.poll(100, heard);
  running = false;
  cpu = cpu_seconds_of(run.pid) - cpu;
  auto seconds = static_cast<double>(now_ns() - start) / 1e9;
  if (refused > 0) throw std::runtime_error("posts were refused");
  print("posts", {{"publishers", static_cast<double>(run.sockets)},
                  {"per_second", static_cast<double>(acknowledged) / seconds},
                  {"per_cpu_second", static_cast<double>(acknowledged) / cpu},
                  {"p50_ms", latencies.at(0.5)},
                  {"p99_ms", latencies.at(0.99)},
                  {"max_ms", latencies.at(1)}});
}

void idle_memory(Run const& run) {
  auto before = memory_of(run.pid);
  Swarm swarm(run.port, run.wire);
  join(swarm, run, run.sockets);
  auto until = now_ns() + 3'000'000'000;
  while (now_ns() < until) swarm.poll(100, [](std::size_t, std::string_view) {});
  auto after = memory_of(run.pid);
  print("memory",
        {{"sockets", static_cast<double>(run.sockets)},
         {"kib_per_connection", static_cast<double>(after - before) / 1'024 / static_cast<double>(run.sockets)}});
}

/// Pages of 50 messages over keep-alive connections: closed loop, or at a rate when one is given.
void pages(Run const& run, bool closed) {
  Swarm swarm(run.port, run.wire);
  auto const path = run.path.empty() ? "/api/v1/topics/" + run.minted.topic + "/messages?limit=50" : run.path;
  std::string const request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(run.port) +
                              "\r\nCookie: " + run.minted.cookies.front() + "\r\n\r\n";
  std::uint64_t answered = 0;
  Latencies latencies;
  std::vector<std::size_t> idle;
  auto ask = [&](std::size_t number, std::int64_t since) {
    swarm[number].sent_ns = since;
    swarm.send_raw(number, request);
  };
  auto heard = [&](std::size_t number, std::string_view answer) {
    if (!answer.starts_with("HTTP/1.1 200")) throw std::runtime_error(std::string(answer.substr(0, 200)));
    ++answered;
    latencies.add(now_ns() - swarm[number].sent_ns);
    if (closed) {
      ask(number, now_ns());
    } else {
      idle.push_back(number);
    }
  };
  for (std::size_t number = 0; number < run.sockets; ++number) {
    swarm.open(Swarm::Speech::http, "", "");
    if (closed) {
      ask(number, now_ns());
    } else {
      idle.push_back(number);
    }
  }
  auto cpu = cpu_seconds_of(run.pid);
  auto start = now_ns();
  std::uint64_t asked = 0;
  while (static_cast<double>(now_ns() - start) < run.seconds * 1e9) {
    auto due = start + static_cast<std::int64_t>(static_cast<double>(asked) * 1e9 / run.rate);
    if (!closed && now_ns() >= due && !idle.empty()) {
      ask(idle.back(), due);
      idle.pop_back();
      ++asked;
    }
    swarm.poll(closed ? 100 : 0, heard);
  }
  cpu = cpu_seconds_of(run.pid) - cpu;
  auto seconds = static_cast<double>(now_ns() - start) / 1e9;
  print(closed ? "pages" : "pages_at_rate", {{"connections", static_cast<double>(run.sockets)},
                                             {"per_second", static_cast<double>(answered) / seconds},
                                             {"per_cpu_second", static_cast<double>(answered) / cpu},
                                             {"p50_ms", latencies.at(0.5)},
                                             {"p99_ms", latencies.at(0.99)}});
}

/// Subscribes all but the last socket: "SUB" for bench/fanout_baseline and bench/ws_peer.mjs, or in the protocol of
/// nats-server, whose first pings have passed when this returns.
void subscribe(Swarm& swarm, Run const& run) {
  constexpr auto nats_greeting = "CONNECT {\"verbose\":false,\"pedantic\":false,\"protocol\":0}\r\n";
  for (std::size_t number = 0; number <= run.sockets; ++number) {
    swarm.open(Swarm::Speech::websocket, "/", "none=1");
    if (run.nats) swarm.send_text(number, nats_greeting);
    if (number < run.sockets) swarm.send_text(number, run.nats ? "SUB x 1\r\n" : "SUB");
  }
  auto until = now_ns() + (run.nats ? 4'000'000'000 : 0);
  while (now_ns() < until) {
    swarm.poll(100, [&](std::size_t number, std::string_view text) {
      if (text.starts_with("PING")) swarm.send_text(number, "PONG\r\n");
    });
  }
}

/// The same rounds against a server that only passes texts on; a bench/fanout_baseline's group must be `together`.
void baseline(Run const& run) {
  Swarm swarm(run.port, run.wire);
  subscribe(swarm, run);
  std::string const text(run.payload, 'x'), size = std::to_string(run.payload);
  std::string const post = run.nats ? "PUB x " + size + "\r\n" + text + "\r\n" : text;
  auto const delivery = run.nats ? ("MSG x 1 " + size + "\r\n" + text + "\r\n").size() : text.size();
  std::uint64_t bytes = 0;
  Latencies latencies;
  std::int64_t sent = 0;
  auto heard = [&](std::size_t number, std::string_view frame) {
    bytes += frame.size();
    if (number % 16 == 0) latencies.add(now_ns() - sent);
  };
  std::uint64_t wanted = 0;
  std::vector<std::string> const posts(run.together, post);
  auto one_round = [&] {
    wanted += run.together * run.sockets * delivery;
    sent = now_ns();
    swarm.send_texts(run.sockets, posts);
    while (bytes < wanted) swarm.poll(1'000, heard);
  };
  for (int warm_up = 0; warm_up < 20; ++warm_up) one_round();
  if (bytes != wanted) throw std::runtime_error("the server sent other texts than it was given");
  bytes = wanted = 0;
  auto cpu = cpu_seconds_of(run.pid);
  auto start = now_ns();
  while (static_cast<double>(now_ns() - start) < run.seconds * 1e9) one_round();
  cpu = cpu_seconds_of(run.pid) - cpu;
  print("baseline", {{"sockets", static_cast<double>(run.sockets)},
                     {"together", static_cast<double>(run.together)},
                     {"payload", static_cast<double>(run.payload)},
                     {"per_cpu_second", static_cast<double>(bytes / delivery) / cpu},
                     {"p50_ms", latencies.at(0.5)},
                     {"p99_ms", latencies.at(0.99)}});
}

int main_of(int count, char** words) {
  CLI::App program{"Load test of a Staffroom server"};
  Run run;
  std::string mode, sessions;
  program.add_option("mode", mode)
      ->required()
      ->check(CLI::IsMember({"fan-out", "rate", "posts", "memory", "pages", "pages-at-rate", "baseline"}));
  program.add_option("--port", run.port)->required();
  program.add_option("--pid", run.pid, "Process of the server")->required();
  program.add_option("--sessions", sessions, "Output of mint-sessions");
  program.add_option("--seconds", run.seconds);
  program.add_option("--sockets", run.sockets);
  program.add_option("--together", run.together, "Posts that leave at once, at most 64");
  program.add_option("--payload", run.payload, "Bytes of a message's text");
  program.add_option("--rate", run.rate, "Posts or pages per second");
  program.add_option("--path", run.path, "What pages are asked for; default: 50 messages");
  program.add_flag("--nats", run.nats, "The baseline is a nats-server");
  program.add_flag_callback("--tls", [&run] { run.wire = Swarm::Wire::tls; }, "The server has a certificate");
  CLI11_PARSE(program, count, words);
  if (mode != "baseline")
    run.minted = read_minted(sessions, run.wire == Swarm::Wire::tls ? "__Host-staffroom" : "staffroom");
  if (mode == "fan-out") fan_out(run);
  if (mode == "rate") at_rate(run);
  if (mode == "posts") post_closed_loop(run);
  if (mode == "memory") idle_memory(run);
  if (mode == "pages") pages(run, true);
  if (mode == "pages-at-rate") pages(run, false);
  if (mode == "baseline") baseline(run);
  return 0;
}

}  // namespace
}  // namespace staffroom::bench

int main(int count, char** words) {
  return staffroom::bench::run_main("load_test", staffroom::bench::main_of, count, words);
}
