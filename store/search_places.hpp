// Where a record stands, in words for one reader: under the title of a search hit, and of what is linked.
#pragma once
#include <string>

#include "store/permissions.hpp"

namespace staffroom::search {

std::string words_of(KeyStage stage);
/// Adds a part, unless it is empty.
void add_place(std::string& place, std::string_view part, std::string_view between = " · ");

class Places {
 public:
  Places(View const& view, Door const& door) : view_(view), door_(door) {}

  std::string of(Resource const& it) const { return of_shared(it); }
  std::string of(Collection const& it) const { return of_shared(it); }
  std::string of(PracticePost const& it) const { return of_shared(it); }
  std::string of(SupportRequest const& it) const { return of_shared(it); }
  std::string of(Topic const& topic) const;
  /// Empty when it is not theirs to read.
  std::string name_of(OrganisationId organisation) const;

 private:
  template <class Shared>
  std::string of_shared(Shared const& it) const;

  View const& view_;
  Door const& door_;
};

}  // namespace staffroom::search
