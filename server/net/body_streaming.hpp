// Passes a request's body on while it comes. For the files of net/ only: names Asio and Beast.
#pragma once
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <memory>
#include <optional>
#include <string>

#include "server/net/http.hpp"
#include "server/net/transport.hpp"

namespace staffroom::net {

/// Of one request; what it refers to outlives it.
class BodyStream {
 public:
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
  BodyStream(Transport& transport, boost::beast::flat_buffer& in, Deadline& deadline, bool const& timed_out)
      : transport_(transport), link_(transport.link()), in_(in), deadline_(deadline), timed_out_(timed_out) {}

  /// True when the body has come to its end and the sink took all of it.
  Awaitable<bool> run(Parser& parser, std::shared_ptr<BodySink> sink);

  bool leaves_unread = false;    // the body was not read to its end
  std::optional<Error> refusal;  // it is not well-formed, or too large

 private:
  struct Taken;
  Awaitable<bool> read_more();
  Awaitable<bool> fill_plain(std::string& bytes, std::uint64_t left);
  Awaitable<bool> fill_chunked(Parser& parser, std::string& bytes);
  Awaitable<bool> taken(std::shared_ptr<Taken> what);

  Transport& transport_;
  Link& link_;
  boost::beast::flat_buffer& in_;
  Deadline& deadline_;
  bool const& timed_out_;
};

}  // namespace staffroom::net
