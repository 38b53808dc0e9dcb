// The organiser's overview: phase and lateness of each review, and themes of three hosts or more.
#include <doctest/doctest.h>

#include "tests/support/review_case.hpp"

namespace staffroom::tests {
namespace {

Json line_in_overview(Colleague const& who, ReviewCycleId cycle, OrganisationId host) {
  auto const seen = who.sees(GetCycleOverview{cycle});
  for (auto const& line : seen.at("lines")) {
    if (line.at("host") == host.value) return line;
  }
  return {};
}

Theme shared_theme(std::uint32_t heading, bool strength, std::string_view words) {
  return {.heading = heading, .strength = strength, .words = {std::string(words)}};
}

/// Kirkby's, Mosslands' and Hazel Grove's reports are final, all on the first day of their visits.
ReviewCycleId three_finals(ReviewCase& c) {
  auto const id = c.running();
  std::vector<ReviewId> const all{c.review_of(id, c.s.kirkby), c.review_of(id, c.s.mosslands),
                                  c.review_of(id, c.hazel)};
  for (auto const review : all) c.reach(review, ReviewState::self_review_submitted);
  for (auto const review : all) c.reach(review, ReviewState::final);
  return id;
}

}  // namespace

TEST_CASE("the overview is the organiser's alone") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.running();
  CHECK(s.tess.finds(GetCycleOverview{id}));
  for (auto const& who : {c.kate, c.vera, s.tom, s.harry, s.alice, s.priya}) {
    CHECK(told(who.asks(GetCycleOverview{id})) == "not_found");
  }
}

TEST_CASE("the overview names each school that takes part; one whose review was withdrawn has none") {
  Scenario s;
  ReviewCase c(s);
  auto const open = c.cycle_open();
  CHECK(s.tess.sees(GetCycleOverview{open}).at("lines").size() == 3);
  auto const id = c.running();
  c.hanif.does(WithdrawReview{c.review_of(id, c.hazel), {"Our roof is being mended."}});
  CHECK(s.tess.sees(GetCycleOverview{id}).at("lines").size() == 3);
  auto const gone = line_in_overview(s.tess, id, c.hazel);
  CHECK_FALSE(gone.contains("review"));
  CHECK_FALSE(gone.contains("state"));
  CHECK_FALSE(gone.contains("due"));
  CHECK(line_in_overview(s.tess, id, s.kirkby).at("state") == "draft");
}

TEST_CASE("the overview says what each state waits for, and by how many days that is late") {
  Scenario s;
  ReviewCase c(s);
  auto const review = c.drafted();
  auto const id = c.review(review).cycle;
  auto const due = [&] { return line_in_overview(s.tess, id, s.kirkby).at("due").get<std::string>(); };
  CHECK(due() == to_text(c.cycle(id).phases.visits_from));
  c.reach(review, ReviewState::scoped);
  CHECK(due() == to_text(c.cycle(id).phases.visits_from));
  c.reach(review, ReviewState::team_proposed);
  CHECK(due() == to_text(*c.review(review).declare_by));
  CHECK(line_in_overview(s.tess, id, s.kirkby).at("days_late") == 0);
  c.moves_to({c.review(review).declare_by->days + 3});
  CHECK(line_in_overview(s.tess, id, s.kirkby).at("days_late") == 3);
  c.reach(review, ReviewState::interests_declared);
  CHECK(due() == to_text(*c.review(review).first_day));
  c.reach(review, ReviewState::confirmed);
  CHECK(due() == to_text(*c.review(review).self_review_by));
  c.reach(review, ReviewState::visiting);
  CHECK(due() == to_text(*c.review(review).last_day));
  c.reach(review, ReviewState::draft_report);
  CHECK(due() == to_text(*c.review(review).report_by));
  c.reach(review, ReviewState::factual_check);
  CHECK(due() == to_text(*c.review(review).check_by));
  c.reach(review, ReviewState::final);
  CHECK(due() == to_text(*c.review(review).plan_by));
  c.reach(review, ReviewState::impact_check);
  CHECK(due() == to_text(*c.review(review).ninety_days_on));
  c.reach(review, ReviewState::closed);
  CHECK_FALSE(line_in_overview(s.tess, id, s.kirkby).contains("due"));
  // Nobody moved the other two.
  CHECK(line_in_overview(s.tess, id, s.mosslands).at("state") == "draft");
  CHECK(line_in_overview(s.tess, id, s.mosslands).at("days_late").get<int>() > 30);
}

TEST_CASE(
    "themes are told from three hosts on who share them, without names, and vanish with one who takes them back") {
  Scenario s;
  ReviewCase c(s);
  auto const id = three_finals(c);
  auto const shares = [&](OrganisationId host, std::vector<Theme> themes, bool shared = true) {
    c.head_of(host).does(ShareThemes{c.review_of(id, host), shared, {std::move(themes)}});
  };
  auto const seen = [&] { return s.tess.sees(GetCycleOverview{id}); };
  shares(s.kirkby, {shared_theme(0, true, "Plans are clear"), shared_theme(1, false, "Late checks")});
  shares(s.mosslands, {shared_theme(1, false, "Checks that are not used"), shared_theme(1, false, "Few checks")});
  CHECK(seen().at("sharing") == 0);
  CHECK((!seen().contains("themes") || seen().at("themes").empty()));
  shares(c.hazel, {shared_theme(2, true, "Help comes early"), shared_theme(1, false, "Checks differ")});

  auto const told = seen();
  CHECK(told.at("sharing") == 3);
  // What fewer than three of them say is theirs alone.
  REQUIRE(told.at("themes").size() == 1);
  auto const& needs = told.at("themes").at(0);
  CHECK(needs.at("heading") == "Teaching in lessons");
  CHECK(needs.at("strength") == false);
  CHECK(needs.at("schools") == 3);
  CHECK(needs.at("words") ==
        Json::parse(R"(["Checks differ", "Checks that are not used", "Few checks", "Late checks"])"));
  CHECK(told.dump().find("Plans are clear") == std::string::npos);
  for (auto const name : {"Kirkby", "Mosslands", "Hazel"}) CHECK(told.dump().find(name) == std::string::npos);

  shares(c.hazel, {}, false);
  CHECK(seen().at("sharing") == 0);
  CHECK((!seen().contains("themes") || seen().at("themes").empty()));
}

}  // namespace staffroom::tests
