// kill -9 of the whole server while real clients write to it and listen. After each start every client comes back with
// its cursor and holds what a fresh fetch shows; what was acknowledged is there once, and so is what was sent again.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <sstream>
#include <thread>

#include "tests/crash/child_process.hpp"
#include "tests/crash/points.hpp"
#include "tests/support/scenario.hpp"
#include "tests/support/test_client.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr std::size_t clients_at_once = 8;
constexpr std::size_t cycles_per_folder = 10;

struct Minted {
  std::uint64_t topic = 0;
  std::vector<std::string> tokens;
};

Minted mint(std::filesystem::path const& folder) {
  crash::ChildProcess mint(
      {STAFFROOM_PROGRAM, "mint-sessions", "--data", folder.string(), "--count", std::to_string(clients_at_once)},
      crash::ChildProcess::Errors::dropped);
  Minted out;
  while (auto const line = mint.line()) {
    std::istringstream words(*line);
    std::string what, person, token;
    words >> what >> person >> token;
    if (what == "topic") out.topic = std::stoull(person);
    if (what == "session") out.tokens.push_back(token);
  }
  return out;
}

class Server {
 public:
  explicit Server(std::filesystem::path const& folder)
      : begun_(SteadyClock::now()),
        process_({STAFFROOM_PROGRAM, "serve", "--data", folder.string(), "--listen", "127.0.0.1:0", "--limits", "off",
                  "--threads", "2"},
                 crash::ChildProcess::Errors::dropped) {
    while (auto const line = process_.line()) {
      auto const at = line->rfind(':');
      if (!line->starts_with("Staffroom listens on") || at == std::string::npos) continue;
      port_ = static_cast<std::uint16_t>(std::stoul(line->substr(at + 1)));
      break;
    }
    REQUIRE_MESSAGE(port_ != 0, "the server does not start");
    started_in_ = std::chrono::duration<double, std::milli>(SteadyClock::now() - begun_).count();
  }
  std::uint16_t port() const { return port_; }
  double started_in_ms() const { return started_in_; }
  void kill() { process_.kill(); }

 private:
  SteadyClock::time_point begun_;
  crash::ChildProcess process_;
  std::uint16_t port_ = 0;
  double started_in_ = 0;
};

/// Somebody with a page open on the topic: what they hold, how far they came, what they sent and what of it was
/// acknowledged.
class Visitor {
 public:
  Visitor(std::string token, std::uint64_t topic, std::size_t number)
      : token_(std::move(token)),
        path_("/api/v1/topics/" + std::to_string(topic) + "/messages"),
        topic_(topic),
        number_(number) {}

