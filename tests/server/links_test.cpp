// Links by HTTP: tokens that are forged, cut, foreign, used or late; what a link shows and does; and that nobody learns
// who has an account.
#include "server/links.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>

#include "server/passwords.hpp"
#include "store/mails.hpp"
#include "tests/support/test_client.hpp"

using namespace staffroom;
using namespace staffroom::tests;
using namespace std::chrono_literals;

namespace {

constexpr char const* strong = "copper kettle, wet slate";

/// A server and what makes links for it, as its mails would.
struct Mailed {
  explicit Mailed(TestServer::Options options = {}) : server(std::move(options)) {
    key = *links::open_key(server.data());
    administrator = server.add_person("nora");
    CreateMembership join;
    join.person = administrator;
    join.organisation = server.network;
    join.role = Role::administrator;
    server.does(std::move(join));
  }

  InvitationId invites(std::string const& email) {
    InviteToOrganisation invite;
    invite.organisation = server.school;
    invite.email = {email};
    invite.note = {"Do <b>come</b>."};
    return {ServerJson::parse(server.does(std::move(invite), administrator).record).at("id").get<std::uint64_t>()};
  }
  std::string token(InvitationId id, std::uint64_t generation = 1) {
    return links::token_of(key, {LinkType::invitation, id.value, generation, server.store().now() + 24h * 14});
  }
  std::string reset_token(PersonId person) {
    auto const version = server.store().credential_of(person)->version;
    return links::token_of(key, {LinkType::password, person.value, version, server.store().now() + 1h});
  }

  TestServer server;
  links::Key key{};
  PersonId administrator;
};

std::string path(std::string const& token, std::string const& act = {}) {
  return "/api/v1/links/" + token + (act.empty() ? "" : "/" + act);
}

ServerJson newcomer() { return {{"person_name", "Nia New"}, {"password", strong}}; }

std::string cookie_of(HttpAnswer const& answer) {
  auto const cookie = answer.header("set-cookie");
  auto const start = cookie.find('=') + 1;
  return cookie.substr(start, cookie.find(';') - start);
}

}  // namespace

TEST_CASE("a token says what it was made of, and only under its key") {
  passwords::start();
  links::Key key{}, other{};
  key.fill(7);
  other.fill(8);
  links::Link const link{LinkType::password, 42, 7, {1'800'000'000'000}};
  auto const token = links::token_of(key, link);
  CHECK(links::read_token(key, token) == link);
  CHECK_FALSE(links::read_token(other, token));
  CHECK_FALSE(links::read_token(key, ""));
  CHECK_FALSE(links::read_token(key, token + "A"));
  for (std::size_t at = 0; at < token.size(); ++at) {
    CHECK_FALSE(links::read_token(key, token.substr(0, at)));
    auto altered = token;
    altered[at] = altered[at] == 'A' ? 'B' : 'A';
    CHECK_FALSE(links::read_token(key, altered));
    int other_spellings = 0;
    for (int byte = 128; byte < 256; ++byte) {
      altered[at] = static_cast<char>(byte);
      other_spellings += links::read_token(key, altered) ? 1 : 0;
    }
    CHECK(other_spellings == 0);
  }
  CHECK(links::address_mark("A@b.example") == links::address_mark("a@B.example"));
  CHECK(links::address_mark("a@b.example") != links::address_mark("a@c.example"));
}

