// The fan-out, with subscribers that only take notes.
#include "server/hub.hpp"

#include <doctest/doctest.h>

#include <deque>

#include "protocol/limits.hpp"

using namespace staffroom;

namespace {

Audience const team_a{AudienceType::team, 1}, team_b{AudienceType::team, 2}, team_c{AudienceType::team, 3};

class Ear : public Subscriber {
 public:
  using Subscriber::Subscriber;
  void deliver(net::Bytes const& frame, Seq last) override {
    texts.push_back(frame->substr(2));
    seqs.push_back(last);
    if (on_deliver) on_deliver();
  }
  void deliver_ephemeral(net::Bytes const& frame) override { ephemeral.push_back(frame->substr(2)); }
  void session_ended() override { ended = true; }
  std::vector<std::string> texts, ephemeral;
  std::vector<Seq> seqs;
  std::function<void()> on_deliver;
  bool ended = false;
};

/// A hub with one shard, whose thread is this one: what it posts waits until run().
struct Room {
  std::deque<std::function<void()>> tasks;
  Hub hub;
  HubShard& shard = hub.add_shard([this](std::function<void()> task) { tasks.push_back(std::move(task)); });
  void run_one() {
    auto task = std::move(tasks.front());
    tasks.pop_front();
    task();
  }
  void run() {
    while (!tasks.empty()) run_one();
  }
};

std::shared_ptr<Publication> publication(Seq last, std::vector<std::pair<Audience, std::string>> parts) {
  auto made = std::make_shared<Publication>();
  made->first = made->last = last;
  for (auto& [audience, text] : parts) made->parts.push_back({audience, text + " more", text + " last"});
  return made;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a session in one audience of a group gets its part as the last") {
  Room room;
  Ear alice({1}, {1}), bob({2}, {2});
  room.shard.subscribe(alice, {team_a});
  room.shard.subscribe(bob, {team_b});
  room.hub.publish(publication(5, {{team_a, "a"}, {team_b, "b"}}));
  room.run();
  CHECK(alice.texts == Texts{"a last"});
  CHECK(bob.texts == Texts{"b last"});
  CHECK(room.shard.delivered() == 5);
  room.shard.unsubscribe(alice);
  room.shard.unsubscribe(bob);
}

TEST_CASE("a session in several audiences gets all parts but the final one as more") {
  Room room;
  Ear alice({1}, {1});
  room.shard.subscribe(alice, {team_a, team_b, team_c});
  room.hub.publish(publication(5, {{team_a, "a"}, {team_b, "b"}, {team_c, "c"}}));
  room.run();
  CHECK(alice.texts == Texts{"a more", "b more", "c last"});
  CHECK(alice.seqs == std::vector<Seq>{5, 5, 5});
  room.shard.unsubscribe(alice);
}

TEST_CASE("a group of one audience needs no second encoding") {
  Room room;
  Ear alice({1}, {1}), bob({2}, {2});
  room.shard.subscribe(alice, {team_a, team_b});
  room.shard.subscribe(bob, {team_b});
  room.hub.publish(publication(5, {{team_a, "a"}}));
  room.hub.publish(publication(6, {{team_b, "b"}}));
  room.run();
  CHECK(alice.texts == Texts{"a last", "b last"});
  CHECK(bob.texts == Texts{"b last"});
  room.shard.unsubscribe(alice);
  room.shard.unsubscribe(bob);
}

TEST_CASE("who gains or loses an audience in a group has it, or not, for the parts of that group") {
  Room room;
  Ear alice({1}, {1}), bob({2}, {2});
  room.shard.subscribe(alice, {team_a});
  room.shard.subscribe(bob, {team_a});
  auto change = publication(5, {{team_a, "a"}, {team_b, "b"}});
  change->access.push_back({{1}, {team_b}});
  room.hub.publish(change);
  CHECK(room.hub.listens(team_b));  // at once, before the shard has come to it
  room.run();
  CHECK(alice.texts == Texts{"b last"});
  CHECK(bob.texts == Texts{"a last"});
  CHECK(room.hub.listens(team_b));
  room.shard.unsubscribe(alice);
  CHECK_FALSE(room.hub.listens(team_b));
  room.shard.unsubscribe(bob);
  CHECK_FALSE(room.hub.listens(team_a));
}

TEST_CASE("the sessions that ended in a group are closed after it, the person's others are not") {
  Room room;
  Ear here({1}, {10}), there({1}, {11});
  room.shard.subscribe(here, {team_a});
  room.shard.subscribe(there, {team_a});
  SessionId told;
  room.shard.session_ended = [&](SessionId session) { told = session; };
  auto change = publication(5, {{team_a, "a"}});
  change->ended.push_back({10});
  room.hub.publish(change);
  room.run();
  CHECK(here.ended);
  CHECK_FALSE(there.ended);
  CHECK(told == SessionId{10});
  CHECK(here.texts.size() == 1);
  room.shard.unsubscribe(here);
  room.shard.unsubscribe(there);
}

TEST_CASE("a large publication lets others run in between, and stays in order") {
  Room room;
  auto const count = limits::sends_before_yield * 2 + 10;
  std::vector<std::unique_ptr<Ear>> notes;
  for (std::uint64_t number = 1; number <= count; ++number) {
    notes.push_back(std::make_unique<Ear>(PersonId{number}, SessionId{number}));
    room.shard.subscribe(*notes.back(), {team_a});
  }
  room.hub.publish(publication(5, {{team_a, "first"}}));
  room.hub.publish(publication(6, {{team_a, "second"}}));
  room.run_one();
  CHECK(notes.front()->texts.size() == 1);
  CHECK(notes.back()->texts.empty());
  SUBCASE("when somebody in the middle leaves") {
    room.shard.unsubscribe(*notes[3]);
    room.shard.unsubscribe(*notes[count - 2]);
    room.run();
    CHECK(notes[3]->texts == Texts{"first last"});
    CHECK(notes[count - 2]->texts.empty());
    CHECK(notes[count - 1]->texts == Texts{"first last", "second last"});
  }
  SUBCASE("when somebody comes") {
    Ear late({9'999}, {9'999});
    room.shard.subscribe(late, {team_a});
    room.run();
    CHECK(late.texts == Texts{"second last"});
    CHECK(notes[count - 1]->texts == Texts{"first last", "second last"});
    room.shard.unsubscribe(late);
  }
  room.run();
  for (auto& note : notes) {
    if (!note->texts.empty() && note->texts.size() != 1) room.shard.unsubscribe(*note);
  }
}

TEST_CASE("presence and typing reach those who look and belong, and nobody else") {
  Room room;
  Ear alice({1}, {1}), bob({2}, {2}), guest({3}, {3});
  room.shard.subscribe(alice, {team_a});
  room.shard.subscribe(bob, {team_a});
  room.shard.subscribe(guest, {team_b});
  TopicId const topic{7};
  TeamId const team{1};
  room.shard.look(alice, team, topic, team);
  room.shard.look(bob, team, topic, team);
  room.shard.look(guest, {}, topic, team);
  auto frame = std::make_shared<std::string const>(net::text_frame("x"));
  room.shard.deliver_typing(topic, {1}, frame);
  CHECK(alice.ephemeral.empty());  // one's own
  CHECK(bob.ephemeral.size() == 1);
  CHECK(guest.ephemeral.empty());
  room.shard.deliver_presence(team, frame);
  CHECK(alice.ephemeral.size() == 1);
  CHECK(guest.ephemeral.empty());
  PersonId unseen;
  room.shard.lost_sight = [&](Subscriber& who, TeamId) { unseen = who.person(); };
  auto change = publication(5, {});
  change->access.push_back({{2}, {}});
  room.hub.publish(change);
  room.run();
  CHECK(unseen == PersonId{2});
  room.shard.deliver_typing(topic, {1}, frame);
  CHECK(bob.ephemeral.size() == 2);
  room.shard.unsubscribe(alice);
  room.shard.unsubscribe(bob);
  room.shard.unsubscribe(guest);
}
