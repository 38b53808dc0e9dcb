// How a purchase has to be made: what value, bands and threshold ask for, and whether it is a part of something larger.
#include <algorithm>

#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/imports.hpp"
#include "store/money.hpp"
#include "store/purchases.hpp"
#include "store/thresholds.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

constexpr std::int32_t alike_days = 365;

/// Of the organisation that buys, and of each school for which it does.
std::vector<thresholds::Bands> bands_of_all(View const& view, Purchase const& it) {
  std::vector<thresholds::Bands> out{thresholds::bands_of(view, it.organisation)};
  for (auto const& one : it.schools) {
    if (one.school != it.organisation) out.push_back(thresholds::bands_of(view, one.school));
  }
  return out;
}

/// On which it goes to the market, as far as that is known.
Date market_day(Purchase const& it, Date today) { return std::max(it.market_on.value_or(today), today); }

/// On which what is bought begins; else the planned day of going to the market.
std::optional<Date> day_it_begins(Purchase const& it) { return it.starts ? it.starts : it.market_on; }

/// Finds what the trust buys of the same sort within a year before or after.
class AlikeWalk {
 public:
  AlikeWalk(View const& view, Purchase const& it, Date begins) : view_(view), it_(it), begins_(begins) {}

  std::vector<AlikePurchase> take() {
    auto const trust = tree::trust_of(view_, it_.organisation);
    for (auto const node : imports::organisations_of(view_, trust)) {
      look_at_purchases(node);
      look_at_contracts(node);
    }
    return std::move(out_);
  }

 private:
  bool is_near(Date day) const {
    return day.days >= begins_.days - alike_days && day.days <= begins_.days + alike_days;
  }
  bool goes_on() { return ++looked_ < limits::decide_scanned_rows_max; }

  void look_at_purchases(OrganisationId node) {
    auto const prefix = IndexKey(Index::purchases_by_organisation).id(node).take();
    view_.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
      auto const found = view_.find<Purchase>(PurchaseId{~read_u64(key.substr(key.size() - 8))});
      if (found) add(*found);
      return goes_on();
    });
  }
  void add(Purchase const& other) {
    // What is complete is in the registers.
    if (other.id == it_.id || other.stage >= PurchaseStage::complete) return;
    auto const begins = day_it_begins(other);
    if (other.category != it_.category || !begins || !is_near(*begins) || other.value.gross <= 0) return;
    out_.push_back({.purchase = other.id, .title = other.title.value, .gross = other.value.gross});
  }

  void look_at_contracts(OrganisationId node) {
    auto key = IndexKey(Index::contracts_by_organisation).id(node);
    auto const prefix = key.take();
    // By their last day: what ended before cannot have begun in time.
    auto from = prefix;
    append_u32(from, static_cast<std::uint32_t>(std::max(begins_.days - alike_days, 0)));
    view_.scan_index(prefix, from, [&](std::string_view row, std::string_view) {
      auto const found = view_.find<Contract>(ContractId{read_u64(row.substr(row.size() - 8))});
      if (found) add(*found);
      return goes_on();
    });
  }
  void add(Contract const& contract) {
    auto const& details = contract.details;
    if (contract.state == ContractState::voided || details.category != it_.category || !is_near(details.starts)) return;
    auto const terms = view_.find<ContractTerms>(contract.id);
    if (!terms) return;
    auto const& money = terms->money;
    auto const value = money.total ? money.total : money.annual;
    auto const gross = value ? money::split(*value).gross : 0;
    if (gross <= 0) return;
    out_.push_back({.contract = contract.id, .title = details.title.value, .gross = gross});
  }

  View const& view_;
  Purchase const& it_;
  Date begins_;
  std::vector<AlikePurchase> out_;
  std::size_t looked_ = 0;
};

/// Whether it stays below this value alone, and not together with others that stay below it.
bool is_split_at(std::int64_t boundary, std::int64_t gross, std::vector<AlikePurchase> const& others) {
  if (gross >= boundary) return false;
  auto total = gross;
  for (auto const& one : others) {
    if (one.gross < boundary) total = std::min(total + one.gross, limits::pence_max);
  }
  return total >= boundary;
}

std::int64_t boundary_pence(std::uint64_t pence) {
  return static_cast<std::int64_t>(std::min(pence, static_cast<std::uint64_t>(limits::pence_max)));
}

}  // namespace

RouteAsked purchases::asked_for(View const& view, Purchase const& it, Date today) {
  auto const bands = bands_of_all(view, it);
  auto const way =
      thresholds::way_for(thresholds::effective(view), bands, it.law, it.value.gross, market_day(it, today));
  return {.route = way.route,
          .quotes = way.over ? 0 : way.band.quotes,
          .band = way.band,
          .bands_of = bands[way.of].of,
          .threshold = way.threshold,
          .over = way.over};
}

std::vector<AlikePurchase> purchases::alike(View const& view, Purchase const& it) {
  auto const begins = day_it_begins(it);
  return begins ? AlikeWalk(view, it, *begins).take() : std::vector<AlikePurchase>{};
}

bool purchases::is_split(View const& view, Purchase const& it) {
  auto const others = alike(view, it);
  if (others.empty()) return false;
  auto const gross = it.value.gross;
  if (it.asked.threshold && is_split_at(boundary_pence(it.asked.threshold->pence), gross, others)) return true;
  for (auto const& set : bands_of_all(view, it)) {
    for (auto const& band : set.bands) {
      if (!thresholds::is_stricter(band, it.asked.band)) continue;
      if (is_split_at(boundary_pence(band.from_pence), gross, others)) return true;
    }
  }
  return false;
}

Result<Answer> answer(View const& view, Asked const& asked, GetSplitting const& query, Page const&) {
  Door const door(view, asked);
  TRY_INTO(auto const purchase, door.readable<Purchase>("ids.purchase", query.purchase));
  SplittingView out{.seq = view.seq()};
  for (auto& one : purchases::alike(view, *purchase)) {
    if (one.purchase) {
      auto const other = view.find<Purchase>(*one.purchase);
      if (!other || !door.may_read(*other)) continue;
    }
    if (one.contract) {
      auto const terms = view.find<ContractTerms>(*one.contract);
      if (!terms || !door.may_read(*terms)) continue;
    }
    out.alike.push_back(std::move(one));
  }
  Answer made;
  append_json(made.json, out);
  return made;
}

}  // namespace staffroom
