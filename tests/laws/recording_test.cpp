// The recording that the web app's reducer passes, too: tests/fixtures/law_cases.json. Made anew here and compared;
// with STAFFROOM_RECORD=1 it is written.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <sstream>

#include "tests/laws/client.hpp"

namespace staffroom::tests {
namespace {

constexpr std::size_t frames_per_case = 8;

/// One viewer's cases: a case ends where the viewer would have to fetch something again.
class Recorder {
 public:
  Recorder(Scenario& scenario, std::string name, Colleague person)
      : client_(scenario, std::move(name), person), replayed_(person.id()) {}

  Client& client() { return client_; }
  void begin() {
    start_ = Json::array();
    seq_ = client_.cursor();
    replayed_ = Reducer(client_.person());
    for (auto const& [key, held] : client_.state().bag()) {
      start_.push_back(*held.record);
      replayed_.fetched(*held.record, seq_);
    }
    frames_ = Json::array();
  }
  void receive(std::vector<std::shared_ptr<Publication const>> const& publications) {
    for (auto const& it : publications) client_.receive(*it);
    client_.drain();
    for (auto const& text : client_.take_applied()) {
      auto const frame = Json::parse(text);
      Touched touched;
      for (auto const& event : frame.at("events")) replayed_.apply(event, touched);
      frames_.push_back(frame);
    }
    if (!client_.fetched_again()) compare();
    if (client_.fetched_again() || frames_.size() >= frames_per_case) end();
  }
  void end() {
    if (frames_.empty()) return begin();
    Json expected = Json::object();
    for (auto const& [key, held] : replayed_.bag()) expected[key] = *held.record;
    cases_.push_back({{"viewer", client_.name()},
                      {"person", client_.person().value},
                      {"seq", seq_},
                      {"start", start_},
                      {"frames", frames_},
                      {"expected", expected}});
    begin();
  }
  std::vector<Json> const& cases() const { return cases_; }

 private:
  void compare() {
    REQUIRE(replayed_.bag().size() == client_.state().bag().size());
    for (auto const& [key, held] : client_.state().bag()) {
      REQUIRE(replayed_.find(key));
      REQUIRE(*replayed_.find(key) == *held.record);
    }
  }

