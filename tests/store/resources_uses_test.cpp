// Uses, stories, scores, reports, copies: what becomes of a resource.
#include <doctest/doctest.h>

#include "tests/support/library.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

ResourceUseId uses(Colleague const& who, ResourceId id, OrganisationId school) {
  return {id_in(who.does(UseResource{id, school}))};
}

TellUse story(ResourceUseId use, std::string happened = "It went well.") {
  return {.resource_use = use, .what = {"Two lessons"}, .with_whom = {"Year 5"}, .happened = {std::move(happened)}};
}

ScoreResource score(ResourceId id, std::uint32_t all) { return {id, all, all, all, all}; }

}  // namespace

TEST_CASE("a school says once that it uses a resource, by somebody who belongs to it") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.network);
  CHECK(told(s.carol.tries(UseResource{id, s.beckside})) == "forbidden own_school");
  CHECK(told(s.carol.tries(UseResource{id, s.moor})) == "forbidden own_school");
  CHECK(told(s.tess.tries(UseResource{id, s.aire})) == "unprocessable body.organisation");
  auto const use = uses(s.carol, id, s.tarn);
  CHECK(told(s.harry.tries(UseResource{id, s.tarn})) == "conflict already_used");
  uses(s.tess, id, s.mosslands);  // for a school below
  CHECK(library.activity(id).uses == 2);
  // The school, never a person.
  CHECK(s.alice.sees(GetUse{use}).dump().find("person") == std::string::npos);
  CHECK(s.alice.sees(ListUses{id}).at("names").empty());
  CHECK(s.alice.sees(ListUses{id}).at("also").empty());
  CHECK(s.carol.sees(ListUses{id}).at("also").size() == 1);
  CHECK_FALSE(s.alice.finds(GetUseAuthor{use}));
  CHECK(s.carol.finds(GetUseAuthor{use}));
  auto const draft = library.drafts(s.bob, s.kirkby);
  CHECK(told(s.bob.tries(UseResource{draft, s.kirkby})) == "conflict wrong_state");
}

TEST_CASE("who said it, or who leads the school, tells how it went and when it ends") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.network);
  auto const use = uses(s.carol, id, s.tarn);
  CHECK(told(s.alice.tries(story(use))) == "forbidden role");
  CHECK(told(s.helen.tries(story(use))) == "forbidden role");  // the head of another school
  CHECK(told(s.carol.tries(TellUse{.resource_use = use, .with_whom = {"Year 5"}})) == "unprocessable body.happened");
  s.carol.does(story(use));
  CHECK(library.activity(id).stories == 1);
  s.harry.does(story(use, "Even better."));
  CHECK(library.activity(id).stories == 1);
  CHECK(s.alice.sees(GetUse{use}).at("story").at("happened") == "Even better.");
  s.carol.does(SetUse{use, UseState::stopped});
  CHECK(library.activity(id).uses == 0);
  s.carol.does(SetUse{use, UseState::stopped});
  CHECK(library.activity(id).uses == 0);
  CHECK(uses(s.harry, id, s.tarn) == use);
  CHECK(library.activity(id).uses == 1);
  CHECK(s.harry.finds(GetUseAuthor{use}));
  CHECK_FALSE(s.carol.finds(GetUseAuthor{use}));
}

TEST_CASE("a story is asked for after six weeks, once, unless there is one") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.network);
  auto const told_already = uses(s.dan, id, s.beckside);
  auto const use = uses(s.carol, id, s.tarn);
  s.dan.does(story(told_already));
  s.advance(limits::use_story_asked_after - 1ms);
  CHECK_FALSE(s.carol.told_because(Because::use_story_wanted));
  s.advance(1ms);
  CHECK(s.carol.told_because(Because::use_story_wanted));
  CHECK_FALSE(s.dan.told_because(Because::use_story_wanted));
  s.carol.does(story(use));
  CHECK_FALSE(s.carol.told_because(Because::use_story_wanted));
  s.advance(limits::use_story_asked_after * 2);
  CHECK_FALSE(s.carol.told_because(Because::use_story_wanted));
}

