// Buying together in the demo network, as it is loaded: registers of several schools, contracts that end together, a
// pool in each state that is reached, savings.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "server/demo.hpp"
#include "server/records.hpp"
#include "store/calendar.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {
namespace {

class DemoBuying {
 public:
  explicit DemoBuying(TimestampMs now) : today_(calendar::date_of(now)) {
    std::ostringstream accounts;
    auto const reader = std::filesystem::canonical("/proc/self/exe").parent_path().parent_path() / "staffroom-extract";
    auto const loaded = load_demo(folder_.path(), "a quite long password 42", now, accounts, reader);
    REQUIRE_MESSAGE(loaded.has_value(), loaded.error().detail);
    StoreSettings settings;
    settings.folder = folder_.path();
    settings.manual_clock = true;
    auto opened = Store::open(std::move(settings));
    REQUIRE(opened.has_value());
    store_ = *std::move(opened);
  }

  Store& store() { return *store_; }
  Date today() const { return today_; }

  /// The whole list, as the hub itself sees it.
  template <class R, class Query>
  std::vector<R> all(Query const& query) {
    auto const found = records::all<R>(*store_, query);
    REQUIRE_MESSAGE(found.has_value(), Query::name << " " << found.error().path << " " << found.error().detail);
    return *found;
  }
  /// Contracts that have not ended, and those that have.
  std::vector<Contract> contracts() {
    auto out = all<Contract>(ListContracts{});
    for (auto const state : {ContractState::ended, ContractState::voided}) {
      auto const more = all<Contract>(ListContracts{.state = state});
      out.insert(out.end(), more.begin(), more.end());
    }
    return out;
  }
  /// One page of what a person is shown.
  template <class R, class Query>
  std::vector<R> listed(std::string_view email, Query const& query) {
    std::vector<R> out;
    auto const page = shown(email, query);
    REQUIRE_MESSAGE(page.contains("items"), email << " asks for " << Query::name);
    for (auto const& item : page.at("items")) out.push_back(get<R>(*record_from_json(R::kind, item.dump())));
    return out;
  }
  nlohmann::json shown(std::string_view email, Query const& query) {
    auto const person = store_->credential_of(email);
    REQUIRE_MESSAGE(person.has_value(), email);
    Actor actor;
    actor.person = person->id;
    auto const answer = store_->ask(actor, query, {limits::page_size_max, {}}, ReadTier::disk);
    return *answer ? nlohmann::json::parse((*answer)->json) : nlohmann::json{};
  }

