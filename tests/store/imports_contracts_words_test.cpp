// The words of contract registers: what people write is read, what is written is read again as it was.
#include <doctest/doctest.h>

#include <random>

#include "store/imports_contracts_words.hpp"

namespace staffroom::tests {
namespace {

using namespace imports;

template <class Value, class Show>
std::string shown(Result<Value> const& value, Show const& show) {
  return value ? std::string(show(*value)) : "? " + value.error().detail;
}

std::string amount(std::string_view text, VatWords otherwise = {}) {
  return shown(amount_of(text, otherwise), [](Amount it) { return words_of_pence(it.pence) + " " + words_of_vat(it); });
}
std::string shown_day(std::string_view text) { return shown(day_of(text), words_of_day); }
std::string notice(std::string_view text, std::string_view header = "Notice") {
  return shown(notice_of(text, header), words_of_notice);
}
std::string renewal(std::string_view text) { return shown(renewal_of(text), words_of_renewal); }
std::string options(std::string_view text) { return shown(extensions_of(text), words_of_extensions); }
std::string category(std::string_view text) {
  auto const found = category_of(text, {});
  return found ? std::string(name_of(*found)) : "?";
}

}  // namespace

TEST_CASE("register words: amounts are whole pence, and what is not exact is refused") {
  CHECK(amount("£12,345.67") == "12345.67 inc VAT, 20%");
  CHECK(amount("12345.6") == "12345.60 inc VAT, 20%");
  CHECK(amount(" £ 1,000,000 ") == "1000000.00 inc VAT, 20%");
  CHECK(amount("GBP 99") == "99.00 inc VAT, 20%");
  CHECK(amount("0") == "0.00 inc VAT, 20%");
  CHECK(amount("1200 pa") == "1200.00 inc VAT, 20%");
  CHECK(amount("1,200 + VAT") == "1200.00 ex VAT, 20%");
  CHECK(amount("1,200.50 ex VAT, 5%") == "1200.50 ex VAT, 5%");
  CHECK(amount("100 exempt", {.basis = AmountBasis::net, .rate = {}}) == "100.00 ex VAT, exempt");
  CHECK(amount("100000000000") == "100000000000.00 inc VAT, 20%");
  for (auto const* text : {"(1,200.00)", "-5", "£-5"}) CHECK(amount(text) == "? Amounts can't be below nothing here.");
  CHECK(amount("1.234") == "? Pounds and whole pence: at most two places after the point.");
  for (auto const* text : {"12k", "1.2m", "12 K"}) CHECK(amount(text).starts_with("? Write the amount in full"));
  for (auto const* text : {"100000000000.01", "999999999999999999999"}) {
    CHECK(amount(text) == "? Amounts up to £100,000 million.");
  }
  for (auto const* text :
       {"1,23", "12,34.5", "1.234,56", ",123", "1,2345", "abc", "£", "12.", ".5", "12 bananas", "1e5", "0x10", "٣"}) {
    CHECK_MESSAGE(amount(text).starts_with("? This is no amount."), text);
  }
}

TEST_CASE("register words: what is written of an amount is read again as the same pence") {
  std::mt19937_64 random(20'260'907);
  for (int i = 0; i < 5'000; ++i) {
    Amount const one{static_cast<std::int64_t>(random() % 10'000'000'000'001ULL),
                     random() % 2 == 0 ? AmountBasis::net : AmountBasis::gross, static_cast<VatRate>(random() % 5)};
    auto const said = vat_of(words_of_vat(one));
    REQUIRE(said.has_value());
    CHECK((*amount_of(words_of_pence(one.pence), *said) == one));
    CHECK((*amount_of(words_of_pence(one.pence) + " " + words_of_vat(one), {}) == one));
  }
}

TEST_CASE("register words: VAT in a cell and in a header") {
  auto const says = [](std::string_view text) {
    return shown(vat_of(text), [](VatWords it) {
      return words_of_vat({0, it.basis.value_or(AmountBasis::gross), it.rate.value_or(VatRate::standard)});
    });
  };
  CHECK(says("20%") == "inc VAT, 20%");
  CHECK(says("0.2") == "inc VAT, 20%");
  CHECK(says("net") == "ex VAT, 20%");
  CHECK(says("ex VAT") == "ex VAT, 20%");
  CHECK(says("Exclusive of VAT @ 5%") == "ex VAT, 5%");
  CHECK(says("+VAT") == "ex VAT, 20%");
  CHECK(says("inc") == "inc VAT, 20%");
  CHECK(says("exempt") == "inc VAT, exempt");
  CHECK(says("Zero rated") == "inc VAT, 0%");
  CHECK(says("outside the scope") == "inc VAT, outside the scope");
  CHECK(says("£246.91").starts_with("? This says nothing of VAT"));
  CHECK(says("17.5%").starts_with("? This says nothing of VAT"));
  CHECK((vat_in("Annual cost (ex VAT)").basis == AmountBasis::net));
  CHECK((vat_in("Gross annual value").basis == AmountBasis::gross));
  CHECK_FALSE(vat_in("Annual value").basis);
  CHECK_FALSE(vat_in("Cost including maintenance").basis);
}

TEST_CASE("register words: days as they are written here, and why others are not taken") {
  for (auto const* text : {"31/08/2026", "31-08-26", "31.8.2026", "31-Aug-26", "31 August 2026", "31st Aug 2026",
                           "2026-08-31", "2026-08-31T00:00:00", "31/08/2026 00:00", "August 31, 2026", "Mon 31/08/2026",
                           "Monday 31 August 2026", "20260831"}) {
    CHECK_MESSAGE(shown_day(text) == "31/08/2026", text);
  }
  CHECK(shown_day("1 Sept 2026") == "01/09/2026");
  CHECK(shown_day("29/02/2028") == "29/02/2028");
  CHECK(shown_day("46265").starts_with("? This is a spreadsheet's number for a day."));
  CHECK(shown_day("Aug-26").starts_with("? Say the day as well"));
  CHECK(shown_day("2026") == "? Say the day as well: 31/08/2026.");
  CHECK(shown_day("01/09/1998").starts_with("? Days are kept from 2000 on."));
  CHECK(shown_day("01/09/98").starts_with("? Days are kept from 2000 on."));
  for (auto const* text : {"08/31/2026", "31/06/2026", "29/02/2026", "rolling", "31/08", "31/08/2026/1", "0/0/2026",
                           "31/08/20261", "Octember 3 2026"}) {
    CHECK_MESSAGE(shown_day(text).starts_with("? This is no date."), text);
  }
}

TEST_CASE("register words: notice, renewal and options") {
  CHECK(notice("3 months") == "3 months");
  CHECK(notice("Three months' written notice") == "3 months");
  CHECK(notice("90 days") == "90 days");
  CHECK(notice("6 weeks") == "42 days");
  CHECK(notice("1 year") == "12 months");
  CHECK(notice("6mths before expiry") == "6 months");
  for (auto const* text : {"none", "No", "0", "nil", "No notice required"}) CHECK_MESSAGE(notice(text) == "none", text);
  CHECK(notice("3", "Notice (months)") == "3 months");
  CHECK(notice("90", "Notice period (days)") == "90 days");
  for (auto const* text : {"3", "a term", "notice", "3 or 6 months", "5 working days"}) {
    CHECK_MESSAGE(notice(text).starts_with("? How long before the end"), text);
  }
  CHECK(notice("40 months") == "? A notice period of at most three years.");
  CHECK(renewal("12 months") == "12 months");
  CHECK(renewal("annually") == "12 months");
  CHECK(renewal("Yes, every year") == "12 months");
  CHECK(renewal("auto-renews for 24 months") == "24 months");
  CHECK(renewal("monthly") == "1 month");
  CHECK(renewal("no") == "no");
  CHECK(renewal("No auto renewal") == "no");
  for (auto const* text : {"yes", "automatic", "rolling", "52 weeks", "no, 12 months", "perhaps"}) {
    CHECK_MESSAGE(renewal(text).starts_with("? For how long does it renew?"), text);
  }
  CHECK(options("2 x 12 months") == "2 x 12 months");
  CHECK(options("2x12 months") == "2 x 12 months");
  CHECK(options("2 × 1 year") == "2 x 12 months");
  CHECK(options("1+1") == "2 x 12 months");
  CHECK(options("1 + 1 + 1 years") == "3 x 12 months");
  CHECK(options("Two options of 12 months each") == "2 x 12 months");
  CHECK(options("12 months") == "1 x 12 months");
  CHECK(options("none") == "none");
  CHECK(options("2+1").starts_with("? Options of one length"));
  for (auto const* text : {"yes", "options", "2", "x", "+", "2 x 12 weeks"}) {
    CHECK_MESSAGE(options(text).starts_with("? How many options"), text);
  }
  CHECK(options("40 x 12 months") == "? At most 10 options, of at most 600 months each.");
  for (std::uint32_t months = 1; months < 40; ++months) {
    CHECK(*renewal_of(words_of_renewal(months)) == months);
    CHECK((*notice_of(words_of_notice({months, PeriodUnit::days}), "") == NoticePeriod{months, PeriodUnit::days}));
    auto const read = extensions_of(words_of_extensions({months % 10 + 1, months}));
    CHECK((read->left == months % 10 + 1 && read->months == months));
  }
}

TEST_CASE("register words: each category is known by its name, other words by a list, the rest by nobody") {
  for (auto i = 0; i <= static_cast<int>(SpendCategory::other); ++i) {
    auto const one = static_cast<SpendCategory>(i);
    CHECK_MESSAGE((category_of(name_of(one), {}) == one), name_of(one));
  }
  CHECK(category("cleaning_services") == "Cleaning services");
  CHECK(category("CLEANING") == "Cleaning services");
  CHECK(category("Photocopiers & Printers") == "Photocopiers and printers");
  CHECK(category("MIS") == "Management information system");
  CHECK(category("School meals") == "Catering services");
  CHECK(category("Grounds") == "?");
  CHECK(category("") == "?");
  Many<ImportWord, limits::import_words_max> own{{{{"Grounds"}, SpendCategory::grounds_and_winter},
                                                  {{"cleaning"}, SpendCategory::cleaning_products},
                                                  {{"Insurance"}, SpendCategory::other}}};
  CHECK((category_of("GROUNDS ", own) == SpendCategory::grounds_and_winter));
  CHECK((category_of("Cleaning", own) == SpendCategory::cleaning_products));
  CHECK((category_of("Insurance", own) == SpendCategory::insurance));
}

TEST_CASE("register words: routes, codes, roles, states") {
  CHECK((*method_of("Three quotes") == ProcurementMethod::quotes));
  CHECK((*method_of("Mini-competition") == ProcurementMethod::framework));
  CHECK_FALSE(method_of("Because we like them").has_value());
  CHECK((*cfr_of("E14") == CfrCode::e14));
  CHECK((*cfr_of("e28a: premises") == CfrCode::e28a));
  CHECK((*cfr_of("E5 grounds") == CfrCode::e05));
  CHECK_FALSE(cfr_of("14").has_value());
  CHECK(name_of(CfrCode::e20b) == "E20b");
  CHECK((seat_of("School Business Manager") == Role::business_manager));
  CHECK((seat_of("CEO") == Role::trust_leader));
  CHECK_FALSE(seat_of("Jane Smith"));
  CHECK(says_over("Expired"));
  CHECK_FALSE(says_over("In review"));
}

TEST_CASE("79 register words: a cell that looks like a formula is guarded, and read again as it was") {
  for (std::string const text :
       {"=cmd|' /C calc'!A0", "+44", "-1", "@sum", "'=1+1", "''-x", "'plain", "plain", "'", "", "\tx", "a=b", "'\tx"}) {
    auto const guarded = guarded_cell(text);
    CHECK_FALSE_MESSAGE(is_like_formula(guarded), text);
    CHECK(unguarded_cell(guarded) == text);
  }
  CHECK(guarded_cell("=1") == "'=1");
}

TEST_CASE("register words: what says that nothing is known, and what is written in a rarer way") {
  for (auto const* cell : {"", "-", "–", "—", "?", "n/a", "TBC", "tba", "unknown"})
    CHECK_MESSAGE(says_nothing(cell), cell);
  CHECK_FALSE(says_nothing("none known"));
  CHECK(words_of_pence(-1'205) == "-12.05");
  CHECK(amount("12.345").starts_with("?"));
  CHECK(amount("12.x").starts_with("?"));
  CHECK(amount("12k").starts_with("?"));
  CHECK(amount("1m").starts_with("?"));
  CHECK(shown_day("1 Sept 2026") == "01/09/2026");
  CHECK(shown_day("20260831") == "31/08/2026");
  CHECK(shown_day("August 2026").starts_with("?"));
  for (auto const* wrong : {"31/08/1987", "31/13/2026", "32/08/2026", "31/08/202", "x/08/2026", "31/08/20x6"}) {
    CHECK_MESSAGE(shown_day(wrong).starts_with("?"), wrong);
  }
  CHECK(notice("0 months") == notice("none"));
  CHECK(notice("3", "Notice (months)") == notice("3 months"));
  CHECK(renewal("a year") == renewal("12 months"));
  CHECK(renewal("quarterly") == renewal("3 months"));
  CHECK(renewal("every blue moon").starts_with("?"));
}

}  // namespace staffroom::tests
