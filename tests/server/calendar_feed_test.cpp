// A person's calendar for other programs: what a calendar program reads in it, and that only its address opens it.
#include <doctest/doctest.h>

#include <fstream>

#include "server/links.hpp"
#include "store/calendar.hpp"
#include "tests/support/python_script.hpp"
#include "tests/support/review_case.hpp"
#include "tests/support/support_case.hpp"
#include "tests/support/test_client.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

TestServer::Options empty_hub() {
  TestServer::Options out;
  out.populated = false;
  return out;
}

/// The path of the address that the person is told.
std::string address_of(TestServer& server, PersonId person) {
  TestClient client(server.port(), server.token_of(person));
  auto const of = "/api/v1/people/" + std::to_string(person.value) + "/calendar-feed";
  auto const made = client.call("PUT", of, "{}", {{"Content-Type", "application/json"}});
  REQUIRE(made.status == 200);
  auto const told = client.post(of + "/address", ServerJson::object());
  REQUIRE(told.status == 200);
  CHECK(told.header("cache-control") == "no-store");
  auto const address = told.json().at("address").get<std::string>();
  REQUIRE(address.starts_with(server.origin() + "/calendar/"));
  REQUIRE(address.ends_with(".ics"));
  return address.substr(server.origin().size());
}

/// As a calendar program reads it.
ServerJson read(std::string const& text) {
  TempFolder const folder;
  auto const file = folder.path() / "feed.ics";
  std::ofstream(file, std::ios::binary) << text;
  return ServerJson::parse(PythonScript("read_calendar.py", {file.string()}).all());
}

ServerJson event_with(ServerJson const& calendar, std::string const& start_of_uid) {
  for (auto const& it : calendar.at("events")) {
    if (it.at("uid").get<std::string>().starts_with(start_of_uid)) return it;
  }
  FAIL("no such event: " << start_of_uid << " in " << calendar.dump());
  return {};
}

}  // namespace

TEST_CASE("feed: a calendar program reads the visits at their hours and what is due on its day") {
  TestServer server(empty_hub());
  Scenario s(server.store(), Scenario::Fill::with_teams);
  SupportCase c(s);
  auto const id = c.begins();
  auto const agreement = *c.request(id).agreement;
  Date const summer = c.weekday(s.in_days(3)), winter = *parse_date("2026-11-02");
  auto const first = c.plans(agreement, summer), second = c.plans(agreement, winter);
  std::string const title = "Bring; the bars, and \\ \"more\" for École 🎉 " + std::string(90, 'x');
  ActionId const action{id_in(
      s.bob.does(CreateAction{.topic = s.maths.topic, .title = {title}, .owner = s.carol.id(), .due = s.in_days(4)}))};
  TestClient client(server.port());
  auto const path = address_of(server, s.carol.id());
  auto const answer = client.get(path);
  REQUIRE(answer.status == 200);
  CHECK(answer.header("content-type") == "text/calendar; charset=utf-8");
  CHECK(answer.header("cache-control") == "private, no-cache");
  // Lines end as they must and are folded.
  for (std::size_t at = 0; at < answer.body.size();) {
    auto const end = answer.body.find('\n', at);
    REQUIRE(end != std::string::npos);
    CHECK(answer.body[end - 1] == '\r');
    CHECK(end - at <= 76);
    at = end + 1;
  }
  auto const calendar = read(answer.body);
  CHECK(calendar.at("name") == "Staffroom");
  CHECK(calendar.at("version") == "2.0");
  CHECK(calendar.at("refresh") == "PT2H");
  CHECK(calendar.at("errors").empty());
  CHECK(calendar.at("events").size() == 7);  // two visits with their records, half way, the end, the action
  for (auto const& it : calendar.at("events")) CHECK(it.at("errors").empty());

  auto const visit = event_with(calendar, "visit-" + std::to_string(first.value) + "@");
  CHECK(visit.at("summary") == "Visit: Bar modelling in Year 4");
  CHECK(visit.at("location") == "Kirkby Road Primary");
  CHECK(visit.at("url") == server.origin() + "/support/" + std::to_string(id.value));
  // 09:00 to 11:00 in London: an hour earlier by UTC in summer.
  CHECK(visit.at("start").at("at") == to_text(summer) + "T08:00:00+00:00");
  CHECK(visit.at("end").at("at") == to_text(summer) + "T10:00:00+00:00");
  auto const later = event_with(calendar, "visit-" + std::to_string(second.value) + "@");
  CHECK(later.at("start").at("at") == "2026-11-02T09:00:00+00:00");
  auto const due = event_with(calendar, "action-" + std::to_string(action.value) + "@");
  CHECK(due.at("summary") == "Action: " + title);
  CHECK(due.at("start") == ServerJson{{"at", to_text(s.in_days(4))}, {"day", true}});
  CHECK(due.at("end").is_null());
  CHECK(due.at("url") == server.origin() + "/actions/" + std::to_string(action.value));
  CHECK(answer.body.find("Word problems") == std::string::npos);

  // The same again is not sent again, until something changes; the entries keep their ids.
  auto const tag = answer.header("etag");
  s.advance(1min);
  auto const same = client.get(path, {{"If-None-Match", tag}});
  CHECK(same.status == 304);
  CHECK(same.body.empty());
  s.carol.does(CompleteAction{action});
  auto const changed = client.get(path, {{"If-None-Match", tag}});
  CHECK(changed.status == 200);
  CHECK(changed.header("etag") != tag);
  auto const after = read(changed.body);
  CHECK(after.at("events").size() == 6);
  CHECK(event_with(after, visit.at("uid")).at("start") == visit.at("start"));
  CHECK(client.call("HEAD", path, {}, {}).status == 200);
}

