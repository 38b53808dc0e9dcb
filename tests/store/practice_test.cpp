// Practice posts: drafts, publishing, with whom, working on them together, and what becomes of them.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/days.hpp"
#include "tests/support/library.hpp"
#include "tests/support/posts.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

constexpr auto number = "Look at B801200005001, please.";

}  // namespace

TEST_CASE("a draft is its author's alone; published, it is read by those with whom it is shared") {
  Scenario s;
  Posts posts(s);
  auto const id = posts.drafts(s.bob, s.kirkby);
  for (auto const& [name, who] : s.everybody()) {
    CAPTURE(name);
    CHECK(who.finds(GetPractice{id}) == (who.id() == s.bob.id()));
    CHECK(who.lists(ListPractice{}).size() == (who.id() == s.bob.id() ? 1 : 0));
  }
  CHECK(told(s.bob.tries(PublishPractice{id, s.in_days(300)})) == "conflict no_audience");
  s.bob.does(SharePractice{.practice = id, .shared_with = s.aire});
  CHECK_FALSE(s.alice.finds(GetPractice{id}));
  posts.publishes(s.bob, id);
  CHECK(s.alice.finds(GetPractice{id}));
  CHECK(s.tess.finds(GetPracticeActivity{id}));
  CHECK_FALSE(s.carol.finds(GetPractice{id}));
  CHECK_FALSE(s.priya.finds(GetPractice{id}));
  CHECK(told(s.bob.tries(PublishPractice{id, s.in_days(300)})) == "conflict wrong_state");
  CHECK(told(s.carol.tries(posts.told(s.kirkby))) == "forbidden role");
  CHECK(s.store().verify().empty());
}

TEST_CASE("publishing wants all that others need, and says what is missing; a published post stays complete") {
  Scenario s;
  Posts posts(s);
  auto const why = [&](auto const& spoil) {
    auto told = posts.told(s.kirkby);
    spoil(told);
    auto const id = posts.drafts(s.bob, told);
    s.bob.does(SharePractice{.practice = id, .shared_with = s.aire});
    return tests::told(s.bob.tries(PublishPractice{id, s.in_days(300)}));
  };
  CHECK(why([](auto& it) { it.context = {}; }) == "conflict no_context");
  CHECK(why([](auto& it) { it.steps = {}; }) == "conflict no_steps");
  CHECK(why([](auto& it) { it.steps = {{Note{" "}}}; }) == "conflict no_steps");
  CHECK(why([](auto& it) { it.evidence_kind.reset(); }) == "conflict no_evidence_kind");
  CHECK(why([](auto& it) { it.impact = {}; }) == "conflict no_impact");
  auto const id = posts.drafts(s.bob, s.kirkby);
  s.bob.does(SharePractice{.practice = id, .shared_with = s.aire});
  CHECK(told(s.bob.tries(PublishPractice{id, s.today()})) == "unprocessable body.review_by");
  CHECK(told(s.bob.tries(PublishPractice{id, s.in_days(366 * 3 + 5)})) == "unprocessable body.review_by");
  posts.publishes(s.bob, id);
  auto edit = posts.edit(id);
  edit.impact = {};
  CHECK(told(s.bob.tries(edit)) == "unprocessable body.impact");
  edit.impact = {"More than we thought."};
  CHECK(told(s.alice.tries(edit)) == "forbidden role");
  CHECK(told(s.carol.tries(edit)) == "not_found");
  CHECK(told(s.bob.tries(edit, {}, 1U)) == "precondition_failed version");
  s.bob.does(edit);
  CHECK(s.alice.sees(GetPractice{id}).at("impact") == "More than we thought.");
}

