// The committer's clock: the only place of store/ that reads one. It never goes back, and a machine whose time leaps does
// not take the hub with it. Thread-safe.
#pragma once
#include <chrono>
#include <functional>
#include <mutex>

#include "protocol/time.hpp"

namespace staffroom {

class CommitClock {
 public:
  /// Never shows less than `not_before`. A manual clock stands there until it is advanced.
  CommitClock(bool manual, TimestampMs not_before);

  TimestampMs now();
  /// Manual clock only.
  void advance(std::chrono::milliseconds span);
  /// The machine's time has leapt by over a day since the start or since it last agreed with the steady clock: until a
  /// restart accepts the leap, time goes on evenly from before it.
  bool leapt() const;

 private:
  TimestampMs read();

  bool const manual_;
  mutable std::mutex mutex_;
  TimestampMs last_;
  std::chrono::steady_clock::time_point last_steady_;
  bool leapt_ = false;
};

}  // namespace staffroom
