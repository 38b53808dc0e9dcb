// Reckoning with whole pence: VAT, rounding, sharing out, what does not fit.
#include "store/money.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>

#include "protocol/limits.hpp"

namespace staffroom::tests {
namespace {

using money::Share;

Amount net_of(std::int64_t pence, VatRate vat = VatRate::standard) { return {pence, AmountBasis::net, vat}; }
Amount gross_of(std::int64_t pence, VatRate vat = VatRate::standard) { return {pence, AmountBasis::gross, vat}; }

std::vector<std::int64_t> shared_out(std::int64_t total, std::vector<std::uint64_t> const& weights) {
  std::vector<Share> shares;
  for (std::size_t i = 0; i < weights.size(); ++i) shares.push_back({OrganisationId{i + 1}, weights[i]});
  REQUIRE(money::allocate(total, shares));
  std::vector<std::int64_t> out;
  for (auto const& share : shares) out.push_back(share.pence);
  return out;
}

constexpr VatRate rates[] = {VatRate::standard, VatRate::reduced, VatRate::zero, VatRate::exempt, VatRate::outside};

}  // namespace

TEST_CASE("money: VAT is rounded once, half away from zero, on top of net and out of gross") {
  auto const on_top = money::split(net_of(123'456));
  CHECK(on_top.vat == 24'691);
  CHECK(on_top.gross == 148'147);
  auto const within = money::split(gross_of(10'000));
  CHECK(within.vat == 1'667);
  CHECK(within.net == 8'333);
  CHECK(money::split(net_of(-123'456)).gross == -148'147);
  CHECK(money::split(gross_of(-10'000)).vat == -1'667);
  CHECK(money::split(net_of(10, VatRate::reduced)).vat == 1);  // half a penny goes up
  CHECK(money::split(net_of(9, VatRate::reduced)).vat == 0);
  CHECK(money::split(net_of(-10, VatRate::reduced)).vat == -1);
  for (auto const vat : {VatRate::zero, VatRate::exempt, VatRate::outside}) {
    CHECK(money::split(net_of(999, vat)).gross == 999);
    CHECK(money::split(gross_of(999, vat)).net == 999);
  }
}

TEST_CASE("money: net and VAT are the gross, whatever the amount, and the other sign is the other sign") {
  std::mt19937_64 random(20'261'123);
  std::uniform_int_distribution<std::int64_t> amounts(-8'000'000'000'000, 8'000'000'000'000);
  for (int i = 0; i < 20'000; ++i) {
    auto const pence = i % 4 == 0 ? amounts(random) % 1'000 : amounts(random);
    for (auto const vat : rates) {
      for (auto const basis : {AmountBasis::net, AmountBasis::gross}) {
        auto const parts = money::split({pence, basis, vat});
        REQUIRE(parts.net + parts.vat == parts.gross);
        REQUIRE((basis == AmountBasis::net ? parts.net : parts.gross) == pence);
        auto const other = money::split({-pence, basis, vat});
        REQUIRE(other.net == -parts.net);
        REQUIRE(other.gross == -parts.gross);
        // Written down as gross, and read again, it comes to the same pence.
        REQUIRE(money::split(gross_of(parts.gross, vat)).vat == parts.vat);
      }
    }
  }
}

TEST_CASE("money: a sum is shared out to the penny, the odd ones to the largest remainders, then the lower id") {
  CHECK(shared_out(10'000, {1, 1, 1}) == std::vector<std::int64_t>{3'334, 3'333, 3'333});
  CHECK(shared_out(1'000, {120, 310, 95}) == std::vector<std::int64_t>{229, 590, 181});
  CHECK(shared_out(-10'000, {1, 1, 1}) == std::vector<std::int64_t>{-3'334, -3'333, -3'333});
  CHECK(shared_out(100, {0, 5, 0}) == std::vector<std::int64_t>{0, 100, 0});
  CHECK(shared_out(0, {3, 4}) == std::vector<std::int64_t>{0, 0});
  CHECK(shared_out(1, {1, 1, 1}) == std::vector<std::int64_t>{1, 0, 0});
  std::vector<Share> nobody{{OrganisationId{1}, 0}, {OrganisationId{2}, 0}};
  auto const refused = money::allocate(100, nobody);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().reason == "no_weights");
  std::vector<Share> none;
  CHECK(money::allocate(100, none).error().reason == "no_weights");
}

TEST_CASE("money: what is shared out adds up, for any weights and either sign") {
  std::mt19937_64 random(7);
  for (int round = 0; round < 5'000; ++round) {
    std::uniform_int_distribution<std::size_t> sizes(1, 40);
    std::uniform_int_distribution<std::uint64_t> weights(0, round % 3 == 0 ? 3 : 10'000'000);
    std::uniform_int_distribution<std::int64_t> totals(-limits::pence_max, limits::pence_max);
    auto const total = round % 2 == 0 ? totals(random) : totals(random) % 1'000;
    std::vector<Share> shares;
    for (std::size_t i = sizes(random); i > 0; --i) shares.push_back({OrganisationId{i * 3}, weights(random)});
    shares.front().weight += 1;
    REQUIRE(money::allocate(total, shares));
    std::int64_t sum = 0;
    std::map<std::uint64_t, std::pair<std::int64_t, std::int64_t>> range;  // of equal weights
    for (auto const& share : shares) {
      sum += share.pence;
      REQUIRE((total < 0 ? share.pence <= 0 : share.pence >= 0));
      if (share.weight == 0) REQUIRE(share.pence == 0);
      auto const [it, fresh] = range.try_emplace(share.weight, share.pence, share.pence);
      if (!fresh) it->second = {std::min(it->second.first, share.pence), std::max(it->second.second, share.pence)};
    }
    REQUIRE(sum == total);
    for (auto const& [weight, ends] : range) REQUIRE(ends.second - ends.first <= 1);
    // In whatever order the schools stand.
    auto shuffled = shares;
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    REQUIRE(money::allocate(total, shuffled));
    for (auto const& share : shuffled) {
      auto const same = std::find_if(shares.begin(), shares.end(),
                                     [&](auto const& it) { return it.organisation == share.organisation; });
      REQUIRE(same->pence == share.pence);
    }
  }
}

TEST_CASE("money: sums are the same in any order and grouping") {
  std::mt19937_64 random(99);
  std::uniform_int_distribution<std::int64_t> amounts(-5'000'000, 5'000'000);
  std::vector<Amount> lines;
  for (int i = 0; i < 500; ++i) lines.push_back({amounts(random), AmountBasis(i % 2), rates[i % 5]});
  auto const total_of = [](std::vector<Amount> const& all) {
    std::int64_t out = 0;
    for (auto const& line : all) out = *money::sum(out, money::split(line).gross, "body.total");
    return out;
  };
  auto const total = total_of(lines);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(lines.begin(), lines.end(), random);
    auto const half = lines.begin() + 170 + round;
    REQUIRE(total_of(lines) == total);
    REQUIRE(total_of({lines.begin(), half}) + total_of({half, lines.end()}) == total);
  }
}

TEST_CASE("money: what does not fit is refused, and never wraps") {
  CHECK(money::check(gross_of(limits::pence_max), "body.annual"));
  CHECK(money::check(gross_of(-limits::pence_max), "body.annual"));
  auto const beyond = money::check(gross_of(limits::pence_max + 1), "body.annual");
  REQUIRE_FALSE(beyond);
  CHECK(beyond.error().path == "body.annual");
  CHECK((beyond.error().code == ErrorCode::unprocessable));
  CHECK_FALSE(money::check(net_of(limits::pence_max), "body.annual"));  // its VAT no longer fits
  CHECK(money::check(net_of(limits::pence_max, VatRate::exempt), "body.annual"));
  auto const most = std::numeric_limits<std::int64_t>::max();
  auto const least = std::numeric_limits<std::int64_t>::min();
  for (auto const pence : {most, least}) {
    CHECK_FALSE(money::check(net_of(pence), "body.annual"));
    CHECK_FALSE(money::check(gross_of(pence), "body.annual"));
    CHECK_FALSE(money::scaled(pence, most, 1, "body.maximum"));
  }
  CHECK_FALSE(money::check_price(net_of(-1), "body.price"));
  CHECK(money::check_price(net_of(0), "body.price"));
  CHECK_FALSE(money::sum(limits::pence_max, 1, "body.total"));
  CHECK_FALSE(money::sum(most, most, "body.total"));
  CHECK(*money::sum(limits::pence_max, -limits::pence_max, "body.total") == 0);
  CHECK(*money::scaled(10, 1, 4, "body.total") == 3);  // 2.5 away from zero
  CHECK(*money::scaled(-10, 1, 4, "body.total") == -3);
  CHECK(*money::scaled(limits::pence_max, 365, 365, "body.total") == limits::pence_max);
  CHECK_FALSE(money::scaled(limits::pence_max, 366, 365, "body.total"));
}

}  // namespace staffroom::tests
