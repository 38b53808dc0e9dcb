// One coroutine per HTTP connection: read a head, ask the service, read the body, answer, again. Beast parses; heads
// are scanned strictly before it sees them.
#include "server/net/connection.hpp"

#include <array>
#include <boost/asio/post.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <charconv>
#include <optional>

#include "protocol/limits.hpp"
#include "server/net/body_streaming.hpp"
#include "server/net/file_sending.hpp"
#include "server/net/handshake.hpp"
#include "server/net/http_head.hpp"
#include "server/net/refusals.hpp"
#include "server/net/request_check.hpp"
#include "server/net/respond_slot.hpp"

namespace staffroom::net {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

namespace {
constexpr std::size_t buffer_bytes_max = 16 * 1024;
constexpr std::size_t drained_body_bytes_max = limits::body_bytes_max;
constexpr std::size_t linger_bytes_max = 4 * 1024 * 1024;
constexpr std::chrono::milliseconds linger_for{2'000};
constexpr int pipelined_before_yield = 8;
constexpr int too_many = 429;
}  // namespace

void Respond::operator()(Response response) const { slot_->deliver(std::move(response)); }

namespace {

std::string chunk_of(std::string_view body) {
  std::array<char, 16> digits{};
  auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), body.size(), 16).ptr;
  std::string out(digits.data(), end);
  out += "\r\n";
  out += body;
  return out += "\r\n";
}

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Loop& loop, Socket socket, Service& service, Certificates const* certificates, std::shared_ptr<Door> door)
      : loop_(loop),
        service_(service),
        certificates_(certificates),
        link_(std::make_shared<Link>(loop, std::move(socket))),
        transport_(link_),
        deadline_([this] { out_of_time(); }),
        door_(std::move(door)),
        stranger_([this] { give_way(); }) {}

  Awaitable<void> run();

 private:
  using Parser = http::request_parser<http::string_body>;
  using Clock = std::chrono::steady_clock;
  enum class Phase { idle, head, body, answering, writing };
  enum class Next { go_on, close, upgraded };

  void out_of_time();
  void give_way();
  Awaitable<bool> read_more();
  Awaitable<bool> read_head(HeadScan& scan);
  Awaitable<bool> read_body(Parser& parser, std::size_t bytes_max, std::chrono::milliseconds within);
  Awaitable<void> skip_body(Parser& parser);
  Awaitable<Next> serve_stream(Parser& parser, Request const& request, Admission admission);
  Awaitable<Next> serve_one();
  Awaitable<bool> begin_encrypted();
  Awaitable<Response> answer(std::function<void(Respond)> ask);
  void tell_answered(Request const& request, int status);
  Awaitable<void> send(Response response, bool head_only);
  Awaitable<void> send_parts(Response response, bool head_only);
  Awaitable<void> drained();
  Awaitable<void> refuse(Error error, int status = 0);
  Awaitable<void> linger();
  std::string const& date();

  Loop& loop_;
  Service& service_;
  Certificates const* certificates_;
  std::shared_ptr<Link> link_;
  Transport transport_;
  Deadline deadline_;
  std::shared_ptr<Door> door_;
  Stranger stranger_;  // until a request shows who it is
  Phase phase_ = Phase::idle;
  bool timed_out_ = false;
  bool gives_way_ = false;
  bool closing_ = false;  // after the answer under way
  bool tell_close_ = false;
  bool streams_ = false;        // a body into a sink
  bool leaves_unread_ = false;  // the rest of a body that nobody wants
  beast::flat_buffer in_{buffer_bytes_max};
  std::string peer_;
  bool peer_is_loopback_ = false;
  Clock::duration took_{};  // over the request, so far
  std::int64_t date_second_ = 0;
  std::string date_;
};

void Connection::out_of_time() {
  timed_out_ = true;
  if (phase_ == Phase::writing || phase_ == Phase::answering) {
    link_->abort();
  } else {
    link_->cancel_reading();
  }
}

void Connection::give_way() {
  gives_way_ = true;
  link_->cancel_reading();
}

Awaitable<bool> Connection::read_more() {
  auto room = std::min(read_size, in_.max_size() - in_.size());
  if (room == 0) co_return false;
  auto into = in_.prepare(room);
  auto [error, count] = co_await transport_.async_read_some(into, as_values);
  if (error || timed_out_) co_return false;
  in_.commit(count);
  co_return true;
}

