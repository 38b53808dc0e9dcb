// Power loss at many points: unsynced bytes and folder entries are lost, the last write torn. Whatever was acknowledged
// is there after the next start, also when the power goes again during that start.
#include <doctest/doctest.h>

#include <cstdlib>
#include <random>

#include "tests/crash/crash_hub.hpp"
#include "tests/support/faulty_file_system.hpp"
#include "tests/support/share.hpp"
#include "tests/support/temp_store.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

struct Machine {
  StoreFolder undo;
  StoreFolder folder;
  std::shared_ptr<FaultyFileSystem> disk = std::make_shared<FaultyFileSystem>(undo.path());
  std::map<std::string, bool> asked_for;  // text → acknowledged

  StoreSettings settings() const {
    auto out = TempStore::manual();
    out.folder = folder.path();
    out.file_system = disk;
    return out;
  }
  void cut_power_after(std::uint64_t calls) { disk->fail_nth(calls, Fault::io_error, true); }
  void come_back(std::uint64_t seed) {
    disk->heal();
    disk->lose_unsynced(seed);
  }
  /// Posts until the power goes, several at a time.
  void work(Store& store, crash::Hub const& hub, std::string const& run, int rounds = 60) {
    for (int round = 0; round < rounds && store.health() == Health::ok; ++round) {
      std::atomic<int> left{8};
      for (int i = 0; i < 8; ++i) {
        auto const text = run + "-" + std::to_string(round) + "-" + std::to_string(i);
        auto& acknowledged = asked_for[text];
        auto const topic = hub.topics[static_cast<std::size_t>(i) % hub.topics.size()];
        Submission const post{{hub.person, {}, {}}, crash::message(topic, text), text, 1, std::nullopt, Lane::people};
        store.submit(post, [&](Outcome outcome) {
          acknowledged = outcome.has_value();
          if (--left == 0) left.notify_one();
        });
      }
      for (int now = left; now != 0; now = left) left.wait(now);
    }
  }
  void check(Store& store) const {
    auto const texts = crash::texts_in(store, crash::hub_in(store));
    for (auto const& [text, acknowledged] : asked_for) {
      auto const found = texts.find(text);
      if (acknowledged) REQUIRE_MESSAGE(found != texts.end(), text << " was acknowledged and is lost");
      if (found != texts.end()) CHECK_MESSAGE(found->second == 1, text << " is there twice");
    }
    CHECK(store.verify().empty());
  }
};

}  // namespace

TEST_CASE("after a power cut at any point, and another during the start, nothing acknowledged is lost") {
  auto const points = number_from("STAFFROOM_POWER_CUTS", share_of(200, 40));
  auto const seed = number_from("STAFFROOM_SEED", 20261122);
  std::size_t acknowledged = 0;
  for (std::uint64_t point = 0; point < points; ++point) {
    CAPTURE(seed);
    CAPTURE(point);
    std::mt19937_64 random(seed + point);
    Machine machine;
    {
      auto const store = Store::open(machine.settings()).value();
      auto const hub = crash::hub_in(*store);
      machine.cut_power_after(1 + random() % 120);
      machine.work(*store, hub, "first");
    }
    machine.come_back(random());
    if (point % 2 == 0) {
      machine.cut_power_after(1 + random() % 40);
      if (auto const opened = Store::open(machine.settings()))
        machine.work(**opened, crash::hub_in(**opened), "second");
      machine.come_back(random());
    }
    auto opened = Store::open(machine.settings());
    REQUIRE_MESSAGE(opened, opened.error().detail);
    machine.check(**opened);
    machine.work(**opened, crash::hub_in(**opened), "last", 2);
    machine.check(**opened);
    for (auto const& [text, was] : machine.asked_for) acknowledged += was ? 1U : 0U;
  }
  MESSAGE(points << " power cuts, " << acknowledged << " acknowledged posts");
}
