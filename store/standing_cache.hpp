// Who people are and what they are called, computed once and kept until a record changes on which it rests.
// Thread-safe. Every entry says since which seq it holds, so that a reader of an older snapshot never sees a newer
// truth, and never leaves an older one behind.
#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <unordered_map>

#include "protocol/ids.hpp"
#include "store/audience.hpp"

namespace staffroom {

class StandingCache {
 public:
  using StandingPointer = std::shared_ptr<PersonStanding const>;
  using NamePointer = std::shared_ptr<std::string const>;

  /// What holds at `seen`, the seq of the reader's view; null when it has to be computed.
  StandingPointer standing(PersonId person, Seq seen) const;
  NamePointer name(PersonId person, Seq seen) const;
  /// Keeps what was computed from a view at `seen`, unless it is out of date by now.
  void keep_standing(PersonId person, StandingPointer standing, Seq seen);
  void keep_name(PersonId person, NamePointer name, Seq seen);

  /// Committer: something changed at `seq`. Called after the write, before anyone can read at `seq`.
  void changed(PersonId person, Seq seq);
  void changed_all(Seq seq);

 private:
  struct Entry {
    Seq since = 0;
    StandingPointer standing;
    NamePointer name;
  };
  Entry* entry_to_fill(PersonId person, Seq seen);

  static constexpr std::size_t entries_max = 100'000;
  mutable std::shared_mutex mutex_;
  std::unordered_map<PersonId, Entry> entries_;
  Seq floor_ = 0;  // entries that are not there hold nothing older
};

}  // namespace staffroom
