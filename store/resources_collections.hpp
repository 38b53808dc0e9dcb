// Collections: what happens to one that was deleted.
#pragma once
#include "store/change.hpp"
#include "store/view.hpp"

namespace staffroom::resources {

/// It was deleted, so that nobody reads it any more: now it goes.
void purge_collection(Change& change, View const& view, CollectionId id);

}  // namespace staffroom::resources
