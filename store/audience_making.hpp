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
/// Sorted, each once.
void tidy(Audiences& audiences);
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

// Buying together: the business managers and leaders of an organisation, and with whom it is shared.
/// On the node and above it.
void add_managers(Audiences& out, View const& view, OrganisationId node);
void add_governors(Audiences& out, View const& view, OrganisationId node);
void add_contract(Audiences& out, View const& view, Contract const& contract);
/// Those who see its money.
void add_contract_money(Audiences& out, View const& view, ContractId contract);
void add_pool(Audiences& out, View const& view, Pool const& pool);
void add_participation(Audiences& out, View const& view, Participation const& participation);
void add_saving(Audiences& out, View const& view, Saving const& saving);
// Purchases. What is sealed is read by nobody; after that by those who declared their interests and were cleared.
void add_purchase(Audiences& out, View const& view, Purchase const& purchase);
void add_purchase(Audiences& out, View const& view, PurchaseId purchase);
void add_declaration(Audiences& out, View const& view, PurchaseDeclaration const& declaration);
void add_supplier_link(Audiences& out, View const& view, SupplierLink const& link);
void add_quote(Audiences& out, View const& view, Quote const& quote);
void add_quote_price(Audiences& out, View const& view, QuotePrice const& price);
void add_score(Audiences& out, View const& view, QuoteScore const& score);
void add_moderation(Audiences& out, View const& view, Moderation const& moderation);
void add_award(Audiences& out, View const& view, PurchaseId purchase);
void add_letters(Audiences& out, View const& view, PurchaseId purchase);
bool may_read_purchase(View const& view, PersonId person, PurchaseId purchase);
bool may_read_contract(View const& view, PersonId person, ContractId contract);
bool may_read_pool(View const& view, PersonId person, PoolId pool);
bool may_read_saving(View const& view, PersonId person, SavingId saving);
/// And what is told of them: everyone of the network.
bool may_read_suppliers(View const& view, PersonId person);

}  // namespace staffroom::audience
