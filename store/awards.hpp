// What the rules of awards share: who gets what share, what bidders are told, and what it rests on.
#pragma once
#include <string>
#include <vector>

#include "store/evaluations.hpp"

namespace staffroom::awards {

using AwardPtr = std::shared_ptr<Award const>;
using ModerationPtr = std::shared_ptr<Moderation const>;

struct OfPurchase {
  purchases::PurchasePtr purchase;
  AwardPtr award;
};

/// The award, if the actor may do this with it, and it is the version that they saw. Not for the hub: somebody does it.
Result<OfPurchase> award_for(View const& view, Asked const& asked, PurchaseId id, Action action);

/// Every school that takes part has signed it; one organisation's needs nobody's signature.
bool is_signed(Purchase const& it);
/// Whether its route, or the threshold, wants a standstill before the contract.
bool stands_still(Purchase const& it);
AwardChallenge const* open_challenge(Award const& award);
/// The same, sealed, late or admitted, before it won or lost.
QuoteState state_before_award(Purchase const& it, Quote const& quote);

/// By what each school has committed itself to; of one organisation the whole. Error: conflict `no_weights`.
Result<Many<AwardShare, limits::pool_schools_max>> shares_of(Purchase const& it, std::int64_t gross);
/// What a letter may be sent to: what was scored, rejected, or came late.
std::vector<purchases::QuotePtr> bids_told(View const& view, PurchaseId purchase);
/// To each its own scores and reasons; of the others only who won, and with what total. (awards_letters.cpp)
Many<BidderLetter, limits::quotes_max> letters_of(View const& view, Purchase const& it, Moderation const& moderation);

/// No school's signature counts any more.
void drop_signatures(Purchase& it);
/// Whoever signs for a school that has not signed is asked, and nobody else owes an answer.
void answer_signed(Change& change, View const& view, Purchase const& after);

/// What a gate after the award rests on, as canonical JSON.
std::string facts_of(Purchase const& it, Award const& award);

}  // namespace staffroom::awards
