// The only writer of one socket: pre-encoded buffers, sent at once when the socket takes them and queued, within a
// bound, when it does not. Everything that leaves a connection goes through it, so frames never interleave.
// Lives on its loop's thread. Names no Asio: the owner waits for the socket to be writable.
#pragma once
#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct iovec;

namespace staffroom::net {

class TlsSession;

/// Shared by all outboxes that send it; never changed.
using Bytes = std::shared_ptr<std::string const>;

class OutboxOwner {
 public:
  virtual void wait_until_writable() = 0;  // then call Outbox::drain()
  virtual void outbox_drained() {}         // the queue has become empty after it was not
  virtual void outbox_overflowed() {}      // past the cap: it is sealed, the socket should be closed soon
  /// The peer is gone. The socket is shut down already; it must not be closed from within this call.
  virtual void outbox_died() {}

 protected:
  ~OutboxOwner() = default;
};

class Outbox {
 public:
  Outbox(int socket, OutboxOwner& owner) : socket_(socket), owner_(owner) {}
  ~Outbox() { set_queued(0); }
  Outbox(Outbox const&) = delete;
  Outbox& operator=(Outbox const&) = delete;

  /// From now on everything leaves through the session, which must outlive the outbox's use of it.
  void encrypt(TlsSession& session) { tls_ = &session; }
  /// After others than the outbox have let the session speak: what it could not send leaves when the socket takes it.
  void look_after_session();

  /// Past this many queued bytes the queue is dropped, `farewell` is sent after what is on its way, and no more.
  void set_cap(std::size_t bytes, Bytes farewell);

  void send(Bytes const& bytes);
  void send_copy(std::string_view bytes);
  /// Head and body in one system call.
  void send_pair(std::string_view head, Bytes const& body);
  /// The last thing that leaves: later sends are dropped without a word.
  void seal_with(std::string_view bytes);
  void seal() { sealed_ = true; }

  /// Between cork() and uncork() everything is queued: it leaves in one call.
  void cork() { corked_ = true; }
  void uncork();
  bool is_corked() const { return corked_; }

  /// After the socket has become writable.
  void drain();
  /// The peer is gone, or must go: nothing more is sent, both directions are shut down.
  void die();

  bool is_dead() const { return dead_; }
  bool is_sealed() const { return sealed_; }
  bool is_empty() const { return first_ == queue_.size() && !session_waits_; }
  std::size_t queued_bytes() const { return queued_; }

  /// Turns since the start at which something was last sent; the owner of the clock sets it, see `mark`.
  bool sent_since_mark() const { return sent_since_mark_; }
  void mark() { sent_since_mark_ = false; }

 private:
  struct Waiting {
    Bytes bytes;
    std::size_t sent = 0;
  };
  enum class Attempt { all, part, again, failed };
  Attempt attempt(std::string_view head, std::string_view body, std::size_t& sent);
  void set_queued(std::size_t bytes);
  void enqueue(Bytes bytes, std::size_t sent);
  void overflow();
  void wait();
  /// As sendmsg().
  ssize_t transmit(iovec* parts, std::size_t count);
  int socket_;
  OutboxOwner& owner_;
  TlsSession* tls_ = nullptr;
  std::vector<Waiting> queue_;  // from first_ on; empty and without memory nearly always
  std::size_t first_ = 0;
  std::size_t queued_ = 0;
  std::size_t cap_ = SIZE_MAX;
  Bytes farewell_;
  bool waiting_ = false;
  bool session_waits_ = false;  // with bytes that are encrypted and have not left
  bool corked_ = false;
  bool dead_ = false;
  bool sealed_ = false;
  bool sent_since_mark_ = false;
};

/// An unmasked text frame of a server around the text.
std::string text_frame(std::string_view text);
std::string close_frame(std::uint16_t code, std::string_view reason);
void append_frame_head(std::string& out, unsigned char first_byte, std::size_t length);

}  // namespace staffroom::net
