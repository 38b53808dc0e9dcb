// The swarm of client sockets.
#include "tools/bench/swarm.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace staffroom::bench {

std::int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

double cpu_seconds_of(int pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string line;
  std::getline(file, line);
  std::istringstream fields(line.substr(line.rfind(')') + 2));
  std::string skipped;
  for (int field = 3; field < 14; ++field) fields >> skipped;
  double user = 0, system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

std::size_t memory_of(int pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/statm");
  std::size_t size = 0, resident = 0;
  file >> size >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

double Latencies::at(double share) {
  if (all_.empty()) return 0;
  if (!sorted_) std::sort(all_.begin(), all_.end());
  sorted_ = true;
  auto place = std::min(all_.size() - 1, static_cast<std::size_t>(share * static_cast<double>(all_.size())));
  return static_cast<double>(all_[place]) / 1e6;
}

Swarm::Swarm(std::uint16_t port, Wire wire) : port_(port), epoll_(::epoll_create1(EPOLL_CLOEXEC)), buffer_(1 << 20) {
  if (wire == Wire::tls) context_ = SSL_CTX_new(TLS_client_method());
}

Swarm::~Swarm() {
  for (auto const& connection : connections_) {
    SSL_free(connection.tls);
    ::close(connection.socket);
  }
  SSL_CTX_free(context_);
  ::close(epoll_);
}

std::size_t Swarm::open(Speech speech, std::string const& path, std::string const& cookie) {
  Connection made;
  made.speech = speech;
  made.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int on = 1;
  ::setsockopt(made.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port_);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(made.socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("cannot connect, socket " + std::to_string(connections_.size()));
  }
  if (context_) {
    made.tls = SSL_new(context_);
    SSL_set_fd(made.tls, made.socket);
    if (SSL_connect(made.tls) != 1) throw std::runtime_error("no TLS on this port");
  }
  auto number = connections_.size();
  connections_.push_back(std::move(made));
  auto& connection = connections_.back();
  if (speech == Speech::websocket) {
    auto authority = "127.0.0.1:" + std::to_string(port_);
    send_raw(number, "GET " + path + " HTTP/1.1\r\nHost: " + authority +
                         "\r\nOrigin: " + (context_ ? "https://" : "http://") + authority +
                         "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nCookie: " +
                         cookie + "\r\n\r\n");
    std::string head;
    while (head.find("\r\n\r\n") == std::string::npos) {
      std::array<char, 1> byte{};
      auto const got =
          connection.tls ? SSL_read(connection.tls, byte.data(), 1) : ::recv(connection.socket, byte.data(), 1, 0);
      if (got != 1) break;
      head += byte[0];
    }
    if (!head.starts_with("HTTP/1.1 101")) throw std::runtime_error("handshake refused: " + head.substr(0, 60));
  }
  if (connection.tls) ::fcntl(connection.socket, F_SETFL, O_NONBLOCK);
  connection.ready = true;
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = number;
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, connection.socket, &event);
  return number;
}

void Swarm::send_raw(std::size_t number, std::string_view bytes) {
  auto* const tls = connections_[number].tls;
  while (tls && !bytes.empty()) {
    auto const count = SSL_write(tls, bytes.data(), static_cast<int>(bytes.size()));
    if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
    if (count <= 0 && SSL_get_error(tls, count) != SSL_ERROR_WANT_WRITE) throw std::runtime_error("a connection broke");
  }
  while (!bytes.empty()) {
    auto count = ::send(connections_[number].socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) throw std::runtime_error("a connection broke");
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

namespace {

/// Masked with zeros: the server does the same work, and we do none.
void append_frame(std::string& out, std::string_view text) {
  out += '\x81';
  if (text.size() < 126) {
    out += static_cast<char>(0x80 | text.size());
  } else {
    out += static_cast<char>(0x80 | 126);
    out += static_cast<char>(text.size() >> 8);
    out += static_cast<char>(text.size());
  }
  out += std::string(4, '\0');
  out += text;
}

}  // namespace

void Swarm::send_text(std::size_t number, std::string_view text) { send_texts(number, {std::string(text)}); }

void Swarm::send_texts(std::size_t number, std::vector<std::string> const& texts) {
  std::string frames;
  for (auto const& text : texts) append_frame(frames, text);
  connections_[number].sent_ns = now_ns();
  send_raw(number, frames);
}

/// How many bytes were taken; 0 when the frame is not whole.
std::size_t Swarm::take_frame(std::size_t number, std::string_view bytes, Heard const& heard) {
  if (bytes.size() < 2) return 0;
  auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  std::size_t length = byte(1) & 127, head = 2;
  if (length == 126) {
    if (bytes.size() < 4) return 0;
    length = std::size_t{byte(2)} << 8 | byte(3);
    head = 4;
  } else if (length == 127) {
    if (bytes.size() < 10) return 0;
    length = 0;
    for (std::size_t at = 2; at < 10; ++at) length = length << 8 | byte(at);
    head = 10;
  }
  if (bytes.size() < head + length) return 0;
  auto opcode = byte(0) & 15;
  if (opcode == 1 || opcode == 2) heard(number, bytes.substr(head, length));
  if (opcode == 9) send_raw(number, std::string_view("\x8a\x80\0\0\0\0", 6));
  if (opcode == 8)
    throw std::runtime_error("the server closed a connection: " + std::string(bytes.substr(head + 2, length - 2)));
  return head + length;
}

std::size_t Swarm::take_answer(std::size_t number, std::string_view bytes, Heard const& heard) {
  auto end = bytes.find("\r\n\r\n");
  if (end == std::string_view::npos) return 0;
  auto at = bytes.find("Content-Length: ");
  std::size_t length = at < end ? static_cast<std::size_t>(std::atoll(bytes.data() + at + 16)) : 0;
  if (bytes.size() < end + 4 + length) return 0;
  heard(number, bytes.substr(0, end + 4 + length));
  return end + 4 + length;
}

std::ptrdiff_t Swarm::receive(Connection& connection, char* into, std::size_t room) {
  if (!connection.tls) return ::recv(connection.socket, into, room, MSG_DONTWAIT);
  std::size_t count = 0;
  while (count < room) {
    auto const some = SSL_read(connection.tls, into + count, static_cast<int>(room - count));
    if (some > 0) {
      count += static_cast<std::size_t>(some);
      continue;
    }
    bool const waits = SSL_get_error(connection.tls, some) == SSL_ERROR_WANT_READ;
    if (count == 0) return waits ? -1 : 0;
    break;
  }
  return static_cast<std::ptrdiff_t>(count);
}

void Swarm::read(std::size_t number, Heard const& heard) {
  auto count = receive(connections_[number], buffer_.data(), buffer_.size());
  if (count == 0) throw std::runtime_error("the server ended a connection");
  if (count < 0) return;
  bytes_read_ += static_cast<std::uint64_t>(count);
  std::string_view bytes(buffer_.data(), static_cast<std::size_t>(count));
  std::string joined;
  if (!connections_[number].in.empty()) {
    joined = std::move(connections_[number].in);
    connections_[number].in.clear();
    joined += bytes;
    bytes = joined;
  }
  for (;;) {
    auto taken = connections_[number].speech == Speech::websocket ? take_frame(number, bytes, heard)
                                                                  : take_answer(number, bytes, heard);
    if (taken == 0) break;
    bytes.remove_prefix(taken);
  }
  if (!bytes.empty()) connections_[number].in.assign(bytes);
}

void Swarm::poll(int timeout_ms, Heard const& heard) {
  std::array<epoll_event, 512> events{};
  auto count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), timeout_ms);
  for (int at = 0; at < count; ++at) read(events[static_cast<std::size_t>(at)].data.u64, heard);
}

}  // namespace staffroom::bench
