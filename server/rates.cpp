// Token buckets.
#include "server/rates.hpp"

#include <algorithm>

#include "protocol/limits.hpp"

namespace staffroom {
namespace {

constexpr double programs_burst = 150;
constexpr double programs_per_second = 15;
constexpr double strangers_burst = 100;
constexpr double strangers_per_second = 20;

double tokens_at(TokenBucket const& bucket, double burst, double per_second, TokenBucket::Time now) {
  if (bucket.tokens < 0) return burst;
  std::chrono::duration<double> passed = now - bucket.filled;
  return std::min(burst, bucket.tokens + passed.count() * per_second);
}

}  // namespace

bool TokenBucket::take(double burst, double per_second, Time now, double wanted) {
  tokens = tokens_at(*this, burst, per_second, now);
  filled = now;
  if (tokens < wanted) return false;
  tokens -= wanted;
  return true;
}

bool TokenBucket::is_full(double burst, double per_second, Time now) const {
  return tokens_at(*this, burst, per_second, now) >= burst;
}

bool Buckets::take(std::uint64_t key) {
  auto now = std::chrono::steady_clock::now();
  auto& stripe = stripe_of(key);
  std::lock_guard lock(stripe.mutex);
  if (stripe.buckets.size() > buckets_before_sweep) {
    std::erase_if(stripe.buckets, [&](auto const& entry) { return entry.second.is_full(burst_, per_second_, now); });
  }
  return stripe.buckets[key].take(burst_, per_second_, now);
}

void Buckets::give_back(std::uint64_t key) {
  auto& stripe = stripe_of(key);
  std::lock_guard lock(stripe.mutex);
  auto found = stripe.buckets.find(key);
  if (found != stripe.buckets.end()) found->second.give_back(burst_);
}

Rates::Rates(bool off)
    : off_(off),
      writes_(limits::writes_burst, limits::writes_per_second),
      reads_(limits::reads_burst, limits::reads_per_second),
      programs_(programs_burst, programs_per_second),
      strangers_(strangers_burst, strangers_per_second) {}

}  // namespace staffroom
