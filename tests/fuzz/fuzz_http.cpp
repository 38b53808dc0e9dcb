// Fuzzes what is read of a request before anybody knows who asks. Input: the bytes of a connection, as they come.
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "server/api_text.hpp"
#include "server/file_answer.hpp"
#include "server/imports.hpp"
#include "server/net/http_head.hpp"
#include "server/net/request_check.hpp"
#include "server/origins.hpp"
#include "server/uploads_tus.hpp"

namespace {

using namespace staffroom;
namespace http = boost::beast::http;

struct Scanned {
  net::HeadState state = net::HeadState::incomplete;
  std::size_t size = 0;
  bool skipped = false;
  bool operator==(Scanned const&) const = default;
};

/// Scans as a connection does, so many bytes more at a time.
Scanned scanned(std::string_view bytes, std::size_t step) {
  net::HeadScan scan;
  Scanned out;
  for (std::size_t seen = 0; seen < bytes.size();) {
    seen = std::min(seen + step, bytes.size());
    out.state = scan.scan(bytes.substr(0, seen));
    if (out.state == net::HeadState::empty_line) {
      bytes.remove_prefix(2);
      seen = std::max<std::size_t>(seen, 2) - 2;
      out.skipped = true;
      out.state = scan.scan(bytes.substr(0, seen));
    }
    if (out.state != net::HeadState::incomplete) break;
  }
  out.size = scan.size;
  return out;
}

/// The small grammars of single headers: each says yes or no, and none of them keeps what would be shown as another.
void check_headers(net::Request const& request) {
  ByteRange range;
  auto const verdict = parse_range(request.range, 1'000, range);
  ensure(verdict != RangeVerdict::part || range.from + range.bytes <= 1'000, "a range lies in its file");
  static_cast<void>(tus::parse_number(request.upload_length, "upload-length").has_value());
  static_cast<void>(tus::parse_checksum(request.upload_checksum).has_value());
  std::vector<std::string> names{file_name_of(request.content_disposition)};
  if (auto const name = tus::parse_file_name(request.upload_metadata)) names.push_back(name->value);
  for (auto const& name : names) {
    ensure(is_valid_utf8(name), "the name of a file is UTF-8");
    ensure(name.find_first_of(std::string_view("/\\\r\n\0", 5)) == name.npos, "the name of a file is no path");
    auto const told = disposition_of(Shown::attachment, name);
    ensure(told.find_first_of("\r\n") == told.npos, "a name makes no header of its own");
  }
  if (auto const key = parse_idempotency_key(request.idempotency_key)) ensure(key->size() <= 64, "a key is short");
  static_cast<void>(parse_if_match(request.if_match).has_value());
  static_cast<void>(is_json(request.content_type));
  ensure(cookie_value(request.cookie, "staffroom").find(';') == std::string_view::npos, "a cookie ends at its mark");
}

void check_target(net::Request const& request) {
  ensure(request.target.starts_with('/') || request.target == "*", "a target is a path");
  auto const mark = std::min(request.target.find('?'), request.target.size());
  auto const path = request.target.substr(0, mark);
  constexpr std::string_view root = "/api/v1";
  if (path.starts_with(root)) {
    for (auto const method : {Method::get, Method::post, Method::patch, Method::put, Method::remove}) {
      auto const routed = route(method, path.substr(root.size()));
      if (!routed) continue;
      auto parameters = parse_query(request.target.substr(std::min(mark + 1, request.target.size())));
      if (!parameters || !take_page(*parameters)) continue;
      if (routed->endpoint->is_query) {
        static_cast<void>(decode_query(*routed->endpoint, routed->ids, *parameters).has_value());
      }
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<char const*>(data), size);
  auto const whole = scanned(bytes, std::max<std::size_t>(size, 1));
  ensure(scanned(bytes, 1) == whole && scanned(bytes, 7) == whole, "a head is read alike, however it is cut");
  if (whole.state != net::HeadState::complete) return 0;
  if (whole.skipped) bytes.remove_prefix(2);
  http::request_parser<http::string_body> parser;
  parser.header_limit(static_cast<std::uint32_t>(limits::header_bytes_max + 1));
  boost::system::error_code error;
  auto const taken = parser.put(boost::asio::const_buffer{bytes.data(), whole.size}, error);
  if ((error && error != http::error::need_more) || !parser.is_header_done()) return 0;
  ensure(taken == whole.size, "both readers end the head at the same place");
  net::Request request;
  if (check_request(parser, request)) return 0;
  check_target(request);
  check_headers(request);
  return 0;
}
