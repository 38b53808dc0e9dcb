// Reading what nobody asks for.
#include "server/file_rounds.hpp"

#include <fcntl.h>

#include <algorithm>
#include <charconv>
#include <sstream>
#include <vector>

#include "server/log.hpp"
#include "store/files_reading.hpp"
#include "store/rocks_file_system.hpp"

namespace staffroom {
namespace {

namespace fs = std::filesystem;

constexpr char const* rounds_note = "file-rounds";
constexpr std::chrono::minutes rounds_noted_every{1};
constexpr std::chrono::minutes rounds_looked_for_every{1};
constexpr std::size_t damaged_named_max = 10'000;

TimestampMs time_now() {
  auto const now = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(now).count()};
}

std::vector<std::string> sorted_names_in(fs::path const& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    names.push_back(at->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

bool is_sha256(std::string_view name) {
  return name.size() == 64 && name.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

FileRounds::FileRounds(fs::path data_folder, FilePace pace, Clock clock)
    : folder_(std::move(data_folder)), pace_(pace), clock_(clock ? std::move(clock) : time_now) {
  read_note();
}

void FileRounds::start() {
  thread_.start([this] { turn(); }, rounds_looked_for_every);
}

FileRounds::State FileRounds::state() const {
  std::lock_guard const lock(mutex_);
  return state_;
}

void FileRounds::turn() {
  bool const goes_on = !at_.empty();
  if (!goes_on && clock_() < begun_ + pace_.every) return;
  if (!goes_on) begun_ = clock_();
  auto const left = files_left();
  {
    std::lock_guard const lock(mutex_);
    state_.left = left;
  }
  // The note of where it was is of the names' order as text.
  for (auto const& organisation : sorted_names_in(folder_ / "files")) {
    if (organisation < at_.substr(0, at_.find('/'))) continue;
    look_through(organisation);
    if (!thread_.is_stopping()) continue;
    std::lock_guard const lock(mutex_);
    return write_note();
  }
  drop_those_gone();
  at_.clear();
  std::lock_guard const lock(mutex_);
  state_.left = 0;
  write_note();
}

void FileRounds::look_through(std::string const& organisation) {
  for (auto const& sha256 : sorted_names_in(folder_ / "files" / organisation)) {
    auto const name = organisation + "/" + sha256;
    bool const was_seen = organisation == at_.substr(0, at_.find('/')) && name <= at_;
    if (was_seen || !is_sha256(sha256)) continue;
    auto const look = look_at(folder_ / "files" / organisation / sha256, sha256);
    if (look == Look::stopped) return;
    judge(name, look);
    at_ = name;
    std::lock_guard const lock(mutex_);
    if (state_.left > 0) --state_.left;
    if (Steady::now() - noted_at_ >= rounds_noted_every) write_note();
  }
}

FileRounds::Look FileRounds::look_at(fs::path const& path, std::string const& sha256) {
  auto const file = open_to_read(path);
  if (!file) return fs::exists(path) ? Look::damaged : Look::gone;
  // What the disk holds, and not what memory does; and what others read stays in memory instead of this.
  ::posix_fadvise(file->descriptor(), 0, 0, POSIX_FADV_DONTNEED);
  FileDigest digest;
  bool is_stopped = false;
  auto const read = read_parts(*file, [&](std::string_view part) -> Result<void> {
    digest.add(part);
    is_stopped = !pause_after(part.size());
    return is_stopped ? Result<void>(Error{ErrorCode::unavailable, {}, {}, "stopped"}) : Result<void>();
  });
  ::posix_fadvise(file->descriptor(), 0, 0, POSIX_FADV_DONTNEED);
  if (is_stopped) return Look::stopped;
  return read && digest.hex() == sha256 ? Look::whole : Look::damaged;
}

void FileRounds::judge(std::string const& name, Look look) {
  std::lock_guard const lock(mutex_);
  if (look != Look::damaged) {
    if (state_.damaged.erase(name) > 0) log::info("file_whole_again", {{"file", name}});
    return;
  }
  log::error("file_damaged", {{"file", name}, {"hint", "check the disk, and put the file back from a backup"}});
  if (state_.damaged.size() < damaged_named_max) state_.damaged.insert(name);
}

void FileRounds::drop_those_gone() {
  std::lock_guard const lock(mutex_);
  std::erase_if(state_.damaged, [this](std::string const& name) {
    std::error_code error;
    return !fs::exists(folder_ / "files" / name, error);
  });
}

bool FileRounds::pause_after(std::size_t bytes) {
  return thread_.pause(std::chrono::microseconds{bytes * 1'000'000 / pace_.bytes_per_second});
}

std::uint64_t FileRounds::files_left() const {
  std::uint64_t count = 0;
  for (auto const& organisation : sorted_names_in(folder_ / "files")) {
    for (auto const& sha256 : sorted_names_in(folder_ / "files" / organisation)) {
      bool const was_seen = organisation < at_.substr(0, at_.find('/')) ||
                            (at_.starts_with(organisation + "/") && organisation + "/" + sha256 <= at_);
      if (!was_seen && is_sha256(sha256)) ++count;
    }
  }
  return count;
}

// ---- the note: "begun MS", "at NAME", and a line for each that is damaged. Unreadable, it is as if there were none.

void FileRounds::read_note() {
  RocksFileSystem disk;
  std::istringstream lines(disk.read_file(folder_ / rounds_note).value_or(std::string()));
  std::string word, rest;
  while (lines >> word >> rest) {
    if (word == "begun") std::from_chars(rest.data(), rest.data() + rest.size(), begun_.value);
    if (word == "at") at_ = rest;
    if (word == "damaged") state_.damaged.insert(rest);
  }
}

/// The mutex is held, or nobody else is there.
void FileRounds::write_note() {
  noted_at_ = Steady::now();
  std::string text = "begun " + std::to_string(begun_.value) + "\n";
  if (!at_.empty()) text += "at " + at_ + "\n";
  for (auto const& name : state_.damaged) text += "damaged " + name + "\n";
  RocksFileSystem disk;
  if (!disk.replace_file(folder_ / rounds_note, text)) log::warn("file_rounds_not_noted", {});
}

}  // namespace staffroom
