// When the next digest of a person leaves.
#pragma once
#include "protocol/kinds.hpp"
#include "store/change.hpp"
#include "store/view.hpp"

namespace staffroom::digest_plans {

/// While there is to be none.
constexpr TimestampMs never{4'133'894'400'000};  // the last day of 2100

/// When the first digest after that moment leaves: daily with the next opening of the person's window; weekly with the
/// first opening on or after the chosen day. `never` if the setting says so.
TimestampMs next_after(View const& view, NotificationSetting const& effective, TimestampMs after);

/// The person signs in: from now on there is a plan.
void begin(Change& change, View const& view, Asked const& asked, PersonId person);

/// The person chose otherwise.
void replan(Change& change, View const& view, Asked const& asked, NotificationSetting const& before,
            NotificationSetting const& effective);

/// The person left: there is none.
void end(Change& change, View const& view, PersonId person);

/// Its hour has come: a digest is noted, and the next one planned.
void make(Change& change, View const& view, Asked& asked, DigestPlan const& plan);

/// A digest was sent: what it covered is in no other.
void cover(Change& change, View const& view, EmailNote const& sent);

}  // namespace staffroom::digest_plans