  /// Comes back with its cursor. Empty, or what is wrong.
  std::string come_back(std::uint16_t port) {
    socket_ = std::make_unique<TestSocket>(port, token_);
    auto const greeting = socket_->hello(incarnation_, cursor_);
    if (greeting.contains("resync")) {
      auto const reason = greeting.at("resync").at("reason").get<std::string>();
      // Who missed more than thousands of events fetches everything afresh; nobody else.
      if (reason != (incarnation_.empty() ? "first" : "window")) return "it is sent to the beginning: " + reason;
      incarnation_ = greeting.at("resync").at("incarnation");
      cursor_ = greeting.at("resync").at("seq");
      held_ = fetched(port);
    } else {
      auto const until = greeting.at("hello").at("seq").get<std::uint64_t>();
      while (cursor_ < until) {
        auto const frame = socket_->next(Patience{5'000});
        if (!frame) break;
        take(*frame);
        // Nothing of theirs was missed: no frame comes.
        if (!frame->contains("events")) break;
      }
    }
    send_again(port);
    return {};
  }
  /// What it holds is what is there. Empty, or what is wrong.
  std::string compare(std::uint16_t port) {
    auto const fresh = fetched(port);
    for (auto const patience = SteadyClock::now() + std::chrono::seconds{5}; held_ != fresh;) {
      auto const frame = socket_->next(Patience{1'000});
      if (frame) take(*frame);
      if (!frame && SteadyClock::now() > patience) return differences(fresh);
    }
    std::map<std::string, int> times;
    for (auto const& [ordinal, text] : fresh) ++times[text];
    for (auto const& text : acknowledged_) {
      if (times[text] != 1) return text + " was acknowledged and is there " + std::to_string(times[text]) + " times";
    }
    for (auto const& [text, count] : times) {
      if (count > 1) return text + " is there " + std::to_string(count) + " times";
    }
    return {};
  }
  /// Posts and listens until the server is gone; by turns over the live connection and by HTTP.
  void work(std::uint16_t port) {
    try {
      TestClient client(port, token_);
      while (number_ % 2 == 0 ? post_live() : post_plain(client)) {
      }
    } catch (std::exception const&) {
    }
  }
  std::size_t acknowledged() const { return acknowledged_.size(); }

 private:
  using Held = std::map<std::uint64_t, std::string>;  // ordinal → text

  std::string next_text() {
    waiting_ = "person" + std::to_string(number_) + "-" + std::to_string(++sent_);
    return waiting_;
  }
  bool post_live() {
    auto const text = next_text();
    socket_->send({{"call", sent_},
                   {"command", "post_message"},
                   {"key", text},
                   {"ids", {{"topic", topic_}}},
                   {"body", {{"text", text}}}});
    while (auto const frame = socket_->next()) {
      take(*frame);
      if (frame->contains("error")) throw std::runtime_error(frame->dump());
      if (!frame->contains("answer")) continue;
      acknowledged_.insert(text);
      waiting_.clear();
      return true;
    }
    return false;
  }
  bool post_plain(TestClient& client) {
    auto const text = next_text();
    auto const answer = client.post(path_, {{"text", text}}, {{"Idempotency-Key", text}});
    if (answer.status != 201) return false;
    acknowledged_.insert(text);
    waiting_.clear();
    while (auto const frame = socket_->next(Patience{0})) take(*frame);
    return true;
  }
  /// Nobody knows whether it was done: with the same key it is done once.
  void send_again(std::uint16_t port) {
    if (waiting_.empty()) return;
    TestClient client(port, token_);
    auto const answer = client.post(path_, {{"text", waiting_}}, {{"Idempotency-Key", waiting_}});
    CHECK(answer.status == 201);
    acknowledged_.insert(waiting_);
    waiting_.clear();
  }
  void take(ServerJson const& frame) {
    if (!frame.contains("events")) return;
    for (auto const& event : frame.at("events")) {
      if (!event.contains("put") || event.at("put").value("kind", "") != "message") continue;
      auto const& message = event.at("put");
      if (message.at("topic") == topic_) held_[message.at("ordinal")] = message.at("text");
    }
    if (frame.contains("last")) cursor_ = frame.at("last");
  }
  Held fetched(std::uint16_t port) {
    Held out;
    TestClient client(port, token_);
    for (std::string cursor;;) {
      auto const page = client.get(path_ + "?limit=200" + (cursor.empty() ? "" : "&cursor=" + cursor)).json();
      for (auto const& item : page.at("items")) out[item.at("ordinal")] = item.at("text");
      if (page.at("next").is_null()) return out;
      cursor = page.at("next");
    }
  }
  std::string differences(Held const& fresh) const {
    std::string out = "holds " + std::to_string(held_.size()) + ", there are " + std::to_string(fresh.size()) + ":";
    for (auto const& [ordinal, text] : fresh) {
      if (!held_.contains(ordinal)) out += " misses " + text;
    }
    for (auto const& [ordinal, text] : held_) {
      if (!fresh.contains(ordinal)) out += " invents " + text;
    }
    return out.substr(0, 600);
  }

  std::string token_, path_;
  std::uint64_t topic_;
  std::size_t number_;
  std::unique_ptr<TestSocket> socket_;
  std::string incarnation_;
  std::uint64_t cursor_ = 0;
  Held held_;
  std::uint64_t sent_ = 0;
  std::string waiting_;  // sent, and no answer yet
  std::set<std::string> acknowledged_;
};

template <class Act>
void all_at_once(std::vector<std::unique_ptr<Visitor>>& visitors, Act act) {
  std::vector<std::thread> threads;
  for (auto& visitor : visitors) threads.emplace_back([&act, &visitor] { act(*visitor); });
  for (auto& thread : threads) thread.join();
}

/// A data folder that is killed several times.
class KilledFolder {
 public:
  KilledFolder() {
    auto const minted = mint(folder_.path() / "hub");
    REQUIRE(minted.tokens.size() == clients_at_once);
    for (auto const& token : minted.tokens) {
      visitors_.push_back(std::make_unique<Visitor>(token, minted.topic, visitors_.size()));
    }
  }
  /// Starts, looks, works, kills. Empty, or what is wrong.
  std::string cycle(std::chrono::milliseconds work, std::vector<double>& starts) {
    Server server(folder_.path() / "hub");
    starts.push_back(server.started_in_ms());
    std::vector<std::string> wrong;
    for (auto& visitor : visitors_) wrong.push_back(visitor->come_back(server.port()));
    for (auto& visitor : visitors_) wrong.push_back(visitor->compare(server.port()));
    std::thread killer([&] {
      std::this_thread::sleep_for(work);
      server.kill();
    });
    all_at_once(visitors_, [&](Visitor& visitor) { visitor.work(server.port()); });
    killer.join();
    std::erase(wrong, "");
    return wrong.empty() ? "" : wrong.front();
  }
  std::size_t acknowledged() const {
    std::size_t all = 0;
    for (auto const& visitor : visitors_) all += visitor->acknowledged();
    return all;
  }

 private:
  TempFolder folder_;
  std::vector<std::unique_ptr<Visitor>> visitors_;
};

}  // namespace

TEST_CASE(
    "kill: of the whole server under load; who comes back holds what is there, and all that was acknowledged is") {
  crash::Points points(3);
  std::vector<double> starts;
  std::size_t acknowledged = 0;
  std::unique_ptr<KilledFolder> folder;
  points.each([&](std::uint64_t seed) {
    std::mt19937_64 random(seed);
    if (points.done() % cycles_per_folder == 0) {
      if (folder) acknowledged += folder->acknowledged();
      folder = std::make_unique<KilledFolder>();
    }
    return folder->cycle(std::chrono::milliseconds{20 + random() % 250}, starts);
  });
  if (folder) {
    auto const wrong = folder->cycle(std::chrono::milliseconds{1}, starts);
    REQUIRE_MESSAGE(wrong.empty(), "after the last kill: " << wrong);
    acknowledged += folder->acknowledged();
  }
  CHECK(acknowledged > points.done());
  std::sort(starts.begin(), starts.end());
  points.tell("- kills of the server");
  crash::Points::figure(acknowledged, "posts acknowledged");
  crash::Points::figure(static_cast<std::uint64_t>(starts[starts.size() / 2]), "=ms start after a kill (half)");
  crash::Points::figure(static_cast<std::uint64_t>(starts.back()), "=ms start after a kill (slowest)");
  points.remember();
}
