// The commands that one network thread reads in one turn of its loop, submitted together: they share a commit group,
// and so one sync and one frame per subscriber. On its thread only.
#pragma once
#include <vector>

#include "server/net/loop.hpp"
#include "store/store.hpp"

namespace staffroom {

class CallBatch {
 public:
  CallBatch(net::Loop& loop, Store& store) : loop_(loop), store_(store) {}
  void add(Submission submission, Completion completion);

 private:
  void look_again(std::size_t seen, int quiet_turns);
  void flush();
  net::Loop& loop_;
  Store& store_;
  std::vector<Store::Call> calls_;
};

}  // namespace staffroom
