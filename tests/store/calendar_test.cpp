// Working days and school days: the dates of the rules, invariants over nine years, and who edits a calendar.
#include <doctest/doctest.h>

#include <cstdlib>
#include <ctime>

#include "store/calendar.hpp"
#include "store/index_rows.hpp"
#include "store/rocks.hpp"
#include "store/stored_record.hpp"
#include "store/views.hpp"
#include "tests/support/days.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {
namespace {

constexpr OrganisationId network{1};
constexpr OrganisationId trust{2};
constexpr OrganisationId school{3};

/// A network, a trust and a school, and the calendars that a test puts there.
class Calendars {
 public:
  explicit Calendars(std::vector<OrgCalendar> calendars = {}) {
    put(Organisation{.id = network, .type = OrganisationType::network, .name = {"Network"}});
    put(Organisation{.id = trust, .type = OrganisationType::trust, .parent = network, .name = {"Trust"}});
    put(Organisation{.id = school, .type = OrganisationType::school, .parent = trust, .name = {"School"}});
    for (auto const& it : calendars) put(it);
  }
  SnapshotView view() { return {*database_, database_->snapshot(1), ReadTier::disk, decoded_, standings_}; }
  std::string after(std::string_view date, int n) {
    return to_text(calendar::add_working_days(view(), the_day(date), n));
  }
  std::string rolled(std::string_view date) {
    return to_text(calendar::roll_to_school_day(view(), school, the_day(date)));
  }

 private:
  void put(Record const& record) {
    Batch batch(*database_);
    batch.put(Family::records, key_of(record), stored::encode(record));
    for (auto const& row : index_rows(record)) batch.put(Family::indexes, row.key, row.value);
    REQUIRE(database_->write(batch) == WriteResult::done);
  }

  TempFolder folder_;
  std::unique_ptr<Database> database_ = Database::open({folder_.path(), true, nullptr, nullptr}).value();
  DecodedCache decoded_;
  StandingCache standings_;
};

Term term(std::string_view name, std::string_view starts, std::string_view ends) {
  return {{std::string(name)}, the_day(starts), the_day(ends)};
}
NamedDay named(std::string_view date, std::string_view name = "INSET") { return {the_day(date), {std::string(name)}}; }

}  // namespace

TEST_CASE("a standstill is eight working days, the day of publication among them when it is one") {
  Calendars c;
  auto const ends = [&](std::string_view published) {
    auto const view = c.view();
    auto const last = calendar::standstill_end(view, the_day(published));
    return last ? to_text(*last) : "not covered";
  };
  CHECK(ends("2026-04-02") == "2026-04-15");
  CHECK(ends("2026-04-04") == "2026-04-16");
  CHECK(ends("2026-12-23") == "2027-01-06");
  CHECK(ends("2026-11-23") == "2026-12-02");
  CHECK(ends("2027-12-20") == "2027-12-31");
  CHECK(ends("2027-12-21") == "not covered");
  auto const view = c.view();
  for (auto on = the_day("2024-01-01"); on < the_day("2027-12-01"); ++on.days) {
    auto const last = calendar::standstill_end(view, on);
    REQUIRE(last);
    int working = 0;
    for (auto at = on; at <= *last; ++at.days) working += calendar::is_working_day(view, at) ? 1 : 0;
    CHECK(working == limits::standstill_days);
    CHECK(calendar::is_working_day(view, *last));
    CHECK(last->days - on.days >= 9);
  }
}

TEST_CASE("working days are counted past weekends and England's bank holidays, both ways") {
  Calendars c;
  CHECK(c.after("2026-06-02", -10) == "2026-05-18");
  CHECK(c.after("2026-05-21", 5) == "2026-05-29");
  CHECK(c.after("2026-05-25", 0) == "2026-05-26");  // a bank holiday
  CHECK(c.after("2026-05-26", 0) == "2026-05-26");
  CHECK(c.after("2026-12-24", 1) == "2026-12-29");  // Christmas Day, a weekend, and the substitute for Boxing Day
  CHECK(c.after("2021-12-24", 1) == "2021-12-29");
  CHECK(c.after("2022-05-31", 2) == "2022-06-06");  // the jubilee
  CHECK(c.after("2028-05-26", 1) == "2028-05-29");  // beyond the table only weekends are known
}

