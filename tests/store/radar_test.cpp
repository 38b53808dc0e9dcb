// The radar: groups of what this reader reads, sums of it, and nothing else.
#include <doctest/doctest.h>

#include <random>
#include <set>

#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/money.hpp"
#include "store/permissions.hpp"
#include "store/radar.hpp"
#include "store/stored_record.hpp"
#include "store/views.hpp"
#include "tests/support/buying_case.hpp"

namespace staffroom::tests {
namespace {

std::set<std::uint64_t> contracts_in(Json const& radar) {
  std::set<std::uint64_t> out;
  for (auto const& group : radar.at("groups")) {
    for (auto const& it : group.at("contracts")) CHECK(out.insert(it.at("contract").get<std::uint64_t>()).second);
  }
  return out;
}

std::set<std::uint64_t> set_of(std::initializer_list<ContractId> ids) {
  std::set<std::uint64_t> out;
  for (auto const id : ids) out.insert(id.value);
  return out;
}

/// A network made at random, written as records: who may do what when it was made is not asked.
class RandomRadar {
 public:
  explicit RandomRadar(std::uint64_t seed) : random_(seed) {
    make_organisations();
    make_people();
    make_contracts();
  }

  SnapshotView view() { return {*database_, database_->snapshot(1), ReadTier::disk, decoded_, standings_}; }
  static Asked asked_by(PersonId person) {
    auto asked = asking(Actor{.person = person}, {});
    asked.today = today;
    return asked;
  }

  static constexpr Date today{20'600};
  std::vector<Contract> contracts;
  std::vector<std::int64_t> money;
  std::vector<PersonId> people;
  std::vector<OrganisationId> nodes;

 private:
  std::uint32_t upto(std::uint64_t n) { return static_cast<std::uint32_t>(random_() % n); }
  OrganisationId any_node() { return nodes[upto(nodes.size())]; }

  void add_node(OrganisationType type, OrganisationId parent) {
    Organisation it{.id = {next_++}, .type = type, .name = {"Node " + std::to_string(next_)}};
    if (parent) it.parent = parent;
    if (type == OrganisationType::school && upto(5) != 0) {
      Register facts;
      facts.easting = 400'000 + upto(60'000);
      facts.northing = 300'000 + upto(60'000);
      it.register_facts = facts;
    }
    nodes.push_back(it.id);
    put(it);
  }

  void make_organisations() {
    add_node(OrganisationType::network, {});
    auto const network = nodes.front();
    for (int i = 0; i < 3; ++i) {
      add_node(OrganisationType::trust, network);
      auto const trust = nodes.back();
      for (int school = 0; school < 3; ++school) add_node(OrganisationType::school, trust);
      add_node(OrganisationType::partner, trust);
    }
    add_node(OrganisationType::school, network);
    add_node(OrganisationType::partner, network);
  }

  void make_people() {
    for (int i = 0; i < 40; ++i) {
      people.push_back({next_++});
      put(Person{.id = people.back(), .name = {"Somebody"}});
      for (auto more = upto(3); more-- > 0;) {
        put(Membership{.id = {next_++},
                       .person = people.back(),
                       .organisation = any_node(),
                       .role = Role(upto(std::uint64_t(Role::governor) + 1)),
                       .state = upto(8) == 0 ? Standing::ended : Standing::current});
      }
    }
  }

