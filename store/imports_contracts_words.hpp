// The words of contract registers, as people write them and as the export writes them: what is written is read again as
// the same. Pure; whole pence, no fractions.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/contracts.hpp"
#include "protocol/imports.hpp"
#include "protocol/result.hpp"

namespace staffroom::imports {

/// Words and numbers, lower-cased, "&" as "and"; "+" and a point between digits are kept. "Notice (3 mths)" is notice,
/// 3, mths.
std::vector<std::string> tokens_of(std::string_view text);

/// Not known, in a word: nothing, "-", "n/a", "tbc".
bool says_nothing(std::string_view cell);
/// A spreadsheet would take the cell for a formula: it begins with = + - or @.
bool is_like_formula(std::string_view cell);
/// As it goes into a cell of an export: with an apostrophe before what is_like_formula, or begins with a tab or CR.
std::string guarded_cell(std::string_view text);
/// The cell without the apostrophe that was put before it.
std::string_view unguarded_cell(std::string_view cell);

// ---- money

/// What a word, a cell or a header says of VAT.
struct VatWords {
  std::optional<AmountBasis> basis;
  std::optional<VatRate> rate;
};
/// "20%", "ex VAT", "inc VAT, 5%", "net", "exempt". Errors: unprocessable.
Result<VatWords> vat_of(std::string_view text);
/// Of a header, "Annual cost (inc VAT)": what can be told, the rest is passed over.
VatWords vat_in(std::string_view header);
std::string words_of_vat(Amount amount);
/// "£12,345.67", "12345.6", "1,200 ex VAT": what the cell says itself goes before `otherwise`; without either it is
/// gross, at the standard rate. Errors: unprocessable.
Result<Amount> amount_of(std::string_view text, VatWords otherwise);
/// "12345.67"
std::string words_of_pence(std::int64_t pence);

// ---- time

/// "31/08/2026", "31-Aug-26", "2026-08-31", "31st August 2026". Errors: unprocessable, in words that help: also for the
/// number that a spreadsheet keeps for a day.
Result<Date> day_of(std::string_view text);
/// 31/08/2026
std::string words_of_day(Date day);
/// "3 months", "90 days", "6 weeks" (42 days), "none". `header` may hold the unit. Errors: unprocessable.
Result<NoticePeriod> notice_of(std::string_view text, std::string_view header);
std::string words_of_notice(NoticePeriod notice);
/// Months: "12 months", "annually", "no". Errors: unprocessable.
Result<std::uint32_t> renewal_of(std::string_view text);
std::string words_of_renewal(std::uint32_t months);
struct Extensions {
  std::uint32_t left = 0;
  std::uint32_t months = 0;
};
/// "2 x 12 months", "1+1" (years), "none". Errors: unprocessable.
Result<Extensions> extensions_of(std::string_view text);
std::string words_of_extensions(Extensions extensions);

// ---- kinds

/// A category by its name, or by another word for it. `own` are the organisation's. (imports_contracts_kinds.cpp)
std::optional<SpendCategory> category_of(std::string_view text, Many<ImportWord, limits::import_words_max> const& own);
/// As a category is compared: its tokens with blanks between.
std::string plain_category(std::string_view text);
std::string_view name_of(SpendCategory category);
Result<ProcurementMethod> method_of(std::string_view text);
std::string_view name_of(ProcurementMethod method);
/// "E14", "E14 Cleaning". Errors: unprocessable.
Result<CfrCode> cfr_of(std::string_view text);
std::string name_of(CfrCode code);
/// Errors: unprocessable for what is neither yes nor no.
Result<bool> is_yes(std::string_view text);
/// Of a status: the contract is over. What is not known counts as running.
bool says_over(std::string_view text);
/// "business manager", "headteacher", "CEO", "trust leader", "administrator": who may look after a contract. Nothing
/// for other words, names of people among them.
std::optional<Role> seat_of(std::string_view text);
std::string_view name_of_seat(Role role);

}  // namespace staffroom::imports
