// Sessions by token, cached on their network thread.
#include "server/token_cache.hpp"

#include "protocol/limits.hpp"
#include "server/passwords.hpp"

namespace staffroom {
namespace {
// Limits of time are checked each time; everything else that can end a session is told by the hub. This is the bound on
// what neither would tell.
constexpr std::chrono::seconds read_again_after{10};
constexpr std::size_t token_length = 43;  // 32 bytes in base64url
}  // namespace

std::string TokenCache::hash_of(std::string_view token) { return passwords::hash_of_token(token); }

std::optional<SignedIn> TokenCache::find(std::string const& token_hash) {
  auto now = Clock::now();
  auto found = entries_.find(token_hash);
  if (found != entries_.end() && found->second.read_at + read_again_after > now) {
    auto const& signed_in = found->second.signed_in;
    auto store_now = store_.now();
    if (store_now < signed_in.idle_ends && store_now < signed_in.ends) return signed_in;
  }
  auto read = store_.session_of(token_hash);
  if (!read) {
    if (found != entries_.end()) entries_.erase(found);
    return {};
  }
  if (entries_.size() >= entries_max) entries_.clear();
  entries_[token_hash] = {*read, now};
  return read;
}

std::optional<SignedIn> TokenCache::who(std::string_view token) {
  if (token.size() != token_length) return {};
  auto token_hash = hash_of(token);
  auto signed_in = find(token_hash);
  if (signed_in) used(*signed_in, token_hash);
  return signed_in;
}

std::optional<SignedIn> TokenCache::still(std::string const& token_hash) { return find(token_hash); }

void TokenCache::used(SignedIn& signed_in, std::string const& token_hash) {
  auto now = store_.now();
  if (now - signed_in.last_seen < limits::session_touch_every) return;
  // At once here, so that the requests which come before the store has answered do not touch it again.
  signed_in.last_seen = now;
  signed_in.idle_ends = now + std::chrono::milliseconds{limits::session_idle_max};
  if (auto found = entries_.find(token_hash); found != entries_.end()) found->second.signed_in = signed_in;
  TouchSession touch{signed_in.actor.session};
  Submission submission;
  submission.actor = signed_in.actor;
  submission.command = std::move(touch);
  store_.submit(std::move(submission), [](Outcome) {});
}

void TokenCache::ended(SessionId session) {
  std::erase_if(entries_, [session](auto const& entry) { return entry.second.signed_in.actor.session == session; });
}

}  // namespace staffroom
