// Reckoning with money: whole pence, products in 128 bits, overflow refused. Rounding is half away from zero, once for
// each line.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "protocol/ids.hpp"
#include "protocol/money.hpp"
#include "protocol/result.hpp"

namespace staffroom::money {

/// Basis points: 2000 of 10,000 for 20 %; 0 for exempt and outside, too.
std::int64_t rate_of(VatRate vat);

struct Split {
  std::int64_t net = 0;
  std::int64_t vat = 0;
  std::int64_t gross = 0;  // net + vat, always
};
/// From net: VAT is rounded. From gross: VAT is rounded and net is the rest.
Split split(Amount amount);

/// Errors: unprocessable at `path` (`too_large` in words) for |pence| > limits::pence_max.
Result<void> check(Amount amount, std::string_view path);
/// The same, and not below nothing.
Result<void> check_price(Amount amount, std::string_view path);

/// round(value · times / by), half away from zero. Error: unprocessable at `path` past limits::pence_max. by > 0.
Result<std::int64_t> scaled(std::int64_t value, std::int64_t times, std::int64_t by, std::string_view path);
/// Error: the same.
Result<std::int64_t> sum(std::int64_t a, std::int64_t b, std::string_view path);

struct Share {
  OrganisationId organisation;
  std::uint64_t weight = 0;
  std::int64_t pence = 0;  // of the whole
};
/// Shares `total` out by weight: whole parts first, then a penny each to the largest remainders, of equal ones to the
/// lower id. A negative total as the positive one, negated. Error: conflict `no_weights` when all weights are 0.
Result<void> allocate(std::int64_t total, std::span<Share> shares);

}  // namespace staffroom::money