TEST_CASE("scores are seen by their author alone; their sums by all, from three on") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.network);
  CHECK(told(s.bob.tries(score(id, 4))) == "forbidden not_own");
  CHECK(told(s.carol.tries(score(id, 5))) == "unprocessable body.clear");
  CHECK(told(s.carol.tries(ScoreResource{id, 1, 1, 1, 0})) == "unprocessable body.inclusive");
  s.carol.does(score(id, 2));
  s.alice.does(score(id, 3));
  CHECK(s.carol.lists(ListScores{id}).size() == 1);
  CHECK_FALSE(s.bob.finds(GetScore{{s.carol.lists(ListScores{id}).front()}}));
  CHECK(s.bob.lists(ListScores{id}).empty());
  CHECK_FALSE(library.activity(id).scores);
  CHECK_FALSE(library.activity(id).sums);
  s.dan.does(score(id, 4));
  CHECK(library.activity(id).scores == 3U);
  CHECK(library.activity(id).sums->clear == 9);
  s.carol.does(ScoreResource{id, 4, 3, 2, 1});
  s.erin.does(score(id, 1));
  CHECK(library.activity(id).scores == 4U);
  CHECK(library.activity(id).sums->clear == 12);
  CHECK(library.activity(id).sums->accurate == 11);
  CHECK(library.activity(id).sums->inclusive == 9);
  s.erin.does(WithdrawScore{id});
  s.carol.does(WithdrawScore{id});
  CHECK(told(s.carol.tries(WithdrawScore{id})) == "conflict wrong_state");
  CHECK_FALSE(library.activity(id).scores);
  CHECK_FALSE(library.activity(id).sums);
  s.carol.does(score(id, 1));
  CHECK(library.activity(id).sums->adaptable == 8);
}

TEST_CASE("a problem goes to those who work on it, and of rights and pupils' details to the administrators") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.network);
  CHECK(told(s.carol.tries(ReportResource{id, ReportReason::other, {}})) == "unprocessable body.text");
  ResourceReportId const mistake{id_in(s.carol.does(ReportResource{id, ReportReason::mistake, {"Slide 3"}}))};
  CHECK(told(s.carol.tries(ReportResource{id, ReportReason::mistake, {"Again"}})) == "conflict already_reported");
  CHECK(s.bob.told_because(Because::resource_reported));
  CHECK_FALSE(s.tom.told_because(Because::resource_reported));
  CHECK(s.bob.lists(ListReports{id}) == std::vector{mistake.value});
  CHECK(s.alice.lists(ListReports{id}).empty());
  CHECK_FALSE(s.tom.finds(GetReport{mistake}));
  CHECK(told(s.alice.tries(ResolveReport{mistake, {"Fine"}})) == "not_found");
  CHECK(told(s.carol.tries(ResolveReport{mistake, {"Fine"}})) == "forbidden role");
  CHECK(told(s.bob.tries(ResolveReport{mistake, {}})) == "unprocessable body.answer");
  s.bob.does(ResolveReport{mistake, {"Corrected in version 2."}});
  CHECK_FALSE(s.bob.told_because(Because::resource_reported));
  CHECK(s.carol.told_because(Because::report_answered));
  CHECK(told(s.bob.tries(ResolveReport{mistake, {"Again"}})) == "conflict wrong_state");
  CHECK(s.carol.sees(GetReport{mistake}).at("answer") == "Corrected in version 2.");
  CHECK(s.carol.sees(GetReport{mistake}).at("version") == 2);
  ResourceReportId const rights{id_in(s.carol.does(ReportResource{id, ReportReason::rights, {"A photo"}}))};
  CHECK(s.tom.told_because(Because::resource_reported));
  s.tom.does(ResolveReport{rights, {"Asked the author."}});
}

TEST_CASE("administrators answer a report about pupils' details of what they can't read") {
  Scenario s;
  Library library(s);
  auto const id = library.shows_team(s.bob, s.kirkby, s.maths.team);
  CHECK_FALSE(s.tom.finds(GetResource{id}));
  ResourceReportId const report{id_in(s.carol.does(ReportResource{id, ReportReason::pupil_details, {"A name"}}))};
  CHECK(s.tom.finds(GetReport{report}));
  CHECK(s.tom.told_because(Because::resource_reported));
  s.tom.does(ResolveReport{report, {"Taken up with the school."}});
}

