// One WebSocket as the rest of the server sees it: pre-encoded frames go out, texts come in. No Beast here.
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>

#include "server/net/loop.hpp"
#include "server/net/outbox.hpp"

namespace staffroom::net {

struct Link;

/// Close codes that are ours to send.
namespace close_code {
inline constexpr std::uint16_t orderly = 1000, too_much = 1008, restart = 1012, too_slow = 1013, broken_frame = 4400,
                               session_ended = 4401;
}

/// On its loop's thread only.
class WebSocket {
 public:
  struct Impl;
  explicit WebSocket(std::shared_ptr<Impl> impl);
  ~WebSocket();
  /// The whole frame, header included: shared by all that send it.
  void send(Bytes const& frame) { outbox_.send(frame); }
  void send_text(std::string_view text);
  void ping();
  /// What is sent until the end of this turn of the loop leaves in one call.
  void cork();
  /// Sends the close frame; the socket is shut down when the peer has answered, or after two seconds.
  void close(std::uint16_t code, std::string_view reason);
  bool is_closing() const { return outbox_.is_sealed() || outbox_.is_dead(); }
  /// Whether anything left since the last call.
  bool take_sent();
  std::size_t queued_bytes() const { return outbox_.queued_bytes(); }
  Loop& loop();

 private:
  std::shared_ptr<Impl> impl_;
  Outbox& outbox_;
};

class WebSocketListener {
 public:
  virtual ~WebSocketListener() = default;
  /// The socket stays valid until closed() returns.
  virtual void opened(WebSocket& socket) = 0;
  virtual void received(std::string_view text) = 0;
  /// A ping or a pong.
  virtual void heard() = 0;
  /// More is queued than the cap allows: the socket is on its way out with 1013.
  virtual void too_slow() {}
  virtual void closed() = 0;
};

/// Goes on where the HTTP connection ended: answers 101 and reads until the end. `key` is Sec-WebSocket-Key.
void start_websocket(Loop& loop, std::shared_ptr<Link> link, std::string_view key,
                     std::shared_ptr<WebSocketListener> listener);

}  // namespace staffroom::net
