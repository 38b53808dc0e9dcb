// Loading the demo network. The world (organisations, people, teams) comes first; then everything that happened in it,
// ordered by time over all teams, so that the log reads like a year that was lived.
#include "server/demo.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "protocol/codec.hpp"
#include "server/demo_accounts.hpp"
#include "server/demo_content.hpp"
#include "server/demo_library.hpp"
#include "server/demo_organisations.hpp"
#include "server/demo_script.hpp"
#include "server/demo_store.hpp"
#include "server/demo_words.hpp"
#include "server/log.hpp"
#include "server/passwords.hpp"
#include "store/calendar.hpp"

namespace staffroom {
namespace {

using Json = nlohmann::json;
using Key = std::string;

std::optional<Name> optional_name(Json const& text) {
  return text.is_null() ? std::nullopt : std::optional(Name{text.get<std::string>()});
}

class DemoLoader {
 public:
  DemoLoader(std::filesystem::path folder, TimestampMs now, std::filesystem::path file_reader)
      : folder_(std::move(folder)), days_(now), store_(std::move(file_reader)) {}
  Result<void> load(std::string const& password);

 private:
  using Action = std::function<Result<void>()>;
  struct TopicPlace {
    TopicId id;
    Key team, channel;
    std::string title;
    struct Posted {
      TimestampMs at;
      PersonId by;
    };
    std::vector<Posted> messages;
  };
  struct Member {
    Key person;
    TeamRelation relation;
    std::set<Key> channels;
    std::optional<Date> ends;
  };
  struct TeamPlaces {
    TeamId id;
    std::vector<Member> members;
    std::map<Key, ChannelId> channels;
    std::map<Key, Posting> posting;  // by channel
  };

  Json read(std::string const& name) const;
  /// So many days after the demo's last day; nothing when the field is not there.
  std::optional<Date> day_after_zero(Json const& given, char const* field) const;
  void plan(TimestampMs at, Action act) { events_.emplace(at, std::move(act)); }
  std::uint64_t id_in(Accepted const& accepted) const;
  std::optional<std::uint64_t> find(std::string const& kind, Key const& key) const;

  Result<void> make_organisations();
  Result<void> make_people(std::string const& hash);
  Result<void> make_teams();
  Result<void> make_team(Json const& team);
  Result<void> found_team(Json const& team, TeamPlaces& made);
  Result<void> make_channels(Json const& team, TeamPlaces& made);
  Result<void> make_members(Json const& team, TeamPlaces& made);
  Result<void> let_guests_start(Json const& team, TeamPlaces& made);
  void plan_conversation(Json const& conversation);
  void plan_topic(Key const& team, Json const& topic);
  void plan_message(std::shared_ptr<TopicPlace> const& place, Json const& message, std::size_t number);
  void plan_summary(std::shared_ptr<TopicPlace> const& place, Json const& topic);
  bool may_post(TopicPlace const& place, Key const& person) const;
  Result<void> live_through();
  Result<void> mark_read();
  Result<void> settle_notifications();

