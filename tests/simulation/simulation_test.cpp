// Random people do random things; a small model says beforehand what each is told and what everybody then reads.
// STAFFROOM_SEED=n replays one seed, STAFFROOM_SEEDS=n tries so many, STAFFROOM_STEPS=n makes each so long.
#include <doctest/doctest.h>

#include <array>
#include <cstdlib>
#include <iostream>
#include <random>

#include "protocol/codec.hpp"
#include "tests/simulation/model.hpp"
#include "tests/support/scenario.hpp"
#include "tests/support/share.hpp"

namespace staffroom::tests {
namespace {

using model::Who;

/// The civil day in London of autumn 2026, by the rule of summer time alone.
int london_day(TimestampMs at) {
  constexpr std::int64_t summer_ends = 1'792'890'000'000;  // 2026-10-25, 01:00 UTC
  return static_cast<int>((at.value + (at.value < summer_ends ? 3'600'000 : 0)) / 86'400'000);
}

using TallyByCommand = std::map<std::string, std::array<std::size_t, 2>>;  // accepted and refused, by command

class Simulation {
 public:
  Simulation(std::uint64_t seed, std::size_t steps, TallyByCommand& tally)
      : random_(seed), steps_(steps), tally_(tally), s_(Scenario::Fill::network_only) {}

  /// What went wrong first, in words; empty when nothing did.
  std::string run() {
    begin();
    for (step_ = 0; step_ < steps_ && problem_.empty(); ++step_) {
      act();
      if (roll(12) == 0) check_everything();
      if (roll(80) == 0) s_.reopen();
      if (roll(25) == 0) pass_time();
    }
    check_everything();
    s_.reopen();
    check_everything();
    auto const unsound = s_.store().verify();
    if (problem_.empty() && !unsound.empty()) problem_ = "verify: " + unsound.front();
    return problem_;
  }

 private:
  std::size_t roll(std::size_t sides) { return std::uniform_int_distribution<std::size_t>(0, sides - 1)(random_); }

  void say(std::string const& what) {
    if (problem_.empty()) problem_ = "step " + std::to_string(step_) + ": " + what;
  }

  void begin() {
    cast_ = {s_.sana, s_.alice, s_.bob, s_.carol, s_.dan, s_.tom, s_.priya, s_.paul};
    model_.today = london_day(s_.store().now());
    for (auto const joining : {Joining::open, Joining::by_request, Joining::closed}) {
      teams_.push_back(s_.sana.founds(s_.kirkby, "Team", joining, s_.network));
      model_.teams.push_back({static_cast<model::Join>(joining), false, {{0, {model::Rel::lead, {}, 0}}}});
      for (int i = 0; i < 2; ++i) {
        channels_.push_back(s_.sana.opens(teams_.back(), "Channel"));
        model_.channels.push_back({.team = teams_.size() - 1});
      }
    }
    for (Who who = 1; who < 4; ++who) {
      s_.sana.adds(teams_[0], cast_[who]);
      model_.teams[0].seats[who] = {};
    }
    s_.sana.appoints(teams_[0], cast_[1]);
    model_.teams[0].seats[1].rel = model::Rel::lead;
    for (std::size_t i = 0; i < channels_.size(); i += 2) {
      topics_.push_back(s_.sana.starts(channels_[i], "Topic", "First."));
      model_.topics.push_back({.channel = i, .author = 0, .messages = {{0, "First.", false}}});
    }
  }

  /// Sends the command, now and then twice with one key, and compares what is told.
  Outcome send(Who who, std::string const& expected, Command command) {
    auto const name = visit([](auto const& it) { return std::string(it.name); }, command);
    auto const key = roll(4) == 0 ? "key-" + std::to_string(++keys_) : std::string();
    auto const outcome = cast_[who].tries(command, key);
    ++tally_[name][outcome ? 0 : 1];
    if (told(outcome) != expected) {
      say(name + " by " + std::to_string(who) + " is told " + told(outcome) + ", expected " + expected);
    }
    if (!key.empty() && outcome) {
      auto const seq = s_.store().seq();
      auto const again = cast_[who].tries(command, key);
      if (!again || !again->repeated || again->seq != outcome->seq || s_.store().seq() != seq) {
        say(name + " with the same key was done again");
      }
    }
    return outcome;
  }

