// The write path: order, groups, idempotency, what a refused command leaves, what is published.
#include <doctest/doctest.h>

#include <condition_variable>
#include <mutex>

#include "protocol/codec.hpp"
#include "store/audit.hpp"
#include "store/rocks.hpp"
#include "tests/support/temp_store.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

Submission post_by(PersonId person, TopicId topic, std::string text) {
  return {{person, {}, {}}, SmallHub::message(topic, std::move(text)), {}, 0, std::nullopt, Lane::people};
}

/// Holds the committer inside a completion, so that what is submitted meanwhile waits together.
class Gate {
 public:
  explicit Gate(Store& store, Submission submission) {
    store.submit(std::move(submission), [this](Outcome) {
      std::unique_lock lock(mutex_);
      held_ = true;
      changed_.notify_all();
      changed_.wait(lock, [this] { return open_; });
      left_ = true;
      changed_.notify_all();
    });
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return held_; });
  }
  ~Gate() { open(); }
  void open() {
    std::unique_lock lock(mutex_);
    open_ = true;
    changed_.notify_all();
    changed_.wait(lock, [this] { return left_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool held_ = false;
  bool open_ = false;
  bool left_ = false;
};

std::size_t count_of(std::string_view text, std::string_view word) {
  std::size_t count = 0;
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("commands that wait together are one group: one publication, the activity told once") {
  TempStore store;
  SmallHub const hub(store);
  Listener listener;
  store->set_sink(&listener);
  constexpr std::size_t posts = 32;
  std::atomic<std::size_t> accepted{0};
  {
    Gate gate(*store, post_by(hub.bob, hub.topic, "first"));
    listener.heard.clear();
    for (std::size_t i = 0; i < posts; ++i) {
      store->submit(post_by(hub.bob, hub.topic, "text"), [&](Outcome outcome) { accepted += outcome ? 1U : 0U; });
    }
  }
  REQUIRE(store.as(hub.bob, SmallHub::message(hub.topic, "last")));
  CHECK(accepted == posts);
  // Fewer when the machine is so slow that deciding takes longer than a group may.
  CHECK(listener.heard.size() < posts / 2);
  auto const text = listener.text_for({AudienceType::team, hub.team.value});
  CHECK(count_of(text, "\"put\":{\"kind\":\"message\"") == posts + 1);
  CHECK(count_of(text, "\"put\":{\"kind\":\"topic_activity\"") == listener.heard.size());
  Seq last = listener.heard.front()->first - 1;
  for (auto const& publication : listener.heard) {
    CHECK(publication->first == last + 1);
    last = publication->last;
  }
  CHECK(last == store->seq());
  CHECK(store->verify().empty());
}

TEST_CASE("a repeated key answers the first record and changes nothing") {
  TempStore store;
  SmallHub const hub(store);
  auto const first = store.as(hub.bob, SmallHub::message(hub.topic, "once"), "key-1", 7);
  REQUIRE(first);
  CHECK_FALSE(first->repeated);
  auto const seq = store->seq();

  SUBCASE("the same payload") {
    auto const again = store.as(hub.bob, SmallHub::message(hub.topic, "once"), "key-1", 7);
    REQUIRE(again);
    CHECK(again->repeated);
    CHECK(again->seq == first->seq);
    CHECK(again->record == first->record);
    CHECK(again->self == first->self);
  }
  SUBCASE("another payload") {
    auto const again = store.as(hub.bob, SmallHub::message(hub.topic, "twice"), "key-1", 8);
    REQUIRE_FALSE(again);
    CHECK(again.error().code == ErrorCode::conflict);
    CHECK(again.error().reason == "key_reused");
  }
  SUBCASE("after a restart") {
    store.reopen();
    auto const again = store.as(hub.bob, SmallHub::message(hub.topic, "once"), "key-1", 7);
    REQUIRE(again);
    CHECK(again->repeated);
    CHECK(again->record == first->record);
  }
  SUBCASE("by someone who may no longer read it") {
    auto const standing = store->standing(hub.bob);
    REQUIRE(standing->place_in(hub.team));
    REQUIRE(store.as(hub.bob, EndTeamMembership{standing->place_in(hub.team)->membership}));
    auto const again = store.as(hub.bob, SmallHub::message(hub.topic, "once"), "key-1", 7);
    REQUIRE(again);
    CHECK(again->repeated);
    CHECK(again->record.empty());
    return;
  }
  SUBCASE("by another person it is another key") {
    auto const other = store.as(hub.alice, SmallHub::message(hub.topic, "mine"), "key-1", 8);
    REQUIRE(other);
    CHECK_FALSE(other->repeated);
    return;
  }
  CHECK(store->seq() == seq);
}

TEST_CASE("the same key twice in one group posts once") {
  TempStore store;
  SmallHub const hub(store);
  std::vector<Accepted> answers;
  {
    Gate gate(*store, post_by(hub.bob, hub.topic, "first"));
    for (int i = 0; i < 2; ++i) {
      auto post = post_by(hub.bob, hub.topic, "once");
      post.key = "same";
      post.fingerprint = 3;
      store->submit(post, [&](Outcome outcome) { answers.push_back(outcome.value()); });
    }
  }
  REQUIRE(store.as(hub.bob, SmallHub::message(hub.topic, "last")));
  REQUIRE(answers.size() == 2);
  CHECK_FALSE(answers[0].repeated);
  CHECK(answers[1].repeated);
  CHECK(answers[0].record == answers[1].record);
}

TEST_CASE("a refused command leaves nothing behind and takes no number and no key") {
  TempStore store;
  SmallHub const hub(store);
  auto const seq = store->seq();
  auto const refused = store.as(hub.carol, SmallHub::message(hub.topic, "no"), "key-2", 1);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::not_found);
  CHECK(store->seq() == seq);
  REQUIRE(store.as(hub.carol, JoinTeam{hub.team}));
  auto const accepted = store.as(hub.carol, SmallHub::message(hub.topic, "yes"), "key-2", 2);
  REQUIRE(accepted);
  CHECK_FALSE(accepted->repeated);
  CHECK(accepted->seq == seq + 2);
}

TEST_CASE("a command sees what the one before it in the same group did") {
  TempStore store;
  SmallHub const hub(store);
  Outcome joined = Error{};
  Outcome posted = Error{};
  {
    Gate gate(*store, post_by(hub.bob, hub.topic, "first"));
    Submission const join{{hub.carol, {}, {}}, JoinTeam{hub.team}, {}, 0, std::nullopt, Lane::people};
    store->submit(join, [&](Outcome outcome) { joined = std::move(outcome); });
    store->submit(post_by(hub.carol, hub.topic, "here"), [&](Outcome outcome) { posted = std::move(outcome); });
  }
  REQUIRE(store.as(hub.bob, SmallHub::message(hub.topic, "last")));
  CHECK(joined);
  REQUIRE(posted);
  CHECK(posted->record.find("\"ordinal\":3") != std::string::npos);
  CHECK(store->verify().empty());
}

TEST_CASE("gaining and losing a team is told to the person, and the pages' audiences follow") {
  TempStore store;
  SmallHub const hub(store);
  Listener listener;
  store->set_sink(&listener);
  Audience const carol{AudienceType::person, hub.carol.value};
  Audience const team{AudienceType::team, hub.team.value};

  auto const joined = store.as(hub.carol, JoinTeam{hub.team});
  REQUIRE(joined);
  auto text = listener.text_for(carol);
  CHECK(text.find("\"access\":{\"scope\":\"team\",\"id\":" + std::to_string(hub.team.value) +
                  ",\"change\":\"gained\"}") != std::string::npos);
  REQUIRE(listener.heard.back()->access.size() == 1);
  CHECK(listener.heard.back()->access[0].person == hub.carol);
  auto const& now = listener.heard.back()->access[0].now;
  CHECK(std::find(now.begin(), now.end(), team) != now.end());

  listener.heard.clear();
  REQUIRE(store.as(hub.carol, EndTeamMembership{TeamMembershipId{id_of(*joined)}}));
  text = listener.text_for(carol);
  auto const lost = text.find("\"change\":\"lost\"");
  auto const card = text.find("\"put\":{\"kind\":\"team\"");
  REQUIRE(lost != std::string::npos);
  REQUIRE(card != std::string::npos);  // the team is open: carol still finds it
  CHECK(lost < card);
  CHECK_FALSE(store->standing(hub.carol)->place_in(hub.team));
}

TEST_CASE("nothing is encoded for audiences to which nobody listens") {
  TempStore store;
  SmallHub const hub(store);
  Listener listener;
  listener.deaf = true;
  store->set_sink(&listener);
  REQUIRE(store.as(hub.bob, SmallHub::message(hub.topic, "quiet")));
  REQUIRE(listener.heard.size() == 1);
  CHECK(listener.heard[0]->parts.empty());
  CHECK(listener.heard[0]->last == store->seq());
}

TEST_CASE("the audit trail says who, what and when, never what was written, and not that someone read") {
  TempStore store;
  SmallHub const hub(store);
  auto const posted = store.as(hub.bob, SmallHub::message(hub.topic, "a secret"));
  REQUIRE(posted);
  REQUIRE(store.as(hub.alice, MarkRead{hub.topic, 2}));
  auto const at = store->now();
  auto const last = store->seq();
  store.close();
  auto const database = Database::open({store.folder() / "database", false, nullptr, nullptr}).value();
  auto const row = database->find(Family::meta, audit_key(posted->seq), {});
  REQUIRE(row);
  CHECK(row->find("secret") == std::string::npos);
  auto const entries = decode_audit(*row).value();
  REQUIRE(entries.size() == 1);
  CHECK(entries[0] == AuditEntry{posted->seq, hub.bob, "post_message", Kind::message, id_of(*posted), at, hub.school});
  CHECK_FALSE(database->find(Family::meta, audit_key(last), {}));
}

TEST_CASE("stamps never go back and outlast a restart") {
  TempStore store;
  SmallHub const hub(store);
  store->advance_clock(std::chrono::hours{5});
  REQUIRE(store.as(hub.bob, SmallHub::message(hub.topic, "later")));
  auto const before = store->now();
  auto const seq = store->seq();
  auto const incarnation = store->incarnation();
  store.reopen();
  CHECK(store->now() == before);
  CHECK(store->seq() == seq);
  CHECK(store->incarnation() == incarnation);
  REQUIRE(store.as(hub.bob, SmallHub::message(hub.topic, "and on")));
  CHECK(store->seq() == seq + 1);
  CHECK(store->verify().empty());
}

TEST_CASE("what is due happens before a command whose time has passed it") {
  TempStore store;
  SmallHub const hub(store);
  OpenSession const open{hub.bob, std::string(64, 'a'), "Firefox"};
  SessionId const session{id_of(store.does(open))};
  REQUIRE(store->session_of(std::string(64, 'a')));
  REQUIRE(store->next_due());
  Listener listener;
  store->set_sink(&listener);
  store->advance_clock(limits::session_absolute_max + std::chrono::minutes{1});
  CHECK_FALSE(store->session_of(std::string(64, 'a')));
  REQUIRE(store.as(hub.bob, SmallHub::message(hub.topic, "a week on")));
  REQUIRE(listener.heard.size() == 1);
  REQUIRE(listener.heard[0]->ended.size() == 1);
  CHECK(listener.heard[0]->ended[0] == session);
  REQUIRE(store->next_due());
  CHECK(*store->next_due() > store->now());  // Bob's next digest
  CHECK(store->verify().empty());
}
