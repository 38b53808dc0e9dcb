// People who do nothing wrong while others flood the hub: some write, read pages and search at a steady rate over
// connections that stay, some come anew for one page. Each line of standard input ends a stretch of time, and prints
// how long they waited in it; its end ends the program. Latencies count from when an action was due. With
// --seed-messages it writes so many messages first, for the searches to find, and ends.
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <deque>
#include <iostream>
#include <map>
#include <mutex>
#include <random>
#include <thread>

#include "tools/bench/run_main.hpp"
#include "tools/bench/sessions_file.hpp"
#include "tools/bench/swarm.hpp"

namespace staffroom::bench {
namespace {

struct Run {
  std::uint16_t port = 0;
  double rate = 120;  // actions a second
  std::size_t seed_messages = 0;
  std::uint64_t seed = 1;
  Minted minted;
};

constexpr std::size_t writers = 8, readers = 16;
constexpr std::int64_t newcomer_every_ms = 100;

enum class Action : std::uint8_t { post, page, search, newcomer };
constexpr std::array<char const*, 4> names{"posts", "pages", "searches", "newcomers"};

/// What was waited for in this stretch. Thread-safe.
class Waits {
 public:
  void add(Action action, std::int64_t ns) {
    std::lock_guard const lock(mutex_);
    waits_[static_cast<std::size_t>(action)].add(ns);
  }
  void add_error(std::string const& what) {
    std::lock_guard const lock(mutex_);
    if (errors_++ < 5) std::cerr << "bystanders: " << what << std::endl;
  }
  void tell(std::string const& stretch) {
    std::lock_guard const lock(mutex_);
    std::cout << stretch;
    for (std::size_t at = 0; at < names.size(); ++at) {
      std::cout << ' ' << names[at] << "_count=" << waits_[at].size() << ' ' << names[at]
                << "_p50=" << waits_[at].at(0.5) << ' ' << names[at] << "_p99=" << waits_[at].at(0.99) << ' '
                << names[at] << "_max=" << waits_[at].at(1);
      waits_[at] = {};
    }
    std::cout << " errors=" << errors_ << std::endl;
    errors_ = 0;
  }

 private:
  std::mutex mutex_;
  std::array<Latencies, 4> waits_;
  std::uint64_t errors_ = 0;
};

std::string get(Run const& run, std::string const& path, std::string const& cookie) {
  return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(run.port) + "\r\nCookie: " + cookie +
         "\r\n\r\n";
}

std::string page_path(Run const& run, std::size_t number) {
  return "/api/v1/topics/" + run.minted.own_topics[number % writers] + "/messages?limit=50";
}

class Bystanders {
 public:
  Bystanders(Run const& run, Waits& waits) : run_(run), waits_(waits), random_(run.seed), swarm_(run.port) {
    for (std::size_t number = 0; number < writers; ++number) {
      swarm_.open(Swarm::Speech::websocket, "/api/v1/live", cookie(number));
      swarm_.send_text(number, R"({"hello":{"incarnation":"","since":0}})");
    }
    for (std::size_t number = 0; number < readers; ++number) {
      idle_.push_back(swarm_.open(Swarm::Speech::http, "", ""));
    }
    for (std::size_t number = 0; number < readers; ++number) ask(Action::page, now_ns());
    while (greeted_ < writers || idle_.size() < readers) turn(100);
  }

  /// Does what is due.
  void act() {
    auto const now = now_ns();
    if (next_ == 0) next_ = now;
    for (; next_ <= now; next_ += static_cast<std::int64_t>(1e9 / run_.rate)) {
      auto const kind = random_() % 10;
      if (kind < 4) {
        post(next_);
      } else {
        due_.emplace_back(kind < 8 ? Action::page : Action::search, next_);
      }
    }
    for (; !due_.empty() && !idle_.empty(); due_.pop_front()) ask(due_.front().first, due_.front().second);
    turn(1);
  }

  void write_messages(std::size_t count) {
    for (std::size_t number = 0; number < count; ++number) {
      post(now_ns());
      while (posted_.size() >= 256) turn(10);
    }
    while (!posted_.empty()) turn(10);
  }

 private:
  std::string const& cookie(std::size_t number) const { return run_.minted.cookies[number]; }

  void post(std::int64_t due) {
    auto const number = call_ % writers;
    std::string text;
    for (int word = 0; word < 12; ++word) text += "word" + std::to_string(random_() % 1'000) + ' ';
    posted_[++call_] = due;
    swarm_.send_text(number, R"({"call":)" + std::to_string(call_) + R"(,"command":"post_message","ids":{"topic":)" +
                                 run_.minted.own_topics[number] + R"(},"body":{"text":")" + text + "\"}}");
  }

