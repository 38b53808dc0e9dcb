// What a client missed: the records' present state, checked at the door again; and how the window ends.
#include <doctest/doctest.h>

#include "store/rocks.hpp"
#include "store/window.hpp"
#include "tests/support/library.hpp"
#include "tests/support/temp_store.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

std::string joined(Missed const& missed) {
  std::string out;
  for (auto const& frame : missed.frames) out += frame + '\n';
  return out;
}

std::size_t times_in(std::string_view text, std::string_view word) {
  std::size_t count = 0;
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("a client that was away gets each record once, as it is now") {
  TempStore store;
  SmallHub const hub(store);
  auto const since = store->seq();
  for (int i = 0; i < 3; ++i) REQUIRE(store.as(hub.bob, SmallHub::message(hub.topic, "hello")));
  REQUIRE(store.as(hub.bob, EditMessage{hub.topic, 2, MessageText{"edited"}, {}}));
  auto const missed = store->missed(hub.alice, store->incarnation(), since);
  CHECK_FALSE(missed.resync);
  CHECK(missed.seq == store->seq());
  auto const text = joined(missed);
  CHECK(times_in(text, "\"put\":{\"kind\":\"message\"") == 3);
  CHECK(times_in(text, "\"put\":{\"kind\":\"topic_activity\"") == 1);
  CHECK(times_in(text, "edited") == 2);  // the text, and the time of the edit
  CHECK(times_in(text, "\"name\":\"Bob\"") == 1);
  CHECK(text.ends_with("\"last\":" + std::to_string(missed.seq) + "}\n"));
  CHECK(joined(store->missed(hub.carol, store->incarnation(), since)).find("hello") == std::string::npos);
}

TEST_CASE("resume gives reasons when it cannot go on from the cursor") {
  TempStore store;
  SmallHub const hub(store);
  auto const& incarnation = store->incarnation();
  CHECK(store->missed(hub.bob, "", 5).reason == "first");
  CHECK(store->missed(hub.bob, incarnation, 0).reason == "first");
  CHECK(store->missed(hub.bob, "0123456789abcdef", 5).reason == "incarnation");
  CHECK(store->missed(hub.bob, incarnation, store->seq() + 1).reason == "cursor");
  auto const now = store->missed(hub.bob, incarnation, store->seq());
  CHECK_FALSE(now.resync);
  CHECK(now.frames.empty());
}

TEST_CASE("who lost a team while away is told so, and sees nothing of it") {
  TempStore store;
  SmallHub const hub(store);
  auto const joined_at = store.as(hub.carol, JoinTeam{hub.team});
  REQUIRE(joined_at);
  auto const since = store->seq();
  REQUIRE(store.as(hub.bob, SmallHub::message(hub.topic, "for the team")));
  REQUIRE(store.as(hub.alice, EndTeamMembership{TeamMembershipId{id_of(*joined_at)}}));
  REQUIRE(store.as(hub.bob, SmallHub::message(hub.topic, "after")));
  auto const text = joined(store->missed(hub.carol, store->incarnation(), since));
  CHECK(text.find("for the team") == std::string::npos);
  CHECK(text.find("after") == std::string::npos);
  CHECK(text.find("\"change\":\"lost\"") != std::string::npos);
  CHECK(text.find("\"put\":{\"kind\":\"team\"") != std::string::npos);
}

TEST_CASE("a record that is gone comes as a delete") {
  TempStore store;
  SmallHub const hub(store);
  auto const since = store->seq();
  REQUIRE(store.as(hub.alice, DeleteTopic{hub.topic}));
  auto const text = joined(store->missed(hub.bob, store->incarnation(), since));
  CHECK(text.find("\"delete\":{\"kind\":\"topic\",\"id\":" + std::to_string(hub.topic.value) + "}") !=
        std::string::npos);
}

TEST_CASE("a resource that was hidden and shown again is told as gone first, with all that hung on it") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.network);
  auto const since = s.store().seq();
  s.bob.does(WithdrawResource{id});
  library.passes(library.adds(s.bob, id, "Thirds"));  // carol is not told of it
  library.publishes(s.bob, id);
  auto const text = joined(s.store().missed(s.carol.id(), s.store().incarnation(), since));
  auto const gone = text.find("\"delete\":{\"kind\":\"resource\",\"id\":" + std::to_string(id.value) + "}");
  auto const back = text.find("\"put\":{\"kind\":\"resource\",\"id\":" + std::to_string(id.value));
  REQUIRE(gone != std::string::npos);
  REQUIRE(back != std::string::npos);
  CHECK(gone < back);
}

