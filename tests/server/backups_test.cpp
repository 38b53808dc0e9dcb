// Copies while the hub runs: when they are made and go, the control door, the commands, and what a kill leaves.
#include "server/backups.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>

#include "server/backup_tool.hpp"
#include "server/log.hpp"
#include "server/version.hpp"
#include "store/backup_erasures.hpp"
#include "tests/support/backup_case.hpp"
#include "tests/support/share.hpp"
#include "tests/support/test_client.hpp"

namespace staffroom::tests {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// The part that makes copies, over a store, with a clock that is moved by hand.
struct HandMoved {
  explicit HandMoved(BackupSettings wanted = {}) {
    log::set_level(log::Level::error);
    wanted.folder = it.backups();
    backups.emplace(it.s.store(), it.s.folder(), wanted, [this] { return now; });
  }
  void passes(std::chrono::milliseconds span) {
    now = now + span;
    backups->turn();
  }
  std::size_t count() const { return backup::copies_in(it.backups()).size(); }

  BackupCase it;
  TimestampMs now{1'795'400'000'000};  // 2026-11-23, 02:13:20 UTC, a Monday
  std::optional<Backups> backups;
};

BackupSettings every(std::chrono::minutes span) {
  BackupSettings settings;
  settings.every = span;
  return settings;
}

/// A bare caller of the control door.
class BareCaller {
 public:
  explicit BareCaller(fs::path const& data_folder) : socket_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    auto const path = (data_folder / "control").string();
    REQUIRE(path.size() < sizeof address.sun_path);
    std::copy(path.begin(), path.end(), address.sun_path);
    REQUIRE(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    timeval const patience{20, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  }
  ~BareCaller() { ::close(socket_); }
  BareCaller(BareCaller const&) = delete;
  BareCaller& operator=(BareCaller const&) = delete;
  void says(std::string_view bytes) const {
    static_cast<void>(!::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL));
  }
  /// Everything until the door closes.
  std::string hears() const {
    std::string out;
    char bytes[4096];
    for (;;) {
      auto const count = ::recv(socket_, bytes, sizeof bytes, 0);
      if (count <= 0) return out;
      out.append(bytes, static_cast<std::size_t>(count));
    }
  }

 private:
  int socket_;
};

/// The program, with its words; what it says is dropped.
pid_t starts(std::vector<std::string> words) {
  words.insert(words.begin(), STAFFROOM_PROGRAM);
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  auto const process = ::fork();
  REQUIRE(process >= 0);
  if (process == 0) {
    int const nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, STDOUT_FILENO);
    ::dup2(nowhere, STDERR_FILENO);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }
  return process;
}

/// Its exit code; -1 when it was killed.
int ends(pid_t process) {
  int status = 0;
  REQUIRE(::waitpid(process, &status, 0) == process);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int runs(std::vector<std::string> words) { return ends(starts(std::move(words))); }

/// A data folder that no store has open.
fs::path closed_folder(BackupCase& it) {
  auto const folder = it.place.path() / "closed";
  auto const made = it.makes();
  REQUIRE(backup::restore(made.folder, folder, it.restoring()).has_value());
  return folder;
}

}  // namespace

