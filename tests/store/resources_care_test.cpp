// Keeping the library in order: withdrawing, taking down, deleting, handing over, co-authors, leavers.
#include <doctest/doctest.h>

#include "store/personal_copy.hpp"
#include "tests/support/library.hpp"

namespace staffroom::tests {

TEST_CASE("what is withdrawn is its editors' alone until it is published again") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.network);
  auto const version = library.newest(id).id;
  s.carol.does(UseResource{id, s.tarn});
  s.bob.does(WithdrawResource{id});
  CHECK(told(s.bob.tries(WithdrawResource{id})) == "conflict wrong_state");
  for (auto const& [name, person] : s.everybody()) {
    CAPTURE(name);
    CHECK(person.finds(GetResource{id}) == (name == "Bob"));
    CHECK(person.finds(GetVersion{version}) == (name == "Bob"));
    CHECK(person.finds(GetActivity{id}) == (name == "Bob"));
  }
  library.publishes(s.bob, id);
  CHECK(s.carol.finds(GetVersion{version}));
}

TEST_CASE("the owner, or an administrator who reads it, takes it down; its author learns why") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.aire);
  CHECK(told(s.alice.tries(TakeDownResource{id, {"No"}})) == "forbidden role");
  CHECK(told(s.hugo.tries(TakeDownResource{id, {"No"}})) == "forbidden role");  // of another school
  CHECK(told(s.tom.tries(TakeDownResource{id, {}})) == "unprocessable body.reason");
  s.tom.does(TakeDownResource{id, {"The photo on slide 4 is not ours."}});
  CHECK(library.resource(id).state == ResourceState::withdrawn);
  CHECK(s.bob.sees(GetResource{id}).at("taken_down") == "The photo on slide 4 is not ours.");
  CHECK(s.bob.told_because(Because::resource_taken_down));
  CHECK_FALSE(s.tom.finds(GetResource{id}));
  CHECK(told(s.tom.tries(TakeDownResource{id, {"Again"}})) == "not_found");
  library.publishes(s.bob, id);
  CHECK_FALSE(library.resource(id).taken_down);
  auto const inner = library.shows_team(s.bob, s.kirkby, s.maths.team);
  CHECK(told(s.tom.tries(TakeDownResource{inner, {"No"}})) == "not_found");  // an administrator is no reader
}

TEST_CASE("what is deleted is gone for everybody, and its parts go with the ticks") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.network);
  auto const version = library.newest(id).id;
  library.finds_pupils(library.adds(s.bob, id, "Thirds"));
  auto const use = id_in(s.carol.does(UseResource{id, s.tarn}));
  s.carol.does(ScoreResource{id, 1, 1, 1, 1});
  s.carol.does(ReportResource{id, ReportReason::rights, {"A photo"}});
  s.bob.does(AskApproval{id});
  ResourceId const copy{id_in(s.carol.does(CopyResource{id, s.tarn}))};
  TopicId const topic{id_in(s.alice.does(AskAboutResource{.resource = id, .title = {"How?"}, .text = {"How long?"}}))};
  CHECK(told(s.alice.tries(DeleteResource{id})) == "forbidden role");
  s.bob.does(DeleteResource{id});
  CHECK_FALSE(s.bob.finds(GetResource{id}));
  CHECK(told(s.bob.tries(DeleteResource{id})) == "not_found");
  s.tick();
  for (auto const& text : s.stored_texts()) {
    auto const needle = "\"resource\":" + std::to_string(id.value) + ",";
    CHECK(text.find(needle) == std::string::npos);
    CHECK(text.find("\"self\":\"/api/v1/resources/" + std::to_string(id.value) + "\"") == std::string::npos);
  }
  CHECK_FALSE(s.carol.finds(GetUse{{use}}));
  CHECK_FALSE(s.bob.finds(GetVersion{version}));
  CHECK_FALSE(s.alice.finds(GetTopic{topic}));
  CHECK(s.carol.finds(GetResource{copy}));
  CHECK(s.carol.sees(GetLineage{copy}).at("from").empty());
  CHECK(s.store().verify().empty());
}

TEST_CASE("a resource with more parts than fit into a tick goes, too") {
  Scenario s;
  Library library(s);
  auto const id = library.drafts(s.bob, s.kirkby);
  for (int i = 0; i < 150; ++i) {
    s.bob.does(CreateVersion{.resource = id, .address = Line{"https://example.org"}, .note = {"x"}, .may_share = true});
  }
  s.bob.does(DeleteResource{id});
  s.tick();
  CHECK(s.store().verify().empty());
  CHECK_FALSE(s.store().next_due() == TimestampMs{0});
  for (auto const& text : s.stored_texts()) CHECK(text.find("\"kind\":\"resource_version\"") == std::string::npos);
}

