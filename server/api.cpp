// Who asks, how often, and where the request belongs.
#include "server/api.hpp"

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <charconv>

#include "protocol/limits.hpp"
#include "protocol/openapi.hpp"
#include "server/api_text.hpp"
#include "server/calls.hpp"
#include "server/request_log.hpp"
#include "server/session.hpp"
#include "server/status_page.hpp"
#include "server/token_scopes.hpp"
#include "server/uploads_tus.hpp"
#include "store/policy.hpp"

namespace staffroom {

using net::Admission;
using net::refuse;
using net::Request;
using net::Response;
using net::Verb;

namespace {

Admission answered(Response response) { return {std::move(response), 0, nullptr, nullptr}; }

Admission method_not_allowed(std::string const& allowed) {
  Error error{ErrorCode::method_not_allowed, {}, "This path takes " + allowed + ".", {}};
  return answered(net::problem(error).add("Allow", allowed));
}

Response json_answer(std::string body) {
  Response response;
  response.body = std::move(body);
  response.add("Content-Type", "application/json").add("Cache-Control", "no-store");
  return response;
}

/// The same bytes for all who ask: a hundred slow readers hold one copy.
Response shared_json_answer(net::Bytes const& document) {
  auto response = json_answer({});
  response.shared_body = document;
  return response;
}

/// Only uploads have options: what their protocol can do.
Response options_answer(std::string_view path) {
  constexpr std::string_view uploads = "/uploads";
  auto const at = path.find(uploads);
  bool const is_upload = path.starts_with(api_root) && at != std::string_view::npos &&
                         (at + uploads.size() == path.size() || path[at + uploads.size()] == '/');
  if (is_upload) return tus::options();
  auto response = net::problem(Error{ErrorCode::method_not_allowed, "method", "Nothing here has options.", {}});
  response.close = true;
  return response;
}

/// Where nothing was ever written there is no account either: the sign-in page then says how the first one is made.
std::string why_nobody_can(Store const& store) { return store.seq() == 0 ? "no_accounts" : ""; }

Method method_of(Verb verb) {
  switch (verb) {
    case Verb::get:
    case Verb::head: return Method::get;
    case Verb::post: return Method::post;
    case Verb::put: return Method::put;
    case Verb::patch: return Method::patch;
    case Verb::remove: return Method::remove;
    case Verb::options: break;
  }
  return Method::get;
}

}  // namespace

Admission Api::admit(Request const& request) {
  shared_.metrics.requests.fetch_add(1, std::memory_order_relaxed);
  auto mark = request.target.find('?');
  auto path = request.target.substr(0, mark);
  auto query = mark == std::string_view::npos ? std::string_view() : request.target.substr(mark + 1);
  if (auto page = operators_page(request, path)) return answered(std::move(*page));
  if (!shared_.origins.accepts_host(request.host)) {
    return refuse(Error::bad_request("header.host", "This server does not answer to that name."));
  }
  if (request.verb == Verb::options) return answered(options_answer(path));
  if (path == "/spool" && !shared_.settings.mail.spool.empty()) return admit_spool(request);
  if (auto feed = admit_feed(request, path)) return std::move(*feed);
  bool is_api = path.starts_with("/api/") || path == "/api";
  if (!is_api) return answered(shared_.files.answer(request));
  return admit_api(request, path, query);
}

void Api::note_answer(Request const& request, int status, std::chrono::microseconds took) {
  shared_.metrics.answered(status, took);
  log_request(request, status, took);
}

std::string Api::address_of(Request const& request) const {
  auto const& trusted = shared_.settings.trusted_proxies;
  auto forwarded = request.forwarded_for;
  bool is_proxy = std::find(trusted.begin(), trusted.end(), request.peer) != trusted.end();
  if (!is_proxy || forwarded.empty()) return std::string(request.peer);
  // The last entry is the one that our proxy wrote; what stands before it anybody may have made up.
  auto comma = forwarded.rfind(',');
  auto last = comma == std::string_view::npos ? forwarded : forwarded.substr(comma + 1);
  while (last.starts_with(' ')) last.remove_prefix(1);
  return std::string(last.substr(0, 64));
}

std::optional<Response> Api::operators_page(Request const& request, std::string_view path) {
  bool is_health = path == "/healthz", is_ready = path == "/readyz", is_metrics = path == "/metrics";
  if (!is_health && !is_ready && !is_metrics) return {};
  if (!is_read(request.verb)) {
    return net::problem(Error{ErrorCode::method_not_allowed, {}, "GET, HEAD", {}}).add("Allow", "GET, HEAD");
  }
  if (is_metrics) {
    // Not for the public: on this machine only, and not through a proxy on this machine.
    if (!request.peer_is_loopback || request.forwarded_for.data()) return net::problem(Error::not_found());
    Response page;
    page.body = metrics_page(shared_);
    page.add("Content-Type", "text/plain; version=0.0.4; charset=utf-8").add("Cache-Control", "no-store");
    return page;
  }
  auto health = shared_.store.health();
  std::string_view word = health == Health::ok                   ? "ok"
                          : health == Health::read_only_no_space ? "read_only_no_space"
                                                                 : "read_only_failed";
  bool stopping = shared_.stopping.load();
  if (is_ready && stopping) word = "stopping";
  std::string const mail_word = boost::describe::enum_to_string(mail_way_of(shared_.settings.mail), "");
  auto page = json_answer(R"({"status":")" + std::string(word) + R"(","mail":")" + mail_word + "\"}\n");
  // Want of space passes by itself, and reads go on: only what a restart would mend is reported as down.
  if (health == Health::read_only_failed || (is_ready && stopping)) page.status = 503;
  return page;
}

