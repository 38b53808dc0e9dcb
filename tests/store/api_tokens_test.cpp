// Tokens for programs: who makes them, who sees them, and everything that ends them.
#include <doctest/doctest.h>

#include "store/personal_copy.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {

using namespace std::chrono_literals;

namespace {

/// Of digits, so that each is a hash of its own.
std::string token_hash(std::uint64_t number) {
  auto text = std::to_string(number);
  return text.insert(0, 64 - text.size(), '0');
}

OpenApiToken token_named(std::string_view name, std::uint64_t number, std::uint32_t days = 90) {
  return {Name{std::string(name)}, {{TokenScope::read, TokenScope::talk}}, days, token_hash(number)};
}

ApiTokenId makes_token(Colleague const& person, std::uint64_t number, std::uint32_t days = 90) {
  return {id_in(person.does(token_named("Timetable", number, days)))};
}

bool opens(Scenario& s, std::uint64_t number) { return s.store().token_of(token_hash(number)).has_value(); }

/// As the page asks: no fresher than the session is.
Outcome in_session(Scenario& s, Colleague const& person, SessionId session, Command command) {
  return s.store().submit_and_wait({.actor = {person.id(), session, {}}, .command = std::move(command)});
}

std::string copy_of(Scenario& s, Colleague const& person) {
  auto const copy = s.store().data_about(person.id(), person.id());
  REQUIRE(copy.has_value());
  std::string out;
  for (auto const& part : copy->parts) {
    for (auto const& item : part.items) out += item.about + ": " + item.text + "\n" + item.json + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("a token is made in a fresh session only, and what it opens stands in its record") {
  Scenario s;
  auto const session = s.bob.signs_in();
  s.advance(11min);
  CHECK(told(in_session(s, s.bob, session, token_named("Timetable", 1))) == "forbidden fresh");
  CHECK(told(in_session(s, s.bob, {}, token_named("Timetable", 1))) == "forbidden fresh");
  CHECK(told(in_session(s, s.bob, session, RefreshSession{session})) == "accepted");
  auto const made = in_session(s, s.bob, session, token_named("Timetable", 1));
  REQUIRE(made.has_value());
  auto const record = Json::parse(made->record);
  CHECK(record.at("kind") == "api_token");
  CHECK(record.at("name") == "Timetable");
  CHECK(record.at("scopes") == Json::array({"read", "talk"}));
  CHECK(record.at("expires").get<std::int64_t>() == (s.store().now() + std::chrono::days{90}).value);
  CHECK_FALSE(record.contains("last_used"));
  CHECK(record.dump().find(token_hash(1)) == std::string::npos);

  auto const holder = s.store().token_of(token_hash(1));
  REQUIRE(holder);
  CHECK(holder->actor.person == s.bob.id());
  CHECK_FALSE(holder->actor.session);
  CHECK(holder->scopes.values == std::vector{TokenScope::read, TokenScope::talk});
  CHECK_FALSE(opens(s, 2));
  CHECK_FALSE(s.store().token_of("not hexadecimal"));
  // Never fresh itself, whatever was fresh when it was made.
  CHECK(told(s.store().submit_and_wait({holder->actor, token_named("Another", 2)})) == "forbidden fresh");
  CHECK(told(s.store().submit_and_wait({holder->actor, ChangeEmail{s.bob.id(), {"b@example.org"}}})) ==
        "forbidden fresh");
}

TEST_CASE("a token needs something to open, an end within a year, and a person with few others") {
  Scenario s;
  auto nothing = token_named("Nothing", 1);
  nothing.scopes = {};
  CHECK(told(s.bob.tries(nothing)) == "unprocessable empty");
  CHECK(told(s.bob.tries(token_named("Never", 1, 0))) == "unprocessable out_of_range");
  CHECK(told(s.bob.tries(token_named("For ever", 1, 367))) == "unprocessable out_of_range");
  CHECK(told(s.as_system(token_named("Nobody's", 1))) == "not_found");
  for (std::uint64_t i = 0; i < limits::api_tokens_per_person_max; ++i) makes_token(s.bob, 10 + i, 366);
  CHECK(told(s.bob.tries(token_named("One too many", 1))) == "conflict too_many");
  CHECK(told(s.alice.tries(token_named("Somebody else's", 1))) == "accepted");
  s.bob.does(RevokeApiToken{{s.bob.lists(ListApiTokens{}).back()}});
  CHECK(told(s.bob.tries(token_named("In its place", 2))) == "accepted");
  CHECK(s.store().verify().empty());
}

TEST_CASE("a token is its person's alone: to everybody else it is as one that never was") {
  Scenario s;
  auto const first = makes_token(s.bob, 1);
  auto const second = makes_token(s.bob, 2);
  CHECK(s.bob.lists(ListApiTokens{}) == std::vector{second.value, first.value});
  CHECK(s.bob.sees(GetApiToken{first}).at("name") == "Timetable");
  for (auto const& [name, other] : s.everybody()) {
    if (other.id() == s.bob.id()) continue;
    CAPTURE(name);
    CHECK(other.lists(ListApiTokens{}).empty());
    auto const hidden = other.asks(GetApiToken{first}), unknown = other.asks(GetApiToken{{999'999}});
    REQUIRE(hidden.has_error());
    CHECK(hidden.error() == unknown.error());
    CHECK(told(other.tries(RevokeApiToken{first})) == "not_found");
    CHECK(told(other.tries(TouchApiToken{first})) == "not_found");
  }
  int told_of = 0;
  for (auto const& publication : s.sink().take()) {
    for (auto const& part : publication->parts) {
      if (part.last.find("\"api_token\"") == std::string::npos) continue;
      ++told_of;
      CHECK(part.audience == Audience{AudienceType::person, s.bob.id().value});
    }
  }
  CHECK(told_of == 2);
  CHECK(opens(s, 1));
}

TEST_CASE("a token that is revoked or has run out opens nothing from that moment on") {
  Scenario s;
  auto const revoked = makes_token(s.bob, 1);
  auto const short_one = makes_token(s.bob, 2, 1);
  auto const long_one = makes_token(s.bob, 3, 30);
  s.bob.does(RevokeApiToken{revoked});
  CHECK_FALSE(opens(s, 1));
  CHECK_FALSE(s.bob.finds(GetApiToken{revoked}));
  CHECK(told(s.bob.tries(RevokeApiToken{revoked})) == "not_found");
  // By the clock alone, before the tick has taken the record away.
  s.store().advance_clock(24h);
  CHECK_FALSE(opens(s, 2));
  CHECK(opens(s, 3));
  CHECK(s.bob.lists(ListApiTokens{}) == std::vector{long_one.value});
  s.tick();
  CHECK_FALSE(s.bob.finds(GetApiToken{short_one}));
  s.advance(std::chrono::days{30});
  CHECK_FALSE(opens(s, 3));
  CHECK_FALSE(s.bob.finds(GetApiToken{long_one}));
  CHECK(s.store().verify().empty());
}

TEST_CASE("its person sees when a token was used last, and using it is no deed of the audit trail") {
  Scenario s;
  auto const token = makes_token(s.bob, 1);
  s.advance(61min);
  auto const holder = s.store().token_of(token_hash(1));
  REQUIRE(holder);
  CHECK(told(s.store().submit_and_wait({holder->actor, TouchApiToken{token}})) == "accepted");
  CHECK(told(s.store().submit_and_wait({holder->actor, TouchApiToken{ApiTokenId{99'999}}})) == "not_found");
  CHECK(s.bob.sees(GetApiToken{token}).at("last_used").get<std::int64_t>() == s.store().now().value);
  CHECK(s.store().token_of(token_hash(1))->last_used == s.store().now());
  auto const trail = s.nadia.sees(ListAudit{.person = s.bob.id()}).dump();
  CHECK(trail.find("open_api_token") != std::string::npos);
  CHECK(trail.find("touch_api_token") == std::string::npos);
}

TEST_CASE("law 32: tokens end with the last membership, and do not come back with a new one") {
  Scenario s;
  auto const second = s.takes_on(s.alice, s.tarn, Role::staff);
  makes_token(s.alice, 1);
  s.ends_memberships_of(s.alice, s.kirkby);
  s.ends_memberships_of(s.alice, s.mosslands);
  CHECK(opens(s, 1));  // there is one membership left
  s.as_system(EndMembership{second});
  CHECK_FALSE(opens(s, 1));
  s.takes_on(s.alice, s.kirkby, Role::staff);
  CHECK_FALSE(opens(s, 1));
  CHECK(s.alice.lists(ListApiTokens{}).empty());
}

TEST_CASE("whatever ends all sessions ends the tokens, and a change of password by its owner does not") {
  Scenario s;
  auto const session = s.bob.signs_in();
  auto const with = [&](std::uint64_t number, Command const& command, Colleague const& by) {
    makes_token(s.bob, number);
    REQUIRE(opens(s, number));
    CHECK(told(by.tries(command)) == "accepted");
    return opens(s, number);
  };
  CHECK(with(1, ReplacePassword{session, 1, "$argon2id$new"}, s.bob));
  CHECK_FALSE(with(2, EndSessions{s.bob.id()}, s.tom));
  CHECK_FALSE(with(3, DisablePerson{s.bob.id()}, s.tom));
  CHECK_FALSE(opens(s, 1));
  s.tom.does(EnablePerson{s.bob.id()});
  CHECK_FALSE(opens(s, 3));
  CHECK(s.bob.lists(ListApiTokens{}).empty());
}

TEST_CASE("a person who is forgotten leaves no token and no word of one") {
  Scenario s(Scenario::Fill::with_teams, Scenario::Files::plain);
  std::string const canary = "Periwinkle exporter";
  s.bob.does(token_named(canary, 77'777));
  ErasureId const erasure{id_in(s.tom.does(RequestErasure{s.bob.id(), ErasureManner::forget_who}))};
  s.nadia.does(ApproveErasure{erasure});
  CHECK_FALSE(opens(s, 77'777));
  s.tick();
  REQUIRE(s.store().finish_erasures().has_value());
  for (auto const& text : s.stored_texts()) CHECK(text.find(canary) == std::string::npos);
}

TEST_CASE("a copy of one's own data names the tokens, and never what proves them") {
  Scenario s;
  makes_token(s.bob, 1);
  auto const text = copy_of(s, s.bob);
  CHECK(text.find("Timetable") != std::string::npos);
  CHECK(text.find(token_hash(1)) == std::string::npos);
  CHECK(copy_of(s, s.alice).find("Timetable") == std::string::npos);
}

}  // namespace staffroom::tests
