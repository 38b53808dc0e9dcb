// Evaluation: scoring alone, the price by somebody else, moderation with both kept, and a ranking that is fixed.
#include <doctest/doctest.h>

#include "protocol/codec.hpp"
#include "tests/support/purchase_case.hpp"

namespace staffroom::tests {
namespace {

/// What one person may see of an evaluation, in a word each.
std::string sees_of(Colleague const& who, PurchaseId id) {
  auto const some = [&](Query const& query) {
    return who.finds(query) && !who.lists(query).empty() ? std::string("yes") : std::string("no");
  };
  return "answers " + some(ListQuotes{id}) + ", prices " + some(ListQuotePrices{id}) + ", scores " +
         some(ListQuoteScores{id}) + ", moderation " + (who.finds(GetModeration{id}) ? "yes" : "no");
}

QuoteScore score_of(PurchaseCase const& c, Colleague const& who, PurchaseId id, QuoteId quote) {
  auto const page = who.sees(ListQuoteScores{id});
  for (auto const& item : page.at("items")) {
    auto const record = record_from_json(Kind::quote_score, item.dump());
    auto const& score = get<QuoteScore>(*record);
    if (score.author == who.id() && score.quote == quote) return score;
  }
  return QuoteScore{.purchase = c.purchase(id).id};
}

/// As the chair sees it, each cell agreed with the points that `points` gives.
AgreeScores agreed_by(PurchaseCase const& c, PurchaseId id, std::uint32_t bright, std::uint32_t shine,
                      std::string_view reason = {}) {
  AgreeScores out{.purchase = id};
  for (auto const& it : c.quotes(id)) {
    for (std::uint32_t i = 0; i < 2; ++i) {
      out.agreed.values.push_back({it.id, i, it.supplier == c.bright ? bright : shine, {std::string(reason)}});
    }
  }
  return out;
}

}  // namespace

TEST_CASE("evaluation: each sees their own part alone until all scores are in, then the panel sees everything") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.opened();
  for (auto const& who : {c.ollie, c.fred}) {
    CHECK(sees_of(who, id) == "answers yes, prices no, scores no, moderation no");
    CHECK(who.told_because(Because::purchase_to_score));
  }
  CHECK(c.ellis.told_because(Because::purchase_to_score));
  CHECK(sees_of(c.ellis, id) == "answers no, prices yes, scores no, moderation no");
  for (auto const& who : {c.orla, c.tilda}) {
    CHECK(sees_of(who, id) == "answers yes, prices yes, scores no, moderation no");
  }
  c.scores(c.ollie, id);
  CHECK_FALSE(c.ollie.told_because(Because::purchase_to_score));
  CHECK(c.fred.told_because(Because::purchase_to_score));
  CHECK(sees_of(c.ollie, id) == "answers yes, prices no, scores yes, moderation no");
  for (auto const& who : {c.fred, c.orla, c.tilda, c.ellis, s.nadia, c.otto, c.felix}) {
    CHECK(sees_of(who, id).ends_with("scores no, moderation no"));
    CHECK(told(who.asks(GetModeration{id})) == "not_found");
  }
  c.ellis.does(c.wanted_prices(id));
  CHECK_FALSE(c.ellis.told_because(Because::purchase_to_score));
  CHECK_FALSE(c.tilda.told_because(Because::purchase_to_moderate));
  auto const before = c.purchase(id).version;
  c.scores(c.fred, id);
  CHECK(c.purchase(id).version == before + 1);
  CHECK(c.moderation(id).state == ModerationState::open);
  CHECK(c.moderation(id).scored_by.size() == 2);
  CHECK(c.moderation(id).priced_by == c.ellis.id());
  CHECK(c.tilda.told_because(Because::purchase_to_moderate));
  for (auto const& who : {c.ollie, c.fred, c.ellis, c.orla, c.tilda}) {
    CHECK(sees_of(who, id) == "answers yes, prices yes, scores yes, moderation yes");
    CHECK(who.lists(ListQuoteScores{id}).size() == 4);
  }
  for (auto const& who : {c.otto, c.felix, c.grace, s.nadia, s.tess, c.fay, c.cara}) {
    CHECK(sees_of(who, id) == "answers no, prices no, scores no, moderation no");
  }
  CHECK(s.store().verify().empty());
}

