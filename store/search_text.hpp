// What is found of each kind of record: its words, its facets, whose it is, and where it belongs.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/kinds.hpp"
#include "store/search_query.hpp"

namespace staffroom {
class Files;
class View;
}  // namespace staffroom

namespace staffroom::search {

/// What may be filtered by and counted.
struct Facets {
  SearchKind what = SearchKind::resource;
  std::optional<ResourceType> type;
  std::uint8_t stages = 0;  // a bit for each enumerator
  std::uint16_t years = 0;
  std::uint16_t formats = 0;
  std::uint8_t has = 0;
  std::optional<Licence> licence;
  bool approved = false;
  OrganisationId organisation;
  std::string subject;  // as it is written
};
std::string encode(Facets const& facets);
Facets decode_facets(std::string_view bytes);

/// What one document of the index holds.
struct SearchText {
  Facets facets;
  std::string title;               // its words weigh more
  std::vector<std::string> texts;  // between them no phrase goes on
  TimestampMs at;
  std::uint32_t uses = 0;
  double boost = 0;              // added to its relevance
  std::vector<PersonId> people;  // who made it
  std::optional<TeamId> team;
  std::optional<ChannelId> channel;
  std::optional<TopicId> topic;        // it is, or belongs to
  std::optional<ResourceId> resource;  // of a topic bound to it and its messages
  std::optional<PracticeId> practice;  // the same
};

/// Nothing when the record is not to be found by anybody. `files` may be null: then texts of files are left out.
std::optional<SearchText> search_text(View const& view, Files const* files, Record const& record);
/// Whether any record of this kind is to be found.
bool is_searched(Kind kind);
SearchKind search_kind_of(Kind kind);

/// The texts of a resource's files as they stand in the view, in order: number of the file in its version, its text.
using FileVisitor = std::function<bool(std::uint32_t file, std::string const& text)>;
void each_file_text(View const& view, Files const* files, Resource const& resource, FileVisitor const& visit);

}  // namespace staffroom::search