  void act() {
    switch (roll(6)) {
      case 0: return act_on_team(somebody());
      case 1: return roll(3) == 0 ? act_on_channel(somebody()) : act_on_topic();
      case 2: return act_on_topic();
      default: return act_on_message();
    }
  }

  /// Those who lead do more, and half of what happens to a topic is done by those who read it.
  Who somebody() { return roll(3) == 0 ? roll(2) : roll(cast_.size()); }
  Who somebody_at(std::size_t topic) {
    for (int i = 0; i < 8; ++i) {
      auto const who = somebody();
      if (roll(4) == 0 || model_.reads_topic(who, topic)) return who;
    }
    return 0;
  }

  void act_on_team(Who who) {
    auto const team = roll(teams_.size());
    auto const whom = roll(cast_.size());
    auto const id = teams_[team];
    auto const place = place_of(whom, team);
    switch (roll(9)) {
      case 0: send(who, model_.join(who, team), JoinTeam{id}); break;
      case 1: send(who, model_.add_member(who, team, whom), AddTeamMember{id, cast_[whom].id()}); break;
      case 2: {
        auto const channel = team * 2 + roll(2);
        int const last_day = model_.today + static_cast<int>(roll(12)) - 2;
        send(who, model_.add_guest(who, team, whom, channel, last_day),
             AddTeamGuest{id, cast_[whom].id(), {{channels_[channel]}}, Date{last_day}});
        break;
      }
      case 3: send(who, model_.appoint(who, team, whom), AppointLead{id, cast_[whom].id()}); break;
      case 4: {
        auto const rel = roll(2) == 0 ? model::Rel::lead : model::Rel::member;
        if (!place) return;
        send(who, model_.change_relation(who, team, whom, rel),
             ChangeTeamRelation{place, rel == model::Rel::lead ? TeamRelation::lead : TeamRelation::member});
        break;
      }
      case 5:
        if (!place) return;
        send(who, model_.end(who, team, whom), EndTeamMembership{place});
        break;
      case 6:
        if (roll(3) == 0) send(who, model_.archive_team(who, team, true), ArchiveTeam{id});
        break;
      case 7:
        for (std::size_t it = 0; it < teams_.size(); ++it) {
          if (model_.teams[it].archived || it == team)
            send(who, model_.archive_team(who, it, false), RestoreTeam{teams_[it]});
        }
        break;
      default: {
        auto const joining = roll(3);
        send(who, model_.set_joining(who, team, static_cast<model::Join>(joining)),
             SetJoining{id, static_cast<Joining>(joining), s_.network});
      }
    }
  }

  void act_on_channel(Who who) {
    auto const channel = roll(channels_.size());
    auto const id = channels_[channel];
    switch (roll(4)) {
      case 0:
        if (roll(3) == 0) send(who, model_.archive_channel(who, channel, true), ArchiveChannel{id});
        break;
      case 1:
        for (std::size_t it = 0; it < channels_.size(); ++it) {
          bool const shut = model_.channels[it].archived || it == channel;
          if (shut) send(who, model_.archive_channel(who, it, false), RestoreChannel{channels_[it]});
        }
        break;
      case 2: {
        auto const posting = roll(3);
        send(who, model_.set_posting(who, channel, static_cast<model::Post>(posting)),
             SetPosting{id, static_cast<Posting>(posting)});
        break;
      }
      default: {
        bool const may = roll(2) == 0;
        send(who, model_.let_guests_start(who, channel, may), EditChannel{.channel = id, .guests_may_start = may});
      }
    }
  }

