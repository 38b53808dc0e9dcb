// What the rules of support share: a request as permissions ask about it, who is told of what happens to it, and what
// goes with its changes.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/notices.hpp"
#include "store/permissions.hpp"
#include "store/refusals.hpp"

namespace staffroom::support {

using Request = std::shared_ptr<SupportRequest const>;

Subject subject_of(Request const& request);
/// The request, if the actor may read it and do this to it, and it is the version that they saw.
Result<Request> request_for(View const& view, Asked const& asked, SupportRequestId id, Action action);
/// The request that something readable is bound to.
Result<Request> request_of(View const& view, SupportRequestId id, std::string_view path);

bool has_ended(SupportRequest const& request);

// ---- who is told

/// The nearest node at or above the school where somebody brokers: its trust before the school itself; if nobody does,
/// the trust, or else the network.
OrganisationId broker_node_for(View const& view, OrganisationId school);
/// The broker who took it, or those who hold the seat.
std::vector<PersonId> brokers_for(View const& view, SupportRequest const& request);
/// Tells them. When the seat is empty: leaders there or above, else administrators, who learn only that it is empty.
void tell_brokers(Change& change, View const& view, Asked& asked, SupportRequest const& request, Notice notice);
/// The leader seat of the school that asked, and of the supporter's.
std::vector<PersonId> heads_of_requester(View const& view, SupportRequest const& request);
std::vector<PersonId> heads_of_supporter(View const& view, SupportRequest const& request);
/// Requester, supporter, both heads and the broker, each once.
std::vector<PersonId> parties_of(View const& view, SupportRequest const& request);
/// Of the supporter and the leaders of that school, those who read the request for no other cause.
std::vector<PersonId> readers_lost_without_supporter(View const& view, SupportRequest const& request);
/// Each of them once, with the notice's other fields as they are and `support_request` set.
void tell(Change& change, View const& view, Asked& asked, SupportRequest const& request,
          std::vector<PersonId> const& people, Notice notice);

// ---- what is bound to a request

std::vector<std::shared_ptr<SupportMatch const>> matches_of(View const& view, SupportRequestId request);
std::vector<std::shared_ptr<SupportAgreement const>> agreements_of(View const& view, SupportRequestId request);
std::vector<std::shared_ptr<SupportVisit const>> visits_of(View const& view, SupportRequestId request);
bool has_recorded_visit(View const& view, SupportRequestId request);

/// Askings that nobody has answered end like this, and those people are told. Changes `request`, and does not put it.
void end_askings(Change& change, View const& view, Asked& asked, SupportRequest& request, MatchState how);
/// What was promised for the request is free again: the accepted match ends, the agreement too, and visits that were
/// planned are cancelled. Changes `request` neither way, and does not put it.
void free_promises(Change& change, View const& view, Asked& asked, SupportRequest const& request, Note const& reason);
/// Open again, without a supporter. Puts it, and what is bound to it.
void reopen(Change& change, View const& view, Asked& asked, SupportRequest request, Note const& reason);
/// Days that the supporter has promised for it now.
std::uint32_t promised_days(View const& view, SupportRequest const& request);

/// Who reads the request has changed with the change: what is bound to it, and notices about it, get their readers
/// anew unless the change holds them already.
void put_bound_again(Change& change, View const& view, SupportRequestId request);

/// The memberships of a person have become what the change says: what waited on them passes on to the seat.
void pass_on(Change& change, View const& view, Asked& asked, PersonId person);
/// An organisation has moved in the tree, which `after` shows.
void move_along(Change& change, View const& view, View const& after, Asked& asked, OrganisationId moved);

/// What time does to requests, matches, agreements, visits and evaluations.
void apply_due(Change& change, View const& view, Asked& asked, Due what, std::uint64_t id);

/// Not answered in time.
void lapse(Change& change, View const& view, Asked& asked, SupportMatch const& match);
/// After the start day, or the first visit: from agreed to active.
void start(Change& change, SupportRequest& request, SupportAgreement& agreement);
/// Evaluated, and rated or not: closed. Puts it.
void close(Change& change, View const& view, Asked& asked, SupportRequest request, Notice notice);
/// The same when nobody said how useful it was.
void close_unrated(Change& change, View const& view, Asked& asked, SupportRequest request);

}  // namespace staffroom::support
