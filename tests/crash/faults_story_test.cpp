// Calls of the disk that fail, one after another, in the middle of everything that people do: opening, committing,
// flushing, keeping files, closing, and opening again after that. No abort, nothing answered is lost, reads stay up, a
// full disk that has room again is written to again, and after a failed sync nothing is written.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "tests/crash/cupboard.hpp"
#include "tests/crash/points.hpp"
#include "tests/crash/story_disk.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

using SteadyClock = std::chrono::steady_clock;

struct FaultCounts {
  std::size_t refused_to_open = 0, full = 0, room_went = 0, stopped = 0, unnoticed = 0;
};

constexpr std::array<Fault, 3> fault_kinds{Fault::io_error, Fault::no_space, Fault::short_write};

class FaultPoint {
 public:
  FaultPoint(std::uint64_t seed, FaultCounts& counts)
      : FaultPoint(seed, crash::stretches()[seed % crash::stretches().size()], counts) {}
  FaultPoint(std::uint64_t seed, crash::Stretch const& stretch, FaultCounts& counts)
      : random_(seed), stretch_(stretch), machine_(stretch_), cupboard_(random_()), counts_(counts) {}

  std::string run() {
    if (random_() % 3 == 0) leave_to_recover();
    auto const fault = fault_kinds[random_() % fault_kinds.size()];
    return run(1 + random_() % (stretch_.calls() * 5 / 4), fault, random_() % 2 == 0);
  }
  std::string run(std::uint64_t nth, Fault fault, bool for_ever) {
    auto const before = machine_.disk().faults();
    machine_.disk().fail_nth(nth, fault, for_ever);
    auto wrong = work();
    has_failed_ = machine_.disk().faults() > before;
    machine_.disk().heal();
    if (wrong.empty() && !renumbered_) {
      if (random_() % 2 == 0) machine_.disk().lose_unsynced(random_());
      std::filesystem::remove_all(machine_.folder() / "copy");
      wrong = machine_.look();
      if (wrong.empty()) wrong = machine_.finish();
    }
    if (!wrong.empty()) return wrong;
    auto const files = Files::open(machine_.folder(), nullptr);
    return files ? cupboard_.look(**files) : files.error().detail;
  }
  /// Whether the story has so many calls.
  bool has_failed() const { return has_failed_; }

 private:
  /// A power cut first, so that the start has something to recover.
  void leave_to_recover() {
    machine_.disk().fail_nth(1 + random_() % stretch_.calls(), Fault::io_error, true);
    if (auto const opened = Store::open(machine_.settings())) machine_.go_on(**opened, false);
    machine_.disk().heal();
    machine_.disk().lose_unsynced(random_());
    static_cast<void>(machine_.look());
  }

  std::string work() {
    auto opened = Store::open(machine_.settings());
    if (!opened) {
      ++counts_.refused_to_open;
      auto const code = opened.error().code;
      bool const is_clear = code == ErrorCode::unavailable || code == ErrorCode::no_space;
      return is_clear && !opened.error().detail.empty() ? "" : "it does not say why it does not open";
    }
    auto& store = **opened;
    cupboard_.work(store.files(), static_cast<int>(random_() % 6));
    if (random_() % 2 == 0) static_cast<void>(store.checkpoint(machine_.folder() / "copy"));
    machine_.go_on(store, random_() % 2 == 0);
    cupboard_.work(store.files(), static_cast<int>(random_() % 6));
    auto const health = store.health();
    if (health == Health::ok) ++counts_.unnoticed;
    if (health == Health::ok) return {};
    // What the caches do not hold is asked of the disk, which can still be read.
    auto const answer = store.ask({}, ListOrganisations{}, {}, ReadTier::disk);
    if (!answer || (!*answer && answer->error().code == ErrorCode::unavailable)) return "reads do not stay up";
    return health == Health::read_only_failed ? stopped(store) : full(std::move(*opened));
  }

  std::string stopped(Store& store) {
    ++counts_.stopped;
    machine_.disk().heal();
    auto const outcome = crash::again(store, stretch_.deeds.back());
    bool const refused = !outcome && outcome.error().code == ErrorCode::unavailable;
    return refused && store.health() == Health::read_only_failed ? "" : "it writes after a sync that failed";
  }

  /// There is room whenever it is tried, and none when it is used.
  void let_room_come_and_go(Store const& store) {
    auto const faults = machine_.disk().faults() + 1 + random_() % 4;
    machine_.disk().set_rule(
        [](Call const& call) { return call.path.ends_with("/room.new") ? Fault::none : Fault::no_space; });
    auto const patience = SteadyClock::now() + std::chrono::seconds{10};
    auto const goes_on = [&] { return store.health() == Health::read_only_no_space && SteadyClock::now() < patience; };
    while (goes_on() && machine_.disk().faults() < faults) std::this_thread::yield();
    if (machine_.disk().faults() >= faults) ++counts_.room_went;
  }

