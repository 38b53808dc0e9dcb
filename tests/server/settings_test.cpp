// Settings from a file, each by its name; what is wrong is refused with its place. The first account, and the sessions
// of a load test, made in a folder that no server has open.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "server/config.hpp"
#include "server/set_up.hpp"
#include "store/store.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {
namespace {

class SettingsFile {
 public:
  std::filesystem::path write(std::string const& name, std::string const& text) const {
    auto const path = folder_.path() / name;
    std::ofstream(path) << text;
    return path;
  }
  Result<Settings> read(std::string const& text) const {
    Settings settings;
    if (auto const done = read_settings_file(write("staffroom.toml", text), settings); !done) return done.error();
    return settings;
  }
  /// Which setting is refused when they are checked; empty: none.
  std::string refused(Settings settings) const {
    if (settings.data_folder.empty()) settings.data_folder = folder_.path();
    auto const done = check_settings(settings);
    return done ? std::string() : done.error().path;
  }
  std::filesystem::path const& folder() const { return folder_.path(); }

 private:
  TempFolder folder_;
};

}  // namespace

TEST_CASE("every setting of the file stands where it is read") {
  SettingsFile file;
  auto const read = file.read(
      "data = \"/srv/hub\"\nlisten = \"[::1]:8443\"\npublic_address = \"https://hub.example\"\nstatic = \"/srv/web\"\n"
      "threads = 3\nlimits = false\nclock = \"manual\"\nlog_level = \"debug\"\ntrusted_proxies = [\"10.0.0.1\", "
      "\"10.0.0.2\"]\n[mail]\nsmtp_url = \"smtp://mail.example:587\"\nuser = \"hub\"\npassword_file = \"/srv/pw\"\n"
      "from = \"Hub <hub@example.org>\"\nreply_to = \"office@example.org\"\ntls = false\nca_file = \"/srv/ca\"\n"
      "[files]\nquota_gib = 7\nclamd = \"/run/clamd\"\nextractor = \"/srv/extract\"\n[tls]\ncertificate = \"/srv/c\"\n"
      "key = \"/srv/k\"\nredirect_listen = \"0.0.0.0:80\"\n");
  REQUIRE_MESSAGE(read.has_value(), read.error());
  CHECK(read->data_folder == "/srv/hub");
  CHECK(read->listen == "[::1]:8443");
  CHECK(read->public_address == "https://hub.example");
  CHECK(read->static_folder == "/srv/web");
  CHECK(read->threads == 3);
  CHECK(read->limits_off);
  CHECK(read->manual_clock);
  CHECK(read->log_level == "debug");
  CHECK(read->trusted_proxies == std::vector<std::string>{"10.0.0.1", "10.0.0.2"});
  CHECK(read->mail.smtp_url == "smtp://mail.example:587");
  CHECK(read->mail.user == "hub");
  CHECK(read->mail.password_file == "/srv/pw");
  CHECK(read->mail.from == "Hub <hub@example.org>");
  CHECK(read->mail.reply_to == "office@example.org");
  CHECK_FALSE(read->mail.tls);
  CHECK(read->mail.ca_file == "/srv/ca");
  CHECK(read->files.quota_gib == 7);
  CHECK(read->files.clamd == "/run/clamd");
  CHECK(read->files.extractor == "/srv/extract");
  CHECK(read->tls.certificate == "/srv/c");
  CHECK(read->tls.key == "/srv/k");
  CHECK(read->tls.redirect_listen == "0.0.0.0:80");
  CHECK(file.read("[mail]\nspool = \"/srv/spool\"\n")->mail.spool == "/srv/spool");
  CHECK_FALSE(file.read("limits = \"1\"\n")->limits_off);
  CHECK(file.read("limits = \"0\"\n")->limits_off);
  CHECK_FALSE(file.read("limits = \"true\"\n")->limits_off);
  CHECK(file.read("limits = \"false\"\n")->limits_off);
  CHECK_FALSE(file.read("clock = \"real\"\n")->manual_clock);
}

TEST_CASE("what is wrong in the file is refused with its line and its name") {
  SettingsFile file;
  for (auto const* line :
       {"sped = 3", "[mail]\nsmtp = \"x\"", "[files]\nquota = 3", "[tls]\ncert = \"x\"", "threads = \"many\"",
        "limits = \"perhaps\"", "clock = \"wall\"", "threads = 1.5", "trusted_proxies = [1, 2]",
        "[mail]\ntls = \"perhaps\"", "[files]\nquota_gib = \"all\"", "mail = \"none\"", "[backup]\nspeed = 1"}) {
    auto const read = file.read(line);
    REQUIRE_MESSAGE(!read, line);
    CHECK(read.error().code == ErrorCode::unprocessable);
    CHECK_MESSAGE(read.error().path.find("staffroom.toml:") != std::string::npos, read.error());
  }
  CHECK(file.read("data = \n").error().path.ends_with("staffroom.toml:1"));
}

