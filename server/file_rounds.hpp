// Goes round people's files, also those that nobody asks for, and reads each whole: a disk that forgets is found out
// while there still is a copy with the right bytes. Slowly, on a thread of its own, and after a restart from where it
// was. Each file is read again within a week, or as long as the pace takes when that is longer.
#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <mutex>
#include <set>
#include <string>

#include "protocol/time.hpp"
#include "server/background_thread.hpp"

namespace staffroom {

struct FilePace {
  std::uint64_t bytes_per_second = 4 * 1024 * 1024;  // 350 GB in a day
  std::chrono::hours every{7 * 24};                  // from the begin of a round to that of the next
};

class FileRounds {
 public:
  using Clock = std::function<TimestampMs()>;
  /// The clock says when a round is due; null: the machine's.
  explicit FileRounds(std::filesystem::path data_folder, FilePace pace = {}, Clock clock = nullptr);

  void start();
  void stop() { thread_.stop(); }

  struct State {
    std::uint64_t left = 0;         // files to read in this round
    std::set<std::string> damaged;  // "ORGANISATION/SHA256", until they are whole again or gone
  };
  /// Any thread; never waits for the disk.
  State state() const;

  /// Goes on with the round that is due, to its end or until it is stopped. For tests; not while started.
  void turn();

 private:
  using Steady = std::chrono::steady_clock;
  enum class Look : std::uint8_t { whole, damaged, gone, stopped };
  void look_through(std::string const& organisation);
  Look look_at(std::filesystem::path const& file, std::string const& sha256);
  void judge(std::string const& name, Look look);
  void drop_those_gone();
  /// False when it is time to stop.
  bool pause_after(std::size_t bytes);
  void read_note();
  void write_note();
  std::uint64_t files_left() const;

  std::filesystem::path folder_;
  FilePace pace_;
  Clock clock_;
  std::string at_;     // the last one that was looked at; empty between rounds
  TimestampMs begun_;  // the round, or the last one
  Steady::time_point noted_at_{};
  mutable std::mutex mutex_;
  State state_;
  BackgroundThread thread_;
};

}  // namespace staffroom