/// False when the connection is to be closed; a refusal has been sent where one is due.
Awaitable<bool> Connection::read_head(HeadScan& scan) {
  phase_ = in_.size() == 0 ? Phase::idle : Phase::head;
  for (;;) {
    auto bytes = in_.data();
    switch (scan.scan({static_cast<char const*>(bytes.data()), bytes.size()})) {
      case HeadState::complete: co_return true;
      case HeadState::incomplete: break;
      case HeadState::empty_line: in_.consume(2); continue;
      case HeadState::malformed:
        co_await refuse(Error::bad_request("header", "The request's head is not well-formed HTTP/1.1."));
        co_return false;
      case HeadState::too_large:
        Error refusal{ErrorCode::header_too_large, "header", "The request's head is over 8 KiB.", {}};
        co_await refuse(std::move(refusal));
        co_return false;
    }
    bool got = co_await read_more();
    if (!got) {
      if (timed_out_ && phase_ == Phase::head) {
        Error refusal{ErrorCode::request_timeout, "header", "The request's head came too slowly.", {}};
        co_await refuse(std::move(refusal));
      } else if (gives_way_ && phase_ == Phase::head) {
        co_await refuse(no_room());
      }
      co_return false;
    }
    if (phase_ == Phase::idle) {
      phase_ = Phase::head;
      deadline_.arm(loop_.wheel(), limits::header_deadline);
    }
  }
}

Awaitable<bool> Connection::read_body(Parser& parser, std::size_t bytes_max, std::chrono::milliseconds within) {
  if (parser.is_done()) co_return true;
  phase_ = Phase::body;
  deadline_.arm(loop_.wheel(), within);
  parser.eager(true);
  parser.body_limit(bytes_max);
  for (;;) {
    error_code error;
    auto taken = in_.size() == 0 ? 0 : parser.put(in_.data(), error);
    in_.consume(taken);
    if (parser.is_done()) co_return true;
    if (error == http::error::body_limit) {
      Error refusal{ErrorCode::too_large, "body", "The body is too large.", {}};
      co_await refuse(std::move(refusal));
      co_return false;
    }
    if (error && error != http::error::need_more) {
      co_await refuse(Error::bad_request("body", "The body is not well-formed: " + error.message() + "."));
      co_return false;
    }
    bool stuck = in_.size() >= read_size && taken == 0;
    bool got = stuck ? false : co_await read_more();
    if (got) continue;
    if (stuck) co_await refuse(Error::bad_request("body", "A chunk's head is too long."));
    if (timed_out_) {
      Error refusal{ErrorCode::request_timeout, "body", "The body came too slowly.", {}};
      co_await refuse(std::move(refusal));
    }
    co_return false;
  }
}

/// After a refusal from the head: a small body is read away, so that the connection can go on.
Awaitable<void> Connection::skip_body(Parser& parser) {
  if (parser.is_done()) co_return;
  auto length = parser.content_length();
  if (closing_ || !length || *length > drained_body_bytes_max || parser.get().count(http::field::expect) > 0) {
    closing_ = leaves_unread_ = true;
    co_return;
  }
  bool whole = co_await read_body(parser, drained_body_bytes_max, limits::body_deadline);
  if (!whole) closing_ = true;
}

Awaitable<Connection::Next> Connection::serve_stream(Parser& parser, Request const& request, Admission admission) {
  parser.body_limit(admission.body_bytes_max);
  auto sink = std::move(admission.sink);
  sink->set_stop([link = link_, &loop = loop_] { loop.post([link] { link->cancel_reading(); }); });
  phase_ = Phase::body;
  streams_ = true;
  BodyStream stream(transport_, in_, deadline_, timed_out_);
  bool whole = co_await stream.run(parser, sink);
  leaves_unread_ = stream.leaves_unread;
  streams_ = false;
  std::function<void(Respond)> ask = [sink, whole](Respond respond) { sink->finish(whole, std::move(respond)); };
  auto response = co_await answer(std::move(ask));
  sink.reset();
  tell_answered(request, response.status);
  if (stream.refusal) {
    co_await refuse(std::move(*stream.refusal));
    co_return Next::close;
  }
  if (timed_out_) {
    Error refusal{ErrorCode::request_timeout, "body", "The body came too slowly.", {}};
    co_await refuse(std::move(refusal));
    co_return Next::close;
  }
  if (leaves_unread_) closing_ = true;
  co_await send(std::move(response), false);
  co_return closing_ || tell_close_ ? Next::close : Next::go_on;
}

Awaitable<Response> Connection::answer(std::function<void(Respond)> ask) {
  phase_ = Phase::answering;
  deadline_.cancel();
  auto slot = std::make_shared<Respond::Slot>(loop_);
  auto mail = slot->mail;
  Respond respond(std::move(slot));
  auto const asked_at = Clock::now();
  ask(std::move(respond));
  if (!mail->response) {
    auto token = asio::use_awaitable_t<Executor>{};
    auto wait = asio::async_initiate<decltype(token), void()>(
        [mail](auto resume) {
          auto shared = std::make_shared<decltype(resume)>(std::move(resume));
          mail->wake = [shared] { std::move (*shared)(); };
        },
        token);
    co_await std::move(wait);
  }
  took_ += Clock::now() - asked_at;
  co_return std::move(*mail->response);
}

