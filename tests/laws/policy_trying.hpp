// How a case of the policy is asked, and what is wrong with the answer.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "tests/laws/policy_cases.hpp"

namespace staffroom::tests {

/// Puts the question to the store, or to what works out what the store would say.
struct Asker {
  TimestampMs now;
  std::function<std::optional<Error>(Actor const&, Command const&)> refuses;  // nothing: it is done
  std::function<Result<Answer>(Actor const&, Query const&, Page const&)> answers;
};
Asker the_store(Store& store);
/// Works out from what the store shows now; nothing is done, whatever is allowed.
Asker without_doing(Store& store);

/// Empty when the answer is that of the verdict: allowed or refused, for a reason that may be told, and what is hidden
/// like an id that never existed.
std::string complaint(Asker const& asker, PolicyCase const& one, Verdict const& verdict);

std::string in_words(PolicyCase const& one);

}  // namespace staffroom::tests
