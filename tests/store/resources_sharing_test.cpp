// Resources: who describes, shares and publishes them, and how far.
#include <doctest/doctest.h>

#include "tests/support/library.hpp"

namespace staffroom::tests {
namespace {

EditResource edit_as_it_is(Resource const& it) {
  return {.resource = it.id,
          .title = it.title,
          .summary = it.summary,
          .type = it.type,
          .subject = it.subject,
          .licence = it.licence,
          .attribution = it.attribution,
          .third_party = it.third_party};
}

std::string publishing(Scenario& s, Colleague const& who, ResourceId id, int days = 300) {
  return told(who.tries(PublishResource{id, s.in_days(days)}));
}

std::string sharing(Colleague const& who, ResourceId id, OrganisationId with) {
  return told(who.tries(ShareResource{.resource = id, .shared_with = with}));
}
std::string sharing(Colleague const& who, ResourceId id, TeamId with) {
  return told(who.tries(ShareResource{.resource = id, .team = with}));
}

}  // namespace

TEST_CASE("people of an organisation make drafts for it, which nobody else sees") {
  Scenario s;
  Library library(s);
  auto const id = library.drafts(s.bob, s.kirkby);
  CHECK(library.resource(id).state == ResourceState::draft);
  for (auto const& [name, person] : s.everybody()) {
    CAPTURE(name);
    CHECK(person.finds(GetResource{id}) == (name == "Bob"));
    CHECK(person.lists(ListResources{}).size() == (name == "Bob" ? 1 : 0));
  }
  CHECK(s.bob.lists(ListResources{.mine = true}) == std::vector{id.value});
  CHECK(s.tess.finds(GetOrganisation{s.kirkby}));
  auto const at = [&](OrganisationId node) { return CreateResource{.organisation = node, .title = {"Mine"}}; };
  CHECK(told(s.tess.tries(at(s.kirkby))) == "accepted");  // held above
  CHECK(told(s.alice.tries(at(s.kirkby))) == "forbidden role");
  CHECK(told(s.bob.tries(at(s.aire))) == "forbidden role");  // not held above
  CHECK(told(s.priya.tries(at(s.kirkby))) == "not_found");
  CHECK(told(s.priya.tries(at(s.diocese))) == "accepted");
  CHECK(told(s.leo.tries(at(s.beckside))) == "not_found");
  CHECK(told(s.as_system(at(s.kirkby))) == "not_found");
}

TEST_CASE("publishing says what is missing, one thing after the other") {
  Scenario s;
  Library library(s);
  ResourceId const id{id_in(s.bob.does(CreateResource{.organisation = s.kirkby, .title = {"Fractions"}}))};
  auto const says = [&] {
    auto const outcome = s.bob.tries(PublishResource{id, s.in_days(300)});
    return told(outcome) + " " + (outcome ? "" : outcome.error().path);
  };
  CHECK(says() == "conflict no_clean_version current");
  CreateVersion const link{.resource = id, .address = Line{"https://example.org/fractions"}, .may_share = true};
  CHECK(told(s.bob.tries(link)) == "conflict no_licence");
  auto edited = edit_as_it_is(library.resource(id));
  edited.licence = Licence::cc_by;
  s.bob.does(edited);
  s.bob.does(link);
  edited.licence.reset();
  s.bob.does(edited);
  CHECK(says() == "conflict no_licence licence");
  edited.licence = Licence::ogl;
  s.bob.does(edited);
  CHECK(says() == "conflict no_audience shared_with");
  library.shares(s.bob, id, s.aire);
  CHECK(publishing(s, s.bob, id, 0) == "unprocessable body.review_by");
  CHECK(publishing(s, s.bob, id, 3 * 366) == "unprocessable body.review_by");
  CHECK_FALSE(s.alice.finds(GetResource{id}));
  CHECK(publishing(s, s.bob, id, 3 * 365) == "accepted");
  CHECK(publishing(s, s.bob, id) == "conflict wrong_state");
  CHECK(s.alice.finds(GetResource{id}));
  CHECK(s.tess.finds(GetResource{id}));
  CHECK_FALSE(s.carol.finds(GetResource{id}));
  CHECK_FALSE(s.priya.finds(GetResource{id}));
  CHECK(library.resource(id).published == s.store().now());
}

TEST_CASE("only those who work on it describe, share and publish it; who reads it is refused by role") {
  Scenario s;
  Library library(s);
  auto const draft = library.drafts(s.bob, s.kirkby);
  CHECK(told(s.sana.tries(edit_as_it_is(library.resource(draft)))) == "not_found");
  auto const id = library.shows(s.bob, s.kirkby, s.aire);
  auto const edited = edit_as_it_is(library.resource(id));
  CHECK(told(s.alice.tries(edited)) == "forbidden role");
  CHECK(told(s.tom.tries(edited)) == "forbidden role");  // an administrator is no editor
  CHECK(told(s.carol.tries(edited)) == "not_found");
  CHECK(sharing(s.alice, id, s.kirkby) == "forbidden role");
  CHECK(told(s.alice.tries(WithdrawResource{id})) == "forbidden role");
  CHECK(told(s.bob.tries(edited, {}, 1)) == "precondition_failed version");
  CHECK(told(s.bob.tries(edited, {}, library.resource(id).version)) == "accepted");
}

TEST_CASE("a resource is shared with its own organisation, one above it, or a team where one writes") {
  Scenario s;
  Library library(s);
  auto const id = library.drafts(s.bob, s.kirkby);
  CHECK(told(s.bob.tries(ShareResource{.resource = id})) == "unprocessable body.shared_with");
  CHECK(told(s.bob.tries(ShareResource{id, s.maths.team, s.kirkby})) == "unprocessable body.shared_with");
  CHECK(sharing(s.bob, id, s.mosslands) == "unprocessable body.shared_with");
  CHECK(sharing(s.bob, id, s.moor) == "unprocessable body.shared_with");
  CHECK(s.bob.tries(ShareResource{.resource = id, .team = s.heads.team}).error() == Error::not_found("body.team"));
  CHECK(s.bob.tries(ShareResource{.resource = id, .team = TeamId{99'999}}).error() == Error::not_found("body.team"));
  CHECK(sharing(s.bob, id, s.maths.team) == "accepted");
  CHECK(sharing(s.bob, id, s.phonics.team) == "accepted");
  CHECK(sharing(s.bob, id, s.network) == "accepted");
  CHECK(sharing(s.bob, id, s.kirkby) == "accepted");
  auto const other = library.drafts(s.erin, s.mosslands);
  CHECK(sharing(s.erin, other, s.maths.team) == "forbidden write_target");  // visible, but not a member
  s.sana.does(ArchiveTeam{s.maths.team});
  CHECK(sharing(s.bob, id, s.maths.team) == "conflict wrong_state");
}

TEST_CASE("who has left the team since sharing can't publish into it") {
  Scenario s;
  Library library(s);
  auto const id = library.drafts(s.bob, s.kirkby);
  library.passes(library.adds(s.bob, id));
  library.shares(s.bob, id, s.maths.team);
  s.bob.leaves(s.maths.team);
  CHECK(publishing(s, s.bob, id) == "forbidden write_target");
}

TEST_CASE("what is shared with a team is read by its members, not by its guests") {
  Scenario s;
  Library library(s);
  auto const id = library.shows_team(s.bob, s.kirkby, s.maths.team);
  CHECK(s.carol.finds(GetResource{id}));
  CHECK(s.sana.finds(GetResource{id}));
  CHECK_FALSE(s.priya.finds(GetResource{id}));
  CHECK_FALSE(s.erin.finds(GetResource{id}));
  CHECK(s.carol.lists(ListResources{.team = s.maths.team}) == std::vector{id.value});
  CHECK(told(s.erin.asks(ListResources{.team = s.heads.team})) == "not_found");
}

TEST_CASE("all rights reserved goes as far as the trust, and other people's work as far as it may") {
  Scenario s;
  Library library(s);
  auto const id = library.drafts(s.bob, s.kirkby);
  library.passes(library.adds(s.bob, id));
  auto edited = edit_as_it_is(library.resource(id));
  edited.licence = Licence::all_rights;
  s.bob.does(edited);
  auto const refused = s.bob.tries(ShareResource{.resource = id, .shared_with = s.network});
  CHECK(told(refused) == "forbidden cap");
  CHECK(refused.error().detail.find("All rights are reserved") == 0);
  CHECK(sharing(s.bob, id, s.maths.team) == "forbidden cap");  // found in the whole network
  CHECK(sharing(s.bob, id, s.phonics.team) == "accepted");     // found in the trust
  CHECK(sharing(s.bob, id, s.aire) == "accepted");
  edited.third_party = ThirdParty::school_only;
  s.bob.does(edited);  // a draft may change: publishing looks again
  CHECK(publishing(s, s.bob, id) == "forbidden cap");
  CHECK(sharing(s.bob, id, s.kirkby) == "accepted");
  CHECK(publishing(s, s.bob, id) == "accepted");
  edited.third_party = ThirdParty::trust_only;
  s.bob.does(edited);
  CHECK(sharing(s.bob, id, s.aire) == "accepted");
  CHECK(sharing(s.bob, id, s.network) == "forbidden cap");
}

TEST_CASE("a licence that no longer allows the present audience is refused, and so is none") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.network);
  auto edited = edit_as_it_is(library.resource(id));
  edited.licence = Licence::all_rights;
  CHECK(told(s.bob.tries(edited)) == "forbidden cap");
  edited.licence = Licence::cc_by_sa;
  edited.third_party = ThirdParty::trust_only;
  CHECK(told(s.bob.tries(edited)) == "forbidden cap");
  edited.third_party = ThirdParty::none;
  CHECK(told(s.bob.tries(edited)) == "accepted");
  edited.licence.reset();
  CHECK(told(s.bob.tries(edited)) == "unprocessable body.licence");
}

TEST_CASE("the settings of an organisation hold its library within; what is wider already stays and may be narrowed") {
  Scenario s;
  Library library(s);
  auto const wide = library.shows(s.bob, s.kirkby, s.network);
  EditSettings settings{.organisation = s.aire};
  settings.resource_reach = Reach::trust;
  s.tom.does(settings);
  auto const id = library.drafts(s.bob, s.kirkby);
  auto const refused = s.bob.tries(ShareResource{.resource = id, .shared_with = s.network});
  CHECK(told(refused) == "forbidden cap");
  CHECK(refused.error().detail.find("within the trust") != std::string::npos);
  CHECK(sharing(s.bob, id, s.maths.team) == "forbidden cap");
  CHECK(sharing(s.bob, id, s.aire) == "accepted");
  CHECK(s.carol.finds(GetResource{wide}));
  CHECK(told(s.bob.tries(edit_as_it_is(library.resource(wide)))) == "accepted");
  settings.resource_reach = Reach::school;
  s.tom.does(settings);
  CHECK(sharing(s.bob, wide, s.aire) == "accepted");  // narrower than it was, though wider than it could become
  CHECK(sharing(s.bob, wide, s.network) == "forbidden cap");
  CHECK(sharing(s.bob, id, s.kirkby) == "accepted");
  CHECK(sharing(s.tess, library.drafts(s.tess, s.aire), s.aire) == "accepted");  // one's own is never too far
}

TEST_CASE("no organisation sets its library looser than the one above it") {
  Scenario s;
  EditSettings settings{.organisation = s.aire};
  settings.resource_reach = Reach::trust;
  s.tom.does(settings);
  EditSettings school{.organisation = s.mosslands};
  school.resource_reach = Reach::network;
  CHECK(told(s.hugo.tries(school)) == "forbidden not_looser");
  school.resource_reach.reset();
  CHECK(told(s.hugo.tries(school)) == "accepted");
  school.resource_reach = Reach::school;
  CHECK(told(s.hugo.tries(school)) == "accepted");
  CHECK(s.hugo.sees(GetSettings{s.mosslands}).at("resource_reach") == "school");
  school.partners_publish = true;
  CHECK(told(s.hugo.tries(school)) == "forbidden not_looser");
}

TEST_CASE("a partner shares with its own people and with teams where its person is a guest; with all if allowed") {
  Scenario s;
  Library library(s);
  auto const id = library.drafts(s.priya, s.diocese);
  library.passes(library.adds(s.priya, id));
  CHECK(sharing(s.priya, id, s.diocese) == "accepted");
  CHECK(sharing(s.priya, id, s.maths.team) == "accepted");
  CHECK(publishing(s, s.priya, id) == "accepted");
  CHECK(s.carol.finds(GetResource{id}));
  CHECK(s.priya.finds(GetResource{id}));
  // The network itself is hidden from a partner's people.
  CHECK(sharing(s.priya, id, s.network) == "not_found");
  EditSettings settings{.organisation = s.network};
  settings.partners_publish = true;
  s.nadia.does(settings);
  CHECK(sharing(s.priya, id, s.network) == "accepted");
  CHECK(s.dan.finds(GetResource{id}));
  CHECK_FALSE(s.paul.finds(GetResource{id}));  // partners are not part of the network
  auto const pauls = library.drafts(s.paul, s.university);
  CHECK(sharing(s.paul, pauls, s.mosslands) == "not_found");
  // The trust on which the university hangs does not want it.
  EditSettings trust{.organisation = s.aire};
  trust.partners_publish = false;
  s.tom.does(trust);
  CHECK(sharing(s.paul, pauls, s.network) == "not_found");
}

TEST_CASE("widening or narrowing gives and takes the reading at once") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.kirkby);
  CHECK_FALSE(s.alice.finds(GetResource{id}));
  library.shares(s.bob, id, s.network);
  CHECK(s.alice.finds(GetResource{id}));
  CHECK(s.carol.finds(ListVersions{id}));
  library.shares(s.bob, id, s.kirkby);
  CHECK_FALSE(s.carol.finds(GetResource{id}));
  CHECK_FALSE(s.carol.finds(ListVersions{id}));
  s.bob.does(WithdrawResource{id});
  CHECK_FALSE(s.sana.tries(EditResource{.resource = id, .title = {"x"}}).has_value());
  CHECK(s.bob.finds(GetResource{id}));
  CHECK(publishing(s, s.bob, id) == "accepted");
}

TEST_CASE("lists are by owner, team, unit and staleness, and show the activity") {
  Scenario s;
  Library library(s);
  auto const kirkbys = library.shows(s.bob, s.kirkby, s.network, "First");
  auto const tarns = library.shows(s.carol, s.tarn, s.network, "Second");
  CHECK(s.alice.lists(ListResources{}) == std::vector{tarns.value, kirkbys.value});
  CHECK(s.alice.lists(ListResources{.organisation = s.tarn}) == std::vector{tarns.value});
  CHECK(s.alice.lists(ListResources{.mine = true}).empty());
  CHECK(s.alice.lists(ListResources{.stale = true}).empty());
  SUBCASE("by unit") {
    auto const unit = s.as_system(PutCurriculumUnit{.source = {"Oak"},
                                                    .slug = {"fractions"},
                                                    .subject = {"Maths"},
                                                    .title = {"Fractions"},
                                                    .lessons = {{CurriculumLesson{.slug = {"halves"}}}}});
    REQUIRE(told(unit) == "accepted");
    CurriculumUnitId const id{id_in(*unit)};
    auto edited = edit_as_it_is(library.resource(kirkbys));
    edited.pins = {{Pin{id, Line{"thirds"}}}};
    CHECK(told(s.bob.tries(edited)) == "unprocessable body.pins[0].lesson");
    edited.pins = {{Pin{CurriculumUnitId{1}, {}}}};
    CHECK(told(s.bob.tries(edited)) == "unprocessable body.pins[0].unit");
    edited.pins = {{Pin{id, Line{"halves"}}, Pin{id, {}}}};
    CHECK(told(s.bob.tries(edited)) == "accepted");
    CHECK(s.alice.lists(ListResources{.unit = id}) == std::vector{kirkbys.value});
    edited.pins = {{Pin{id, {}}, Pin{id, {}}}};
    CHECK(told(s.bob.tries(edited)) == "unprocessable body.pins[1]");
  }
  auto const page = s.alice.sees(ListResources{});
  CHECK(page.at("also").size() == 2);
  CHECK(page.at("also")[0].at("kind") == "resource_activity");
}

TEST_CASE("a right that an organisation takes away is gone in its library, too") {
  Scenario s;
  Library library(s);
  EditSettings settings{.organisation = s.kirkby};
  settings.rights_removed = {{RightRemoved{{"resource"}, {"copy_to_adapt"}, {"audience"}}}};
  // Nobody would be left: only those with whom it is shared copy.
  CHECK(told(s.tom.tries(settings)) == "unprocessable body.rights_removed[0]");
  settings.rights_removed = {{RightRemoved{{"resource"}, {"feature"}, {"subject_lead"}}}};
  s.tom.does(settings);
  auto const id = library.shows(s.bob, s.kirkby, s.aire);
  CHECK(told(s.sana.tries(FeatureResource{id, true})) == "forbidden role");
  CHECK(told(s.tess.tries(FeatureResource{id, true})) == "accepted");
}

}  // namespace staffroom::tests