  void ask(Action action, std::int64_t due) {
    auto const connection = idle_.front();
    idle_.pop_front();
    asked_[connection] = {action, due};
    auto const person = random_() % writers;
    auto const path =
        action == Action::page ? page_path(run_, person) : "/api/v1/search?q=word" + std::to_string(random_() % 1'000);
    swarm_.send_raw(connection, get(run_, path, cookie(person)));
  }

  void turn(int timeout_ms) {
    swarm_.poll(timeout_ms, [this](std::size_t connection, std::string_view text) {
      connection < writers ? heard_frame(text) : heard_answer(connection, text);
    });
  }

  void heard_frame(std::string_view text) {
    if (text.starts_with("{\"hello\"") || text.starts_with("{\"resync\"")) ++greeted_;
    bool const refused = text.starts_with("{\"error\":");
    if (!refused && !text.starts_with("{\"answer\":")) return;
    if (refused) waits_.add_error(std::string(text));
    auto const found = posted_.find(std::strtoull(text.data() + (refused ? 9 : 10), nullptr, 10));
    if (found == posted_.end()) return waits_.add_error("an answer to nothing");
    if (!refused) waits_.add(Action::post, now_ns() - found->second);
    posted_.erase(found);
  }

  void heard_answer(std::size_t connection, std::string_view text) {
    auto const [action, due] = asked_[connection];
    if (text.starts_with("HTTP/1.1 200 ")) {
      waits_.add(action, now_ns() - due);
    } else {
      waits_.add_error(std::string(text.substr(0, 400)));
    }
    idle_.push_back(connection);
  }

  Run const& run_;
  Waits& waits_;
  std::mt19937_64 random_;
  Swarm swarm_;
  std::size_t greeted_ = 0;
  std::uint64_t call_ = 0;
  std::int64_t next_ = 0;
  std::deque<std::size_t> idle_;
  std::deque<std::pair<Action, std::int64_t>> due_;  // while all of the readers wait for an answer
  std::map<std::uint64_t, std::int64_t> posted_;
  std::map<std::size_t, std::pair<Action, std::int64_t>> asked_;
};

/// Somebody who opens a connection, reads one page and goes: again and again, from an address of their own.
void keep_coming(Run const& run, Waits& waits, std::stop_token const& is_over) {
  auto due = now_ns();
  for (std::size_t number = 0; !is_over.stop_requested(); ++number) {
    due += newcomer_every_ms * 1'000'000;
    while (now_ns() < due) std::this_thread::sleep_for(std::chrono::milliseconds{1});
    try {
      Swarm swarm(run.port);
      bool is_answered = false, is_right = false;
      auto const connection = swarm.open(Swarm::Speech::http, "", "");
      swarm.send_raw(connection, get(run, page_path(run, number), run.minted.cookies[number % writers]));
      while (!is_answered) {
        swarm.poll(1'000, [&](std::size_t, std::string_view text) {
          is_answered = true;
          is_right = text.starts_with("HTTP/1.1 200 ");
          if (!is_right) waits.add_error("to a newcomer: " + std::string(text.substr(0, 400)));
        });
      }
      if (is_right) waits.add(Action::newcomer, now_ns() - due);
    } catch (std::exception const& thrown) {
      waits.add_error(std::string("a newcomer: ") + thrown.what());
    }
    due = std::max(due, now_ns() - newcomer_every_ms * 1'000'000);
  }
}

/// Ends with standard input.
void live(Run const& run) {
  Waits waits;
  Bystanders bystanders(run, waits);
  std::jthread const newcomers([&](std::stop_token const& is_over) { keep_coming(run, waits, is_over); });
  std::string line;
  for (;;) {
    bystanders.act();
    pollfd input{STDIN_FILENO, POLLIN, 0};
    if (::poll(&input, 1, 0) == 0) continue;
    char byte = 0;
    if (::read(STDIN_FILENO, &byte, 1) != 1) return;
    if (byte != '\n') {
      line += byte;
      continue;
    }
    waits.tell(line);
    line.clear();
  }
}

int main_of(int count, char** words) {
  CLI::App program{"People who do nothing wrong"};
  Run run;
  std::string sessions;
  program.add_option("--port", run.port)->required();
  program.add_option("--sessions", sessions, "Output of mint-sessions with --own-topics of 8")->required();
  program.add_option("--rate", run.rate, "Actions a second");
  program.add_option("--seed", run.seed);
  program.add_option("--seed-messages", run.seed_messages);
  CLI11_PARSE(program, count, words);
  run.minted = read_minted(sessions);
  if (run.minted.own_topics.size() < writers) throw std::runtime_error("mint with --own-topics 8");
  if (run.seed_messages > 0) {
    Waits waits;
    Bystanders(run, waits).write_messages(run.seed_messages);
    waits.tell("written");
  } else {
    live(run);
  }
  return 0;
}

}  // namespace
}  // namespace staffroom::bench

int main(int count, char** words) {
  return staffroom::bench::run_main("bystanders", staffroom::bench::main_of, count, words);
}
