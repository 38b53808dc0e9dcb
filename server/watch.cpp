// Measuring, now and then.
#include "server/watch.hpp"

#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>

#include "server/log.hpp"
#include "store/files.hpp"

namespace staffroom {
namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds measure_every{15};
constexpr std::chrono::hours derived_every{1};
constexpr int watch_niceness = 10;

std::uint64_t bytes_below(fs::path const& folder) {
  std::uint64_t sum = 0;
  std::error_code error;
  // Files come and go meanwhile: what is gone counts nothing.
  for (fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error), end;
       !error && at != end; at.increment(error)) {
    std::error_code gone;
    auto const bytes = at->is_regular_file(gone) ? at->file_size(gone) : 0;
    if (!gone) sum += bytes;
  }
  return sum;
}

/// Running sums: a folder is counted once.
std::uint64_t bytes_of_people(Files& files) {
  std::uint64_t sum = 0;
  std::error_code error;
  for (fs::directory_iterator at(files.folder() / "files", error), end; !error && at != end; at.increment(error)) {
    auto const name = at->path().filename().string();
    OrganisationId organisation;
    auto const [rest, wrong] = std::from_chars(name.data(), name.data() + name.size(), organisation.value);
    if (wrong == std::errc{} && rest == name.data() + name.size()) sum += files.used(organisation);
  }
  return sum;
}

std::uint64_t resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  std::uint64_t all = 0, resident = 0;
  statm >> all >> resident;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

std::uint64_t open_files() {
  std::error_code error;
  std::uint64_t count = 0;
  for (fs::directory_iterator at("/proc/self/fd", error), end; !error && at != end; at.increment(error)) ++count;
  return count;
}

std::uint64_t open_files_max() {
  rlimit limit{};
  return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : 0;
}

}  // namespace

Watch::Watch(Store& store, fs::path data_folder)
    : store_(store),
      folder_(std::move(data_folder)),
      started_(store.now()),
      measured_(std::make_shared<Measured const>()) {}

void Watch::start() {
  thread_ = std::thread([this] { run(); });
}

void Watch::stop() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

std::shared_ptr<Measured const> Watch::measured() const {
  std::lock_guard const lock(mutex_);
  return measured_;
}

void Watch::run() {
  ::setpriority(PRIO_PROCESS, 0, watch_niceness);
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    try {
      measure();
    } catch (std::exception const& thrown) {
      log::warn("not_measured", {{"why", thrown.what()}});
    }
    lock.lock();
    wake_.wait_for(lock, measure_every, [this] { return stopping_; });
  }
}

void Watch::measure() {
  auto made = std::make_shared<Measured>();
  measure_disk(made->disk);
  measure_mail(*made);
  if (auto const behind = store_.search_behind()) made->followers.push_back({"search", *behind});
  made->followers.push_back({"file_checks", store_.versions_checking().size()});
  if (sources_.file_rounds) {
    auto const rounds = sources_.file_rounds();
    made->followers.push_back({"file_rounds", rounds.left});
    made->followers.push_back({"damaged_files", rounds.damaged.size()});
  }
  made->resident_bytes = resident_bytes();
  made->open_files = open_files();
  made->open_files_max = open_files_max();
  std::lock_guard const lock(mutex_);
  measured_ = std::move(made);
}

void Watch::measure_disk(DiskStatus& disk) {
  struct statvfs system{};
  if (::statvfs(folder_.c_str(), &system) == 0) {
    disk.free_bytes = std::uint64_t{system.f_bavail} * system.f_frsize;
    disk.total_bytes = std::uint64_t{system.f_blocks} * system.f_frsize;
  }
  auto const now = std::chrono::steady_clock::now();
  if (now >= derived_next_) {
    derived_bytes_ = bytes_below(folder_ / "derived");
    derived_next_ = now + derived_every;
  }
  disk.database_bytes = bytes_below(folder_ / "database");
  disk.search_bytes = bytes_below(folder_ / "search");
  disk.uploads_bytes = bytes_below(folder_ / "uploads");
  disk.files_bytes = bytes_of_people(store_.files()) + derived_bytes_;
}

void Watch::measure_mail(Measured& out) const {
  auto const now = store_.now();
  for (auto const& note : store_.emails_waiting(mail_counted_max)) {
    if (note.next_at > now && note.attempts == 0) continue;
    ++out.mail_waiting;
    if (!out.mail_oldest || note.created < *out.mail_oldest) out.mail_oldest = note.created;
  }
}

}  // namespace staffroom
