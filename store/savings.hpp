// Making savings: by a command of their own, and when a purchase is complete.
#pragma once
#include "store/buying.hpp"

namespace staffroom::savings {

/// Makes it, hoped for, and asks others to confirm it once its period has begun. Whether the actor may, and reads what
/// is bound to it, was asked. Errors: unprocessable at `body.…`.
Result<SavingId> make(Change& change, View const& view, Asked& asked, CreateSaving const& wanted);

}  // namespace staffroom::savings
