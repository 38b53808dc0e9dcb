// People, practice and support in the demo network, as they are loaded.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "server/demo.hpp"
#include "server/records.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {
namespace {

// Days after Christmas, so that bank holidays and a holiday lie among what is told: 2027-01-07, 12:00 UTC.
constexpr TimestampMs after_christmas{1'799'323'200'000};

std::ptrdiff_t how_many(auto const& records, auto const& is_so) { return std::ranges::count_if(records, is_so); }

/// One page of what a person is shown.
template <class R>
std::vector<R> listed(Store& store, PersonId person, Query const& query) {
  Actor actor;
  actor.person = person;
  auto const answer = store.ask(actor, query, {limits::page_size_max, {}}, ReadTier::disk);
  REQUIRE_MESSAGE(answer->has_value(), answer->error().detail);
  std::vector<R> out;
  auto const page = nlohmann::json::parse((*answer)->json);
  for (auto const& item : page.at("items")) {
    out.push_back(get<R>(*record_from_json(R::kind, item.dump())));
  }
  return out;
}

template <class R>
std::shared_ptr<R const> shown(Store& store, PersonId person, Query const& query) {
  Actor actor;
  actor.person = person;
  auto const answer = store.ask(actor, query, {}, ReadTier::disk);
  REQUIRE_MESSAGE(answer->has_value(), answer->error().detail);
  return records::read<R>((*answer)->json);
}

PersonId person_of(Store& store, std::string_view email) {
  auto const found = store.credential_of(email);
  REQUIRE_MESSAGE(found.has_value(), email);
  return found->id;
}

std::unique_ptr<Store> opened_demo(TempFolder const& folder, TimestampMs now) {
  std::ostringstream accounts;
  auto const reader = std::filesystem::canonical("/proc/self/exe").parent_path().parent_path() / "staffroom-extract";
  auto const loaded = load_demo(folder.path(), "a quite long password 42", now, accounts, reader);
  REQUIRE_MESSAGE(loaded.has_value(), loaded.error().detail);
  StoreSettings settings;
  settings.folder = folder.path();
  settings.manual_clock = true;
  auto opened = Store::open(std::move(settings));
  REQUIRE(opened.has_value());
  return *std::move(opened);
}

void check_practice(Store& store) {
  auto const posts = *records::all<PracticePost>(store, ListPractice{});
  CHECK(posts.size() >= 15);
  CHECK(how_many(posts, [](auto const& it) { return it.state == ResourceState::draft; }) >= 2);
  CHECK(how_many(posts, [](auto const& it) { return it.state == ResourceState::withdrawn; }) >= 1);
  CHECK(how_many(posts, [](auto const& it) { return it.stale; }) >= 1);
  CHECK(how_many(posts, [](auto const& it) { return it.featured_by.has_value(); }) >= 4);
  CHECK(how_many(posts, [](auto const& it) { return !it.coauthors.empty(); }) >= 6);
  CHECK(how_many(posts, [](auto const& it) { return !it.invited.empty(); }) >= 1);
  std::map<AdoptionState, int> states;
  int told = 0, unanswered = 0, waiting = 0;
  for (auto const& post : posts) {
    INFO(post.title.value);
    if (post.state == ResourceState::published) CHECK_FALSE(post.cannot_claim.empty());
    for (auto const& adoption : *records::all<Adoption>(store, ListAdoptions{post.id})) {
      ++states[adoption.state];
      if (adoption.state == AdoptionState::stopped) CHECK(adoption.stop_reason.value.size() > 40);
      for (auto const& follow_up : adoption.follow_ups) {
        told += follow_up.told.has_value();
        unanswered += follow_up.unanswered;
        waiting += !follow_up.asked && !follow_up.told;
      }
    }
  }
  CHECK(states[AdoptionState::trying] >= 5);
  CHECK(states[AdoptionState::adopted] >= 3);
  CHECK(states[AdoptionState::stopped] >= 2);
  CHECK(told >= 12);
  CHECK(unanswered >= 1);
  CHECK(waiting >= 3);
}

void check_support(Store& store) {
  auto const broker = person_of(store, "n.begum@marlandcoast.example");
  auto const requests = listed<SupportRequest>(store, broker, ListSupportRequests{});
  CHECK(requests.size() >= 16);
  auto const drafts = listed<SupportRequest>(store, person_of(store, "s.raine@harrowgill.example"),
                                             ListSupportRequests{.state = SupportState::draft});
  CHECK(drafts.size() == 1);
  std::set<SupportState> states{SupportState::draft};
  std::set<OrganisationId> brokered_at;
  std::map<MatchState, int> matches;
  std::set<AgreementState> agreements;
  std::set<VisitState> visits;
  int late = 0;
  for (auto const& request : requests) {
    states.insert(request.state);
    brokered_at.insert(request.broker_node);
    for (auto const& it : listed<SupportMatch>(store, broker, ListMatches{request.id})) ++matches[it.state];
    for (auto const& it : listed<SupportAgreement>(store, broker, ListAgreements{request.id})) {
      agreements.insert(it.state);
    }
    for (auto const& it : listed<SupportVisit>(store, broker, ListVisits{request.id})) {
      visits.insert(it.state);
      late += it.record && it.record->late;
    }
  }
  CHECK(states.size() == 10);
  CHECK(brokered_at.size() == 4);  // three trusts and the partnership
  for (auto const state : {MatchState::asked, MatchState::accepted, MatchState::declined, MatchState::lapsed}) {
    CHECK(matches[state] >= 1);
  }
  CHECK(agreements == std::set{AgreementState::signing, AgreementState::in_force, AgreementState::ended});
  for (auto const state :
       {VisitState::planned, VisitState::due_record, VisitState::recorded, VisitState::acknowledged}) {
    CHECK(visits.contains(state));
  }
  CHECK(late >= 1);
  auto const closed = std::ranges::find(requests, SupportState::closed, &SupportRequest::state);
  REQUIRE(closed != requests.end());
  REQUIRE(closed->evaluation);
  CHECK(shown<SupportEvaluation>(store, broker, GetEvaluation{*closed->evaluation})->usefulness == 4);
}

}  // namespace

TEST_CASE("demo: people say what they know, practice travels, and a case of support stands in every state") {
  TempFolder const folder;
  auto const store = opened_demo(folder, after_christmas);
  check_practice(*store);
  check_support(*store);

  auto const nair = person_of(*store, "p.nair@dyeworkslane.example");
  auto const profile = shown<Profile>(*store, nair, GetProfile{nair});
  REQUIRE(profile);
  CHECK(how_many(profile->fields.strengths, [](auto const& it) { return !it.evidence.empty(); }) == 1);
  CHECK(listed<ProfilePart>(*store, nair, ListProfileParts{nair}).size() >= 2);
  auto const load = shown<PersonLoad>(*store, nair, GetPersonLoad{nair});
  REQUIRE(load);
  CHECK(load->promised_days == 0);  // it was evaluated
  CHECK(load->asked.size() == 2);
  CHECK(store->verify().empty());
}

}  // namespace staffroom::tests
