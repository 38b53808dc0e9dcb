// One live connection of a signed-in page: says hello, resumes, hears what its audiences hear, calls commands, tells
// what it looks at. On its network thread only.
#pragma once
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "protocol/frames.hpp"
#include "server/hub.hpp"
#include "server/net/ws.hpp"
#include "server/parts.hpp"
#include "server/rates.hpp"

namespace staffroom {

class LiveSession final : public net::WebSocketListener,
                          public Subscriber,
                          public std::enable_shared_from_this<LiveSession> {
 public:
  LiveSession(Shared& shared, Own& own, SignedIn const& signed_in, std::string token_hash);
  ~LiveSession() override;

  // From the socket.
  void opened(net::WebSocket& socket) override;
  void received(std::string_view text) override;
  void heard() override;
  void too_slow() override;
  void closed() override;

  // From the hub.
  void deliver(net::Bytes const& frame, Seq last) override;
  void deliver_ephemeral(net::Bytes const& frame) override;
  void session_ended() override;

 private:
  enum class Stage { silent, resuming, live };
  bool take_frame();
  void on(HelloFrame frame);
  void on(CallFrame frame);
  void on(LookingFrame frame);
  void on(TypingFrame frame);
  void resumed(Missed missed);
  void call_done(std::uint64_t call, Success success, Outcome const& outcome);
  void refuse_call(std::uint64_t call, Error const& error);
  void look(TeamId team, TopicId topic, TeamId team_of_topic);
  void look_at_topic(LookingFrame frame, Result<Answer> const& found);
  std::string const& own_name();
  void every_so_often();
  void break_off(std::string_view reason);
  void close_flooding(std::string_view reason);
  bool still_signed_in();

  Shared& shared_;
  Own& own_;
  Actor actor_;
  std::string token_hash_;
  net::WebSocket* socket_ = nullptr;  // null when closed
  Stage stage_ = Stage::silent;
  bool subscribed_ = false;
  bool pinged_ = false;
  std::uint8_t silent_rounds_ = 0;
  std::uint32_t calls_in_flight_ = 0;
  std::uint32_t looks_ = 0;  // numbers the looking frames: an answer to an older one is dropped
  Seq resumed_at_ = 0;
  TokenBucket frames_;
  TokenBucket::Time typed_at_{};
  TokenBucket::Time signed_in_at_{};
  std::string name_;
  std::vector<std::pair<net::Bytes, Seq>> held_back_;  // what was published while resuming
  net::Deadline deadline_;
};

}  // namespace staffroom
