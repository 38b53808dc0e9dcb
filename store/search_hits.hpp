// From a record that was found, and that its reader may read, to what the page shows of it.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/permissions.hpp"
#include "store/search_places.hpp"
#include "store/search_snippets.hpp"

namespace staffroom {
class Files;
}

namespace staffroom::search {

class HitMaker {
 public:
  HitMaker(View const& view, Door const& door, Files const& files, Quoting quoting)
      : view_(view), places_(view, door), files_(files), quoting_(std::move(quoting)) {}

  SearchHit make(Record const& record);

 private:
  void fill(SearchHit& hit, Organisation const& it);
  void fill(SearchHit& hit, Person const& it);
  void fill(SearchHit& hit, Team const& it);
  void fill(SearchHit& hit, Topic const& it);
  void fill(SearchHit& hit, Message const& it);
  void fill(SearchHit& hit, Resource const& it);
  void fill(SearchHit& hit, Collection const& it);
  void fill(SearchHit& hit, CurriculumUnit const& it);
  void fill(SearchHit& hit, PracticePost const& it);
  void fill(SearchHit& hit, SupportRequest const& it);
  void fill(SearchHit& hit, Contract const& it);
  void fill(SearchHit& hit, Pool const& it);
  void fill(SearchHit& hit, Supplier const& it);
  void fill(SearchHit& hit, Purchase const& it);
  /// Other kinds are not found.
  template <class R>
  void fill(SearchHit&, R const&) {}

  void quote_best(SearchHit& hit, std::vector<std::string_view> const& texts);
  void quote(SearchHit& hit, std::string_view text);
  void quote_files(SearchHit& hit, Resource const& it);

  std::string supplier_name(SupplierId id) const;

  View const& view_;
  Places places_;
  Files const& files_;
  Quoting quoting_;
  std::size_t bytes_quoted_ = 0;
};

}  // namespace staffroom::search
