// Downloads: a copy of my data, and the audit trail as CSV that comes in parts.
#include <doctest/doctest.h>
#include <zip.h>

#include "server/personal_copy.hpp"
#include "tests/support/test_client.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

TestServer& exports_server() {
  static TestServer one;
  return one;
}

/// A file of the zip; empty when there is none.
std::string file_in(std::string const& bytes, char const* name) {
  zip_error_t error;
  zip_error_init(&error);
  auto* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  auto* const archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
  REQUIRE(archive != nullptr);
  std::string out;
  if (auto* const file = zip_fopen(archive, name, 0)) {
    std::string part(4'096, '\0');
    for (;;) {
      auto const read = zip_fread(file, part.data(), part.size());
      if (read <= 0) break;
      out.append(part, 0, static_cast<std::size_t>(read));
    }
    zip_fclose(file);
  }
  zip_discard(archive);
  return out;
}

/// The body of an answer that comes in chunks, put together; the head in `head`.
std::string chunked(std::string const& path, std::string const& token, std::string& head) {
  Wire wire(exports_server().port());
  REQUIRE(wire.send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(exports_server().port()) +
                    "\r\nCookie: staffroom=" + token + "\r\n\r\n"));
  std::string bytes;
  while (!bytes.ends_with("\r\n0\r\n\r\n")) {
    auto const more = wire.receive();
    REQUIRE_MESSAGE(more.has_value(), bytes.substr(0, 300));
    bytes += *more;
  }
  auto const end = bytes.find("\r\n\r\n");
  head = bytes.substr(0, end);
  std::string out;
  for (std::size_t at = end + 4;;) {
    auto const line = bytes.find("\r\n", at);
    auto const size = std::stoul(bytes.substr(at, line - at), nullptr, 16);
    if (size == 0) return out;
    out += bytes.substr(line + 2, size);
    at = line + 2 + size + 2;
  }
}

std::size_t count_of(std::string const& text, std::string const& what) {
  std::size_t count = 0;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++count;
  return count;
}

PersonId network_admin() {
  static PersonId const person = [] {
    auto const made = exports_server().add_person("Nadia");
    exports_server().does(
        CreateMembership{.person = made, .organisation = exports_server().network, .role = Role::administrator});
    return made;
  }();
  return person;
}

}  // namespace

TEST_CASE("my data is one zip with a page to read and the records as JSON, and the trail says that it was taken") {
  exports_server().post(exports_server().bob, "A word of <b>mine</b> & more.");
  exports_server().post(exports_server().alice, "Somebody else's word.");
  TestClient bob(exports_server().port(), exports_server().token_of(exports_server().bob));
  auto const answer = bob.get("/api/v1/me/data");
  REQUIRE(answer.status == 200);
  CHECK(answer.header("content-type") == "application/zip");
  CHECK(answer.header("content-disposition").find("attachment") == 0);
  CHECK(answer.header("cache-control") == "no-store");
  auto const json = ServerJson::parse(file_in(answer.body, "data.json"));
  CHECK(json.at("messages").dump().find("A word of <b>mine</b> & more.") != std::string::npos);
  CHECK(json.at("account").dump().find("bob") != std::string::npos);
  CHECK(json.dump().find("Somebody else's word.") == std::string::npos);
  auto const html = file_in(answer.body, "data.html");
  CHECK(html.find("A word of &lt;b&gt;mine&lt;/b&gt; &amp; more.") != std::string::npos);
  CHECK(html.find("<script") == std::string::npos);
  CHECK(html.find("default-src 'none'") != std::string::npos);
  auto const trail = bob.get("/api/v1/audit?command=note_export");
  CHECK(trail.json().at("items").size() == 1);
}

TEST_CASE("somebody else's data is an administrator's who covers them") {
  auto const path = "/api/v1/people/" + std::to_string(exports_server().bob.value) + "/data";
  TestClient carol(exports_server().port(), exports_server().token_of(exports_server().carol));
  CHECK(carol.get(path).status == 403);
  CHECK(carol.get("/api/v1/people/999999/data").status == 404);
  CHECK(carol.get("/api/v1/people/0/data").status == 404);
  CHECK(carol.post(path, {{"x", 1}}).status == 405);
  TestClient nadia(exports_server().port(), exports_server().token_of(network_admin()));
  auto const answer = nadia.get(path);
  REQUIRE(answer.status == 200);
  auto const json = file_in(answer.body, "data.json");
  CHECK(json.find("bob") != std::string::npos);
  CHECK(json.find("A word of") == std::string::npos);
}

TEST_CASE("the trail as CSV comes in parts, whole, and is itself told of") {
  for (int i = 0; i < 450; ++i) exports_server().post(exports_server().bob, "Word " + std::to_string(i));
  auto const token = exports_server().token_of(network_admin());
  std::string head;
  auto const text = chunked("/api/v1/audit.csv?command=post_message", token, head);
  CHECK(head.find("Transfer-Encoding: chunked") != std::string::npos);
  CHECK(head.find("text/csv; charset=utf-8") != std::string::npos);
  CHECK(head.find("Content-Length") == std::string::npos);
  CHECK(text.starts_with("\xEF\xBB\xBF\"time\",\"person\""));
  CHECK(count_of(text, "\"post_message\"") >= 450);
  CHECK(count_of(text, "\r\n") == count_of(text, "\"post_message\"") + 1);
  TestClient nadia(exports_server().port(), token);
  auto const noted = nadia.get("/api/v1/audit?command=note_audit_read");
  CHECK(noted.json().at("items").size() >= 1);
  CHECK(nadia.get("/api/v1/audit.csv?colour=green").status == 400);
  CHECK(nadia.call("POST", "/api/v1/audit.csv", "{}", {}).status == 405);
}

TEST_CASE("79 a cell that a spreadsheet would take for a formula gets an apostrophe") {
  for (auto const* name : {"=cmd|' /C calc'!A0", "+44", "-1", "@sum"}) {
    auto const person = exports_server().add_person(name);
    exports_server().does(RequestToJoin{exports_server().team, {}}, person);
  }
  TestClient nadia(exports_server().port(), exports_server().token_of(network_admin()));
  auto const text = nadia.get("/api/v1/audit.csv?command=request_to_join").body;
  for (auto const* cell : {"\"'=cmd|' /C calc'!A0\"", "\"'+44\"", "\"'-1\"", "\"'@sum\""}) {
    CHECK_MESSAGE(text.find(cell) != std::string::npos, cell);
  }
}

TEST_CASE("opening the trail as an administrator leaves a line in it, a second page does not") {
  TestClient nadia(exports_server().port(), exports_server().token_of(network_admin()));
  auto const count = [&] {
    return nadia.get("/api/v1/audit?command=note_audit_read&limit=200").json().at("items").size();
  };
  auto const before = count();
  auto const page = nadia.get("/api/v1/audit?limit=5").json();
  nadia.get("/api/v1/audit?limit=5&cursor=" + page.at("next").get<std::string>());
  exports_server().does(Tick{});  // what was noted behind is written
  CHECK(count() == before + 2);
}
