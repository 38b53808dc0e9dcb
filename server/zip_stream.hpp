// A zip archive written as it leaves, a piece at a time and at constant memory: entries are stored as they are.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/time.hpp"

namespace staffroom {

/// CRC-32 as zip has it, of what comes in pieces.
class ZipChecksum {
 public:
  void add(std::string_view bytes);
  std::uint32_t value() const { return value_ ^ 0xFFFFFFFFU; }

 private:
  std::uint32_t value_ = 0xFFFFFFFFU;
};

class ZipStream {
 public:
  /// Of an archive that was made at this time.
  explicit ZipStream(TimestampMs at);

  /// What stands before an entry's bytes, which are as many, and sum up, as said. Then come these. An entry has less
  /// than 4 GB.
  std::string begin(std::string_view name, std::uint32_t bytes, std::uint32_t checksum);
  /// A whole entry.
  std::string entry(std::string_view name, std::string_view text);
  /// What stands at the end of the archive.
  std::string finish() const;

 private:
  struct Written {
    std::string name;
    std::uint64_t at = 0;
    std::uint32_t bytes = 0;
    std::uint32_t checksum = 0;
  };
  std::uint16_t date_ = 0;
  std::uint16_t time_ = 0;
  std::uint64_t at_ = 0;  // where the next entry begins
  std::vector<Written> written_;
};

}  // namespace staffroom
