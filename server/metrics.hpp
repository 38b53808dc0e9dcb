// Counters of the server, and the page that Prometheus reads. Counting is lock-free.
#pragma once
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

#include "store/histogram.hpp"

namespace staffroom {

struct Shared;

struct Metrics {
  std::atomic<std::uint64_t> requests{0};
  std::array<std::atomic<std::uint64_t>, 6> answers{};  // by the first digit of the status
  std::atomic<std::uint64_t> sockets{0};                // open now
  std::atomic<std::uint64_t> sockets_opened{0};
  std::atomic<std::uint64_t> sockets_too_slow{0};  // closed with 1013
  std::atomic<std::uint64_t> sockets_too_much{0};  // closed with 1008: a flood of frames or of calls
  std::atomic<std::uint64_t> frames_received{0};
  std::atomic<std::uint64_t> calls{0};
  std::atomic<std::uint64_t> resyncs{0};

  std::atomic<std::uint64_t> refused_too_many{0};  // requests and calls, answered with 429
  Histogram request_times;                         // microseconds, without the time that bytes took to come or go

  void answered(int status, std::chrono::microseconds took) {
    constexpr int too_many = 429;
    answers[static_cast<std::size_t>(status / 100) % answers.size()].fetch_add(1, std::memory_order_relaxed);
    if (status == too_many) refused_too_many.fetch_add(1, std::memory_order_relaxed);
    request_times.count(static_cast<std::uint64_t>(took.count()));
  }
};

/// The text format of Prometheus. Waits for nothing.
std::string metrics_page(Shared const& shared);

}  // namespace staffroom
