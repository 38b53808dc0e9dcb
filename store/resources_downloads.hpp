// What a download packs: the resources that its person may take at this moment, with all that an attribution sheet
// says.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "protocol/kinds.hpp"
#include "store/change.hpp"
#include "store/view.hpp"

namespace staffroom {

struct DownloadItem {
  std::shared_ptr<Resource const> resource;
  std::shared_ptr<ResourceVersion const> version;  // the current one
  std::string author;
  std::string organisation;
  std::string note;  // of a collection's item
};

/// In the order of the collection, or of what was asked for; else newest first. What has no clean version is left out.
std::vector<DownloadItem> contents_of(View const& view, Asked const& asked, Download const& download);

/// Whether the actor may take the files of this version now.
bool may_take(View const& view, Asked const& asked, ResourceVersionId version);

}  // namespace staffroom
