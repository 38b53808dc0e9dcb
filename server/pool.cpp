// The pool.
#include "server/pool.hpp"

#include <exception>
#include <utility>

#include "server/log.hpp"

namespace staffroom {

WorkerPool::WorkerPool(std::string name, unsigned threads, std::size_t waiting_max)
    : name_(std::move(name)), waiting_max_(waiting_max) {
  for (unsigned number = 0; number < threads; ++number) threads_.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() { stop(); }

bool WorkerPool::run(std::function<void()> task) {
  {
    std::lock_guard lock(mutex_);
    if (stopping_ || tasks_.size() >= waiting_max_) return false;
    tasks_.push_back(std::move(task));
  }
  wake_.notify_one();
  return true;
}

void WorkerPool::stop() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

std::size_t WorkerPool::waiting() const {
  std::lock_guard lock(mutex_);
  return tasks_.size();
}

void WorkerPool::work() {
  for (;;) {
    std::function<void()> task;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
      if (tasks_.empty()) return;
      task = std::move(tasks_.front());
      tasks_.pop_front();
    }
    try {
      task();
    } catch (std::exception const& thrown) {
      log::error("pool_task_threw", {{"pool", name_}, {"what", thrown.what()}});
    }
  }
}

}  // namespace staffroom
