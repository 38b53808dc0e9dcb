// The committer's clock: the only place of store/ that reads one. It never goes back, and a machine whose time leaps
// does not take the hub with it. Thread-safe.
#pragma once
#include <chrono>
#include <functional>
#include <mutex>

#include "protocol/time.hpp"

namespace staffroom {

class CommitClock {
 public:
  /// What the machine's two clocks show: the wall's, which can be set, and the steady one, which only goes on.
  struct Reading {
    TimestampMs wall;
    std::chrono::milliseconds steady{0};
  };
  using Machine = std::function<Reading()>;
  static Reading real_machine();

  /// Never shows less than `not_before`. A manual clock stands there until it is advanced.
  CommitClock(bool manual, TimestampMs not_before, Machine machine = real_machine);

  TimestampMs now();
  /// Manual clock only.
  void advance(std::chrono::milliseconds span);
  /// The wall clock is over a day away from where the steady one says it should be: until they agree again, or a
  /// restart accepts the leap, time goes on evenly from before it, and nothing comes due by the leap.
  bool leapt() const;

 private:
  TimestampMs read();

  bool const manual_;
  Machine const machine_;
  mutable std::mutex mutex_;
  TimestampMs last_;
  std::chrono::milliseconds last_steady_{0};
  bool leapt_ = false;
};

}  // namespace staffroom
