// The demo network's library: a small curriculum, resources with their files and versions, and what became of them;
// made by ordinary commands, at times of one's choosing.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "protocol/kinds.hpp"
#include "server/demo_store.hpp"

namespace staffroom {

class DemoLibrary {
 public:
  /// Who is who, by key. Outlives the library.
  struct Places {
    std::map<std::string, PersonId> const& people;
    std::map<std::string, OrganisationId> const& organisations;
    std::function<TeamId(std::string const& key)> team;
  };
  /// Lets something happen at a time.
  using Plan = std::function<void(TimestampMs at, std::function<Result<void>()> act)>;

  DemoLibrary(DemoStore& store, DemoDays const& days, Places places);
  ~DemoLibrary();

  /// The curriculum comes at once, all else is planned, and needs the library to live until then. Errors: whatever the
  /// store refuses, with the name of the thing.
  Result<void> make(Plan const& plan);

  /// Ids of what was made by now: of a "resource" or a "unit".
  std::optional<std::uint64_t> find(std::string const& kind, std::string const& key) const;

 private:
  class Maker;
  std::unique_ptr<Maker> maker_;
};

}  // namespace staffroom
