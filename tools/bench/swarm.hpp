// Many client sockets on one thread, for load tests: epoll, WebSocket frames by hand, no allocation per frame. Fast
// enough that it is the server that is measured.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

struct ssl_st;
struct ssl_ctx_st;

namespace staffroom::bench {

std::int64_t now_ns();
/// User and system time of a process so far, in seconds.
double cpu_seconds_of(int pid);
/// Resident memory of a process, in bytes.
std::size_t memory_of(int pid);

/// Latencies in nanoseconds.
class Latencies {
 public:
  void add(std::int64_t ns) { all_.push_back(ns); }
  /// In milliseconds; 0 when there are none. `share` from 0 to 1.
  double at(double share);
  std::size_t size() const { return all_.size(); }

 private:
  std::vector<std::int64_t> all_;
  bool sorted_ = false;
};

class Swarm {
 public:
  enum class Speech { websocket, http };
  enum class Wire { plain, tls };
  struct Connection {
    int socket = -1;
    ssl_st* tls = nullptr;  // null: plain
    Speech speech = Speech::websocket;
    bool ready = false;     // handshake done
    std::uint64_t seq = 0;  // of the last frame, for whoever counts
    std::int64_t sent_ns = 0;
    std::string in;
  };
  /// A whole text or binary frame, or a whole HTTP answer.
  using Heard = std::function<void(std::size_t connection, std::string_view text)>;

  explicit Swarm(std::uint16_t port, Wire wire = Wire::plain);
  ~Swarm();
  /// Connects and, for a WebSocket, shakes hands with this path and Cookie. Blocks until it stands; throws when
  /// refused.
  std::size_t open(Speech speech, std::string const& path, std::string const& cookie);
  void send_text(std::size_t connection, std::string_view text);
  void send_texts(std::size_t connection, std::vector<std::string> const& texts);  // in one system call
  void send_raw(std::size_t connection, std::string_view bytes);
  /// Handles what has come; waits for at most so long when nothing has.
  void poll(int timeout_ms, Heard const& heard);
  Connection& operator[](std::size_t connection) { return connections_[connection]; }
  std::size_t size() const { return connections_.size(); }
  std::uint64_t bytes_read() const { return bytes_read_; }

 private:
  /// As recv(), without waiting.
  std::ptrdiff_t receive(Connection& connection, char* into, std::size_t room);
  void read(std::size_t connection, Heard const& heard);
  std::size_t take_frame(std::size_t connection, std::string_view bytes, Heard const& heard);
  std::size_t take_answer(std::size_t connection, std::string_view bytes, Heard const& heard);
  std::uint16_t port_;
  int epoll_ = -1;
  ssl_ctx_st* context_ = nullptr;  // null: plain
  std::uint64_t bytes_read_ = 0;
  std::vector<Connection> connections_;
  std::vector<char> buffer_;
};

}  // namespace staffroom::bench
