// Golden links: both ends read, one of them one's own to edit, and each reader sees what they may read.
#include <doctest/doctest.h>

#include "tests/support/library.hpp"
#include "tests/support/posts.hpp"
#include "tests/support/review_case.hpp"

namespace staffroom::tests {
namespace {

struct Tied {
  Scenario s;
  Posts posts{s};
  Library library{s};
  PracticeId post = posts.shows(s.bob, s.kirkby, s.network);
  ResourceId wide = library.shows(s.alice, s.mosslands, s.network, "Fractions");
  ResourceId narrow = library.shows(s.alice, s.mosslands, s.aire, "Volcanoes");

  LinkEnd end(PracticeId id) { return {Linked::practice, id.value}; }
  LinkEnd end(ResourceId id) { return {Linked::resource, id.value}; }
  LinkEnd end(TopicId id) { return {Linked::topic, id.value}; }
  /// The other ends' titles as somebody is told them, outgoing with ">".
  std::vector<std::string> ties(Colleague const& who, LinkEnd of) {
    std::vector<std::string> out;
    auto const list = who.sees(ListLinks{of.what, of.id});
    for (auto const& it : list.at("items")) {
      out.push_back((it.at("outgoing").get<bool>() ? ">" : "<") + it.at("type").get<std::string>() + " " +
                    it.at("title").get<std::string>());
    }
    return out;
  }
};

using Ties = std::vector<std::string>;

}  // namespace

TEST_CASE("a link needs both ends read and one of them one's own; both ends show it to those who read both") {
  Tied it;
  auto& s = it.s;
  CreateLink const tie{TieType::uses, it.end(it.post), it.end(it.narrow)};
  CHECK(told(s.carol.tries(tie)) == "not_found");
  CHECK(told(s.erin.tries(tie)) == "forbidden write_target");
  s.bob.does(tie);
  CHECK(told(s.alice.tries(tie)) == "conflict already_linked");
  CHECK(told(s.bob.tries(CreateLink{TieType::about, it.end(it.post), it.end(it.post)})) == "unprocessable body.to");
  CHECK(it.ties(s.erin, it.end(it.post)) == Ties{">uses Volcanoes"});
  CHECK(it.ties(s.erin, it.end(it.narrow)) == Ties{"<uses Talk before writing"});
  // Whoever does not read the other end learns nothing of the link.
  CHECK(it.ties(s.carol, it.end(it.post)).empty());
  CHECK(told(s.carol.asks(ListLinks{Linked::resource, it.narrow.value})) == "not_found");
  CHECK(told(s.carol.asks(ListLinks{Linked::resource, 999'999})) == "not_found");
  auto const item = s.erin.sees(ListLinks{Linked::practice, it.post.value}).at("items")[0];
  CHECK(item.at("self") == "/api/v1/resources/" + std::to_string(it.narrow.value));
  CHECK(item.at("mine_to_remove") == false);
  LinkId const link{item.at("link").get<std::uint64_t>()};
  CHECK(told(s.carol.tries(RemoveLink{link})) == "not_found");
  CHECK(told(s.erin.tries(RemoveLink{link})) == "forbidden write_target");
  CHECK(told(s.erin.tries(RemoveLink{LinkId{999'999}})) == "not_found");
  s.alice.does(RemoveLink{link});
  CHECK(it.ties(s.erin, it.end(it.post)).empty());
  CHECK(s.store().verify().empty());
}

TEST_CASE("topics are their authors' and leads' to link") {
  Tied it;
  auto& s = it.s;
  CreateLink const tie{TieType::about, it.end(s.maths.topic), it.end(it.wide)};
  CHECK(told(s.bob.tries(tie)) == "forbidden write_target");
  CHECK(told(s.dan.tries(tie)) == "not_found");
  s.sana.does(tie);
  CHECK(it.ties(s.bob, it.end(it.wide)).size() == 1);
  CHECK(it.ties(s.dan, it.end(it.wide)).empty());
  s.sana.does(DeleteTopic{s.maths.topic});
  CHECK(it.ties(s.bob, it.end(it.wide)).empty());
}

TEST_CASE("what a post names is shown as used on both ends, and stored nowhere") {
  Tied it;
  auto& s = it.s;
  auto edit = it.posts.edit(it.post);
  edit.resources = {{it.wide, it.narrow}};
  s.bob.does(edit);
  CHECK(it.ties(s.alice, it.end(it.post)) == Ties{">uses Fractions", ">uses Volcanoes"});
  CHECK(it.ties(s.carol, it.end(it.post)) == Ties{">uses Fractions"});
  CHECK(it.ties(s.carol, it.end(it.wide)) == Ties{"<uses Talk before writing"});
  CHECK(s.bob.sees(ListLinks{Linked::practice, it.post.value}).at("items")[0].at("mine_to_remove") == false);
}

TEST_CASE("a message becomes a practice draft that keeps where it came from, for who may convert it") {
  Tied it;
  auto& s = it.s;
  auto const ordinal = s.carol.posts(s.maths.topic, "We talk before we write.");
  auto made = it.posts.told(s.kirkby, "From talk");
  made.origin = s.maths.topic;
  made.origin_message = ordinal;
  PracticeId const id{id_in(s.bob.does(made))};
  auto const list = s.bob.sees(ListLinks{Linked::practice, id.value}).at("items");
  REQUIRE(list.size() == 1);
  CHECK(list[0].at("type") == "came_of");
  CHECK(list[0].at("message") == ordinal);
  CHECK(list[0].at("other").at("id") == s.maths.topic.value);
  // The draft is Bob's alone; the topic's readers are told when they read it.
  CHECK(it.ties(s.carol, it.end(s.maths.topic)).empty());
  s.bob.does(SharePractice{.practice = id, .shared_with = s.network});
  it.posts.publishes(s.bob, id);
  CHECK(it.ties(s.carol, it.end(s.maths.topic)) == Ties{"<came_of From talk"});
  // Not by who does not read it, nor by guests, nor of what is gone.
  made.organisation = s.beckside;
  CHECK(told(s.dan.tries(made)) == "not_found");
  made.organisation = s.diocese;
  made.origin = s.maths.partner_topic;
  made.origin_message = 1U;
  CHECK(told(s.priya.tries(made)) == "forbidden role");
  made.organisation = s.kirkby;
  made.origin = s.maths.topic;
  made.origin_message = 99U;
  CHECK(told(s.bob.tries(made)) == "unprocessable body.origin_message");
  made.origin.reset();
  CHECK(told(s.bob.tries(made)) == "unprocessable body.origin");
  s.bob.does(WithdrawPractice{id});
  s.bob.does(DeletePractice{id});
  s.tick();
  CHECK(it.ties(s.bob, it.end(s.maths.topic)).empty());
  CHECK(s.store().verify().empty());
}

TEST_CASE("a record that is deleted takes its links along") {
  Tied it;
  auto& s = it.s;
  s.bob.does(CreateLink{TieType::uses, it.end(it.post), it.end(it.wide)});
  s.alice.does(WithdrawResource{it.wide});
  CHECK(it.ties(s.bob, it.end(it.post)).empty());
  s.alice.does(DeleteResource{it.wide});
  s.tick();
  CHECK(it.ties(s.bob, it.end(it.post)).empty());
  CHECK(s.store().verify().empty());
}

TEST_CASE("a review and what came of it lead to each other, for those who read both; the link goes with the review") {
  Tied it;
  auto& s = it.s;
  ReviewCase rc(s);
  auto const review = rc.confirmed();
  LinkEnd const end{Linked::review, review.value};
  auto const post = it.posts.shows(rc.kate, s.kirkby, s.network);
  rc.kate.does(CreateLink{TieType::came_of, it.end(post), end});
  CHECK(it.ties(rc.kate, it.end(post)) == Ties{">came_of Aire peer review"});
  CHECK(it.ties(rc.kate, end) == Ties{"<came_of Talk before writing"});
  CHECK(it.ties(s.alice, end) == Ties{"<came_of Talk before writing"});
  // A reader of the post learns nothing of the review.
  CHECK(it.ties(s.harry, it.end(post)).empty());
  CHECK(told(s.harry.asks(ListLinks{Linked::review, review.value})) == "not_found");
  rc.kate.does(WithdrawReview{review, {"The building closes for repairs."}});
  CHECK(it.ties(rc.kate, it.end(post)).empty());
}

}  // namespace staffroom::tests
