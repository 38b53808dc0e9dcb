// Ranking quotes: exact fractions, the formula of the price, ties, and what a change of one quote can do to others.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "store/evaluations.hpp"

namespace staffroom::tests {
namespace {

using purchases::Bid;
using purchases::price_part;
using purchases::rank;
using purchases::rounded;

/// Six thousand for quality by points of ten at most, four thousand for the price.
constexpr std::uint32_t ranked_price_weight = 4'000;
constexpr std::uint32_t ranked_most = 10;

std::vector<std::uint64_t> ranked_order(std::vector<Bid> const& bids) {
  std::vector<std::uint64_t> out;
  for (auto const& one : rank(bids, ranked_price_weight, ranked_most, std::nullopt).quotes) {
    out.push_back(one.quote.value);
  }
  return out;
}

std::string ranked_shown(RankedQuote const& it) {
  return std::to_string(it.quote.value) + ": " + std::to_string(it.quality) + " + " + std::to_string(it.price) + " = " +
         std::to_string(it.total);
}

class RandomBids {
 public:
  explicit RandomBids(std::uint64_t seed) : random_(seed) {}
  std::uint64_t below(std::uint64_t end) { return std::uniform_int_distribution<std::uint64_t>(0, end - 1)(random_); }
  Bid bid(std::uint64_t id, std::uint64_t prices) {
    return {.quote = QuoteId{id},
            .points = static_cast<std::int64_t>(below(61) * 1'000),
            .price = static_cast<std::int64_t>(1 + below(prices))};
  }
  /// Few prices and points, so that ties and near ties come often.
  std::vector<Bid> some() {
    std::vector<Bid> out;
    auto const prices = below(2) == 0 ? 12 : static_cast<std::uint64_t>(limits::pence_max);
    auto const count = 3 + below(6);
    for (std::uint64_t id = 1; id <= count; ++id) out.push_back(bid(id, prices));
    return out;
  }

 private:
  std::mt19937_64 random_;
};

std::int64_t cheapest(std::vector<Bid> const& bids) {
  return std::min_element(bids.begin(), bids.end(), [](auto const& a, auto const& b) { return a.price < b.price; })
      ->price;
}

}  // namespace

TEST_CASE("the price's part is its weight times the lowest price by this price, rounded half up once, for show") {
  CHECK(rounded(price_part(4'000, 400'000, 400'000)) == 4'000);
  CHECK(rounded(price_part(4'000, 400'000, 500'000)) == 3'200);
  CHECK(rounded(price_part(4'000, 1, 3)) == 1'333);
  CHECK(rounded(price_part(4'000, 2, 3)) == 2'667);
  CHECK(rounded(price_part(1, 1, 2)) == 1);  // a half goes up
  CHECK(rounded(price_part(1, 100, 201)) == 0);
  CHECK(rounded(price_part(10'000, limits::pence_max - 1, limits::pence_max)) == 10'000);
  CHECK(rounded(price_part(4'000, 0, 0)) == 4'000);  // a gift gets all, beside it nobody anything
  CHECK(rounded(price_part(4'000, 0, 1)) == 0);
}

TEST_CASE("the best by everything has ten thousand, and nobody has more") {
  RandomBids random(20'261'123);
  for (int i = 0; i < 2'000; ++i) {
    auto bids = random.some();
    auto const best = Bid{.quote = QuoteId{99}, .points = std::int64_t{6'000} * ranked_most, .price = cheapest(bids)};
    bids.push_back(best);
    auto const ranking = rank(bids, ranked_price_weight, ranked_most, QuoteId{99});
    CHECK(ranked_shown(ranking.quotes.front()) == "99: 6000 + 4000 = 10000");
    for (auto const& one : ranking.quotes) CHECK(one.total <= 10'000);
  }
}

TEST_CASE("the order says nothing but the scores: it does not hang on how the quotes came") {
  RandomBids random(7);
  for (int i = 0; i < 2'000; ++i) {
    auto bids = random.some();
    auto const order = ranked_order(bids);
    std::reverse(bids.begin(), bids.end());
    CHECK(ranked_order(bids) == order);
    auto const ranking = rank(bids, ranked_price_weight, ranked_most, std::nullopt);
    for (std::size_t at = 1; at < ranking.quotes.size(); ++at) {
      CHECK(ranking.quotes[at - 1].total >= ranking.quotes[at].total);
    }
  }
}

TEST_CASE("a change of one quote never swaps two others unless it was or becomes the cheapest") {
  RandomBids random(42);
  int changed = 0;
  for (int i = 0; i < 20'000; ++i) {
    auto const bids = random.some();
    auto after = bids;
    auto const at = random.below(bids.size());
    auto const lowest = cheapest(bids);
    after[at] = random.bid(bids[at].quote.value, static_cast<std::uint64_t>(limits::pence_max));
    if (bids[at].price == lowest || after[at].price <= lowest) continue;
    ++changed;
    auto before_order = ranked_order(bids);
    auto after_order = ranked_order(after);
    std::erase(before_order, bids[at].quote.value);
    std::erase(after_order, bids[at].quote.value);
    CHECK(before_order == after_order);
  }
  CHECK(changed > 1'000);
}

TEST_CASE("totals alike are told apart by quality, then by the chair, and only then is it a tie") {
  // 60.00 + 20.00 and 40.00 + 40.00
  std::vector<Bid> bids{{QuoteId{1}, 40'000, 100}, {QuoteId{2}, 60'000, 200}};
  auto ranking = rank(bids, 4'000, 10, std::nullopt);
  CHECK(ranked_shown(ranking.quotes.front()) == "2: 6000 + 2000 = 8000");
  CHECK(ranking.quotes.back().total == 8'000);
  CHECK_FALSE(ranking.tie);
  CHECK(rank(bids, 4'000, 10, QuoteId{1}).quotes.front().quote == QuoteId{2});  // nothing to choose
  bids.push_back({QuoteId{3}, 60'000, 200});
  CHECK(rank(bids, 4'000, 10, std::nullopt).tie);
  CHECK(rank(bids, 4'000, 10, std::nullopt).quotes.front().quote == QuoteId{2});
  CHECK(rank(bids, 4'000, 10, QuoteId{3}).quotes.front().quote == QuoteId{3});
  CHECK(rank(bids, 4'000, 10, QuoteId{1}).quotes.front().quote == QuoteId{2});
  // A tie further down needs nobody.
  bids.push_back({QuoteId{4}, 60'000, 100});
  CHECK_FALSE(rank(bids, 4'000, 10, std::nullopt).tie);
  CHECK_FALSE(rank({{QuoteId{1}, 0, 0}}, 4'000, 10, std::nullopt).tie);
  CHECK(rank({}, 4'000, 10, std::nullopt).quotes.empty());
}

TEST_CASE("what rounding hides still counts") {
  // 33.33 both, for show: a third of a penny's part apart.
  std::vector<Bid> const bids{{QuoteId{1}, 0, 3'000'000'001}, {QuoteId{2}, 0, 3'000'000'000}, {QuoteId{3}, 0, 1}};
  auto const ranking = rank(bids, 4'000, 4, std::nullopt);
  CHECK(ranking.quotes[1].quote == QuoteId{2});
  CHECK(ranking.quotes[1].total == ranking.quotes[2].total);
  CHECK_FALSE(ranking.tie);
}

}  // namespace staffroom::tests