TEST_CASE("evaluation: schools that take part see scores and moderation once the award is confirmed") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.award_published();
  for (auto const& who : {c.otto, c.felix}) {
    CHECK(sees_of(who, id) == "answers no, prices no, scores no, moderation no");
  }
  c.moves_to({c.award(id).standstill_ends->days + 1});
  c.orla.does(ConfirmAward{id});
  for (auto const& who : {c.otto, c.felix}) {
    CHECK(sees_of(who, id) == "answers no, prices no, scores yes, moderation yes");
  }
  for (auto const& who : {c.grace, s.nadia, c.cara, c.conrad}) {
    CHECK(sees_of(who, id) == "answers no, prices no, scores no, moderation no");
  }
  CHECK(s.store().verify().empty());
}

TEST_CASE("evaluation: evaluators score answers, price evaluators prices, and nobody else anything") {
  Scenario s;
  PurchaseCase c(s);
  auto const on_market = c.past_deadline(BoughtFor::one);
  CHECK(told(c.ollie.tries(SubmitScores{on_market})) == "conflict wrong_state");
  CHECK(told(c.ellis.tries(SubmitPriceScores{.purchase = on_market})) == "conflict wrong_state");
  c.orla.does(OpenQuotes{on_market});
  auto const id = on_market;
  auto const quote = c.quote_by(id, c.bright).id;
  auto const wanted = c.wanted_score(id, quote, 3);
  CHECK(told(c.ellis.tries(wanted)) == "not_found");  // no answers for who scores prices
  CHECK(told(c.ellis.tries(SubmitScores{id})) == "forbidden role");
  CHECK(told(c.ollie.tries(c.wanted_prices(id))) == "forbidden role");
  for (auto const& who : {c.orla, c.tilda, c.otto}) {
    CHECK(told(who.tries(SubmitScores{id})) != "accepted");
    CHECK(told(who.tries(c.wanted_prices(id))) != "accepted");
    CHECK(told(who.tries(wanted)) != "accepted");
  }
  for (auto const& who : {c.fay, s.nadia, s.priya, s.leo}) {
    CHECK(told(who.tries(SubmitScores{id})) == "not_found");
    CHECK(told(who.tries(wanted)) == "not_found");
  }
  CHECK(told(s.as_system(wanted)) == "not_found");
  CHECK(told(s.as_system(SubmitScores{id})) == "not_found");
  CHECK(told(s.as_system(c.wanted_prices(id))) == "not_found");
}

