// The crowd.
#include "tools/bench/crowd.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>

#include "tools/bench/swarm.hpp"

namespace staffroom::bench {
namespace {

constexpr std::size_t connects_at_once = 64;
constexpr std::size_t drips_at_once = 512;
constexpr std::uint32_t first_address = 0x7f010001;  // 127.1.0.1

std::uint64_t length_after(std::string_view head, std::string_view name) {
  auto const at = head.find(name);
  return at == std::string_view::npos ? 0 : std::strtoull(head.data() + at + name.size(), nullptr, 10);
}

}  // namespace

Crowd::Crowd(std::uint16_t port, std::size_t addresses, Manner manner)
    : port_(port),
      addresses_(addresses),
      manner_(std::move(manner)),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      buffer_(1 << 18) {}

Crowd::~Crowd() {
  for (auto const& peer : peers_) {
    if (peer.socket >= 0) ::close(peer.socket);
  }
  ::close(epoll_);
}

void Crowd::gather(std::size_t count) {
  for (auto number = peers_.size(); number < count; ++number) outside_.push_back(number);
  peers_.resize(std::max(count, peers_.size()));
}

void Crowd::connect(std::size_t number) {
  auto& peer = peers_[number];
  peer = Peer{};
  peer.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (peer.socket < 0) {
    outside_.push_back(number);
    return;
  }
  int const on = 1;
  ::setsockopt(peer.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  ::setsockopt(peer.socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  if (manner_.receive_buffer > 0) {
    ::setsockopt(peer.socket, SOL_SOCKET, SO_RCVBUF, &manner_.receive_buffer, sizeof manner_.receive_buffer);
  }
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(first_address + static_cast<std::uint32_t>(number % addresses_));
  ::bind(peer.socket, reinterpret_cast<sockaddr*>(&address), sizeof address);
  address.sin_port = htons(port_);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ++open_;
  if (::connect(peer.socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 && errno != EINPROGRESS) {
    ++told_.not_connected;
    return leave(number);
  }
  epoll_event event{};
  event.events = EPOLLOUT;
  event.data.u64 = number;
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, peer.socket, &event);
}

void Crowd::leave(std::size_t number) {
  auto& peer = peers_[number];
  if (peer.socket < 0) return;
  ::close(peer.socket);
  peer.socket = -1;
  --open_;
  outside_.push_back(number);
}

void Crowd::say(std::size_t number, std::string_view words) {
  auto& peer = peers_[number];
  peer.out += words;
  if (peer.connected) write(number);
}

void Crowd::write(std::size_t number) {
  auto& peer = peers_[number];
  if (!peer.out.empty()) {
    auto const sent = ::send(peer.socket, peer.out.data(), peer.out.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) peer.out.erase(0, static_cast<std::size_t>(sent));
    if (sent < 0 && errno != EAGAIN && errno != EINTR) {
      ++told_.closed;
      return leave(number);
    }
  }
  epoll_event event{};
  event.events = (manner_.reads ? EPOLLIN : 0U) | (peer.out.empty() ? 0U : EPOLLOUT);
  event.data.u64 = number;
  ::epoll_ctl(epoll_, EPOLL_CTL_MOD, peer.socket, &event);
}

void Crowd::handle(std::size_t number, std::uint32_t events) {
  auto& peer = peers_[number];
  if (peer.socket < 0) return;
  if (!peer.connected) {
    if ((events & EPOLLERR) != 0) {
      ++told_.not_connected;
      return leave(number);
    }
    peer.connected = true;
    peer.drips_at = now_ns() + manner_.drip_every_ns;
    ++told_.connected;
    return say(number, manner_.opening ? manner_.opening(number) : std::string());
  }
  if ((events & EPOLLIN) != 0) return read(number);
  if ((events & (EPOLLERR | EPOLLHUP)) != 0) {
    ++told_.closed;
    return leave(number);
  }
  write(number);
}

void Crowd::read(std::size_t number) {
  auto const count = ::recv(peers_[number].socket, buffer_.data(), buffer_.size(), MSG_DONTWAIT);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (count <= 0) {
    ++told_.closed;
    return leave(number);
  }
  peers_[number].in.append(buffer_.data(), static_cast<std::size_t>(count));
  while (peers_[number].socket >= 0 && (peers_[number].is_websocket ? take_frame(number) : take_answer(number))) {
  }
}

/// False when there is no whole one.
bool Crowd::take_answer(std::size_t number) {
  auto& in = peers_[number].in;
  auto const end = in.find("\r\n\r\n");
  if (end == std::string::npos) return false;
  auto const head = std::string_view(in).substr(0, end + 2);
  auto const whole = end + 4 + length_after(head, "\r\nContent-Length: ");
  if (in.size() < whole) return false;
  auto const status = head.starts_with("HTTP/1.1 ") ? std::atoi(head.data() + 9) : 0;
  bool const asks_to_wait = status == 429 || status == 503;
  if (asks_to_wait && head.find("\r\nRetry-After: ") == std::string_view::npos) ++told_.no_retry_after;
  if (status == 101) peers_[number].is_websocket = true;
  auto& count = status == 429                   ? told_.too_many
                : status == 503                 ? told_.unavailable
                : status >= 200 && status < 300 ? told_.done
                : status >= 400 && status < 500 ? told_.not_theirs
                                                : told_.broken;
  if (status != 101) ++count;
  in.erase(0, whole);
  if (manner_.again && status != 101) say(number, manner_.again(number));
  return true;
}

bool Crowd::take_frame(std::size_t number) {
  auto& in = peers_[number].in;
  auto const byte = [&in](std::size_t at) { return static_cast<unsigned char>(in[at]); };
  if (in.size() < 2) return false;
  std::size_t length = byte(1) & 127U, head = 2;
  std::size_t const more = length == 126 ? 2 : length == 127 ? 8 : 0;
  if (in.size() < head + more) return false;
  if (more > 0) length = 0;
  for (; head < 2 + more; ++head) length = length << 8U | byte(head);
  if (in.size() < head + length) return false;
  auto const text = std::string_view(in).substr(head, length);
  auto const opcode = byte(0) & 15U;
  if (opcode == 1 && (text.starts_with("{\"hello\"") || text.starts_with("{\"resync\""))) ++told_.greeted;
  if (opcode == 1 && text.starts_with("{\"answer\"")) ++told_.done;
  if (opcode == 1 && text.starts_with("{\"error\"")) {
    ++(text.find("\"status\":429") == std::string_view::npos ? told_.broken : told_.too_many);
  }
  if (opcode == 8 && length >= 2) {
    auto const code = static_cast<unsigned>(byte(head)) << 8U | byte(head + 1);
    if (code == 1008) ++told_.closed_1008;
    if (code == 1013) ++told_.closed_1013;
  }
  bool const was_ping = opcode == 9;
  in.erase(0, head + length);
  if (was_ping) say(number, std::string_view("\x8a\x80\0\0\0\0", 6));
  return true;
}

void Crowd::drip() {
  auto const now = now_ns();
  for (std::size_t turn = 0; turn < std::min(drips_at_once, peers_.size()); ++turn) {
    auto const number = next_drip_++ % peers_.size();
    auto& peer = peers_[number];
    if (!peer.connected || peer.socket < 0 || now < peer.drips_at) continue;
    peer.drips_at = now + manner_.drip_every_ns;
    if (peer.out.empty()) say(number, manner_.drip(number));
  }
}

void Crowd::poll(int timeout_ms) {
  for (std::size_t turn = 0; turn < connects_at_once && !outside_.empty(); ++turn) {
    auto const number = outside_.front();
    outside_.pop_front();
    connect(number);
  }
  if (manner_.drip && !peers_.empty()) drip();
  std::array<epoll_event, 512> events{};
  bool const is_busy = !outside_.empty() || manner_.drip;
  auto const count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), is_busy ? 1 : timeout_ms);
  for (int at = 0; at < count; ++at) {
    auto const& event = events[static_cast<std::size_t>(at)];
    handle(event.data.u64, event.events);
  }
}

void Crowd::drop_all() {
  for (std::size_t number = 0; number < peers_.size(); ++number) leave(number);
}

std::string masked_frame(std::string_view text) {
  std::string frame = "\x81";
  if (text.size() < 126) {
    frame += static_cast<char>(0x80U | text.size());
  } else {
    frame += static_cast<char>(0x80U | 126U);
    frame += static_cast<char>(text.size() >> 8U);
    frame += static_cast<char>(text.size());
  }
  frame += std::string(4, '\0');  // a mask of zeros
  return frame += text;
}

}  // namespace staffroom::bench
