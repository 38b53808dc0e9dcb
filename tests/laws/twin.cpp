// A copy of the database that is only read.
#include "tests/laws/twin.hpp"

#include "store/stored_record.hpp"

namespace staffroom::tests {

Twin::Twin(Scenario& scenario) : now_(scenario.store().now()), today_(scenario.today()) {
  auto const copy = folder_.path() / "copy";
  auto const seq = scenario.store().checkpoint(copy).value();
  database_ = Database::open({copy, false, nullptr, nullptr}).value();
  view_ = std::make_unique<SnapshotView>(*database_, database_->snapshot(seq), ReadTier::disk, decoded_, standings_);
  for (auto const& [name, person] : scenario.everybody()) everybody_.push_back(person.actor());
}

Result<Change> Twin::would(Actor const& actor, Command const& command, std::optional<std::uint32_t> if_match) const {
  constexpr std::uint64_t far_above_all_ids = std::uint64_t{1} << 40U;
  Asked asked{.actor = actor, .now = now_, .today = today_, .if_match = if_match, .id_next = far_above_all_ids};
  return dispatch(*view_, asked, command);
}

Result<Answer> Twin::says(Actor const& actor, Query const& query, Page const& page) const {
  return dispatch_query(*view_, actor, now_, query, page);
}

void Twin::each_record(std::function<void(Record const&)> const& visit) const {
  auto cursor = database_->cursor(Family::records, {}, {});
  for (cursor.any(); cursor.valid(); cursor.next()) {
    auto const key = cursor.key();
    visit(stored::decode(static_cast<Kind>(key.front()), cursor.value()).value());
  }
}

}  // namespace staffroom::tests
