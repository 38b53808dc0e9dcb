// Power cuts in the middle of everything that people do: the law's story, with every kind of command, and people's
// files beside it. What is on the disk afterwards is a prefix of the story, and the story goes on to the same end.
#include <doctest/doctest.h>

#include "store/files.hpp"
#include "tests/crash/cupboard.hpp"
#include "tests/crash/points.hpp"
#include "tests/crash/story_disk.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

/// One point: a cut, perhaps another during the start, and the end of the story.
class PowerPoint {
 public:
  PowerPoint(std::uint64_t seed, std::size_t& answered)
      : random_(seed),
        stretch_(crash::stretches()[random_() % crash::stretches().size()]),
        machine_(stretch_),
        cupboard_(random_()),
        answered_(answered) {}

  std::string run() {
    // With files beside it there are more calls than in the stretch alone.
    machine_.disk().fail_nth(1 + random_() % (stretch_.calls() * 3 / 2), Fault::io_error, true);
    if (auto wrong = work_until_the_cut(); !wrong.empty()) return wrong;
    if (random_() % 2 == 0) {
      machine_.disk().fail_nth(1 + random_() % 80, Fault::io_error, true);
      if (auto wrong = work_until_the_cut(); !wrong.empty()) return "second cut: " + wrong;
    }
    auto wrong = machine_.finish();
    answered_ += machine_.answered_in_all();
    if (!wrong.empty()) return wrong;
    auto const files = Files::open(machine_.folder(), nullptr);
    return files ? cupboard_.look(**files) : files.error().detail;
  }

 private:
  std::string work_until_the_cut() {
    {
      auto const opened = Store::open(machine_.settings());
      if (opened) {
        auto& store = **opened;
        auto const bursts = random_() % 2 == 0;
        cupboard_.work(store.files(), static_cast<int>(random_() % 8));
        if (random_() % 4 == 0) static_cast<void>(store.checkpoint(machine_.folder() / "copy"));
        machine_.go_on(store, bursts);
        cupboard_.work(store.files(), static_cast<int>(random_() % 8));
      }
    }
    machine_.disk().heal();
    machine_.disk().lose_unsynced(random_());
    std::filesystem::remove_all(machine_.folder() / "copy");
    return machine_.look();
  }

  std::mt19937_64 random_;
  crash::Stretch const& stretch_;
  crash::Machine machine_;
  crash::Cupboard cupboard_;
  std::size_t& answered_;
};

}  // namespace

TEST_CASE(
    "power: wherever it is cut in the story of all commands, what is there is a prefix, and the end is the same") {
  std::size_t deeds = 0, accepted = 0;
  for (auto const& stretch : crash::stretches()) {
    deeds += stretch.deeds.size();
    accepted += stretch.accepted;
  }
  CHECK(accepted * 4 > deeds * 3);
  crash::Points points(share_of(20, 5));
  std::size_t answered = 0;
  points.each([&](std::uint64_t seed) { return PowerPoint(seed, answered).run(); });
  points.tell("points power cuts in the story");
  crash::Points::figure(answered, "commands answered before a cut");
  points.tell_rate("cuts");
  points.remember();
}
