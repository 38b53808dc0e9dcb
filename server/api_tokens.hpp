// Programs that carry a person's token (docs/tokens.md): who is behind `Authorization: Bearer …`. On one network
// thread.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/store.hpp"

namespace staffroom {

class ApiTokens {
 public:
  explicit ApiTokens(Store& store) : store_(store) {}
  /// Nothing when there is no such token, or it has ended. Asks the store each time, so that a revocation counts for
  /// the next request; that is two reads of cached blocks, as for a session that this thread has not seen yet. Notes
  /// that the token is used, in steps of limits::api_token_touch_every.
  std::optional<TokenHolder> who(std::string_view secret);

  /// What a header says after `Bearer`. Nothing when it is absent or of another scheme.
  static std::optional<std::string_view> bearer_of(std::string_view authorization);
  /// `staffroom_` and 32 random bytes in base64url: the mark lets scanners for forgotten secrets find it.
  static std::string fresh_secret();
  /// What is stored of it.
  static std::string hash_of(std::string_view secret);

 private:
  void used(TokenHolder const& holder);
  Store& store_;
  std::unordered_map<std::uint64_t, TimestampMs> noted_;  // by token, until the store has it
};

}  // namespace staffroom
