// What leaves the sockets of a thread, and what waits there: counted by the thread for itself, so that a send costs no
// lock and no shared line; its loop tells the others now and then (Loop::traffic).
#pragma once
#include <cstdint>

namespace staffroom::net {

struct Traffic {
  std::uint64_t sent_bytes = 0;    // ever
  std::uint64_t queued_bytes = 0;  // now, in outboxes
  std::uint64_t sent_away = 0;     // connections, ever: as a listener counts them
};

/// Of the calling thread.
inline constinit thread_local Traffic traffic_here;

}  // namespace staffroom::net
