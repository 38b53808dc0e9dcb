// Who else reads a report: grants of the host, agreed exceptions, and the log of readings.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "tests/support/review_case.hpp"

namespace staffroom::tests {
namespace {

ReportReader reader_of(Colleague const& who) { return {.person = who.id()}; }

ReportGrantId grants_to(ReviewCase& c, ReviewId review, ReportReader reader, std::optional<Date> ends = {}) {
  return {id_in(c.kate.does(CreateReportGrant{.review = review, .reader = reader, .ends = ends}))};
}

}  // namespace

TEST_CASE("reviews: agreed exceptions open with the final report, and tell whom they name") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.factual_check();
  CHECK(c.grants(id).empty());
  CHECK(s.gwen.lists(ListMyGrants{}).empty());
  c.reach(id, ReviewState::final);
  auto const grants = c.grants(id);
  REQUIRE(grants.size() == 1);
  auto const grant = c.grant(grants.front());
  CHECK(grant.agreed);
  CHECK(grant.state == GrantState::current);
  CHECK(grant.host == s.kirkby);
  CHECK(s.gwen.told_because(Because::report_granted));
  CHECK(s.gwen.lists(ListMyGrants{}) == std::vector<std::uint64_t>{grant.id.value});
  CHECK_FALSE(s.gwen.finds(GetReviewReport{id}));
  CHECK_FALSE(s.gwen.finds(GetReview{id}));
  CHECK(s.store().verify().empty());
}

TEST_CASE("reviews: a grantee reads the report by a command, and each reading is on the host's list") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.final_report();
  auto const grant = grants_to(c, id, reader_of(s.harry));
  CHECK(s.harry.told_because(Because::report_granted));
  CHECK_FALSE(s.harry.finds(GetReviewReport{id}));
  auto const read = s.harry.tries(ReadReport{grant, ReadingWay::page});
  REQUIRE(read.has_value());
  CHECK(read->record.find("A school that knows itself.") != std::string::npos);
  REQUIRE(s.harry.tries(ReadReport{grant, ReadingWay::print}).has_value());
  auto const log = c.kate.sees(ListReportReadings{id}).at("items");
  REQUIRE(log.size() == 2);
  CHECK(log[0].at("way") == "print");
  CHECK(log[1].at("way") == "page");
  CHECK(log[0].at("person") == s.harry.id().value);
  auto const reading = ReportReadingId{log[0].at("id").get<std::uint64_t>()};
  CHECK(c.kate.finds(GetReportReading{reading}));
  CHECK_FALSE(s.harry.finds(GetReportReading{reading}));
  CHECK_FALSE(s.harry.finds(ListReportReadings{id}));
  CHECK(s.tess.lists(ListReportReadings{id}).empty());
  CHECK(s.alice.lists(ListReportReadings{id}).empty());
  // Its host and its team read it without.
  CHECK(told(c.kate.tries(ReadReport{grant})) == "forbidden role");
  CHECK(told(s.tess.tries(ReadReport{grant})) == "not_found");
  CHECK(told(s.alice.tries(ReadReport{grant})) == "not_found");
  CHECK(s.store().verify().empty());
}

TEST_CASE("reviews: with its key repeated, a reading answers nothing and is noted once") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.final_report();
  auto const grant = grants_to(c, id, reader_of(s.harry));
  auto const first = s.harry.tries(ReadReport{grant}, "read-1");
  auto const again = s.harry.tries(ReadReport{grant}, "read-1");
  REQUIRE((first.has_value() && again.has_value()));
  CHECK_FALSE(first->record.empty());
  CHECK(again->record.empty());
  CHECK(c.kate.lists(ListReportReadings{id}).size() == 1);
}

