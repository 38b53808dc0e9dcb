// The demo network's library, as it is loaded.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "server/demo.hpp"
#include "server/records.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {
namespace {

constexpr TimestampMs monday_noon{1'788'782'400'000};  // 2026-09-07, 12:00 UTC

std::size_t count(std::vector<Resource> const& resources, auto const& is_so) {
  return static_cast<std::size_t>(std::ranges::count_if(resources, is_so));
}

}  // namespace

TEST_CASE("demo: the library is found as it was written, and what the guard holds is its author's alone") {
  TempFolder folder;
  std::ostringstream accounts;
  auto const reader = std::filesystem::canonical("/proc/self/exe").parent_path().parent_path() / "staffroom-extract";
  auto const loaded = load_demo(folder.path(), "a quite long password 42", monday_noon, accounts, reader);
  REQUIRE_MESSAGE(loaded.has_value(), loaded.error().detail);
  StoreSettings settings;
  settings.folder = folder.path();
  settings.manual_clock = true;  // where the demo ended: later, what is held would be gone
  auto const opened = Store::open(std::move(settings));
  REQUIRE(opened.has_value());
  auto& store = **opened;

  auto const all = *records::all<Resource>(store, ListResources{});
  CHECK(all.size() >= 60);
  CHECK(count(all, [](auto const& it) { return it.state == ResourceState::draft; }) == 2);
  CHECK(count(all, [](auto const& it) { return it.stale; }) == 1);
  CHECK(count(all, [](auto const& it) { return it.approval.has_value(); }) >= 15);
  CHECK(count(all, [](auto const& it) { return it.featured; }) >= 4);
  CHECK(count(all, [](auto const& it) { return it.current && it.current->address; }) == 1);
  CHECK(count(all, [](auto const& it) { return it.current && it.current->has_preview; }) >= 55);
  CHECK(count(all, [](auto const& it) { return !it.pins.empty(); }) >= 15);
  for (auto const& it : all) {
    INFO(it.title.value);
    CHECK((it.state == ResourceState::published) == it.published.has_value());
  }

  auto const held =
      std::ranges::find_if(all, [](auto const& it) { return it.title.value.starts_with("Reading groups"); });
  REQUIRE(held != all.end());
  CHECK_FALSE(held->current.has_value());
  auto const versions = *records::all<ResourceVersion>(store, ListVersions{held->id});
  REQUIRE(versions.size() == 1);
  CHECK(versions[0].state == VersionState::held);
  auto const reads = [&](std::string_view email) {
    Actor actor;
    actor.person = store.credential_of(email)->id;
    return (*store.ask(actor, GetResource{held->id}, {}, ReadTier::disk)).has_value();
  };
  CHECK(reads("t.pritchard@thornhay.example"));
  CHECK_FALSE(reads("h.marsden@ellerwick.example"));
  CHECK_FALSE(reads("f.adeyemi@marlandcoast.example"));

  std::size_t shown = 0, stories = 0, questions = 0, copies = 0;
  for (auto const& it : all) {
    auto const activity = records::find<ResourceActivity>(store, GetActivity{it.id});
    if (!activity) continue;
    shown += activity->sums.has_value();
    stories += activity->stories;
    questions += activity->questions;
    copies += it.attribution.value.find(", ") != std::string::npos;
  }
  CHECK(shown >= 10);
  CHECK(stories >= 30);
  CHECK(questions >= 5);
  CHECK(copies >= 4);
  CHECK(records::all<Collection>(store, ListCollections{})->size() == 2);
  CHECK(records::all<CurriculumUnit>(store, ListCurriculum{})->size() == 12);
  CHECK(store.verify().empty());
}

}  // namespace staffroom::tests
