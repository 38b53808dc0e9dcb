// The parts of a zip package that lies in memory. Its directory is counted before anything is unpacked, and nothing is
// ever written by a name from it.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/extract/document.hpp"

struct zip;

namespace staffroom::extract {

class Package {
 public:
  struct Entry {
    std::string name;
    std::uint64_t bytes = 0;
    std::uint64_t packed = 0;
  };

  /// Null when it is no zip archive or a bomb; the document is told which. `bytes` outlive the package.
  static std::unique_ptr<Package> open(Bytes bytes, Document& document);
  ~Package();
  Package(Package const&) = delete;
  Package& operator=(Package const&) = delete;

  std::vector<Entry> const& entries() const { return entries_; }
  /// Nothing when there is none, it is damaged, or it is larger than we read. In any case, as office programs do.
  std::optional<std::string> read(std::string_view name);
  /// The parts that nobody has read so far.
  std::vector<std::string> unread() const;

 private:
  Package() = default;
  bool list(Document& document);

  zip* archive_ = nullptr;
  std::vector<Entry> entries_;
  std::map<std::string, std::size_t> by_name_;  // lower-cased
  std::vector<bool> was_read_;
};

/// The end-of-directory record at the end of the bytes says how many entries there are; nothing when there is none.
std::optional<std::uint64_t> entries_said(Bytes bytes);

}  // namespace staffroom::extract
