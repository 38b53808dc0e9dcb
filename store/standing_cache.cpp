// Who people are and what they are called.
#include "store/standing_cache.hpp"

namespace staffroom {

StandingCache::StandingPointer StandingCache::standing(PersonId person, Seq seen) const {
  std::shared_lock const lock(mutex_);
  auto const found = entries_.find(person);
  if (found == entries_.end() || seen < found->second.since) return nullptr;
  return found->second.standing;
}

StandingCache::NamePointer StandingCache::name(PersonId person, Seq seen) const {
  std::shared_lock const lock(mutex_);
  auto const found = entries_.find(person);
  if (found == entries_.end() || seen < found->second.since) return nullptr;
  return found->second.name;
}

StandingCache::Entry* StandingCache::entry_to_fill(PersonId person, Seq seen) {
  if (seen < floor_) return nullptr;
  if (entries_.size() >= entries_max && !entries_.contains(person)) {
    // Forgetting an entry forgets since when it held: nothing older than this may be kept from now on.
    for (auto const& [id, entry] : entries_) floor_ = std::max(floor_, entry.since);
    entries_.clear();
    if (seen < floor_) return nullptr;
  }
  auto const [entry, added] = entries_.try_emplace(person);
  if (added) entry->second.since = floor_;
  return seen >= entry->second.since ? &entry->second : nullptr;
}

void StandingCache::keep_standing(PersonId person, StandingPointer standing, Seq seen) {
  std::lock_guard const lock(mutex_);
  if (auto* entry = entry_to_fill(person, seen)) entry->standing = std::move(standing);
}

void StandingCache::keep_name(PersonId person, NamePointer name, Seq seen) {
  std::lock_guard const lock(mutex_);
  if (auto* entry = entry_to_fill(person, seen)) entry->name = std::move(name);
}

void StandingCache::changed(PersonId person, Seq seq) {
  std::lock_guard const lock(mutex_);
  entries_[person] = Entry{seq, nullptr, nullptr};
}

void StandingCache::changed_all(Seq seq) {
  std::lock_guard const lock(mutex_);
  entries_.clear();
  floor_ = seq;
}

}  // namespace staffroom