TEST_CASE("settings that do not fit together are refused by name") {
  SettingsFile file;
  auto const mail = [&](auto const& change) {
    Settings settings;
    settings.mail = {.smtp_url = "smtp://mail.example:587", .from = "Hub <hub@example.org>"};
    change(settings.mail);
    return file.refused(settings);
  };
  CHECK(mail([](auto&) {}) == "");
  CHECK(mail([](auto& it) { it.smtp_url = "smtps://mail.example/"; }) == "");
  CHECK(mail([](auto& it) { it.spool = "/srv/spool"; }) == "mail.spool");
  CHECK(mail([](auto& it) { it.from = "nobody"; }) == "mail.from");
  CHECK(mail([](auto& it) { it.reply_to = "nobody"; }) == "mail.reply_to");
  CHECK(mail([](auto& it) { it.smtp_url = "mail.example"; }) == "mail.smtp_url");
  CHECK(mail([](auto& it) { it.smtp_url = "smtp://hub@mail.example"; }) == "mail.smtp_url");
  CHECK(mail([](auto& it) { it.user = "hub"; }) == "mail.user");
  CHECK(mail([](auto& it) { it.ca_file = "/nowhere"; }) == "mail.ca_file");
  CHECK(mail([](auto& it) { it.ca_file = it.password_file = "/nowhere"; }) == "mail.user");
  auto const password = file.write("password", "secret\r\nand more\n");
  auto const signed_in = [&](std::string const& url, bool tls) {
    return mail([&](auto& it) {
      it.smtp_url = url;
      it.user = "hub";
      it.password_file = password;
      it.tls = tls;
      it.ca_file = password;
    });
  };
  CHECK(signed_in("smtp://mail.example", true) == "");
  CHECK(signed_in("smtp://mail.example", false) == "mail.tls");
  CHECK(signed_in("smtps://mail.example", false) == "");
  for (auto const* near : {"smtp://127.0.0.1:25", "smtp://localhost", "smtp://[::1]:25"}) {
    CHECK(signed_in(near, false) == "");
  }
  auto const empty = file.write("empty", "");
  for (auto const& path : {empty, file.folder() / "nowhere"}) {
    CHECK(mail([&](auto& it) { it.user = "hub", it.password_file = path; }) == "mail.password_file");
  }
  Settings settings;
  for (auto const* listen : {"8080", ":8080", "localhost:http", "localhost:70000"}) {
    settings.listen = listen;
    CHECK(file.refused(settings) == "listen");
  }
  settings.listen = "[::1]:8080";
  settings.tls.certificate = "/srv/c";
  CHECK(file.refused(settings) == "tls.key");
  settings.tls = {.key = "/srv/k"};
  CHECK(file.refused(settings) == "tls.certificate");
  settings.tls = {.redirect_listen = "0.0.0.0:80"};
  CHECK(file.refused(settings) == "tls.redirect_listen");
}

TEST_CASE("the first account founds the network, once; what the hub would refuse is refused") {
  TempFolder folder;
  auto const data = (folder.path() / "data").string();
  REQUIRE(::setenv("STAFFROOM_PASSWORD", "seven brown otters", 1) == 0);
  auto const tried = [&](std::string const& email, std::string const& name) {
    auto const done = add_user({data, email, name, "Aire Network", true});
    return done ? std::string() : done.error().path + done.error().reason;
  };
  CHECK(tried("nadia@example.org", "Nadia") == "");
  CHECK(tried("tom@example.org", "Tom") == "not_empty");
  for (auto const* email : {"@example.org", "nobody", "nobody@", "no body@example.org"}) {
    CHECK(tried(email, "Nobody") == "email");
  }
  CHECK(tried("n@example.org", "") == "name");
  CHECK(tried("n@example.org", std::string(121, 'n')) == "name");
  REQUIRE(::setenv("STAFFROOM_PASSWORD", "short", 1) == 0);
  CHECK(tried("n@example.org", "Nobody") == "password");
  REQUIRE(::setenv("STAFFROOM_PASSWORD", "staffroomstaffroom", 1) == 0);
  CHECK(tried("n@example.org", "Nobody") == "password");
  REQUIRE(::unsetenv("STAFFROOM_PASSWORD") == 0);
}

TEST_CASE("sessions of a load test are minted in an empty folder alone, one for each person") {
  TempFolder folder;
  auto const data = (folder.path() / "data").string();
  std::ostringstream out;
  auto const done = mint_sessions({data, 3, 1}, out);
  REQUIRE_MESSAGE(done.has_value(), done.error());
  auto const count = [text = out.str()](std::string const& word) {
    std::size_t found = 0;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) found += line.starts_with(word + " ") ? 1 : 0;
    return found;
  };
  CHECK(count("team") == 1);
  CHECK(count("topic") == 1);
  CHECK(count("own") == 1);
  CHECK(count("session") == 3);
  CHECK(mint_sessions({data, 3, 1}, out).error().reason == "not_empty");
}

}  // namespace staffroom::tests
