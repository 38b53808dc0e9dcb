// zINSTREAM: pieces with their size before them, then a piece of no size; one line comes back.
#include "server/clamd.hpp"

#include <netdb.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>
#include <vector>

namespace staffroom::clamd {
namespace {

constexpr std::size_t piece_bytes = 128 * 1024;
constexpr std::size_t answer_bytes_max = 1'024;
constexpr time_t patience_s = 60;

Error unavailable(std::string words) { return {ErrorCode::unavailable, {}, std::move(words), {}}; }

class Socket {
 public:
  explicit Socket(int number) : number_(number) {
    timeval const patience{patience_s, 0};
    ::setsockopt(number_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(number_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  }
  ~Socket() {
    if (number_ >= 0) ::close(number_);
  }
  Socket(Socket const&) = delete;
  Socket& operator=(Socket const&) = delete;
  int number() const { return number_; }

  bool send(std::string_view bytes) const {
    while (!bytes.empty()) {
      auto const sent = ::send(number_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  std::string answer() const {
    std::string out;
    std::array<char, answer_bytes_max> bytes{};
    while (out.size() < answer_bytes_max && out.find('\0') == out.npos) {
      auto const got = ::recv(number_, bytes.data(), bytes.size(), 0);
      if (got <= 0) break;
      out.append(bytes.data(), static_cast<std::size_t>(got));
    }
    return out.substr(0, out.find('\0'));
  }

 private:
  int number_;
};

int connect_to_path(std::string const& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return -1;
  std::memcpy(address.sun_path, path.data(), path.size());
  int const number = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (number >= 0 && ::connect(number, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return number;
  if (number >= 0) ::close(number);
  return -1;
}

int connect_to_host(std::string const& host, std::string const& port) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(host.c_str(), port.c_str(), &wanted, &found) != 0) return -1;
  int number = -1;
  for (auto const* it = found; it && number < 0; it = it->ai_next) {
    number = ::socket(it->ai_family, it->ai_socktype | SOCK_CLOEXEC, it->ai_protocol);
    if (number >= 0 && ::connect(number, it->ai_addr, it->ai_addrlen) != 0) {
      ::close(number);
      number = -1;
    }
  }
  ::freeaddrinfo(found);
  return number;
}

int connect_to(std::string const& address) {
  auto const colon = address.rfind(':');
  if (address.starts_with("/") || colon == address.npos) return connect_to_path(address);
  return connect_to_host(address.substr(0, colon), address.substr(colon + 1));
}

std::string size_of(std::size_t size) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(size >> shift & 0xFF);
  return out;
}

}  // namespace

Result<std::optional<std::string>> scan(std::string const& address, int descriptor, std::uint64_t bytes,
                                        std::atomic<bool> const& stopping) {
  Socket const socket(connect_to(address));
  if (socket.number() < 0) return unavailable("The virus scanner can't be reached.");
  bool sent = socket.send(std::string_view("zINSTREAM\0", 10));
  std::vector<char> piece(piece_bytes);
  for (std::uint64_t at = 0; sent && at < bytes;) {
    if (stopping) return unavailable("The hub is stopping.");
    auto const got = ::pread(descriptor, piece.data(), piece.size(), static_cast<off_t>(at));
    if (got <= 0) return unavailable("The file can't be read.");
    auto const size = static_cast<std::size_t>(got);
    sent = socket.send(size_of(size)) && socket.send({piece.data(), size});
    at += size;
  }
  if (sent) socket.send(size_of(0));
  // Also when it hung up: it says why before.
  auto const answer = socket.answer();
  constexpr std::string_view before = "stream: ";
  constexpr std::string_view after = " FOUND";
  if (answer == "stream: OK") return std::optional<std::string>();
  if (answer.starts_with(before) && answer.ends_with(after) && answer.size() > before.size() + after.size()) {
    return std::optional(answer.substr(before.size(), answer.size() - before.size() - after.size()));
  }
  if (answer.find("size limit") != answer.npos) {
    return unavailable("The file is larger than the virus scanner takes: raise StreamMaxLength in its settings.");
  }
  return unavailable("The virus scanner gave no clear answer.");
}

}  // namespace staffroom::clamd
