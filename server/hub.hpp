// Who is connected, and what reaches them: audience → sessions, one shard per network thread, and the fan-out of each
// commit group. Encodes every part once; from there a delivery is one send() of shared bytes. Knows no sockets: what it
// delivers to is a Subscriber.
#pragma once
#include <array>
#include <atomic>
#include <boost/unordered/unordered_flat_map.hpp>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

#include "server/net/outbox.hpp"
#include "store/store.hpp"

namespace staffroom {

class HubShard;

/// One live connection, seen from the hub. On its shard's thread only; not movable while subscribed.
class Subscriber {
 public:
  Subscriber(PersonId person, SessionId session) : person_(person), session_(session) {}
  virtual ~Subscriber() = default;
  Subscriber(Subscriber const&) = delete;
  Subscriber& operator=(Subscriber const&) = delete;

  /// A frame of the commit group that ends at `last`. May not subscribe or unsubscribe anybody.
  virtual void deliver(net::Bytes const& frame, Seq last) = 0;
  /// Presence or typing: may be lost.
  virtual void deliver_ephemeral(net::Bytes const& frame) = 0;
  /// The session has ended: the connection should close, but not from within this call.
  virtual void session_ended() = 0;

  PersonId person() const { return person_; }
  SessionId session() const { return session_; }
  bool carries(Audience audience) const;
  /// The topic on its page, when it is in a team of this person's.
  bool looks_at(TopicId topic) const {
    return topic && topic == looks_at_topic_ && carries(Audience{AudienceType::team, team_of_topic_.value});
  }

 private:
  friend class HubShard;
  struct Place {
    Audience audience;
    std::uint32_t index = 0;  // in the audience's row
  };
  PersonId person_;
  SessionId session_;
  std::vector<Place> places_;            // sorted by audience
  std::uint64_t touched_by_ = 0;         // number of the publication that `pending_` belongs to
  net::Bytes const* pending_ = nullptr;  // its `last` encoding of the part to be sent next
  net::Bytes const* pending_more_ = nullptr;
  TeamId looks_at_team_;
  TopicId looks_at_topic_;
  TeamId team_of_topic_;
};

/// A publication in the bytes that leave the sockets.
struct Prepared {
  struct Part {
    Audience audience;
    net::Bytes more;  // null when there is only one part
    net::Bytes last;
  };
  std::shared_ptr<Publication const> publication;
  std::vector<Part> parts;
  std::chrono::steady_clock::time_point handed_over;  // by the committer, after the sync
};

/// How many sessions, over all threads, carry an audience: approximately, never too few. Lock-free.
class ListenerCounts {
 public:
  void add(Audience audience, int change) { count_of(audience).fetch_add(static_cast<std::uint32_t>(change)); }
  bool any(Audience audience) const { return const_cast<ListenerCounts*>(this)->count_of(audience).load() != 0; }

 private:
  static constexpr std::size_t counts_max = 1 << 16;  // two audiences may share one: then a part is encoded in vain
  std::atomic<std::uint32_t>& count_of(Audience audience) {
    return counts_[(audience.value * 0x9e3779b97f4a7c15ull) >> 48];
  }
  std::array<std::atomic<std::uint32_t>, counts_max> counts_{};
};

/// One network thread's part of the hub. All calls on that thread.
class HubShard {
 public:
  /// `post` runs a task on this thread later.
  HubShard(ListenerCounts& counts, std::function<void(std::function<void()>)> post);
  ~HubShard();

  void subscribe(Subscriber& subscriber, Audiences const& audiences);
  void unsubscribe(Subscriber& subscriber);
  void publish(std::shared_ptr<Prepared const> prepared);
  /// Everything up to here was handed to the subscribers.
  Seq delivered() const { return delivered_; }

  /// What the subscriber's page shows; `team_of_topic` is the team that the topic belongs to.
  void look(Subscriber& subscriber, TeamId team, TopicId topic, TeamId team_of_topic);
  TeamId looked_at_team(Subscriber const& subscriber) const { return subscriber.looks_at_team_; }
  void deliver_presence(TeamId team, net::Bytes const& frame);
  void deliver_typing(TopicId topic, PersonId typing, net::Bytes const& frame);
  /// Called when a subscriber stops looking at a team because it lost the access.
  std::function<void(Subscriber&, TeamId)> lost_sight;
  /// Before parts are delivered: token caches forget the session.
  std::function<void(SessionId)> session_ended;

  std::size_t subscribers() const { return subscribers_; }
  std::uint64_t deliveries() const { return deliveries_.load(std::memory_order_relaxed); }
  /// Microseconds from the sync to the last send of a publication here. Any thread.
  Histogram const& lags() const { return lags_; }
  std::size_t sockets_of(PersonId person) const;
  /// The person's oldest connection here; null when there is none.
  Subscriber* oldest_of(PersonId person) const;

 private:
  struct Entry {
    Subscriber* subscriber = nullptr;  // null: left while a publication was under way
    std::uint32_t place = 0;           // index into the subscriber's places
  };
  using Row = std::vector<Entry>;
  template <class Key>
  using Lookers = boost::unordered_flat_map<Key, std::vector<Subscriber*>, std::hash<Key>>;

  void attach(Subscriber& subscriber, Audiences const& audiences);
  void detach(Subscriber& subscriber);
  void remove_entry(Audience audience, std::uint32_t index);
  void close_holes();
  void begin(Prepared const& prepared);
  void release_pledges(Publication const& publication);
  void go_on();
  bool step(std::size_t& sends_left);
  bool deliver_single(std::size_t& sends_left);
  bool deliver_part(std::size_t& sends_left);
  bool deliver_touched(std::size_t& sends_left);
  void finish();
  void check_sight(Subscriber& subscriber);

  ListenerCounts& counts_;
  std::function<void(std::function<void()>)> post_;
  boost::unordered_flat_map<std::uint64_t, Row> rows_;
  boost::unordered_flat_map<std::uint64_t, std::vector<Subscriber*>> people_;
  Lookers<TeamId> team_lookers_;
  Lookers<TopicId> topic_lookers_;
  std::size_t subscribers_ = 0;

  std::deque<std::shared_ptr<Prepared const>> queue_;  // the front is under way
  bool under_way_ = false;
  std::uint64_t number_ = 0;  // of the publication under way
  std::size_t part_ = 0;      // next part
  std::size_t entry_ = 0;     // next entry of its row
  std::size_t row_end_ = 0;   // entries of the row when it was begun
  std::vector<Subscriber*> touched_;
  std::size_t touched_next_ = 0;
  std::vector<std::uint64_t> holes_;  // audiences whose rows have entries without subscriber
  Seq delivered_ = 0;
  std::atomic<std::uint64_t> deliveries_{0};
  Histogram lags_;
};

/// All shards. publish() and listens() are the committer's.
class Hub final : public PublicationSink {
 public:
  using Post = std::function<void(std::function<void()>)>;
  /// Before anything is published. The shard lives as long as the hub.
  HubShard& add_shard(Post post);

  void publish(std::shared_ptr<Publication const> publication) override;
  bool listens(Audience audience) const override { return counts_.any(audience); }

  /// Runs the task for every shard, on its thread.
  void on_every_shard(std::function<void(HubShard&)> task);
  std::uint64_t deliveries() const;
  /// One for each thread.
  std::vector<Histogram const*> lags() const;

 private:
  struct Corner {
    std::unique_ptr<HubShard> shard;
    Post post;
  };
  ListenerCounts counts_;
  std::vector<Corner> corners_;
};

}  // namespace staffroom
