// Decoded records, so that a record that is read again is not parsed again. Two of them: the committer's own, which is
// always right because only the committer writes; and the readers', which compares the stored bytes.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "protocol/kinds.hpp"

namespace staffroom {

using SharedRecord = std::shared_ptr<Record const>;

/// Points at the alternative that the record holds: what View::find gives out.
std::shared_ptr<void const> as_decoded(SharedRecord const& record);

/// Committed records by key. Committer's thread only. Keeps between half and all of `entries_max` of those used last.
class RecordCache {
 public:
  explicit RecordCache(std::size_t entries_max = 65'536) : half_(entries_max / 2) {}

  SharedRecord find(std::string const& key);
  void keep(std::string const& key, SharedRecord record);
  void forget(std::string const& key);

 private:
  using Records = std::unordered_map<std::string, SharedRecord>;
  std::size_t half_;
  Records recent_;
  Records older_;
};

/// Records decoded for readers, whatever snapshot they read: an entry is used only when its bytes are the same. What is
/// read once (the memberships behind a standing that is itself kept, a session behind its token) is not kept: a record
/// enters when it is read again while its first reading is remembered. Thread-safe.
class DecodedCache {
 public:
  /// Null when the bytes can't be decoded.
  SharedRecord decode(Kind kind, std::string const& key, std::string_view stored);

 private:
  struct Entry {
    std::string stored;
    SharedRecord record;
  };
  struct Stripe {
    std::mutex mutex;
    std::unordered_map<std::string, Entry> recent;
    std::unordered_map<std::string, Entry> older;
    std::array<std::uint32_t, 4'096> read_once{};  // part of a key's hash, at a place given by another part
    bool is_second_reading(std::size_t hash);
  };
  static constexpr std::size_t stripes = 16;
  static constexpr std::size_t stripe_entries_max = 2'048;
  std::array<Stripe, stripes> stripes_;
};

}  // namespace staffroom
