// When mail may reach a person: a whole made-up school year against a table of its own, and the edges.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "store/calendar.hpp"
#include "store/index_rows.hpp"
#include "store/mail_window.hpp"
#include "store/rocks.hpp"
#include "store/stored_record.hpp"
#include "store/views.hpp"
#include "tests/support/days.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

constexpr OrganisationId the_network{1};
constexpr OrganisationId the_trust{2};
constexpr OrganisationId the_school{3};
constexpr PersonId ann{10};

struct Span {
  std::string_view first, last;
};
constexpr std::array terms{Span{"2025-09-03", "2025-10-24"}, Span{"2025-11-04", "2025-12-19"},
                           Span{"2026-01-06", "2026-02-13"}, Span{"2026-02-23", "2026-04-01"},
                           Span{"2026-04-20", "2026-05-22"}, Span{"2026-06-01", "2026-07-17"}};
constexpr std::array<std::string_view, 4> training{"2025-09-02", "2025-11-03", "2026-01-05", "2026-07-20"};
constexpr std::array<std::string_view, 1> bank_holidays_in_term{"2026-05-04"};

/// Summer time by its rule: from the last Sunday of March, 01:00 UTC, to the last of October. Apart from the calendar.
std::chrono::milliseconds offset_at(TimestampMs at) {
  auto const in_summer = [&](std::string_view from, std::string_view to) {
    auto const starts = TimestampMs{the_day(from).days * 86'400'000LL + 3'600'000};
    auto const ends = TimestampMs{the_day(to).days * 86'400'000LL + 3'600'000};
    return starts <= at && at < ends;
  };
  bool const summer = in_summer("2025-03-30", "2025-10-26") || in_summer("2026-03-29", "2026-10-25");
  return summer ? 1h : 0h;
}

struct Hours {
  int from, to;   // minutes after midnight
  unsigned days;  // one bit for each, Monday first
};

/// What the year's table says, by arithmetic alone.
bool expected(TimestampMs at, Hours const& hours) {
  auto const local = at + offset_at(at);
  Date const date{static_cast<std::int32_t>(local.value / 86'400'000)};
  auto const minute = static_cast<int>(local.value % 86'400'000 / 60'000);
  int const weekday = (date.days + 3) % 7;
  if ((hours.days >> unsigned(weekday) & 1) == 0 || minute < hours.from || minute >= hours.to) return false;
  auto const is = [&](std::string_view it) { return the_day(it) == date; };
  if (std::any_of(bank_holidays_in_term.begin(), bank_holidays_in_term.end(), is)) return false;
  if (std::any_of(training.begin(), training.end(), is)) return true;
  return std::any_of(terms.begin(), terms.end(),
                     [&](Span const& it) { return the_day(it.first) <= date && date <= the_day(it.last); });
}

/// A school with a year of terms, and Ann, who works there.
class SchoolYear {
 public:
  SchoolYear() {
    put(Organisation{.id = the_network, .type = OrganisationType::network, .name = {"Network"}});
    put(Organisation{.id = the_trust, .type = OrganisationType::trust, .parent = the_network, .name = {"Trust"}});
    put(Organisation{.id = the_school, .type = OrganisationType::school, .parent = the_trust, .name = {"School"}});
    put(Person{.id = ann, .name = {"Ann Able"}});
    OrgCalendar calendar{.id = the_trust, .version = 1};
    for (auto const& it : terms) calendar.terms.values.push_back({{"Term"}, the_day(it.first), the_day(it.last)});
    for (auto const it : training) calendar.training_days.values.push_back({the_day(it), {"INSET"}});
    put(calendar);
    works(MembershipId{20}, the_school, Standing::current);
  }
  void works(MembershipId id, OrganisationId at, Standing state) {
    put(Membership{.id = id, .person = ann, .organisation = at, .state = state});
  }
  void keeps(Hours const& hours) {
    Profile profile{.id = ann, .version = 1};
    profile.fields.working_hours =
        WorkingHours{static_cast<std::uint32_t>(hours.from), static_cast<std::uint32_t>(hours.to), {}};
    for (unsigned i = 0; i < 5; ++i) {
      if (hours.days >> i & 1) profile.fields.working_days.values.push_back(static_cast<Weekday>(i));
    }
    put(profile);
  }
  void put(Record const& record) {
    Batch batch(*database_);
    batch.put(Family::records, key_of(record), stored::encode(record));
    for (auto const& row : index_rows(record)) batch.put(Family::indexes, row.key, row.value);
    REQUIRE(database_->write(batch) == WriteResult::done);
    ++seq_;
  }
  SnapshotView view() { return {*database_, database_->snapshot(seq_), ReadTier::disk, decoded_, standings_}; }

 private:
  TempFolder folder_;
  std::unique_ptr<Database> database_ = Database::open({folder_.path(), true, nullptr, nullptr}).value();
  DecodedCache decoded_;
  StandingCache standings_;
  Seq seq_ = 1;
};

constexpr auto step = 15min;

/// Every quarter of an hour of the year: inside as the table says, and the next moment is the next one that is inside.
void check_year(SchoolYear& year, Hours const& hours) {
  auto const view = year.view();
  MailWindow const window(view, ann);
  auto const first = calendar::local(the_day("2025-09-01"), 0, 0);
  std::vector<bool> inside;
  for (auto at = first; at < calendar::local(the_day("2026-07-31"), 0, 0); at = at + step) {
    auto const is_inside = window.contains(at);
    REQUIRE_MESSAGE(is_inside == expected(at, hours), to_text(calendar::date_of(at)), " ", at.value);
    inside.push_back(is_inside);
  }
  CHECK(std::count(inside.begin(), inside.end(), true) > 100);
  std::optional<std::size_t> next;
  for (auto i = inside.size(); i-- > 0;) {
    if (inside[i]) next = i;
    if (!next || i % 3 != 0) continue;
    auto const found = window.next_moment(first + i * step);
    REQUIRE(found.has_value());
    REQUIRE(*found == first + *next * step);
  }
}

}  // namespace

