// What becomes of peer reviews when people leave, schools move, and people are forgotten.
#include <doctest/doctest.h>

#include <algorithm>

#include "store/personal_copy.hpp"
#include "tests/support/review_case.hpp"

namespace staffroom::tests {
namespace {

std::vector<PersonId> reviewers_of(ReviewCase& c, ReviewId id) {
  std::vector<PersonId> out;
  for (auto const& one : c.review(id).team) out.push_back(one.person);
  return out;
}

std::string review_copy_of(Scenario& s, Colleague const& asker, Colleague const& about) {
  auto const copy = s.store().data_about(asker.id(), about.id());
  REQUIRE(copy.has_value());
  std::string out;
  for (auto const& part : copy->parts) {
    if (part.name != "peer_reviews") continue;
    for (auto const& item : part.items) out += item.about + ": " + item.text + "\n" + item.json + "\n";
  }
  return out;
}

bool copy_says(std::string const& text, std::string_view words) { return text.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("reviews: when the organiser leaves, another leader organises, and what was asked is asked of them") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.requested();
  REQUIRE(s.tess.told_because(Because::review_requested));
  s.ends_memberships_of(s.tess);
  auto const review = c.review(id);
  CHECK(review.organiser == c.vera.id());
  CHECK(c.cycle(review.cycle).owner == c.vera.id());
  CHECK(c.vera.told_because(Because::review_requested));
  CHECK_FALSE(s.tess.finds(GetReview{id}));
  c.kate.does(c.wanted_scope(id));
  c.vera.does(ProposeTeam{.review = id, .lead = s.alice.id(), .reviewers = {{s.erin.id()}}});
  CHECK(s.store().verify().empty());
}

TEST_CASE("reviews: a reviewer who leaves is off the team, and another is wanted") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.visiting();
  auto const note = EvidenceNoteId{s.erin.lists(ListEvidenceNotes{id}).front()};
  s.ends_memberships_of(s.erin);
  CHECK(reviewers_of(c, id) == std::vector<PersonId>{s.alice.id()});
  CHECK(s.tess.told_because(Because::reviewer_wanted));
  CHECK(c.kate.told_because(Because::reviewer_left));
  CHECK_FALSE(s.erin.finds(GetReview{id}));
  CHECK_FALSE(s.erin.finds(GetEvidenceNote{note}));
  CHECK(s.alice.finds(GetEvidenceNote{note}));
  CHECK(c.review(id).state == ReviewState::visiting);
  CHECK(s.store().verify().empty());
}

TEST_CASE(
    "reviews: who leaves the team's school for another school reviews no more; who takes another role there does") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.confirmed();
  s.takes_on(s.alice, s.mosslands, Role::subject_lead);
  CHECK(reviewers_of(c, id).size() == 2);
  s.takes_on(s.erin, s.tarn, Role::staff);
  CHECK(reviewers_of(c, id).size() == 2);
  s.ends_memberships_of(s.erin, s.mosslands);
  CHECK(reviewers_of(c, id) == std::vector<PersonId>{s.alice.id()});
  CHECK_FALSE(s.erin.finds(GetReviewScope{id}));
}

TEST_CASE("reviews: before it is confirmed, a team that loses somebody is proposed anew") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.declared();
  auto const own = InterestId{s.tess.lists(ListInterests{id}).front()};
  s.ends_memberships_of(s.erin);
  CHECK(c.review(id).state == ReviewState::team_proposed);
  CHECK(s.tess.told_because(Because::reviewer_wanted));
  CHECK(c.interest(own).review == id);
  CHECK(s.store().verify().empty());
}

TEST_CASE("reviews: delegate and colleagues are of the host school, or not at all") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.confirmed();
  c.kate.does(DelegateReview{id, c.dev.id()});
  c.kate.does(NameColleague{id, s.bob.id(), true});
  REQUIRE(c.dev.finds(GetReview{id}));
  s.takes_on(c.dev, s.aire, Role::staff);
  s.ends_memberships_of(c.dev, s.kirkby);
  s.ends_memberships_of(s.bob);
  CHECK_FALSE(c.review(id).delegate);
  CHECK(c.review(id).colleagues.empty());
  CHECK_FALSE(c.dev.finds(GetReview{id}));
  CHECK_FALSE(s.bob.finds(GetReview{id}));
}

TEST_CASE("reviews: who worked on it for the host and goes to another school reads it no more") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.final_report();
  c.kate.does(NameColleague{id, c.dev.id(), true});
  REQUIRE(c.dev.finds(GetReviewReport{id}));
  c.reach(id, ReviewState::action_plan);
  REQUIRE(c.dev.finds(GetReviewReport{id}));
  s.takes_on(c.dev, s.tarn, Role::staff);
  CHECK(c.dev.finds(GetReviewReport{id}));
  s.ends_memberships_of(c.dev, s.kirkby);
  CHECK_FALSE(c.dev.finds(GetReviewReport{id}));
  CHECK_FALSE(c.dev.finds(GetReview{id}));
  CHECK(s.store().verify().empty());
}

TEST_CASE("reviews: a lead who was kept and leaves their school is kept no more") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.final_report();
  c.kate.does(c.wanted_action(id));
  c.kate.does(WriteReviewPlan{.review = id, .workshop_on = s.today(), .keep_lead = true});
  c.reach(id, ReviewState::impact_check);
  REQUIRE(s.alice.finds(GetReviewReport{id}));
  s.takes_on(s.alice, s.tarn, Role::staff);
  s.ends_memberships_of(s.alice, s.mosslands);
  CHECK_FALSE(s.alice.finds(GetReviewReport{id}));
  CHECK_FALSE(c.review(id).lead_kept);
}

