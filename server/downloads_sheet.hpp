// What lies beside the files of a download: who made them and under which licence, and for a whole library its metadata
// in the words of LRMI. Also the names that files get in there.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "store/resources_downloads.hpp"

namespace staffroom {

/// "Who made these.txt". `address`: of the hub, without a slash at its end.
std::string attribution_text(std::string const& title, std::vector<DownloadItem> const& items,
                             std::string const& address);
/// The same as a page, without scripts, pictures or links elsewhere but to the resources.
std::string attribution_page(std::string const& title, std::vector<DownloadItem> const& items,
                             std::string const& address);
/// resources.csv: `paths` says for each item where its files lie in the archive.
std::string library_csv(std::vector<DownloadItem> const& items, std::vector<std::string> const& paths,
                        std::string const& address);

/// As a name in an archive: nothing that a system takes for a path, a device or a hidden file, at most 100 bytes with
/// its ending kept.
std::string archive_name(std::string_view name);

/// Gives each name once, whatever its case; "worksheet (2).pdf" for the second.
class ArchiveNames {
 public:
  std::string take(std::string const& folder, std::string_view name);

 private:
  std::set<std::string> taken_;  // lower-cased
};

}  // namespace staffroom
