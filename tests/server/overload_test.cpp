// Who makes room when there is not enough of it: queues of the pools, connections of strangers, calls beyond a person's
// share. The floods themselves are those of tools/campaigns/overload.
#include <doctest/doctest.h>

#include <future>
#include <memory>
#include <thread>

#include "server/net/door.hpp"
#include "server/pool.hpp"
#include "tests/support/test_client.hpp"

using namespace staffroom;
using namespace staffroom::tests;
using net::Door;
using net::Stranger;

namespace {

/// A task that runs until it is let go.
struct Gate {
  std::promise<void> arrived, open;
  std::function<void()> task() {
    return [this, wait = open.get_future().share()] {
      arrived.set_value();
      wait.wait();
    };
  }
  void wait_until_running() { arrived.get_future().wait(); }
};

/// What ran, in its order.
struct Diary {
  std::mutex mutex;
  std::vector<std::uint64_t> askers;
  std::function<void()> entry(std::uint64_t asker) {
    return [this, asker] {
      std::lock_guard const lock(mutex);
      askers.push_back(asker);
    };
  }
};

/// Strangers at a door, and which of them gave way.
struct Queue {
  explicit Queue(net::DoorSettings settings) : door(std::move(settings)) {}
  bool come(std::string const& address, std::size_t connections = 0) {
    auto const number = strangers.size();
    strangers.push_back(std::make_unique<Stranger>([this, number] { gave_way.push_back(number); }));
    return door.let_in(*strangers.back(), address, connections);
  }
  Door door;
  std::vector<std::unique_ptr<Stranger>> strangers;
  std::vector<std::size_t> gave_way;
};

using Gone = std::vector<std::size_t>;

}  // namespace

TEST_CASE("overload: whoever asks for much waits behind themselves, others come next") {
  Diary diary;
  Gate gate;
  {
    WorkerPool pool("test", 1, {1'000, 1'000});
    REQUIRE(pool.run_for(1, gate.task()) == Taken::yes);
    gate.wait_until_running();
    for (int number = 0; number < 50; ++number) REQUIRE(pool.run_for(1, diary.entry(1)) == Taken::yes);
    REQUIRE(pool.run_for(2, diary.entry(2)) == Taken::yes);
    REQUIRE(pool.run(diary.entry(0)));
    gate.open.set_value();
  }
  REQUIRE(diary.askers.size() == 52);
  auto const first_two = std::vector(diary.askers.begin(), diary.askers.begin() + 2);
  CHECK(first_two == std::vector<std::uint64_t>{0, 2});
}

TEST_CASE("overload: an asker's queue is bounded, and so are all together") {
  Gate gate;
  WorkerPool pool("test", 1, {5, 3});
  REQUIRE(pool.run_for(1, gate.task()) == Taken::yes);
  gate.wait_until_running();
  for (int number = 0; number < 3; ++number) CHECK(pool.run_for(1, [] {}) == Taken::yes);
  CHECK(pool.run_for(1, [] {}) == Taken::enough_of_asker);
  CHECK(pool.run_for(2, [] {}) == Taken::yes);
  CHECK(pool.run([] {}));
  CHECK(pool.waiting() == 5);
  CHECK(pool.run_for(3, [] {}) == Taken::full);
  CHECK_FALSE(pool.run([] {}));
  gate.open.set_value();
  pool.stop();
  CHECK(pool.waiting() == 0);
  CHECK(pool.run_for(2, [] {}) == Taken::full);
}

