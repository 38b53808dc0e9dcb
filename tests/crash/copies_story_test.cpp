// Copies of the data folder while the story is told, on a disk whose power is cut or whose calls fail: during the copy,
// and during the restore. What counts as a copy is whole; what is restored is what the hub held when the copy was made,
// or is not there; and the hub that is copied loses nothing.
#include <doctest/doctest.h>

#include <fstream>
#include <set>
#include <thread>

#include "store/backup.hpp"
#include "store/files.hpp"
#include "tests/crash/cupboard.hpp"
#include "tests/crash/points.hpp"
#include "tests/crash/story_disk.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

namespace fs = std::filesystem;

struct CopyCounts {
  std::size_t made = 0, not_made = 0, looked_through = 0, restored = 0, not_restored = 0;
};

constexpr std::uint64_t copying_calls = 260;  // about so many does the disk hear during a copy and the story beside it
constexpr std::uint64_t restoring_calls = 200;  // and during a restore
constexpr std::uint64_t looking_calls = 40;     // and while a copy is looked through
constexpr char const* copying_program = "0.1.0";

class CopyPoint {
 public:
  CopyPoint(std::uint64_t seed, CopyCounts& counts)
      : random_(seed),
        stretch_(crash::stretches()[random_() % crash::stretches().size()]),
        machine_(stretch_),
        cupboard_(random_()),
        counts_(counts),
        is_power_cut_(random_() % 2 == 0) {
    std::ofstream(machine_.folder() / "link.key", std::ios::binary) << std::string(32, 'k');
  }

  std::string run() {
    if (auto wrong = copy_while_it_goes_on(); !wrong.empty()) return "copying: " + wrong;
    if (auto wrong = machine_.look(); !wrong.empty()) return "the hub that was copied: " + wrong;
    if (auto wrong = look_at_copies(); !wrong.empty()) return wrong;
    if (auto wrong = copy_again(); !wrong.empty()) return "copying again: " + wrong;
    if (auto wrong = look_through_one(); !wrong.empty()) return "looking through: " + wrong;
    if (auto wrong = restore_one(); !wrong.empty()) return "restoring: " + wrong;
    if (auto wrong = look_at_copies(); !wrong.empty()) return "after the restore: " + wrong;
    if (auto wrong = machine_.finish(); !wrong.empty()) return wrong;
    auto const files = Files::open(machine_.folder(), nullptr);
    return files ? cupboard_.look(**files) : files.error().detail;
  }

