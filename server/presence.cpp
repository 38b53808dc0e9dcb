// Presence and typing.
#include "server/presence.hpp"

#include <utility>

#include "protocol/frames.hpp"

namespace staffroom {
namespace {
// A page shows a handful of faces; a large team must not cost its square in bytes.
constexpr std::size_t people_shown_max = 50;
}  // namespace

void Presence::moved(PersonId person, TeamId from, TeamId to) {
  if (from == to) return;
  std::lock_guard lock(mutex_);
  if (from) {
    auto& room = rooms_[from];
    auto found = room.people.find(person);
    if (found != room.people.end() && --found->second == 0) {
      room.people.erase(found);
      room.changed = true;
    }
  }
  if (to) {
    auto& room = rooms_[to];
    ++room.people[person];
    room.changed = true;  // also for a second page of the same person: it has not heard yet
  }
}

void Presence::tell() {
  std::vector<std::pair<TeamId, std::vector<PersonId>>> changed;
  {
    std::lock_guard lock(mutex_);
    for (auto at = rooms_.begin(); at != rooms_.end();) {
      auto& [team, room] = *at;
      if (room.changed && !room.people.empty()) {
        std::vector<PersonId> people;
        for (auto const& [person, pages] : room.people) {
          if (people.size() < people_shown_max) people.push_back(person);
        }
        changed.emplace_back(team, std::move(people));
      }
      room.changed = false;
      at = room.people.empty() ? rooms_.erase(at) : std::next(at);
    }
  }
  for (auto const& [team, people] : changed) {
    std::string names = "[";
    for (auto person : people) {
      if (names.size() > 1) names += ',';
      names += name_json_(person);
    }
    names += ']';
    auto frame = std::make_shared<std::string const>(net::text_frame(encode_presence(team, people, names)));
    hub_.on_every_shard([to = team, frame](HubShard& shard) { shard.deliver_presence(to, frame); });
  }
}

void Presence::typing(PersonId person, std::string_view name, TopicId topic) {
  auto frame = std::make_shared<std::string const>(net::text_frame(encode_typing(topic, person, name)));
  hub_.on_every_shard([person, topic, frame](HubShard& shard) { shard.deliver_typing(topic, person, frame); });
}

}  // namespace staffroom
