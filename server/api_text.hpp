// The small grammars of HTTP that the API reads: query strings, media types, If-Match, Idempotency-Key.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "protocol/codec.hpp"
#include "store/dispatch.hpp"

namespace staffroom {

/// "a=1&b=2", percent-decoded. Errors: bad_request for malformed escapes, bad UTF-8, and a name that comes twice.
Result<PathIds> parse_query(std::string_view query);
/// Takes `limit` and `cursor` out of the parameters. Errors: bad_request, "query.limit" or "query.cursor".
Result<Page> take_page(PathIds& parameters);
/// application/json, perhaps with charset=utf-8.
bool is_json(std::string_view content_type);
/// nullopt when the header is absent. Errors: bad_request unless it is one version in quotes.
Result<std::optional<std::uint32_t>> parse_if_match(std::string_view header);
/// Empty when the header is absent. Errors: bad_request unless 1–64 of [A-Za-z0-9._-].
Result<std::string> parse_idempotency_key(std::string_view header);

}  // namespace staffroom
