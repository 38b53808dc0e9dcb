// The contract register: what a school or trust has agreed to pay for, until when, and by when it must say that it
// leaves.
#pragma once
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/money.hpp"
#include "protocol/organisations.hpp"
#include "protocol/people.hpp"
#include "protocol/route.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

/// After the categories of spend of "Get help buying for schools" (DfE).
// More words than BOOST_DESCRIBE_ENUM takes at once: the list makes the enum and its description.
// clang-format off
#define STAFFROOM_SPEND_CATEGORIES(X) \
  X(displays) X(broadband_infrastructure) X(broadband_service) X(cloud_software) \
  X(curriculum_content) X(cyber_services) X(hosting_and_storage) X(laptops) \
  X(multifunctional_devices) X(management_information_systems) X(operating_systems) X(peripherals) \
  X(learning_platforms) X(server_support) X(switches_and_routers) X(telecoms) \
  X(websites) X(it_support) X(boilers_and_plumbing) X(building_maintenance) \
  X(cleaning_products) X(cleaning_services) X(fire_safety) X(furniture) \
  X(grounds_and_winter) X(mechanical_and_electrical) X(sports_pitches) X(protective_equipment) \
  X(removals) X(security) X(statutory_testing) X(uniform) \
  X(waste) X(water_and_drains) X(vending) X(decarbonisation) \
  X(electricity) X(gas) X(other_fuels) X(solar) \
  X(water) X(breakfast_club) X(catering_equipment) X(catering_services) \
  X(vehicles) X(audit) X(books) X(insurance) \
  X(leasing) X(passenger_transport) X(property_agents) X(spend_analysis) \
  X(stationery) X(consultancy) X(human_resources) X(legal) \
  X(payroll) X(recruitment) X(screening) X(supply_staff) \
  X(specialist) X(sports_and_arts) X(trips_and_events) X(examinations) \
  X(other)
// clang-format on
enum class SpendCategory : std::uint8_t {
#define STAFFROOM_ENUMERATOR(word) word,
  STAFFROOM_SPEND_CATEGORIES(STAFFROOM_ENUMERATOR)
#undef STAFFROOM_ENUMERATOR
};
#define STAFFROOM_DESCRIPTION(word) BOOST_DESCRIBE_ENUM_ENTRY(SpendCategory, word)
BOOST_DESCRIBE_ENUM_BEGIN(SpendCategory)
STAFFROOM_SPEND_CATEGORIES(STAFFROOM_DESCRIPTION)
BOOST_DESCRIBE_ENUM_END(SpendCategory)
#undef STAFFROOM_DESCRIPTION
#undef STAFFROOM_SPEND_CATEGORIES

/// Expenditure codes of Consistent Financial Reporting.
// More words than BOOST_DESCRIBE_ENUM takes at once: the list makes the enum and its description.
// clang-format off
#define STAFFROOM_CFR_CODES(X) \
  X(e01) X(e02) X(e03) X(e04) X(e05) X(e06) X(e07) X(e08) X(e09) X(e10) \
  X(e11) X(e12) X(e13) X(e14) X(e15) X(e16) X(e17) X(e18) X(e19) X(e20a) \
  X(e20b) X(e20c) X(e20d) X(e20e) X(e20f) X(e20g) X(e21) X(e22) X(e23) X(e24) \
  X(e25) X(e26) X(e27) X(e28a) X(e28b) X(e29) X(e30) X(e31) X(e32)
// clang-format on
enum class CfrCode : std::uint8_t {
#define STAFFROOM_ENUMERATOR(word) word,
  STAFFROOM_CFR_CODES(STAFFROOM_ENUMERATOR)
#undef STAFFROOM_ENUMERATOR
};
#define STAFFROOM_DESCRIPTION(word) BOOST_DESCRIBE_ENUM_ENTRY(CfrCode, word)
BOOST_DESCRIBE_ENUM_BEGIN(CfrCode)
STAFFROOM_CFR_CODES(STAFFROOM_DESCRIPTION)
BOOST_DESCRIBE_ENUM_END(CfrCode)
#undef STAFFROOM_DESCRIPTION
#undef STAFFROOM_CFR_CODES

