// A few threads for what may block: reads that miss the caches, password hashing. Bounded: what does not fit is
// refused.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace staffroom {

class WorkerPool {
 public:
  WorkerPool(std::string name, unsigned threads, std::size_t waiting_max);
  ~WorkerPool();  // as stop()
  WorkerPool(WorkerPool const&) = delete;
  WorkerPool& operator=(WorkerPool const&) = delete;

  /// False when too many are waiting, or after stop(): the task is not taken.
  [[nodiscard]] bool run(std::function<void()> task);
  /// Finishes what was taken, then ends the threads.
  void stop();
  std::size_t waiting() const;

 private:
  void work();
  std::string name_;
  std::size_t waiting_max_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> tasks_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace staffroom