TEST_CASE("evaluation: a score is a place in the scale with a reason, kept as a draft until all are whole") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.opened(BoughtFor::one);
  auto const bright = c.quote_by(id, c.bright).id;
  auto const shine = c.quote_by(id, c.shine).id;
  auto wanted = c.wanted_score(id, bright, 3);
  wanted.scores.values[1].points = 5;
  CHECK(told(c.ollie.tries(wanted)) == "unprocessable body.scores[1].points");
  wanted.scores.values[1] = {2, 1, {}};
  CHECK(told(c.ollie.tries(wanted)) == "unprocessable body.scores[1].criterion");
  wanted.scores.values[1] = {0, 1, {}};
  CHECK(told(c.ollie.tries(wanted)) == "unprocessable body.scores[1].criterion");
  wanted.scores.values[1] = {1, 1, {"For B801200005001."}};
  CHECK(told(c.ollie.tries(wanted)) == "conflict pupil_data");
  wanted.scores.values[1] = {1, 4, {}};
  c.ollie.does(wanted);
  CHECK(told(c.ollie.tries(SubmitScores{id})) == "conflict incomplete");  // a reason is missing
  wanted.scores.values[1].reason = {"Two people are always there."};
  std::swap(wanted.scores.values[0], wanted.scores.values[1]);
  CHECK(told(c.ollie.tries(wanted, {}, 7)) == "precondition_failed version");
  CHECK(told(c.ollie.tries(wanted, {}, 1)) == "accepted");
  auto const draft = score_of(c, c.ollie, id, bright);
  CHECK(draft.state == ScoreState::drafted);
  CHECK(draft.version == 2);
  CHECK(draft.scores.values[0].criterion == 0);
  CHECK(draft.scores.values[1].points == 4);
  CHECK(told(c.ollie.tries(SubmitScores{id})) == "conflict incomplete");  // the other quote
  c.ollie.does(c.wanted_score(id, shine, 0));
  CHECK(told(c.ollie.tries(SubmitScores{id}, {}, 1)) == "precondition_failed version");
  c.ollie.does(SubmitScores{id});
  CHECK(score_of(c, c.ollie, id, bright).state == ScoreState::submitted);
  CHECK(score_of(c, c.ollie, id, bright).submitted == s.store().now());
  CHECK(told(c.ollie.tries(SubmitScores{id})) == "conflict wrong_state");
  CHECK(told(c.ollie.tries(wanted)) == "conflict wrong_state");
  CHECK(c.moderation(id).state == ModerationState::waiting);
  CHECK(s.store().verify().empty());
}

