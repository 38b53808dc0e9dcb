// What the files that work out audiences share.
#pragma once
#include "store/audience.hpp"
#include "store/view.hpp"

namespace staffroom::audience {

void add(Audiences& out, AudienceType type, std::uint64_t id);
/// Everyone of the organisation: on it, below it, and above it; of a partner exactly its own.
void add_organisation(Audiences& out, View const& view, OrganisationId node);
/// On the node and above it.
void add_administrators(Audiences& out, View const& view, OrganisationId node);
void add_leaders(Audiences& out, View const& view, OrganisationId node);
void add_brokers(Audiences& out, View const& view, OrganisationId node);
void add_network(Audiences& out, View const& view);
bool is_current(View const& view, PersonId person);
bool is_reader(View const& view, PersonId person, Audiences readers);

void add_profile_part(Audiences& out, View const& view, ProfilePart const& part);
void add_person_load(Audiences& out, View const& view, PersonLoad const& load);
/// The parties of a case that help or are helped: in every state but draft.
void add_helpers(Audiences& out, View const& view, SupportRequestId request);
void add_request(Audiences& out, View const& view, SupportRequest const& request);
bool may_read_request(View const& view, PersonId person, SupportRequestId request);

}  // namespace staffroom::audience
