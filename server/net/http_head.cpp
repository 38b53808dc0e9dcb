// Strict reading of request heads, writing of response heads.
#include "server/net/http_head.hpp"

#include <array>
#include <ctime>

#include "protocol/codec.hpp"
#include "protocol/frames.hpp"
#include "protocol/limits.hpp"

namespace staffroom::net {
namespace {

/// What every page may do, and the rest of what stands in every answer.
struct SecurityHeaders {
  std::string policy;
  std::string others;
  std::string strict_transport;
};

SecurityHeaders& security_headers() {
  static SecurityHeaders headers;
  return headers;
}

bool is_token(std::string_view text) {
  constexpr std::string_view others = "!#$%&'*+-.^_`|~";
  if (text.empty()) return false;
  for (unsigned char c : text) {
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!letter && others.find(static_cast<char>(c)) == std::string_view::npos) return false;
  }
  return true;
}

std::string_view reason_of(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 304: return "Not Modified";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 410: return "Gone";
    case 416: return "Range Not Satisfiable";
    case 422: return "Unprocessable Content";
    case 423: return "Locked";
    case 426: return "Upgrade Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 460: return "Checksum Mismatch";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 507: return "Insufficient Storage";
    default: return "Status";
  }
}

}  // namespace

void set_security_headers(bool strict_transport) {
  auto& [policy, others, transport] = security_headers();
  policy =
      "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
      "connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self'; "
      "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
      "trusted-types svelte-trusted-html staffroom-worker\r\n";
  others =
      "X-Content-Type-Options: nosniff\r\n"
      "Referrer-Policy: same-origin\r\n"
      "Cross-Origin-Opener-Policy: same-origin\r\n"
      "Cross-Origin-Resource-Policy: same-origin\r\n"
      "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\r\n"
      "X-Frame-Options: DENY\r\n";
  transport = strict_transport ? "Strict-Transport-Security: max-age=31536000\r\n" : "";
}

HeadState HeadScan::scan(std::string_view bytes) {
  if (scanned_ == 0 && !skipped_ && bytes.starts_with('\r')) {
    if (bytes.size() == 1) return HeadState::incomplete;
    skipped_ = bytes[1] == '\n';
    if (skipped_) return HeadState::empty_line;
  }
  for (; scanned_ < bytes.size(); ++scanned_) {
    if (scanned_ >= limits::header_bytes_max) return HeadState::too_large;
    auto c = static_cast<unsigned char>(bytes[scanned_]);
    if (c == '\n') {
      if (scanned_ == 0 || bytes[scanned_ - 1] != '\r') return HeadState::malformed;
      if (scanned_ >= 3 && bytes[scanned_ - 2] == '\n') {
        size = scanned_ + 1;
        return finish(bytes.substr(0, size));
      }
    } else if (scanned_ > 0 && bytes[scanned_ - 1] == '\r') {
      return HeadState::malformed;  // CR alone
    } else if (c != '\r' && c != '\t' && (c < 0x20 || c == 0x7f)) {
      return HeadState::malformed;
    }
  }
  return scanned_ >= limits::header_bytes_max ? HeadState::too_large : HeadState::incomplete;
}

HeadState HeadScan::finish(std::string_view head) {
  auto at = head.find("\r\n");
  for (unsigned char c : head.substr(0, at)) {
    if (c < 0x20 || c > 0x7e) return HeadState::malformed;
  }
  at += 2;
  while (at + 2 < head.size()) {
    auto end = head.find("\r\n", at);
    auto line = head.substr(at, end - at);
    auto colon = line.find(':');
    // A folded line starts with a space, a space before the colon is no token character: both end here.
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return HeadState::malformed;
    at = end + 2;
  }
  return HeadState::complete;
}

Response& Response::add(std::string_view name, std::string_view value) {
  headers += name;
  headers += ": ";
  headers += value;
  headers += "\r\n";
  return *this;
}

Response problem(Error const& error, int retry_after_seconds) {
  Response response;
  response.status = http_status(error.code);
  response.body = encode_problem(error);
  response.add("Content-Type", "application/problem+json");
  response.add("Cache-Control", "no-store");
  if (error.code == ErrorCode::too_many_requests || error.code == ErrorCode::unavailable) {
    response.add("Retry-After", std::to_string(retry_after_seconds));
  }
  return response;
}

std::string encode_head(Response const& response, std::string_view date, std::optional<std::uint64_t> body_length,
                        bool close) {
  std::string head;
  head.reserve(1'400 + response.headers.size());
  head += "HTTP/1.1 ";
  head += std::to_string(response.status);
  head += ' ';
  head += reason_of(response.status);
  head += "\r\nDate: ";
  head += date;
  head += "\r\n";
  if (!body_length) {
    if (!close) head += "Transfer-Encoding: chunked\r\n";
  } else if (response.status != 204 && response.status != 304) {
    head += "Content-Length: ";
    head += std::to_string(*body_length);
    head += "\r\n";
  }
  if (close) head += "Connection: close\r\n";
  head += response.headers;
  // An answer with a policy of its own has a stricter one.
  if (response.headers.find("Content-Security-Policy:") == std::string::npos) head += security_headers().policy;
  head += security_headers().others;
  if (!response.is_in_clear) head += security_headers().strict_transport;
  head += "\r\n";
  return head;
}

std::string http_date(std::int64_t seconds_since_1970) {
  std::time_t time = seconds_since_1970;
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  std::array<char, 40> text{};
  auto length = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return {text.data(), length};
}

}  // namespace staffroom::net
