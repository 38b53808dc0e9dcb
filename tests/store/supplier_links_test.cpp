// Which suppliers are asked, each by a link of their own, and the deadline that moves for all alike.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/purchase_case.hpp"

namespace staffroom::tests {
namespace {

InviteToQuote wanted_invitation(PurchaseCase const& c, PurchaseId id) {
  return {.purchase = id, .supplier = c.bright, .email = {"bids@bright.example"}, .contact = {"Bea Bright"}};
}

/// To whom mails about this wait, sorted.
std::vector<std::string> suppliers_mailed(Scenario& s, EmailAbout about) {
  std::vector<std::string> out;
  for (auto const& it : s.store().emails_waiting(1'000)) {
    if (it.about == about) out.push_back(it.to.value);
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("supplier links: the owner alone asks suppliers, and nobody else reads whom") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.ready_for_market(BoughtFor::one);
  CHECK(told(c.orla.tries(wanted_invitation(c, id))) == "conflict wrong_state");
  c.orla.does(AdvancePurchase{id, {}});
  for (auto const& who : {c.tilda, c.otto, c.ollie, c.ellis, c.grace, s.nadia, s.priya}) {
    CHECK(told(who.tries(wanted_invitation(c, id))) == "not_found");
  }
  auto spoilt = wanted_invitation(c, id);
  spoilt.email = {"not an address"};
  CHECK(told(c.orla.tries(spoilt)) == "unprocessable body.email");
  spoilt = wanted_invitation(c, id);
  spoilt.supplier = SupplierId{987'654};
  CHECK(told(c.orla.tries(spoilt)) == "not_found");
  SupplierLinkId const link{id_in(c.orla.does(wanted_invitation(c, id)))};
  CHECK(c.link(link).generation == 1);
  CHECK(suppliers_mailed(s, EmailAbout::quote_invited) == std::vector<std::string>{"bids@bright.example"});
  CHECK(c.orla.lists(ListSupplierLinks{id}) == std::vector{link.value});
  for (auto const& who : {c.tilda, c.otto, c.ollie, c.ellis, c.grace}) {
    CHECK(told(who.asks(GetSupplierLink{link})) == "not_found");
    CHECK(who.lists(ListSupplierLinks{id}).empty());
    CHECK(told(who.tries(RevokeSupplierLink{link})) == "not_found");
    CHECK(told(who.tries(ExtendDeadline{id, c.working_day_in(30), {"More time."}})) == "not_found");
  }
  for (auto const organisation : {c.oak, s.aire, s.network}) {
    auto const seen = s.nadia.sees(ListEmails{organisation});
    for (auto const& item : seen.at("items")) CHECK(item.at("about") != "quote_invited");
  }
  CHECK(s.store().verify().empty());
}

TEST_CASE("supplier links: asked again, the old address is dead; another address is another link") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.gone_to_market(BoughtFor::one);
  SupplierLinkId const first{c.orla.lists(ListSupplierLinks{id}).front()};
  auto const sent = c.quote_of(first, 1'000'00);
  auto again = wanted_invitation(c, id);
  again.supplier = c.link(first).supplier;
  again.email = c.link(first).email;
  CHECK(SupplierLinkId{id_in(c.orla.does(again))} == first);
  CHECK(c.link(first).generation == 2);
  CHECK_FALSE(c.link(first).revoked);
  again.email = {"somebody.else@bright.example"};
  SupplierLinkId const second{id_in(c.orla.does(again))};
  CHECK(second != first);
  CHECK(c.link(first).revoked);
  CHECK(told(c.saves_quote(first, 900'00)) == "not_found");
  CHECK(told(c.saves_quote(second, 900'00)) == "accepted");
  CHECK(c.quote(sent).state == QuoteState::sealed);  // what came by the first is there still
  c.quote_of(second, 900'00);
  CHECK(c.quote(sent).state == QuoteState::sealed);
  c.orla.does(RevokeSupplierLink{second});
  CHECK(told(c.orla.tries(RevokeSupplierLink{second})) == "conflict wrong_state");
  CHECK(told(c.saves_quote(second, 800'00)) == "not_found");
  c.passes_deadline(id);
  CHECK(told(c.orla.tries(again)) == "conflict wrong_state");
  CHECK(s.store().verify().empty());
}

TEST_CASE("supplier links: so many suppliers are asked and no more") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.gone_to_market(BoughtFor::one);
  auto wanted = wanted_invitation(c, id);
  for (std::size_t i = 2; i < limits::supplier_links_max; ++i) {
    wanted.supplier = c.supplier("Firm " + std::to_string(i));
    c.orla.does(wanted);
  }
  wanted.supplier = c.supplier("One firm more");
  CHECK(told(c.orla.tries(wanted)) == "conflict too_many");
  CHECK(told(c.orla.tries(wanted_invitation(c, id))) == "accepted");  // asked again
}

TEST_CASE("supplier links: the deadline moves later, to a working day, for all who are asked") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.gone_to_market();
  auto const before = c.purchase(id);
  Date const now = *before.pack.deadline;
  auto const tries = [&](Date day, Note reason = {"One supplier asked for time."}) {
    return told(c.orla.tries(ExtendDeadline{id, day, std::move(reason)}));
  };
  CHECK(tries(now) == "unprocessable body.deadline");
  CHECK(tries({now.days - 1}) == "unprocessable body.deadline");
  auto saturday = now;
  while (calendar::is_weekday(saturday)) ++saturday.days;
  CHECK(tries(saturday) == "unprocessable body.deadline");
  CHECK(tries(c.date(2040, 1, 4)) == "conflict calendar_not_covered");
  Date const later = c.working_day_in(40);
  CHECK(tries(later, {}) == "unprocessable body.reason");
  CHECK(told(c.orla.tries(ExtendDeadline{id, later, {"Time."}}, {}, before.version + 1)) ==
        "precondition_failed version");
  SupplierLinkId const revoked{c.orla.lists(ListSupplierLinks{id}).front()};
  c.orla.does(RevokeSupplierLink{revoked});
  CHECK(tries(later) == "accepted");
  auto const after = c.purchase(id);
  CHECK(after.deadline_at == calendar::end_of(later));
  CHECK(after.extended.size() == 1);
  CHECK(after.pack_hash == before.pack_hash);
  CHECK(after.pack == before.pack);
  CHECK(suppliers_mailed(s, EmailAbout::quote_deadline).size() == 1);
  CHECK(tries(now) == "unprocessable body.deadline");
  s.advance_to(*before.deadline_at);
  CHECK(told(c.orla.tries(OpenQuotes{id})) == "conflict before_deadline");
  c.passes_deadline(id);
  CHECK(tries(c.working_day_in(40)) == "conflict wrong_state");
  CHECK(s.store().verify().empty());
}

TEST_CASE("supplier links: back on the market, whoever was asked before is told until when") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.gone_to_market(BoughtFor::one);
  c.passes_deadline(id);
  c.orla.does(ReturnPurchase{id, {"Nothing came."}});
  SupplierLinkId const link{c.orla.lists(ListSupplierLinks{id}).front()};
  CHECK(told(c.saves_quote(link, 1'000'00)) == "conflict wrong_state");
  c.orla.does(SetTenderPack{id, c.wanted_pack()});
  c.otto.does(ApprovePurchase{id, {"Once more."}});
  CHECK(suppliers_mailed(s, EmailAbout::quote_deadline).empty());
  c.orla.does(AdvancePurchase{id, {}});
  CHECK(suppliers_mailed(s, EmailAbout::quote_deadline).size() == 2);
  c.quote_of(link, 1'000'00);
  CHECK(s.store().verify().empty());
}

TEST_CASE("supplier links: a purchase that is cancelled tells its suppliers, and their links end") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.gone_to_market(BoughtFor::one);
  auto const links = c.orla.lists(ListSupplierLinks{id});
  auto const quote = c.quote_of(SupplierLinkId{links.front()}, 1'000'00);
  c.saves_quote(SupplierLinkId{links.back()}, 2'000'00);
  c.orla.does(CancelPurchase{id, {"Not needed any more."}});
  CHECK(suppliers_mailed(s, EmailAbout::purchase_cancelled).size() == 2);
  CHECK(c.quote(quote).state == QuoteState::shut);
  CHECK(told(c.saves_quote(SupplierLinkId{links.front()}, 900'00)) == "conflict wrong_state");
  CHECK(c.link(SupplierLinkId{links.front()}).expires);
  s.advance(std::chrono::hours(24 * limits::supplier_link_days));
  CHECK(told(c.saves_quote(SupplierLinkId{links.front()}, 900'00)) == "not_found");
  for (auto const& who : {c.orla, c.tilda, c.ollie}) {
    CHECK(told(who.asks(GetQuote{quote})) == "not_found");
    CHECK(who.lists(ListQuotes{id}).empty());
  }
  CHECK(s.store().verify().empty());
}

}  // namespace staffroom::tests