TEST_CASE("overload: nobody has all threads of a pool, and what was taken is finished") {
  Diary diary;
  Gate gate;
  WorkerPool pool("test", 2, {100, 100});
  REQUIRE(pool.run_for(1, gate.task()) == Taken::yes);
  gate.wait_until_running();
  for (int number = 0; number < 20; ++number) REQUIRE(pool.run_for(1, diary.entry(1)) == Taken::yes);
  std::promise<void> other;
  REQUIRE(pool.run_for(2, [&] { other.set_value(); }) == Taken::yes);
  CHECK(other.get_future().wait_for(enough) == std::future_status::ready);
  {
    std::lock_guard const lock(diary.mutex);
    CHECK(diary.askers.empty());  // one of the first asker's is running all the while
  }
  gate.open.set_value();
  pool.stop();
  CHECK(diary.askers.size() == 20);
}

TEST_CASE("overload: of an address that is full, whoever has waited longest gives way; who is known never does") {
  Queue queue({.strangers_of_address_max = 3});
  for (int number = 0; number < 3; ++number) CHECK(queue.come("192.0.2.1"));
  CHECK(queue.come("192.0.2.2"));
  CHECK(queue.gave_way.empty());
  CHECK(queue.come("192.0.2.1"));
  CHECK(queue.gave_way == Gone{0});
  queue.strangers[1]->is_known();  // it makes room by itself
  CHECK(queue.come("192.0.2.1"));
  CHECK(queue.gave_way == Gone{0});
  queue.strangers[2]->is_served();
  CHECK(queue.come("192.0.2.1"));
  CHECK(queue.gave_way == Gone{0, 4});
  queue.strangers[2]->waits();  // for its next request, behind the others
  CHECK(queue.come("192.0.2.1"));
  CHECK(queue.gave_way == Gone{0, 4, 5});
  CHECK(queue.door.sent_away() == 3);
  CHECK(queue.door.strangers() == 4);
}

TEST_CASE("overload: where all are being served there is no room; when the hub is full the longest waiting gives way") {
  Queue queue({.connections_max = 10, .strangers_of_address_max = 2});
  CHECK(queue.come("192.0.2.1"));
  CHECK(queue.come("192.0.2.1"));
  for (auto& stranger : queue.strangers) stranger->is_served();
  CHECK_FALSE(queue.come("192.0.2.1"));
  CHECK(queue.come("192.0.2.2", 9));
  CHECK(queue.come("192.0.2.3", 10));
  CHECK(queue.gave_way == Gone{3});
  CHECK(queue.come("192.0.2.1", 10) == false);
  queue.strangers[4]->is_known();
  CHECK_FALSE(queue.come("192.0.2.4", 10));
  CHECK(queue.gave_way == Gone{3});
}

TEST_CASE("overload: behind a trusted proxy are many, and an IPv6 network of 64 bits is one") {
  Queue queue({.strangers_of_address_max = 1, .arrivals_of_address_burst = 2, .proxies = {"192.0.2.9"}});
  for (int number = 0; number < 5; ++number) {
    CHECK(queue.door.may_arrive("192.0.2.9"));
    CHECK(queue.come("192.0.2.9"));
  }
  CHECK(queue.gave_way.empty());
  CHECK(queue.come("2001:db8:1:2::3"));
  CHECK(queue.come("2001:db8:1:3::3"));
  CHECK(queue.gave_way.empty());
  CHECK(queue.come("2001:db8:1:2:ffff::4"));
  CHECK(queue.gave_way.size() == 1);
  CHECK(net::address_key("::ffff:192.0.2.1") == net::address_key("192.0.2.1"));
  CHECK(net::address_key("192.0.2.1") != net::address_key("192.0.2.2"));
}

TEST_CASE("overload: arrivals are counted against those who never say who they are") {
  Queue queue({.arrivals_of_address_burst = 2});
  for (int number = 0; number < 20; ++number) {
    REQUIRE(queue.door.may_arrive("192.0.2.1"));
    REQUIRE(queue.come("192.0.2.1"));
    queue.strangers.back()->is_known();
  }
  CHECK(queue.door.may_arrive("192.0.2.1"));
  CHECK(queue.door.may_arrive("192.0.2.1"));
  CHECK_FALSE(queue.door.may_arrive("192.0.2.1"));
  CHECK(queue.door.may_arrive("192.0.2.2"));
  CHECK(queue.door.sent_away() == 1);
}

