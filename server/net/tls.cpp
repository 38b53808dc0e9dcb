// One encrypted connection: OpenSSL over a wire that never says "later" to what it writes.
#include "server/net/tls.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <cerrno>

#include "protocol/result.hpp"

namespace staffroom::net {

namespace {

constexpr std::size_t tls_record_bytes = SSL3_RT_MAX_PLAIN_LENGTH;
/// Of what OpenSSL keeps to itself (new keys, alerts) a peer can send without end: after so much of it others have
/// their turn.
constexpr std::size_t tls_overhead_bytes = 32 * 1024;
/// What a peer may make us say without reading it: alerts and new keys. Past it we are being played with.
constexpr std::size_t tls_unsent_bytes_max = 256 * 1024;

bool is_wire_full(int error) { return error == EAGAIN || error == EWOULDBLOCK || error == ENOBUFS; }

ssize_t send_to_wire(int socket, char const* bytes, std::size_t count) {
  ssize_t sent = 0;
  do {
    sent = ::send(socket, bytes, count, MSG_DONTWAIT | MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return sent;
}

}  // namespace

/// What OpenSSL reads from and writes to.
struct TlsWire {
  static TlsSession& of(BIO* wire) { return *static_cast<TlsSession*>(BIO_get_data(wire)); }

  static int write(BIO* wire, char const* bytes, int count) {
    auto& session = of(wire);
    auto const size = static_cast<std::size_t>(count);
    std::size_t sent = 0;
    if (session.error_ != 0) return -1;
    if (session.unsent_.empty()) {
      auto const now = send_to_wire(session.socket_, bytes, size);
      if (now < 0 && !is_wire_full(errno)) {
        session.error_ = errno;
        return -1;
      }
      sent = now < 0 ? 0 : static_cast<std::size_t>(now);
    } else if (session.unsent_.size() > tls_unsent_bytes_max) {
      session.error_ = ENOBUFS;
      return -1;
    }
    session.unsent_.append(bytes + sent, size - sent);
    return count;
  }

  static int read(BIO* wire, char* into, int room) {
    auto& session = of(wire);
    BIO_clear_retry_flags(wire);
    if (session.may_read_ == 0) {
      BIO_set_retry_read(wire);
      return -1;
    }
    ssize_t count = 0;
    do {
      count = ::recv(session.socket_, into, static_cast<std::size_t>(room), MSG_DONTWAIT);
    } while (count < 0 && errno == EINTR);
    if (count > 0) {
      session.may_read_ -= std::min(session.may_read_, static_cast<std::size_t>(count));
      return static_cast<int>(count);
    }
    // OpenSSL takes the end of the stream for a fault after which nothing can be sent either; an answer still may be.
    if (count == 0) session.peer_ended_ = true;
    if (count < 0 && !is_wire_full(errno)) {
      session.error_ = errno;
      return -1;
    }
    BIO_set_retry_read(wire);
    return -1;
  }

  static long control(BIO*, int what, long, void*) { return what == BIO_CTRL_FLUSH ? 1 : 0; }

  static BIO_METHOD* method() {
    static BIO_METHOD* const made = [] {
      auto* method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "staffroom connection");
      BIO_meth_set_write(method, write);
      BIO_meth_set_read(method, read);
      BIO_meth_set_ctrl(method, control);
      return method;
    }();
    return made;
  }
};

TlsSession::TlsSession(std::shared_ptr<SSL_CTX> context, int socket) : ssl_(SSL_new(context.get())), socket_(socket) {
  auto* wire = BIO_new(TlsWire::method());
  ensure(ssl_ != nullptr && wire != nullptr, "no memory for an encrypted connection");
  BIO_set_data(wire, this);
  BIO_set_init(wire, 1);
  SSL_set_bio(ssl_, wire, wire);
  SSL_set_accept_state(ssl_);
}

TlsSession::~TlsSession() { SSL_free(ssl_); }

TlsSession::Progress TlsSession::handshake() {
  may_read_ = tls_overhead_bytes;
  ERR_clear_error();
  auto const outcome = SSL_do_handshake(ssl_);
  if (outcome == 1) return Progress::done;
  bool const waits = SSL_get_error(ssl_, outcome) == SSL_ERROR_WANT_READ;
  ERR_clear_error();
  if (!waits || error_ != 0) return Progress::failed;
  return peer_ended_ ? Progress::ended : Progress::wants_read;
}

TlsSession::Progress TlsSession::read(void* into, std::size_t room, std::size_t& count) {
  count = 0;
  may_read_ = room + tls_overhead_bytes;
  while (count < room) {
    ERR_clear_error();
    std::size_t some = 0;
    auto const outcome = SSL_read_ex(ssl_, static_cast<char*>(into) + count, room - count, &some);
    if (outcome == 1) {
      count += some;
      continue;
    }
    auto const why = SSL_get_error(ssl_, outcome);
    ERR_clear_error();
    // What ends the stream is found again by the next call.
    if (count > 0) return Progress::done;
    if (error_ != 0) return Progress::failed;
    if (why == SSL_ERROR_ZERO_RETURN) return Progress::ended;
    if (why != SSL_ERROR_WANT_READ) return Progress::failed;
    return peer_ended_ ? Progress::ended : Progress::wants_read;
  }
  return Progress::done;
}

bool TlsSession::flush() {
  if (error_ != 0) return false;
  if (unsent_.empty()) return true;
  auto const sent = send_to_wire(socket_, unsent_.data(), unsent_.size());
  if (sent < 0) {
    if (!is_wire_full(errno)) error_ = errno;
    return false;
  }
  unsent_.erase(0, static_cast<std::size_t>(sent));
  if (!unsent_.empty()) return false;
  std::string().swap(unsent_);
  return true;
}

bool TlsSession::encrypt(char const* bytes, std::size_t count) {
  ERR_clear_error();
  std::size_t taken = 0;
  bool const fine = SSL_write_ex(ssl_, bytes, count, &taken) == 1 && taken == count;
  if (!fine && error_ == 0) error_ = EPIPE;
  ERR_clear_error();
  return fine;
}

ssize_t TlsSession::send(iovec const* parts, std::size_t count) {
  if (!flush()) {
    errno = error_ != 0 ? error_ : EAGAIN;
    return -1;
  }
  thread_local std::string record;
  std::size_t taken = 0;
  std::size_t at = 0, offset = 0;  // the part, and what of it is taken
  while (at < count && unsent_.empty()) {
    auto const* bytes = static_cast<char const*>(parts[at].iov_base) + offset;
    auto size = std::min(parts[at].iov_len - offset, tls_record_bytes);
    if (size < tls_record_bytes && at + 1 < count) {
      // Small parts share a record.
      record.clear();
      while (at < count && record.size() < tls_record_bytes) {
        auto const some = std::min(parts[at].iov_len - offset, tls_record_bytes - record.size());
        record.append(static_cast<char const*>(parts[at].iov_base) + offset, some);
        offset += some;
        if (offset < parts[at].iov_len) continue;
        ++at;
        offset = 0;
      }
      bytes = record.data();
      size = record.size();
    } else {
      offset += size;
      if (offset == parts[at].iov_len) {
        ++at;
        offset = 0;
      }
    }
    if (size > 0 && !encrypt(bytes, size)) {
      if (taken > 0) break;
      errno = error_;
      return -1;
    }
    taken += size;
  }
  return static_cast<ssize_t>(taken);
}

void TlsSession::notify_close() {
  if (error_ != 0 || SSL_in_init(ssl_) == 1) return;
  ERR_clear_error();
  SSL_shutdown(ssl_);
  ERR_clear_error();
}

}  // namespace staffroom::net
