// What reviewers declare: nil counts, the written rules refuse at once, warnings are cleared with a reason.
#include <doctest/doctest.h>

#include <chrono>

#include "tests/support/review_case.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

InterestPoint point(InterestType type, std::string words = "As I said.") { return {type, {std::move(words)}}; }

bool is_in_team(ReviewCase const& c, ReviewId id, Colleague const& who) {
  auto const review = c.review(id);
  return std::any_of(review.team.begin(), review.team.end(), [&](auto const& one) { return one.person == who.id(); });
}

std::vector<InterestType> types(Many<InterestPoint, limits::interest_points_max> const& points) {
  std::vector<InterestType> out;
  for (auto const& it : points) out.push_back(it.type);
  return out;
}

}  // namespace

TEST_CASE("nil is a declaration too; each is cleared, and then the host is asked to accept") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.team_proposed();
  CHECK(told(c.rosa.tries(DeclareInterest{.review = id})) == "not_found");
  CHECK(told(c.kate.tries(DeclareInterest{.review = id})) == "forbidden role");
  auto const alices = c.declares(s.alice, id);
  CHECK(c.interest(alices).state == InterestState::declared);
  CHECK(c.interest(alices).found.empty());
  CHECK_FALSE(s.alice.told_because(Because::interest_wanted));
  CHECK(s.tess.told_because(Because::interest_declared));
  CHECK(c.kate.told_because(Because::interest_declared));
  CHECK_FALSE(s.erin.finds(GetInterest{alices}));
  CHECK(s.erin.lists(ListInterests{id}).empty());
  CHECK(told(s.alice.tries(ClearInterest{alices, {}})) == "forbidden role");
  CHECK(told(s.erin.tries(ClearInterest{alices, {}})) == "not_found");
  CHECK(told(s.tom.tries(ClearInterest{alices, {}})) == "not_found");
  s.tess.does(ClearInterest{alices, {}});
  auto const cleared = c.interest(alices);
  CHECK(cleared.state == InterestState::cleared);
  CHECK(cleared.decided_by == s.tess.id());
  CHECK(cleared.decided);
  CHECK_FALSE(s.tess.told_because(Because::interest_declared));
  CHECK_FALSE(c.kate.told_because(Because::interest_declared));
  CHECK(told(s.tess.tries(ClearInterest{alices, {}})) == "conflict wrong_state");
  CHECK(c.review(id).state == ReviewState::team_proposed);
  s.tess.does(ClearInterest{c.declares(s.erin, id), {}});
  CHECK(c.review(id).state == ReviewState::interests_declared);
  CHECK(c.kate.told_because(Because::team_to_accept));
  CHECK(s.store().verify().empty());
}

TEST_CASE("the written rules refuse at once: who declares it leaves the team, and keeps what they said") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.team_proposed();
  for (auto const type : {InterestType::same_school, InterestType::governor, InterestType::relative,
                          InterestType::worked_there, InterestType::line_management, InterestType::supplier}) {
    CAPTURE(static_cast<int>(type));
    if (!is_in_team(c, id, s.alice)) c.proposes_team(id);
    auto const mine = c.declares(s.alice, id, {point(type)});
    auto const it = c.interest(mine);
    CHECK(it.state == InterestState::refused);
    CHECK(it.hard);
    CHECK_FALSE(it.decided_by);
    CHECK(it.reason.value.find("The written rules rule this out: ") == 0);
    CHECK_FALSE(is_in_team(c, id, s.alice));
    CHECK_FALSE(s.alice.finds(GetReview{id}));
    CHECK(s.alice.finds(GetInterest{mine}));
    CHECK(s.tess.told_because(Because::interest_refused));
    CHECK(s.tess.told_because(Because::reviewer_wanted));
  }
  auto const all = s.alice.lists(ListInterests{id});
  CHECK(all.size() == 6);
  for (std::size_t i = 0; i + 1 < all.size(); ++i) CHECK(c.interest({all[i]}).state == InterestState::replaced);
  CHECK(std::is_sorted(all.begin(), all.end()));
  CHECK(s.store().verify().empty());
}

