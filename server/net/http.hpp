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

enum class Verb : std::uint8_t { get, head, post, put, patch, remove, options };

inline bool is_read(Verb verb) { return verb == Verb::get || verb == Verb::head; }

/// A request's head. The views live until the response is given. Absent headers have a null data().
struct Request {
  Verb verb = Verb::get;
  std::string_view target;  // origin form, as sent: "/api/v1/teams?limit=20"
  std::string_view host, origin, cookie, authorization, content_type, content_encoding, idempotency_key, if_match,
      if_none_match, accept_encoding, user_agent, forwarded_for, content_disposition, range, if_range;
  std::string_view tus_resumable, upload_length, upload_offset, upload_metadata, upload_checksum, upload_defer_length;
  std::optional<std::uint64_t> content_length;
  bool has_body = false;
  bool wants_websocket = false;  // and the handshake's headers are in order
  std::string_view peer;         // the address at the other end of the socket
  bool peer_is_loopback = false;
};

class Respond;

/// A stretch of a file, sent by the kernel without passing through memory of ours. `file` keeps it open.
struct FileStretch {
  std::shared_ptr<void const> file;
  int descriptor = -1;
  std::uint64_t from = 0;
  std::uint64_t bytes = 0;
  /// Takes a task that reads from the disk, off this thread; false: not now.
  std::function<bool(std::function<void()>)> run_blocking;
};

struct Response {
  int status = 200;
  std::string headers;  // whole lines with CR LF; Content-Length, Date and the security headers come by themselves
  std::string body;
  Bytes shared_body;                // instead of `body`, when not null
  std::optional<FileStretch> file;  // instead of both
  /// Of a HEAD whose body is not made.
  std::optional<std::uint64_t> length;
  bool close = false;
  bool is_in_clear = false;  // of a listener that browsers are led away from: no Strict-Transport-Security
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

/// Takes a body as it comes, at constant memory. Called on the network thread, one call at a time.
class BodySink {
 public:
  virtual ~BodySink() = default;
  /// `taken` is called once, on any thread, when the bytes are needed no more; with false when no more are wanted.
  virtual void take(Bytes bytes, std::function<void(bool wants_more)> taken) = 0;
  /// After the last take() was answered; `whole`: the body has come to its end. Always called.
  virtual void finish(bool whole, Respond respond) = 0;
  /// Ends the reading from elsewhere; may be called on any thread until the sink is gone.
  void set_stop(std::function<void()> stop) { stop_ = std::move(stop); }

 protected:
  std::function<void()> const& stop() const { return stop_; }

 private:
  std::function<void()> stop_;
};

/// What the service says to a head.
struct Admission {
  std::optional<Response> answer;  // no body needed: a refusal, or what is there at once
  std::uint64_t body_bytes_max = 0;
  std::function<void(std::string body, Respond respond)> run;
  std::shared_ptr<WebSocketListener> websocket;  // set when the handshake may go on
  std::chrono::milliseconds body_deadline = limits::body_deadline;
  std::shared_ptr<BodySink> sink;  // instead of `run`; the deadline then is for each limits::upload_chunk_bytes
  bool knows_asker = false;        // a session or a token came with it
};

/// Answered from the head alone: nothing of the body is read.
inline Admission refuse(Error const& error) { return {problem(error), 0, nullptr, nullptr}; }

/// One per network thread; called on that thread only.
class Service {
 public:
  virtual Admission admit(Request const& request) = 0;
  /// Before the answer leaves. `took`: until it was there, without the time that the request's bytes took to come.
  virtual void note_answer(Request const& request, int status, std::chrono::microseconds took) = 0;

 protected:
  ~Service() = default;
};

/// Sent with every response, besides those of the single response. Called once, before the first loop starts.
void set_security_headers(bool strict_transport);

}  // namespace staffroom::net
