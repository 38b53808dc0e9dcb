// The committer: one thread that puts every command into one order. It takes what waits, decides it as one group,
// writes the group with one sync, and answers. Knows no sockets.
#pragma once
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "store/commit_group.hpp"
#include "store/high_water.hpp"

namespace staffroom {

class Committer {
 public:
  Committer(Engine& engine, CommitState const& state, HighWater high_water);
  /// Commits what waits, then stops.
  ~Committer();

  void start();
  /// Any thread.
  void submit(Submission submission, Completion completion);
  void submit_all(std::vector<Store::Call> calls);

 private:
  struct Waiting {
    Submission submission;
    Completion completion;
  };
  using Clock = std::chrono::steady_clock;

  void run();
  /// False when it is time to stop.
  bool wait();
  /// People before background work. False when nothing waits.
  bool take(Waiting& next);
  void commit_group();
  void write_group();
  void refuse_all(Error const& error);
  void try_again();
  void note_high_water();

  Engine& engine_;
  CommitGroup group_;
  CommitState state_;
  HighWater high_water_;
  Clock::time_point noted_at_;
  Clock::time_point retry_at_;  // while there is no space

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Waiting> people_;
  std::deque<Waiting> background_;
  std::deque<Waiting> taken_;  // committer's thread only
  bool asleep_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace staffroom