/// planned, current, notice_given; then ended, or void: entered by mistake.
enum class ContractState : std::uint8_t { planned, current, notice_given, ended, voided };
BOOST_DESCRIBE_ENUM(ContractState, planned, current, notice_given, ended, voided)

/// How it was bought.
enum class ProcurementMethod : std::uint8_t {
  unknown,
  framework,
  catalogue,
  quotes,
  tender,
  full_procedure,
  direct_award
};
BOOST_DESCRIBE_ENUM(ProcurementMethod, unknown, framework, catalogue, quotes, tender, full_procedure, direct_award)

enum class PeriodUnit : std::uint8_t { days, months };
BOOST_DESCRIBE_ENUM(PeriodUnit, days, months)

/// Before the last day, by which notice must be given. 0: none is needed.
struct NoticePeriod {
  std::uint32_t count = 0;
  PeriodUnit unit = PeriodUnit::months;
  friend bool operator==(NoticePeriod const&, NoticePeriod const&) = default;
};
STAFFROOM_DESCRIBE(NoticePeriod, (), (count, unit))

/// Who looks after it: whoever holds the role there. A business manager, headteacher, trust leader or administrator.
struct ContractSeat {
  OrganisationId organisation;
  Role role = Role::business_manager;
  friend bool operator==(ContractSeat const&, ContractSeat const&) = default;
};
STAFFROOM_DESCRIBE(ContractSeat, (), (organisation, role))

struct ContractDetails {
  Title title;
  Note description;
  SupplierId supplier;
  SpendCategory category = SpendCategory::other;
  Line reference;  // the organisation's own number for it
  ProcurementMethod method = ProcurementMethod::unknown;
  Line framework;  // and its reference
  std::optional<CfrCode> cfr;
  Date starts;
  Date ends;  // the last day of service
  NoticePeriod notice;
  std::uint32_t renewal_months = 0;    // renews by itself for so long; 0: it does not
  std::uint32_t extension_months = 0;  // of each option
  std::uint32_t extensions_left = 0;
  std::optional<Date> trigger;                             // on which one begins to look for what follows
  Many<OrganisationId, limits::contract_sites_max> sites;  // schools it covers; none: the organisation itself
  ContractSeat owner;
  friend bool operator==(ContractDetails const&, ContractDetails const&) = default;
};
STAFFROOM_DESCRIBE(ContractDetails, (),
                   (title, description, supplier, category, reference, method, framework, cfr, starts, ends, notice,
                    renewal_months, extension_months, extensions_left, trigger, sites, owner))

/// What only those see to whom its money is shown.
struct ContractMoney {
  std::optional<Amount> annual;
  std::optional<Amount> total;  // over its whole term, without options
  Note early_termination;
  Note exit_plan;
  Line data_protection;  // where the agreement or assessment is
  friend bool operator==(ContractMoney const&, ContractMoney const&) = default;
};
STAFFROOM_DESCRIBE(ContractMoney, (), (annual, total, early_termination, exit_plan, data_protection))

/// Read by its owner, the business managers, leaders and governors of its organisation, and those with whom it is
/// shared.
struct Contract {
  static constexpr Kind kind = Kind::contract;
  static constexpr std::string_view path = "/contracts/{id}";
  ContractId id;
  std::uint32_t version = 1;
  OrganisationId organisation;
  ContractState state = ContractState::planned;
  ContractDetails details;
  Date notice_by;  // the last working day on which notice can be given; of the last day while none is needed
  bool notice_provisional = false;            // beyond what the calendar covers: weekends only
  std::optional<OrganisationId> shared_with;  // its organisation or one above it; absent: with nobody else
  bool money_shared = false;                  // with them too
  std::optional<Date> notice_given;
  std::uint32_t reminded = 0;  // reminders before its notice date that were sent
  bool trigger_told = false;
  std::optional<PersonId> author;  // absent: imported from the command line
  TimestampMs created;
  std::optional<TimestampMs> ended;
  Note reason;  // why it ended early, or is void; of a late notice, what was said
};
STAFFROOM_DESCRIBE(Contract, (),
                   (id, version, organisation, state, details, notice_by, notice_provisional, shared_with, money_shared,
                    notice_given, reminded, trigger_told, author, created, ended, reason))

