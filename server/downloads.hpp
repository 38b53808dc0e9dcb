// Downloads of several things: a thread of its own packs them into zip files, one after the other, with the rights of
// whoever asked at that moment. They are asked for again when the file is fetched.
#pragma once
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>

#include "store/files.hpp"
#include "store/resources_downloads.hpp"
#include "store/store.hpp"

namespace staffroom {

class Downloads {
 public:
  explicit Downloads(Store& store);
  ~Downloads() { stop(); }

  /// What was being packed when the hub stopped is packed again. `address`: of the hub, in attribution sheets.
  void start(std::string address);
  void stop();

  /// All that waits, now: for tests and the manual clock. Blocks.
  void pack_waiting();
  /// Removes what has lost its record. Blocks.
  void sweep();

  struct Packed {
    std::shared_ptr<OpenFile> file;
    std::string name;
    std::string etag;
  };
  /// The file, if it is this person's and they may still take all that is in it; else the whole is dropped. Blocks.
  /// Errors: not_found; conflict wrong_state while it is made, or when that failed.
  Result<Packed> fetch(Actor const& actor, DownloadId download);

 private:
  void run();
  void pack(Download const& download);
  void report(AdvanceDownload report);
  bool has_lost_a_right(Actor const& actor, DownloadId download) const;
  std::filesystem::path path_of(DownloadId download, char const* ending) const;

  Store& store_;
  std::string address_;
  std::filesystem::path folder_;
  std::mutex packing_;  // one at a time
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace staffroom