  Client client_;
  Json start_;
  Seq seq_ = 0;
  Json frames_;
  Reducer replayed_;
  std::vector<Json> cases_;
};

using Step = std::pair<Colleague, Command>;

/// Every kind of event in a page or two: puts, deletes, access gained and lost for a team, a channel, an organisation.
std::vector<Step> steps(Scenario& s, TeamMembershipId alice, TeamMembershipId priya) {
  auto const topic = s.maths.topic;
  return {
      {s.bob, PostMessage{.topic = topic, .text = {"Tens frames, Alice?"}, .mentions = {{s.alice.id()}}}},
      {s.alice, React{topic, 2, ReactionWord::helpful}},
      {s.bob, EditMessage{topic, 2, {"Tens frames, Alice and Carol?"}, {{s.alice.id(), s.carol.id()}}}},
      {s.alice, MarkRead{topic, 2}},
      {s.sana, EditTopicSummary{topic, {"Tens frames first."}}},
      {s.sana, MoveTopic{topic, s.maths.partners}},
      {s.priya, PostMessage{.topic = topic, .text = {"Good to see."}, .reply_to = 2U}},
      {s.sana, PostMessage{.topic = topic, .text = {"All: dates, please."}, .to_team = true}},
      {s.sana, DeleteMessage{topic, 4}},
      {s.sana, MoveTopic{topic, s.maths.general}},
      {s.sana, GrantChannels{priya, {{s.maths.partners, s.maths.general}}}},
      {s.sana, GrantChannels{priya, {{s.maths.general}}}},
      {s.sana, SetJoining{s.maths.team, Joining::by_request, s.network}},
      {s.dan, RequestToJoin{s.maths.team, {"May I?"}}},
      {s.sana, AddTeamMember{s.maths.team, s.dan.id()}},
      {s.alice, EndTeamMembership{alice}},
      {s.sana, SetJoining{s.maths.team, Joining::closed, s.network}},
      {s.bob, FlagMessage{topic, 2, {"Please look."}}},
      {s.bob, PostMessage{.topic = topic, .text = {"Still here."}}},
      {s.sana, AppointLead{s.maths.team, s.alice.id()}},
      {s.sana, LockTopic{topic}},
      {s.sana, DeleteTopic{topic}},
  };
}

using Play = std::function<std::uint64_t(Colleague const&, Command)>;

/// A resource with a question comes, is shared less and more widely, goes and comes back, and is deleted.
void play_library(Scenario& s, Play const& play) {
  CreateResource made{.organisation = s.kirkby, .title = {"Fractions on a line"}};
  made.licence = Licence::cc_by;
  ResourceId const resource{play(s.bob, made)};
  CreateVersion version{.resource = resource, .address = Line{"https://example.org/fractions"}};
  version.may_share = true;
  play(s.bob, version);
  play(s.bob, ShareResource{.resource = resource, .shared_with = s.network});
  play(s.bob, PublishResource{resource, s.in_days(90)});
  TopicId const topic{
      play(s.dan, AskAboutResource{.resource = resource, .title = {"Mixed numbers?"}, .text = {"Does it work?"}})};
  play(s.bob, PostMessage{.topic = topic, .text = {"It does, Alice?"}, .mentions = {{s.alice.id()}}});
  play(s.alice, UseResource{resource, s.mosslands});
  play(s.alice, ScoreResource{resource, 4, 3, 2, 1});
  play(s.bob, ShareResource{.resource = resource, .team = s.maths.team});
  play(s.alice, PostMessage{.topic = topic, .text = {"Among us: it does."}});
  play(s.sana, EndTeamMembership{s.place_of(s.alice, s.maths.team)});
  play(s.bob, ShareResource{.resource = resource, .shared_with = s.network});
  play(s.bob, WithdrawResource{resource});
  play(s.bob, PublishResource{resource, s.in_days(90)});
  play(s.dan, ReportResource{resource, ReportReason::rights, {"The picture on page 2."}});
  play(s.bob, DeleteResource{resource});
}

/// The same of a practice post, which a school tries; and what a team mate sees of a profile.
void play_practice(Scenario& s, Play const& play) {
  CreatePractice made{.organisation = s.kirkby, .title = {"Six words a week"}};
  made.context = {"Too few new words."};
  made.steps = {{Note{"Choose six."}}};
  made.evidence_kind = EvidenceKind::observation;
  made.impact = {"They are used."};
  PracticeId const post{play(s.bob, made)};
  play(s.bob, SharePractice{.practice = post, .shared_with = s.network});
  play(s.bob, PublishPractice{post, s.in_days(90)});
  TopicId const topic{
      play(s.dan, AskAboutPractice{.practice = post, .title = {"Which words?"}, .text = {"Does it work?"}})};
  play(s.bob, PostMessage{.topic = topic, .text = {"It does, Alice?"}, .mentions = {{s.alice.id()}}});
  play(s.alice, TryPractice{post, s.mosslands});
  play(s.bob, SharePractice{.practice = post, .team = s.maths.team});
  play(s.bob, SharePractice{.practice = post, .shared_with = s.network});
  play(s.bob, WithdrawPractice{post});
  play(s.bob, PublishPractice{post, s.in_days(90)});
  play(s.bob, WithdrawPractice{post});
  play(s.bob, DeletePractice{post});
  play(s.carol, EditProfile{s.carol.id(), {.about = {"I teach Year 5."}, .subjects = {{Name{"Maths"}}}}});
  play(s.carol, SetProfileSights{s.carol.id(), {{FieldSight{ProfileField::subjects, Sight::teams}}}});
  play(s.sana, EndTeamMembership{s.place_of(s.dan, s.maths.team)});
}

/// Somebody is to do something: what stays with them when they leave the team, and when the topic moves and goes.
void play_actions(Scenario& s, Play const& play) {
  auto const due = s.in_days(14);
  play(s.sana, AddTeamMember{s.maths.team, s.alice.id()});
  TopicId const topic{
      play(s.bob, CreateTopic{.channel = s.maths.general, .title = {"Counters"}, .text = {"None left."}})};
  ActionId const order{
      play(s.bob, CreateAction{.topic = topic, .title = {"Order"}, .owner = s.carol.id(), .due = due})};
  ActionId const count{play(s.bob, CreateAction{.topic = topic, .title = {"Count"}, .owner = s.bob.id(), .due = due})};
  ActionId const ask{play(s.sana, CreateAction{.topic = topic, .title = {"Ask"}, .owner = s.alice.id(), .due = due})};
  play(s.bob, EditAction{count, {"Count them all"}, due});
  play(s.sana, GrantChannels{s.place_of(s.priya, s.maths.team), {{s.maths.general, s.maths.partners}}});
  play(s.sana, MoveTopic{topic, s.maths.partners});
  ActionId const lend{play(s.bob, CreateAction{.topic = topic, .title = {"Lend"}, .owner = s.priya.id(), .due = due})};
  play(s.alice, CompleteAction{ask});
  play(s.sana, MoveTopic{topic, s.maths.general});
  play(s.sana, GrantChannels{s.place_of(s.priya, s.maths.team), {{s.maths.partners}}});
  play(s.priya, CompleteAction{lend});
  play(s.carol, ReassignAction{order, s.alice.id()});
  play(s.sana, EndTeamMembership{s.place_of(s.alice, s.maths.team)});
  play(s.bob, CancelAction{count});
  play(s.bob, ReopenAction{count});
  play(s.sana, DeleteTopic{topic});
}

std::string record_all() {
  Scenario s;
  s.sink().take();
  std::vector<Recorder> recorders;
  for (auto const& [name, person] : std::vector<std::pair<std::string, Colleague>>{
           {"a member", s.alice}, {"a guest", s.priya}, {"an administrator", s.nadia}, {"somebody in reach", s.dan}}) {
    auto& client = recorders.emplace_back(s, name, person).client();
    for (auto const list : {Open::List::teams, Open::List::notifications, Open::List::resources, Open::List::practice})
      client.open({list});
    for (auto const list : {Open::List::members, Open::List::channels, Open::List::requests, Open::List::flags}) {
      client.open({list, s.maths.team.value});
    }
    for (auto const channel : {s.maths.general, s.maths.partners}) client.open({Open::List::topics, channel.value});
    for (auto const topic : {s.maths.topic, s.maths.partner_topic}) client.open({Open::List::messages, topic.value});
  }
  for (auto& it : recorders) it.begin();
  Play const play = [&](Colleague const& who, Command command) {
    auto const accepted = who.does(std::move(command));
    auto const publications = s.sink().take();
    for (auto& it : recorders) it.receive(publications);
    return accepted.record.empty() ? 0 : id_in(accepted);
  };
  for (auto const& [who, command] : steps(s, s.place_of(s.alice, s.maths.team), s.place_of(s.priya, s.maths.team))) {
    play(who, command);
  }
  play_library(s, play);
  play_practice(s, play);
  play_actions(s, play);
  // One school more for a colleague, and the first one less: organisations gained and lost.
  s.takes_on(s.dan, s.kirkby, Role::staff);
  auto publications = s.sink().take();
  for (auto& it : recorders) it.receive(publications);
  s.ends_memberships_of(s.dan, s.beckside);
  publications = s.sink().take();
  std::string out = "{\"cases\":[";
  for (auto& it : recorders) {
    it.receive(publications);
    it.end();
    for (auto const& one : it.cases()) out += (out.back() == '[' ? "\n" : ",\n") + one.dump();
  }
  return out + "\n]}\n";
}

}  // namespace

TEST_CASE("the recording for the web app's reducer is the one that this hub makes") {
  auto const made = record_all();
  auto const path = std::string(STAFFROOM_SOURCE_FOLDER) + "/tests/fixtures/law_cases.json";
  if (std::getenv("STAFFROOM_RECORD")) std::ofstream(path) << made;
  std::ifstream file(path);
  std::stringstream stored;
  stored << file.rdbuf();
  CHECK_MESSAGE(stored.str() == made, "run the law tests with STAFFROOM_RECORD=1 and look at what changed");
}

}  // namespace staffroom::tests