  std::filesystem::path folder_;
  DemoDays days_;
  DemoStore store_;
  std::map<Key, OrganisationId> organisations_;
  std::map<Key, PersonId> people_;
  std::map<Key, Json> person_of_;
  std::map<Key, TeamPlaces> teams_;
  std::vector<std::shared_ptr<TopicPlace>> topics_;
  std::multimap<TimestampMs, Action> events_;  // equal times in the order in which they were planned
};

Json DemoLoader::read(std::string const& name) const {
  for (auto const& [path, content] : demo_content()) {
    if (path == name) return Json::parse(content);
  }
  throw std::runtime_error("the demo network lacks " + name);
}

std::uint64_t DemoLoader::id_in(Accepted const& accepted) const {
  return Json::parse(accepted.record.empty() ? "{}" : accepted.record).value("id", std::uint64_t{0});
}

std::optional<Date> DemoLoader::day_after_zero(Json const& given, char const* field) const {
  if (!given.contains(field)) return std::nullopt;
  return Date{calendar::date_of(days_.moment("0 08:00")).days + given.at(field).get<std::int32_t>()};
}

// ---- the world

Result<void> DemoLoader::make_organisations() {
  auto given = read("organisations.json");
  TRY_INTO(organisations_, make_demo_organisations(store_, given.dump()));
  return {};
}

Result<void> DemoLoader::make_people(std::string const& hash) {
  auto people = read("people.json");
  for (auto const& given : people) {
    CreatePerson command{{given.at("name")}, {given.at("email")}, hash};
    store_.run_later({}, std::move(command), given.at("name"));
  }
  TRY_INTO(auto made, store_.finish_later());
  for (std::size_t place = 0; place < people.size(); ++place) {
    auto const& given = people.at(place);
    PersonId person{id_in(made.at(place))};
    people_[given.at("key")] = person;
    person_of_[given.at("key")] = given;
    for (auto const& membership : given.at("memberships")) {
      CreateMembership join;
      join.person = person;
      join.organisation = organisations_.at(membership.at("organisation"));
      join.role = word<Role>(membership.at("role"));
      join.title = optional_name(given.at("title"));
      for (auto const& subject : membership.at("subjects")) join.subjects.values.push_back({subject});
      for (auto const& duty : membership.at("duties")) join.duties.values.push_back(word<Duty>(duty));
      join.starts = day_after_zero(membership, "starts_in");
      join.ends = day_after_zero(membership, "ends_in");
      store_.run_later({}, std::move(join), given.at("name"));
    }
  }
  TRY(store_.finish_later());
  return {};
}

Result<void> DemoLoader::make_teams() {
  for (auto const& team : read("teams.json")) TRY(make_team(team));
  return {};
}

/// Its first lead founds it when the rules let them; else an administrator does, and appoints them.
Result<void> DemoLoader::found_team(Json const& team, TeamPlaces& made) {
  CreateTeam command;
  command.organisation = organisations_.at(team.at("organisation"));
  command.team_name = {team.at("name")};
  command.purpose = {team.at("purpose")};
  command.area = word<TeamArea>(team.at("area"));
  command.subject = optional_name(team.at("subject"));
  for (auto const& phase : team.at("phases")) command.phases.values.push_back(word<Phase>(phase));
  command.joining = word<Joining>(team.at("joining"));
  command.reach = organisations_.at(team.at("reach"));
  auto founder = people_.at(made.members.front().person);
  auto founded = store_.run(founder, command, team.at("name"));
  if (founded) {
    made.id = {id_in(*founded)};
    return {};
  }
  TRY_INTO(auto by_system, store_.run({}, std::move(command), team.at("name")));
  made.id = {id_in(by_system)};
  auto administrator = std::find_if(person_of_.begin(), person_of_.end(), [&](auto const& entry) {
    auto const& membership = entry.second.at("memberships").at(0);
    return membership.at("role") == "administrator" && membership.at("organisation") == "partnership";
  });
  AppointLead appoint{made.id, founder};
  TRY(store_.run(people_.at(administrator->first), std::move(appoint),
                 "lead of " + team.at("name").get<std::string>()));
  return {};
}

Result<void> DemoLoader::make_channels(Json const& team, TeamPlaces& made) {
  auto lead = people_.at(made.members.front().person);
  ListChannels query{made.id};
  auto answer = store_.store().ask(store_.actor_of(lead), query, {}, ReadTier::disk);
  if (!answer || !*answer) return Error{ErrorCode::internal, {}, "a new team has no channel", {}};
  ChannelId general{Json::parse((*answer)->json).at("items").at(0).at("id").get<std::uint64_t>()};
  for (auto const& channel : team.at("channels")) {
    auto const& name = channel.at("name");
    auto posting = word<Posting>(channel.at("posting"));
    made.posting[channel.at("key")] = posting;
    if (made.channels.empty()) {
      EditChannel edit{general, Name{name}, Purpose{channel.at("purpose")}, {}};
      TRY(store_.run(lead, std::move(edit), name));
      made.channels[channel.at("key")] = general;
      SetPosting set{general, posting};
      if (posting != Posting::everyone) TRY(store_.run(lead, std::move(set), name));
    } else {
      CreateChannel create{made.id, {name}, {channel.at("purpose")}, posting};
      TRY_INTO(auto created, store_.run(lead, std::move(create), name));
      made.channels[channel.at("key")] = {id_in(created)};
    }
  }
  return {};
}

Result<void> DemoLoader::make_members(Json const& team, TeamPlaces& made) {
  auto lead = people_.at(made.members.front().person);
  auto last_day = calendar::date_of(days_.start());
  last_day.days += 364;
  for (std::size_t place = 1; place < made.members.size(); ++place) {
    auto const& member = made.members[place];
    auto person = people_.at(member.person);
    auto what = member.person + " in " + team.at("key").get<std::string>();
    if (member.relation == TeamRelation::lead) {
      AppointLead appoint{made.id, person};
      store_.run_later(lead, std::move(appoint), what);
    } else if (member.relation == TeamRelation::member) {
      AddTeamMember add{made.id, person};
      store_.run_later(lead, std::move(add), what);
    } else {
      AddTeamGuest add{made.id, person, {}, member.ends.value_or(last_day)};
      for (auto const& key : member.channels) add.channels.values.push_back(made.channels.at(key));
      store_.run_later(lead, std::move(add), what);
    }
  }
  TRY(store_.finish_later());
  return {};
}

/// In channels where a guest opens a topic.
Result<void> DemoLoader::let_guests_start(Json const& team, TeamPlaces& made) {
  auto lead = people_.at(made.members.front().person);
  std::set<Key> channels;
  auto conversation = read("conversations/" + team.at("key").get<std::string>() + ".json");
  for (auto const& topic : conversation.at("topics")) {
    for (auto const& member : made.members) {
      if (member.relation == TeamRelation::guest && member.person == topic.at("author").get<Key>()) {
        channels.insert(topic.at("channel").get<Key>());
      }
    }
  }
  for (auto const& channel : channels) {
    EditChannel edit{made.channels.at(channel), {}, {}, true};
    TRY(store_.run(lead, std::move(edit), "guests in " + channel));
  }
  return {};
}

Result<void> DemoLoader::make_team(Json const& team) {
  auto& made = teams_[team.at("key")];
  for (auto const& member : team.at("members")) {
    made.members.push_back({member.at("person"), word<TeamRelation>(member.at("relation")),
                            member.at("channels").get<std::set<Key>>(), day_after_zero(member, "ends_in")});
  }
  // Leads first, so that the first one can found the team. (No stable_sort: this library's uses a deprecated function.)
  std::ranges::sort(made.members, {}, [](Member const& member) { return std::pair(member.relation, member.person); });
  TRY(found_team(team, made));
  TRY(make_channels(team, made));
  TRY(make_members(team, made));
  TRY(let_guests_start(team, made));
  for (auto const& request : team.at("join_requests")) {
    plan(days_.moment(request.at("at")), [this, id = made.id, request]() -> Result<void> {
      RequestToJoin command{id, {request.at("note")}};
      TRY(store_.run(people_.at(request.at("person")), std::move(command), "a request to join"));
      return {};
    });
  }
  return {};
}

// ---- what happened

void DemoLoader::plan_conversation(Json const& conversation) {
  for (auto const& topic : conversation.at("topics")) plan_topic(conversation.at("team"), topic);
}

void DemoLoader::plan_topic(Key const& team, Json const& topic) {
  auto place = std::make_shared<TopicPlace>();
  place->team = team;
  place->channel = topic.at("channel");
  place->title = topic.at("title");
  topics_.push_back(place);
  auto const& first = topic.at("messages").at(0);
  plan(days_.moment(topic.at("at")), [this, place, topic, first]() -> Result<void> {
    CreateTopic command{
        teams_.at(place->team).channels.at(place->channel), {topic.at("title")}, {first.at("text")}, {}};
    if (topic.contains("question")) command.question = topic.at("question").get<bool>();
    for (auto const& key : first.at("mentions")) command.mentions.values.push_back(people_.at(key));
    TRY_INTO(auto made, store_.run(people_.at(topic.at("author")), std::move(command), topic.at("title")));
    place->id = {id_in(made)};
    place->messages.push_back({days_.moment(topic.at("at")), people_.at(topic.at("author"))});
    return {};
  });
  std::size_t number = 0;
  for (auto const& message : topic.at("messages")) plan_message(place, message, ++number);
  if (!topic.at("summary").is_null()) plan_summary(place, topic);
}

bool DemoLoader::may_post(TopicPlace const& place, Key const& person) const {
  auto const& team = teams_.at(place.team);
  auto posting = team.posting.at(place.channel);
  auto member =
      std::find_if(team.members.begin(), team.members.end(), [&](Member const& one) { return one.person == person; });
  if (posting == Posting::everyone || member == team.members.end()) return member != team.members.end();
  return member->relation == TeamRelation::lead ||
         (posting == Posting::members && member->relation == TeamRelation::member);
}

/// A message that was edited later lacked its last sentence at first.
std::string text_at_first(Json const& message) {
  std::string text = message.at("text");
  if (!message.at("edited").get<bool>() || !message.at("mentions").empty()) return text;
  auto end = text.find_last_of(".!?", text.size() - 2);
  return end == std::string::npos || end < 20 ? text + " " : text.substr(0, end + 1);
}

void DemoLoader::plan_message(std::shared_ptr<TopicPlace> const& place, Json const& message, std::size_t number) {
  auto at = days_.moment(message.at("at"));
  auto author = people_.at(message.at("author"));
  auto ordinal = static_cast<Ordinal>(number);
  if (number > 1) {
    plan(at, [this, place, message, author, at]() -> Result<void> {
      PostMessage command{place->id, {text_at_first(message)}, {}, {}, {}};
      if (!message.at("reply_to").is_null()) command.reply_to = message.at("reply_to").get<Ordinal>();
      for (auto const& key : message.at("mentions")) command.mentions.values.push_back(people_.at(key));
      TRY(store_.run(author, std::move(command), "a message in " + place->team));
      place->messages.push_back({at, author});
      return {};
    });
  }
  if (message.at("edited").get<bool>()) {
    plan(at + std::chrono::minutes{3}, [this, place, message, author, ordinal]() -> Result<void> {
      EditMessage command{place->id, ordinal, {message.at("text")}, {}};
      for (auto const& key : message.at("mentions")) command.mentions.values.push_back(people_.at(key));
      TRY(store_.run(author, std::move(command), "an edit in " + place->team));
      return {};
    });
  }
  if (message.at("reactions").empty()) return;
  plan(at + std::chrono::minutes{4}, [this, place, message, ordinal]() -> Result<void> {
    for (auto const& [name, keys] : message.at("reactions").items()) {
      for (auto const& key : keys) {
        if (!may_post(*place, key)) continue;  // reacting is posting
        React command{place->id, ordinal, word<ReactionWord>(name)};
        store_.run_later(people_.at(key), std::move(command), "a reaction by " + key.get<std::string>());
      }
    }
    TRY(store_.finish_later());
    return {};
  });
}

void DemoLoader::plan_summary(std::shared_ptr<TopicPlace> const& place, Json const& topic) {
  auto by = people_.at(topic.at("summary_by"));
  auto at = days_.moment(topic.at("summary_at"));
  plan(at, [this, place, topic, by]() -> Result<void> {
    EditTopicSummary command{place->id, {topic.at("summary")}};
    TRY(store_.run(by, std::move(command), "a summary in " + place->team));
    return {};
  });
  if (topic.at("state") != "agreed") return;
  auto last = days_.moment(topic.at("messages").back().at("at"));
  plan(std::max(at, last) + std::chrono::minutes{5}, [this, place, by]() -> Result<void> {
    AgreeTopic command{place->id};
    if (store_.run(by, command, "agreed")) return {};
    auto lead = people_.at(teams_.at(place->team).members.front().person);
    TRY(store_.run(lead, std::move(command), "an agreed topic in " + place->team));
    return {};
  });
}

Result<void> DemoLoader::live_through() {
  for (auto& [at, act] : events_) {
    store_.wait_until(at);
    TRY(act());
  }
  return {};
}

/// Most people are up to date with all but the last days; each has a day or two of their own that is still to be read.
/// Who wrote has read up to what they wrote.
Result<void> DemoLoader::mark_read() {
  for (auto const& topic : topics_) {
    for (auto const& member : teams_.at(topic->team).members) {
      bool is_guest = member.relation == TeamRelation::guest;
      if (is_guest && !member.channels.contains(topic->channel)) continue;
      auto person = people_.at(member.person);
      auto days_behind = static_cast<int>((person.value * 7 + topic->id.value * 3) % 4);
      auto seen_until = days_.moment(std::to_string(days_behind) + (days_behind == 0 ? " 07:15" : " 16:40"));
      Ordinal read = 0, ordinal = 0;
      for (auto const& posted : topic->messages) {
        ++ordinal;
        if (posted.at <= seen_until || posted.by == person) read = ordinal;
      }
      if (read == 0) continue;
      MarkRead command{topic->id, read};
      store_.run_later(person, std::move(command), "a mark of " + member.person);
    }
  }
  TRY(store_.finish_later());
  return {};
}

/// What is older than a working week was dealt with.
Result<void> DemoLoader::settle_notifications() {
  auto dealt_with_before = days_.moment("5 00:01");
  for (auto const& [key, person] : people_) {
    Page page;
    page.limit = limits::page_size_max;
    ListNotifications query;
    auto answer = store_.store().ask(store_.actor_of(person), query, page, ReadTier::disk);
    if (!answer || !*answer) continue;
    auto listed = Json::parse((*answer)->json);
    for (auto const& item : listed.value("items", Json::array())) {
      if (item.at("created").get<std::int64_t>() >= dealt_with_before.value) continue;
      if (item.value("state", "") == "done") continue;
      // A case, a trial, a review or a contract that waits on somebody does so until they act.
      bool const of_a_case = item.contains("support_request") || item.contains("adoption") || item.contains("review") ||
                             item.contains("review_cycle") || item.contains("review_action") ||
                             item.contains("contract") || item.contains("pool") || item.contains("saving");
      if (of_a_case && item.value("needs", false)) continue;
      MarkNotificationDone command{{item.at("id").get<std::uint64_t>()}};
      store_.run_later(person, std::move(command), "a notification of " + key);
    }
  }
  TRY(store_.finish_later());
  return {};
}

/// Of people, organisations, teams ("maths"), channels ("maths/ideas") and topics ("maths/Moderation days this term").
std::optional<std::uint64_t> DemoLoader::find(std::string const& kind, Key const& key) const {
  auto const in = [](auto const& made, Key const& which) {
    auto const place = made.find(which);
    return place == made.end() ? std::nullopt : std::optional(place->second.value);
  };
  if (kind == "person") return in(people_, key);
  if (kind == "organisation") return in(organisations_, key);
  auto const slash = key.find('/');
  auto const team = teams_.find(key.substr(0, slash));
  if (team == teams_.end()) return std::nullopt;
  if (kind == "team") return team->second.id.value;
  if (slash == Key::npos) return std::nullopt;
  auto const inside = key.substr(slash + 1);
  if (kind == "channel") return in(team->second.channels, inside);
  if (kind != "topic") return std::nullopt;
  for (auto const& topic : topics_) {
    if (topic->team == team->first && topic->title == inside) return topic->id.value;
  }
  return std::nullopt;
}

Result<void> DemoLoader::load(std::string const& password) {
  TRY(store_.open(folder_, days_.start()));
  passwords::start();
  auto hash = passwords::hash(password);  // one for all: 136 would take seconds
  TRY(make_organisations());
  TRY(make_people(hash));
  TRY(make_teams());
  for (auto const& [path, content] : demo_content()) {
    if (path.starts_with("conversations/")) plan_conversation(Json::parse(content));
  }
  DemoLibrary library(store_, days_, {people_, organisations_, [this](Key const& key) { return teams_.at(key).id; }});
  TRY(library.make([this](TimestampMs at, Action act) { plan(at, std::move(act)); }));
  DemoScript script(store_, days_, [&](std::string const& kind, Key const& key) {
    auto const here = find(kind, key);
    return here ? here : library.find(kind, key);
  });
  script.make([this](TimestampMs at, Action act) { plan(at, std::move(act)); });
  TRY(live_through());
  TRY(mark_read());
  TRY(settle_notifications());
  store_.close();
  return {};
}

}  // namespace

Result<void> load_demo(std::filesystem::path const& folder, std::string const& password, TimestampMs now,
                       std::ostream& accounts, std::filesystem::path const& file_reader) {
  if (password.size() < limits::password_length_min) {
    return Error::unprocessable("password", "A password has at least 10 characters.");
  }
  DemoLoader loader(folder, now, file_reader);
  TRY(loader.load(password));
  write_demo_accounts(accounts);
  return {};
}

}  // namespace staffroom
