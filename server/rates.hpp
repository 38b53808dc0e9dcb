// How often: token buckets per person and per address, shared by all network threads. `--limits off` takes them away.
#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <unordered_map>

#include "protocol/ids.hpp"

namespace staffroom {

/// Fills at a steady rate up to its burst; a call takes one.
struct TokenBucket {
  using Time = std::chrono::steady_clock::time_point;
  double tokens = -1;  // below zero: never used, full
  Time filled{};

  bool take(double burst, double per_second, Time now, double wanted = 1);
  bool is_full(double burst, double per_second, Time now) const;
  void give_back(double burst) { tokens = tokens + 1 > burst ? burst : tokens + 1; }
};

/// Buckets by a number or by the hash of a text. Thread-safe; forgets those that are full again.
class Buckets {
 public:
  Buckets(double burst, double per_second) : burst_(burst), per_second_(per_second) {}
  bool take(std::uint64_t key);
  bool take(std::string_view key) { return take(std::hash<std::string_view>{}(key)); }
  void give_back(std::uint64_t key);
  void give_back(std::string_view key) { give_back(std::hash<std::string_view>{}(key)); }

 private:
  struct Stripe {
    std::mutex mutex;
    std::unordered_map<std::uint64_t, TokenBucket> buckets;
  };
  static constexpr std::size_t stripes_max = 16;
  static constexpr std::size_t buckets_before_sweep = 4'096;  // of one stripe
  Stripe& stripe_of(std::uint64_t key) { return stripes_[(key * 0x9e3779b97f4a7c15ull) >> 60]; }
  double burst_;
  double per_second_;
  std::array<Stripe, stripes_max> stripes_;
};

class Rates {
 public:
  explicit Rates(bool off);
  bool write(PersonId person) { return off_ || writes_.take(person.value); }
  bool read(PersonId person) { return off_ || reads_.take(person.value); }
  /// Besides: what all programs with this person's tokens may ask for, so that the person has something left.
  bool program(PersonId person) { return off_ || programs_.take(person.value); }
  /// Requests without a session.
  bool stranger(std::string_view address) { return off_ || strangers_.take(address); }
  bool off() const { return off_; }

 private:
  bool off_;
  Buckets writes_;
  Buckets reads_;
  Buckets programs_;
  Buckets strangers_;
};

}  // namespace staffroom
