// Quotes that came on paper, the opening of all at once, and what is let in or out afterwards.
#include <algorithm>

#include "protocol/json_text.hpp"
#include "store/answering.hpp"
#include "store/quotes.hpp"

namespace staffroom {

using quotes::PurchasePtr;
using quotes::QuotePtr;
using quotes::Whole;

// ---- entered by hand

namespace {

/// A purchase on the market, before the opening.
Result<PurchasePtr> entering_purchase(View const& view, Asked const& asked, PurchaseId id) {
  if (asked.actor.is_system()) return Error::not_found();  // somebody enters it
  TRY_INTO(auto found,
           purchases::purchase_for(view, asked, id, Thing::quote, Action::enter_by_hand, buying::CheckVersion::no));
  if (found->stage != PurchaseStage::go_to_market || !found->deadline_at) {
    return wrong_state("Quotes are entered while the purchase is on the market, until they are opened.");
  }
  return found;
}

Result<void> check_received(View const& view, Asked const& asked, Purchase const& it, TimestampMs received) {
  TimestampMs since;
  for (auto const& gate : purchases::gates_of(view, it.id)) {
    if (gate->to == PurchaseStage::go_to_market) since = gate->at;
  }
  if (received < since) {
    return Error::unprocessable("body.received", "It can't have come before the purchase went to the market.");
  }
  if (received > asked.now) return Error::unprocessable("body.received", "This time is still to come.");
  return {};
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, StoreQuoteScan const& command) {
  TRY_INTO(auto const purchase, entering_purchase(view, asked, command.purchase));
  std::size_t scans = 0;
  view.scan_index(IndexKey(Index::quote_scans_by_purchase).id(purchase->id).take(), {},
                  [&](std::string_view, std::string_view) { return ++scans < limits::quotes_max; });
  if (scans == limits::quotes_max) {
    return Error::conflict("too_many", "Enter the quotes that were scanned before.");
  }
  return Change().put(QuoteScan{.id = asked.take<QuoteScanId>(),
                                .purchase = purchase->id,
                                .author = asked.actor.person,
                                .file = command.file,
                                .created = asked.now});
}

Result<Answer> answer(View const& view, Asked const& asked, GetQuoteScan const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<QuoteScan>("ids.quote_scan", query.quote_scan));
  return answer_of(view, *found, found->id);
}

namespace {

/// One more supplier whose quote is entered takes a place among those that can be asked.
Result<void> check_place(View const& view, Quote const& entered) {
  auto const suppliers = quotes::entered_suppliers(view, entered.purchase);
  if (suppliers.contains(entered.supplier)) return {};
  if (suppliers.size() + purchases::links_of(view, entered.purchase).size() < limits::supplier_links_max) return {};
  return Error::conflict("too_many",
                         "At most " + std::to_string(limits::supplier_links_max) + " suppliers can send quotes.");
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, EnterQuote const& command) {
  TRY_INTO(auto const purchase, entering_purchase(view, asked, command.purchase));
  TRY(check_version(asked, purchase->version));
  Door const door(view, asked);
  TRY(door.readable<Supplier>("body.supplier", command.supplier));
  TRY_INTO(auto const scan, door.readable<QuoteScan>("body.scan", command.scan));
  if (scan->purchase != purchase->id) return Error::not_found("body.scan");
  TRY(check_received(view, asked, *purchase, command.received));
  bool const in_time = command.received < *purchase->deadline_at;
  Quote quote{.id = asked.take<QuoteId>(),
              .purchase = purchase->id,
              .organisation = purchase->organisation,
              .supplier = buying::supplier_of(view, command.supplier)->id,
              .state = in_time ? QuoteState::sealed : QuoteState::late,
              .answers = command.answers,
              .files = {{scan->file}},
              .received = command.received,
              .entered_by = asked.actor.person};
  QuotePrice price{.id = quote.id, .purchase = purchase->id, .lines = command.lines};
  TRY(quotes::check_content(*purchase, quote, price, Whole::yes));
  TRY(check_place(view, quote));
  TRY(quotes::check_number(view, quote));
  quote.content_hash = purchases::hash_of(quote, price);
  Change change;
  quotes::replace_earlier(change, view, quote);
  change.put(std::move(quote));
  change.put(std::move(price));
  change.remove<QuoteScan>(scan->id);
  change.answer_key.clear();  // sealed from whoever entered it, too
  return change;
}

// ---- the opening

namespace {

std::string opening_list(std::vector<std::string> const& all) {
  std::string out = "[";
  for (auto const& one : all) {
    if (out.size() > 1) out += ',';
    out += one;
  }
  return out + "]";
}

/// What was opened, before whom and when. Names no supplier: more people read gates than quotes.
std::string opening_facts(Asked const& asked, Purchase const& it, std::vector<Quote> const& opened) {
  std::vector<std::string> people;
  for (auto const& one : it.interests) people.push_back(std::to_string(one.person.value));
  std::vector<std::string> all;
  for (auto const& one : opened) {
    JsonText json;
    json.text("hash", one.content_hash).number("id", one.id.value);
    all.push_back(json.text("state", one.state == QuoteState::late ? "late" : "opened").close());
  }
  JsonText json;
  json.number("at", asked.now.value).number("deadline", it.deadline_at->value);
  return json.raw("people", opening_list(people)).raw("quotes", opening_list(all)).close();
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, OpenQuotes const& command) {
  TRY_INTO(auto const found, purchases::purchase_for(view, asked, command.purchase, Thing::quote, Action::open_all));
  if (found->stage != PurchaseStage::go_to_market || !found->deadline_at) {
    return wrong_state("Quotes are opened once, when the purchase has been on the market.");
  }
  if (asked.now < *found->deadline_at) {
    return Error::conflict("before_deadline", "Quotes stay sealed until the deadline has passed.");
  }
  if (!purchases::all_cleared(*found)) {
    return Error::conflict("interests_open", "Everyone who is named declares first, and is cleared or replaced.");
  }
  Change change;
  change.answer_key = record_key<Purchase>(found->id);
  std::vector<Quote> opened;
  for (auto const& it : purchases::quotes_of(view, found->id)) {
    if (it->state != QuoteState::sealed && it->state != QuoteState::late) continue;
    auto quote = *it;
    if (quote.state == QuoteState::sealed) {
      quote.state = QuoteState::opened;
      ++quote.version;
      change.put(quote);
    }
    opened.push_back(std::move(quote));
  }
  if (opened.empty()) {
    return Error::conflict("no_quotes", "No quote came. Go back to the sourcing options, or cancel the purchase.");
  }
  auto purchase = *found;
  purchase.opened = asked.now;
  purchases::pass_gate(change, asked, purchase, PurchaseStage::evaluation, {}, opening_facts(asked, *found, opened));
  change.put(Moderation{.id = purchase.id});
  quotes::remove_scans(change, view, purchase.id);
  answer_needs(change, view, purchase.id, Because::purchase_to_open);
  auto scorers = purchases::named_as(purchase, PurchaseRole::evaluator);
  auto const pricers = purchases::named_as(purchase, PurchaseRole::price_evaluator);
  scorers.insert(scorers.end(), pricers.begin(), pricers.end());
  purchases::tell(change, view, asked, purchase, scorers, Because::purchase_to_score);
  purchases::put(change, view, asked, found.get(), std::move(purchase));
  return change;
}

// ---- let in, or out

namespace {

struct OpenedQuote {
  QuotePtr quote;
  std::shared_ptr<Moderation const> moderation;
};

/// A quote that was opened, or is late, while it is being evaluated.
Result<OpenedQuote> opened_quote(View const& view, Asked const& asked, QuoteId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto quote, door.readable<Quote>("ids.quote", id));
  TRY_INTO(auto const purchase, view.get<Purchase>("ids.quote", quote->purchase));
  TRY(door.may(Thing::quote, action, purchases::subject_of(purchase)));
  TRY(check_version(asked, quote->version));
  auto moderation = view.find<Moderation>(purchase->id);
  if (purchase->stage != PurchaseStage::evaluation || !moderation || moderation->state == ModerationState::closed) {
    return wrong_state("Quotes are let in or out while they are being evaluated.");
  }
  return OpenedQuote{std::move(quote), std::move(moderation)};
}

bool has_scores(View const& view, Moderation const& moderation) {
  if (moderation.priced_by || !moderation.scored_by.empty()) return true;
  auto const all = purchases::scores_of(view, moderation.id);
  return std::any_of(all.begin(), all.end(), [](auto const& it) { return it->state == ScoreState::submitted; });
}

/// With its price, which whoever scores prices reads while the quote is scored.
Change judged_quote(View const& view, Quote quote, QuoteState state, Note const& reason) {
  auto price = view.find<QuotePrice>(quote.id);
  quote.state = state;
  quote.reason = reason;
  ++quote.version;
  auto const version = quote.version;
  Change change;
  change.put(std::move(quote));
  if (!price) return change;
  auto judged = *price;
  judged.version = version;
  return change.put(std::move(judged));
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, AdmitLateQuote const& command) {
  TRY_INTO(auto const it, opened_quote(view, asked, command.quote, Action::admit_late));
  if (it.quote->state != QuoteState::late) return wrong_state("Only a quote that came late is admitted, once.");
  if (has_scores(view, *it.moderation)) {
    return Error::conflict("scores_submitted", "Scores were submitted already: nothing is let in after them.");
  }
  if (purchases::scored_quotes_of(view, it.quote->purchase).size() >= limits::quotes_max) {
    return Error::conflict("too_many", "At most " + std::to_string(limits::quotes_max) + " quotes are scored.");
  }
  TRY(check_reason(command.reason, "Say why it is let in though it came late: it is kept with the quote."));
  return judged_quote(view, *it.quote, QuoteState::admitted, command.reason);
}

Result<Change> decide(View const& view, Asked& asked, RejectQuote const& command) {
  TRY_INTO(auto const it, opened_quote(view, asked, command.quote, Action::reject));
  auto const state = it.quote->state;
  bool const is_there = state == QuoteState::opened || state == QuoteState::admitted || state == QuoteState::late;
  if (!is_there) return wrong_state("It was rejected already.");
  TRY(check_reason(command.reason, "Say why it is rejected: the supplier is told."));
  return judged_quote(view, *it.quote, QuoteState::rejected, command.reason);
}

// ---- queries

namespace {

/// The purchase's quotes, or their prices, that the reader may read.
template <class R>
Result<Answer> answer_quotes(View const& view, Asked const& asked, PurchaseId purchase, Page const& page) {
  Door const door(view, asked);
  TRY(door.readable<Purchase>("ids.purchase", purchase));
  Envelope envelope(view);
  auto const prefix = IndexKey(Index::quotes_by_purchase).id(purchase).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    QuoteId const id{read_u64(key.substr(key.size() - 8))};
    auto const found = view.find<R>(id);
    if (!found || !door.may_read(*found)) return false;
    if (into) into->item_of<R>(id);
    return true;
  });
}

}  // namespace

Result<Answer> answer(View const& view, Asked const& asked, ListQuotes const& query, Page const& page) {
  return answer_quotes<Quote>(view, asked, query.purchase, page);
}

Result<Answer> answer(View const& view, Asked const& asked, GetQuote const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Quote>("ids.quote", query.quote));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, ListQuotePrices const& query, Page const& page) {
  return answer_quotes<QuotePrice>(view, asked, query.purchase, page);
}

Result<Answer> answer(View const& view, Asked const& asked, GetQuotePrice const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<QuotePrice>("ids.quote", query.quote));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