TEST_CASE("what a post names must be the author's to read, and no text holds a pupil's number") {
  Scenario s;
  Posts posts(s);
  Library library(s);
  auto const hidden = library.shows(s.dan, s.beckside, s.beckside);
  auto const shown = library.shows(s.bob, s.kirkby, s.kirkby);
  auto made = posts.told(s.kirkby);
  made.resources = {{shown, hidden}};
  CHECK(told(s.bob.tries(made)) == "not_found");
  made.resources = {{shown, shown}};
  CHECK(told(s.bob.tries(made)) == "unprocessable body.resources[1]");
  made.resources = {{shown}};
  made.pins = {{Pin{.unit = CurriculumUnitId{123456}}}};
  CHECK(told(s.bob.tries(made)) == "unprocessable body.pins[0].unit");
  made.pins = {};
  made.contact = s.leo.id();
  CHECK(told(s.bob.tries(made)) == "not_found");
  made.contact = s.alice.id();
  for (auto const spoil : {0, 1, 2, 3}) {
    auto spoilt = made;
    if (spoil == 0) spoilt.title = {number};
    if (spoil == 1) spoilt.steps.values.push_back({number});
    if (spoil == 2) spoilt.differently = {number};
    if (spoil == 3) spoilt.problems.values.push_back({number});
    CAPTURE(spoil);
    CHECK(told(s.bob.tries(spoilt)) == "conflict pupil_data");
    spoilt.not_pupil_data = Note{"A made-up number from the guidance."};
    CHECK(told(s.bob.tries(spoilt)) == "accepted");
  }
  auto const id = posts.drafts(s.bob, made);
  auto edit = posts.edit(id);
  edit.cannot_claim = {number};
  CHECK(told(s.bob.tries(edit)) == "conflict pupil_data");
}

TEST_CASE("sharing stays within what the organisation allows; who loses a post by it loses it at once") {
  Scenario s;
  Posts posts(s);
  auto const id = posts.shows(s.bob, s.kirkby, s.network);
  CHECK(s.carol.finds(GetPractice{id}));
  s.tom.does(EditSettings{.organisation = s.aire, .resource_reach = Reach::trust});
  // What is wider already stays, and may be narrowed.
  s.bob.does(SharePractice{.practice = id, .shared_with = s.aire});
  CHECK_FALSE(s.carol.finds(GetPractice{id}));
  CHECK(told(s.bob.tries(SharePractice{.practice = id, .shared_with = s.network})) == "forbidden cap");
  CHECK(told(s.bob.tries(SharePractice{.practice = id, .shared_with = s.mosslands})) ==
        "unprocessable body.shared_with");
  CHECK(told(s.bob.tries(SharePractice{.practice = id})) == "unprocessable body.shared_with");
  CHECK(told(s.bob.tries(SharePractice{.practice = id, .team = s.heads.team})) == "not_found");
  s.bob.does(SharePractice{.practice = id, .team = s.phonics.team});
  CHECK(s.helen.finds(GetPractice{id}));
  CHECK_FALSE(s.alice.finds(GetPractice{id}));
  CHECK(s.helen.lists(ListPractice{.team = s.phonics.team}) == std::vector{id.value});
}

TEST_CASE("co-authors are asked, answer, and work on it; an open question holds publishing up") {
  Scenario s;
  Posts posts(s);
  auto const id = posts.drafts(s.bob, s.kirkby);
  s.bob.does(SharePractice{.practice = id, .shared_with = s.aire});
  s.bob.does(InvitePracticeCoauthor{id, s.carol.id()});
  CHECK(told(s.bob.tries(InvitePracticeCoauthor{id, s.carol.id()})) == "conflict already_invited");
  CHECK(told(s.bob.tries(InvitePracticeCoauthor{id, s.bob.id()})) == "conflict already_coauthor");
  CHECK(s.carol.finds(GetPractice{id}));
  CHECK(s.carol.told_because(Because::coauthor_invited));
  CHECK(told(s.carol.tries(posts.edit(id))) == "forbidden role");
  CHECK(told(s.bob.tries(PublishPractice{id, s.in_days(300)})) == "conflict open_invitation");
  s.carol.does(AcceptPracticeCoauthorship{id});
  CHECK_FALSE(s.carol.told_because(Because::coauthor_invited));
  CHECK(s.bob.told_because(Because::coauthor_answered));
  posts.publishes(s.carol, id);
  CHECK(told(s.carol.tries(DeletePractice{id})) == "forbidden role");
  auto edit = posts.edit(id);
  edit.contact = s.carol.id();
  edit.visits_offered = true;
  s.carol.does(edit);
  s.carol.does(LeavePracticeCoauthorship{id});
  CHECK_FALSE(s.carol.finds(GetPractice{id}));
  CHECK_FALSE(posts.post(id).contact);
  CHECK_FALSE(posts.post(id).visits_offered);
  // Who is asked may also say no.
  s.bob.does(InvitePracticeCoauthor{id, s.dan.id()});
  s.dan.does(LeavePracticeCoauthorship{id});
  CHECK_FALSE(s.dan.finds(GetPractice{id}));
}

