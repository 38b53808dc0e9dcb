// A socket and its outbox.
#include "server/net/transport.hpp"

#include <netinet/tcp.h>

namespace staffroom::net {
namespace asio = boost::asio;

namespace {
/// What the kernel keeps of what was not sent yet. Left to itself it takes megabytes for a peer that reads nothing, and
/// the outbox, whose bytes are counted, hears of that peer only then. What is under way does not count, so a far peer
/// that reads is not slower.
using UnsentMax = asio::detail::socket_option::integer<IPPROTO_TCP, TCP_NOTSENT_LOWAT>;
constexpr int unsent_bytes_max = 128 * 1024;
}  // namespace

Link::Link(Loop& its_loop, Socket its_socket)
    : loop(its_loop), socket(std::move(its_socket)), outbox(socket.native_handle(), *this) {
  error_code ignored;
  socket.set_option(asio::ip::tcp::no_delay(true), ignored);
  socket.set_option(UnsentMax(unsent_bytes_max), ignored);
  socket.non_blocking(true, ignored);
}

void Link::wait_until_writable() {
  socket.async_wait(Socket::wait_write, [self = shared_from_this()](error_code error) {
    if (error) {
      self->outbox.die();
    } else {
      self->outbox.drain();
    }
  });
}

void Link::encrypt(std::unique_ptr<TlsSession> session) {
  tls = std::move(session);
  outbox.encrypt(*tls);
}

error_code Link::read_decrypted(asio::mutable_buffer into, std::size_t& count) {
  auto const progress = tls->read(into.data(), into.size(), count);
  // Reading may have made the session answer: with a new key, or with what it thinks of the peer.
  outbox.look_after_session();
  switch (progress) {
    case TlsSession::Progress::done: return {};
    case TlsSession::Progress::wants_read: return asio::error::would_block;
    case TlsSession::Progress::ended: return asio::error::eof;
    case TlsSession::Progress::failed: break;
  }
  return asio::error::connection_reset;
}

void Link::shut_down_sending() {
  if (tls && !outbox.is_dead()) tls->notify_close();
  ::shutdown(socket.native_handle(), SHUT_WR);
}

void Link::abort() {
  if (tls && !outbox.is_dead() && outbox.is_empty()) tls->notify_close();
  outbox.die();
}

void Link::wake() {
  if (!waiting_for_drain_) return;
  auto wake_up = std::move(waiting_for_drain_);
  waiting_for_drain_ = nullptr;
  asio::post(loop.context(), std::move(wake_up));
}

void Link::outbox_drained() { wake(); }

void Link::outbox_died() { wake(); }

void Link::outbox_overflowed() {
  if (overflowed) overflowed();
}

void Link::cancel_reading() {
  // Only the reading side: asio's cancel() would also end the wait for the socket to be writable.
  ::shutdown(socket.native_handle(), SHUT_RD);
}

Awaitable<void> Link::drained() {
  if (outbox.is_empty() || outbox.is_dead()) co_return;
  auto token = asio::use_awaitable_t<Executor>{};
  auto wait = asio::async_initiate<decltype(token), void()>(
      [this](auto resume) {
        auto shared = std::make_shared<decltype(resume)>(std::move(resume));
        waiting_for_drain_ = [shared] { std::move (*shared)(); };
      },
      token);
  co_await std::move(wait);
}

void beast_close_socket(Transport& transport) { transport.link().abort(); }

void teardown(boost::beast::role_type, Transport& transport, error_code& error) {
  error = {};
  // A close frame may still be queued; shutting down only our reading lets it leave.
  if (transport.link().outbox.is_empty()) transport.link().shut_down_sending();
}

}  // namespace staffroom::net
