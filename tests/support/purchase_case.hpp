// Purchases in tests: one organisation's or a pool's, led through its gates as far as a test wants it, by commands
// alone.
#pragma once
#include "tests/support/buying_case.hpp"

namespace staffroom::tests {

/// For one: of Oakfield alone, £24,000 net over three years: three quotes are asked for, and no standstill. For many:
/// of a pool in which Oakfield (100 to 120) and Fell View (50 to 60) signed, far over the threshold.
enum class BoughtFor : std::uint8_t { one, many };

/// Orla owns it. Tilda chairs; Ollie and Fred score quality, Ellis the price. Otto, Oakfield's head, approves; he signs
/// for Oakfield and Felix for Fell View. Bright Floors and Shine & Co are asked for quotes.
class PurchaseCase : public BuyingCase {
 public:
  explicit PurchaseCase(Scenario& scenario);

  // ---- stage by stage
  PurchaseId bare();  // just created, for Oakfield
  PurchaseId purchase(BoughtFor whom = BoughtFor::many);
  PurchaseId at_market_analysis(BoughtFor whom = BoughtFor::many);
  PurchaseId in_sourcing(BoughtFor whom = BoughtFor::many);
  /// All is there that its gate asks for.
  PurchaseId ready_for_market(BoughtFor whom = BoughtFor::many);
  PurchaseId gone_to_market(BoughtFor whom = BoughtFor::many);
  /// And the deadline has passed with Bright's quote for £4,000 and Shine's for £5,000, both gross.
  PurchaseId past_deadline(BoughtFor whom = BoughtFor::many);
  PurchaseId opened(BoughtFor whom = BoughtFor::many);
  /// Bright has 3 points of 4 from both evaluators in everything, Shine 2.
  PurchaseId scored(BoughtFor whom = BoughtFor::many);
  PurchaseId moderated(BoughtFor whom = BoughtFor::many);
  PurchaseId award_proposed(BoughtFor whom = BoughtFor::many);
  PurchaseId award_published(BoughtFor whom = BoughtFor::many);
  /// Confirmed: in handover.
  PurchaseId awarded(BoughtFor whom = BoughtFor::many);

  // ---- what is wanted
  EditPurchase edit_of(PurchaseId id) const;  // an edit that changes nothing yet
  TenderPack wanted_pack() const;             // two criteria of 30 % each, price 40 %, 0 to 4 points
  std::vector<ValueLine> wanted_value() const;
  NamePurchasePeople wanted_people(PurchaseId id) const;
  Date working_day_in(int days) const;  // or the next one

  // ---- steps
  void describes(PurchaseId id);
  void surveys(PurchaseId id);  // market notes, and nobody is related
  void names(PurchaseId id);
  PurchaseDeclarationId declares(Colleague const& who, PurchaseId id);
  void clears_all(PurchaseId id);  // everyone declares nil and is cleared
  void signs_tender(Colleague const& who, PurchaseId id, OrganisationId school);
  void all_sign_tender(PurchaseId id);
  SupplierLinkId invites(PurchaseId id, SupplierId supplier);
  Outcome saves_quote(SupplierLinkId link, std::int64_t pence_gross);
  /// Saved and submitted. Its id.
  QuoteId quote_of(SupplierLinkId link, std::int64_t pence_gross);
  void passes_deadline(PurchaseId id);
  ScoreQuote wanted_score(PurchaseId id, QuoteId quote, std::uint32_t points) const;
  void scores(Colleague const& who, PurchaseId id);  // Bright 3, Shine 2; and sends them in
  SubmitPriceScores wanted_prices(PurchaseId id) const;
  void agrees(PurchaseId id);
  void signs_award(Colleague const& who, PurchaseId id, OrganisationId school);
  void all_sign_award(PurchaseId id);

  // ---- as the store has it
  using BuyingCase::supplier;
  Purchase purchase(PurchaseId id) const;
  std::vector<PurchaseGate> gates(PurchaseId id) const;
  PurchaseDeclaration declaration(PurchaseDeclarationId id) const;
  SupplierLink link(SupplierLinkId id) const;
  Quote quote(QuoteId id) const;
  QuotePrice price(QuoteId id) const;
  Moderation moderation(PurchaseId id) const;
  Award award(PurchaseId id) const;
  AwardLetters letters(PurchaseId id) const;
  /// Once they are opened: those that are scored, oldest first.
  std::vector<Quote> quotes(PurchaseId id) const;
  Quote quote_by(PurchaseId id, SupplierId supplier) const;  // throws when there is none

  SupplierId bright, shine;
};

}  // namespace staffroom::tests
