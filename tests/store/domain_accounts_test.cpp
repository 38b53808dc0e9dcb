// Accounts: fresh sessions, switching accounts off and on, ending sessions, addresses, and who may do it.
#include <doctest/doctest.h>

#include "tests/support/scenario.hpp"

namespace staffroom::tests {

using namespace std::chrono_literals;

namespace {

/// As the page asks: by a session, and no fresher than that session is.
Outcome by_session(Scenario& s, Colleague const& person, SessionId session, Command command) {
  return s.store().submit_and_wait({.actor = {person.id(), session, {}}, .command = std::move(command)});
}

std::vector<EmailAbout> mails_waiting(Scenario& s) {
  std::vector<EmailAbout> out;
  for (auto const& it : s.store().emails_waiting(100)) {
    if (it.about != EmailAbout::farewell) out.push_back(it.about);  // somebody left before
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("a session is fresh after signing in and after the password was given again, for ten minutes") {
  Scenario s;
  auto const session = s.bob.signs_in();
  ChangeEmail const change{s.bob.id(), {"bob.new@example.org"}};
  s.advance(11min);
  CHECK(told(by_session(s, s.bob, session, change)) == "forbidden fresh");
  CHECK(told(by_session(s, s.alice, {}, RefreshSession{session})) == "not_found");
  CHECK(told(by_session(s, s.bob, session, RefreshSession{session})) == "accepted");
  CHECK(told(by_session(s, s.bob, session, change)) == "accepted");
  s.advance(11min);
  CHECK(told(by_session(s, s.bob, session, ChangeEmail{s.bob.id(), {"b2@example.org"}})) == "forbidden fresh");
  auto const second = s.bob.signs_in();
  CHECK(told(by_session(s, s.bob, second, ChangeEmail{s.bob.id(), {"b2@example.org"}})) == "accepted");
  // Somebody else's session makes nobody fresh.
  CHECK(told(by_session(s, s.alice, second, ChangeEmail{s.alice.id(), {"a2@example.org"}})) == "forbidden fresh");
}

TEST_CASE("the store says of a session's token how long it is fresh") {
  Scenario s;
  std::string const token(64, 'e');
  auto const opened = s.as_system(OpenSession{s.bob.id(), token, "Edge"});
  SessionId const session{id_in(*opened)};
  auto const fresh_until = s.store().session_of(token)->actor.fresh_until;
  CHECK(fresh_until == s.store().now() + limits::session_fresh_for);
  s.advance(20min);
  CHECK(s.store().session_of(token)->actor.fresh_until == fresh_until);
  CHECK(told(by_session(s, s.bob, session, RefreshSession{session})) == "accepted");
  CHECK(s.store().session_of(token)->actor.fresh_until == s.store().now() + limits::session_fresh_for);
}

TEST_CASE("an account that is switched off lets nobody in and signs everybody out, until it is on again") {
  Scenario s;
  auto const session = s.alice.signs_in();
  s.hugo.does(DisablePerson{s.alice.id()});
  CHECK(s.hugo.sees(GetAccount{s.alice.id()}).at("state") == "disabled");
  CHECK_FALSE(s.alice.finds(GetSession{session}));
  CHECK(told(s.as_system(OpenSession{s.alice.id(), std::string(64, 'f'), "Edge"})) == "not_found");
  CHECK(told(s.hugo.tries(DisablePerson{s.alice.id()})) == "conflict wrong_state");
  CHECK(told(s.hugo.tries(SendReset{s.alice.id()})) == "conflict disabled");
  s.hugo.does(EnablePerson{s.alice.id()});
  CHECK(told(s.as_system(OpenSession{s.alice.id(), std::string(64, 'f'), "Edge"})) == "accepted");
}

TEST_CASE("taking over an account needs to cover every membership and to stand above administrators") {
  Scenario s;
  CHECK(told(s.tom.tries(EndSessions{s.hugo.id()})) == "accepted");
  CHECK(told(s.hugo.tries(EndSessions{s.tom.id()})) == "forbidden role");
  CHECK(told(s.helen.tries(EndSessions{s.alice.id()})) == "forbidden role");
  CHECK(told(s.hugo.tries(EndSessions{s.hugo.id()})) == "forbidden rank");
  auto const peer = s.engages("Hetty Helper", s.mosslands, Role::administrator);
  CHECK(told(s.hugo.tries(DisablePerson{peer.id()})) == "forbidden rank");
  s.takes_on(s.alice, s.tarn, Role::staff);
  CHECK(told(s.hugo.tries(SendReset{s.alice.id()})) == "forbidden covers");
  CHECK(told(s.hugo.tries(ChangeEmail{s.alice.id(), {"x@example.org"}})) == "forbidden covers");
  CHECK(told(s.nadia.tries(SendReset{s.alice.id()})) == "accepted");
  CHECK(told(s.dan.tries(SendReset{s.alice.id()})) == "forbidden role");
  CHECK(told(s.priya.tries(SendReset{s.alice.id()})) == "not_found");
  CHECK(told(s.nadia.tries(SendReset{PersonId{999'999}})) == "not_found");
}

TEST_CASE("ending sessions ends them all, and only then does the record of one go") {
  Scenario s;
  auto const first = s.alice.signs_in();
  auto const second = s.alice.signs_in();
  s.hugo.does(EndSessions{s.alice.id()});
  CHECK_FALSE(s.alice.finds(GetSession{first}));
  CHECK_FALSE(s.alice.finds(GetSession{second}));
  CHECK(told(s.hugo.tries(EndSessions{s.alice.id()})) == "accepted");
}

TEST_CASE("a new address waits for its confirmation, and nobody learns whether somebody else has it") {
  Scenario s;
  auto const taken = s.store().credential_of(s.carol.id())->email.value;
  auto const old = s.store().credential_of(s.bob.id())->email.value;
  CHECK(told(s.bob.tries(ChangeEmail{s.bob.id(), {"no address"}})) == "unprocessable body.email");
  CHECK(told(s.bob.tries(ChangeEmail{s.bob.id(), {old}})) == "conflict wrong_state");
  auto const free = Json::parse(s.bob.does(ChangeEmail{s.bob.id(), {"Bob.New@Example.org"}}).record);
  CHECK(free.at("pending_email") == "bob.new@example.org");
  CHECK(free.at("email") == old);
  CHECK(mails_waiting(s) == std::vector{EmailAbout::email_confirm, EmailAbout::email_changed});
  auto const known = Json::parse(s.bob.does(ChangeEmail{s.bob.id(), {taken}}).record);
  CHECK(known.at("pending_email") == taken);
  CHECK(mails_waiting(s).size() == 2);
  CHECK(s.store().credential_of(s.bob.id())->email.value == old);
}

TEST_CASE("an account is read by its person and by administrators, of all its memberships") {
  Scenario s;
  CHECK(s.alice.finds(GetAccount{s.alice.id()}));
  CHECK(s.hugo.finds(GetAccount{s.alice.id()}));
  CHECK(s.tom.finds(GetAccount{s.alice.id()}));
  CHECK_FALSE(s.helen.finds(GetAccount{s.alice.id()}));
  CHECK_FALSE(s.erin.finds(GetAccount{s.alice.id()}));
  auto const manager = s.engages("Mona Moor", s.moor, Role::administrator);
  CHECK_FALSE(manager.finds(GetAccount{s.alice.id()}));
  s.takes_on(s.alice, s.tarn, Role::staff);
  CHECK(manager.finds(GetAccount{s.alice.id()}));
  s.ends_memberships_of(s.alice, s.tarn);
  CHECK_FALSE(manager.finds(GetAccount{s.alice.id()}));
}

TEST_CASE("account and credential say the same after a password was replaced") {
  Scenario s;
  auto const session = s.bob.signs_in();
  s.bob.does(ReplacePassword{session, 1, "$argon2id$new"});
  CHECK(s.bob.sees(GetAccount{s.bob.id()}).at("has_password") == true);
  CHECK(mails_waiting(s) == std::vector{EmailAbout::password_changed});
}

}  // namespace staffroom::tests
