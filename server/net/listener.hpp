// Accepts connections for one network thread: every thread listens on the same address (SO_REUSEPORT), and the kernel
// spreads the connections over them.
#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "protocol/result.hpp"
#include "server/net/door.hpp"
#include "server/net/http.hpp"
#include "server/net/loop.hpp"

namespace staffroom::net {

class Certificates;

class Listener {
 public:
  /// Binds at once; port 0 takes a free one. Several listeners of one process share an address, so that nobody else's
  /// is shared by mistake the first one asks for it alone: `joins_our_own` is yes for the others. Errors: unavailable,
  /// when the address cannot be had. With certificates, connections are encrypted from their first byte.
  enum class JoinsOurOwn { no, yes };
  static Result<std::unique_ptr<Listener>> open(Loop& loop, std::string const& host, std::uint16_t port,
                                                JoinsOurOwn joins_our_own, Service& service,
                                                Certificates const* certificates = nullptr, DoorSettings door = {});
  ~Listener();
  std::uint16_t port() const;
  /// Accepts from now on. Before the loop is started, or on its thread.
  void start();
  /// Connections that were refused, or closed to make room for others. Any thread.
  std::uint64_t sent_away() const;
  /// From another thread: no more connections are accepted once it returns.
  void close();

  struct Impl;

 private:
  explicit Listener(std::shared_ptr<Impl> impl);
  std::shared_ptr<Impl> impl_;
};

}  // namespace staffroom::net
