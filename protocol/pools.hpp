// Pools: schools that need the same add up what they need, sign for it, and buy together.
#pragma once
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "protocol/contracts.hpp"
#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/route.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

/// draft, open, closed, purchasing; then done or cancelled.
enum class PoolState : std::uint8_t { draft, open, closed, purchasing, done, cancelled };
BOOST_DESCRIBE_ENUM(PoolState, draft, open, closed, purchasing, done, cancelled)

struct PoolTerms {
  Title title;
  SpendCategory category = SpendCategory::other;
  SummaryText specification;           // what is bought, so that everyone signs for the same
  Name unit;                           // "hours a week", "devices": what quantities count
  std::uint32_t units_a_year = 1;      // how often a unit is paid in a year: 52 for hours a week, 1 for a yearly price
  Amount price;                        // of one unit, as estimated
  std::optional<Amount> price_limit;   // above which no signature binds
  Date starts;                         // of what is bought
  std::uint32_t months = 12;           // its term; 0: bought once
  std::uint32_t extension_months = 0;  // all options together
  Date join_by;
  Date leave_by;  // until the end of this day one may leave; not after join_by
  friend bool operator==(PoolTerms const&, PoolTerms const&) = default;
};
STAFFROOM_DESCRIBE(PoolTerms, (),
                   (title, category, specification, unit, units_a_year, price, price_limit, starts, months,
                    extension_months, join_by, leave_by))

/// A school that takes part, as everybody sees it who sees the pool.
struct PoolSchool {
  OrganisationId school;
  bool signed_now = false;
  friend bool operator==(PoolSchool const&, PoolSchool const&) = default;
};
STAFFROOM_DESCRIBE(PoolSchool, (), (school, signed_now))

/// Sums over the schools that have signed.
struct PoolTotal {
  std::uint32_t schools = 0;
  std::uint64_t committed = 0;
  std::uint64_t maximum = 0;
  std::int64_t value_net = 0;  // pence, of the maximum over the whole term with all options
  std::int64_t value_gross = 0;
  friend bool operator==(PoolTotal const&, PoolTotal const&) = default;
};
STAFFROOM_DESCRIBE(PoolTotal, (), (schools, committed, maximum, value_net, value_gross))

/// Read by its organiser, the schools that take part or are asked, and those with whom it is shared.
struct Pool {
  static constexpr Kind kind = Kind::pool;
  static constexpr std::string_view path = "/pools/{id}";
  PoolId id;
  std::uint32_t version = 1;
  OrganisationId organisation;
  PoolState state = PoolState::draft;
  PoolTerms terms;
  std::string content_hash;                   // of what is signed: its terms
  PersonId owner;                             // the organiser
  std::optional<OrganisationId> shared_with;  // its organisation or one above it; absent: with those who are asked
  Many<PoolSchool, limits::pool_schools_max> schools;  // asked, or taking part
  PoolTotal total;
  bool close_asked = false;  // the organiser was told that too few have signed
  TimestampMs created;
  std::optional<TimestampMs> ended;
  Note reason;  // why it was cancelled
};
STAFFROOM_DESCRIBE(Pool, (),
                   (id, version, organisation, state, terms, content_hash, owner, shared_with, schools, total,
                    close_asked, created, ended, reason))

/// A draft of its organiser's.
struct CreatePool {
  static constexpr std::string_view name = "create_pool";
  static constexpr Route route{Method::post, "/pools"};
  static constexpr Success success = Success::created;
  OrganisationId organisation;
  PoolTerms terms;
  Many<OrganisationId, limits::pool_schools_max> schools;  // to ask
  std::optional<OrganisationId> shared_with;
};
STAFFROOM_DESCRIBE(CreatePool, (), (organisation, terms, schools, shared_with))

/// Its terms, in draft or while it is open: then all signatures fall.
struct EditPool {
  static constexpr std::string_view name = "edit_pool";
  static constexpr Route route{Method::put, "/pools/{pool}"};
  static constexpr Success success = Success::changed;
  PoolId pool;
  PoolTerms terms;
};
STAFFROOM_DESCRIBE(EditPool, (), (pool, terms))

/// More schools are asked.
struct InviteToPool {
  static constexpr std::string_view name = "invite_to_pool";
  static constexpr Route route{Method::post, "/pools/{pool}/schools"};
  static constexpr Success success = Success::changed;
  PoolId pool;
  Many<OrganisationId, limits::pool_schools_max> schools;
};
STAFFROOM_DESCRIBE(InviteToPool, (), (pool, schools))

struct SharePool {
  static constexpr std::string_view name = "share_pool";
  static constexpr Route route{Method::put, "/pools/{pool}/audience"};
  static constexpr Success success = Success::changed;
  PoolId pool;
  std::optional<OrganisationId> shared_with;
};
STAFFROOM_DESCRIBE(SharePool, (), (pool, shared_with))

/// The business managers of the schools are asked to sign.
struct OpenPool {
  static constexpr std::string_view name = "open_pool";
  static constexpr Route route{Method::post, "/pools/{pool}/open"};
  static constexpr Success success = Success::changed;
  PoolId pool;
};
STAFFROOM_DESCRIBE(OpenPool, (), (pool))

