// TLS inside the program: what is spoken, what is refused, and that everything else is as it is in clear.
#include <doctest/doctest.h>
#include <openssl/err.h>
#include <sodium.h>
#include <unistd.h>

#include <fstream>
#include <latch>

#include "protocol/limits.hpp"
#include "server/net/tls.hpp"
#include "tests/server/tls_client.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

struct TlsHub {
  explicit TlsHub(TestServer::Options options = {}) : server(with(std::move(options), certificate)) {}
  static TestServer::Options with(TestServer::Options options, TestCertificate const& pair) {
    options.tls = pair.settings();
    return options;
  }
  std::uint16_t port() const { return server.port(); }
  std::string token(PersonId person) { return server.token_of(person); }
  TestCertificate certificate;
  TestServer server;
};

std::uint64_t tls_id_of(Accepted const& accepted) { return ServerJson::parse(accepted.record).at("id"); }

std::string tls_base64(std::string_view bytes) {
  std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  ::sodium_bin2base64(out.data(), out.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();
  return out;
}

/// No two stretches of it are alike, so that a lost or doubled record would show.
std::string unlike_bytes(std::size_t size) {
  std::string bytes(size, '\0');
  std::uint64_t state = 88'172'645'463'325'252u;
  for (std::size_t at = 0; at < size; ++at) {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    bytes[at] = static_cast<char>('a' + state % 26);
  }
  return bytes;
}

TlsOptions only(int version) {
  TlsOptions options;
  options.versions_min = options.versions_max = version;
  return options;
}

ServerJson const greeting{{"hello", {{"incarnation", ""}, {"since", 0}}}};

std::string texts_of(WireFrame const& frame) {
  if (frame.opcode() != 1) return {};
  std::string texts;
  for (auto const& event : ServerJson::parse(frame.payload).value("events", ServerJson::array())) {
    if (event.contains("put") && event.at("put").at("kind") == "message") texts += event.at("put").at("text");
  }
  return texts;
}

}  // namespace

TEST_CASE("tls: a page, its headers and its cookie come encrypted") {
  TlsHub hub;
  TlsClient client(hub.port(), {}, {.protocols = "\x02h2\x08http/1.1"});
  REQUIRE(client.is_open());
  CHECK(std::string(SSL_get_version(client.ssl())) == "TLSv1.3");
  unsigned char const* chosen = nullptr;
  unsigned length = 0;
  SSL_get0_alpn_selected(client.ssl(), &chosen, &length);
  CHECK(std::string(reinterpret_cast<char const*>(chosen), length) == "http/1.1");
  auto const opened =
      client.call("POST", "/api/v1/session",
                  ServerJson{{"email", "bob@school.example"}, {"password", TestServer::password}}.dump());
  CHECK(opened.status == 201);
  CHECK(opened.header("set-cookie").starts_with("__Host-staffroom="));
  CHECK(opened.header("set-cookie").find("; Secure") != std::string::npos);
  CHECK(opened.header("strict-transport-security") == "max-age=31536000");
  TlsClient bob(hub.port(), hub.token(hub.server.bob));
  CHECK(bob.get("/api/v1/me").json().at("person") == hub.server.bob.value);
  CHECK(bob.call("GET", "/healthz", {}, {{"Host", "another.example"}}).status == 200);  // for whoever watches
  CHECK(bob.call("GET", "/api/v1/me", {}, {{"Host", "another.example"}}).status == 400);
  auto const plain_origin = "http://127.0.0.1:" + std::to_string(hub.port());
  CHECK(bob.call("POST", hub.server.messages_path(), R"({"text":"x"})", {{"Origin", plain_origin}}).status == 403);
  CHECK(bob.call("POST", hub.server.messages_path(), R"({"text":"x"})").status == 201);
}

TEST_CASE("tls: 1.2 with sound ciphers and 1.3 are spoken; what is older or unsound is refused") {
  TlsHub hub;
  CHECK(TlsClient(hub.port(), {}, only(TLS1_3_VERSION)).is_open());
  TlsClient with_1_2(hub.port(), {}, only(TLS1_2_VERSION));
  CHECK(with_1_2.is_open());
  CHECK(std::string(SSL_get_cipher_name(with_1_2.ssl())).starts_with("ECDHE-"));
  CHECK_FALSE(TlsClient(hub.port(), {}, only(TLS1_1_VERSION)).is_open());
  CHECK_FALSE(TlsClient(hub.port(), {}, only(TLS1_VERSION)).is_open());
  CHECK_FALSE(TlsClient(hub.port(), {}, {.protocols = "\x02h2"}).is_open());
  CHECK(with_1_2.get("/healthz").status == 200);
}

