// Writes by HTTP: commands, signing in and out, the password, the manual clock of tests.
#include <charconv>

#include "protocol/limits.hpp"
#include "server/api.hpp"
#include "server/api_text.hpp"
#include "server/calls.hpp"
#include "server/scheduler.hpp"

namespace staffroom {

using net::Admission;
using net::refuse;
using net::Request;
using net::Respond;
using net::Response;

namespace {

Response accepted_answer(Success success, Accepted const& accepted) {
  Response response;
  response.status = status_of(success, accepted);
  response.add("Staffroom-Seq", std::to_string(accepted.seq)).add("Cache-Control", "no-store");
  if (response.status == 204) return response;
  response.body = accepted.record;
  response.add("Content-Type", "application/json");
  if (accepted.version != 0) response.add("ETag", "\"" + std::to_string(accepted.version) + "\"");
  if (response.status == 201) response.add("Location", accepted.self);
  return response;
}

}  // namespace

Admission Api::admit_command(Request const& request, Endpoint const& endpoint, PathIds ids, std::string_view,
                             Asking const& asking) {
  auto key = parse_idempotency_key(request.idempotency_key);
  if (!key) return refuse(key.error());
  auto if_match = parse_if_match(request.if_match);
  if (!if_match) return refuse(if_match.error());
  Admission admission;
  admission.body_bytes_max = limits::body_bytes_max;
  admission.run = [this, &endpoint, ids = std::move(ids), actor = asking.signed_in.actor, key = *std::move(key),
                   version = *if_match](std::string body, Respond respond) {
    auto command = decode_command(endpoint, ids, body);
    if (!command) return respond(net::problem(command.error()));
    Submission submission;
    submission.actor = actor;
    if (!key.empty()) submission.fingerprint = fingerprint_of(*command);
    submission.command = *std::move(command);
    submission.key = key;
    submission.if_match = version;
    // The committer's thread is the one that is short of time: the answer is written on ours.
    auto completion = [this, success = endpoint.success, respond = std::move(respond)](Outcome outcome) {
      own_.loop.post([success, respond, outcome = std::move(outcome)] {
        respond(outcome ? accepted_answer(success, *outcome) : net::problem(outcome.error()));
      });
    };
    own_.calls.add(std::move(submission), std::move(completion));
  };
  return admission;
}

// ---- sessions

std::string Api::cookie_line(std::string_view token) const {
  std::string line = shared_.origins.cookie_name() + "=" + std::string(token) + "; Path=/; HttpOnly; SameSite=Lax";
  if (shared_.origins.is_tls()) line += "; Secure";
  auto age = token.empty() ? std::chrono::seconds{0} : std::chrono::seconds{limits::session_absolute_max};
  return line + "; Max-Age=" + std::to_string(age.count());
}

Admission Api::admit_sign_in(Request const& request, std::string address) {
  Admission admission;
  admission.body_bytes_max = 4 * 1024;
  auto device = device_of(request.user_agent);
  admission.run = [this, address = std::move(address), device](std::string body, Respond respond) {
    auto sign_in = decode_sign_in(body);
    if (!sign_in) return respond(net::problem(sign_in.error()));
    auto done = [this, respond = std::move(respond)](Result<SignInDesk::Opened> opened, int retry_after) {
      // A cookie that the browser brought is never taken over: the token is always a new one.
      auto response =
          opened ? accepted_answer(Success::created, opened->session) : net::problem(opened.error(), retry_after);
      if (opened) response.add("Set-Cookie", cookie_line(opened->token));
      respond(std::move(response));
    };
    shared_.desk.sign_in(*std::move(sign_in), address, device, std::move(done));
  };
  return admission;
}

Admission Api::admit_sign_out(Asking const& asking) {
  Admission admission;
  admission.body_bytes_max = 16;
  admission.run = [this, actor = asking.signed_in.actor](std::string, Respond respond) {
    EndSession end{actor.session};
    Submission submission;
    submission.actor = actor;
    submission.command = std::move(end);
    auto completion = [this, respond = std::move(respond)](Outcome outcome) {
      auto response = outcome ? accepted_answer(Success::gone, *outcome) : net::problem(outcome.error());
      if (outcome) {
        response.add("Set-Cookie", cookie_line(""));
        // Not "storage": the drafts of this browser are the app's to clear, and other tabs may still be saving theirs.
        response.add("Clear-Site-Data", "\"cache\"");
      }
      respond(std::move(response));
    };
    shared_.store.submit(std::move(submission), std::move(completion));
  };
  return admission;
}

Admission Api::admit_change_password(Asking const& asking) {
  Admission admission;
  admission.body_bytes_max = 8 * 1024;
  admission.run = [this, asking](std::string body, Respond respond) {
    auto change = decode_change_password(body);
    if (!change) return respond(net::problem(change.error()));
    auto done = [respond = std::move(respond)](Result<Accepted> accepted, int retry_after) {
      respond(accepted ? accepted_answer(Success::gone, *accepted) : net::problem(accepted.error(), retry_after));
    };
    shared_.desk.change_password(asking.signed_in.actor, asking.address, *std::move(change), std::move(done));
  };
  return admission;
}

Admission Api::admit_confirm_password(Asking const& asking) {
  Admission admission;
  admission.body_bytes_max = 4 * 1024;
  admission.run = [this, asking](std::string body, Respond respond) {
    auto confirm = decode_confirm_password(body);
    if (!confirm) return respond(net::problem(confirm.error()));
    auto done = [respond = std::move(respond)](Result<Accepted> accepted, int retry_after) {
      respond(accepted ? accepted_answer(Success::gone, *accepted) : net::problem(accepted.error(), retry_after));
    };
    shared_.desk.confirm_password(asking.signed_in.actor, asking.address, *std::move(confirm), std::move(done));
  };
  return admission;
}

// ---- the clock of tests

namespace {

/// {"advance_ms":n}, and nothing else: the only JSON that the server reads by itself.
std::optional<std::chrono::milliseconds> advance_of(std::string_view body) {
  std::string text;
  for (char c : body) {
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t') text += c;
  }
  constexpr std::string_view head = R"({"advance_ms":)";
  if (!text.starts_with(head) || !text.ends_with('}')) return {};
  std::int64_t number = 0;
  auto const* last = text.data() + text.size() - 1;
  auto [end, error] = std::from_chars(text.data() + head.size(), last, number);
  constexpr std::int64_t ten_years_ms = 10ll * 366 * 24 * 3'600'000;
  if (error != std::errc{} || end != last || number < 0 || number > ten_years_ms) return {};
  return std::chrono::milliseconds{number};
}

}  // namespace

Admission Api::admit_clock(Request const& request) {
  if (!request.peer_is_loopback) return refuse(Error::not_found());
  Admission admission;
  admission.body_bytes_max = 256;
  admission.run = [this](std::string body, Respond respond) {
    auto span = advance_of(body);
    if (!span) {
      return respond(net::problem(Error::bad_request("body.advance_ms", "Expected a number of milliseconds from 0.")));
    }
    auto advance = [this, span = *span, respond] {
      shared_.store.advance_clock(span);
      tick_until_nothing_is_due(shared_.store);
      finish_erasures(shared_.store);
      shared_.uploads.sweep();
      shared_.downloads.sweep();
      Response response;
      response.body = R"({"now":)" + std::to_string(shared_.store.now().value) + "}";
      response.add("Content-Type", "application/json").add("Cache-Control", "no-store");
      respond(std::move(response));
    };
    if (!shared_.readers.run(std::move(advance))) {
      respond(net::problem(Error{ErrorCode::unavailable, {}, "Busy.", {}}));
    }
  };
  return admission;
}

}  // namespace staffroom
