// What becomes of an award: published with its letters, standing still, challenged, confirmed, or given up.
#include <algorithm>
#include <set>

#include "store/awards.hpp"
#include "store/calendar.hpp"
#include "store/quotes.hpp"

namespace staffroom {

using awards::OfPurchase;

// ---- published

namespace {

/// Won by one, lost by the others.
void settle_quotes(Change& change, View const& view, Award const& award) {
  for (auto const& quote : purchases::scored_quotes_of(view, award.id)) {
    auto settled = *quote;
    settled.state = quote->id == award.winner ? QuoteState::won : QuoteState::lost;
    ++settled.version;
    change.put(std::move(settled));
  }
}

/// Of the bidders that have one.
std::set<SupplierLinkId> links_told(View const& view, PurchaseId purchase) {
  std::set<SupplierLinkId> told;
  for (auto const& quote : awards::bids_told(view, purchase)) {
    if (quote->supplier_link) told.insert(*quote->supplier_link);
  }
  return told;
}

/// Each bidder that has a link gets its letter; all links live on for a while.
void send_letters(Change& change, View const& view, Asked& asked, PurchaseId purchase) {
  auto const told = links_told(view, purchase);
  for (auto const& link : purchases::links_of(view, purchase)) {
    if (!quotes::is_live(*link, asked.now)) continue;
    if (told.contains(link->id)) quotes::mail(change, asked, *link, EmailAbout::award_letter);
    auto ending = *link;
    ending.expires = calendar::end_of(Date{asked.today.days + limits::supplier_link_days});
    ++ending.version;
    change.put(std::move(ending));
  }
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, PublishAward const& command) {
  TRY_INTO(auto const found, awards::award_for(view, asked, command.purchase, Action::publish));
  auto const& it = *found.purchase;
  if (found.award->state != AwardState::proposed) return wrong_state("The award is published, or was given up.");
  if (!awards::is_signed(it)) {
    return Error::conflict("award_unsigned", "Every school that takes part signs first, or refuses.");
  }
  auto published = *found.award;
  published.state = AwardState::published;
  published.published = asked.now;
  if (awards::stands_still(it)) {
    published.standstill_ends = calendar::standstill_end(view, asked.today);
    if (!published.standstill_ends) {
      return Error::conflict("calendar_not_covered",
                             "The bank holidays of the days to come are not known. Ask an administrator of the "
                             "network to add them.");
    }
  }
  ++published.version;
  bool const waits = published.standstill_ends.has_value();
  Change change;
  change.answer_key = record_key<Award>(it.id);
  settle_quotes(change, view, published);
  send_letters(change, view, asked, it.id);
  change.put(std::move(published));
  purchases::tell(change, view, asked, it, purchases::everyone_in(view, it), Because::award_published);
  if (!waits) purchases::tell(change, view, asked, it, {it.owner}, Because::award_to_confirm);
  purchases::put(change, view, asked, &it, it);
  return change;
}

// ---- challenged

namespace {

Error not_published() { return wrong_state("The award is not published, or is settled."); }

}  // namespace

Result<Change> decide(View const& view, Asked& asked, RecordChallenge const& command) {
  TRY_INTO(auto const found, awards::award_for(view, asked, command.purchase, Action::record_challenge));
  auto award = *found.award;
  if (award.state != AwardState::published) return not_published();
  if (!award.standstill_ends || asked.today > *award.standstill_ends) {
    return wrong_state("A challenge is recorded while the award stands still.");
  }
  if (command.what.empty()) return Error::unprocessable("body.what", "Say who challenges what.");
  TRY(check_words({command.what.value}));
  if (award.challenges.size() >= limits::challenges_max) {
    return Error::conflict("too_many", "At most " + std::to_string(limits::challenges_max) + " challenges.");
  }
  award.challenges.values.push_back({.at = asked.now, .what = command.what});
  ++award.version;
  return Change().put(std::move(award));
}

Result<Change> decide(View const& view, Asked& asked, ResolveChallenge const& command) {
  TRY_INTO(auto const found, awards::award_for(view, asked, command.purchase, Action::record_challenge));
  auto award = *found.award;
  if (award.state != AwardState::published) return not_published();
  auto& all = award.challenges.values;
  auto const open = std::find_if(all.begin(), all.end(), [](auto const& one) { return !one.resolved; });
  if (open == all.end()) return wrong_state("No challenge is open.");
  if (command.answer.empty()) return Error::unprocessable("body.answer", "Say how it was resolved, and why.");
  TRY(check_words({command.answer.value}));
  open->resolved = asked.now;
  open->answer = command.answer;
  ++award.version;
  return Change().put(std::move(award));
}

// ---- confirmed, or given up

Result<Change> decide(View const& view, Asked& asked, ConfirmAward const& command) {
  TRY_INTO(auto const found, awards::award_for(view, asked, command.purchase, Action::confirm));
  auto const& it = *found.purchase;
  if (found.award->state != AwardState::published) return not_published();
  if (found.award->standstill_ends && asked.today <= *found.award->standstill_ends) {
    return Error::conflict("standstill", "The award stands still. Confirm it on the day after its last day.");
  }
  if (awards::open_challenge(*found.award)) {
    return Error::conflict("challenge_open", "A challenge is open. Resolve it, or give the award up.");
  }
  bool const unapproved = it.related && it.related->related && it.related->approval.empty();
  if (unapproved && found.award->gross > limits::related_party_pence) {
    return Error::conflict("related_party_unapproved",
                           "A related party, above £40,000: the DfE approves this first. Enter the reference of its "
                           "approval.");
  }
  auto confirmed = *found.award;
  confirmed.state = AwardState::confirmed;
  confirmed.confirmed = asked.now;
  ++confirmed.version;
  auto after = it;
  Change change;
  change.answer_key = record_key<Award>(it.id);
  purchases::pass_gate(change, asked, after, PurchaseStage::handover, {}, awards::facts_of(it, confirmed));
  change.put(std::move(confirmed));
  answer_needs(change, view, it.id, Because::award_to_confirm);
  purchases::tell(change, view, asked, it, purchases::everyone_in(view, it), Because::award_confirmed);
  purchases::put(change, view, asked, &it, std::move(after));
  return change;
}

namespace {

/// As before the award: quotes are open, their links live on without an end.
void take_back_quotes(Change& change, View const& view, Purchase const& it) {
  for (auto const& quote : purchases::scored_quotes_of(view, it.id)) {
    if (quote->state != QuoteState::won && quote->state != QuoteState::lost) continue;
    auto back = *quote;
    back.state = awards::state_before_award(it, *quote);
    ++back.version;
    change.put(std::move(back));
  }
}

void take_back_links(Change& change, View const& view, PurchaseId purchase, TimestampMs now) {
  for (auto const& link : purchases::links_of(view, purchase)) {
    if (!link->expires || !quotes::is_live(*link, now)) continue;
    auto back = *link;
    back.expires.reset();
    ++back.version;
    change.put(std::move(back));
  }
}

/// Who has read the outcome hears that it does not stand.
void tell_withdrawn(Change& change, View const& view, Asked& asked, PurchaseId purchase) {
  for (auto const id : links_told(view, purchase)) {
    auto const link = view.find<SupplierLink>(id);
    if (link && quotes::is_live(*link, asked.now)) quotes::mail(change, asked, *link, EmailAbout::award_withdrawn);
  }
}

void reopen_moderation(Change& change, View const& view, PurchaseId purchase) {
  auto const closed = view.find<Moderation>(purchase);
  if (!closed) return;
  auto open = *closed;
  open.state = ModerationState::open;
  open.ranking = {};
  open.tie_reason = {};
  open.closed.reset();
  ++open.version;
  change.put(std::move(open));
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, AbandonAward const& command) {
  TRY_INTO(auto const found, awards::award_for(view, asked, command.purchase, Action::abandon));
  auto const& it = *found.purchase;
  auto const state = found.award->state;
  if (state != AwardState::proposed && state != AwardState::published) {
    return wrong_state("The award is confirmed, or was given up already.");
  }
  TRY(check_reason(command.reason, "Say why, for everyone who took part."));
  auto abandoned = *found.award;
  abandoned.state = AwardState::abandoned;
  abandoned.reason = command.reason;
  for (auto& one : abandoned.challenges.values) {
    if (one.resolved) continue;
    one.resolved = asked.now;
    one.answer = command.reason;
  }
  ++abandoned.version;
  auto after = it;
  awards::drop_signatures(after);
  Change change;
  change.answer_key = record_key<Award>(it.id);
  auto facts = awards::facts_of(it, abandoned);
  change.put(std::move(abandoned));
  take_back_quotes(change, view, it);
  if (command.cancel) {
    purchases::cancel(change, view, asked, after, command.reason);
  } else {
    if (state == AwardState::published) tell_withdrawn(change, view, asked, it.id);
    take_back_links(change, view, it.id, asked.now);
    reopen_moderation(change, view, it.id);
    answer_needs(change, view, it.id, Because::award_to_sign);
    answer_needs(change, view, it.id, Because::award_to_confirm);
    purchases::pass_gate(change, asked, after, PurchaseStage::evaluation, command.reason, std::move(facts));
    auto const chairs = purchases::named_as(it, PurchaseRole::chair);
    purchases::tell(change, view, asked, it, chairs, Because::purchase_to_moderate);
  }
  purchases::put(change, view, asked, &it, std::move(after));
  return change;
}

}  // namespace staffroom
