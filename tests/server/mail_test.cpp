// Mail from the note to the mail server: what is said, that nothing typed becomes a header, and that a mail is handed
// over at most once, whatever the server does and whenever the hub stops. The mail server is our own, on plain sockets.
#include "server/mail.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <condition_variable>
#include <fstream>
#include <iterator>
#include <regex>

#include "server/mail_message.hpp"
#include "tests/support/test_client.hpp"

using namespace staffroom;
using namespace staffroom::tests;
using namespace std::chrono_literals;

namespace {

enum class Behaviour {
  accept,
  refuse_us,         // 554 to the sender: about us
  later,             // 451 to the receiver
  unknown_receiver,  // 550 to the receiver
  refuse_mail,       // 554 to the mail
  drop_before_data,  // the line dies early
  drop_after_data    // it dies when the server may have the mail
};

/// One connection at a time, as a mail server speaks.
class SmtpServer {
 public:
  explicit SmtpServer(Behaviour behaviour) : behaviour_(behaviour), listening_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bool const listens = ::bind(listening_, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                         ::listen(listening_, 8) == 0 &&
                         ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    if (!listens) throw std::runtime_error("no socket for the mail server");
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { run(); });
  }
  ~SmtpServer() {
    ::shutdown(listening_, SHUT_RDWR);
    thread_.join();
    ::close(listening_);
  }
  std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
  /// Waits for so many mails.
  std::vector<std::string> mails(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, 10s, [&] { return mails_.size() >= count; });
    return mails_;
  }
  int conversations() const { return conversations_; }

 private:
  void run() {
    for (int number = 0; (number = ::accept(listening_, nullptr, nullptr)) >= 0;) {
      ++conversations_;
      talk(number);
      ::close(number);
    }
  }
  static void say(int socket, std::string_view text) { ::send(socket, text.data(), text.size(), MSG_NOSIGNAL); }
  static bool read_until(int socket, std::string& text, std::string_view end) {
    while (text.find(end) == text.npos) {
      char bytes[4'096];
      auto const count = ::recv(socket, bytes, sizeof bytes, 0);
      if (count <= 0) return false;
      text.append(bytes, static_cast<std::size_t>(count));
    }
    return true;
  }
  void talk(int socket) {
    std::string in;
    say(socket, "220 mail.test\r\n");
    while (read_until(socket, in, "\r\n")) {
      auto const line = in.substr(0, in.find("\r\n"));
      in.erase(0, line.size() + 2);
      if (line.starts_with("DATA")) {
        if (!take(socket, in)) return;
      } else if (line.starts_with("QUIT")) {
        return say(socket, "221 bye\r\n");
      } else if (line.starts_with("MAIL") && behaviour_ == Behaviour::refuse_us) {
        say(socket, "554 not from you\r\n");
      } else if (line.starts_with("RCPT") && behaviour_ == Behaviour::later) {
        say(socket, "451 <bob@school.example> try later\r\n");
      } else if (line.starts_with("RCPT") && behaviour_ == Behaviour::unknown_receiver) {
        say(socket, "550 no bob@school.example here\r\n");
      } else if (line.starts_with("RCPT") && behaviour_ == Behaviour::drop_before_data) {
        return;
      } else {
        say(socket, "250 fine\r\n");
      }
    }
  }
  bool take(int socket, std::string& in) {
    say(socket, "354 go on\r\n");
    if (!read_until(socket, in, "\r\n.\r\n")) return false;
    auto const end = in.find("\r\n.\r\n");
    {
      std::lock_guard const lock(mutex_);
      mails_.push_back(in.substr(0, end + 2));
    }
    changed_.notify_all();
    in.erase(0, end + 5);
    if (behaviour_ == Behaviour::drop_after_data) return false;
    say(socket, behaviour_ == Behaviour::refuse_mail ? "554 we do not like it\r\n" : "250 taken\r\n");
    return true;
  }

  Behaviour behaviour_;
  int listening_;
  std::uint16_t port_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> mails_;
  std::atomic<int> conversations_{0};
  std::thread thread_;
};

MailSettings settings_for(SmtpServer const& server) {
  MailSettings mail;
  mail.smtp_url = server.url();
  mail.from = "Staffroom <hub@staffroom.example>";
  mail.tls = false;
  return mail;
}

