// Many clients that mean harm, on one thread: each says its words, reads or does not, and comes back when it is thrown
// out. What they were told is counted, and whether every refusal said when to come again.
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace staffroom::bench {

struct Told {
  std::uint64_t connected = 0;
  std::uint64_t not_connected = 0;  // refused or dropped before a connection stood
  std::uint64_t closed = 0;         // by the server
  std::uint64_t done = 0;           // 2xx
  std::uint64_t not_theirs = 0;     // other answers of 4xx: a wrong password, a slow head
  std::uint64_t too_many = 0;       // 429, also of calls on a WebSocket
  std::uint64_t unavailable = 0;    // 503
  std::uint64_t broken = 0;         // other answers of 5xx, and what is no answer
  std::uint64_t no_retry_after = 0;
  std::uint64_t greeted = 0;  // WebSockets that were brought up to date
  std::uint64_t closed_1008 = 0, closed_1013 = 0;
};

/// How each of them behaves; `number` is the connection's.
struct Manner {
  std::function<std::string(std::size_t number)> opening;  // said first
  std::function<std::string(std::size_t number)> again;    // said after each answer; null: nothing
  std::function<std::string(std::size_t number)> drip;     // said now and then, when there is something to say
  std::int64_t drip_every_ns = 0;
  bool reads = true;
  int receive_buffer = 0;  // bytes; 0: the system's
};

class Crowd {
 public:
  /// Connections come from so many addresses of this machine: 127.1.0.1 and the following.
  Crowd(std::uint16_t port, std::size_t addresses, Manner manner);
  ~Crowd();
  Crowd(Crowd const&) = delete;
  Crowd& operator=(Crowd const&) = delete;

  /// From now on so many are kept open.
  void gather(std::size_t count);
  /// Handles what has come, and waits for at most so long.
  void poll(int timeout_ms);
  /// All leave at once, without a word, and come back.
  void drop_all();
  std::size_t open() const { return open_; }
  Told const& told() const { return told_; }

 private:
  struct Peer {
    int socket = -1;
    bool connected = false;
    bool is_websocket = false;
    std::string out, in;
    std::int64_t drips_at = 0;
  };
  void connect(std::size_t number);
  void leave(std::size_t number);
  void say(std::size_t number, std::string_view words);
  void write(std::size_t number);
  void read(std::size_t number);
  void handle(std::size_t number, std::uint32_t events);
  bool take_answer(std::size_t number);
  bool take_frame(std::size_t number);
  void drip();
  std::uint16_t port_;
  std::size_t addresses_;
  Manner manner_;
  int epoll_;
  std::vector<Peer> peers_;
  std::deque<std::size_t> outside_;  // want to connect
  std::size_t open_ = 0, next_drip_ = 0;
  std::vector<char> buffer_;
  Told told_;
};

/// A masked text frame, as clients send it.
std::string masked_frame(std::string_view text);

}  // namespace staffroom::bench
