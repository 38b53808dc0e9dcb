// The live connection.
#include "server/session.hpp"

#include <algorithm>

#include "protocol/limits.hpp"
#include "server/calls.hpp"
#include "server/log.hpp"

namespace staffroom {

using net::close_code::broken_frame;
using net::close_code::too_much;

LiveSession::LiveSession(Shared& shared, Own& own, SignedIn const& signed_in, std::string token_hash)
    : Subscriber(signed_in.actor.person, signed_in.actor.session),
      shared_(shared),
      own_(own),
      actor_(signed_in.actor),
      token_hash_(std::move(token_hash)),
      deadline_([this] { every_so_often(); }) {}

LiveSession::~LiveSession() = default;

void LiveSession::opened(net::WebSocket& socket) {
  socket_ = &socket;
  shared_.metrics.sockets.fetch_add(1);
  shared_.metrics.sockets_opened.fetch_add(1);
  deadline_.arm(own_.loop.wheel(), limits::hello_deadline);
}

void LiveSession::closed() {
  deadline_.cancel();
  if (subscribed_) {
    look({}, {}, {});
    own_.shard.unsubscribe(*this);
    subscribed_ = false;
  }
  socket_ = nullptr;
  shared_.metrics.sockets.fetch_sub(1);
}

void LiveSession::break_off(std::string_view reason) {
  if (socket_) socket_->close(broken_frame, reason);
}

void LiveSession::close_flooding(std::string_view reason) {
  if (!socket_ || socket_->is_closing()) return;
  shared_.metrics.sockets_too_much.fetch_add(1);
  socket_->close(too_much, reason);
}

bool LiveSession::take_frame() {
  silent_rounds_ = 0;
  if (shared_.rates.off()) return true;
  return frames_.take(limits::frames_burst, limits::frames_per_second, std::chrono::steady_clock::now());
}

void LiveSession::heard() {
  pinged_ = false;
  if (!take_frame()) close_flooding("too many frames");
}

void LiveSession::too_slow() { shared_.metrics.sockets_too_slow.fetch_add(1); }

void LiveSession::received(std::string_view text) {
  shared_.metrics.frames_received.fetch_add(1, std::memory_order_relaxed);
  if (!take_frame()) return close_flooding("too many frames");
  std::optional<std::uint64_t> call;
  auto frame = decode_frame(text, call);
  if (!frame) {
    if (call && stage_ != Stage::silent) return refuse_call(*call, frame.error());
    auto const& error = frame.error();
    return break_off(error.path.empty() ? error.detail : error.path + ": " + error.detail);
  }
  bool is_hello = std::holds_alternative<HelloFrame>(*frame);
  if (is_hello != (stage_ == Stage::silent)) return break_off(is_hello ? "hello comes once" : "hello comes first");
  std::visit([this](auto& one) { on(std::move(one)); }, *frame);
}

// ---- resuming

void LiveSession::on(HelloFrame frame) {
  // Subscribed before the store is asked: what is committed from here on is held back, what came before is in the
  // answer.
  auto standing = shared_.store.standing(actor_.person);
  if (!standing) return session_ended();
  if (own_.shard.sockets_of(actor_.person) >= limits::sockets_per_person_max) {
    if (auto* oldest = own_.shard.oldest_of(actor_.person)) {
      static_cast<LiveSession*>(oldest)->socket_->close(too_much, "too many connections");
    }
  }
  own_.shard.subscribe(*this, standing->audiences);
  subscribed_ = true;
  stage_ = Stage::resuming;
  auto ask = [self = shared_from_this(), frame = std::move(frame)] {
    auto missed =
        std::make_shared<Missed>(self->shared_.store.missed(self->actor_.person, frame.incarnation, frame.since));
    self->own_.loop.post([self, missed] { self->resumed(std::move(*missed)); });
  };
  if (shared_.readers.run_for(actor_.person.value, std::move(ask)) != Taken::yes) {
    socket_->close(net::close_code::too_slow, "busy, come back");
  }
}

void LiveSession::resumed(Missed missed) {
  if (!socket_ || stage_ != Stage::resuming) return;
  auto const& incarnation = shared_.store.incarnation();
  if (missed.resync) {
    shared_.metrics.resyncs.fetch_add(1);
    socket_->send_text(encode_resync(incarnation, missed.seq, actor_.person, missed.reason));
  } else {
    socket_->send_text(encode_hello(incarnation, missed.seq, actor_.person));
    for (auto const& frame : missed.frames) socket_->send_text(frame);
  }
  resumed_at_ = missed.seq;
  stage_ = Stage::live;
  for (auto const& [frame, last] : held_back_) {
    if (last > missed.seq) socket_->send(frame);
  }
  std::vector<std::pair<net::Bytes, Seq>>().swap(held_back_);
  socket_->take_sent();
  deadline_.arm(own_.loop.wheel(), limits::heartbeat_every);
}

void LiveSession::deliver(net::Bytes const& frame, Seq last) {
  if (stage_ == Stage::live) {
    if (!socket_) return;
    // The answer to a call of this page comes in the same turn: one system call for both.
    if (calls_in_flight_ > 0) socket_->cork();
    socket_->send(frame);
    return;
  }
  held_back_.emplace_back(frame, last);
  std::size_t bytes = 0;
  for (auto const& held : held_back_) bytes += held.first->size();
  if (bytes > limits::outbox_bytes_max && socket_) socket_->close(net::close_code::too_slow, "too slow, resume");
}

void LiveSession::deliver_ephemeral(net::Bytes const& frame) {
  // Nobody misses one of these, so they never make a slow connection slower.
  if (stage_ == Stage::live && socket_ && socket_->queued_bytes() == 0) socket_->send(frame);
}

void LiveSession::session_ended() {
  if (socket_) socket_->close(net::close_code::session_ended, "the session has ended");
}

void LiveSession::every_so_often() {
  if (!socket_ || socket_->is_closing()) return;
  if (stage_ == Stage::silent) return socket_->close(broken_frame, "hello did not come");
  constexpr auto rounds_max = limits::socket_silence_max / limits::heartbeat_every;
  if (++silent_rounds_ > rounds_max) return socket_->close(too_much, "nothing was heard");
  if (!shared_.store.standing(actor_.person) || !own_.tokens.still(token_hash_)) return session_ended();
  if (!socket_->take_sent()) {
    socket_->send_text(encode_heartbeat(std::max(resumed_at_, own_.shard.delivered())));
  }
  socket_->ping();  // browsers answer by themselves: that is how a dead peer is found
  socket_->take_sent();
  deadline_.arm(own_.loop.wheel(), limits::heartbeat_every);
}

// ---- calls

void LiveSession::on(CallFrame frame) {
  shared_.metrics.calls.fetch_add(1, std::memory_order_relaxed);
  if (calls_in_flight_ >= limits::calls_in_flight_max) return close_flooding("too many calls at once");
  auto const* endpoint = endpoint_of(frame.command);
  if (!endpoint || endpoint->is_query || endpoint->is_server_command) {
    return refuse_call(frame.call, Error::bad_request("call.command", "There is no such command here."));
  }
  if (!shared_.rates.write(actor_.person)) return refuse_call(frame.call, too_many_writes());
  if (!still_signed_in()) return session_ended();
  auto command = decode_command(*endpoint, frame.ids, frame.body);
  if (!command) return refuse_call(frame.call, command.error());
  Submission submission;
  submission.actor = actor_;
  if (!frame.key.empty()) submission.fingerprint = fingerprint_of(*command);
  submission.command = *std::move(command);
  submission.key = std::move(frame.key);
  submission.if_match = frame.if_match;
  ++calls_in_flight_;
  auto completion = [self = shared_from_this(), call = frame.call, success = endpoint->success](Outcome outcome) {
    auto& loop = self->own_.loop;
    loop.post([self, call, success, outcome = std::move(outcome)] { self->call_done(call, success, outcome); });
  };
  own_.calls.add(std::move(submission), std::move(completion));
}

/// The hub tells at once when a session ends; its limits of time need no look at every call.
bool LiveSession::still_signed_in() {
  auto now = std::chrono::steady_clock::now();
  if (now - signed_in_at_ < std::chrono::seconds{1}) return true;
  auto signed_in = own_.tokens.still(token_hash_);
  if (!signed_in) return false;
  signed_in_at_ = now;
  own_.tokens.used(*signed_in, token_hash_);
  actor_ = signed_in->actor;
  return true;
}

void LiveSession::call_done(std::uint64_t call, Success success, Outcome const& outcome) {
  --calls_in_flight_;
  if (!socket_) return;
  if (!outcome) return refuse_call(call, outcome.error());
  auto status = status_of(success, *outcome);
  socket_->send_text(encode_answer(call, status, outcome->seq, status == 204 ? std::string_view() : outcome->record));
}

void LiveSession::refuse_call(std::uint64_t call, Error const& error) {
  if (error.code == ErrorCode::too_many_requests) shared_.metrics.refused_too_many.fetch_add(1);
  if (socket_) socket_->send_text(encode_error(call, error));
}

// ---- looking and typing

void LiveSession::look(TeamId team, TopicId topic, TeamId team_of_topic) {
  auto before = own_.shard.looked_at_team(*this);
  own_.shard.look(*this, team, topic, team_of_topic);
  shared_.presence.moved(actor_.person, before, team);
}

void LiveSession::on(LookingFrame frame) {
  ++looks_;
  // Leads and members only: for guests, and for teams that are not theirs, it is as if they looked at nothing.
  if (frame.team && !carries(Audience{AudienceType::team, frame.team.value})) frame.team = {};
  if (!frame.topic || !frame.team) return look(frame.team, {}, {});
  // The topic is looked up as any other: whoever may not read it cannot learn who writes in it.
  GetTopic query{frame.topic};
  auto found = shared_.store.ask(actor_, query, {}, ReadTier::cache_only);
  if (found) return look_at_topic(frame, *found);
  auto read = [self = shared_from_this(), frame, number = looks_] {
    GetTopic again{frame.topic};
    auto answer = self->shared_.store.ask(self->actor_, again, {}, ReadTier::disk);
    self->own_.loop.post([self, frame, number, answer] {
      if (answer && self->subscribed_ && number == self->looks_) self->look_at_topic(frame, *answer);
    });
  };
  if (shared_.readers.run_for(actor_.person.value, std::move(read)) != Taken::yes) look(frame.team, {}, {});
}

void LiveSession::look_at_topic(LookingFrame frame, Result<Answer> const& found) {
  if (frame.team && !carries(Audience{AudienceType::team, frame.team.value})) frame.team = {};
  if (!found) return look(frame.team, {}, {});
  auto record = record_from_json(Kind::topic, found->json);
  if (!record) return look(frame.team, {}, {});
  look(frame.team, frame.topic, get<Topic>(*record).team.value_or(TeamId{}));
}

std::string const& LiveSession::own_name() {
  if (!name_.empty()) return name_;
  GetPerson query{actor_.person};
  auto found = shared_.store.ask(actor_, query, {}, ReadTier::cache_only);
  if (!found || !*found) return name_;
  auto record = record_from_json(Kind::person, (*found)->json);
  if (record) name_ = get<Person>(*record).name.value;
  return name_;
}

void LiveSession::on(TypingFrame frame) {
  auto now = std::chrono::steady_clock::now();
  if (now - typed_at_ < limits::typing_every - std::chrono::milliseconds{500}) return;
  // Only where the page says that it looks, and only in a team of mine: a guest's typing is not shown.
  if (!looks_at(frame.topic)) return;
  typed_at_ = now;
  auto const& name = own_name();
  if (!name.empty()) shared_.presence.typing(actor_.person, name, frame.topic);
}

}  // namespace staffroom
