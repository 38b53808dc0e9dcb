// Savings: hoped for or had, by the formulas of the DfE, with what they were measured against. Never mixed.
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

enum class SavingState : std::uint8_t { potential, realised, unrealised, voided };
BOOST_DESCRIBE_ENUM(SavingState, potential, realised, unrealised, voided)

/// What was, less what is. The first four are potential, the others realised.
enum class SavingMethod : std::uint8_t {
  previous_cheapest,
  recommended_cheapest,
  previous_estimated,
  recommended_estimated,
  previous_award,
  alternative_award,
  recommended_award
};
BOOST_DESCRIBE_ENUM(SavingMethod, previous_cheapest, recommended_cheapest, previous_estimated, recommended_estimated,
                    previous_award, alternative_award, recommended_award)

struct SavingFigure {
  SavingMethod method = SavingMethod::previous_estimated;
  Amount baseline;              // previous, alternative or recommended price, over the period
  Line baseline_source;         // an invoice, a contract, a price list
  Amount against;               // cheapest, estimate or award
  std::int64_t pence = 0;       // gross, baseline less against; computed; negative: it costs more
  std::int64_t annualised = 0;  // computed
  Many<ResourceId, limits::saving_evidence_max> evidence;
  PersonId by;
  TimestampMs at;
};
STAFFROOM_DESCRIBE(SavingFigure, (), (method, baseline, baseline_source, against, pence, annualised, evidence, by, at))

/// Read by the business managers, leaders and governors of its organisation.
struct Saving {
  static constexpr Kind kind = Kind::saving;
  static constexpr std::string_view path = "/savings/{id}";
  SavingId id;
  std::uint32_t version = 1;
  OrganisationId organisation;
  Title title;
  SpendCategory category = SpendCategory::other;
  std::optional<ContractId> contract;
  std::optional<PoolId> pool;
  Date from;  // the period
  Date to;
  SavingState state = SavingState::potential;
  SavingFigure expected;
  std::optional<SavingFigure> had;
  PersonId author;
  Note reason;  // why it was not had, or is void
  TimestampMs created;
  TimestampMs changed;
};
STAFFROOM_DESCRIBE(Saving, (),
                   (id, version, organisation, title, category, contract, pool, from, to, state, expected, had, author,
                    reason, created, changed))

struct CreateSaving {
  static constexpr std::string_view name = "create_saving";
  static constexpr Route route{Method::post, "/savings"};
  static constexpr Success success = Success::created;
  OrganisationId organisation;
  Title title;
  SpendCategory category = SpendCategory::other;
  std::optional<ContractId> contract;
  std::optional<PoolId> pool;
  Date from;  // the period
  Date to;
  SavingMethod method = SavingMethod::previous_estimated;
  Amount baseline;
  Line baseline_source;
  Amount against;
  Many<ResourceId, limits::saving_evidence_max> evidence;
};
STAFFROOM_DESCRIBE(CreateSaving, (),
                   (organisation, title, category, contract, pool, from, to, method, baseline, baseline_source, against,
                    evidence))

/// While it is potential.
struct EditSaving {
  static constexpr std::string_view name = "edit_saving";
  static constexpr Route route{Method::put, "/savings/{saving}"};
  static constexpr Success success = Success::changed;
  SavingId saving;
  Title title;
  Date from;
  Date to;
  SavingMethod method = SavingMethod::previous_estimated;
  Amount baseline;
  Line baseline_source;
  Amount against;
  Many<ResourceId, limits::saving_evidence_max> evidence;
};
STAFFROOM_DESCRIBE(EditSaving, (), (saving, title, from, to, method, baseline, baseline_source, against, evidence))

/// By another than who made it, with evidence.
struct ConfirmSaving {
  static constexpr std::string_view name = "confirm_saving";
  static constexpr Route route{Method::post, "/savings/{saving}/confirm"};
  static constexpr Success success = Success::changed;
  SavingId saving;
  SavingMethod method = SavingMethod::previous_award;
  Amount baseline;
  Line baseline_source;
  Amount against;
  Many<ResourceId, limits::saving_evidence_max> evidence;
};
STAFFROOM_DESCRIBE(ConfirmSaving, (), (saving, method, baseline, baseline_source, against, evidence))

struct DropSaving {
  static constexpr std::string_view name = "drop_saving";
  static constexpr Route route{Method::post, "/savings/{saving}/drop"};
  static constexpr Success success = Success::changed;
  SavingId saving;
  Note reason;
};
STAFFROOM_DESCRIBE(DropSaving, (), (saving, reason))

struct VoidSaving {
  static constexpr std::string_view name = "void_saving";
  static constexpr Route route{Method::post, "/savings/{saving}/void"};
  static constexpr Success success = Success::changed;
  SavingId saving;
  Note reason;
};
STAFFROOM_DESCRIBE(VoidSaving, (), (saving, reason))

/// Those I may read, newest first.
struct ListSavings {
  static constexpr std::string_view name = "list_savings";
  static constexpr Route route{Method::get, "/savings"};
  using Item = Saving;
  std::optional<OrganisationId> organisation;  // it and all below it
  std::optional<SavingState> state;
};
STAFFROOM_DESCRIBE(ListSavings, (), (organisation, state))

struct GetSaving {
  static constexpr std::string_view name = "get_saving";
  static constexpr Route route{Method::get, "/savings/{saving}"};
  using Item = Saving;
  SavingId saving;
};
STAFFROOM_DESCRIBE(GetSaving, (), (saving))

}  // namespace staffroom