  void make_contracts() {
    constexpr std::array seats{Role::business_manager, Role::headteacher, Role::trust_leader, Role::administrator};
    for (int i = 0; i < 150; ++i) {
      Contract it{.id = {next_++}, .organisation = any_node(), .state = ContractState(upto(3))};
      it.details.title = {"Something"};
      it.details.supplier = {5'000 + upto(7)};
      it.details.category = SpendCategory(upto(3));
      it.details.starts = {today.days - 100};
      it.details.ends = {today.days + static_cast<std::int32_t>(upto(500))};
      it.details.owner = {any_node(), seats[upto(seats.size())]};
      if (upto(3) == 0) it.details.sites = {{any_node(), any_node()}};
      it.notice_by = {it.details.ends.days - 60};
      if (upto(2) == 0) it.shared_with = any_node();
      it.money_shared = upto(2) == 0;
      put(it);
      contracts.push_back(it);
      ContractTerms terms{.id = it.id};
      if (upto(4) != 0) terms.money.annual = Amount{1 + upto(1'000'000), AmountBasis::net, VatRate::standard};
      money.push_back(terms.money.annual ? money::split(*terms.money.annual).gross : 0);
      put(terms);
    }
  }

  void put(Record const& record) {
    Batch batch(*database_);
    batch.put(Family::records, key_of(record), stored::encode(record));
    for (auto const& row : index_rows(record)) batch.put(Family::indexes, row.key, row.value);
    REQUIRE(database_->write(batch) == WriteResult::done);
  }

  std::mt19937_64 random_;
  std::uint64_t next_ = 100;
  TempFolder folder_;
  std::unique_ptr<Database> database_ = Database::open({folder_.path(), true, nullptr, nullptr}).value();
  DecodedCache decoded_;
  StandingCache standings_;
};

}  // namespace

TEST_CASE("what a reader sees by facts is what the door lets them read, of everybody and everything") {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    RandomRadar world(seed);
    auto const view = world.view();
    radar::Organisations const organisations(view);
    REQUIRE(organisations.size() == world.nodes.size());
    std::size_t seen = 0;
    for (auto const person : world.people) {
      auto const asked = RandomRadar::asked_by(person);
      Door const door(view, asked);
      radar::Reader const reader(organisations, door.standing());
      for (auto const& it : world.contracts) {
        CAPTURE(person.value);
        CAPTURE(it.id.value);
        auto const row = radar::row_of(it);
        auto const facts = radar::facts_in(row);
        auto const number = organisations.number_of(it.organisation);
        CHECK(reader.sees(facts, number) == door.may_read(it));
        CHECK(reader.sees_money(facts, number) == door.may_read(ContractTerms{.id = it.id}));
        seen += door.may_read(it) ? 1 : 0;
      }
    }
    CHECK(seen > 0);
    CHECK(seen < world.people.size() * world.contracts.size());
  }
}

TEST_CASE("nothing that a reader does not read is in a group or in a sum, of anybody") {
  std::size_t groups = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    RandomRadar world(seed);
    auto const view = world.view();
    for (auto const person : world.people) {
      auto const asked = RandomRadar::asked_by(person);
      Door const door(view, asked);
      auto const answered = answer(view, asked, GetRadar{}, Page{});
      if (!answered) {
        CHECK(answered.error().code == ErrorCode::not_found);
        continue;
      }
      auto const radar = Json::parse(answered->json);
      std::size_t readable = 0;
      std::size_t known = 0;
      std::int64_t pence = 0;
      for (std::size_t i = 0; i < world.contracts.size(); ++i) {
        if (!door.may_read(world.contracts[i])) continue;
        ++readable;
        if (world.money[i] == 0 || !door.may_read(ContractTerms{.id = world.contracts[i].id})) continue;
        ++known;
        pence += world.money[i];
      }
      CHECK(radar.at("contracts") == readable);
      CHECK(radar.at("known") == known);
      CHECK(radar.at("annual_gross") == pence);
      for (auto const* const list : {"categories", "suppliers", "organisations"}) {
        std::int64_t sum = 0;
        for (auto const& it : radar.at(list)) sum += it.at("annual_gross").get<std::int64_t>();
        CHECK(sum == pence);
      }
      for (auto const id : contracts_in(radar)) CHECK(door.may_read(*view.find<Contract>(ContractId{id})));
      groups += radar.at("groups").size();
    }
  }
  CHECK(groups > 0);
}

