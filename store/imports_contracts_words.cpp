// The words of contract registers: money, days, periods.
#include "store/imports_contracts_words.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "protocol/limits.hpp"
#include "store/index_rows.hpp"

namespace staffroom::imports {
namespace {

using WordTokens = std::vector<std::string>;

template <std::size_t N>
bool is_word_of(std::string_view word, std::array<std::string_view, N> const& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }
bool are_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

std::string_view without_blanks(std::string_view text) {
  auto const first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

Error unread(std::string_view words) { return Error::unprocessable("cell", std::string(words)); }

std::optional<std::uint32_t> count_in(std::string_view word) {
  constexpr std::array<std::string_view, 13> words{"zero",  "one",   "two",  "three", "four",   "five",  "six",
                                                   "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  auto const found = std::find(words.begin(), words.end(), word);
  if (found != words.end()) return static_cast<std::uint32_t>(found - words.begin());
  std::uint32_t value = 0;
  auto const [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc{} || end != word.data() + word.size() || value > 100'000) return std::nullopt;
  return value;
}

enum class SpanUnit : std::uint8_t { days, weeks, months, years };

std::optional<SpanUnit> unit_in(std::string_view word) {
  using Words = std::array<std::string_view, 5>;
  if (is_word_of(word, Words{"day", "days", "dys", "d", "cd"})) return SpanUnit::days;
  if (is_word_of(word, Words{"week", "weeks", "wk", "wks", "w"})) return SpanUnit::weeks;
  if (is_word_of(word, Words{"month", "months", "mth", "mths", "m"})) return SpanUnit::months;
  if (is_word_of(word, Words{"year", "years", "yr", "yrs", "y"})) return SpanUnit::years;
  return std::nullopt;
}

/// In months; nothing for days and weeks.
std::optional<std::uint32_t> months_of(std::uint32_t count, SpanUnit unit) {
  if (unit == SpanUnit::months) return count;
  return unit == SpanUnit::years ? std::optional(count * 12) : std::nullopt;
}

/// Takes out what says nothing here; whether any was there.
template <std::size_t N>
bool take_out(WordTokens& tokens, std::array<std::string_view, N> const& fillers) {
  auto const from =
      std::remove_if(tokens.begin(), tokens.end(), [&](auto const& it) { return is_word_of(it, fillers); });
  bool const any = from != tokens.end();
  tokens.erase(from, tokens.end());
  return any;
}

bool is_none(WordTokens const& tokens) {
  constexpr std::array<std::string_view, 10> words{"none", "no", "nil", "na", "not", "never", "0", "n", "a", "without"};
  return std::all_of(tokens.begin(), tokens.end(), [&](auto const& it) { return is_word_of(it, words); });
}

// ---- days

/// Nothing when it names no month.
std::optional<int> month_in(std::string_view word) {
  constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                    "may",       "june",     "july",     "august",
                                                    "september", "october",  "november", "december"};
  if (word.size() < 3) return std::nullopt;
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (months.at(i).starts_with(word) || (word == "sept" && i == 8)) return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

std::string two_places(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

Result<Date> day_from(int year, int month, int day) {
  if (year < 100) year += year < 70 ? 2000 : 1900;
  if (year >= 1900 && year < 2000)
    return unread("Days are kept from 2000 on. Write 01/01/2000 if it began before that.");
  auto const date = parse_date(std::to_string(year) + "-" + two_places(month) + "-" + two_places(day));
  if (!date) return unread("This is no date. Write 31/08/2026: the day, the month, the year.");
  return *date;
}

Result<Date> day_of_number(std::string_view digits) {
  auto const part = [&](std::size_t from, std::size_t length) {
    return static_cast<int>(count_in(digits.substr(from, length)).value_or(0));
  };
  if (digits.size() == 8 && digits.starts_with("20")) return day_from(part(0, 4), part(4, 2), part(6, 2));
  if (digits.size() == 4) return unread("Say the day as well: 31/08/" + std::string(digits) + ".");
  return unread("This is a spreadsheet's number for a day. Format the column as a date, and save the CSV again.");
}

/// "31st" is 31.
std::optional<int> day_number(std::string_view word) {
  for (std::string_view const ending : {"st", "nd", "rd", "th"}) {
    if (word.size() > 2 && word.ends_with(ending)) word.remove_suffix(2);
  }
  auto const value = are_digits(word) ? count_in(word) : std::nullopt;
  return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

WordTokens parts_of_day(std::string_view text) {
  WordTokens parts;
  std::string part;
  for (char const c : folded(text) + " ") {
    bool const ends = std::string_view(" -/.,").find(c) != std::string_view::npos;
    if (!ends) part += c;
    if (ends && !part.empty()) parts.push_back(std::exchange(part, {}));
  }
  if (!parts.empty() && (parts.front().ends_with("day") || parts.front().size() == 3) && !day_number(parts.front()) &&
      !month_in(parts.front())) {
    parts.erase(parts.begin());  // Monday
  }
  return parts;
}

// ---- money

Result<std::int64_t> pence_of(std::string_view number) {
  auto const point = number.find('.');
  auto const pounds = number.substr(0, point);
  auto const pence = point == std::string_view::npos ? std::string_view() : number.substr(point + 1);
  if (point != std::string_view::npos && (pence.empty() || pence.size() > 2) && are_digits(pence)) {
    return unread("Pounds and whole pence: at most two places after the point.");
  }
  auto const wrong = unread("This is no amount. Write 12,345.67.");
  if (point != std::string_view::npos && (!are_digits(pence) || pence.size() > 2)) return wrong;
  std::string digits;
  bool const grouped = pounds.find(',') != std::string_view::npos;
  for (std::size_t i = 0; i < pounds.size(); ++i) {
    bool const at_group = (pounds.size() - i) % 4 == 0;
    if (grouped && (pounds[i] == ',') != at_group) return wrong;
    if (pounds[i] != ',') digits += pounds[i];
  }
  if (!are_digits(digits) || pounds.front() == ',') return wrong;
  auto const first = digits.find_first_not_of('0');
  digits = first == std::string::npos ? "0" : digits.substr(first);
  if (digits.size() > 12) return unread("Amounts up to £100,000 million.");
  digits += pence;
  if (pence.size() < 2) digits.append(2 - pence.size(), '0');
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (value > limits::pence_max) return unread("Amounts up to £100,000 million.");
  return value;
}

/// One word of what is said of VAT; whether it was known.
bool read_vat_word(std::string_view word, VatWords& out) {
  using Words = std::array<std::string_view, 7>;
  if (is_word_of(word, Words{"inc", "incl", "including", "inclusive", "included", "gross", "with"})) {
    out.basis = AmountBasis::gross;
  } else if (is_word_of(word, Words{"ex", "exc", "excl", "excluding", "exclusive", "excluded", "net"}) ||
             is_word_of(word, std::array<std::string_view, 4>{"plus", "without", "before", "+"})) {
    out.basis = AmountBasis::net;
  } else if (is_word_of(word, Words{"20", "20.0", "20.00", "0.2", "0.20", "standard", "full"})) {
    out.rate = VatRate::standard;
  } else if (is_word_of(word, std::array<std::string_view, 5>{"5", "5.0", "5.00", "0.05", "reduced"})) {
    out.rate = VatRate::reduced;
  } else if (is_word_of(word, Words{"0", "0.0", "0.00", "zero", "nil", "no", "none"})) {
    out.rate = VatRate::zero;
  } else if (word == "exempt") {
    out.rate = VatRate::exempt;
  } else if (word == "outside" || word == "na") {
    out.rate = VatRate::outside;
  } else {
    return is_word_of(word, Words{"vat", "of", "at", "rate", "rated", "the", "scope"});
  }
  return true;
}

}  // namespace

std::vector<std::string> tokens_of(std::string_view text) {
  WordTokens out;
  enum class Last : std::uint8_t { none, letters, digits } last = Last::none;
  auto const plain = folded(text);
  for (std::size_t i = 0; i < plain.size(); ++i) {
    char const c = plain[i];
    bool const point = c == '.' && last == Last::digits && i + 1 < plain.size() && is_digit(plain[i + 1]);
    auto const now = is_digit(c) || point ? Last::digits : is_letter(c) ? Last::letters : Last::none;
    if (now == Last::none) {
      if (c == '+') out.emplace_back("+");
      if (c == '&') out.emplace_back("and");
      // "year's" is one word, and so is "n/a".
      bool const joins = (c == '\'' || c == '/') && last == Last::letters && i + 1 < plain.size();
      if (joins && is_letter(plain[i + 1]) && (c == '\'' || out.back().size() == 1)) continue;
    } else if (now == last) {
      out.back() += c;
    } else {
      out.emplace_back(1, c);
    }
    last = now;
  }
  return out;
}

bool says_nothing(std::string_view cell) {
  auto const text = without_blanks(cell);
  if (text.empty() || text == "-" || text == "–" || text == "—" || text == "?") return true;
  auto const tokens = tokens_of(text);
  return tokens.size() == 1 &&
         is_word_of(tokens.front(), std::array<std::string_view, 4>{"na", "tbc", "tba", "unknown"});
}

bool is_like_formula(std::string_view cell) {
  return !cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos;
}

std::string guarded_cell(std::string_view text) {
  // One more before what looks as if it had one already: it is taken off again when the cell is read.
  bool const guard = is_like_formula(text.substr(std::min(text.find_first_not_of('\''), text.size())));
  return (guard ? "'" : "") + std::string(text);
}

std::string_view unguarded_cell(std::string_view cell) {
  auto const rest = cell.substr(std::min(cell.find_first_not_of('\''), cell.size()));
  return cell.starts_with('\'') && is_like_formula(rest) ? cell.substr(1) : cell;
}

Result<VatWords> vat_of(std::string_view text) {
  VatWords out;
  for (auto const& word : tokens_of(text)) {
    if (!read_vat_word(word, out))
      return unread("This says nothing of VAT that is known. Write 20%, inc VAT, ex VAT or exempt.");
  }
  return out;
}

VatWords vat_in(std::string_view header) {
  VatWords out;
  bool about_vat = false;
  auto const tokens = tokens_of(header);
  for (auto const& word : tokens) about_vat = about_vat || word == "vat" || word == "net" || word == "gross";
  for (auto const& word : tokens) {
    if (about_vat) read_vat_word(word, out);
  }
  return out;
}

std::string words_of_vat(Amount amount) {
  std::string out = amount.basis == AmountBasis::net ? "ex VAT, " : "inc VAT, ";
  switch (amount.vat) {
    case VatRate::standard: return out + "20%";
    case VatRate::reduced: return out + "5%";
    case VatRate::zero: return out + "0%";
    case VatRate::exempt: return out + "exempt";
    case VatRate::outside: break;
  }
  return out + "outside the scope";
}

Result<Amount> amount_of(std::string_view text, VatWords otherwise) {
  text = without_blanks(text);
  for (std::string_view const sign : {"£", "GBP", "gbp"}) {
    if (text.starts_with(sign)) text = without_blanks(text.substr(sign.size()));
  }
  if (text.starts_with('(') || text.starts_with('-')) return unread("Amounts can't be below nothing here.");
  auto const end = std::min(text.find_first_not_of("0123456789,."), text.size());
  auto number = text.substr(0, end);
  auto const rest = without_blanks(text.substr(end));
  if (number.empty()) return unread("This is no amount. Write 12,345.67.");
  if (rest.starts_with('k') || rest.starts_with('K') || rest.starts_with('m') || rest.starts_with('M')) {
    return unread("Write the amount in full, to the pound: 12,000 and not 12k.");
  }
  VatWords said;
  auto words = tokens_of(rest);
  take_out(words, std::array<std::string_view, 8>{"p", "a", "pa", "per", "annum", "year", "gbp", "pounds"});
  for (auto const& word : words) {
    if (!read_vat_word(word, said)) return unread("This is no amount. Write 12,345.67, and what it includes after it.");
  }
  TRY_INTO(auto const pence, pence_of(number));
  auto const basis = said.basis ? said.basis : otherwise.basis;
  auto const rate = said.rate ? said.rate : otherwise.rate;
  return Amount{pence, basis.value_or(AmountBasis::gross), rate.value_or(VatRate::standard)};
}

std::string words_of_pence(std::int64_t pence) {
  auto const size = pence < 0 ? -pence : pence;
  return (pence < 0 ? "-" : "") + std::to_string(size / 100) + "." + two_places(static_cast<int>(size % 100));
}

Result<Date> day_of(std::string_view text) {
  text = without_blanks(text);
  // A time of day behind it says nothing.
  if (auto const colon = text.find(':'); colon != std::string_view::npos) {
    text = text.substr(0, std::min(text.find_last_of(" T", colon), text.size()));
  }
  if (are_digits(text)) return day_of_number(text);
  auto const parts = parts_of_day(text);
  auto const wrong = unread("This is no date. Write 31/08/2026: the day, the month, the year.");
  if (parts.size() == 2 && (month_in(parts[0]) || month_in(parts[1]))) {
    return unread("Say the day as well: 31/08/2026.");
  }
  if (parts.size() != 3) return wrong;
  bool const year_first = parts[0].size() == 4 && are_digits(parts[0]);
  bool const month_first = !year_first && month_in(parts[0]).has_value();
  auto const& month_part = parts[month_first ? 0 : 1];
  auto const& day_part = parts[year_first ? 2 : month_first ? 1 : 0];
  auto const& year_part = parts[year_first ? 0 : 2];
  auto const month = are_digits(month_part) ? day_number(month_part) : month_in(month_part);
  auto const day = day_number(day_part);
  if (!month || !day || !are_digits(year_part) || (year_part.size() != 4 && year_part.size() != 2)) return wrong;
  if (*month > 12 || *day > 31 || day_part.size() > 4) return wrong;
  return day_from(static_cast<int>(count_in(year_part).value_or(0)), *month, *day);
}

std::string words_of_day(Date day) {
  auto const text = to_text(day);
  return text.substr(8, 2) + "/" + text.substr(5, 2) + "/" + text.substr(0, 4);
}

Result<NoticePeriod> notice_of(std::string_view text, std::string_view header) {
  auto const wrong = unread("How long before the end must notice be given? Write 3 months, 90 days, 6 weeks or none.");
  auto tokens = tokens_of(text);
  take_out(tokens, std::array<std::string_view, 18>{"notice", "written", "prior", "calendar", "of", "before", "end",
                                                    "the", "at", "least", "minimum", "period", "in", "advance",
                                                    "contract", "expiry", "to", "required"});
  if (tokens.empty() || tokens.size() > 2) return wrong;
  if (is_none(tokens)) return NoticePeriod{};
  auto const count = count_in(tokens[0]);
  auto unit =
      tokens.size() == 2 ? unit_in(tokens[1].ends_with("s'") ? tokens[1].substr(0, 5) : tokens[1]) : std::nullopt;
  if (tokens.size() == 1) {
    for (auto const& word : tokens_of(header)) unit = unit ? unit : unit_in(word);
  }
  if (!count || !unit) return wrong;
  if (*count == 0) return NoticePeriod{};
  auto const months = months_of(*count, *unit);
  bool const too_long = months ? *months > 36 : *count * (*unit == SpanUnit::weeks ? 7 : 1) > limits::notice_days_max;
  if (too_long) return unread("A notice period of at most three years.");
  if (months) return NoticePeriod{*months, PeriodUnit::months};
  return NoticePeriod{*count * (*unit == SpanUnit::weeks ? 7 : 1), PeriodUnit::days};
}

std::string words_of_notice(NoticePeriod notice) {
  if (notice.count == 0) return "none";
  auto const one = notice.unit == PeriodUnit::months ? " month" : " day";
  return std::to_string(notice.count) + one + (notice.count == 1 ? "" : "s");
}

Result<std::uint32_t> renewal_of(std::string_view text) {
  auto tokens = tokens_of(text);
  bool const said =
      take_out(tokens, std::array<std::string_view, 19>{"yes", "y", "auto", "automatic", "automatically", "renews",
                                                        "renewal", "renew", "rolling", "rolls", "for", "by", "itself",
                                                        "every", "term", "further", "another", "per", "each"});
  if (tokens.empty() && said) return unread("For how long does it renew? Write 12 months, or no.");
  if (is_none(tokens)) return 0u;
  std::uint32_t count = 1;
  if (tokens.size() == 2 && tokens[0] == "a") tokens.erase(tokens.begin());
  if (tokens.size() == 2) {
    auto const counted = count_in(tokens[0]);
    if (!counted) return unread("For how long does it renew? Write 12 months, or no.");
    count = *counted;
    tokens.erase(tokens.begin());
  }
  std::optional<std::uint32_t> months;
  if (tokens.size() == 1) {
    auto const& word = tokens.front();
    if (is_word_of(word, std::array<std::string_view, 3>{"annual", "annually", "yearly"})) months = 12;
    if (word == "monthly") months = 1;
    if (word == "quarterly") months = 3;
    if (auto const unit = unit_in(word)) months = months_of(count, *unit);
  }
  if (!months) return unread("For how long does it renew? Write 12 months, or no.");
  if (*months > limits::contract_months_max) return unread("At most 600 months.");
  return *months;
}

std::string words_of_renewal(std::uint32_t months) {
  if (months == 0) return "no";
  return std::to_string(months) + (months == 1 ? " month" : " months");
}

Result<Extensions> extensions_of(std::string_view text) {
  auto const wrong = unread("How many options, of how long? Write 2 x 12 months, or none.");
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const times = text.substr(i).starts_with("×");
    plain += times ? ' ' : text[i];
    if (times) ++i;
  }
  auto tokens = tokens_of(plain);
  take_out(tokens,
           std::array<std::string_view, 20>{"option",   "options",  "extension", "extensions", "of",   "up",    "to",
                                            "further",  "optional", "possible",  "available",  "each", "can",   "be",
                                            "extended", "by",       "for",       "x",          "and",  "extend"});
  if (tokens.empty()) return wrong;
  if (is_none(tokens)) return Extensions{};
  if (std::find(tokens.begin(), tokens.end(), "+") != tokens.end()) {
    std::optional<SpanUnit> unit;
    WordTokens counts;
    for (auto const& token : tokens) {
      if (token == "+") continue;
      if (auto const said = unit_in(token)) {
        unit = said;
      } else {
        counts.push_back(token);
      }
    }
    bool const even = std::all_of(counts.begin(), counts.end(), [&](auto const& it) { return it == counts.front(); });
    if (counts.empty()) return wrong;
    if (!even) return unread("Options of one length, such as 2 x 12 months: put what differs into the description.");
    tokens = {std::to_string(counts.size()), counts.front(), unit && *unit == SpanUnit::months ? "months" : "years"};
  }
  if (tokens.size() == 2) tokens.insert(tokens.begin(), "1");
  if (tokens.size() != 3) return wrong;
  auto const left = count_in(tokens[0]);
  auto const count = count_in(tokens[1]);
  auto const unit = unit_in(tokens[2]);
  auto const months = count && unit ? months_of(*count, *unit) : std::nullopt;
  if (!left || !months) return wrong;
  if (*left > limits::extensions_max || *months > limits::contract_months_max) {
    return unread("At most 10 options, of at most 600 months each.");
  }
  if (*left == 0 || *months == 0) return Extensions{};
  return Extensions{*left, *months};
}

std::string words_of_extensions(Extensions extensions) {
  if (extensions.left == 0) return "none";
  return std::to_string(extensions.left) + " x " + std::to_string(extensions.months) +
         (extensions.months == 1 ? " month" : " months");
}

}  // namespace staffroom::imports
