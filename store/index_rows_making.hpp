// What the files that make index rows share.
#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "store/calendar.hpp"
#include "store/index_rows.hpp"

namespace staffroom::rows {

using Rows = std::vector<IndexRow>;

inline std::string value_of(std::uint64_t value) {
  std::string out;
  append_u64(out, value);
  return out;
}

inline IndexRow row(IndexKey key, std::string value = {}) { return {key.take(), std::move(value)}; }

inline IndexRow due_row(TimestampMs at, Kind kind, std::uint64_t id, Due what) {
  auto key = IndexKey(Index::due).u64(static_cast<std::uint64_t>(at.value)).byte(std::uint8_t(kind)).u64(id);
  return row(std::move(key), std::string(1, static_cast<char>(what)));
}

/// When that day is over.
inline IndexRow due_after(Date day, Kind kind, std::uint64_t id, Due what) {
  return due_row(calendar::end_of(day), kind, id, what);
}

/// At the beginning of that day.
inline IndexRow due_on(Date day, Kind kind, std::uint64_t id, Due what) {
  return due_after({day.days - 1}, kind, id, what);
}

template <class Published>
void add_parties(Rows& out, Index index, Published const& it) {
  std::vector<PersonId> parties{it.author};
  if (it.owner && *it.owner != it.author) parties.push_back(*it.owner);
  if constexpr (requires { it.coauthors; }) {
    for (auto const& more : {it.coauthors.values, it.invited.values}) {
      for (auto const person : more) {
        if (std::find(parties.begin(), parties.end(), person) == parties.end()) parties.push_back(person);
      }
    }
  }
  for (auto const person : parties) out.push_back(row(IndexKey(index).id(person).descending(it.id.value)));
}

Rows rows(OrgCalendar const& it);
Rows rows(Profile const& it);
Rows rows(ProfilePart const& it);
Rows rows(PersonLoad const& it);
Rows rows(PracticePost const& it);
Rows rows(Adoption const& it);
Rows rows(AdoptionAuthor const& it);
Rows rows(PracticeActivity const& it);
Rows rows(Link const& it);
Rows rows(SupportRequest const& it);
Rows rows(SupportMatch const& it);
Rows rows(MatchAnswer const& it);
Rows rows(SupportAgreement const& it);
Rows rows(SupportVisit const& it);
Rows rows(SupportEvaluation const& it);
Rows rows(NotificationSetting const& it);
Rows rows(DigestPlan const& it);
Rows rows(CalendarFeed const& it);
Rows rows(ActionItem const& it);
Rows rows(ReviewCycle const& it);
Rows rows(Review const& it);
Rows rows(ReviewScope const& it);
Rows rows(Interest const& it);
Rows rows(SelfReview const& it);
Rows rows(ReviewActivity const& it);
Rows rows(EvidenceNote const& it);
Rows rows(ReviewReport const& it);
Rows rows(ReportComment const& it);
Rows rows(ReportGrant const& it);
Rows rows(ReportReading const& it);
Rows rows(ReviewPlan const& it);
Rows rows(ReviewAction const& it);
Rows rows(ReviewTheme const& it);
Rows rows(Contract const& it);
Rows rows(ContractTerms const& it);
Rows rows(Supplier const& it);
Rows rows(SupplierExperience const& it);
Rows rows(Pool const& it);
Rows rows(Participation const& it);
Rows rows(RadarPlan const& it);
Rows rows(ThresholdTable const& it);
Rows rows(BuyingBands const& it);
Rows rows(ImportMapping const& it);
Rows rows(Saving const& it);
Rows rows(Purchase const& it);
Rows rows(PurchaseGate const& it);
Rows rows(PurchaseDeclaration const& it);
Rows rows(SupplierLink const& it);
Rows rows(Quote const& it);
Rows rows(QuotePrice const& it);
Rows rows(QuoteScan const& it);
Rows rows(QuoteScore const& it);
Rows rows(Moderation const& it);
Rows rows(Award const& it);
Rows rows(AwardLetters const& it);
Rows rows(ContractEntry const& it);

}  // namespace staffroom::rows