TEST_CASE("18 tls: renegotiation is refused, and costs the peer its connection at most") {
  TlsHub hub;
  TlsClient client(hub.port(), {}, only(TLS1_2_VERSION));
  REQUIRE(client.is_open());
  REQUIRE(SSL_renegotiate(client.ssl()) == 1);
  CHECK(SSL_do_handshake(client.ssl()) != 1);
  ERR_clear_error();
  CHECK(SSL_num_renegotiations(client.ssl()) <= 1);
  CHECK(TlsClient(hub.port()).get("/healthz").status == 200);
}

TEST_CASE("tls: new keys in the middle of a connection change nothing") {
  TlsHub hub;
  TlsClient client(hub.port(), {}, only(TLS1_3_VERSION));
  for (int round = 0; round < 20; ++round) {
    REQUIRE(SSL_key_update(client.ssl(), SSL_KEY_UPDATE_REQUESTED) == 1);
    CHECK(client.get("/healthz").status == 200);
  }
}

TEST_CASE("tls: a large upload and a large download are equal, byte by byte") {
  TlsHub hub;
  auto& server = hub.server;
  auto const bytes = unlike_bytes(20'000'003);
  TlsClient alice(hub.port(), hub.token(server.alice));
  auto const opened =
      alice.call("POST", "/api/v1/organisations/" + std::to_string(server.school.value) + "/uploads", {},
                 {{"Tus-Resumable", "1.0.0"},
                  {"Upload-Length", std::to_string(bytes.size())},
                  {"Upload-Metadata", "filename " + tls_base64("film.txt") + ",filetype " + tls_base64("text/plain")}});
  REQUIRE(opened.status == 201);
  auto const where = opened.header("location");
  auto const sent = alice.call(
      "PATCH", where, bytes,
      {{"Tus-Resumable", "1.0.0"}, {"Upload-Offset", "0"}, {"Content-Type", "application/offset+octet-stream"}});
  CHECK(sent.status == 204);
  CreateResource create;
  create.organisation = server.school;
  create.title = {"Film"};
  create.licence = Licence::cc_by;
  ResourceId const resource{tls_id_of(server.does(std::move(create), server.alice))};
  CreateVersion version;
  version.resource = resource;
  version.may_share = true;
  version.uploads.values.push_back(UploadId{std::stoull(where.substr(where.rfind('/') + 1))});
  auto const made = tls_id_of(server.does(std::move(version), server.alice));
  auto const answer = alice.get("/api/v1/resource-versions/" + std::to_string(made) + "/files/0");
  REQUIRE(answer.status == 200);
  CHECK(answer.body.size() == bytes.size());
  CHECK((answer.body == bytes));
}

