// Buying together in tests: schools of two trusts with business managers, a contract register, a pool that is led as
// far as a test wants it, by commands alone.
#pragma once
#include "store/calendar.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {

/// Oakfield and Elmhurst belong to Aire, Fell View and Coast to Moor. The first three lie within 10 km, Coast 200 km
/// away.
///
/// Each has a business manager (orla, ellis, fay, cara) and a head (otto, edna, felix, conrad); ellis holds the duty to
/// sign. tilda is Aire's business manager, tess leads Aire, mo leads Moor. Grace is a governor of Oakfield. Plain
/// staff: ollie of Oakfield, fred of Fell View. Of the scenario: nadia administers the network and has no other role,
/// tom administers Aire, priya is a partner's, leo has left.
class BuyingCase {
 public:
  explicit BuyingCase(Scenario& scenario);

  // ---- suppliers and contracts
  /// Of that name; entered by orla when there is none yet.
  SupplierId supplier(std::string_view name = "Sparkle Cleaning Ltd");
  /// Cleaning, from a hundred days ago until in 200 days, three months' notice, £12,000 a year net, shared with the
  /// whole network, money not shared; the organisation's business manager looks after it.
  CreateContract wanted_contract(OrganisationId organisation);
  ContractId contract(Colleague const& who, OrganisationId organisation);
  ContractId contract(Colleague const& who, CreateContract wanted);
  /// An edit that changes nothing yet.
  EditContract edit_of(ContractId id) const;
  AddContractEntry wanted_entry(ContractId id) const;
  ContractEntryId entry(Colleague const& who, ContractId id);

  // ---- pools
  PoolTerms terms() const;
  /// By orla for Oakfield; Oakfield, Elmhurst and Fell View are asked; shared with nobody else.
  CreatePool wanted_pool() const;
  PoolId pool_draft();
  PoolId pool_open();
  /// Otto has signed for Oakfield (100 to 120), Felix for Fell View (50 to 60).
  PoolId pool_signed();
  /// And Orla has closed it.
  PoolId pool_closed();
  void signs(Colleague const& who, PoolId pool, OrganisationId school, std::uint32_t committed, std::uint32_t maximum);

  // ---- as the store has it
  Contract contract(ContractId id) const;
  ContractTerms terms(ContractId id) const;
  ContractEntry entry(ContractEntryId id) const;
  Supplier supplier(SupplierId id) const;
  Pool pool(PoolId id) const;
  Participation participation(ParticipationId id) const;
  /// Of the school in the pool; throws when there is none.
  Participation participation(PoolId id, OrganisationId school) const;
  Saving saving(SavingId id) const;
  SupplierExperience experience(ExperienceId id) const;

  // ---- people and places
  void may_sign(Colleague const& who);  // their membership gets the duty
  /// A school that has joined, where the register says it lies.
  OrganisationId school_at(std::string_view name, OrganisationId trust, std::uint32_t easting, std::uint32_t northing);
  void moves_to(Date date);  // its first minute, if that is to come

  static Date date(int year, unsigned month, unsigned day);
  static Amount net(std::int64_t pence) { return {pence, AmountBasis::net, VatRate::standard}; }
  static Amount gross(std::int64_t pence) { return {pence, AmountBasis::gross, VatRate::standard}; }

  Scenario& s;
  std::uint32_t next_urn = 870'001;
  OrganisationId oak, elm;     // Oakfield Primary and Elmhurst High, of Aire
  OrganisationId fell, coast;  // Fell View Academy and Coast Academy, of Moor
  Colleague orla, ellis, fay, cara, tilda;
  Colleague otto, edna, felix, conrad, mo;
  Colleague grace, ollie, fred;
};

}  // namespace staffroom::tests
