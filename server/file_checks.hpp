// The follower that looks at each new version's files before anyone but its editors sees them: is each what its name
// says, is there a virus, is there pupil data, what are its words and its first page. No result in time never means
// passed: what can't be checked now is tried again, and stays for its editors.
#pragma once
#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "server/extraction.hpp"
#include "store/store.hpp"

namespace staffroom {

struct FileCheckSettings {
  std::filesystem::path extractor;  // empty: beside the running program
  std::string clamd;                // a socket's path or "host:port"; empty: no virus scan
};

class FileChecks {
 public:
  FileChecks(Store& store, FileCheckSettings settings);
  ~FileChecks() { stop(); }

  void start();
  void stop();
  /// Checks all that wait, here and now, and answers how many came to a result. For tools, tests and the demo network;
  /// not while started.
  std::size_t run_waiting();

 private:
  using Clock = std::chrono::steady_clock;
  struct Delay {
    Clock::time_point next;
    std::chrono::seconds wait;
  };

  void run();
  std::size_t check_waiting();
  bool check(ResourceVersion const& version);
  /// Errors: unavailable: no result now.
  Result<FinishCheck> look_at(ResourceVersion const& version);
  Result<void> look_at_file(ResourceVersion const& version, std::uint32_t place, FinishCheck& out);
  Result<void> extract(ResourceVersion const& version, int descriptor, std::uint32_t place, FinishCheck& out);

  Store& store_;
  FileCheckSettings settings_;
  Extractor extractor_;
  std::map<ResourceVersionId, Delay> delays_;  // of those that could not be checked
  std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace staffroom
