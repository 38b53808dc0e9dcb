// Programs with a person's token: what it opens, what it never opens, and what ends it.
#include <doctest/doctest.h>

#include <fstream>

#include "protocol/codec.hpp"
#include "protocol/described_json.hpp"
#include "server/api_tokens.hpp"
#include "server/token_scopes.hpp"
#include "tests/support/test_client.hpp"
#include "tests/support/weighed.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

constexpr std::array all_scopes{"read", "talk", "share", "support", "review", "buy", "administer"};
constexpr std::uint64_t nobody = 999'999;

HttpAnswer ask_for_token(TestServer& server, PersonId person, ServerJson const& scopes, int days = 30) {
  TestClient page(server.port(), server.token_of(person));
  return page.post("/api/v1/api-tokens", {{"token_name", "Exporter canary"}, {"scopes", scopes}, {"days", days}});
}

/// Somebody's program, which carries a token and no cookie.
class Program {
 public:
  Program(TestServer& server, PersonId person, ServerJson const& scopes) : client_(server.port()) {
    auto const made = ask_for_token(server, person, scopes);
    REQUIRE(made.status == 201);
    id = made.json().at("token").at("id");
    secret = made.json().at("secret");
  }
  HttpAnswer call(std::string const& method, std::string const& path, std::optional<std::string> body = {},
                  Headers headers = {}) {
    headers.emplace("Authorization", "Bearer " + secret);
    return client_.call(method, path, std::move(body), std::move(headers));
  }
  HttpAnswer get(std::string const& path) { return call("GET", path); }
  HttpAnswer post(std::string const& path, ServerJson const& body) { return call("POST", path, body.dump()); }
  Headers bearer() const { return {{"Authorization", "Bearer " + secret}}; }

  std::uint64_t id = 0;
  std::string secret;

 private:
  TestClient client_;
};

bool lacks_scope(HttpAnswer const& answer) { return answer.status == 403 && answer.json().at("reason") == "scope"; }

/// With ids that there are not, so that asking changes nothing.
std::string path_to(Endpoint const& endpoint) {
  std::string path(endpoint.path);
  auto const& fields = described::request_types()[endpoint.index].fields->fields;
  for (auto const& field : fields) {
    auto const at = path.find("{" + std::string(field.name) + "}");
    if (at == path.npos) continue;
    bool const is_word = field.type->form == described::Form::word;
    path.replace(at, field.name.size() + 2, is_word ? std::string(field.type->words[0]) : std::to_string(nobody));
  }
  return "/api/v1" + path;
}

HttpAnswer ask_endpoint(Program& program, Endpoint const& endpoint) {
  constexpr std::array methods{"GET", "POST", "PUT", "PATCH", "DELETE"};
  std::optional<std::string> body;
  if (endpoint.method != Method::get && endpoint.method != Method::remove) body = "{}";
  return program.call(methods[static_cast<std::size_t>(endpoint.method)], path_to(endpoint), body);
}