  void act_on_topic() {
    auto const topic = roll(3) == 0 ? roll(topics_.size()) : 0;
    auto const who = somebody_at(topic);
    auto const id = topics_[topic];
    auto const channel = roll(channels_.size());
    switch (roll(10)) {
      case 0:
      case 1: {
        auto const text = "Start " + std::to_string(step_);
        auto const expected = model_.start(who, channel, text);
        auto const outcome = send(who, expected, CreateTopic{channels_[channel], {"Topic"}, {text}, {}});
        if (outcome && expected == "accepted") topics_.push_back({id_in(*outcome)});
        break;
      }
      case 2: send(who, model_.edit_title(who, topic), EditTopicTitle{id, {"Title"}}); break;
      case 3: {
        bool const any = roll(4) != 0;
        send(who, model_.summarise(who, topic, any), EditTopicSummary{id, {any ? "So far." : ""}});
        break;
      }
      case 4: send(who, model_.agree(who, topic), AgreeTopic{id}); break;
      case 5: send(who, model_.reopen(who, topic), ReopenTopic{id}); break;
      case 6: send(who, model_.lock(who, topic), LockTopic{id}); break;
      case 7: send(who, model_.unlock(who, topic), UnlockTopic{id}); break;
      case 8: send(who, model_.move(who, topic, channel), MoveTopic{id, channels_[channel]}); break;
      default:
        if (roll(8) != 0) return;
        send(who, model_.remove(who, topic), DeleteTopic{id});
        s_.tick();
    }
  }

  void act_on_message() {
    auto const topic = roll(topics_.size());
    auto const who = somebody_at(topic);
    auto const id = topics_[topic];
    auto const ordinal = 1 + roll(model_.topics[topic].messages.size() + 1);
    auto const o = static_cast<Ordinal>(ordinal);
    auto const text = "Text " + std::to_string(step_);
    switch (roll(6)) {
      case 0: send(who, model_.edit(who, topic, ordinal, text), EditMessage{id, o, {text}, {}}); break;
      case 1: send(who, model_.remove_message(who, topic, ordinal), DeleteMessage{id, o}); break;
      case 2: send(who, model_.mark(who, topic, ordinal), MarkRead{id, o}); break;
      default: send(who, model_.post(who, topic, text), PostMessage{.topic = id, .text = {text}});
    }
  }

  void pass_time() {
    s_.advance(std::chrono::hours{1 + roll(60)});
    model_.let_time_pass(london_day(s_.store().now()));
  }

  TeamMembershipId place_of(Who who, std::size_t team) { return s_.place_of(cast_[who], teams_[team]); }

  // ---- what everybody reads

  void check_everything() {
    for (Who who = 0; who < cast_.size() && problem_.empty(); ++who) {
      for (std::size_t team = 0; team < teams_.size(); ++team) check_team(who, team);
      for (std::size_t topic = 0; topic < topics_.size(); ++topic) check_topic(who, topic);
    }
  }

  void check_team(Who who, std::size_t team) {
    auto const& me = cast_[who];
    auto const& it = model_.teams[team];
    auto const name = "team " + std::to_string(team) + " for " + std::to_string(who);
    if (me.finds(GetTeam{teams_[team]}) != model_.finds_team(who, team)) return say(name + ": wrongly found or not");
    if (!model_.finds_team(who, team)) return;
    auto const card = me.sees(GetTeam{teams_[team]});
    std::size_t members = 0;
    std::size_t leads = 0;
    std::size_t seen = 0;
    for (auto const& [whom, seat] : it.seats) {
      members += seat.rel != model::Rel::guest;
      leads += seat.rel == model::Rel::lead;
      seen += model_.reads_seat(who, team, whom);
    }
    if (card.at("members") != members) say(name + ": counts " + card.at("members").dump());
    if (card.value("leads", Json::array()).size() != leads) say(name + ": other leads");
    if (me.lists(ListTeamMembers{teams_[team]}).size() != seen) say(name + ": other members are listed");
    std::size_t channels = 0;
    for (std::size_t i = 0; i < channels_.size(); ++i) {
      channels += model_.channels[i].team == team && model_.reads_channel(who, i);
    }
    // The first channel of a team is not in the model: members read it, guests never.
    auto const mine = it.seats.find(who);
    channels += mine != it.seats.end() && mine->second.rel != model::Rel::guest;
    if (me.lists(ListChannels{teams_[team]}).size() != channels) say(name + ": other channels are listed");
  }

