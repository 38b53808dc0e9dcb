// What people of the demo network did, told in the words of the protocol: each step of server/demo/script/ names a
// command, who gave it and when.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "protocol/result.hpp"
#include "server/demo_store.hpp"

namespace staffroom {

/// A step is {"at", "by", "call", "with", "as"}: `with` are the command's fields, `as` names the record it makes, as
/// "practice/ladders". A text "@practice/ladders" stands for its id, "@hash/agreement/phonics" for its content hash,
/// "@next/support_request/x" for where it was handed on, "@day/-12" for the date twelve working days before the last,
/// "@visit/lifeboat/7+1" for a day on which that school is open, "@year/-12" for the school year a day lies in,
/// "@first/-3" and "@last/4" for the first and the last day of a month, counted from that of the last day,
/// "@review/church/ellerwick" for a school's review in a cycle.
class DemoScript {
 public:
  /// Ids of what was there before: of a kind ("person") and a key ("nair").
  using Find = std::function<std::optional<std::uint64_t>(std::string const& kind, std::string const& key)>;
  /// Lets something happen at a time.
  using Plan = std::function<void(TimestampMs at, std::function<Result<void>()> act)>;

  DemoScript(DemoStore& store, DemoDays const& days, Find find);
  ~DemoScript();

  /// Plans every step; the script lives until they are done. What the store refuses is an error with the step's name.
  void make(Plan const& plan);

 private:
  class Player;
  std::unique_ptr<Player> player_;
};

}  // namespace staffroom
