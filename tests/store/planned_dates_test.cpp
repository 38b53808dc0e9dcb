// The days in a person's calendar, and the address under which other programs may read them.
#include <doctest/doctest.h>

#include <algorithm>

#include "protocol/codec.hpp"
#include "tests/support/library.hpp"
#include "tests/support/posts.hpp"
#include "tests/support/support_case.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

Json dates(Colleague const& who, Date from, Date to) { return who.sees(ListDates{from, to}); }

/// "visit 2026-09-21", in order.
std::vector<std::string> said(Json const& dates) {
  std::vector<std::string> out;
  for (auto const& it : dates.at("items")) {
    out.push_back(it.at("what").get<std::string>() + " " + it.at("date").get<std::string>());
  }
  return out;
}

bool has(Json const& dates, std::string const& what) {
  auto const all = said(dates);
  return std::any_of(all.begin(), all.end(), [&](auto const& it) { return it.starts_with(what + " "); });
}

std::uint64_t generation(Colleague const& who) {
  return who.sees(GetCalendarFeed{who.id()}).at("generation").get<std::uint64_t>();
}

}  // namespace

TEST_CASE("dates: a case's visits and days are in the calendars of the two, and of nobody else") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.begins();
  auto const agreement = *c.request(id).agreement;
  auto const day = c.weekday(s.in_days(3));
  auto const visit = c.plans(agreement, day);
  Date const last{c.agreement(agreement).ends.days + 1};
  auto const carols = dates(s.carol, s.today(), last);
  auto const first = carols.at("items").front();
  CHECK(first.at("what") == "visit");
  CHECK(first.at("date") == to_text(day));
  CHECK(first.at("from") == 540);
  CHECK(first.at("to") == 660);
  CHECK(first.at("title") == "Bar modelling in Year 4");
  CHECK(first.at("place") == "Kirkby Road Primary");
  CHECK(first.at("id") == visit.value);
  CHECK(first.at("self") == "/api/v1/support-requests/" + std::to_string(id.value));
  CHECK(said(carols) == std::vector<std::string>{"visit " + to_text(day),
                                                 "visit_record " + to_text(c.visit(visit).record_by),
                                                 "midterm " + to_text(c.agreement(agreement).midterm_on),
                                                 "agreement_ends " + to_text(c.agreement(agreement).ends)});
  // Nothing of what the request says but its title.
  CHECK(carols.dump().find("Word problems") == std::string::npos);
  auto const bobs = dates(s.bob, s.today(), last);
  CHECK(has(bobs, "visit"));
  CHECK_FALSE(has(bobs, "visit_record"));
  for (auto const& who : {s.dan, s.priya, c.brenda}) CHECK(said(dates(who, s.today(), last)).empty());
  s.carol.does(CancelVisit{visit});
  CHECK_FALSE(has(dates(s.carol, s.today(), last), "visit"));
  CHECK_FALSE(has(dates(s.bob, s.today(), last), "visit"));
}

TEST_CASE("dates: an asking until it is answered, an action until it is done") {
  Scenario s;
  SupportCase c(s);
  auto const match = c.asks(s.carol, c.opens());
  Date const until{s.today().days + 300};
  CHECK(said(dates(s.carol, s.today(), until)) == std::vector{"answer_match " + to_text(c.match(match).lapses)});
  s.carol.does(DeclineMatch{.support_match = match, .reason = {"My weeks are full."}});
  CHECK(said(dates(s.carol, s.today(), until)).empty());

  ActionId const action{id_in(s.bob.does(
      CreateAction{.topic = s.maths.topic, .title = {"Bring the bars"}, .owner = s.carol.id(), .due = s.in_days(4)}))};
  auto const owed = dates(s.carol, s.today(), until);
  CHECK(said(owed) == std::vector{"action " + to_text(s.in_days(4))});
  CHECK(owed.at("items").front().at("title") == "Bring the bars");
  CHECK(owed.at("items").front().at("self") == "/api/v1/actions/" + std::to_string(action.value));
  CHECK(said(dates(s.bob, s.today(), until)).empty());
  s.carol.does(CompleteAction{action});
  CHECK(said(dates(s.carol, s.today(), until)).empty());
}

