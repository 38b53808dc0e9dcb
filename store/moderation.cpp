// Moderation: one agreed score beside all single ones, dissent kept, and a ranking that is fixed.
#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <set>

#include "protocol/json_text.hpp"
#include "store/answering.hpp"
#include "store/evaluations.hpp"
#include "store/resources.hpp"

namespace staffroom {

using purchases::PurchasePtr;

// ---- as canonical JSON, members in the order of their names

namespace {

std::string json_of_agreed(AgreedScore const& it) {
  JsonText json;
  json.number("criterion", std::uint64_t{it.criterion}).number("points", std::uint64_t{it.points});
  return json.number("quote", it.quote.value).text("reason", it.reason.value).close();
}

std::string json_of_dissent(EvaluationDissent const& it) {
  return JsonText().number("at", it.at.value).number("person", it.person.value).text("text", it.text.value).close();
}

std::string json_of_price_score(PriceScore const& it) {
  return JsonText().number("basis_points", std::uint64_t{it.basis_points}).number("quote", it.quote.value).close();
}

std::string json_of_ranked(RankedQuote const& it) {
  JsonText json;
  json.number("price", std::uint64_t{it.price}).number("quality", std::uint64_t{it.quality});
  return json.number("quote", it.quote.value).number("total", std::uint64_t{it.total}).close();
}

std::string json_of_score(QuoteScore const& it) {
  auto const one = [](CriterionScore const& score) {
    JsonText json;
    json.number("criterion", std::uint64_t{score.criterion}).number("points", std::uint64_t{score.points});
    return json.text("reason", score.reason.value).close();
  };
  JsonText json;
  json.number("author", it.author.value).number("quote", it.quote.value);
  json.raw("scores", purchases::json_list(it.scores, one));
  return json.number("submitted", it.submitted.value_or(TimestampMs{}).value).close();
}

}  // namespace

std::string purchases::evaluation_json(View const& view, Purchase const& it, Moderation const& moderation) {
  std::string scores = "[";
  for (auto const& score : scores_of(view, it.id)) {
    if (score->state != ScoreState::submitted) continue;
    if (scores.size() > 1) scores += ',';
    scores += json_of_score(*score);
  }
  JsonText json;
  json.raw("agreed", json_list(moderation.agreed, json_of_agreed));
  if (moderation.closed) json.number("closed", moderation.closed->value);
  json.raw("dissents", json_list(moderation.dissents, json_of_dissent));
  if (moderation.priced_by) json.number("priced_by", moderation.priced_by->value);
  json.raw("prices", json_list(moderation.prices, json_of_price_score));
  json.raw("ranking", json_list(moderation.ranking, json_of_ranked)).raw("scores", scores + "]");
  return json.text("tie_reason", moderation.tie_reason.value).close();
}

namespace {

// ---- who moderates, and when

struct OpenModeration {
  PurchasePtr purchase;
  std::shared_ptr<Moderation const> moderation;
};

/// If the actor may do this, moderation is open, and it is as they saw it.
Result<OpenModeration> open_moderation(View const& view, Asked const& asked, PurchaseId id, Action action) {
  if (asked.actor.is_system()) return Error::not_found();
  TRY_INTO(auto const purchase,
           purchases::purchase_for(view, asked, id, Thing::moderation, action, buying::CheckVersion::no));
  TRY_INTO(auto const moderation, view.get<Moderation>("ids.purchase", purchase->id));
  TRY(check_version(asked, moderation->version));
  if (purchase->stage != PurchaseStage::evaluation || moderation->state != ModerationState::open) {
    return wrong_state("Moderation is open from when all scores are in until the chair closes it.");
  }
  return OpenModeration{purchase, moderation};
}

/// Each evaluator's points of a cell, that count.
std::vector<std::uint32_t> single_points(std::vector<purchases::ScorePtr> const& scores, QuoteId quote,
                                         std::uint32_t criterion) {
  std::vector<std::uint32_t> out;
  for (auto const& score : scores) {
    if (score->quote != quote || score->state != ScoreState::submitted) continue;
    for (auto const& one : score->scores) {
      if (one.criterion == criterion) out.push_back(one.points);
    }
  }
  return out;
}

Result<void> check_agreed(View const& view, Purchase const& it, Many<AgreedScore, limits::agreed_max> const& agreed) {
  std::set<QuoteId> quotes;
  for (auto const& quote : purchases::scored_quotes_of(view, it.id)) quotes.insert(quote->id);
  auto const scores = purchases::scores_of(view, it.id);
  auto const most = purchases::points_max(it.pack);
  std::set<std::pair<QuoteId, std::uint32_t>> seen;
  for (std::size_t i = 0; i < agreed.size(); ++i) {
    auto const& one = agreed.values[i];
    auto const path = "body.agreed[" + std::to_string(i) + "]";
    if (!quotes.contains(one.quote)) {
      return Error::unprocessable(path + ".quote", "This is no quote of this purchase that is scored.");
    }
    if (one.criterion >= it.pack.criteria.size()) {
      return Error::unprocessable(path + ".criterion", "There is no such criterion in the pack.");
    }
    if (!seen.insert({one.quote, one.criterion}).second) {
      return Error::unprocessable(path + ".criterion", "This criterion of this quote is scored twice.");
    }
    if (one.points > most) {
      return Error::unprocessable(path + ".points", "The scale ends at " + std::to_string(most) + ".");
    }
    auto const single = single_points(scores, one.quote, one.criterion);
    bool const differs = std::any_of(single.begin(), single.end(), [&](auto points) { return points != one.points; });
    if (differs && one.reason.empty()) {
      return Error::unprocessable(path + ".reason", "Say why: it is not what every evaluator gave.");
    }
    TRY(check_words({one.reason.value}));
  }
  return {};
}

bool is_all_agreed(View const& view, Purchase const& it, Moderation const& moderation) {
  std::set<std::pair<QuoteId, std::uint32_t>> cells;
  for (auto const& one : moderation.agreed) cells.insert({one.quote, one.criterion});
  for (auto const& quote : purchases::scored_quotes_of(view, it.id)) {
    for (std::uint32_t criterion = 0; criterion < it.pack.criteria.size(); ++criterion) {
      if (!cells.contains({quote->id, criterion})) return false;
    }
  }
  return true;
}

}  // namespace

// ---- commands

Result<Change> decide(View const& view, Asked& asked, AgreeScores const& command) {
  TRY_INTO(auto const found, open_moderation(view, asked, command.purchase, Action::edit));
  TRY(check_agreed(view, *found.purchase, command.agreed));
  auto edited = *found.moderation;
  edited.agreed = command.agreed;
  std::sort(edited.agreed.values.begin(), edited.agreed.values.end(), [](auto const& a, auto const& b) {
    return a.quote != b.quote ? a.quote < b.quote : a.criterion < b.criterion;
  });
  ++edited.version;
  return Change().put(std::move(edited));
}

Result<Change> decide(View const& view, Asked& asked, DissentFromScores const& command) {
  TRY_INTO(auto const found, open_moderation(view, asked, command.purchase, Action::dissent));
  auto edited = *found.moderation;
  auto& all = edited.dissents.values;
  auto const gone = std::erase_if(all, [&](auto const& one) { return one.person == asked.actor.person; });
  if (command.text.empty() && gone == 0) {
    return Error::unprocessable("body.text", "Say what you do not agree with, and why.");
  }
  TRY(check_words({command.text.value}));
  if (!command.text.empty()) all.push_back({asked.actor.person, command.text, asked.now});
  ++edited.version;
  return Change().put(std::move(edited));
}

namespace {

/// The ranking, with what the chair says of quotes that nothing else tells apart.
Result<purchases::Ranking> decided_ranking(View const& view, OpenModeration const& found,
                                           CloseModeration const& command) {
  auto const level = purchases::ranking_of(view, *found.purchase, *found.moderation, std::nullopt);
  TRY(check_words({command.reason.value}));
  if (!level.tie) {
    if (!command.winner) return level;
    return Error::unprocessable("body.winner", "The scores say who is first: nobody is to be chosen.");
  }
  if (!command.winner) {
    return Error::unprocessable("body.winner", "The first are level in every way. Choose which is first, and say why.");
  }
  auto ranking = purchases::ranking_of(view, *found.purchase, *found.moderation, command.winner);
  bool const is_first = !ranking.quotes.empty() && ranking.quotes.front().quote == *command.winner;
  if (!is_first) return Error::unprocessable("body.winner", "Choose one of those that are level.");
  TRY(check_reason(command.reason, "Say why this one: the scores do not."));
  return ranking;
}

/// Hashes alone: more people read gates than scores.
std::string evaluation_facts(View const& view, Purchase const& it, Moderation const& moderation) {
  auto const quote = [](purchases::QuotePtr const& one) {
    return JsonText().text("hash", one->content_hash).number("id", one->id.value).close();
  };
  JsonText json;
  json.text("evaluation", resources::sha256_of(purchases::evaluation_json(view, it, moderation)));
  return json.raw("quotes", purchases::json_list(purchases::scored_quotes_of(view, it.id), quote)).close();
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, CloseModeration const& command) {
  TRY_INTO(auto const found, open_moderation(view, asked, command.purchase, Action::close));
  auto const& it = *found.purchase;
  if (purchases::scored_quotes_of(view, it.id).empty()) {
    return Error::conflict("no_quotes", "No quote is left to be ranked. The owner can cancel the purchase.");
  }
  if (!is_all_agreed(view, it, *found.moderation)) {
    return Error::conflict("not_agreed", "Agree a score for every criterion of every quote first.");
  }
  TRY_INTO(auto const ranking, decided_ranking(view, found, command));
  auto closed = *found.moderation;
  closed.state = ModerationState::closed;
  closed.ranking.values = ranking.quotes;
  // As they are now: a quote that was rejected since may have been the cheapest.
  closed.prices.values = purchases::price_scores(purchases::bids_of(view, it, closed), it.pack.price_weight);
  closed.tie_reason = ranking.tie ? command.reason : Note{};
  closed.closed = asked.now;
  ++closed.version;
  Change change;
  change.answer_key = record_key<Moderation>(it.id);
  auto after = it;
  auto facts = evaluation_facts(view, it, closed);
  change.put(std::move(closed));
  answer_needs(change, view, it.id, Because::purchase_to_moderate);
  purchases::pass_gate(change, asked, after, PurchaseStage::contract_award, {}, std::move(facts));
  purchases::tell(change, view, asked, it, {it.owner}, Because::purchase_to_award);
  purchases::put(change, view, asked, &it, std::move(after));
  return change;
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, GetModeration const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Moderation>("ids.purchase", query.purchase));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