TEST_CASE("overload: thousands of slow heads from one address cost others nothing, and are told when to come again") {
  TestServer server({.limits_off = false});
  TestClient early(server.port(), server.token_of(server.bob));
  CHECK(early.get("/api/v1/teams").status == 200);
  std::vector<std::unique_ptr<Wire>> slow;
  for (int number = 0; number < 3'000; ++number) {
    slow.push_back(std::make_unique<Wire>(server.port()));
    slow.back()->send("GET /healthz HTT");
  }
  CHECK(early.get("/api/v1/teams").status == 200);
  constexpr std::size_t strangers_max = 1'024;
  auto const sent_away = [&early] {
    std::string const name = "\nstaffroom_connections_sent_away_total ";
    auto const page = early.get("/metrics").body;
    auto const at = page.find(name);
    return at == page.npos ? 0 : std::stoull(page.substr(at + name.size()));
  };
  auto const until = std::chrono::steady_clock::now() + enough;
  while (sent_away() < slow.size() - strangers_max && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
  CHECK(sent_away() >= slow.size() - strangers_max);
  std::size_t told = 0;
  for (auto& wire : slow) {
    auto const answer = wire->receive(Patience{2});
    told += answer && answer->starts_with("HTTP/1.1 503 ") && answer->find("Retry-After: ") != answer->npos ? 1 : 0;
  }
  CHECK(told >= slow.size() - strangers_max);
  CHECK(early.get("/api/v1/teams").status == 200);
}

TEST_CASE("overload: calls beyond a person's share are refused and counted, and the connection lives on") {
  TestServer server({.limits_off = false});
  TestSocket socket(server.port(), server.token_of(server.bob));
  socket.hello();
  // As many as a connection may say at once, on several of them: more than one person may change.
  std::vector<std::unique_ptr<TestSocket>> sockets;
  int refused = 0;
  for (int number = 0; number < 8; ++number) {
    sockets.push_back(std::make_unique<TestSocket>(server.port(), server.token_of(server.bob)));
    sockets.back()->hello();
    for (int call = 0; call < 60; ++call) {
      sockets.back()->send({{"call", call},
                            {"command", "post_message"},
                            {"ids", {{"topic", server.topic.value}}},
                            {"body", {{"text", "x"}}}});
    }
    for (int answers = 0; answers < 60;) {
      auto const frame = sockets.back()->next();
      REQUIRE(frame);
      if (frame->contains("answer") || frame->contains("error")) ++answers;
      if (frame->contains("error")) {
        CHECK(frame->at("status") == 429);
        ++refused;
      }
    }
  }
  CHECK(refused > 50);
  CHECK(server.app().metrics().refused_too_many.load() == static_cast<std::uint64_t>(refused));
  CHECK(server.app().metrics().sockets_too_much.load() == 0);
  for (int number = 0; number < 400; ++number) socket.send({{"looking", {{"team", 0}}}});
  CHECK(socket.close_code() == 1008);
  CHECK(server.app().metrics().sockets_too_much.load() == 1);
}

TEST_CASE("overload: who asks too often is heard again a little later, and others at once") {
  TestServer server({.limits_off = false});
  TestClient eager(server.port(), "no session"), other(server.port(), server.token_of(server.bob));
  int status = 401;
  for (int number = 0; number < 400 && status == 401; ++number) status = eager.get("/api/v1/teams").status;
  REQUIRE(status == 429);
  auto const began = std::chrono::steady_clock::now();
  eager.wire().send("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port()) + "\r\n\r\n");
  CHECK(other.get("/api/v1/teams").status == 200);
  auto const answer = eager.read_answer();
  REQUIRE(answer);
  CHECK(answer->status == 200);
  CHECK(std::chrono::steady_clock::now() - began >= std::chrono::milliseconds{150});
}
