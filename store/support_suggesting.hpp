// What may be known of somebody who could help, to whoever asks for suggestions.
#pragma once
#include <optional>
#include <vector>

#include "store/permissions.hpp"
#include "store/support_matching.hpp"

namespace staffroom::suggesting {

/// The request as the ranking sees it.
matching::Wanted wanted_of(View const& view, SupportRequest const& request);

/// Where the person works: the oldest current membership that is not a partner's; nothing when there is none.
std::optional<OrganisationId> main_school_of(View const& view, PersonId person);

/// Why this person may not help with it, whatever they know.
std::optional<LeftOutBecause> conflict_of(View const& view, SupportRequest const& request, PersonId person);

/// What the actor may know of the person, with regard to the request; nothing for who belongs to no school here.
std::optional<matching::Candidate> candidate_of(View const& view, Door const& door, Asked const& asked,
                                                SupportRequest const& request, matching::Wanted const& wanted,
                                                PersonId person, bool only_network = false);

/// Why one would ask this person, in words that everybody who reads the asking may read: by what the person shows to
/// the whole network.
std::vector<std::string> reasons_for(View const& view, SupportRequest const& request, Date today, PersonId person);

}  // namespace staffroom::suggesting
