// Copies of the data folder while the hub runs: made at the times of the settings and on request, on a thread of their
// own with the lowest priority, verified, kept for a while. A copy that fails is told to the log and the status, and
// harms nobody.
#pragma once
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "protocol/status.hpp"
#include "server/background_thread.hpp"
#include "server/config.hpp"
#include "server/control_door.hpp"
#include "store/backup.hpp"
#include "store/store.hpp"

namespace staffroom {

class Backups {
 public:
  using Clock = std::function<TimestampMs()>;
  /// The clock says when copies are due; null: the machine's.
  Backups(Store& store, std::filesystem::path data_folder, BackupSettings settings, Clock clock = nullptr);
  ~Backups() { stop(); }

  /// Opens the control door, too.
  void start();
  void stop();
  /// Any thread; never waits for a copy.
  BackupStatus state() const;

  /// Does what is due and what was asked for, here and now. For tests; not while started.
  void turn();
  /// A request of the control door: "backup" with the folder and how many copies stay, "backup-state".
  void take(ControlDoor::Request request, ControlDoor::Reply reply);

 private:
  struct Job {
    std::filesystem::path to;
    std::optional<std::size_t> keep;
    ControlDoor::Reply reply;
  };
  void make_due();
  void do_jobs();
  void note_erasures();
  Result<backup::Made> make(std::filesystem::path const& to);
  Result<void> check_and_let_go(backup::Made const& made, std::optional<std::size_t> keep);
  void plan_next(TimestampMs now);
  void look_at_copies();
  void failed(std::string const& what_next, Error const& error);

  Store& store_;
  std::filesystem::path data_folder_;
  BackupSettings settings_;
  Clock clock_;
  std::unique_ptr<ControlDoor> door_;
  mutable std::mutex mutex_;
  BackupStatus state_;
  std::deque<Job> jobs_;
  bool is_making_ = false;
  std::optional<Seq> erasures_noted_at_;
  std::optional<std::filesystem::path> not_sound_;  // the copy that was found so last
  BackgroundThread thread_;
};

}  // namespace staffroom
