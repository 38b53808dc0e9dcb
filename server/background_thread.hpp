// A thread that does what can wait: after all others for the processor and for the disk, again and again until it is
// stopped.
#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace staffroom {

class BackgroundThread {
 public:
  BackgroundThread() = default;
  ~BackgroundThread() { stop(); }
  BackgroundThread(BackgroundThread const&) = delete;
  BackgroundThread& operator=(BackgroundThread const&) = delete;

  /// Does the work at once, then each time when so long has passed since it came back, or when it is woken.
  void start(std::function<void()> work, std::chrono::milliseconds every);
  /// Any thread: the work is done once more, without waiting. What is being done goes on first.
  void wake();
  /// Waits for the work that is being done. For good.
  void stop();

  // For the work itself, when it takes long.
  bool is_stopping() const;
  /// False when it is time to stop.
  bool pause(std::chrono::microseconds span);

 private:
  void run(std::function<void()> const& work, std::chrono::milliseconds every);

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool is_woken_ = false;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace staffroom
