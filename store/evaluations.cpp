// Evaluation: each evaluator scores alone, price is scored by somebody else, and when all are in moderation opens.
#include "store/evaluations.hpp"

#include <algorithm>
#include <set>

#include "store/answering.hpp"
#include "store/overlay_view.hpp"

namespace staffroom {

using purchases::PurchasePtr;
using purchases::QuotePtr;
using purchases::ScorePtr;

namespace {

constexpr std::size_t independent_scores_min = 2;

}  // namespace

// ---- what follows when somebody has scored, or is not named any more

void purchases::void_scores(Change& change, View const& view, Purchase const& before, Purchase const& after) {
  auto const answer_key = change.answer_key;
  for (auto const& score : scores_of(view, before.id)) {
    if (score->state != ScoreState::drafted) continue;
    bool const scores_on = is_named(after, score->author, PurchaseRole::evaluator) &&
                           interest_of(after, score->author) != PurchaseInterestState::refused;
    if (scores_on) continue;
    auto gone = *score;
    gone.state = ScoreState::voided;
    ++gone.version;
    change.put(std::move(gone));
  }
  change.answer_key = answer_key;
}

bool purchases::open_moderation_if_all_in(Change& change, View const& view, Asked& asked, Purchase const& it) {
  OverlayView after(view);
  after.add(change);
  auto const waiting = after.find<Moderation>(it.id);
  if (it.stage != PurchaseStage::evaluation || !waiting || waiting->state != ModerationState::waiting) return false;
  // Whoever scored and has left since still counts; two scored apart from each other.
  auto const evaluators = named_as(it, PurchaseRole::evaluator);
  bool const all_in = std::all_of(evaluators.begin(), evaluators.end(),
                                  [&](PersonId person) { return waiting->scored_by.contains(person); });
  if (!all_in || waiting->scored_by.size() < independent_scores_min || !waiting->priced_by) return false;
  auto const answer_key = change.answer_key;
  // A change holds each record once.
  auto const was_put = [&](Change::Put const& put) {
    auto const* moderation = get_if<Moderation>(&put.record);
    return moderation && moderation->id == it.id;
  };
  bool const is_put = std::any_of(change.puts.begin(), change.puts.end(), was_put);
  auto opened = *waiting;
  opened.state = ModerationState::open;
  if (!is_put) ++opened.version;
  std::erase_if(change.puts, was_put);
  change.put(std::move(opened));
  std::set<std::string> put_before;
  for (auto const& put : change.puts) put_before.insert(put.key);
  answer_needs(change, view, it.id, Because::purchase_to_score,
               [&](Notification const& need) { return !put_before.contains(record_key<Notification>(need.id)); });
  tell(change, view, asked, it, named_as(it, PurchaseRole::chair), Because::purchase_to_moderate);
  change.answer_key = answer_key;
  return true;
}

namespace {

// ---- who scores, and when

/// The purchase, if the actor scores in this role.
Result<PurchasePtr> scored_purchase(View const& view, Asked const& asked, PurchaseId id, PurchaseRole role) {
  if (asked.actor.is_system()) return Error::not_found();  // somebody scores
  Door const door(view, asked);
  TRY_INTO(auto found, door.readable<Purchase>("ids.purchase", id));
  auto subject = purchases::subject_of(found);
  subject.author = {};  // of a score that is not made yet
  TRY(door.may(Thing::score, Action::create, subject));
  if (!purchases::is_named(*found, asked.actor.person, role)) {
    return Error::forbidden("role", role == PurchaseRole::evaluator
                                        ? "You score the prices. The answers are scored by the evaluators."
                                        : "You score the answers. The prices are scored by somebody else.");
  }
  return found;
}

Result<std::shared_ptr<Moderation const>> waiting_moderation(View const& view, Purchase const& it) {
  if (it.stage < PurchaseStage::evaluation) return wrong_state("Quotes are scored once they were opened.");
  auto found = view.find<Moderation>(it.id);
  if (it.stage != PurchaseStage::evaluation || !found || found->state != ModerationState::waiting) {
    return wrong_state("The time of single scores is over: they do not change any more.");
  }
  return found;
}

ScorePtr score_by(View const& view, Quote const& quote, PersonId person) {
  ScorePtr found;
  auto const prefix = IndexKey(Index::quote_scores_by_purchase).id(quote.purchase).id(quote.id).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto const score = view.find<QuoteScore>(QuoteScoreId{read_u64(key.substr(key.size() - 8))});
    if (score && score->author == person) found = score;
    return !found;
  });
  return found;
}

