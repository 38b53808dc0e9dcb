// Which suppliers are asked, each by a link of their own; the deadline, moved for all alike.
#include <algorithm>

#include "store/answering.hpp"
#include "store/calendar.hpp"
#include "store/mails.hpp"
#include "store/purchases.hpp"
#include "store/quotes.hpp"
#include "store/tree.hpp"

namespace staffroom {

using purchases::PurchasePtr;

namespace {

using LinkPtr = std::shared_ptr<SupplierLink const>;

/// A purchase whose quotes are still on their way.
Result<PurchasePtr> asking_purchase(View const& view, Asked const& asked, PurchaseId id, Action action) {
  TRY_INTO(auto found, purchases::purchase_for(view, asked, id, Thing::supplier_link, action));
  if (found->stage < PurchaseStage::go_to_market) return wrong_state("Suppliers are asked once it goes to the market.");
  if (found->stage > PurchaseStage::go_to_market) return wrong_state("It is on the market no more.");
  if (!found->deadline_at || asked.now >= *found->deadline_at) return wrong_state("The deadline has passed.");
  return found;
}

/// The supplier's link that was not revoked.
LinkPtr open_link_of(View const& view, std::vector<LinkPtr> const& links, SupplierId supplier) {
  auto const found = std::find_if(links.begin(), links.end(), [&](auto const& it) {
    return !it->revoked && buying::supplier_of(view, it->supplier)->id == supplier;
  });
  return found == links.end() ? nullptr : *found;
}

void revoke_link(Change& change, Asked const& asked, SupplierLink const& link) {
  auto revoked = link;
  revoked.revoked = asked.now;
  ++revoked.version;
  change.put(std::move(revoked));
}

}  // namespace

void quotes::mail(Change& change, Asked& asked, SupplierLink const& link, EmailAbout about) {
  // Of no organisation and no person: nobody reads how far it got.
  mails::note(change, asked, {.about = about, .to = link.email, .supplier_link = link.id});
}

void quotes::tell_deadline(Change& change, View const& view, Asked& asked, PurchaseId purchase) {
  for (auto const& link : purchases::links_of(view, purchase)) {
    if (is_live(*link, asked.now)) mail(change, asked, *link, EmailAbout::quote_deadline);
  }
}

Result<Change> decide(View const& view, Asked& asked, InviteToQuote const& command) {
  TRY_INTO(auto const purchase, asking_purchase(view, asked, command.purchase, Action::create));
  Door const door(view, asked);
  TRY(door.readable<Supplier>("body.supplier", command.supplier));
  auto const supplier = buying::supplier_of(view, command.supplier);
  if (!mails::is_address(command.email.value)) {
    return Error::unprocessable("body.email", "This is no e-mail address that mail can be sent to.");
  }
  auto const links = purchases::links_of(view, purchase->id);
  auto const before = open_link_of(view, links, supplier->id);
  // To another address goes another link: whoever has the one does not see what came by the other.
  bool const same = before && folded(before->email.value) == folded(command.email.value);
  if (!same && links.size() + quotes::entered_suppliers(view, purchase->id).size() >= limits::supplier_links_max) {
    return Error::conflict("too_many",
                           "At most " + std::to_string(limits::supplier_links_max) + " suppliers are asked.");
  }
  auto link = same ? *before : SupplierLink{.purchase = purchase->id, .supplier = supplier->id};
  if (same) {
    ++link.version;
    ++link.generation;
  } else {
    link.id = asked.take<SupplierLinkId>();
  }
  link.email = command.email;
  link.contact = command.contact;
  link.sent = asked.now;
  link.bounced = false;
  Change change;
  change.answer_key = record_key<SupplierLink>(link.id);
  if (before && !same) revoke_link(change, asked, *before);
  quotes::mail(change, asked, link, EmailAbout::quote_invited);
  change.put(std::move(link));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, RevokeSupplierLink const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const link, door.readable<SupplierLink>("ids.supplier_link", command.supplier_link));
  TRY_INTO(auto const purchase, view.get<Purchase>("ids.supplier_link", link->purchase));
  TRY(door.may(Thing::supplier_link, Action::revoke, purchases::subject_of(purchase)));
  TRY(check_version(asked, link->version));
  if (link->revoked) return wrong_state("This link was revoked already.");
  Change change;
  revoke_link(change, asked, *link);
  return change;
}

// ---- the deadline

namespace {

Result<void> check_later_deadline(View const& view, Purchase const& it, Date deadline) {
  if (calendar::end_of(deadline) <= *it.deadline_at) {
    return Error::unprocessable("body.deadline", "Choose a later day than the one that holds now.");
  }
  if (!calendar::is_working_day(view, deadline)) {
    return Error::unprocessable("body.deadline", "Choose a working day.");
  }
  if (deadline > calendar::effective(view, tree::root(view)).covers_until) {
    return Error::conflict("calendar_not_covered", "The bank holidays of that time are not in the calendar yet.");
  }
  return {};
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, ExtendDeadline const& command) {
  TRY_INTO(auto const found, asking_purchase(view, asked, command.purchase, Action::extend_all));
  TRY(check_later_deadline(view, *found, command.deadline));
  TRY(check_reason(command.reason, "Say why there is more time: it is kept with the purchase."));
  if (found->extended.size() == limits::extensions_max) {
    return Error::conflict("too_many", "It was moved " + std::to_string(limits::extensions_max) + " times already.");
  }
  auto purchase = *found;
  purchase.deadline_at = calendar::end_of(command.deadline);
  purchase.extended.values.push_back({command.deadline, command.reason, asked.now});
  Change change;
  change.answer_key = record_key<Purchase>(purchase.id);
  quotes::tell_deadline(change, view, asked, purchase.id);
  purchases::put(change, view, asked, found.get(), std::move(purchase));
  return change;
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListSupplierLinks const& query, Page const& page) {
  Door const door(view, asked);
  TRY(door.readable<Purchase>("ids.purchase", query.purchase));
  Envelope envelope(view);
  auto const prefix = IndexKey(Index::supplier_links_by_purchase).id(query.purchase).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    auto const found = view.find<SupplierLink>(SupplierLinkId{read_u64(key.substr(key.size() - 8))});
    if (!found || !door.may_read(*found)) return false;
    if (into) into->item_of<SupplierLink>(found->id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetSupplierLink const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<SupplierLink>("ids.supplier_link", query.supplier_link));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
