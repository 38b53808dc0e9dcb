// RFC 9112 (HTTP/1.1's framing) as a table: the bytes of one connection, and what the hub answers. Where the RFC leaves
// a choice, the hub takes the strict one: what two programs could read differently is refused, and the connection
// closed. tests/server/conformance_http_test.cpp runs it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace staffroom::tests::conformance {

struct HttpCase {
  std::string section;  // of RFC 9112
  std::string name;
  /// "{host}" stands for the hub's own authority, "{post}" for a good head of a POST without its framing headers and
  /// without the empty line: who reads its body well answers 201.
  std::string bytes;
  /// The status of each answer, "/head" behind those that have no body; then "open" or "closed".
  std::string expected;
};
using HttpCases = std::vector<HttpCase>;

/// "GET /healthz" with the hub's Host, more lines of a head (each with its CR LF), and the empty line.
std::string get_with(std::string const& lines);
/// The POST with these lines, the empty line and a body.
std::string post_with(std::string const& lines, std::string const& body);
/// What the POST takes.
inline constexpr std::string_view good_body = R"({"text":"A row of the table"})";

HttpCases line_cases();        // §2 and §3: lines, versions, methods, targets, Host
HttpCases field_cases();       // §5
HttpCases body_cases();        // §6: Content-Length and Transfer-Encoding
HttpCases chunk_cases();       // §7
HttpCases connection_cases();  // §9: persistence and pipelining

}  // namespace staffroom::tests::conformance
