// Time passes by a command: when something is due, the scheduler submits a tick, and again while something is left.
#pragma once
#include <condition_variable>
#include <mutex>
#include <thread>

#include "store/store.hpp"

namespace staffroom {

class Scheduler {
 public:
  explicit Scheduler(Store& store) : store_(store) {}
  ~Scheduler() { stop(); }
  void start();
  void stop();

 private:
  void run();
  Store& store_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

/// Blocks. Used at start, so that downtime is caught up before the first request, and by the manual clock.
void tick_until_nothing_is_due(Store& store);

/// Blocks. Erasures whose time has come are made complete; what fails is logged, and tried again later.
void finish_erasures(Store& store);

}  // namespace staffroom
