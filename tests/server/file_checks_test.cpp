// From a version that is being checked to one that may be seen, is held or is put aside: with the real program in its
// cage, and with a virus scanner of our own on plain sockets.
#include "server/file_checks.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "store/files.hpp"
#include "tests/support/scenario.hpp"

using namespace staffroom;
using namespace staffroom::tests;
using namespace std::chrono_literals;

namespace {

std::string fixture(std::string const& name) {
  std::ifstream file(std::string(STAFFROOM_SOURCE_FOLDER) + "/tests/fixtures/documents/" + name, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Shared {
  std::string name;
  FileFormat format;
  std::string bytes;
};

/// A draft of Bob's with these files, waiting to be checked.
ResourceVersionId shares(Scenario& s, std::vector<Shared> const& files) {
  ResourceId const resource{id_in(s.bob.does(CreateResource{
      .organisation = s.kirkby, .title = {"Seasons"}, .subject = Name{"Geography"}, .licence = Licence::cc_by}))};
  CreateVersion command{.resource = resource, .uploads = {}, .may_share = true};
  for (auto const& file : files) {
    auto const stored = s.store().files().put_bytes(s.kirkby, file.bytes);
    REQUIRE(stored.has_value());
    UploadId const upload{id_in(s.bob.does(OpenUpload{s.kirkby, {file.name}, file.bytes.size()}))};
    s.bob.does(StoreUpload{upload, stored->sha256, file.format, {"application/octet-stream"}});
    command.uploads.values.push_back(upload);
  }
  return {id_in(s.bob.does(command))};
}

Json seen(Scenario& s, ResourceVersionId version) { return s.bob.sees(GetVersion{version}); }
Json found(Scenario& s, ResourceVersionId version) { return s.bob.sees(GetVersionCheck{version}); }

FileCheckSettings with_reader() { return {STAFFROOM_EXTRACTOR, {}}; }

/// Says the same to each file that it gets; takes all of it first.
class Scanner {
 public:
  explicit Scanner(std::string answer) : answer_(std::move(answer)), listening_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(listening_, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::listen(listening_, 8) == 0);
    REQUIRE(::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { run(); });
  }
  ~Scanner() {
    ::shutdown(listening_, SHUT_RDWR);
    thread_.join();
    ::close(listening_);
  }
  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  std::atomic<std::size_t> bytes{0};

 private:
  void run() {
    for (int number = 0; (number = ::accept(listening_, nullptr, nullptr)) >= 0;) {
      talk(number);
      ::close(number);
    }
  }
  static bool take(int number, char* at, std::size_t size) {
    while (size > 0) {
      auto const got = ::recv(number, at, size, 0);
      if (got <= 0) return false;
      at += got;
      size -= static_cast<std::size_t>(got);
    }
    return true;
  }
  void talk(int number) {
    std::string word(10, '\0');
    if (!take(number, word.data(), word.size()) || word != std::string_view("zINSTREAM\0", 10)) return;
    for (;;) {
      unsigned char size[4];
      if (!take(number, reinterpret_cast<char*>(size), sizeof size)) return;
      std::string piece(std::size_t{size[0]} << 24 | size[1] << 16 | size[2] << 8 | size[3], '\0');
      if (piece.empty()) break;
      if (!take(number, piece.data(), piece.size())) return;
      bytes += piece.size();
    }
    auto const line = answer_ + std::string(1, '\0');
    ::send(number, line.data(), line.size(), MSG_NOSIGNAL);
  }

  std::string answer_;
  int listening_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

/// A real clamd with one signature of our own, where it is installed.
class RealScanner {
 public:
  static constexpr char const* program = "/usr/sbin/clamd";
  explicit RealScanner(std::filesystem::path const& folder) : socket_(folder / "clamd.sock") {
    std::filesystem::create_directories(folder / "signatures");
    // "the calm words of a pretended virus", anywhere in a file of any type
    std::ofstream(folder / "signatures" / "own.ndb")
        << "Staffroom.Test:0:*:" << hex("the calm words of a pretended virus") << "\n";
    auto const settings = folder / "clamd.conf";
    std::ofstream(settings) << "LocalSocket " << socket_.string() << "\nDatabaseDirectory "
                            << (folder / "signatures").string() << "\nForeground yes\n";
    std::string path = program;
    std::string flag = "--config-file=" + settings.string();
    char* const arguments[] = {path.data(), flag.data(), nullptr};
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    REQUIRE(::posix_spawn(&process_, program, &actions, nullptr, arguments, environ) == 0);
    ::posix_spawn_file_actions_destroy(&actions);
    for (int i = 0; i < 600 && !std::filesystem::exists(socket_); ++i) std::this_thread::sleep_for(50ms);
    REQUIRE(std::filesystem::exists(socket_));
  }
  ~RealScanner() {
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
  }
  std::string address() const { return socket_.string(); }

 private:
  static std::string hex(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (char const c : text) (out += digits[static_cast<unsigned char>(c) >> 4]) += digits[c & 0xF];
    return out;
  }
  std::filesystem::path socket_;
  pid_t process_ = -1;
};

}  // namespace

TEST_CASE("clean files pass, with their pages, words and pictures") {
  Scenario s;
  auto const version = shares(s, {{"seasons.docx", FileFormat::docx, fixture("seasons.docx")},
                                  {"maps.pdf", FileFormat::pdf, fixture("maps.pdf")}});
  FileChecks checks(s.store(), with_reader());
  CHECK(checks.run_waiting() == 1);
  auto const now = seen(s, version);
  CHECK(now.at("state") == "ready");
  for (auto const& file : now.at("files")) {
    CHECK(file.at("has_text") == true);
    CHECK(file.at("has_preview") == true);
    CHECK(file.at("pages").get<int>() >= 2);
    auto const hash = file.at("sha256").get<std::string>();
    CHECK(s.store().files().text(s.kirkby, hash).has_value());
    CHECK(s.store().files().preview(s.kirkby, hash) != nullptr);
  }
  auto const text = s.store().files().text(s.kirkby, now.at("files")[0].at("sha256").get<std::string>());
  CHECK(text->find("obliquity") != std::string::npos);
  CHECK(checks.run_waiting() == 0);
}

TEST_CASE("pupil data in a hidden sheet and in a file's name holds the version, and says where") {
  Scenario s;
  auto const version = shares(s, {{"seasons.odt", FileFormat::odt, fixture("seasons.odt")},
                                  {"Marks B801200005001.xlsx", FileFormat::xlsx, fixture("class_list.xlsx")}});
  FileChecks checks(s.store(), with_reader());
  CHECK(checks.run_waiting() == 1);
  CHECK(seen(s, version).at("state") == "held");
  auto const check = found(s, version);
  CHECK(check.at("found") == 5);
  std::vector<std::string> told;
  for (auto const& it : check.at("findings")) {
    told.push_back(std::to_string(it.at("file").get<int>()) + " " + it.at("type").get<std::string>() + " " +
                   it.at("where").get<std::string>());
  }
  CHECK(told == std::vector<std::string>{"1 upn file name", "1 class_list sheet Marks (hidden), row 1",
                                         "1 upn sheet Marks (hidden), cell A2", "1 upn sheet Marks (hidden), cell A3",
                                         "1 nhs_number sheet Marks (hidden), cell B3, comment"});
  CHECK(check.dump().find("B801200005001") == std::string::npos);
  // The owner may let it go, and then its words are there to be found.
  s.bob.does(ConfirmFalseAlarm{version, {"These are the published examples, about nobody."}});
  CHECK(seen(s, version).at("state") == "ready");
}

TEST_CASE("bombs and files of another type are put aside") {
  Scenario s;
  std::string bomb("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\1\x86\xA0\0\1\x86\xA0\x08\x06\0\0\0\0\0\0\0", 33);
  auto const picture = shares(s, {{"big.png", FileFormat::image, bomb}});
  auto const disguised = shares(s, {{"lesson.pdf", FileFormat::pdf, fixture("seasons.docx")}});
  FileChecks checks(s.store(), with_reader());
  CHECK(checks.run_waiting() == 2);
  CHECK(seen(s, picture).at("state") == "quarantined");
  CHECK(found(s, picture).at("findings")[0].at("type") == "bomb");
  CHECK(seen(s, disguised).at("state") == "quarantined");
  CHECK(found(s, disguised).at("findings")[0].at("type") == "wrong_type");
}

TEST_CASE("a damaged file passes without words") {
  Scenario s;
  auto bytes = fixture("seasons.pdf");
  bytes.resize(bytes.size() / 3);
  auto const version = shares(s, {{"seasons.pdf", FileFormat::pdf, bytes}});
  FileChecks checks(s.store(), with_reader());
  CHECK(checks.run_waiting() == 1);
  CHECK(seen(s, version).at("state") == "ready");
  CHECK(seen(s, version).at("files")[0].at("has_text") == false);
  CHECK_FALSE(found(s, version).at("trouble").get<std::string>().empty());  // its editors are told
}

TEST_CASE("a file in which nobody could look is held until its editors have") {
  Scenario s;
  auto const version = shares(s, {{"seasons.docx", FileFormat::docx, fixture("seasons.docx")}});
  CHECK(FileChecks(s.store(), {"/bin/false", {}}).run_waiting() == 1);
  CHECK(seen(s, version).at("state") == "held");
  CHECK(found(s, version).at("findings")[0].at("type") == "unreadable");
}

TEST_CASE("without a result nothing passes: no reader, no file, no scanner") {
  Scenario s;
  auto const version = shares(s, {{"seasons.docx", FileFormat::docx, fixture("seasons.docx")}});
  CHECK(FileChecks(s.store(), {"/nowhere/staffroom-extract", {}}).run_waiting() == 0);
  CHECK(FileChecks(s.store(), {STAFFROOM_EXTRACTOR, "/nowhere/clamd.sock"}).run_waiting() == 0);
  for (std::string const answer : {"", "stream: ERROR", "INSTREAM size limit exceeded. ERROR", "stream:  FOUND"}) {
    CAPTURE(answer);
    Scanner scanner(answer);
    CHECK(FileChecks(s.store(), {STAFFROOM_EXTRACTOR, scanner.address()}).run_waiting() == 0);
  }
  CHECK(seen(s, version).at("state") == "checking");
  CHECK(FileChecks(s.store(), with_reader()).run_waiting() == 1);
  CHECK(seen(s, version).at("state") == "ready");
}

TEST_CASE("the scanner gets every byte; what it finds is put aside under its name") {
  Scenario s;
  auto const bytes = fixture("seasons.docx");
  auto const clean = shares(s, {{"seasons.docx", FileFormat::docx, bytes}});
  {
    Scanner scanner("stream: OK");
    CHECK(FileChecks(s.store(), {STAFFROOM_EXTRACTOR, scanner.address()}).run_waiting() == 1);
    CHECK(scanner.bytes == bytes.size());
  }
  CHECK(seen(s, clean).at("state") == "ready");
  auto const bad = shares(s, {{"maps.odp", FileFormat::odp, fixture("maps.odp")}});
  Scanner scanner("stream: Test.Signature FOUND");
  CHECK(FileChecks(s.store(), {STAFFROOM_EXTRACTOR, scanner.address()}).run_waiting() == 1);
  CHECK(seen(s, bad).at("state") == "quarantined");
  CHECK(found(s, bad).at("trouble") == "Test.Signature");
  CHECK(found(s, bad).at("findings")[0].at("type") == "virus");
}

TEST_CASE("a real clamd finds a signature of our own, and lets others pass") {
  if (!std::filesystem::exists(RealScanner::program)) {
    MESSAGE("not tried: clamd is not installed");
    return;
  }
  Scenario s;
  TempFolder folder;
  RealScanner const scanner(folder.path());
  FileChecks checks(s.store(), {STAFFROOM_EXTRACTOR, scanner.address()});
  auto const bad = shares(s, {{"notes.txt", FileFormat::text, "Here are the calm words of a pretended virus.\n"}});
  auto const good = shares(s, {{"seasons.docx", FileFormat::docx, fixture("seasons.docx")}});
  CHECK(checks.run_waiting() == 2);
  CHECK(seen(s, bad).at("state") == "quarantined");
  CHECK(found(s, bad).at("trouble").get<std::string>().find("Staffroom.Test") != std::string::npos);
  CHECK(seen(s, good).at("state") == "ready");
}

TEST_CASE("a program that breaks, hangs or talks nonsense harms nobody") {
  std::atomic<bool> stopping{false};
  int const file = ::open((std::string(STAFFROOM_SOURCE_FOLDER) + "/README.md").c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(file >= 0);
  CHECK_FALSE(Extractor("/nowhere").read(file, FileFormat::text, stopping).has_value());
  auto const breaks = Extractor("/bin/false").read(file, FileFormat::text, stopping);
  REQUIRE(breaks.has_value());
  CHECK_FALSE(breaks->outcome.has_text);
  CHECK(breaks->outcome.trouble == "The file is damaged: it can't be read.");
  auto const hangs = Extractor("/usr/bin/yes").read(file, FileFormat::text, stopping, 300ms);
  REQUIRE(hangs.has_value());
  CHECK(hangs->outcome.trouble.find("too long") != std::string::npos);
  stopping = true;
  CHECK_FALSE(Extractor("/usr/bin/yes").read(file, FileFormat::text, stopping).has_value());
  ::close(file);
}

TEST_CASE("the follower takes a new version by itself") {
  Scenario s;
  FileChecks checks(s.store(), with_reader());
  checks.start();
  auto const version = shares(s, {{"harvest.ods", FileFormat::ods, fixture("harvest.ods")}});
  for (int i = 0; i < 200 && seen(s, version).at("state") == "checking"; ++i) std::this_thread::sleep_for(50ms);
  CHECK(seen(s, version).at("state") == "ready");
}
