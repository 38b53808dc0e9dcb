// How a case's world is gone through: first all that changes nothing, then each thing that does, in a world of its own.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tests/laws/policy_cases.hpp"

namespace staffroom::tests {

/// Of the case `Scene`: a World by `arrange(stage, scene)`, where the stage is a Scenario or what is kept of one, the
/// same with ids that never existed by `spoilt_of`; for each entry what the viewer is to its record, by Grounds{scene,
/// world, record, action}: `is_possible()`, `facts()`, and whether it is no secret that there is such a thing,
/// `is_no_secret()`.
template <class Grounds, class World, class Stage, class Scene, class Entry>
void visit_entries(Stage& stage, Scene const& scene, std::vector<Entry> const& entries,
                   std::function<void(PolicyCase const&)> const& visit) {
  std::optional<World> world;
  world.emplace(arrange(stage, scene));
  for (bool const changing : {false, true}) {
    for (auto const& entry : entries) {
      Grounds const grounds{scene, *world, entry.record, entry.action};
      if (!grounds.is_possible()) continue;
      auto facts = grounds.facts();
      bool const changes = std::holds_alternative<Command>(entry.ask(*world)) &&
                           judge(entry.record, entry.action, facts).answer == "allow";
      if (changes != changing) continue;
      if (changing && !nothing_is_done) world.emplace(arrange(stage, scene));
      PolicyCase one{entry.record,
                     entry.action,
                     &scene.situation,
                     std::move(facts),
                     world->viewer.id(),
                     scene.situation.fresh,
                     entry.ask(*world),
                     entry.ask(spoilt_of(*world)),
                     !grounds.is_no_secret(),
                     {}};
      if (entry.listed) one.listed = entry.listed(*world);
      visit(one);
    }
  }
}

}  // namespace staffroom::tests
