// What erasing a person does to records: at once when it is approved, and then a stretch at a time by the tick.
#pragma once
#include "protocol/kinds.hpp"
#include "store/change.hpp"
#include "store/view.hpp"

namespace staffroom::erasure {

/// Who is left in the place of somebody who was forgotten.
inline constexpr char const* former_member = "Former member";

/// Whether the person was forgotten: nothing begins for them any more.
bool is_forgotten(View const& view, PersonId person);

/// At once: name, account, sessions, memberships and places in teams. Counts into `erasure`.
void leave(Change& change, View const& view, Asked& asked, Erasure& erasure);

/// The next stretch of the walk through all that may still hold the person's address or words.
void go_on(Change& change, View const& view, Asked& asked, Erasure erasure);

}  // namespace staffroom::erasure