TEST_CASE("reviews: who may give a grant, of what, to whom") {
  Scenario s;
  ReviewCase c(s);
  auto const early = c.factual_check();
  CreateReportGrant wanted{.review = early, .reader = reader_of(s.harry)};
  CHECK(told(c.kate.tries(wanted)) == "conflict wrong_state");
  auto const id = c.reach(early, ReviewState::final);
  CHECK(told(s.tess.tries(wanted)) == "not_found");
  CHECK(told(s.alice.tries(wanted)) == "not_found");
  CHECK(told(s.harry.tries(wanted)) == "not_found");
  CHECK(told(s.tom.tries(wanted)) == "not_found");
  CHECK(told(c.kate.tries(CreateReportGrant{.review = id})) == "unprocessable body.reader");
  CHECK(told(c.kate.tries(
            CreateReportGrant{.review = id, .reader = {.person = s.harry.id(), .seat = ReportSeat::governor}})) ==
        "unprocessable body.reader");
  CHECK(told(c.kate.tries(CreateReportGrant{.review = id, .reader = {.seat = ReportSeat::governor}})) ==
        "unprocessable body.reader");
  CHECK(told(c.kate.tries(CreateReportGrant{.review = id, .reader = reader_of(c.kate)})) ==
        "unprocessable body.reader");
  CHECK(told(c.kate.tries(
            CreateReportGrant{.review = id, .reader = {.seat = ReportSeat::headteacher, .organisation = s.kirkby}})) ==
        "unprocessable body.reader");
  CHECK(told(c.kate.tries(CreateReportGrant{.review = id, .reader = {.person = PersonId{999'999}}})) == "not_found");
  wanted.ends = s.in_days(-1);
  CHECK(told(c.kate.tries(wanted)) == "unprocessable body.ends");
  wanted.ends.reset();
  c.kate.does(wanted);
  CHECK(told(c.kate.tries(wanted)) == "conflict already_granted");
  // Partners may be named as well.
  c.kate.does(CreateReportGrant{.review = id, .reader = reader_of(s.priya)});
  CHECK(s.priya.lists(ListMyGrants{}).size() == 1);
  CHECK(c.grants(id).size() == 3);
}

TEST_CASE("reviews: a seat reads: who holds it now, and nobody who held it") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.final_report();
  auto const grant = grants_to(c, id, {.seat = ReportSeat::trust_leader, .organisation = s.aire});
  CHECK(c.vera.told_because(Because::report_granted));
  CHECK(c.vera.lists(ListMyGrants{}).size() == 1);
  CHECK(c.vera.tries(ReadReport{grant}).has_value());
  CHECK(s.tess.tries(ReadReport{grant}).has_value());
  CHECK_FALSE(s.tom.finds(GetReportGrant{grant}));
  s.ends_memberships_of(c.vera);
  auto const next = s.engages("Nell New", s.aire, Role::trust_leader);
  CHECK_FALSE(c.vera.finds(GetReportGrant{grant}));
  CHECK(next.tries(ReadReport{grant}).has_value());
  CHECK(c.grant(grant).state == GrantState::current);
}

TEST_CASE("reviews: a grant ends by its host, by whom it names, and by its last day") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.final_report();
  auto const by_host = grants_to(c, id, reader_of(s.harry));
  auto const by_reader = grants_to(c, id, reader_of(s.dan));
  auto const by_time = grants_to(c, id, reader_of(s.priya), s.in_days(3));
  CHECK(told(s.dan.tries(EndReportGrant{by_host})) == "not_found");
  c.kate.does(EndReportGrant{by_host});
  CHECK(c.grant(by_host).state == GrantState::ended);
  CHECK(told(s.harry.tries(ReadReport{by_host})) == "not_found");
  CHECK_FALSE(s.harry.finds(GetReportGrant{by_host}));
  CHECK_FALSE(s.harry.told_because(Because::report_granted));
  CHECK(told(c.kate.tries(EndReportGrant{by_host})) == "conflict wrong_state");
  s.dan.does(EndReportGrant{by_reader});
  CHECK(c.grant(by_reader).state == GrantState::ended);
  s.advance_to(calendar::end_of({s.in_days(2)}));
  CHECK(s.priya.tries(ReadReport{by_time}).has_value());
  s.advance_to(calendar::end_of(s.today()));
  CHECK(c.grant(by_time).state == GrantState::ended);
  CHECK(told(s.priya.tries(ReadReport{by_time})) == "not_found");
  // The list stays, and what was read.
  CHECK(c.grants(id).size() == 4);
  CHECK(c.kate.lists(ListReportReadings{id}).size() == 1);
  // And it may be given again.
  grants_to(c, id, reader_of(s.harry));
  CHECK(s.store().verify().empty());
}

TEST_CASE("reviews: who loses a grant is told that it is gone, and what they were told of it") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.final_report();
  auto const grant = grants_to(c, id, reader_of(s.harry));
  auto const notice = s.harry.told_because(Because::report_granted);
  static_cast<void>(s.sink().take());
  c.kate.does(EndReportGrant{grant});
  std::set<std::pair<std::string, std::uint64_t>> gone;
  auto const carried = s.store().standing(s.harry.id())->audiences;
  for (auto const& publication : s.sink().take()) {
    for (auto const& part : publication->parts) {
      if (!std::binary_search(carried.begin(), carried.end(), part.audience)) continue;
      auto const frame = Json::parse(part.last);
      for (auto const& event : frame.at("events")) {
        if (!event.contains("delete")) continue;
        gone.emplace(event.at("delete").at("kind").get<std::string>(),
                     event.at("delete").at("id").get<std::uint64_t>());
      }
    }
  }
  CHECK(gone.contains({"report_grant", grant.value}));
  CHECK(gone.contains({"notification", notice.value}));
}

TEST_CASE("reviews: an agreed grant ends once the organiser agrees") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.final_report();
  auto const agreed = c.grants(id).front();
  auto const own = grants_to(c, id, reader_of(s.harry));
  CHECK(told(c.kate.tries(EndReportGrant{agreed})) == "forbidden not_exception");
  CHECK_FALSE(s.tess.finds(GetReportGrant{agreed}));
  CHECK(told(c.kate.tries(AskGrantEnd{own})) == "conflict wrong_state");
  CHECK(told(s.gwen.tries(AskGrantEnd{agreed})) == "forbidden role");
  c.kate.does(AskGrantEnd{agreed});
  CHECK(s.tess.finds(GetReportGrant{agreed}));
  CHECK(s.tess.told_because(Because::grant_end_wanted));
  CHECK(told(c.kate.tries(AgreeGrantEnd{agreed})) == "forbidden role");
  CHECK(told(c.kate.tries(EndReportGrant{agreed})) == "forbidden not_exception");
  CHECK(told(s.tess.tries(EndReportGrant{agreed})) == "not_found");
  CHECK(told(s.tess.tries(ReadReport{agreed})) == "forbidden role");
  s.tess.does(AgreeGrantEnd{agreed});
  CHECK_FALSE(s.tess.told_because(Because::grant_end_wanted));
  CHECK(c.grant(agreed).state == GrantState::current);
  c.kate.does(EndReportGrant{agreed});
  CHECK_FALSE(s.tess.finds(GetReportGrant{agreed}));
  CHECK(told(s.gwen.tries(ReadReport{agreed})) == "not_found");
  CHECK(s.store().verify().empty());
}

TEST_CASE("reviews: whom an agreed grant names may give it up") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.final_report();
  auto const agreed = c.grants(id).front();
  s.gwen.does(EndReportGrant{agreed});
  CHECK(c.grant(agreed).state == GrantState::ended);
}

TEST_CASE("reviews: grants outlive the review") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.closed();
  auto const agreed = c.grants(id).front();
  CHECK(s.gwen.tries(ReadReport{agreed}).has_value());
  CHECK(told(s.alice.tries(ReadReport{agreed})) == "not_found");
}

}  // namespace staffroom::tests
