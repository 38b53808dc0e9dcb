// The HTTP side: codes, headers, lists, writes, and the pages for operators.
#include <doctest/doctest.h>

#include "protocol/limits.hpp"
#include "tests/support/test_client.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

TestServer& api_server() {
  static TestServer one;
  return one;
}

TestClient& bob() {
  static TestClient client(api_server().port(), api_server().token_of(api_server().bob));
  return client;
}

}  // namespace

TEST_CASE("without a session every path of the API is 401, known or not") {
  TestClient stranger(api_server().port());
  for (auto const* path : {"/api/v1/me", "/api/v1/teams/1", "/api/v1/nothing", "/api/v2/x", "/api/", "/api/v1/live",
                           "/api/v1/policy", "/api/v1/test/clocks"}) {
    CAPTURE(path);
    auto answer = stranger.get(path);
    CHECK(answer.status == 401);
    CHECK(answer.json().at("code") == "sign_in_required");
  }
  CHECK(stranger.get("/api/v1/openapi.json").status == 200);
  CHECK(stranger.post("/api/v1/teams", {{"x", 1}}).status == 401);
}

TEST_CASE("that there is no account yet is told while nothing was ever written, and never again") {
  TestServer::Options options;
  options.populated = false;
  TestServer server(options);
  CHECK(TestClient(server.port()).get("/api/v1/me").json().at("reason") == "no_accounts");
  server.restart();
  CHECK(TestClient(server.port()).get("/api/v1/me").json().at("reason") == "no_accounts");
  CreateOrganisation create;
  create.type = OrganisationType::network;
  create.title = {"Network"};
  server.does(std::move(create));
  auto const later = TestClient(server.port()).get("/api/v1/me").body;
  CHECK(later.find("no_accounts") == std::string::npos);
  CHECK(later == TestClient(api_server().port()).get("/api/v1/me").body);
}

TEST_CASE("an unknown path of the API is a problem, never the web page") {
  for (auto const* path :
       {"/api/v1/nothing", "/api/v2/teams", "/api", "/api/v1/teams/", "/api/v1/teams/01", "/api/v1/teams/x",
        "/api/v1/teams/%31", "/api/v1//teams", "/api/v1/../me", "/api/v1/teams%2f1", "/api/v1/teams/1\\"}) {
    CAPTURE(path);
    auto answer = bob().get(path);
    CHECK(answer.status == 404);
    CHECK(answer.header("content-type") == "application/problem+json");
  }
}

TEST_CASE("75 hidden and unknown are byte for byte the same") {
  TestClient carol(api_server().port(), api_server().token_of(api_server().carol));
  auto hidden = carol.get(api_server().messages_path());
  auto unknown = carol.get("/api/v1/topics/999999/messages");
  CHECK(hidden.status == 404);
  CHECK(hidden.body == unknown.body);
  auto write_hidden = carol.post(api_server().messages_path(), {{"text", "x"}});
  auto write_unknown = carol.post("/api/v1/topics/999999/messages", {{"text", "x"}});
  CHECK(write_hidden.status == 404);
  CHECK(write_hidden.body == write_unknown.body);
}

TEST_CASE("a post is 201 with Location, ETag and its place in the order") {
  auto answer = bob().post(api_server().messages_path(), {{"text", "Here."}});
  CHECK(answer.status == 201);
  auto record = answer.json();
  CHECK(record.at("kind") == "message");
  CHECK(answer.header("location") == record.at("self").get<std::string>());
  CHECK(answer.header("etag") == "\"1\"");
  CHECK(std::stoull(answer.header("staffroom-seq")) == api_server().store().seq());
  CHECK(answer.header("cache-control") == "no-store");
  auto read = bob().get(answer.header("location"));
  CHECK(read.json() == record);
  CHECK(read.header("etag") == "\"1\"");
}

TEST_CASE("an edit with If-Match is refused when the record has moved on") {
  auto path = bob().post(api_server().messages_path(), {{"text", "Draft."}}).header("location");
  auto edit = [&](std::string const& if_match) {
    return bob().call("PATCH", path, R"({"text":"Better."})", {{"If-Match", if_match}});
  };
  CHECK(edit("\"1\"").status == 200);
  CHECK(edit("\"1\"").status == 412);
  CHECK(edit("\"2\"").status == 200);
  for (auto const* odd : {"2", "W/\"2\"", "*", "\"x\"", "\"1\", \"2\"", "\"\""}) {
    CAPTURE(odd);
    auto answer = edit(odd);
    CHECK(answer.status == 400);
    CHECK(answer.json().at("path") == "header.if-match");
  }
}

TEST_CASE("an idempotency key gives the same answer again, and is checked") {
  Headers const key{{"Idempotency-Key", "a.b_c-9"}};
  auto first = bob().post(api_server().messages_path(), {{"text", "Once."}}, key);
  auto seq = api_server().store().seq();
  auto again = bob().call("POST", api_server().messages_path(), R"({ "text" : "Once." })", key);
  CHECK(again.status == 201);
  CHECK(again.body == first.body);
  CHECK(api_server().store().seq() == seq);
  auto other = bob().post(api_server().messages_path(), {{"text", "Twice."}}, key);
  CHECK(other.status == 409);
  CHECK(other.json().at("reason") == "key_reused");
  for (std::string const& odd :
       {std::string("a b"), std::string(65, 'x'), std::string("\"quoted\""), std::string("a/b")}) {
    CAPTURE(odd);
    CHECK(bob().post(api_server().messages_path(), {{"text", "x"}}, {{"Idempotency-Key", odd}}).status == 400);
  }
}

