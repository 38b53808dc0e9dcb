// A question put to the search index for one reader: what they carry filters it, what may be out of date is looked at
// in the view, and nothing that the view does not let them read comes back.
#pragma once
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "store/permissions.hpp"
#include "store/search_index.hpp"

namespace staffroom::search {

class Asking {
 public:
  /// `followed`: up to where the index had followed before it was taken.
  Asking(View const& view, Asked const& asked, Seq followed, std::shared_ptr<SearchIndex> index);

  /// What a person typed and chose. Names in it are looked up among what they may read.
  Wanted wanted_for(Search const& query, ParsedQuery const& parsed);
  Found find(Wanted const& wanted) const { return index_->find(wanted); }
  /// The record, if the reader may read it and it is one that is found.
  std::shared_ptr<Record const> readable(std::string const& key) const;
  /// Whether any of what is found may be read.
  bool finds_anything(Wanted wanted) const;
  /// The query with its misspelled words put right; only when that finds something for this reader.
  std::optional<std::string> did_you_mean(std::string const& typed, Wanted const& wanted);

 private:
  Wanted plain() const;
  void note_doubts(Seq followed);
  void add_condition(Wanted& wanted, Condition const& condition);
  std::vector<std::string> makers_called(std::string const& name) const;
  std::vector<std::string> places_called(std::string const& name) const;
  std::vector<std::string> called(std::string const& name, SearchKind what) const;
  std::vector<std::string> words_for(Wanted const& wanted, std::size_t term, bool alone) const;
  Wanted with_word(Wanted const& wanted, std::size_t term, std::string const& word, bool alone) const;

  View const& view_;
  Asked const& asked_;
  std::shared_ptr<SearchIndex> index_;
  std::shared_ptr<PersonStanding const> standing_;
  std::vector<std::string> doubtful_;
  bool all_doubtful_ = false;
};

}  // namespace staffroom::search
