// Practice posts, support requests and topics about posts in the one search box: for each reader what they may read.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/posts.hpp"
#include "tests/support/searching.hpp"

namespace staffroom::tests {
namespace {

using Titles = std::vector<std::string>;

/// A post of Bob's, of Kirkby Road in aire, in which one step speaks of marmalade.
struct Told : SearchedHub {
  Told() {
    auto made = posts.told(s().kirkby);
    made.steps.values.push_back({"Everybody describes marmalade."});
    id = posts.shows(s().bob, made, s().aire);
  }
  Posts posts{s()};
  PracticeId id;
};

}  // namespace

TEST_CASE("a practice post is found by the words of its steps, by who reads it, and quoted") {
  Told it;
  auto& s = it.s();
  auto const page = it.page(s.erin.id(), "marmalade");
  REQUIRE(page.at("items").size() == 1);
  auto const& hit = page.at("items")[0];
  CHECK(hit.at("what") == "practice");
  CHECK(hit.at("id") == it.id.value);
  CHECK(hit.at("self") == "/api/v1/practice/" + std::to_string(it.id.value));
  CHECK(hit.at("title") == "Talk before writing");
  CHECK(hit.at("place") == "Maths · Key stage 2 · Kirkby Road Primary");
  CHECK(hit.at("snippet").dump().find("marmalade") != std::string::npos);
  CHECK(it.finds(s.carol.id(), "marmalade").empty());
  CHECK(it.finds(s.priya.id(), "marmalade").empty());
  CHECK(it.finds(s.erin.id(), "marmalade in:practice") == Titles{"Talk before writing"});
  CHECK(it.finds(s.erin.id(), "marmalade in:resources").empty());
  CHECK(it.finds(s.erin.id(), Search{.in = SearchKind::practice, .stage = KeyStage::ks2}) ==
        Titles{"Talk before writing"});
  CHECK(it.finds(s.erin.id(), Search{.in = SearchKind::practice, .stage = KeyStage::ks4}).empty());
  s.bob.does(SharePractice{.practice = it.id, .shared_with = s.network});
  CHECK(it.finds(s.carol.id(), "marmalade") == Titles{"Talk before writing"});
  s.bob.does(WithdrawPractice{it.id});
  CHECK(it.finds(s.erin.id(), "marmalade").empty());
  CHECK(it.finds(s.bob.id(), "marmalade").empty());
}

TEST_CASE("topics about a post are found by its readers, and go with it") {
  Told it;
  auto& s = it.s();
  s.alice.does(AskAboutPractice{.practice = it.id, .title = {"Which toast?"}, .text = {"Is rhubarb as good?"}});
  CHECK(it.finds(s.erin.id(), "toast in:topics") == Titles{"Which toast?"});
  auto const page = it.page(s.erin.id(), "rhubarb");
  REQUIRE(page.at("items").size() == 1);
  CHECK(page.at("items")[0].at("place").get<std::string>().starts_with("Talk before writing"));
  CHECK(it.finds(s.carol.id(), "rhubarb").empty());
  s.bob.does(SharePractice{.practice = it.id, .shared_with = s.network});
  CHECK(it.finds(s.carol.id(), "rhubarb").size() == 1);
  s.bob.does(WithdrawPractice{it.id});
  CHECK(it.finds(s.erin.id(), "rhubarb").empty());
  CHECK(it.finds(s.bob.id(), "rhubarb").size() == 1);
}

TEST_CASE("a support request is found by its parties; a draft by nobody") {
  Told it;
  auto& s = it.s();
  CreateSupportRequest const need{.organisation = s.mosslands,
                                  .title = {"Phonics for late starters"},
                                  .need = {"Several joined without kumquat."},
                                  .subject = Name{"English"},
                                  .stages = {{KeyStage::ks3}},
                                  .outcomes = {"They read aloud."},
                                  .wanted_from = s.in_days(10),
                                  .wanted_to = s.in_days(60),
                                  .ways = {{SupportWay::visit}},
                                  .confidentiality = Confidentiality::brokers};
  SupportRequestId const request{id_in(s.alice.does(need))};
  CHECK(it.finds(s.alice.id(), "kumquat").empty());
  s.alice.does(OpenSupportRequest{request});
  auto const page = it.page(s.alice.id(), "kumquat");
  REQUIRE(page.at("items").size() == 1);
  CHECK(page.at("items")[0].at("what") == "support_request");
  CHECK(page.at("items")[0].at("self") == "/api/v1/support-requests/" + std::to_string(request.value));
  CHECK(it.finds(s.helen.id(), "kumquat in:support") == Titles{"Phonics for late starters"});
  for (auto const& other : {s.erin, s.bob, s.harry, s.nadia}) CHECK(it.finds(other.id(), "kumquat").empty());
  s.alice.does(SetConfidentiality{.support_request = request, .confidentiality = Confidentiality::trust});
  CHECK(it.finds(s.bob.id(), "kumquat").size() == 1);
  CHECK(it.finds(s.harry.id(), "kumquat").empty());
}

}  // namespace staffroom::tests
