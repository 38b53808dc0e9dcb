// Packing.
#include "server/downloads.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <zip.h>

#include <atomic>
#include <charconv>
#include <chrono>
#include <fstream>

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "server/downloads_sheet.hpp"
#include "server/log.hpp"

namespace staffroom {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds look_for_packing_every{250};
constexpr std::string_view lost_right =
    "Something in it is not shared with you any more. Ask for the download again to get the rest.";

/// Packed already: another try would cost time and gain nothing.
bool is_packed(FileFormat format) {
  switch (format) {
    case FileFormat::html:
    case FileFormat::text:
    case FileFormat::markdown:
    case FileFormat::csv:
    case FileFormat::other: return false;
    default: return true;
  }
}

std::optional<Download> download_in(std::optional<Result<Answer>> const& answer) {
  if (!answer || !*answer) return std::nullopt;
  auto record = record_from_json(Kind::download, (*answer)->json);
  auto* download = record ? get_if<Download>(&*record) : nullptr;
  return download ? std::optional(std::move(*download)) : std::nullopt;
}

/// One archive that is being written. Files are read when it is closed, a part at a time.
class Archive {
 public:
  explicit Archive(fs::path const& path) {
    int error = 0;
    zip_ = ::zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  }
  ~Archive() {
    if (zip_) ::zip_discard(zip_);
  }
  Archive(Archive const&) = delete;
  Archive& operator=(Archive const&) = delete;

  bool add_file(std::string const& name, fs::path const& from, bool packed, TimestampMs at) {
    return add(name, zip_ ? ::zip_source_file(zip_, from.c_str(), 0, -1) : nullptr, packed, at);
  }
  /// The text outlives the archive.
  bool add_text(std::string const& name, std::string const& text, TimestampMs at) {
    return add(name, zip_ ? ::zip_source_buffer(zip_, text.data(), text.size(), 0) : nullptr, false, at);
  }
  /// Writes it. `progress` is told the part that is done, 0…1, and answers whether to go on.
  bool close(std::function<bool(double)> progress) {
    if (!zip_) return false;
    progress_ = std::move(progress);
    ::zip_register_progress_callback_with_state(
        zip_, 0.002, [](zip_t*, double part, void* self) { static_cast<Archive*>(self)->told(part); }, nullptr, this);
    ::zip_register_cancel_callback_with_state(
        zip_, [](zip_t*, void* self) { return static_cast<Archive*>(self)->goes_on_ ? 0 : 1; }, nullptr, this);
    if (::zip_close(zip_) != 0) return false;
    zip_ = nullptr;
    return true;
  }

 private:
  void told(double part) { goes_on_ = goes_on_ && progress_(part); }
  bool add(std::string const& name, zip_source_t* source, bool packed, TimestampMs at) {
    if (!source) return false;
    auto const index = ::zip_file_add(zip_, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      ::zip_source_free(source);
      return false;
    }
    auto const place = static_cast<zip_uint64_t>(index);
    ::zip_set_file_compression(zip_, place, packed ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0);
    ::zip_file_set_mtime(zip_, place, at.value / 1'000, 0);
    return true;
  }

  zip_t* zip_ = nullptr;
  std::function<bool(double)> progress_;
  bool goes_on_ = true;
};

bool sync_file(fs::path const& path) {
  int const descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  bool const synced = ::fdatasync(descriptor) == 0;
  ::close(descriptor);
  return synced;
}

std::uint32_t count_files(std::vector<DownloadItem> const& items) {
  std::size_t count = 0;
  for (auto const& item : items) count += item.version->files.size();
  return static_cast<std::uint32_t>(count);
}

/// "03 " before the names of a collection's items, so that they keep their order.
std::string place_of(Download const& download, std::size_t index) {
  if (!download.collection) return {};
  auto const number = std::to_string(index + 1);
  return (number.size() < 2 ? "0" + number : number) + " ";
}

/// Adds the files; where each item's lie, one line for each item.
bool add_files(Archive& archive, Files& files, Download const& download, std::vector<DownloadItem> const& items,
               std::vector<std::string>& paths) {
  ArchiveNames names;
  for (auto const* own : {"Who made these.txt", "Who made these.html", "resources.csv"}) names.take({}, own);
  for (std::size_t i = 0; i < items.size(); ++i) {
    auto const& version = *items[i].version;
    auto const& title = items[i].resource->title.value;
    bool const several = version.files.size() > 1;
    std::string folder;
    if (several) folder = names.take({}, place_of(download, i) + title) + "/";
    std::string where;
    for (auto const& file : version.files) {
      auto const name = names.take(folder, several ? file.name.value : place_of(download, i) + file.name.value);
      if (files.is_damaged(version.organisation, file.sha256)) {
        log::error("file_damaged", {{"organisation", version.organisation.value}, {"sha256", file.sha256}});
        return false;
      }
      auto const from = files.file_path(version.organisation, file.sha256);
      if (!archive.add_file(name, from, is_packed(file.format), version.created)) return false;
      where += (where.empty() ? "" : "; ") + name;
    }
    paths.push_back(std::move(where));
  }
  return true;
}

}  // namespace

Downloads::Downloads(Store& store) : store_(store), folder_(store.files().folder() / "downloads") {}

void Downloads::start(std::string address) {
  address_ = std::move(address);
  sweep();
  thread_ = std::thread([this] { run(); });
}

void Downloads::stop() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Downloads::run() {
  constexpr std::chrono::minutes sweep_every{10};
  auto next_sweep = Clock::now() + sweep_every;
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    if (store_.health() == Health::ok) pack_waiting();
    if (Clock::now() >= next_sweep) {
      sweep();
      next_sweep = Clock::now() + sweep_every;
    }
    lock.lock();
    wake_.wait_for(lock, look_for_packing_every, [this] { return stopping_; });
  }
}

