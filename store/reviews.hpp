// What the rules of peer review share: a review as permissions ask about it, who is told, how it moves from state to
// state, and what goes with its changes.
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

namespace staffroom::reviews {

using CyclePtr = std::shared_ptr<ReviewCycle const>;
using ReviewPtr = std::shared_ptr<Review const>;

// ---- people of a review

Reviewer const* place_of(Review const& review, PersonId person);
Reviewer const* lead_of(Review const& review);
HostColleague const* colleague_of(Review const& review, PersonId person);
/// Named, or in the seat that is named.
bool is_reader(ReportReader const& reader, PersonStanding const& standing);
void add_reader(Audiences& out, ReportReader const& reader);
/// The head of the host school, never inherited, and whoever acts for the head. None: the review waits.
std::vector<PersonId> hosts_of(View const& view, Review const& review);
std::vector<PersonId> active_team(Review const& review);
/// Heads and trust leaders on exactly this organisation; at most a few.
std::vector<PersonId> heads_of(View const& view, OrganisationId organisation);

// ---- finding them

Subject subject_of(ReviewPtr const& review);
Subject subject_of(CyclePtr const& cycle, OrganisationId school = {});
enum class CheckVersion : bool { no, yes };
/// The review, if the actor may read it and do this to it; with `yes` it is the version that they saw.
Result<ReviewPtr> review_for(View const& view, Asked const& asked, ReviewId id, Thing thing, Action action,
                             CheckVersion check = CheckVersion::yes);
/// The same of a part that has the review's id. Who may not read the part is told of none.
template <class Part>
Result<ReviewPtr> review_for_part(View const& view, Asked const& asked, ReviewId id, Thing thing, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto review, door.readable<Review>("ids.review", id));
  if (auto may = door.may(thing, action, subject_of(review)); !may) {
    auto const part = view.find<Part>(id);
    return part && door.may_read(*part) ? may.error() : Error::not_found("ids.review");
  }
  return review;
}
Result<CyclePtr> cycle_for(View const& view, Asked const& asked, ReviewCycleId id, Action action,
                           OrganisationId school = {});

// ---- what is bound to a review

std::vector<std::shared_ptr<Interest const>> interests_of(View const& view, ReviewId review);
/// The one that counts: the newest that was not replaced. Null when there is none.
std::shared_ptr<Interest const> interest_of(View const& view, ReviewId review, PersonId person);
std::vector<std::shared_ptr<ReviewActivity const>> activities_of(View const& view, ReviewId review);
std::vector<std::shared_ptr<EvidenceNote const>> notes_of(View const& view, ReviewId review);
std::vector<std::shared_ptr<ReportComment const>> comments_of(View const& view, ReviewId review);
std::vector<std::shared_ptr<ReportGrant const>> grants_of(View const& view, ReviewId review);
std::vector<std::shared_ptr<ReviewAction const>> actions_of(View const& view, ReviewId review);
std::vector<ReviewPtr> reviews_of(View const& view, ReviewCycleId cycle);
/// How many hosts of the cycle share themes.
std::uint32_t hosts_sharing(View const& view, ReviewCycleId cycle);

// ---- changing

/// Puts the review, one version on, and with it everything whose readers have changed by it: parts, interests, grants
/// and notices. `before` as the view has it. Call it once in a change, after what else the change puts of the review's
/// parts.
void put(Change& change, View const& view, Review const& before, Review after);
/// The same of a cycle, with the notices about it. Its reviews learn of another organiser.
void put(Change& change, View const& view, ReviewCycle const& before, ReviewCycle after);
/// Into the next state: reminders begin anew.
void enter(Review& review, ReviewState state);
/// Each of them once, about the review.
void tell(Change& change, View const& view, Asked& asked, Review const& review, std::vector<PersonId> const& people,
          Notice notice);
/// Nothing of it stays: the review, its parts and what was said about it are removed.
void purge(Change& change, View const& view, Review const& review);

// ---- in files of their own

/// Another organiser, for the cycle and its reviews; what waited on the one before waits on them.
/// (reviews_cycles_running.cpp)
void give_cycle(Change& change, View const& view, Asked& asked, ReviewCycle const& cycle, PersonId owner);

/// With its last review that was under way the cycle closes. (reviews_cycles_running.cpp)
void close_cycle_after(Change& change, View const& view, Asked& asked, ReviewCycle const& cycle, ReviewId last);

/// Every named person's declaration is cleared: on to interests_declared, or active at once where the review is past
/// confirmed. Changes `review`, and does not put it. (reviews_interests.cpp)
void settle_team(Change& change, View const& view, Asked& asked, Review& review);
/// The report stands without the person's hand: signatures of who left stay, the rest goes on. (reviews_team.cpp)
void leave_team(Change& change, View const& view, Asked& asked, Review& review, PersonId person);
/// Activates what was agreed, and tells whom it names. (reviews_grants.cpp)
void open_to_readers(Change& change, View const& view, Asked& asked, Review const& review);
/// The exceptions of a scope as grants that wait for the report. (reviews_grants.cpp)
void end_grant(Change& change, View const& view, Asked& asked, ReportGrant grant);
/// Notes go, assignments end. Changes `review`, and does not put it. (reviews_plans.cpp)
void begin_impact_check(Change& change, View const& view, Asked& asked, Review& review);
void close(Change& change, View const& view, Asked& asked, Review& review);
/// From the first day on. (reviews_visits.cpp)
void start_visit(Change& change, View const& view, Asked& asked, Review& review);
void end_visit(Change& change, View const& view, Asked& asked, Review& review);

/// The memberships of a person have become what the change says. (reviews_leaving.cpp)
void pass_on(Change& change, View const& view, Asked& asked, PersonId person);
/// An organisation has moved in the tree, which `after` shows.
void move_along(Change& change, View const& view, View const& after, Asked& asked, OrganisationId moved);
/// What time does to cycles, reviews, grants and actions. (reviews_ticks.cpp)
void apply_due(Change& change, View const& view, Asked& asked, Due what, std::uint64_t id);

}  // namespace staffroom::reviews