TEST_CASE("a lead features somebody else's post, of their subject; withdrawing and joining in end it") {
  Scenario s;
  Posts posts(s);
  auto const id = posts.shows(s.bob, s.kirkby, s.aire);
  CHECK(told(s.bob.tries(FeaturePractice{id})) == "forbidden role");
  CHECK(told(s.alice.tries(FeaturePractice{id})) == "forbidden role");
  s.sana.does(FeaturePractice{id});
  CHECK(s.bob.told_because(Because::practice_featured));
  CHECK(s.alice.lists(ListPractice{.featured = true}) == std::vector{id.value});
  s.bob.does(InvitePracticeCoauthor{id, s.sana.id()});
  s.sana.does(AcceptPracticeCoauthorship{id});
  CHECK_FALSE(posts.post(id).featured_by);
  CHECK(told(s.sana.tries(FeaturePractice{id})) == "forbidden not_own");
  s.tess.does(FeaturePractice{id});
  s.bob.does(WithdrawPractice{id});
  CHECK_FALSE(posts.post(id).featured_by);
}

TEST_CASE("withdrawn, taken down, deleted: who reads it then, and that its parts go") {
  Scenario s;
  Posts posts(s);
  auto const id = posts.shows(s.bob, s.kirkby, s.aire);
  s.alice.does(AskAboutPractice{.practice = id, .title = {"How long?"}, .text = {"How long did it take?"}});
  CHECK(told(s.bob.tries(DeletePractice{id})) == "conflict wrong_state");
  CHECK(told(s.alice.tries(WithdrawPractice{id})) == "forbidden role");
  CHECK(told(s.tom.tries(TakeDownPractice{id, {}})) == "unprocessable body.reason");
  s.tom.does(TakeDownPractice{id, {"It names a family."}});
  CHECK(s.bob.told_because(Because::practice_taken_down));
  CHECK(s.bob.sees(GetPractice{id}).at("taken_down") == "It names a family.");
  CHECK_FALSE(s.alice.finds(GetPractice{id}));
  CHECK_FALSE(s.tom.finds(GetPractice{id}));
  posts.publishes(s.bob, id);
  CHECK_FALSE(s.alice.sees(GetPractice{id}).contains("taken_down"));
  s.bob.does(WithdrawPractice{id});
  s.bob.does(DeletePractice{id});
  CHECK_FALSE(s.bob.finds(GetPractice{id}));
  s.tick();
  s.tick();
  CHECK_FALSE(posts.holds(GetPractice{id}));
  CHECK_FALSE(posts.holds(GetPracticeActivity{id}));
  CHECK(s.bob.sees(ListNotifications{}).at("items").dump().find("\"practice\"") == std::string::npos);
  CHECK(s.store().verify().empty());
}

