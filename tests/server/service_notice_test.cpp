// What systemd is told: by a socket with a path, or one in the abstract namespace.
#include "server/service_notice.hpp"

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace staffroom {
namespace {

/// A datagram socket by this name, which NOTIFY_SOCKET then holds.
class Listening {
 public:
  explicit Listening(std::string const& name) : socket_(::socket(AF_UNIX, SOCK_DGRAM, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::copy(name.begin(), name.end(), address.sun_path);
    if (name.front() == '@') address.sun_path[0] = '\0';
    auto const length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
    REQUIRE(::bind(socket_, reinterpret_cast<sockaddr const*>(&address), length) == 0);
    ::setenv("NOTIFY_SOCKET", name.c_str(), 1);
  }
  ~Listening() {
    ::unsetenv("NOTIFY_SOCKET");
    ::close(socket_);
  }
  std::string heard() const {
    std::string text(100, '\0');
    auto const got = ::recv(socket_, text.data(), text.size(), MSG_DONTWAIT);
    text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return text;
  }

 private:
  int socket_;
};

TEST_CASE("systemd is told by the socket that it names, whichever kind it is") {
  auto const mine = std::to_string(::getpid());
  auto const path = std::filesystem::temp_directory_path() / ("staffroom-notice-" + mine);
  for (auto const& name : {path.string(), "@staffroom-notice-" + mine}) {
    CAPTURE(name);
    Listening const systemd(name);
    CHECK(tell_service("READY=1"));
    CHECK(systemd.heard() == "READY=1");
  }
  std::filesystem::remove(path);
}

TEST_CASE("without systemd nobody is told, and a name that is none is refused") {
  CHECK(tell_service("READY=1"));
  for (auto const& name :
       {std::string("not/absolute"), std::string(), "/" + std::string(200, 'x'), std::string("/nonexistent/notify")}) {
    CAPTURE(name);
    ::setenv("NOTIFY_SOCKET", name.c_str(), 1);
    CHECK_FALSE(tell_service("READY=1"));
  }
  ::unsetenv("NOTIFY_SOCKET");
}

}  // namespace
}  // namespace staffroom
