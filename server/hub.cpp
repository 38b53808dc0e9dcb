// The fan-out: one publication at a time, in order, with a pause for others every so many sends.
#include "server/hub.hpp"

#include <algorithm>

#include "protocol/limits.hpp"

namespace staffroom {

bool Subscriber::carries(Audience audience) const {
  auto at = std::lower_bound(places_.begin(), places_.end(), audience,
                             [](Place const& place, Audience wanted) { return place.audience < wanted; });
  return at != places_.end() && at->audience == audience;
}

HubShard::HubShard(ListenerCounts& counts, std::function<void(std::function<void()>)> post)
    : counts_(counts), post_(std::move(post)) {}

HubShard::~HubShard() = default;

void HubShard::attach(Subscriber& subscriber, Audiences const& audiences) {
  subscriber.places_.reserve(audiences.size());
  for (auto audience : audiences) {
    auto& row = rows_[audience.value];
    auto place = static_cast<std::uint32_t>(subscriber.places_.size());
    subscriber.places_.push_back({audience, static_cast<std::uint32_t>(row.size())});
    row.push_back({&subscriber, place});
    counts_.add(audience, 1);
  }
}

void HubShard::remove_entry(Audience audience, std::uint32_t index) {
  auto found = rows_.find(audience.value);
  auto& row = found->second;
  if (under_way_) {
    // The row may be in the middle of its delivery: nothing moves until that is done.
    row[index].subscriber = nullptr;
    holes_.push_back(audience.value);
    return;
  }
  if (index + 1 != row.size()) {
    row[index] = row.back();
    row[index].subscriber->places_[row[index].place].index = index;
  }
  row.pop_back();
  if (row.empty()) rows_.erase(found);
}

void HubShard::detach(Subscriber& subscriber) {
  for (auto const& place : subscriber.places_) {
    remove_entry(place.audience, place.index);
    counts_.add(place.audience, -1);
  }
  subscriber.places_.clear();
}

void HubShard::close_holes() {
  std::sort(holes_.begin(), holes_.end());
  holes_.erase(std::unique(holes_.begin(), holes_.end()), holes_.end());
  for (auto audience : holes_) {
    auto found = rows_.find(audience);
    auto& row = found->second;
    std::erase_if(row, [](Entry const& entry) { return entry.subscriber == nullptr; });
    for (std::uint32_t index = 0; index < row.size(); ++index) {
      row[index].subscriber->places_[row[index].place].index = index;
    }
    if (row.empty()) rows_.erase(found);
  }
  holes_.clear();
}

void HubShard::subscribe(Subscriber& subscriber, Audiences const& audiences) {
  attach(subscriber, audiences);
  people_[subscriber.person_.value].push_back(&subscriber);
  ++subscribers_;
}

void HubShard::unsubscribe(Subscriber& subscriber) {
  look(subscriber, {}, {}, {});
  detach(subscriber);
  auto found = people_.find(subscriber.person_.value);
  std::erase(found->second, &subscriber);
  if (found->second.empty()) people_.erase(found);
  if (under_way_) std::replace(touched_.begin(), touched_.end(), &subscriber, static_cast<Subscriber*>(nullptr));
  --subscribers_;
}

std::size_t HubShard::sockets_of(PersonId person) const {
  auto found = people_.find(person.value);
  return found == people_.end() ? 0 : found->second.size();
}

Subscriber* HubShard::oldest_of(PersonId person) const {
  auto found = people_.find(person.value);
  return found == people_.end() ? nullptr : found->second.front();
}

// ---- delivery

void HubShard::publish(std::shared_ptr<Prepared const> prepared) {
  queue_.push_back(std::move(prepared));
  if (!under_way_) go_on();
}

void HubShard::begin(Prepared const& prepared) {
  ++number_;
  part_ = entry_ = row_end_ = touched_next_ = 0;
  touched_.clear();
  auto const& publication = *prepared.publication;
  for (auto const& access : publication.access) {
    auto found = people_.find(access.person.value);
    if (found == people_.end()) continue;
    for (auto* subscriber : found->second) {
      detach(*subscriber);
      attach(*subscriber, access.now);
      check_sight(*subscriber);
    }
  }
  release_pledges(publication);
  for (auto ended : publication.ended) {
    if (session_ended) session_ended(ended);
  }
}

void HubShard::release_pledges(Publication const& publication) {
  for (auto const& access : publication.access) {
    for (auto audience : access.now) counts_.add(audience, -1);
  }
}

void HubShard::go_on() {
  std::size_t sends_left = limits::sends_before_yield;
  while (!queue_.empty()) {
    if (!under_way_) {
      begin(*queue_.front());
      under_way_ = true;
    }
    if (!step(sends_left)) {
      post_([this] { go_on(); });
      return;
    }
    finish();
  }
}

/// False when the turn is used up before the publication is done.
bool HubShard::step(std::size_t& sends_left) {
  if (queue_.front()->parts.size() == 1) return deliver_single(sends_left);
  while (part_ < queue_.front()->parts.size()) {
    if (!deliver_part(sends_left)) return false;
  }
  return deliver_touched(sends_left);
}

bool HubShard::deliver_single(std::size_t& sends_left) {
  auto const& part = queue_.front()->parts.front();
  auto found = rows_.find(part.audience.value);
  if (found == rows_.end()) return true;
  if (row_end_ == 0) row_end_ = found->second.size();
  auto last = queue_.front()->publication->last;
  for (; entry_ < row_end_; ++entry_) {
    if (sends_left == 0) return false;
    auto* subscriber = found->second[entry_].subscriber;
    if (!subscriber) continue;
    subscriber->deliver(part.last, last);
    --sends_left;
  }
  deliveries_.fetch_add(row_end_, std::memory_order_relaxed);
  return true;
}

bool HubShard::deliver_part(std::size_t& sends_left) {
  auto const& part = queue_.front()->parts[part_];
  auto last = queue_.front()->publication->last;
  auto found = rows_.find(part.audience.value);
  auto size = found == rows_.end() ? 0 : found->second.size();
  if (entry_ == 0) row_end_ = size;
  for (; entry_ < std::min(row_end_, size); ++entry_) {
    if (sends_left == 0) return false;
    auto* subscriber = found->second[entry_].subscriber;
    if (!subscriber) continue;
    if (subscriber->touched_by_ == number_) {
      // Another part follows, so the one held back is not the final one.
      subscriber->deliver(*subscriber->pending_more_, last);
      --sends_left;
      deliveries_.fetch_add(1, std::memory_order_relaxed);
    } else {
      subscriber->touched_by_ = number_;
      touched_.push_back(subscriber);
    }
    subscriber->pending_ = &part.last;
    subscriber->pending_more_ = &part.more;
  }
  ++part_;
  entry_ = 0;
  return true;
}

bool HubShard::deliver_touched(std::size_t& sends_left) {
  auto last = queue_.front()->publication->last;
  for (; touched_next_ < touched_.size(); ++touched_next_) {
    if (sends_left == 0) return false;
    auto* subscriber = touched_[touched_next_];
    if (!subscriber) continue;
    subscriber->deliver(*subscriber->pending_, last);
    --sends_left;
    deliveries_.fetch_add(1, std::memory_order_relaxed);
  }
  return true;
}

void HubShard::finish() {
  under_way_ = false;
  auto done = std::move(queue_.front());
  queue_.pop_front();
  delivered_ = done->publication->last;
  auto const lag = std::chrono::steady_clock::now() - done->handed_over;
  lags_.count(static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(lag).count()));
  if (!holes_.empty()) close_holes();
  for (auto ended : done->publication->ended) {
    // Few sessions end, and each has few sockets: a walk over the people who are here is rare and short enough.
    for (auto& [person, subscribers] : people_) {
      for (auto* subscriber : subscribers) {
        if (subscriber->session_ == ended) subscriber->session_ended();
      }
    }
  }
}

