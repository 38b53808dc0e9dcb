// The story: actions made from messages, what moves and goes with them; and how people choose to hear of things.
#include "tests/laws/script.hpp"

namespace staffroom::tests {

using namespace std::chrono_literals;

namespace {

ActionId gives(Law& law, Colleague const& who, TopicId topic, Colleague const& owner, int days) {
  auto const due = law.scenario().in_days(days);
  return {id_in(law.does(who, CreateAction{.topic = topic, .title = {"Do it"}, .owner = owner.id(), .due = due}))};
}

TopicId starts(Law& law, Colleague const& who, ChannelId channel) {
  return {id_in(law.does(who, CreateTopic{channel, {"Counters"}, {"We are short of them."}, {}}))};
}

}  // namespace

void story::actions(Law& law) {
  auto& s = law.scenario();
  auto const topic = starts(law, s.bob, s.maths.partners);
  auto const first = gives(law, s.bob, topic, s.carol, 9);
  auto const second = gives(law, s.sana, topic, s.bob, 3);
  auto const third = gives(law, s.priya, topic, s.priya, 1);  // a guest's own
  law.does(s.carol, EditAction{first, {"Do it well"}, s.in_days(10)});
  law.does(s.sana, EditAction{second, {"Do it"}, s.in_days(4)});
  law.does(s.carol, ReassignAction{first, s.priya.id()});
  law.does(s.priya, CompleteAction{first});
  law.does(s.bob, ReopenAction{first});
  law.does(s.bob, CancelAction{first});
  // The day comes near, and passes.
  law.advance(24h * 6);
  law.does(s.bob, EditAction{second, {"Do it"}, s.in_days(2)});
  law.does(s.bob, PostMessage{.topic = topic, .text = {"I will."}});
  law.does(s.priya, CompleteAction{third});
  law.together({{s.bob, CompleteAction{second}},
                {s.sana, PostMessage{.topic = topic, .text = {"Thank you."}}},
                {s.sana, ReopenAction{second}},
                {s.sana, ReassignAction{second, s.carol.id()}}});
}

void story::actions_that_move(Law& law) {
  auto& s = law.scenario();
  // With their topic, within the team and to another one, where their owner is not.
  auto const topic = starts(law, s.bob, s.maths.general);
  auto const carols = gives(law, s.bob, topic, s.carol, 20);
  auto const bobs = gives(law, s.sana, topic, s.bob, 20);
  law.does(s.sana, MoveTopic{topic, s.maths.partners});
  auto const priyas = gives(law, s.sana, topic, s.priya, 20);
  law.does(s.sana, MoveTopic{topic, s.maths.general});
  law.does(s.priya, EditAction{priyas, {"Mine alone"}, s.in_days(21)});
  law.does(s.helen, AddTeamMember{s.phonics.team, s.sana.id()});
  law.does(s.sana, MoveTopic{topic, s.phonics.general});
  law.does(s.carol, EditAction{carols, {"Still mine"}, s.in_days(22)});
  law.does(s.carol, ReassignAction{carols, s.helen.id()});
  law.does(s.priya, CompleteAction{priyas});
  law.does(s.helen, ChangeTeamRelation{s.place_of(s.sana, s.phonics.team), TeamRelation::lead});
  law.does(s.sana, MoveTopic{topic, s.maths.general});
  law.does(s.sana, EndTeamMembership{s.place_of(s.sana, s.phonics.team)});
  // Their owner leaves the team, and comes back.
  law.does(s.sana, EndTeamMembership{s.place_of(s.bob, s.maths.team)});
  law.does(s.bob, EditAction{bobs, {"Mine, outside"}, s.in_days(23)});
  law.does(s.sana, AddTeamMember{s.maths.team, s.bob.id()});
  law.does(s.sana, DeleteTopic{topic});
  // About a practice post that is shown to fewer, and goes.
  CreatePractice told{.organisation = s.kirkby, .title = {"Counters for all"}};
  told.context = {"Too few of them."};
  told.steps = {{Note{"Buy them together."}}};
  told.evidence_kind = EvidenceKind::observation;
  told.impact = {"Nobody waits."};
  PracticeId const post{id_in(law.does(s.bob, told))};
  law.does(s.bob, SharePractice{.practice = post, .shared_with = s.network});
  law.does(s.bob, PublishPractice{post, s.in_days(90)});
  auto const asked = law.does(s.dan, AskAboutPractice{.practice = post, .title = {"Where?"}, .text = {"From whom?"}});
  TopicId const question{id_in(asked)};
  auto const dans = gives(law, s.bob, question, s.dan, 15);
  gives(law, s.dan, question, s.bob, 15);
  law.does(s.bob, SharePractice{.practice = post, .team = s.maths.team});
  law.does(s.dan, CompleteAction{dans});
  law.does(s.bob, WithdrawPractice{post});
  law.does(s.bob, DeletePractice{post});
  law.advance(1min);
  // Somebody who has something to do leaves for good: whoever gave it does it.
  auto const last = starts(law, s.bob, s.maths.general);
  auto const nora = s.engages("Noor Newly", s.kirkby, Role::staff);
  law.does(s.sana, AddTeamMember{s.maths.team, nora.id()});
  gives(law, s.bob, last, nora, 12);
  gives(law, nora, last, nora, 12);
  s.ends_memberships_of(nora);
  law.advance(1min);
}

void story::hearing_of_things(Law& law) {
  auto& s = law.scenario();
  EditNotificationSetting chosen{.person = s.bob.id(), .digest = DigestPace::daily};
  chosen.paces = {{KindPace{NoticeKind::support, MailPace::hub}, KindPace{NoticeKind::teams, MailPace::at_once}}};
  law.does(s.bob, chosen);
  law.does(s.bob, FollowTeam{s.bob.id(), s.maths.team, FollowLevel::mute});
  law.does(s.sana, PostMessage{.topic = s.maths.topic, .text = {"Bob hears nothing of this."}});
  law.does(s.sana, PostMessage{.topic = s.maths.topic, .text = {"Of this, Bob?"}, .mentions = {{s.bob.id()}}});
  law.does(s.bob, FollowTeam{s.bob.id(), s.maths.team, FollowLevel::follow});
  law.does(s.carol, FollowTeam{s.carol.id(), s.maths.team, FollowLevel::mute});
  law.does(s.sana, EndTeamMembership{s.place_of(s.carol, s.maths.team)});
  law.does(s.sana, AddTeamMember{s.maths.team, s.carol.id()});
  law.system(Unsubscribe{s.bob.id(), Unsubscribed::actions});
  law.system(Unsubscribe{s.bob.id(), Unsubscribed::digest});
  law.system(Unsubscribe{s.carol.id(), Unsubscribed::conversations});
  law.does(s.alice, CreateCalendarFeed{s.alice.id()});
  law.does(s.alice, CreateCalendarFeed{s.alice.id()});
  law.does(s.alice, DeleteCalendarFeed{s.alice.id()});
  law.does(s.sana, CreateCalendarFeed{s.sana.id()});
  // What waits is mailed, and digests are made.
  law.advance(24h * 8);
}

}  // namespace staffroom::tests
