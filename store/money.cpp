// Reckoning with whole pence.
#include "store/money.hpp"

#include <algorithm>
#include <string>

#include "protocol/limits.hpp"

namespace staffroom {
namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t whole = 10'000;  // basis points

bool fits(Wide pence) { return pence <= limits::pence_max && pence >= -Wide{limits::pence_max}; }

Error too_large(std::string_view path) {
  return Error::unprocessable(std::string(path), "This is too large: amounts go up to £100,000 million.");
}

/// Half away from zero; by > 0.
Wide divided(Wide value, Wide by) {
  auto const half = by / 2;
  return value >= 0 ? (value + half) / by : -((-value + half) / by);
}

}  // namespace

std::int64_t money::rate_of(VatRate vat) {
  switch (vat) {
    case VatRate::standard: return 2'000;
    case VatRate::reduced: return 500;
    case VatRate::zero:
    case VatRate::exempt:
    case VatRate::outside: return 0;
  }
  return 0;
}

money::Split money::split(Amount amount) {
  auto const rate = rate_of(amount.vat);
  if (amount.basis == AmountBasis::net) {
    auto const vat = static_cast<std::int64_t>(divided(Wide{amount.pence} * rate, whole));
    return {amount.pence, vat, amount.pence + vat};
  }
  auto const vat = static_cast<std::int64_t>(divided(Wide{amount.pence} * rate, whole + rate));
  return {amount.pence - vat, vat, amount.pence};
}

Result<void> money::check(Amount amount, std::string_view path) {
  // The whole, with VAT, is what has to fit.
  if (!fits(amount.pence) || !fits(split(amount).gross)) return too_large(path);
  return {};
}

Result<void> money::check_price(Amount amount, std::string_view path) {
  TRY(check(amount, path));
  if (amount.pence < 0) return Error::unprocessable(std::string(path), "This cannot be below nothing.");
  return {};
}

Result<std::int64_t> money::scaled(std::int64_t value, std::int64_t times, std::int64_t by, std::string_view path) {
  auto const result = divided(Wide{value} * times, by);
  if (!fits(result)) return too_large(path);
  return static_cast<std::int64_t>(result);
}

Result<std::int64_t> money::sum(std::int64_t a, std::int64_t b, std::string_view path) {
  auto const result = Wide{a} + b;
  if (!fits(result)) return too_large(path);
  return static_cast<std::int64_t>(result);
}

Result<void> money::allocate(std::int64_t total, std::span<Share> shares) {
  ensure(fits(total), "what is shared out is an amount");
  Wide weights = 0;
  for (auto const& share : shares) weights += share.weight;
  if (weights == 0) return Error::conflict("no_weights", "Nobody takes a share, so nothing can be shared out.");
  bool const negative = total < 0;
  Wide const amount = negative ? -Wide{total} : Wide{total};
  struct Rest {
    Wide remainder = 0;
    Share* share = nullptr;
  };
  std::vector<Rest> rests;
  auto left = static_cast<std::int64_t>(amount);
  for (auto& share : shares) {
    auto const product = amount * share.weight;
    share.pence = static_cast<std::int64_t>(product / weights);
    left -= share.pence;
    rests.push_back({product % weights, &share});
  }
  std::sort(rests.begin(), rests.end(), [](Rest const& a, Rest const& b) {
    return a.remainder != b.remainder ? a.remainder > b.remainder : a.share->organisation < b.share->organisation;
  });
  for (std::size_t i = 0; left > 0; ++i, --left) ++rests[i].share->pence;
  if (!negative) return {};
  for (auto& share : shares) share.pence = -share.pence;
  return {};
}

}  // namespace staffroom
