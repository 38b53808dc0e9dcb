// What a head must and must not say.
#include "server/net/request_check.hpp"

#include <algorithm>
#include <boost/beast/http/rfc7230.hpp>

#include "protocol/limits.hpp"

namespace staffroom::net {
namespace http = boost::beast::http;
using Parser = http::request_parser<http::string_body>;
using Message = http::request<http::string_body>;

namespace {

Refusal bad(std::string_view header, std::string_view what) {
  return {Error::bad_request("header." + std::string(header), std::string(what)), 0};
}

std::optional<Refusal> check_method(Message const& message, Request& request) {
  switch (message.method()) {
    case http::verb::get: request.verb = Verb::get; return {};
    case http::verb::head: request.verb = Verb::head; return {};
    case http::verb::post: request.verb = Verb::post; return {};
    case http::verb::put: request.verb = Verb::put; return {};
    case http::verb::patch: request.verb = Verb::patch; return {};
    case http::verb::delete_: request.verb = Verb::remove; return {};
    case http::verb::options: request.verb = Verb::options; return {};
    case http::verb::trace:
    case http::verb::connect:
      return Refusal{{ErrorCode::method_not_allowed, "method", "Use GET, HEAD, POST, PUT, PATCH or DELETE.", {}}, 0};
    default:
      return Refusal{{ErrorCode::method_not_allowed, "method", "Use GET, HEAD, POST, PUT, PATCH or DELETE.", {}}, 501};
  }
}

std::optional<Refusal> check_framing(Parser const& parser, Message const& message, Request& request) {
  auto lengths = message.count(http::field::content_length);
  auto encodings = message.count(http::field::transfer_encoding);
  if (lengths > 1) return bad("content-length", "Content-Length may come once.");
  if (encodings > 1) return bad("transfer-encoding", "Transfer-Encoding may come once.");
  if (lengths + encodings > 1) {
    return bad("content-length", "Content-Length and Transfer-Encoding exclude each other.");
  }
  if (encodings == 1) {
    auto encoding = message[http::field::transfer_encoding];
    if (!boost::beast::iequals(encoding, "chunked") || message.version() < 11) {
      return bad("transfer-encoding", "The only transfer encoding is chunked.");
    }
  }
  request.has_body = encodings == 1 || parser.content_length().value_or(0) > 0;
  if (auto length = parser.content_length()) request.content_length = *length;
  return {};
}

/// Headers that decide who asks and what for: one of each at most.
std::optional<Refusal> check_single(Message const& message) {
  constexpr std::pair<http::field, std::string_view> single[] = {
      {http::field::cookie, "cookie"},
      {http::field::authorization, "authorization"},
      {http::field::origin, "origin"},
      {http::field::content_type, "content-type"},
      {http::field::content_encoding, "content-encoding"},
      {http::field::if_match, "if-match"},
      {http::field::if_none_match, "if-none-match"},
      {http::field::sec_websocket_key, "sec-websocket-key"},
      {http::field::sec_websocket_version, "sec-websocket-version"},
      {http::field::expect, "expect"},
      {http::field::upgrade, "upgrade"}};
  for (auto const& [field, name] : single) {
    if (message.count(field) > 1) return bad(name, "This header may come once.");
  }
  for (std::string_view const name : {"Tus-Resumable", "Upload-Length", "Upload-Offset", "Upload-Metadata",
                                      "Upload-Checksum", "Upload-Defer-Length", "Range", "If-Range"}) {
    if (message.count(name) > 1) return bad(name, "This header may come once.");
  }
  if (message.count("Idempotency-Key") > 1) return bad("idempotency-key", "This header may come once.");
  if (message.count(http::field::expect) == 1 && !boost::beast::iequals(message[http::field::expect], "100-continue")) {
    return bad("expect", "The only expectation is 100-continue.");
  }
  return {};
}

std::optional<Refusal> check_handshake(Message const& message, Request& request) {
  if (message.count(http::field::upgrade) == 0) return {};
  http::token_list protocols{message[http::field::upgrade]};
  http::token_list options{message[http::field::connection]};
  if (!protocols.exists("websocket") || !options.exists("upgrade")) return {};  // an offer that we need not take
  if (message.method() != http::verb::get || message.version() < 11) {
    return bad("upgrade", "A WebSocket starts with GET and HTTP/1.1.");
  }
  if (message[http::field::sec_websocket_version] != "13") {
    return Refusal{Error::bad_request("header.sec-websocket-version", "The WebSocket version is 13."), 426};
  }
  auto key = message[http::field::sec_websocket_key];
  if (key.size() != 24 || !key.ends_with("==")) {
    return bad("sec-websocket-key", "Sec-WebSocket-Key is 16 bytes in Base64.");
  }
  request.wants_websocket = true;
  return {};
}

/// The host and the target that are meant (RFC 9112 §3.2): in absolute form the target names the host, whatever Host
/// says.
std::optional<Refusal> check_target(Message const& message, Request& request) {
  request.host = message[http::field::host];
  request.target = message.target();
  if (request.target == "*" && request.verb == Verb::options) return {};
  auto const colon = request.target.find("://");
  auto const scheme = request.target.substr(0, colon);
  bool const is_web = boost::beast::iequals(scheme, "http") || boost::beast::iequals(scheme, "https");
  if (colon != request.target.npos && is_web) {
    auto const rest = request.target.substr(colon + 3);
    auto const path = rest.find_first_of("/?#");
    request.host = rest.substr(0, path);
    request.target = path == rest.npos ? std::string_view("/") : rest.substr(path);
    if (request.host.empty()) return bad("host", "The target names no host.");
  }
  if (!request.target.starts_with('/') || request.target.find('#') != request.target.npos) {
    return Refusal{Error::bad_request("target", "The target is a path that starts with /."), 0};
  }
  if (request.target.size() > limits::target_bytes_max) {
    return Refusal{{ErrorCode::header_too_large, "target", "The target is over 2 KiB.", {}}, 0};
  }
  return {};
}

/// What Beast calls at the head of each chunk.
struct PlainExtensions {
  void operator()(std::uint64_t, boost::beast::string_view extensions, boost::system::error_code& error) const {
    auto const is_odd = [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7f; };
    if (std::any_of(extensions.begin(), extensions.end(), is_odd)) error = http::error::bad_chunk_extension;
  }
};

}  // namespace

void refuse_odd_chunks(Parser& parser) {
  static PlainExtensions plain_extensions;
  parser.on_chunk_header(plain_extensions);
}

std::optional<Refusal> check_request(Parser const& parser, Request& request) {
  auto const& message = parser.get();
  if (message.version() != 11 && message.version() != 10) {
    return Refusal{Error::bad_request("header", "The protocol is HTTP/1.1."), 0};
  }
  if (auto refusal = check_method(message, request)) return refusal;
  if (auto refusal = check_framing(parser, message, request)) return refusal;
  if (message.count(http::field::host) != 1) return bad("host", "Host comes exactly once.");
  if (auto refusal = check_single(message)) return refusal;
  if (auto refusal = check_handshake(message, request)) return refusal;
  if (auto refusal = check_target(message, request)) return refusal;
  auto value = [&message](http::field field) -> std::string_view {
    auto at = message.find(field);
    if (at == message.end()) return {};
    std::string_view text = at->value();
    return text.data() == nullptr ? std::string_view("", 0) : text;
  };
  request.origin = value(http::field::origin);
  request.cookie = value(http::field::cookie);
  request.authorization = value(http::field::authorization);
  request.content_type = value(http::field::content_type);
  request.content_encoding = value(http::field::content_encoding);
  request.if_match = value(http::field::if_match);
  request.if_none_match = value(http::field::if_none_match);
  request.accept_encoding = value(http::field::accept_encoding);
  request.user_agent = value(http::field::user_agent);
  request.content_disposition = value(http::field::content_disposition);
  request.range = value(http::field::range);
  request.if_range = value(http::field::if_range);
  auto const named = [&message](std::string_view name) -> std::string_view {
    auto const at = message.find(name);
    if (at == message.end()) return {};
    std::string_view const text = at->value();
    return text.data() == nullptr ? std::string_view("", 0) : text;
  };
  request.tus_resumable = named("Tus-Resumable");
  request.upload_length = named("Upload-Length");
  request.upload_offset = named("Upload-Offset");
  request.upload_metadata = named("Upload-Metadata");
  request.upload_checksum = named("Upload-Checksum");
  request.upload_defer_length = named("Upload-Defer-Length");
  if (auto key = message.find("Idempotency-Key"); key != message.end()) request.idempotency_key = key->value();
  if (auto forwarded = message.find("X-Forwarded-For"); forwarded != message.end()) {
    request.forwarded_for = forwarded->value();
  }
  return {};
}

}  // namespace staffroom::net
