// The oracle of purchases: for everybody who is something to a purchase or nothing, what they can read of it, by every
// way on which something comes out. Judged by the written table (purchases_matrix.hpp).
#include "tests/laws/buying_oracle.hpp"
#include "tests/laws/purchases_matrix.hpp"
#include "tests/support/purchase_case.hpp"
#include "tests/support/searching.hpp"

namespace staffroom::tests {
namespace {

/// The purchase with all that is bound to it, by the words that are in them.
struct Offered {
  PurchaseCase& c;
  BuyingOracle& oracle;
  PurchaseId id{};
  char column = 'b';

  void has(std::string const& name, char letter, char const* kind, std::uint64_t record, Query get, std::string word) {
    auto& thing = oracle.the(name);
    thing = {kind, record, std::move(get), std::move(word), purchase_readers(column, letter)};
    thing.of = id.value;
    letters[name] = letter;
  }
  void find_gates() {
    for (auto const& gate : c.gates(id)) {
      has("gate " + std::to_string(gate.number), 'p', "purchase_gate", gate.id.value, GetPurchaseGate{gate.id}, {});
    }
  }
  void stands(char now) {
    column = now;
    for (auto const& [name, letter] : letters) oracle.the(name).readers = purchase_readers(column, letter);
  }
  void look(char const* what) {
    find_gates();
    oracle.look(what);
  }
  std::map<std::string, char> letters;
};

void find_pool(PurchaseCase& c, BuyingOracle& oracle, PoolId pool) {
  oracle.the("pool") = {"pool", pool.value, GetPool{pool}, {}, pool_readers('c', 'p')};
  for (auto const& [school, letter] : {std::pair{c.oak, 'o'}, std::pair{c.elm, 'e'}, std::pair{c.fell, 'f'}}) {
    auto const part = c.participation(pool, school).id;
    auto& thing = oracle.the(std::string("part ") + letter);
    thing = {"participation", part.value, GetParticipation{part}, {}, pool_readers('c', letter)};
    thing.of = pool.value;
  }
}

void name_people(Offered& it) {
  auto& c = it.c;
  c.names(it.id);
  it.stands('n');
  it.look("people who are named");
  DeclareForPurchase told{it.id, false, {"declaredword: I know one of them."}};
  PurchaseDeclarationId const ollies{id_in(c.ollie.does(told))};
  it.has("declaration", 'd', "purchase_declaration", ollies.value, GetPurchaseDeclaration{ollies}, "declaredword");
  it.look("a declaration");
  c.orla.does(ClearPurchaseDeclaration{ollies, {"It is long ago."}});
  auto const declares = [&](std::string const& name, Colleague const& who, Colleague const& by) {
    auto const one = c.declares(who, it.id);
    by.does(ClearPurchaseDeclaration{one, {}});
    auto& thing = it.oracle.the(name + "'s declaration");
    thing = {
        "purchase_declaration", one.value, GetPurchaseDeclaration{one}, {}, {name, "orla", "tilda", "otto", "tess"}};
    thing.of = it.id.value;
  };
  declares("tilda", c.tilda, c.orla);
  declares("orla", c.orla, c.tilda);
  declares("fred", c.fred, c.orla);
  declares("ellis", c.ellis, c.orla);
}

void go_to_market(Offered& it) {
  auto& c = it.c;
  c.orla.does(SetTenderPack{it.id, c.wanted_pack()});
  c.orla.does(ChooseRoute{it.id, BuyingRoute::full_procedure, {"It is over the threshold."}});
  c.all_sign_tender(it.id);
  c.otto.does(ApprovePurchase{it.id, {}});
  c.orla.does(AdvancePurchase{it.id, {}});
  for (auto const supplier : {c.bright, c.shine}) {
    auto const name = supplier == c.bright ? std::string("bright") : std::string("shine");
    InviteToQuote const asked{it.id, supplier, {name + "@bids.example"}, {name + "contactword"}};
    SupplierLinkId const link{id_in(c.orla.does(asked))};
    it.has(name + "'s link", 'l', "supplier_link", link.value, GetSupplierLink{link}, name + "contactword");
  }
  it.look("suppliers who are asked");
}

QuoteId quote(Offered& it, std::string const& name, std::int64_t pence) {
  auto& c = it.c;
  SupplierLinkId const link{it.oracle.the(name + "'s link").id};
  SaveQuote saved{.supplier_link = link, .remarks = {name + "answerword"}};
  saved.answers = {{{"Weekly."}, {"The same two."}}};
  saved.lines = {{PriceLine{{name + "priceword"}, c.gross(pence)}}};
  auto const draft = Json::parse((*c.s.as_system(saved)).record);
  QuoteId const id{draft.at("id").get<std::uint64_t>()};
  it.has(name + "'s quote", 'q', "quote", id.value, GetQuote{id}, name + "answerword");
  it.has(name + "'s price", 'P', "quote_price", id.value, GetQuotePrice{id}, name + "priceword");
  CHECK(it.oracle.the(name + "'s quote").readers.empty());
  it.look("a quote's draft");
  CHECK(told(c.s.as_system(SubmitQuote{link, draft.at("content_hash").get<std::string>()})) == "accepted");
  it.look("a sealed quote");
  return id;
}

void score_and_award(Offered& it, QuoteId bright) {
  auto& c = it.c;
  auto scored = c.wanted_score(it.id, bright, 3);
  for (auto& one : scored.scores.values) one.reason = {"scoredword"};
  QuoteScoreId const ollies{id_in(c.ollie.does(scored))};
  it.has("score", 'c', "quote_score", ollies.value, GetQuoteScore{ollies}, "scoredword");
  it.look("a score's draft");
  auto const others = [&](std::string const& who, QuoteScoreId score) {
    it.has(who, 'c', "quote_score", score.value, GetQuoteScore{score}, {});
    if (it.column == 'o') it.oracle.the(who).readers = {who.substr(0, who.find(' '))};
  };
  for (auto const& one : c.quotes(it.id)) {
    if (one.id != bright) others("ollie again", {id_in(c.ollie.does(c.wanted_score(it.id, one.id, 2)))});
  }
  c.ollie.does(SubmitScores{it.id});
  it.look("scores of one");
  std::size_t number = 0;
  for (auto const& one : c.quotes(it.id)) {
    others("fred " + std::to_string(++number), {id_in(c.fred.does(c.wanted_score(it.id, one.id, 2)))});
  }
  c.fred.does(SubmitScores{it.id});
  c.ellis.does(c.wanted_prices(it.id));
  it.stands('s');
  it.has("moderation", 'm', "moderation", it.id.value, GetModeration{it.id}, "agreedword");
  it.look("all scores");
  AgreeScores agreed{.purchase = it.id};
  for (auto const& one : c.quotes(it.id)) {
    for (auto const criterion : {0U, 1U}) agreed.agreed.values.push_back({one.id, criterion, 2, {"agreedword"}});
  }
  c.tilda.does(agreed);
  it.look("agreed scores");
  c.tilda.does(CloseModeration{.purchase = it.id});
  c.orla.does(ProposeAward{it.id, {"awardword"}});
  it.has("award", 'p', "award", it.id.value, GetAward{it.id}, "awardword");
  EditLetters letters{.purchase = it.id};
  for (auto const& one : c.letters(it.id).letters) letters.letters.values.push_back({one.quote, {"letterword"}});
  c.orla.does(letters);
  it.has("letters", 't', "award_letters", it.id.value, GetAwardLetters{it.id}, "letterword");
  it.look("a proposed award");
  c.all_sign_award(it.id);
  c.orla.does(PublishAward{it.id});
  it.look("a published award");
  c.moves_to({c.award(it.id).standstill_ends->days + 1});
  c.orla.does(ConfirmAward{it.id});
  it.stands('a');
  it.look("a confirmed award");
}

}  // namespace

TEST_CASE("purchases oracle: from the need to the award everybody reads what the table gives them, and nothing else") {
  Scenario s(Scenario::Fill::network_only);
  PurchaseCase c(s);
  BuyingOracle oracle(c);
  for (auto const& [name, supplier] : {std::pair{"bright", c.bright}, std::pair{"shine", c.shine}}) {
    oracle.the(name) = {"supplier", supplier.value, GetSupplier{supplier}, {}, oracle.network()};
  }
  auto const id = c.in_sourcing();
  find_pool(c, oracle, *c.purchase(id).pool);
  Offered it{c, oracle, id, 'b', {}};
  auto titled = c.edit_of(id);
  titled.title = {"purchaseword"};
  c.orla.does(titled);
  it.has("purchase", 'p', "purchase", id.value, GetPurchase{id}, "purchaseword");
  oracle.the("purchase").of = 0;
  it.look("a purchase");
  name_people(it);
  go_to_market(it);
  auto const bright = quote(it, "bright", 400'000);
  quote(it, "shine", 500'000);
  c.passes_deadline(id);
  it.look("the deadline");
  c.tilda.does(OpenQuotes{id});
  it.stands('o');
  it.look("the opening");
  score_and_award(it, bright);
  CHECK(oracle.frames > 100);
  CHECK(s.store().verify().empty());
  MESSAGE(oracle.looks << " looks, " << oracle.asked << " questions, " << oracle.frames << " frames");
}

TEST_CASE("purchases oracle: a purchase is found by who reads it, and nothing that was quoted by anybody") {
  SearchedHub hub;
  PurchaseCase c(hub.s());
  auto const finders = [&](char const* word) {
    Names out;
    for (auto const& [name, who] : watchers_of(c)) {
      if (!hub.page(who.id(), word).at("items").empty()) out.insert(name);
    }
    return out;
  };
  auto const id = c.in_sourcing();
  auto titled = c.edit_of(id);
  titled.title = {"Purchaseword"};
  c.orla.does(titled);
  CHECK(finders("purchaseword") == purchase_readers('b', 'p'));
  c.names(id);
  CHECK(finders("purchaseword") == purchase_readers('n', 'p'));
  c.clears_all(id);
  c.orla.does(SetTenderPack{id, c.wanted_pack()});
  c.orla.does(ChooseRoute{id, BuyingRoute::full_procedure, {"It is over the threshold."}});
  c.all_sign_tender(id);
  c.otto.does(ApprovePurchase{id, {}});
  c.orla.does(AdvancePurchase{id, {}});
  c.quote_of(c.invites(id, c.bright), 400'000);
  c.passes_deadline(id);
  c.orla.does(OpenQuotes{id});
  CHECK(finders("relief").empty());  // a word of the quote
}

}  // namespace staffroom::tests