TEST_CASE("a long absence comes in several frames, and too long a one means fetching afresh") {
  TempStore store;
  SmallHub const hub(store);
  auto const since = store->seq();
  std::string const text(4'000, 'x');
  for (int i = 0; i < 40; ++i) REQUIRE(store.as(hub.bob, SmallHub::message(hub.topic, text)));
  auto const missed = store->missed(hub.alice, store->incarnation(), since);
  REQUIRE(missed.frames.size() > 2);
  for (std::size_t i = 0; i + 1 < missed.frames.size(); ++i) {
    CHECK(missed.frames[i].ends_with(",\"more\":true}"));
    CHECK(missed.frames[i].size() < 80'000);
  }
  CHECK(missed.frames.back().find("\"last\":") != std::string::npos);
}

TEST_CASE("the window ends by age, and idempotency keys leave with it") {
  TempStore store;
  SmallHub const hub(store);
  auto const since = store->seq();
  auto const first = store.as(hub.bob, SmallHub::message(hub.topic, "old"), "key", 1);
  REQUIRE(first);
  store->advance_clock(limits::window_age_max + std::chrono::hours{1});
  // A group takes out a few old rows at a time.
  for (int i = 0; i < 8; ++i) REQUIRE(store.as(hub.bob, SmallHub::message(hub.topic, "new")));
  CHECK(store->missed(hub.bob, store->incarnation(), since).reason == "window");
  auto const again = store.as(hub.bob, SmallHub::message(hub.topic, "old"), "key", 1);
  REQUIRE(again);
  CHECK_FALSE(again->repeated);
  auto const resumed = store->missed(hub.bob, store->incarnation(), store->seq() - 2);
  CHECK_FALSE(resumed.resync);
}

TEST_CASE("the window ends by size") {
  auto settings = TempStore::manual();
  settings.window_bytes_max = 4'096;
  TempStore store(settings);
  SmallHub const hub(store);
  auto const since = store->seq();
  for (int i = 0; i < 60; ++i) REQUIRE(store.as(hub.bob, SmallHub::message(hub.topic, "text")));
  CHECK(store->missed(hub.bob, store->incarnation(), since).reason == "window");
  CHECK_FALSE(store->missed(hub.bob, store->incarnation(), store->seq() - 3).resync);
  store.reopen();
  CHECK(store->missed(hub.bob, store->incarnation(), since).reason == "window");
}

TEST_CASE("the window holds references, never content") {
  TempStore store;
  SmallHub const hub(store);
  REQUIRE(store.as(hub.bob, SmallHub::message(hub.topic, "canary-text"), "key", 1));
  store.close();
  auto const database = Database::open({store.folder() / "database", false, nullptr, nullptr}).value();
  auto rows = database->cursor(Family::window, {}, {});
  std::size_t count = 0;
  for (rows.any(); rows.valid(); rows.next()) {
    CHECK(rows.value().find("canary") == std::string_view::npos);
    ++count;
  }
  CHECK(count > 0);
}

TEST_CASE("a window row reads back as it was written") {
  WindowGroup group{100, {1'700'000'000'000}, 77, {}, {"a key", "another"}};
  Audiences const team{{AudienceType::team, 5}, {AudienceType::channel_guests, 9}};
  group.events.push_back({101, "post_message", Event::Type::put, Kind::message, 381, "key of it", {}, team, nullptr});
  group.events.push_back({103, "delete_topic", Event::Type::remove, Kind::topic, 13, "topic key", {}, team, nullptr});
  group.events.push_back({104,
                          "join_team",
                          Event::Type::access,
                          {},
                          0,
                          {},
                          {Scope::team, 5, AccessChange::gained},
                          {{AudienceType::person, 7}},
                          nullptr});
  auto const bytes = encode_window_group(group);
  auto const read = decode_window_group(bytes);
  REQUIRE(read);
  CHECK(encode_window_group(*read) == bytes);
  CHECK(read->events.size() == 3);
  CHECK(read->events[1].because == "delete_topic");
  CHECK(read->events[2].access == AccessEvent{Scope::team, 5, AccessChange::gained});
  CHECK(read->keys == group.keys);
  for (std::size_t cut = 0; cut < bytes.size(); ++cut) CHECK_FALSE(decode_window_group(bytes.substr(0, cut)));
}