TEST_CASE("tls: what one posts many see, and who does not read is closed without holding up the others") {
  TlsHub hub;
  auto& server = hub.server;
  TlsClient slow(hub.port(), hub.token(server.bob), {.receive_buffer = 4'096});
  REQUIRE(slow.go_live() == 101);
  slow.say(greeting);
  REQUIRE(slow.next_frame());
  std::vector<std::unique_ptr<TlsClient>> readers;
  for (int number = 0; number < 2; ++number) {
    readers.push_back(std::make_unique<TlsClient>(hub.port(), hub.token(server.alice)));
    REQUIRE(readers.back()->go_live() == 101);
    readers.back()->say(greeting);
    REQUIRE(readers.back()->next_frame());
  }
  auto const text = unlike_bytes(9'000);
  constexpr int together = 20;
  std::string posted;
  std::vector<std::string> heard(readers.size());
  for (int round = 0; round < 40 && server.app().metrics().sockets_too_slow.load() == 0; ++round) {
    std::latch waiting(together);
    for (int number = 0; number < together; ++number) {
      auto const mine = std::to_string(round * together + number) + " " + text;
      PostMessage message{server.topic, {mine}};
      Submission submission;
      submission.actor.person = server.alice;
      submission.command = std::move(message);
      server.store().submit(std::move(submission), [&waiting](Outcome const&) { waiting.count_down(); });
      posted += mine;
    }
    waiting.wait();
    for (std::size_t reader = 0; reader < readers.size(); ++reader) {
      while (heard[reader].size() < posted.size()) {
        auto const frame = readers[reader]->next_frame();
        REQUIRE(frame);
        heard[reader] += texts_of(*frame);
      }
      CHECK((heard[reader] == posted));
    }
  }
  CHECK(server.app().metrics().sockets_too_slow.load() == 1);
  // Whole frames in their order, as far as they go, then the reason.
  std::string behind;
  int code = 0;
  while (auto frame = slow.next_frame()) {
    behind += texts_of(*frame);
    if (frame->opcode() == 8) {
      code = static_cast<unsigned char>(frame->payload[0]) << 8 | static_cast<unsigned char>(frame->payload[1]);
    }
  }
  CHECK(behind.size() > 10 * text.size());
  CHECK(behind.size() < posted.size());
  CHECK((posted.starts_with(behind)));
  CHECK(code == 1013);
}

TEST_CASE("tls: a new certificate is shown to new connections, old ones stay; a broken pair changes nothing") {
  TlsHub hub;
  auto& app = hub.server.app();
  TlsClient old(hub.port());
  CHECK(old.shown() == "first.example");
  hub.certificate.replace("second.example");
  app.look_at_certificate();
  TlsClient fresh(hub.port());
  CHECK(fresh.shown() == "second.example");
  CHECK(old.get("/healthz").status == 200);

  std::ofstream(hub.certificate.key()) << "-----BEGIN PRIVATE KEY-----\nhalf of it";
  app.look_at_certificate();
  TlsClient during(hub.port());
  CHECK(during.shown() == "second.example");
  CHECK(during.get("/healthz").status == 200);
  std::filesystem::remove(hub.certificate.certificate());
  app.look_at_certificate();
  CHECK(TlsClient(hub.port()).shown() == "second.example");

  hub.certificate.replace("third.example");
  app.look_at_certificate();
  CHECK(TlsClient(hub.port()).shown() == "third.example");
  CHECK(fresh.get("/healthz").status == 200);
}

TEST_CASE("tls: a session is resumed by its ticket until there is another certificate") {
  TlsHub hub;
  std::unique_ptr<SSL_SESSION, decltype(&SSL_SESSION_free)> session(nullptr, SSL_SESSION_free);
  auto const resumed = [&] {
    TlsClient client(hub.port(), {}, {.session = session.get()});
    bool const reused = SSL_session_reused(client.ssl()) == 1;
    CHECK(client.get("/healthz").status == 200);  // tickets come with the first answer
    session.reset(SSL_get1_session(client.ssl()));
    return reused;
  };
  CHECK_FALSE(resumed());
  CHECK(resumed());
  hub.certificate.replace("second.example");
  hub.server.app().look_at_certificate();
  CHECK_FALSE(resumed());
}

TEST_CASE("tls: silence, half a handshake and a flood of bytes that are none end at the deadline or before") {
  TlsHub hub({.wheel_speed = 50});
  auto const began = std::chrono::steady_clock::now();
  Wire silent(hub.port()), half(hub.port()), noise(hub.port());
  half.send(std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11));
  noise.send("\x80\x2e" + std::string(2'000, '\x01'));
  CHECK(silent.receive_all().value_or("not closed").empty());
  CHECK(half.receive_all().value_or("not closed").size() < 16);  // an alert at most
  CHECK(noise.receive_all().value_or("not closed").empty());
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds{3});
  CHECK(TlsClient(hub.port()).get("/healthz").status == 200);
}

TEST_CASE("tls: many handshakes at once are all finished, while others are served") {
  TlsHub hub;
  TlsClient other(hub.port());
  std::vector<std::unique_ptr<Wire>> half;
  for (int number = 0; number < 300; ++number) {
    half.push_back(std::make_unique<Wire>(hub.port()));
    half.back()->send(std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11));
  }
  std::vector<std::unique_ptr<TlsClient>> clients;
  for (int number = 0; number < 50; ++number) {
    clients.push_back(std::make_unique<TlsClient>(hub.port()));
    CHECK(other.get("/healthz").status == 200);
  }
  for (auto& client : clients) CHECK(client->get("/healthz").status == 200);
}

TEST_CASE("tls: a request in clear is told so in clear, and its connection ends") {
  TlsHub hub;
  Wire wire(hub.port());
  wire.send("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  auto const answer = wire.receive_all();
  REQUIRE(answer);
  CHECK(answer->starts_with("HTTP/1.1 400"));
  CHECK(answer->find("This port speaks HTTPS.") != std::string::npos);
  CHECK(answer->find("Strict-Transport-Security") == std::string::npos);
}

TEST_CASE("tls: the end is announced, so that nobody takes a part for the whole") {
  TlsHub hub;
  TlsClient client(hub.port());
  CHECK(client.call("GET", "/healthz", {}, {{"Connection", "close"}}).status == 200);
  CHECK(client.receive_all().empty());
  CHECK(client.was_closed_orderly());
  TlsClient live(hub.port(), hub.token(hub.server.bob));
  REQUIRE(live.go_live() == 101);
  live.say(greeting);
  REQUIRE(live.next_frame());
  live.send(std::string("\x88\x82\0\0\0\0\x03\xe8", 8));
  auto const last = live.next_frame();
  REQUIRE(last);
  CHECK(last->opcode() == 8);
  CHECK(live.receive_all().empty());
  CHECK(live.was_closed_orderly());
}

TEST_CASE("tls: a port in clear leads to the public address, and says nothing else") {
  auto tls = TestServer::Options{.public_address = "https://staffroom.example.org"};
  TestCertificate pair;
  tls.tls = pair.settings();
  tls.tls.redirect_listen = "127.0.0.1:0";
  TestServer server(tls);
  TestClient client(server.app().redirect_port());
  auto const answer = client.call("GET", "/teams/7?tab=files", {}, {{"Host", "evil.example"}});
  CHECK(answer.status == 308);
  CHECK(answer.header("location") == "https://staffroom.example.org/teams/7?tab=files");
  CHECK(answer.body.empty());
  CHECK(answer.header("strict-transport-security").empty());
  TestClient writing(server.app().redirect_port());
  CHECK(writing.post("/api/v1/session", {{"email", "x"}}).status == 308);
  TlsClient client_of_tls(server.port());
  CHECK(client_of_tls.call("GET", "/api/v1/me", {}, {{"Host", "staffroom.example.org"}}).status == 401);
}

TEST_CASE("tls: settings that cannot work are refused at start, by name") {
  TestCertificate pair, other;
  auto const refused = [](TlsSettings tls, std::string public_address = {}) {
    Settings settings;
    settings.data_folder = "x";
    settings.public_address = std::move(public_address);
    settings.tls = std::move(tls);
    if (auto checked = check_settings(settings); !checked) return checked.error().path;
    auto opened = net::Certificates::open(settings.tls.certificate, settings.tls.key);
    return opened ? std::string() : opened.error().path;
  };
  auto tls = pair.settings();
  CHECK(refused(tls).empty());
  tls.key.clear();
  CHECK(refused(tls) == "tls.key");
  tls.key = other.key();
  CHECK(refused(tls) == "tls.key");
  tls.key = pair.certificate();
  CHECK(refused(tls) == "tls.key");
  tls.key = "/nowhere.pem";
  CHECK(refused(tls) == "tls.key");
  tls = pair.settings();
  tls.certificate = pair.key();
  CHECK(refused(tls) == "tls.certificate");
  tls = pair.settings();
  CHECK(refused(tls, "http://staffroom.example.org") == "public_address");
  tls.redirect_listen = "0.0.0.0:80";
  CHECK(refused(tls) == "tls.redirect_listen");
  tls.redirect_listen = "80";
  CHECK(refused(tls, "https://staffroom.example.org") == "tls.redirect_listen");

  TestCertificate late("late.example", -1);
  auto const opened = net::Certificates::open(late.certificate(), late.key());
  REQUIRE(opened);  // shown all the same: browsers say what is wrong with it
  auto const now = std::chrono::system_clock::now().time_since_epoch();
  CHECK((*opened)->ends().value < std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
}

TEST_CASE("behind a trusted proxy the last address that it names is who asks") {
  TestServer strict({.limits_off = false, .trusted_proxies = {"127.0.0.1"}});
  TestClient client(strict.port());
  auto const refused = [&](auto const& address_of) {
    int count = 0;
    for (int number = 0; number < 8; ++number) {
      ServerJson const wrong{{"email", "bob@school.example"}, {"password", "wrong"}};
      auto const answer = client.post("/api/v1/session", wrong, {{"X-Forwarded-For", address_of(number)}});
      count += answer.status == 429 ? 1 : 0;
    }
    return count;
  };
  auto const several = [](int number) { return "10.0.0." + std::to_string(number); };
  auto const one = [](int number) { return "10.9.9." + std::to_string(number) + ", 10.1.1.1"; };
  CHECK(refused(several) == 0);
  CHECK(refused(one) > 0);
  // What a proxy says of the connection before it makes none of ours encrypted.
  auto const answer = client.call("GET", "/healthz", {}, {{"X-Forwarded-Proto", "https"}});
  CHECK(answer.header("strict-transport-security").empty());
}
