// A new data folder being filled by ordinary commands, stamped at times of one's choosing. For the demo network.
#pragma once
#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "store/store.hpp"

namespace staffroom {

/// The days of the demo network: counted backwards from the last working day whose early morning is over.
class DemoDays {
 public:
  explicit DemoDays(TimestampMs now);
  /// A week before the first conversation, to found the teams in.
  TimestampMs start() const { return start_; }
  /// "12 08:40": at that local time, twelve working days before day zero.
  TimestampMs moment(std::string const& at) const;
  /// So many working days after day zero, or before it.
  Date day(int working_days) const;

 private:
  Date zero_;
  TimestampMs start_;
};

class DemoStore {
 public:
  /// The program that reads files for their checks; empty: beside the running one.
  explicit DemoStore(std::filesystem::path file_reader = {}) : file_reader_(std::move(file_reader)) {}
  /// Errors: conflict when the folder holds anything.
  Result<void> open(std::filesystem::path const& folder, TimestampMs start);
  /// Submits and waits. `what` names the act in an error. A person 0 is the system.
  Result<Accepted> run(PersonId actor, Command command, std::string const& what);
  /// For what nothing else waits for: many share one sync. finish_later() waits for all of them; the answers are in the
  /// order of the calls, the error is the first one's.
  void run_later(PersonId actor, Command command, std::string what);
  Result<std::vector<Accepted>> finish_later();
  Actor actor_of(PersonId person) const;
  /// Time passes, and what falls due on the way happens at its time.
  void wait_until(TimestampMs at);
  /// Files that wait for their checks are read and judged, as far as the program that reads them is there.
  void check_files();
  Store& store() { return *store_; }
  void close() { store_.reset(); }

 private:
  Submission submission_of(PersonId actor, Command command) const;

  std::filesystem::path file_reader_;
  std::unique_ptr<Store> store_;
  std::vector<std::pair<std::string, std::future<Outcome>>> later_;  // with what they do
};

}  // namespace staffroom