  void check_topic(Who who, std::size_t topic) {
    auto const& me = cast_[who];
    auto const& it = model_.topics[topic];
    auto const id = topics_[topic];
    auto const name = "topic " + std::to_string(topic) + " for " + std::to_string(who);
    bool const reads = model_.reads_topic(who, topic);
    if (me.finds(GetTopic{id}) != reads) return say(name + ": wrongly read or not");
    if (!reads) {
      if (me.finds(ListMessages{id, {}}) || me.finds(GetMessage{id, 1})) say(name + ": messages of a hidden topic");
      return;
    }
    static char const* const states[] = {"open", "agreed", "locked"};
    if (me.sees(GetTopic{id}).at("state") != states[static_cast<int>(it.state)]) say(name + ": another state");
    auto const page = me.sees(ListMessages{id, {}}).at("items");
    auto const count = std::min<std::size_t>(it.messages.size(), 200);
    if (page.size() != count) return say(name + ": lists " + std::to_string(page.size()) + " messages");
    for (std::size_t i = 0; i < count; ++i) {
      auto const ordinal = it.messages.size() - i;
      auto const& expected = it.messages[ordinal - 1];
      auto const& shown = page[i];
      bool const same = shown.at("ordinal") == ordinal && shown.at("author") == cast_[expected.author].id().value &&
                        shown.value("text", "") == expected.text && shown.contains("deleted") == expected.deleted;
      if (!same) return say(name + ": message " + std::to_string(ordinal) + " is " + shown.dump());
    }
    if (me.sees(GetTopicActivity{id}).at("messages") != it.messages.size()) say(name + ": counts other messages");
    auto const mark = it.marks.find(who);
    if (me.finds(GetReadState{id}) != (mark != it.marks.end())) return say(name + ": a mark too many or too few");
    if (mark != it.marks.end() && me.sees(GetReadState{id}).at("mark") != mark->second) say(name + ": another mark");
  }

  std::mt19937_64 random_;
  std::size_t steps_;
  TallyByCommand& tally_;
  Scenario s_;
  model::Model model_{{model::Standing::network, model::Standing::network, model::Standing::network,
                       model::Standing::network, model::Standing::network, model::Standing::administrator,
                       model::Standing::partner, model::Standing::partner}};
  std::vector<Colleague> cast_;
  std::vector<TeamId> teams_;
  std::vector<ChannelId> channels_;
  std::vector<TopicId> topics_;
  std::size_t step_ = 0;
  std::size_t keys_ = 0;
  std::string problem_;
};

}  // namespace

TEST_CASE("whatever random people do, each is told and everybody reads what a small model says") {
  auto const one = std::getenv("STAFFROOM_SEED");
  auto const first = one ? number_from("STAFFROOM_SEED", 1) : number_from("STAFFROOM_FIRST_SEED", 1);
  auto const count = one ? 1 : number_from("STAFFROOM_SEEDS", share_of(200, 20));
  auto const steps = number_from("STAFFROOM_STEPS", 60);
  TallyByCommand tally;
  for (auto seed = first; seed < first + count; ++seed) {
    auto const problem = Simulation(seed, steps, tally).run();
    REQUIRE_MESSAGE(problem.empty(), "STAFFROOM_SEED=" << seed << " STAFFROOM_STEPS=" << steps << ": " << problem);
  }
  std::cout << "simulation: " << count << " seeds of " << steps << " steps\n";
  for (auto const& [name, times] : tally) {
    std::cout << "  " << name << ": " << times[0] << " accepted, " << times[1] << " refused\n";
    if (count >= 100) CHECK_MESSAGE((times[0] > 0 && times[1] > 0), name << " was never accepted, or never refused");
  }
}

}  // namespace staffroom::tests
