// Who is behind a session's token: asked for every request, so kept in memory. Thread-safe.
#pragma once
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>

#include "protocol/kinds.hpp"

namespace staffroom {

/// A session with what its secret says of it.
struct CachedSession {
  Session session;
  TimestampMs fresh_until;
};

class SessionCache {
 public:
  std::shared_ptr<CachedSession const> find(std::string const& token_hash) const;
  /// Keeps what was read from a view at `seen`, unless sessions changed since.
  void keep(std::string const& token_hash, std::shared_ptr<CachedSession const> session, Seq seen);
  /// Committer: the session was put or removed at `seq`. Called after the write, before anyone can read at `seq`.
  void changed(SessionId session, Seq seq);

 private:
  static constexpr std::size_t entries_max = 50'000;
  mutable std::shared_mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<CachedSession const>> by_token_;
  std::unordered_map<SessionId, std::string> token_of_;
  Seq changed_at_ = 0;
};

}  // namespace staffroom