TEST_CASE("a copy to adapt is a draft of one's own that says where it comes from") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.network);
  CHECK(told(s.carol.tries(CopyResource{id, s.beckside})) == "forbidden write_target");
  CHECK(told(s.carol.tries(CopyResource{id, OrganisationId{99'999}})) == "not_found");
  ResourceId const copy{id_in(s.carol.does(CopyResource{id, s.tarn}))};
  auto const made = library.resource(copy);
  CHECK(made.state == ResourceState::draft);
  CHECK(made.author == s.carol.id());
  CHECK(made.organisation == s.tarn);
  CHECK(made.title.value == "Fractions");
  CHECK(made.licence == Licence::cc_by);
  CHECK(made.attribution.value == "Adapted from “Fractions” by Kirkby Road Primary, version 1 (CC BY).");
  REQUIRE(made.current);
  CHECK(made.current->pages == 3);
  auto const version = library.version(made.current->version);
  CHECK(version.organisation == s.kirkby);  // where its bytes lie
  CHECK(version.files.values.front().sha256 == library.newest(id).files.values.front().sha256);
  auto const lineage = s.carol.sees(GetLineage{copy});
  CHECK(lineage.at("from").at(0).at("id") == id.value);
  CHECK(lineage.at("from_number") == 1);
  CHECK(s.bob.sees(GetLineage{id}).at("into").empty());  // a draft of hers
  library.shares(s.carol, copy, s.network);
  library.publishes(s.carol, copy);
  CHECK(s.bob.sees(GetLineage{id}).at("into").at(0).at("id") == copy.value);
  library.shares(s.bob, id, s.kirkby);
  CHECK(s.carol.sees(GetLineage{copy}).at("from").empty());
  CHECK_FALSE(s.carol.sees(GetLineage{copy}).contains("from_number"));
  // The copy's own versions lie with its organisation.
  auto const next = library.adds(s.carol, copy, "Thirds");
  CHECK(library.version(next).organisation == s.tarn);
}

TEST_CASE("what is all rights reserved is copied within the trust only") {
  Scenario s;
  Library library(s);
  ResourceId const id{
      id_in(s.bob.does(CreateResource{.organisation = s.kirkby, .title = {"Ours"}, .licence = Licence::all_rights}))};
  library.passes(library.adds(s.bob, id));
  library.shares(s.bob, id, s.aire);
  library.publishes(s.bob, id);
  CHECK(told(s.alice.tries(CopyResource{id, s.mosslands})) == "accepted");
  s.takes_on(s.alice, s.tarn, Role::staff);
  CHECK(told(s.alice.tries(CopyResource{id, s.tarn})) == "forbidden licence_allows");
}

TEST_CASE("of one resource a hundred open problems are heard; the next waits until one is looked at") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.network);
  std::size_t reported = 0;
  std::optional<ResourceReportId> one;
  for (std::size_t who = 0; reported < 100; ++who) {
    auto const reader = s.engages("Reader " + std::to_string(who), s.mosslands, Role::staff);
    for (auto const reason : {ReportReason::mistake, ReportReason::out_of_date, ReportReason::rights,
                              ReportReason::pupil_details, ReportReason::other}) {
      one = ResourceReportId{id_in(reader.does(ReportResource{id, reason, {"Look at it."}}))};
      ++reported;
    }
  }
  CHECK(told(s.carol.tries(ReportResource{id, ReportReason::mistake, {"Slide 3"}})) == "conflict too_many_reports");
  s.bob.does(ResolveReport{*one, {"Corrected."}});
  CHECK(told(s.carol.tries(ReportResource{id, ReportReason::mistake, {"Slide 3"}})) == "accepted");
  CHECK(told(s.dan.tries(ReportResource{id, ReportReason::mistake, {"Slide 3"}})) == "conflict too_many_reports");
}

}  // namespace staffroom::tests
