// The window: one row per commit group with references to what changed and who was told, never content, so that nothing
// that was erased survives here (ADR 0012); and the idempotency keys of its commands, which leave together with it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/commit_state.hpp"
#include "store/event.hpp"
#include "store/rocks.hpp"

namespace staffroom {

struct WindowGroup {
  Seq first = 0;
  TimestampMs time;
  std::uint64_t bytes = 0;  // of this row and its idempotency rows, as they count against the cap
  std::vector<Event> events;
  std::vector<std::string> keys;  // idempotency rows that go with it
};
std::string encode_window_group(WindowGroup const& group);
/// Nothing when the bytes are damaged.
std::optional<WindowGroup> decode_window_group(std::string_view bytes);

struct IdempotencyRow {
  std::uint64_t fingerprint = 0;
  Seq seq = 0;
  std::string answer_key;  // record key of what the answer shows; may be empty
};
std::string encode_idempotency(IdempotencyRow const& row);
IdempotencyRow decode_idempotency(std::string_view bytes);

/// Committer's side: rows go in with the group's batch and leave by age and size.
class Window {
 public:
  struct Keyed {
    std::string key;  // of the row
    IdempotencyRow row;
  };
  Window(Database const& database, std::uint64_t bytes_max) : database_(database), bytes_max_(bytes_max) {}

  /// `state` is the state as it will be when the batch is written.
  void add(Batch& batch, CommitState& state, WindowGroup group, std::vector<Keyed> const& keyed);
  /// Takes out a few of the oldest rows, if it is time.
  void trim(Batch& batch, CommitState& state);
  /// After a write that failed.
  void forget_position() { oldest_.reset(); }

 private:
  struct Oldest {
    std::string key;
    WindowGroup group;
  };
  bool load_oldest(Seq after);

  Database const& database_;
  std::uint64_t bytes_max_;
  std::optional<Oldest> oldest_;
};

}  // namespace staffroom
