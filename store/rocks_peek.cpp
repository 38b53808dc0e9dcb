// One row, read by RocksDB without opening the folder for writing: no log, no new manifest, no lock.
// Reads one row of a database as a reader only, which leaves its folder as it is.
#include "store/rocks_peek.hpp"

#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/options.h>

#include "store/rocks_file_system.hpp"

namespace staffroom {
namespace {

/// RocksDB's own text log would be a file in the folder.
class SilentLog : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(char const*, va_list) override {}
};

}  // namespace

std::optional<std::string> peek_meta(std::filesystem::path const& folder, std::shared_ptr<RocksFileSystem> const& files,
                                     std::string_view key) {
  auto const env = rocksdb::NewCompositeEnv(files);
  rocksdb::DBOptions options;
  options.env = env.get();
  options.info_log = std::make_shared<SilentLog>();
  std::vector<rocksdb::ColumnFamilyDescriptor> const families{{rocksdb::kDefaultColumnFamilyName, {}}, {"meta", {}}};
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  if (!rocksdb::DB::OpenForReadOnly(options, folder.string(), families, &handles, &opened).ok()) return std::nullopt;
  std::unique_ptr<rocksdb::DB> const database(opened);
  std::string value;
  auto const status = database->Get({}, handles.back(), rocksdb::Slice(key.data(), key.size()), &value);
  for (auto* const handle : handles) database->DestroyColumnFamilyHandle(handle);
  if (!status.ok()) return std::nullopt;
  return value;
}

}  // namespace staffroom
