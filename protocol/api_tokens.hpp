// Keys for programs: a person's token, with what it may do and until when. Its secret is shown once and stored nowhere.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/route.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

/// What a token opens, never more than its person may: `read` whatever they read; each of the others what they may
/// change in that area. No token reaches accounts, sessions, passwords, tokens, erasures or exports, or whatever asks
/// for the password again.
enum class TokenScope : std::uint8_t { read, talk, share, support, review, buy, administer };
BOOST_DESCRIBE_ENUM(TokenScope, read, talk, share, support, review, buy, administer)

/// Visible to its person only. Gone when it ends, is revoked, or the person is no member of anything any more.
struct ApiToken {
  static constexpr Kind kind = Kind::api_token;
  static constexpr std::string_view path = "/api-tokens/{id}";
  ApiTokenId id;
  std::uint32_t version = 1;
  PersonId person;
  Name name;
  Many<TokenScope, 7> scopes;
  TimestampMs created;
  TimestampMs expires;
  std::optional<TimestampMs> last_used;  // moves in steps of limits::api_token_touch_every
};
STAFFROOM_DESCRIBE(ApiToken, (), (id, version, person, name, scopes, created, expires, last_used))

/// Internal record, never on the wire: key is the token; an index row leads from the hash to it.
struct ApiTokenSecret {
  static constexpr Kind kind = Kind::api_token_secret;
  static constexpr std::string_view path = "";
  ApiTokenId id;
  std::uint32_t version = 1;
  PersonId person;
  std::string token_hash;  // SHA-256 of the token, 64 hex digits
};
STAFFROOM_DESCRIBE(ApiTokenSecret, (), (id, version, person, token_hash))

/// POST /api-tokens, in a fresh session; answered by the server, which makes the secret and then submits OpenApiToken.
struct CreateApiToken {
  static constexpr std::string_view name = "create_api_token";
  static constexpr Route route{Method::post, "/api-tokens"};
  Name token_name;
  Many<TokenScope, 7> scopes;
  std::uint32_t days = 90;
};
STAFFROOM_DESCRIBE(CreateApiToken, (), (token_name, scopes, days))

/// The answer to CreateApiToken: the only time that the secret is told.
struct NewApiToken {
  ApiToken token;
  std::string secret;  // for `Authorization: Bearer …`
};
STAFFROOM_DESCRIBE(NewApiToken, (), (token, secret))

/// Internal, from CreateApiToken.
struct OpenApiToken {
  static constexpr std::string_view name = "open_api_token";
  Name token_name;
  Many<TokenScope, 7> scopes;
  std::uint32_t days = 0;
  std::string token_hash;
};
STAFFROOM_DESCRIBE(OpenApiToken, (), (token_name, scopes, days, token_hash))

/// Dead at once.
struct RevokeApiToken {
  static constexpr std::string_view name = "revoke_api_token";
  static constexpr Route route{Method::remove, "/api-tokens/{token}"};
  static constexpr Success success = Success::gone;
  ApiTokenId token;
};
STAFFROOM_DESCRIBE(RevokeApiToken, (), (token))

/// Internal: a program used it.
struct TouchApiToken {
  static constexpr std::string_view name = "touch_api_token";
  ApiTokenId token;
};
STAFFROOM_DESCRIBE(TouchApiToken, (), (token))

/// My own, newest first.
struct ListApiTokens {
  static constexpr std::string_view name = "list_api_tokens";
  static constexpr Route route{Method::get, "/api-tokens"};
  using Item = ApiToken;
};
STAFFROOM_DESCRIBE(ListApiTokens, (), ())

struct GetApiToken {
  static constexpr std::string_view name = "get_api_token";
  static constexpr Route route{Method::get, "/api-tokens/{token}"};
  using Item = ApiToken;
  ApiTokenId token;
};
STAFFROOM_DESCRIBE(GetApiToken, (), (token))

}  // namespace staffroom