TEST_CASE("for every day of nine years: counting back undoes counting on, further is later, no result is a day off") {
  Calendars c;
  auto const view = c.view();
  auto const is_off = [](Date date) {
    if (!calendar::is_weekday(date)) return true;
    for (auto const& it : calendar::england_bank_holidays()) {
      if (it.date == date) return true;
    }
    return false;
  };
  for (auto date = the_day("2019-01-01"); date <= the_day("2027-12-31"); ++date.days) {
    REQUIRE(calendar::is_working_day(view, date) == !is_off(date));
    auto before = calendar::add_working_days(view, date, -4);
    for (int n = -3; n <= 12; ++n) {
      if (n == 0) continue;
      auto const counted = calendar::add_working_days(view, date, n);
      REQUIRE_FALSE(is_off(counted));
      REQUIRE(before < counted);
      REQUIRE((n > 0 ? counted > date : counted < date));
      if (!is_off(date)) REQUIRE(calendar::add_working_days(view, counted, -n) == date);
      before = counted;
    }
    auto const rolled = calendar::add_working_days(view, date, 0);
    REQUIRE(rolled == (is_off(date) ? calendar::add_working_days(view, date, 1) : date));
  }
}

TEST_CASE("the time zone of the machine changes no date") {
  Calendars c;
  auto const reckon = [&](char const* zone) {
    setenv("TZ", zone, 1);
    tzset();
    return c.after("2026-03-27", 3) + to_text(calendar::date_of(calendar::end_of(the_day("2026-03-29")))) +
           c.rolled("2026-03-29");
  };
  auto const here = std::getenv("TZ") ? std::string(std::getenv("TZ")) : std::string();
  auto const told = reckon("Europe/London");
  CHECK(reckon("Pacific/Kiritimati") == told);
  CHECK(reckon("America/Los_Angeles") == told);
  setenv("TZ", here.c_str(), 1);
  tzset();
}

TEST_CASE("the network's own table holds instead of England's, and only weekends are known without it") {
  Calendars c({OrgCalendar{.id = network,
                           .version = 1,
                           .bank_holidays = {{named("2026-06-03", "Founders' day")}},
                           .covers_until = the_day("2026-12-31")}});
  CHECK(c.after("2026-06-02", 1) == "2026-06-04");
  CHECK(c.after("2026-05-22", 1) == "2026-05-25");  // not in this table
  // A trust has none of its own.
  Calendars below({OrgCalendar{.id = trust, .version = 1, .bank_holidays = {{named("2026-06-03")}}}});
  CHECK(below.after("2026-06-02", 1) == "2026-06-03");
}

TEST_CASE("a date rolls to a day on which the school is open: its terms, else its trust's, training days too") {
  OrgCalendar const of_trust{
      .id = trust,
      .version = 1,
      .terms = {{term("Autumn", "2026-09-03", "2026-12-18"), term("Spring", "2027-01-05", "2027-03-25"),
                 term("Summer", "2027-04-12", "2027-07-21")}},
      .training_days = {{named("2026-09-02")}}};
  Calendars c({of_trust});
  CHECK(c.rolled("2026-11-04") == "2026-11-04");
  CHECK(c.rolled("2026-11-07") == "2026-11-09");  // a Saturday
  CHECK(c.rolled("2026-12-19") == "2027-01-05");  // the Christmas holiday
  CHECK(c.rolled("2026-09-01") == "2026-09-02");  // a training day
  CHECK(c.rolled("2027-05-03") == "2027-05-04");  // a bank holiday in term
  CHECK(c.rolled("2027-07-22") == "2027-09-01");  // of the next year no terms are known: a working day
  CHECK(c.rolled("2028-02-05") == "2028-02-07");
  auto own = of_trust;
  own.id = school;
  own.terms = {{term("Autumn", "2026-09-07", "2026-12-11")}};
  own.training_days = {};
  Calendars with_own({of_trust, own});
  CHECK(with_own.rolled("2026-09-03") == "2026-09-07");
  CHECK(with_own.rolled("2026-09-02") == "2026-09-02");  // the trust's training day: the school names none
  CHECK(with_own.rolled("2026-12-14") == "2026-12-14");  // 60 days on it is still closed: the next working day
  CHECK_FALSE(calendar::is_school_day(with_own.view(), school, the_day("2026-12-14")));
}

