// Kill and reopen under load: whatever was acknowledged is there exactly once, whatever the moment of the kill.
#include <doctest/doctest.h>

#include <chrono>
#include <random>
#include <set>
#include <thread>

#include "tests/crash/child_process.hpp"
#include "tests/crash/crash_hub.hpp"
#include "tests/support/share.hpp"
#include "tests/support/temp_store.hpp"

using namespace staffroom;
using namespace staffroom::tests;

TEST_CASE("after each of many kills under load every acknowledged post is there exactly once") {
  auto const cycles = number_from("STAFFROOM_KILLS", share_of(200, 40));
  auto const seed = number_from("STAFFROOM_SEED", 20261122);
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  StoreSettings settings;
  auto folder = std::make_unique<StoreFolder>();
  std::size_t acknowledged_in_all = 0;
  std::set<std::string> acknowledged;
  for (std::uint64_t cycle = 0; cycle < cycles; ++cycle) {
    CAPTURE(cycle);
    // A new folder now and then, so that reading everything stays cheap.
    if (cycle % 20 == 0) {
      folder = std::make_unique<StoreFolder>();
      acknowledged.clear();
    }
    settings.folder = folder->path();
    if (cycle % 20 == 0) crash::hub_in(*Store::open(settings).value());
    {
      crash::ChildProcess writer({STAFFROOM_CRASH_WRITER, folder->path().string(), "run" + std::to_string(cycle)},
                                 crash::ChildProcess::Errors::shown);
      CHECK(writer.line(std::chrono::seconds{60}) == "ready");
      std::this_thread::sleep_for(std::chrono::milliseconds{random() % 120});
      CHECK(writer.kill());
      while (auto const text = writer.line()) {
        acknowledged.insert(*text);
        ++acknowledged_in_all;
      }
    }
    // Every start of the next writer replays the log; all is read and compared now and then, and at the end.
    if (cycle % 5 != 4 && cycle + 1 != cycles) continue;
    auto opened = Store::open(settings);
    REQUIRE(opened);
    auto& store = **opened;
    auto const texts = crash::texts_in(store, crash::hub_in(store));
    for (auto const& text : acknowledged) {
      auto const found = texts.find(text);
      REQUIRE_MESSAGE(found != texts.end(), text << " was acknowledged and is lost");
    }
    for (auto const& [text, times] : texts) CHECK_MESSAGE((times == 1 || text == "Start."), text << " is there twice");
    CHECK(store.verify().empty());
  }
  MESSAGE(cycles << " kills, " << acknowledged_in_all << " acknowledged posts");
  CHECK(acknowledged_in_all > cycles);
}
