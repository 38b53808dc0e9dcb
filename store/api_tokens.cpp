// A person's tokens for programs. Their secrets arrive hashed; nothing here ever sees one.
#include "store/accounts.hpp"
#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/permissions.hpp"

namespace staffroom {

std::vector<ApiTokenId> accounts::tokens_of(View const& view, PersonId person) {
  std::vector<ApiTokenId> out;
  auto const prefix = IndexKey(Index::api_tokens_by_person).id(person).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    out.push_back(ApiTokenId{~read_u64(key.substr(9))});
    return true;
  });
  return out;
}

void accounts::remove_token(Change& change, ApiTokenId token) {
  change.remove<ApiToken>(token).remove<ApiTokenSecret>(token);
}

void accounts::end_tokens(Change& change, View const& view, PersonId person) {
  for (auto const token : tokens_of(view, person)) remove_token(change, token);
}

Result<Change> decide(View const& view, Asked& asked, OpenApiToken const& command) {
  auto const me = asked.actor.person;
  TRY(Door(view, asked).may(Thing::api_token, Action::create, {.about = me}));
  auto const standing = view.standing(me);
  if (!standing || !standing->is_current()) return Error::not_found();
  if (command.scopes.empty()) {
    return Error{ErrorCode::unprocessable, "body.scopes", "Say what the token is to open.", "empty"};
  }
  if (command.days == 0 || command.days > limits::api_token_days_max) {
    return Error{ErrorCode::unprocessable, "body.days", "A token lasts 1 to 366 days.", "out_of_range"};
  }
  if (accounts::tokens_of(view, me).size() >= limits::api_tokens_per_person_max) {
    return Error::conflict("too_many", "You have 20 tokens. Revoke one that is not used any more.");
  }
  ApiToken token{.id = asked.take<ApiTokenId>(),
                 .person = me,
                 .name = command.token_name,
                 .scopes = command.scopes,
                 .created = asked.now,
                 .expires = asked.now + std::chrono::days{command.days}};
  ApiTokenSecret secret{.id = token.id, .person = me, .token_hash = command.token_hash};
  return Change{}.put(std::move(token)).put(std::move(secret));
}

Result<Change> decide(View const& view, Asked& asked, TouchApiToken const& command) {
  auto const found = view.find<ApiToken>(command.token);
  if (!found || found->person != asked.actor.person) return Error::not_found();
  auto touched = *found;
  touched.last_used = asked.now;
  ++touched.version;
  return Change{}.put(std::move(touched));
}

Result<Change> decide(View const& view, Asked& asked, RevokeApiToken const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const token, door.readable<ApiToken>("ids.token", command.token));
  TRY(door.may(Thing::api_token, Action::remove, {.about = token->person}));
  Change change;
  accounts::remove_token(change, token->id);
  return change;
}

Result<Answer> answer(View const& view, Asked const& asked, ListApiTokens const&, Page const& page) {
  Envelope envelope(view);
  auto const prefix = IndexKey(Index::api_tokens_by_person).id(asked.actor.person).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    ApiTokenId const id{~read_u64(key.substr(9))};
    auto const token = view.find<ApiToken>(id);
    if (!token || token->expires <= asked.now) return false;
    if (into) into->item_of<ApiToken>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetApiToken const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<ApiToken>("ids.token", query.token));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
