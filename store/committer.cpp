// The committer's thread: its queue, its groups, and what it does when the disk refuses.
#include "store/committer.hpp"

#include <utility>

#include "protocol/limits.hpp"

namespace staffroom {
namespace {

constexpr auto note_every = std::chrono::seconds{1};      // when idle
constexpr auto note_at_latest = std::chrono::seconds{5};  // when busy: it costs two syncs

Error no_space_error() {
  return {
      ErrorCode::no_space, {}, "The disk of the server is full. Nothing can be saved until there is space again.", {}};
}
Error unreadable_error() {
  return {ErrorCode::unavailable, {}, "The disk of the server could not be read. Try again in a moment.", {}};
}
Error failed_error() {
  return {ErrorCode::unavailable,
          {},
          "The disk of the server failed. Nothing can be saved until the server is restarted.",
          {}};
}

}  // namespace

Committer::Committer(Engine& engine, CommitState const& state, HighWater high_water)
    : engine_(engine), group_(engine), state_(state), high_water_(std::move(high_water)), noted_at_(Clock::now()) {
  // What is due, and how far the last run came, is known before the first request.
  group_.begin(state_);
  group_.finish();
}

Committer::~Committer() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  arrived_.notify_one();
  if (thread_.joinable()) thread_.join();
  if (engine_.health == Health::ok) high_water_.note(engine_.incarnation, engine_.shown()->seq());
}

void Committer::start() {
  thread_ = std::thread([this] { run(); });
}

void Committer::submit(Submission submission, Completion completion) {
  {
    std::unique_lock lock(mutex_);
    bool const crowded = people_.size() + background_.size() >= limits::commands_waiting_max;
    if (!stopping_ && !crowded) {
      auto& lane = submission.lane == Lane::people ? people_ : background_;
      lane.push_back({std::move(submission), std::move(completion)});
      engine_.counters.waiting = people_.size() + background_.size();
      bool const wake = std::exchange(asleep_, false);
      lock.unlock();
      if (wake) arrived_.notify_one();
      return;
    }
  }
  completion(Error{ErrorCode::unavailable, {}, "The server has too much to do. Try again in a moment.", "busy"});
}

void Committer::submit_all(std::vector<Store::Call> calls) {
  std::size_t taken = 0;
  {
    std::unique_lock lock(mutex_);
    for (; taken < calls.size() && !stopping_; ++taken) {
      if (people_.size() + background_.size() >= limits::commands_waiting_max) break;
      auto& [submission, completion] = calls[taken];
      auto& lane = submission.lane == Lane::people ? people_ : background_;
      lane.push_back({std::move(submission), std::move(completion)});
    }
    engine_.counters.waiting = people_.size() + background_.size();
    bool const wake = taken > 0 && std::exchange(asleep_, false);
    lock.unlock();
    if (wake) arrived_.notify_one();
  }
  for (; taken < calls.size(); ++taken) {
    calls[taken].second(
        Error{ErrorCode::unavailable, {}, "The server has too much to do. Try again in a moment.", "busy"});
  }
}

void Committer::run() {
  while (wait()) {
    switch (engine_.health.load()) {
      case Health::ok: commit_group(); break;
      case Health::read_only_no_space:
        // Also while commands keep coming: whoever tries again and again must not keep the hub from recovering.
        if (Clock::now() >= retry_at_) try_again();
        if (engine_.health == Health::read_only_no_space) refuse_all(no_space_error());
        break;
      case Health::read_only_failed: refuse_all(failed_error()); break;
    }
    note_high_water();
  }
}

bool Committer::wait() {
  std::unique_lock lock(mutex_);
  while (people_.empty() && background_.empty()) {
    if (stopping_) return false;
    asleep_ = true;
    auto const woken = [this] { return !asleep_ || stopping_; };
    bool const full = engine_.health == Health::read_only_no_space;
    bool const to_note = high_water_.noted() < engine_.shown()->seq() && engine_.health == Health::ok;
    if (full) {
      if (arrived_.wait_for(lock, engine_.settings.space_retry_every, woken)) continue;
    } else if (to_note) {
      if (arrived_.wait_until(lock, noted_at_ + note_every, woken)) continue;
    } else {
      arrived_.wait(lock, woken);
      continue;
    }
    asleep_ = false;
    lock.unlock();
    full ? try_again() : note_high_water();
    lock.lock();
  }
  return true;
}

