// Uploads by tus, by raw requests: each of its extensions, every refusal, and what is on the disk afterwards.
#include <doctest/doctest.h>
#include <openssl/evp.h>
#include <sodium.h>

#include <fstream>
#include <thread>

#include "protocol/limits.hpp"
#include "server/file_types.hpp"
#include "tests/support/faulty_file_system.hpp"
#include "tests/support/temp_store.hpp"
#include "tests/support/test_client.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

std::string base64(std::string_view bytes) {
  std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  ::sodium_bin2base64(out.data(), out.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();
  return out;
}

std::string digest(EVP_MD const* algorithm, std::string_view bytes) {
  unsigned char out[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  ::EVP_Digest(bytes.data(), bytes.size(), out, &length, algorithm, nullptr);
  return {reinterpret_cast<char*>(out), length};
}

struct Uploading {
  explicit Uploading(TestServer::Options options = {}) : server(std::move(options)) {}
  std::string uploads() const { return "/api/v1/organisations/" + std::to_string(server.school.value) + "/uploads"; }
  TestClient as(PersonId person) { return TestClient(server.port(), server.token_of(person)); }
  static Headers tus(Headers more = {}) {
    more.try_emplace("Tus-Resumable", "1.0.0");
    return more;
  }
  static Headers opening(std::uint64_t length, std::string const& name = "notes.txt", Headers more = {}) {
    more.try_emplace("Upload-Length", std::to_string(length));
    more.try_emplace("Upload-Metadata", "filename " + base64(name) + ",filetype " + base64("text/plain"));
    return tus(std::move(more));
  }
  /// Its path.
  std::string opens(TestClient& client, std::uint64_t length, std::string const& name = "notes.txt") {
    auto const answer = client.call("POST", uploads(), {}, opening(length, name));
    REQUIRE(answer.status == 201);
    CHECK(answer.header("tus-resumable") == "1.0.0");
    CHECK_FALSE(answer.header("upload-expires").empty());
    return answer.header("location");
  }
  static HttpAnswer sends(TestClient& client, std::string const& where, std::uint64_t offset, std::string const& bytes,
                          Headers more = {}) {
    more.try_emplace("Content-Type", "application/offset+octet-stream");
    more.try_emplace("Upload-Offset", std::to_string(offset));
    return client.call("PATCH", where, bytes, tus(std::move(more)));
  }
  static HttpAnswer looks(TestClient& client, std::string const& where) {
    return client.call("HEAD", where, {}, tus());
  }
  std::size_t left(char const* folder) const {
    std::size_t count = 0;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(server.data() / folder)) {
      count += entry.is_regular_file() ? 1 : 0;
    }
    return count;
  }
  TestServer server;
};

std::string text_of(std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += "Rivers carry stones. ";
  text.resize(bytes);
  return text;
}

}  // namespace