TestServer::Options with(MailSettings mail) {
  TestServer::Options options;
  options.mail = std::move(mail);
  return options;
}

EmailId ask_reset(TestServer& server) {
  server.does(AskReset{{"bob@school.example"}});
  EmailId newest;
  for (std::uint64_t id = server.store().seq() + 1'000; id > 0 && !newest; --id) {
    auto const found = server.store().ask(Actor{}, GetEmail{EmailId{id}}, Page{}, ReadTier::disk);
    if (found && *found) newest = EmailId{id};
  }
  return newest;
}

ServerJson note_of(TestServer& server, EmailId id) {
  auto const found = server.store().ask(Actor{}, GetEmail{id}, Page{}, ReadTier::disk);
  return ServerJson::parse((*found)->json);
}

/// Waits until the mail has left `due` and `sending` or was refused.
ServerJson settled(TestServer& server, EmailId id) {
  auto const until = std::chrono::steady_clock::now() + 10s;
  for (;;) {
    auto note = note_of(server, id);
    bool const waits = note.at("state") == "sending" || (note.at("state") == "due" && !note.contains("trouble"));
    if (!waits || std::chrono::steady_clock::now() > until) return note;
    std::this_thread::sleep_for(10ms);
  }
}

std::string link_in(std::string const& text) {
  std::smatch found;
  std::regex const link("/link/([A-Za-z0-9_-]+)");
  return std::regex_search(text, found, link) ? found[1].str() : std::string();
}

}  // namespace

TEST_CASE("a mail that the server takes is sent, with a link that works") {
  SmtpServer post(Behaviour::accept);
  TestServer server(with(settings_for(post)));
  auto const id = ask_reset(server);
  auto const note = settled(server, id);
  CHECK(note.at("state") == "sent");
  CHECK(note.at("attempts") == 1);
  auto const mails = post.mails(1);
  REQUIRE(mails.size() == 1);
  auto const shown = mail::decode(mails[0]);
  CHECK(shown.to == "bob@school.example");
  CHECK(shown.subject == "Choose a new password for Staffroom");
  CHECK(shown.text.starts_with("Hello bob,\n"));
  CHECK(shown.text.find(server.origin() + "/link/") != std::string::npos);
  CHECK(mails[0].find("Message-ID: <email-" + std::to_string(id.value) + "-") != std::string::npos);
  CHECK(mails[0].find("\r\nAuto-Submitted: auto-generated\r\n") != std::string::npos);
  CHECK(mails[0].find("bob@") == mails[0].rfind("bob@"));  // nobody else gets it
  TestClient client(server.port());
  auto const token = link_in(shown.text);
  CHECK(client.get("/api/v1/links/" + token).json().at("type") == "password");
  // What the hub keeps opens nothing: the token lies in no file of it.
  for (auto const& entry : std::filesystem::recursive_directory_iterator(server.data())) {
    if (!entry.is_regular_file()) continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    std::string const bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    CHECK(bytes.find(token) == std::string::npos);
  }
}

TEST_CASE("what the server says decides what becomes of the mail") {
  struct Case {
    Behaviour behaviour;
    char const* state;
    char const* trouble;
  };
  for (auto const& one :
       {Case{Behaviour::refuse_us, "due", "554 not from you"}, Case{Behaviour::later, "due", "451 (address) try later"},
        Case{Behaviour::unknown_receiver, "bounced", "550 no (address) here"},
        Case{Behaviour::refuse_mail, "bounced", "554 we do not like it"}, Case{Behaviour::drop_before_data, "due", ""},
        Case{Behaviour::drop_after_data, "uncertain", ""}}) {
    CAPTURE(one.state);
    CAPTURE(one.trouble);
    SmtpServer post(one.behaviour);
    TestServer server(with(settings_for(post)));
    auto const note = settled(server, ask_reset(server));
    CHECK(note.at("state") == one.state);
    auto const trouble = note.at("trouble").get<std::string>();
    CHECK_FALSE(trouble.empty());
    if (*one.trouble) CHECK(trouble == one.trouble);
    CHECK(trouble.find('@') == std::string::npos);
    CHECK(post.conversations() == 1);
  }
}