bool Committer::take(Waiting& next) {
  if (taken_.empty()) {
    std::lock_guard const lock(mutex_);
    auto& lane = people_.empty() ? background_ : people_;
    // Background work is taken one by one, so that people never wait behind it.
    if (&lane == &people_) {
      taken_.swap(people_);
    } else if (!lane.empty()) {
      taken_.push_back(std::move(lane.front()));
      lane.pop_front();
    }
    engine_.counters.waiting = people_.size() + background_.size();
  }
  if (taken_.empty()) return false;
  next = std::move(taken_.front());
  taken_.pop_front();
  return true;
}

void Committer::commit_group() {
  // What one look at the queue took may be more than a group: the rest goes on in the next one.
  do {
    group_.begin(state_);
    Waiting next;
    while (!group_.is_full() && take(next)) group_.decide(next.submission, std::move(next.completion));
    write_group();
    if (engine_.health != Health::ok) {
      refuse_all(engine_.health == Health::read_only_no_space ? no_space_error() : failed_error());
    }
  } while (!taken_.empty());
}

void Committer::write_group() {
  if (!group_.is_broken() && !group_.has_writes()) {
    state_.now = group_.state().now;
    return group_.finish();
  }
  if (group_.is_broken() || !group_.prepare()) return group_.refuse(unreadable_error());
  auto const started = Clock::now();
  auto const result = engine_.database->write(group_.batch());
  auto const spent = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started);
  engine_.counters.sync_microseconds += static_cast<std::uint64_t>(spent.count());
  engine_.counters.sync_times.count(static_cast<std::uint64_t>(spent.count()));
  if (result == WriteResult::done) {
    state_ = group_.state();
    engine_.counters.group_sizes.count(group_.commands());
    group_.finish();
    auto const spent_on_it = std::chrono::duration_cast<std::chrono::microseconds>(group_.age());
    engine_.counters.group_times.count(static_cast<std::uint64_t>(spent_on_it.count()));
    return;
  }
  bool const full = result == WriteResult::no_space;
  engine_.health = full ? Health::read_only_no_space : Health::read_only_failed;
  if (engine_.settings.database_log) engine_.settings.database_log("error", engine_.database->last_error());
  // Its numbers are never used again, whatever of it reached the disk.
  state_.seq = group_.state().seq;
  state_.id_next = group_.state().id_next;
  group_.refuse(full ? no_space_error() : failed_error());
}

void Committer::refuse_all(Error const& error) {
  Waiting next;
  while (take(next)) {
    ++engine_.counters.rejected;
    next.completion(error);
  }
}

void Committer::try_again() {
  retry_at_ = Clock::now() + engine_.settings.space_retry_every;
  auto const resumed = engine_.database->resume();
  if (resumed == WriteResult::failed) engine_.health = Health::read_only_failed;
  if (resumed != WriteResult::done) return;
  Batch probe(*engine_.database);
  probe.put(Family::meta, meta_key(MetaTag::probe), std::to_string(state_.seq));
  switch (engine_.database->write(probe)) {
    case WriteResult::done: break;
    case WriteResult::no_space: return;
    case WriteResult::failed: engine_.health = Health::read_only_failed; return;
  }
  auto const stored = engine_.database->find(Family::meta, meta_key(MetaTag::state), {});
  if (stored) {
    auto const on_disk = decode_commit_state(*stored);
    state_.window_floor = on_disk.window_floor;
    state_.window_bytes = on_disk.window_bytes;
  }
  engine_.health = Health::ok;
}

void Committer::note_high_water() {
  auto const now = Clock::now();
  // What readers see is on the disk; after a write that failed, the committer's own numbers are ahead of it.
  auto const seq = engine_.shown()->seq();
  if (engine_.health != Health::ok || high_water_.noted() >= seq || now - noted_at_ < note_every) return;
  {
    std::lock_guard const lock(mutex_);
    bool const busy = !people_.empty() || !background_.empty();
    if (busy && now - noted_at_ < note_at_latest) return;
  }
  noted_at_ = now;
  high_water_.note(engine_.incarnation, seq);
}

}  // namespace staffroom
