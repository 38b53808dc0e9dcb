// What the committer persists with every group, and where it goes on from after a start.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/ids.hpp"
#include "protocol/time.hpp"

namespace staffroom {

struct CommitState {
  Seq seq = 0;  // of the last committed command
  std::uint64_t id_next = 1;
  TimestampMs now;                 // the last stamp given: time never goes back behind it
  Seq window_floor = 0;            // rows up to this seq have left the window
  std::uint64_t window_bytes = 0;  // of the rows that are in it

  friend bool operator==(CommitState const&, CommitState const&) = default;
};

/// Five integers of eight bytes, big-endian, in the order of the members.
std::string encode_commit_state(CommitState const& state);
CommitState decode_commit_state(std::string_view bytes);

}  // namespace staffroom
