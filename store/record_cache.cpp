// Decoded records: two generations each, so that what is used stays without a list of uses.
#include "store/record_cache.hpp"

#include <utility>

#include "store/stored_record.hpp"

namespace staffroom {

std::shared_ptr<void const> as_decoded(SharedRecord const& record) {
  if (!record) return nullptr;
  return {record, record->address()};
}

SharedRecord RecordCache::find(std::string const& key) {
  if (auto const found = recent_.find(key); found != recent_.end()) return found->second;
  auto const found = older_.find(key);
  if (found == older_.end()) return nullptr;
  auto record = std::move(found->second);
  older_.erase(found);
  keep(key, record);
  return record;
}

void RecordCache::keep(std::string const& key, SharedRecord record) {
  if (recent_.size() >= half_) {
    older_ = std::move(recent_);
    recent_ = {};
  }
  recent_[key] = std::move(record);
}

void RecordCache::forget(std::string const& key) {
  recent_.erase(key);
  older_.erase(key);
}

bool DecodedCache::Stripe::is_second_reading(std::size_t hash) {
  auto& remembered = read_once[(hash >> 8) % read_once.size()];
  auto const mark = static_cast<std::uint32_t>(hash >> 32) | 1U;
  return std::exchange(remembered, mark) == mark;
}

SharedRecord DecodedCache::decode(Kind kind, std::string const& key, std::string_view stored) {
  auto const hash = std::hash<std::string>{}(key);
  auto& stripe = stripes_[hash % stripes];
  {
    std::lock_guard const lock(stripe.mutex);
    auto found = stripe.recent.find(key);
    if (found != stripe.recent.end() && found->second.stored == stored) return found->second.record;
    auto const aged = stripe.older.find(key);
    if (aged != stripe.older.end() && aged->second.stored == stored) {
      auto entry = std::move(aged->second);
      stripe.older.erase(aged);
      return (stripe.recent[key] = std::move(entry)).record;
    }
  }
  auto decoded = stored::decode(kind, stored);
  if (!decoded) return nullptr;
  auto record = std::make_shared<Record const>(std::move(*decoded));
  std::lock_guard const lock(stripe.mutex);
  if (!stripe.is_second_reading(hash)) return record;
  if (stripe.recent.size() >= stripe_entries_max / 2) {
    stripe.older = std::move(stripe.recent);
    stripe.recent.clear();
  }
  stripe.recent[key] = {std::string(stored), record};
  return record;
}

}  // namespace staffroom
