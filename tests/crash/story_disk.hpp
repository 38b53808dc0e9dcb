// The law's story as deeds that are done again on a disk of one's choice, and what the database holds after each of
// them: whatever happens to the disk, it holds exactly that, or what it held after an earlier one.
#pragma once
#include <filesystem>
#include <map>
#include <random>
#include <vector>

#include "tests/support/deeds.hpp"
#include "tests/support/faulty_file_system.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::crash {

/// All rows as numbers that differ when any row does.
struct Contents {
  Seq seq = 0;
  std::uint64_t truth = 0;  // records and index rows
  std::uint64_t all = 0;    // and the window, the audit trail and the committer's state
  friend bool operator==(Contents const&, Contents const&) = default;
};

/// What the database of this data folder holds. Nobody may have it open. Throws when it cannot be read.
Contents contents_of(std::filesystem::path const& folder);
/// The same from a copy: the folder may be in use, and stays untouched.
Contents contents_of_copy(std::filesystem::path const& folder);

/// A part of the story.
struct Stretch {
  std::filesystem::path folder;  // the data folder as it begins; copy it
  std::vector<tests::Deed> deeds;
  std::vector<Seq> done;          // after each deed
  std::vector<Seq> seqs;          // and after what became due with it
  std::map<Seq, Contents> after;  // each commit; the beginning included
  /// Of the disk, from opening to closing, when nothing fails: about so many, whatever the time of day.
  std::uint64_t calls() const { return 60 + 2 * deeds.size(); }
  std::size_t accepted = 0;
};

/// Made once, in about ten seconds: the story is told to a store in memory, its deeds are done again on a disk that
/// counts.
std::vector<Stretch> const& stretches();

/// Opens with this disk, the clock moved by hand.
StoreSettings settings_for(std::filesystem::path const& folder, std::shared_ptr<RocksFileSystem> disk);
/// The deed at the time at which it was done first.
Outcome again(Store& store, tests::Deed const& deed);
/// What is due happens at once, as it does at a start.
void do_what_is_due(Store& store);

/// A copy of the stretch's folder, on a disk that can be made to fail.
class Machine {
 public:
  explicit Machine(Stretch const& stretch);

  StoreSettings settings() const { return settings_for(folder_.path(), disk_); }
  std::filesystem::path const& folder() const { return folder_.path(); }
  tests::FaultyFileSystem& disk() { return *disk_; }
  std::shared_ptr<tests::FaultyFileSystem> const& disk_handle() const { return disk_; }
  /// Does deeds from where the story stands until its end, or until the store stops writing. In bursts: several at
  /// once, which share a commit.
  void go_on(Store& store, bool in_bursts);
  /// What is on the disk is what was there after some deed, and no earlier than the last that was answered. Finds out
  /// where the story stands. Nothing is open. Empty, or what is wrong.
  std::string look();
  /// To the end of the stretch: what is there then is what is there when nothing ever fails.
  std::string finish();
  std::size_t answered_in_all() const { return answered_in_all_; }

 private:
  void do_one(Store& store);
  void do_burst(Store& store);

  Stretch const& stretch_;
  tests::TempFolder undo_;
  tests::TempFolder folder_;
  std::shared_ptr<tests::FaultyFileSystem> disk_;
  std::size_t answered_ = 0;  // deeds
  std::size_t begun_ = 0;
  std::size_t answered_in_all_ = 0;
  bool is_grouped_otherwise_ = false;  // rows of the window lie otherwise than in the stretch
};

}  // namespace staffroom::crash
