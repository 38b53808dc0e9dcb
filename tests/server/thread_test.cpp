// Hub, outbox and committer with everything at once on many threads: for ThreadSanitizer, and for the order of events.
#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "tests/support/test_client.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

/// The ordinals of the messages in a frame of events.
std::vector<int> ordinals_in(ServerJson const& frame) {
  std::vector<int> ordinals;
  for (auto const& event : frame.value("events", ServerJson::array())) {
    if (event.contains("put") && event.at("put").at("kind") == "message")
      ordinals.push_back(event.at("put").at("ordinal"));
  }
  return ordinals;
}

ServerJson post(TopicId topic, int call) {
  return {{"call", call}, {"command", "post_message"}, {"ids", {{"topic", topic.value}}}, {"body", {{"text", "x"}}}};
}

}  // namespace

TEST_CASE("posts from many threads reach every page once, in the one order, over all network threads") {
  TestServer server({.threads = 3});
  constexpr int posters = 4, posts_each = 100, listeners = 4;
  std::vector<std::string> tokens;
  for (int number = 0; number < posters + listeners; ++number) {
    tokens.push_back(server.token_of(number % 2 == 0 ? server.alice : server.bob));
  }
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int number = 0; number < listeners; ++number) {
    threads.emplace_back([&, number] {
      TestSocket socket(server.port(), tokens[static_cast<std::size_t>(number)]);
      socket.hello();
      int last = 0;
      while (last < posters * posts_each + 1) {
        auto frame = socket.next();
        if (!frame) break;
        for (int ordinal : ordinals_in(*frame)) {
          if (last != 0 && ordinal != last + 1) ++wrong;
          last = ordinal;
        }
      }
      if (last != posters * posts_each + 1) ++wrong;
    });
  }
  for (int number = 0; number < posters; ++number) {
    threads.emplace_back([&, number] {
      TestSocket socket(server.port(), tokens[static_cast<std::size_t>(listeners + number)]);
      socket.hello();
      for (int call = 1; call <= posts_each; ++call) {
        socket.send(post(server.topic, call));
        if (socket.next_with("answer").at("answer") != call) ++wrong;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(wrong == 0);
}

TEST_CASE("people come, go, gain and lose access while others post, and the server stops in the middle of it") {
  auto server = std::make_unique<TestServer>(TestServer::Options{.wheel_speed = 20, .threads = 3});
  std::vector<std::string> tokens;
  for (auto person : {server->alice, server->bob, server->carol, server->bob})
    tokens.push_back(server->token_of(person));
  auto const port = server->port();
  auto const topic = server->topic;
  auto const team = server->team;
  std::atomic<bool> stop{false};
  std::vector<std::thread> threads;
  for (auto const& token : tokens) {
    threads.emplace_back([&, token] {
      while (!stop) {
        try {
          TestSocket socket(port, token);
          socket.hello();
          socket.send({{"looking", {{"team", team.value}, {"topic", topic.value}}}});
          for (int call = 1; call < 20 && !stop; ++call) {
            socket.send(post(topic, call));
            socket.send({{"typing", {{"topic", topic.value}}}});
            socket.next(Patience{50});
          }
        } catch (std::exception const&) {
          // The server has stopped.
        }
      }
    });
  }
  for (int round = 0; round < 15; ++round) {
    AddTeamMember add{team, server->carol};
    auto joined = ServerJson::parse(server->does(std::move(add), server->alice).record);
    EndTeamMembership end{{joined.at("id").get<std::uint64_t>()}};
    server->does(std::move(end), server->alice);
  }
  server.reset();
  stop = true;
  for (auto& thread : threads) thread.join();
}