TEST_CASE("backups: one is made when the newest is old enough, verified, and told of") {
  HandMoved hub(every(24h));
  CHECK(hub.backups->state().scheduled);
  CHECK_FALSE(hub.backups->state().last.has_value());
  hub.backups->turn();
  auto state = hub.backups->state();
  CHECK(hub.count() == 1);
  CHECK(state.last == hub.now);
  CHECK(state.verified == hub.now);
  CHECK(state.next == hub.now + 24h);
  CHECK(state.kept == 1);
  CHECK(state.last_bytes.value_or(0) > 1'000);
  CHECK_FALSE(state.problem.has_value());
  hub.passes(23h + 59min);
  CHECK(hub.count() == 1);
  hub.passes(1min);
  CHECK(hub.count() == 2);
  // After a restart the newest one counts.
  Backups again(
      hub.it.s.store(), hub.it.s.folder(),
      [&] {
        auto settings = every(24h);
        settings.folder = hub.it.backups();
        return settings;
      }(),
      [&] { return hub.now; });
  CHECK(again.state().next == hub.now + 24h);
  CHECK(again.state().last == hub.now);
  CHECK(again.state().kept == 2);
}

TEST_CASE("backups: a time of the day is that of the machine's own clock") {
  ::setenv("TZ", "Europe/London", 1);
  ::tzset();
  BackupSettings settings;
  settings.at = 2h + 30min;
  HandMoved hub(settings);
  CHECK(hub.backups->state().next == TimestampMs{1'795'401'000'000});  // 02:30 GMT
  hub.passes(16min);
  CHECK(hub.count() == 0);
  hub.passes(1min);
  CHECK(hub.count() == 1);
  CHECK(hub.backups->state().next == TimestampMs{1'795'401'000'000} + 24h);
  hub.now = TimestampMs{1'810'000'000'000};  // in summer time
  hub.passes(0ms);
  CHECK(hub.backups->state().next.value_or(TimestampMs{}).value % 86'400'000 == 90 * 60'000);  // 01:30 UTC
  ::unsetenv("TZ");
  ::tzset();
}

TEST_CASE("backups: older copies go by the settings, once the new one is found good, and the last good one never") {
  auto settings = every(24h);
  settings.keep_daily = 2;
  settings.keep_weekly = 1;
  HandMoved hub(settings);
  for (int day = 0; day < 5; ++day) hub.passes(24h);
  CHECK(hub.count() == 2);
  auto const good = backup::copies_in(hub.it.backups());
  // From here on each copy lacks a file that a record names.
  Library(hub.it.s).uploads(hub.it.s.sana, hub.it.s.kirkby, "Lost.pptx", "Never kept");
  auto const verified = hub.backups->state().verified;
  for (int day = 0; day < 4; ++day) hub.passes(24h);
  auto const state = hub.backups->state();
  CHECK(state.problem.value_or("").find("named by a record") != std::string::npos);
  CHECK(state.verified == verified);
  for (auto const& copy : good) CHECK(backup::verify(copy, backup::Depth::everything).has_value());
  // Of those that are not whole the newest stays.
  CHECK(hub.count() == good.size() + 1);
  hub.it.s.store().files().put_bytes(hub.it.s.kirkby, "Never kept").value();
  hub.passes(24h);
  CHECK_FALSE(hub.backups->state().problem.has_value());
  CHECK(hub.backups->state().verified == hub.now);
  CHECK(hub.count() == 2);
}

TEST_CASE("backups: a folder that can't be written to is told of, and copies go on when it can") {
  HandMoved hub(every(24h));
  write_anew(hub.it.backups(), "a file");
  hub.backups->turn();
  CHECK(hub.backups->state().problem.has_value());
  CHECK(hub.backups->state().next == hub.now + 15min);
  hub.it.s.bob.posts(hub.it.s.maths.topic, "The hub goes on.");
  fs::remove(hub.it.backups());
  hub.passes(15min);
  CHECK_FALSE(hub.backups->state().problem.has_value());
  CHECK(hub.count() == 1);
}

TEST_CASE("backups: an erasure is noted beside the copies as soon as it is approved") {
  HandMoved hub(every(24h));
  hub.backups->turn();
  auto& s = hub.it.s;
  ErasureId const erasure{id_in(s.tom.does(RequestErasure{s.bob.id(), {}}))};
  hub.passes(1s);
  auto const ledger = hub.it.backups() / backup::erasures_name;
  CHECK(backup::read_erasures(ledger)->empty());
  s.nadia.does(ApproveErasure{erasure});
  hub.passes(1s);
  auto const noted = backup::read_erasures(ledger);
  REQUIRE(noted.has_value());
  REQUIRE(noted->size() == 1);
  CHECK(noted->front().person == s.bob.id());
  CHECK(hub.count() == 1);
}

TEST_CASE("control door: asked for a copy the hub makes it; of two at once the second is refused") {
  HandMoved hub;
  auto const data = hub.it.s.folder();
  std::vector<std::string> answers;
  auto const reply = [&](std::string answer) { answers.push_back(std::move(answer)); };
  auto const to = (hub.it.place.path() / "asked").string();
  hub.backups->take({"backup", to}, reply);
  hub.backups->take({"backup", to}, reply);
  REQUIRE(answers.size() == 1);
  CHECK(answers.front().starts_with("error\tconflict\t"));
  hub.backups->turn();
  REQUIRE(answers.size() == 2);
  CHECK(answers.back().starts_with("done\t" + to));
  CHECK(backup::copies_in(to).size() == 1);
  for (int i = 0; i < 3; ++i) {
    hub.now = hub.now + 1s;
    hub.backups->take({"backup", to, "2"}, reply);
    hub.backups->turn();
  }
  CHECK(backup::copies_in(to).size() == 2);
  for (ControlDoor::Request const& wrong : std::vector<ControlDoor::Request>{{""},
                                                                             {"backup"},
                                                                             {"backup", "relative"},
                                                                             {"backup", to, "0"},
                                                                             {"backup", to, "-1"},
                                                                             {"backup", to, "1", "2"},
                                                                             {"delete", to}}) {
    hub.backups->take(wrong, reply);
    CHECK(answers.back().starts_with("error\tbad_request\t"));
  }
  hub.backups->take({"backup", data.string()}, reply);
  hub.backups->turn();
  CHECK(answers.back().starts_with("error\t"));
  CHECK(backup::copies_in(to).size() == 2);
}

TEST_CASE("control door: only its owner gets in, what is no request is answered as such, and nobody is waited for") {
  HandMoved hub;
  auto const data = hub.it.s.folder();
  hub.backups->start();
  struct stat about{};
  REQUIRE(::stat((data / "control").c_str(), &about) == 0);
  CHECK((about.st_mode & 07777) == 0600);
  CHECK(S_ISSOCK(about.st_mode));
  auto const answer_to = [&](std::string_view bytes) {
    BareCaller const caller(data);
    caller.says(bytes);
    return caller.hears();
  };
  CHECK(answer_to("\n").starts_with("error\tbad_request"));
  CHECK(answer_to("GET / HTTP/1.1\r\n\r\n").starts_with("error\tbad_request"));
  CHECK(answer_to(std::string(ControlDoor::line_bytes_max + 2'000, 'x')).starts_with("error\tbad_request"));
  CHECK(answer_to("backup-state\nbackup-state\n").starts_with("error\tbad_request"));
  CHECK(answer_to(std::string("\0\xff\t\t\n", 5)).starts_with("error\tbad_request"));
  CHECK(answer_to("backup-state\n") == "done\t0 copies\n");
  // Callers who say nothing stand in nobody's way, but for the last place.
  {
    std::vector<std::unique_ptr<BareCaller>> silent;
    for (std::size_t i = 0; i + 1 < ControlDoor::callers_max; ++i) silent.push_back(std::make_unique<BareCaller>(data));
    CHECK(answer_to("backup-state\n") == "done\t0 copies\n");
  }
  auto const asked = ask_control(data, {"backup", (hub.it.place.path() / "asked").string()}, 60s);
  REQUIRE_MESSAGE(asked.has_value(), asked.error().detail);
  CHECK(asked->starts_with("done\t"));
  CHECK_FALSE(ask_control(data, {"backup", "/two\nlines"}, 60s).has_value());
  hub.backups->stop();
  CHECK_FALSE(fs::exists(data / "control"));
  CHECK(reason_of(ask_control(data, {"backup-state"}, 60s)) == "no_hub");
}

TEST_CASE("control door: a hub that runs is asked, and goes on answering") {
  TestServer server;
  TempFolder place;
  server.post(server.bob, "Before the copy.");
  std::ostringstream out;
  auto const made = make_copy({server.data(), place.path() / "copies", 0}, out);
  REQUIRE_MESSAGE(made.has_value(), made.error().detail);
  CHECK(out.str().find(" files, ") != std::string::npos);
  auto const copies = backup::copies_in(place.path() / "copies");
  REQUIRE(copies.size() == 1);
  CHECK(verify_copy(copies.front(), out).has_value());
  TestClient bob(server.port(), server.token_of(server.bob));
  CHECK(bob.get(server.messages_path()).status == 200);
}

TEST_CASE("backups: the commands say by their exit code whether they did it") {
  BackupCase it;
  auto const data = closed_folder(it).string();
  auto const to = (it.place.path() / "by command").string();
  auto const again = (it.place.path() / "restored").string();
  CHECK(runs({"backup", "--data", data, "--to", to}) == 0);
  CHECK(runs({"backup", "--data", data, "--to", to, "--keep", "1"}) == 0);
  REQUIRE(backup::copies_in(to).size() == 1);
  auto const copy = backup::copies_in(to).front().string();
  CHECK(runs({"verify", "--backup", copy}) == 0);
  CHECK(runs({"drill", "--backup", copy, "--in", it.place.path().string()}) == 0);
  CHECK(runs({"restore", "--backup", copy, "--data", again}) == 0);
  CHECK(runs({"restore", "--backup", copy, "--data", again}) == 1);
  CHECK(runs({"backup", "--data", again, "--to", again + "/copies"}) == 1);
  CHECK(runs({"backup", "--data", it.s.folder().string(), "--to", to}) == 1);  // in use, without a control door
  auto const table = backup::manifest_of(copy)->files.back().path;
  write_anew(fs::path(copy) / table, "something else");
  CHECK(runs({"verify", "--backup", copy}) == 1);
  CHECK(runs({"drill", "--backup", copy, "--in", it.place.path().string()}) == 1);
  CHECK(runs({"restore", "--backup", copy, "--data", again + "2"}) == 1);
  CHECK_FALSE(fs::exists(again + "2"));
  for (auto const& entry : fs::directory_iterator(it.place.path())) {
    CHECK_FALSE(entry.path().filename().string().starts_with("staffroom-drill"));
  }
}

TEST_CASE("backups: a kill at any moment of a backup or a restore leaves nothing that counts") {
  auto const rounds = number_from("STAFFROOM_KILLS", share_of(12, 6));
  auto const seed = number_from("STAFFROOM_SEED", 20261123);
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  BackupCase it;
  it.keeps(it.s.kirkby, std::string(8'000'000, 'v'));
  auto const data = closed_folder(it).string();
  auto const to = it.place.path() / "killed";
  auto const target = it.place.path() / "back";
  REQUIRE(runs({"backup", "--data", data, "--to", to.string()}) == 0);
  auto const whole = backup::copies_in(to).front().string();
  int killed = 0;
  auto const kill_soon = [&](std::vector<std::string> words) {
    auto const process = starts(std::move(words));
    ::usleep(static_cast<useconds_t>(random() % 90'000));
    ::kill(process, SIGKILL);
    if (ends(process) == -1) ++killed;
  };
  for (std::uint64_t round = 0; round < rounds; ++round) {
    CAPTURE(round);
    kill_soon({"backup", "--data", data, "--to", to.string()});
    for (auto const& copy : backup::copies_in(to)) {
      auto const verified = backup::verify(copy, backup::Depth::bytes);
      CHECK_MESSAGE(verified.has_value(), verified.error().detail);
    }
    kill_soon({"restore", "--backup", whole, "--data", target.string()});
    if (fs::exists(target)) CHECK(Store::open({.folder = target, .create = false}).has_value());
    fs::remove_all(target);
  }
  CHECK(killed > 0);
  CHECK(runs({"backup", "--data", data, "--to", to.string()}) == 0);
  CHECK(runs({"restore", "--backup", whole, "--data", target.string()}) == 0);
  CHECK(backup::verify(backup::copies_in(to).back(), backup::Depth::everything).has_value());
  for (auto const& entry : fs::directory_iterator(to))
    CHECK_FALSE(entry.path().has_extension() == entry.is_directory());
}

TEST_CASE("backups: settings are read strictly") {
  BackupSettings settings;
  auto const takes = [&](char const* key, char const* text) {
    return assign_backup(settings, key, text, "backup." + std::string(key)).has_value();
  };
  CHECK(takes("every", "90m"));
  CHECK(settings.every == std::chrono::minutes{90});
  CHECK(takes("every", "2d"));
  CHECK(settings.every == std::chrono::minutes{2 * 24 * 60});
  for (auto const* text : {"", "h", "0h", "-1h", "1.5h", "1y", "99999h", "24"}) CHECK_FALSE(takes("every", text));
  CHECK(takes("at", "23:59"));
  for (auto const* text : {"", "24:00", "2:30", "02:60", "02.30", "02:3x"}) CHECK_FALSE(takes("at", text));
  CHECK(takes("keep_daily", "3"));
  CHECK_FALSE(takes("keep_weekly", "-3"));
  CHECK(takes("verify", "off"));
  CHECK_FALSE(takes("verify", "maybe"));
  CHECK_FALSE(takes("colour", "red"));
  settings = {};
  settings.folder = "/data/hub/copies";
  CHECK_FALSE(check_backup(settings, "/data/hub").has_value());
  CHECK_FALSE(check_backup(settings, "/data/../data/hub").has_value());
  CHECK(check_backup(settings, "/data/hub2").has_value());
  settings.every = 1h;
  settings.at = 1h;
  CHECK_FALSE(check_backup(settings, "/data/other").has_value());
}

}  // namespace staffroom::tests
