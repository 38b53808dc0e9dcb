// Files on their way to the hub: who writes to which, how much room is promised to them, and what happens with the last
// byte. The rules of tus, the protocol, are in server/uploads_tus.cpp.
#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "server/pool.hpp"
#include "store/files.hpp"
#include "store/store.hpp"

namespace staffroom {

/// An upload that is open on this side. One request at a time holds it.
struct Arriving {
  Upload record;
  std::unique_ptr<IncomingFile> file;  // the holder's only
  std::atomic<bool> is_gone{false};    // given up, or over: no byte of it counts any more

 private:
  friend class Uploads;
  bool is_held = false;
  std::function<void()> stop;  // ends the holder's request
  std::function<void(bool mine)> waiting;
  std::chrono::steady_clock::time_point left_at;
};

/// Thread-safe. What blocks says so and belongs on the pool.
class Uploads {
 public:
  Uploads(Store& store, std::uint64_t quota_bytes);
  ~Uploads() { stop(); }

  /// Before the first request: room is promised again to what was under way, and what nobody waits for goes. Blocks.
  void start();
  void stop();
  /// For disk work of uploads and downloads.
  WorkerPool& pool() { return pool_; }

  /// The record, if it is this person's and its time is not over. Blocks.
  std::optional<Upload> find(Actor const& actor, UploadId upload);
  /// Promises room, and makes the record. Blocks. Errors: the store's; too_large (quota), no_space.
  Result<Upload> open(Actor const& actor, OpenUpload command);
  /// Holds the upload for one request; a request that holds it already is stopped: its sender is gone, or sends again.
  /// `then` is called once, on any thread: not_found, conflict `locked` when a third one came, unavailable. Blocks.
  using Held = std::function<void(Result<std::shared_ptr<Arriving>>)>;
  void hold(Upload record, std::function<void()> stop, Held then);
  void let_go(std::shared_ptr<Arriving> const& arriving);
  /// With the last byte there: checks what it is, gives it its name, tells the store. The holder's; blocks. Errors:
  /// unprocessable (the upload is gone then), the store's, no_space, unavailable (it may be tried again).
  Result<void> finish(Actor const& actor, Arriving& arriving);
  /// Gives it up; a request that writes to it is stopped, unless it is that request which says so. Blocks. Errors: the
  /// store's.
  enum class By : std::uint8_t { another, holder };
  Result<void> drop(Actor const& actor, UploadId upload, By who = By::another);

  /// Removes what has lost its record, and files that nobody has named for long. Blocks.
  void sweep();

 private:
  void run();
  Result<std::shared_ptr<Arriving>> take_up(std::shared_ptr<Arriving> arriving);
  void forget(UploadId upload, By who);
  void release_room(UploadId upload);
  void close_idle();

  Store& store_;
  Files& files_;
  WorkerPool pool_;
  std::mutex mutex_;
  std::map<UploadId, std::shared_ptr<Arriving>> arriving_;
  struct Room {
    OrganisationId organisation;
    std::uint64_t bytes = 0;
  };
  std::map<UploadId, Room> rooms_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace staffroom