 private:
  TempFolder folder_;
  Date today_;
  std::unique_ptr<Store> store_;
};

std::ptrdiff_t count(auto const& records, auto const& is_so) { return std::ranges::count_if(records, is_so); }

void check_registers(DemoBuying& demo) {
  auto const contracts = demo.contracts();
  CHECK(contracts.size() == 55);  // one came of a purchase
  std::set<OrganisationId> owners;
  std::map<ContractState, int> states;
  for (auto const& it : contracts) {
    owners.insert(it.organisation);
    ++states[it.state];
    if (it.state == ContractState::current) CHECK(it.details.ends >= demo.today());
    if (it.state == ContractState::ended) CHECK(it.details.ends < demo.today());
  }
  CHECK(owners.size() >= 16);
  CHECK(states[ContractState::planned] >= 2);
  CHECK(states[ContractState::current] >= 40);
  CHECK(states[ContractState::notice_given] >= 1);
  CHECK(states[ContractState::ended] >= 2);
  CHECK(states[ContractState::voided] == 1);
  auto const website =
      std::ranges::find_if(contracts, [](auto const& it) { return it.details.title.value == "School website"; });
  REQUIRE(website != contracts.end());
  CHECK(website->state == ContractState::current);  // renewed by itself
  CHECK(count(contracts, [](auto const& it) { return it.reminded > 0; }) >= 3);
  std::ptrdiff_t entries = 0;
  for (auto const& it : contracts) entries += std::ssize(demo.all<ContractEntry>(ListContractEntries{it.id}));
  CHECK(entries >= 6);
}

void check_pools(DemoBuying& demo) {
  std::map<PoolState, Pool> pools;
  for (auto const* const organiser : {"j.thackray@lanternhill.example", "l.tate@gosmere.example",
                                      "j.ferris@saltmerecoop.example", "c.jowett@oxenby.example"}) {
    for (auto const& it : demo.listed<Pool>(organiser, ListPools{})) pools.emplace(it.state, it);
  }
  REQUIRE(pools.size() == 4);
  auto const& open = pools.at(PoolState::open);
  CHECK(open.total.schools == 2);
  CHECK(open.total.committed == 56);
  CHECK(open.schools.size() == 3);
  CHECK(pools.contains(PoolState::draft));
  CHECK(pools.at(PoolState::purchasing).total.schools == 3);
  CHECK_FALSE(pools.at(PoolState::cancelled).reason.empty());
  auto const parts =
      demo.listed<Participation>("l.tate@gosmere.example", ListParticipations{pools.at(PoolState::purchasing).id});
  CHECK(count(parts, [](auto const& it) { return it.state == ParticipationState::left; }) == 1);
}

void check_savings(DemoBuying& demo) {
  std::map<SavingState, int> states;
  for (auto const& it : demo.all<Saving>(ListSavings{})) {
    ++states[it.state];
    CHECK(it.expected.pence > 0);
    if (it.state == SavingState::realised) CHECK(it.had->by != it.author);
  }
  CHECK(states[SavingState::potential] >= 2);
  CHECK(states[SavingState::realised] >= 2);
  CHECK(states[SavingState::unrealised] == 1);
  std::ptrdiff_t told = 0, replied = 0;
  for (auto const& supplier : demo.all<Supplier>(ListSuppliers{})) {
    auto const all = demo.all<SupplierExperience>(ListExperience{supplier.id});
    told += std::ssize(all);
    replied += count(all, [](auto const& it) { return it.reply.has_value(); });
  }
  CHECK(told >= 5);
  CHECK(replied == 1);
}

/// One in every stage; whoever looks at one that is on the market sees nothing of what came.
void check_purchases(DemoBuying& demo) {
  std::map<PurchaseStage, Purchase> stages;
  for (auto const* const owner :
       {"b.readman@eskerton.example", "t.stubbs@dunmere.example", "l.tate@gosmere.example", "c.jowett@oxenby.example",
        "s.hanley@winterscale.example", "j.ferris@saltmerecoop.example"}) {
    for (auto const& it : demo.listed<Purchase>(owner, ListPurchases{})) {
      stages.emplace(it.stage, it);
      auto const check = demo.shown(owner, CheckPurchaseGates{it.id});
      CHECK(check.at("holds") == true);
      CHECK(check.at("gates") == it.gates);
    }
  }
  CHECK(stages.size() == std::size_t(PurchaseStage::cancelled) + 1);
  auto const& asking = stages.at(PurchaseStage::go_to_market);
  CHECK(demo.all<Quote>(ListQuotes{asking.id}).size() == 2);
  auto const shown = demo.shown("s.duffy@marlbeckhigh.example", ListQuotes{asking.id});
  CHECK(shown.value("items", nlohmann::json::array()).empty());
  auto const& pooled = stages.at(PurchaseStage::contract_award);
  CHECK(pooled.schools.size() == 3);
  auto const award = records::find<Award>(demo.store(), GetAward{pooled.id});
  REQUIRE(award);
  CHECK(award->state == AwardState::published);
  CHECK(award->standstill_ends.value_or(Date{}) >= demo.today());
  CHECK(count(demo.all<QuoteScore>(ListQuoteScores{stages.at(PurchaseStage::evaluation).id}),
              [](auto const& it) { return it.state == ScoreState::submitted; }) == 2);
}

/// Three schools or more renew cleaning within 90 days, as the radar of a business manager of one of them says.
void check_radar(DemoBuying& demo) {
  auto const radar = demo.shown("c.sykes@ellerwick.example", GetRadar{});
  REQUIRE(radar.contains("groups"));
  auto const& groups = radar.at("groups");
  auto const cleaning =
      std::ranges::find_if(groups, [](auto const& it) { return it.at("category") == "cleaning_services"; });
  REQUIRE(cleaning != groups.end());
  CHECK(cleaning->at("organisations") >= 3);
}

}  // namespace

TEST_CASE("demo buying: registers, contracts that end together, a pool in each state, savings of each kind") {
  // Days after Christmas, after Easter, and the last day of a month.
  for (auto const now :
       {TimestampMs{1'799'323'200'000}, TimestampMs{1'775'563'200'000}, TimestampMs{1'788'174'000'000}}) {
    INFO(now.value);
    DemoBuying demo(now);
    check_registers(demo);
    check_pools(demo);
    check_purchases(demo);
    check_savings(demo);
    check_radar(demo);
    CHECK(demo.store().verify().empty());
  }
}

}  // namespace staffroom::tests
