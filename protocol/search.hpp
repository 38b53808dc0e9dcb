// One search box over everything: what a person may ask, and what comes back. Only what the reader may read is found,
// counted, suggested or quoted.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "protocol/described.hpp"
#include "protocol/resources_uses.hpp"

namespace staffroom {

using SearchWords = BoundedText<0, limits::search_query_length_max, Lines::one>;

enum class SearchKind : std::uint8_t {
  resource,
  collection,
  topic,
  message,
  person,
  team,
  organisation,
  curriculum,
  practice,
  support_request,
  contract,
  pool,
  supplier,
  purchase
};
BOOST_DESCRIBE_ENUM(SearchKind, resource, collection, topic, message, person, team, organisation, curriculum, practice,
                    support_request, contract, pool, supplier, purchase)
enum class SearchSort : std::uint8_t { relevance, newest, most_used };
BOOST_DESCRIBE_ENUM(SearchSort, relevance, newest, most_used)

/// A piece of a quoted text; `hit`: it is one of the words searched for.
struct Snippet {
  std::string text;
  bool hit = false;
};
STAFFROOM_DESCRIBE(Snippet, (), (text, hit))

struct SearchHit {
  SearchKind what = SearchKind::resource;
  std::uint64_t id = 0;
  std::string self;
  std::string title;
  std::string place;  // "Mathematics · Key stage 3", "Science leads › Practical work", "Head of maths, Mosslands High"
  std::vector<Snippet> snippet;
  std::optional<std::uint32_t> file;  // where the snippet stands, of a resource
  std::optional<std::uint32_t> page;  // from 1
  std::optional<TopicId> topic;       // of a message
  std::optional<Ordinal> ordinal;
  std::optional<TimestampMs> at;
};
STAFFROOM_DESCRIBE(SearchHit, (), (what, id, self, title, place, snippet, file, page, topic, ordinal, at))

struct FacetValue {
  std::string value;  // as in the request: "ks3", "12"
  std::string label;  // of an organisation: its name; else empty
  std::uint32_t count = 0;
};
STAFFROOM_DESCRIBE(FacetValue, (), (value, label, count))

struct Facet {
  std::string name;  // "subject", a member of the request
  std::vector<FacetValue> values;
};
STAFFROOM_DESCRIBE(Facet, (), (name, values))

struct SearchPage {
  std::vector<SearchHit> items;
  std::vector<Resource> resources;           // of the hits that are resources
  std::vector<ResourceActivity> activities;  // of these
  std::vector<NamedPerson> names;
  std::vector<Facet> facets;
  std::uint32_t total = 0;
  bool total_is_exact = true;
  std::optional<std::string> did_you_mean;
  bool is_behind = false;  // the index is being rebuilt, or more than a few seconds behind
  Seq seq = 0;
  std::optional<std::string> next;
};
STAFFROOM_DESCRIBE(SearchPage, (),
                   (items, resources, activities, names, facets, total, total_is_exact, did_you_mean, is_behind, seq,
                    next))

/// GET /search. `q` holds words, "phrases", -words and operators (subject: stage: year: kind: by: in: has: before:
/// after:); the other members are the facets. Without words: everything of the facets, newest first.
struct Search {
  static constexpr std::string_view name = "search";
  static constexpr Route route{Method::get, "/search"};
  using Answers = SearchPage;
  std::optional<SearchWords> q;
  std::optional<SearchSort> sort;
  std::optional<SearchKind> in;
  std::optional<ResourceType> type;
  std::optional<Name> subject;
  std::optional<KeyStage> stage;
  std::optional<SchoolYear> year;
  std::optional<Licence> licence;
  std::optional<FileFormat> format;
  std::optional<OrganisationId> organisation;
  std::optional<bool> approved;
};
STAFFROOM_DESCRIBE(Search, (), (q, sort, in, type, subject, stage, year, licence, format, organisation, approved))

enum class RebuildState : std::uint8_t { waiting, running, done, failed };
BOOST_DESCRIBE_ENUM(RebuildState, waiting, running, done, failed)

/// Making the search index anew, while the old one answers. For administrators of the network.
struct SearchRebuild {
  static constexpr Kind kind = Kind::search_rebuild;
  static constexpr std::string_view path = "/search/rebuilds/{id}";
  SearchRebuildId id;
  std::uint32_t version = 1;
  PersonId author;
  RebuildState state = RebuildState::waiting;
  std::uint64_t done = 0;
  std::uint64_t total = 0;
  TimestampMs created;
  std::optional<TimestampMs> finished;
};
STAFFROOM_DESCRIBE(SearchRebuild, (), (id, version, author, state, done, total, created, finished))

struct RebuildSearch {
  static constexpr std::string_view name = "rebuild_search";
  static constexpr Route route{Method::post, "/search/rebuilds"};
  static constexpr Success success = Success::created;
};
STAFFROOM_DESCRIBE(RebuildSearch, (), ())

/// Internal: how far it is.
struct AdvanceRebuild {
  static constexpr std::string_view name = "advance_rebuild";
  SearchRebuildId search_rebuild;
  RebuildState state = RebuildState::running;
  std::uint64_t done = 0;
  std::uint64_t total = 0;
};
STAFFROOM_DESCRIBE(AdvanceRebuild, (), (search_rebuild, state, done, total))

struct ListRebuilds {
  static constexpr std::string_view name = "list_rebuilds";
  static constexpr Route route{Method::get, "/search/rebuilds"};
  using Item = SearchRebuild;
};
STAFFROOM_DESCRIBE(ListRebuilds, (), ())

struct GetRebuild {
  static constexpr std::string_view name = "get_rebuild";
  static constexpr Route route{Method::get, "/search/rebuilds/{search_rebuild}"};
  using Item = SearchRebuild;
  SearchRebuildId search_rebuild;
};
STAFFROOM_DESCRIBE(GetRebuild, (), (search_rebuild))

}  // namespace staffroom
