// Actions: made from messages, with an owner and a day; reminded of, done, handed on; and what moves with them.
#include <doctest/doctest.h>

#include "tests/support/posts.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

struct Wanted {
  std::string title = "Order the counters";
  int days = 14;
  std::optional<Ordinal> ordinal = {};
};

CreateAction wanted(Scenario& s, TopicId topic, Colleague const& owner, Wanted const& it = {}) {
  return {.topic = topic, .ordinal = it.ordinal, .title = {it.title}, .owner = owner.id(), .due = s.in_days(it.days)};
}

ActionId gives(Scenario& s, Colleague const& who, TopicId topic, Colleague const& owner, Wanted const& it = {}) {
  return {id_in(who.does(wanted(s, topic, owner, it)))};
}

Json shown(Colleague const& to, ActionId id) { return to.sees(GetAction{id}); }

/// What is open and waits for the person, about actions: the reasons, newest first.
std::vector<std::string> needs(Colleague const& person) {
  std::vector<std::string> out;
  auto const page = person.sees(ListNotifications{});
  for (auto const& item : page.at("items")) {
    if (item.contains("action") && item.at("needs") == true && item.at("state") != "done") {
      out.push_back(item.at("because"));
    }
  }
  return out;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("an action is made from a message for somebody who reads the topic, who is told") {
  Scenario s;
  auto const topic = s.maths.topic;
  auto const ordinal = s.bob.posts(topic, "We are short of counters.");
  auto const id = gives(s, s.bob, topic, s.alice, {.ordinal = ordinal});
  auto const action = shown(s.carol, id);
  CHECK(action.at("title") == "Order the counters");
  CHECK(action.at("owner") == s.alice.id().value);
  CHECK(action.at("author") == s.bob.id().value);
  CHECK(action.at("state") == "open");
  CHECK(action.at("ordinal") == ordinal);
  CHECK(action.at("channel") == s.maths.general.value);
  CHECK(action.at("due") == to_text(s.in_days(14)));
  CHECK(needs(s.alice) == Words{"action_given"});
  auto const note = s.alice.sees(GetNotification{s.alice.told_because(Because::action_given)});
  CHECK(note.at("action") == id.value);
  CHECK(note.at("topic") == topic.value);
  CHECK(note.at("by") == s.bob.id().value);
  // Who gives it to themselves is not told of it.
  gives(s, s.bob, topic, s.bob);
  CHECK(needs(s.bob).empty());
  // A guest of the channel may be asked, too.
  gives(s, s.sana, s.maths.partner_topic, s.priya);
  CHECK(needs(s.priya) == Words{"action_given"});
  CHECK(s.store().verify().empty());
}

TEST_CASE("who may not post makes none, and nobody gets one who cannot read the topic") {
  Scenario s;
  auto const topic = s.maths.topic;
  CHECK(told(s.dan.tries(wanted(s, topic, s.alice))) == "not_found");
  CHECK(told(s.priya.tries(wanted(s, topic, s.alice))) == "not_found");
  CHECK(told(s.bob.tries(wanted(s, topic, s.dan))) == "conflict not_a_reader");
  CHECK(told(s.bob.tries(wanted(s, topic, s.priya))) == "conflict not_a_reader");
  CHECK(told(s.bob.tries(wanted(s, topic, Colleague(s, PersonId{999'999})))) == "conflict not_a_reader");
  CHECK(told(s.bob.tries(wanted(s, topic, s.alice, {.days = -1}))) == "unprocessable body.due");
  CHECK(told(s.bob.tries(wanted(s, topic, s.alice, {.days = 0}))) == "accepted");
  CHECK(told(s.bob.tries(wanted(s, topic, s.alice, {.ordinal = 99}))) == "unprocessable body.ordinal");
  CHECK(told(s.bob.tries(wanted(s, topic, s.alice, {.ordinal = 0}))) == "unprocessable body.ordinal");
  auto const gone = s.bob.posts(topic, "Never mind.");
  s.bob.does(DeleteMessage{topic, gone});
  CHECK(told(s.bob.tries(wanted(s, topic, s.alice, {.ordinal = gone}))) == "conflict message_deleted");
  s.sana.does(SetPosting{s.maths.general, Posting::leads});
  CHECK(told(s.bob.tries(wanted(s, topic, s.alice))) == "forbidden write_target");
  CHECK(told(s.sana.tries(wanted(s, topic, s.alice))) == "accepted");
  s.sana.does(LockTopic{topic});
  CHECK(told(s.sana.tries(wanted(s, topic, s.alice))) == "forbidden write_target");
}

TEST_CASE("the title of an action holds no pupil's number unless somebody says why it is none") {
  Scenario s;
  auto one = wanted(s, s.maths.topic, s.alice, {.title = "Ask about B801200005001"});
  auto const refused = told(s.bob.tries(one));
  CHECK(refused == "conflict pupil_data");
  one.not_pupil_data = Note{"It is the number of an order, not of a pupil."};
  ActionId const id{id_in(s.bob.does(one))};
  CHECK(told(s.alice.tries(EditAction{id, {"Ask about B801200005001 again"}, s.in_days(14)})) == "conflict pupil_data");
  CHECK(told(s.alice.tries(EditAction{id, one.title, s.in_days(10)})) == "accepted");
}

TEST_CASE("a topic has so many open actions and no more") {
  Scenario s;
  ActionId first{};
  for (std::size_t i = 0; i < limits::actions_per_topic_max; ++i) {
    auto const id = gives(s, s.bob, s.maths.topic, s.bob);
    if (!first) first = id;
  }
  CHECK(told(s.bob.tries(wanted(s, s.maths.topic, s.bob))) == "conflict too_many_actions");
  s.bob.does(CompleteAction{first});
  CHECK(told(s.bob.tries(wanted(s, s.maths.topic, s.bob))) == "accepted");
  CHECK(told(s.bob.tries(ReopenAction{first})) == "conflict too_many_actions");
}

TEST_CASE("a topic holds so many actions in all, ended ones too, and lets those be reopened") {
  Scenario s;
  ActionId last{};
  for (std::size_t i = 0; i < limits::decide_scanned_rows_max; ++i) {
    last = gives(s, s.bob, s.maths.topic, s.bob);
    s.bob.does(CompleteAction{last});
  }
  CHECK(told(s.bob.tries(wanted(s, s.maths.topic, s.bob))) == "conflict too_many_actions");
  CHECK(told(s.bob.tries(ReopenAction{last})) == "accepted");
}

TEST_CASE("owner, author and the school's leaders change an action; other readers may not, others know of none") {
  Scenario s;
  auto const id = gives(s, s.bob, s.maths.topic, s.alice);
  auto const edit = [&](std::string const& title) { return EditAction{id, {title}, s.in_days(14)}; };
  CHECK(told(s.alice.tries(edit("One"))) == "accepted");
  CHECK(told(s.bob.tries(edit("Two"))) == "accepted");
  CHECK(told(s.carol.tries(edit("Three"))) == "forbidden role");
  CHECK(told(s.sana.tries(CompleteAction{id})) == "forbidden role");
  CHECK(told(s.dan.tries(edit("Four"))) == "not_found");
  CHECK(told(s.dan.tries(CompleteAction{ActionId{999'999}})) == told(s.dan.tries(CompleteAction{id})));
  CHECK(told(s.tess.tries(edit("Five"))) == "not_found");
  s.sana.adds(s.maths.team, s.tess);  // a trust leader above Kirkby Road
  CHECK(told(s.tess.tries(edit("Six"))) == "accepted");
  CHECK(told(s.bob.tries(edit("Six"), {}, 3)) == "precondition_failed version");
  auto const version = shown(s.bob, id).at("version").get<std::uint32_t>();
  CHECK(told(s.bob.tries(edit("Seven"), {}, version)) == "accepted");
}

TEST_CASE("an action is open, done or cancelled, and each command fits one of these") {
  Scenario s;
  auto const id = gives(s, s.bob, s.maths.topic, s.alice);
  CHECK(told(s.alice.tries(ReopenAction{id})) == "conflict wrong_state");
  s.alice.does(CompleteAction{id});
  CHECK(shown(s.bob, id).at("state") == "done");
  CHECK(shown(s.bob, id).at("ended") == s.store().now().value);
  CHECK_FALSE(shown(s.bob, id).contains("remind_on"));
  CHECK(needs(s.alice).empty());
  auto const news = s.bob.told_because(Because::action_done);
  REQUIRE(news);
  CHECK(s.bob.sees(GetNotification{news}).at("needs") == false);
  CHECK(told(s.alice.tries(CompleteAction{id})) == "conflict wrong_state");
  CHECK(told(s.alice.tries(CancelAction{id})) == "conflict wrong_state");
  CHECK(told(s.alice.tries(ReassignAction{id, s.carol.id()})) == "conflict wrong_state");
  CHECK(told(s.alice.tries(EditAction{id, {"Later"}, s.in_days(20)})) == "conflict wrong_state");
  s.bob.does(ReopenAction{id});
  CHECK(needs(s.alice) == Words{"action_given"});
  CHECK(shown(s.bob, id).contains("remind_on"));
  CHECK_FALSE(shown(s.bob, id).contains("ended"));
  s.bob.does(CancelAction{id});
  CHECK(shown(s.alice, id).at("state") == "cancelled");
  CHECK(needs(s.alice).empty());
  CHECK(s.store().verify().empty());
}

TEST_CASE("the owner is reminded on the working day before, told when the day has passed, and asked once at a time") {
  Scenario s;
  auto day = s.today();
  while (Weekday(((day.days % 7) + 7 + 3) % 7) != Weekday::monday) ++day.days;  // 1970-01-01 was a Thursday
  day.days += 14;
  auto one = wanted(s, s.maths.topic, s.alice);
  one.due = day;
  ActionId const id{id_in(s.bob.does(one))};
  auto const friday = Date{day.days - 3};
  REQUIRE(shown(s.alice, id).at("remind_on") == to_text(friday));
  while (s.today() < Date{friday.days - 1}) s.advance(24h);
  CHECK(needs(s.alice) == Words{"action_given"});
  while (s.today() < friday) s.advance(1h);
  CHECK(needs(s.alice) == Words{"action_due"});
  CHECK_FALSE(s.alice.sees(GetNotification{s.alice.told_because(Because::action_due)}).contains("by"));
  CHECK_FALSE(shown(s.alice, id).contains("remind_on"));
  while (s.today() < day) s.advance(1h);
  CHECK(needs(s.alice) == Words{"action_due"});
  CHECK(shown(s.alice, id).at("late") == false);
  while (s.today() == day) s.advance(1h);
  CHECK(needs(s.alice) == Words{"action_late"});
  CHECK(shown(s.alice, id).at("late") == true);
  s.advance(24h * 7);
  CHECK(needs(s.alice) == Words{"action_late"});
  // It is told once; with a new day it begins anew.
  s.alice.does(EditAction{id, {"Order the counters"}, s.in_days(14)});
  CHECK(needs(s.alice).empty());
  CHECK(shown(s.alice, id).at("late") == false);
  CHECK(shown(s.alice, id).contains("remind_on"));
  s.bob.does(EditAction{id, {"Order the counters"}, s.in_days(15)});
  CHECK(needs(s.alice) == Words{"action_given"});
  s.alice.does(CompleteAction{id});
  s.advance(24h * 20);
  CHECK(needs(s.alice).empty());
  CHECK(s.store().verify().empty());
}

TEST_CASE("what is due tomorrow has no reminder, and a title may be put right after its day") {
  Scenario s;
  auto const id = gives(s, s.bob, s.maths.topic, s.alice, {.days = 1});
  CHECK_FALSE(shown(s.alice, id).contains("remind_on"));
  s.advance(24h * 3);
  CHECK(needs(s.alice) == Words{"action_late"});
  auto const due = Date{s.today().days - 2};
  CHECK(told(s.alice.tries(EditAction{id, {"Order more counters"}, due})) == "accepted");
  CHECK(needs(s.alice) == Words{"action_late"});
  CHECK(told(s.alice.tries(EditAction{id, {"Order more counters"}, Date{due.days + 1}})) == "unprocessable body.due");
  // Reopened after its day, it is late again.
  s.alice.does(CompleteAction{id});
  s.alice.does(ReopenAction{id});
  s.tick();
  CHECK(needs(s.alice) == Words{"action_late"});
}

TEST_CASE("a write in the topic leaves its actions as they are, a mark of done ends the reminder alone") {
  Scenario s;
  auto const id = gives(s, s.bob, s.maths.topic, s.alice, {.days = 1});
  s.bob.mentions(s.maths.topic, s.alice);
  s.alice.posts(s.maths.topic, "I am on it.");
  CHECK_FALSE(s.alice.told_because(Because::mentioned));
  CHECK(needs(s.alice) == Words{"action_given"});
  s.alice.does(MarkNotificationDone{s.alice.told_because(Because::action_given)});
  CHECK(shown(s.alice, id).at("state") == "open");
  s.advance(24h * 3);
  CHECK(needs(s.alice) == Words{"action_late"});
}

TEST_CASE("an action is handed on to another reader; the new owner is told, the other is not asked any more") {
  Scenario s;
  auto const id = gives(s, s.bob, s.maths.topic, s.alice);
  CHECK(told(s.alice.tries(ReassignAction{id, s.dan.id()})) == "conflict not_a_reader");
  s.alice.does(ReassignAction{id, s.carol.id()});
  CHECK(needs(s.alice).empty());
  CHECK(needs(s.carol) == Words{"action_given"});
  CHECK(shown(s.alice, id).at("owner") == s.carol.id().value);
  CHECK(told(s.alice.tries(CompleteAction{id})) == "forbidden role");
  CHECK(told(s.bob.tries(ReassignAction{id, s.carol.id()})) == "accepted");
  CHECK(shown(s.alice, id).at("version") == 2);
}

TEST_CASE("lists: of a topic by age, mine by their day, those that ended last first") {
  Scenario s;
  auto const late = gives(s, s.bob, s.maths.topic, s.alice, {.days = 30});
  auto const soon = gives(s, s.bob, s.maths.topic, s.alice, {.days = 3});
  auto const other = gives(s, s.bob, s.maths.topic, s.carol, {.days = 2});
  auto const middle = gives(s, s.sana, s.maths.partner_topic, s.alice, {.days = 9});
  using Ids = std::vector<std::uint64_t>;
  CHECK(s.carol.lists(ListActions{s.maths.topic}) == Ids{late.value, soon.value, other.value});
  CHECK(told(s.dan.asks(ListActions{s.maths.topic})) == "not_found");
  CHECK(s.alice.lists(ListMyActions{}) == Ids{soon.value, middle.value, late.value});
  CHECK(s.alice.sees(ListMyActions{}).at("also").size() == 2);  // their topics
  s.alice.does(CompleteAction{middle});
  s.advance(1h);
  s.alice.does(CancelAction{soon});
  CHECK(s.alice.lists(ListMyActions{}) == Ids{late.value});
  CHECK(s.alice.lists(ListMyActions{.ended = true}) == Ids{soon.value, middle.value});
  CHECK(s.dan.lists(ListMyActions{}).empty());
}

TEST_CASE("actions move with their topic") {
  Scenario s;
  auto const id = gives(s, s.bob, s.maths.topic, s.alice);
  CHECK_FALSE(s.priya.finds(GetAction{id}));
  s.sana.does(MoveTopic{s.maths.topic, s.maths.partners});
  CHECK(shown(s.priya, id).at("channel") == s.maths.partners.value);
  s.helen.adds(s.phonics.team, s.sana);
  s.sana.does(MoveTopic{s.maths.topic, s.phonics.general});
  CHECK_FALSE(s.carol.finds(GetAction{id}));
  CHECK(shown(s.helen, id).at("channel") == s.phonics.general.value);
  // Alice is not there, and it stays hers: she finds it on Home, without its topic.
  CHECK(shown(s.alice, id).at("state") == "open");
  CHECK_FALSE(s.alice.finds(GetTopic{s.maths.topic}));
  CHECK(s.alice.lists(ListMyActions{}).size() == 1);
  CHECK(s.alice.sees(ListMyActions{}).at("also").empty());
  CHECK(needs(s.alice) == Words{"action_given"});
  bool with_action = false;
  auto const home = s.alice.sees(GetHome{});
  for (auto const& item : home.at("items")) {
    CHECK((item.at("kind") != "topic" || item.at("id") != s.maths.topic.value));
    with_action = with_action || (item.at("kind") == "action_item" && item.at("id") == id.value);
  }
  CHECK(with_action);
  s.alice.does(CompleteAction{id});
  CHECK(shown(s.helen, id).at("state") == "done");
  CHECK(s.store().verify().empty());
}

TEST_CASE("Home brings the action and its topic with the notification") {
  Scenario s;
  auto const id = gives(s, s.bob, s.maths.topic, s.alice);
  bool action = false;
  bool topic = false;
  auto const home = s.alice.sees(GetHome{});
  for (auto const& item : home.at("items")) {
    action = action || (item.at("kind") == "action_item" && item.at("id") == id.value);
    topic = topic || (item.at("kind") == "topic" && item.at("id") == s.maths.topic.value);
  }
  CHECK(action);
  CHECK(topic);
}

TEST_CASE("what is open goes with a deleted topic: cancelled, and its owner's alone") {
  Scenario s;
  auto const open = gives(s, s.bob, s.maths.topic, s.alice);
  auto const done = gives(s, s.bob, s.maths.topic, s.alice);
  s.alice.does(CompleteAction{done});
  auto const news = s.bob.told_because(Because::action_done);
  REQUIRE(news);
  s.sana.does(DeleteTopic{s.maths.topic});
  s.tick();
  CHECK(shown(s.alice, open).at("state") == "cancelled");
  CHECK(shown(s.alice, done).at("state") == "done");
  CHECK(needs(s.alice).empty());
  CHECK_FALSE(s.bob.finds(GetAction{open}));
  CHECK_FALSE(s.sana.finds(GetAction{done}));
  CHECK_FALSE(s.bob.finds(GetNotification{news}));
  CHECK(told(s.alice.tries(ReopenAction{open})) == "conflict wrong_state");
  CHECK(told(s.bob.tries(ReopenAction{open})) == "not_found");
  CHECK(s.store().verify().empty());
}

TEST_CASE("an action about a practice post is read by the post's readers, and goes with it but for its owner") {
  Scenario s;
  Posts posts(s);
  auto const post = posts.shows(s.bob, s.kirkby, s.network);
  TopicId const topic{
      id_in(s.dan.does(AskAboutPractice{.practice = post, .title = {"Which words?"}, .text = {"Does it work?"}}))};
  auto const id = gives(s, s.bob, topic, s.dan);
  auto const other = gives(s, s.dan, topic, s.bob);
  CHECK(shown(s.erin, id).at("practice") == post.value);
  CHECK_FALSE(shown(s.erin, id).contains("channel"));
  s.bob.does(WithdrawPractice{post});
  CHECK_FALSE(s.erin.finds(GetAction{id}));
  CHECK(shown(s.dan, id).at("state") == "open");
  CHECK_FALSE(s.dan.finds(GetAction{other}));
  CHECK(needs(s.dan) == Words{"action_given"});
  s.dan.does(CompleteAction{id});
  CHECK_FALSE(s.dan.finds(GetTopic{topic}));
  s.bob.does(DeletePractice{post});
  s.tick();
  CHECK(shown(s.bob, other).at("state") == "cancelled");
  CHECK(shown(s.dan, id).at("state") == "done");
  CHECK(s.store().verify().empty());
}

TEST_CASE("who leaves the team keeps what is theirs, and hands it on to readers alone") {
  Scenario s;
  auto const id = gives(s, s.bob, s.maths.topic, s.alice);
  auto const given = gives(s, s.alice, s.maths.topic, s.carol);
  s.alice.leaves(s.maths.team);
  CHECK(shown(s.alice, id).at("state") == "open");
  CHECK_FALSE(s.alice.finds(GetAction{given}));
  CHECK(told(s.alice.tries(CompleteAction{given})) == "not_found");
  CHECK(told(s.alice.tries(ReassignAction{id, s.dan.id()})) == "conflict not_a_reader");
  s.alice.does(ReassignAction{id, s.carol.id()});
  CHECK_FALSE(s.alice.finds(GetAction{id}));
  CHECK(needs(s.carol) == Words{"action_given", "action_given"});
  // News of it is not for who reads it no more.
  s.carol.does(CompleteAction{given});
  CHECK_FALSE(s.alice.told_because(Because::action_done));
}

TEST_CASE("open actions of a leaver pass to whoever gave them, else to a lead, else they are cancelled") {
  Scenario s;
  auto const from_bob = gives(s, s.bob, s.maths.topic, s.alice);
  auto const own = gives(s, s.alice, s.maths.topic, s.alice);
  auto const done = gives(s, s.bob, s.maths.topic, s.alice);
  s.alice.does(CompleteAction{done});
  Posts posts(s);
  auto const post = posts.shows(s.bob, s.kirkby, s.network);
  TopicId const question{
      id_in(s.alice.does(AskAboutPractice{.practice = post, .title = {"When?"}, .text = {"In spring?"}}))};
  auto const bound = gives(s, s.alice, question, s.alice);
  s.ends_memberships_of(s.alice);
  CHECK(shown(s.bob, from_bob).at("owner") == s.bob.id().value);
  CHECK(needs(s.bob) == Words{"action_given"});
  CHECK(s.bob.sees(GetNotification{s.bob.told_because(Because::action_given)}).at("by") == s.alice.id().value);
  CHECK(shown(s.bob, own).at("owner") == s.sana.id().value);
  CHECK(shown(s.bob, own).at("state") == "open");
  CHECK(needs(s.sana) == Words{"action_given"});
  CHECK(shown(s.bob, done).at("owner") == s.alice.id().value);
  CHECK(shown(s.bob, bound).at("state") == "cancelled");
  CHECK(needs(s.alice).empty());
  // To nobody who is not there any more.
  CHECK(told(s.bob.tries(ReopenAction{done})) == "conflict not_a_reader");
  CHECK(told(s.bob.tries(ReassignAction{from_bob, s.alice.id()})) == "conflict not_a_reader");
  CHECK(s.store().verify().empty());
}

TEST_CASE("forgetting a person passes their actions on and leaves the titles") {
  Scenario s;
  auto const id = gives(s, s.bob, s.maths.topic, s.alice);
  auto const given = gives(s, s.alice, s.maths.topic, s.carol);
  auto const asked = s.tom.does(RequestErasure{s.alice.id(), ErasureManner::forget_all});
  s.nadia.does(ApproveErasure{ErasureId{id_in(asked)}});
  s.tick();
  s.tick();
  CHECK(shown(s.bob, id).at("owner") == s.bob.id().value);
  CHECK(shown(s.carol, given).at("title") == "Order the counters");
  CHECK(shown(s.carol, given).at("author") == s.alice.id().value);
  CHECK(s.store().verify().empty());
}

}  // namespace staffroom::tests
