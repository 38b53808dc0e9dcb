// How the hub is: what has to be read from the disk or the system to know it, measured by a thread of its own, and
// kept for whoever asks (the metrics page, the status page). Nobody who asks waits for a disk.
#pragma once
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "protocol/status.hpp"
#include "server/file_rounds.hpp"
#include "server/mail.hpp"
#include "server/net/traffic.hpp"
#include "store/store.hpp"

namespace staffroom {

/// What other parts know of themselves at any time, on any thread, without waiting. Those that are null know nothing.
struct WatchSources {
  std::function<net::Traffic()> traffic;
  std::function<MailState()> mail;
  std::function<BackupStatus()> backups;
  std::function<FileRounds::State()> file_rounds;
  std::function<std::optional<TimestampMs>()> certificate_ends;
};

/// What was found the last time.
struct Measured {
  DiskStatus disk;
  std::uint64_t mail_waiting = 0;  // due now; at most Watch::mail_counted_max
  std::optional<TimestampMs> mail_oldest;
  std::vector<FollowerStatus> followers;
  std::uint64_t resident_bytes = 0;
  std::uint64_t open_files = 0;
  std::uint64_t open_files_max = 0;
};

class Watch {
 public:
  static constexpr std::size_t mail_counted_max = 5'000;

  Watch(Store& store, std::filesystem::path data_folder);
  ~Watch() { stop(); }
  /// Before start().
  void set_sources(WatchSources sources) { sources_ = std::move(sources); }
  void start();
  void stop();

  /// Never null; nothing but zeros in the first moment after the start.
  std::shared_ptr<Measured const> measured() const;
  WatchSources const& sources() const { return sources_; }
  TimestampMs started() const { return started_; }

 private:
  void run();
  void measure();
  void measure_disk(DiskStatus& disk);
  void measure_mail(Measured& out) const;

  Store& store_;
  std::filesystem::path folder_;
  WatchSources sources_;
  TimestampMs started_;
  std::uint64_t derived_bytes_ = 0;  // a folder of many files, which is looked through seldom
  std::chrono::steady_clock::time_point derived_next_{};
  mutable std::mutex mutex_;
  std::shared_ptr<Measured const> measured_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace staffroom
