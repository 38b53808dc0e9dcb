// A real server on a loopback port over a temporary folder, and clients that speak to it by plain sockets: well-behaved
// ones for HTTP and WebSocket, and a bare wire for everything that is not well-behaved.
#pragma once
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "server/app.hpp"

namespace staffroom::tests {

using ServerJson = nlohmann::json;
using Patience = std::chrono::milliseconds;
inline constexpr Patience enough{10'000};

/// A socket, blocking, with a deadline for every wait.
class Wire {
 public:
  explicit Wire(std::uint16_t port, int receive_buffer = 0);
  ~Wire();
  Wire(Wire&& other) noexcept;
  Wire(Wire const&) = delete;
  /// False when the other end is gone.
  bool send(std::string_view bytes);
  /// What has come, at least one byte; nullopt at the end of the stream or when patience ends.
  std::optional<std::string> receive(Patience patience = enough);
  /// Everything until the other end closes. nullopt when it does not.
  std::optional<std::string> receive_all(Patience patience = enough);
  void shut_down_sending();

 private:
  int socket_ = -1;
};

struct HttpAnswer {
  int status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
  ServerJson json() const { return ServerJson::parse(body); }
  std::string header(std::string const& name) const;
};

using Headers = std::map<std::string, std::string>;

/// One keep-alive connection of a browser with this session.
class TestClient {
 public:
  explicit TestClient(std::uint16_t port, std::string token = {});
  HttpAnswer get(std::string const& path, Headers headers = {}) { return call("GET", path, {}, std::move(headers)); }
  HttpAnswer post(std::string const& path, ServerJson const& body, Headers headers = {});
  HttpAnswer call(std::string const& method, std::string const& path, std::optional<std::string> body, Headers headers);
  /// The answer to what was sent by hand.
  std::optional<HttpAnswer> read_answer(bool to_head = false);
  Wire& wire() { return wire_; }
  void set_token(std::string token) { token_ = std::move(token); }

 private:
  std::uint16_t port_;
  std::string token_;
  Wire wire_;
  std::string unread_;
};

struct WireFrame {
  unsigned char first = 0;  // FIN, reserved bits, opcode
  std::string payload;
  int opcode() const { return first & 15; }
};

/// A live connection.
class TestSocket {
 public:
  TestSocket(std::uint16_t port, std::string const& token, Headers headers = {}, int receive_buffer = 0);
  int status() const { return status_; }  // of the handshake
  std::string const& handshake_body() const { return body_; }
  void send(ServerJson const& frame);
  void send_frame(unsigned char first, std::string_view payload, bool masked = true);
  /// The next frame of any kind. nullopt at the end.
  std::optional<WireFrame> next_frame(Patience patience = enough);
  /// The next text; pings are answered and skipped.
  std::optional<ServerJson> next(Patience patience = enough);
  /// The next text that has this member; others are dropped.
  ServerJson next_with(std::string const& member, Patience patience = enough);
  /// Says hello and returns what the server says to it.
  ServerJson hello(std::string const& incarnation = {}, std::uint64_t since = 0);
  /// Reads on until the server closes; its code, 0 when it just ended, -1 when it did not.
  int close_code(Patience patience = enough);
  Wire& wire() { return wire_; }

 private:
  Wire wire_;
  int status_ = 0;
  std::string body_;
  std::string unread_;
};

/// Network, school, team, topic. alice leads the team, bob is a member, carol is staff outside the team, dora is a
/// partner's person and a guest in the channel.
class TestServer {
 public:
  struct Options {
    int wheel_speed = 1;
    unsigned threads = 1;
    bool limits_off = true;
    bool manual_clock = true;
    bool populated = true;  // false: nobody and nothing is there
    std::filesystem::path static_folder;
    std::string public_address;
    std::shared_ptr<RocksFileSystem> file_system;  // null: the real one
    MailSettings mail;
    TlsSettings tls;
    std::vector<std::string> trusted_proxies;
    std::uint64_t quota_gib = limits::organisation_files_gib;
  };
  TestServer() : TestServer(Options{}) {}
  explicit TestServer(Options options);
  ~TestServer();
  std::uint16_t port() const { return app_->port(); }
  Store& store() { return app_->store(); }
  std::filesystem::path data() const { return folder_ / "hub"; }
  App& app() { return *app_; }
  void restart();
  std::string origin() const { return "http://127.0.0.1:" + std::to_string(port()); }

  /// By the system, or by a person. Throws when refused.
  Accepted does(Command command, PersonId actor = {});
  /// Signs in without a password.
  std::string token_of(PersonId person);
  PersonId add_person(std::string const& name);
  std::string messages_path() const { return "/api/v1/topics/" + std::to_string(topic.value) + "/messages"; }
  Accepted post(PersonId person, std::string const& text);

  static constexpr char const* password = "a long enough password";
  OrganisationId network, school, partner;
  PersonId alice, bob, carol, dora;
  TeamId team;
  ChannelId channel;
  TopicId topic;

 private:
  void open();
  void populate();
  Options options_;
  std::filesystem::path folder_;
  std::unique_ptr<App> app_;
};

}  // namespace staffroom::tests
