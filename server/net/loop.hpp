// One network thread: its own event loop, its own timer wheel, its own coroutines. Other threads reach it by post().
// No Asio here: the files of net/ that need the loop's context include it themselves.
#pragma once
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <vector>

#include "server/net/traffic.hpp"
#include "server/net/wheel.hpp"

namespace boost::asio {
class io_context;
}

namespace staffroom::net {

class Loop {
 public:
  /// `wheel_speed` makes the wheel turn so many times faster than the clock, for tests of deadlines.
  explicit Loop(unsigned index, int wheel_speed = 1);
  ~Loop();  // stops and joins
  Loop(Loop const&) = delete;
  Loop& operator=(Loop const&) = delete;

  void start();
  /// Runs the task on the loop's thread, in the order of posting. From any thread; never blocks, never runs it here.
  void post(std::function<void()> task);
  bool is_here() const;
  unsigned index() const { return index_; }
  /// What its sockets sent and hold, a tenth of a second ago. From any thread.
  Traffic traffic() const { return {sent_bytes_.load(), queued_bytes_.load(), 0}; }

  /// What follows: on the loop's thread only.
  /// Runs the task when all that was posted so far has run; what it does to many sockets then costs one call each.
  void at_end_of_turn(std::function<void()> task) { end_of_turn_.push_back(std::move(task)); }
  Wheel& wheel() { return wheel_; }
  boost::asio::io_context& context();

  /// Connections say that they are there, so that stop() can close them. `close` is called on the loop's thread.
  using Member = std::uint64_t;
  enum class Urgency { finish_first, now };
  Member enter(std::function<void(Urgency)> close);
  void leave(Member member);
  std::size_t members() const;
  bool is_stopping() const { return stopping_; }

  /// Asks every member to finish, waits up to `patience`, then closes what is left, and ends the thread. From another
  /// thread. Listeners must be closed before.
  void stop(std::chrono::milliseconds patience);

 private:
  struct Impl;
  void drain();
  void run_task(std::function<void()>& task);
  void turn_wheel();
  void close_members(Urgency urgency);
  unsigned index_;
  int wheel_speed_;
  bool stopping_ = false;
  std::atomic<std::uint64_t> sent_bytes_{0}, queued_bytes_{0};
  Wheel wheel_;
  std::vector<std::function<void()>> end_of_turn_;
  std::unique_ptr<Impl> impl_;
};

}  // namespace staffroom::net
