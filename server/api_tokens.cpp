// Tokens for programs: who carries one, and making one.
#include "server/api_tokens.hpp"

#include <boost/describe/enum_to_string.hpp>

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "server/api.hpp"
#include "server/ascii.hpp"
#include "server/calls.hpp"
#include "server/log.hpp"
#include "server/passwords.hpp"
#include "server/token_scopes.hpp"

namespace staffroom {

using net::Admission;
using net::refuse;
using net::Request;
using net::Respond;
using net::Response;

namespace {

constexpr std::string_view secret_mark = "staffroom_";
constexpr std::size_t secret_length = secret_mark.size() + 43;  // 32 bytes in base64url
constexpr std::size_t noted_max = 1'000;
constexpr std::size_t new_token_bytes_max = 4 * 1024;

std::string_view text_of(TokenScope scope) { return boost::describe::enum_to_string(scope, ""); }

Response new_token_answer(Accepted const& made, std::string const& secret) {
  auto record = record_from_json(Kind::api_token, made.record);
  ensure(record.has_value(), "a new token is shown to its person");
  Response response;
  response.status = 201;
  append_json(response.body, NewApiToken{get<ApiToken>(*std::move(record)), secret});
  response.add("Content-Type", "application/json").add("Cache-Control", "no-store");
  response.add("Staffroom-Seq", std::to_string(made.seq)).add("Location", made.self);
  return response;
}

}  // namespace

std::string ApiTokens::fresh_secret() { return std::string(secret_mark) + passwords::fresh_token(); }

std::string ApiTokens::hash_of(std::string_view secret) { return passwords::hash_of_token(secret); }

std::optional<std::string_view> ApiTokens::bearer_of(std::string_view authorization) {
  constexpr std::string_view scheme = "bearer";
  if (lowered(authorization.substr(0, scheme.size())) != scheme) return {};
  authorization.remove_prefix(scheme.size());
  if (!authorization.empty() && authorization.front() != ' ') return {};
  while (authorization.starts_with(' ')) authorization.remove_prefix(1);
  return authorization;
}

std::optional<TokenHolder> ApiTokens::who(std::string_view secret) {
  if (secret.size() != secret_length || !secret.starts_with(secret_mark)) return {};
  auto holder = store_.token_of(hash_of(secret));
  if (holder) used(*holder);
  return holder;
}

void ApiTokens::used(TokenHolder const& holder) {
  auto const now = store_.now();
  auto const recent = [now](TimestampMs at) { return now - at < limits::api_token_touch_every; };
  if (holder.last_used && recent(*holder.last_used)) return;
  // Noted at once here: the requests that come before the store has answered do not say it again.
  if (auto const noted = noted_.find(holder.token.value); noted != noted_.end() && recent(noted->second)) return;
  if (noted_.size() >= noted_max) noted_.clear();
  noted_[holder.token.value] = now;
  Submission submission;
  submission.actor = holder.actor;
  submission.command = TouchApiToken{holder.token};
  submission.lane = Lane::background;
  store_.submit(std::move(submission), [](Outcome const&) {});
}

// ---- requests of programs

Admission Api::admit_program(Request const& request, std::string_view path, std::string_view query,
                             std::string_view secret, std::string address) {
  if (!cookie_value(request.cookie, shared_.origins.cookie_name()).empty()) {
    return refuse(Error::bad_request("header.authorization", "Send a token or a session's cookie, not both."));
  }
  auto holder = programs_.who(secret);
  if (!holder) {
    if (!shared_.rates.stranger(address)) return refuse(too_many_reads());
    auto response = net::problem(Error{ErrorCode::sign_in_required, "header.authorization",
                                       "There is no such token, or it has ended.", "token"});
    response.add("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    return {std::move(response), 0, nullptr, nullptr};
  }
  if (!shared_.rates.program(holder->actor.person)) return refuse(too_many_reads());
  SignedIn signed_in;
  signed_in.actor = holder->actor;
  return admit_known(request, path, query,
                     Asking{std::move(signed_in), std::move(address), std::string(secret), std::move(holder)});
}

std::optional<Error> Api::beyond_token(Asking const& asking, std::optional<TokenScope> needed) const {
  if (!asking.program) return {};
  if (!needed) {
    return Error::forbidden("scope", "No token opens this. It is for people who have signed in to the page.");
  }
  for (auto const scope : asking.program->scopes.values) {
    if (scope == *needed) return {};
  }
  return Error::forbidden(
      "scope", "This token does not open that: it would need the scope " + std::string(text_of(*needed)) + ".");
}

bool Api::is_still_there(Asking const& asking) {
  return asking.program ? programs_.who(asking.token).has_value() : own_.tokens.who(asking.token).has_value();
}

Admission Api::admit_new_token(Asking const& asking) {
  Admission admission;
  admission.body_bytes_max = new_token_bytes_max;
  admission.run = [this, actor = asking.signed_in.actor](std::string body, Respond respond) {
    auto const wanted = decode_create_api_token(body);
    if (!wanted) return respond(net::problem(wanted.error()));
    auto secret = ApiTokens::fresh_secret();
    Submission submission;
    submission.actor = actor;
    submission.command = OpenApiToken{wanted->token_name, wanted->scopes, wanted->days, ApiTokens::hash_of(secret)};
    auto made = [actor, secret = std::move(secret), respond](Outcome const& outcome) {
      auto response = outcome ? new_token_answer(*outcome, secret) : net::problem(outcome.error());
      if (outcome) log::info("token_made", {{"person", actor.person.value}, {"at", outcome->self}});
      respond(std::move(response));
    };
    shared_.store.submit(std::move(submission), std::move(made));
  };
  return admission;
}

}  // namespace staffroom
