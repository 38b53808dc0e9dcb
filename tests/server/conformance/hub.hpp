// The hub that the tables are run against, in clear or with TLS inside, and connections to it that know no difference.
#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tests/server/tls_client.hpp"
#include "tests/support/test_client.hpp"

namespace staffroom::tests::conformance {

enum class Over { clear, tls };

/// Bytes there and back; every wait has a deadline.
class Stream {
 public:
  virtual ~Stream() = default;
  virtual void send(std::string_view bytes) = 0;
  /// What has come; nullopt at the end.
  virtual std::optional<std::string> receive() = 0;
  /// The end of what this side says.
  virtual void end() = 0;
};

/// A live connection that has said hello.
class Live {
 public:
  virtual ~Live() = default;
  virtual void send(std::string_view bytes) = 0;
  virtual std::optional<WireFrame> next_frame() = 0;
  virtual void end() = 0;
  /// What the hub said to the hello.
  ServerJson greeted;
};

class Hub {
 public:
  explicit Hub(Over over);
  std::unique_ptr<Stream> connect() const;
  /// As bob.
  std::unique_ptr<Live> go_live() const;
  /// The marks of HttpCase::bytes, filled in.
  std::string filled(std::string bytes) const;
  std::string const& host() const { return host_; }
  std::string words() const { return over_ == Over::tls ? " over TLS" : ""; }

 private:
  Over over_;
  TestCertificate certificate_;
  std::unique_ptr<TestServer> server_;
  std::string token_, host_, post_;
};

/// Over TLS each so many of the rows are run: all when STAFFROOM_TLS_EVERY is 1, which the campaign does.
bool is_run(Over over, std::size_t row);

}  // namespace staffroom::tests::conformance
