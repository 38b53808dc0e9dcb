// The follower that keeps the search index up to date with what was committed, and makes it anew when it has to. One
// thread; the index can be deleted at any time and is built again from the records.
#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "store/engine.hpp"
#include "store/search_index.hpp"

namespace staffroom::search {

class Follower {
 public:
  /// `submit` reports the progress of rebuilds; it must not block.
  Follower(Engine& engine, Files const& files, std::function<void(Command)> submit);
  ~Follower();
  void start();

  // Any thread.
  /// What is searched in now; null while there is none.
  std::shared_ptr<SearchIndex> index() const;
  Files const& files() const { return files_; }
  /// Everything up to here is in the index. Ask before the index is.
  Seq followed() const { return followed_; }
  /// The index is not whole yet, or more than a few seconds behind.
  bool is_behind() const;
  bool wait_for(Seq seq, std::chrono::milliseconds at_most) const;
  /// Builds a new index without being asked by a command, while the old one answers.
  void make_anew() { anew_ = true; }
  /// A reader could not read the index.
  void note_damage() { damaged_ = true; }

 private:
  struct Serving;
  struct Build;

  void run();
  void turn();
  void open_newest();
  bool follow(IndexWriter& writer, Position& position, std::size_t events_max);
  void follow_serving();
  void start_build(SearchRebuildId asked);
  void continue_build();
  void walk_records();
  void finish_build();
  void fail_build(std::string const& why);
  void look_for_rebuilds();
  void report(RebuildState state);
  void serve(std::unique_ptr<IndexWriter> writer, std::filesystem::path const& folder, Position position);
  void say(std::string_view level, std::string const& line) const;
  std::filesystem::path next_folder();
  std::shared_ptr<Snapshot const> shown() const { return engine_.shown(); }
  Seq window_floor() const;

  Engine& engine_;
  Files const& files_;
  std::function<void(Command)> submit_;
  std::filesystem::path folder_;
  DecodedCache decoded_;  // its own: that it reads everything once says nothing of what people read again

  std::unique_ptr<Serving> serving_;
  std::unique_ptr<Build> build_;
  bool rebuilds_changed_ = true;
  SearchRebuildId ended_;  // the last one that was asked for; its record says so a little later
  std::uint64_t last_folder_ = 0;

  mutable std::mutex mutex_;  // of index_ and waking
  std::condition_variable wake_;
  std::shared_ptr<SearchIndex> index_;
  std::atomic<bool> stopping_{false};
  std::atomic<bool> anew_{false};
  std::atomic<bool> damaged_{false};
  std::atomic<bool> is_whole_{false};
  std::atomic<Seq> followed_{0};
  std::atomic<std::int64_t> followed_at_{
      0};  // when the state that is in the index was the newest; steady, milliseconds
  std::thread thread_;
};

}  // namespace staffroom::search
