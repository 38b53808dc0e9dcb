// Civil dates as text. Pure: no clock and no time zone.
#include "protocol/time.hpp"

#include <algorithm>

namespace staffroom {
namespace {

/// The digits' number, or -1.
int number_of(std::string_view digits) {
  int number = 0;
  for (char digit : digits) {
    if (digit < '0' || digit > '9') return -1;
    number = number * 10 + (digit - '0');
  }
  return number;
}

/// As two digits or four, at `place`.
void write_digits(std::string& text, std::size_t place, std::size_t count, unsigned number) {
  for (std::size_t digit = count; digit-- > 0; number /= 10) text[place + digit] = static_cast<char>('0' + number % 10);
}

}  // namespace

Result<Date> parse_date(std::string_view text) {
  namespace chrono = std::chrono;
  auto const refused = [] {
    return Error::bad_request({}, "expected a date as YYYY-MM-DD, between 2000-01-01 and 2100-12-31");
  };
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return refused();
  int const year = number_of(text.substr(0, 4));
  int const month = number_of(text.substr(5, 2));
  int const day = number_of(text.substr(8, 2));
  if (year < 2000 || year > 2100 || month < 0 || day < 0) return refused();
  chrono::year_month_day const date{chrono::year{year}, chrono::month{static_cast<unsigned>(month)},
                                    chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return refused();
  return Date{static_cast<std::int32_t>(chrono::sys_days{date}.time_since_epoch().count())};
}

std::string to_text(Date date) {
  namespace chrono = std::chrono;
  chrono::year_month_day const civil{chrono::sys_days{chrono::days{date.days}}};
  std::string text = "0000-00-00";
  write_digits(text, 0, 4, static_cast<unsigned>(std::max(0, static_cast<int>(civil.year()))));
  write_digits(text, 5, 2, static_cast<unsigned>(civil.month()));
  write_digits(text, 8, 2, static_cast<unsigned>(civil.day()));
  return text;
}

}  // namespace staffroom
