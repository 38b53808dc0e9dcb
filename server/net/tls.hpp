// TLS 1.2 and 1.3, by OpenSSL: the certificate that the hub shows, read anew when its files change, and one encrypted
// connection. Names no Asio: Link waits for the socket, here it is only read from and written to.
#pragma once
#include <sys/types.h>

#include <condition_variable>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "protocol/result.hpp"
#include "protocol/time.hpp"

struct iovec;
struct bio_st;
struct ssl_st;
struct ssl_ctx_st;

namespace staffroom::net {

/// The pair of files, and what OpenSSL made of it. Connections keep the one that they began with. Thread-safe.
class Certificates {
 public:
  /// Both are PEM: the certificate first in its chain, the key without a password. Errors: unprocessable, naming the
  /// setting and what is wrong with its file.
  static Result<std::unique_ptr<Certificates>> open(std::filesystem::path certificate, std::filesystem::path key);
  ~Certificates();

  /// Looks every few seconds, on a thread of its own, whether the files have changed.
  void start();
  void stop();
  /// Looks now. A pair that cannot be used is logged, and the one before stays.
  void look();

  /// For a new connection.
  std::shared_ptr<ssl_ctx_st> context() const;
  /// When the certificate that is shown stops being valid.
  TimestampMs ends() const;

 private:
  struct Pair;
  Certificates(std::filesystem::path certificate, std::filesystem::path key);
  Result<void> load();
  void run();

  std::filesystem::path certificate_;
  std::filesystem::path key_;
  mutable std::mutex mutex_;
  std::shared_ptr<Pair const> pair_;
  std::mutex looking_;
  std::string seen_;  // what the files looked like when they were last read

  std::mutex stop_mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

/// One connection. What OpenSSL wants to send leaves at once when the socket takes it, and waits here, a record at
/// most, when it does not: so no call ever has to be repeated with the same bytes. On its loop's thread only.
class TlsSession {
 public:
  TlsSession(std::shared_ptr<ssl_ctx_st> context, int socket);
  ~TlsSession();
  TlsSession(TlsSession const&) = delete;
  TlsSession& operator=(TlsSession const&) = delete;

  /// `ended`: nothing more will come, and what is to be sent may still leave. `failed`: there is no sense in going on.
  enum class Progress { done, wants_read, ended, failed };
  Progress handshake();
  /// Fills what it can of `into`.
  Progress read(void* into, std::size_t room, std::size_t& count);
  /// As sendmsg(): how many bytes were taken, or -1 and errno. What was taken counts as sent, also while it waits here.
  /// Without parts it only sends what waits.
  ssize_t send(iovec const* parts, std::size_t count);
  bool has_unsent() const { return !unsent_.empty(); }
  /// Says that nothing more will be sent.
  void notify_close();

 private:
  friend struct TlsWire;
  bool flush();
  bool encrypt(char const* bytes, std::size_t count);
  ssl_st* ssl_ = nullptr;
  int socket_;
  bool peer_ended_ = false;   // the stream beneath, without a word
  int error_ = 0;             // of the socket
  std::size_t may_read_ = 0;  // in this call
  std::string unsent_;
};

}  // namespace staffroom::net
