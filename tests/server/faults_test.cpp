// The server over a disk that fails: what is told, what stays up, what comes back.
#include <doctest/doctest.h>

#include <filesystem>
#include <thread>

#include "tests/support/faulty_file_system.hpp"
#include "tests/support/test_client.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

struct FaultyServer {
  FaultyServer() {
    std::filesystem::create_directories(undo);
    disk = std::make_shared<FaultyFileSystem>(undo);
    server = std::make_unique<TestServer>(TestServer::Options{.file_system = disk});
  }
  ~FaultyServer() {
    disk->heal();
    server.reset();
    std::filesystem::remove_all(undo);
  }
  std::filesystem::path undo =
      std::filesystem::temp_directory_path() / ("staffroom-undo-" + std::to_string(::getpid()));
  std::shared_ptr<FaultyFileSystem> disk;
  std::unique_ptr<TestServer> server;
};

}  // namespace

TEST_CASE("a full disk makes the hub read-only: 507, reads and health go on, and it resumes by itself") {
  FaultyServer faulty;
  auto& server = *faulty.server;
  auto const token = server.token_of(server.bob);
  TestClient bob(server.port(), token);
  TestSocket live(server.port(), token);
  live.hello();
  faulty.disk->set_rule(
      [](Call const& call) { return call.operation == Operation::append ? Fault::no_space : Fault::none; });
  auto refused = bob.post(server.messages_path(), {{"text", "No room."}});
  CHECK(refused.status == 507);
  CHECK(refused.json().at("code") == "no_space");
  live.send(
      {{"call", 1}, {"command", "post_message"}, {"ids", {{"topic", server.topic.value}}}, {"body", {{"text", "x"}}}});
  CHECK(live.next_with("error").at("status") == 507);
  auto health = bob.get("/healthz");
  CHECK(health.status == 200);
  CHECK(health.json().at("status") == "read_only_no_space");
  CHECK(bob.get(server.messages_path()).status == 200);
  CHECK(bob.get(server.messages_path()).json().at("items").size() == 1);
  faulty.disk->heal();
  int status = 507;
  for (int round = 0; round < 750 && status == 507; ++round) {
    status = bob.post(server.messages_path(), {{"text", "There is room."}}).status;
    if (status == 507) std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
  CHECK(status == 201);
  CHECK(bob.get("/healthz").json().at("status") == "ok");
}

TEST_CASE("a failed sync stops all writes until a restart, and health says so") {
  FaultyServer faulty;
  auto& server = *faulty.server;
  TestClient bob(server.port(), server.token_of(server.bob));
  faulty.disk->set_rule(
      [](Call const& call) { return call.operation == Operation::sync ? Fault::io_error : Fault::none; });
  CHECK(bob.post(server.messages_path(), {{"text", "Lost?"}}).status == 503);
  faulty.disk->heal();
  CHECK(bob.post(server.messages_path(), {{"text", "Still not."}}).status == 503);
  auto health = bob.get("/healthz");
  CHECK(health.status == 503);
  CHECK(health.json().at("status") == "read_only_failed");
  CHECK(bob.get(server.messages_path()).status == 200);
}
