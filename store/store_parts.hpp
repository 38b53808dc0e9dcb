// What stands behind the store's front: shared by the files that implement it, for nobody else.
#pragma once
#include <memory>
#include <string>

#include "store/committer.hpp"
#include "store/engine.hpp"
#include "store/files.hpp"
#include "store/search_follower.hpp"
#include "store/store.hpp"

namespace staffroom {

inline Error unreadable(ReadFailed const& failure) {
  return {ErrorCode::unavailable, {}, std::string("The disk could not be read: ") + failure.what(), {}};
}

struct Store::Impl {
  std::unique_ptr<Files> files;
  std::unique_ptr<Engine> engine;
  std::unique_ptr<Committer> committer;         // stops before the engine goes
  std::unique_ptr<search::Follower> searching;  // stops before both
  ~Impl() {
    if (engine) engine->searching = nullptr;
  }
};

}  // namespace staffroom