TEST_CASE("the key is made once, for its owner only, and a damaged one is refused") {
  passwords::start();
  TestServer server;
  auto const key = links::open_key(server.data());
  REQUIRE(key.has_value());
  CHECK(*links::open_key(server.data()) == *key);
  struct stat status{};
  REQUIRE(::stat((server.data() / "link.key").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  std::ofstream(server.data() / "link.key") << "short";
  auto const damaged = links::open_key(server.data());
  REQUIRE_FALSE(damaged.has_value());
  CHECK(damaged.error().detail.find("link.key") != std::string::npos);
}

TEST_CASE("an invitation shows itself, makes the account and signs in, once") {
  Mailed it;
  auto const token = it.token(it.invites("nia@school.example"));
  TestClient client(it.server.port());
  auto const view = client.get(path(token));
  REQUIRE(view.status == 200);
  CHECK(view.header("cache-control") == "no-store");
  CHECK(view.json().at("type") == "invitation");
  CHECK(view.json().at("email") == "nia@school.example");
  CHECK(view.json().at("invited_by") == "nora");
  CHECK(view.json().at("organisation") == "School");
  CHECK(view.json().at("has_account") == false);
  CHECK(view.json().at("note") == "Do <b>come</b>.");
  CHECK(client.get(path(token)).body == view.body);  // looking changes nothing
  CHECK(client.post(path(token, "accept"), {{"password", strong}}).status == 422);
  CHECK(client.post(path(token, "accept"), {{"person_name", "Nia New"}}).status == 422);
  CHECK(client.post(path(token, "accept"), {{"person_name", "Nia New"}, {"password", "password123"}}).status == 422);
  auto const accepted = client.post(path(token, "accept"), newcomer());
  REQUIRE(accepted.status == 201);
  CHECK(accepted.header("set-cookie").find("HttpOnly") != std::string::npos);
  CHECK(accepted.body.find(cookie_of(accepted)) == std::string::npos);
  TestClient nia(it.server.port(), cookie_of(accepted));
  CHECK(nia.get("/api/v1/me").json().at("name") == "Nia New");
  auto const unknown = client.get(path(std::string(76, 'A')));
  CHECK(unknown.status == 404);
  CHECK(client.get(path(token)).body == unknown.body);
  CHECK(client.post(path(token, "accept"), newcomer()).body == unknown.body);
  CHECK(client.post(path(token, "decline"), ServerJson::object()).body == unknown.body);
  CHECK(client.post("/api/v1/session", {{"email", "nia@school.example"}, {"password", strong}}).status == 201);
}

TEST_CASE("63 forged, cut, foreign, withdrawn, late and renewed links answer alike, and do nothing") {
  Mailed it;
  auto const id = it.invites("nia@school.example");
  auto const token = it.token(id);
  links::Key foreign{};
  foreign.fill(1);
  auto const ends = it.server.store().now() + 24h;
  auto const late = links::token_of(it.key, {LinkType::invitation, id.value, 1, it.server.store().now()});
  TestClient client(it.server.port());
  auto const unknown = client.get(path("nothing"));
  REQUIRE(unknown.status == 404);
  for (auto const& bad :
       {token.substr(1), token.substr(0, 75), token + "A", late, it.token(id, 2), it.token(InvitationId{999'999}),
        links::token_of(foreign, {LinkType::invitation, id.value, 1, ends}),
        // The same numbers under another type are another link.
        links::token_of(it.key, {LinkType::email, id.value, 1, ends}),
        links::token_of(it.key, {LinkType::password, id.value, 1, ends}),
        links::token_of(it.key, {static_cast<LinkType>(9), id.value, 1, ends})}) {
    CAPTURE(bad);
    auto const looked = client.get(path(bad));
    CHECK(looked.status == 404);
    CHECK(looked.body == unknown.body);
    CHECK(client.post(path(bad, "accept"), newcomer()).body == unknown.body);
  }
  CHECK(client.get(path(token, "accept")).status == 404);
  CHECK(client.post(path(token), ServerJson::object()).status == 404);
  CHECK(client.post(path(token, "destroy"), ServerJson::object()).status == 404);
  CHECK(client.call("DELETE", path(token), {}, {}).status == 405);
  it.server.does(ResendInvitation{id}, it.administrator);
  CHECK(client.get(path(token)).status == 404);
  CHECK(client.get(path(it.token(id, 2))).status == 200);
  it.server.does(RevokeInvitation{id}, it.administrator);
  CHECK(client.get(path(it.token(id, 2))).body == unknown.body);
  CHECK_FALSE(it.server.store().credential_of("nia@school.example"));
}

TEST_CASE("a form on another page can't use a link in my name") {
  Mailed it;
  auto const token = it.token(it.invites("nia@school.example"));
  TestClient client(it.server.port());
  auto const foreign = client.post(path(token, "accept"), newcomer(), {{"Origin", "https://evil.example"}});
  CHECK(foreign.status == 403);
  auto const form =
      client.call("POST", path(token, "decline"), "a=b", {{"Content-Type", "application/x-www-form-urlencoded"}});
  CHECK(form.status == 415);
  CHECK(client.get(path(token)).status == 200);
}

TEST_CASE("who has an account signs in with the invited address first") {
  Mailed it;
  auto const guest = [&] {
    InviteToTeam invite;
    invite.team = it.server.team;
    invite.email = {"carol@school.example"};
    auto const made = it.server.does(std::move(invite), it.server.alice);
    return it.token({ServerJson::parse(made.record).at("id").get<std::uint64_t>()});
  };
  auto const token = guest();
  TestClient nobody(it.server.port());
  CHECK(nobody.get(path(token)).json().at("has_account") == true);
  auto const refused = nobody.post(path(token, "accept"), ServerJson::object());
  CHECK(refused.status == 403);
  CHECK(refused.json().at("reason") == "invited_address");
  CHECK(refused.body.find("carol") == std::string::npos);
  TestClient bob(it.server.port(), it.server.token_of(it.server.bob));
  CHECK(bob.post(path(token, "accept"), newcomer()).status == 403);
  TestClient carol(it.server.port(), it.server.token_of(it.server.carol));
  CHECK(carol.call("POST", path(token, "accept"), {}, {}).status == 204);
  CHECK(carol.get(it.server.messages_path()).status == 200);
}

TEST_CASE("no, thank you") {
  Mailed it;
  auto const token = it.token(it.invites("nia@school.example"));
  TestClient client(it.server.port());
  CHECK(client.call("POST", path(token, "decline"), {}, {}).status == 204);
  CHECK(client.get(path(token)).status == 404);
}

TEST_CASE("a forgotten password: a new one by the link, once, and every session ends") {
  Mailed it;
  auto const token = it.reset_token(it.server.bob);
  auto const second = it.reset_token(it.server.bob);
  TestClient signed_in(it.server.port(), it.server.token_of(it.server.bob));
  TestClient client(it.server.port());
  auto const view = client.get(path(token));
  CHECK(view.json().at("type") == "password");
  CHECK(view.json().at("email") == "bob@school.example");
  auto const weak = client.post(path(token, "accept"), {{"password", "bobbobbobbob"}});
  CHECK(weak.status == 422);
  auto const set = client.post(path(token, "accept"), {{"password", strong}});
  CHECK(set.status == 204);
  CHECK(set.header("set-cookie").empty());
  CHECK(signed_in.get("/api/v1/me").status == 401);
  CHECK(client.get(path(token)).status == 404);
  CHECK(client.post(path(second, "accept"), {{"password", strong}}).status == 404);
  CHECK(client.post("/api/v1/session", {{"email", "bob@school.example"}, {"password", strong}}).status == 201);
  auto const another = it.reset_token(it.server.bob);
  CHECK(client.call("POST", path(another, "decline"), {}, {}).status == 204);  // this was not me
  CHECK(client.post(path(another, "accept"), {{"password", strong}}).status == 404);
  CHECK(client.post("/api/v1/session", {{"email", "bob@school.example"}, {"password", strong}}).status == 201);
}

TEST_CASE("a reset link is over after an hour") {
  Mailed it;
  auto const token = it.reset_token(it.server.bob);
  TestClient client(it.server.port());
  CHECK(client.post("/api/v1/test/clock", {{"advance_ms", 3'600'000 - 1}}).status == 200);
  CHECK(client.get(path(token)).status == 200);
  CHECK(client.post("/api/v1/test/clock", {{"advance_ms", 1}}).status == 200);
  CHECK(client.get(path(token)).status == 404);
}

TEST_CASE("a new address is confirmed by the link that went there") {
  Mailed it;
  auto const& store = it.server.store();
  Submission change;
  change.actor = {it.server.bob, {}, store.now() + 5min};
  change.command = ChangeEmail{it.server.bob, {"bob.new@school.example"}};
  REQUIRE(it.server.store().submit_and_wait(std::move(change)).has_value());
  auto const link = [&](char const* address) {
    return links::token_of(it.key,
                           {LinkType::email, it.server.bob.value, links::address_mark(address), store.now() + 24h});
  };
  TestClient client(it.server.port());
  CHECK(client.get(path(link("bob.other@school.example"))).status == 404);
  CHECK(client.get(path(link("bob.new@school.example"))).json().at("email") == "bob.new@school.example");
  CHECK(client.call("POST", path(link("bob.new@school.example"), "accept"), {}, {}).status == 204);
  CHECK(store.credential_of(it.server.bob)->email.value == "bob.new@school.example");
  CHECK(client.get(path(link("bob.new@school.example"))).status == 404);
}

TEST_CASE("60 asking for a reset tells nobody who has an account") {
  Mailed it;
  TestClient client(it.server.port());
  auto const ask = [&](char const* email) {
    auto answer = client.post("/api/v1/password-resets", {{"email", email}});
    answer.headers.erase("date");
    return answer;
  };
  auto const known = ask("bob@school.example");
  auto const unknown = ask("nobody@school.example");
  auto const odd = ask("no address");
  CHECK(known.status == 204);
  CHECK(known.status == unknown.status);
  CHECK(known.body == unknown.body);
  CHECK(known.headers == unknown.headers);
  CHECK(known.headers == odd.headers);
  // It comes behind them in the order: then both have been decided.
  it.server.does(AskReset{{"nobody@school.example"}});
  std::size_t due = 0;
  for (auto const& note : it.server.store().emails_waiting(100)) due += note.about == EmailAbout::reset ? 1 : 0;
  CHECK(due == 1);
}

TEST_CASE("asking for resets is slowed down, alike for known and unknown addresses") {
  Mailed it({.limits_off = false});
  TestClient client(it.server.port());
  for (auto const* email : {"bob@school.example", "nobody@school.example"}) {
    int taken = 0;
    for (int time = 0; time < 5; ++time) {
      auto const answer = client.post("/api/v1/password-resets", {{"email", email}});
      taken += answer.status == 204 ? 1 : 0;
      if (answer.status != 204) CHECK(answer.status == 429);
    }
    CHECK(taken == 3);
  }
}