TEST_CASE("the seat is accountable when the owner leaves; a contact who leaves is named no more, and visits end") {
  Scenario s;
  Posts posts(s);
  auto made = posts.told(s.kirkby);
  made.contact = s.bob.id();
  made.visits_offered = true;
  auto const id = posts.shows(s.bob, made, s.aire);
  auto const other = posts.drafts(s.bob, s.kirkby);
  s.bob.does(InvitePracticeCoauthor{other, s.alice.id()});
  s.ends_memberships_of(s.alice);
  CHECK(posts.post(other).invited.empty());
  s.ends_memberships_of(s.bob);
  auto const left = posts.post(id);
  CHECK_FALSE(left.owner);
  CHECK_FALSE(left.contact);
  CHECK_FALSE(left.visits_offered);
  CHECK(left.author == s.bob.id());
  CHECK(s.sana.told_because(Because::practice_passed_on));
  auto edit = posts.edit(id);
  edit.visits_offered = true;
  s.sana.does(edit);
  // A draft, too, is not lost.
  CHECK(s.sana.finds(GetPractice{other}));
  s.sana.does(TransferPractice{id, s.gwen.id()});
  CHECK(s.gwen.told_because(Because::practice_passed_on));
  CHECK(told(s.sana.tries(TransferPractice{id, s.carol.id()})) == "forbidden role");
  CHECK(told(s.gwen.tries(TransferPractice{id, s.carol.id()})) == "unprocessable body.owner");
  CHECK(s.store().verify().empty());
}

TEST_CASE("who is forgotten stands in no post as contact or as asked, and is not the one who tried it") {
  Scenario s;
  Posts posts(s);
  auto made = posts.told(s.mosslands);
  made.contact = s.bob.id();
  made.visits_offered = true;
  auto const id = posts.shows(s.alice, made, s.network);
  s.alice.does(InvitePracticeCoauthor{id, s.bob.id()});
  AdoptionId const adoption{id_in(s.bob.does(TryPractice{id, s.kirkby}))};
  ErasureId const erasure{id_in(s.tom.does(RequestErasure{s.bob.id(), {}}))};
  s.nadia.does(ApproveErasure{erasure});
  s.tick();
  auto const left = posts.post(id);
  CHECK_FALSE(left.contact);
  CHECK_FALSE(left.visits_offered);
  CHECK(left.invited.empty());
  CHECK_FALSE(posts.holds(GetAdoptionAuthor{adoption}));
  CHECK(posts.adoption(adoption).organisation == s.kirkby);
  CHECK(s.store().verify().empty());
}

TEST_CASE("a review comes due a month before, passes, and is confirmed") {
  Scenario s;
  Posts posts(s);
  auto const id = posts.shows(s.bob, s.kirkby, s.aire);
  s.advance(one_day * (300 - limits::review_reminder_days - 1));
  CHECK_FALSE(s.bob.told_because(Because::review_due));
  s.advance(one_day * 2);
  auto const note = s.bob.told_because(Because::review_due);
  REQUIRE(note);
  CHECK(s.bob.sees(GetNotification{note}).at("practice") == id.value);
  s.advance(one_day * 31);
  CHECK(posts.post(id).stale);
  CHECK(s.bob.told_because(Because::review_passed));
  CHECK(s.bob.lists(ListPractice{.mine = true, .stale = true}) == std::vector{id.value});
  s.bob.does(ConfirmPractice{id, s.in_days(100)});
  CHECK_FALSE(posts.post(id).stale);
  CHECK_FALSE(s.bob.told_because(Because::review_due));
}

