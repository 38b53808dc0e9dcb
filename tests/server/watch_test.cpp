// What those who run the hub see of it: the metrics page, the files for Prometheus and Grafana that name its metrics,
// the status, and a log that tells nothing of what people wrote.
#include "server/watch.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "server/links.hpp"
#include "server/log.hpp"
#include "server/request_log.hpp"
#include "server/version.hpp"
#include "tests/support/test_client.hpp"

using namespace staffroom;
using namespace staffroom::tests;
using namespace std::chrono_literals;

namespace {

std::string text_of(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string metrics_of(TestServer& server) { return TestClient(server.port()).get("/metrics").body; }

/// Of the sample that is named so, labels and all.
std::optional<double> sample(std::string const& page, std::string const& name) {
  auto const at = page.find("\n" + name + " ");
  if (at == page.npos) return {};
  return std::stod(page.substr(at + name.size() + 2));
}

/// The first time when the page holds what is wanted: it is measured by another thread, a moment after the start.
template <class Wanted>
bool becomes(Wanted const& wanted) {
  for (int tries = 0; tries < 200; ++tries) {
    if (wanted()) return true;
    std::this_thread::sleep_for(25ms);
  }
  return false;
}

PersonId administrator_of(TestServer& server, OrganisationId organisation, std::string const& name) {
  auto const person = server.add_person(name);
  CreateMembership join;
  join.person = person;
  join.organisation = organisation;
  join.role = Role::administrator;
  server.does(std::move(join));
  return person;
}

/// What is written to standard error while it lives.
class Overheard {
 public:
  Overheard() : path_(std::filesystem::temp_directory_path() / ("staffroom_log_" + std::to_string(::getpid()))) {
    int const file = ::open(path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    kept_ = ::dup(STDERR_FILENO);
    ::dup2(file, STDERR_FILENO);
    ::close(file);
  }
  ~Overheard() { finish(); }
  std::string finish() {
    if (kept_ < 0) return {};
    log::set_level(log::Level::error);
    ::dup2(kept_, STDERR_FILENO);
    ::close(kept_);
    kept_ = -1;
    auto said = text_of(path_);
    std::filesystem::remove(path_);
    return said;
  }

 private:
  std::filesystem::path path_;
  int kept_ = -1;
};

}  // namespace

TEST_CASE("the metrics page counts saves, groups, fan-out and requests in histograms whose buckets grow") {
  TestServer server;
  TestSocket bob(server.port(), server.token_of(server.bob));
  bob.hello();
  server.post(server.alice, "Happy to host on Thursday.");
  bob.next_with("events");
  REQUIRE(becomes([&] { return sample(metrics_of(server), "staffroom_fan_out_seconds_count{thread=\"0\"}") > 0; }));
  auto const page = metrics_of(server);
  for (std::string const name : {"staffroom_sync_seconds", "staffroom_commit_group_seconds",
                                 "staffroom_commit_group_commands", "staffroom_http_seconds"}) {
    INFO(name);
    auto const all = sample(page, name + "_count");
    REQUIRE(all.has_value());
    CHECK(*all > 0);
    CHECK(*sample(page, name + "_sum") > 0);
    std::regex const bucket(name + R"re(_bucket\{le="([^"]+)"\} (\d+))re");
    double bound = 0, count = 0;
    int buckets = 0;
    for (std::sregex_iterator it(page.begin(), page.end(), bucket), end; it != end; ++it, ++buckets) {
      auto const its_bound = (*it)[1] == "+Inf" ? 1e9 : std::stod((*it)[1]);
      CHECK(its_bound > bound);
      CHECK(std::stod((*it)[2]) >= count);
      bound = its_bound;
      count = std::stod((*it)[2]);
    }
    CHECK(buckets > 10);
    CHECK(bound == 1e9);
    CHECK(count == *all);
  }
  CHECK(sample(page, "staffroom_sent_bytes_total").has_value());
  CHECK(sample(page, "staffroom_queued_bytes") == 0);
  CHECK(page.find("staffroom_build_info{version=\"" + std::string(program_version()) + "\"} 1") != page.npos);
}

TEST_CASE("what has to be measured is measured by a thread of its own") {
  TestServer server;
  REQUIRE(becomes([&] { return sample(metrics_of(server), "staffroom_disk_total_bytes").value_or(0) > 0; }));
  auto const page = metrics_of(server);
  CHECK(*sample(page, "staffroom_disk_free_bytes") <= *sample(page, "staffroom_disk_total_bytes"));
  CHECK(*sample(page, "staffroom_data_bytes{part=\"database\"}") > 1'000);
  CHECK(sample(page, "staffroom_data_bytes{part=\"files\"}") == 0);
  CHECK(sample(page, "staffroom_follower_behind{follower=\"search\"}").has_value());
  CHECK(sample(page, "staffroom_follower_behind{follower=\"file_checks\"}") == 0);
  CHECK(*sample(page, "process_resident_memory_bytes") > 1e6);
  CHECK(*sample(page, "process_open_fds") > 5);
  CHECK(sample(page, "staffroom_mail_results_total{result=\"sent\"}") == 0);
}

TEST_CASE("each metric that the files for Prometheus and Grafana name is on the metrics page") {
  TestServer server;
  REQUIRE(becomes([&] { return sample(metrics_of(server), "staffroom_disk_total_bytes").value_or(0) > 0; }));
  auto const page = metrics_of(server);
  std::filesystem::path const folder(STAFFROOM_SOURCE_FOLDER "/tools/watch");
  auto const rules = text_of(folder / "staffroom.rules.yml");
  auto const dashboard = text_of(folder / "staffroom.dashboard.json");
  CHECK(ServerJson::parse(dashboard).at("panels").size() > 10);
  std::set<std::string> named;
  std::regex const metric(R"(\b(?:staffroom|process)_[a-z_]+)");
  for (auto const& text : {rules, dashboard}) {
    for (std::sregex_iterator it(text.begin(), text.end(), metric), end; it != end; ++it) named.insert(it->str());
  }
  CHECK(named.size() > 35);
  for (auto const& name : named) {
    auto const family = std::regex_replace(name, std::regex("_(bucket|sum|count)$"), "");
    bool const is_histogram = page.find("# TYPE " + family + " histogram\n") != page.npos;
    bool const is_there = page.find("# TYPE " + name + " ") != page.npos || (name != family && is_histogram);
    CHECK_MESSAGE(is_there, name);
  }
}

TEST_CASE("requests that came too often and failures of the hub are told apart") {
  Metrics metrics;
  metrics.answered(200, 900us);
  metrics.answered(429, 10us);
  metrics.answered(503, 20us);
  CHECK(metrics.answers[4] == 1);
  CHECK(metrics.answers[5] == 1);
  CHECK(metrics.refused_too_many == 1);
  CHECK(metrics.request_times.total() == 3);
  CHECK(metrics.request_times.sum() == 930);
}

TEST_CASE("administrators of the network see the hub's status, and it looks unknown to everybody else") {
  TestServer server;
  auto const nora = administrator_of(server, server.network, "nora");
  auto const ned = administrator_of(server, server.school, "ned");
  TestClient hers(server.port(), server.token_of(nora));
  auto const disk = [&] { return hers.get("/api/v1/status").json().at("disk").at("total_bytes").get<double>(); };
  REQUIRE(becomes([&] { return disk() > 0; }));
  server.post(server.alice, "Happy to host on Thursday.");
  auto const answer = hers.get("/api/v1/status");
  REQUIRE(answer.status == 200);
  CHECK(answer.header("cache-control") == "no-store");
  auto const status = answer.json();
  CHECK(status.at("version") == std::string(program_version()));
  CHECK(status.at("health") == "ok");
  CHECK(status.at("seq") == server.store().seq());
  CHECK(status.at("writes").at("groups").get<std::uint64_t>() > 0);
  CHECK(status.at("writes").at("sync_us_most") >= status.at("writes").at("sync_us_half"));
  CHECK(status.at("mail").at("way") == "off");
  CHECK(status.at("followers").at(0).at("name") == "search");
  for (auto const person : {ned, server.alice, server.dora}) {
    TestClient theirs(server.port(), server.token_of(person));
    auto const denied = theirs.get("/api/v1/status");
    auto const unknown = theirs.get("/api/v1/unheard-of");
    CHECK(denied.status == 404);
    CHECK(denied.body == unknown.body);
  }
  CHECK(TestClient(server.port()).get("/api/v1/status").status == 401);
}

TEST_CASE("a slow request is a warning that names the route, and never what stands in the path") {
  net::Request request;
  request.target = "/api/v1/topics/12/messages?cursor=canary";
  Overheard overheard;
  log::set_level(log::Level::debug);
  log_request(request, 200, 2'345ms);
  request.target = "/api/v1/links/canary/accept";
  request.verb = net::Verb::post;
  log_request(request, 204, 1'000ms);
  request.target = "/canary.js?canary";
  log_request(request, 404, 3ms);
  auto const said = overheard.finish();
  CHECK(said.find("slow_request method=GET route=/topics/{topic}/messages status=200 ms=2345") != said.npos);
  CHECK(said.find("slow_request method=POST route=/api/v1/links/ status=204 ms=1000") != said.npos);
  CHECK(said.find(" request method=POST route=file status=404 ms=3") != said.npos);
  CHECK(said.find("canary") == said.npos);
}

TEST_CASE("a whole story leaves nothing in the log of what was written, named, typed or secret") {
  Overheard overheard;
  std::string token;
  {
    TestServer server;
    log::set_level(log::Level::debug);  // the server of the tests says errors only
    auto const nora = administrator_of(server, server.network, "noracanary");
    token = server.token_of(nora);
    TestClient hers(server.port(), token);
    auto const credentials = [](std::string const& email, std::string const& password) {
      return ServerJson{{"email", email}, {"password", password}};
    };
    TestClient stranger(server.port());
    CHECK(stranger.post("/api/v1/session", credentials("bob@school.example", "canarypassword")).status == 401);
    CHECK(stranger.post("/api/v1/session", credentials("canarymail@school.example", "canary")).status == 401);
    CHECK(stranger.post("/api/v1/session", credentials("bob@school.example", TestServer::password)).status == 201);
    CHECK(hers.post("/api/v1/organisations/" + std::to_string(server.school.value) + "/invitations",
                    {{"email", "canarymail@new.example"}, {"role", "staff"}, {"note", "canarynote"}})
              .status == 201);
    TestClient alice(server.port(), server.token_of(server.alice));
    CHECK(alice.post(server.messages_path(), {{"text", "canarymessage"}}).status == 201);
    CHECK(alice.post(server.messages_path(), {{"canaryfield", "canaryvalue"}}).status == 400);
    CHECK(alice.call("POST", server.messages_path(), "{canary", {{"Content-Type", "application/json"}}).status == 400);
    CHECK(alice.get("/api/v1/search?q=canaryquery").status == 200);
    CHECK(alice.get("/api/v1/canarypath?canary=canary").status == 404);
    CHECK(stranger.get("/api/v1/links/canarytoken").status == 404);
    CHECK(stranger.get("/calendar/canarytoken.ics").status == 404);
    CHECK(stranger.get("/canaryfile").status >= 200);
    TestSocket live(server.port(), server.token_of(server.bob));
    live.hello();
    live.send({{"call", 1},
               {"command", "post_message"},
               {"ids", {{"topic", server.topic.value}}},
               {"body", {{"text", "canarycall"}}}});
    CHECK(live.next_with("answer").at("status") == 201);
    live.send({{"canaryframe", "canary"}});
    CHECK(live.close_code() > 0);
  }
  auto const said = overheard.finish();
  CHECK(said.find(" request method=POST route=/topics/{topic}/messages status=201") != said.npos);
  CHECK(said.find("sign_in_failed") != said.npos);
  CHECK(said.find("stopped") != said.npos);
  CHECK(said.find(token) == said.npos);
  for (auto const* word : {"canary", "alice", "nora", "school.example", "new.example", TestServer::password, "Maths"}) {
    auto const at = said.find(word);
    CHECK_MESSAGE(at == said.npos, word << " in: " << said.substr(at < 80 ? 0 : at - 80, 200));
  }
}
