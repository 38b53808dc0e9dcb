// The committer's clock.
#include "store/clock.hpp"

#include <algorithm>

namespace staffroom {
namespace {

constexpr std::chrono::milliseconds leap_min = std::chrono::hours{24};

}  // namespace

CommitClock::Reading CommitClock::real_machine() {
  using std::chrono::duration_cast;
  using std::chrono::milliseconds;
  auto const wall = std::chrono::system_clock::now().time_since_epoch();
  auto const steady = std::chrono::steady_clock::now().time_since_epoch();
  return {{duration_cast<milliseconds>(wall).count()}, duration_cast<milliseconds>(steady)};
}

CommitClock::CommitClock(bool manual, TimestampMs not_before, Machine machine)
    : manual_(manual), machine_(std::move(machine)), last_(not_before) {
  if (manual_) return;
  // Downtime is no leap: whatever the machine says at the start is taken.
  auto const start = machine_();
  last_ = std::max(last_, start.wall);
  last_steady_ = start.steady;
}

TimestampMs CommitClock::now() {
  std::lock_guard const lock(mutex_);
  return manual_ ? last_ : read();
}

TimestampMs CommitClock::read() {
  auto const machine = machine_();
  auto const even = last_ + (machine.steady - last_steady_);
  auto const gap = machine.wall - even;
  leapt_ = gap > leap_min || gap < -leap_min;
  auto const next = std::max(last_, leapt_ ? even : machine.wall);
  if (next > last_) {
    last_ = next;
    last_steady_ = machine.steady;
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
