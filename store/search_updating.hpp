// What a change in the hub means for the search index: which documents it touches, and how they are brought up to date.
#pragma once
#include <string>
#include <unordered_set>
#include <vector>

#include "store/event.hpp"
#include "store/remembering_view.hpp"
#include "store/rocks.hpp"
#include "store/search_index.hpp"

namespace staffroom::search {

/// Documents that an event may have put out of date, as terms of the index.
struct Doubt {
  std::vector<std::string> terms;
  bool all = false;
};
Doubt doubt_of(View const& view, Event const& event);

/// Brings one index up to what a view shows. A document is written once, however many events touch it: each would write
/// what the same view shows.
class Updating {
 public:
  Updating(IndexWriter& writer, View const& view, Files const* files) : writer_(writer), view_(view), files_(files) {}

  void put(Kind kind, std::string const& key);
  void put(std::string const& key, Record const& record);
  /// What an event means for the index. Whether there was anything to do.
  bool apply(Event const& event);
  /// Somebody's place in the tree changed: everyone's readers are looked at again. Done once, after all events.
  void finish(Database const& database, Snapshot const& snapshot);

 private:
  void put_topic(std::string const& key, TopicId topic);
  void put_resource(ResourceId resource);
  void put_library_of(PersonId person);
  void put_pinned(CurriculumUnitId unit);
  /// Contracts are found by their supplier's name.
  void put_supplied(SupplierId supplier);
  void refresh(Kind kind, std::string const& key);
  void put_practice(PracticeId post);
  /// Topics and messages with this term: what they are bound to has other readers.
  void refresh_bound(std::string const& term);

  IndexWriter& writer_;
  RememberingView view_;
  Files const* files_;
  std::unordered_set<std::string> put_;
  std::unordered_set<PersonId> libraries_put_;
  bool tree_changed_ = false;
};

}  // namespace staffroom::search
