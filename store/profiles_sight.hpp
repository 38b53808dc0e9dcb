// How far one person sees the profiles of others: what audiences say, computed for many people at once.
#pragma once
#include <optional>
#include <unordered_map>
#include <vector>

#include "protocol/kinds.hpp"
#include "store/audience.hpp"
#include "store/view.hpp"

namespace staffroom::profiles {

class Onlooker {
 public:
  Onlooker(View const& view, PersonStanding const& me);

  /// The narrowest sight whose fields I see of that person; the wider ones I see, too. Nothing: none.
  std::optional<Sight> sight_of(PersonStanding const& other);
  /// Whether I broker for one of their organisations: then I see of suggestible people all that is for matching.
  bool brokers_for(PersonStanding const& other) const;

 private:
  OrganisationId trust_of(OrganisationId node);

  View const& view_;
  PersonStanding const& me_;
  std::vector<TeamId> teams_;
  std::vector<OrganisationId> nodes_;
  std::vector<OrganisationId> brokered_;
  std::unordered_map<OrganisationId, OrganisationId> trusts_;  // 0: stands in none
};

}  // namespace staffroom::profiles