/// Whether these bytes stand in any file of the folder.
bool lies_in(std::filesystem::path const& folder, std::string const& bytes) {
  for (auto const& it : std::filesystem::recursive_directory_iterator(folder)) {
    if (!it.is_regular_file()) continue;
    std::ifstream file(it.path(), std::ios::binary);
    std::string const text{std::istreambuf_iterator<char>(file), {}};
    if (text.find(bytes) != text.npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("tokens: one is shown once, and opens what its scopes say without a cookie") {
  TestServer server;
  auto const made = ask_for_token(server, server.bob, {"read", "talk"});
  CHECK(made.status == 201);
  CHECK(made.header("cache-control") == "no-store");
  CHECK(made.header("location").starts_with("/api/v1/api-tokens/"));
  auto const secret = made.json().at("secret").get<std::string>();
  CHECK(secret.starts_with("staffroom_"));
  CHECK(secret.size() == 53);
  CHECK(made.json().at("token").at("name") == "Exporter canary");
  CHECK(made.json().at("token").at("person") == server.bob.value);
  CHECK(ask_for_token(server, server.bob, {"read"}).json().at("secret") != secret);

  TestClient page(server.port(), server.token_of(server.bob));
  auto const listed = page.get("/api/v1/api-tokens");
  CHECK(listed.json().at("items").size() == 2);
  CHECK(listed.body.find(secret) == std::string::npos);

  Program program(server, server.bob, {"read", "talk"});
  CHECK(program.get("/api/v1/teams").status == 200);
  CHECK(program.call("HEAD", "/api/v1/teams").status == 200);
  CHECK(program.get("/api/v1/policy").status == 200);
  auto const posted = program.post(server.messages_path(), {{"text", "From a program"}});
  CHECK(posted.status == 201);
  CHECK(posted.json().at("author") == server.bob.value);
  CHECK(posted.header("set-cookie").empty());
}

TEST_CASE("tokens: a wish that says too little, too much or not recently enough is refused") {
  TestServer server;
  CHECK(ask_for_token(server, server.bob, ServerJson::array()).status == 422);
  CHECK(ask_for_token(server, server.bob, {"everything"}).status == 400);
  CHECK(ask_for_token(server, server.bob, {"read"}, 367).status == 422);
  CHECK(ask_for_token(server, server.bob, {"read"}, 0).status == 422);
  TestClient page(server.port(), server.token_of(server.bob));
  ServerJson const wish{{"token_name", "Exporter"}, {"scopes", {"read"}}, {"days", 1}};
  CHECK(page.post("/api/v1/api-tokens", wish, {{"Origin", "http://evil.example"}}).status == 403);
  server.store().advance_clock(limits::session_fresh_for + std::chrono::minutes{1});
  auto const stale = page.post("/api/v1/api-tokens", wish);
  CHECK(stale.status == 403);
  CHECK(stale.json().at("reason") == "fresh");
  CHECK(page.post("/api/v1/me/confirm", {{"password", TestServer::password}}).status < 300);
  CHECK(page.post("/api/v1/api-tokens", wish).status == 201);
  CHECK(TestClient(server.port()).post("/api/v1/api-tokens", wish).status == 401);
}

TEST_CASE("tokens: every path needs the one scope that stands in the table, or no token opens it") {
  TestServer server;
  std::map<std::string, std::unique_ptr<Program>> only, all_but;
  for (auto const* scope : all_scopes) {
    only[scope] = std::make_unique<Program>(server, server.alice, ServerJson{scope});
    auto others = ServerJson::array();
    for (auto const* other : all_scopes) {
      if (other != std::string_view(scope)) others.push_back(other);
    }
    all_but[scope] = std::make_unique<Program>(server, server.alice, others);
  }
  Program everything(server, server.alice, all_scopes);
  std::map<std::string, int> seen;
  for (auto const& endpoint : endpoints()) {
    CAPTURE(endpoint.name);
    bool const is_open = endpoint.name == SignIn::name || endpoint.name == ForgotPassword::name;
    if (is_open) continue;  // for who has nothing yet: whatever is sent besides is not looked at
    auto const needed = scope_of(endpoint.name);
    std::string const word = needed ? boost::describe::enum_to_string(*needed, "") : "never";
    ++seen[word];
    if (!needed) {
      CHECK(lacks_scope(ask_endpoint(everything, endpoint)));
      continue;
    }
    CHECK((*needed == TokenScope::read) <= endpoint.is_query);
    CHECK(lacks_scope(ask_endpoint(*all_but[word], endpoint)));
    auto const answer = ask_endpoint(*only[word], endpoint);
    CHECK(answer.status != 401);
    CHECK_FALSE(lacks_scope(answer));
  }
  for (auto const* scope : all_scopes) CHECK(seen[scope] > 10);
  CHECK(seen["never"] > 20);
  CHECK(server.store().verify().empty());
}

TEST_CASE("tokens: copies, sheets and the live connection follow the same rule") {
  TestServer server;
  Program everything(server, server.alice, all_scopes), writer(server, server.alice, {"talk", "share"});
  auto const person = "/api/v1/people/" + std::to_string(server.alice.value);
  for (auto const& path :
       {std::string("/api/v1/me"), std::string("/api/v1/me/data"), person + "/data", std::string("/api/v1/audit.csv"),
        std::string("/api/v1/purchases/1/file.zip"), std::string("/api/v1/me/sessions"), person + "/account"}) {
    CAPTURE(path);
    CHECK(lacks_scope(everything.get(path)));
  }
  auto const file = "/api/v1/resource-versions/" + std::to_string(nobody) + "/files/0";
  auto const sheet = "/api/v1/organisations/" + std::to_string(server.school.value) + "/contracts.csv";
  for (auto const& path : {file, sheet, std::string("/api/v1/policy")}) {
    CAPTURE(path);
    CHECK(lacks_scope(writer.get(path)));
    CHECK_FALSE(lacks_scope(everything.get(path)));
  }
  CHECK(everything.get(sheet).status == 200);
  // A path that does not exist is one for whatever token.
  CHECK(writer.get("/api/v1/nothing/here").status == 404);
  CHECK(writer.get("/api/v2/teams").status == 404);
  TestSocket live(server.port(), "", everything.bearer());
  CHECK(live.status() == 403);
  CHECK(live.handshake_body().find("\"scope\"") != std::string::npos);
}

TEST_CASE("tokens: what a token does not open tells nothing of what is there") {
  TestServer server;
  Program writer(server, server.carol, {"talk"}), reader(server, server.carol, {"read"});
  auto const hidden = "/api/v1/topics/" + std::to_string(server.topic.value);
  auto const unknown = "/api/v1/topics/" + std::to_string(nobody);
  auto const without = writer.get(hidden);
  CHECK(lacks_scope(without));
  CHECK(without.body == writer.get(unknown).body);
  // With the scope it is what the person may see, and no more.
  auto const with = reader.get(hidden);
  CHECK(with.status == 404);
  CHECK(with.body == reader.get(unknown).body);
  CHECK(writer.post(server.messages_path(), {{"text", "Not mine to say"}}).status == 404);
  CHECK(lacks_scope(reader.post(server.messages_path(), {{"text", "Only reading"}})));
}

TEST_CASE("tokens: a token is shown on purpose: no Origin is asked of it, and no cookie may stand beside it") {
  TestServer server;
  Program program(server, server.bob, {"read", "talk"});
  auto const body = ServerJson{{"text", "From elsewhere"}}.dump();
  CHECK(program.call("POST", server.messages_path(), body, {{"Origin", "http://elsewhere.example"}}).status == 201);
  CHECK(program.call("POST", server.messages_path(), body, {{"Content-Type", "text/plain"}}).status == 415);
  auto const both = server.token_of(server.bob);
  TestClient browser(server.port(), both);
  auto const confused = browser.get("/api/v1/teams", program.bearer());
  CHECK(confused.status == 400);
  CHECK(confused.body.find("not both") != std::string::npos);
  CHECK(program.call("GET", "/api/v1/teams", {}, {{"Cookie", "theme=dark"}}).status == 200);
  // What a proxy's password puts there is none of ours.
  CHECK(browser.get("/api/v1/teams", {{"Authorization", "Basic dXNlcjpwYXNz"}}).status == 200);
  CHECK(TestClient(server.port()).get("/api/v1/teams", {{"Authorization", "bearer   " + program.secret}}).status ==
        200);
  Wire wire(server.port());
  wire.send("GET /api/v1/teams HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port()) +
            "\r\nAuthorization: Bearer " + program.secret + "\r\nAuthorization: Bearer x\r\nConnection: close\r\n\r\n");
  CHECK(wire.receive_all().value_or("").starts_with("HTTP/1.1 400"));
}

TEST_CASE("tokens: what is unknown, revoked or over is 401 on the next request, on every thread") {
  TestServer server({.threads = 2});
  auto const refused = [&](std::string const& secret) {
    for (int connection = 0; connection < 6; ++connection) {
      auto const answer = TestClient(server.port()).get("/api/v1/teams", {{"Authorization", "Bearer " + secret}});
      CHECK(answer.status == 401);
      CHECK(answer.header("www-authenticate").starts_with("Bearer"));
    }
  };
  refused("");
  refused("staffroom_");
  refused("staffroom_" + std::string(43, 'A'));
  refused(std::string(4'000, 'x'));
  refused(server.token_of(server.bob));  // a session's is none
  Program program(server, server.bob, {"read"}), short_lived(server, server.bob, {"read"});
  refused(program.secret.substr(10));
  TestClient cookie(server.port(), program.secret.substr(10));
  CHECK(cookie.get("/api/v1/teams").status == 401);
  TestClient page(server.port(), server.token_of(server.bob));
  for (int connection = 0; connection < 6; ++connection) {
    CHECK(TestClient(server.port()).get("/api/v1/teams", program.bearer()).status == 200);
  }
  CHECK(page.call("DELETE", "/api/v1/api-tokens/" + std::to_string(program.id), {}, {}).status == 204);
  refused(program.secret);
  CHECK(short_lived.get("/api/v1/teams").status == 200);
  server.store().advance_clock(std::chrono::days{30});
  refused(short_lived.secret);
}

TEST_CASE("tokens: who leaves loses the next request, and an upload that is under way stops") {
  TestServer server;
  Program program(server, server.bob, {"share"});
  auto const uploads = "/api/v1/organisations/" + std::to_string(server.school.value) + "/uploads";
  Headers const opening{{"Tus-Resumable", "1.0.0"}, {"Upload-Length", "11"}, {"Upload-Metadata", "filename YS50eHQ="}};
  auto const made = program.call("POST", uploads, {}, opening);
  REQUIRE(made.status == 201);
  auto const where = made.header("location");
  auto const send = [&](std::string const& bytes, int offset) {
    return program.call("PATCH", where, bytes,
                        {{"Tus-Resumable", "1.0.0"},
                         {"Upload-Offset", std::to_string(offset)},
                         {"Content-Type", "application/offset+octet-stream"}});
  };
  CHECK(send("hello ", 0).status == 204);
  CHECK(program.call("HEAD", where, {}, {{"Tus-Resumable", "1.0.0"}}).header("upload-offset") == "6");
  Program reader(server, server.bob, {"read"});
  CHECK(lacks_scope(reader.call("POST", uploads, {}, opening)));
  EndSessions everywhere{server.bob};
  server.does(everywhere);
  CHECK(send("world", 6).status == 401);
}

TEST_CASE("tokens: programs have a share of their person's rate, and leave the rest") {
  TestServer server({.limits_off = false});
  Program program(server, server.bob, {"read"});
  int answered = 0;
  auto refused = program.get("/api/v1/teams");
  for (; answered < 400 && refused.status == 200; ++answered) refused = program.get("/api/v1/teams");
  CHECK(answered >= 140);
  CHECK(answered < 300);
  CHECK(refused.status == 429);
  CHECK_FALSE(refused.header("retry-after").empty());
  TestClient page(server.port(), server.token_of(server.bob));
  CHECK(page.get("/api/v1/teams").status == 200);
  // Guessing comes down to the strangers' rate.
  int guesses = 0;
  TestClient guesser(server.port());
  Headers const guess{{"Authorization", "Bearer staffroom_" + std::string(43, 'A')}};
  while (guesses < 400 && guesser.get("/api/v1/teams", guess).status == 401) ++guesses;
  CHECK(guesses < 300);
}

TEST_CASE("tokens: its person sees when it was used, in steps of an hour") {
  TestServer server;
  Program program(server, server.bob, {"read"});
  TestClient page(server.port(), server.token_of(server.bob));
  auto const record = [&] { return page.get("/api/v1/api-tokens/" + std::to_string(program.id)).json(); };
  auto const used_at = [&](TimestampMs at) {
    for (int tries = 0; tries < 2'000; ++tries) {
      if (auto const now = record(); now.contains("last_used") && now.at("last_used") == at.value) return true;
      server.post(server.bob, "The committer goes on.");
    }
    return false;
  };
  CHECK_FALSE(record().contains("last_used"));
  auto const first = server.store().now();
  for (int i = 0; i < 20; ++i) CHECK(program.get("/api/v1/teams").status == 200);
  CHECK(used_at(first));
  CHECK(record().at("version") == 2);
  server.store().advance_clock(limits::api_token_touch_every - std::chrono::minutes{1});
  CHECK(program.get("/api/v1/teams").status == 200);
  server.store().advance_clock(std::chrono::minutes{2});
  auto const second = server.store().now();
  CHECK(program.get("/api/v1/teams").status == 200);
  CHECK(used_at(second));
  CHECK(record().at("version") == 3);
}

TEST_CASE("tokens: the secret stands in no byte of the folder and in no line of the log") {
  TestServer server;
  Weighed const weighed;
  Program program(server, server.bob, {"read", "talk"});
  auto const secret = program.secret.substr(10);
  CHECK(program.get("/api/v1/teams").status == 200);
  CHECK(program.get("/api/v1/me").status == 403);
  CHECK(program.get("/api/v1/teams?x=" + program.secret).status == 400);
  CHECK(TestClient(server.port()).get("/api/v1/teams", {{"Authorization", "Bearer " + secret}}).status == 401);
  auto const again = program.post("/api/v1/api-tokens", {{"token_name", "Another"}, {"scopes", {"read"}}});
  CHECK(lacks_scope(again));
  CHECK(again.body.find(secret) == std::string::npos);
  CHECK(lies_in(server.data(), ApiTokens::hash_of(program.secret)));
  CHECK_FALSE(lies_in(server.data(), secret));
  server.restart();
  CHECK_FALSE(lies_in(server.data(), secret));
  CHECK(TestClient(server.port()).get("/api/v1/teams", program.bearer()).status == 200);
  CHECK(weighed.logged("token_made") == 1);
  CHECK(weighed.logged(secret) == 0);
  CHECK(weighed.logged("Exporter canary") == 0);
}
