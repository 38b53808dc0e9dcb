// The laws of the written policy that speak of purchases, each by its number; the seal, over everybody in the network;
// and what never fails, through the whole story.
#include "protocol/codec.hpp"
#include "server/mail_words.hpp"
#include "server/personal_copy.hpp"
#include "store/supplier_pages.hpp"
#include "tests/laws/client.hpp"
#include "tests/laws/purchases_rules.hpp"
#include "tests/laws/script.hpp"
#include "tests/support/purchase_case.hpp"

#include <doctest/doctest.h>

namespace staffroom::tests {
namespace {

/// By the words of their names, without what numbers everything in the order in which it came.
void strip_numbers(Json& json) {
  if (json.is_object()) {
    for (auto const* member : {"id", "self", "seq", "last", "next"}) json.erase(member);
  }
  for (auto& each : json) {
    if (each.is_structured()) strip_numbers(each);
  }
}

std::string without_numbers(std::string const& text) {
  auto json = Json::parse(text);
  strip_numbers(json);
  return json.dump();
}

std::vector<Query> all_about(PurchaseCase const& c, PurchaseId id, QuoteId quote) {
  return {ListPurchases{},
          GetPurchase{id},
          ListPurchaseGates{id},
          CheckPurchaseGates{id},
          GetSplitting{id},
          ListPurchaseDeclarations{id},
          ListSupplierLinks{id},
          ListQuotes{id},
          ListQuotePrices{id},
          ListQuoteScores{id},
          GetQuote{quote},
          GetQuotePrice{quote},
          GetModeration{id},
          GetAward{id},
          GetAwardLetters{id},
          GetHome{},
          ListNotifications{},
          ListPools{},
          ListSuppliers{},
          ListContracts{},
          GetRadar{},
          GetBuyingOverview{.organisation = c.oak},
          ListEmails{c.oak},
          ListEmails{c.s.aire},
          ListEmails{c.s.network},
          ListDates{.from = c.s.today(), .to = c.s.in_days(300)}};
}

/// What everybody gets to see while one supplier answers, or does not, and after the deadline; by name.
std::map<std::string, std::string> seen_while_one(bool answers) {
  Scenario s(Scenario::Fill::network_only);
  PurchaseCase c(s);
  auto const id = c.gone_to_market();
  auto const links = c.orla.lists(ListSupplierLinks{id});
  SupplierLinkId const first{links.front()};
  SupplierLinkId const other{links.back()};
  c.quote_of(other, 500'000);
  auto const begun = s.store().now();
  std::vector<Client> clients;
  for (auto const& [name, who] : s.everybody()) {
    clients.emplace_back(s, name, who);
    clients.back().open_everything();
  }
  s.sink().take();
  std::map<std::string, std::string> seen;
  auto const settle = [&] {
    auto const publications = s.sink().take();
    for (auto& client : clients) {
      for (auto const& one : publications) client.receive(*one);
      client.drain();
      for (auto const& frame : client.take_applied()) seen[client.name()] += without_numbers(frame) + "\n";
      for (auto const& problem : client.problems()) FAIL_CHECK(problem);
    }
  };
  QuoteId quote{999'999'999};
  if (answers) {
    quote = c.quote_of(first, 400'000);
    PurchaseFile const file{{"a.pdf"}, "application/pdf", c.oak, std::string(64, 'a'), 9};
    REQUIRE(told(s.as_system(AttachQuoteFile{first, file})) == "accepted");
    c.quote_of(first, 390'000);
    REQUIRE(told(s.as_system(WithdrawQuote{first})) == "accepted");
    quote = c.quote_of(first, 380'000);
    settle();
    for (auto const& [name, text] : seen) CHECK_MESSAGE(text.empty(), name << " is sent " << text);
  }
  c.passes_deadline(id);
  settle();
  for (auto const& [name, who] : s.everybody()) {
    auto& text = seen[name];
    for (auto const& query : all_about(c, id, quote)) {
      auto const answer = who.asks(query);
      text += (answer ? without_numbers(answer->json) : told(answer)) + "\n";
    }
    for (auto const place : {c.oak, s.aire, s.network}) {
      if (auto const lines = s.store().audit(who.actor(), ListAudit{.organisation = place}, {200, {}})) {
        std::string json;
        append_json(json, lines->page);
        text += without_numbers(json) + "\n";
      }
    }
    auto const digest = s.store().digest(who.id(), begun, s.store().now());
    for (auto const* part : {&digest.needs, &digest.news}) {
      for (auto const& one : *part) text += words::sentence_of(one) + one.place + "\n";
    }
    auto const own = s.store().data_about(who.id(), who.id());
    if (own) text += std::to_string(copy_as_page(*own).size()) + "\n";
  }
  return seen;
}

Json declarations_of(Colleague const& who, PurchaseId id) { return who.sees(ListPurchaseDeclarations{id}).at("items"); }

}  // namespace

TEST_CASE(
    "law 28: who was refused or replaced has nothing of the purchase, not even that it is, but what they declared") {
  Scenario s(Scenario::Fill::network_only);
  PurchaseCase c(s);
  auto const id = c.in_sourcing();
  c.names(id);
  auto const freds = c.declares(c.fred, id);
  CHECK(c.fred.finds(GetPurchase{id}));
  c.orla.does(RefusePurchaseDeclaration{freds, {"Too near."}});
  auto const nothing_but = [&](Colleague const& who, PurchaseDeclarationId own) {
    CHECK(told(who.asks(GetPurchase{id})) == "not_found");
    CHECK(who.lists(ListPurchases{}).empty());
    CHECK(told(who.asks(ListPurchaseGates{id})) == "not_found");
    CHECK(who.finds(GetPurchaseDeclaration{own}));
    auto const all = declarations_of(who, id);
    CHECK(all.size() == 1);
    CHECK(told(who.tries(DeclareForPurchase{.purchase = id})) == "not_found");
  };
  nothing_but(c.fred, freds);
  auto const ollies = c.declares(c.ollie, id);
  CHECK(c.ollie.finds(GetPurchase{id}));
  auto others = c.wanted_people(id);
  others.people.values.at(1).person = c.cara.id();
  others.people.values.at(2).person = s.dan.id();
  others.reason = {"They have no time."};
  c.orla.does(others);
  nothing_but(c.ollie, ollies);
  nothing_but(c.fred, freds);
}

TEST_CASE("law 29: barred beats allowed: an interest that is not cleared takes every sealed and private part away") {
  Scenario s(Scenario::Fill::network_only);
  PurchaseCase c(s);
  auto const id = c.opened();
  auto const quote = c.quotes(id).front().id;
  // Whatever else they are: owner and business manager, chair and the trust's, evaluator.
  for (auto const& who : {c.orla, c.tilda, c.ollie}) {
    CHECK(who.finds(GetQuote{quote}));
    DeclareForPurchase const interest{id, false, {"My sister has joined one of them."}};
    PurchaseDeclarationId const declared{id_in(who.does(interest))};
    CHECK(told(who.asks(GetQuote{quote})) == "not_found");
    CHECK(told(who.asks(GetQuotePrice{quote})) == "not_found");
    CHECK(who.sees(ListQuotes{id}).at("items").empty());
    CHECK(who.finds(GetPurchase{id}));
    c.otto.does(ClearPurchaseDeclaration{declared, {"She has left it."}});
    CHECK(who.finds(GetQuote{quote}));
  }
  c.scores(c.ollie, id);
  c.scores(c.fred, id);
  c.ellis.does(c.wanted_prices(id));
  CHECK(c.tilda.finds(GetModeration{id}));
  DeclareForPurchase const interest{id, false, {"They have offered me work."}};
  PurchaseDeclarationId const declared{id_in(c.tilda.does(interest))};
  CHECK(told(c.tilda.asks(GetModeration{id})) == "not_found");
  CHECK(c.tilda.sees(ListQuoteScores{id}).at("items").empty());
  CHECK(told(c.tilda.tries(CloseModeration{.purchase = id})) != "accepted");
  c.orla.does(RefusePurchaseDeclaration{declared, {"That is too near."}});
  // She manages the trust's buying, and so knows of the purchase; of its quotes, nothing.
  CHECK(c.tilda.finds(GetPurchase{id}));
  CHECK(told(c.tilda.asks(GetQuote{quote})) == "not_found");
  CHECK(told(c.tilda.asks(GetModeration{id})) == "not_found");
}

TEST_CASE("law 30: a supplier's page holds their own, whatever others do; an account of theirs adds nothing") {
  Scenario s(Scenario::Fill::network_only);
  PurchaseCase c(s);
  auto const shines_person = s.engages("Sid Shine", s.diocese, Role::partner);
  auto const id = c.gone_to_market();
  SupplierLinkId bright, shine;
  for (auto const one : c.orla.lists(ListSupplierLinks{id})) {
    (c.link({one}).supplier == c.bright ? bright : shine) = {one};
  }
  auto const page = [&](SupplierLinkId link) {
    std::string json;
    append_json(json, s.store().supplier_page(link)->view);
    return json;
  };
  c.quote_of(shine, 500'000);
  auto const before = page(shine);
  CHECK(before.find("Bright") == before.npos);
  c.quote_of(bright, 400'000);
  CHECK(page(shine) == before);
  c.quote_of(bright, 410'000);
  CHECK(page(shine) == before);
  c.passes_deadline(id);
  auto const over = page(shine);
  c.orla.does(OpenQuotes{id});
  c.scores(c.ollie, id);
  c.scores(c.fred, id);
  c.ellis.does(c.wanted_prices(id));
  c.agrees(id);
  c.tilda.does(CloseModeration{.purchase = id});
  c.orla.does(ProposeAward{id, {"It is the best."}});
  CHECK(page(shine) == over);
  c.all_sign_award(id);
  c.orla.does(PublishAward{id});
  auto const told_now = Json::parse(page(shine));
  REQUIRE(told_now.contains("letter"));
  CHECK(told_now.at("letter").get<std::string>().find("Bright Floors") != std::string::npos);
  auto shown = told_now;
  shown.erase("letter");
  CHECK(shown.dump().find("Bright") == std::string::npos);
  for (auto const& query : all_about(c, id, c.quotes(id).front().id)) {
    auto const answer = shines_person.asks(query);
    if (answer) CHECK(answer->json.find("Shine & Co") == answer->json.npos);
  }
  CHECK(told(shines_person.asks(GetPurchase{id})) == "not_found");
}

TEST_CASE("the seal: what everybody sees is the same whether a supplier answered or not, until the quotes are opened") {
  auto const with = seen_while_one(true);
  auto const without = seen_while_one(false);
  REQUIRE(with.size() == without.size());
  for (auto const& [name, text] : with) CHECK_MESSAGE(text == without.at(name), name << " can tell");
  CHECK(with.size() > 25);
}

TEST_CASE("purchases: what never fails holds after every command of the story") {
  Scenario s(Scenario::Fill::network_only);
  PurchaseRules rules(s, s.marcus);
  Law law(s, {.looking = false, .after_each = [&](std::string const& what) { rules.check(what); }});
  story::purchases(law);
  CHECK(rules.checks > 100);
  CHECK(rules.sealed > 100);
  CHECK(rules.standstills > 0);
  CHECK(rules.ranked > 1);
  CHECK(s.store().verify().empty());
  MESSAGE(rules.checks << " looks at purchases, " << rules.sealed << " at sealed quotes");
}

}  // namespace staffroom::tests
