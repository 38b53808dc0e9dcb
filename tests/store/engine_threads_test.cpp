// Many threads at once: submitters, readers, people who come and go. Also run with ThreadSanitizer.
#include <doctest/doctest.h>

#include <thread>

#include "tests/support/temp_store.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

/// What is published arrives in order, without gaps.
class OrderSink : public PublicationSink {
 public:
  void publish(std::shared_ptr<Publication const> publication) override {
    if (publication->first != last + 1) in_order = false;
    last = publication->last;
  }
  bool listens(Audience) const override { return true; }
  Seq last = 0;
  bool in_order = true;
};

}  // namespace

TEST_CASE("posts, pages, resumes and changes of access at the same time agree in the end") {
  TempStore store;
  SmallHub const hub(store);
  OrderSink sink;
  sink.last = store->seq();
  store->set_sink(&sink);
  auto const since = store->seq();
  constexpr int posters = 4;
  constexpr int posts = 50;
  std::atomic<bool> done{false};
  std::atomic<int> refused{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < posters; ++i) {
    threads.emplace_back([&, i] {
      auto const person = i % 2 ? hub.alice : hub.bob;
      for (int n = 0; n < posts; ++n) refused += store.as(person, SmallHub::message(hub.topic, "text")) ? 0 : 1;
    });
  }
  threads.emplace_back([&] {
    for (int n = 0; n < 20; ++n) {
      auto const joined = store.as(hub.carol, JoinTeam{hub.team});
      refused += joined ? 0 : 1;
      if (joined) refused += store.as(hub.carol, EndTeamMembership{TeamMembershipId{id_of(*joined)}}) ? 0 : 1;
    }
  });
  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i) {
    readers.emplace_back([&] {
      while (!done) {
        auto const page = store->ask({hub.bob, {}, {}}, ListMessages{hub.topic, std::nullopt}, {}, ReadTier::disk);
        if (!page || !*page) ++refused;
        static_cast<void>(store->ask({hub.carol, {}, {}}, ListTeams{}, {}, ReadTier::cache_only));
        static_cast<void>(store->missed(hub.carol, store->incarnation(), since));
        static_cast<void>(store->standing(hub.carol));
        static_cast<void>(store->name_json(hub.carol));
      }
    });
  }
  for (auto& thread : threads) thread.join();
  done = true;
  for (auto& thread : readers) thread.join();
  CHECK(refused == 0);
  CHECK(store.as(hub.bob, SmallHub::message(hub.topic, "last")));
  CHECK(sink.in_order);
  CHECK(sink.last == store->seq());
  CHECK(store->seq() == since + posters * posts + 40 + 1);
  CHECK_FALSE(store->standing(hub.carol)->place_in(hub.team));
  CHECK(store->verify().empty());
}

TEST_CASE("a store that closes answers everything that waits") {
  TempStore store;
  SmallHub const hub(store);
  std::atomic<int> answered{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 100; ++n) {
        Submission post{{hub.bob, {}, {}}, SmallHub::message(hub.topic, "text"), {}, 0, std::nullopt, Lane::people};
        store->submit(std::move(post), [&](Outcome) { ++answered; });
      }
    });
  }
  for (auto& thread : threads) thread.join();
  store.close();
  CHECK(answered == 200);
}
