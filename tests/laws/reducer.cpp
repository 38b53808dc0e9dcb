// The reducer of docs/protocol.md.
#include "tests/laws/reducer.hpp"

#include <algorithm>

namespace staffroom::tests {
namespace {

std::uint64_t number(Json const& record, char const* member) {
  auto const found = record.find(member);
  return found == record.end() ? 0 : found->get<std::uint64_t>();
}

bool is(Json const& record, char const* kind) { return record.at("kind") == kind; }

}  // namespace

std::string bag_key(Json const& record) {
  return record.at("kind").get<std::string>() + "/" + std::to_string(record.at("id").get<std::uint64_t>());
}

std::uint64_t topic_of(Json const& record) {
  if (is(record, "topic_activity") || is(record, "read_state") || is(record, "topic")) return number(record, "id");
  bool const bound = is(record, "message") || is(record, "message_revision") || is(record, "team_mention") ||
                     is(record, "notification");
  return bound ? number(record, "topic") : 0;
}

std::uint64_t resource_of(Json const& record) {
  if (is(record, "resource") || is(record, "resource_activity")) return number(record, "id");
  return number(record, "resource");
}

Json const* Reducer::find(std::string const& key) const {
  auto const found = bag_.find(key);
  return found == bag_.end() ? nullptr : found->second.record.get();
}

void Reducer::put(Json const& record, Seq seq) {
  auto& held = bag_[bag_key(record)];
  if (held.record && seq < held.seq) return;
  ++changes_;
  held = {std::make_shared<Json const>(record), seq};
}

std::uint64_t Reducer::channel_of_topic(std::uint64_t topic) const {
  auto const id = std::to_string(topic);
  if (auto const* found = find("topic/" + id)) return number(*found, "channel");
  if (auto const* found = find("topic_activity/" + id)) return number(*found, "channel");
  return 0;
}

std::uint64_t Reducer::team_of_channel(std::uint64_t channel) const {
  if (auto const* found = find("channel/" + std::to_string(channel))) return number(*found, "team");
  for (auto const& [key, held] : bag_) {
    if (is(*held.record, "topic") && number(*held.record, "channel") == channel) return number(*held.record, "team");
  }
  return 0;
}

std::uint64_t Reducer::resource_of_topic(std::uint64_t topic) const {
  auto const* found = find("topic/" + std::to_string(topic));
  return found ? number(*found, "resource") : 0;
}

/// By itself, or by its topic. What tells of a report stays: whom it is for need not read the resource. A topic that is
/// not held may be bound to the resource.
bool Reducer::hangs_on(Json const& record, std::uint64_t resource) const {
  if (record.contains("resource_report")) return false;
  if (resource_of(record) == resource) return true;
  auto const topic = topic_of(record);
  if (topic == 0 || is(record, "topic")) return false;
  auto const bound_to = resource_of_topic(topic);
  return bound_to == resource || (bound_to == 0 && channel_of_topic(topic) == 0);
}

/// What cannot be placed is dropped as well: it is shown nowhere, and it might belong to the scope.
bool Reducer::is_in_channel(Json const& record, std::uint64_t channel) const {
  if (is(record, "channel")) return number(record, "id") == channel;
  if (is(record, "team_membership")) {
    // Guests know each other by the channels that they share.
    auto const granted = record.value("channels", Json::array());
    return std::find(granted.begin(), granted.end(), Json(channel)) != granted.end();
  }
  auto const topic = topic_of(record);
  if (topic == 0) return false;
  if (resource_of_topic(topic) != 0) return false;
  auto const place = channel_of_topic(topic);
  return place == 0 || place == channel;
}

bool Reducer::is_in_team(Json const& record, std::uint64_t team) const {
  if (is(record, "team")) return number(record, "id") == team;
  if (is(record, "resource") || is(record, "collection")) return number(record, "team") == team;
  auto const bound_to = resource_of(record) != 0 ? resource_of(record) : resource_of_topic(topic_of(record));
  if (bound_to != 0) {
    auto const* shared = find("resource/" + std::to_string(bound_to));
    return !shared || number(*shared, "team") == team;
  }
  if (is(record, "topic")) return number(record, "team") == team;
  if (auto const topic = topic_of(record)) {
    auto const channel = channel_of_topic(topic);
    auto const place = channel == 0 ? 0 : team_of_channel(channel);
    return place == 0 || place == team;
  }
  bool const bound = is(record, "channel") || is(record, "team_membership") || is(record, "join_request") ||
                     is(record, "flag") || is(record, "lead_message") || is(record, "invitation");
  return bound && number(record, "team") == team;
}

void Reducer::drop_topic(std::uint64_t topic, Seq before) {
  changes_ += std::erase_if(
      bag_, [&](auto const& it) { return topic_of(*it.second.record) == topic && it.second.seq < before; });
}

void Reducer::drop_resource(std::uint64_t resource, Seq before) {
  // Decided for all before any of them goes: a topic says what its messages hang on.
  std::vector<std::string> going;
  for (auto const& [key, held] : bag_) {
    if (held.seq < before && hangs_on(*held.record, resource)) going.push_back(key);
  }
  for (auto const& key : going) forget(key);
}

void Reducer::drop_scope(std::string const& scope, std::uint64_t id, Seq before) {
  // Decided for all before any of them goes: a topic says where its messages are.
  std::vector<std::string> going;
  for (auto const& [key, held] : bag_) {
    if (held.seq >= before) continue;
    auto const& record = *held.record;
    bool const inside = scope == "organisation" || (scope == "team" && is_in_team(record, id)) ||
                        (scope == "channel" && is_in_channel(record, id));
    if (inside) going.push_back(key);
  }
  for (auto const& key : going) forget(key);
}

void Reducer::apply(Json const& event, Touched& touched) {
  auto const seq = event.at("seq").get<Seq>();
  if (auto const record = event.find("put"); record != event.end()) {
    put(*record, seq);
    // It is back: what was told of it may be read again.
    auto const id = number(*record, "id");
    if (is(*record, "resource") && resources_lost_.erase(id) > 0) touched.emplace_back("resource back", id);
  } else if (auto const gone = event.find("delete"); gone != event.end()) {
    auto const held = bag_.find(bag_key(*gone));
    if (held != bag_.end() && seq <= held->second.seq) return;
    if (held != bag_.end()) forget(held->first);
    if (gone->at("kind") == "topic") {
      drop_topic(number(*gone, "id"), seq);
      touched.emplace_back("topic", number(*gone, "id"));
    }
    if (gone->at("kind") == "resource") {
      drop_resource(number(*gone, "id"), seq);
      resources_lost_.insert(number(*gone, "id"));
      touched.emplace_back("resource", number(*gone, "id"));
    }
    // A card that can no longer be found: the lists of the team, if any are open, are closed by asking again.
    if (gone->at("kind") == "team") touched.emplace_back("team", number(*gone, "id"));
  } else {
    auto const& access = event.at("access");
    auto const scope = access.at("scope").get<std::string>();
    if (access.at("change") == "lost") drop_scope(scope, number(access, "id"), seq);
    touched.emplace_back(scope, number(access, "id"));
  }
}

}  // namespace staffroom::tests