std::optional<Error> Api::check_write(Request const& request, Carries carries) const {
  if (auto error = check_origin(request, carries)) return error;
  if (request.has_body && !is_json(request.content_type)) {
    return Error{ErrorCode::unsupported_media_type, "header.content-type", "The body must be application/json.", {}};
  }
  return {};
}

std::optional<Error> Api::check_origin(Request const& request, Carries carries) const {
  if (carries == Carries::cookie && request.origin.data() && !shared_.origins.accepts_origin(request.origin)) {
    return Error{ErrorCode::forbidden, "header.origin", "Writes come from our own page only.", "origin"};
  }
  if (request.content_encoding.data() && request.content_encoding != "identity") {
    return Error{ErrorCode::unsupported_media_type, "header.content-encoding", "Send the body as it is.", {}};
  }
  return {};
}

/// Paths that need no session.
std::optional<Admission> Api::admit_open(Request const& request, std::string_view path, std::string const& address) {
  bool is_session = path == "/api/v1/session" && request.verb == Verb::post;
  bool is_openapi = path == "/api/v1/openapi.json";
  bool is_clock = path == "/api/v1/test/clock" && shared_.settings.manual_clock;
  bool is_forgot = path == "/api/v1/password-resets";
  constexpr std::string_view links = "/api/v1/links/";
  bool is_link = path.starts_with(links);
  constexpr std::string_view supplier = "/api/v1/supplier/";
  bool is_supplier = path.starts_with(supplier);
  if (!is_session && !is_openapi && !is_clock && !is_forgot && !is_link && !is_supplier) return {};
  if (!shared_.rates.stranger(address)) return refuse(too_many_reads());
  if (is_openapi) {
    static auto const document = std::make_shared<std::string const>(openapi_document());
    if (!is_read(request.verb)) return method_not_allowed("GET, HEAD");
    return answered(shared_json_answer(document));
  }
  if (is_supplier) return admit_supplier(request, path.substr(supplier.size()));
  if (is_link && is_read(request.verb)) return admit_link(request, path.substr(links.size()), address);
  if ((is_clock || is_forgot || is_link) && request.verb != Verb::post) return method_not_allowed("POST");
  if (auto error = check_write(request)) return refuse(*error);
  if (is_link) return admit_link(request, path.substr(links.size()), address);
  if (is_forgot) return admit_forgot_password(address);
  return is_session ? admit_sign_in(request, address) : admit_clock(request);
}

Admission Api::admit_api(Request const& request, std::string_view path, std::string_view query) {
  auto address = address_of(request);
  if (auto open = admit_open(request, path, address)) return std::move(*open);
  if (auto const secret = ApiTokens::bearer_of(request.authorization)) {
    return admit_program(request, path, query, *secret, std::move(address));
  }
  auto token = cookie_value(request.cookie, shared_.origins.cookie_name());
  auto signed_in = own_.tokens.who(token);
  if (!signed_in) {
    if (!shared_.rates.stranger(address)) return refuse(too_many_reads());
    return refuse(Error{ErrorCode::sign_in_required, {}, "Sign in first.", why_nobody_can(shared_.store)});
  }
  return admit_known(request, path, query, Asking{*signed_in, std::move(address), std::string(token), {}});
}

Admission Api::admit_known(Request const& request, std::string_view path, std::string_view query,
                           Asking const& asking) {
  auto admission = admit_within_rates(request, path, query, asking);
  admission.knows_asker = true;
  return admission;
}

Admission Api::admit_within_rates(Request const& request, std::string_view path, std::string_view query,
                                  Asking const& asking) {
  if (is_read(request.verb) && request.has_body) {
    return refuse(Error::bad_request("body", "A request that reads has no body."));
  }
  auto person = asking.signed_in.actor.person;
  bool allowed = is_read(request.verb) ? shared_.rates.read(person) : shared_.rates.write(person);
  if (!allowed) return refuse(is_read(request.verb) ? too_many_reads() : too_many_writes());
  if (path == "/api/v1/live") {
    if (auto error = beyond_token(asking, {})) return refuse(*error);
    return admit_live(request, asking.signed_in, asking.token);
  }
  if (!path.starts_with("/api/v1/")) return refuse(Error::not_found());
  return admit_route(request, path.substr(api_root.size()), query, asking);
}

