// A request's head as bytes, before any parser sees it: is it whole, is it well-formed in the strict sense. Much of
// what RFC 9112 lets a lenient server accept (folded lines, bare line feeds) is how requests are smuggled past a proxy.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "server/net/http.hpp"

namespace staffroom::net {

/// `empty_line`: the first two bytes are a line's end, which is to be skipped (RFC 9112 §2.2); said once of each head.
enum class HeadState { incomplete, complete, malformed, too_large, empty_line };

class HeadScan {
 public:
  /// `bytes` starts with the request line and only grows between calls. When complete, `size` is the head's length with
  /// the empty line.
  HeadState scan(std::string_view bytes);
  std::size_t size = 0;

 private:
  HeadState finish(std::string_view head);
  std::size_t scanned_ = 0;
  bool skipped_ = false;
};

/// The response's head: status line, headers, empty line. No length: the body comes in parts.
std::string encode_head(Response const& response, std::string_view date, std::optional<std::uint64_t> body_length,
                        bool close);
/// "Sun, 22 Nov 2026 08:49:37 GMT"
std::string http_date(std::int64_t seconds_since_1970);

}  // namespace staffroom::net