TEST_CASE("lists come in pages, newest first, and cursors lead through all of them") {
  for (int number = 0; number < 7; ++number)
    bob().post(api_server().messages_path(), {{"text", std::to_string(number)}});
  std::vector<int> ordinals;
  std::string cursor;
  do {
    auto page =
        bob().get(api_server().messages_path() + "?limit=3" + (cursor.empty() ? "" : "&cursor=" + cursor)).json();
    CHECK(page.at("items").size() <= 3);
    for (auto const& item : page.at("items")) ordinals.push_back(item.at("ordinal"));
    cursor = page.at("next").is_null() ? "" : page.at("next").get<std::string>();
  } while (!cursor.empty());
  CHECK(ordinals.size() >= 8);
  CHECK(std::is_sorted(ordinals.rbegin(), ordinals.rend()));
  CHECK(ordinals.back() == 1);
  CHECK(bob().get(api_server().messages_path() + "?cursor=nonsense").status == 400);
}

TEST_CASE("wrong methods name the right ones, HEAD is GET without a body") {
  auto wrong = bob().call("DELETE", "/api/v1/teams", {}, {});
  CHECK(wrong.status == 405);
  CHECK(wrong.header("allow").find("GET") != std::string::npos);
  auto head = bob().call("HEAD", "/api/v1/me", {}, {});
  CHECK(head.status == 200);
  CHECK(head.body.empty());
  CHECK(bob().call("GET", "/api/v1/me", "{}", {}).status == 400);
}

TEST_CASE("a field at fault is named by its path") {
  auto answer = bob().post(api_server().messages_path(), {{"text", 5}});
  CHECK(answer.status == 400);
  CHECK(answer.header("content-type") == "application/problem+json");
  CHECK(answer.json().at("path") == "body.text");
  CHECK(bob().post(api_server().messages_path(), {{"text", "x"}, {"author", 1}}).json().at("path") == "body.author");
  CHECK(bob().post(api_server().messages_path(), {{"text", "x"}, {"topic", 1}}).status == 400);
  CHECK(bob().call("POST", api_server().messages_path(), "{\"text\":\"x\"} x", {}).status == 400);
  CHECK(bob().call("POST", api_server().messages_path(), "{\"text\":\"a\",\"text\":\"b\"}", {}).status == 400);
}

TEST_CASE("every answer carries the security headers") {
  for (auto const& answer :
       {bob().get("/api/v1/me"), bob().get("/api/v1/nothing"), bob().get("/healthz"), bob().get("/x.js")}) {
    CHECK(answer.header("content-security-policy").find("require-trusted-types-for 'script'") != std::string::npos);
    CHECK(answer.header("x-content-type-options") == "nosniff");
    CHECK(answer.header("referrer-policy") == "same-origin");
    CHECK(answer.header("cross-origin-opener-policy") == "same-origin");
    CHECK(answer.header("server").empty());
  }
}

TEST_CASE("operators see health and metrics") {
  TestClient operators(api_server().port());
  CHECK(operators.get("/healthz").json().at("status") == "ok");
  CHECK(operators.get("/readyz").status == 200);
  auto metrics = operators.get("/metrics");
  CHECK(metrics.status == 200);
  CHECK(metrics.body.find("staffroom_commands_total") != std::string::npos);
  CHECK(operators.get("/metrics", {{"X-Forwarded-For", "1.2.3.4"}}).status == 404);
}

TEST_CASE("a person's writes are limited, and the limit names a time to come back") {
  TestServer strict({.limits_off = false});
  TestClient eager(strict.port(), strict.token_of(strict.bob));
  int accepted = 0;
  HttpAnswer last;
  for (int number = 0; number < 500; ++number) {
    last = eager.post(strict.messages_path(), {{"text", "again"}});
    if (last.status != 201) break;
    ++accepted;
  }
  CHECK(last.status == 429);
  CHECK_FALSE(last.header("retry-after").empty());
  CHECK(accepted >= static_cast<int>(limits::writes_burst));
  TestClient calm(strict.port(), strict.token_of(strict.alice));
  CHECK(calm.post(strict.messages_path(), {{"text", "mine"}}).status == 201);
}

TEST_CASE("the clock of a test moves by request, and only there") {
  TestClient anybody(api_server().port());
  auto before = api_server().store().now();
  auto moved = anybody.post("/api/v1/test/clock", {{"advance_ms", 5'000}});
  CHECK(moved.status == 200);
  CHECK(api_server().store().now() - before == std::chrono::seconds{5});
  CHECK(anybody.post("/api/v1/test/clock", {{"advance_ms", -1}}).status == 400);
  TestServer real({.manual_clock = false});
  TestClient client(real.port(), real.token_of(real.bob));
  CHECK(client.post("/api/v1/test/clock", {{"advance_ms", 5'000}}).status == 404);
}
