// The directory: who matches what is asked by what the asker may see, and how many of what there are.
#pragma once
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "protocol/kinds.hpp"
#include "store/audience.hpp"
#include "store/directory_rows.hpp"
#include "store/view.hpp"

namespace staffroom::directory {

/// What an entry is made of.
struct Known {
  PersonId person;
  std::vector<ProfilePartId> parts;  // that the asker reads
  std::optional<LoadFacts> load;
};

/// What the asker sees of a person, from index rows alone. The texts lie in the rows: they are gone after the visit.
struct Seen : Known {
  PersonStanding const* standing = nullptr;
  std::uint32_t phases = 0;
  std::uint32_t offers = 0;
  std::uint32_t exam_boards = 0;
  std::uint32_t send = 0;
  std::vector<std::string_view> subjects;
  std::vector<std::string_view> strengths;
  std::vector<std::string_view> languages;
  std::vector<std::string_view> other;
  std::optional<std::uint32_t> days;
  std::optional<std::uint32_t> free_days() const;
  /// For the next person; keeps its memory.
  void clear();
};

/// What one can filter by, in the order in which people ask.
enum class Filter : std::uint8_t {
  subject,
  phase,
  offer,
  free,
  strength,
  exam_board,
  send,
  language,
  role,
  organisation
};
inline constexpr std::size_t filters = 10;
constexpr std::uint32_t bit_of(Filter filter) { return 1U << unsigned(filter); }

/// The request, ready to be compared with many people.
class Wanted {
 public:
  explicit Wanted(FindPeople const& query);
  /// The filters that the person fails, as bits.
  std::uint32_t failed_by(Seen const& seen) const;
  /// Whether the words asked for stand in the name, the job title or a field. `name` is the view's name_json.
  bool has_words() const { return !words_.empty(); }
  bool words_stand_in(Seen const& seen, std::string_view name_json);

 private:
  FindPeople const& query_;
  std::string subject_;
  std::string strength_;
  std::string language_;
  std::vector<std::string> words_;
  std::string text_;  // of the person looked at
};

/// Counts the values of each filter over those who fail no other one.
class Facets {
 public:
  void count(Seen const& seen, std::uint32_t failed);
  std::vector<DirectoryFacet> take(View const& view) const;

 private:
  struct Word {
    std::string shown;  // as the first person wrote it
    std::uint32_t count = 0;
  };
  using Words = std::unordered_map<std::string, Word>;
  void count_words(Words& into, std::vector<std::string_view> const& words);

  std::array<std::array<std::uint32_t, 16>, filters> numbers_{};  // of enums, by their number
  Words subjects_, strengths_, languages_;
  std::unordered_map<OrganisationId, std::uint32_t> organisations_;
  std::uint32_t free_ = 0;
  std::string key_;
};

/// Texts of people as they are compared: lower case, without accents.
void fold_into(std::string& out, std::string_view text);

/// Calls `visit` with everybody of the network by name: their number in that order, and what the asker sees.
using VisitSeen = std::function<void(std::uint64_t place, Seen& seen)>;
void for_each_seen(View const& view, PersonStanding const& me, Date today, VisitSeen const& visit);

/// The person with what the asker sees of them, decoded.
DirectoryEntry entry_of(View const& view, PersonStanding const& me, Known const& known);

}  // namespace staffroom::directory
