// What somebody did to people's files on a disk that may fail, and what of it was acknowledged.
#pragma once
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>

#include "store/files.hpp"

namespace staffroom::crash {

class Cupboard {
 public:
  explicit Cupboard(std::uint64_t seed) : random_(seed) {}

  /// So many deeds, whether the disk does what it is told or not.
  void work(Files& files, int deeds);
  /// What was acknowledged is there whole, and nothing is there by halves. Empty, or what is wrong.
  std::string look(Files& files) const;
  std::size_t kept() const { return kept_.size(); }

 private:
  using Place = std::pair<OrganisationId, std::string>;

  std::string bytes();
  void put(Files& files, OrganisationId at);
  void put_in_parts(Files& files, OrganisationId at);
  void remove(Files& files, OrganisationId at);
  void put_text(Files& files, OrganisationId at);
  void sweep(Files& files);

  std::mt19937_64 random_;
  std::set<Place> kept_;
  std::set<std::pair<Place, std::string>> texts_;  // that were ever said
  std::map<UploadId, std::string> sent_;           // all that was ever sent of an upload
  std::string wrong_;
};

}  // namespace staffroom::crash