TEST_CASE("three academies of two trusts that renew within ninety days are found, the far one is not") {
  Scenario s;
  BuyingCase c(s);
  auto const oak = c.contract(c.orla, c.oak);
  auto wanted = c.wanted_contract(c.elm);
  wanted.details.ends = s.in_days(230);
  auto const elm = c.contract(c.ellis, wanted);
  wanted = c.wanted_contract(c.fell);
  wanted.details.ends = s.in_days(290);
  wanted.money_shared = true;
  auto const fell = c.contract(c.fay, wanted);
  auto const coast = c.contract(c.cara, c.coast);

  auto const radar = c.orla.sees(GetRadar{});
  CHECK(contracts_in(radar) == set_of({oak, elm, fell}));
  auto const& group = radar.at("groups").at(0);
  CHECK(group.at("category") == "cleaning_services");
  CHECK(group.at("organisations") == 3);
  CHECK(group.at("km") == 8);
  CHECK(group.at("first_notice") == to_text(c.contract(oak).notice_by));
  CHECK(group.at("last_end") == to_text(s.in_days(290)));
  CHECK(group.at("contracts").at(0).at("annual_gross") == 1'440'000);
  CHECK_FALSE(group.at("contracts").at(1).contains("annual_gross"));  // Elmhurst does not share what it pays
  CHECK(group.at("contracts").at(2).at("annual_gross") == 1'440'000);
  CHECK(radar.at("contracts") == 4);
  CHECK(radar.at("known") == 2);
  CHECK(radar.at("annual_gross") == 2'880'000);

  CHECK(contracts_in(c.cara.sees(GetRadar{})).empty());  // nobody is near
  CHECK(contracts_in(c.mo.sees(GetRadar{})) == set_of({oak, elm, fell}));
  for (auto const& nobody : {c.grace, c.ollie, s.nadia, s.tom, s.priya, s.leo}) {
    CHECK(told(nobody.asks(GetRadar{})) == "not_found");
  }
  static_cast<void>(coast);
}

TEST_CASE("what is kept to a school is in nobody else's radar, and what has ended in none") {
  Scenario s;
  BuyingCase c(s);
  auto const oak = c.contract(c.orla, c.oak);
  auto wanted = c.wanted_contract(c.fell);
  wanted.shared_with.reset();
  auto const fell = c.contract(c.fay, wanted);
  CHECK(contracts_in(c.orla.sees(GetRadar{})).empty());
  CHECK(c.orla.sees(GetRadar{}).at("contracts") == 1);
  CHECK(contracts_in(c.fay.sees(GetRadar{})) == set_of({oak, fell}));
  CHECK(contracts_in(c.mo.sees(GetRadar{})) == set_of({oak, fell}));

  c.fay.does(ShareContract{.contract = fell, .shared_with = s.network});
  CHECK(contracts_in(c.orla.sees(GetRadar{})) == set_of({oak, fell}));
  c.fay.does(VoidContract{fell, {"Entered twice."}});
  CHECK(contracts_in(c.orla.sees(GetRadar{})).empty());
  CHECK(c.orla.sees(GetRadar{}).at("contracts") == 1);
}

TEST_CASE("a trust's contract stands where its first site with a place does") {
  Scenario s;
  BuyingCase c(s);
  auto const fell = c.contract(c.fay, c.fell);
  auto wanted = c.wanted_contract(s.aire);
  auto const nowhere = c.contract(c.tilda, wanted);
  CHECK(contracts_in(c.tilda.sees(GetRadar{})).empty());
  wanted.details.sites = {{s.kirkby, c.oak, c.elm}};  // Kirkby's place is not known
  c.tilda.does(EditContract{nowhere, wanted.details});
  CHECK(contracts_in(c.tilda.sees(GetRadar{})) == set_of({fell, nowhere}));
  CHECK(c.tilda.sees(GetRadar{}).at("groups").at(0).at("organisations") == 2);
}

