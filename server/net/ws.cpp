// Beast does the handshake, reading, pong and close; all that leaves goes through the outbox. Compression is off.
#include "server/net/ws.hpp"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <string>

#include "protocol/limits.hpp"
#include "server/net/transport.hpp"

namespace staffroom::net {
namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace websocket = boost::beast::websocket;

namespace {
// A message of the largest size in reasonable pieces; past it somebody sends empty fragments for ever.
constexpr std::size_t wire_bytes_per_message_max = 2 * limits::frame_bytes_max;
constexpr std::chrono::milliseconds close_patience{2'000};
}  // namespace

struct WebSocket::Impl {
  Impl(std::shared_ptr<Link> its_link, WebSocketListener& its_listener)
      : link(std::move(its_link)),
        listener(its_listener),
        stream(Transport{link}),
        closing([this] { link->abort(); }) {}
  std::shared_ptr<Link> link;
  WebSocketListener& listener;
  WebSocket* socket = nullptr;
  websocket::stream<Transport, false> stream;
  Deadline closing;
};

WebSocket::WebSocket(std::shared_ptr<Impl> impl) : impl_(std::move(impl)), outbox_(impl_->link->outbox) {}

WebSocket::~WebSocket() = default;

Loop& WebSocket::loop() { return impl_->link->loop; }

void WebSocket::send_text(std::string_view text) {
  thread_local std::string frame;
  frame.clear();
  append_frame_head(frame, 0x81, text.size());
  frame += text;
  outbox_.send_copy(frame);
  if (frame.capacity() > 256 * 1024) std::string().swap(frame);
}

void WebSocket::ping() {
  constexpr std::string_view frame{"\x89\x00", 2};
  outbox_.send_copy(frame);
}

void WebSocket::cork() {
  if (outbox_.is_corked()) return;
  outbox_.cork();
  loop().at_end_of_turn([link = impl_->link] { link->outbox.uncork(); });
}

bool WebSocket::take_sent() {
  bool sent = outbox_.sent_since_mark();
  outbox_.mark();
  return sent;
}

void WebSocket::close(std::uint16_t code, std::string_view reason) {
  if (is_closing()) return;
  outbox_.seal_with(close_frame(code, reason));
  impl_->closing.arm(loop().wheel(), close_patience);
}

namespace {

/// Each of the callbacks knows the one address alone: a std::function keeps that without memory of its own.
void prepare(WebSocket::Impl& impl) {
  auto& link = *impl.link;
  static Bytes const farewell =
      std::make_shared<std::string const>(close_frame(close_code::too_slow, "too slow, resume"));
  link.outbox.set_cap(limits::outbox_bytes_max, farewell);
  link.overflowed = [&impl] {
    impl.listener.too_slow();
    impl.closing.arm(impl.link->loop.wheel(), close_patience);
  };
  link.reading_left = wire_bytes_per_message_max;
  link.flooded = [&impl] { impl.socket->close(close_code::too_much, "too many fragments"); };
  impl.stream.set_option(
      websocket::stream_base::timeout{websocket::stream_base::none(), websocket::stream_base::none(), false});
  impl.stream.read_message_max(limits::frame_bytes_max);
  impl.stream.auto_fragment(false);
  impl.stream.control_callback([&impl](websocket::frame_type type, beast::string_view) {
    if (type == websocket::frame_type::close) {
      // Beast would answer with the same code; RFC 6455 §7.4.2 knows none from 5000 on.
      bool const is_known = impl.stream.reason().code < 5'000;
      if (!is_known) impl.socket->close(websocket::close_code::protocol_error, "no such close code");
      return;
    }
    impl.link->reading_left = wire_bytes_per_message_max;
    impl.listener.heard();
  });
}

/// A message in pieces of the size that an idle connection keeps room for.
struct Incoming {
  std::array<char, 320> piece{};
  std::string begun;  // the pieces before this one; without memory while the connection is idle
};

/// As `as_values`, but the wait has no coroutine of its own, which an idle connection would keep.
constexpr boost::asio::as_tuple_t<boost::asio::deferred_t> values_at_once{boost::asio::deferred};

Awaitable<void> read_texts(WebSocket::Impl& impl) {
  auto& socket = *impl.socket;
  Incoming in;
  while (!socket.is_closing()) {
    auto [error, count] = co_await impl.stream.async_read_some(boost::asio::buffer(in.piece), values_at_once);
    if (error) co_return;
    std::string_view text(in.piece.data(), count);
    bool is_whole = impl.stream.is_message_done();
    if (!is_whole || !in.begun.empty()) {
      in.begun += text;
      text = in.begun;
    }
    if (!is_whole) continue;
    impl.link->reading_left = wire_bytes_per_message_max;
    if (!impl.stream.got_text()) {
      socket.close(close_code::broken_frame, "only text frames");
    } else if (!socket.is_closing()) {
      impl.listener.received(text);
    }
    std::string().swap(in.begun);
  }
  // Ours is sent: what still comes is read only to find the peer's close frame.
  while (!impl.link->outbox.is_dead()) {
    auto [error, count] = co_await impl.stream.async_read_some(boost::asio::buffer(in.piece), values_at_once);
    if (error) co_return;
  }
}

/// Whether the peer was answered. Of its own, so that the request is gone while the connection lives.
Awaitable<bool> shake_hands(WebSocket::Impl& impl, std::string key) {
  http::request<http::empty_body> request(http::verb::get, "/", 11);
  request.set(http::field::host, "staffroom");
  request.set(http::field::upgrade, "websocket");
  request.set(http::field::connection, "Upgrade");
  request.set(http::field::sec_websocket_key, key);
  request.set(http::field::sec_websocket_version, "13");
  auto [error] = co_await impl.stream.async_accept(request, as_values);
  co_return !error;
}

Awaitable<void> run(std::shared_ptr<Link> link, std::string key, std::shared_ptr<WebSocketListener> listener) {
  auto impl = std::make_shared<WebSocket::Impl>(link, *listener);
  WebSocket socket(impl);
  impl->socket = &socket;
  prepare(*impl);
  if (!co_await shake_hands(*impl, std::move(key))) co_return;
  auto member = link->loop.enter([at = impl.get()](Loop::Urgency urgency) {
    if (urgency == Loop::Urgency::now) {
      at->link->abort();
    } else {
      at->socket->close(close_code::restart, "the server restarts");
    }
  });
  listener->opened(socket);
  std::exception_ptr escaped;
  try {
    co_await read_texts(*impl);
  } catch (...) {
    escaped = std::current_exception();
  }
  listener->closed();
  link->loop.leave(member);
  // Beast's close frame may wait behind a slow reader: it gets the same patience as ours.
  impl->closing.arm(link->loop.wheel(), close_patience);
  co_await link->drained();
  link->flooded = nullptr;
  link->overflowed = nullptr;
  link->abort();
  if (escaped) std::rethrow_exception(escaped);
}

}  // namespace

void start_websocket(Loop& loop, std::shared_ptr<Link> link, std::string_view key,
                     std::shared_ptr<WebSocketListener> listener) {
  spawn(loop, "websocket", run(std::move(link), std::string(key), std::move(listener)));
}

}  // namespace staffroom::net