/// Nobody joins any more. Needs two signatures.
struct ClosePool {
  static constexpr std::string_view name = "close_pool";
  static constexpr Route route{Method::post, "/pools/{pool}/close"};
  static constexpr Success success = Success::changed;
  PoolId pool;
};
STAFFROOM_DESCRIBE(ClosePool, (), (pool))

struct CancelPool {
  static constexpr std::string_view name = "cancel_pool";
  static constexpr Route route{Method::post, "/pools/{pool}/cancel"};
  static constexpr Success success = Success::changed;
  PoolId pool;
  Note reason;
};
STAFFROOM_DESCRIBE(CancelPool, (), (pool, reason))

struct HandOverPool {
  static constexpr std::string_view name = "hand_over_pool";
  static constexpr Route route{Method::put, "/pools/{pool}/owner"};
  static constexpr Success success = Success::changed;
  PoolId pool;
  PersonId owner;
};
STAFFROOM_DESCRIBE(HandOverPool, (), (pool, owner))

/// Those I may read, newest first.
struct ListPools {
  static constexpr std::string_view name = "list_pools";
  static constexpr Route route{Method::get, "/pools"};
  using Item = Pool;
};
STAFFROOM_DESCRIBE(ListPools, (), ())

struct GetPool {
  static constexpr std::string_view name = "get_pool";
  static constexpr Route route{Method::get, "/pools/{pool}"};
  using Item = Pool;
  PoolId pool;
};
STAFFROOM_DESCRIBE(GetPool, (), (pool))

enum class ParticipationState : std::uint8_t { asked, signed_up, left, removed };
BOOST_DESCRIBE_ENUM(ParticipationState, asked, signed_up, left, removed)

/// In which a person signs for a school.
enum class PoolCapacity : std::uint8_t { headteacher, trust_leader, signatory };
BOOST_DESCRIBE_ENUM(PoolCapacity, headteacher, trust_leader, signatory)

struct PoolSignature {
  PersonId person;
  PoolCapacity capacity = PoolCapacity::headteacher;
  std::uint32_t committed = 0;
  std::uint32_t maximum = 0;
  std::string content_hash;  // of the terms that were signed
  TimestampMs at;
};
STAFFROOM_DESCRIBE(PoolSignature, (), (person, capacity, committed, maximum, content_hash, at))

/// A school in a pool. Read by the organiser, those who may sign for a school that takes part, and the school's own
/// business managers and leaders.
struct Participation {
  static constexpr Kind kind = Kind::participation;
  static constexpr std::string_view path = "/participations/{id}";
  ParticipationId id;
  std::uint32_t version = 1;
  PoolId pool;
  OrganisationId school;
  ParticipationState state = ParticipationState::asked;
  std::uint32_t committed = 0;  // units that it will take
  std::uint32_t maximum = 0;    // and at most
  Many<PoolSignature, limits::pool_signatures_max>
      signatures;  // oldest first; the last counts while its hash is the pool's
  Note reason;     // why it left
  TimestampMs created;
};
STAFFROOM_DESCRIBE(Participation, (),
                   (id, version, pool, school, state, committed, maximum, signatures, reason, created))

/// By a leader of the school, or its business manager who holds the duty to sign. Again: another quantity, signed anew.
struct SignPool {
  static constexpr std::string_view name = "sign_pool";
  static constexpr Route route{Method::put, "/pools/{pool}/schools/{school}"};
  static constexpr Success success = Success::changed;
  PoolId pool;
  OrganisationId school;
  std::uint32_t committed = 0;
  std::uint32_t maximum = 0;
  Name content_hash;  // of the terms that they saw
};
STAFFROOM_DESCRIBE(SignPool, (), (pool, school, committed, maximum, content_hash))

/// Until the day to leave has passed.
struct LeavePool {
  static constexpr std::string_view name = "leave_pool";
  static constexpr Route route{Method::post, "/pools/{pool}/schools/{school}/leave"};
  static constexpr Success success = Success::changed;
  PoolId pool;
  OrganisationId school;
  Note reason;
};
STAFFROOM_DESCRIBE(LeavePool, (), (pool, school, reason))

/// By the organiser: a school that has not signed.
struct RemoveFromPool {
  static constexpr std::string_view name = "remove_from_pool";
  static constexpr Route route{Method::remove, "/pools/{pool}/schools/{school}"};
  static constexpr Success success = Success::changed;
  PoolId pool;
  OrganisationId school;
};
STAFFROOM_DESCRIBE(RemoveFromPool, (), (pool, school))

struct ListParticipations {
  static constexpr std::string_view name = "list_participations";
  static constexpr Route route{Method::get, "/pools/{pool}/participations"};
  using Item = Participation;
  PoolId pool;
};
STAFFROOM_DESCRIBE(ListParticipations, (), (pool))

struct GetParticipation {
  static constexpr std::string_view name = "get_participation";
  static constexpr Route route{Method::get, "/participations/{participation}"};
  using Item = Participation;
  ParticipationId participation;
};
STAFFROOM_DESCRIBE(GetParticipation, (), (participation))

}  // namespace staffroom
