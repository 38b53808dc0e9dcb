// A body on its way into a sink.
#include "server/net/body_streaming.hpp"

#include <array>

#include "protocol/limits.hpp"

namespace staffroom::net {
namespace asio = boost::asio;
namespace http = boost::beast::http;

/// What a body's sink says to the bytes that it was given.
struct BodyStream::Taken {
  bool is_done = false;
  bool wants_more = true;
  std::function<void()> wake;
};

Awaitable<bool> BodyStream::read_more() {
  auto room = std::min(read_size, in_.max_size() - in_.size());
  if (room == 0) co_return false;
  auto into = in_.prepare(room);
  auto [error, count] = co_await transport_.async_read_some(into, as_values);
  if (error || timed_out_) co_return false;
  in_.commit(count);
  co_return true;
}

/// Straight from the socket into what the sink is given.
Awaitable<bool> BodyStream::fill_plain(std::string& bytes, std::uint64_t left) {
  auto const want = static_cast<std::size_t>(std::min<std::uint64_t>(left, limits::upload_chunk_bytes));
  bytes.resize(want);
  auto have = asio::buffer_copy(asio::buffer(bytes), in_.data());
  in_.consume(have);
  bool fine = true;
  while (fine && have < want) {
    auto into = asio::buffer(bytes.data() + have, want - have);
    auto [error, count] = co_await transport_.async_read_some(into, as_values);
    have += count;
    fine = !error && !timed_out_;
  }
  bytes.resize(have);
  co_return fine;
}

Awaitable<bool> BodyStream::fill_chunked(Parser& parser, std::string& bytes) {
  bytes.clear();
  for (;;) {
    error_code error;
    auto put = in_.size() == 0 ? 0 : parser.put(in_.data(), error);
    in_.consume(put);
    bytes += std::exchange(parser.get().body(), {});
    if (parser.is_done() || bytes.size() >= limits::upload_chunk_bytes) co_return true;
    if (error == http::error::body_limit) {
      refusal = Error{ErrorCode::too_large, "body", "The body is too large.", {}};
      co_return false;
    }
    bool const stuck = in_.size() >= read_size && put == 0;
    if (stuck || (error && error != http::error::need_more)) {
      refusal = Error::bad_request("body", "The body is not well-formed.");
      co_return false;
    }
    bool got = co_await read_more();
    if (!got) co_return false;
  }
}

Awaitable<bool> BodyStream::taken(std::shared_ptr<Taken> what) {
  deadline_.cancel();
  if (what && !what->is_done) {
    auto token = asio::use_awaitable_t<Executor>{};
    auto wait = asio::async_initiate<decltype(token), void()>(
        [what](auto resume) {
          auto shared = std::make_shared<decltype(resume)>(std::move(resume));
          what->wake = [shared] { std::move (*shared)(); };
        },
        token);
    co_await std::move(wait);
  }
  co_return !what || what->wants_more;
}

/// Reads one part while the sink takes the one before: two parts of memory, however long the body is. True when the
/// body has come to its end and the sink took all of it.
Awaitable<bool> BodyStream::run(Parser& parser, std::shared_ptr<BodySink> sink) {
  parser.eager(true);
  auto const length = parser.content_length();
  std::uint64_t left = length.value_or(0);
  bool whole = parser.is_done() || (length && left == 0);
  bool wants_more = true, got = true;
  std::shared_ptr<Taken> last;
  std::array<std::shared_ptr<std::string>, 2> parts{std::make_shared<std::string>(), std::make_shared<std::string>()};
  while (!whole && got && wants_more) {
    deadline_.arm(link_.loop.wheel(), limits::upload_chunk_deadline);
    auto& bytes = *parts[0];
    if (length) {
      got = co_await fill_plain(bytes, left);
    } else {
      got = co_await fill_chunked(parser, bytes);
    }
    left -= std::min<std::uint64_t>(left, bytes.size());
    whole = length ? left == 0 : parser.is_done();
    wants_more = co_await taken(last);
    if (!wants_more || bytes.empty()) continue;
    last = std::make_shared<Taken>();
    sink->take(parts[0], [what = last, &loop = link_.loop](bool more) {
      loop.post([what, more] {
        what->is_done = true;
        what->wants_more = more;
        if (what->wake) std::exchange(what->wake, nullptr)();
      });
    });
    std::swap(parts[0], parts[1]);
  }
  wants_more = co_await taken(last);
  leaves_unread = !whole;
  co_return (whole && wants_more);
}

}  // namespace staffroom::net
