// What the rules of quotes share: links that count, what a quote must hold, and mail to suppliers.
#pragma once
#include <memory>
#include <set>

#include "store/purchases.hpp"

namespace staffroom::quotes {

using purchases::PricePtr;
using purchases::PurchasePtr;
using purchases::QuotePtr;

/// Not revoked, and not past its time.
bool is_live(SupplierLink const& link, TimestampMs now);
/// Notes a mail to the supplier that nobody reads about. (supplier_links.cpp)
void mail(Change& change, Asked& asked, SupplierLink const& link, EmailAbout about);
/// Until when there is time now: to all with a link that counts, alike. (supplier_links.cpp)
void tell_deadline(Change& change, View const& view, Asked& asked, PurchaseId purchase);
/// Whose quotes were entered by hand: they take a place among those that can be asked.
std::set<SupplierId> entered_suppliers(View const& view, PurchaseId purchase);

enum class Whole : bool { no, yes };
/// Answers to no more than what is asked, lines of money that add up; `yes`: an answer to every question, and a price.
/// Errors: unprocessable at `body.answers[N]`, `body.lines`, `body.lines[N]…`, conflict `pupil_data`.
Result<void> check_content(Purchase const& purchase, Quote const& quote, QuotePrice& price, Whole whole);
/// Of those that the same hand sent before, the live one in that state is replaced.
void replace_earlier(Change& change, View const& view, Quote const& newer);
/// As often as one supplier sends quotes for one purchase at most. Error: conflict `too_many`.
Result<void> check_number(View const& view, Quote const& newer);
/// What was scanned and never entered is gone.
void remove_scans(Change& change, View const& view, PurchaseId purchase);

}  // namespace staffroom::quotes
