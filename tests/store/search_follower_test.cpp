// The search index as a follower: it catches up after a stop, forgets what went, follows what moved, is built anew
// while the old one answers, and comes back whatever happens to its folder.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "protocol/codec.hpp"
#include "tests/support/searching.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;
using Titles = std::vector<std::string>;

Titles in_order(Titles titles) {
  std::sort(titles.begin(), titles.end());
  return titles;
}

std::vector<std::filesystem::path> index_folders(SearchedHub& hub) {
  std::vector<std::filesystem::path> out;
  for (auto const& entry : std::filesystem::directory_iterator(hub.folder().folder() / "search")) {
    out.push_back(entry.path());
  }
  return out;
}

Json newest_rebuild(SearchedHub& hub) {
  auto const answer = hub.folder()->ask({}, ListRebuilds{}, {1, {}}, ReadTier::disk);
  return Json::parse((*answer)->json).at("items").at(0);
}

Json rebuild_that_ended(SearchedHub& hub) {
  for (int i = 0; i < 1'000; ++i) {
    auto rebuild = newest_rebuild(hub);
    if (rebuild.at("state") == "done" || rebuild.at("state") == "failed") return rebuild;
    std::this_thread::sleep_for(10ms);
  }
  return newest_rebuild(hub);
}

}  // namespace

TEST_CASE("the search index goes on after a stop where it was, and catches up with what it missed") {
  SearchedHub it;
  auto const who = it.s().alice.id();
  auto const [topic, bob] = std::pair(it.s().maths.topic, it.s().bob.id());
  it.s().bob.posts(topic, "The kumquat is before.");
  CHECK(it.finds(who, "kumquat").size() == 1);
  auto const folders = index_folders(it);
  // Written by a hub that does not search.
  it.folder().settings().search = false;
  it.reopen();
  PostMessage post;
  post.topic = topic;
  post.text = MessageText{"A second kumquat is after."};
  REQUIRE(it.folder().as(bob, post));
  it.folder().settings().search = true;
  it.reopen();
  CHECK(it.finds(who, "kumquat").size() == 2);
  CHECK(index_folders(it) == folders);
}

TEST_CASE("an index that is gone, half written, of another hub or damaged is made anew from the records") {
  SearchedHub it;
  auto const who = it.s().alice.id();
  it.s().bob.posts(it.s().maths.topic, "A lonely kumquat.");
  REQUIRE(it.finds(who, "kumquat").size() == 1);
  it.folder().close();
  SUBCASE("gone") { std::filesystem::remove_all(it.folder().folder() / "search"); }
  SUBCASE("half written") {
    for (auto const& folder : index_folders(it)) std::filesystem::remove(folder / "postlist.glass");
  }
  SUBCASE("overwritten") {
    for (auto const& folder : index_folders(it)) {
      for (auto const& file : std::filesystem::directory_iterator(folder)) {
        std::ofstream(file.path(), std::ios::binary | std::ios::trunc) << "nothing of an index";
      }
    }
  }
  SUBCASE("a bit of a word is another") {
    for (auto const& folder : index_folders(it)) {
      auto const path = folder / "postlist.glass";
      std::ifstream in(path, std::ios::binary);
      std::string bytes(std::istreambuf_iterator<char>(in), {});
      for (auto at = bytes.find("kumquat"); at != std::string::npos; at = bytes.find("kumquat", at)) bytes[at] = 'j';
      std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
    }
  }
  SUBCASE("a folder that was never finished stands beside it") {
    std::filesystem::create_directories(it.folder().folder() / "search" / "index-99");
  }
  REQUIRE(it.folder().open());
  CHECK(it.finds(who, "kumquat").size() == 1);
  CHECK(index_folders(it).size() == 1);
}

TEST_CASE("an administrator of the network has the index made anew, and sees how far it is") {
  SearchedHub it;
  auto& s = it.s();
  for (int i = 0; i < 50; ++i) s.bob.posts(s.maths.topic, "A kumquat " + std::to_string(i));
  it.follow();
  auto const before = index_folders(it);
  CHECK(told(s.alice.tries(RebuildSearch{})) == "not_found");
  auto const made = s.nadia.does(RebuildSearch{});
  SearchRebuildId const id{id_in(made)};
  // While it is made, the old one answers.
  CHECK(it.finds(s.alice.id(), "kumquat").size() == 50);
  auto const ended = rebuild_that_ended(it);
  CHECK(ended.at("state") == "done");
  CHECK(ended.at("done") == ended.at("total"));
  CHECK(ended.at("done").get<int>() > 50);
  CHECK(ended.contains("finished"));
  CHECK(s.nadia.sees(GetRebuild{id}).at("state") == "done");
  CHECK_FALSE(s.alice.finds(GetRebuild{id}));
  CHECK_FALSE(s.alice.finds(ListRebuilds{}));
  it.follow();
  for (int i = 0; i < 500 && index_folders(it) == before; ++i) std::this_thread::sleep_for(10ms);
  CHECK(index_folders(it) != before);
  CHECK(index_folders(it).size() == 1);
  CHECK(it.finds(s.alice.id(), "kumquat").size() == 50);
  s.bob.posts(s.maths.topic, "One more kumquat.");
  CHECK(it.page(s.alice.id(), "kumquat").at("total") == 51);
  CHECK(told(s.nadia.tries(RebuildSearch{})) == "accepted");
}

