// Who is behind a session's or a token's secret: what the server asks before anything else.
#include "store/index_rows.hpp"
#include "store/store_parts.hpp"

namespace staffroom {
namespace {

/// 32 bytes, given as such or as 64 hex digits.
std::string token_bytes(std::string_view token_hash) {
  return token_hash.size() == 32 ? std::string(token_hash) : bytes_from_hex(token_hash);
}

}  // namespace

std::optional<SignedIn> Store::session_of(std::string_view token_hash) const {
  auto& engine = *impl_->engine;
  auto const token = token_bytes(token_hash);
  if (token.empty()) return std::nullopt;
  auto live = engine.sessions.find(token);
  if (!live) {
    try {
      auto const view = engine.view(ReadTier::disk);
      SessionId id;
      view.scan_index(IndexKey(Index::session_by_token).text(token).take(), {}, [&](auto, std::string_view value) {
        id = SessionId{read_u64(value)};
        return false;
      });
      auto const session = id ? view.find<Session>(id) : nullptr;
      auto const secret = session ? view.find<SessionSecret>(id) : nullptr;
      if (!secret) return std::nullopt;
      live = std::make_shared<CachedSession const>(*session, secret->fresh_until);
      engine.sessions.keep(token, live, view.seq());
    } catch (ReadFailed const&) {
      return std::nullopt;
    }
  }
  using namespace limits;
  auto const& session = live->session;
  SignedIn out;
  out.actor = {session.person, session.id, live->fresh_until};
  out.idle_ends = session.last_seen + session_idle_max;
  out.ends = session.expires;
  out.last_seen = session.last_seen;
  auto const now = engine.clock.now();
  if (now >= out.ends || now >= out.idle_ends) return std::nullopt;
  return out;
}

std::optional<TokenHolder> Store::token_of(std::string_view token_hash) const {
  auto& engine = *impl_->engine;
  auto const bytes = token_bytes(token_hash);
  if (bytes.empty()) return std::nullopt;
  try {
    auto const view = engine.view(ReadTier::disk);
    ApiTokenId id;
    view.scan_index(IndexKey(Index::api_token_by_hash).text(bytes).take(), {}, [&](auto, std::string_view value) {
      id = ApiTokenId{read_u64(value)};
      return false;
    });
    auto const token = id ? view.find<ApiToken>(id) : nullptr;
    if (!token || token->expires <= engine.clock.now()) return std::nullopt;
    TokenHolder out;
    out.actor.person = token->person;
    out.token = id;
    out.scopes = token->scopes;
    out.ends = token->expires;
    out.last_used = token->last_used;
    return out;
  } catch (ReadFailed const&) {
    return std::nullopt;
  }
}

std::optional<Credential> Store::credential_of(std::string_view email) const {
  try {
    auto const view = impl_->engine->view(ReadTier::disk);
    auto const wanted = IndexKey(Index::person_by_email).text(folded(email)).take();
    PersonId person;
    view.scan_index(wanted, {}, [&](std::string_view key, std::string_view value) {
      if (key == wanted) person = PersonId{read_u64(value)};
      return false;
    });
    if (!person) return std::nullopt;
    auto const credential = view.find<Credential>(person);
    if (!credential) return std::nullopt;
    return *credential;
  } catch (ReadFailed const&) {
    return std::nullopt;
  }
}

std::optional<Credential> Store::credential_of(PersonId person) const {
  try {
    auto const credential = impl_->engine->view(ReadTier::disk).find<Credential>(person);
    return credential ? std::optional(*credential) : std::nullopt;
  } catch (ReadFailed const&) {
    return std::nullopt;
  }
}

std::shared_ptr<PersonStanding const> Store::standing(PersonId person) const {
  try {
    return impl_->engine->view(ReadTier::disk).standing(person);
  } catch (ReadFailed const&) {
    return nullptr;
  }
}

}  // namespace staffroom
