// The thread of what can wait: when it works, and that it stops.
#include "server/background_thread.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <future>

using namespace staffroom;
using namespace std::chrono_literals;

TEST_CASE("a background thread works at once, again when it is woken, after all others, and not when it is stopped") {
  std::atomic<int> times{0};
  std::atomic<int> nice{0};
  std::promise<void> first, second, may_go_on;
  auto const go_on = may_go_on.get_future().share();
  BackgroundThread thread;
  thread.start(
      [&] {
        nice = ::getpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid)));
        if (++times == 1) first.set_value();
        if (times == 1) go_on.wait();
        if (times == 2) second.set_value();
      },
      1h);
  REQUIRE(first.get_future().wait_for(60s) == std::future_status::ready);
  CHECK(nice >= 15);
  // Woken while it works: not lost.
  thread.wake();
  may_go_on.set_value();
  REQUIRE(second.get_future().wait_for(60s) == std::future_status::ready);
  CHECK_FALSE(thread.is_stopping());
  thread.stop();
  CHECK(thread.is_stopping());
  thread.wake();
  CHECK(times == 2);
}

TEST_CASE("a background thread that pauses in the middle of its work is stopped at once") {
  std::promise<void> begun;
  std::atomic<bool> is_short_over{false}, goes_on{true};
  BackgroundThread thread;
  thread.start(
      [&] {
        is_short_over = thread.pause(1us);
        begun.set_value();
        goes_on = thread.pause(1h);
      },
      1h);
  REQUIRE(begun.get_future().wait_for(60s) == std::future_status::ready);
  thread.stop();
  CHECK(is_short_over);
  CHECK_FALSE(goes_on);
}
