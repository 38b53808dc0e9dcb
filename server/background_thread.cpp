// A thread that does what can wait.
#include "server/background_thread.hpp"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <utility>

namespace staffroom {
namespace {

/// The calling thread comes after all others from now on, for the processor and for the disk.
void go_last() {
  constexpr int of_a_thread = 1;            // IOPRIO_WHO_PROCESS: of one thread, given as 0: this one
  constexpr int last_of_all = 2 << 13 | 7;  // IOPRIO_CLASS_BE, its last level: idle would wait for ever on a busy disk
  ::syscall(SYS_ioprio_set, of_a_thread, 0, last_of_all);
  ::setpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid)), 15);
}

}  // namespace

void BackgroundThread::start(std::function<void()> work, std::chrono::milliseconds every) {
  thread_ = std::thread([this, work = std::move(work), every] { run(work, every); });
}

void BackgroundThread::run(std::function<void()> const& work, std::chrono::milliseconds every) {
  go_last();
  std::unique_lock lock(mutex_);
  while (!is_stopping_) {
    is_woken_ = false;
    lock.unlock();
    work();
    lock.lock();
    changed_.wait_for(lock, every, [this] { return is_stopping_ || is_woken_; });
  }
}

void BackgroundThread::wake() {
  {
    std::lock_guard const lock(mutex_);
    is_woken_ = true;
  }
  changed_.notify_all();
}

void BackgroundThread::stop() {
  {
    std::lock_guard const lock(mutex_);
    is_stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool BackgroundThread::is_stopping() const {
  std::lock_guard const lock(mutex_);
  return is_stopping_;
}

bool BackgroundThread::pause(std::chrono::microseconds span) {
  std::unique_lock lock(mutex_);
  return !changed_.wait_for(lock, span, [this] { return is_stopping_; });
}

}  // namespace staffroom
