// England's bank holidays as shipped: the table of a network that stores none of its own.
#include "store/calendar.hpp"

namespace staffroom::calendar {
namespace {

constexpr Date on(int year, unsigned month, unsigned day) {
  std::chrono::sys_days const date = std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
  return {static_cast<std::int32_t>(date.time_since_epoch().count())};
}

constexpr BankHoliday holidays[] = {
    {on(2019, 1, 1), "New Year's Day"},
    {on(2019, 4, 19), "Good Friday"},
    {on(2019, 4, 22), "Easter Monday"},
    {on(2019, 5, 6), "Early May bank holiday"},
    {on(2019, 5, 27), "Spring bank holiday"},
    {on(2019, 8, 26), "Summer bank holiday"},
    {on(2019, 12, 25), "Christmas Day"},
    {on(2019, 12, 26), "Boxing Day"},
    {on(2020, 1, 1), "New Year's Day"},
    {on(2020, 4, 10), "Good Friday"},
    {on(2020, 4, 13), "Easter Monday"},
    {on(2020, 5, 8), "Early May bank holiday (VE day)"},
    {on(2020, 5, 25), "Spring bank holiday"},
    {on(2020, 8, 31), "Summer bank holiday"},
    {on(2020, 12, 25), "Christmas Day"},
    {on(2020, 12, 28), "Boxing Day (substitute day)"},
    {on(2021, 1, 1), "New Year's Day"},
    {on(2021, 4, 2), "Good Friday"},
    {on(2021, 4, 5), "Easter Monday"},
    {on(2021, 5, 3), "Early May bank holiday"},
    {on(2021, 5, 31), "Spring bank holiday"},
    {on(2021, 8, 30), "Summer bank holiday"},
    {on(2021, 12, 27), "Christmas Day (substitute day)"},
    {on(2021, 12, 28), "Boxing Day (substitute day)"},
    {on(2022, 1, 3), "New Year's Day (substitute day)"},
    {on(2022, 4, 15), "Good Friday"},
    {on(2022, 4, 18), "Easter Monday"},
    {on(2022, 5, 2), "Early May bank holiday"},
    {on(2022, 6, 2), "Spring bank holiday"},
    {on(2022, 6, 3), "Platinum Jubilee bank holiday"},
    {on(2022, 8, 29), "Summer bank holiday"},
    {on(2022, 9, 19), "State Funeral of Queen Elizabeth II"},
    {on(2022, 12, 26), "Boxing Day"},
    {on(2022, 12, 27), "Christmas Day (substitute day)"},
    {on(2023, 1, 2), "New Year's Day (substitute day)"},
    {on(2023, 4, 7), "Good Friday"},
    {on(2023, 4, 10), "Easter Monday"},
    {on(2023, 5, 1), "Early May bank holiday"},
    {on(2023, 5, 8), "Coronation of King Charles III"},
    {on(2023, 5, 29), "Spring bank holiday"},
    {on(2023, 8, 28), "Summer bank holiday"},
    {on(2023, 12, 25), "Christmas Day"},
    {on(2023, 12, 26), "Boxing Day"},
    {on(2024, 1, 1), "New Year's Day"},
    {on(2024, 3, 29), "Good Friday"},
    {on(2024, 4, 1), "Easter Monday"},
    {on(2024, 5, 6), "Early May bank holiday"},
    {on(2024, 5, 27), "Spring bank holiday"},
    {on(2024, 8, 26), "Summer bank holiday"},
    {on(2024, 12, 25), "Christmas Day"},
    {on(2024, 12, 26), "Boxing Day"},
    {on(2025, 1, 1), "New Year's Day"},
    {on(2025, 4, 18), "Good Friday"},
    {on(2025, 4, 21), "Easter Monday"},
    {on(2025, 5, 5), "Early May bank holiday"},
    {on(2025, 5, 26), "Spring bank holiday"},
    {on(2025, 8, 25), "Summer bank holiday"},
    {on(2025, 12, 25), "Christmas Day"},
    {on(2025, 12, 26), "Boxing Day"},
    {on(2026, 1, 1), "New Year's Day"},
    {on(2026, 4, 3), "Good Friday"},
    {on(2026, 4, 6), "Easter Monday"},
    {on(2026, 5, 4), "Early May bank holiday"},
    {on(2026, 5, 25), "Spring bank holiday"},
    {on(2026, 8, 31), "Summer bank holiday"},
    {on(2026, 12, 25), "Christmas Day"},
    {on(2026, 12, 28), "Boxing Day (substitute day)"},
    {on(2027, 1, 1), "New Year's Day"},
    {on(2027, 3, 26), "Good Friday"},
    {on(2027, 3, 29), "Easter Monday"},
    {on(2027, 5, 3), "Early May bank holiday"},
    {on(2027, 5, 31), "Spring bank holiday"},
    {on(2027, 8, 30), "Summer bank holiday"},
    {on(2027, 12, 27), "Christmas Day (substitute day)"},
    {on(2027, 12, 28), "Boxing Day (substitute day)"},
};

}  // namespace

std::span<BankHoliday const> england_bank_holidays() { return holidays; }
Date england_covers_until() { return on(2027, 12, 31); }
std::string_view england_source() { return "gov.uk, bank holidays of England and Wales"; }

}  // namespace staffroom::calendar
