// The rota: each rule that it may break, in words, and what keeps it all the same.
#include <doctest/doctest.h>

#include "store/reviews_rota.hpp"
#include "tests/support/review_case.hpp"

namespace staffroom::tests {
namespace {

constexpr OrganisationId rota_hazel{1};
constexpr OrganisationId rota_northfield{2};
constexpr OrganisationId rota_oak{3};

/// Three primary schools of one trust in a ring, within each other's reach, that break no rule.
rota::Facts three_in_a_ring() {
  auto const school = [](OrganisationId id, std::string name) {
    return rota::School{.id = id,
                        .name = std::move(name),
                        .trust = OrganisationId{9},
                        .phase = Phase::primary,
                        .place = std::pair{400'000.0 + 10'000.0 * double(id.value), 300'000.0},
                        .days_given = 2};
  };
  return {.schools = {school(rota_hazel, "Hazel Grove"), school(rota_northfield, "Northfield"),
                      school(rota_oak, "Oak Lane")},
          .pairs = ReviewCase::ring(rota_hazel, rota_northfield, rota_oak),
          .visit_days = 2,
          .travel_km = 40};
}

/// Rules that are broken, in the order in which they are told.
std::vector<RotaRule> rules_broken(rota::Facts const& facts) {
  std::vector<RotaRule> out;
  for (auto const& it : rota::check(facts).problems) out.push_back(it.rule);
  return out;
}

RotaProblem only_rota_problem(rota::Facts const& facts) {
  auto const checked = rota::check(facts);
  REQUIRE(checked.problems.size() == 1);
  return checked.problems.front();
}

/// Told, in these words; not ready until the pair that it is about carries a reason.
void check_rota_kept(rota::Facts facts, RotaRule rule, std::string_view words) {
  auto const told = only_rota_problem(facts);
  CHECK(told.rule == rule);
  CHECK(told.words == words);
  CHECK_FALSE(told.kept);
  CHECK_FALSE(told.refused);
  CHECK_FALSE(rota::check(facts).ready);
  for (auto& pair : facts.pairs) {
    if (!told.visitor || pair.visitor == *told.visitor) pair.reason = {"They know each other's work."};
  }
  CHECK(only_rota_problem(facts).kept);
  CHECK(rota::check(facts).ready);
}

void check_rota_refused(rota::Facts const& facts, RotaRule rule, std::string_view words) {
  auto const checked = rota::check(facts);
  CHECK_FALSE(checked.ready);
  for (auto const& it : checked.problems) {
    if (it.rule != rule) continue;
    CHECK(it.words == words);
    CHECK(it.refused);
    return;
  }
  FAIL("the rule is not told");
}

}  // namespace

TEST_CASE("rota: a ring of three breaks no rule, and says what it asks of each school") {
  auto const checked = rota::check(three_in_a_ring());
  CHECK(checked.problems.empty());
  CHECK(checked.ready);
  REQUIRE(checked.loads.size() == 3);
  for (auto const& load : checked.loads) {
    CHECK(load.days == 2);
    CHECK(load.given == 2);
  }
}

TEST_CASE("rota: no reason mends a school that reviews itself, one that did not join, and a pair that stands twice") {
  auto facts = three_in_a_ring();
  facts.pairs.push_back({.host = rota_hazel, .visitor = rota_hazel, .reason = {"We would like to."}});
  facts.schools.front().days_given = 4;
  check_rota_refused(facts, RotaRule::same_school, "Hazel Grove would review itself. Choose another school.");

  facts = three_in_a_ring();
  facts.pairs.push_back(facts.pairs.front());
  facts.schools[1].days_given = 4;
  facts.pairs.back().reason = {"Twice is better."};
  check_rota_refused(facts, RotaRule::twice, "Northfield is down twice to review Hazel Grove. Take one of them out.");

  facts = three_in_a_ring();
  facts.schools.push_back({.id = OrganisationId{4}, .name = "Elm Park", .trust = OrganisationId{9}, .joined = false});
  facts.pairs.push_back({.host = rota_hazel, .visitor = OrganisationId{4}, .reason = {"It will join."}});
  check_rota_refused(facts, RotaRule::not_joined,
                     "Elm Park has not joined. Take it out of the rota, or wait until it has.");
  CHECK(rules_broken(facts) == std::vector{RotaRule::not_joined});
}

TEST_CASE("rota: two schools that review each other are told of once, and kept by one reason") {
  auto facts = three_in_a_ring();
  facts.pairs = {{.host = rota_hazel, .visitor = rota_northfield},
                 {.host = rota_northfield, .visitor = rota_hazel},
                 {.host = rota_oak, .visitor = rota_hazel}};
  facts.schools.front().days_given = 4;
  check_rota_kept(facts, RotaRule::direct_swap,
                  "Northfield and Hazel Grove would review each other: give the reason, or change one of them.");
  facts.pairs[1].reason = {"No other school is near."};
  CHECK(only_rota_problem(facts).kept);
}

TEST_CASE("rota: schools of one trust are told of only where there is more than one trust") {
  auto facts = three_in_a_ring();
  facts.schools[2].trust = OrganisationId{8};
  check_rota_kept(
      facts, RotaRule::same_trust,
      "Northfield and Hazel Grove are of the same trust: give the reason, or choose a school of another one.");
}

TEST_CASE("rota: an interest is told of with the words of whoever declared it, visitor or host") {
  auto facts = three_in_a_ring();
  facts.schools[1].interests = {rota_hazel};
  facts.schools[1].interests_why = "Our heads are sisters.";
  check_rota_kept(facts, RotaRule::interest,
                  "Northfield declared an interest in Hazel Grove. It says: “Our heads are sisters.” Give the "
                  "reason why it is kept, or choose another school.");
  facts = three_in_a_ring();
  facts.schools[0].interests = {rota_northfield};
  check_rota_kept(facts, RotaRule::interest,
                  "Hazel Grove declared an interest in Northfield. Give the reason why it is kept, or choose "
                  "another school.");
  facts.schools[0].interests = {rota_oak};  // that one does not review it
  facts.pairs[2].reason = {};
  CHECK(rules_broken(facts) == std::vector{RotaRule::interest});  // it reviews Oak Lane
}

TEST_CASE("rota: primary with secondary is told of; all-through and special schools fit both") {
  auto facts = three_in_a_ring();
  facts.schools[1].phase = Phase::secondary;
  auto const told = rota::check(facts);
  REQUIRE(told.problems.size() == 2);  // it visits one primary school, and is visited by another
  CHECK(told.problems.front().words ==
        "Northfield is a secondary school and Hazel Grove is a primary school: give the reason, or choose a school of "
        "the same phase.");
  for (auto const phase : {Phase::all_through, Phase::special, Phase::nursery}) {
    facts.schools[1].phase = phase;
    CHECK(rules_broken(facts).empty());
  }
  facts.schools[1].phase.reset();
  CHECK(rules_broken(facts).empty());
}

TEST_CASE("rota: a way that is too far is told of with its length, and an unknown place is no problem") {
  auto facts = three_in_a_ring();
  facts.schools[1].place->second += 60'000.0;
  CHECK(rules_broken(facts) == std::vector{RotaRule::travel, RotaRule::travel});
  facts.schools[2].place.reset();
  check_rota_kept(facts, RotaRule::travel,
                  "Northfield is 61 km from Hazel Grove, further than the 40 km of this cycle: give the reason, "
                  "or choose a nearer school.");
  facts.travel_km = 61;
  CHECK(rules_broken(facts).empty());
}

TEST_CASE("rota: a school that would be away for longer than it offered") {
  auto facts = three_in_a_ring();
  facts.schools[1].days_given = 1;
  auto const told = only_rota_problem(facts);
  CHECK_FALSE(told.host);
  CHECK(told.visitor == rota_northfield);
  check_rota_kept(facts, RotaRule::days,
                  "Northfield would be away for 2 days, and offered 1 day: give the reason, or let it visit fewer "
                  "schools.");
}

TEST_CASE("rota: a school that nobody visits, and too few or too many schools") {
  auto facts = three_in_a_ring();
  facts.pairs.pop_back();
  check_rota_refused(facts, RotaRule::unvisited, "Nobody reviews Oak Lane yet. Choose a school that does.");

  facts = three_in_a_ring();
  facts.schools.pop_back();
  facts.pairs = {{.host = rota_hazel, .visitor = rota_northfield, .reason = {"For now."}},
                 {.host = rota_northfield, .visitor = rota_hazel}};
  check_rota_refused(facts, RotaRule::few_schools, "Only 2 schools have joined: a cycle needs at least three.");
  check_rota_refused({}, RotaRule::few_schools, "No school has joined yet: a cycle needs at least three.");

  facts = three_in_a_ring();
  for (std::uint64_t id = 4; id <= 8; ++id) {
    facts.schools.push_back({.id = OrganisationId{id}, .name = "More", .trust = OrganisationId{9}});
  }
  check_rota_refused(facts, RotaRule::many_schools,
                     "8 schools have joined: a cycle holds seven at most. Run two cycles.");
}

TEST_CASE("the rota is the organiser's to fill in, of an open cycle, and is kept whatever it breaks") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.drafts_cycle();
  CHECK(told(s.tess.tries(SetRota{id, {}})) == "conflict wrong_state");
  s.tess.does(OpenReviewCycle{id});
  SetRota rota{id, {{{.host = s.kirkby, .visitor = s.kirkby}, {.host = s.mosslands, .visitor = s.tarn}}}};
  CHECK(told(c.kate.tries(rota)) == "forbidden role");
  CHECK(told(c.vera.tries(rota)) == "forbidden role");
  CHECK(told(s.harry.tries(rota)) == "not_found");
  s.tess.does(rota);
  CHECK(c.cycle(id).rota.size() == 2);
  rota.pairs.values.front().visitor = OrganisationId{987'654};
  CHECK(told(s.tess.tries(rota)) == "not_found");
  rota.pairs.values.front() = {.host = s.kirkby, .visitor = s.mosslands, .reason = {"Ask about UPN B801200005001."}};
  CHECK(told(s.tess.tries(rota)) == "conflict pupil_data");
  CHECK(told(s.tess.tries(rota, {}, 1)) == "precondition_failed version");

  auto const seen = s.tess.sees(CheckRota{id});
  CHECK(seen.at("ready") == false);
  CHECK(seen.at("problems").front().at("rule") == "few_schools");
  CHECK(told(c.kate.asks(CheckRota{id})) == "forbidden role");
  CHECK(told(s.harry.asks(CheckRota{id})) == "not_found");
}

TEST_CASE("the rota knows schools by what they said and by what the register says of them") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.cycle_open();
  CHECK(s.tess.sees(CheckRota{id}).at("ready") == true);
  auto const check = [&] { return s.tess.sees(CheckRota{id}); };

