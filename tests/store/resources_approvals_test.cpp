// Approval: asked of those who judge the subject, given to exactly what they saw, and gone when that changes.
#include <doctest/doctest.h>

#include "tests/support/library.hpp"

namespace staffroom::tests {
namespace {

std::string approval_of(Colleague const& who, ResourceId id, std::size_t nth = 0) {
  return who.sees(ListApprovals{id}).at("items").at(nth).at("state").get<std::string>();
}

ApprovalId newest(Colleague const& who, ResourceId id) { return {who.lists(ListApprovals{id}).front()}; }

EditResource edit_of(Resource const& it) {
  return {.resource = it.id,
          .title = it.title,
          .summary = it.summary,
          .type = it.type,
          .subject = it.subject,
          .licence = it.licence,
          .attribution = it.attribution,
          .third_party = it.third_party};
}

}  // namespace

TEST_CASE("an editor asks the subject leads of the school, or its leaders when there is none") {
  Scenario s;
  Library library(s);
  auto const draft = library.drafts(s.bob, s.kirkby);
  CHECK(told(s.bob.tries(AskApproval{draft})) == "conflict wrong_state");
  auto const id = library.shows(s.bob, s.kirkby, s.aire);
  CHECK(told(s.alice.tries(AskApproval{id})) == "forbidden role");
  CHECK(told(s.carol.tries(AskApproval{id})) == "not_found");
  s.bob.does(AskApproval{id});
  CHECK(s.sana.told_because(Because::approval_asked));
  CHECK_FALSE(s.tess.told_because(Because::approval_asked));
  CHECK(told(s.bob.tries(AskApproval{id})) == "conflict already_asked");
  // Art: no subject lead of it in the school or above.
  auto edited = edit_of(library.resource(id));
  edited.subject = Name{"Art"};
  edited.title = {"Colours"};
  s.bob.does(edited);
  CHECK(approval_of(s.bob, id) == "fallen");
  CHECK_FALSE(s.sana.told_because(Because::approval_asked));
  s.bob.does(AskApproval{id});
  CHECK_FALSE(s.sana.told_because(Because::approval_asked));
  CHECK(s.tess.told_because(Because::approval_asked));
  CHECK(told(s.sana.tries(ApproveResource{id, {library.current_hash(id)}})) == "forbidden subject_match");
}

TEST_CASE("a subject lead approves exactly what they saw; everyone who uses it learns of it") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.network);
  s.carol.does(UseResource{id, s.tarn});
  s.bob.does(AskApproval{id});
  auto const seen = library.current_hash(id);
  library.passes(library.adds(s.bob, id, "Thirds"));
  CHECK(approval_of(s.bob, id) == "fallen");
  s.bob.does(AskApproval{id});
  CHECK(told(s.sana.tries(ApproveResource{id, {seen}})) == "conflict changed");
  CHECK(told(s.bob.tries(ApproveResource{id, {library.current_hash(id)}})) == "forbidden role");
  CHECK(told(s.harry.tries(ApproveResource{id, {library.current_hash(id)}})) == "forbidden role");  // another trust's
  s.sana.does(ApproveResource{id, {library.current_hash(id)}});
  CHECK(approval_of(s.carol, id) == "approved");
  CHECK(library.resource(id).approval == newest(s.bob, id));
  CHECK(s.bob.told_because(Because::approval_decided));
  CHECK(s.carol.told_because(Because::approval_decided));
  CHECK_FALSE(s.sana.told_because(Because::approval_asked));
  CHECK(told(s.sana.tries(ApproveResource{id, {library.current_hash(id)}})) == "conflict wrong_state");
  CHECK(told(s.bob.tries(AskApproval{id})) == "conflict wrong_state");
}

TEST_CASE("nobody approves or features their own work, as author, co-author or maker of the version") {
  Scenario s;
  Library library(s);
  auto const own = library.shows(s.sana, s.kirkby, s.aire);
  CHECK(told(s.sana.tries(ApproveResource{own, {library.current_hash(own)}})) == "forbidden not_own");
  CHECK(told(s.sana.tries(FeatureResource{own, true})) == "forbidden not_own");
  auto const bobs = library.shows(s.bob, s.kirkby, s.aire);
  CHECK(told(s.sana.tries(FeatureResource{bobs, true})) == "accepted");
  s.bob.does(InviteCoauthor{bobs, s.sana.id()});
  s.sana.does(AcceptCoauthorship{bobs});
  CHECK(told(s.sana.tries(ApproveResource{bobs, {library.current_hash(bobs)}})) == "forbidden not_own");
  library.passes(library.adds(s.sana, bobs, "Thirds"));
  s.sana.does(LeaveCoauthorship{bobs});
  CHECK(told(s.sana.tries(ApproveResource{bobs, {library.current_hash(bobs)}})) == "forbidden not_own");
  CHECK(told(s.tess.tries(ApproveResource{bobs, {library.current_hash(bobs)}})) == "accepted");
}

TEST_CASE("an approval falls with a new version and with a change of title, licence or other people's work only") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.aire);
  auto const approve = [&] { s.sana.does(ApproveResource{id, {library.current_hash(id)}}); };
  approve();
  auto edited = edit_of(library.resource(id));
  edited.summary = {"Other words"};
  edited.keywords = {{Name{"halves"}}};
  s.bob.does(edited);
  library.shares(s.bob, id, s.kirkby);
  CHECK(library.resource(id).approval);
  edited.title = {"Fractions again"};
  s.bob.does(edited);
  CHECK_FALSE(library.resource(id).approval);
  CHECK(approval_of(s.bob, id) == "fallen");
  approve();
  edited.licence = Licence::cc_by_sa;
  s.bob.does(edited);
  CHECK_FALSE(library.resource(id).approval);
  approve();
  edited.third_party = ThirdParty::trust_only;
  s.bob.does(edited);
  CHECK_FALSE(library.resource(id).approval);
  approve();
  auto const version = library.adds(s.bob, id, "Thirds");
  CHECK(library.resource(id).approval);  // not before it has passed
  library.passes(version);
  CHECK_FALSE(library.resource(id).approval);
}

TEST_CASE("a request is refused with a reason, and an approval withdrawn with one") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.aire);
  s.bob.does(AskApproval{id});
  auto const asked = newest(s.bob, id);
  CHECK(told(s.bob.tries(RefuseApproval{asked, {"No"}})) == "forbidden role");
  CHECK(told(s.sana.tries(WithdrawApproval{asked, {"No"}})) == "conflict wrong_state");
  CHECK(told(s.sana.tries(RefuseApproval{asked, {}})) == "unprocessable body.reason");
  s.sana.does(RefuseApproval{asked, {"Slide 3 is wrong."}});
  CHECK(s.bob.sees(GetApproval{asked}).at("reason") == "Slide 3 is wrong.");
  CHECK(s.bob.told_because(Because::approval_decided));
  CHECK_FALSE(s.sana.told_because(Because::approval_asked));
  CHECK(told(s.sana.tries(RefuseApproval{asked, {"No"}})) == "conflict wrong_state");
  s.sana.does(ApproveResource{id, {library.current_hash(id)}});
  auto const given = newest(s.bob, id);
  CHECK(told(s.sana.tries(WithdrawApproval{given, {}})) == "unprocessable body.reason");
  s.sana.does(WithdrawApproval{given, {"A mistake was found."}});
  CHECK_FALSE(library.resource(id).approval);
  CHECK(approval_of(s.alice, id) == "withdrawn");
  s.bob.does(AskApproval{id});
  CHECK(approval_of(s.alice, id) == "asked");
}

}  // namespace staffroom::tests
