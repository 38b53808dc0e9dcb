// The network thread: an io_context that one thread runs, an inbox for other threads' tasks, and the wheel's tick.
#include "server/net/loop.hpp"

#include <algorithm>
#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <condition_variable>
#include <csignal>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "server/log.hpp"

namespace staffroom::net {
namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;
using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, asio::io_context::executor_type>;

struct Loop::Impl {
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
  Timer tick{context.get_executor()};
  Clock::time_point started = Clock::now();
  std::thread thread;
  std::atomic<std::thread::id> here{};

  std::mutex inbox_mutex;
  std::vector<std::function<void()>> inbox;

  Member next_member = 1;
  std::map<Member, std::function<void(Urgency)>> members;

  std::mutex empty_mutex;
  std::condition_variable empty;
  bool is_empty = false;  // told once, while stopping
};

Loop::Loop(unsigned index, int wheel_speed)
    : index_(index), wheel_speed_(wheel_speed), impl_(std::make_unique<Impl>()) {}

Loop::~Loop() {
  stop(std::chrono::milliseconds{0});
  // What is destroyed here may post once more.
  for (std::vector<std::function<void()>> tasks; !impl_->inbox.empty(); tasks.clear()) tasks.swap(impl_->inbox);
}

asio::io_context& Loop::context() { return impl_->context; }

bool Loop::is_here() const { return impl_->here.load(std::memory_order_relaxed) == std::this_thread::get_id(); }

void Loop::start() {
  impl_->thread = std::thread([this] {
    impl_->here = std::this_thread::get_id();
    // sendfile() to a peer that is gone is an error like others, and no reason to end.
    std::signal(SIGPIPE, SIG_IGN);
    ::pthread_setname_np(::pthread_self(), ("network " + std::to_string(index_)).c_str());
    turn_wheel();
    for (;;) {
      try {
        impl_->context.run();
        return;
      } catch (std::exception const& thrown) {
        log::error("network_task_threw", {{"thread", index_}, {"what", thrown.what()}});
      }
    }
  });
}

void Loop::turn_wheel() {
  impl_->tick.expires_after(std::max(std::chrono::milliseconds{1}, Wheel::step / wheel_speed_));
  impl_->tick.async_wait([this](boost::system::error_code error) {
    if (error) return;
    // Armed before it turns: what the wheel fires may throw, and time must go on all the same.
    turn_wheel();
    sent_bytes_.store(traffic_here.sent_bytes, std::memory_order_relaxed);
    queued_bytes_.store(traffic_here.queued_bytes, std::memory_order_relaxed);
    auto elapsed = (Clock::now() - impl_->started) * wheel_speed_;
    wheel_.advance(std::chrono::duration_cast<std::chrono::milliseconds>(elapsed));
  });
}

void Loop::post(std::function<void()> task) {
  bool first = false;
  {
    std::lock_guard lock(impl_->inbox_mutex);
    first = impl_->inbox.empty();
    impl_->inbox.push_back(std::move(task));
  }
  // One wake-up for all that is posted before the loop comes to it.
  if (first) asio::post(impl_->context, [this] { drain(); });
}

void Loop::drain() {
  std::vector<std::function<void()>> tasks;
  {
    std::lock_guard lock(impl_->inbox_mutex);
    tasks.swap(impl_->inbox);
  }
  for (auto& task : tasks) run_task(task);
  auto last = std::move(end_of_turn_);
  end_of_turn_.clear();
  for (auto& task : last) run_task(task);
}

void Loop::run_task(std::function<void()>& task) {
  try {
    task();
  } catch (std::exception const& thrown) {
    log::error("posted_task_threw", {{"thread", index_}, {"what", thrown.what()}});
  }
}

Loop::Member Loop::enter(std::function<void(Urgency)> close) {
  auto member = impl_->next_member++;
  impl_->members.emplace(member, std::move(close));
  return member;
}

void Loop::leave(Member member) {
  impl_->members.erase(member);
  if (!stopping_ || !impl_->members.empty()) return;
  std::lock_guard lock(impl_->empty_mutex);
  impl_->is_empty = true;
  impl_->empty.notify_all();
}

std::size_t Loop::members() const { return impl_->members.size(); }

void Loop::close_members(Urgency urgency) {
  std::vector<std::function<void(Urgency)>> closers;
  closers.reserve(impl_->members.size());
  for (auto& [member, close] : impl_->members) closers.push_back(close);
  for (auto& close : closers) close(urgency);
}

void Loop::stop(std::chrono::milliseconds patience) {
  if (!impl_->thread.joinable()) return;
  post([this] {
    stopping_ = true;
    if (impl_->members.empty()) {
      std::lock_guard lock(impl_->empty_mutex);
      impl_->is_empty = true;
      impl_->empty.notify_all();
    }
    close_members(Urgency::finish_first);
  });
  auto wait = [this](std::chrono::milliseconds span) {
    std::unique_lock lock(impl_->empty_mutex);
    return impl_->empty.wait_for(lock, span, [this] { return impl_->is_empty; });
  };
  if (!wait(patience)) {
    post([this] { close_members(Urgency::now); });
    if (!wait(std::chrono::milliseconds{500})) log::warn("connections_left_at_stop", {{"thread", index_}});
  }
  impl_->work.reset();
  asio::post(impl_->context, [this] { impl_->tick.cancel(); });
  // What is still posted runs; a last grace for coroutines on their way out, then the loop ends whatever is left.
  std::this_thread::sleep_for(std::chrono::milliseconds{1});
  post([this] { impl_->context.stop(); });
  impl_->thread.join();
}

}  // namespace staffroom::net
