// The live connection: events, resuming, loss of access, slow readers, presence and typing.
#include <doctest/doctest.h>

#include <set>

#include "protocol/limits.hpp"
#include "tests/support/test_client.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

/// The texts of the messages in a frame of events.
std::vector<std::string> texts_in(ServerJson const& frame) {
  std::vector<std::string> texts;
  for (auto const& event : frame.value("events", ServerJson::array())) {
    if (event.contains("put") && event.at("put").at("kind") == "message") texts.push_back(event.at("put").at("text"));
  }
  return texts;
}

ServerJson message(TestServer& server, int call, std::string const& text, std::string const& key = {}) {
  ServerJson frame{{"call", call},
                   {"command", "post_message"},
                   {"ids", {{"topic", server.topic.value}}},
                   {"body", {{"text", text}}}};
  if (!key.empty()) frame["key"] = key;
  return frame;
}

std::uint64_t cursor_of(ServerJson const& greeting) {
  return greeting.contains("hello") ? greeting.at("hello").at("seq") : greeting.at("resync").at("seq");
}

}  // namespace

TEST_CASE("what one posts the other sees, and the answer comes to the sender") {
  TestServer server;
  TestSocket alice(server.port(), server.token_of(server.alice)), bob(server.port(), server.token_of(server.bob));
  alice.hello();
  CHECK(bob.hello().at("resync").at("reason") == "first");
  alice.send(message(server, 3, "Happy to host."));
  auto event = bob.next_with("events");
  CHECK(texts_in(event) == std::vector<std::string>{"Happy to host."});
  CHECK(event.at("last") == server.store().seq());
  CHECK(event.contains("names"));
  auto answer = alice.next_with("answer");
  CHECK(answer.at("answer") == 3);
  CHECK(answer.at("status") == 201);
  CHECK(answer.at("record").at("text") == "Happy to host.");
}

TEST_CASE("who does not belong to the team hears nothing of it") {
  TestServer server;
  TestSocket carol(server.port(), server.token_of(server.carol));
  carol.hello();
  server.post(server.bob, "Among us.");
  CHECK_FALSE(carol.next(Patience{300}).has_value());
}

TEST_CASE("a client resumes by its cursor with what it missed, once and in order") {
  TestServer server;
  auto const token = server.token_of(server.bob);
  std::uint64_t cursor = 0;
  {
    TestSocket first(server.port(), token);
    cursor = cursor_of(first.hello());
  }
  server.post(server.alice, "one");
  server.post(server.alice, "two");
  TestSocket again(server.port(), token);
  auto greeting = again.hello(server.store().incarnation(), cursor);
  REQUIRE(greeting.contains("hello"));
  server.post(server.alice, "three");
  std::vector<std::string> heard;
  std::uint64_t last = 0;
  while (heard.size() < 3) {
    auto frame = again.next_with("events");
    for (auto& text : texts_in(frame)) heard.push_back(text);
    if (frame.contains("last")) {
      CHECK(frame.at("last").get<std::uint64_t>() >= last);
      last = frame.at("last");
    }
  }
  CHECK(heard == std::vector<std::string>{"one", "two", "three"});
}

