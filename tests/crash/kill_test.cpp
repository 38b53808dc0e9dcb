// Kill and reopen under load: whatever was acknowledged is there exactly once, whatever the moment of the kill.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <random>
#include <set>

#include "tests/crash/crash_hub.hpp"
#include "tests/support/share.hpp"
#include "tests/support/temp_store.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

/// The writer under load, until it is killed.
class Child {
 public:
  Child(std::filesystem::path const& folder, std::string const& run) {
    int ends[2];
    REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
    output_ = ends[0];
    process_ = ::fork();
    REQUIRE(process_ >= 0);
    if (process_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::execl(STAFFROOM_CRASH_WRITER, STAFFROOM_CRASH_WRITER, folder.c_str(), run.c_str(), nullptr);
      ::_exit(127);
    }
    ::close(ends[1]);
  }
  ~Child() { ::close(output_); }
  Child(Child const&) = delete;
  Child& operator=(Child const&) = delete;

  /// Reads until `lines` lines came or the time is over.
  void read_until(std::size_t lines, std::chrono::milliseconds span) {
    auto const end = std::chrono::steady_clock::now() + span;
    while (lines_.size() < lines) {
      auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
      pollfd waiting{output_, POLLIN, 0};
      if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) return;
      if (!read_some()) return;
    }
  }
  /// Kills it, and reads what it still had said.
  void kill() {
    ::kill(process_, SIGKILL);
    while (read_some()) {
    }
    int status = 0;
    ::waitpid(process_, &status, 0);
    CHECK(WIFSIGNALED(status));
    CHECK(WTERMSIG(status) == SIGKILL);
  }
  std::vector<std::string> const& lines() const { return lines_; }

 private:
  bool read_some() {
    char bytes[65536];
    auto const count = ::read(output_, bytes, sizeof bytes);
    if (count <= 0) return false;
    rest_.append(bytes, static_cast<std::size_t>(count));
    for (auto end = rest_.find('\n'); end != std::string::npos; end = rest_.find('\n')) {
      lines_.push_back(rest_.substr(0, end));
      rest_.erase(0, end + 1);
    }
    return true;
  }
  int output_ = -1;
  pid_t process_ = -1;
  std::string rest_;
  std::vector<std::string> lines_;
};

}  // namespace

TEST_CASE("after each of many kills under load every acknowledged post is there exactly once") {
  auto const cycles = number_from("STAFFROOM_KILLS", share_of(200, 40));
  auto const seed = number_from("STAFFROOM_SEED", 20261122);
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  StoreSettings settings;
  auto folder = std::make_unique<StoreFolder>();
  std::size_t acknowledged_in_all = 0;
  std::set<std::string> acknowledged;
  for (std::uint64_t cycle = 0; cycle < cycles; ++cycle) {
    CAPTURE(cycle);
    // A new folder now and then, so that reading everything stays cheap.
    if (cycle % 20 == 0) {
      folder = std::make_unique<StoreFolder>();
      acknowledged.clear();
    }
    settings.folder = folder->path();
    if (cycle % 20 == 0) crash::hub_in(*Store::open(settings).value());
    {
      Child child(folder->path(), "run" + std::to_string(cycle));
      child.read_until(1, std::chrono::seconds{60});
      REQUIRE(!child.lines().empty());
      CHECK(child.lines().front() == "ready");
      child.read_until(SIZE_MAX, std::chrono::milliseconds{random() % 120});
      child.kill();
      acknowledged.insert(child.lines().begin() + 1, child.lines().end());
      acknowledged_in_all += child.lines().size() - 1;
    }
    // Every start of the next writer replays the log; all is read and compared now and then, and at the end.
    if (cycle % 5 != 4 && cycle + 1 != cycles) continue;
    auto opened = Store::open(settings);
    REQUIRE(opened);
    auto& store = **opened;
    auto const texts = crash::texts_in(store, crash::hub_in(store));
    for (auto const& text : acknowledged) {
      auto const found = texts.find(text);
      REQUIRE_MESSAGE(found != texts.end(), text << " was acknowledged and is lost");
    }
    for (auto const& [text, times] : texts) CHECK_MESSAGE((times == 1 || text == "Start."), text << " is there twice");
    CHECK(store.verify().empty());
  }
  MESSAGE(cycles << " kills, " << acknowledged_in_all << " acknowledged posts");
  CHECK(acknowledged_in_all > cycles);
}
