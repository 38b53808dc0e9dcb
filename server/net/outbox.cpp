// Direct send: one send() per frame while the socket takes it, sendmsg() over the queue when it has fallen behind.
#include "server/net/outbox.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "server/net/tls.hpp"
#include "server/net/traffic.hpp"

namespace staffroom::net {

void Outbox::set_cap(std::size_t bytes, Bytes farewell) {
  cap_ = bytes;
  farewell_ = std::move(farewell);
}

Outbox::Attempt Outbox::attempt(std::string_view head, std::string_view body, std::size_t& sent) {
  ssize_t count = 0;
  if (body.empty() && !tls_) {
    do {
      count = ::send(socket_, head.data(), head.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    } while (count < 0 && errno == EINTR);
  } else {
    std::array<iovec, 2> parts{
        {{const_cast<char*>(head.data()), head.size()}, {const_cast<char*>(body.data()), body.size()}}};
    count = transmit(parts.data(), body.empty() ? 1 : 2);
  }
  sent_since_mark_ = true;
  if (count < 0) {
    sent = 0;
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == ENOBUFS ? Attempt::again : Attempt::failed;
  }
  sent = static_cast<std::size_t>(count);
  traffic_here.sent_bytes += sent;
  if (session_waits_) wait();
  return sent == head.size() + body.size() ? Attempt::all : Attempt::part;
}

void Outbox::set_queued(std::size_t bytes) {
  traffic_here.queued_bytes += bytes - queued_;
  queued_ = bytes;
}

ssize_t Outbox::transmit(iovec* parts, std::size_t count) {
  if (tls_) {
    auto const sent = tls_->send(parts, count);
    session_waits_ = tls_->has_unsent();
    return sent;
  }
  msghdr message{};
  message.msg_iov = parts;
  message.msg_iovlen = count;
  ssize_t sent = 0;
  do {
    sent = ::sendmsg(socket_, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return sent;
}

void Outbox::wait() {
  if (waiting_) return;
  waiting_ = true;
  owner_.wait_until_writable();
}

void Outbox::look_after_session() {
  if (dead_ || !tls_ || !tls_->has_unsent()) return;
  session_waits_ = true;
  wait();
}

void Outbox::enqueue(Bytes bytes, std::size_t sent) {
  set_queued(queued_ + bytes->size() - sent);
  queue_.push_back({std::move(bytes), sent});
  if (queued_ > cap_) {
    overflow();
    return;
  }
  if (!corked_) wait();
}

void Outbox::uncork() {
  if (!corked_) return;
  corked_ = false;
  if (!waiting_ && !is_empty()) drain();
}

void Outbox::send(Bytes const& bytes) {
  if (dead_ || sealed_) return;
  std::size_t sent = 0;
  if (is_empty() && !corked_) {
    auto outcome = attempt(*bytes, {}, sent);
    if (outcome == Attempt::all) return;
    if (outcome == Attempt::failed) return die();
  }
  enqueue(bytes, sent);
}

void Outbox::send_copy(std::string_view bytes) {
  if (dead_ || sealed_) return;
  std::size_t sent = 0;
  if (is_empty() && !corked_) {
    auto outcome = attempt(bytes, {}, sent);
    if (outcome == Attempt::all) return;
    if (outcome == Attempt::failed) return die();
  }
  enqueue(std::make_shared<std::string const>(bytes.substr(sent)), 0);
}

void Outbox::send_pair(std::string_view head, Bytes const& body) {
  if (dead_ || sealed_) return;
  std::size_t sent = 0;
  if (is_empty() && !corked_) {
    auto outcome = attempt(head, *body, sent);
    if (outcome == Attempt::all) return;
    if (outcome == Attempt::failed) return die();
  }
  if (sent < head.size()) {
    enqueue(std::make_shared<std::string const>(head.substr(sent)), 0);
    sent = head.size();
  }
  if (!dead_ && !sealed_) enqueue(body, sent - head.size());
}

void Outbox::seal_with(std::string_view bytes) {
  send_copy(bytes);
  sealed_ = true;
}

void Outbox::overflow() {
  // The frame on its way must be finished, or the farewell would land in the middle of it.
  if (first_ < queue_.size() && queue_[first_].sent > 0) {
    Waiting begun = std::move(queue_[first_]);
    queue_.clear();
    queue_.push_back(std::move(begun));
  } else {
    queue_.clear();
  }
  first_ = 0;
  if (farewell_) queue_.push_back({farewell_, 0});
  std::size_t left = 0;
  for (auto const& waiting : queue_) left += waiting.bytes->size() - waiting.sent;
  set_queued(left);
  sealed_ = true;
  if (!queue_.empty()) wait();
  owner_.outbox_overflowed();
}

void Outbox::drain() {
  waiting_ = false;
  while (!dead_ && !is_empty()) {
    std::array<iovec, 64> parts{};
    std::size_t count = 0;
    for (auto at = first_; at < queue_.size() && count < parts.size(); ++at, ++count) {
      auto const& [bytes, sent] = queue_[at];
      parts[count] = {const_cast<char*>(bytes->data()) + sent, bytes->size() - sent};
    }
    ssize_t sent_now = transmit(parts.data(), count);
    if (sent_now < 0) {
      if (errno != EAGAIN && errno != EWOULDBLOCK && errno != ENOBUFS) return die();
      return wait();
    }
    sent_since_mark_ = true;
    auto left = static_cast<std::size_t>(sent_now);
    set_queued(queued_ - left);
    traffic_here.sent_bytes += left;
    while (left > 0) {
      auto& [bytes, sent] = queue_[first_];
      auto taken = std::min(left, bytes->size() - sent);
      sent += taken;
      left -= taken;
      if (sent == bytes->size()) {
        bytes.reset();
        ++first_;
      }
    }
  }
  if (dead_) return;
  std::vector<Waiting>().swap(queue_);
  first_ = 0;
  owner_.outbox_drained();
}

void Outbox::die() {
  if (dead_) return;
  dead_ = true;
  std::vector<Waiting>().swap(queue_);
  first_ = 0;
  set_queued(0);
  session_waits_ = false;
  // The reader sees the end of the stream and closes; nobody is unsubscribed in the middle of a fan-out.
  ::shutdown(socket_, SHUT_RDWR);
  owner_.outbox_died();
}

void append_frame_head(std::string& out, unsigned char first_byte, std::size_t length) {
  out += static_cast<char>(first_byte);
  if (length < 126) {
    out += static_cast<char>(length);
  } else if (length < 65'536) {
    out += static_cast<char>(126);
    out += static_cast<char>(length >> 8);
    out += static_cast<char>(length);
  } else {
    out += static_cast<char>(127);
    for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(std::uint64_t{length} >> shift);
  }
}

std::string text_frame(std::string_view text) {
  std::string frame;
  frame.reserve(text.size() + 10);
  append_frame_head(frame, 0x81, text.size());
  frame += text;
  return frame;
}

std::string close_frame(std::uint16_t code, std::string_view reason) {
  reason = reason.substr(0, 120);
  std::string frame;
  append_frame_head(frame, 0x88, reason.size() + 2);
  frame += static_cast<char>(code >> 8);
  frame += static_cast<char>(code);
  frame += reason;
  return frame;
}

}  // namespace staffroom::net
