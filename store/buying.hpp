// What the rules of buying together share: contracts, pools and savings as permissions ask about them, who is told, and
// what goes with their changes.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/audience.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/notices.hpp"
#include "store/permissions.hpp"
#include "store/refusals.hpp"

namespace staffroom::buying {

using ContractPtr = std::shared_ptr<Contract const>;
using PoolPtr = std::shared_ptr<Pool const>;
using ParticipationPtr = std::shared_ptr<Participation const>;
using SavingPtr = std::shared_ptr<Saving const>;

// ---- people

/// The atom that holders of the role carry on exactly their node.
AudienceType atom_of(Role role);
bool holds_seat(PersonStanding const& standing, ContractSeat const& seat);
/// Whoever sits there; if nobody, its business managers, its leaders, those of the nodes above. At most a few.
std::vector<PersonId> people_of(View const& view, ContractSeat const& seat);
/// Business managers of the organisation, or of the nearest node above it that has any; else its leaders.
std::vector<PersonId> managers_of(View const& view, OrganisationId organisation);
/// Heads and trust leaders of the nearest node, from this one upwards, that has any.
std::vector<PersonId> leaders_of(View const& view, OrganisationId organisation);
/// Head or trust leader on the school or above it, or its business manager with the duty to sign, there or above.
bool signs_for(View const& view, PersonStanding const& standing, OrganisationId school);
/// In which capacity they do.
std::optional<PoolCapacity> capacity_of(View const& view, PersonStanding const& standing, OrganisationId school);
/// Business manager or leader there or above.
bool manages(View const& view, PersonStanding const& standing, OrganisationId node);
/// The first node on which somebody is business manager or leader; none: 0.
OrganisationId managed_node(PersonStanding const& standing);

// ---- finding them

Subject subject_of(ContractPtr const& contract);
/// `school`: for whom it is asked.
Subject subject_of(PoolPtr const& pool, OrganisationId school = {});
Subject subject_of(SavingPtr const& saving);
enum class CheckVersion : bool { no, yes };
/// The contract, if the actor may read it and do this to it; with `yes` it is the version that they saw.
Result<ContractPtr> contract_for(View const& view, Asked const& asked, ContractId id, Action action,
                                 CheckVersion check = CheckVersion::yes);
Result<PoolPtr> pool_for(View const& view, Asked const& asked, PoolId id, Action action,
                         CheckVersion check = CheckVersion::yes);
Result<SavingPtr> saving_for(View const& view, Asked const& asked, SavingId id, Action action);
/// Whether it may be shared so widely: with the organisation or one above it, within the settings' reach. The answer
/// is Subject::within. Errors: not_found and unprocessable at `body.shared_with`.
Result<bool> may_be_shared(View const& view, Door const& door, OrganisationId owner,
                           std::optional<OrganisationId> shared_with);
/// Follows merges.
std::shared_ptr<Supplier const> supplier_of(View const& view, SupplierId id);
/// Those that were merged into it: one step leads there. (suppliers.cpp)
std::vector<SupplierId> merged_into(View const& view, SupplierId supplier);
/// Newest first. (supplier_experience.cpp)
std::vector<std::shared_ptr<SupplierExperience const>> experience_of(View const& view, SupplierId supplier);
/// Whether the organisation, or a school below it, has or had a contract with the supplier.
bool used(View const& view, OrganisationId organisation, SupplierId supplier);

// ---- what is bound to them

ParticipationPtr participation_of(View const& view, PoolId pool, OrganisationId school);
std::vector<ParticipationPtr> participations_of(View const& view, PoolId pool);
std::vector<std::shared_ptr<ContractEntry const>> entries_of(View const& view, ContractId contract);

// ---- changing

/// Puts the contract, one version on, with its notice date and state as its dates say, and with it whatever changes its
/// readers by it: terms, entries and notices. `before`: absent for a new one.
void put(Change& change, View const& view, Contract const* before, Contract after, Date today);
/// The same of a pool, with its participations and notices.
void put(Change& change, View const& view, Pool const& before, Pool after);
/// What its schools and its total are, from participations as `change` leaves them.
void count(View const& view, Change const& change, Pool& pool);
/// The last working day on which notice can be given, and whether the calendar covers it.
struct NoticeDate {
  Date date;
  bool provisional = false;
};
NoticeDate notice_date(View const& view, ContractDetails const& details);
/// Months later, the day clamped to the month's end.
Date add_months(Date date, int months);
/// Hex SHA-256 of what is signed.
std::string hash_of(PoolId pool, PoolTerms const& terms);
/// Each of them once.
void tell(Change& change, View const& view, Asked& asked, std::vector<PersonId> const& people, Notice notice);

// ---- in files of their own

/// Contracts whose notice dates lay beyond the calendar, as the calendar that `after` shows has them.
/// (contracts_ticks.cpp)
void recompute_notice_dates(Change& change, View const& view, View const& after, Date today);
/// The memberships of a person have become what the change says. (buying_leaving.cpp)
void pass_on(Change& change, View const& view, Asked& asked, PersonId person);
/// An organisation has moved in the tree, which `after` shows.
void move_along(Change& change, View const& view, View const& after, Asked& asked, OrganisationId moved);
/// The day to join by is over: it closes, or its organiser is told that too few have signed. (pools.cpp)
void close_by_date(Change& change, View const& view, Asked& asked, PoolId pool);
/// What time does to contracts and pools. (contracts_ticks.cpp)
void apply_due(Change& change, View const& view, Asked& asked, Due what, std::uint64_t id);

}  // namespace staffroom::buying