Result<void> check_criterion_scores(Purchase const& it, Many<CriterionScore, limits::criteria_max> const& scores) {
  std::set<std::uint32_t> seen;
  auto const most = purchases::points_max(it.pack);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    auto const& one = scores.values[i];
    auto const path = "body.scores[" + std::to_string(i) + "]";
    if (one.criterion >= it.pack.criteria.size()) {
      return Error::unprocessable(path + ".criterion", "There is no such criterion in the pack.");
    }
    if (!seen.insert(one.criterion).second) {
      return Error::unprocessable(path + ".criterion", "This criterion is scored twice.");
    }
    if (one.points > most) {
      return Error::unprocessable(path + ".points", "The scale ends at " + std::to_string(most) + ".");
    }
    TRY(check_words({one.reason.value}));
  }
  return {};
}

bool is_whole_score(Purchase const& it, QuoteScore const& score) {
  return score.scores.size() == it.pack.criteria.size() &&
         std::all_of(score.scores.begin(), score.scores.end(), [](auto const& one) { return !one.reason.empty(); });
}

bool is_scored_quote(QuoteState state) { return state == QuoteState::opened || state == QuoteState::admitted; }

}  // namespace

// ---- commands

Result<Change> decide(View const& view, Asked& asked, ScoreQuote const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const quote, door.readable<Quote>("ids.quote", command.quote));
  TRY_INTO(auto const it, scored_purchase(view, asked, quote->purchase, PurchaseRole::evaluator));
  auto const mine = score_by(view, *quote, asked.actor.person);
  if (mine) TRY(check_version(asked, mine->version));
  TRY(waiting_moderation(view, *it));
  if (!is_scored_quote(quote->state)) return wrong_state("This quote came late or was rejected: it is not scored.");
  if (mine && mine->state == ScoreState::submitted) return wrong_state("You have submitted your scores.");
  TRY(check_criterion_scores(*it, command.scores));
  QuoteScore score{.purchase = it->id, .quote = quote->id, .author = asked.actor.person};
  if (mine) {
    score = *mine;
    ++score.version;
  } else {
    score.id = asked.take<QuoteScoreId>();
  }
  score.state = ScoreState::drafted;
  score.scores = command.scores;
  std::sort(score.scores.values.begin(), score.scores.values.end(),
            [](auto const& a, auto const& b) { return a.criterion < b.criterion; });
  return Change().put(std::move(score));
}

Result<Change> decide(View const& view, Asked& asked, SubmitScores const& command) {
  TRY_INTO(auto const it, scored_purchase(view, asked, command.purchase, PurchaseRole::evaluator));
  TRY(check_version(asked, it->version));
  TRY_INTO(auto const moderation, waiting_moderation(view, *it));
  auto const me = asked.actor.person;
  if (moderation->scored_by.contains(me)) return wrong_state("You have submitted your scores.");
  auto const quotes = purchases::scored_quotes_of(view, it->id);
  if (quotes.empty()) return Error::conflict("no_quotes", "There is no quote to score.");
  Change change;
  change.answer_key = record_key<Purchase>(it->id);
  for (auto const& quote : quotes) {
    auto const mine = score_by(view, *quote, me);
    if (!mine || mine->state != ScoreState::drafted || !is_whole_score(*it, *mine)) {
      return Error::conflict("incomplete", "Score every quote by every criterion, each with a reason, then submit.");
    }
    auto submitted = *mine;
    submitted.state = ScoreState::submitted;
    submitted.submitted = asked.now;
    ++submitted.version;
    change.put(std::move(submitted));
  }
  auto with_mine = *moderation;
  with_mine.scored_by.values.push_back(me);
  ++with_mine.version;
  change.put(std::move(with_mine));
  answer_needs(change, view, it->id, Because::purchase_to_score,
               [&](Notification const& need) { return need.person == me; });
  // Until then nobody learns who has scored.
  if (purchases::open_moderation_if_all_in(change, view, asked, *it)) {
    purchases::put(change, view, asked, it.get(), *it);
  }
  return change;
}