TEST_CASE("the radar of one organisation sums it and what is below it") {
  Scenario s;
  BuyingCase c(s);
  c.contract(c.orla, c.oak);
  c.contract(c.ellis, c.elm);
  c.contract(c.fay, c.fell);
  CHECK(c.tilda.sees(GetRadar{s.aire}).at("contracts") == 2);
  CHECK(c.tilda.sees(GetRadar{c.oak}).at("contracts") == 1);
  CHECK(c.tilda.sees(GetRadar{c.oak}).at("groups").at(0).at("contracts").size() == 3);
  CHECK(c.tilda.sees(GetRadar{}).at("contracts") == 3);
  CHECK(told(c.orla.asks(GetRadar{c.elm})) == "not_found");
  CHECK(told(c.orla.asks(GetRadar{s.aire})) == "not_found");

  auto const radar = c.tilda.sees(GetRadar{s.aire});
  REQUIRE(radar.at("suppliers").size() == 1);
  CHECK(radar.at("suppliers").at(0).at("name") == "Sparkle Cleaning Ltd");
  CHECK(radar.at("suppliers").at(0).at("contracts") == 2);
  CHECK(radar.at("suppliers").at(0).at("annual_gross") == 2'880'000);
  CHECK(radar.at("organisations").at(0).at("name") == "Oakfield Primary");
  CHECK(radar.at("categories").at(0).at("category") == "cleaning_services");
  REQUIRE(radar.at("months").size() == 12);
  CHECK(radar.at("months").at(0).at("name") == to_text(s.today()).substr(0, 7));
  auto const month = to_text(s.in_days(200)).substr(0, 7);
  for (auto const& it : radar.at("months")) CHECK(it.at("contracts") == (it.at("name") == month ? 2 : 0));
}

TEST_CASE("merged suppliers are one in the sums and in the groups") {
  Scenario s;
  BuyingCase c(s);
  c.contract(c.orla, c.oak);
  auto wanted = c.wanted_contract(c.elm);
  wanted.details.supplier = c.supplier("Sparkle Cleaning Limited");
  c.contract(c.ellis, wanted);
  CHECK(c.tilda.sees(GetRadar{}).at("suppliers").size() == 2);
  c.orla.does(MergeSupplier{wanted.details.supplier, c.supplier()});
  auto const radar = c.tilda.sees(GetRadar{});
  REQUIRE(radar.at("suppliers").size() == 1);
  CHECK(radar.at("suppliers").at(0).at("id") == c.supplier().value);
  CHECK(radar.at("groups").at(0).at("contracts").at(1).at("supplier") == c.supplier().value);
}

TEST_CASE("how far one looks is one's own, and what is put away comes back on its day") {
  Scenario s;
  BuyingCase c(s);
  c.contract(c.orla, c.oak);
  c.contract(c.fay, c.fell);
  auto const plan = c.orla.sees(GetRadar{}).at("plan");
  CHECK(plan.at("km") == 25);
  CHECK(plan.at("days") == 90);
  CHECK(plan.at("version") == 0);

  c.orla.does(EditRadarPlan{.person = c.orla.id(), .km = 5, .days = 90});
  CHECK(c.orla.sees(GetRadar{}).at("groups").empty());
  CHECK(c.fay.sees(GetRadar{}).at("groups").size() == 1);
  EditRadarPlan edit{.person = c.orla.id(), .km = 25, .days = 60};
  edit.put_away = {{{SpendCategory::cleaning_services, c.oak, s.in_days(10)}}};
  c.orla.does(edit);
  CHECK(c.orla.sees(GetRadar{}).at("groups").empty());
  s.advance(std::chrono::hours{24 * 10});
  CHECK(c.orla.sees(GetRadar{}).at("groups").size() == 1);

  CHECK(told(c.orla.tries(EditRadarPlan{.person = c.orla.id(), .km = 0})) == "unprocessable body.km");
  CHECK(told(c.orla.tries(EditRadarPlan{.person = c.orla.id(), .km = 501})) == "unprocessable body.km");
  CHECK(told(c.orla.tries(EditRadarPlan{.person = c.orla.id(), .days = 367})) == "unprocessable body.days");
  edit.put_away = {{{SpendCategory::gas, {999'999}, s.in_days(10)}}};
  CHECK(told(c.orla.tries(edit)) == "not_found");
  CHECK(told(c.orla.tries(EditRadarPlan{.person = c.fay.id()})) == "not_found");
  CHECK(told(c.ollie.tries(EditRadarPlan{.person = c.ollie.id()})) == "not_found");
  auto const stale = c.orla.tries(EditRadarPlan{.person = c.orla.id()}, {}, 1);
  CHECK(stale.error().code == ErrorCode::precondition_failed);
}

}  // namespace staffroom::tests
