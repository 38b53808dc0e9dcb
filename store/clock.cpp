// The committer's clock.
#include "store/clock.hpp"

#include <algorithm>

namespace staffroom {
namespace {

constexpr std::chrono::milliseconds leap_min = std::chrono::hours{24};

TimestampMs machine_time() {
  using std::chrono::milliseconds;
  auto const since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<milliseconds>(since).count()};
}

}  // namespace

CommitClock::CommitClock(bool manual, TimestampMs not_before)
    : manual_(manual), last_(not_before), last_steady_(std::chrono::steady_clock::now()) {
  // Downtime is no leap: whatever the machine says at the start is taken.
  if (!manual_) last_ = std::max(last_, machine_time());
}

TimestampMs CommitClock::now() {
  std::lock_guard const lock(mutex_);
  return manual_ ? last_ : read();
}

TimestampMs CommitClock::read() {
  auto const steady = std::chrono::steady_clock::now();
  auto const passed = std::chrono::duration_cast<std::chrono::milliseconds>(steady - last_steady_);
  auto const even = last_ + passed;
  auto const machine = machine_time();
  auto const gap = machine - even;
  leapt_ = gap > leap_min || gap < -leap_min;
  auto const next = std::max(last_, leapt_ ? even : machine);
  if (next > last_) {
    last_ = next;
    last_steady_ = steady;
  }
  return last_;
}

void CommitClock::advance(std::chrono::milliseconds span) {
  std::lock_guard const lock(mutex_);
  if (manual_ && span.count() > 0) last_ = last_ + span;
}

bool CommitClock::leapt() const {
  std::lock_guard const lock(mutex_);
  return leapt_;
}

}  // namespace staffroom
