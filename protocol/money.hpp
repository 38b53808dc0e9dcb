// Money: whole pence in pounds sterling, with the VAT that is in it or comes on top. No fractions, no floating point.
#pragma once
#include <boost/describe/enum.hpp>
#include <cstdint>

#include "protocol/described.hpp"

namespace staffroom {

/// Whether VAT is still to be added, or is in the figure.
enum class AmountBasis : std::uint8_t { net, gross };
BOOST_DESCRIBE_ENUM(AmountBasis, net, gross)

/// 20 %, 5 %, 0 %; exempt and outside carry none.
enum class VatRate : std::uint8_t { standard, reduced, zero, exempt, outside };
BOOST_DESCRIBE_ENUM(VatRate, standard, reduced, zero, exempt, outside)

/// At most limits::pence_max either way.
struct Amount {
  std::int64_t pence = 0;
  AmountBasis basis = AmountBasis::net;
  VatRate vat = VatRate::standard;
  friend bool operator==(Amount const&, Amount const&) = default;
};
STAFFROOM_DESCRIBE(Amount, (), (pence, basis, vat))

}  // namespace staffroom
