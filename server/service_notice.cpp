// One datagram to the socket that NOTIFY_SOCKET names.
#include "server/service_notice.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>

namespace staffroom {

bool tell_service(std::string_view state) {
  char const* const named = std::getenv("NOTIFY_SOCKET");
  if (!named) return true;
  std::string_view const path(named);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  bool const is_abstract = path.starts_with('@');
  if ((!is_abstract && !path.starts_with('/')) || path.size() >= sizeof(address.sun_path)) return false;
  std::copy(path.begin(), path.end(), address.sun_path);
  if (is_abstract) address.sun_path[0] = '\0';
  int const socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return false;
  auto const length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
  auto const sent =
      ::sendto(socket, state.data(), state.size(), MSG_NOSIGNAL, reinterpret_cast<sockaddr const*>(&address), length);
  ::close(socket);
  return sent == static_cast<ssize_t>(state.size());
}

}  // namespace staffroom
