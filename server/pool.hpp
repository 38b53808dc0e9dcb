// A few threads for what may block: reads that miss the caches, password hashing. Bounded: what does not fit is
// refused. Whoever asks for much waits behind themselves: every asker has a queue, and next comes whoever has had the
// least of the threads' time (start-time fair queueing).
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace staffroom {

/// What became of a task: a refused one was not touched.
enum class Taken : std::uint8_t {
  yes,
  enough_of_asker,  // as many of theirs wait already as may: they should slow down
  full,             // of everybody's together, or the pool has stopped
};

/// Of threads that hash passwords: whole hundredths of a second of the processor, for which nobody else waits.
inline constexpr int hashing_niceness = 10;

class WorkerPool {
 public:
  struct Bounds {
    std::size_t waiting;           // of all together
    std::size_t waiting_of_asker;  // of one of them
  };
  /// Above a `niceness` of 0 its threads give way to others on the processor.
  WorkerPool(std::string name, unsigned threads, Bounds bounds, int niceness = 0);
  ~WorkerPool();  // as stop()
  WorkerPool(WorkerPool const&) = delete;
  WorkerPool& operator=(WorkerPool const&) = delete;

  /// Nobody's own work: one queue among the others, bounded by `waiting` only, that may have all threads. False when
  /// too many are waiting, or after stop(): the task is not taken.
  [[nodiscard]] bool run(std::function<void()> task) { return run_for(0, std::move(task)) == Taken::yes; }
  /// An asker other than 0 never has all threads at once, where there are several.
  [[nodiscard]] Taken run_for(std::uint64_t asker, std::function<void()> task);
  /// Finishes what was taken, then ends the threads.
  void stop();
  std::size_t waiting() const;

 private:
  using Span = std::chrono::nanoseconds;
  struct Lane {
    std::deque<std::function<void()>> tasks;
    unsigned running = 0;
    Span had{};             // of the threads' time, on the scale of `now_`
    bool has_turn = false;  // stands in `turns_`
  };
  struct Chosen {
    std::uint64_t asker = 0;
    std::function<void()> task;
  };
  void work();
  bool may_start(std::uint64_t asker, Lane const& lane) const;
  void give_turn(std::uint64_t asker, Lane& lane);
  Chosen take_next();
  void done(std::uint64_t asker, Span took);
  void forget_idle();
  std::string name_;
  Bounds bounds_;
  int niceness_;
  unsigned threads_of_asker_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::unordered_map<std::uint64_t, Lane> lanes_;   // of those who had something to do lately
  std::set<std::pair<Span, std::uint64_t>> turns_;  // whose task may be started: who has had least comes first
  Span now_{};                                      // what those who are served have had; who comes anew has as much
  std::size_t waiting_ = 0, running_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace staffroom
