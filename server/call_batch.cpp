// Collecting commands.
#include "server/call_batch.hpp"

#include "protocol/limits.hpp"

namespace staffroom {
namespace {
// A turn of the loop takes a few microseconds when nothing is to be read. Two of them in a row without a further
// command mean that the sockets are read empty; what is still on its way becomes the next group.
constexpr int quiet_turns_before_flush = 2;
}  // namespace

void CallBatch::add(Submission submission, Completion completion) {
  calls_.emplace_back(std::move(submission), std::move(completion));
  if (calls_.size() >= limits::group_commands_max) return flush();
  if (calls_.size() == 1) loop_.post([this] { look_again(1, 0); });
}

void CallBatch::look_again(std::size_t seen, int quiet_turns) {
  if (calls_.empty()) return;
  quiet_turns = calls_.size() == seen ? quiet_turns + 1 : 0;
  if (quiet_turns >= quiet_turns_before_flush) return flush();
  loop_.post([this, now = calls_.size(), quiet_turns] { look_again(now, quiet_turns); });
}

void CallBatch::flush() {
  std::vector<Store::Call> calls;
  calls.swap(calls_);
  store_.submit_all(std::move(calls));
}

}  // namespace staffroom
