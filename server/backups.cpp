// Making copies while the hub runs.
#include "server/backups.hpp"

#include <algorithm>
#include <charconv>
#include <ctime>

#include "server/log.hpp"
#include "server/version.hpp"
#include "store/backup_erasures.hpp"
#include "store/rocks_file_system.hpp"

namespace staffroom {
namespace {

using namespace std::chrono_literals;

constexpr auto look_for_backups_every = 1s;
constexpr auto retry_after = 15min;  // a copy that failed

TimestampMs machine_clock() {
  auto const now = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(now).count()};
}

/// The first moment after `after` at which the machine's clocks show this time of the day.
TimestampMs next_at(TimestampMs after, std::chrono::minutes time_of_day) {
  for (int day = 0;; ++day) {
    std::time_t const seconds = after.value / 1000;
    std::tm local{};
    ::localtime_r(&seconds, &local);
    local.tm_mday += day;
    local.tm_hour = static_cast<int>(time_of_day.count() / 60);
    local.tm_min = static_cast<int>(time_of_day.count() % 60);
    local.tm_sec = 0;
    local.tm_isdst = -1;
    TimestampMs const found{static_cast<std::int64_t>(::mktime(&local)) * 1000};
    if (found > after) return found;
  }
}

std::string told_of(backup::Made const& made) {
  auto const mib = [](std::uint64_t bytes) { return std::to_string(bytes / (1024 * 1024)) + " MiB"; };
  return made.folder.string() + ": " + std::to_string(made.manifest.files.size()) + " files, " + mib(made.bytes) +
         ", of these new " + mib(made.bytes_new) + ", in " + std::to_string(made.manifest.took_ms) + " ms";
}

std::string refusal_line(Error const& error) {
  return "error\t" + std::string(to_text(error.code)) + "\t" + error.detail;
}

}  // namespace

Backups::Backups(Store& store, std::filesystem::path data_folder, BackupSettings settings, Clock clock)
    : store_(store),
      data_folder_(std::move(data_folder)),
      settings_(std::move(settings)),
      clock_(clock ? std::move(clock) : machine_clock) {
  state_.scheduled = !settings_.folder.empty();
  look_at_copies();
  if (state_.scheduled) plan_next(clock_());
}

void Backups::start() {
  auto door = ControlDoor::open(data_folder_, [this](ControlDoor::Request request, ControlDoor::Reply reply) {
    take(std::move(request), std::move(reply));
  });
  if (door) {
    door_ = *std::move(door);
  } else {
    log::error("no_control_door", {{"why", door.error().detail}, {"hint", "staffroom backup can't ask this hub"}});
  }
  thread_.start([this] { turn(); }, look_for_backups_every);
}

void Backups::stop() {
  thread_.stop();
  door_.reset();
}

void Backups::turn() {
  note_erasures();
  make_due();
  do_jobs();
}

BackupStatus Backups::state() const {
  std::lock_guard const lock(mutex_);
  return state_;
}

// ---- when

void Backups::plan_next(TimestampMs now) {
  auto const last = state_.last;
  TimestampMs next = now;
  if (settings_.every) {
    next = last ? std::max(now, *last + *settings_.every) : now;
  } else {
    next = next_at(now, settings_.at.value_or(BackupSettings::at_default));
  }
  std::lock_guard const lock(mutex_);
  state_.next = next;
}

void Backups::make_due() {
  auto const now = clock_();
  if (!state_.scheduled || !state_.next || now < *state_.next) return;
  auto const made = make(settings_.folder);
  if (!made) {
    if (made.error().reason != "stopped") failed("it is tried again in 15 minutes", made.error());
    std::lock_guard const lock(mutex_);
    state_.next = now + retry_after;
    return;
  }
  plan_next(now);
  auto const kept = check_and_let_go(*made, std::nullopt);
  if (kept || kept.error().reason == "stopped") return;
  failed("this copy stays until the next one", kept.error());
  // One that is not whole is better than none, but a second one says no more.
  if (not_sound_) static_cast<void>(backup::let_go(*not_sound_));
  not_sound_ = made->folder;
  look_at_copies();
}

// ---- what

Result<backup::Made> Backups::make(std::filesystem::path const& to) {
  {
    std::lock_guard const lock(mutex_);
    is_making_ = true;
  }
  backup::Making const making{std::string(program_version()), clock_(), [this] { return thread_.is_stopping(); }};
  auto made = backup::make(backup::source_of(store_, data_folder_), to, making);
  if (made) {
    log::info("backup_made", {{"copy", made->folder.string()},
                              {"files", made->manifest.files.size()},
                              {"bytes", made->bytes},
                              {"bytes_new", made->bytes_new},
                              {"ms", made->manifest.took_ms}});
  }
  std::lock_guard const lock(mutex_);
  is_making_ = false;
  if (made && to == settings_.folder) {
    state_.last = made->manifest.begun;
    state_.last_bytes = made->bytes;
    state_.last_ms = made->manifest.took_ms;
  }
  return made;
}