  /// The failed numbers are never used again, so that from here on it is no longer the story to the letter.
  std::string full(std::unique_ptr<Store> store) {
    ++counts_.full;
    if (auto wrong = machine_.look(); !wrong.empty()) return "full: " + wrong;
    if (random_() % 2 == 0) let_room_come_and_go(*store);
    machine_.disk().heal();
    std::filesystem::remove_all(machine_.folder() / "copy");
    auto const patience = SteadyClock::now() + std::chrono::seconds{10};
    while (store->health() == Health::read_only_no_space && SteadyClock::now() < patience) std::this_thread::yield();
    if (store->health() == Health::read_only_failed) return "a full disk is taken for one that failed";
    if (store->health() != Health::ok) return "it does not go on when there is room again";
    renumbered_ = true;
    machine_.go_on(*store, false);
    cupboard_.work(store->files(), 3);
    auto const seq = store->seq();
    auto const there = crash::contents_of_copy(machine_.folder());
    store.reset();
    machine_.disk().lose_unsynced(random_());
    auto const left = crash::contents_of_copy(machine_.folder());
    if (there.seq != seq || left.seq != seq || left.truth != there.truth) {
      return "what was answered after there was room again is lost";
    }
    auto const opened = Store::open(machine_.settings());
    if (!opened) return opened.error().detail;
    auto const problems = (*opened)->verify();
    return problems.empty() ? "" : problems.front();
  }

  std::mt19937_64 random_;
  crash::Stretch const& stretch_;
  crash::Machine machine_;
  crash::Cupboard cupboard_;
  FaultCounts& counts_;
  bool renumbered_ = false;
  bool has_failed_ = false;
};

constexpr std::size_t short_deeds = 8;

/// The beginning of a stretch: short enough to let each of its calls fail.
crash::Stretch short_story(std::uint64_t seed) {
  auto const& whole = crash::stretches()[seed % crash::stretches().size()];
  crash::Stretch out;
  out.folder = whole.folder;
  auto const end = static_cast<std::ptrdiff_t>(short_deeds);
  out.deeds.assign(whole.deeds.begin(), whole.deeds.begin() + end);
  out.done.assign(whole.done.begin(), whole.done.begin() + end);
  out.seqs.assign(whole.seqs.begin(), whole.seqs.begin() + end);
  out.after.insert(whole.after.begin(), whole.after.upper_bound(out.seqs.back()));
  return out;
}

}  // namespace

TEST_CASE("faults: whichever call of the disk fails in the story of all commands, nothing answered is lost") {
  crash::stretches();
  crash::Points points(share_of(20, 5));
  FaultCounts counts;
  points.each([&](std::uint64_t seed) { return FaultPoint(seed, counts).run(); });
  points.tell("points calls that failed");
  crash::Points::figure(counts.refused_to_open, "- refused to open, said why");
  crash::Points::figure(counts.full, "- read-only until there was room");
  crash::Points::figure(counts.room_went, "- of these: the room went again before it was used");
  crash::Points::figure(counts.stopped, "- stopped until a restart");
  crash::Points::figure(counts.unnoticed, "- did no harm");
  points.tell_rate("faults");
  points.remember();
}

// Every call, each kind of failure, once and for ever. STAFFROOM_SWEEP_STEP: only every so manieth point.
TEST_CASE("sweep: each call of the disk in a short story fails in each way, and nothing answered is lost") {
  auto const step = number_from("STAFFROOM_SWEEP_STEP", is_sampled() ? 151 : 37);
  auto const ways = 2 * fault_kinds.size();
  std::vector<bool> is_through(ways, false);
  FaultCounts counts;
  crash::stretches();
  crash::Points points(1'000'000);
  auto const seed = points.seed();
  auto const story = short_story(seed);
  std::uint64_t at = number_from("STAFFROOM_SWEEP_AT", 0);
  bool const from_the_begin = at == 0;
  auto const all_through = [&] { return std::count(is_through.begin(), is_through.end(), false) == 0; };
  for (; !all_through() && points.goes_on(); at += step) {
    auto const way = at % ways;
    if (is_through[way]) continue;
    FaultPoint point(seed, story, counts);
    auto const wrong = point.run(1 + at / ways, fault_kinds[way / 2], way % 2 == 1);
    is_through[way] = !point.has_failed();
    if (point.has_failed()) points.next();
    REQUIRE_MESSAGE(wrong.empty(),
                    "STAFFROOM_SEED=" << seed << " STAFFROOM_SWEEP_AT=" << at << " STAFFROOM_POINTS=1: " << wrong);
  }
  if (from_the_begin) CHECK(points.done() > 0);
  points.tell("points each call of a short story");
  crash::Points::figure(all_through() ? 1 : 0, "- of these stories whole");
  std::cout << "remembered: " << (all_through() ? 0 : at) << "\n";
}