// ---- what is looked at

namespace {

template <class Lookers, class Key>
void move_looker(Lookers& lookers, Key from, Key to, Subscriber* subscriber) {
  if (from == to) return;
  if (from) {
    auto found = lookers.find(from);
    std::erase(found->second, subscriber);
    if (found->second.empty()) lookers.erase(found);
  }
  if (to) lookers[to].push_back(subscriber);
}

}  // namespace

void HubShard::look(Subscriber& subscriber, TeamId team, TopicId topic, TeamId team_of_topic) {
  move_looker(team_lookers_, subscriber.looks_at_team_, team, &subscriber);
  move_looker(topic_lookers_, subscriber.looks_at_topic_, topic, &subscriber);
  subscriber.looks_at_team_ = team;
  subscriber.looks_at_topic_ = topic;
  subscriber.team_of_topic_ = team_of_topic;
}

void HubShard::check_sight(Subscriber& subscriber) {
  auto team = subscriber.looks_at_team_;
  if (!team || subscriber.carries(Audience{AudienceType::team, team.value})) return;
  look(subscriber, {}, {}, {});
  if (lost_sight) lost_sight(subscriber, team);
}

void HubShard::deliver_presence(TeamId team, net::Bytes const& frame) {
  auto found = team_lookers_.find(team);
  if (found == team_lookers_.end()) return;
  for (auto* subscriber : found->second) {
    if (subscriber->carries(Audience{AudienceType::team, team.value})) subscriber->deliver_ephemeral(frame);
  }
}

