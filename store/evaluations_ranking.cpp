// Ranking quotes: parts of the whole as exact fractions, products in 128 bits, compared by cross-multiplication.
// Nothing is rounded but for show.
#include <algorithm>

#include "store/evaluations.hpp"

namespace staffroom {

using purchases::Bid;
using purchases::Part;

namespace {

__extension__ using WideScore = __int128;

/// Of two fractions with denominators above 0: -1, 0, 1.
int compare_parts(Part const& a, Part const& b) {
  auto const left = WideScore{a.numerator} * b.denominator;
  auto const right = WideScore{b.numerator} * a.denominator;
  return left < right ? -1 : left > right ? 1 : 0;
}

struct RankedBid {
  QuoteId quote;
  Part quality;
  Part price;
  Part total;
};

/// The sum fits: 10,000 × 10 × 10^13 + 10,000 × 10^13 × 10 < 2^63.
Part sum_of_parts(Part const& a, Part const& b) {
  return {a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator};
}

std::int64_t lowest_price(std::vector<Bid> const& bids) {
  std::int64_t lowest = bids.empty() ? 0 : bids.front().price;
  for (auto const& one : bids) lowest = std::min(lowest, one.price);
  return lowest;
}

/// More than 0: the first is better.
int compare_ranked(RankedBid const& a, RankedBid const& b) {
  auto const total = compare_parts(a.total, b.total);
  return total != 0 ? total : compare_parts(a.quality, b.quality);
}

}  // namespace

Part purchases::price_part(std::uint32_t weight, std::int64_t lowest, std::int64_t price) {
  ensure(lowest >= 0 && price >= lowest, "the lowest price is the lowest, and no price is below nothing");
  if (lowest == 0) return {price == 0 ? std::int64_t{weight} : 0, 1};
  return {std::int64_t{weight} * lowest, price};
}

std::uint32_t purchases::rounded(Part part) {
  auto const twice = WideScore{part.numerator} * 2 + part.denominator;
  return static_cast<std::uint32_t>(twice / (WideScore{part.denominator} * 2));
}

std::vector<PriceScore> purchases::price_scores(std::vector<Bid> const& bids, std::uint32_t price_weight) {
  auto const lowest = lowest_price(bids);
  std::vector<PriceScore> out;
  for (auto const& one : bids) {
    out.push_back({one.quote, rounded(price_part(price_weight, lowest, one.price))});
  }
  return out;
}

purchases::Ranking purchases::rank(std::vector<Bid> bids, std::uint32_t price_weight, std::uint32_t points_max,
                                   std::optional<QuoteId> winner) {
  auto const lowest = lowest_price(bids);
  std::int64_t const most = std::max<std::int64_t>(points_max, 1);
  std::vector<RankedBid> ranked;
  for (auto const& one : bids) {
    RankedBid it{one.quote, {one.points, most}, price_part(price_weight, lowest, one.price), {}};
    it.total = sum_of_parts(it.quality, it.price);
    ranked.push_back(it);
  }
  std::sort(ranked.begin(), ranked.end(), [&](RankedBid const& a, RankedBid const& b) {
    auto const better = compare_ranked(a, b);
    if (better != 0) return better > 0;
    if (winner && (a.quote == *winner) != (b.quote == *winner)) return a.quote == *winner;
    return a.quote < b.quote;
  });
  Ranking out;
  out.tie = ranked.size() > 1 && compare_ranked(ranked[0], ranked[1]) == 0;
  for (auto const& one : ranked) {
    out.quotes.push_back({one.quote, rounded(one.quality), rounded(one.price), rounded(one.total)});
  }
  return out;
}

std::vector<Bid> purchases::bids_of(View const& view, Purchase const& it, Moderation const& moderation) {
  std::vector<Bid> out;
  for (auto const& quote : scored_quotes_of(view, it.id)) {
    Bid bid{.quote = quote->id};
    if (auto const price = view.find<QuotePrice>(quote->id)) bid.price = price->gross;
    for (auto const& one : moderation.agreed) {
      if (one.quote != quote->id || one.criterion >= it.pack.criteria.size()) continue;
      bid.points += std::int64_t{it.pack.criteria.values[one.criterion].weight} * one.points;
    }
    out.push_back(bid);
  }
  return out;
}

purchases::Ranking purchases::ranking_of(View const& view, Purchase const& it, Moderation const& moderation,
                                         std::optional<QuoteId> winner) {
  return rank(bids_of(view, it, moderation), it.pack.price_weight, points_max(it.pack), winner);
}

}  // namespace staffroom
