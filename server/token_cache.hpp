// Who is behind a cookie, for one network thread: what the store answered, until the session ends or its limits pass.
#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/store.hpp"

namespace staffroom {

class TokenCache {
 public:
  explicit TokenCache(Store& store) : store_(store) {}
  /// `token` as it stands in the cookie. Notes that the session is used, in steps of limits::session_touch_every.
  std::optional<SignedIn> who(std::string_view token);
  /// By the hash that who() filled in; used by live connections. Does not count as use.
  std::optional<SignedIn> still(std::string const& token_hash);
  void ended(SessionId session);
  void used(SignedIn& signed_in, std::string const& token_hash);
  static std::string hash_of(std::string_view token);

 private:
  using Clock = std::chrono::steady_clock;
  struct Entry {
    SignedIn signed_in;
    Clock::time_point read_at;
  };
  static constexpr std::size_t entries_max = 20'000;
  std::optional<SignedIn> find(std::string const& token_hash);
  Store& store_;
  std::unordered_map<std::string, Entry> entries_;  // by token hash
};

}  // namespace staffroom
