// Evaluation: each scores alone, price by somebody else, then one agreed score with both kept.
#pragma once
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/quotes.hpp"
#include "protocol/route.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

enum class ScoreState : std::uint8_t { drafted, submitted, voided };
BOOST_DESCRIBE_ENUM(ScoreState, drafted, submitted, voided)

struct CriterionScore {
  std::uint32_t criterion = 0;  // its place in the pack
  std::uint32_t points = 0;
  Note reason;
};
STAFFROOM_DESCRIBE(CriterionScore, (), (criterion, points, reason))

/// One evaluator's scores of one quote. Its author's alone until all are in. Points: a place in the pack's scale.
struct QuoteScore {
  static constexpr Kind kind = Kind::quote_score;
  static constexpr std::string_view path = "/quote-scores/{id}";
  QuoteScoreId id;
  std::uint32_t version = 1;
  PurchaseId purchase;
  QuoteId quote;
  PersonId author;
  ScoreState state = ScoreState::drafted;
  Many<CriterionScore, limits::criteria_max> scores;
  std::optional<TimestampMs> submitted;
};
STAFFROOM_DESCRIBE(QuoteScore, (), (id, version, purchase, quote, author, state, scores, submitted))

struct ScoreQuote {
  static constexpr std::string_view name = "score_quote";
  static constexpr Route route{Method::put, "/quotes/{quote}/score"};
  static constexpr Success success = Success::changed;
  QuoteId quote;
  Many<CriterionScore, limits::criteria_max> scores;
};
STAFFROOM_DESCRIBE(ScoreQuote, (), (quote, scores))

/// All of mine, for every quote; never changed afterwards.
struct SubmitScores {
  static constexpr std::string_view name = "submit_scores";
  static constexpr Route route{Method::post, "/purchases/{purchase}/scores"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
};
STAFFROOM_DESCRIBE(SubmitScores, (), (purchase))

/// Price weight × lowest price ÷ price, in basis points of the whole, rounded half up; what is lowest is full.
struct PriceScore {
  QuoteId quote;
  std::uint32_t basis_points = 0;
  friend bool operator==(PriceScore const&, PriceScore const&) = default;
};
STAFFROOM_DESCRIBE(PriceScore, (), (quote, basis_points))

/// By the price evaluator, worked out alone; refused when it is not what the formula gives.
struct SubmitPriceScores {
  static constexpr std::string_view name = "submit_price_scores";
  static constexpr Route route{Method::post, "/purchases/{purchase}/price-scores"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
  Many<PriceScore, limits::quotes_max> scores;
};
STAFFROOM_DESCRIBE(SubmitPriceScores, (), (purchase, scores))

struct ListQuoteScores {
  static constexpr std::string_view name = "list_quote_scores";
  static constexpr Route route{Method::get, "/purchases/{purchase}/scores"};
  using Item = QuoteScore;
  PurchaseId purchase;
};
STAFFROOM_DESCRIBE(ListQuoteScores, (), (purchase))

struct GetQuoteScore {
  static constexpr std::string_view name = "get_quote_score";
  static constexpr Route route{Method::get, "/quote-scores/{quote_score}"};
  using Item = QuoteScore;
  QuoteScoreId quote_score;
};
STAFFROOM_DESCRIBE(GetQuoteScore, (), (quote_score))

struct AgreedScore {
  QuoteId quote;
  std::uint32_t criterion = 0;
  std::uint32_t points = 0;
  Note reason;  // where it differs from any single one
};
STAFFROOM_DESCRIBE(AgreedScore, (), (quote, criterion, points, reason))

struct EvaluationDissent {
  PersonId person;
  Note text;
  TimestampMs at;
};
STAFFROOM_DESCRIBE(EvaluationDissent, (), (person, text, at))

enum class ModerationState : std::uint8_t { waiting, open, closed };
BOOST_DESCRIBE_ENUM(ModerationState, waiting, open, closed)

struct RankedQuote {
  QuoteId quote;
  std::uint32_t quality = 0;  // basis points of the whole, rounded for show; compared as exact fractions
  std::uint32_t price = 0;
  std::uint32_t total = 0;
};
STAFFROOM_DESCRIBE(RankedQuote, (), (quote, quality, price, total))

/// Opens when all have scored. Has the purchase's id.
struct Moderation {
  static constexpr Kind kind = Kind::moderation;
  static constexpr std::string_view path = "/purchases/{id}/moderation";
  PurchaseId id;
  std::uint32_t version = 1;
  ModerationState state = ModerationState::waiting;
  Many<PriceScore, limits::quotes_max> prices;
  std::optional<PersonId> priced_by;
  Many<PersonId, limits::purchase_people_max> scored_by;  // evaluators whose scores are in
  Many<AgreedScore, limits::agreed_max> agreed;
  Many<EvaluationDissent, limits::purchase_people_max> dissents;
  Many<RankedQuote, limits::quotes_max> ranking;  // once closed, best first
  Note tie_reason;
  std::optional<TimestampMs> closed;
};
STAFFROOM_DESCRIBE(Moderation, (),
                   (id, version, state, prices, priced_by, scored_by, agreed, dissents, ranking, tie_reason, closed))

struct AgreeScores {
  static constexpr std::string_view name = "agree_scores";
  static constexpr Route route{Method::put, "/purchases/{purchase}/moderation"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
  Many<AgreedScore, limits::agreed_max> agreed;
};
STAFFROOM_DESCRIBE(AgreeScores, (), (purchase, agreed))

struct DissentFromScores {
  static constexpr std::string_view name = "dissent_from_scores";
  static constexpr Route route{Method::put, "/purchases/{purchase}/dissent"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
  Note text;
};
STAFFROOM_DESCRIBE(DissentFromScores, (), (purchase, text))

struct CloseModeration {
  static constexpr std::string_view name = "close_moderation";
  static constexpr Route route{Method::post, "/purchases/{purchase}/moderation/close"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
  std::optional<QuoteId> winner;  // of a tie that quality does not break
  Note reason;
};
STAFFROOM_DESCRIBE(CloseModeration, (), (purchase, winner, reason))

struct GetModeration {
  static constexpr std::string_view name = "get_moderation";
  static constexpr Route route{Method::get, "/purchases/{purchase}/moderation"};
  using Item = Moderation;
  PurchaseId purchase;
};
STAFFROOM_DESCRIBE(GetModeration, (), (purchase))

}  // namespace staffroom
