// The scenario's database as it was at a moment, to be asked again and again: what a command would do is worked out
// there and thrown away.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/dispatch.hpp"
#include "store/rocks.hpp"
#include "store/views.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {

class Twin {
 public:
  explicit Twin(Scenario& scenario);

  View const& view() const { return *view_; }
  TimestampMs now() const { return now_; }
  Date today() const { return today_; }
  /// What the command's change would be.
  Result<Change> would(Actor const& actor, Command const& command, std::optional<std::uint32_t> if_match = {}) const;
  Result<Answer> says(Actor const& actor, Query const& query, Page const& page = {200, {}}) const;
  /// Everybody who ever had a standing, signed in, their password just entered.
  std::vector<Actor> const& everybody() const { return everybody_; }
  /// Of all records that lie in the database. Internal ones, too.
  void each_record(std::function<void(Record const&)> const& visit) const;

 private:
  TempFolder folder_;
  std::unique_ptr<Database> database_;
  DecodedCache decoded_;
  StandingCache standings_;
  std::unique_ptr<SnapshotView> view_;
  TimestampMs now_;
  Date today_;
  std::vector<Actor> everybody_;
};

}  // namespace staffroom::tests
