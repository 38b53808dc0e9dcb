// What the committer persists with every group, as bytes.
#include "store/commit_state.hpp"

#include "store/keys.hpp"

namespace staffroom {

std::string encode_commit_state(CommitState const& state) {
  std::string out;
  append_u64(out, state.seq);
  append_u64(out, state.id_next);
  append_u64(out, static_cast<std::uint64_t>(state.now.value));
  append_u64(out, state.window_floor);
  append_u64(out, state.window_bytes);
  return out;
}

CommitState decode_commit_state(std::string_view bytes) {
  CommitState state;
  state.seq = read_u64(bytes);
  state.id_next = read_u64(bytes.substr(8));
  state.now = {static_cast<std::int64_t>(read_u64(bytes.substr(16)))};
  state.window_floor = read_u64(bytes.substr(24));
  state.window_bytes = read_u64(bytes.substr(32));
  return state;
}

}  // namespace staffroom
