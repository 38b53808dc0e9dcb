// Award: proposed, signed by every school, published with letters, standing still, confirmed, handed over.
#pragma once
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "protocol/described.hpp"
#include "protocol/evaluations.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/route.hpp"
#include "protocol/savings.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

enum class AwardState : std::uint8_t { proposed, published, confirmed, abandoned };
BOOST_DESCRIBE_ENUM(AwardState, proposed, published, confirmed, abandoned)

struct AwardShare {
  OrganisationId school;
  std::uint32_t quantity = 0;
  std::int64_t pence = 0;  // gross, of the whole
};
STAFFROOM_DESCRIBE(AwardShare, (), (school, quantity, pence))

struct BidderLetter {
  QuoteId quote;
  SummaryText text;
};
STAFFROOM_DESCRIBE(BidderLetter, (), (quote, text))

struct AwardChallenge {
  TimestampMs at;
  Note what;
  std::optional<TimestampMs> resolved;
  Note answer;
};
STAFFROOM_DESCRIBE(AwardChallenge, (), (at, what, resolved, answer))

/// Has the purchase's id.
struct Award {
  static constexpr Kind kind = Kind::award;
  static constexpr std::string_view path = "/purchases/{id}/award";
  PurchaseId id;
  std::uint32_t version = 1;
  AwardState state = AwardState::proposed;
  QuoteId winner;
  SupplierId supplier;
  Note reasons;
  std::int64_t gross = 0;
  Many<AwardShare, limits::pool_schools_max> shares;       // add up to `gross` exactly
  Many<OrganisationId, limits::pool_schools_max> refused;  // schools that would not sign, and are out
  std::string content_hash;
  std::optional<TimestampMs> published;
  std::optional<Date> standstill_ends;  // its last day; absent: the route has none
  bool standstill_told = false;
  Many<AwardChallenge, limits::challenges_max> challenges;
  std::optional<TimestampMs> confirmed;
  Note reason;  // why it was abandoned
};
STAFFROOM_DESCRIBE(Award, (),
                   (id, version, state, winner, supplier, reasons, gross, shares, refused, content_hash, published,
                    standstill_ends, standstill_told, challenges, confirmed, reason))

/// Letters to bidders, drafted with the award; read by the owner, and each by its supplier once published. Has the
/// purchase's id.
struct AwardLetters {
  static constexpr Kind kind = Kind::award_letters;
  static constexpr std::string_view path = "/purchases/{id}/letters";
  PurchaseId id;
  std::uint32_t version = 1;
  Many<BidderLetter, limits::quotes_max> letters;
};
STAFFROOM_DESCRIBE(AwardLetters, (), (id, version, letters))

struct ProposeAward {
  static constexpr std::string_view name = "propose_award";
  static constexpr Route route{Method::post, "/purchases/{purchase}/award"};
  static constexpr Success success = Success::created;
  PurchaseId purchase;
  Note reasons;
};
STAFFROOM_DESCRIBE(ProposeAward, (), (purchase, reasons))

struct SignAward {
  static constexpr std::string_view name = "sign_award";
  static constexpr Route route{Method::put, "/purchases/{purchase}/schools/{school}/award"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
  OrganisationId school;
  Name content_hash;
};
STAFFROOM_DESCRIBE(SignAward, (), (purchase, school, content_hash))

struct RefuseAward {
  static constexpr std::string_view name = "refuse_award";
  static constexpr Route route{Method::post, "/purchases/{purchase}/schools/{school}/award/refuse"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
  OrganisationId school;
  Note reason;
};
STAFFROOM_DESCRIBE(RefuseAward, (), (purchase, school, reason))

struct EditLetters {
  static constexpr std::string_view name = "edit_letters";
  static constexpr Route route{Method::put, "/purchases/{purchase}/letters"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
  Many<BidderLetter, limits::quotes_max> letters;
};
STAFFROOM_DESCRIBE(EditLetters, (), (purchase, letters))

struct PublishAward {
  static constexpr std::string_view name = "publish_award";
  static constexpr Route route{Method::post, "/purchases/{purchase}/award/publish"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
};
STAFFROOM_DESCRIBE(PublishAward, (), (purchase))

struct RecordChallenge {
  static constexpr std::string_view name = "record_challenge";
  static constexpr Route route{Method::post, "/purchases/{purchase}/award/challenges"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
  Note what;
};
STAFFROOM_DESCRIBE(RecordChallenge, (), (purchase, what))

struct ResolveChallenge {
  static constexpr std::string_view name = "resolve_challenge";
  static constexpr Route route{Method::post, "/purchases/{purchase}/award/challenges/resolve"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
  Note answer;
};
STAFFROOM_DESCRIBE(ResolveChallenge, (), (purchase, answer))

struct ConfirmAward {
  static constexpr std::string_view name = "confirm_award";
  static constexpr Route route{Method::post, "/purchases/{purchase}/award/confirm"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
};
STAFFROOM_DESCRIBE(ConfirmAward, (), (purchase))

struct AbandonAward {
  static constexpr std::string_view name = "abandon_award";
  static constexpr Route route{Method::post, "/purchases/{purchase}/award/abandon"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
  Note reason;
  bool cancel = false;
};
STAFFROOM_DESCRIBE(AbandonAward, (), (purchase, reason, cancel))

struct GetAward {
  static constexpr std::string_view name = "get_award";
  static constexpr Route route{Method::get, "/purchases/{purchase}/award"};
  using Item = Award;
  PurchaseId purchase;
};
STAFFROOM_DESCRIBE(GetAward, (), (purchase))

struct GetAwardLetters {
  static constexpr std::string_view name = "get_award_letters";
  static constexpr Route route{Method::get, "/purchases/{purchase}/letters"};
  using Item = AwardLetters;
  PurchaseId purchase;
};
STAFFROOM_DESCRIBE(GetAwardLetters, (), (purchase))

/// Of the whole; shared out as the award is.
struct AwardSaving {
  SavingMethod method = SavingMethod::previous_estimated;
  Amount baseline;
  Line baseline_source;
};
STAFFROOM_DESCRIBE(AwardSaving, (), (method, baseline, baseline_source))

/// Internal: GET /purchases/{purchase}/file.zip was asked for. Nothing changes; the audit trail says so.
struct NotePurchaseExport {
  static constexpr std::string_view name = "note_purchase_export";
  PurchaseId purchase;
};
STAFFROOM_DESCRIBE(NotePurchaseExport, (), (purchase))

/// To the end: a contract in the register of each school, and what was saved.
struct CompletePurchase {
  static constexpr std::string_view name = "complete_purchase";
  static constexpr Route route{Method::post, "/purchases/{purchase}/complete"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
  Date starts;
  Date ends;  // the last day of service
  NoticePeriod notice;
  std::uint32_t extension_months = 0;
  std::uint32_t extensions = 0;
  std::optional<AwardSaving> saving;  // potential, for each school; realised by another, with evidence
};
STAFFROOM_DESCRIBE(CompletePurchase, (), (purchase, starts, ends, notice, extension_months, extensions, saving))

}  // namespace staffroom
