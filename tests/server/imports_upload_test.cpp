// Sending a file to import by HTTP.
#include <doctest/doctest.h>

#include <thread>

#include "server/scheduler.hpp"
#include "tests/support/test_client.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

struct Sending {
  Sending() {
    admin = server.add_person("ines");
    server.does(CreateMembership{.person = admin, .organisation = server.network, .role = Role::administrator});
  }
  std::string path(std::string const& source = "staff_file", std::string const& extent = "delta") const {
    return "/api/v1/organisations/" + std::to_string(server.network.value) + "/imports/" + source + "/" + extent;
  }
  HttpAnswer sends(PersonId who, std::string const& file, Headers headers = {},
                   std::string const& source = "staff_file") {
    TestClient client(server.port(), server.token_of(who));
    headers.try_emplace("Content-Type", "text/csv");
    return client.call("POST", path(source), file, std::move(headers));
  }
  TestServer server;
  PersonId admin;
};

constexpr char const* staff_rows = "Email,Name,School\nada@x.example,Ada Okafor,School\n";

}  // namespace

TEST_CASE("imports: an upload is answered with the import, which is checked by and by") {
  Sending hub;
  auto const sent =
      hub.sends(hub.admin, staff_rows, {{"Content-Disposition", "attachment; filename=\"Our staff.csv\""}});
  REQUIRE(sent.status == 201);
  auto const job = sent.json();
  CHECK(job.at("kind") == "import_job");
  CHECK(job.at("file_name") == "Our staff.csv");
  CHECK(job.at("state") == "checking");
  CHECK(sent.header("location") == job.at("self").get<std::string>());
  tick_until_nothing_is_due(hub.server.store());
  TestClient client(hub.server.port(), hub.server.token_of(hub.admin));
  auto const checked = client.get(sent.header("location")).json();
  CHECK(checked.at("state") == "ready");
  CHECK(checked.at("counts").at("added") == 1);
  CHECK(client.get(sent.header("location") + "/rows").json().at("items").size() == 1);
  CHECK(client.post(sent.header("location") + "/commit", ServerJson::object()).status == 200);
  tick_until_nothing_is_due(hub.server.store());
  CHECK(client.get(sent.header("location")).json().at("state") == "done");
}

TEST_CASE("imports: a file that can't be used is an import that failed, in words") {
  Sending hub;
  auto const sent = hub.sends(hub.admin, "UPN,Name\nA999,Secret Pupil\n");
  CHECK(sent.status == 201);
  CHECK(sent.json().at("state") == "failed");
  CHECK(sent.body.find("Secret") == std::string::npos);
}

TEST_CASE("imports: uploads are refused as other writes are") {
  Sending hub;
  CHECK(TestClient(hub.server.port()).call("POST", hub.path(), staff_rows, {{"Content-Type", "text/csv"}}).status ==
        401);
  CHECK(hub.sends(hub.server.bob, staff_rows).status == 403);
  CHECK(hub.sends(hub.server.dora, staff_rows).status == 404);
  CHECK(hub.sends(hub.admin, staff_rows, {{"Origin", "https://evil.example"}}).status == 403);
  CHECK(hub.sends(hub.admin, staff_rows, {{"Content-Type", "text/plain"}}).status == 415);
  CHECK(hub.sends(hub.admin, staff_rows, {{"Content-Type", "application/json"}}).status == 415);
  CHECK(hub.sends(hub.admin, staff_rows, {{"Content-Encoding", "gzip"}}).status == 415);
  CHECK(hub.sends(hub.admin, staff_rows, {}, "one_roster").status == 415);
  CHECK(hub.sends(hub.admin, staff_rows, {}, "nothing").status == 404);
  CHECK(hub.sends(hub.server.bob, std::string(100'000, 'x')).status == 413);
}

TEST_CASE("imports: only so many files are read at once, and a place that was left is free again") {
  Sending hub;
  auto const token = hub.server.token_of(hub.admin);
  auto const head = "POST " + hub.path() + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(hub.server.port()) +
                    "\r\nCookie: staffroom=" + token +
                    "\r\nContent-Type: text/csv\r\nContent-Length: 1000\r\n\r\nEmail";
  {
    Wire one(hub.server.port());
    Wire two(hub.server.port());
    REQUIRE(one.send(head));
    REQUIRE(two.send(head));
    int status = 0;
    for (int i = 0; i < 100 && status != 503; ++i) {
      status = hub.sends(hub.admin, staff_rows).status;
      std::this_thread::yield();
    }
    CHECK(status == 503);
  }
  int status = 0;
  for (int i = 0; i < 200 && status != 201; ++i) status = hub.sends(hub.admin, staff_rows).status;
  CHECK(status == 201);
}
