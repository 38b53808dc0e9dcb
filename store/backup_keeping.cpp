// Which copies there are, what they say, and which of them stay.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <set>

#include "store/backup.hpp"
#include "store/rocks_file_system.hpp"

namespace staffroom::backup {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t manifest_bytes_max = 1ull << 30;
constexpr char const* going_ending = ".gone";

Error damaged(fs::path const& copy, std::string const& what) {
  return {ErrorCode::unavailable, {}, "The copy " + copy.string() + " is damaged: " + what, "damaged"};
}

}  // namespace

std::string name_of(TimestampMs time) {
  using namespace std::chrono;
  auto const at = sys_time<seconds>(seconds{time.value / 1000});
  auto const day = floor<days>(at);
  year_month_day const date(day);
  hh_mm_ss const clock(at - day);
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d%02u%02uT%02d%02d%02dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text.data();
}

std::optional<TimestampMs> time_of(fs::path const& copy) {
  using namespace std::chrono;
  auto const name = copy.filename().string();
  if (name.size() != 16 || name[8] != 'T' || name[15] != 'Z') return std::nullopt;
  std::array<int, 6> numbers{};
  constexpr std::array<std::pair<std::size_t, std::size_t>, 6> places{
      {{0, 4}, {4, 2}, {6, 2}, {9, 2}, {11, 2}, {13, 2}}};
  for (std::size_t i = 0; i < places.size(); ++i) {
    auto const [at, length] = places[i];
    auto const* const end = name.data() + at + length;
    auto const [read, error] = std::from_chars(name.data() + at, end, numbers[i]);
    if (error != std::errc() || read != end || numbers[i] < 0) return std::nullopt;
  }
  year_month_day const date{year{numbers[0]}, month{static_cast<unsigned>(numbers[1])},
                            day{static_cast<unsigned>(numbers[2])}};
  if (!date.ok() || numbers[3] > 23 || numbers[4] > 59 || numbers[5] > 59) return std::nullopt;
  auto const at = sys_days(date) + hours{numbers[3]} + minutes{numbers[4]} + seconds{numbers[5]};
  return TimestampMs{duration_cast<milliseconds>(at.time_since_epoch()).count()};
}

std::vector<fs::path> copies_in(fs::path const& backups) {
  std::vector<fs::path> out;
  std::error_code error;
  for (fs::directory_iterator at(backups, error), end; !error && at != end; at.increment(error)) {
    std::error_code ignored;
    if (time_of(at->path()) && fs::is_regular_file(at->path() / manifest_name, ignored)) out.push_back(at->path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

Result<BackupManifest> manifest_of(fs::path const& copy) {
  std::error_code error;
  if (!fs::is_directory(copy, error)) {
    return Error{ErrorCode::not_found, {}, "There is no copy " + copy.string() + ".", "missing"};
  }
  RocksFileSystem disk;
  auto const bytes = fs::file_size(copy / manifest_name, error);
  if (error) {
    return Error{ErrorCode::not_found,
                 {},
                 copy.string() + " is not a whole copy: it has no " + manifest_name +
                     ". It was never finished, or is "
                     "something else.",
                 "unfinished"};
  }
  if (bytes > manifest_bytes_max) return damaged(copy, std::string(manifest_name) + " is too large.");
  auto const json = disk.read_file(copy / manifest_name);
  auto const sum = disk.read_file(copy / manifest_hash_name);
  if (!json || !sum) return damaged(copy, std::string(manifest_hash_name) + " is missing.");
  if (*sum != hash_of_text(*json) + "  " + manifest_name + "\n") {
    return damaged(copy, std::string(manifest_name) + " is not the one of " + manifest_hash_name + ".");
  }
  auto manifest = decode_backup_manifest(*json);
  if (manifest || manifest.error().reason == "newer_version") return manifest;
  return damaged(copy, std::string(manifest_name) + ", " + manifest.error().path + ": " + manifest.error().detail);
}

std::vector<fs::path> not_kept(std::vector<fs::path> const& copies, Keeping const& keeping) {
  std::set<std::size_t> kept;
  if (copies.empty()) return {};
  kept.insert(copies.size() - 1);
  std::set<std::int64_t> days, weeks;
  for (auto at = copies.size(); at-- > 0;) {
    if (keeping.newest) {
      if (copies.size() - at <= *keeping.newest) kept.insert(at);
      continue;
    }
    auto const day = time_of(copies[at]).value_or(TimestampMs{}).value / (24 * 3'600'000LL);
    auto const week = (day + 3) / 7;  // from Monday: 1970 began on a Thursday
    if (days.size() < keeping.daily && days.insert(day).second) kept.insert(at);
    if (weeks.size() < keeping.weekly && weeks.insert(week).second) kept.insert(at);
  }
  std::vector<fs::path> out;
  for (std::size_t at = 0; at < copies.size(); ++at) {
    if (!kept.contains(at)) out.push_back(copies[at]);
  }
  return out;
}

Result<void> let_go(fs::path const& copy, std::shared_ptr<RocksFileSystem> disk) {
  if (!disk) disk = std::make_shared<RocksFileSystem>();
  auto const going = fs::path(copy.string() + going_ending);
  remove_folder(going);
  if (disk->rename_and_sync(copy, going) != DiskAnswer::ok) return disk_trouble(copy, "could not be removed");
  remove_folder(going);
  return {};
}

}  // namespace staffroom::backup
