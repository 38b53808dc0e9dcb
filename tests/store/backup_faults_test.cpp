// Copies over a disk that fails: a copy is whole or not there, a restored folder is whole or not there, and the hub
// that is copied goes on.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "store/rocks_file_system.hpp"
#include "tests/support/backup_case.hpp"
#include "tests/support/faulty_file_system.hpp"
#include "tests/support/share.hpp"

namespace staffroom::tests {
namespace {

namespace fs = std::filesystem;

/// Every call of the disk that the work makes is let fail, or every so manieth; answers how many did.
std::uint64_t each_fault(std::uint64_t step, std::function<bool(std::shared_ptr<FaultyFileSystem>)> const& work) {
  std::uint64_t failed = 0;
  std::uint64_t offset = 0;
  for (auto const fault : {Fault::io_error, Fault::no_space, Fault::short_write}) {
    for (bool const for_ever : {false, true}) {
      for (std::uint64_t call = 1 + offset;; call += step) {
        TempFolder undo;
        auto const disk = std::make_shared<FaultyFileSystem>(undo.path());
        disk->fail_nth(call, fault, for_ever);
        CAPTURE(call);
        CAPTURE(static_cast<int>(fault));
        CAPTURE(for_ever);
        if (work(disk)) ++failed;
        if (disk->faults() == 0) break;
      }
      ++offset;
    }
  }
  return failed;
}

std::vector<std::string> names_in(fs::path const& folder) {
  std::vector<std::string> out;
  for (auto const& entry : fs::directory_iterator(folder)) out.push_back(entry.path().filename().string());
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("backup: whichever call of the disk fails, a copy is whole or not there, and the hub goes on") {
  BackupCase it;
  auto const first = it.makes();
  it.s.bob.posts(it.s.maths.topic, "Something new to copy.");
  auto const failed = each_fault(number_from("STAFFROOM_FAULT_STEP", 11), [&](auto const& disk) {
    auto const made = backup::make(it.source(disk), it.backups(), it.making());
    disk->heal();
    for (auto const& name : names_in(it.s.folder())) CHECK_FALSE(name.starts_with("backup."));
    std::vector expected{first.folder};
    if (made) {
      expected.push_back(made->folder);
      CHECK(backup::verify(made->folder, backup::Depth::bytes).has_value());
    } else {
      CHECK(reason_of(made) != "foreign");
    }
    CHECK(backup::copies_in(it.backups()) == expected);
    if (made) REQUIRE(backup::let_go(made->folder).has_value());
    return !made;
  });
  CHECK(failed > 20);
  CHECK(backup::verify(first.folder, backup::Depth::everything).has_value());
  CHECK(backup::verify(it.makes().folder, backup::Depth::everything).has_value());
  CHECK(it.s.store().health() == Health::ok);
}

TEST_CASE("backup: whichever call of the disk fails, what is restored is whole or not there") {
  BackupCase it;
  auto const made = it.makes();
  auto const failed = each_fault(number_from("STAFFROOM_FAULT_STEP", 13), [&](auto const& disk) {
    auto restoring = it.restoring();
    restoring.disk = disk;
    auto const restored = backup::restore(made.folder, it.target(), restoring);
    disk->heal();
    CHECK(fs::exists(it.target()) == restored.has_value());
    CHECK_FALSE(fs::exists(it.target().string() + ".restoring"));
    if (restored) {
      auto const store = open_restored(it.target());
      REQUIRE(store.has_value());
      CHECK((*store)->incarnation() == restored->incarnation);
    }
    fs::remove_all(it.target());
    return !restored;
  });
  CHECK(failed > 20);
  CHECK(backup::verify(made.folder, backup::Depth::everything).has_value());
  CHECK(backup::restore(made.folder, it.target(), it.restoring()).has_value());
}

TEST_CASE("backup: whichever call of the disk fails while a copy is looked through, nothing is said against the copy") {
  BackupCase it;
  auto const made = it.makes();
  auto const before = all_in(made.folder);
  auto const beside = names_in(it.backups());
  auto const failed = each_fault(number_from("STAFFROOM_FAULT_STEP", 7), [&](auto const& disk) {
    auto const checked = backup::verify(made.folder, backup::Depth::everything, nullptr, disk);
    disk->heal();
    CHECK(reason_of(checked) != "damaged");
    CHECK((checked || !checked.error().detail.empty()));
    // The place where its database was tried is gone, and nothing of the copy was touched.
    CHECK(names_in(it.backups()) == beside);
    return !checked;
  });
  CHECK(failed > 5);
  CHECK(all_in(made.folder) == before);
  CHECK(backup::verify(made.folder, backup::Depth::everything).has_value());
}

TEST_CASE("backup: what is restored waits for the disk many files at a time, and for each of them") {
  BackupCase it;
  for (int i = 0; i < 20; ++i) it.keeps(it.s.kirkby, "Lesson " + std::to_string(i));
  auto const made = it.makes();
  TempFolder undo;
  auto const disk = std::make_shared<FaultyFileSystem>(undo.path());
  std::set<std::string> begun, synced;  // a file is opened twice
  std::size_t waiting_at_most = 0;
  disk->set_rule([&](Call const& call) {
    bool const is_file = call.path.find(".restoring/files/") != std::string::npos;
    if (is_file && call.operation == Operation::create) begun.insert(call.path);
    if (is_file && call.operation == Operation::sync) synced.insert(call.path);
    waiting_at_most = std::max(waiting_at_most, begun.size() - synced.size());
    return Fault::none;
  });
  auto restoring = it.restoring();
  restoring.disk = disk;
  REQUIRE(backup::restore(made.folder, it.target(), restoring).has_value());
  disk->heal();
  CHECK(begun.size() >= 20);
  CHECK(2 * waiting_at_most >= begun.size());  // those before them, of other folders, may end a turn in between
  CHECK(waiting_at_most <= 64);
  CHECK(synced == begun);
}

TEST_CASE("backup: a copy that was answered for is whole after a power cut") {
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    CAPTURE(seed);
    BackupCase it;
    TempFolder undo;
    auto const disk = std::make_shared<FaultyFileSystem>(undo.path());
    auto const made = backup::make(it.source(disk), it.backups(), it.making());
    REQUIRE(made.has_value());
    disk->lose_unsynced(seed);
    auto const verified = backup::verify(made->folder, backup::Depth::everything);
    REQUIRE_MESSAGE(verified.has_value(), verified.error().detail);
    auto restoring = it.restoring();
    restoring.disk = disk;
    REQUIRE(backup::restore(made->folder, it.target(), restoring).has_value());
    disk->lose_unsynced(seed);
    auto const store = open_restored(it.target());
    REQUIRE(store.has_value());
    CHECK((*store)->verify().empty());
    CHECK((*store)->seq() >= made->manifest.seq);
  }
}

}  // namespace staffroom::tests
