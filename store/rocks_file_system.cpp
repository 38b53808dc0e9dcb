// Small files beside the database, through the same seam as the database's own.
#include "store/rocks_file_system.hpp"

#include <memory>

namespace staffroom {

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

}  // namespace staffroom
