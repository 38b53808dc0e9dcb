// Small files beside the database, through the same seam as the database's own.
#include "store/rocks_file_system.hpp"

#include <algorithm>
#include <memory>
#include <random>

namespace staffroom {
namespace {

DiskAnswer answer_of(rocksdb::IOStatus const& status) {
  if (status.ok()) return DiskAnswer::ok;
  return status.IsNoSpace() ? DiskAnswer::no_space : DiskAnswer::failed;
}

}  // namespace

DiskAnswer GrowingFile::append(std::string_view bytes) {
  return answer_of(file_->Append(rocksdb::Slice(bytes.data(), bytes.size()), rocksdb::IOOptions(), nullptr));
}

void GrowingFile::begin_writing_back(std::uint64_t from, std::uint64_t bytes) {
  file_->RangeSync(from, bytes, rocksdb::IOOptions(), nullptr).PermitUncheckedError();
}

DiskAnswer GrowingFile::sync() { return answer_of(file_->Sync(rocksdb::IOOptions(), nullptr)); }

DiskAnswer GrowingFile::cut_to(std::uint64_t bytes) {
  return answer_of(file_->Truncate(bytes, rocksdb::IOOptions(), nullptr));
}

DiskAnswer GrowingFile::close() { return answer_of(file_->Close(rocksdb::IOOptions(), nullptr)); }

bool RocksFileSystem::replace_file(std::filesystem::path const& path, std::string_view content) {
  rocksdb::IOOptions const options;
  auto const temporary = path.string() + ".new";
  std::unique_ptr<rocksdb::FSWritableFile> file;
  if (!NewWritableFile(temporary, rocksdb::FileOptions(), &file, nullptr).ok()) return false;
  if (!file->Append(rocksdb::Slice(content.data(), content.size()), options, nullptr).ok()) return false;
  if (!file->Sync(options, nullptr).ok()) return false;
  if (!file->Close(options, nullptr).ok()) return false;
  if (!RenameFile(temporary, path.string(), options, nullptr).ok()) return false;
  std::unique_ptr<rocksdb::FSDirectory> folder;
  if (!NewDirectory(path.parent_path().string(), options, &folder, nullptr).ok()) return false;
  return folder->Fsync(options, nullptr).ok();
}

std::optional<std::string> RocksFileSystem::read_file(std::filesystem::path const& path) {
  if (FileExists(path.string(), rocksdb::IOOptions(), nullptr).IsNotFound()) return std::nullopt;
  std::string content;
  if (!rocksdb::ReadFileToString(this, path.string(), &content).ok()) return std::string();
  return content;
}

std::unique_ptr<GrowingFile> RocksFileSystem::open_growing(std::filesystem::path const& path, DiskAnswer& answer) {
  std::unique_ptr<rocksdb::FSWritableFile> file;
  rocksdb::IOOptions const options;
  if (!FileExists(path.string(), options, nullptr).ok()) {
    auto const made = NewWritableFile(path.string(), rocksdb::FileOptions(), &file, nullptr);
    answer = answer_of(made);
    if (!made.ok()) return nullptr;
    file->Close(options, nullptr).PermitUncheckedError();
    file.reset();
  }
  // Only what is opened again is written at its end, also after it was cut.
  auto const status = ReopenWritableFile(path.string(), rocksdb::FileOptions(), &file, nullptr);
  answer = answer_of(status);
  return status.ok() ? std::make_unique<GrowingFile>(std::move(file)) : nullptr;
}

DiskAnswer RocksFileSystem::rename_and_sync(std::filesystem::path const& from, std::filesystem::path const& to) {
  rocksdb::IOOptions const options;
  if (auto const status = RenameFile(from.string(), to.string(), options, nullptr); !status.ok()) {
    return answer_of(status);
  }
  return sync_folder(to.parent_path());
}

DiskAnswer RocksFileSystem::sync_folder(std::filesystem::path const& path) {
  rocksdb::IOOptions const options;
  std::unique_ptr<rocksdb::FSDirectory> folder;
  auto const opened = NewDirectory(path.string(), options, &folder, nullptr);
  return opened.ok() ? answer_of(folder->Fsync(options, nullptr)) : answer_of(opened);
}

DiskAnswer RocksFileSystem::make_folders(std::filesystem::path const& path) {
  rocksdb::IOOptions const options;
  auto const above = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  bool const is_there = FileExists(path.string(), options, nullptr).ok();
  if (!is_there && above != path) {
    if (!FileExists(above.string(), options, nullptr).ok()) {
      if (auto const answer = make_folders(above); answer != DiskAnswer::ok) return answer;
    }
    if (auto const made = CreateDirIfMissing(path.string(), options, nullptr); !made.ok()) return answer_of(made);
  }
  return sync_folder(above);
}

bool RocksFileSystem::link_file(std::filesystem::path const& from, std::filesystem::path const& to) {
  return LinkFile(from.string(), to.string(), rocksdb::IOOptions(), nullptr).ok();
}

bool RocksFileSystem::has_room(std::filesystem::path const& folder, std::uint64_t bytes) {
  rocksdb::IOOptions const options;
  auto const path = (folder / "room.new").string();
  std::unique_ptr<rocksdb::FSWritableFile> file;
  if (!NewWritableFile(path, rocksdb::FileOptions(), &file, nullptr).ok()) return false;
  // Nothing that a file system could make small.
  std::string part(1024 * 1024, '\0');
  std::minstd_rand random;
  for (auto& byte : part) byte = static_cast<char>(random());
  bool there = true;
  for (std::uint64_t written = 0; there && written < bytes; written += part.size()) {
    auto const count = std::min<std::uint64_t>(part.size(), bytes - written);
    there = file->Append(rocksdb::Slice(part.data(), count), options, nullptr).ok();
  }
  there = there && file->Sync(options, nullptr).ok();
  there = file->Close(options, nullptr).ok() && there;
  return DeleteFile(path, options, nullptr).ok() && there;
}

bool RocksFileSystem::remove_file(std::filesystem::path const& path) {
  return DeleteFile(path.string(), rocksdb::IOOptions(), nullptr).ok();
}

}  // namespace staffroom
