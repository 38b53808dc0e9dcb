// Putting a supplier's page together.
#include "store/supplier_pages.hpp"

#include "store/purchases.hpp"

namespace staffroom {
namespace {

using purchases::QuotePtr;

/// What the supplier has at the schools: what was sent and not taken back.
bool is_sent(QuoteState state) {
  switch (state) {
    case QuoteState::draft:
    case QuoteState::withdrawn:
    case QuoteState::replaced: return false;
    default: return true;
  }
}

/// How the schools deal with it is told by the letter, not before.
QuoteState told_state(Quote const& quote, Purchase const& it, bool has_letter) {
  bool const is_ended = quote.state == QuoteState::won || quote.state == QuoteState::lost;
  if (quote.state == QuoteState::shut || (is_ended && has_letter)) return quote.state;
  bool const was_late = quote.received && it.deadline_at && *quote.received >= *it.deadline_at;
  return was_late ? QuoteState::late : QuoteState::sealed;
}

SupplierQuote shown_quote(View const& view, Quote const& quote, QuoteState state) {
  SupplierQuote out;
  out.state = state;
  out.answers = quote.answers;
  out.remarks = quote.remarks;
  out.files = quote.files;
  out.content_hash = quote.content_hash;
  if (auto const price = view.find<QuotePrice>(quote.id)) {
    out.lines = price->lines;
    out.net = price->net;
    out.gross = price->gross;
  }
  if (state != QuoteState::draft && quote.received) {
    out.receipt = {quote.content_hash, *quote.received, state == QuoteState::late};
  }
  return out;
}

/// Of the newest of each kind.
struct OwnQuotes {
  QuotePtr draft, sent;
};

OwnQuotes own_quotes(View const& view, SupplierLink const& link) {
  OwnQuotes own;
  for (auto const& quote : purchases::quotes_of(view, link.purchase)) {
    if (quote->supplier_link != link.id) continue;
    if (quote->state == QuoteState::draft) own.draft = quote;
    if (is_sent(quote->state) && quote->received) own.sent = quote;
  }
  return own;
}

/// Once the letters have gone out. The quote that it is about is what they have sent.
std::optional<SummaryText> letter_to(View const& view, Purchase const& it, SupplierLink const& link, OwnQuotes& own) {
  auto const award = view.find<Award>(it.id);
  bool const is_out = award && (award->state == AwardState::published || award->state == AwardState::confirmed);
  auto const letters = is_out ? view.find<AwardLetters>(it.id) : nullptr;
  if (!letters) return std::nullopt;
  for (auto const& letter : letters->letters) {
    auto const quote = view.find<Quote>(letter.quote);
    if (!quote || quote->supplier_link != link.id) continue;
    own.sent = quote;
    return letter.text;
  }
  return std::nullopt;
}

SupplierStage stage_of(Purchase const& it, TimestampMs now, bool has_letter) {
  if (it.stage == PurchaseStage::cancelled) return SupplierStage::cancelled;
  if (has_letter) return SupplierStage::decided;
  bool const asks = it.stage == PurchaseStage::go_to_market && it.deadline_at && now < *it.deadline_at;
  return asks ? SupplierStage::asking : SupplierStage::over;
}

void add_pack(SupplierView& out, View const& view, Purchase const& it) {
  out.title = it.title.value;
  if (auto const node = view.find<Organisation>(it.organisation)) out.organisation = node->name.value;
  for (auto const& one : it.schools) {
    if (auto const node = view.find<Organisation>(one.school)) out.schools.push_back(node->name.value);
  }
  out.specification = it.pack.specification;
  out.criteria = it.pack.criteria;
  out.price_weight = it.pack.price_weight;
  out.scale = it.pack.scale;
  for (auto const& file : it.pack_files) out.pack_files.push_back({file.name, file.bytes});
  out.contact = it.pack.contact;
  if (it.deadline_at) out.deadline = *it.deadline_at;
}

}  // namespace

std::optional<SupplierPage> purchases::supplier_page(View const& view, TimestampMs now, SupplierLinkId id) {
  auto const link = view.find<SupplierLink>(id);
  auto const it = link ? view.find<Purchase>(link->purchase) : nullptr;
  if (!it) return std::nullopt;
  SupplierPage page;
  page.link = *link;
  bool const is_out = it->stage >= PurchaseStage::go_to_market;  // one that is cancelled comes after them
  page.is_live = is_out && !link->revoked && (!link->expires || now < *link->expires);
  page.takes_quotes = it->stage == PurchaseStage::go_to_market;
  page.organisation = it->organisation;
  page.pack_files = it->pack_files.values;
  auto& out = page.view;
  auto own = own_quotes(view, *link);
  out.letter = letter_to(view, *it, *link, own);
  out.stage = stage_of(*it, now, out.letter.has_value());
  out.now = now;
  add_pack(out, view, *it);
  if (auto const supplier = view.find<Supplier>(link->supplier)) out.supplier = supplier->name.value;
  out.contact_name = link->contact.value;
  if (own.draft) out.draft = shown_quote(view, *own.draft, QuoteState::draft);
  if (own.sent) out.sent = shown_quote(view, *own.sent, told_state(*own.sent, *it, out.letter.has_value()));
  return page;
}

}  // namespace staffroom