void Downloads::pack_waiting() {
  std::lock_guard const one(packing_);
  for (auto const& download : store_.downloads_preparing()) {
    {
      std::lock_guard const lock(mutex_);
      if (stopping_) return;
    }
    pack(download);
  }
}

fs::path Downloads::path_of(DownloadId download, char const* ending) const {
  return folder_ / (std::to_string(download.value) + ending);
}

void Downloads::report(AdvanceDownload report) {
  Submission submission;
  submission.command = std::move(report);
  submission.lane = Lane::background;
  auto const outcome = store_.submit_and_wait(std::move(submission));
  // Given up by its person: nothing is wrong.
  if (!outcome && outcome.error().code != ErrorCode::not_found) {
    log::warn("download_not_noted", {{"why", outcome.error().detail}});
  }
}

void Downloads::pack(Download const& download) {
  auto const items = store_.download_contents(download);
  AdvanceDownload now{.download = download.id, .total = count_files(items)};
  auto const fail = [&](std::string words) {
    now.state = DownloadState::failed;
    now.failure = Note{std::move(words)};
    report(now);
  };
  if (items.empty()) return fail("There is nothing in it that you may download.");
  report(now);
  auto const fresh = path_of(download.id, ".new"), whole = path_of(download.id, ".zip");
  std::string const text = attribution_text(download.title.value, items, address_);
  std::string const page = attribution_page(download.title.value, items, address_);
  std::string csv, list;
  for (auto const& item : items) list += std::to_string(item.version->id.value) + "\n";
  std::error_code ignored;
  bool stopped = false;
  auto const made = [&] {
    std::vector<std::string> paths;
    Archive archive(fresh);
    if (!add_files(archive, store_.files(), download, items, paths)) return false;
    csv = library_csv(items, paths, address_);
    if (!archive.add_text("Who made these.txt", text, store_.now())) return false;
    if (!archive.add_text("Who made these.html", page, store_.now())) return false;
    bool const is_library = download.team || download.mine;
    if (is_library && !archive.add_text("resources.csv", csv, store_.now())) return false;
    auto next_report = Clock::now() + limits::download_progress_every;
    return archive.close([&](double part) {
      {
        std::lock_guard const lock(mutex_);
        stopped = stopping_;
      }
      if (stopped || Clock::now() < next_report) return !stopped;
      next_report = Clock::now() + limits::download_progress_every;
      now.done = static_cast<std::uint32_t>(part * now.total);
      report(now);
      return true;
    });
  }();
  std::ofstream(path_of(download.id, ".list")) << list;
  if (!made || !sync_file(fresh)) {
    fs::remove(fresh, ignored);
    if (stopped) return;  // again after the restart
    return fail("It could not be made: the disk may be full, or a file was removed. Try again later.");
  }
  fs::rename(fresh, whole, ignored);
  now.state = DownloadState::ready;
  now.done = now.total;
  now.bytes = fs::file_size(whole, ignored);
  report(now);
}

bool Downloads::has_lost_a_right(Actor const& actor, DownloadId download) const {
  std::ifstream list(path_of(download, ".list"));
  std::uint64_t id = 0;
  bool any = false;
  while (list >> id) {
    any = true;
    if (!store_.may_take(actor, ResourceVersionId{id})) return true;
  }
  return !any;
}

Result<Downloads::Packed> Downloads::fetch(Actor const& actor, DownloadId id) {
  auto const download = download_in(store_.ask(actor, GetDownload{id}, {}, ReadTier::disk));
  if (!download || download->expires <= store_.now()) return Error::not_found();
  if (download->state != DownloadState::ready) {
    return Error::conflict("wrong_state", "This download is not ready.");
  }
  auto const drop = [&](std::string_view why) {
    std::error_code ignored;
    fs::remove(path_of(id, ".zip"), ignored);
    AdvanceDownload failed{.download = id, .state = DownloadState::failed, .total = download->total};
    failed.failure = Note{std::string(why)};
    report(std::move(failed));
    return Error::not_found();
  };
  if (has_lost_a_right(actor, id)) return drop(lost_right);
  int const descriptor = ::open(path_of(id, ".zip").c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (descriptor < 0) return drop("The file is not there any more. Ask for the download again.");
  auto file = std::make_shared<OpenFile>(descriptor, download->bytes);
  std::error_code ignored;
  if (fs::file_size(path_of(id, ".zip"), ignored) != download->bytes) {
    return drop("The file was damaged. Ask for the download again.");
  }
  return Packed{std::move(file), archive_name(download->title.value) + ".zip",
                "\"download-" + std::to_string(id.value) + "-" + std::to_string(download->bytes) + "\""};
}

void Downloads::sweep() {
  std::lock_guard const one(packing_);
  std::error_code error;
  for (fs::directory_iterator at(folder_, error), end; !error && at != end; at.increment(error)) {
    auto const name = at->path().filename().string();
    std::uint64_t number = 0;
    auto const [stop, wrong] = std::from_chars(name.data(), name.data() + name.size(), number);
    bool const ours = wrong == std::errc() && stop != name.data();
    auto const answer = ours ? store_.ask({}, GetDownload{DownloadId{number}}, {}, ReadTier::disk) : std::nullopt;
    bool const gone = ours && answer && !*answer && (*answer).error().code == ErrorCode::not_found;
    auto const download = download_in(answer);
    bool const half_made = name.ends_with(".new") || name.find(".new.") != std::string::npos;
    bool const failed = download && download->state == DownloadState::failed;
    std::error_code ignored;
    if (gone || half_made || failed) fs::remove(at->path(), ignored);
  }
}

}  // namespace staffroom