TEST_CASE("feed: each day of a peer review's visit is an entry of its own, without a word of what is looked at") {
  TestServer server(empty_hub());
  Scenario s(server.store(), Scenario::Fill::with_teams);
  ReviewCase c(s);
  auto const id = c.confirmed();
  TestClient client(server.port());
  auto const answer = client.get(address_of(server, s.alice.id()));
  REQUIRE(answer.status == 200);
  auto const calendar = read(answer.body);
  auto const of_visit = "review_visit-" + std::to_string(id.value) + "-";
  for (auto const day : {*c.review(id).first_day, *c.review(id).last_day}) {
    auto const it = event_with(calendar, of_visit + to_text(day) + "@");
    CHECK(it.at("start") == ServerJson{{"at", to_text(day)}, {"day", true}});
    CHECK(it.at("summary") == "Peer review: Aire peer review");
    CHECK(it.at("location") == "Kirkby Road Primary");
    CHECK(it.at("url") == server.origin() + "/reviews/" + std::to_string(id.value) + "/timetable");
  }
  CHECK(calendar.at("events").size() == 2);
  CHECK(answer.body.find("remember what they were taught") == std::string::npos);
}

TEST_CASE("feed: an address opens one calendar, until it is taken back or its person has no account") {
  TestServer server;
  TestClient client(server.port());
  auto const unknown = client.get("/calendar/none.ics");
  CHECK(unknown.status == 404);
  auto const is_closed = [&](std::string const& path) {
    auto const answer = TestClient(server.port()).get(path);
    return answer.status == 404 && answer.body == unknown.body;
  };
  auto const first = address_of(server, server.bob);
  CHECK(client.get(first).status == 200);
  CHECK(client.call("POST", first, "", {}).status == 405);
  auto const second = address_of(server, server.bob);
  CHECK(second != first);
  CHECK(is_closed(first));
  CHECK(client.get(second).status == 200);
  auto const carols = address_of(server, server.carol);

  auto altered = second;
  altered[30] = altered[30] == 'A' ? 'B' : 'A';
  auto const key = *links::open_key(server.data());
  auto const token = second.substr(10, second.size() - 14);
  auto link = *links::read_token(key, token);
  std::vector<std::string> wrong{altered,
                                 "/calendar/.ics",
                                 "/calendar/" + token.substr(1) + ".ics",
                                 "/calendar/" + token + "A.ics",
                                 "/calendar/..%2F..%2Flink.key.ics",
                                 "/calendar/" + std::string(1'500, 'A') + ".ics"};
  auto const with = [&](auto const& change) {
    auto other = link;
    change(other);
    wrong.push_back("/calendar/" + links::token_of(key, other) + ".ics");
  };
  with([](auto& it) { ++it.state; });
  with([&](auto& it) { it.id = server.alice.value; });
  with([](auto& it) { it.id = 999'999; });
  with([](auto& it) { it.type = LinkType::unsubscribe; });
  with([](auto& it) { it.type = LinkType::password; });
  for (auto const& one : wrong) {
    CAPTURE(one);
    CHECK(is_closed(one));
  }
  // It opens nothing else.
  CHECK(client.get("/api/v1/links/" + token).status == 404);
  CHECK(client.call("POST", "/unsubscribe/" + token, "List-Unsubscribe=One-Click", {}).status == 404);

  // Nobody else learns it, and it is told by POST alone.
  auto const of = "/api/v1/people/" + std::to_string(server.bob.value) + "/calendar-feed";
  TestClient bob(server.port(), server.token_of(server.bob)), alice(server.port(), server.token_of(server.alice));
  CHECK(alice.post(of + "/address", ServerJson::object()).status == 404);
  CHECK(client.post(of + "/address", ServerJson::object()).status == 401);
  CHECK(bob.get(of + "/address").status == 405);
  CHECK(bob.get(of).body.find(token) == std::string::npos);

  server.does(DisablePerson{server.carol});
  CHECK(is_closed(carols));
  CHECK(bob.call("DELETE", of, {}, {}).status == 204);
  CHECK(is_closed(second));
  CHECK(bob.post(of + "/address", ServerJson::object()).status == 404);
}

}  // namespace staffroom::tests