void Connection::tell_answered(Request const& request, int status) {
  service_.note_answer(request, status, std::chrono::duration_cast<std::chrono::microseconds>(took_));
}

std::string const& Connection::date() {
  auto now = std::chrono::system_clock::now().time_since_epoch();
  auto second = std::chrono::duration_cast<std::chrono::seconds>(now).count();
  if (second != date_second_) {
    date_second_ = second;
    date_ = http_date(second);
  }
  return date_;
}

Awaitable<void> Connection::send(Response response, bool head_only) {
  if (response.more) {
    co_await send_parts(std::move(response), head_only);
    co_return;
  }
  phase_ = Phase::writing;
  if (response.close) closing_ = true;
  std::uint64_t length = response.shared_body ? response.shared_body->size() : response.body.size();
  if (response.file) length = response.file->bytes;
  if (response.length) length = *response.length;
  auto head = encode_head(response, date(), length, closing_ || tell_close_);
  if (response.file && !head_only) {
    link_->outbox.send_copy(head);
    co_await drained();
    auto stretch = std::move(*response.file);
    bool sent = co_await send_file(link_, deadline_, std::move(stretch));
    if (!sent) link_->outbox.die();
  } else if (head_only || length == 0) {
    link_->outbox.send_copy(head);
  } else if (response.shared_body) {
    link_->outbox.send_pair(head, response.shared_body);
  } else {
    head += response.body;
    link_->outbox.send_copy(head);
  }
  co_await drained();
}

Awaitable<void> Connection::drained() {
  phase_ = Phase::writing;
  if (!link_->outbox.is_empty()) {
    deadline_.arm(loop_.wheel(), limits::write_deadline);
    co_await link_->drained();
  }
  deadline_.cancel();
  if (link_->outbox.is_dead()) closing_ = true;
}

/// The next part is made when the one before has left: a slow reader costs one part of memory, and no more.
Awaitable<void> Connection::send_parts(Response response, bool head_only) {
  phase_ = Phase::writing;
  bool const closes = closing_ || tell_close_;
  link_->outbox.send_copy(encode_head(response, date(), std::nullopt, closes));
  for (;;) {
    if (!head_only && !response.body.empty()) link_->outbox.send_copy(closes ? response.body : chunk_of(response.body));
    co_await drained();
    if (head_only || closing_ || !response.more) break;
    auto ask = std::move(response.more);
    response = co_await answer(std::move(ask));
    if (response.status != 200) {
      link_->outbox.die();
      closing_ = true;
      co_return;
    }
  }
  if (!head_only && !closes) link_->outbox.send_copy("0\r\n\r\n");
  co_await drained();
}

Awaitable<void> Connection::refuse(Error error, int status) {
  closing_ = true;
  timed_out_ = false;
  auto response = problem(error);
  if (status != 0) response.status = status;
  response.is_in_clear = certificates_ && !link_->tls;
  co_await send(std::move(response), false);
  co_await linger();
}

/// Closing with unread bytes resets the connection, and the peer might lose our answer: read on for a moment.
Awaitable<void> Connection::linger() {
  if (link_->outbox.is_dead()) co_return;
  link_->shut_down_sending();
  phase_ = Phase::idle;
  timed_out_ = false;
  deadline_.arm(loop_.wheel(), linger_for);
  std::size_t read = 0;
  do {
    read += in_.size();
    in_.clear();
  } while (read < linger_bytes_max && co_await read_more());
}

