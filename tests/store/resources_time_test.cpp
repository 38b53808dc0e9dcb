// What time does in the library.
#include <doctest/doctest.h>

#include "store/calendar.hpp"
#include "tests/support/days.hpp"
#include "tests/support/library.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

}  // namespace

TEST_CASE("an upload that no version takes goes after two days") {
  Scenario s;
  Library library(s);
  auto const id = library.uploads(s.bob, s.kirkby);
  s.advance(limits::upload_lives - 1ms);
  CHECK(s.bob.finds(GetUpload{id}));
  s.advance(1ms);
  CHECK_FALSE(s.bob.finds(GetUpload{id}));
}

TEST_CASE("checks without a result alarm the administrators once; no result never means passed") {
  Scenario s;
  Library library(s);
  auto const id = library.drafts(s.bob, s.kirkby);
  auto const version = library.adds(s.bob, id);
  s.advance(limits::check_alarm_after - 1ms);
  CHECK_FALSE(library.version(version).check_late);
  s.advance(1ms);
  CHECK(library.version(version).check_late);
  CHECK(library.version(version).state == VersionState::checking);
  CHECK(s.tom.told_because(Because::check_late));
  s.advance(one_day * 60);
  CHECK(library.version(version).state == VersionState::checking);
  CHECK(s.tom.sees(ListNotifications{}).at("items").size() == 1);
  library.passes(version);
  CHECK_FALSE(library.version(version).check_late);
  CHECK(library.resource(id).current);
}

TEST_CASE("what is held for a month is purged, and its editors are told") {
  Scenario s;
  Library library(s);
  auto const id = library.drafts(s.bob, s.kirkby);
  auto const held = library.adds(s.bob, id, "Halves");
  auto const bad = library.adds(s.bob, id, "Thirds");
  library.finds_pupils(held);
  library.finds_virus(bad);
  s.advance(limits::held_for - 1ms);
  CHECK(library.version(held).state == VersionState::held);
  s.advance(1ms);
  CHECK(library.version(held).state == VersionState::purged);
  CHECK(library.version(bad).state == VersionState::purged);
  CHECK(library.version(held).files.empty());
  CHECK_FALSE(s.bob.finds(GetVersionCheck{held}));
  CHECK(s.bob.told_because(Because::version_purged));
  CHECK_FALSE(s.bob.told_because(Because::version_held));
}

TEST_CASE("the owner is reminded a month before the review date; after it the resource is stale until confirmed") {
  Scenario s;
  Library library(s);
  auto const id = library.drafts(s.bob, s.kirkby);
  library.passes(library.adds(s.bob, id));
  library.shares(s.bob, id, s.phonics.team);
  auto const review_by = s.in_days(100);
  s.bob.does(PublishResource{id, review_by});
  s.advance_to(calendar::end_of(review_by) + -one_day * limits::review_reminder_days + -1ms);
  CHECK_FALSE(s.bob.told_because(Because::review_due));
  s.advance(1ms);
  CHECK(s.bob.told_because(Because::review_due));
  CHECK_FALSE(library.resource(id).stale);
  s.advance_to(calendar::end_of(review_by));
  CHECK(library.resource(id).stale);
  CHECK(s.bob.told_because(Because::review_passed));
  CHECK(s.helen.told_because(Because::review_passed));  // leads the team
  CHECK(s.helen.lists(ListResources{.stale = true}) == std::vector{id.value});
  CHECK(told(s.helen.tries(ConfirmResource{id, s.in_days(100)})) == "forbidden role");
  CHECK(told(s.bob.tries(ConfirmResource{id, s.today()})) == "unprocessable body.review_by");
  s.bob.does(ConfirmResource{id, s.in_days(100)});
  CHECK_FALSE(library.resource(id).stale);
  CHECK_FALSE(s.bob.told_because(Because::review_due));
  s.advance(one_day * 101);
  CHECK(library.resource(id).stale);
}

TEST_CASE("after a long pause the reminder and the date come to the same as in time") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.aire);
  s.advance(one_day * 400);
  CHECK(library.resource(id).stale);
  CHECK(library.resource(id).review_reminded);
  CHECK(s.store().verify().empty());
}

}  // namespace staffroom::tests
