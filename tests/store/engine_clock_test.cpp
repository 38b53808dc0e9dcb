// The committer's clock: never back, and not taken along by a leap.
#include <doctest/doctest.h>

#include "store/clock.hpp"

using namespace staffroom;
using namespace std::chrono_literals;

namespace {

struct Machine {
  std::int64_t wall = 1'000'000'000'000;
  std::chrono::milliseconds steady{5'000};

  CommitClock clock(TimestampMs not_before = {}) {
    return CommitClock(false, not_before, [this] { return CommitClock::Reading{{wall}, steady}; });
  }
  void pass(std::chrono::milliseconds span) {
    wall += span.count();
    steady += span;
  }
};

}  // namespace

TEST_CASE("the clock shows the machine's time and never goes back") {
  Machine machine;
  auto clock = machine.clock();
  CHECK(clock.now().value == machine.wall);
  machine.pass(70s);
  CHECK(clock.now().value == machine.wall);
  auto const before = clock.now();
  machine.wall -= 60'000;
  CHECK(clock.now() == before);
  machine.pass(61s);
  CHECK(clock.now().value == machine.wall);
  CHECK_FALSE(clock.leapt());
}

TEST_CASE("downtime is no leap, and a machine that forgot the time stays behind the stamps") {
  Machine machine;
  CHECK(machine.clock({1'000}).now().value == machine.wall);
  TimestampMs const stamped{machine.wall + 3'600'000};
  auto clock = machine.clock(stamped);
  CHECK(clock.now() == stamped);
}

TEST_CASE("after a leap of over a day time goes on evenly until the clocks agree again") {
  Machine machine;
  auto clock = machine.clock();
  auto const before = clock.now();
  auto const day = std::chrono::milliseconds(25h).count();
  machine.pass(10s);
  SUBCASE("forward") { machine.wall += day; }
  SUBCASE("back") { machine.wall -= day; }
  CHECK(clock.now() == before + 10s);
  CHECK(clock.leapt());
  machine.pass(5s);
  CHECK(clock.now() == before + 15s);
  machine.wall = (before + 20s).value;
  machine.steady += 5s;
  CHECK(clock.now() == before + 20s);
  CHECK_FALSE(clock.leapt());
}

TEST_CASE("a manual clock stands until it is advanced") {
  CommitClock clock(true, {1'000});
  CHECK(clock.now().value == 1'000);
  clock.advance(5s);
  CHECK(clock.now().value == 6'000);
  clock.advance(-5s);
  CHECK(clock.now().value == 6'000);
}