  s.as_system(EditOrganisation{.organisation = s.kirkby, .phase = Phase::primary});
  s.as_system(EditOrganisation{.organisation = s.mosslands, .phase = Phase::secondary});
  CHECK(check().at("problems").front().at("rule") == "phase");
  auto kept = ReviewCase::ring(s.kirkby, s.mosslands, c.hazel);
  kept.front().reason = {"They share their feeder schools."};
  s.tess.does(SetRota{id, {kept}});
  CHECK(check().at("ready") == true);

  auto joining = c.joining(id, c.hazel, 1);
  joining.interests = {{s.mosslands}};
  joining.interests_why = {"We ran a school together."};
  c.hanif.does(joining);
  auto const seen = check();
  CHECK(seen.at("ready") == false);
  CHECK(seen.at("loads").at(2).at("days") == 2);
  CHECK(seen.at("loads").at(2).at("given") == 1);
  CHECK(told(s.tess.tries(StartReviewCycle{id})) == "conflict rota_not_ready");
  kept[1].reason = {"They were heads of departments far apart, and one more day is given."};
  s.tess.does(SetRota{id, {kept}});
  s.tess.does(StartReviewCycle{id});
  CHECK(told(s.tess.tries(SetRota{id, {kept}})) == "conflict wrong_state");
}

}  // namespace staffroom::tests