TEST_CASE("posts are listed by what they are about, most adopted first or newest") {
  Scenario s;
  Posts posts(s);
  Library library(s);
  auto const resource = library.shows(s.bob, s.kirkby, s.aire);
  auto rich = posts.told(s.kirkby, "Rich");
  rich.subject = Name{"History"};
  rich.stages = {{KeyStage::ks3}};
  rich.problems = {{Name{"Attendance"}}};
  rich.cost = CostBand::under_500;
  rich.evidence_strength = EvidenceStrength::strong;
  rich.visits_offered = true;
  rich.resources = {{resource}};
  auto const first = posts.shows(s.bob, rich, s.network);
  auto const second = posts.shows(s.bob, s.kirkby, s.network);
  auto const third = posts.shows(s.alice, s.mosslands, s.aire);
  using Ids = std::vector<std::uint64_t>;
  CHECK(s.alice.lists(ListPractice{}) == Ids{third.value, second.value, first.value});
  s.carol.does(TryPractice{first, s.tarn});
  s.helen.does(TryPractice{second, s.mosslands});
  s.harry.does(TryPractice{second, s.tarn});
  CHECK(s.alice.lists(ListPractice{}) == Ids{second.value, first.value, third.value});
  CHECK(s.alice.lists(ListPractice{.sort = PracticeSort::newest}) == Ids{third.value, second.value, first.value});
  CHECK(s.carol.lists(ListPractice{}) == Ids{second.value, first.value});
  auto const only = [&](ListPractice const& query) { return s.alice.lists(query); };
  CHECK(only({.subject = Name{"History"}}) == Ids{first.value});
  CHECK(only({.stage = KeyStage::ks3}) == Ids{first.value});
  CHECK(only({.problem = Name{"Attendance"}}) == Ids{first.value});
  CHECK(only({.cost = CostBand::under_100}) == Ids{second.value, third.value});
  CHECK(only({.strength = EvidenceStrength::promising}) == Ids{first.value});
  CHECK(only({.visits = true}) == Ids{first.value});
  CHECK(only({.resource = resource}) == Ids{first.value});
  CHECK(only({.organisation = s.mosslands}) == Ids{third.value});
  CHECK(only({.mine = true}) == Ids{third.value});
  CHECK(only({.mine = false}) == Ids{second.value, first.value});
  // Who works on a post together with its author counts it as theirs.
  s.bob.does(InvitePracticeCoauthor{first, s.carol.id()});
  s.carol.does(AcceptPracticeCoauthorship{first});
  CHECK(s.carol.lists(ListPractice{.mine = true}) == Ids{first.value});
  CHECK(s.carol.lists(ListPractice{.mine = false}) == Ids{second.value});
  CHECK(s.bob.lists(ListPractice{.mine = true}) == Ids{second.value, first.value});
  CHECK(told(s.carol.asks(ListPractice{.resource = resource})) == "not_found");
  CHECK(s.alice.sees(ListPractice{}).at("also").size() == 3);
}

TEST_CASE("a school that moves to another trust takes its posts along, shared no wider than itself") {
  Scenario s;
  Posts posts(s);
  auto const id = posts.shows(s.bob, s.kirkby, s.aire);
  CHECK(s.alice.finds(GetPractice{id}));
  s.nadia.does(MoveOrganisation{s.kirkby, s.moor});
  CHECK(posts.post(id).shared_with == s.kirkby);
  CHECK_FALSE(s.alice.finds(GetPractice{id}));
  CHECK(s.gwen.finds(GetPractice{id}));
  CHECK(s.store().verify().empty());
}

TEST_CASE("what is shared as it was stays as it was; a draft is not withdrawn") {
  Scenario s;
  Posts posts(s);
  auto const id = posts.drafts(s.bob, s.kirkby);
  s.bob.does(SharePractice{.practice = id, .shared_with = s.aire});
  auto const version = posts.post(id).version;
  s.bob.does(SharePractice{.practice = id, .shared_with = s.aire});
  CHECK(posts.post(id).version == version);
  CHECK(told(s.bob.tries(WithdrawPractice{id})) == "conflict wrong_state");
}

TEST_CASE("a post has at most so many co-authors, those who are asked among them") {
  Scenario s;
  Posts posts(s);
  auto const id = posts.drafts(s.bob, s.kirkby);
  for (std::size_t i = 0; i < limits::coauthors_max; ++i) {
    auto const fellow = s.engages("Fellow " + std::to_string(i), s.kirkby, Role::staff);
    s.bob.does(InvitePracticeCoauthor{id, fellow.id()});
  }
  CHECK(told(s.bob.tries(InvitePracticeCoauthor{id, s.carol.id()})) == "conflict too_many_coauthors");
}

}  // namespace staffroom::tests
