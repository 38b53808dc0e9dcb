// What the law asks of the model client: everything held, and every open list, as a fresh fetch shows it.
#include <algorithm>

#include "tests/laws/client.hpp"

namespace staffroom::tests {
namespace {

using List = Open::List;

std::string difference(Json const& held, Json const& fresh) {
  return "held " + held.dump() + " but fresh " + fresh.dump();
}

/// The same of lists of peer review.
bool shows_of_reviews(Open const& list, Json const& record, std::string const& kind) {
  auto const of_review = [&](char const* wanted) { return kind == wanted && number(record, "review") == list.of; };
  switch (list.list) {
    case List::review_cycles: return kind == "review_cycle";
    case List::reviews: return kind == "review";
    case List::my_grants: return kind == "report_grant" && record.at("state") == "current";
    case List::my_review_actions: {
      bool const mine = kind == "review_action" && number(record, "owner") == list.of;
      return mine && record.at("state") != "done" && record.at("state") != "cancelled";
    }
    case List::interests: return of_review("review_interest");
    case List::review_activities: return of_review("review_activity");
    case List::evidence_notes: return of_review("evidence_note");
    case List::report_comments: return of_review("report_comment");
    case List::report_grants: return of_review("report_grant");
    case List::report_readings: return of_review("report_reading");
    case List::review_actions: return of_review("review_action");
    default: return false;
  }
}

/// The same of lists of buying together. What is known of a supplier stands under the one with which it was merged.
bool shows_of_buying(Open const& list, Json const& record, std::string const& kind) {
  auto const of_purchase = [&](char const* wanted) { return kind == wanted && number(record, "purchase") == list.of; };
  switch (list.list) {
    case List::contracts: return kind == "contract" && record.at("state") != "ended" && record.at("state") != "voided";
    case List::suppliers: return kind == "supplier" && !record.contains("merged_into");
    case List::pools: return kind == "pool";
    case List::savings: return kind == "saving" && record.at("state") != "voided";
    case List::contract_entries: return kind == "contract_entry" && number(record, "contract") == list.of;
    case List::participations: return kind == "participation" && number(record, "pool") == list.of;
    case List::purchases: return kind == "purchase";
    case List::purchase_gates: return of_purchase("purchase_gate");
    case List::purchase_declarations: return of_purchase("purchase_declaration");
    case List::supplier_links: return of_purchase("supplier_link");
    case List::quotes: return of_purchase("quote");
    case List::quote_prices: return of_purchase("quote_price");
    case List::quote_scores: return of_purchase("quote_score");
    default: return false;
  }
}

/// Whether a record is shown by a list, as the page decides it.
bool shows(Open const& list, Json const& record, TimestampMs now) {
  auto const kind = record.at("kind").get<std::string>();
  auto const of_team = [&](char const* wanted) { return kind == wanted && number(record, "team") == list.of; };
  auto const of_resource = [&](char const* wanted) { return kind == wanted && number(record, "resource") == list.of; };
  auto const of_practice = [&](char const* wanted) { return kind == wanted && number(record, "practice") == list.of; };
  auto const of_request = [&](char const* wanted) { return kind == wanted && number(record, "request") == list.of; };
  switch (list.list) {
    case List::teams: return kind == "team";
    case List::people: return kind == "person";
    case List::organisations: return kind == "organisation";
    case List::sessions: {
      if (kind != "session") return false;
      auto const seen = record.at("last_seen").get<std::int64_t>();
      auto const idle = std::chrono::milliseconds{limits::session_idle_max}.count();
      return record.at("expires").get<std::int64_t>() > now.value && seen + idle > now.value;
    }
    case List::api_tokens: return kind == "api_token" && record.at("expires").get<std::int64_t>() > now.value;
    case List::notifications: return kind == "notification";
    case List::home: return false;
    case List::members: return of_team("team_membership") && record.at("state") == "current";
    case List::channels: return of_team("channel");
    case List::requests: return of_team("join_request");
    case List::flags: return of_team("flag");
    case List::topics: return kind == "topic" && number(record, "channel") == list.of;
    case List::messages: return kind == "message" && number(record, "topic") == list.of;
    case List::letters: return of_team("lead_message");
    case List::team_invitations: return of_team("invitation");
    case List::invitations: return kind == "invitation" && number(record, "organisation") == list.of;
    case List::emails: return kind == "email" && number(record, "organisation") == list.of;
    case List::staff:
      return kind == "membership" && number(record, "organisation") == list.of && record.at("state") != "ended";
    case List::imports: return kind == "import_job";
    case List::import_rows: return kind == "import_rows" && number(record, "import") == list.of;
    case List::erasures: return kind == "erasure";
    case List::actions: return kind == "action_item" && number(record, "topic") == list.of;
    case List::my_actions:
    case List::my_ended: {
      bool const mine = kind == "action_item" && number(record, "owner") == list.of;
      return mine && (record.at("state") == "open") == (list.list == List::my_actions);
    }
    case List::resources: return kind == "resource";
    case List::collections: return kind == "collection";
    case List::uploads: return kind == "upload";
    case List::downloads: return kind == "download";
    case List::rebuilds: return kind == "search_rebuild";
    case List::curriculum: return kind == "curriculum_unit";
    case List::versions: return of_resource("resource_version");
    case List::approvals: return of_resource("approval");
    case List::uses: return of_resource("resource_use");
    case List::scores: return of_resource("rubric_score");
    case List::reports: return of_resource("resource_report");
    case List::questions: return of_resource("topic");
    case List::practice: return kind == "practice_post";
    case List::support_requests: return kind == "support_request";
    case List::adoptions: return of_practice("adoption");
    case List::practice_questions: return of_practice("topic");
    case List::profile_parts: return kind == "profile_part" && number(record, "person") == list.of;
    case List::matches: return of_request("support_match");
    case List::agreements: return of_request("support_agreement");
    case List::visits: return of_request("support_visit");
    default: return shows_of_reviews(list, record, kind) || shows_of_buying(list, record, kind);
  }
  return false;
}

}  // namespace

/// The one with which it was merged, as far as that is known here.
std::uint64_t Client::supplier_now(std::uint64_t supplier) const {
  auto const* found = state_.find("supplier/" + std::to_string(supplier));
  auto const into = found ? number(*found, "merged_into") : 0;
  return into ? supplier_now(into) : supplier;
}

std::set<std::string> Client::selected(Open const& list) const {
  std::set<std::string> out;
  auto const now = scenario_->store().now();
  for (auto const& [key, held] : state_.bag()) {
    if (list.list == List::my_grants && held.record->at("kind") == "report_grant" && !is_open_to_me(*held.record)) {
      continue;
    }
    bool const of_supplier = list.list == List::experience && held.record->at("kind") == "supplier_experience" &&
                             supplier_now(number(*held.record, "supplier")) == supplier_now(list.of);
    if (of_supplier || shows(list, *held.record, now)) out.insert(key);
  }
  return out;
}

/// Named, or in the seat that is named: the page knows one's own memberships.
bool Client::is_open_to_me(Json const& grant) const {
  auto const& reader = grant.at("reader");
  if (reader.contains("person")) return number(reader, "person") == person_.id().value;
  auto const standing = scenario_->store().standing(person_.id());
  auto const seat = reader.at("seat").get<std::string>();
  return standing && std::any_of(standing->roles.begin(), standing->roles.end(), [&](auto const& held) {
           if (held.organisation.value != number(reader, "organisation")) return false;
           if (seat == "hub_manager") return held.duties.contains(Duty::hub_manager);
           if (seat == "governor") return held.role == Role::governor;
           return held.role == Role::headteacher || held.role == Role::trust_leader;
         });
}

Json const* Client::my_place_in(std::uint64_t team) const {
  for (auto const& [key, held] : state_.bag()) {
    auto const& it = *held.record;
    if (it.at("kind") == "team_membership" && number(it, "team") == team && it.at("state") == "current" &&
        number(it, "person") == person_.id().value) {
      return &it;
    }
  }
  return nullptr;
}

bool Client::is_unread(std::uint64_t topic) const {
  auto const* activity = state_.find("topic_activity/" + std::to_string(topic));
  auto const* mine = state_.find("read_state/" + std::to_string(topic));
  if (!activity || (mine && mine->at("level") == "mute")) return false;
  if (mine && number(*mine, "mark") >= number(*activity, "messages")) return false;
  if (!activity->contains("channel")) return mine && mine->at("level") == "follow";
  if (mine) return true;
  auto const* place = my_place_in(state_.team_of_channel(number(*activity, "channel")));
  return place && activity->at("last_at").get<std::int64_t>() > place->at("since").get<std::int64_t>();
}

/// Of a team that one mutes nothing is news.
bool Client::mutes(std::uint64_t team) const {
  auto const* setting = state_.find("notification_setting/" + std::to_string(person_.id().value));
  auto const teams = setting ? setting->value("teams", Json::array()) : Json::array();
  return std::any_of(teams.begin(), teams.end(),
                     [&](auto const& it) { return number(it, "team") == team && it.at("level") == "mute"; });
}

/// What Home shows, from what is held: needs and news, waiting requests and reports, and topics with something new.
std::set<std::string> Client::selected_for_home() const {
  std::set<std::string> out;
  auto const add_topic = [&](std::uint64_t topic) { out.insert("topic/" + std::to_string(topic)); };
  for (auto const& [key, held] : state_.bag()) {
    auto const& it = *held.record;
    auto const kind = it.at("kind").get<std::string>();
    auto const* place = my_place_in(number(it, "team"));
    bool const leads = place && place->at("relation") == "lead";
    if (kind == "notification" && it.at("state") != "done") {
      out.insert(key);
      // An action is mine, though I may not read its topic any more.
      auto const topic = number(it, "topic");
      if (topic && (!it.contains("action") || state_.find("topic/" + std::to_string(topic)))) add_topic(topic);
    } else if (kind == "join_request" && leads && it.at("state") == "pending") {
      out.insert(key);
    } else if (kind == "flag" && leads && it.at("state") == "open") {
      out.insert(key);
    } else if (kind == "lead_message" && leads && !it.contains("answered")) {
      out.insert(key);
    } else if (kind == "team_mention" && place && place->at("relation") != "guest") {
      auto const* mine = state_.find("read_state/" + std::to_string(number(it, "topic")));
      bool const waits =
          number(it, "author") != person_.id().value && (!mine || number(*mine, "mark") < number(it, "ordinal"));
      if (waits) {
        out.insert(key);
        add_topic(number(it, "topic"));
      }
    } else if (kind == "topic_activity" && is_unread(number(it, "id"))) {
      bool const bound = !it.contains("channel");
      auto const team = bound ? 0 : state_.team_of_channel(number(it, "channel"));
      if (bound || (my_place_in(team) && !mutes(team))) add_topic(number(it, "id"));
    }
  }
  return out;
}

/// Whether the same list was answered before to the same state: then it need not be compared again.
bool Client::is_as_before(std::string const& what, Answer const& answer) {
  auto const end = answer.json.rfind(",\"seq\":");  // differs from one answer to the next
  auto const text = answer.json.substr(0, end);
  auto& sound = sound_[what];
  if (sound.first == state_.changes() && sound.second == text) return true;
  sound = {state_.changes(), text};
  return false;
}

void Client::check_home(std::vector<std::string>& out) {
  auto const answer = person_.asks(GetHome{});
  if (answer && is_as_before("home", *answer)) return;
  auto const home = Json::parse(answer->json);
  std::set<std::string> fresh;
  for (auto const& record : home.at("items")) {
    auto const key = bag_key(record);
    auto const kind = record.at("kind").get<std::string>();
    // What a notification brings along is shown with it: letters stand here for themselves only to their leads.
    auto const* place = my_place_in(number(record, "team"));
    bool const letter =
        kind == "lead_message" && place && place->at("relation") == "lead" && !record.contains("answered");
    if (kind == "notification" || kind == "join_request" || kind == "flag" || kind == "team_mention" ||
        kind == "topic" || letter) {
      fresh.insert(key);
    }
    auto const* held = state_.find(key);
    if (!held) {
      out.push_back("home shows " + key + ", which is not held");
    } else if (*held != record) {
      out.push_back("home: " + difference(*held, record));
    }
  }
  auto const mine = selected_for_home();
  for (auto const& key : mine) {
    if (!fresh.contains(key)) out.push_back("home made of what is held shows " + key + ", a fresh one does not");
  }
  for (auto const& key : fresh) {
    if (!mine.contains(key)) out.push_back("a fresh home shows " + key + ", one made of what is held does not");
  }
}

void Client::check_list(Open const& list, std::vector<std::string>& out) {
  if (list.list == List::home) return check_home(out);
  std::set<std::string> fresh;
  Page page{200, {}};
  while (true) {
    auto const answer = person_.asks(query_of(list), page);
    if (!answer) {
      out.push_back("the open list " + to_text(list) + " is refused: " + told(answer));
      return;
    }
    if (page.cursor.empty() && is_as_before(to_text(list), *answer)) return;
    auto const json = Json::parse(answer->json);
    for (auto const& record : json.at("items")) {
      auto const key = bag_key(record);
      fresh.insert(key);
      auto const* held = state_.find(key);
      if (!held) {
        out.push_back(to_text(list) + " has " + key + ", which is not held");
      } else if (*held != record) {
        out.push_back(to_text(list) + ": " + difference(*held, record));
      }
    }
    if (json.at("next").is_null()) break;
    page.cursor = json.at("next").get<std::string>();
  }
  for (auto const& key : selected(list)) {
    if (!fresh.contains(key)) out.push_back(to_text(list) + " shows " + key + ", which a fresh one does not have");
  }
}

void Client::check_held(std::vector<std::string>& out) {
  for (auto const& [key, held] : state_.bag()) {
    auto const self = held.record->at("self").get<std::string>();
    auto const answer = person_.asks(query_of_self(self));
    if (!answer) {
      if (!reads_self(person_, self)) out.push_back(key + " is held, and answers " + told(answer));
      continue;
    }
    auto& compared = compared_[key];
    if (compared.first == held.record && compared.second == answer->json) continue;
    auto const fresh = fresh_of(*answer);
    if (!is_as_fresh(*held.record, fresh)) {
      out.push_back(difference(*held.record, fresh));
    } else {
      compared = {held.record, answer->json};
    }
  }
}

std::vector<std::string> Client::problems(bool with_held) {
  std::vector<std::string> out;
  if (with_held) check_held(out);
  for (auto const& list : lists_) check_list(list, out);
  if (!out.empty()) sound_.clear();
  for (auto& it : out) it = name_ + ": " + it;
  return out;
}

}  // namespace staffroom::tests
