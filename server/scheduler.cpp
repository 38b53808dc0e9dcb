// The scheduler.
#include "server/scheduler.hpp"

#include <chrono>

#include "protocol/limits.hpp"
#include "server/log.hpp"

namespace staffroom {
namespace {

/// False when nothing is due, or the tick is refused: then there is no sense in trying again at once.
bool tick_once(Store& store) {
  auto due = store.next_due();
  if (!due || *due > store.now()) return false;
  Tick tick{limits::tick_items_max};
  Submission submission;
  submission.command = std::move(tick);
  submission.lane = Lane::background;
  auto outcome = store.submit_and_wait(std::move(submission));
  if (!outcome) log::warn("tick_refused", {{"code", to_text(outcome.error().code)}});
  return outcome.has_value();
}

}  // namespace

void tick_until_nothing_is_due(Store& store) {
  while (tick_once(store)) {
  }
}

void finish_erasures(Store& store) {
  if (auto const finished = store.finish_erasures(); !finished) {
    log::warn("erasure_not_finished", {{"why", finished.error().detail}});
  }
}

void Scheduler::start() {
  thread_ = std::thread([this] { run(); });
}

void Scheduler::stop() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Scheduler::run() {
  constexpr std::chrono::milliseconds look_every{250};
  constexpr std::chrono::minutes erasures_every{10};
  auto next_erasures = std::chrono::steady_clock::now();
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    if (store_.health() == Health::ok) tick_until_nothing_is_due(store_);
    if (store_.health() == Health::ok && std::chrono::steady_clock::now() >= next_erasures) {
      finish_erasures(store_);
      next_erasures = std::chrono::steady_clock::now() + erasures_every;
    }
    lock.lock();
    wake_.wait_for(lock, look_every, [this] { return stopping_; });
  }
}

}  // namespace staffroom
