// People's files on disk.
#include "store/files.hpp"

#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <fstream>

#include "protocol/limits.hpp"
#include "store/files_reading.hpp"
#include "store/rocks_file_system.hpp"

namespace staffroom {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t write_back_every = 8ull * 1024 * 1024;
constexpr std::uint64_t disk_kept_free = 512ull * 1024 * 1024;  // at most; a twentieth of a small disk
constexpr char const* temporary_prefix = "new-";

Error error_of(DiskAnswer answer) {
  if (answer == DiskAnswer::no_space) {
    return {ErrorCode::no_space, {}, "The disk is full. An administrator must make room.", {}};
  }
  return {ErrorCode::unavailable, {}, "The disk could not be written.", {}};
}

Error not_readable() { return {ErrorCode::unavailable, {}, "The file could not be read.", {}}; }

bool is_hash(std::string_view sha256) {
  return sha256.size() == 64 && std::all_of(sha256.begin(), sha256.end(),
                                            [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::optional<std::uint64_t> number_in(std::string const& name) {
  std::uint64_t number = 0;
  auto const [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc() || end != name.data() + name.size() || number == 0) return std::nullopt;
  return number;
}

/// How far an upload came, and the hash of it up to there. Never synced: it says itself whether it fits the bytes.
struct IncomingNote {
  std::uint64_t bytes = 0;
  std::string sha256;
};

fs::path note_of(fs::path const& incoming) { return incoming.string() + ".note"; }

std::optional<IncomingNote> read_note(fs::path const& incoming) {
  std::ifstream in(note_of(incoming));
  IncomingNote note;
  if (!(in >> note.bytes >> note.sha256) || !is_hash(note.sha256)) return std::nullopt;
  return note;
}

std::vector<std::string> names_in(fs::path const& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    names.push_back(at->path().filename().string());
  }
  return names;
}

std::uint64_t size_of(fs::path const& path) {
  std::error_code error;
  auto const bytes = fs::file_size(path, error);
  return error ? 0 : bytes;
}

}  // namespace

OpenFile::~OpenFile() { ::close(descriptor_); }

// ---- a file that comes in parts

struct IncomingFile::Impl {
  std::filesystem::path path;
  std::unique_ptr<GrowingFile> file;
  FileDigest hash;
  std::uint64_t bytes = 0;
  std::uint64_t written_back = 0;
  FileDigest marked_hash;
  std::uint64_t marked_bytes = 0;
  bool is_torn = false;  // bytes past `bytes` may be there
};

IncomingFile::IncomingFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
IncomingFile::~IncomingFile() {
  if (impl_->file) impl_->file->close();
}
std::uint64_t IncomingFile::bytes() const { return impl_->bytes; }
std::filesystem::path const& IncomingFile::path() const { return impl_->path; }

Result<void> IncomingFile::append(std::string_view bytes) {
  auto& it = *impl_;
  if (!it.file) return error_of(DiskAnswer::failed);
  if (it.is_torn && it.file->cut_to(it.bytes) != DiskAnswer::ok) return error_of(DiskAnswer::failed);
  it.is_torn = false;
  if (auto const answer = it.file->append(bytes); answer != DiskAnswer::ok) {
    it.is_torn = it.file->cut_to(it.bytes) != DiskAnswer::ok;
    return error_of(answer);
  }
  it.hash.add(bytes);
  it.bytes += bytes.size();
  if (it.bytes >= it.written_back + write_back_every) {
    it.file->begin_writing_back(it.written_back, it.bytes - it.written_back);
    it.written_back = it.bytes;
  }
  return {};
}

void IncomingFile::mark() {
  impl_->marked_hash.become(impl_->hash);
  impl_->marked_bytes = impl_->bytes;
}

Result<void> IncomingFile::roll_back() {
  auto& it = *impl_;
  it.hash.become(it.marked_hash);
  it.bytes = it.marked_bytes;
  it.written_back = std::min(it.written_back, it.bytes);
  it.is_torn = !it.file || it.file->cut_to(it.bytes) != DiskAnswer::ok;
  if (it.is_torn) return error_of(DiskAnswer::failed);
  return {};
}

// ---- the folders

Files::Files(std::filesystem::path folder, std::shared_ptr<RocksFileSystem> file_system)
    : folder_(std::move(folder)), file_system_(std::move(file_system)), sound_(std::make_unique<SoundFiles>()) {}
Files::~Files() = default;

Result<std::unique_ptr<Files>> Files::open(std::filesystem::path data_folder,
                                           std::shared_ptr<RocksFileSystem> file_system) {
  if (!file_system) file_system = std::make_shared<RocksFileSystem>();
  std::unique_ptr<Files> files(new Files(std::move(data_folder), std::move(file_system)));
  for (auto const* name : {"files", "derived", "uploads", "downloads"}) {
    auto const folder = files->folder_ / name;
    if (auto const answer = files->file_system_->make_folders(folder); answer != DiskAnswer::ok) {
      auto error = error_of(answer);
      return Error{error.code, {}, "The folder " + folder.string() + " cannot be made. " + error.detail, "folder"};
    }
  }
  std::error_code ignored;
  for (auto const& name : names_in(files->folder_ / "uploads")) {
    auto const path = files->folder_ / "uploads" / name;
    bool const is_lone_note = path.extension() == ".note" && !fs::exists(fs::path(path).replace_extension(), ignored);
    if (name.starts_with(temporary_prefix) || is_lone_note) fs::remove(path, ignored);
  }
  return files;
}

std::filesystem::path Files::file_path(OrganisationId organisation, std::string_view sha256) const {
  return folder_ / "files" / std::to_string(organisation.value) / std::string(sha256);
}

std::filesystem::path Files::derived_path(OrganisationId organisation, std::string_view sha256,
                                          char const* ending) const {
  return folder_ / "derived" / std::to_string(organisation.value) / (std::string(sha256) + ending);
}

std::shared_ptr<OpenFile> Files::find(OrganisationId organisation, std::string_view sha256) const {
  auto file = is_hash(sha256) ? open_to_read(file_path(organisation, sha256)) : nullptr;
  return file && sound_->is_sound(*file, sha256) ? file : nullptr;
}

bool Files::is_damaged(OrganisationId organisation, std::string_view sha256) const {
  auto const file = is_hash(sha256) ? open_to_read(file_path(organisation, sha256)) : nullptr;
  return file && !sound_->is_sound(*file, sha256);
}

std::uint64_t Files::damaged_found() const { return sound_->damaged_found(); }

std::optional<std::string> Files::text(OrganisationId organisation, std::string_view sha256) const {
  auto const file = is_hash(sha256) ? open_to_read(derived_path(organisation, sha256, ".text")) : nullptr;
  auto const bytes = file ? unsealed_bytes(*file, std::string(sha256) + ".text") : std::nullopt;
  if (!bytes) return std::nullopt;
  std::string text;
  text.reserve(file->bytes());
  auto const read = read_parts(*file, [&](std::string_view part) -> Result<void> {
    text += part;
    return {};
  });
  if (!read || text.size() < *bytes) return std::nullopt;
  text.resize(*bytes);
  return text;
}

std::shared_ptr<OpenFile> Files::preview(OrganisationId organisation, std::string_view sha256) const {
  auto const file = is_hash(sha256) ? open_to_read(derived_path(organisation, sha256, ".png")) : nullptr;
  auto const bytes = file ? unsealed_bytes(*file, std::string(sha256) + ".png") : std::nullopt;
  int const descriptor = bytes ? ::dup(file->descriptor()) : -1;
  return descriptor < 0 ? nullptr : std::make_shared<OpenFile>(descriptor, *bytes);
}

Result<void> Files::put_text(OrganisationId organisation, std::string_view sha256, std::string_view text) {
  return put_derived(organisation, sha256, ".text", text);
}

Result<void> Files::put_preview(OrganisationId organisation, std::string_view sha256, std::string_view png) {
  return put_derived(organisation, sha256, ".png", png);
}

Result<void> Files::put_derived(OrganisationId organisation, std::string_view sha256, char const* ending,
                                std::string_view bytes) {
  ensure(is_hash(sha256), "what was read out of a file is kept under its hash");
  auto const path = derived_path(organisation, sha256, ending);
  std::error_code ignored;
  fs::create_directories(path.parent_path(), ignored);
  TRY_INTO(auto file, temporary());
  auto const at = file->path();
  auto written = file->append(sealed(path.filename().string(), bytes));
  if (written) {
    auto answer = file->impl_->file->sync();
    file->impl_->file->close();
    file->impl_->file.reset();
    if (answer == DiskAnswer::ok) answer = file_system_->rename_and_sync(at, path);
    if (answer != DiskAnswer::ok) written = error_of(answer);
  }
  if (!written) fs::remove(at, ignored);
  return written;
}

// ---- putting

Result<std::unique_ptr<IncomingFile>> Files::open_incoming(fs::path const& path) {
  auto impl = std::make_unique<IncomingFile::Impl>();
  impl->path = path;
  if (auto const there = open_to_read(path)) TRY(take_noted(*there, *impl));
  impl->written_back = impl->bytes;
  auto answer = DiskAnswer::ok;
  impl->file = file_system_->open_growing(path, answer);
  if (!impl->file) return error_of(answer);
  impl->is_torn = size_of(path) > impl->bytes;
  return std::unique_ptr<IncomingFile>(new IncomingFile(std::move(impl)));
}

/// As much of what is there as its note vouches for. A power cut may leave bytes that nobody sent, at any place.
Result<void> Files::take_noted(OpenFile const& there, IncomingFile::Impl& into) {
  auto const note = read_note(into.path);
  if (!note) return {};
  auto const read = read_parts(there, [&](std::string_view part) -> Result<void> {
    part = part.substr(0, std::min<std::uint64_t>(part.size(), note->bytes - into.bytes));
    into.hash.add(part);
    into.bytes += part.size();
    return {};
  });
  if (into.bytes == note->bytes && into.hash.hex() == note->sha256) return read;
  into.hash.restart();
  into.bytes = 0;
  return read;
}

Result<std::unique_ptr<IncomingFile>> Files::temporary() {
  auto const number = ++temporaries_;
  auto const path = folder_ / "uploads" / (temporary_prefix + std::to_string(number));
  auto file = open_incoming(path);
  std::error_code ignored;
  if (!file) fs::remove(path, ignored);
  return file;
}

Result<Files::Stored> Files::keep_whole(OrganisationId organisation, IncomingFile& file) {
  TRY_INTO(auto stored, complete(file));
  TRY(keep(organisation, file, stored));
  return stored;
}

Result<Files::Stored> Files::put_bytes(OrganisationId organisation, std::string_view bytes) {
  TRY(reserve(organisation, bytes.size()));
  auto const put = [&]() -> Result<Stored> {
    TRY_INTO(auto file, temporary());
    auto stored = [&]() -> Result<Stored> {
      TRY(file->append(bytes));
      return keep_whole(organisation, *file);
    }();
    std::error_code ignored;
    if (!stored) fs::remove(file->path(), ignored);
    return stored;
  };
  auto stored = put();
  release(organisation, bytes.size());
  return stored;
}

Result<Files::Stored> Files::put(OrganisationId organisation, fs::path const& source) {
  auto const from = open_to_read(source);
  if (!from) return not_readable();
  TRY(reserve(organisation, from->bytes()));
  auto const put = [&]() -> Result<Stored> {
    TRY_INTO(auto file, temporary());
    auto stored = [&]() -> Result<Stored> {
      TRY(read_parts(*from, [&](std::string_view part) { return file->append(part); }));
      return keep_whole(organisation, *file);
    }();
    std::error_code ignored;
    if (!stored) fs::remove(file->path(), ignored);
    return stored;
  };
  auto stored = put();
  release(organisation, from->bytes());
  return stored;
}

Result<Files::Stored> Files::complete(IncomingFile& file) {
  auto& it = *file.impl_;
  if (!it.file || it.is_torn) return error_of(DiskAnswer::failed);
  auto answer = it.file->sync();
  if (answer == DiskAnswer::ok) answer = it.file->close();
  it.file.reset();
  if (answer != DiskAnswer::ok) {
    // After a sync that failed nobody knows what is on the disk, and the next sync would not say so.
    file_system_->remove_file(it.path);
    return error_of(answer);
  }
  return Stored{it.hash.hex(), it.bytes};
}

Result<void> Files::keep(OrganisationId organisation, IncomingFile& file, Stored const& stored) {
  auto const path = file_path(organisation, stored.sha256);
  std::error_code ignored;
  std::lock_guard const lock(mutex_);
  auto& space = space_of(organisation);
  fs::remove(derived_path(organisation, stored.sha256, ".unnamed"), ignored);
  fs::remove(note_of(file.path()), ignored);
  if (!named_folders_.contains(organisation)) {
    auto const named = file_system_->make_folders(path.parent_path());
    if (named != DiskAnswer::ok) return error_of(named);
    named_folders_.insert(organisation);
  }
  if (fs::exists(path, ignored) && !is_damaged(organisation, stored.sha256)) {
    // Its name may be younger than the last sync of the folder.
    auto const synced = file_system_->sync_folder(path.parent_path());
    if (synced != DiskAnswer::ok) return error_of(synced);
    file_system_->remove_file(file.path());
    return {};
  }
  auto const answer = file_system_->rename_and_sync(file.path(), path);
  if (answer != DiskAnswer::ok) {
    // It may have got its name all the same.
    file_system_->remove_file(path);
    space.counted = false;
    return error_of(answer);
  }
  space.used += stored.bytes;
  return {};
}

// ---- on their way

Result<std::unique_ptr<IncomingFile>> Files::incoming(UploadId upload) {
  return open_incoming(folder_ / "uploads" / std::to_string(upload.value));
}

std::uint64_t Files::incoming_bytes(UploadId upload) const {
  auto const path = folder_ / "uploads" / std::to_string(upload.value);
  auto const note = read_note(path);
  return note ? std::min(note->bytes, size_of(path)) : 0;
}

void Files::note_incoming(IncomingFile const& file) const {
  std::ofstream(note_of(file.path()), std::ios::trunc) << file.bytes() << ' ' << file.impl_->hash.hex() << '\n';
}

std::shared_ptr<OpenFile> Files::open_incoming_to_read(UploadId upload) const {
  return open_to_read(folder_ / "uploads" / std::to_string(upload.value));
}

std::vector<UploadId> Files::all_incoming() const {
  std::vector<UploadId> uploads;
  for (auto const& name : names_in(folder_ / "uploads")) {
    if (auto const number = number_in(name)) uploads.push_back(UploadId{*number});
  }
  return uploads;
}

void Files::drop_incoming(UploadId upload) {
  std::error_code ignored;
  auto const path = folder_ / "uploads" / std::to_string(upload.value);
  if (fs::exists(path, ignored)) file_system_->remove_file(path);
  fs::remove(note_of(path), ignored);
}

// ---- room

Files::Space& Files::space_of(OrganisationId organisation) {
  auto& space = spaces_[organisation];
  if (space.counted) return space;
  space.used = 0;
  auto const folder = folder_ / "files" / std::to_string(organisation.value);
  for (auto const& name : names_in(folder)) space.used += size_of(folder / name);
  space.counted = true;
  return space;
}

Result<void> Files::reserve(OrganisationId organisation, std::uint64_t bytes) {
  std::lock_guard const lock(mutex_);
  auto& space = space_of(organisation);
  if (quota_ != 0 && (bytes > quota_ || space.used + space.reserved > quota_ - bytes)) {
    return Error{ErrorCode::too_large, "header.upload-length",
                 "There is no room left for this file among those of your organisation. Delete what nobody needs, or "
                 "ask an administrator for more room.",
                 "quota"};
  }
  struct statvfs disk{};
  if (::statvfs(folder_.c_str(), &disk) == 0) {
    auto const total = std::uint64_t{disk.f_blocks} * disk.f_frsize;
    auto const free = std::uint64_t{disk.f_bavail} * disk.f_frsize;
    std::uint64_t reserved = 0;
    for (auto const& [other, its] : spaces_) reserved += its.reserved;
    if (free < bytes + reserved + std::min(disk_kept_free, total / 20)) return error_of(DiskAnswer::no_space);
  }
  space.reserved += bytes;
  return {};
}

void Files::release(OrganisationId organisation, std::uint64_t bytes) {
  std::lock_guard const lock(mutex_);
  auto& space = space_of(organisation);
  space.reserved -= std::min(space.reserved, bytes);
}

std::uint64_t Files::used(OrganisationId organisation) {
  std::lock_guard const lock(mutex_);
  auto const& space = space_of(organisation);
  return space.used + space.reserved;
}

// ---- going

void Files::remove_now(OrganisationId organisation, std::string_view sha256) {
  auto const path = file_path(organisation, sha256);
  auto& space = space_of(organisation);
  auto const bytes = size_of(path);
  std::error_code ignored;
  if (fs::exists(path, ignored) && file_system_->remove_file(path)) space.used -= std::min(space.used, bytes);
  for (auto const* ending : {".text", ".png", ".unnamed"}) {
    fs::remove(derived_path(organisation, sha256, ending), ignored);
  }
}

void Files::remove(OrganisationId organisation, std::string_view sha256) {
  if (!is_hash(sha256)) return;
  std::lock_guard const lock(mutex_);
  remove_now(organisation, sha256);
}

std::size_t Files::sweep(TimestampMs now, IsNamed const& is_named) {
  std::size_t removed = 0;
  for (auto const& name : names_in(folder_ / "files")) {
    if (auto const number = number_in(name)) removed += sweep_folder(OrganisationId{*number}, now, is_named);
  }
  return removed;
}

/// The note holds since when nobody names the file.
std::size_t Files::sweep_folder(OrganisationId organisation, TimestampMs now, IsNamed const& is_named) {
  std::size_t removed = 0;
  std::error_code ignored;
  for (auto const& sha256 : names_in(folder_ / "files" / std::to_string(organisation.value))) {
    if (!is_hash(sha256)) continue;
    // One at a time, so that who keeps a file with the same bytes at this moment is before it or after it.
    std::lock_guard const lock(mutex_);
    auto const note = derived_path(organisation, sha256, ".unnamed");
    if (is_named(organisation, sha256)) {
      fs::remove(note, ignored);
      continue;
    }
    auto const since = file_system_->read_file(note);
    auto const noted = since ? number_in(*since) : std::nullopt;
    if (!noted) {
      fs::create_directories(note.parent_path(), ignored);
      file_system_->replace_file(note, std::to_string(now.value));
    } else if (TimestampMs{static_cast<std::int64_t>(*noted)} + limits::unnamed_file_grace <= now) {
      remove_now(organisation, sha256);
      ++removed;
    }
  }
  return removed;
}

}  // namespace staffroom
