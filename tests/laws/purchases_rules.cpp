// The invariants of STATES §14 to §16, worked out anew from what the hub answers.
#include "tests/laws/purchases_rules.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "protocol/codec.hpp"
#include "store/purchases.hpp"
#include "tests/laws/working_days.hpp"

namespace staffroom::tests {
namespace {

constexpr std::array stage_words{"need",           "market_analysis", "sourcing_options", "go_to_market", "evaluation",
                                 "contract_award", "handover",        "complete",         "cancelled"};

std::size_t stage_of(Json const& word) {
  return static_cast<std::size_t>(std::find(stage_words.begin(), stage_words.end(), word.get<std::string>()) -
                                  stage_words.begin());
}

std::uint64_t value_in(Json const& record, char const* member) { return record.at(member).get<std::uint64_t>(); }

template <class R>
R record_in(Json const& json) {
  auto record = record_from_json(R::kind, json.dump());
  if (!record) throw std::runtime_error("no record: " + record.error().path);
  return get<R>(*record);
}

/// By the rows of STATES: one on, or one of these.
bool is_step(std::size_t from, std::size_t to) {
  std::string const a = stage_words.at(from);
  std::string const b = stage_words.at(to);
  if (to == from + 1 && b != "cancelled") return true;
  if (b == "cancelled") return from < stage_of("handover");
  return (a == "go_to_market" && b == "sourcing_options") || (a == "contract_award" && b == "evaluation");
}

bool is_scored(Json const& quote) {
  auto const& state = quote.at("state");
  return state == "opened" || state == "admitted" || state == "won" || state == "lost";
}

}  // namespace

Json PurchaseRules::as_hub(Query const& query) const {
  auto const answer = *s_.store().ask({}, query, {200, {}}, ReadTier::disk);
  return answer ? Json::parse(answer->json) : Json();
}

Json PurchaseRules::list(Query const& query) const {
  auto const page = as_hub(query);
  return page.is_null() ? Json::array() : page.at("items");
}

void PurchaseRules::fails(std::string const& what) const { FAIL_CHECK("after " << after_ << ": " << what); }

void PurchaseRules::check(std::string const& after) {
  after_ = after;
  auto const page = keeper_.asks(ListPurchases{});
  if (!page) return;
  auto const all = Json::parse(page->json);
  for (auto const& it : all.at("items")) {
    PurchaseId const id{value_in(it, "id")};
    Seen const seen{it,
                    list(ListPurchaseGates{id}),
                    list(ListQuotes{id}),
                    list(ListQuotePrices{id}),
                    list(ListQuoteScores{id}),
                    as_hub(GetModeration{id}),
                    as_hub(GetAward{id})};
    auto& kept = kept_[id.value];
    check_gates(seen);
    check_people(seen);
    check_market(seen, kept);
    check_quotes(seen, kept);
    check_seal(seen);
    check_scores(seen, kept);
    check_ranking(seen);
    check_award(seen);
    ++checks;
  }
}

/// The chain, by what each holds; and every step is one that may be taken.
void PurchaseRules::check_gates(Seen const& seen) const {
  std::string previous;
  std::string stage = "need";
  std::uint64_t count = 0;
  for (auto const& json : seen.gates) {
    auto const gate = record_in<PurchaseGate>(json);
    if (gate.number != ++count) fails("the gates are not numbered one by one");
    if (gate.previous != previous) fails("a gate does not hold the hash of the one before");
    if (purchases::hash_of(gate) != gate.content_hash) fails("a gate's hash is not its own");
    if (json.at("from") != stage) fails("a gate begins where the one before did not end");
    if (!is_step(stage_of(json.at("from")), stage_of(json.at("to")))) fails("a gate leads nowhere: " + json.dump());
    if (!Json::accept(gate.facts)) fails("a gate's facts are no JSON");
    bool const is_back = stage_of(json.at("to")) < stage_of(json.at("from"));
    if (is_back && gate.reason.empty()) fails("it went back without a reason");
    previous = gate.content_hash;
    stage = json.at("to").get<std::string>();
  }
  if (seen.it.at("stage") != stage) fails("it stands elsewhere than its last gate leads");
  if (value_in(seen.it, "gates") != count || seen.it.value("last_gate", "") != previous) {
    fails("it counts other gates than it has");
  }
  auto const checked = as_hub(CheckPurchaseGates{{value_in(seen.it, "id")}});
  if (checked.is_null() || checked.at("holds") != true || checked.at("gates") != count) fails("the check says no");
}

/// Who looks at quality is neither owner nor chair nor looks at prices.
void PurchaseRules::check_people(Seen const& seen) const {
  std::set<std::uint64_t> quality, others{value_in(seen.it, "owner")};
  for (auto const& one : seen.it.value("people", Json::array())) {
    (one.at("role") == "evaluator" ? quality : others).insert(value_in(one, "person"));
  }
  for (auto const one : quality) {
    if (others.contains(one)) fails("somebody scores quality, and owns it, leads it or scores prices");
  }
  auto const stage = stage_of(seen.it.at("stage"));
  auto const at_market = stage_of("go_to_market");
  if (stage < at_market || seen.it.at("stage") == "cancelled") return;
  if (!seen.it.contains("route") || seen.it.at("route").value("reason", "").empty()) fails("a route without a reason");
}

/// What went to the market stays, until it goes back.
void PurchaseRules::check_market(Seen const& seen, Kept& kept) const {
  auto const stage = stage_of(seen.it.at("stage"));
  if (stage < stage_of("go_to_market")) {
    kept.market.clear();
    return;
  }
  if (seen.it.at("stage") == "cancelled") return;
  Json market{seen.it.at("pack"), seen.it.at("pack_hash"), seen.it.value("pack_files", Json::array())};
  if (kept.market.empty()) kept.market = market.dump();
  if (kept.market != market.dump()) fails("what went to the market is another");
  if (!seen.it.contains("opened")) return;
  std::set<std::uint64_t> schools;
  for (auto const& one : seen.it.value("schools", Json::array())) schools.insert(value_in(one, "school"));
  if (kept.schools.empty()) kept.schools = schools;
  bool const within = std::includes(kept.schools.begin(), kept.schools.end(), schools.begin(), schools.end());
  if (!within) fails("a school came to it after the opening");
}

/// In time is in time, what was sent is what is there, and each supplier has one that counts.
void PurchaseRules::check_quotes(Seen const& seen, Kept& kept) const {
  bool const is_open = seen.it.contains("opened");
  std::map<std::uint64_t, int> live;
  for (auto const& json : seen.quotes) {
    auto const quote = record_in<Quote>(json);
    if (quote.state == QuoteState::draft) continue;
    auto const price = std::find_if(seen.prices.begin(), seen.prices.end(),
                                    [&](auto const& it) { return value_in(it, "id") == quote.id.value; });
    if (price == seen.prices.end()) {
      fails("a quote without its price");
      continue;
    }
    if (purchases::hash_of(quote, record_in<QuotePrice>(*price)) != quote.content_hash) fails("a quote is another");
    auto const& hash = kept.hashes.try_emplace(quote.id.value, quote.content_hash).first->second;
    if (hash != quote.content_hash) fails("a quote that was sent was changed");
    bool const is_sealed = quote.state == QuoteState::sealed;
    if (is_sealed || quote.state == QuoteState::late) ++live[quote.supplier_link ? quote.supplier_link->value : 0];
    auto const deadline = seen.it.at("deadline_at").get<std::int64_t>();
    bool const in_time = quote.received && quote.received->value < deadline;
    bool const needs_time = is_sealed || quote.state == QuoteState::opened;
    if (needs_time && !in_time) fails("a quote came late, and counts as if it had not");
    if (is_open && is_sealed) fails("a quote was left sealed");
    if (!is_open && is_scored(json)) fails("a quote was opened before the others");
    if (is_open && is_scored(json)) {
      bool const told = std::any_of(seen.gates.begin(), seen.gates.end(), [&](auto const& gate) {
        return gate.at("facts").template get<std::string>().find(quote.content_hash) != std::string::npos;
      });
      if (!told) fails("the record of the opening does not have a quote's hash");
    }
    bool const is_shut = quote.state != QuoteState::sealed && quote.state != QuoteState::late;
    if (seen.it.at("stage") == "cancelled" && !is_shut && !is_open) fails("a quote outlived its purchase");
  }
  for (auto const& [link, count] : live) {
    if (link != 0 && count > 2) fails("a supplier has several quotes that count");
  }
}

/// Nobody reads one before the opening, and afterwards none that was not opened.
void PurchaseRules::check_seal(Seen const& seen) {
  bool const is_open = seen.it.contains("opened");
  for (auto const& quote : seen.quotes) {
    auto const& state = quote.at("state");
    bool const is_theirs = state == "draft" || state == "replaced" || state == "withdrawn" || state == "shut";
    if (is_open && !is_theirs) continue;
    QuoteId const id{value_in(quote, "id")};
    for (auto const& [name, who] : s_.everybody()) {
      if (who.finds(GetQuote{id}) || who.finds(GetQuotePrice{id})) fails(name + " reads a sealed quote");
      ++sealed;
    }
  }
  if (is_open) return;
  PurchaseId const id{value_in(seen.it, "id")};
  for (auto const& [name, who] : s_.everybody()) {
    for (auto const& query : {Query(ListQuotes{id}), Query(ListQuotePrices{id}), Query(ListQuoteScores{id})}) {
      auto const answer = who.asks(query);
      if (answer && !Json::parse(answer->json).at("items").empty()) fails(name + " has a list of sealed quotes");
    }
  }
}

/// What is submitted stays, by somebody who was cleared; until all are in, everybody has their own.
void PurchaseRules::check_scores(Seen const& seen, Kept& kept) const {
  std::map<std::pair<std::uint64_t, std::uint64_t>, int> cells;
  bool const waiting = seen.moderation.is_null() || seen.moderation.at("state") == "waiting";
  for (auto const& score : seen.scores) {
    auto const author = value_in(score, "author");
    QuoteScoreId const id{value_in(score, "id")};
    if (waiting) {
      for (auto const& [name, who] : s_.everybody()) {
        if (who.id().value != author && who.finds(GetQuoteScore{id})) fails(name + " reads what another scores");
      }
    }
    if (score.at("state") != "submitted") continue;
    for (auto const& one : score.at("scores")) ++cells[{value_in(score, "quote"), value_in(one, "criterion")}];
    auto const [place, is_new] = kept.scores.try_emplace(id.value, score.at("scores").dump());
    if (place->second != score.at("scores").dump()) fails("a score that was submitted was changed");
    if (!is_new) continue;
    auto const interests = seen.it.value("interests", Json::array());
    bool const cleared = std::any_of(interests.begin(), interests.end(), [&](auto const& it) {
      return it.at("person") == author && it.at("state") == "cleared";
    });
    if (!cleared) fails("somebody submitted scores who was not cleared");
  }
  if (waiting) return;
  for (auto const& quote : seen.quotes) {
    if (!is_scored(quote)) continue;
    for (std::size_t i = 0; i < seen.it.at("pack").at("criteria").size(); ++i) {
      if (cells[{value_in(quote, "id"), i}] < 2) fails("a quote has not been scored by two");
    }
  }
}

/// Worked out anew: quality parts and price parts on one denominator, best first.
void PurchaseRules::check_ranking(Seen const& seen) {
  if (seen.moderation.is_null() || seen.moderation.at("state") != "closed") return;
  auto const& pack = seen.it.at("pack");
  auto const most = static_cast<std::int64_t>(pack.at("scale").size()) - 1;
  auto const weight = pack.at("price_weight").get<std::int64_t>();
  std::map<std::uint64_t, std::int64_t> price, quality;
  for (auto const& quote : seen.quotes) {
    if (is_scored(quote)) price[value_in(quote, "id")] = 0;
  }
  for (auto const& it : seen.prices) {
    auto const found = price.find(value_in(it, "id"));
    if (found != price.end()) found->second = it.at("gross").get<std::int64_t>();
  }
  for (auto const& it : seen.moderation.at("agreed")) {
    auto const criterion = it.at("criterion").get<std::size_t>();
    quality[value_in(it, "quote")] +=
        pack.at("criteria").at(criterion).at("weight").get<std::int64_t>() * it.at("points").get<std::int64_t>();
  }
  std::int64_t lowest = 0;
  for (auto const& [quote, gross] : price) lowest = lowest == 0 ? gross : std::min(lowest, gross);
  auto const& ranking = seen.moderation.at("ranking");
  if (ranking.size() != price.size()) fails("the ranking has other quotes than were scored");
  for (std::size_t i = 1; i < ranking.size(); ++i) {
    auto const a = value_in(ranking.at(i - 1), "quote");
    auto const b = value_in(ranking.at(i), "quote");
    // (quality / most + weight · lowest / price), both times most and both prices.
    auto const first = quality[a] * price[a] * price[b] + weight * lowest * most * price[b];
    auto const second = quality[b] * price[a] * price[b] + weight * lowest * most * price[a];
    if (first < second || (first == second && quality[a] < quality[b])) fails("the ranking is not what it comes to");
    ++ranked;
  }
}

/// To the penny, by all who take part, and not before the standstill is over.
void PurchaseRules::check_award(Seen const& seen) {
  auto const signed_by = [&](Json const& school, char const* what, std::string const& hash) {
    auto const all = seen.it.value("sign_offs", Json::array());
    return std::any_of(all.begin(), all.end(), [&](auto const& it) {
      return it.at("school") == school.at("school") && it.at("what") == what && it.at("content_hash") == hash;
    });
  };
  auto const hash = seen.award.is_null() ? std::string() : seen.award.at("content_hash").get<std::string>();
  auto const schools = seen.it.value("schools", Json::array());
  for (auto const& school : schools) {
    if (school.at("tender_signed") != signed_by(school, "tender", seen.it.at("pack_hash")))
      fails("a tender's sign-off");
    bool const is_signed = school.at("award_signed").get<bool>();
    if (is_signed && !signed_by(school, "award", hash)) fails("a school signed another award");
  }
  if (seen.award.is_null() || seen.award.at("state") == "abandoned") return;
  auto const& award = seen.award;
  std::int64_t total = 0;
  std::set<std::uint64_t> sharing, taking_part;
  for (auto const& one : award.at("shares")) {
    total += one.at("pence").get<std::int64_t>();
    sharing.insert(value_in(one, "school"));
  }
  for (auto const& school : schools) taking_part.insert(value_in(school, "school"));
  if (taking_part.empty()) taking_part.insert(value_in(seen.it, "organisation"));
  if (total != award.at("gross").get<std::int64_t>()) fails("the shares do not add up");
  if (sharing != taking_part) fails("others have a share than take part");
  for (auto const& price : seen.prices) {
    if (value_in(price, "id") == value_in(award, "winner") && price.at("gross") != award.at("gross")) {
      fails("the award is not the winner's price");
    }
  }
  if (award.at("winner") != seen.moderation.at("ranking").at(0).at("quote")) fails("the award is not the best one's");
  bool const published = award.contains("published");
  for (auto const& school : schools) {
    if (published && school.at("award_signed") != true) fails("it was published, and not all had signed");
  }
  if (!published || !award.contains("standstill_ends")) return;
  auto const last = *parse_date(award.at("standstill_ends").get<std::string>());
  auto const first = calendar::date_of(TimestampMs{award.at("published").get<std::int64_t>()});
  int days = 0;
  for (auto day = first; day <= last; ++day.days) days += is_working_day(day);
  if (days != 8 || last.days - first.days < 9) fails("a standstill of other than eight working days");
  if (!award.contains("confirmed")) return;
  ++standstills;
  if (award.at("confirmed").get<std::int64_t>() < calendar::end_of(last).value) fails("confirmed too soon");
}

}  // namespace staffroom::tests