/// Older copies go only when the new one is known to be good.
Result<void> Backups::check_and_let_go(backup::Made const& made, std::optional<std::size_t> keep) {
  auto const depth = settings_.verify ? backup::Depth::everything : backup::Depth::names_and_sizes;
  TRY(backup::verify(made.folder, depth, [this] { return thread_.is_stopping(); }));
  auto const folder = made.folder.parent_path();
  if (folder == settings_.folder) {
    not_sound_.reset();
    std::lock_guard const lock(mutex_);
    if (settings_.verify) state_.verified = clock_();
    state_.problem.reset();
  }
  auto const copies = backup::copies_in(folder);
  for (auto const& copy : backup::not_kept(copies, {settings_.keep_daily, settings_.keep_weekly, keep})) {
    if (auto const gone = backup::let_go(copy); !gone) {
      log::warn("backup_not_removed", {{"copy", copy.string()}, {"why", gone.error().detail}});
    }
  }
  look_at_copies();
  return {};
}

void Backups::look_at_copies() {
  if (settings_.folder.empty()) return;
  auto const copies = backup::copies_in(settings_.folder);
  auto const newest = copies.empty() ? Result<BackupManifest>(Error::not_found()) : backup::manifest_of(copies.back());
  std::lock_guard const lock(mutex_);
  state_.kept = copies.size();
  if (!newest) return;
  state_.last = newest->begun;
  state_.last_ms = newest->took_ms;
  state_.last_bytes = 0;
  for (auto const& file : newest->files) *state_.last_bytes += file.bytes;
}

void Backups::failed(std::string const& what_next, Error const& error) {
  log::error("backup_failed", {{"to", settings_.folder.string()},
                               {"why", error.detail},
                               {"hint", "the hub goes on, older copies stay; " + what_next}});
  std::lock_guard const lock(mutex_);
  state_.problem = error.detail;
}

/// People who were forgotten must not come back with a copy that was made before.
void Backups::note_erasures() {
  auto const seq = store_.seq();
  std::error_code error;
  if (settings_.folder.empty() || erasures_noted_at_ == seq) return;
  if (!std::filesystem::is_directory(settings_.folder, error)) return;  // no copy yet
  auto const noted = [&]() -> Result<void> {
    TRY_INTO(auto const erasures, backup::erasures_of(store_));
    RocksFileSystem disk;
    return backup::note_erasures(disk, settings_.folder / backup::erasures_name, erasures);
  }();
  if (noted) {
    erasures_noted_at_ = seq;
    return;
  }
  log::error("erasures_not_noted",
             {{"why", noted.error().detail}, {"hint", "the ledger beside the copies must be readable and writable"}});
  erasures_noted_at_ = seq;
}

// ---- asked for

void Backups::take(ControlDoor::Request request, ControlDoor::Reply reply) {
  if (request.size() == 1 && request[0] == "backup-state") {
    auto const now = state();
    return reply("done\t" + std::to_string(now.kept) + " copies" + (now.problem ? ", problem: " + *now.problem : ""));
  }
  std::optional<std::size_t> keep;
  bool good = request.size() >= 2 && request.size() <= 3 && request[0] == "backup" && request[1].starts_with('/');
  if (good && request.size() == 3) {
    std::size_t number = 0;
    auto const* const end = request[2].data() + request[2].size();
    auto const [read, error] = std::from_chars(request[2].data(), end, number);
    good = error == std::errc() && read == end && number > 0;
    keep = number;
  }
  if (!good)
    return reply(refusal_line(Error::bad_request({}, "Expected: backup, an absolute folder, how many to keep.")));
  {
    std::lock_guard const lock(mutex_);
    if (!is_making_ && jobs_.empty()) {
      jobs_.push_back({request[1], keep, std::move(reply)});
      reply = nullptr;
    }
  }
  if (reply) {
    return reply(refusal_line(Error::conflict("busy", "A copy is being made at this moment. Wait until it is done.")));
  }
  thread_.wake();
}

void Backups::do_jobs() {
  std::unique_lock lock(mutex_);
  if (jobs_.empty()) return;
  auto job = std::move(jobs_.front());
  is_making_ = true;
  jobs_.pop_front();
  lock.unlock();
  auto const made = make(job.to);
  if (!made) return job.reply(refusal_line(made.error()));
  if (job.keep) {
    if (auto const kept = check_and_let_go(*made, job.keep); !kept) return job.reply(refusal_line(kept.error()));
  }
  look_at_copies();
  job.reply("done\t" + told_of(*made));
}

}  // namespace staffroom
