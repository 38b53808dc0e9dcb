// HTTP/1.1 as the rest of the server sees it: a request's head, a body, a response. The service decides from the head
// alone who is asking and how large a body may be; only then is the body read. No Beast here.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/limits.hpp"
#include "protocol/result.hpp"
#include "server/net/loop.hpp"
#include "server/net/outbox.hpp"
#include "server/net/ws.hpp"

namespace staffroom::net {

enum class Verb : std::uint8_t { get, head, post, put, patch, remove };

/// A request's head. The views live until the response is given. Absent headers have a null data().
struct Request {
  Verb verb = Verb::get;
  std::string_view target;  // origin form, as sent: "/api/v1/teams?limit=20"
  std::string_view host, origin, cookie, content_type, content_encoding, idempotency_key, if_match, if_none_match,
      accept_encoding, user_agent, forwarded_for, content_disposition;
  std::optional<std::uint64_t> content_length;
  bool has_body = false;
  bool wants_websocket = false;  // and the handshake's headers are in order
  std::string_view peer;         // the address at the other end of the socket
  bool peer_is_loopback = false;
};

class Respond;

struct Response {
  int status = 200;
  std::string headers;  // whole lines with CR LF; Content-Length, Date and the security headers come by themselves
  std::string body;
  Bytes shared_body;  // instead of `body`, when not null
  bool close = false;
  /// When set, `body` is a first part only: asked, after each part has left, for the next one, by the same rules as
  /// Admission::run. A part of another status than 200 breaks the connection off, so that nobody takes what came for
  /// the whole.
  std::function<void(Respond)> more;

  Response& add(std::string_view name, std::string_view value);
};

/// problem+json of one of our errors, with Allow or Retry-After where the code needs it.
Response problem(Error const& error, int retry_after_seconds = 5);

/// Answers one request; from any thread, once. When all copies are gone without an answer, the answer is 500.
class Respond {
 public:
  struct Slot;
  explicit Respond(std::shared_ptr<Slot> slot) : slot_(std::move(slot)) {}
  void operator()(Response response) const;

 private:
  std::shared_ptr<Slot> slot_;
};

/// What the service says to a head.
struct Admission {
  std::optional<Response> answer;  // no body needed: a refusal, or what is there at once
  std::size_t body_bytes_max = 0;
  std::function<void(std::string body, Respond respond)> run;
  std::shared_ptr<WebSocketListener> websocket;  // set when the handshake may go on
  std::chrono::milliseconds body_deadline = limits::body_deadline;
};

/// One per network thread; called on that thread only.
class Service {
 public:
  virtual Admission admit(Request const& request) = 0;

 protected:
  ~Service() = default;
};

/// Sent with every response, besides those of the single response. Called once, before the first loop starts.
void set_security_headers(bool strict_transport);

}  // namespace staffroom::net
