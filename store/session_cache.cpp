// Who is behind a session's token.
#include "store/session_cache.hpp"

namespace staffroom {

std::shared_ptr<CachedSession const> SessionCache::find(std::string const& token_hash) const {
  std::shared_lock const lock(mutex_);
  auto const found = by_token_.find(token_hash);
  return found == by_token_.end() ? nullptr : found->second;
}

void SessionCache::keep(std::string const& token_hash, std::shared_ptr<CachedSession const> session, Seq seen) {
  std::lock_guard const lock(mutex_);
  if (seen < changed_at_) return;
  if (by_token_.size() >= entries_max) {
    by_token_.clear();
    token_of_.clear();
  }
  token_of_[session->session.id] = token_hash;
  by_token_[token_hash] = std::move(session);
}

void SessionCache::changed(SessionId session, Seq seq) {
  std::lock_guard const lock(mutex_);
  changed_at_ = seq;
  auto const found = token_of_.find(session);
  if (found == token_of_.end()) return;
  by_token_.erase(found->second);
  token_of_.erase(found);
}

}  // namespace staffroom
