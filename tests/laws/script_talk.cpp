// The story: topics, messages, reports, marks, notifications and time.
#include "tests/laws/script.hpp"

namespace staffroom::tests {

using namespace std::chrono_literals;

void story::topics(Law& law) {
  auto& s = law.scenario();
  auto const made = law.does(
      s.bob, CreateTopic{s.maths.general, {"Fractions"}, {"Where do you begin?"}, {{s.carol.id(), s.gwen.id()}}});
  TopicId const topic{id_in(made)};
  law.does(s.bob, EditTopicTitle{topic, {"Fractions in Year 4"}});
  law.does(s.carol, EditTopicSummary{topic, {"Bar models first."}});
  law.does(s.bob, AgreeTopic{topic});
  law.does(s.carol, PostMessage{.topic = topic, .text = {"Glad of that."}});
  law.does(s.sana, LockTopic{topic});
  law.does(s.sana, UnlockTopic{topic});
  law.does(s.bob, ReopenTopic{topic});
  law.does(s.bob, PostMessage{.topic = topic, .text = {"All, please."}, .to_team = true});
  law.does(s.bob, EditMessage{topic, 1, {"Where do we begin?"}, {{s.carol.id()}}});
  law.does(s.sana, DeleteTopic{topic});
  law.advance(1min);
}

void story::moves(Law& law) {
  auto& s = law.scenario();
  auto const topic = s.maths.topic;
  law.does(s.sana, PostMessage{.topic = topic, .text = {"All, please."}, .mentions = {{s.bob.id()}}, .to_team = true});
  law.does(s.bob, MarkRead{topic, 1});
  // Into the guests' channel, and back out of it.
  law.does(s.sana, MoveTopic{topic, s.maths.partners});
  law.does(s.priya, PostMessage{.topic = topic, .text = {"May I ask?"}, .reply_to = 1U});
  law.does(s.priya, MarkRead{topic, 2});
  law.does(s.sana, MoveTopic{topic, s.maths.general});
  // A guest of both channels sees it go from one to the other.
  law.does(s.sana, GrantChannels{s.place_of(s.priya, s.maths.team), {{s.maths.partners, s.maths.general}}});
  law.does(s.sana, MoveTopic{topic, s.maths.partners});
  law.does(s.sana, MoveTopic{topic, s.maths.general});
  law.does(s.sana, GrantChannels{s.place_of(s.priya, s.maths.team), {{s.maths.partners}}});
  // To another team, of which some are members, too.
  law.does(s.helen, AddTeamMember{s.phonics.team, s.sana.id()});
  law.does(s.sana, MoveTopic{topic, s.phonics.general});
  law.does(s.helen, PostMessage{.topic = topic, .text = {"Welcome here."}, .mentions = {{s.bob.id()}}});
  law.does(s.helen, MoveTopic{topic, s.phonics.partners});
  law.does(s.helen, ChangeTeamRelation{s.place_of(s.sana, s.phonics.team), TeamRelation::lead});
  law.does(s.sana, MoveTopic{topic, s.maths.general});
  law.does(s.sana, EndTeamMembership{s.place_of(s.sana, s.phonics.team)});
}

void story::messages(Law& law) {
  auto& s = law.scenario();
  auto const topic = s.maths.topic;
  auto const post = [&](Colleague const& who, PostMessage command) {
    command.topic = topic;
    auto const accepted = law.does(who, command);
    return Json::parse(accepted.record).at("ordinal").get<Ordinal>();
  };
  auto const first = post(s.bob, {.text = {"Counters, Carol?"}, .mentions = {{s.carol.id(), s.dan.id()}}});
  auto const reply = post(s.carol, {.text = {"Tens frames."}, .reply_to = first});
  law.does(s.carol, EditMessage{topic, reply, {"Tens frames, Sana?"}, {{s.sana.id()}}});
  law.does(s.carol, EditMessage{topic, reply, {"Tens frames."}, {}});
  law.does(s.sana, React{topic, reply, ReactionWord::helpful});
  law.does(s.bob, React{topic, reply, ReactionWord::trying_this});
  law.does(s.bob, React{topic, reply, ReactionWord::trying_this});
  law.does(s.bob, WithdrawReaction{topic, reply, ReactionWord::trying_this});
  auto const all = post(s.sana, {.text = {"All: dates, please."}, .to_team = true});
  law.does(s.sana, DeleteMessage{topic, all});
  law.does(s.carol, DeleteMessage{topic, reply});
  law.does(s.sana, DeleteMessage{topic, first});
  law.together({{s.bob, PostMessage{.topic = topic, .text = {"One."}}},
                {s.carol, PostMessage{.topic = topic, .text = {"Two."}, .mentions = {{s.bob.id()}}}},
                {s.sana, PostMessage{.topic = topic, .text = {"Three."}, .to_team = true}},
                {s.bob, MarkRead{topic, 1}},
                {s.sana, EditTopicSummary{topic, {"So far."}}},
                {s.bob, React{topic, 1, ReactionWord::thanks}}});
}

void story::reports_and_marks(Law& law) {
  auto& s = law.scenario();
  auto const topic = s.maths.topic;
  auto const bad = Json::parse(law.does(s.carol, PostMessage{.topic = topic, .text = {"Something unkind."}}).record)
                       .at("ordinal")
                       .get<Ordinal>();
  auto const kept = law.does(s.bob, FlagMessage{topic, 1, {"Is this right?"}});
  law.does(s.tom, ResolveFlag{{id_in(kept)}, FlagOutcome::keep, Note{"It is."}});
  auto const taken = law.does(s.bob, FlagMessage{topic, bad, {"Unkind."}});
  law.does(s.sana, ResolveFlag{{id_in(taken)}, FlagOutcome::take_down, {}});
  law.does(s.bob, FlagMessage{topic, 2, {"And this?"}});
  law.does(s.bob, MarkRead{topic, 2});
  law.does(s.bob, MarkRead{topic, 1});
  law.does(s.bob, FollowTopic{topic, FollowLevel::mute});
  law.does(s.sana, PostMessage{.topic = topic, .text = {"While Bob is not listening."}});
  law.does(s.bob, FollowTopic{topic, FollowLevel::follow});
  law.does(s.carol, MarkRead{topic, bad});
}

void story::notifications_and_time(Law& law) {
  auto& s = law.scenario();
  auto const topic = s.maths.topic;
  auto const mention = [&] {
    law.does(s.sana, PostMessage{.topic = topic, .text = {"Bob?"}, .mentions = {{s.bob.id()}}});
  };
  mention();
  auto const first = s.bob.told_because(Because::mentioned);
  law.does(s.bob, MarkNotificationSeen{first});
  law.does(s.bob, SnoozeNotification{first, s.store().now() + 1h});
  law.advance(61min);
  law.does(s.bob, MarkNotificationDone{first});
  mention();
  auto const second = s.bob.told_because(Because::mentioned);
  law.does(s.bob, SnoozeNotification{second, s.store().now() + 1h});
  // What it speaks of goes away before it wakes.
  law.does(s.sana, LockTopic{topic});
  law.does(s.sana, MoveTopic{topic, s.maths.partners});
  law.does(s.sana, DeleteTopic{topic});
  law.system(Tick{});
  law.advance(61min);
  law.advance(24h * 40);
}

void story::whole(Law& law) {
  people(law);
  organisations(law);
  administration(law);
  teams(law);
  guests(law);
  leads(law);
  topics(law);
  moves(law);
  messages(law);
  reports_and_marks(law);
  actions(law);
  actions_that_move(law);
  hearing_of_things(law);
  invitations(law);
  letters(law);
  imports(law);
  curriculum_and_search(law);
  resources(law);
  questions(law);
  collections(law);
  calendars_and_profiles(law);
  practice(law);
  answers_and_links(law);
  support(law);
  support_that_ends_early(law);
  buying(law);
  purchases(law);
  notifications_and_time(law);
  reviews(law);
  reviews_that_end_early(law);
  forgetting(law);
  leaving(law);
}

}  // namespace staffroom::tests