TEST_CASE("a rebuild that was asked for and not done when the hub stopped is done after it starts again") {
  SearchedHub it;
  auto& s = it.s();
  s.bob.posts(s.maths.topic, "A kumquat.");
  it.follow();
  auto const [nadia, alice] = std::pair(s.nadia.id(), s.alice.id());
  // Asked for while nothing is searched: as if the hub was killed before it began.
  it.folder().settings().search = false;
  it.reopen();
  auto const asked = it.folder().as(nadia, RebuildSearch{});
  REQUIRE(asked);
  CHECK(told(it.folder().as(nadia, RebuildSearch{})) == "conflict already_running");
  SearchRebuildId const id{id_of(*asked)};
  it.folder().does(AdvanceRebuild{id, RebuildState::running, 3, 90});
  CHECK(newest_rebuild(it).at("state") == "running");
  it.folder().settings().search = true;
  it.reopen();
  CHECK(rebuild_that_ended(it).at("state") == "done");
  CHECK(it.finds(alice, "kumquat").size() == 1);
  // Over is over.
  it.folder().does(AdvanceRebuild{id, RebuildState::running, 3, 90});
  CHECK(newest_rebuild(it).at("state") == "done");
}

TEST_CASE("what moves takes its readers along in the index") {
  SearchedHub it;
  auto& s = it.s();
  auto const topic = s.helen.starts(s.phonics.general, "Papaya", "A papaya in phonics.");
  CHECK(it.finds(s.alice.id(), "papaya").empty());
  CHECK(it.page(s.bob.id(), "papaya").at("total") == 2);
  auto const other = s.helen.opens(s.phonics.team, "Elsewhere");
  s.helen.does(MoveTopic{topic, other});
  CHECK(it.finds(s.bob.id(), "in:elsewhere papaya").size() == 2);
  s.helen.does(EditTopicTitle{topic, {"Guava"}});
  CHECK(in_order(it.finds(s.bob.id(), "guava")) == Titles{"Guava", "Guava/1"});
  s.helen.does(DeleteTopic{topic});
  CHECK(it.page(s.bob.id(), "papaya").at("total") == 0);
  CHECK(it.finds(s.bob.id(), "guava").empty());
}

TEST_CASE("a resource that is shared less or moves on takes its questions with it") {
  SearchedHub it;
  auto& s = it.s();
  auto const id = it.shows(s.bob, s.kirkby, s.network, {.title = "Papaya", .summary = "Fruit"});
  AskAboutResource ask;
  ask.resource = id;
  ask.title = Title{"Papaya question"};
  ask.text = MessageText{"Is papaya a fruit?"};
  s.erin.does(ask);
  CHECK(it.page(s.erin.id(), "papaya").at("total") == 3);
  CHECK(it.page(s.hugo.id(), "papaya").at("total") == 3);
  s.bob.does(WithdrawResource{id});
  CHECK(it.page(s.hugo.id(), "papaya").at("total") == 0);
  CHECK(it.page(s.bob.id(), "papaya").at("total") == 2);
}

TEST_CASE("when a school moves or a person leaves, the index has the readers that the records have") {
  SearchedHub it;
  auto& s = it.s();
  auto const id = it.shows(s.helen, s.mosslands, s.aire, {.title = "Papaya", .summary = "Fruit"});
  auto const agrees = [&] {
    for (auto const& [name, person] : s.everybody()) {
      CAPTURE(name);
      CHECK(it.page(person.id(), "papaya").at("total") == (person.finds(GetResource{id}) ? 1 : 0));
    }
  };
  CHECK(it.page(s.bob.id(), "papaya").at("total") == 1);
  CHECK(it.page(s.carol.id(), "papaya").at("total") == 0);
  agrees();
  s.as_system(MoveOrganisation{s.mosslands, s.moor});
  agrees();
  s.ends_memberships_of(s.helen);
  agrees();
  CHECK(it.page(s.helen.id(), "papaya").at("total") == 0);
}

TEST_CASE("text is found within two seconds of its commit while others write") {
  SearchedHub it;
  auto& s = it.s();
  it.follow();
  std::atomic<bool> stop{false};
  std::thread load([&] {
    for (int i = 0; !stop; ++i) {
      PostMessage post;
      post.topic = s.maths.topic;
      post.text = MessageText{"Load of words number " + std::to_string(i)};
      it.folder().as(s.carol.id(), post);
      std::this_thread::sleep_for(10ms);
    }
  });
  s.bob.posts(s.maths.topic, "The needle is here.");
  auto const began = std::chrono::steady_clock::now();
  bool found = false;
  while (!found && std::chrono::steady_clock::now() - began < 5s) {
    auto const answer = it.folder()->ask({s.alice.id(), {}, {}}, asking_for("needle"), {5, {}}, ReadTier::disk);
    found = *answer && Json::parse((*answer)->json).at("items").size() == 1;
    std::this_thread::sleep_for(10ms);
  }
  auto const took = std::chrono::steady_clock::now() - began;
  stop = true;
  load.join();
  CHECK(found);
  CHECK(took < 2s);
}

}  // namespace staffroom::tests