TEST_CASE("evaluation: prices are worked out alone, and the right figure is not told") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.opened(BoughtFor::one);
  auto const right = c.wanted_prices(id);  // 4,000 of 4,000 for £4,000; 3,200 for £5,000
  auto wrong = right;
  auto const dearer = wrong.scores.values[0].basis_points == 3'200 ? 0u : 1u;
  CHECK(wrong.scores.values[dearer].basis_points == 3'200);
  wrong.scores.values[dearer].basis_points = 3'201;
  auto const refused = c.ellis.tries(wrong);
  CHECK(told(refused) == "unprocessable body.scores[" + std::to_string(dearer) + "].basis_points");
  CHECK(refused.error().detail.find("3200") == std::string::npos);
  CHECK(refused.error().detail.find("32.00") == std::string::npos);
  wrong = right;
  wrong.scores.values.pop_back();
  CHECK(told(c.ellis.tries(wrong)) == "unprocessable body.scores");
  wrong.scores.values.push_back(wrong.scores.values[0]);
  CHECK(told(c.ellis.tries(wrong)) == "unprocessable body.scores[1].quote");
  wrong.scores.values[1].quote = {987'654};
  CHECK(told(c.ellis.tries(wrong)) == "unprocessable body.scores[1].quote");
  CHECK_FALSE(c.moderation(id).priced_by);
  c.ellis.does(right);
  CHECK(c.moderation(id).prices == right.scores);
  CHECK(told(c.ellis.tries(right)) == "conflict wrong_state");
}

TEST_CASE("evaluation: moderation keeps single scores, and asks why an agreed one is another") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.scored(BoughtFor::one);
  CHECK(told(c.orla.tries(agreed_by(c, id, 3, 2))) == "forbidden role");
  CHECK(told(c.otto.tries(agreed_by(c, id, 3, 2))) == "not_found");
  CHECK(told(s.as_system(agreed_by(c, id, 3, 2))) == "not_found");
  CHECK(told(c.tilda.tries(CloseModeration{.purchase = id})) == "conflict not_agreed");
  auto wanted = agreed_by(c, id, 3, 2);
  wanted.agreed.values[0].points = 4;
  CHECK(told(c.tilda.tries(wanted)) == "unprocessable body.agreed[0].reason");
  wanted.agreed.values[0].points = 5;
  CHECK(told(c.tilda.tries(wanted)) == "unprocessable body.agreed[0].points");
  wanted = agreed_by(c, id, 3, 2);
  wanted.agreed.values[1].criterion = 0;
  CHECK(told(c.tilda.tries(wanted)) == "unprocessable body.agreed[1].criterion");
  wanted.agreed.values[1].criterion = 2;
  CHECK(told(c.tilda.tries(wanted)) == "unprocessable body.agreed[1].criterion");
  wanted.agreed.values[1].quote = {987'654};
  CHECK(told(c.tilda.tries(wanted)) == "unprocessable body.agreed[1].quote");
  wanted = agreed_by(c, id, 3, 2);
  wanted.agreed.values.pop_back();
  c.tilda.does(wanted);  // one by one
  CHECK(told(c.tilda.tries(CloseModeration{.purchase = id})) == "conflict not_agreed");
  auto const version = c.moderation(id).version;
  CHECK(told(c.tilda.tries(agreed_by(c, id, 4, 2, "They stand in."), {}, version - 1)) ==
        "precondition_failed version");
  CHECK(told(c.tilda.tries(agreed_by(c, id, 4, 2, "They stand in."), {}, version)) == "accepted");
  CHECK(told(c.tilda.tries(DissentFromScores{id, {"I do not agree."}})) == "forbidden role");
  CHECK(told(c.ollie.tries(DissentFromScores{id, {}})) == "unprocessable body.text");
  c.ollie.does(DissentFromScores{id, {"Too much for the second."}});
  c.ollie.does(DissentFromScores{id, {"Too much for the first."}});
  c.ellis.does(DissentFromScores{id, {"The price was not all."}});
  c.ellis.does(DissentFromScores{id, {}});
  REQUIRE(c.moderation(id).dissents.size() == 1);
  CHECK(c.moderation(id).dissents.values[0].text.value == "Too much for the first.");
  CHECK(told(c.orla.tries(CloseModeration{.purchase = id})) == "forbidden role");
  CHECK(told(c.tilda.tries(CloseModeration{id, c.quote_by(id, c.shine).id, {"I like them."}})) ==
        "unprocessable body.winner");
  c.tilda.does(CloseModeration{.purchase = id});
  auto const closed = c.moderation(id);
  CHECK(closed.state == ModerationState::closed);
  REQUIRE(closed.ranking.size() == 2);
  CHECK(closed.ranking.values[0].quote == c.quote_by(id, c.bright).id);
  CHECK(closed.ranking.values[0].quality == 6'000);
  CHECK(closed.ranking.values[0].price == 4'000);
  CHECK(closed.ranking.values[0].total == 10'000);
  CHECK(closed.ranking.values[1].total == 6'200);
  CHECK(c.purchase(id).stage == PurchaseStage::contract_award);
  CHECK(c.orla.told_because(Because::purchase_to_award));
  CHECK_FALSE(c.tilda.told_because(Because::purchase_to_moderate));
  auto const gate = c.gates(id).back();
  CHECK(gate.to == PurchaseStage::contract_award);
  CHECK(gate.facts.find("ranking") == std::string::npos);  // more people read gates than scores
  CHECK(c.orla.sees(CheckPurchaseGates{id}).at("holds") == true);
  CHECK(c.ollie.lists(ListQuoteScores{id}).size() == 4);
  for (auto const& who : {c.tilda, c.ollie}) {
    CHECK(told(who.tries(DissentFromScores{id, {"Late."}})) != "accepted");
    CHECK(told(who.tries(agreed_by(c, id, 0, 0, "Late."))) != "accepted");
    CHECK(told(who.tries(CloseModeration{.purchase = id})) != "accepted");
  }
  CHECK(s.store().verify().empty());
}

TEST_CASE("evaluation: when nothing tells the first two apart the chair chooses, with a reason") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.gone_to_market(BoughtFor::one);
  auto const links = c.orla.lists(ListSupplierLinks{id});
  for (auto const link : links) c.quote_of(SupplierLinkId{link}, 400'000);
  c.passes_deadline(id);
  c.orla.does(OpenQuotes{id});
  for (auto const& who : {c.ollie, c.fred}) {
    for (auto const& it : c.quotes(id)) who.does(c.wanted_score(id, it.id, 3));
    who.does(SubmitScores{id});
  }
  c.ellis.does(c.wanted_prices(id));
  c.tilda.does(agreed_by(c, id, 3, 3));
  auto const shine = c.quote_by(id, c.shine).id;
  CHECK(told(c.tilda.tries(CloseModeration{.purchase = id})) == "unprocessable body.winner");
  CHECK(told(c.tilda.tries(CloseModeration{id, QuoteId{987'654}, {"Because."}})) == "unprocessable body.winner");
  CHECK(told(c.tilda.tries(CloseModeration{id, shine, {}})) == "unprocessable body.reason");
  c.tilda.does(CloseModeration{id, shine, {"They are nearer."}});
  CHECK(c.moderation(id).ranking.values[0].quote == shine);
  CHECK(c.moderation(id).tie_reason.value == "They are nearer.");
  c.orla.does(ProposeAward{id, {"As the chair chose."}});
  CHECK(c.award(id).winner == shine);
  CHECK(s.store().verify().empty());
}

TEST_CASE("evaluation: who is replaced leaves a void draft, and whoever follows scores before anything opens") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.opened(BoughtFor::one);
  auto const bright = c.quote_by(id, c.bright).id;
  c.fred.does(c.wanted_score(id, bright, 1));
  c.scores(c.ollie, id);
  c.ellis.does(c.wanted_prices(id));
  auto people = c.wanted_people(id);
  for (auto& one : people.people.values) {
    if (one.person == c.fred.id()) one.person = c.edna.id();
  }
  people.reason = {"Fred is away."};
  c.orla.does(people);
  CHECK(c.moderation(id).state == ModerationState::waiting);
  CHECK(told(c.fred.tries(c.wanted_score(id, bright, 2))) == "not_found");
  CHECK(told(c.edna.tries(c.wanted_score(id, bright, 2))) == "not_found");  // not cleared yet
  c.orla.does(ClearPurchaseDeclaration{c.declares(c.edna, id), {"Nothing to declare."}});
  c.scores(c.edna, id);
  CHECK(c.moderation(id).state == ModerationState::open);
  CHECK(c.orla.lists(ListQuoteScores{id}).size() == 4);
  CHECK(s.store().verify().empty());
}

TEST_CASE("evaluation: a quote that is rejected is out, also when it was the cheapest") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.scored(BoughtFor::one);
  auto const bright = c.quote_by(id, c.bright).id;
  auto const shine = c.quote_by(id, c.shine).id;
  c.tilda.does(agreed_by(c, id, 3, 2));
  c.orla.does(RejectQuote{bright, {"It does not cover the hall."}});
  CHECK(told(c.tilda.tries(AgreeScores{id, {{{bright, 0, 3, {}}}}})) == "unprocessable body.agreed[0].quote");
  c.tilda.does(CloseModeration{.purchase = id});
  auto const closed = c.moderation(id);
  REQUIRE(closed.ranking.size() == 1);
  CHECK(closed.ranking.values[0].quote == shine);
  CHECK(closed.ranking.values[0].price == 4'000);
  CHECK(closed.ranking.values[0].total == 7'000);
  CHECK(closed.prices == Many<PriceScore, limits::quotes_max>{{{shine, 4'000}}});
  CHECK(s.store().verify().empty());
}

TEST_CASE("evaluation: when every quote is rejected nothing is ranked") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.scored(BoughtFor::one);
  c.tilda.does(agreed_by(c, id, 3, 2));
  for (auto const& it : c.quotes(id)) c.orla.does(RejectQuote{it.id, {"Not what was asked."}});
  CHECK(told(c.tilda.tries(CloseModeration{.purchase = id})) == "conflict no_quotes");
  c.orla.does(CancelPurchase{id, {"Nothing fits."}});
  CHECK(c.purchase(id).stage == PurchaseStage::cancelled);
}

}  // namespace staffroom::tests