TEST_CASE("reviews: a head who leaves leaves the review to the next head, and to nobody above") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.final_report();
  s.ends_memberships_of(c.kate);
  CHECK_FALSE(c.kate.finds(GetReviewReport{id}));
  CHECK_FALSE(s.tess.finds(GetReviewReport{id}));
  CHECK_FALSE(c.vera.finds(GetReview{id}));
  auto const next = s.engages("Noor Next", s.kirkby, Role::headteacher);
  CHECK(next.finds(GetReviewReport{id}));
  auto wanted = c.wanted_action(id);
  wanted.owner = next.id();
  next.does(wanted);
  next.does(WriteReviewPlan{.review = id, .workshop_on = s.today()});
  CHECK(c.review(id).state == ReviewState::action_plan);
}

TEST_CASE("reviews: actions of who leaves pass to the head") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.final_report();
  auto wanted = c.wanted_action(id);
  wanted.owner = c.dev.id();
  auto const open = ReviewActionId{id_in(c.kate.does(wanted))};
  auto const done = ReviewActionId{id_in(c.kate.does(wanted))};
  c.dev.does(TellReviewAction{done, ReviewActionState::done, {"14"}, {}});
  s.ends_memberships_of(c.dev);
  CHECK(c.action(open).owner == c.kate.id());
  CHECK(c.action(done).owner == c.dev.id());
  CHECK(c.kate.told_because(Because::review_action_given));
  CHECK(c.kate.lists(ListMyReviewActions{}) == std::vector<std::uint64_t>{open.value});
  CHECK(s.store().verify().empty());
}

TEST_CASE("reviews: a grant to a person ends when they leave") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.final_report();
  auto const grant =
      ReportGrantId{id_in(c.kate.does(CreateReportGrant{.review = id, .reader = {.person = s.harry.id()}}))};
  s.ends_memberships_of(s.harry);
  CHECK(c.grant(grant).state == GrantState::ended);
  s.takes_on(s.harry, s.tarn, Role::headteacher);
  CHECK_FALSE(s.harry.finds(GetReportGrant{grant}));
  CHECK(s.store().verify().empty());
}

TEST_CASE("reviews: a host that moves to another trust keeps its review, and its cycle") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.final_report();
  REQUIRE(s.as_system(MoveOrganisation{s.kirkby, s.moor}).has_value());
  CHECK(c.kate.finds(GetReviewReport{id}));
  CHECK(c.kate.finds(GetReviewCycle{c.review(id).cycle}));
  CHECK(s.tess.finds(GetReview{id}));
  CHECK_FALSE(s.tess.finds(GetReviewReport{id}));
  CHECK(s.store().verify().empty());
}

TEST_CASE("reviews: a copy of what is mine holds my words, and of the others nothing") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.draft_report();
  auto const alice = review_copy_of(s, s.alice, s.alice);
  CHECK(copy_says(alice, "Aire peer review"));
  CHECK_FALSE(copy_says(alice, "bar model"));  // notes are in no copy
  CHECK(copy_says(alice, "Interests that I declared"));
  CHECK_FALSE(copy_says(alice, "A school that knows itself."));
  CHECK_FALSE(copy_says(alice, std::to_string(s.erin.id().value) + ",\"lead\":false"));
  CHECK_FALSE(copy_says(review_copy_of(s, s.tom, s.alice), "bar model"));
  c.reach(id, ReviewState::final);
  CHECK(copy_says(review_copy_of(s, c.kate, c.kate), "A report that I signed"));
  CHECK_FALSE(copy_says(review_copy_of(s, s.tom, c.kate), "A report that I signed"));
}

TEST_CASE("reviews: of who is forgotten no word stays but what the school signed") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.team_proposed();
  auto const declared =
      c.declares(s.erin, id, {{.type = InterestType::other, .words = {"My cousin sells them paper."}}});
  s.tess.does(ClearInterest{declared, {"She does not decide there."}});
  s.tess.does(ClearInterest{c.declares(s.alice, id), {}});
  c.reach(id, ReviewState::factual_check);
  s.erin.does(CommentOnReport{id, 1, {"I said it otherwise."}});
  auto const note = EvidenceNoteId{s.erin.lists(ListEvidenceNotes{id}).back()};
  ErasureId const erasure{id_in(s.tom.does(RequestErasure{s.erin.id(), ErasureManner::forget_who}))};
  s.nadia.does(ApproveErasure{erasure});
  for (int i = 0; i < 3; ++i) s.tick();
  CHECK(c.interest(declared).points.values.front().words.empty());
  CHECK(c.interest(declared).reason.empty());
  CHECK(c.interest(declared).decided_by == s.tess.id());
  auto const comments = s.alice.sees(ListReportComments{id}).at("items");
  REQUIRE(comments.size() == 1);
  CHECK(comments.front().value("text", "").empty());
  auto const notes = s.alice.sees(ListEvidenceNotes{id}).at("items");
  for (auto const& it : notes) {
    bool const hers = it.at("author") == s.erin.id().value;
    CHECK(it.value("text", "").empty() == hers);
  }
  CHECK(s.alice.finds(GetEvidenceNote{note}));
  CHECK(s.store().verify().empty());
}

}  // namespace staffroom::tests