TEST_CASE("a calendar is edited by administrators and leaders of the node, and read by the network") {
  Scenario s;
  EditCalendar const edit{.organisation = s.kirkby, .terms = {{term("Autumn", "2026-09-03", "2026-12-18")}}};
  CHECK(told(s.bob.tries(edit)) == "forbidden role");
  CHECK(told(s.harry.tries(edit)) == "forbidden role");  // a head of another trust
  s.tess.does(edit);                                     // the trust's leader
  CHECK(told(s.nadia.tries(edit, {}, 0)) == "precondition_failed version");
  CHECK(s.nadia.does(edit).version == 2);
  auto const seen = s.carol.sees(GetCalendar{s.kirkby});
  CHECK(seen.at("terms_of") == s.kirkby.value);
  CHECK(seen.at("own").at("version") == 2);
  CHECK(seen.at("bank_holidays").size() == calendar::england_bank_holidays().size());
  CHECK(seen.at("covers_until") == "2027-12-31");
  CHECK(s.bob.sees(GetCalendar{s.mosslands}).at("terms").empty());
  CHECK(s.bob.sees(GetCalendar{s.mosslands}).at("own").at("version") == 0);
  s.tess.does(EditCalendar{.organisation = s.aire, .terms = edit.terms, .training_days = {{named("2026-09-01")}}});
  CHECK(s.bob.sees(GetCalendar{s.mosslands}).at("terms_of") == s.aire.value);
  CHECK(s.bob.sees(GetCalendar{s.mosslands}).at("training_days").size() == 1);
}

TEST_CASE("terms follow each other, days stand in order, and bank holidays are the network's") {
  Scenario s;
  auto const tries = [&](EditCalendar edit) {
    if (!edit.organisation) edit.organisation = s.kirkby;
    return told(s.nadia.tries(edit));
  };
  CHECK(tries({.terms = {{term("Autumn", "2026-12-18", "2026-09-03")}}}) == "unprocessable body.terms[0].ends");
  CHECK(tries({.terms = {{term("All", "2026-09-03", "2027-07-20")}}}) == "unprocessable body.terms[0].ends");
  CHECK(tries({.terms = {{term("A", "2026-09-03", "2026-12-18"), term("B", "2026-12-18", "2027-02-01")}}}) ==
        "unprocessable body.terms[1].starts");
  CHECK(tries({.terms = {{term("B", "2027-01-05", "2027-02-01"), term("A", "2026-09-03", "2026-12-18")}}}) ==
        "unprocessable body.terms[1].starts");
  CHECK(tries({.training_days = {{named("2026-09-02"), named("2026-09-02")}}}) ==
        "unprocessable body.training_days[1]");
  CHECK(tries({.training_days = {{named("2026-09-02"), named("2026-09-01")}}}) ==
        "unprocessable body.training_days[1]");
  CHECK(tries({.bank_holidays = {{named("2026-12-25")}}}) == "unprocessable body.bank_holidays");
  CHECK(tries({.covers_until = the_day("2026-12-25")}) == "unprocessable body.covers_until");
  auto const of_network = [&](std::vector<NamedDay> days, std::optional<Date> covers) {
    return tries({.organisation = s.network, .bank_holidays = {std::move(days)}, .covers_until = covers});
  };
  CHECK(of_network({named("2026-12-25")}, {}) == "unprocessable body.covers_until");
  CHECK(of_network({named("2026-12-25")}, the_day("2026-12-24")) == "unprocessable body.covers_until");
  CHECK(of_network({}, the_day("2026-12-24")) == "unprocessable body.covers_until");
  CHECK(of_network({named("2026-12-28"), named("2026-12-25")}, the_day("2026-12-31")) ==
        "unprocessable body.bank_holidays[1]");
  CHECK(of_network({named("2026-12-25")}, the_day("2026-12-31")) == "accepted");
  auto const seen = s.carol.sees(GetCalendar{s.tarn});
  CHECK(seen.at("bank_holidays").size() == 1);
  CHECK(seen.at("covers_until") == "2026-12-31");
}

}  // namespace staffroom::tests
