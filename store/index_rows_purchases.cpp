// Index rows of purchases: their lists, the files that they name, and what is due.
#include <algorithm>

#include "store/index_rows_making.hpp"

namespace staffroom::rows {
namespace {

template <class Files>
void add_files(Rows& out, Files const& files, Kind kind, std::uint64_t id) {
  for (auto const& file : files) {
    auto key = IndexKey(Index::purchase_files);
    key.id(file.organisation).text(bytes_from_hex(file.sha256)).byte(std::uint8_t(kind)).u64(id);
    auto made = row(std::move(key));
    bool const twice = std::any_of(out.begin(), out.end(), [&](auto const& it) { return it.key == made.key; });
    if (!twice) out.push_back(std::move(made));
  }
}

}  // namespace

Rows rows(Purchase const& it) {
  Rows out{row(IndexKey(Index::purchases_all).descending(it.id.value)),
           row(IndexKey(Index::purchases_by_owner).id(it.owner).descending(it.id.value)),
           row(IndexKey(Index::purchases_by_organisation).id(it.organisation).descending(it.id.value))};
  if (it.pool) out.push_back(row(IndexKey(Index::purchases_by_pool).id(*it.pool).descending(it.id.value)));
  for (auto const& one : it.schools) {
    out.push_back(row(IndexKey(Index::purchases_by_school).id(one.school).descending(it.id.value)));
  }
  for (auto const& one : it.interests) {
    out.push_back(row(IndexKey(Index::purchases_by_person).id(one.person).descending(it.id.value)));
  }
  add_files(out, it.pack_files, Kind::purchase, it.id.value);
  if (it.stage == PurchaseStage::go_to_market && it.deadline_at && !it.deadline_told) {
    out.push_back(due_row(*it.deadline_at, Kind::purchase, it.id.value, Due::purchase_deadline));
  }
  return out;
}

Rows rows(PurchaseGate const& it) {
  return {row(IndexKey(Index::gates_by_purchase).id(it.purchase).u32(it.number).id(it.id))};
}

Rows rows(PurchaseDeclaration const& it) {
  return {row(IndexKey(Index::declarations_by_purchase).id(it.purchase).id(it.id))};
}

Rows rows(SupplierLink const& it) {
  return {row(IndexKey(Index::supplier_links_by_purchase).id(it.purchase).id(it.id))};
}

Rows rows(Quote const& it) {
  Rows out{row(IndexKey(Index::quotes_by_purchase).id(it.purchase).id(it.id))};
  add_files(out, it.files, Kind::quote, it.id.value);
  return out;
}

Rows rows(QuotePrice const&) { return {}; }

Rows rows(QuoteScan const& it) {
  Rows out{row(IndexKey(Index::quote_scans_by_purchase).id(it.purchase).id(it.id))};
  add_files(out, std::vector{it.file}, Kind::quote_scan, it.id.value);
  return out;
}

Rows rows(QuoteScore const& it) {
  return {row(IndexKey(Index::quote_scores_by_purchase).id(it.purchase).id(it.quote).id(it.id))};
}

Rows rows(Moderation const&) { return {}; }

Rows rows(Award const& it) {
  if (it.state != AwardState::published || !it.standstill_ends || it.standstill_told) return {};
  return {due_after(*it.standstill_ends, Kind::award, it.id.value, Due::standstill_over)};
}

Rows rows(AwardLetters const&) { return {}; }

}  // namespace staffroom::rows