TEST_CASE("the hub finds by itself who worked at the school, for three years") {
  Scenario s;
  ReviewCase c(s);
  s.takes_on(s.erin, s.kirkby, Role::staff);
  s.ends_memberships_of(s.erin, s.kirkby);
  auto const id = c.team_proposed();
  auto const mine = c.declares(s.erin, id);
  auto const it = c.interest(mine);
  CHECK(types(it.found) == std::vector{InterestType::worked_there});
  CHECK(it.points.empty());
  CHECK(it.state == InterestState::refused);
  CHECK(it.reason.value == "The written rules rule this out: worked or applied there in the last three years.");
}

TEST_CASE("what is longer ago than three years is not found, nor that somebody governed the school") {
  Scenario s;
  s.takes_on(s.erin, s.kirkby, Role::staff);
  s.ends_memberships_of(s.erin, s.kirkby);
  s.advance(24h * (3 * 365 + 3));
  s.takes_on(s.alice, s.kirkby, Role::governor);
  s.ends_memberships_of(s.alice, s.kirkby);
  ReviewCase c(s);
  auto const id = c.team_proposed();
  CHECK(c.interest(c.declares(s.erin, id)).found.empty());
  CHECK(c.interest(c.declares(s.alice, id)).found.empty());
}

TEST_CASE("the hub finds who has begun at the school meanwhile, governs it or leads its trust") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.scoped();
  s.tess.does(ProposeTeam{.review = id, .lead = s.alice.id(), .reviewers = {{s.erin.id(), c.vera.id()}}});
  s.takes_on(s.alice, s.kirkby, Role::staff);
  s.takes_on(s.erin, s.kirkby, Role::governor);
  CHECK(types(c.interest(c.declares(s.alice, id)).found) == std::vector{InterestType::same_school});
  CHECK(types(c.interest(c.declares(s.erin, id)).found) == std::vector{InterestType::governor});
  CHECK(types(c.interest(c.declares(c.vera, id)).found) == std::vector{InterestType::line_management});
  CHECK(c.review(id).team.empty());
  CHECK(c.review(id).state == ReviewState::team_proposed);
}

TEST_CASE("a direct swap and a declared interest are found, warn, and are cleared with a reason") {
  Scenario s;
  ReviewCase c(s);
  auto const cycle = c.opens_cycle();
  for (auto const school : {s.kirkby, s.mosslands, c.hazel}) c.head_of(school).does(c.joining(cycle, school));
  auto joining = c.joining(cycle, s.mosslands);
  joining.interests = {{s.kirkby}};
  joining.interests_why = {"We share a catchment."};
  s.helen.does(joining);
  Line const why{"They know each other well."};
  s.tess.does(SetRota{cycle,
                      {{RotaPair{s.kirkby, s.mosslands, why}, RotaPair{s.mosslands, s.kirkby, why},
                        RotaPair{c.hazel, s.kirkby, why}}}});
  s.tess.does(StartReviewCycle{cycle});
  auto const id = c.reach(c.review_of(cycle, s.kirkby), ReviewState::team_proposed);
  auto const mine = c.declares(s.alice, id);
  auto const it = c.interest(mine);
  CHECK(it.state == InterestState::declared);
  CHECK_FALSE(it.hard);
  CHECK(types(it.found) == std::vector{InterestType::swap, InterestType::admissions});
  CHECK(it.found.values[1].words.value == "We share a catchment.");
  CHECK(told(s.tess.tries(ClearInterest{mine, {}})) == "unprocessable body.reason");
  CHECK(told(s.tess.tries(ClearInterest{mine, {"UPN B801200005001"}})) == "conflict pupil_data");
  s.tess.does(ClearInterest{mine, {"She teaches in another phase."}});
  CHECK(c.interest(mine).reason.value == "She teaches in another phase.");
}

