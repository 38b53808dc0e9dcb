// Handshakes, one step of one of them at a time.
#include "server/net/handshake.hpp"

#include <deque>

namespace staffroom::net {
namespace asio = boost::asio;

namespace {

constexpr std::size_t handshakes_waiting_max = 1'024;
constexpr unsigned char handshake_record = 22;

/// Of one thread.
struct HandshakeTurns {
  std::deque<std::function<void()>> waiting;
  bool is_taken = false;
};
thread_local HandshakeTurns turns_here;

/// Posted behind whatever else is ready: that comes first.
void give_next_turn(Loop& loop) {
  auto& turns = turns_here;
  if (turns.waiting.empty()) {
    turns.is_taken = false;
    return;
  }
  auto go_on = std::move(turns.waiting.front());
  turns.waiting.pop_front();
  asio::post(loop.context(), [&loop] { give_next_turn(loop); });
  go_on();
}

Awaitable<void> handshake_turn(Loop& loop) {
  if (!turns_here.is_taken) {
    turns_here.is_taken = true;
    asio::post(loop.context(), [&loop] { give_next_turn(loop); });
    co_return;
  }
  auto token = asio::use_awaitable_t<Executor>{};
  auto wait = asio::async_initiate<decltype(token), void()>(
      [](auto resume) {
        auto shared = std::make_shared<decltype(resume)>(std::move(resume));
        turns_here.waiting.push_back([shared] { std::move (*shared)(); });
      },
      token);
  co_await std::move(wait);
}

/// The first byte, which stays where it is: no OpenSSL yet for who says nothing, or something else.
Handshake look_at_first_byte(Link& link) {
  unsigned char first = 0;
  if (::recv(link.socket.native_handle(), &first, 1, MSG_PEEK | MSG_DONTWAIT) != 1) return Handshake::failed;
  if (first == handshake_record) return Handshake::done;
  return first >= 'A' && first <= 'Z' ? Handshake::in_clear : Handshake::failed;
}

}  // namespace

Awaitable<Handshake> shake_hands(std::shared_ptr<Link> link, Certificates const& certificates) {
  auto [silent] = co_await link->socket.async_wait(Socket::wait_read, as_values);
  if (silent) co_return Handshake::failed;
  auto const begins = look_at_first_byte(*link);
  if (begins != Handshake::done) co_return begins;
  if (turns_here.waiting.size() >= handshakes_waiting_max) co_return Handshake::failed;
  link->encrypt(std::make_unique<TlsSession>(certificates.context(), link->socket.native_handle()));
  for (;;) {
    co_await handshake_turn(link->loop);
    if (link->outbox.is_dead()) co_return Handshake::failed;
    auto const progress = link->tls->handshake();
    link->outbox.look_after_session();
    if (progress == TlsSession::Progress::done) co_return Handshake::done;
    if (progress != TlsSession::Progress::wants_read) co_return Handshake::failed;
    auto [error] = co_await link->socket.async_wait(Socket::wait_read, as_values);
    if (error) co_return Handshake::failed;
  }
}

}  // namespace staffroom::net
