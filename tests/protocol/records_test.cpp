// Records as JSON: the literal bytes, and that every kind reads back what it wrote.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "protocol/codec.hpp"
#include "tests/protocol/examples.hpp"

using namespace staffroom;
using namespace staffroom::examples;
using Json = nlohmann::ordered_json;

namespace {

Message message() {
  Message message;
  message.id = {381};
  message.topic = {12};
  message.ordinal = 5;
  message.author = {7};
  message.created = {1795252800000};
  message.text = "Happy to host on Thursday.";
  message.reply_to = 4;
  message.mentions.values = {{9}};
  return message;
}

}  // namespace

TEST_CASE("a record's bytes are these") {
  CHECK(to_json(message()) ==
        R"({"kind":"message","id":381,"self":"/api/v1/topics/12/messages/5","version":1,"topic":12,"ordinal":5,)"
        R"("author":7,"created":1795252800000,"text":"Happy to host on Thursday.","reply_to":4,"mentions":[9]})");
  Topic topic{.id = {12},
              .version = 3,
              .channel = ChannelId{4},
              .team = TeamId{2},
              .title = {"Fractions"},
              .state = TopicState::agreed,
              .author = {7},
              .created = {5}};
  topic.summary = Summary{{"Use bars.\nThen lines."}, {8}, {6}};
  CHECK(to_json(topic) ==
        R"({"kind":"topic","id":12,"self":"/api/v1/topics/12","version":3,"channel":4,"team":2,"title":"Fractions",)"
        R"("state":"agreed","summary":{"text":"Use bars.\nThen lines.","by":8,"at":6},"author":7,"created":5})");
  CHECK(to_json(ReadState{.id = {12}, .person = {7}, .mark = 5}) ==
        R"({"kind":"read_state","id":12,"self":"/api/v1/topics/12/read-state","version":1,"person":7,"mark":5,)"
        R"("level":"normal"})");
  TeamMembership guest{.id = {1}, .team = {2}, .person = {3}, .relation = TeamRelation::guest, .since = {4}};
  guest.channels.values = {{5}, {6}};
  guest.ends = parse_date("2027-07-31").value();
  CHECK(to_json(guest) ==
        R"({"kind":"team_membership","id":1,"self":"/api/v1/team-memberships/1","version":1,"team":2,"person":3,)"
        R"("relation":"guest","channels":[5,6],"ends":"2027-07-31","state":"current","since":4})");
}

TEST_CASE("a record's own path is filled from its members") {
  CHECK(self_of(message()) == "/api/v1/topics/12/messages/5");
  CHECK(self_of(MessageRevision{.id = {1}, .version = 2, .topic = {12}, .ordinal = 5}) ==
        "/api/v1/topics/12/messages/5/revisions/2");
  CHECK(self_of(TopicActivity{.id = {12}}) == "/api/v1/topics/12/activity");
  CHECK(self_of(Credential{.id = {1}}) == "");
}

TEST_CASE("every shown record's own path is a route that fetches its kind") {
  for (auto const* type : described::record_types()) {
    if (described::is_internal(*type)) continue;
    CAPTURE(type->word);
    auto const record = record_from_json(type->kind, object_of(*type->fields, Fullness::full));
    REQUIRE(record.has_value());
    auto const path = self_of(*record).substr(api_root.size());
    // Put away on the radar, and rows of one's own: written by this path, and read with what holds besides.
    if (type->kind == Kind::radar_plan || type->kind == Kind::threshold_table) {
      CHECK(route(type->kind == Kind::radar_plan ? Method::put : Method::post, path).has_value());
      continue;
    }
    auto const routed = route(Method::get, path);
    REQUIRE(routed.has_value());
    auto const& request = described::request_types()[routed->endpoint->index];
    // A calendar is answered as its part `own`, beside what holds at the organisation; bands as what holds.
    bool const is_part = (type->kind == Kind::org_calendar && request.name == GetCalendar::name) ||
                         (type->kind == Kind::buying_bands && request.name == GetBands::name);
    CHECK((request.item == type || is_part));
    CHECK(decode_query(*routed->endpoint, routed->ids, {}).has_value());
  }
}

TEST_CASE("every kind of record reads back what it wrote, at its least and its fullest") {
  for (auto const* type : described::record_types()) {
    CAPTURE(type->word);
    for (auto fullness : {Fullness::least, Fullness::full}) {
      auto const json = object_of(*type->fields, fullness);
      auto const record = record_from_json(type->kind, json);
      REQUIRE(record.has_value());
      auto const written = to_json(*record);
      auto const again = record_from_json(type->kind, written);
      REQUIRE(again.has_value());
      CHECK(to_json(*again) == written);
      auto parsed = Json::parse(written);
      CHECK(parsed["kind"] == type->word);
      CHECK(parsed["self"] == self_of(*record));
      parsed.erase("kind");
      parsed.erase("self");
      CHECK(parsed == Json::parse(json));
    }
  }
}

TEST_CASE("a stored record is read as strictly as a request, but for its kind and path") {
  auto const read = [](std::string_view json) {
    auto const record = record_from_json(Kind::read_state, json);
    return record ? "accepted" : record.error().path + ": " + record.error().detail;
  };
  CHECK(read(R"({"kind":"read_state","id":1,"self":"x","version":1,"person":2,"mark":3,"level":"mute"})") ==
        "accepted");
  CHECK(read(R"({"id":1,"version":1,"person":2,"mark":3,"level":"mute"})") == "accepted");
  CHECK(read(R"({"kind":"topic","id":1,"version":1,"person":2,"mark":3,"level":"mute"})") ==
        "record.kind: expected read_state");
  CHECK(read(R"({"id":1,"version":1,"person":2,"mark":3})") == "record.level: required");
  CHECK(read(R"({"id":1,"version":1,"person":2,"mark":3,"level":"mute","more":1})") == "record.more: unknown field");
  CHECK(read(R"({"id":0,"version":1,"person":2,"mark":3,"level":"mute"})").starts_with("record.id: expected"));
  CHECK(read("{").starts_with("record: not valid JSON"));
  CHECK(record_from_json(static_cast<Kind>(250), "{}").error().path == "record.kind");
}

TEST_CASE("a record names its people once each, in order, and not itself") {
  auto post = message();
  post.mentions.values = {{9}, {7}, {11}};
  post.reactions.values = {{ReactionWord::thanks, {12}}, {ReactionWord::helpful, {9}}};
  CHECK(named_in(post) == std::vector<PersonId>{{7}, {9}, {11}, {12}});
  Topic topic{.id = {12}, .author = {7}};
  topic.summary = Summary{{"x"}, {8}, {6}};
  CHECK(named_in(topic) == std::vector<PersonId>{{8}, {7}});
  CHECK(named_in(Person{.id = {3}}).empty());
  CHECK(named_in(Organisation{.id = {3}}).empty());
}

TEST_CASE("Me holds whole records, with their kind and path, and lists that are never left out") {
  Me me{.person = {7}, .name = {"Ruth Fell"}, .label = "Maths lead", .email = {"r@k.example"}, .session = {3}};
  std::string json;
  append_json(json, me);
  CHECK(json == R"({"person":7,"name":"Ruth Fell","label":"Maths lead","email":"r@k.example","session":3,)"
                R"("session_idle_ends":0,"session_ends":0,"server_time":0,"memberships":[],"organisations":[]})");
  me.memberships.push_back({.id = {5}, .person = {7}, .organisation = {2}});
  json.clear();
  append_json(json, me);
  CHECK(json.find(R"("memberships":[{"kind":"membership","id":5,"self":"/api/v1/memberships/5",)") != json.npos);
}