namespace {

/// One for each quote, each as the formula gives it.
Result<void> check_price_scores(std::vector<PriceScore> const& wanted,
                                Many<PriceScore, limits::quotes_max> const& given) {
  std::set<QuoteId> seen;
  for (std::size_t i = 0; i < given.size(); ++i) {
    auto const& one = given.values[i];
    auto const path = "body.scores[" + std::to_string(i) + "]";
    auto const found =
        std::find_if(wanted.begin(), wanted.end(), [&](auto const& it) { return it.quote == one.quote; });
    if (found == wanted.end()) {
      return Error::unprocessable(path + ".quote", "This is no quote of this purchase that is scored.");
    }
    if (!seen.insert(one.quote).second) return Error::unprocessable(path + ".quote", "This quote is scored twice.");
    if (one.basis_points != found->basis_points) {
      return Error::unprocessable(
          path + ".basis_points",
          "Work it out again: the weight of the price × the lowest price ÷ this price, with VAT, rounded to two "
          "places. A price of nothing gets the whole weight; beside it the others get nothing.");
    }
  }
  if (seen.size() < wanted.size()) {
    return Error::unprocessable("body.scores", "Score the price of every quote.");
  }
  return {};
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, SubmitPriceScores const& command) {
  TRY_INTO(auto const it, scored_purchase(view, asked, command.purchase, PurchaseRole::price_evaluator));
  TRY(check_version(asked, it->version));
  TRY_INTO(auto const moderation, waiting_moderation(view, *it));
  if (moderation->priced_by) return wrong_state("The prices are scored.");
  auto const bids = purchases::bids_of(view, *it, *moderation);
  if (bids.empty()) return Error::conflict("no_quotes", "There is no quote to score.");
  auto wanted = purchases::price_scores(bids, it->pack.price_weight);
  TRY(check_price_scores(wanted, command.scores));
  auto priced = *moderation;
  priced.prices.values = std::move(wanted);
  priced.priced_by = asked.actor.person;
  ++priced.version;
  Change change;
  change.answer_key = record_key<Purchase>(it->id);
  change.put(std::move(priced));
  // One set of price scores is wanted, whoever was asked.
  auto const scores_prices = [&](Notification const& need) {
    return purchases::is_named(*it, need.person, PurchaseRole::price_evaluator);
  };
  answer_needs(change, view, it->id, Because::purchase_to_score, scores_prices);
  if (purchases::open_moderation_if_all_in(change, view, asked, *it)) {
    purchases::put(change, view, asked, it.get(), *it);
  }
  return change;
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListQuoteScores const& query, Page const& page) {
  Door const door(view, asked);
  TRY_INTO(auto const it, door.readable<Purchase>("ids.purchase", query.purchase));
  Envelope envelope(view);
  auto const prefix = IndexKey(Index::quote_scores_by_purchase).id(it->id).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    QuoteScoreId const id{read_u64(key.substr(key.size() - 8))};
    auto const found = view.find<QuoteScore>(id);
    if (!found || !door.may_read(*found)) return false;
    if (into) into->item_of<QuoteScore>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetQuoteScore const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<QuoteScore>("ids.quote_score", query.quote_score));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