TEST_CASE("over a school year mail's hours are as the table says, and the next moment is the first of them") {
  SchoolYear year;
  SUBCASE("as by default: Monday to Friday, 07:30 to 18:00") { check_year(year, {450, 1080, 0b11111}); }
  SUBCASE("Tuesday and Thursday mornings") {
    Hours const hours{540, 810, 0b01010};
    year.keeps(hours);
    check_year(year, hours);
  }
  SUBCASE("the whole day") {
    Hours const hours{0, 1440, 0b11111};
    year.keeps(hours);
    check_year(year, hours);
  }
}

TEST_CASE("the hours hold when the clocks change: 07:30 is 07:30 by the clock on the wall") {
  SchoolYear year;
  auto const view = year.view();
  MailWindow const window(view, ann);
  auto const opens = [&](std::string_view date) {
    return window.next_opening(the_day(date))->value % 86'400'000 / 60'000;
  };
  CHECK(opens("2025-10-24") == 390);  // 06:30 UTC
  CHECK(opens("2025-11-03") == 450);
  CHECK(opens("2026-03-27") == 450);
  CHECK(opens("2026-03-30") == 390);
}

TEST_CASE("holidays, bank holidays and training days") {
  SchoolYear year;
  auto const view = year.view();
  auto const next = [&](std::string_view date, int hour) {
    auto const found = mail_window::next_moment(view, ann, calendar::local(the_day(date), hour, 0));
    return found ? to_text(calendar::date_of(*found)) : std::string("never");
  };
  CHECK(next("2025-12-19", 17) == "2025-12-19");
  CHECK(next("2025-12-19", 18) == "2026-01-05");  // a training day: teachers are in school
  CHECK(next("2026-05-01", 20) == "2026-05-05");  // over the weekend and the early May bank holiday
  CHECK(next("2026-05-22", 19) == "2026-06-01");
  CHECK(next("2026-07-20", 19) == "2026-09-01");  // no terms of the next year are known: working days
  CHECK(mail_window::is_inside(view, ann, calendar::local(the_day("2025-09-02"), 9, 0)));
  CHECK_FALSE(mail_window::is_inside(view, ann, calendar::local(the_day("2025-09-01"), 9, 0)));
  CHECK(mail_window::is_inside(view, ann, calendar::local(the_day("2026-07-17"), 7, 30)));
  CHECK_FALSE(mail_window::is_inside(view, ann, {calendar::local(the_day("2026-07-17"), 18, 0).value}));
  CHECK(mail_window::is_inside(view, ann, {calendar::local(the_day("2026-07-17"), 18, 0).value - 1}));
}

TEST_CASE("the oldest current membership's school counts; who belongs nowhere has no hours") {
  SchoolYear year;
  constexpr OrganisationId other{4};
  year.put(Organisation{.id = other, .type = OrganisationType::school, .parent = the_network, .name = {"Other"}});
  year.put(
      OrgCalendar{.id = other, .version = 1, .terms = {{{{"Term"}, the_day("2025-09-01"), the_day("2026-07-31")}}}});
  year.works(MembershipId{21}, other, Standing::current);
  auto const half_term = calendar::local(the_day("2025-10-28"), 9, 0);
  CHECK_FALSE(mail_window::is_inside(year.view(), ann, half_term));
  year.works(MembershipId{20}, the_school, Standing::ended);
  auto const at_other = year.view();
  CHECK(mail_window::is_inside(at_other, ann, half_term));
  SchoolYear alone;
  alone.works(MembershipId{20}, the_school, Standing::ended);
  auto const view = alone.view();
  CHECK_FALSE(mail_window::is_inside(view, ann, calendar::local(the_day("2025-09-10"), 9, 0)));
  CHECK_FALSE(mail_window::next_moment(view, ann, calendar::local(the_day("2025-09-10"), 9, 0)));
}

TEST_CASE("where no school day is in sight the search comes to an end") {
  SchoolYear shut;
  shut.put(OrgCalendar{.id = the_school,
                       .version = 1,
                       .terms = {{{{"Past"}, the_day("2023-09-10"), the_day("2023-09-10")},
                                  {{"This"}, the_day("2025-09-10"), the_day("2025-09-10")},
                                  {{"Far"}, the_day("2026-09-10"), the_day("2026-09-10")},
                                  {{"Farther"}, the_day("2027-09-10"), the_day("2027-09-10")},
                                  {{"Last"}, the_day("2028-06-01"), the_day("2028-06-01")}}},
                       .training_days = {{{the_day("2025-09-11"), {"INSET"}}}}});
  shut.keeps({450, 1080, 0b00001});  // Mondays: none of those days is one
  auto const none = shut.view();
  CHECK_FALSE(mail_window::next_moment(none, ann, calendar::local(the_day("2025-09-01"), 9, 0)));
}

}  // namespace staffroom::tests