TEST_CASE("a resource is handed to somebody who belongs to its organisation, or to the seat") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.network);
  CHECK(told(s.alice.tries(TransferResource{id, s.alice.id()})) == "forbidden role");
  CHECK(told(s.bob.tries(TransferResource{id, s.carol.id()})) == "unprocessable body.owner");
  CHECK(s.bob.tries(TransferResource{id, PersonId{99'999}}).error() == Error::not_found("body.owner"));
  s.bob.does(TransferResource{id, s.gwen.id()});
  CHECK(s.gwen.told_because(Because::resource_passed_on));
  CHECK(told(s.gwen.tries(EditResource{.resource = id, .title = {"New"}, .licence = Licence::cc_by})) == "accepted");
  CHECK(told(s.bob.tries(TransferResource{id, {}})) == "forbidden role");  // not accountable any more
  s.tom.does(TransferResource{id, {}});
  CHECK(s.sana.told_because(Because::resource_passed_on));  // the school's subject lead has the seat
  CHECK(told(s.gwen.tries(WithdrawResource{id})) == "forbidden role");
  CHECK(told(s.sana.tries(WithdrawResource{id})) == "accepted");
  CHECK(s.tess.finds(GetResource{id}));  // and so have leaders, above too
}

TEST_CASE("co-authors are asked, accept or decline, and leave") {
  Scenario s;
  Library library(s);
  auto const id = library.drafts(s.bob, s.kirkby);
  CHECK(s.bob.tries(InviteCoauthor{id, PersonId{99'999}}).error() == Error::not_found("body.person"));
  s.bob.does(InviteCoauthor{id, s.carol.id()});
  CHECK(told(s.bob.tries(InviteCoauthor{id, s.carol.id()})) == "conflict already_invited");
  CHECK(told(s.bob.tries(InviteCoauthor{id, s.bob.id()})) == "conflict already_coauthor");
  CHECK(s.carol.told_because(Because::coauthor_invited));
  CHECK(s.carol.finds(GetResource{id}));
  CHECK(s.carol.sees(GetResource{id}).at("version") == 2);
  // Who is asked reads it, and asks nobody else.
  CHECK(told(s.carol.tries(InviteCoauthor{id, s.alice.id()})) == "forbidden role");
  CHECK(s.carol.lists(ListResources{.mine = true}) == std::vector{id.value});
  EditResource const edit{.resource = id, .title = {"Ours"}, .licence = Licence::cc_by};
  CHECK(told(s.carol.tries(edit)) == "forbidden role");
  s.carol.does(AcceptCoauthorship{id});
  CHECK_FALSE(s.carol.told_because(Because::coauthor_invited));
  CHECK(s.bob.told_because(Because::coauthor_answered));
  CHECK(told(s.carol.tries(edit)) == "accepted");
  CHECK(told(s.carol.tries(AcceptCoauthorship{id})) == "conflict wrong_state");
  CHECK(told(s.carol.tries(DeleteResource{id})) == "forbidden role");
  s.carol.does(LeaveCoauthorship{id});
  CHECK_FALSE(s.carol.finds(GetResource{id}));
  s.bob.does(InviteCoauthor{id, s.alice.id()});
  s.alice.does(LeaveCoauthorship{id});  // declines
  CHECK_FALSE(s.alice.told_because(Because::coauthor_invited));
  CHECK_FALSE(s.alice.finds(GetResource{id}));
}

TEST_CASE("a leaver's drafts are kept by the seat, and what they answered for passes on") {
  Scenario s;
  Library library(s);
  auto const draft = library.drafts(s.bob, s.kirkby, "Draft");
  auto const shown = library.shows_team(s.bob, s.kirkby, s.phonics.team);
  auto const hers = library.drafts(s.sana, s.kirkby, "With Bob");
  s.sana.does(InviteCoauthor{hers, s.bob.id()});
  s.bob.does(AcceptCoauthorship{hers});
  CHECK_FALSE(s.sana.finds(GetResource{draft}));
  s.ends_memberships_of(s.bob);
  CHECK_FALSE(library.resource(draft).owner);
  CHECK(s.sana.finds(GetResource{draft}));
  CHECK(s.sana.told_because(Because::resource_passed_on));
  CHECK_FALSE(s.bob.finds(GetResource{draft}));
  CHECK(s.helen.told_because(Because::resource_passed_on));  // leads the team
  CHECK(told(s.helen.tries(ConfirmResource{shown, s.in_days(100)})) == "accepted");
  CHECK_FALSE(s.bob.finds(GetResource{hers}));
  // Who comes back is the author still, and not the owner.
  s.takes_on(s.bob, s.kirkby, Role::staff);
  CHECK(s.bob.finds(GetResource{draft}));
  CHECK(told(s.bob.tries(DeleteVersion{library.newest(shown).id})) != "accepted");
}

TEST_CASE("who goes to another school of the network still reads what is shared there, and works on it no more alone") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.network);
  auto const inner = library.shows(s.bob, s.kirkby, s.kirkby);
  s.takes_on(s.bob, s.tarn, Role::staff);
  s.ends_memberships_of(s.bob, s.kirkby);
  CHECK(s.bob.finds(GetResource{id}));
  CHECK_FALSE(s.bob.finds(GetResource{inner}));
  CHECK_FALSE(library.resource(id).owner);
  CHECK(told(s.bob.tries(EditResource{.resource = id, .title = {"Mine"}, .licence = Licence::cc_by})) == "accepted");
  auto const version = library.newest(id).id;
  CHECK(s.bob.finds(GetVersion{version}));
}

TEST_CASE("a school that joins another trust takes its library along, and leaves the old trust's behind") {
  Scenario s;
  Library library(s);
  auto const own = library.shows(s.bob, s.kirkby, s.aire, "Kirkby's");
  auto const trusts = library.shows(s.tess, s.aire, s.aire, "The trust's");
  auto const tesss = library.shows(s.tess, s.kirkby, s.kirkby, "By Tess for Kirkby");
  CHECK(s.alice.finds(GetResource{own}));
  s.nadia.signs_in();
  s.nadia.does(MoveOrganisation{s.kirkby, s.moor});
  CHECK_FALSE(s.alice.finds(GetResource{own}));
  CHECK(s.sana.finds(GetResource{own}));
  CHECK(library.resource(own).shared_with == s.kirkby);
  CHECK_FALSE(s.bob.finds(GetResource{trusts}));
  CHECK_FALSE(s.tess.finds(GetResource{tesss}));
  CHECK_FALSE(library.resource(tesss).owner);
  CHECK(s.sana.finds(GetResource{tesss}));
}

TEST_CASE(
    "somebody who is forgotten leaves their resources and stories; scores, uploads and their words in reports go") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.carol, s.tarn, s.network);
  auto const bobs = library.shows(s.bob, s.kirkby, s.network);
  ResourceUseId const use{id_in(s.carol.does(UseResource{bobs, s.tarn}))};
  s.carol.does(TellUse{.resource_use = use, .what = {"Two lessons"}});
  s.carol.does(ScoreResource{bobs, 1, 1, 1, 1});
  s.alice.does(ScoreResource{bobs, 1, 1, 1, 1});
  s.dan.does(ScoreResource{bobs, 1, 1, 1, 1});
  CHECK(library.activity(bobs).scores == 3U);
  library.uploads(s.carol, s.tarn, "secret.pptx");
  s.carol.does(ReportResource{bobs, ReportReason::mistake, {"My words about it"}});
  s.bob.does(InviteCoauthor{bobs, s.carol.id()});
  auto const copy = *s.store().data_about(s.carol.id(), s.carol.id());
  std::vector<std::string> filled;
  for (auto const& part : copy.parts) {
    if (!part.items.empty()) filled.push_back(part.name);
  }
  for (std::string const wanted : {"resources", "versions", "uses", "scores", "resource_reports", "uploads"}) {
    CAPTURE(wanted);
    CHECK(std::find(filled.begin(), filled.end(), wanted) != filled.end());
  }
  s.carol.signs_in();
  ErasureId const erasure{id_in(s.carol.does(RequestErasure{s.carol.id(), ErasureManner::forget_who}))};
  s.nadia.does(ApproveErasure{erasure});
  s.tick();
  CHECK(library.resource(id).author == s.carol.id());
  CHECK_FALSE(library.resource(id).owner);
  CHECK(s.alice.finds(GetResource{id}));
  CHECK(s.alice.sees(GetUse{use}).at("story").at("what") == "Two lessons");
  CHECK_FALSE(library.activity(bobs).scores);
  CHECK(library.resource(bobs).invited.empty());
  for (auto const& text : s.stored_texts()) {
    for (auto const* needle : {"secret.pptx", "My words about it", "\"kind\":\"use_author\"", "Carol"}) {
      CAPTURE(text);
      CHECK(text.find(needle) == std::string::npos);
    }
  }
  CHECK(s.store().verify().empty());
}

}  // namespace staffroom::tests
