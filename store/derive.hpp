// What follows from a record as it was and as it is: index rows, who is told, whose standing changes. Pure.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/kinds.hpp"
#include "store/audience.hpp"

namespace staffroom {

Kind kind_of(Record const& record);
std::uint64_t id_of(Record const& record);
std::uint32_t version_of(Record const& record);
/// "topic_activity"
std::string_view name_of(Kind kind);
std::string_view name_of(Command const& command);

struct IndexChange {
  std::string key;
  std::optional<std::string> value;  // nothing: the row goes
  friend bool operator==(IndexChange const&, IndexChange const&) = default;
};
/// The rows that differ; either record may be null.
std::vector<IndexChange> index_changes(Record const* before, Record const* after);

/// Atoms of `from` that are not in `without`.
Audiences subtract(Audiences const& from, Audiences const& without);

/// Whose standing rests on the record.
struct StandingsTouched {
  std::vector<PersonId> people;
  bool everyone = false;  // the tree itself moved
};
void add_standings_touched(StandingsTouched& out, Record const* before, Record const* after);

/// What a person gained and lost, as events say it.
enum class Scope : std::uint8_t { team, channel, organisation };
enum class AccessChange : std::uint8_t { gained, lost };
struct AccessEvent {
  Scope scope;
  std::uint64_t id;
  AccessChange change;
  friend auto operator<=>(AccessEvent const&, AccessEvent const&) = default;
};
/// Losses first. Who loses a part of a team (a lead who becomes a member) loses it and gains what is left: the page
/// then fetches it afresh. A guest's channels are not told of apart when the team as a whole is. Either may be null.
std::vector<AccessEvent> access_events(PersonStanding const* before, PersonStanding const* after);
std::string_view name_of(Scope scope);
std::string_view name_of(AccessChange change);

}  // namespace staffroom
