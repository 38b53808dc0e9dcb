// The high-water note: a small file beside the database that says how far it had come, so that a database which lost
// acknowledged commands to a damaged disk is refused instead of served. Written now and then, never ahead of the disk.
#pragma once
#include <filesystem>
#include <string>

#include "protocol/ids.hpp"
#include "protocol/result.hpp"

namespace staffroom {

class RocksFileSystem;

class HighWater {
 public:
  HighWater(RocksFileSystem& file_system, std::filesystem::path const& folder);

  /// Errors: unavailable when the note is ahead of the database, or belongs to another one.
  Result<void> check(std::string const& incarnation, Seq seq);
  /// Notes a seq that is on the disk. A note that cannot be written stays as it was.
  void note(std::string const& incarnation, Seq seq);
  Seq noted() const { return noted_; }

 private:
  RocksFileSystem& file_system_;
  std::filesystem::path path_;
  Seq noted_ = 0;
};

}  // namespace staffroom
