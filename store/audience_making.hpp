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

// Peer review: what each party sees is a matter of the review's state (STATES in docs/adr/0030).
void add_cycle(Audiences& out, View const& view, ReviewCycle const& cycle);
void add_review(Audiences& out, View const& view, Review const& review);
void add_scope(Audiences& out, View const& view, ReviewId review);
void add_interest(Audiences& out, View const& view, Interest const& interest);
void add_self_review(Audiences& out, View const& view, SelfReview const& self_review);
void add_timetable(Audiences& out, View const& view, ReviewId review);
void add_notes(Audiences& out, View const& view, ReviewId review);
void add_report(Audiences& out, View const& view, ReviewId review);
void add_grant(Audiences& out, View const& view, ReportGrant const& grant);
/// The host alone: its head, never inherited, and whoever acts for the head.
void add_host(Audiences& out, View const& view, ReviewId review);
bool may_read_cycle(View const& view, PersonId person, ReviewCycleId cycle);
bool may_read_review(View const& view, PersonId person, ReviewId review);
bool may_read_grant(View const& view, PersonId person, ReportGrantId grant);

}  // namespace staffroom::audience
