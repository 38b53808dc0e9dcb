// Golden records of actions, and of how people hear of things. What is here was written to disks out there: new members
// are added, none is changed.
#include "tests/store/golden_inbox.hpp"

namespace staffroom::tests {
namespace {
namespace inbox_bytes {

constexpr TimestampMs at{1'788'768'000'000};
constexpr TimestampMs soon{1'788'768'120'000};
constexpr Date day{20'703};
constexpr Date later{20'789};
constexpr OrganisationId school{3};
constexpr PersonId alice{7};
constexpr PersonId bob{9};
constexpr TeamId team{11};
constexpr ChannelId channel{12};
constexpr TopicId topic{13};
constexpr ResourceId resource{80};
constexpr PracticeId practice{100};
constexpr TopicId bound{103};
constexpr ActionId action{140};

using RecordList = std::vector<Record>;

RecordList of_choices() {
  NotificationSetting chosen{.id = alice, .version = 3, .chosen = true, .digest = DigestPace::daily};
  chosen.digest_day = Weekday::thursday;
  chosen.paces = {{KindPace{NoticeKind::support, MailPace::at_once}, KindPace{NoticeKind::teams, MailPace::hub}}};
  chosen.teams = {{TeamFollow{team, FollowLevel::mute}}};
  NotificationSetting followed{.id = bob, .version = 1};
  followed.teams = {{TeamFollow{team, FollowLevel::follow}}};
  return {chosen, followed, DigestPlan{.id = alice, .version = 9, .next_at = soon, .covers_from = at},
          CalendarFeed{.id = alice, .version = 2, .generation = 139, .created = at}};
}

RecordList of_actions() {
  ActionItem open{.id = action, .version = 1, .topic = topic, .channel = channel, .ordinal = 2};
  open.title = {"Order the counters"};
  open.owner = alice;
  open.due = later;
  open.author = bob;
  open.created = at;
  open.remind_on = Date{later.days - 1};
  auto late = open;
  late.id = ActionId{141};
  late.due = day;
  late.remind_on.reset();
  late.late = true;
  auto done = late;
  done.id = ActionId{142};
  done.state = ActionState::done;
  done.ended = soon;
  auto cancelled = open;
  cancelled.id = ActionId{143};
  cancelled.topic = bound;
  cancelled.channel.reset();
  cancelled.practice = practice;
  cancelled.ordinal.reset();
  cancelled.remind_on.reset();
  cancelled.state = ActionState::cancelled;
  cancelled.ended = soon;
  auto about_resource = open;
  about_resource.id = ActionId{144};
  about_resource.channel.reset();
  about_resource.resource = resource;
  return {open, late, done, cancelled, about_resource};
}

RecordList of_mail() {
  Notification waits{.id = NotificationId{145}, .person = alice, .because = Because::action_given, .needs = true};
  waits.team = team;
  waits.topic = topic;
  waits.action = action;
  waits.by = bob;
  waits.created = at;
  waits.mail_at = soon;
  EmailNote notice{.id = EmailId{146}, .version = 1, .about = EmailAbout::notice, .person = alice};
  notice.organisation = school;
  notice.to = {"ruth.fell@kirkby.example"};
  notice.next_at = soon;
  notice.created = at;
  notice.notification = NotificationId{145};
  auto digest = notice;
  digest.id = EmailId{147};
  digest.about = EmailAbout::digest;
  digest.state = EmailState::held;
  digest.notification.reset();
  digest.covers_from = at;
  digest.covers_to = soon;
  return {waits, notice, digest};
}

}  // namespace inbox_bytes
}  // namespace

std::vector<Record> golden_inbox() {
  using namespace inbox_bytes;
  RecordList all;
  for (auto const& part : {of_choices(), of_actions(), of_mail()}) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace staffroom::tests
