// Reading once.
#include "store/remembering_view.hpp"

#include <utility>

#include "store/record_cache.hpp"

namespace staffroom {

std::shared_ptr<Record const> RememberingView::find_record(Kind kind, std::string const& key) const {
  if (kind == Kind::message) return base_.find_record(kind, key);
  if (auto const known = remembered_.find(key); known != remembered_.end()) return known->second;
  auto record = base_.find_record(kind, key);
  if (remembered_.size() >= remembered_max) remembered_.clear();
  return remembered_.emplace(key, std::move(record)).first->second;
}

std::shared_ptr<void const> RememberingView::find_decoded(Kind kind, std::string const& key) const {
  return as_decoded(find_record(kind, key));
}

}  // namespace staffroom