/// Has the contract's id.
struct ContractTerms {
  static constexpr Kind kind = Kind::contract_terms;
  static constexpr std::string_view path = "/contracts/{id}/terms";
  ContractId id;
  std::uint32_t version = 1;
  ContractMoney money;
  Many<ResourceId, limits::contract_documents_max> documents;  // of the library
};
STAFFROOM_DESCRIBE(ContractTerms, (), (id, version, money, documents))

/// By a business manager or leader of the organisation.
struct CreateContract {
  static constexpr std::string_view name = "create_contract";
  static constexpr Route route{Method::post, "/contracts"};
  static constexpr Success success = Success::created;
  OrganisationId organisation;
  ContractDetails details;
  ContractMoney money;
  std::optional<OrganisationId> shared_with;
  bool money_shared = false;
};
STAFFROOM_DESCRIBE(CreateContract, (), (organisation, details, money, shared_with, money_shared))

/// Its dates too, while it has not ended.
struct EditContract {
  static constexpr std::string_view name = "edit_contract";
  static constexpr Route route{Method::put, "/contracts/{contract}"};
  static constexpr Success success = Success::changed;
  ContractId contract;
  ContractDetails details;
};
STAFFROOM_DESCRIBE(EditContract, (), (contract, details))

struct EditContractMoney {
  static constexpr std::string_view name = "edit_contract_money";
  static constexpr Route route{Method::put, "/contracts/{contract}/terms"};
  static constexpr Success success = Success::changed;
  ContractId contract;
  ContractMoney money;
};
STAFFROOM_DESCRIBE(EditContractMoney, (), (contract, money))

/// The library's documents that belong to it; the actor must be able to read each that is new.
struct SetContractDocuments {
  static constexpr std::string_view name = "set_contract_documents";
  static constexpr Route route{Method::put, "/contracts/{contract}/documents"};
  static constexpr Success success = Success::changed;
  ContractId contract;
  Many<ResourceId, limits::contract_documents_max> documents;
};
STAFFROOM_DESCRIBE(SetContractDocuments, (), (contract, documents))

/// It will end on its last day, and not renew. After the notice date only with a reason, and the warning is kept.
struct GiveNotice {
  static constexpr std::string_view name = "give_notice";
  static constexpr Route route{Method::post, "/contracts/{contract}/notice"};
  static constexpr Success success = Success::changed;
  ContractId contract;
  Date given;
  Note reason;
};
STAFFROOM_DESCRIBE(GiveNotice, (), (contract, given, reason))

/// Takes one of its options.
struct ExtendContract {
  static constexpr std::string_view name = "extend_contract";
  static constexpr Route route{Method::post, "/contracts/{contract}/extension"};
  static constexpr Success success = Success::changed;
  ContractId contract;
};
STAFFROOM_DESCRIBE(ExtendContract, (), (contract))

struct EndContract {
  static constexpr std::string_view name = "end_contract";
  static constexpr Route route{Method::post, "/contracts/{contract}/end"};
  static constexpr Success success = Success::changed;
  ContractId contract;
  Date ends;  // the last day of service
  Note reason;
};
STAFFROOM_DESCRIBE(EndContract, (), (contract, ends, reason))

/// Entered by mistake: kept for its owner and business managers, counted nowhere.
struct VoidContract {
  static constexpr std::string_view name = "void_contract";
  static constexpr Route route{Method::post, "/contracts/{contract}/void"};
  static constexpr Success success = Success::changed;
  ContractId contract;
  Note reason;
};
STAFFROOM_DESCRIBE(VoidContract, (), (contract, reason))

