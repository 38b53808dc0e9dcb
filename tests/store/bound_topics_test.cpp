// Questions about a resource: who reads and writes them, who is told, who keeps order; and the guard against pupils'
// details in what is written.
#include <doctest/doctest.h>

#include <set>

#include "tests/support/scenario.hpp"

namespace staffroom::tests {
namespace {

/// A resource of Bob's, of Kirkby Road Primary, shared with the trust.
struct Asking {
  Scenario s{Scenario::Fill::with_teams};
  ResourceId resource;

  Asking() {
    resource = {id_in(s.bob.does(CreateResource{.organisation = s.kirkby,
                                                .title = {"Fractions on a line"},
                                                .subject = Name{"Maths"},
                                                .licence = Licence::cc_by}))};
    s.bob.does(ShareResource{.resource = resource, .shared_with = s.aire});
    auto const made = s.bob.does(
        CreateVersion{.resource = resource, .address = Line{"https://example.org/fractions"}, .may_share = true});
    auto const version = s.bob.sees(GetVersion{{id_in(made)}});
    if (version.at("state") == "checking") {
      s.as_system(FinishCheck{.resource_version = {id_in(made)}, .bytes_hash = version.at("bytes_hash")});
    }
    s.bob.does(PublishResource{resource, s.in_days(300)});
  }
  TopicId asks(Colleague const& who, std::string text = "Does it work with mixed numbers?",
               std::vector<PersonId> mentions = {}) {
    return {id_in(who.does(AskAboutResource{.resource = resource,
                                            .title = {"Mixed numbers?"},
                                            .text = {std::move(text)},
                                            .mentions = {std::move(mentions)}}))};
  }
  std::uint32_t questions() { return s.bob.sees(GetActivity{resource}).at("questions"); }
};

std::set<std::string> home_of(Colleague const& who) {
  std::set<std::string> out;
  auto const home = who.sees(GetHome{});
  for (auto const& it : home.at("items")) {
    out.insert(it.at("kind").get<std::string>() + "/" + std::to_string(it.at("id").get<std::uint64_t>()));
  }
  return out;
}

std::string key(char const* kind, std::uint64_t id) { return std::string(kind) + "/" + std::to_string(id); }

}  // namespace

TEST_CASE("whoever reads a resource asks about it, and its readers alone read the topic") {
  Asking it;
  auto& s = it.s;
  auto const topic = it.asks(s.alice);
  auto const seen = s.helen.sees(GetTopic{topic});
  CHECK(seen.at("resource") == it.resource.value);
  CHECK_FALSE(seen.contains("team"));
  CHECK(s.helen.lists(ListResourceTopics{it.resource}) == std::vector{topic.value});
  CHECK(s.helen.posts(topic, "We did that last year.") == 2);
  CHECK(it.questions() == 1);
  CHECK(told(s.dan.asks(GetTopic{topic})) == "not_found");
  CHECK(told(s.dan.asks(ListResourceTopics{it.resource})) == "not_found");
  CHECK(told(s.dan.tries(PostMessage{.topic = topic, .text = {"May I?"}})) == "not_found");
  CHECK(told(s.dan.tries(AskAboutResource{.resource = it.resource, .title = {"May I?"}, .text = {"May I?"}})) ==
        "not_found");
  CHECK(told(s.priya.asks(GetMessage{topic, 1})) == "not_found");
}

TEST_CASE("those who look after the resource are told of a question, and who is mentioned is told so once") {
  Asking it;
  auto& s = it.s;
  auto const topic = it.asks(s.alice, "Helen, Dan?", {s.helen.id(), s.dan.id(), s.bob.id()});
  CHECK(s.helen.told_because(Because::mentioned));
  // Who does not read the resource is not told, and named nowhere.
  CHECK_FALSE(s.dan.told_because(Because::mentioned));
  CHECK(s.alice.sees(GetMessage{topic, 1}).at("mentions") == Json::array({s.helen.id().value, s.bob.id().value}));
  CHECK(s.bob.told_because(Because::mentioned));
  CHECK_FALSE(s.bob.told_because(Because::asked_about_resource));
  it.asks(s.alice);
  auto const note = s.bob.told_because(Because::asked_about_resource);
  REQUIRE(note);
  CHECK(s.bob.sees(GetNotification{note}).at("resource") == it.resource.value);
  CHECK_FALSE(s.alice.told_because(Because::asked_about_resource));
  CHECK(told(s.alice.tries(PostMessage{.topic = topic, .text = {"All?"}, .to_team = true})) ==
        "unprocessable body.to_team");
}

TEST_CASE("Home shows the questions that one follows: who asks or answers does, until they mute it") {
  Asking it;
  auto& s = it.s;
  auto const topic = it.asks(s.alice);
  auto const row = key("topic", topic.value);
  CHECK_FALSE(home_of(s.alice).contains(row));
  s.helen.posts(topic, "It does.");
  CHECK(home_of(s.alice).contains(row));
  CHECK(home_of(s.alice).contains(key("resource", it.resource.value)));
  CHECK_FALSE(home_of(s.helen).contains(row));
  CHECK_FALSE(home_of(s.erin).contains(row));
  s.alice.does(MarkRead{topic, 2});
  CHECK_FALSE(home_of(s.alice).contains(row));
  s.alice.does(PostMessage{.topic = topic, .text = {"Thank you."}});
  CHECK(home_of(s.helen).contains(row));
  s.helen.does(FollowTopic{topic, FollowLevel::mute});
  CHECK_FALSE(home_of(s.helen).contains(row));
  s.helen.posts(topic, "You are welcome.");
  s.alice.does(PostMessage{.topic = topic, .text = {"Once more."}});
  CHECK_FALSE(home_of(s.helen).contains(row));
  s.erin.does(FollowTopic{topic, FollowLevel::follow});
  CHECK(home_of(s.erin).contains(row));
  CHECK(s.store().verify().empty());
}

TEST_CASE("those who work on the resource keep order in its topics; others don't, administrators neither") {
  Asking it;
  auto& s = it.s;
  auto const topic = it.asks(s.alice);
  auto const unkind = s.helen.posts(topic, "Something unkind.");
  CHECK(told(s.tom.tries(DeleteMessage{topic, unkind})) == "forbidden role");
  CHECK(told(s.erin.tries(LockTopic{topic})) == "forbidden role");
  CHECK(told(s.erin.tries(FlagMessage{topic, unkind, {"Unkind."}})) == "conflict bound");
  s.bob.does(DeleteMessage{topic, unkind});
  CHECK(s.erin.sees(GetMessage{topic, unkind}).contains("deleted"));
  s.bob.does(LockTopic{topic});
  CHECK(told(s.alice.tries(PostMessage{.topic = topic, .text = {"But…"}})) == "forbidden may_post");
  s.bob.does(UnlockTopic{topic});
  CHECK(told(s.bob.tries(MoveTopic{topic, s.maths.general})) == "conflict bound");
  s.erin.does(EditTopicSummary{topic, {"It works."}});
  s.alice.does(AgreeTopic{topic});
  CHECK(it.questions() == 1);
  s.bob.does(DeleteTopic{topic});
  CHECK(it.questions() == 0);
  CHECK(told(s.alice.asks(GetTopic{topic})) == "not_found");
  s.tick();
  CHECK(s.store().verify().empty());
}

TEST_CASE("a resource that is withdrawn takes its topics along, and brings them back; nobody writes meanwhile") {
  Asking it;
  auto& s = it.s;
  auto const topic = it.asks(s.alice);
  s.bob.does(PostMessage{.topic = topic, .text = {"Yes."}, .reply_to = 1U});
  CHECK(s.alice.told_because(Because::replied_to));
  s.bob.does(WithdrawResource{it.resource});
  CHECK(told(s.alice.asks(GetTopic{topic})) == "not_found");
  CHECK(told(s.alice.asks(GetReadState{topic})) == "not_found");
  CHECK_FALSE(s.alice.told_because(Because::replied_to));
  CHECK(s.bob.finds(GetTopic{topic}));
  CHECK(told(s.bob.tries(PostMessage{.topic = topic, .text = {"And…"}})) == "forbidden may_post");
  CHECK(told(s.bob.tries(AskAboutResource{.resource = it.resource, .title = {"Me?"}, .text = {"Me?"}})) ==
        "forbidden may_post");
  s.bob.does(PublishResource{it.resource, s.in_days(300)});
  CHECK(s.alice.finds(GetTopic{topic}));
  CHECK(s.alice.told_because(Because::replied_to));
}

TEST_CASE("a text with a pupil's number is refused, unless a reason says why it is none; the reason is kept") {
  Asking it;
  auto& s = it.s;
  std::string const with_number = "Look at B801200005001, please.";
  Note const reason{"A made-up number from the guidance."};
  CHECK(told(s.bob.tries(PostMessage{.topic = s.maths.topic, .text = {with_number}})) == "conflict pupil_data");
  CHECK(told(s.bob.tries(PostMessage{.topic = s.maths.topic, .text = {with_number}, .not_pupil_data = Note{"No."}})) ==
        "conflict pupil_data");
  // Counted in characters: nineteen letters that take two bytes each are too few.
  std::string nineteen;
  for (int i = 0; i < 19; ++i) nineteen += "é";
  CHECK(
      told(s.bob.tries(PostMessage{.topic = s.maths.topic, .text = {with_number}, .not_pupil_data = Note{nineteen}})) ==
      "conflict pupil_data");
  auto const twenty = Note{nineteen + "é"};
  CHECK(told(s.bob.tries(PostMessage{.topic = s.maths.topic, .text = {with_number}, .not_pupil_data = twenty})) ==
        "accepted");
  auto const posted = s.bob.does(PostMessage{.topic = s.maths.topic, .text = {with_number}, .not_pupil_data = reason});
  auto const message = Json::parse(posted.record);
  CHECK(message.at("not_pupil_data") == reason.value);
  auto const ordinal = message.at("ordinal").get<Ordinal>();
  // A reason that was not needed is not kept.
  auto const plain = s.bob.does(PostMessage{.topic = s.maths.topic, .text = {"Nothing."}, .not_pupil_data = reason});
  CHECK_FALSE(Json::parse(plain.record).contains("not_pupil_data"));
  auto const plain_ordinal = Json::parse(plain.record).at("ordinal").get<Ordinal>();
  CHECK(told(s.bob.tries(EditMessage{s.maths.topic, plain_ordinal, {with_number}, {}, {}})) == "conflict pupil_data");
  CHECK(told(s.bob.tries(EditMessage{s.maths.topic, plain_ordinal, {with_number}, {}, reason})) == "accepted");
  s.bob.does(DeleteMessage{s.maths.topic, ordinal});
  CHECK_FALSE(s.bob.sees(GetMessage{s.maths.topic, ordinal}).contains("not_pupil_data"));
}

TEST_CASE("titles, summaries, new topics and questions are guarded as well") {
  Asking it;
  auto& s = it.s;
  std::string const number = "B801200005001";
  Note const reason{"A made-up number from the guidance."};
  auto const general = s.maths.general;
  CHECK(told(s.bob.tries(CreateTopic{general, {number}, {"Who is it?"}, {}, {}})) == "conflict pupil_data");
  CHECK(told(s.bob.tries(CreateTopic{general, {"Who?"}, {number}, {}, {}})) == "conflict pupil_data");
  CHECK(told(s.bob.tries(CreateTopic{general, {"Who?"}, {number}, {}, reason})) == "accepted");
  auto const topic = s.bob.starts(general, "Mine");
  CHECK(told(s.bob.tries(EditTopicTitle{topic, {"About " + number}})) == "conflict pupil_data");
  CHECK(told(s.bob.tries(EditTopicSummary{topic, {"About " + number}})) == "conflict pupil_data");
  AskAboutResource question{.resource = it.resource, .title = {"Whose?"}, .text = {number}};
  CHECK(told(s.alice.tries(question)) == "conflict pupil_data");
  question.not_pupil_data = reason;
  CHECK(told(s.alice.tries(question)) == "accepted");
  // Who may not write there is told of that alone.
  CHECK(told(s.dan.tries(question)) == "not_found");
}

}  // namespace staffroom::tests
