// A certificate made for one test, and a client that speaks TLS to the test server: HTTP, WebSocket, and whatever else
// OpenSSL can be made to do.
#pragma once
#include <openssl/ssl.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "tests/support/test_client.hpp"

namespace staffroom::tests {

/// Two files in a folder of their own, and the settings that name them.
class TestCertificate {
 public:
  /// `days` may be in the past.
  explicit TestCertificate(std::string const& name = "first.example", int days = 30);
  ~TestCertificate();
  /// Another pair in the same files, with times of change that differ for certain.
  void replace(std::string const& name, int days = 30);
  TlsSettings settings() const;
  std::filesystem::path certificate() const { return folder_ / "fullchain.pem"; }
  std::filesystem::path key() const { return folder_ / "privkey.pem"; }

 private:
  std::filesystem::path folder_;
};

struct TlsOptions {
  int versions_min = TLS1_2_VERSION;
  int versions_max = TLS1_3_VERSION;
  int receive_buffer = 0;
  std::string protocols;           // of ALPN, as on the wire: "\x08http/1.1"
  SSL_SESSION* session = nullptr;  // to resume
};

/// Blocking, with a deadline for every wait.
class TlsClient {
 public:
  explicit TlsClient(std::uint16_t port, std::string token = {}, TlsOptions options = {});
  ~TlsClient();
  TlsClient(TlsClient const&) = delete;

  bool is_open() const { return open_; }
  SSL* ssl() { return ssl_; }
  /// The name in the certificate that was shown.
  std::string shown() const;
  bool send(std::string_view bytes);
  /// What has come; nullopt at the end.
  std::optional<std::string> receive();
  /// Everything until the end.
  std::string receive_all();
  /// The end was announced, so nothing is missing.
  bool was_closed_orderly() const { return (SSL_get_shutdown(ssl_) & SSL_RECEIVED_SHUTDOWN) != 0; }

  HttpAnswer call(std::string const& method, std::string const& path, std::string const& body = {},
                  Headers headers = {});
  HttpAnswer get(std::string const& path) { return call("GET", path); }

  /// Becomes a live connection; the status of the handshake.
  int go_live();
  /// A short text.
  void say(ServerJson const& frame);
  /// The next frame; nullopt at the end.
  std::optional<WireFrame> next_frame();

 private:
  std::string head_of(std::string const& start, Headers headers) const;
  std::uint16_t port_;
  std::string token_;
  int socket_ = -1;
  SSL_CTX* context_ = nullptr;
  SSL* ssl_ = nullptr;
  bool open_ = false;
  std::string unread_;
};

}  // namespace staffroom::tests
