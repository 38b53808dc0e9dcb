// Counters of the server, and the page that Prometheus reads. Counting is lock-free.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <string>

namespace staffroom {

class Store;
class Hub;
class SignInDesk;

struct Metrics {
  std::atomic<std::uint64_t> requests{0};
  std::array<std::atomic<std::uint64_t>, 6> answers{};  // by the first digit of the status
  std::atomic<std::uint64_t> sockets{0};                // open now
  std::atomic<std::uint64_t> sockets_opened{0};
  std::atomic<std::uint64_t> sockets_too_slow{0};  // closed with 1013
  std::atomic<std::uint64_t> frames_received{0};
  std::atomic<std::uint64_t> calls{0};
  std::atomic<std::uint64_t> resyncs{0};

  void answered(int status) { answers[static_cast<std::size_t>(status / 100) % answers.size()].fetch_add(1); }
};

/// The text format of Prometheus.
std::string metrics_page(Metrics const& metrics, Store const& store, Hub const& hub, SignInDesk const& desk);

}  // namespace staffroom