Admission Api::admit_route(Request const& request, std::string_view path, std::string_view query,
                           Asking const& asking) {
  if (path == "/policy") {
    if (auto error = beyond_token(asking, TokenScope::read)) return refuse(*error);
    static auto const policy = std::make_shared<std::string const>(policy_json());
    return is_read(request.verb) ? answered(shared_json_answer(policy)) : method_not_allowed("GET, HEAD");
  }
  if (auto copy = admit_export(request, path, query, asking)) return std::move(*copy);
  if (auto file = admit_file(request, path, query, asking)) return std::move(*file);
  auto routed = route(method_of(request.verb), path);
  if (!routed) {
    auto const& error = routed.error();
    return error.code == ErrorCode::method_not_allowed ? method_not_allowed(error.detail) : refuse(error);
  }
  auto const& endpoint = *routed->endpoint;
  if (auto error = beyond_token(asking, scope_of(endpoint.name))) return refuse(*error);
  if (auto upload = admit_tus(request, endpoint, routed->ids, asking)) return std::move(*upload);
  if (endpoint.is_query) return admit_query(endpoint, routed->ids, query, asking);
  bool const is_scan = endpoint.name == UploadQuoteScan::name;
  bool const is_upload = endpoint.name == UploadImport::name || is_scan;
  auto const carried = carried_by(asking);
  if (auto error = is_upload ? check_origin(request, carried) : check_write(request, carried)) return refuse(*error);
  if (!query.empty()) return refuse(Error::bad_request("query", "A write has no query string."));
  if (is_scan) return admit_quote_scan(request, routed->ids, asking);
  if (is_upload) return admit_import(request, routed->ids, asking);
  if (endpoint.name == SignOut::name) return admit_sign_out(asking);
  if (endpoint.name == CreateApiToken::name) return admit_new_token(asking);
  if (endpoint.name == ChangePassword::name) return admit_change_password(asking);
  if (endpoint.name == ConfirmPassword::name) return admit_confirm_password(asking);
  if (endpoint.name == ShowCalendarAddress::name) return admit_calendar_address(routed->ids, asking);
  if (endpoint.is_server_command) return refuse(Error::not_found());
  return admit_command(request, endpoint, std::move(routed->ids), query, asking);
}

Admission Api::admit_live(Request const& request, SignedIn const& signed_in, std::string_view token) {
  if (!is_read(request.verb)) return method_not_allowed("GET");
  // A browser sends its Origin with every handshake; without one this is no page of ours.
  if (!shared_.origins.accepts_origin(request.origin)) {
    return refuse(
        Error{ErrorCode::forbidden, "header.origin", "Live connections come from our own page only.", "origin"});
  }
  if (!request.wants_websocket) {
    auto response = net::problem(Error::bad_request("header.upgrade", "This path takes a WebSocket."));
    response.status = 426;
    return answered(std::move(response.add("Upgrade", "websocket")));
  }
  if (shared_.stopping) return refuse(Error{ErrorCode::unavailable, {}, "The server restarts.", {}});
  Admission admission;
  admission.websocket = std::make_shared<LiveSession>(shared_, own_, signed_in, TokenCache::hash_of(token));
  return admission;
}

// ---- queries

namespace {

/// The store says who may see the hub's status; what there is to see the server knows.
void fill_in(Shared const& shared, Query const& query, Result<Answer>& answer) {
  if (!answer || !holds_alternative<GetStatus>(query)) return;
  answer->json.clear();
  append_json(answer->json, status_of(shared));
}

Response answer_of(Result<Answer> const& answer) {
  if (!answer) return net::problem(answer.error());
  auto response = json_answer(answer->json);
  if (answer->version) response.add("ETag", "\"" + std::to_string(*answer->version) + "\"");
  return response;
}

}  // namespace

Admission Api::admit_query(Endpoint const& endpoint, PathIds const& ids, std::string_view query, Asking const& asking) {
  auto parameters = parse_query(query);
  if (!parameters) return refuse(parameters.error());
  auto page = take_page(*parameters);
  if (!page) return refuse(page.error());
  auto decoded = decode_query(endpoint, ids, *parameters);
  if (!decoded) return refuse(decoded.error());
  auto const& actor = asking.signed_in.actor;
  if (auto answer = shared_.store.ask(actor, *decoded, *page, ReadTier::cache_only)) {
    fill_in(shared_, *decoded, *answer);
    return answered(answer_of(*answer));
  }
  Admission admission;
  admission.run = [this, decoded = *std::move(decoded), page = *std::move(page), actor](
                      std::string, net::Respond respond) { ask_on_pool(decoded, page, actor, std::move(respond)); };
  return admission;
}

void Api::ask_on_pool(Query query, Page page, Actor actor, net::Respond respond) {
  auto read = [this, query = std::move(query), page = std::move(page), actor, respond] {
    auto answer = shared_.store.ask(actor, query, page, ReadTier::disk);
    if (!answer) return respond(net::problem(Error{ErrorCode::internal, {}, "The read did not finish.", {}}));
    if (answer->has_value()) note_audit_read(query, page, actor);
    fill_in(shared_, query, *answer);
    respond(answer_of(*answer));
  };
  auto const taken = shared_.readers.run_for(actor.person.value, std::move(read));
  if (taken != Taken::yes) respond(net::problem(not_taken(taken), 2));
}

}  // namespace staffroom