TEST_CASE("uploads: a file comes in parts, and is stored under its hash with the last one") {
  Uploading hub;
  auto client = hub.as(hub.server.alice);
  auto const text = text_of(700'000);
  auto const where = hub.opens(client, text.size(), "Rivers.txt");
  CHECK(where.starts_with("/api/v1/uploads/"));
  auto answer = hub.sends(client, where, 0, text.substr(0, 300'000));
  CHECK(answer.status == 204);
  CHECK(answer.header("upload-offset") == "300000");
  answer = hub.looks(client, where);
  CHECK(answer.status == 200);
  CHECK(answer.header("upload-offset") == "300000");
  CHECK(answer.header("upload-length") == "700000");
  CHECK(answer.header("upload-metadata") == "filename " + base64("Rivers.txt"));
  CHECK(answer.header("cache-control") == "no-store");
  answer = hub.sends(client, where, 300'000, text.substr(300'000));
  CHECK(answer.status == 204);
  CHECK(answer.header("upload-offset") == "700000");
  auto const record = client.get(where).json();
  CHECK(record.at("state") == "stored");
  CHECK(record.at("format") == "text");
  CHECK(record.at("media_type") == "text/plain");
  CHECK(record.at("file_name") == "Rivers.txt");
  auto const file = hub.server.store().files().find(hub.server.school, record.at("sha256").get<std::string>());
  REQUIRE(file != nullptr);
  CHECK(file->bytes() == text.size());
  CHECK(hub.left("uploads") == 0);
  CHECK(hub.looks(client, where).header("upload-offset") == "700000");
  CHECK(hub.server.store().files().used(hub.server.school) == text.size());
}

TEST_CASE("uploads: what the server can do is told to everybody, and nothing else has options") {
  Uploading hub;
  TestClient stranger(hub.server.port());
  auto const answer = stranger.call("OPTIONS", hub.uploads(), {}, {});
  CHECK(answer.status == 204);
  CHECK(answer.header("tus-version") == "1.0.0");
  CHECK(answer.header("tus-extension") == "creation,creation-with-upload,checksum,expiration,termination");
  CHECK(answer.header("tus-max-size") == "2147483648");
  CHECK(answer.header("tus-checksum-algorithm") == "sha1,sha256");
  CHECK(stranger.call("OPTIONS", "/api/v1/me", {}, {}).status == 405);
}

TEST_CASE("uploads: refusals have the numbers that tus gives them") {
  Uploading hub;
  auto client = hub.as(hub.server.alice);
  auto const where = hub.opens(client, 10);
  auto const post = [&](Headers headers) { return client.call("POST", hub.uploads(), {}, std::move(headers)); };
  auto answer = post({{"Upload-Length", "5"}, {"Upload-Metadata", "filename " + base64("a.txt")}});
  CHECK(answer.status == 412);
  CHECK(answer.header("tus-version") == "1.0.0");
  auto other_version = Uploading::opening(5);
  other_version["Tus-Resumable"] = "0.2.2";
  CHECK(post(other_version).status == 412);
  CHECK(post(Uploading::tus({{"Upload-Metadata", "filename " + base64("a.txt")}})).status == 400);
  CHECK(post(Uploading::opening(5, "a.txt", {{"Upload-Defer-Length", "1"}})).status == 400);
  auto too_long = Uploading::opening(5);
  too_long["Upload-Length"] = "2147483649";
  CHECK(post(too_long).status == 413);
  too_long["Upload-Length"] = "99999999999999999999999";
  CHECK(post(too_long).status == 400);
  too_long["Upload-Length"] = "-1";
  CHECK(post(too_long).status == 400);
  CHECK(post(Uploading::opening(0)).status == 422);
  CHECK(post(Uploading::tus({{"Upload-Length", "5"}})).status == 422);
  CHECK(post(Uploading::tus({{"Upload-Length", "5"}, {"Upload-Metadata", "filename ???"}})).status == 400);
  CHECK(post(Uploading::opening(5, "a.txt", {{"Origin", "https://evil.example"}})).status == 403);
  CHECK(hub.sends(client, where, 3, "abc").status == 409);
  CHECK(hub.sends(client, where, 0, "abc", {{"Content-Type", "application/json"}}).status == 415);
  CHECK(hub.sends(client, where, 0, "abc", {{"Tus-Resumable", "1.0.1"}}).status == 412);
  CHECK(hub.sends(client, where, 0, "abc", {{"Upload-Offset", "x"}}).status == 400);
  CHECK(hub.sends(client, where, 0, "abc", {{"Origin", "https://evil.example"}}).status == 403);
  CHECK(hub.sends(client, where + "9", 0, "abc").status == 404);
  auto long_one = hub.as(hub.server.alice);
  CHECK(hub.sends(long_one, where, 0, "more than ten bytes").status == 413);
  CHECK(hub.looks(client, where).header("upload-offset") == "0");
  CHECK(hub.looks(client, where + "9").status == 404);
}

TEST_CASE("uploads: nobody else finds one, writes to one or ends one, and nobody begins one elsewhere") {
  Uploading hub;
  auto alice = hub.as(hub.server.alice);
  auto bob = hub.as(hub.server.bob);
  auto dora = hub.as(hub.server.dora);
  auto const where = hub.opens(alice, 10);
  CHECK(hub.looks(bob, where).status == 404);
  CHECK(hub.sends(bob, where, 0, "0123456789").status == 404);
  CHECK(bob.call("DELETE", where, {}, Uploading::tus()).status == 404);
  CHECK(dora.call("POST", hub.uploads(), {}, Uploading::opening(10)).status == 404);
  CHECK(TestClient(hub.server.port()).call("POST", hub.uploads(), {}, Uploading::opening(10)).status == 401);
  CHECK(hub.looks(alice, where).header("upload-offset") == "0");
}

TEST_CASE("uploads: the first bytes may come with the creation, and so may all of them") {
  Uploading hub;
  auto client = hub.as(hub.server.alice);
  auto headers = Uploading::opening(11, "a.txt", {{"Content-Type", "application/offset+octet-stream"}});
  auto answer = client.call("POST", hub.uploads(), "hello", headers);
  CHECK(answer.status == 201);
  CHECK(answer.header("upload-offset") == "5");
  CHECK(hub.sends(client, answer.header("location"), 5, " world").status == 204);
  CHECK(client.get(answer.header("location")).json().at("state") == "stored");
  answer = client.call("POST", hub.uploads(), "hello world", headers);
  CHECK(answer.status == 201);
  CHECK(answer.header("upload-offset") == "11");
  CHECK(client.get(answer.header("location")).json().at("state") == "stored");
  CHECK(hub.left("files") == 1);
  headers["Content-Type"] = "text/plain";
  CHECK(client.call("POST", hub.uploads(), "hello", headers).status == 415);
}

TEST_CASE("uploads: with a checksum, bytes that were changed on the way do not count") {
  Uploading hub;
  auto client = hub.as(hub.server.alice);
  auto const where = hub.opens(client, 10);
  auto const sum = [](std::string_view bytes) { return "sha256 " + base64(digest(::EVP_sha256(), bytes)); };
  CHECK(hub.sends(client, where, 0, "01234", {{"Upload-Checksum", sum("01234")}}).status == 204);
  auto const wrong = hub.sends(client, where, 5, "56X89", {{"Upload-Checksum", sum("56789")}});
  CHECK(wrong.status == 460);
  CHECK(hub.looks(client, where).header("upload-offset") == "5");
  CHECK(hub.sends(client, where, 5, "56789", {{"Upload-Checksum", "md5 aaaa"}}).status == 400);
  CHECK(hub.sends(client, where, 5, "56789", {{"Upload-Checksum", "sha256 aaaa"}}).status == 400);
  auto const sha1 = "sha1 " + base64(digest(::EVP_sha1(), "56789"));
  CHECK(hub.sends(client, where, 5, "56789", {{"Upload-Checksum", sha1}}).status == 204);
  auto const hash = client.get(where).json().at("sha256").get<std::string>();
  CHECK(hash == "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882");
}

TEST_CASE("uploads: a connection that breaks loses nothing that came, and with a checksum all of it") {
  Uploading hub;
  auto client = hub.as(hub.server.alice);
  auto const text = text_of(1'000'000);
  auto const where = hub.opens(client, text.size());
  auto const token = hub.server.token_of(hub.server.alice);
  auto const cut = [&](std::string const& more, std::size_t sent) {
    Wire wire(hub.server.port());
    REQUIRE(wire.send("PATCH " + where + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(hub.server.port()) +
                      "\r\nCookie: staffroom=" + token + "\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n" + more +
                      "Content-Type: application/offset+octet-stream\r\nContent-Length: " +
                      std::to_string(text.size()) + "\r\n\r\n"));
    REQUIRE(wire.send(text.substr(0, sent)));
  };
  // While the broken request still lets go of the upload, asking how far it is may be refused.
  auto const offset_told = [&] {
    for (int i = 0; i < 500; ++i) {
      auto const told = hub.looks(client, where).header("upload-offset");
      if (!told.empty()) return std::stoull(told);
    }
    FAIL("nobody says how far the upload is");
    return 0ULL;
  };
  cut("Upload-Checksum: sha256 " + base64(digest(::EVP_sha256(), text)) + "\r\n", 600'000);
  CHECK(offset_told() == 0);
  cut("", 600'000);
  std::uint64_t offset = 0;
  for (int i = 0; i < 500 && offset < 600'000; ++i) offset = offset_told();
  // Asking how far it is stops the one that writes; what the socket had not given to it yet is sent again.
  CHECK(offset <= 600'000);
  CHECK(hub.sends(client, where, offset, text.substr(offset)).status == 204);
  auto const hash = client.get(where).json().at("sha256").get<std::string>();
  std::string hex;
  for (unsigned char const c : digest(::EVP_sha256(), text)) {
    constexpr std::string_view digits = "0123456789abcdef";
    hex += {digits[c >> 4], digits[c & 15]};
  }
  CHECK(hash == hex);
}

TEST_CASE("uploads: one goes on after a restart of the hub") {
  Uploading hub;
  auto const text = text_of(400'000);
  std::string where;
  {
    auto client = hub.as(hub.server.alice);
    where = hub.opens(client, text.size());
    CHECK(hub.sends(client, where, 0, text.substr(0, 250'000)).status == 204);
  }
  hub.server.restart();
  auto client = hub.as(hub.server.alice);
  CHECK(hub.server.store().files().used(hub.server.school) == text.size());  // the room is promised still
  CHECK(hub.looks(client, where).header("upload-offset") == "250000");
  CHECK(hub.sends(client, where, 250'000, text.substr(250'000)).status == 204);
  CHECK(client.get(where).json().at("state") == "stored");
}

TEST_CASE("uploads: bytes may come in chunks of HTTP, whose length nobody knew before") {
  Uploading hub;
  auto client = hub.as(hub.server.alice);
  auto const where = hub.opens(client, 11);
  auto const token = hub.server.token_of(hub.server.alice);
  auto const send = [&](std::string const& chunks) {
    Wire wire(hub.server.port());
    wire.send("PATCH " + where + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(hub.server.port()) +
              "\r\nCookie: staffroom=" + token +
              "\r\nConnection: close\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nTransfer-Encoding: chunked\r\n"
              "Content-Type: application/offset+octet-stream\r\n\r\n" +
              chunks);
    auto const answer = wire.receive_all();
    return answer ? answer->substr(0, 12) : std::string();
  };
  CHECK(send("zz\r\nhello\r\n0\r\n\r\n") == "HTTP/1.1 400");
  CHECK(send("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n") == "HTTP/1.1 204");
  CHECK(client.get(where).json().at("state") == "stored");
}

TEST_CASE("52 uploads: given up at ninety-nine per cent a thousand times, none leaves anything") {
  Uploading hub;
  std::string const nearly(990, 'x');
  for (int round = 0; round < 5; ++round) {
    auto client = hub.as(hub.server.alice);
    std::string where;
    for (int i = 0; i < 200; ++i) {
      where = hub.opens(client, 1'000);
      REQUIRE(hub.sends(client, where, 0, nearly).status == 204);
      // Every second one is left lying until its time is over.
      if (i % 2 == 0) REQUIRE(client.call("DELETE", where, {}, Uploading::tus()).status == 204);
    }
    CHECK(hub.left("uploads") == 2 * 100);  // each with the note of how far it came
    auto const two_days = std::chrono::duration_cast<std::chrono::milliseconds>(limits::upload_lives).count();
    REQUIRE(client.post("/api/v1/test/clock", {{"advance_ms", two_days + 1}}).status == 200);
    auto later = hub.as(hub.server.alice);
    CHECK(hub.looks(later, where).status == 404);
    CHECK(later.get("/api/v1/uploads").json().at("items").empty());
    CHECK(hub.left("uploads") == 0);
  }
  CHECK(hub.left("files") == 0);
  CHECK(hub.server.store().files().used(hub.server.school) == 0);
}

TEST_CASE("57 uploads: fifty at once never go over what the organisation has room for") {
  TestServer::Options options;
  options.quota_gib = 1;
  Uploading hub(std::move(options));
  constexpr std::uint64_t each = 40ull * 1024 * 1024;  // 25 of them fit into a GiB
  std::atomic<int> begun{0}, refused{0};
  auto const token = hub.server.token_of(hub.server.alice);
  std::vector<std::thread> threads;
  for (int i = 0; i < 50; ++i) {
    threads.emplace_back([&] {
      TestClient client(hub.server.port(), token);
      auto const status = client.call("POST", hub.uploads(), {}, Uploading::opening(each)).status;
      if (status == 201) ++begun;
      if (status == 413) ++refused;
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(begun == 25);
  CHECK(refused == 25);
  CHECK(hub.server.store().files().used(hub.server.school) == 25 * each);
}

TEST_CASE("46 uploads: a hostile name is kept as harmless words, and never as a path") {
  Uploading hub;
  auto client = hub.as(hub.server.alice);
  std::pair<std::string, std::string> const names[] = {{"../../../../tmp/evil.txt", "evil.txt"},
                                                       {"C:\\Users\\a\\evil.txt", "evil.txt"},
                                                       {std::string("a\0b.txt", 7), "ab.txt"},
                                                       {"\u202Etxt.fdp.txt", "txt.fdp.txt"},
                                                       {"line\r\nbreak.txt", "linebreak.txt"},
                                                       {"a<b>\"c\".txt", "a_b__c_.txt"},
                                                       {".txt.txt", "txt.txt"}};
  for (auto const& [name, kept] : names) {
    auto const record = client.get(hub.opens(client, 5, name)).json();
    CHECK(record.at("file_name") == kept);
  }
  auto const longest = client.get(hub.opens(client, 5, std::string(4'096, 'n') + ".txt")).json();
  auto const name = longest.at("file_name").get<std::string>();
  CHECK(name.size() == limits::line_length_max);
  CHECK(name.ends_with(".txt"));
}

TEST_CASE("48 uploads: programs, scripts, and files that are not what they say are refused, and leave nothing") {
  Uploading hub;
  auto client = hub.as(hub.server.alice);
  for (auto const* name : {"run.exe", "a.pdf.exe", "a.js", "a.bat", "a.docm", "a.jar", "none", "a.ps1", "a.SCR"}) {
    CAPTURE(name);
    CHECK(client.call("POST", hub.uploads(), {}, Uploading::opening(5, name)).status == 422);
  }
  std::pair<std::string, std::string> const wrong[] = {
      {"a.pdf", "MZ\x90 this is a program"},      {"a.txt", "#!/bin/sh\nrm -rf /\n"},
      {"a.png", "%PDF-1.4 and not a picture"},    {"a.docx", "PK\x03\x04 a zip without a document in it"},
      {"a.odt", "PK\x03\x04 no open document"},   {"a.txt", std::string("nul\0bytes", 9)},
      {"a.mp4", "plain words, and no film here"}, {"a.zip", "plain words"},
      {"a.jpg", "<svg onload=alert(1)>"},         {"a.gif", "<script>alert(1)</script>"}};
  for (auto const& [name, bytes] : wrong) {
    CAPTURE(name);
    auto const where = hub.opens(client, bytes.size(), name);
    auto const answer = hub.sends(client, where, 0, bytes);
    CHECK(answer.status == 422);
    CHECK(answer.json().at("detail").get<std::string>().find("although its name says so") != std::string::npos);
    CHECK(hub.looks(client, where).status == 404);
  }
  CHECK(hub.left("uploads") + hub.left("files") == 0);
  CHECK(hub.server.store().files().used(hub.server.school) == 0);
}

TEST_CASE("uploads: files that are what they say are taken for that") {
  StoreFolder folder;
  std::tuple<std::string, std::string, FileFormat> const right[] = {
      {"a.pdf", "%PDF-1.7\n", FileFormat::pdf},
      {"a.PNG", "\x89PNG\r\n\x1a\n" + std::string("\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0", 21), FileFormat::image},
      {"a.docx", "PK\x03\x04 ... word/document.xml", FileFormat::docx},
      {"a.pptx", "PK\x03\x04 ... ppt/presentation.xml", FileFormat::pptx},
      {"a.csv", "name,mark\n", FileFormat::csv},
      {"a.html", "<p>Hello</p>", FileFormat::html},
      {"Notes.md", "# Rivers\n", FileFormat::markdown},
      {"a.rtf", "{\\rtf1\\ansi hello}", FileFormat::other},
      {"a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", FileFormat::other}};
  for (auto const& [name, bytes, format] : right) {
    CAPTURE(name);
    auto const path = folder.path() / "file";
    std::ofstream(path, std::ios::binary) << bytes;
    auto const file = Files::open(folder.path());
    auto const stored = (*file)->put(OrganisationId{1}, path);
    REQUIRE(stored.has_value());
    auto const type = type_of_file(name, (*file)->find(OrganisationId{1}, stored->sha256)->descriptor(), stored->bytes);
    REQUIRE(type.has_value());
    CHECK(type->format == format);
  }
}

TEST_CASE("uploads: whoever leaves in the middle of a file, or is signed out, stops within a second") {
  Uploading hub;
  auto const token = hub.server.token_of(hub.server.bob);
  TestClient client(hub.server.port(), token);
  constexpr std::uint64_t length = 512ull * 1024 * 1024;
  auto const where = hub.opens(client, length);
  Wire wire(hub.server.port());
  wire.send("PATCH " + where + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(hub.server.port()) +
            "\r\nCookie: staffroom=" + token +
            "\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
            "Content-Type: application/offset+octet-stream\r\nContent-Length: " +
            std::to_string(length) + "\r\n\r\n");
  std::string const part(64 * 1024, 'x');
  REQUIRE(wire.send(part));
  auto const sessions = client.get("/api/v1/me/sessions").json().at("items");
  hub.server.does(EndSession{SessionId{sessions.at(0).at("id").get<std::uint64_t>()}});
  auto const ended = std::chrono::steady_clock::now();
  std::atomic<bool> stopped{false};
  std::thread sender([&] {
    while (!stopped && wire.send(part)) {
    }
  });
  auto const answer = wire.receive();
  stopped = true;
  CHECK(std::chrono::steady_clock::now() - ended < std::chrono::seconds{2});
  REQUIRE(answer);
  CHECK(answer->starts_with("HTTP/1.1 401"));
  wire.shut_down_sending();
  sender.join();
}

TEST_CASE("uploads: on a full disk they are refused in words, and go on when there is room") {
  StoreFolder undo;
  auto disk = std::make_shared<FaultyFileSystem>(undo.path());
  TestServer::Options options;
  options.file_system = disk;
  Uploading hub(std::move(options));
  auto client = hub.as(hub.server.alice);
  auto const text = text_of(600'000);
  auto const where = hub.opens(client, text.size());
  disk->set_rule([](Call const& call) {
    bool const ours = call.path.find("/uploads/") != std::string::npos;
    return ours && call.operation == Operation::append ? Fault::no_space : Fault::none;
  });
  {
    auto full = hub.as(hub.server.alice);
    CHECK(hub.sends(full, where, 0, text).status == 507);
  }
  disk->set_rule([](Call const& call) {
    bool const ours = call.path.find("/uploads/") != std::string::npos;
    return ours && call.operation == Operation::sync ? Fault::io_error : Fault::none;
  });
  {
    auto failing = hub.as(hub.server.alice);
    CHECK(hub.sends(failing, where, 0, text).status == 503);
  }
  disk->heal();
  // What a failed sync left is not to be trusted.
  CHECK(hub.looks(client, where).header("upload-offset") == "0");
  CHECK(hub.sends(client, where, 0, text).status == 204);
  CHECK(client.get(where).json().at("state") == "stored");
  CHECK(hub.left("uploads") == 0);
}

TEST_CASE("56 uploads: bytes that another organisation has already are asked for like any others") {
  Uploading hub;
  REQUIRE(hub.server.store().files().put_bytes(hub.server.network, "the same words").has_value());
  auto client = hub.as(hub.server.alice);
  auto const where = hub.opens(client, 14);
  CHECK(hub.looks(client, where).header("upload-offset") == "0");
  CHECK(hub.sends(client, where, 0, "the same words").status == 204);
  CHECK(hub.left("files") == 2);
}
