// What the rules of pools share: who is asked to sign, and what follows from participations.
#pragma once
#include <vector>

#include "store/buying.hpp"

namespace staffroom::pools {

inline constexpr std::uint32_t signed_min = 2;  // fewer do not buy together

/// Who signs for the school: its leaders, or those of the nearest node above it that has any, and the business managers
/// who hold the duty to sign.
std::vector<PersonId> signers_of(View const& view, OrganisationId school);
/// Who is asked on its behalf: these, and those who manage what it buys.
std::vector<PersonId> asked_of(View const& view, OrganisationId school);
/// Those of the pool's schools that have signed.
std::vector<PersonId> participants_of(View const& view, Pool const& pool);

/// Not cancelled, done or being bought.
bool is_running(Pool const& pool);

/// Schools, total and value, from participations as `change` leaves them. Errors: unprocessable at `path` when the
/// value is too large.
Result<void> count_up(View const& view, Change const& change, Pool& pool, std::string_view path);
/// Whoever was asked and has nothing to sign any more, as the pool is now, owes no answer.
void answer_asked(Change& change, View const& view, Pool const& after);
/// It closes: schools that have not signed are out.
void close(Change& change, View const& view, Asked& asked, Pool const& pool);
/// Another organises it, and is told.
void give(Change& change, View const& view, Asked& asked, Pool const& pool, PersonId owner);

}  // namespace staffroom::pools
