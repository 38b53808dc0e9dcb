// How a person hears of what needs them and of what is new: by mail at once, in a digest, or in the hub alone; and the
// digest itself. Mail waits for the person's days and hours (their profile's) and their school's days.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>

#include "protocol/conversations_messages.hpp"
#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/limits.hpp"
#include "protocol/notifications.hpp"
#include "protocol/notifications_mail.hpp"
#include "protocol/profiles.hpp"
#include "protocol/route.hpp"
#include "protocol/time.hpp"

namespace staffroom {

/// What a notification is about, as a person chooses by it.
enum class NoticeKind : std::uint8_t {
  conversations,
  teams,
  library,
  practice,
  support,
  actions,
  administration,
  reviews,
  buying
};
BOOST_DESCRIBE_ENUM(NoticeKind, conversations, teams, library, practice, support, actions, administration, reviews,
                    buying)

/// `at_once`: what needs me comes as a mail of its own, two minutes after, unless I have seen it; news in the digest.
/// `hub`: no mail at all, not in the digest either.
enum class MailPace : std::uint8_t { at_once, digest, hub };
BOOST_DESCRIBE_ENUM(MailPace, at_once, digest, hub)

enum class DigestPace : std::uint8_t { daily, weekly, never };
BOOST_DESCRIBE_ENUM(DigestPace, daily, weekly, never)

struct KindPace {
  NoticeKind what = NoticeKind::conversations;
  MailPace pace = MailPace::digest;
  friend bool operator==(KindPace const&, KindPace const&) = default;
};
STAFFROOM_DESCRIBE(KindPace, (), (what, pace))

/// `follow`: Home and the digest tell of all its topics; `normal`: Home of all, the digest of those that I follow or
/// wrote in; `mute`: neither, but I am still told what concerns me by name.
struct TeamFollow {
  TeamId team;
  FollowLevel level = FollowLevel::normal;
  friend bool operator==(TeamFollow const&, TeamFollow const&) = default;
};
STAFFROOM_DESCRIBE(TeamFollow, (), (team, level))

/// For the person alone; has their id. While nobody chose (`chosen` false) it is what their roles suggest, and follows
/// them when these change. Fields not named in `paces` and `teams` are as by default for the roles.
struct NotificationSetting {
  static constexpr Kind kind = Kind::notification_setting;
  static constexpr std::string_view path = "/people/{id}/notification-setting";
  PersonId id;
  std::uint32_t version = 0;
  bool chosen = false;
  DigestPace digest = DigestPace::weekly;
  Weekday digest_day = Weekday::monday;  // of a weekly one; that week's first day of mine on or after it
  Many<KindPace, 9> paces;
  Many<TeamFollow, limits::team_follows_max> teams;
};
STAFFROOM_DESCRIBE(NotificationSetting, (), (id, version, chosen, digest, digest_day, paces, teams))

/// When the next digest leaves, and what it is about. Made when the person first signs in; has their id.
struct DigestPlan {
  static constexpr Kind kind = Kind::digest_plan;
  static constexpr std::string_view path = "/people/{id}/digest-plan";
  PersonId id;
  std::uint32_t version = 1;
  TimestampMs next_at;      // far away while there is to be none
  TimestampMs covers_from;  // what happened after this is in no digest that was sent
};
STAFFROOM_DESCRIBE(DigestPlan, (), (id, version, next_at, covers_from))

/// Replaces all but `teams`. What waits as a mail of a kind that is not mailed any more is dropped when its turn comes.
struct EditNotificationSetting {
  static constexpr std::string_view name = "edit_notification_setting";
  static constexpr Route route{Method::put, "/people/{person}/notification-setting"};
  static constexpr Success success = Success::changed;
  PersonId person;
  DigestPace digest = DigestPace::weekly;
  Weekday digest_day = Weekday::monday;
  Many<KindPace, 9> paces;
};
STAFFROOM_DESCRIBE(EditNotificationSetting, (), (person, digest, digest_day, paces))

/// Of a team that I am in.
struct FollowTeam {
  static constexpr std::string_view name = "follow_team";
  static constexpr Route route{Method::put, "/people/{person}/notification-setting/teams/{team}"};
  static constexpr Success success = Success::changed;
  PersonId person;
  TeamId team;
  FollowLevel level = FollowLevel::normal;
};
STAFFROOM_DESCRIBE(FollowTeam, (), (person, team, level))

/// Internal: by the bearer of the link in a mail. Again: nothing changes.
struct Unsubscribe {
  static constexpr std::string_view name = "unsubscribe";
  PersonId person;
  Unsubscribed what = Unsubscribed::digest;
};
STAFFROOM_DESCRIBE(Unsubscribe, (), (person, what))

/// What holds for me: what I chose over what my roles suggest. Every kind is in `paces`, every team I am in, in
/// `teams`.
struct GetNotificationSetting {
  static constexpr std::string_view name = "get_notification_setting";
  static constexpr Route route{Method::get, "/people/{person}/notification-setting"};
  using Item = NotificationSetting;
  PersonId person;
};
STAFFROOM_DESCRIBE(GetNotificationSetting, (), (person))

struct GetDigestPlan {
  static constexpr std::string_view name = "get_digest_plan";
  static constexpr Route route{Method::get, "/people/{person}/digest-plan"};
  using Item = DigestPlan;
  PersonId person;
};
STAFFROOM_DESCRIBE(GetDigestPlan, (), (person))

}  // namespace staffroom