Awaitable<Connection::Next> Connection::serve_one() {
  HeadScan scan;
  bool whole = co_await read_head(scan);
  if (!whole) co_return Next::close;
  stranger_.is_served();
  Parser parser;
  parser.header_limit(static_cast<std::uint32_t>(limits::header_bytes_max + 1));
  parser.body_limit(boost::none);
  refuse_odd_chunks(parser);
  error_code error;
  asio::const_buffer head{in_.data().data(), scan.size};
  auto taken = parser.put(head, error);
  if ((error && error != http::error::need_more) || !parser.is_header_done()) {
    co_await refuse(Error::bad_request("header", "The request's head is not well-formed: " + error.message() + "."));
    co_return Next::close;
  }
  in_.consume(taken);
  Request request;
  request.peer = peer_;
  request.peer_is_loopback = peer_is_loopback_;
  if (auto refusal = check_request(parser, request)) {
    auto status = refusal->status;
    co_await refuse(std::move(refusal->error), status);
    co_return Next::close;
  }
  tell_close_ = !parser.get().keep_alive();
  took_ = {};
  auto const asked_at = Clock::now();
  auto admission = service_.admit(request);
  if (admission.knows_asker) stranger_.is_known();
  took_ += Clock::now() - asked_at;
  if (admission.websocket) {
    link_->unread.assign(static_cast<char const*>(in_.data().data()), in_.size());
    deadline_.cancel();
    start_websocket(loop_, std::move(link_), parser.get()[http::field::sec_websocket_key],
                    std::move(admission.websocket));
    co_return Next::upgraded;
  }
  if (!admission.answer && parser.content_length().value_or(0) > admission.body_bytes_max) {
    Error refusal{ErrorCode::too_large, "body", "The body is too large.", {}};
    co_await refuse(std::move(refusal));
    co_return Next::close;
  }
  if (!admission.answer && admission.sink) {
    if (!parser.is_done() && parser.get().count(http::field::expect) > 0) {
      link_->outbox.send_copy("HTTP/1.1 100 Continue\r\n\r\n");
    }
    auto next = co_await serve_stream(parser, request, std::move(admission));
    co_return next;
  }
  if (admission.answer) {
    co_await skip_body(parser);
  } else {
    if (!parser.is_done() && parser.get().count(http::field::expect) > 0) {
      link_->outbox.send_copy("HTTP/1.1 100 Continue\r\n\r\n");
    }
    bool complete = co_await read_body(parser, admission.body_bytes_max, admission.body_deadline);
    if (!complete) co_return Next::close;
    std::function<void(Respond)> ask = [run = std::move(admission.run), body = std::move(parser.get().body())](
                                           Respond respond) mutable { run(std::move(body), std::move(respond)); };
    admission.answer = co_await answer(std::move(ask));
  }
  auto const status = admission.answer->status;
  tell_answered(request, status);
  co_await send(std::move(*admission.answer), request.verb == Verb::head);
  if (status == too_many && !closing_ && !door_->is_proxy(peer_)) co_await hold_back(loop_);
  co_return closing_ || tell_close_ ? Next::close : Next::go_on;
}

Awaitable<bool> Connection::begin_encrypted() {
  auto const outcome = co_await shake_hands(link_, *certificates_);
  if (outcome == Handshake::in_clear) {
    co_await refuse(Error::bad_request("scheme", "This port speaks HTTPS."));
  }
  co_return outcome == Handshake::done;
}

Awaitable<void> Connection::run() {
  auto self = shared_from_this();
  error_code error;
  auto remote = link_->socket.remote_endpoint(error);
  if (error) co_return;
  peer_ = remote.address().to_string();
  peer_is_loopback_ = remote.address().is_loopback();
  bool const has_room = door_->let_in(stranger_, peer_, loop_.members());
  if (!has_room) {
    if (!certificates_) turn_away(link_->socket);
    link_->abort();
    co_return;
  }
  auto member = loop_.enter([this](Loop::Urgency urgency) {
    if (!link_) return;
    closing_ = true;
    if (urgency == Loop::Urgency::now) {
      link_->abort();
    } else if (phase_ == Phase::idle || streams_) {
      link_->cancel_reading();  // what came of an upload is kept, and goes on after the restart
    }
  });
  int served = 0;
  auto next = Next::go_on;
  deadline_.arm(loop_.wheel(), limits::header_deadline);
  if (certificates_) {
    bool const encrypted = co_await begin_encrypted();
    if (!encrypted) closing_ = true;
    deadline_.arm(loop_.wheel(), limits::header_deadline);
  }
  while (next == Next::go_on && !closing_) {
    next = co_await serve_one();
    if (next != Next::go_on) break;
    phase_ = Phase::idle;
    stranger_.waits();
    if (in_.size() == 0) {
      in_.shrink_to_fit();
      deadline_.arm(loop_.wheel(), limits::keep_alive_idle);
    } else {
      deadline_.arm(loop_.wheel(), limits::header_deadline);
      // The next request is here already: others get their turn before it.
      if (++served % pipelined_before_yield == 0)
        co_await asio::post(loop_.context(), asio::use_awaitable_t<Executor>{});
    }
  }
  if (link_ && closing_ && (in_.size() > 0 || leaves_unread_)) co_await linger();
  stranger_.leave();
  if (link_) link_->abort();
  loop_.leave(member);
}

}  // namespace

void start_connection(Loop& loop, Socket socket, Service& service, Certificates const* certificates,
                      std::shared_ptr<Door> door) {
  auto connection = std::make_shared<Connection>(loop, std::move(socket), service, certificates, std::move(door));
  spawn(loop, "http", connection->run());
}

}  // namespace staffroom::net
