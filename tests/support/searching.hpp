// A hub that is searched, with a library whose files have text.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/search.hpp"
#include "tests/support/library.hpp"
#include "tests/support/scenario.hpp"
#include "tests/support/temp_store.hpp"

namespace staffroom::tests {

/// Settings of a store with a manual clock that keeps a search index.
StoreSettings searched();

class SearchedHub {
 public:
  explicit SearchedHub(Scenario::Fill fill = Scenario::Fill::with_teams);

  Scenario& s() { return *scenario_; }
  Library& library() { return *library_; }
  TempStore& folder() { return temp_; }
  /// Waits until the index has followed. Throws when it does not within a few seconds.
  void follow();
  /// Closes the store and opens it again; the people go on. (Not the scenario's own: ask by `page` and `as` only.)
  void reopen();

  struct Told {
    std::string title, summary, subject = "Mathematics";
    std::string text;  // pages end with form feeds
    ResourceType type = ResourceType::lesson_materials;
    KeyStage stage = KeyStage::ks3;
    SchoolYear year = SchoolYear::y7;
    Licence licence = Licence::cc_by;
  };
  /// Published, shared with the organisation, with one file that holds the text.
  ResourceId shows(Colleague const& who, OrganisationId at, OrganisationId with, Told const& told);
  /// A new version of it with another text.
  void replaces(Colleague const& who, ResourceId resource, std::string_view text);

  /// A page of what the person finds, after the index has followed.
  Json page(PersonId person, Search const& search, Page const& page = {50, {}});
  Json page(PersonId person, std::string_view q, Page const& page = {50, {}});
  /// The titles of what is found, in order; of messages their topic and ordinal: "Year 9/2".
  std::vector<std::string> finds(PersonId person, Search const& search);
  std::vector<std::string> finds(PersonId person, std::string_view q);

 private:
  ResourceVersionId adds(Colleague const& who, ResourceId resource, std::string_view text);

  TempStore temp_;
  std::unique_ptr<Scenario> scenario_;
  std::unique_ptr<Library> library_;
};

Search asking_for(std::string_view q);

}  // namespace staffroom::tests
