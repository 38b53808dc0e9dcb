// The pool.
#include "server/pool.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "server/log.hpp"

namespace staffroom {
namespace {
constexpr std::size_t lanes_before_sweep = 1'024;
}  // namespace

WorkerPool::WorkerPool(std::string name, unsigned threads, Bounds bounds, int niceness)
    : name_(std::move(name)), bounds_(bounds), niceness_(niceness), threads_of_asker_(std::max(threads, 2U) - 1) {
  for (unsigned number = 0; number < threads; ++number) threads_.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() { stop(); }

Taken WorkerPool::run_for(std::uint64_t asker, std::function<void()> task) {
  {
    std::lock_guard lock(mutex_);
    if (stopping_ || waiting_ >= bounds_.waiting) return Taken::full;
    auto& lane = lanes_[asker];
    if (asker != 0 && lane.tasks.size() >= bounds_.waiting_of_asker) return Taken::enough_of_asker;
    lane.tasks.push_back(std::move(task));
    ++waiting_;
    give_turn(asker, lane);
  }
  wake_.notify_one();
  return Taken::yes;
}

bool WorkerPool::may_start(std::uint64_t asker, Lane const& lane) const {
  return !lane.tasks.empty() && (asker == 0 || lane.running < threads_of_asker_);
}

void WorkerPool::give_turn(std::uint64_t asker, Lane& lane) {
  if (lane.has_turn || !may_start(asker, lane)) return;
  lane.has_turn = true;
  lane.had = std::max(lane.had, now_);  // having asked for nothing yesterday buys nothing today
  turns_.emplace(lane.had, asker);
}

WorkerPool::Chosen WorkerPool::take_next() {
  auto const [had, asker] = *turns_.begin();
  turns_.erase(turns_.begin());
  now_ = std::max(now_, had);
  auto& lane = lanes_[asker];
  Chosen chosen{asker, std::move(lane.tasks.front())};
  lane.tasks.pop_front();
  lane.has_turn = false;
  ++lane.running;
  ++running_;
  --waiting_;
  give_turn(asker, lane);
  return chosen;
}

void WorkerPool::done(std::uint64_t asker, Span took) {
  auto& lane = lanes_[asker];
  --lane.running;
  --running_;
  if (lane.has_turn) turns_.erase({lane.had, asker});
  lane.has_turn = false;
  lane.had += took;
  give_turn(asker, lane);
  forget_idle();
}

void WorkerPool::forget_idle() {
  if (waiting_ == 0 && running_ == 0) {
    lanes_.clear();
    now_ = {};
  } else if (lanes_.size() > lanes_before_sweep) {
    std::erase_if(lanes_, [this](auto const& it) {
      return it.second.tasks.empty() && it.second.running == 0 && it.second.had <= now_;
    });
  }
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
  return waiting_;
}

void WorkerPool::work() {
  if (niceness_ > 0) ::setpriority(PRIO_PROCESS, 0, niceness_);  // of this thread only
  std::unique_lock lock(mutex_);
  for (;;) {
    // While stopping, a lane that waits for its running task gets its turn from the thread that runs it.
    wake_.wait(lock, [this] { return stopping_ || !turns_.empty(); });
    if (turns_.empty()) return;
    auto chosen = take_next();
    lock.unlock();
    auto const began = std::chrono::steady_clock::now();
    try {
      chosen.task();
    } catch (std::exception const& thrown) {
      log::error("pool_task_threw", {{"pool", name_}, {"what", thrown.what()}});
    }
    chosen.task = nullptr;
    lock.lock();
    done(chosen.asker, std::chrono::steady_clock::now() - began);
    if (turns_.size() > 1) wake_.notify_one();
  }
}

}  // namespace staffroom
