// What calls by HTTP and by WebSocket have in common.
#pragma once
#include "protocol/route.hpp"
#include "server/pool.hpp"
#include "store/store.hpp"

namespace staffroom {

/// 201, 200 or 204. A record that is gone, or that the person may no longer read, is not shown.
inline int status_of(Success success, Accepted const& accepted) {
  if (success == Success::gone || accepted.record.empty()) return 204;
  return success == Success::created ? 201 : 200;
}

inline Error too_many_writes() {
  return {ErrorCode::too_many_requests, {}, "Too many changes in a short time. Wait a second, then try again.", {}};
}

inline Error too_many_reads() {
  return {ErrorCode::too_many_requests, {}, "Too many requests in a short time. Wait a second, then try again.", {}};
}

/// Of a task that a pool refused: to slow down is asked of whoever has their share waiting already.
inline Error not_taken(Taken taken) {
  if (taken == Taken::enough_of_asker) {
    return {ErrorCode::too_many_requests, {}, "Many of your requests are waiting already. Wait for those.", "waiting"};
  }
  return {ErrorCode::unavailable, {}, "Too many requests are waiting for the disk. Try again in a moment.", {}};
}

}  // namespace staffroom
