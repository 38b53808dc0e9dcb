// How often something took how long, or was how large: counted without a lock, in steps of about a quarter.
#pragma once
#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace staffroom {

class Histogram {
 public:
  static constexpr std::size_t per_doubling = 4;
  static constexpr std::size_t steps = 40 * per_doubling;

  void count(std::uint64_t value) {
    steps_[step_of(value)].fetch_add(1, std::memory_order_relaxed);
    sum_.fetch_add(value, std::memory_order_relaxed);
  }
  std::uint64_t total() const {
    std::uint64_t all = 0;
    for (auto const& it : steps_) all += it.load(std::memory_order_relaxed);
    return all;
  }
  std::uint64_t sum() const { return sum_.load(std::memory_order_relaxed); }
  /// How many were at most this large, to within a step.
  std::uint64_t up_to(std::uint64_t value) const {
    std::uint64_t all = 0;
    for (std::size_t i = 0; i <= step_of(value); ++i) all += steps_[i].load(std::memory_order_relaxed);
    return all;
  }
  /// The value that this share of all did not exceed, rounded up to its step; 0 when nothing was counted.
  std::uint64_t quantile(double share) const {
    auto const all = total();
    if (all == 0) return 0;
    auto const wanted = static_cast<std::uint64_t>(share * static_cast<double>(all) + 0.999'999);
    std::uint64_t reached = 0;
    for (std::size_t i = 0; i < steps; ++i) {
      reached += steps_[i].load(std::memory_order_relaxed);
      if (reached >= wanted) return top_of(i);
    }
    return top_of(steps - 1);
  }

  /// Values below 4 have steps of their own; above, a doubling has four.
  static constexpr std::size_t step_of(std::uint64_t value) {
    if (value < per_doubling) return static_cast<std::size_t>(value);
    auto const log = static_cast<std::size_t>(std::bit_width(value)) - 1;
    auto const step = (log - 1) * per_doubling + static_cast<std::size_t>((value >> (log - 2)) & 3U);
    return step < steps ? step : steps - 1;
  }
  /// The largest value of a step.
  static constexpr std::uint64_t top_of(std::size_t step) {
    if (step < per_doubling) return step;
    auto const log = step / per_doubling + 1;
    auto const part = step % per_doubling;
    return (std::uint64_t{1} << log) + (std::uint64_t{part + 1} << (log - 2)) - 1;
  }

 private:
  std::array<std::atomic<std::uint64_t>, steps> steps_{};
  std::atomic<std::uint64_t> sum_{0};
};

}  // namespace staffroom
