// How a person hears of things: what they chose over what their roles suggest.
#pragma once
#include "protocol/kinds.hpp"
#include "store/change.hpp"
#include "store/view.hpp"

namespace staffroom {

/// What a reason is about, as people choose by it.
NoticeKind kind_of(Because because);
/// The same of a notification: what resources and practice posts have in common is told apart by which it names.
NoticeKind notice_kind_of(Notification const& notification);

/// What the person chose over what their roles suggest: every kind in `paces`, every team of theirs in `teams`.
/// `version` and `chosen` are as stored.
NotificationSetting effective_setting(View const& view, PersonId person);

/// In an effective setting.
MailPace pace_of(NotificationSetting const& effective, NoticeKind what);
FollowLevel level_of(NotificationSetting const& effective, TeamId team);

/// The same for one kind alone, cheaply.
MailPace effective_pace(View const& view, PersonId person, NoticeKind what);

namespace notification_settings {

/// The person is not in the team any more: nothing is kept of how they followed it.
void forget_team(Change& change, View const& view, PersonId person, TeamId team);

}  // namespace notification_settings
}  // namespace staffroom
