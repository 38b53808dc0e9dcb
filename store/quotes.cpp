// Quotes by the supplier's link: saved, sent, replaced, withdrawn. Until the opening nobody but the supplier may learn
// of them: no command here touches a record that somebody else reads.
#include "store/quotes.hpp"

#include <algorithm>
#include <chrono>

#include "store/following.hpp"
#include "store/mails.hpp"

namespace staffroom {

using quotes::PurchasePtr;
using quotes::QuotePtr;
using quotes::Whole;

// ---- what they share

bool quotes::is_live(SupplierLink const& link, TimestampMs now) {
  return !link.revoked && (!link.expires || now < *link.expires);
}

std::set<SupplierId> quotes::entered_suppliers(View const& view, PurchaseId purchase) {
  std::set<SupplierId> out;
  for (auto const& it : purchases::quotes_of(view, purchase)) {
    if (!it->supplier_link) out.insert(it->supplier);
  }
  return out;
}

Result<void> quotes::check_content(Purchase const& purchase, Quote const& quote, QuotePrice& price, Whole whole) {
  auto const& answers = quote.answers.values;
  auto const questions = purchase.pack.criteria.size();
  auto const path = [](std::size_t i) { return "body.answers[" + std::to_string(i) + "]"; };
  if (answers.size() > questions) {
    return Error::unprocessable(path(questions), "There are only " + std::to_string(questions) + " questions.");
  }
  for (auto const& one : answers) TRY(check_words({one.value}));
  TRY(check_words({quote.remarks.value}));
  TRY_INTO(auto const sum, purchases::sum_of(price.lines, "body.lines"));
  price.net = sum.net;
  price.gross = sum.gross;
  if (whole == Whole::no) return {};
  for (std::size_t i = 0; i < questions; ++i) {
    if (i >= answers.size() || answers[i].empty()) return Error::unprocessable(path(i), "Answer this question.");
  }
  if (price.lines.empty()) return Error::unprocessable("body.lines", "Give at least one price.");
  return {};
}

namespace {

/// Sent by the same link, or entered by hand for the same supplier.
bool is_of_same_hand(Quote const& a, Quote const& b) {
  if (a.supplier_link || b.supplier_link) return a.supplier_link == b.supplier_link;
  return a.supplier == b.supplier;
}

Change& put_quote(Change& change, Quote quote, QuotePrice price) {
  quote.content_hash = purchases::hash_of(quote, price);
  change.put(std::move(quote));
  return change.put(std::move(price));
}

void put_quote_as(Change& change, Quote const& quote, QuoteState state) {
  auto changed = quote;
  changed.state = state;
  ++changed.version;
  change.put(std::move(changed));
}

}  // namespace

void quotes::replace_earlier(Change& change, View const& view, Quote const& newer) {
  for (auto const& it : purchases::quotes_of(view, newer.purchase)) {
    if (it->id == newer.id || it->state != newer.state || !is_of_same_hand(*it, newer)) continue;
    put_quote_as(change, *it, QuoteState::replaced);
  }
}

Result<void> quotes::check_number(View const& view, Quote const& newer) {
  auto const all = purchases::quotes_of(view, newer.purchase);
  auto const sent = std::count_if(all.begin(), all.end(), [&](auto const& it) {
    return it->state != QuoteState::draft && is_of_same_hand(*it, newer);
  });
  if (static_cast<std::size_t>(sent) < limits::quotes_max) return {};
  return Error::conflict("too_many", "A quote can be sent " + std::to_string(limits::quotes_max) + " times at most.");
}

void quotes::remove_scans(Change& change, View const& view, PurchaseId purchase) {
  auto const scans =
      bound_rows<QuoteScan, QuoteScanId>(view, std::move(IndexKey(Index::quote_scans_by_purchase).id(purchase)));
  for (auto const& it : scans) change.remove<QuoteScan>(it->id);
}

// ---- drafts

namespace {

using LinkPtr = std::shared_ptr<SupplierLink const>;

struct Bearer {
  LinkPtr link;
  PurchasePtr purchase;
};

/// The server acts for whoever bears the link; it has checked that the address is the one that counts.
Result<Bearer> bearer_of(View const& view, Asked const& asked, SupplierLinkId id) {
  if (!asked.actor.is_system()) return Error::not_found();
  auto const link = view.find<SupplierLink>(id);
  if (!link || !quotes::is_live(*link, asked.now)) return Error::not_found("ids.supplier_link");
  auto const purchase = view.find<Purchase>(link->purchase);
  if (!purchase) return Error::not_found("ids.supplier_link");
  if (purchase->stage != PurchaseStage::go_to_market || !purchase->deadline_at) {
    return wrong_state("Quotes are not taken any more.");
  }
  return Bearer{link, purchase};
}

/// Theirs, in that state.
QuotePtr quote_by_link(View const& view, SupplierLink const& link, QuoteState state) {
  for (auto const& it : purchases::quotes_of(view, link.purchase)) {
    if (it->supplier_link == link.id && it->state == state) return it;
  }
  return nullptr;
}

struct QuoteDraft {
  Quote quote;
  QuotePrice price;
};

/// Their draft, one version on; a new one begins as what was sent last.
QuoteDraft next_draft(View const& view, Asked& asked, Bearer const& bearer) {
  auto const& link = *bearer.link;
  QuoteDraft out;
  if (auto const draft = quote_by_link(view, link, QuoteState::draft)) {
    out.quote = *draft;
    out.price = *view.find<QuotePrice>(draft->id);
    ++out.quote.version;
    out.price.version = out.quote.version;
    return out;
  }
  auto const late = quote_by_link(view, link, QuoteState::late);
  if (auto const sent = late ? late : quote_by_link(view, link, QuoteState::sealed)) {
    out.quote.answers = sent->answers;
    out.quote.remarks = sent->remarks;
    out.quote.files = sent->files;
    out.price.lines = view.find<QuotePrice>(sent->id)->lines;
  }
  out.quote.id = asked.take<QuoteId>();
  out.quote.purchase = link.purchase;
  out.quote.organisation = bearer.purchase->organisation;
  out.quote.supplier = link.supplier;
  out.quote.supplier_link = link.id;
  out.price.id = out.quote.id;
  out.price.purchase = link.purchase;
  return out;
}

Result<Change> draft_change(Bearer const& bearer, QuoteDraft draft) {
  TRY(quotes::check_content(*bearer.purchase, draft.quote, draft.price, Whole::no));
  Change change;
  put_quote(change, std::move(draft.quote), std::move(draft.price));
  return change;
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, SaveQuote const& command) {
  TRY_INTO(auto const bearer, bearer_of(view, asked, command.supplier_link));
  auto draft = next_draft(view, asked, bearer);
  draft.quote.answers = command.answers;
  draft.quote.remarks = command.remarks;
  draft.price.lines = command.lines;
  return draft_change(bearer, std::move(draft));
}

Result<Change> decide(View const& view, Asked& asked, AttachQuoteFile const& command) {
  TRY_INTO(auto const bearer, bearer_of(view, asked, command.supplier_link));
  auto draft = next_draft(view, asked, bearer);
  auto& files = draft.quote.files;
  if (draft.quote.version > 1 && files.contains(command.file)) return Change::unchanged<Quote>(draft.quote.id);
  if (files.size() == limits::quote_files_max) {
    return Error::conflict("too_many",
                           "At most " + std::to_string(limits::quote_files_max) + " files go with a quote.");
  }
  if (!files.contains(command.file)) files.values.push_back(command.file);
  return draft_change(bearer, std::move(draft));
}

Result<Change> decide(View const& view, Asked& asked, DetachQuoteFile const& command) {
  TRY_INTO(auto const bearer, bearer_of(view, asked, command.supplier_link));
  auto draft = next_draft(view, asked, bearer);
  auto& files = draft.quote.files.values;
  if (command.file >= files.size()) return Error::not_found("body.file");
  files.erase(files.begin() + static_cast<std::ptrdiff_t>(command.file));
  return draft_change(bearer, std::move(draft));
}

// ---- sending

Result<Change> decide(View const& view, Asked& asked, SubmitQuote const& command) {
  TRY_INTO(auto const bearer, bearer_of(view, asked, command.supplier_link));
  auto const draft = quote_by_link(view, *bearer.link, QuoteState::draft);
  if (!draft) return wrong_state("There is nothing new to send.");
  if (draft->content_hash != command.content_hash) {
    return Error::conflict("changed", "It was changed meanwhile. Look at it again, then send it.");
  }
  auto quote = *draft;
  auto price = *view.find<QuotePrice>(draft->id);
  TRY(quotes::check_content(*bearer.purchase, quote, price, Whole::yes));
  TRY(quotes::check_number(view, quote));
  quote.state = asked.now < *bearer.purchase->deadline_at ? QuoteState::sealed : QuoteState::late;
  quote.received = asked.now;
  ++quote.version;
  price.version = quote.version;
  Change change;
  change.answer_key = record_key<Quote>(quote.id);
  quotes::replace_earlier(change, view, quote);
  put_quote(change, std::move(quote), std::move(price));
  quotes::mail(change, asked, *bearer.link, EmailAbout::quote_received);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, WithdrawQuote const& command) {
  TRY_INTO(auto const bearer, bearer_of(view, asked, command.supplier_link));
  auto const sent = quote_by_link(view, *bearer.link, QuoteState::sealed);
  if (!sent) return wrong_state("There is no quote to withdraw.");
  if (asked.now >= *bearer.purchase->deadline_at) return wrong_state("The deadline has passed: the quote stands.");
  Change change;
  put_quote_as(change, *sent, QuoteState::withdrawn);
  return change;
}

// ---- the purchase is cancelled

void purchases::shut_quotes(Change& change, View const& view, Asked& asked, Purchase const& it) {
  auto const answer_key = change.answer_key;
  for (auto const& quote : quotes_of(view, it.id)) {
    bool const is_sealed = quote->state == QuoteState::draft || quote->state == QuoteState::sealed ||
                           (quote->state == QuoteState::late && !is_unsealed(it));
    if (is_sealed) put_quote_as(change, *quote, QuoteState::shut);
  }
  for (auto const& link : links_of(view, it.id)) {
    if (!quotes::is_live(*link, asked.now)) continue;
    quotes::mail(change, asked, *link, EmailAbout::purchase_cancelled);
    auto ending = *link;
    ending.expires = asked.now + std::chrono::days{limits::supplier_link_days};
    ++ending.version;
    change.put(std::move(ending));
  }
  quotes::remove_scans(change, view, it.id);
  change.answer_key = answer_key;
}

}  // namespace staffroom