void HubShard::deliver_typing(TopicId topic, PersonId typing, net::Bytes const& frame) {
  auto found = topic_lookers_.find(topic);
  if (found == topic_lookers_.end()) return;
  for (auto* subscriber : found->second) {
    if (subscriber->person_ == typing) continue;
    if (subscriber->carries(Audience{AudienceType::team, subscriber->team_of_topic_.value})) {
      subscriber->deliver_ephemeral(frame);
    }
  }
}

// ---- all threads

HubShard& Hub::add_shard(Post post) {
  corners_.push_back({std::make_unique<HubShard>(counts_, post), post});
  return *corners_.back().shard;
}

void Hub::publish(std::shared_ptr<Publication const> publication) {
  auto prepared = std::make_shared<Prepared>();
  prepared->handed_over = std::chrono::steady_clock::now();
  auto only = publication->parts.size() == 1;
  prepared->parts.reserve(publication->parts.size());
  for (auto const& part : publication->parts) {
    auto more = only ? nullptr : std::make_shared<std::string const>(net::text_frame(part.more));
    auto last = std::make_shared<std::string const>(net::text_frame(part.last));
    prepared->parts.push_back({part.audience, std::move(more), std::move(last)});
  }
  // Whoever gains an audience here carries it before the committer asks about the next group, whenever the shard comes
  // to it. The shard takes the pledge back once it has changed its sessions.
  for (auto const& access : publication->access) {
    for (auto audience : access.now) counts_.add(audience, static_cast<int>(corners_.size()));
  }
  prepared->publication = std::move(publication);
  for (auto& corner : corners_) {
    corner.post([shard = corner.shard.get(), prepared] { shard->publish(prepared); });
  }
}

void Hub::on_every_shard(std::function<void(HubShard&)> task) {
  for (auto& corner : corners_) {
    corner.post([shard = corner.shard.get(), task] { task(*shard); });
  }
}

std::uint64_t Hub::deliveries() const {
  std::uint64_t sum = 0;
  for (auto const& corner : corners_) sum += corner.shard->deliveries();
  return sum;
}

std::vector<Histogram const*> Hub::lags() const {
  std::vector<Histogram const*> out;
  for (auto const& corner : corners_) out.push_back(&corner.shard->lags());
  return out;
}

}  // namespace staffroom