TEST_CASE("warnings that are declared need words or a reason") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.team_proposed();
  auto const declaring = [&](InterestPoint it) { return DeclareInterest{.review = id, .points = {{std::move(it)}}}; };
  CHECK(told(s.alice.tries(declaring(point(InterestType::other, "")))) == "unprocessable body.points[0].words");
  CHECK(told(s.alice.tries(declaring(point(InterestType::other, "UPN B801200005001")))) == "conflict pupil_data");
  auto const mine = c.declares(s.alice, id, {point(InterestType::other, "My choir sings there.")});
  CHECK(c.interest(mine).state == InterestState::declared);
  CHECK(told(c.kate.tries(ClearInterest{mine, {}})) == "unprocessable body.reason");
  c.kate.does(ClearInterest{mine, {"Once a year is no matter."}});
  CHECK(c.interest(mine).decided_by == c.kate.id());
}

TEST_CASE("a refused one loses sight, and the organiser is asked for another") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.team_proposed();
  auto const mine = c.declares(s.erin, id, {point(InterestType::admissions)});
  CHECK(told(c.kate.tries(RefuseInterest{mine, {}})) == "unprocessable body.reason");
  CHECK(told(s.erin.tries(RefuseInterest{mine, {"No."}})) == "forbidden role");
  c.kate.does(RefuseInterest{mine, {"We share too many families."}});
  CHECK(c.interest(mine).state == InterestState::refused);
  CHECK(c.interest(mine).decided_by == c.kate.id());
  CHECK_FALSE(is_in_team(c, id, s.erin));
  CHECK_FALSE(s.erin.finds(GetReview{id}));
  CHECK(s.erin.finds(GetInterest{mine}));
  CHECK(s.tess.told_because(Because::reviewer_wanted));
  CHECK_FALSE(s.tess.told_because(Because::interest_declared));
  CHECK(told(c.kate.tries(RefuseInterest{mine, {"Again."}})) == "conflict wrong_state");
  CHECK(s.store().verify().empty());
}

TEST_CASE("who declares again is cleared again; what was said before stays") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.declared();
  auto const first = s.alice.lists(ListInterests{id}).front();
  auto const second = c.declares(s.alice, id, {point(InterestType::admissions)});
  CHECK(c.interest({first}).state == InterestState::replaced);
  CHECK(c.review(id).state == ReviewState::team_proposed);
  CHECK_FALSE(c.kate.told_because(Because::team_to_accept));
  CHECK(told(s.tess.tries(ClearInterest{InterestId{first}, {"Fine."}})) == "conflict wrong_state");
  s.tess.does(ClearInterest{second, {"Fine."}});
  CHECK(c.review(id).state == ReviewState::interests_declared);
  CHECK(c.kate.told_because(Because::team_to_accept));
}

TEST_CASE("who is at work reads nothing more while a new declaration waits, nor if the rules refuse it") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.visiting();
  auto const warned = c.declares(s.erin, id, {point(InterestType::admissions)});
  CHECK_FALSE(s.erin.finds(GetReviewScope{id}));
  CHECK(s.erin.finds(GetReview{id}));
  CHECK(c.kate.told_because(Because::interest_declared));
  CHECK_FALSE(s.tess.told_because(Because::interest_declared));
  CHECK_FALSE(s.tess.finds(GetInterest{warned}));
  c.kate.does(ClearInterest{warned, {"One cousin in another year."}});
  CHECK(s.erin.finds(GetReviewScope{id}));
  c.declares(s.erin, id, {point(InterestType::relative)});
  CHECK_FALSE(s.erin.finds(ListEvidenceNotes{id}));
  CHECK_FALSE(s.erin.finds(GetReview{id}));
  CHECK(s.tess.told_because(Because::reviewer_wanted));
  CHECK(c.kate.told_because(Because::reviewer_left));
  CHECK(s.alice.told_because(Because::reviewer_left));
  CHECK(s.alice.finds(ListEvidenceNotes{id}));
  CHECK(s.store().verify().empty());
}

TEST_CASE("what one says leaves what the others said as it is") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.team_proposed();
  auto const alices = c.declares(s.alice, id);
  auto const erins = c.declares(s.erin, id);
  CHECK(c.interest(alices).state == InterestState::declared);
  CHECK(c.interest(erins).state == InterestState::declared);
}

}  // namespace staffroom::tests