TEST_CASE("a refused mail is tried again when its time has come") {
  SmtpServer later(Behaviour::later);
  TestServer server(with(settings_for(later)));
  auto const id = ask_reset(server);
  CHECK(settled(server, id).at("state") == "due");
  CHECK(later.conversations() == 1);
  server.store().advance_clock(1min);
  auto const until = std::chrono::steady_clock::now() + 10s;
  while (note_of(server, id).at("attempts") != 2 && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(10ms);
  }
  CHECK(note_of(server, id).at("attempts") == 2);
}

TEST_CASE("nobody answers: the mail stays due") {
  MailSettings mail;
  mail.smtp_url = "smtp://127.0.0.1:9";
  mail.from = "hub@staffroom.example";
  mail.tls = false;
  TestServer server(with(mail));
  auto const note = settled(server, ask_reset(server));
  CHECK(note.at("state") == "due");
  CHECK(note.at("attempts") == 1);
}

TEST_CASE("a server that can't encrypt gets nothing unless the settings say so") {
  SmtpServer post(Behaviour::accept);
  auto mail = settings_for(post);
  mail.tls = true;
  TestServer server(with(mail));
  auto const note = settled(server, ask_reset(server));
  CHECK(note.at("state") == "due");
  CHECK(post.mails(0).empty());
}

TEST_CASE("what a crash left half done is uncertain, and not sent again by itself") {
  TestServer server;  // without mail: it waits
  auto const id = ask_reset(server);
  CHECK(note_of(server, id).at("state") == "due");
  server.does(TakeEmail{id});
  CHECK(note_of(server, id).at("state") == "sending");
  server.restart();
  CHECK(note_of(server, id).at("state") == "uncertain");
}

TEST_CASE("without settings mail waits, and the server says so") {
  TestServer server;
  auto const id = ask_reset(server);
  CHECK(note_of(server, id).at("state") == "due");
  TestClient client(server.port());
  CHECK(client.get("/healthz").json().at("mail") == "off");
  CHECK(client.get("/spool").body.find("Mail that would be sent") == std::string::npos);
}

TEST_CASE("the spool keeps mail as files and shows it on a page, links to be clicked") {
  auto const folder = std::filesystem::temp_directory_path() / ("staffroom-spool-" + std::to_string(::getpid()));
  MailSettings mail;
  mail.spool = folder;
  {
    TestServer server(with(mail));
    TestClient client(server.port());
    CHECK(client.get("/spool").body.find("No mail yet.") != std::string::npos);
    CHECK(client.get("/healthz").json().at("mail") == "spool");
    CHECK(settled(server, ask_reset(server)).at("state") == "sent");
    auto const page = client.get("/spool");
    CHECK(page.status == 200);
    CHECK(page.header("content-type") == "text/html; charset=utf-8");
    CHECK(page.header("content-security-policy").find("default-src 'none'") != std::string::npos);
    CHECK(page.body.find("<a href=\"" + server.origin() + "/link/") != std::string::npos);
    CHECK(client.get("/api/v1/links/" + link_in(page.body)).status == 200);
    CHECK(client.get("/spool", {{"X-Forwarded-For", "10.0.0.9"}}).status == 404);  // not through a proxy
    CHECK(client.get("/spool", {{"Host", "evil.example"}}).status == 400);
  }
  std::filesystem::remove_all(folder);
}