 private:
  fs::path backups() const { return place_.path() / "kept" / "copies"; }
  backup::Making making() { return {copying_program, {1'795'400'000'000 + 1'000 * ++asked_}, nullptr}; }

  void let_fail(std::uint64_t calls) {
    constexpr std::array<Fault, 3> kinds{Fault::io_error, Fault::no_space, Fault::short_write};
    auto const nth = 1 + random_() % calls;
    auto const kind = kinds[random_() % kinds.size()];
    bool const for_ever = random_() % 2 == 0;
    if (is_power_cut_) machine_.disk().fail_nth(nth, Fault::io_error, true);
    if (!is_power_cut_) machine_.disk().fail_nth(nth, kind, for_ever);
  }
  /// Nothing of the hub is open.
  void heal() {
    machine_.disk().heal();
    if (is_power_cut_) machine_.disk().lose_unsynced(random_());
  }

  std::string copy_while_it_goes_on() {
    {
      auto const opened = Store::open(machine_.settings());
      if (!opened) return opened.error().detail;
      auto& store = **opened;
      cupboard_.work(store.files(), 4);
      auto const source = backup::source_of(store, machine_.folder(), machine_.disk_handle());
      if (random_() % 2 == 0 && !note(backup::make(source, backups(), making()))) return "on a sound disk";
      let_fail(copying_calls);
      std::thread story([&, in_bursts = random_() % 2 == 0] { machine_.go_on(store, in_bursts); });
      auto const made = backup::make(source, backups(), making());
      story.join();
      note(made) ? ++counts_.made : ++counts_.not_made;
      if (!made && made.error().detail.empty()) return "it does not say why there is no copy";
      auto const answer = store.ask({}, ListOrganisations{}, {}, ReadTier::disk);
      if (!answer || (!*answer && answer->error().code == ErrorCode::unavailable)) return "reads do not stay up";
    }
    heal();
    return {};
  }
  bool note(Result<backup::Made> const& made) {
    if (made) answered_.push_back(made->folder);
    return made.has_value();
  }

  /// Each that counts is whole, and each that was answered for counts. Records of the story name files that never were:
  /// what the database says is looked at when it is restored.
  std::string look_at_copies() const {
    auto const there = backup::copies_in(backups());
    for (auto const& copy : there) {
      auto const verified = backup::verify(copy, backup::Depth::bytes);
      if (!verified) return "a copy that counts is not whole: " + verified.error().detail;
    }
    for (auto const& copy : answered_) {
      if (std::find(there.begin(), there.end(), copy) == there.end()) return "a copy that was answered for is gone";
    }
    return {};
  }

  std::string copy_again() {
    auto const made = backup::make_of_folder(machine_.folder(), backups(), making(), machine_.disk_handle());
    if (!note(made)) return made.error().detail;
    for (auto const& entry : fs::directory_iterator(machine_.folder())) {
      if (entry.path().filename().string().starts_with("backup.")) return "something is left in the data folder";
    }
    for (auto const& entry : fs::directory_iterator(backups())) {
      auto const name = entry.path().filename();
      if (!backup::time_of(name) && name != "erasures.jsonl") return name.string() + " is left beside the copies";
    }
    return look_at_copies();
  }

  fs::path any_copy() {
    auto const copies = backup::copies_in(backups());
    return copies[random_() % copies.size()];
  }

  /// Its database is tried in a place that fails, of which nothing is left, and nothing is said against the copy. That
  /// it lacks the files of which the story's records tell is seen where nothing fails.
  std::string look_through_one() {
    auto const copy = any_copy();
    auto const beside = names_beside_copies();
    let_fail(looking_calls);
    auto const faults = machine_.disk().faults();
    auto const verified = backup::verify(copy, backup::Depth::everything, nullptr, machine_.disk_handle());
    bool const has_failed = machine_.disk().faults() > faults;
    heal();
    bool const lacks_files = !verified && verified.error().detail.find("was not copied") != std::string::npos;
    if (verified || lacks_files) {
      ++counts_.looked_through;
    } else {
      if (!has_failed) return "on a sound disk: " + verified.error().detail;
      if (verified.error().reason == "damaged") return "it is taken for damaged: " + verified.error().detail;
      if (verified.error().detail.empty()) return "it does not say why it could not be looked through";
    }
    return names_beside_copies() == beside ? look_at_copies() : "something is left beside the copies";
  }
  std::set<std::string> names_beside_copies() const {
    std::set<std::string> out;
    for (auto const& entry : fs::directory_iterator(backups())) out.insert(entry.path().filename().string());
    return out;
  }

  std::string restore_one() {
    auto const copy = any_copy();
    auto const target = place_.path() / "other" / "again";
    backup::Restoring restoring;
    restoring.program = copying_program;
    restoring.disk = machine_.disk_handle();
    restoring.now = {1'795'500'000'000};
    let_fail(restoring_calls);
    auto restored = backup::restore(copy, target, restoring);
    heal();
    restored ? ++counts_.restored : ++counts_.not_restored;
    if (restored && !fs::exists(target)) return "what was restored is gone";
    if (!restored && fs::exists(target) && !is_power_cut_) return "it failed, and there is something all the same";
    if (!fs::exists(target)) {
      restored = backup::restore(copy, target, restoring);
      if (!restored) return "not on a sound disk either: " + restored.error().detail;
    }
    return look_at_restored(copy, target, !restored || restored->forgotten > 0);
  }
  std::string look_at_restored(fs::path const& copy, fs::path const& target, bool has_forgotten) const {
    auto const manifest = backup::manifest_of(copy);
    if (!manifest) return manifest.error().detail;
    // Before it is opened, when what has become due happens at once.
    auto const found = crash::contents_of_copy(target);
    auto const expected = stretch_.after.find(manifest->seq);
    if (expected == stretch_.after.end()) return "the copy is of a moment that never was";
    if (!has_forgotten && found.truth != expected->second.truth) {
      return "other records are restored than were copied (at " + std::to_string(manifest->seq) + ", is at " +
             std::to_string(found.seq) + ")";
    }
    auto settings = crash::settings_for(target, nullptr);
    settings.create = false;
    auto const opened = Store::open(settings);
    if (!opened) return opened.error().detail;
    if (auto const problems = (*opened)->verify(); !problems.empty()) return problems.front();
    if ((*opened)->incarnation() == manifest->incarnation) return "it goes on with the life of the hub it was";
    return {};
  }

  std::mt19937_64 random_;
  crash::Stretch const& stretch_;
  crash::Machine machine_;
  crash::Cupboard cupboard_;
  CopyCounts& counts_;
  bool is_power_cut_;
  TempFolder place_;
  std::vector<fs::path> answered_;
  int asked_ = 0;
};

}  // namespace

TEST_CASE("copies: wherever the disk fails in a copy or a restore, each is whole or not there, and the hub goes on") {
  crash::stretches();
  crash::Points points(share_of(15, 4));
  CopyCounts counts;
  points.each([&](std::uint64_t seed) { return CopyPoint(seed, counts).run(); });
  points.tell("points copies and restores on a failing disk");
  crash::Points::figure(counts.made, "- copies made all the same");
  crash::Points::figure(counts.not_made, "- copies given up");
  crash::Points::figure(counts.looked_through, "- looked through all the same");
  crash::Points::figure(counts.restored, "- restored all the same");
  crash::Points::figure(counts.not_restored, "- restores given up, done again");
  points.remember();
}
