// From Beast's parsed head to our Request, or to a refusal. For the files of net/ only: names Beast through its caller.
#pragma once
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>

#include "server/net/http.hpp"

namespace staffroom::net {

struct Refusal {
  Error error;
  int status = 0;  // instead of the error's own, when not 0
};

/// Fills what the head says. The views point into the parser. A refusal closes the connection.
std::optional<Refusal> check_request(boost::beast::http::request_parser<boost::beast::http::string_body> const& parser,
                                     Request& request);

/// Extensions of chunks are passed over, but not when they hold line ends or other controls: a proxy may take those for
/// the end of the chunk's head, and see other requests than we do. Before the first byte of a body.
void refuse_odd_chunks(boost::beast::http::request_parser<boost::beast::http::string_body>& parser);

}  // namespace staffroom::net
