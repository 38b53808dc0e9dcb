// The oracle of buying together: for everybody who is something to a contract, a pool or a saving or nothing, what they
// can read of it, by every way on which something comes out. Judged by the written table (buying_matrix.hpp).
#include "tests/laws/buying_oracle.hpp"
#include "tests/laws/signed_out.hpp"
#include "tests/support/searching.hpp"

namespace staffroom::tests {
namespace {

/// A contract with its terms and an entry, by the words that are in them.
struct Held {
  BuyingOracle& oracle;
  std::string name;
  ContractId id{};

  void shows(char column) const {
    oracle.the(name).readers = contract_readers(column, "cm");
    for (auto const* part : {" terms", " entry"}) oracle.the(name + part).readers = contract_readers(column, "m");
  }
  void is_void(char column) const {
    oracle.the(name).live = false;
    oracle.voided.insert(id.value);
    shows(column);
  }
};

Held enter(BuyingCase& c, BuyingOracle& oracle, std::string const& name, CreateContract wanted, Colleague const& who) {
  Held out{oracle, name};
  wanted.details.title = {name + "word of cleaning"};
  wanted.money.exit_plan = {name + "secret"};
  out.id = {id_in(who.does(wanted))};
  auto entry = c.wanted_entry(out.id);
  entry.what = {name + "delivered"};
  ContractEntryId const entered{id_in(who.does(entry))};
  oracle.the(name) = {"contract", out.id.value, GetContract{out.id}, name + "word", {}};
  oracle.the(name + " terms") = {"contract_terms", out.id.value, GetContractTerms{out.id}, name + "secret", {}};
  oracle.the(name + " terms").annual = 1'440'000;
  oracle.the(name + " entry") = {"contract_entry", entered.value, GetContractEntry{entered}, name + "delivered", {}};
  oracle.the(name + " entry").of = out.id.value;
  return out;
}

void add_suppliers(BuyingCase& c, BuyingOracle& oracle) {
  auto const supplier = c.supplier("supplierword Limited");
  oracle.the("supplier") = {"supplier", supplier.value, GetSupplier{supplier}, "supplierword", oracle.network()};
  auto const other = c.supplier();
  oracle.the("other supplier") = {"supplier", other.value, GetSupplier{other}, "Sparkle Cleaning", oracle.network()};
  oracle.look("suppliers");
}

/// Through all states, shared with more and with fewer.
void keep_contracts(BuyingCase& c, BuyingOracle& oracle) {
  auto& s = c.s;
  auto wanted = c.wanted_contract(c.oak);
  wanted.details.supplier = c.supplier("supplierword Limited");
  wanted.shared_with.reset();
  auto const first = enter(c, oracle, "first", wanted, c.orla);
  first.shows('P');
  oracle.look("a contract that is shared with nobody");
  std::tuple<char, std::optional<OrganisationId>, bool> const ways[] = {
      {'T', s.aire, false}, {'t', s.aire, true},    {'N', s.network, false}, {'n', s.network, true},
      {'P', {}, false},     {'n', s.network, true}, {'N', s.network, false}};
  for (auto const& [column, with, money] : ways) {
    c.orla.does(ShareContract{first.id, with, money});
    first.shows(column);
    oracle.look(std::string("sharing ") + column);
  }
  // Another trust's, which the radar puts beside it.
  auto const other = enter(c, oracle, "other", c.wanted_contract(c.fell), c.fay);
  oracle.the("other").readers = oracle.network();
  for (auto const* part : {"other terms", "other entry"}) oracle.the(part).readers = {"fay", "felix", "mo"};
  oracle.look("a contract of another trust");
  c.orla.does(GiveNotice{first.id, s.today(), {}});
  oracle.look("notice");
  wanted.details.starts = s.in_days(10);
  wanted.shared_with = s.network;
  wanted.money_shared = true;
  auto const planned = enter(c, oracle, "planned", wanted, c.orla);
  planned.shows('n');
  oracle.look("a planned contract");
  c.orla.does(VoidContract{planned.id, {"Entered twice."}});
  planned.is_void('V');
  oracle.look("a void contract");
  wanted.details.owner = {s.aire, Role::administrator};
  wanted.shared_with.reset();
  wanted.money_shared = false;
  auto const kept = enter(c, oracle, "kept", wanted, c.orla);
  kept.shows('S');
  oracle.look("a contract that is looked after from above");
  auto saving = CreateSaving{.organisation = c.oak, .title = {"savingword of keeping"}, .contract = kept.id};
  saving.from = s.today();
  saving.to = s.in_days(300);
  saving.baseline = c.gross(100'000);
  saving.against = c.gross(90'000);
  SavingId const kept_saving{id_in(c.orla.does(saving))};
  auto readers = saving_readers;
  readers.insert("tom");
  oracle.the("saving") = {"saving", kept_saving.value, GetSaving{kept_saving}, "savingword", readers};
  oracle.look("a saving");
  c.s.tom.does(VoidContract{kept.id, {"Entered twice."}});
  kept.is_void('W');
  oracle.look("that contract is void");
}

void tell_experience(BuyingCase& c, BuyingOracle& oracle) {
  SupplierId const supplier{oracle.the("supplier").id};
  CreateExperience told{.supplier = supplier, .organisation = c.oak, .text = {"experienceword: in time."}};
  ExperienceId const id{id_in(c.orla.does(told))};
  oracle.the("experience") = {"supplier_experience", id.value, GetExperience{id}, "experienceword", oracle.network()};
  oracle.the("experience").of = supplier.value;
  oracle.look("experience");
  c.s.tess.does(ReplyToExperience{id, {"We have talked to them."}});
  oracle.look("the reply");
}

void pool_needs(BuyingCase& c, BuyingOracle& oracle) {
  auto wanted = c.wanted_pool();
  wanted.terms.title = {"poolword"};
  PoolId const pool{id_in(c.orla.does(wanted))};
  oracle.the("pool") = {"pool", pool.value, GetPool{pool}, "poolword", {}};
  auto const page = c.orla.sees(ListParticipations{pool});
  std::map<std::uint64_t, char> const letters{{c.oak.value, 'o'}, {c.elm.value, 'e'}, {c.fell.value, 'f'}};
  for (auto const& it : page.at("items")) {
    auto const letter = letters.at(it.at("school").get<std::uint64_t>());
    ParticipationId const id{it.at("id").get<std::uint64_t>()};
    auto& thing = oracle.the(std::string("part ") + letter);
    thing = {"participation", id.value, GetParticipation{id}, {}, {}};
    thing.of = pool.value;
  }
  auto const shows = [&](char column, char const* what) {
    oracle.the("pool").readers = pool_readers(column, 'p');
    for (char const letter : {'o', 'e', 'f'}) {
      oracle.the(std::string("part ") + letter).readers = pool_readers(column, letter);
    }
    oracle.look(what);
  };
  shows('d', "a pool's draft");
  c.orla.does(OpenPool{pool});
  shows('o', "an open pool");
  // What a school takes stands in its signature; the total of one says the same, and is for all who read the pool.
  c.signs(c.otto, pool, c.oak, 41'417, 51'517);
  oracle.the("part o").word = "\"headteacher\",\"committed\":41417";
  shows('s', "a signature");
  c.orla.does(SharePool{pool, c.s.aire});
  shows('a', "a pool that is shared");
  c.orla.does(SharePool{pool, {}});
  shows('s', "a pool that is shared no more");
  c.signs(c.felix, pool, c.fell, 61'617, 71'717);
  oracle.the("part f").word = "\"headteacher\",\"committed\":61617";
  shows('b', "a second signature");
  c.orla.does(ClosePool{pool});
  shows('c', "a pool that is closed");
}

}  // namespace

TEST_CASE(
    "buying oracle: whatever changes, everybody reads what the table gives them, by every way, and nothing else") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  BuyingOracle oracle(c);
  add_suppliers(c, oracle);
  keep_contracts(c, oracle);
  tell_experience(c, oracle);
  pool_needs(c, oracle);
  // Who is Oakfield's business manager no more has nothing of it; the trust's organises the pool.
  s.ends_memberships_of(c.orla);
  oracle.leaves("orla");
  for (auto const* part : {"pool", "part o", "part e", "part f"}) oracle.the(part).readers.insert("tilda");
  oracle.look("the organiser has left");
  s.advance(std::chrono::hours{24} * 201);
  oracle.the("first").live = false;
  oracle.the("other").live = false;
  oracle.look("the contracts have ended");
  CHECK(oracle.groups_seen);
  CHECK(oracle.frames > 100);
  CHECK(s.store().verify().empty());
  MESSAGE(oracle.looks << " looks, " << oracle.asked << " questions, " << oracle.frames << " frames");
}

TEST_CASE("buying oracle: contracts, pools and suppliers are found by who reads them") {
  SearchedHub hub;
  BuyingCase c(hub.s());
  auto const finders = [&](char const* word) {
    Names out;
    for (auto const& [name, who] : watchers_of(c)) {
      if (!hub.page(who.id(), word).at("items").empty()) out.insert(name);
    }
    return out;
  };
  auto wanted = c.wanted_contract(c.oak);
  wanted.details.title = {"Contractword"};
  wanted.money.exit_plan = {"Secretword"};
  wanted.shared_with.reset();
  auto const id = c.contract(c.orla, wanted);
  CHECK(finders("contractword") == contract_readers('P', "cm"));
  c.orla.does(ShareContract{id, c.s.aire, false});
  CHECK(finders("contractword") == contract_readers('T', "cm"));
  c.orla.does(ShareContract{id, c.s.network, true});
  CHECK(finders("contractword") == contract_readers('n', "cm"));
  CHECK(finders("secretword").empty());
  c.orla.does(VoidContract{id, {"Entered twice."}});
  auto const after = finders("contractword");
  auto const may = contract_readers('V', "cm");
  CHECK(std::includes(may.begin(), may.end(), after.begin(), after.end()));
  auto pooled = c.wanted_pool();
  pooled.terms.title = {"Poolword"};
  PoolId const pool{id_in(c.orla.does(pooled))};
  CHECK(finders("poolword") == pool_readers('d', 'p'));
  c.orla.does(OpenPool{pool});
  CHECK(finders("poolword") == pool_readers('o', 'p'));
  c.orla.does(SharePool{pool, c.s.aire});
  CHECK(finders("poolword") == pool_readers('a', 'p'));
  c.supplier("Supplierword Limited");
  auto const found = finders("supplierword");
  for (auto const& one : outsiders) CHECK_FALSE(found.contains(one));
  CHECK(found.size() == watchers_of(c).size() - outsiders.size());
}

TEST_CASE("buying oracle: who is not signed in is told so by every path, whatever it names") {
  TestServer server({.populated = false});
  Scenario s(server.store(), Scenario::Fill::network_only);
  BuyingCase c(s);
  auto const id = c.contract(c.orla, c.oak);
  auto const of_buying = [](std::string const& path) {
    for (auto const* part :
         {"contract", "supplier", "pool", "participation", "saving", "radar", "threshold", "buying-"}) {
      if (path.find(part) != path.npos) return true;
    }
    return false;
  };
  CHECK(ask_signed_out(server, of_buying, id.value) > 50);
}

}  // namespace staffroom::tests
