// What the rules of evaluation share: bids as they are ranked, in exact fractions, and what an evaluation came to.
#pragma once
#include <string>
#include <vector>

#include "store/purchases.hpp"

namespace staffroom::purchases {

/// A quote as it is ranked. Points: of each criterion times its weight, added.
struct Bid {
  QuoteId quote;
  std::int64_t points = 0;
  std::int64_t price = 0;  // with VAT, pence
};
/// Of those that are scored, with the points that were agreed.
std::vector<Bid> bids_of(View const& view, Purchase const& it, Moderation const& moderation);
/// Best first; pure. `points_max`: of one criterion.
Ranking rank(std::vector<Bid> bids, std::uint32_t price_weight, std::uint32_t points_max,
             std::optional<QuoteId> winner);
/// What each quote's price gives, in basis points, by the quote's id.
std::vector<PriceScore> price_scores(std::vector<Bid> const& bids, std::uint32_t price_weight);

/// Single scores, agreed ones, prices, ranking and dissent, as canonical JSON. (moderation.cpp)
std::string evaluation_json(View const& view, Purchase const& it, Moderation const& moderation);
/// A list of a gate's or an award's canonical JSON.
template <class List, class JsonOf>
std::string json_list(List const& list, JsonOf const& json_of) {
  std::string out = "[";
  for (auto const& one : list) {
    if (out.size() > 1) out += ',';
    out += json_of(one);
  }
  return out + "]";
}

}  // namespace staffroom::purchases
