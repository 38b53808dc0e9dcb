// Files that nobody asks for are read all the same, again and again.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <thread>

#include "server/file_rounds.hpp"
#include "store/files.hpp"
#include "tests/support/scenario.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

namespace fs = std::filesystem;

struct RoundsCase {
  RoundsCase() {
    auto const files = Files::open(folder.path()).value();
    for (std::uint64_t i = 0; i < 9; ++i) {
      OrganisationId const at{1 + i % 3};
      auto const bytes = std::string(40'000, static_cast<char>('a' + i));
      names.push_back(std::to_string(at.value) + "/" + files->put_bytes(at, bytes).value().sha256);
    }
    std::sort(names.begin(), names.end());
  }
  std::unique_ptr<FileRounds> rounds(FilePace pace = {1ull << 40, std::chrono::hours{168}}) {
    return std::make_unique<FileRounds>(folder.path(), pace, [this] { return now; });
  }
  fs::path path_of(std::string const& name) const { return folder.path() / "files" / name; }
  void flip_a_bit(std::string const& name) const {
    std::fstream file(path_of(name), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(20'000);
    file.put('!');
  }
  void put_right(std::string const& name, char byte) const {
    std::fstream file(path_of(name), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(20'000);
    file.put(byte);
  }
  char byte_of(std::string const& name) const { return static_cast<char>(std::ifstream(path_of(name)).get()); }

  TempFolder folder;
  TimestampMs now{1'795'400'000'000};
  std::vector<std::string> names;
};

}  // namespace

TEST_CASE("file rounds: a file that nobody reads is found damaged within a round, and named until it is whole again") {
  RoundsCase it;
  auto const rounds = it.rounds();
  rounds->turn();
  CHECK(rounds->state().damaged.empty());
  it.flip_a_bit(it.names[4]);
  fs::resize_file(it.path_of(it.names[7]), 39'999);
  rounds->turn();
  CHECK_MESSAGE(rounds->state().damaged.empty(), "the next round is not due");
  it.now = it.now + std::chrono::hours{168};
  rounds->turn();
  CHECK((rounds->state().damaged == std::set{it.names[4], it.names[7]}));
  CHECK(rounds->state().left == 0);
  CHECK_MESSAGE((it.rounds()->state().damaged == std::set{it.names[4], it.names[7]}), "it is known after a restart");
  it.put_right(it.names[4], it.byte_of(it.names[4]));
  fs::remove(it.path_of(it.names[7]));
  it.now = it.now + std::chrono::hours{168};
  rounds->turn();
  CHECK(rounds->state().damaged.empty());
}

TEST_CASE("file rounds: they go on after a restart from where they were, at their pace") {
  RoundsCase it;
  it.flip_a_bit(it.names[0]);
  it.flip_a_bit(it.names[8]);
  auto const begun = std::chrono::steady_clock::now();
  {
    // A fifth of a second for each file: all nine would take two seconds.
    auto const slow = it.rounds({200'000, std::chrono::hours{168}});
    slow->start();
    while (slow->state().damaged.empty() || slow->state().left > 6) std::this_thread::yield();
    slow->stop();
    CHECK((slow->state().damaged == std::set{it.names[0]}));
  }
  CHECK(std::chrono::steady_clock::now() - begun > std::chrono::milliseconds{500});
  it.put_right(it.names[0], it.byte_of(it.names[0]));
  it.flip_a_bit(it.names[1]);
  auto const again = it.rounds();
  again->turn();
  // The first two were looked at before the restart, and are not again in this round.
  CHECK((again->state().damaged == std::set{it.names[0], it.names[8]}));
  CHECK(again->state().left == 0);
}
