// How fast the radar looks over a whole country: writes schools with their places and contract registers straight into
// a data folder, as records, then times the radar and the overview of business managers of the network, a trust and a
// school.
#include <functional>
#include <random>
#include <string>

#include "store/index_rows.hpp"
#include "store/rocks.hpp"
#include "store/stored_record.hpp"
#include "tools/bench/own_hub.hpp"

namespace staffroom {
namespace {

using bench::fail;
using bench::OwnHub;

constexpr std::size_t schools_a_trust = 20;
constexpr std::size_t contracts_a_school = 20;
constexpr std::size_t suppliers = 3'000;
constexpr std::uint64_t first_id = 1'000'000'000;  // far from those that the hub gives out
constexpr std::size_t batch_bytes = 4 * 1024 * 1024;

/// Records of a country, written past the commands.
class Country {
 public:
  Country(std::filesystem::path const& folder, OrganisationId network, Date today)
      : network_(network),
        today_(today),
        database_(Database::open({folder / "database", false, nullptr, {}}).value()),
        batch_(*database_) {}

  void make(std::size_t schools) {
    for (std::size_t i = 0; i < suppliers; ++i) {
      put(Supplier{.id = {next_id_++}, .organisation = network_, .name = {"Supplier " + std::to_string(i)}});
    }
    for (std::size_t i = 0; i < schools; ++i) {
      if (i % schools_a_trust == 0) make_trust(i / schools_a_trust);
      make_school(i);
    }
    write();
  }

  OrganisationId a_trust, a_school;

 private:
  std::uint32_t upto(std::uint64_t n) { return static_cast<std::uint32_t>(random_() % n); }

  void make_trust(std::size_t number) {
    trust_ = {next_id_++};
    a_trust = trust_;
    east_ = 150'000 + upto(400'000);
    north_ = 80'000 + upto(450'000);
    put(Organisation{.id = trust_,
                     .type = OrganisationType::trust,
                     .parent = network_,
                     .name = {"Trust " + std::to_string(number)}});
  }

  void make_school(std::size_t number) {
    Register facts;
    facts.easting = east_ + upto(30'000);
    facts.northing = north_ + upto(30'000);
    OrganisationId const school{next_id_++};
    a_school = school;
    put(Organisation{.id = school,
                     .type = OrganisationType::school,
                     .parent = trust_,
                     .name = {"School " + std::to_string(number)},
                     .register_facts = facts});
    for (std::size_t i = 0; i < contracts_a_school; ++i) make_contract(school);
  }

  void make_contract(OrganisationId school) {
    Contract it{.id = {next_id_++}, .organisation = school, .state = ContractState::current};
    auto& details = it.details;
    details.category = SpendCategory(upto(std::uint64_t(SpendCategory::other) + 1));
    details.title = {"What the school agreed to pay for, " + std::to_string(it.id.value)};
    details.supplier = {first_id + upto(suppliers)};
    details.starts = {today_.days - 300};
    details.ends = {today_.days + 1 + static_cast<std::int32_t>(upto(3 * 365))};
    details.notice = {3, PeriodUnit::months};
    details.owner = {school, Role::business_manager};
    it.notice_by = {details.ends.days - 90};
    it.shared_with = network_;
    it.money_shared = upto(4) == 0;
    ContractTerms terms{.id = it.id};
    terms.money.annual = Amount{100'000 + upto(5'000'000), AmountBasis::net, VatRate::standard};
    put(it);
    put(terms);
  }

  void put(Record const& record) {
    batch_.put(Family::records, key_of(record), stored::encode(record));
    for (auto const& row : index_rows(record)) batch_.put(Family::indexes, row.key, row.value);
    if (batch_.bytes() > batch_bytes) write();
  }
  void write() {
    if (database_->write(batch_) != WriteResult::done) fail(database_->last_error());
    batch_.clear();
  }

  OrganisationId network_, trust_;
  Date today_;
  std::unique_ptr<Database> database_;
  Batch batch_;
  std::uint64_t next_id_ = first_id;
  std::uint32_t east_ = 0, north_ = 0;
  std::mt19937_64 random_{7};
};

PersonId manager_at(OwnHub& hub, OrganisationId node, std::string const& name) {
  PersonId const person{hub.does({}, CreatePerson{{name}, {name + "@a.example"}, "hash"})};
  hub.does({}, CreateMembership{person, node, Role::business_manager});
  return person;
}

void time_question(OwnHub& hub, char const* what, PersonId person, Query const& query) {
  constexpr std::size_t rounds = 40;
  std::vector<double> times;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < rounds; ++i) {
    auto const began = bench::Clock::now();
    auto const answer = hub.store->ask({person, {}, {}}, query, {limits::page_size_default, {}}, ReadTier::disk);
    times.push_back(bench::seconds_since(began) * 1'000);
    if (!*answer) fail(std::string(what) + ": " + answer->error().detail);
    bytes = (*answer)->json.size();
  }
  bench::print_times(what, times);
  std::printf("    %zu bytes an answer\n", bytes);
}

void run(std::filesystem::path const& folder, std::size_t schools) {
  constexpr std::int64_t day_ms = 24LL * 3600 * 1000;
  OrganisationId network, trust, school;
  Date today;
  {
    OwnHub hub(folder);
    network = {hub.does({}, CreateOrganisation{OrganisationType::network, std::nullopt, Name{"Network"}})};
    today = {static_cast<std::int32_t>(hub.store->now().value / day_ms)};
  }
  {
    auto const began = bench::Clock::now();
    Country country(folder, network, today);
    country.make(schools);
    trust = country.a_trust;
    school = country.a_school;
    std::printf("%zu contracts of %zu schools: written in %.0f s\n", schools * contracts_a_school, schools,
                bench::seconds_since(began));
  }
  OwnHub hub(folder);
  auto const of_network = manager_at(hub, network, "network");
  auto const of_trust = manager_at(hub, trust, "trust");
  auto const of_school = manager_at(hub, school, "school");
  time_question(hub, "radar, business manager of the network", of_network, GetRadar{});
  time_question(hub, "radar, of a trust", of_trust, GetRadar{});
  time_question(hub, "radar, of a school", of_school, GetRadar{});
  time_question(hub, "overview of the network", of_network, GetBuyingOverview{.organisation = network});
  time_question(hub, "overview of a trust", of_trust, GetBuyingOverview{.organisation = trust});
}

}  // namespace
}  // namespace staffroom

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: radar_speed FOLDER SCHOOLS   (FOLDER is made, and not removed)\n");
    return 2;
  }
  staffroom::run(argv[1], std::strtoull(argv[2], nullptr, 10));
}
