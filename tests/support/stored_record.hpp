// A record as the store has it, whoever may read it.
#pragma once
#include <stdexcept>
#include <string>

#include "protocol/codec.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {

template <class R>
R stored_record(Scenario& s, Query const& query) {
  auto const answer = *s.store().ask({}, query, {200, {}}, ReadTier::disk);
  if (!answer) throw std::runtime_error(std::string(R::path) + ": " + told(answer));
  auto const record = record_from_json(R::kind, answer->json);
  return get<R>(*record);
}

}  // namespace staffroom::tests
