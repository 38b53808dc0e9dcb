// Whether the files of a search index are still those that were closed: Xapian keeps no checksums, and an index in
// which a bit has changed finds something else without knowing.
#pragma once
#include <filesystem>

namespace staffroom::search {

enum class Seal { whole, broken, none };

/// After the index was closed: notes the hashes of its files. Nothing of an index that is too large to be read whole.
void seal(std::filesystem::path const& folder);
/// Before it is opened: looks, and takes the seal away, for what is open changes. None after a crash.
Seal take_seal(std::filesystem::path const& folder);

}  // namespace staffroom::search
