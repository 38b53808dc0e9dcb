// The reducer of docs/protocol.md.
#include "tests/laws/reducer.hpp"

#include <algorithm>

namespace staffroom::tests {
namespace {

bool is(Json const& record, char const* kind) { return record.at("kind") == kind; }

/// The record, when it is one of which notifications speak only while it is read.
Anchor itself(Json const& record) {
  for (auto const* kind : {"resource", "practice_post", "support_request"}) {
    if (is(record, kind)) return {kind, number(record, "id")};
  }
  return {};
}

}  // namespace

std::string bag_key(Json const& record) {
  return record.at("kind").get<std::string>() + "/" + std::to_string(record.at("id").get<std::uint64_t>());
}

std::uint64_t topic_of(Json const& record) {
  if (is(record, "topic_activity") || is(record, "read_state") || is(record, "topic")) return number(record, "id");
  // What somebody is to do stays with them, whatever becomes of the topic.
  bool const stays = record.contains("action") && record.at("because") != "action_done";
  bool const bound = is(record, "message") || is(record, "message_revision") || is(record, "team_mention") ||
                     is(record, "action_item") || (is(record, "notification") && !stays);
  return bound ? number(record, "topic") : 0;
}

Anchor anchor_of(Json const& record) {
  if (is(record, "resource") || is(record, "resource_activity")) return {"resource", number(record, "id")};
  if (is(record, "practice_post") || is(record, "practice_activity")) return {"practice_post", number(record, "id")};
  if (auto const resource = number(record, "resource")) return {"resource", resource};
  return {"practice_post", number(record, "practice")};
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

Anchor Reducer::anchor_of_topic(std::uint64_t topic) const {
  auto const* found = find("topic/" + std::to_string(topic));
  return found ? anchor_of(*found) : Anchor();
}

bool Reducer::is_mine(Json const& record) const {
  return is(record, "action_item") && number(record, "owner") == person_;
}

/// By itself, or by its topic. What tells of a report stays: whom it is for need not read the resource. A topic that is
/// not held may be bound to it.
bool Reducer::hangs_on(Json const& record, Anchor const& anchor) const {
  if (record.contains("resource_report")) return false;
  if (anchor_of(record) == anchor) return true;
  auto const topic = topic_of(record);
  if (topic == 0 || is(record, "topic") || is(record, "action_item")) return false;
  auto const bound_to = anchor_of_topic(topic);
  return bound_to == anchor || (!bound_to && channel_of_topic(topic) == 0);
}

/// What cannot be placed is dropped as well: it is shown nowhere, and it might belong to the scope.
bool Reducer::is_in_channel(Json const& record, std::uint64_t channel) const {
  if (is(record, "channel")) return number(record, "id") == channel;
  if (is(record, "team_membership")) {
    // Guests know each other by the channels that they share.
    auto const granted = record.value("channels", Json::array());
    return std::find(granted.begin(), granted.end(), Json(channel)) != granted.end();
  }
  if (is(record, "action_item")) return number(record, "channel") == channel;
  auto const topic = topic_of(record);
  if (topic == 0) return false;
  if (anchor_of_topic(topic)) return false;
  auto const place = channel_of_topic(topic);
  return place == 0 || place == channel;
}

bool Reducer::is_in_team(Json const& record, std::uint64_t team) const {
  if (is(record, "team")) return number(record, "id") == team;
  bool const is_shared = is(record, "resource") || is(record, "collection") || is(record, "practice_post") ||
                         is(record, "support_request");
  if (is_shared) return number(record, "team") == team;
  // Who shares a team sees more of a profile; which of its parts, one cannot tell.
  if (is(record, "profile_part") || is(record, "person_load")) return true;
  auto const own = anchor_of(record);
  if (auto const bound_to = own ? own : anchor_of_topic(topic_of(record))) {
    auto const* shared = find(bound_to.key());
    return !shared || number(*shared, "team") == team;
  }
  if (is(record, "topic")) return number(record, "team") == team;
  if (auto const topic = topic_of(record)) {
    auto const channel = is(record, "action_item") ? number(record, "channel") : channel_of_topic(topic);
    auto const place = channel == 0 ? 0 : team_of_channel(channel);
    return place == 0 || place == team;
  }
  bool const bound = is(record, "channel") || is(record, "team_membership") || is(record, "join_request") ||
                     is(record, "flag") || is(record, "lead_message") || is(record, "invitation");
  return bound && number(record, "team") == team;
}

void Reducer::drop_topic(std::uint64_t topic, Seq before) {
  changes_ += std::erase_if(bag_, [&](auto const& it) {
    auto const& record = *it.second.record;
    return topic_of(record) == topic && it.second.seq < before && !is_mine(record);
  });
}

void Reducer::drop_bound(Anchor const& anchor, Seq before) {
  // Decided for all before any of them goes: a topic says what its messages hang on.
  std::vector<std::string> going;
  for (auto const& [key, held] : bag_) {
    if (held.seq < before && !is_mine(*held.record) && hangs_on(*held.record, anchor)) going.push_back(key);
  }
  for (auto const& key : going) forget(key);
}

void Reducer::drop_scope(std::string const& scope, std::uint64_t id, Seq before) {
  // Decided for all before any of them goes: a topic says where its messages are.
  std::vector<std::string> going;
  for (auto const& [key, held] : bag_) {
    auto const& record = *held.record;
    if (held.seq >= before || is_mine(record)) continue;
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
    // What is known of both suppliers stands with the one that stays.
    if (is(*record, "supplier") && record->contains("merged_into")) {
      touched.emplace_back("supplier", number(*record, "id"));
      touched.emplace_back("supplier", number(*record, "merged_into"));
    }
    // It is back: what was told of it may be read again.
    auto const own = itself(*record);
    if (own && lost_.erase(own) > 0) touched.emplace_back("back", own.id);
  } else if (auto const gone = event.find("delete"); gone != event.end()) {
    auto const held = bag_.find(bag_key(*gone));
    if (held != bag_.end() && seq <= held->second.seq) return;
    // The last one that one still reads of a post that is withdrawn takes the list with it; so does one's declaration.
    if (held != bag_.end() && is(*gone, "adoption")) {
      touched.emplace_back("practice_post", number(*held->second.record, "practice"));
    }
    if (held != bag_.end() && is(*gone, "review_interest")) {
      touched.emplace_back("review", number(*held->second.record, "review"));
    }
    if (held != bag_.end()) forget(held->first);
    if (gone->at("kind") == "topic") {
      drop_topic(number(*gone, "id"), seq);
      touched.emplace_back("topic", number(*gone, "id"));
    }
    if (is(*gone, "resource") || is(*gone, "practice_post")) {
      auto const own = itself(*gone);
      drop_bound(own, seq);
      touched.emplace_back(own.kind, own.id);
    }
    if (auto const own = itself(*gone)) lost_.insert(own);
    if (is(*gone, "person")) touched.emplace_back("person", number(*gone, "id"));
    // What is bound to a request goes by itself; its lists, if any are open, are closed by asking again.
    if (is(*gone, "support_request")) touched.emplace_back("support_request", number(*gone, "id"));
    if (is(*gone, "review")) touched.emplace_back("review", number(*gone, "id"));
    // A contract's entries are read as its terms are.
    if (is(*gone, "contract") || is(*gone, "contract_terms")) touched.emplace_back("contract", number(*gone, "id"));
    if (is(*gone, "pool")) touched.emplace_back("pool", number(*gone, "id"));
    if (is(*gone, "purchase")) touched.emplace_back("purchase", number(*gone, "id"));
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