TEST_CASE("79 nothing that anybody typed becomes a header, a part or a line of its own") {
  mail::Message message;
  message.to = "nia@school.example";
  message.from = {"Staffroom\r\nBcc: all@school.example", "hub@staffroom.example"};
  message.id = "email-5-abc@staffroom.example";
  message.letter.subject = "Léa has invited you to\r\nBcc: all@school.example\r\n\r\n<script> =?utf-8?B?aGk=?= 🎉 " +
                           std::string(1'200, 'x');
  message.letter.paragraphs = {"A <b>note</b> & more\n.\r\n--part-of-email-5-abc--\r\nBcc: all@school.example"};
  message.letter.buttons = {{"Go", "https://staffroom.example/link/a\"onclick=\"b"}};
  auto const bytes = mail::encode(message);
  CHECK(bytes.find("Bcc") == std::string::npos);
  CHECK(bytes.find("<script>") == std::string::npos);
  std::size_t start = 0;
  for (auto end = bytes.find('\n'); end != bytes.npos; start = end + 1, end = bytes.find('\n', start)) {
    CHECK(bytes[end - 1] == '\r');
    CHECK(end - start <= 78);
    for (auto at = start; at < end - 1; ++at) CHECK((bytes[at] >= 0x20 && bytes[at] < 0x7f));
    CHECK(bytes[start] != '.');
  }
  auto const shown = mail::decode(bytes);
  CHECK(shown.to == "nia@school.example");
  CHECK(shown.subject.starts_with("Léa has invited you to  Bcc: all@school.example"));
  CHECK(shown.subject.find("=?utf-8?B?aGk=?= 🎉 xxx") != std::string::npos);
  CHECK(shown.text.starts_with("A <b>note</b> & more\n.\r\n--part-of-email-5-abc--"));
  auto const page = mail::html(message.letter);
  CHECK(page.find("<b>note") == std::string::npos);
  CHECK(page.find("\"onclick") == std::string::npos);
  // The header ends once, the two parts begin and end where they should.
  std::size_t parts = 0;
  for (auto at = bytes.find("\r\n--part-of-email-5-abc"); at != bytes.npos; at = bytes.find("\r\n--part-of", at + 1)) {
    ++parts;
  }
  CHECK(parts == 3);
}

TEST_CASE("what a mail server said is kept without addresses and control characters") {
  CHECK(mail::without_addresses("550 5.1.1 <bob@school.example>: no such\r\n user\x1b[2J") ==
        "550 5.1.1 (address) no such user [2J");
  CHECK(mail::without_addresses(std::string(5'000, 'x')).size() == 200);
}

TEST_CASE("mail settings are checked at the start") {
  auto const told = [](auto const& change) {
    Settings settings;
    settings.data_folder = "hub";
    settings.mail.smtp_url = "smtp://mail.example.org:587";
    settings.mail.from = "Staffroom <hub@example.org>";
    change(settings.mail);
    auto const checked = check_settings(settings);
    return checked ? std::string() : checked.error().path;
  };
  CHECK(told([](MailSettings&) {}).empty());
  CHECK(told([](MailSettings& mail) { mail.smtp_url = "http://mail.example.org"; }) == "mail.smtp_url");
  CHECK(told([](MailSettings& mail) { mail.smtp_url = "smtp://user:secret@mail.example.org"; }) == "mail.smtp_url");
  CHECK(told([](MailSettings& mail) { mail.from = ""; }) == "mail.from");
  CHECK(told([](MailSettings& mail) { mail.from = "Staffroom <nobody>"; }) == "mail.from");
  CHECK(told([](MailSettings& mail) { mail.reply_to = "Office <office@example.org>"; }).empty());
  CHECK(told([](MailSettings& mail) { mail.reply_to = "the office"; }) == "mail.reply_to");
  CHECK(told([](MailSettings& mail) { mail.user = "hub"; }) == "mail.user");
  CHECK(told([](MailSettings& mail) { mail.spool = "mail"; }) == "mail.spool");
  CHECK(told([](MailSettings& mail) { mail.ca_file = "/nowhere"; }) == "mail.ca_file");
  auto const password = std::filesystem::temp_directory_path() / ("staffroom-pass-" + std::to_string(::getpid()));
  std::ofstream(password) << "secret\n";
  auto const signs_in = [&](MailSettings& mail) {
    mail.user = "hub";
    mail.password_file = password;
  };
  CHECK(told(signs_in).empty());
  CHECK(told([&](MailSettings& mail) {
          signs_in(mail);
          mail.tls = false;
        }) == "mail.tls");
  std::filesystem::remove(password);
  CHECK(told(signs_in) == "mail.password_file");
}

TEST_CASE("the settings file has a table for mail") {
  auto const file = std::filesystem::temp_directory_path() / ("staffroom-mail-" + std::to_string(::getpid()) + ".toml");
  std::ofstream(file) << "listen = \"127.0.0.1:1234\"\n[mail]\nsmtp_url = \"smtps://mail.example.org\"\n"
                         "from = \"hub@example.org\"\ntls = true\n";
  Settings settings;
  REQUIRE(read_settings_file(file, settings));
  CHECK(settings.mail.smtp_url == "smtps://mail.example.org");
  CHECK(settings.mail.from == "hub@example.org");
  std::ofstream(file) << "[mail]\nhost = \"x\"\n";
  auto const wrong = read_settings_file(file, settings);
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().path.find(":2 host") != std::string::npos);
  std::filesystem::remove(file);
}
