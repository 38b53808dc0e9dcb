// Awards: proposed for the best quote, signed by every school that takes part, or refused by one of them. What becomes
// of them once they are published is in awards_course.cpp.
#include "store/awards.hpp"

#include <algorithm>
#include <set>

#include "protocol/json_text.hpp"
#include "store/answering.hpp"
#include "store/money.hpp"
#include "store/pools.hpp"
#include "store/resources.hpp"
#include "store/thresholds.hpp"

namespace staffroom {

using awards::AwardPtr;
using purchases::PurchasePtr;

// ---- what they share

Result<awards::OfPurchase> awards::award_for(View const& view, Asked const& asked, PurchaseId id, Action action) {
  if (asked.actor.is_system()) return Error::not_found();
  TRY_INTO(auto const purchase,
           purchases::purchase_for(view, asked, id, Thing::award, action, buying::CheckVersion::no));
  auto const award = view.find<Award>(purchase->id);
  if (!award) return wrong_state("No award is proposed yet.");
  TRY(check_version(asked, award->version));
  return OfPurchase{purchase, award};
}

bool awards::is_signed(Purchase const& it) {
  return std::all_of(it.schools.begin(), it.schools.end(), [](auto const& one) { return one.award_signed; });
}

bool awards::stands_still(Purchase const& it) {
  bool const by_route = it.route && (it.route->route == BuyingRoute::tender ||  //
                                     it.route->route == BuyingRoute::full_procedure);
  return it.asked.over || by_route;
}

AwardChallenge const* awards::open_challenge(Award const& award) {
  for (auto const& one : award.challenges) {
    if (!one.resolved) return &one;
  }
  return nullptr;
}

QuoteState awards::state_before_award(Purchase const& it, Quote const& quote) {
  bool const came_late = it.deadline_at && quote.received && *quote.received >= *it.deadline_at;
  return came_late ? QuoteState::admitted : QuoteState::opened;
}

Result<Many<AwardShare, limits::pool_schools_max>> awards::shares_of(Purchase const& it, std::int64_t gross) {
  Many<AwardShare, limits::pool_schools_max> out;
  if (it.schools.empty()) {
    out.values.push_back({it.organisation, 1, gross});
    return out;
  }
  std::vector<money::Share> shares;
  for (auto const& one : it.schools) shares.push_back({one.school, one.committed});
  TRY(money::allocate(gross, shares));
  for (std::size_t i = 0; i < shares.size(); ++i) {
    out.values.push_back({shares[i].organisation, it.schools.values[i].committed, shares[i].pence});
  }
  return out;
}

std::vector<purchases::QuotePtr> awards::bids_told(View const& view, PurchaseId purchase) {
  auto all = purchases::quotes_of(view, purchase);
  std::erase_if(all, [](auto const& it) { return !purchases::is_in_file(it->state); });
  return all;
}

void awards::drop_signatures(Purchase& it) {
  for (auto& one : it.schools.values) one.award_signed = false;
}

void awards::answer_signed(Change& change, View const& view, Purchase const& after) {
  auto const owing = purchases::signers_of(view, after, SignOffOf::award);
  std::set<PersonId> const still(owing.begin(), owing.end());
  answer_needs(change, view, after.id, Because::award_to_sign,
               [&](Notification const& need) { return !still.contains(need.person); });
}

namespace {

std::string json_of_share(AwardShare const& it) {
  JsonText json;
  json.number("pence", it.pence).number("quantity", std::uint64_t{it.quantity});
  return json.number("school", it.school.value).close();
}

std::string json_of_school(OrganisationId id) { return std::to_string(id.value); }

}  // namespace

std::string purchases::award_hash(View const& view, Purchase const& it, Award const& award) {
  auto const moderation = view.find<Moderation>(it.id);
  auto const quote = view.find<Quote>(award.winner);
  JsonText json;  // members in the order of their names
  json.raw("evaluation", moderation ? evaluation_json(view, it, *moderation) : "{}").number("gross", award.gross);
  json.number("id", it.id.value).text("kind", "award").text("quote", quote ? quote->content_hash : "");
  json.text("reasons", award.reasons.value).raw("refused", json_list(award.refused, json_of_school));
  json.number("schema", std::uint64_t{1}).raw("shares", json_list(award.shares, json_of_share));
  return resources::sha256_of(
      json.number("supplier", award.supplier.value).number("winner", award.winner.value).close());
}

std::string awards::facts_of(Purchase const& it, Award const& award) {
  auto const sign_off = [](PurchaseSignOff const& one) {
    JsonText json;
    json.number("at", one.at.value).number("person", one.person.value).number("school", one.school.value);
    return json.text("sha256", one.content_hash).close();
  };
  std::vector<PurchaseSignOff> counted;
  for (auto const& one : it.sign_offs) {
    if (one.what == SignOffOf::award && one.content_hash == award.content_hash) counted.push_back(one);
  }
  JsonText json;
  json.text("award", award.content_hash).number("gross", award.gross);
  if (award.published) json.number("published", award.published->value);
  json.raw("shares", purchases::json_list(award.shares, json_of_share));
  json.raw("sign_offs", purchases::json_list(counted, sign_off));
  if (award.standstill_ends) json.text("standstill_ends", to_text(*award.standstill_ends));
  return json.number("supplier", award.supplier.value).number("winner", award.winner.value).close();
}

// ---- proposing

Result<Change> decide(View const& view, Asked& asked, ProposeAward const& command) {
  if (asked.actor.is_system()) return Error::not_found();  // somebody proposes it
  TRY_INTO(auto const it, purchases::purchase_for(view, asked, command.purchase, Thing::award, Action::propose));
  auto const moderation = view.find<Moderation>(it->id);
  bool const is_ranked = moderation && moderation->state == ModerationState::closed && !moderation->ranking.empty();
  if (it->stage != PurchaseStage::contract_award || !is_ranked) {
    return wrong_state("An award is proposed once moderation is closed.");
  }
  auto const earlier = view.find<Award>(it->id);
  if (earlier && earlier->state != AwardState::abandoned) return wrong_state("The award is proposed already.");
  if (command.reasons.empty()) {
    return Error::unprocessable("body.reasons", "Say why this quote, for the schools that sign.");
  }
  TRY(check_words({command.reasons.value}));
  auto const winner = view.find<Quote>(moderation->ranking.values.front().quote);
  auto const price = winner ? view.find<QuotePrice>(winner->id) : nullptr;
  ensure(winner && price, "what is ranked has a price");
  Award award{.id = it->id,
              .version = earlier ? earlier->version + 1 : 1,
              .winner = winner->id,
              .supplier = winner->supplier,
              .reasons = command.reasons,
              .gross = price->gross};
  // What was said of one that was given up stays in the file.
  if (earlier) {
    award.refused = earlier->refused;
    award.challenges = earlier->challenges;
  }
  TRY_INTO(award.shares, awards::shares_of(*it, award.gross));
  award.content_hash = purchases::award_hash(view, *it, award);
  auto const before = view.find<AwardLetters>(it->id);
  AwardLetters letters{
      .id = it->id, .version = before ? before->version + 1 : 1, .letters = awards::letters_of(view, *it, *moderation)};
  auto after = *it;
  awards::drop_signatures(after);
  Change change;
  change.answer_key = record_key<Award>(it->id);
  change.put(std::move(award));
  change.put(std::move(letters));
  answer_needs(change, view, it->id, Because::purchase_to_award);
  auto const signers = purchases::signers_of(view, after, SignOffOf::award);
  purchases::tell(change, view, asked, after, signers, Because::award_to_sign);
  purchases::put(change, view, asked, it.get(), std::move(after));
  return change;
}

// ---- signing

namespace {

/// The award that waits for signatures, if the actor may do this for the school, and the school takes part.
Result<awards::OfPurchase> award_to_sign(View const& view, Asked const& asked, PurchaseId id, OrganisationId school,
                                         Thing thing, Action action) {
  if (asked.actor.is_system()) return Error::not_found();  // somebody signs
  Door const door(view, asked);
  TRY_INTO(auto const it, door.readable<Purchase>("ids.purchase", id));
  TRY(door.readable<Organisation>("ids.school", school));
  auto subject = purchases::subject_of(it, school);
  if (it->pool) subject.pool = view.find<Pool>(*it->pool);
  if (auto allowed = door.may(thing, action, subject); !allowed) {
    // Who is nothing to the school, and reads the award, is told whose it is.
    if (allowed.error().code == ErrorCode::not_found) TRY(door.may(thing, action, purchases::subject_of(it)));
    return allowed.error();
  }
  if (!purchases::school_in(*it, school)) return Error::not_found("ids.school");
  TRY(check_version(asked, it->version));
  auto const award = view.find<Award>(it->id);
  if (it->stage != PurchaseStage::contract_award || !award || award->state != AwardState::proposed) {
    return wrong_state("Schools sign an award when it is proposed, until it is published.");
  }
  return awards::OfPurchase{it, award};
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, SignAward const& command) {
  TRY_INTO(auto const found,
           award_to_sign(view, asked, command.purchase, command.school, Thing::award, Action::sign_off));
  auto const capacity = buying::capacity_of(view, Door(view, asked).standing(), command.school);
  if (!capacity) return Error::forbidden("signatory", "Only those who may sign for this school can do this.");
  auto const& it = *found.purchase;
  if (purchases::school_in(it, command.school)->award_signed) return wrong_state("This school has signed.");
  if (command.content_hash.value != found.award->content_hash) {
    return Error::conflict("changed", "The award has changed. Read it again, then sign.");
  }
  auto after = it;
  for (auto& one : after.schools.values) {
    if (one.school == command.school) one.award_signed = true;
  }
  auto& sign_offs = after.sign_offs.values;
  if (sign_offs.size() >= limits::sign_offs_max) sign_offs.erase(sign_offs.begin());
  sign_offs.push_back({.school = command.school,
                       .what = SignOffOf::award,
                       .person = asked.actor.person,
                       .capacity = *capacity,
                       .content_hash = found.award->content_hash,
                       .at = asked.now});
  Change change;
  change.answer_key = record_key<Purchase>(it.id);
  awards::answer_signed(change, view, after);
  purchases::tell(change, view, asked, after, {after.owner}, Because::award_signed);
  purchases::put(change, view, asked, &it, std::move(after));
  return change;
}

namespace {

/// The school leaves the pool with it, so that the pool's total is what is bought.
Result<void> leave_pool_refusing(Change& change, View const& view, Purchase const& it, RefuseAward const& command) {
  auto const pool = it.pool ? view.find<Pool>(*it.pool) : nullptr;
  auto const place = pool ? buying::participation_of(view, pool->id, command.school) : nullptr;
  if (!place || place->state != ParticipationState::signed_up) return {};
  auto left = *place;
  left.state = ParticipationState::left;
  left.reason = command.reason;
  ++left.version;
  change.put(std::move(left));
  auto counted = *pool;
  TRY(pools::count_up(view, change, counted, "ids.school"));
  buying::put(change, view, *pool, std::move(counted));
  return {};
}

/// What is asked of the others: the band of what they buy now; the day, and so the threshold's row, stays as it was.
Result<void> ask_route_again(View const& view, Asked const& asked, Purchase& it) {
  TRY_INTO(auto const sum, purchases::sum_of(it.value.lines, purchases::quantity_of(it), "ids.school"));
  it.value.net = sum.net;
  it.value.gross = sum.gross;
  auto const threshold = it.asked.threshold;
  it.asked = purchases::asked_for(view, it, asked.today);
  it.asked.threshold = threshold;
  it.asked.over = threshold && thresholds::is_over(*threshold, it.value.gross);
  it.asked.route = it.asked.over ? BuyingRoute::full_procedure : it.asked.band.route;
  return {};
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, RefuseAward const& command) {
  TRY_INTO(auto const found,
           award_to_sign(view, asked, command.purchase, command.school, Thing::participation, Action::refuse_award));
  auto const& it = *found.purchase;
  TRY(check_reason(command.reason, "Say why, for the owner and the other schools."));
  if (it.schools.size() < 2) {
    return Error::conflict("no_schools_left",
                           "No other school is left. Ask the owner to give the award up, or to cancel the purchase.");
  }
  auto after = it;
  std::erase_if(after.schools.values, [&](auto const& one) { return one.school == command.school; });
  awards::drop_signatures(after);
  TRY(ask_route_again(view, asked, after));
  auto award = *found.award;
  award.refused.values.push_back(command.school);
  TRY_INTO(award.shares, awards::shares_of(after, award.gross));
  award.content_hash = purchases::award_hash(view, after, award);
  ++award.version;
  Change change;
  change.answer_key = record_key<Purchase>(it.id);
  change.put(std::move(award));
  TRY(leave_pool_refusing(change, view, it, command));
  answer_needs(change, view, it.id, Because::award_to_sign);
  purchases::tell(change, view, asked, after, {after.owner}, Because::award_refused);
  auto const signers = purchases::signers_of(view, after, SignOffOf::award);
  purchases::tell(change, view, asked, after, signers, Because::award_to_sign);
  change.answer_key = record_key<Purchase>(it.id);
  purchases::put(change, view, asked, &it, std::move(after));
  return change;
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, GetAward const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Award>("ids.purchase", query.purchase));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, GetAwardLetters const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<AwardLetters>("ids.purchase", query.purchase));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
