// Buying together in tests.
#include "tests/support/buying_case.hpp"

#include <chrono>
#include <stdexcept>

#include "protocol/codec.hpp"
#include "tests/support/imports.hpp"
#include "tests/support/stored_record.hpp"

namespace staffroom::tests {
namespace {

/// As the hub itself sees it.
/// The whole list, as they see it.
Json listed(Colleague const& who, Query const& query) {
  Json out = Json::array();
  Page page{200, {}};
  while (true) {
    auto const answer = who.asks(query, page);
    if (!answer) throw std::runtime_error("a list: " + told(answer));
    auto const json = Json::parse(answer->json);
    for (auto const& item : json.at("items")) out.push_back(item);
    if (json.at("next").is_null()) return out;
    page.cursor = json.at("next").get<std::string>();
  }
}

void as_hub(Scenario& s, Command command) {
  auto const done = s.as_system(std::move(command));
  if (!done) throw std::runtime_error("the hub itself: " + told(done));
}

}  // namespace

BuyingCase::BuyingCase(Scenario& scenario)
    : s(scenario),
      oak(school_at("Oakfield Primary", s.aire, 412'000, 433'000)),
      elm(school_at("Elmhurst High", s.aire, 416'000, 435'000)),
      fell(school_at("Fell View Academy", s.moor, 414'000, 440'000)),
      coast(school_at("Coast Academy", s.moor, 612'000, 433'000)),
      orla(s.engages("Orla Oakes", oak, Role::business_manager)),
      ellis(s.engages("Ellis Elms", elm, Role::business_manager)),
      fay(s.engages("Fay Fells", fell, Role::business_manager)),
      cara(s.engages("Cara Coast", coast, Role::business_manager)),
      tilda(s.engages("Tilda Tills", s.aire, Role::business_manager)),
      otto(s.engages("Otto Head", oak, Role::headteacher)),
      edna(s.engages("Edna Head", elm, Role::headteacher)),
      felix(s.engages("Felix Head", fell, Role::headteacher)),
      conrad(s.engages("Conrad Head", coast, Role::headteacher)),
      mo(s.engages("Mo Moor", s.moor, Role::trust_leader)),
      grace(s.engages("Grace Governor", oak, Role::governor)),
      ollie(s.engages("Ollie Oates", oak, Role::staff)),
      fred(s.engages("Fred Frost", fell, Role::staff)) {
  may_sign(ellis);
}

// ---- suppliers and contracts

SupplierId BuyingCase::supplier(std::string_view name) {
  for (auto const& item : listed(orla, ListSuppliers{})) {
    if (item.at("name") == name) return {item.at("id").get<std::uint64_t>()};
  }
  return {id_in(orla.does(CreateSupplier{.organisation = oak, .supplier_name = {std::string(name)}}))};
}

CreateContract BuyingCase::wanted_contract(OrganisationId organisation) {
  return {.organisation = organisation,
          .details = {.title = {"Cleaning of all buildings"},
                      .supplier = supplier(),
                      .category = SpendCategory::cleaning_services,
                      .starts = s.in_days(-100),
                      .ends = s.in_days(200),
                      .notice = {3, PeriodUnit::months},
                      .owner = {organisation, Role::business_manager}},
          .money = {.annual = net(1'200'000), .total = net(1'000'000)},
          .shared_with = s.network};
}

ContractId BuyingCase::contract(Colleague const& who, OrganisationId organisation) {
  return contract(who, wanted_contract(organisation));
}

ContractId BuyingCase::contract(Colleague const& who, CreateContract wanted) {
  return {id_in(who.does(std::move(wanted)))};
}

EditContract BuyingCase::edit_of(ContractId id) const { return {id, contract(id).details}; }

AddContractEntry BuyingCase::wanted_entry(ContractId id) const {
  return {.contract = id,
          .type = EntryType::delivery,
          .date = s.in_days(-3),
          .what = {"Deep clean of the hall"},
          .quantity = 2,
          .amount = net(45'000),
          .as_agreed = true};
}

ContractEntryId BuyingCase::entry(Colleague const& who, ContractId id) { return {id_in(who.does(wanted_entry(id)))}; }

// ---- pools

PoolTerms BuyingCase::terms() const {
  return {.title = {"Cleaning for three schools"},
          .category = SpendCategory::cleaning_services,
          .specification = {"Daily cleaning of classrooms and halls, in term time."},
          .unit = {"hours a week"},
          .units_a_year = 39,
          .price = net(1'550),
          .price_limit = net(1'700),
          .starts = s.in_days(120),
          .months = 36,
          .extension_months = 24,
          .join_by = s.in_days(40),
          .leave_by = s.in_days(30)};
}

CreatePool BuyingCase::wanted_pool() const {
  return {.organisation = oak, .terms = terms(), .schools = {{oak, elm, fell}}};
}

PoolId BuyingCase::pool_draft() { return {id_in(orla.does(wanted_pool()))}; }

PoolId BuyingCase::pool_open() {
  auto const id = pool_draft();
  orla.does(OpenPool{id});
  return id;
}

PoolId BuyingCase::pool_signed() {
  auto const id = pool_open();
  signs(otto, id, oak, 100, 120);
  signs(felix, id, fell, 50, 60);
  return id;
}

PoolId BuyingCase::pool_closed() {
  auto const id = pool_signed();
  orla.does(ClosePool{id});
  return id;
}

void BuyingCase::signs(Colleague const& who, PoolId id, OrganisationId school, std::uint32_t committed,
                       std::uint32_t maximum) {
  who.does(SignPool{id, school, committed, maximum, {pool(id).content_hash}});
}

// ---- as the store has it

Contract BuyingCase::contract(ContractId id) const { return stored_record<Contract>(s, GetContract{id}); }
ContractTerms BuyingCase::terms(ContractId id) const { return stored_record<ContractTerms>(s, GetContractTerms{id}); }
ContractEntry BuyingCase::entry(ContractEntryId id) const {
  return stored_record<ContractEntry>(s, GetContractEntry{id});
}
Supplier BuyingCase::supplier(SupplierId id) const { return stored_record<Supplier>(s, GetSupplier{id}); }
Pool BuyingCase::pool(PoolId id) const { return stored_record<Pool>(s, GetPool{id}); }
Participation BuyingCase::participation(ParticipationId id) const {
  return stored_record<Participation>(s, GetParticipation{id});
}
Saving BuyingCase::saving(SavingId id) const { return stored_record<Saving>(s, GetSaving{id}); }
SupplierExperience BuyingCase::experience(ExperienceId id) const {
  return stored_record<SupplierExperience>(s, GetExperience{id});
}

Participation BuyingCase::participation(PoolId id, OrganisationId school) const {
  for (auto const& item : listed(Colleague(s, pool(id).owner), ListParticipations{id})) {
    if (item.at("school") == school.value) return participation(ParticipationId{item.at("id").get<std::uint64_t>()});
  }
  throw std::runtime_error("the school has no part in the pool");
}

// ---- people and places

void BuyingCase::may_sign(Colleague const& who) {
  who.signs_in();
  auto const membership = who.sees(GetMe{}).at("memberships").front().at("id").get<std::uint64_t>();
  as_hub(s, GiveDuty{MembershipId{membership}, Duty::signatory});
}

OrganisationId BuyingCase::school_at(std::string_view name, OrganisationId trust, std::uint32_t easting,
                                     std::uint32_t northing) {
  // Only the register says where a school lies.
  auto const row = std::to_string(next_urn++) + "," + std::string(name) + "," + std::to_string(easting) + "," +
                   std::to_string(northing) + "\n";
  Import(s, {}, s.network, ImportSource::register_schools, "URN,EstablishmentName,Easting,Northing\n" + row)
      .committed();
  for (auto const& item : listed(s.nadia, ListOrganisations{})) {
    if (item.at("name") != name || item.at("state") != "listed") continue;
    OrganisationId const id{item.at("id").get<std::uint64_t>()};
    as_hub(s, MoveOrganisation{id, trust});
    as_hub(s, JoinOrganisation{id});
    return id;
  }
  throw std::runtime_error("the school was not listed");
}

void BuyingCase::moves_to(Date date) {
  auto const begins = calendar::end_of({date.days - 1});
  if (s.store().now() < begins) s.advance_to(begins);
}

Date BuyingCase::date(int year, unsigned month, unsigned day) {
  using namespace std::chrono;
  return {
      static_cast<std::int32_t>(sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}}
                                    .time_since_epoch()
                                    .count())};
}

}  // namespace staffroom::tests
