// The search index on disk: documents by record key, their words, facets and readers. Knows words and terms; knows no
// view and decides no permission. No header of Xapian shows here.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "store/audience.hpp"
#include "store/search_query.hpp"
#include "store/search_text.hpp"

namespace staffroom::search {

/// Changes with what is in a document or how words are cut: an index of another layout is made anew.
inline constexpr std::string_view layout = "2";

/// The index's files are damaged, or cannot be written.
struct IndexFailed : std::runtime_error {
  explicit IndexFailed(std::string const& what, bool damaged = false) : std::runtime_error(what), is_damaged(damaged) {}
  bool is_damaged;  // to be made anew
};

/// The stem of an English word, as it is indexed.
std::string stem_of(std::string const& word);

/// Up to where an index has followed.
struct Position {
  std::string incarnation;
  Seq seq = 0;
};

/// By what the documents of a topic, a resource … are found again.
std::string term_of(Audience audience);
std::string key_term(std::string_view record_key);
std::string topic_term(TopicId topic);        // a topic and its messages
std::string resource_term(ResourceId bound);  // the topics bound to it and their messages
std::string practice_term(PracticeId bound);  // the same
std::string maker_term(PersonId person);
std::string team_term(TeamId team);
std::string channel_term(ChannelId channel);
std::string organisation_term(OrganisationId organisation);

/// One thread, one for each folder. Everything throws IndexFailed.
class IndexWriter {
 public:
  enum class Purpose : std::uint8_t { follow, build };  // build: nothing is synced until finish()
  IndexWriter(std::filesystem::path folder, Purpose purpose);
  ~IndexWriter();

  /// Nothing when it was never finished, or has another layout.
  std::optional<Position> position() const;
  void put(std::string const& key, SearchText const& text, Audiences const& audiences);
  /// False when there was none.
  bool remove(std::string const& key);
  enum class Refreshed : std::uint8_t { same, changed, absent };
  /// The readers alone; the words stay as they are.
  Refreshed set_audiences(std::string const& key, Audiences const& audiences);
  /// The readers as the index knows them.
  std::optional<Audiences> audiences_of(std::string const& key) const;
  /// Title and place as the index knows them, to be compared only.
  std::string place_of(std::string const& key) const;
  static std::string place_in(SearchText const& text);
  /// Keys of the documents that carry the term.
  std::vector<std::string> keys_with(std::string const& term) const;
  std::uint64_t documents() const;

  /// Readers see it after this. No position: the folder is not finished.
  void commit(std::optional<Position> const& position);
  /// Syncs every file of a folder that was built.
  void finish(Position const& position);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// A choice in each facet; nothing: all.
struct Choice {
  std::optional<SearchKind> in;
  std::optional<ResourceType> type;
  std::optional<std::string> subject;  // folded words
  std::optional<KeyStage> stage;
  std::optional<SchoolYear> year;
  std::optional<Licence> licence;
  std::optional<FileFormat> format;
  std::optional<OrganisationId> organisation;
  std::optional<bool> approved;
};
enum class FacetName : std::uint8_t { in, type, subject, stage, year, licence, format, organisation, approved };
BOOST_DESCRIBE_ENUM(FacetName, in, type, subject, stage, year, licence, format, organisation, approved)
inline constexpr std::size_t facet_count = 9;

struct Wanted {
  std::vector<Term> terms;
  bool in_titles = false;             // the terms stand in the title
  std::vector<Condition> conditions;  // those that facets answer
  struct Filter {
    std::vector<std::string> any_of;  // index terms; none: nothing passes
    bool without = false;
  };
  std::vector<Filter> filters;
  std::optional<TimestampMs> from;
  std::optional<TimestampMs> until;
  Choice choice;
  Audiences audiences;  // what the reader carries
  SearchSort sort = SearchSort::relevance;
  TimestampMs now;
  std::size_t offset = 0;
  std::size_t limit = 0;
  bool count = true;  // facets and total
  /// Documents that may be out of date: only those that this says yes to are counted and found.
  std::function<bool(std::string const& key)> is_readable;
  std::vector<std::string> doubtful;  // terms of such documents
  bool all_doubtful = false;
};

/// Of one facet: how many documents have each value, if it were chosen instead.
using FacetCounts = std::map<std::string, std::uint32_t>;

struct Found {
  std::vector<std::string> keys;  // of records, in order
  bool more = false;
  std::uint32_t total = 0;
  bool total_is_exact = true;
  std::array<FacetCounts, facet_count> facets;  // by FacetName; values are enumerators or ids as numbers, or subjects
};

/// Readers of one folder. Thread-safe.
class SearchIndex {
 public:
  explicit SearchIndex(std::filesystem::path folder);
  ~SearchIndex();
  /// What was committed before the call is seen. Throws IndexFailed.
  Found find(Wanted const& wanted);
  /// Words of the index that are spelled nearly like this one, nearest and most frequent first; whoever's they are.
  std::vector<std::string> words_like(std::string const& word);
  std::filesystem::path const& folder() const { return folder_; }

 private:
  class Reader;
  template <class Work>
  auto with_reader(Work const& work);
  std::filesystem::path folder_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Reader>> idle_;
};

}  // namespace staffroom::search
