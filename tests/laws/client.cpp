// The model client: feeding, fetching again, resuming.
#include "tests/laws/client.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "protocol/codec.hpp"

namespace staffroom::tests {

using List = Open::List;

Client::Client(Scenario& scenario, std::string name, Colleague person)
    : scenario_(&scenario), name_(std::move(name)), person_(person), state_(person.id()) {
  subscribe();
  cursor_ = scenario.store().seq();
}

void Client::subscribe() {
  auto const standing = scenario_->store().standing(person_.id());
  audiences_ = standing ? standing->audiences : Audiences{};
}

void Client::open(Open const& list) {
  if (lists_.insert(list).second) fetch(list);
}

void Client::open_everything() {
  for (auto const list : {List::teams,         List::api_tokens,       List::people,
                          List::organisations, List::sessions,         List::notifications,
                          List::home,          List::imports,          List::erasures,
                          List::resources,     List::collections,      List::uploads,
                          List::downloads,     List::rebuilds,         List::curriculum,
                          List::practice,      List::support_requests, List::review_cycles,
                          List::reviews,       List::contracts,        List::suppliers,
                          List::pools,         List::savings,          List::purchases}) {
    open({list, 0});
  }
  for (auto const list : {List::my_actions, List::my_ended, List::my_grants, List::my_review_actions}) {
    open({list, person_.id().value});
  }
  auto const ids_of = [&](std::string const& kind) {
    std::vector<std::uint64_t> out;
    for (auto const& [key, held] : state_.bag()) {
      if (held.record->at("kind") == kind) out.push_back(held.record->at("id").get<std::uint64_t>());
    }
    return out;
  };
  for (auto const team : ids_of("team")) {
    for (auto const list :
         {List::members, List::channels, List::requests, List::flags, List::letters, List::team_invitations}) {
      open({list, team});
    }
  }
  // One in three organisations for each viewer: together they see all.
  for (auto const node : ids_of("organisation")) {
    if ((node + person_.id().value) % 3 != 0) continue;
    for (auto const list : {List::invitations, List::emails, List::staff}) open({list, node});
  }
  for (auto const import : ids_of("import_job")) open({List::import_rows, import});
  for (auto const resource : ids_of("resource")) {
    for (auto const list :
         {List::versions, List::approvals, List::uses, List::scores, List::reports, List::questions}) {
      open({list, resource});
    }
  }
  for (auto const post : ids_of("practice_post")) {
    for (auto const list : {List::adoptions, List::practice_questions}) open({list, post});
  }
  for (auto const request : ids_of("support_request")) {
    for (auto const list : {List::matches, List::agreements, List::visits}) open({list, request});
  }
  open_reviews(ids_of("review"));
  open_buying({{"contract", ids_of("contract")},
               {"supplier", ids_of("supplier")},
               {"pool", ids_of("pool")},
               {"purchase", ids_of("purchase")}});
  // As with organisations: everybody's profile has some who look at it.
  for (auto const person : ids_of("person")) {
    if ((person + person_.id().value) % 4 == 0) open({List::profile_parts, person});
  }
  for (auto const channel : ids_of("channel")) open({List::topics, channel});
  for (auto const topic : ids_of("topic")) {
    for (auto const list : {List::messages, List::actions}) open({list, topic});
  }
}

/// With the parts that have no list.
void Client::open_reviews(std::vector<std::uint64_t> const& reviews) {
  known_missing_.clear();
  for (auto const review : reviews) {
    for (auto const list : {List::interests, List::review_activities, List::evidence_notes, List::report_comments,
                            List::report_grants, List::report_readings, List::review_actions}) {
      open({list, review});
    }
    for (auto const* part :
         {"/review-scopes/", "/self-reviews/", "/review-reports/", "/review-plans/", "/review-themes/"}) {
      fetch_one(std::string(api_root) + part + std::to_string(review));
    }
  }
}

/// With contracts' terms and the parts of purchases that have no list.
void Client::open_buying(std::map<std::string, std::vector<std::uint64_t>> const& held) {
  known_missing_.clear();
  for (auto const contract : held.at("contract")) {
    open({List::contract_entries, contract});
    fetch_one(std::string(api_root) + "/contracts/" + std::to_string(contract) + "/terms");
  }
  for (auto const supplier : held.at("supplier")) open({List::experience, supplier});
  for (auto const pool : held.at("pool")) open({List::participations, pool});
  for (auto const purchase : held.at("purchase")) {
    for (auto const list : {List::purchase_gates, List::purchase_declarations, List::supplier_links, List::quotes,
                            List::quote_prices, List::quote_scores}) {
      open({list, purchase});
    }
    for (auto const* part : {"/moderation", "/award", "/letters"}) {
      fetch_one(std::string(api_root) + "/purchases/" + std::to_string(purchase) + part);
    }
  }
}

void Client::receive(Publication const& publication) {
  for (auto const& access : publication.access) {
    if (access.person == person_.id()) audiences_ = access.now;
  }
  std::vector<Publication::Part const*> mine;
  for (auto const& part : publication.parts) {
    if (std::binary_search(audiences_.begin(), audiences_.end(), part.audience)) mine.push_back(&part);
  }
  for (auto const* part : mine) outbox_.push_back(part == mine.back() ? part->last : part->more);
  if (mine.empty()) outbox_.push_back("{\"heartbeat\":{\"seq\":" + std::to_string(publication.last) + "}}");
}

void Client::apply(std::string const& text) {
  auto const frame = Json::parse(text);
  if (auto const beat = frame.find("heartbeat"); beat != frame.end()) {
    cursor_ = beat->at("seq").get<Seq>();
    return;
  }
  applied_.push_back(text);
  for (auto const& event : frame.at("events")) {
    // A topic or a team that is no longer muted may be news again: the page asks.
    if (auto const put = event.find("put"); put != event.end()) {
      auto const* before = state_.find(bag_key(*put));
      bool const topic_was = before && put->at("kind") == "read_state" && before->at("level") == "mute";
      bool const team_was = before && put->at("kind") == "notification_setting" &&
                            before->value("teams", Json::array()).dump().find("\"mute\"") != std::string::npos;
      if (topic_was || team_was) touched_.emplace_back("home", 0);
    }
    state_.apply(event, touched_);
  }
  if (auto const last = frame.find("last"); last != frame.end()) cursor_ = last->get<Seq>();
}

void Client::drain(std::size_t frames_max) {
  fetched_again_ = false;
  for (std::size_t i = 0; i < frames_max && !outbox_.empty(); ++i) {
    apply(outbox_.front());
    outbox_.pop_front();
  }
  fetch_again();
}

std::string Client::resume() {
  subscribe();
  outbox_.clear();
  auto const missed = scenario_->store().missed(person_.id(), scenario_->store().incarnation(), cursor_);
  if (missed.resync) {
    for (auto const& list : lists_) fetch(list);
    cursor_ = missed.seq;
    return std::string(missed.reason);
  }
  for (auto const& frame : missed.frames) apply(frame);
  cursor_ = missed.seq;
  fetch_again();
  return {};
}

/// Lists of the library, of practice and of support. What is shared with a team comes and goes with one's place in it.
bool Client::belongs_to_anchor(Open const& list, std::string const& scope, std::uint64_t id) const {
  if (scope == "person") return list.list == List::profile_parts && list.of == id;
  bool const everywhere = list.list == List::resources || list.list == List::collections ||
                          list.list == List::practice || list.list == List::support_requests ||
                          list.list == List::profile_parts;
  if (everywhere) return scope == "team";
  char const* kind = list.list < List::practice  ? "resource"
                     : list.list < List::matches ? "practice_post"
                                                 : "support_request";
  if (scope == kind) return list.of == id;
  auto const* anchor = state_.find(std::string(kind) + "/" + std::to_string(list.of));
  auto const team = anchor ? anchor->find("team") : Json::const_iterator();
  return scope == "team" && (!anchor || (team != anchor->end() && *team == id));
}

/// Lists of peer review and of buying together.
bool belongs_to_case(Open const& list, std::string const& scope, std::uint64_t id) {
  if (scope == "contract") return list.list == List::contract_entries && list.of == id;
  if (scope == "pool") return list.list == List::participations && list.of == id;
  if (scope == "purchase") return list.list >= List::purchase_gates && list.of == id;
  if (scope == "supplier") return list.list == List::experience && list.of == id;
  bool const of_review = list.list >= List::interests && list.list <= List::review_actions;
  return scope == "review" && of_review && list.of == id;
}

/// Whether something of the scope may change what the list shows. Home, my notifications and the teams belong to all.
bool Client::belongs(Open const& list, std::string const& scope, std::uint64_t id) const {
  if (scope == "home") return list.list == List::home;
  if (scope == "organisation") return true;
  if (scope == "back") return list.list == List::home || list.list == List::notifications;
  if (list.list >= List::review_cycles) return belongs_to_case(list, scope, id);
  if (list.list >= List::resources) return belongs_to_anchor(list, scope, id);
  bool const of_topic = list.list == List::messages || list.list == List::actions;
  if (scope == "resource" || scope == "practice_post") {
    bool const is_held = state_.find("topic/" + std::to_string(list.of)) != nullptr;
    return of_topic && (!is_held || state_.anchor_of_topic(list.of) == Anchor{scope, id});
  }
  for (auto const* elsewhere : {"support_request", "review", "person", "contract", "pool", "supplier", "purchase"}) {
    if (scope == elsewhere) return false;
  }
  // Leads see the invitations to their team among those of its organisation.
  if (scope == "team" && list.list == List::invitations) return true;
  bool const everywhere = list.list == List::home || list.list == List::notifications || list.list == List::teams;
  if (everywhere) return scope != "topic" || list.list != List::teams;
  auto const team_of = [&]() -> std::uint64_t {
    switch (list.list) {
      case List::members:
      case List::channels:
      case List::requests:
      case List::flags:
      case List::letters:
      case List::team_invitations: return list.of;
      case List::topics: return state_.team_of_channel(list.of);
      case List::messages:
      case List::actions: return state_.team_of_channel(state_.channel_of_topic(list.of));
      default: return ~std::uint64_t{0};
    }
  };
  if (scope == "team") return team_of() == id || team_of() == 0;
  if (scope == "channel") {
    if (list.list == List::topics) return list.of == id;
    if (of_topic) {
      auto const channel = state_.channel_of_topic(list.of);
      return channel == id || channel == 0;
    }
    // Which guests one sees rests on the channels that one shares with them.
    return list.list == List::members || list.list == List::channels;
  }
  return scope == "topic" && of_topic && list.of == id;
}

void Client::fetch_again() {
  if (!touched_.empty()) {
    auto const touched = std::exchange(touched_, {});
    std::vector<Open> again;
    for (auto const& list : lists_) {
      bool const stale = std::any_of(touched.begin(), touched.end(),
                                     [&](auto const& it) { return belongs(list, it.first, it.second); });
      if (stale) again.push_back(list);
    }
    for (auto const& list : again) fetch(list);
    fetched_again_ = true;
  }
  if (lists_.contains({List::home, 0})) complete_home();
}

void Client::fetch(Open const& list) {
  // What the list selects now is replaced by what it answers.
  auto const before = selected(list);
  std::set<std::string> keys;
  Page page{200, {}};
  while (true) {
    auto const answer = person_.asks(query_of(list), page);
    if (!answer) {
      lists_.erase(list);
      break;
    }
    auto const json = Json::parse(answer->json);
    auto const seq = json.at("seq").get<Seq>();
    for (auto const* part : {"items", "also"}) {
      for (auto const& record : json.at(part)) {
        state_.fetched(record, seq);
        keys.insert(bag_key(record));
      }
    }
    if (json.at("next").is_null()) break;
    page.cursor = json.at("next").get<std::string>();
  }
  // A list that is refused shows nothing any more; what is mine is in other lists as well.
  bool const refused = !lists_.contains(list);
  for (auto const& key : before) {
    if (!keys.contains(key) && !(refused && state_.is_mine(*state_.find(key)))) state_.forget(key);
  }
}

void Client::fetch_one(std::string const& self) {
  if (known_missing_.contains(self)) return;
  auto const answer = person_.asks(query_of_self(self));
  if (answer) {
    state_.fetched(fresh_of(*answer), scenario_->store().seq());
  } else {
    known_missing_.insert(self);
  }
}

/// What a notification speaks of: the member, the kind, where it is fetched.
constexpr std::array<std::array<char const*, 3>, 16> told_of{
    {{"action", "action_item", "/actions/"},
     {"practice", "practice_post", "/practice/"},
     {"adoption", "adoption", "/adoptions/"},
     {"support_request", "support_request", "/support-requests/"},
     {"support_match", "support_match", "/support-matches/"},
     {"support_agreement", "support_agreement", "/support-agreements/"},
     {"support_visit", "support_visit", "/support-visits/"},
     {"review_cycle", "review_cycle", "/review-cycles/"},
     {"review", "review", "/peer-reviews/"},
     {"report_grant", "report_grant", "/report-grants/"},
     {"review_action", "review_action", "/review-actions/"},
     {"contract", "contract", "/contracts/"},
     {"pool", "pool", "/pools/"},
     {"supplier", "supplier", "/suppliers/"},
     {"saving", "saving", "/savings/"},
     {"purchase", "purchase", "/purchases/"}}};

/// Home shows a topic by its title, in its channel, with its latest message: what of these is not held is fetched.
void Client::complete_home() {
  known_missing_.clear();
  std::set<std::string> wanted;
  auto const want = [&](std::string const& key, std::string const& self) {
    if (!state_.find(key)) wanted.insert(std::string(api_root) + self);
  };
  for (auto const& [key, held] : state_.bag()) {
    auto const& record = *held.record;
    auto topic = topic_of(record);
    auto const kind = record.at("kind").get<std::string>();
    if (kind == "notification" && record.at("state") != "done") {
      if (record.contains("topic")) topic = record.at("topic").get<std::uint64_t>();
      for (auto const& [member, of, path] : told_of) {
        if (!record.contains(member)) continue;
        auto const id = std::to_string(record.at(member).get<std::uint64_t>());
        want(std::string(of) + "/" + id, std::string(path) + id);
      }
    }
    if (topic == 0 || kind == "message" || kind == "message_revision") continue;
    auto const id = std::to_string(topic);
    want("topic/" + id, "/topics/" + id);
    want("topic_activity/" + id, "/topics/" + id + "/activity");
    want("read_state/" + id, "/topics/" + id + "/read-state");
    if (auto const anchor = state_.anchor_of_topic(topic)) {
      auto const path = anchor.kind == "resource" ? "/resources/" : "/practice/";
      want(anchor.key(), path + std::to_string(anchor.id));
    }
    if (auto const channel = state_.channel_of_topic(topic)) {
      want("channel/" + std::to_string(channel), "/channels/" + std::to_string(channel));
    }
    auto const ordinal = record.contains("ordinal") ? record.at("ordinal") : record.value("messages", Json());
    if (ordinal.is_number()) wanted.insert(std::string(api_root) + "/topics/" + id + "/messages/" + ordinal.dump());
  }
  for (auto const& self : wanted) {
    bool const held = std::any_of(state_.bag().begin(), state_.bag().end(),
                                  [&](auto const& it) { return it.second.record->at("self") == self; });
    if (!held) fetch_one(self);
  }
}

}  // namespace staffroom::tests