TEST_CASE("dates: what one owns is to be reviewed, and what one was asked to tell has a last day") {
  Scenario s;
  Library library(s);
  Posts posts(s);
  auto const resource = library.shows(s.bob, s.kirkby, s.network);
  auto const post = posts.shows(s.bob, s.kirkby, s.network);
  Date const until{s.today().days + 400};
  auto const review = *library.resource(resource).review_by;
  auto const bobs = dates(s.bob, s.today(), until);
  CHECK(has(bobs, "resource_review"));
  CHECK(has(bobs, "practice_review"));
  CHECK(bobs.dump().find(to_text(review)) != std::string::npos);
  CHECK(bobs.dump().find(to_text(*posts.post(post).review_by)) != std::string::npos);
  CHECK(said(dates(s.carol, s.today(), until)).empty());  // she reads both

  AdoptionId const adoption{id_in(s.carol.does(TryPractice{post, s.tarn}))};
  CHECK(said(dates(s.carol, s.today(), until)).empty());
  s.advance(std::chrono::hours{24 * 43});
  auto const due = posts.adoption(adoption).follow_ups.values.front().due;
  auto const owed = dates(s.carol, s.today(), until);
  CHECK(said(owed) == std::vector{"adoption_story " + to_text(Date{due.days + 27})});
  CHECK(owed.at("items").front().at("self") == "/api/v1/practice/" + std::to_string(post.value));
  // On that day it may still be told; on the next nobody waits for it.
  s.advance_to(calendar::local({due.days + 27}, 12, 0));
  CHECK(has(dates(s.carol, s.today(), until), "adoption_story"));
  s.advance(std::chrono::hours{24});
  CHECK_FALSE(has(dates(s.carol, s.today(), until), "adoption_story"));
}

TEST_CASE("dates: only those asked for, the next one after them, and the days without school") {
  Scenario s;
  for (int const day : {2, 9, 16, 40}) {
    s.bob.does(CreateAction{.topic = s.maths.topic,
                            .title = {"In " + std::to_string(day) + " days"},
                            .owner = s.carol.id(),
                            .due = s.in_days(day)});
  }
  auto const found = dates(s.carol, s.in_days(3), s.in_days(16));
  CHECK(said(found) == std::vector{"action " + to_text(s.in_days(9)), "action " + to_text(s.in_days(16))});
  CHECK(found.at("next") == to_text(s.in_days(40)));
  CHECK_FALSE(dates(s.carol, s.in_days(40), s.in_days(41)).contains("next"));
  // England's bank holidays, as shipped: Christmas.
  Date const december{*parse_date("2026-12-20")}, new_year{*parse_date("2027-01-03")};
  auto const closed = dates(s.carol, december, new_year).at("closed");
  REQUIRE(closed.size() == 3);
  CHECK(closed.front().at("date") == "2026-12-25");
  s.as_system(EditCalendar{.organisation = s.tarn, .training_days = {{NamedDay{december, {"Training"}}}}});
  CHECK(dates(s.carol, december, new_year).at("closed").front().at("name") == "Training");
  CHECK(told(s.carol.asks(ListDates{s.in_days(2), s.in_days(1)})) == "unprocessable query.to");
  CHECK(told(s.carol.asks(ListDates{s.today(), s.in_days(401)})) == "unprocessable query.to");
  CHECK(s.carol.finds(ListDates{s.today(), s.in_days(400)}));
}

TEST_CASE("feed: one's own address is made, made anew and taken away; no generation comes again") {
  Scenario s;
  CHECK_FALSE(s.carol.finds(GetCalendarFeed{s.carol.id()}));
  CHECK(told(s.carol.tries(DeleteCalendarFeed{s.carol.id()})) == "not_found");
  CHECK(told(s.bob.tries(CreateCalendarFeed{s.carol.id()})) == "not_found");
  CHECK(told(s.nadia.tries(CreateCalendarFeed{s.carol.id()})) == "not_found");
  s.carol.does(CreateCalendarFeed{s.carol.id()});
  auto const first = generation(s.carol);
  CHECK_FALSE(s.bob.finds(GetCalendarFeed{s.carol.id()}));
  CHECK_FALSE(s.nadia.finds(GetCalendarFeed{s.carol.id()}));
  CHECK(told(s.carol.tries(CreateCalendarFeed{s.carol.id()}, {}, 7)) == "precondition_failed version");
  s.carol.does(CreateCalendarFeed{s.carol.id()});
  auto const second = generation(s.carol);
  CHECK(second > first);
  CHECK(told(s.bob.tries(DeleteCalendarFeed{s.carol.id()})) == "not_found");
  s.carol.does(DeleteCalendarFeed{s.carol.id()});
  CHECK_FALSE(s.carol.finds(GetCalendarFeed{s.carol.id()}));
  s.carol.does(CreateCalendarFeed{s.carol.id()});
  CHECK(generation(s.carol) > second);
  s.bob.does(CreateCalendarFeed{s.bob.id()});
  CHECK(generation(s.bob) != generation(s.carol));
}

}  // namespace staffroom::tests
