// What the committer and the readers of one open data folder share.
#pragma once
#include <atomic>
#include <memory>
#include <mutex>
#include <string>

#include "store/clock.hpp"
#include "store/commit_state.hpp"
#include "store/record_cache.hpp"
#include "store/rocks.hpp"
#include "store/session_cache.hpp"
#include "store/standing_cache.hpp"
#include "store/store.hpp"
#include "store/views.hpp"

namespace staffroom {

struct Engine {
  Engine(StoreSettings given, std::unique_ptr<Database> opened, std::string name, CommitState const& state)
      : settings(std::move(given)),
        database(std::move(opened)),
        incarnation(std::move(name)),
        clock(settings.manual_clock, settings.manual_clock && !state.now.value ? settings.manual_start : state.now) {}

  /// What readers see: replaced after each group, when the caches are ready for it.
  std::shared_ptr<Snapshot const> shown() const {
    std::lock_guard const lock(shown_mutex);
    return shown_;
  }
  void show(std::shared_ptr<Snapshot const> snapshot) {
    std::lock_guard const lock(shown_mutex);
    shown_.swap(snapshot);
  }
  SnapshotView view(ReadTier tier) { return {*database, shown(), tier, decoded, standings, searching.load()}; }

  StoreSettings settings;
  std::unique_ptr<Database> database;
  std::string incarnation;
  CommitClock clock;
  DecodedCache decoded;
  StandingCache standings;
  SessionCache sessions;
  Store::Counters counters;
  std::atomic<Health> health{Health::ok};
  std::atomic<PublicationSink*> sink{nullptr};
  std::atomic<search::Follower*> searching{nullptr};
  static constexpr std::int64_t nothing_due = -1;
  std::atomic<std::int64_t> next_due{nothing_due};

 private:
  mutable std::mutex shown_mutex;
  std::shared_ptr<Snapshot const> shown_;
};

}  // namespace staffroom
