// Turning away, and holding back.
#include "server/net/refusals.hpp"

#include <sys/socket.h>

#include <array>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <string>

#include "server/net/http_head.hpp"

namespace staffroom::net {
namespace {

constexpr int seconds_until_room = 5;
constexpr std::chrono::milliseconds held_back_for{250};

/// Made once a second, of which it tells.
std::string const& answer_of_this_second() {
  auto const now = std::chrono::system_clock::now().time_since_epoch();
  auto const second = std::chrono::duration_cast<std::chrono::seconds>(now).count();
  thread_local std::int64_t made_at = 0;
  thread_local std::string answer;
  if (second != made_at) {
    made_at = second;
    auto const response = problem(no_room(), seconds_until_room);
    answer = encode_head(response, http_date(second), response.body.size(), true) + response.body;
  }
  return answer;
}

}  // namespace

Error no_room() {
  return {ErrorCode::unavailable, {}, "Too many connections are open that say nothing. Try again in a moment.", {}};
}

void turn_away(Socket& socket) {
  auto const& answer = answer_of_this_second();
  ::send(socket.native_handle(), answer.data(), answer.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  std::array<char, read_size> unread{};  // what is left unread would reset the connection, and our answer with it
  ::recv(socket.native_handle(), unread.data(), unread.size(), MSG_DONTWAIT);
}

Awaitable<void> hold_back(Loop& loop) {
  using Clock = std::chrono::steady_clock;
  boost::asio::basic_waitable_timer<Clock, boost::asio::wait_traits<Clock>, Executor> pause(
      loop.context().get_executor(), held_back_for);
  co_await pause.async_wait(as_values);
}

}  // namespace staffroom::net