TEST_CASE("resuming under load loses nothing and repeats nothing out of order") {
  TestServer server({.threads = 2});
  auto const token = server.token_of(server.bob);
  std::uint64_t cursor = server.store().seq();
  std::atomic<bool> stop{false};
  std::thread poster([&] {
    for (int number = 1; number <= 300 && !stop; ++number) server.post(server.alice, std::to_string(number));
  });
  std::set<int> heard;
  for (int round = 0; round < 40 && !heard.contains(300); ++round) {
    TestSocket bob(server.port(), token);
    auto greeting = bob.hello(server.store().incarnation(), cursor);
    REQUIRE(greeting.contains("hello"));
    int frames = round < 30 ? 4 : 1'000;
    while (frames-- > 0 && !heard.contains(300)) {
      auto frame = bob.next(Patience{2'000});
      if (!frame) break;
      if (!frame->contains("events")) continue;
      for (auto const& text : texts_in(*frame)) heard.insert(std::stoi(text));
      // The cursor moves only when everything before it has been heard.
      if (frame->contains("last")) cursor = frame->at("last");
    }
  }
  stop = true;
  poster.join();
  CHECK(heard.size() == 300);
}

TEST_CASE("21 a session that ends while it is connected is closed with 4401") {
  TestServer server;
  auto const token = server.token_of(server.bob);
  TestSocket bob(server.port(), token);
  bob.hello();
  TestClient client(server.port(), token);
  CHECK(client.call("DELETE", "/api/v1/session", {}, {}).status == 204);
  CHECK(bob.close_code() == 4401);
  CHECK(client.get("/api/v1/me").status == 401);
}

TEST_CASE("21 a session that idles out while it is connected is closed with 4401") {
  TestServer server({.wheel_speed = 20});
  TestSocket bob(server.port(), server.token_of(server.bob));
  bob.hello();
  server.store().advance_clock(limits::session_idle_max + std::chrono::hours{1});
  CHECK(bob.close_code() == 4401);
}

TEST_CASE("21 who is removed from a team is told so, and hears nothing of it from then on") {
  TestServer server;
  TestSocket bob(server.port(), server.token_of(server.bob));
  bob.hello();
  ListTeamMembers query{server.team};
  Actor lead;
  lead.person = server.alice;
  auto members = ServerJson::parse((*server.store().ask(lead, query, {}, ReadTier::disk))->json);
  TeamMembershipId place;
  for (auto const& item : members.at("items")) {
    if (item.at("person") == server.bob.value) place = {item.at("id").get<std::uint64_t>()};
  }
  EndTeamMembership end{place};
  server.does(std::move(end), server.alice);
  bool lost = false;
  while (!lost) {
    auto frame = bob.next_with("events");
    for (auto const& event : frame.at("events")) {
      if (event.contains("access")) lost = event.at("access").at("change") == "lost";
    }
  }
  server.post(server.alice, "Without bob.");
  while (auto frame = bob.next(Patience{300})) CHECK(texts_in(*frame).empty());
}

TEST_CASE("21 who joins a team hears it from that moment") {
  TestServer server;
  TestSocket carol(server.port(), server.token_of(server.carol));
  carol.hello();
  AddTeamMember add{server.team, server.carol};
  server.does(std::move(add), server.alice);
  server.post(server.alice, "Welcome.");
  std::vector<std::string> heard;
  while (heard.empty()) heard = texts_in(carol.next_with("events"));
  CHECK(heard == std::vector<std::string>{"Welcome."});
}

TEST_CASE("30 who never reads is closed with 1013 and costs no more than the cap; others are not held up") {
  TestServer server;
  TestSocket slow(server.port(), server.token_of(server.bob), {}, 4'096);
  slow.hello();
  TestSocket alice(server.port(), server.token_of(server.alice));
  alice.hello();
  std::string const text(9'000, 'x');
  std::size_t sent = 0;
  for (int number = 0; number < 800; ++number) {
    server.post(server.alice, text);
    sent += text.size();
    if (number % 100 == 0) alice.next_with("events");
    if (server.app().metrics().sockets_too_slow.load() > 0) break;
  }
  CHECK(server.app().metrics().sockets_too_slow.load() == 1);
  CHECK(sent < 2 * limits::outbox_bytes_max);  // the kernel keeps little more than the outbox does
  CHECK(slow.close_code() == 1013);
}

TEST_CASE("31 past the limit of connections of one person the oldest is closed") {
  TestServer server;
  auto const token = server.token_of(server.bob);
  TestSocket oldest(server.port(), token);
  oldest.hello();
  std::vector<std::unique_ptr<TestSocket>> more;
  for (std::size_t number = 0; number < limits::sockets_per_person_max; ++number) {
    more.push_back(std::make_unique<TestSocket>(server.port(), token));
    more.back()->hello();
  }
  CHECK(oldest.close_code() == 1008);
  more.back()->send(message(server, 1, "The newest lives."));
  CHECK(more.back()->next_with("answer").at("status") == 201);
}

TEST_CASE("33 and 34 the same key twice has one effect, on one socket, on two, and over HTTP") {
  TestServer server({.threads = 2});
  auto const token = server.token_of(server.bob);
  TestSocket one(server.port(), token), two(server.port(), token);
  one.hello();
  two.hello();
  one.send(message(server, 1, "Once.", "key-1"));
  two.send(message(server, 7, "Once.", "key-1"));
  auto first = one.next_with("answer"), second = two.next_with("answer");
  CHECK(first.at("record") == second.at("record"));
  TestClient client(server.port(), token);
  auto third = client.post(server.messages_path(), {{"text", "Once."}}, {{"Idempotency-Key", "key-1"}});
  CHECK(third.status == 201);
  CHECK(third.json() == first.at("record"));
  CHECK(client.get(server.messages_path()).json().at("items").size() == 2);
  one.send(message(server, 2, "Something else.", "key-1"));
  auto refused = one.next_with("error");
  CHECK(refused.at("status") == 409);
  CHECK(refused.at("reason") == "key_reused");
}

TEST_CASE("a connection that has nothing to hear gets a heartbeat with the cursor, and pings") {
  TestServer server({.wheel_speed = 20});
  TestSocket carol(server.port(), server.token_of(server.carol));
  carol.hello();
  server.post(server.bob, "Not for carol.");
  auto seq = server.store().seq();
  std::uint64_t told = 0;
  for (int round = 0; round < 5 && told < seq; ++round) told = carol.next_with("heartbeat").at("heartbeat").at("seq");
  CHECK(told == seq);
}

TEST_CASE("a peer that answers no ping is closed") {
  TestServer server({.wheel_speed = 20});
  TestSocket mute(server.port(), server.token_of(server.bob));
  mute.hello();
  CHECK(mute.close_code() == 1008);
}

TEST_CASE("presence is for leads and members who look at the same team") {
  TestServer server({.wheel_speed = 10, .threads = 2});
  AddTeamGuest invite{server.team, server.dora, {{server.channel}}, Date{20'900}};
  server.does(std::move(invite), server.alice);
  TestSocket alice(server.port(), server.token_of(server.alice)), bob(server.port(), server.token_of(server.bob)),
      dora(server.port(), server.token_of(server.dora)), carol(server.port(), server.token_of(server.carol));
  ServerJson const looking{{"looking", {{"team", server.team.value}, {"topic", server.topic.value}}}};
  for (auto* socket : {&alice, &bob, &dora, &carol}) {
    socket->hello();
    socket->send(looking);
  }
  std::set<std::uint64_t> people;
  while (people.size() < 2) {
    auto presence = alice.next_with("ephemeral").at("ephemeral").at("presence");
    CHECK(presence.at("team") == server.team.value);
    people = presence.at("people").get<std::set<std::uint64_t>>();
    CHECK(presence.at("names").size() == people.size());
  }
  CHECK(people == std::set<std::uint64_t>{server.alice.value, server.bob.value});
  bob.send({{"typing", {{"topic", server.topic.value}}}});
  for (;;) {
    auto ephemeral = alice.next_with("ephemeral").at("ephemeral");
    if (!ephemeral.contains("typing")) continue;
    CHECK(ephemeral.at("typing").at("person") == server.bob.value);
    CHECK(ephemeral.at("typing").at("name") == "bob");
    break;
  }
  dora.send({{"typing", {{"topic", server.topic.value}}}});
  while (auto frame = dora.next(Patience{300})) CHECK_FALSE(frame->contains("ephemeral"));
  while (auto frame = carol.next(Patience{200})) CHECK_FALSE(frame->contains("ephemeral"));
}

TEST_CASE("a restart tells live connections to come back, and they resume") {
  TestServer server;
  auto const token = server.token_of(server.bob);
  TestSocket bob(server.port(), token);
  auto cursor = cursor_of(bob.hello());
  server.post(server.alice, "Before.");
  auto started = std::chrono::steady_clock::now();
  std::thread restarting([&] { server.restart(); });
  CHECK(bob.close_code() == 1012);
  restarting.join();
  CHECK(std::chrono::steady_clock::now() - started < limits::stop_deadline);
  TestSocket again(server.port(), token);
  auto greeting = again.hello(server.store().incarnation(), cursor);
  REQUIRE(greeting.contains("hello"));
  CHECK(texts_in(again.next_with("events")) == std::vector<std::string>{"Before."});
}