struct ShareContract {
  static constexpr std::string_view name = "share_contract";
  static constexpr Route route{Method::put, "/contracts/{contract}/audience"};
  static constexpr Success success = Success::changed;
  ContractId contract;
  std::optional<OrganisationId> shared_with;
  bool money_shared = false;
};
STAFFROOM_DESCRIBE(ShareContract, (), (contract, shared_with, money_shared))

/// Those I may read, by their last day, the soonest first; with their suppliers, and their terms as far as I may read
/// these.
struct ListContracts {
  static constexpr std::string_view name = "list_contracts";
  static constexpr Route route{Method::get, "/contracts"};
  using Item = Contract;
  std::optional<OrganisationId> organisation;  // it and all below it
  std::optional<SpendCategory> category;
  std::optional<SupplierId> supplier;
  std::optional<ContractState> state;  // absent: those that have not ended
  std::optional<Date> ends_from;
  std::optional<Date> ends_to;
};
STAFFROOM_DESCRIBE(ListContracts, (), (organisation, category, supplier, state, ends_from, ends_to))

struct GetContract {
  static constexpr std::string_view name = "get_contract";
  static constexpr Route route{Method::get, "/contracts/{contract}"};
  using Item = Contract;
  ContractId contract;
};
STAFFROOM_DESCRIBE(GetContract, (), (contract))

struct GetContractTerms {
  static constexpr std::string_view name = "get_contract_terms";
  static constexpr Route route{Method::get, "/contracts/{contract}/terms"};
  using Item = ContractTerms;
  ContractId contract;
};
STAFFROOM_DESCRIBE(GetContractTerms, (), (contract))

enum class EntryType : std::uint8_t { call_off, delivery, price_check };
BOOST_DESCRIBE_ENUM(EntryType, call_off, delivery, price_check)

/// What happened under a contract: what was called off or delivered, and whether the price is still what was agreed.
struct ContractEntry {
  static constexpr Kind kind = Kind::contract_entry;
  static constexpr std::string_view path = "/contract-entries/{id}";
  ContractEntryId id;
  std::uint32_t version = 1;
  ContractId contract;
  EntryType type = EntryType::call_off;
  Date date;
  Line what;
  std::optional<std::uint32_t> quantity;
  std::optional<Amount> amount;
  std::optional<bool> as_agreed;  // in time, or at the price that was agreed
  Note note;
  PersonId author;
  TimestampMs created;
};
STAFFROOM_DESCRIBE(ContractEntry, (),
                   (id, version, contract, type, date, what, quantity, amount, as_agreed, note, author, created))

struct AddContractEntry {
  static constexpr std::string_view name = "add_contract_entry";
  static constexpr Route route{Method::post, "/contracts/{contract}/entries"};
  static constexpr Success success = Success::created;
  ContractId contract;
  EntryType type = EntryType::call_off;
  Date date;
  Line what;
  std::optional<std::uint32_t> quantity;
  std::optional<Amount> amount;
  std::optional<bool> as_agreed;
  Note note;
};
STAFFROOM_DESCRIBE(AddContractEntry, (), (contract, type, date, what, quantity, amount, as_agreed, note))

/// By its author.
struct RemoveContractEntry {
  static constexpr std::string_view name = "remove_contract_entry";
  static constexpr Route route{Method::remove, "/contract-entries/{contract_entry}"};
  static constexpr Success success = Success::gone;
  ContractEntryId contract_entry;
};
STAFFROOM_DESCRIBE(RemoveContractEntry, (), (contract_entry))

/// Newest first.
struct ListContractEntries {
  static constexpr std::string_view name = "list_contract_entries";
  static constexpr Route route{Method::get, "/contracts/{contract}/entries"};
  using Item = ContractEntry;
  ContractId contract;
};
STAFFROOM_DESCRIBE(ListContractEntries, (), (contract))

struct GetContractEntry {
  static constexpr std::string_view name = "get_contract_entry";
  static constexpr Route route{Method::get, "/contract-entries/{contract_entry}"};
  using Item = ContractEntry;
  ContractEntryId contract_entry;
};
STAFFROOM_DESCRIBE(GetContractEntry, (), (contract_entry))

}  // namespace staffroom
