// What the owner and those named in a purchase declare, and who clears it.
#include <algorithm>
#include <array>

#include "store/answering.hpp"
#include "store/purchases.hpp"

namespace staffroom {

using purchases::PurchasePtr;

namespace {

using DeclarationPtr = std::shared_ptr<PurchaseDeclaration const>;

void set_interest(Purchase& it, PersonId person, PurchaseInterestState state) {
  for (auto& one : it.interests.values) {
    if (one.person == person) one.state = state;
  }
}

Error refused_for_good(Purchase const& it, PersonId person) {
  bool const owns = it.owner == person;
  return Error::conflict("refused", owns ? "Your declaration was refused. Hand the purchase over to somebody else."
                                         : "Your declaration was refused. The owner names somebody else.");
}

/// What they said before stays, and counts no more.
void replace_declarations(Change& change, PersonId person, std::vector<DeclarationPtr> const& all) {
  for (auto const& it : all) {
    if (it->person != person || it->state == DeclarationState::replaced) continue;
    auto replaced = *it;
    replaced.state = DeclarationState::replaced;
    ++replaced.version;
    change.put(std::move(replaced));
  }
}

/// Who clears what they declared: the chair, else the owner, else a leader.
std::vector<PersonId> clearers_of(View const& view, Purchase const& it, PersonId person) {
  auto people = purchases::named_as(it, PurchaseRole::chair);
  std::erase_if(people, [&](PersonId one) {
    return one == person || purchases::interest_of(it, one) == PurchaseInterestState::refused;
  });
  if (!people.empty()) return people;
  if (it.owner != person) return {it.owner};
  people = buying::leaders_of(view, it.organisation);
  std::erase(people, person);
  return people;
}

/// What waited on others to clear it is over.
void answer_to_clear(Change& change, View const& view, Purchase const& it, PersonId person) {
  answer_needs(change, view, it.id, Because::purchase_declared,
               [&](Notification const& told) { return told.by == person; });
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, DeclareForPurchase const& command) {
  if (asked.actor.is_system()) return Error::not_found();
  auto const me = asked.actor.person;
  TRY_INTO(auto const found, purchases::purchase_for(view, asked, command.purchase, Thing::interest, Action::create,
                                                     buying::CheckVersion::no));
  if (found->stage >= PurchaseStage::handover)
    return wrong_state("Interests are declared until the award is confirmed.");
  auto const all = purchases::declarations_of(view, found->id);
  if (purchases::is_barred(view, found->id, me)) return refused_for_good(*found, me);
  if (command.nil && !command.words.empty()) {
    return Error::unprocessable("body.words", "Leave this empty when there is nothing to declare.");
  }
  if (!command.nil && command.words.empty()) {
    return Error::unprocessable("body.words", "Say in a few words what your interest is.");
  }
  TRY(check_words({command.words.value}));
  PurchaseDeclaration made{.id = asked.take<PurchaseDeclarationId>(),
                           .purchase = found->id,
                           .person = me,
                           .nil = command.nil,
                           .words = command.words,
                           .created = asked.now};
  Change change;
  change.answer_key = record_key<PurchaseDeclaration>(made.id);
  replace_declarations(change, me, all);
  change.put(std::move(made));
  answer_needs(change, view, found->id, Because::purchase_declare,
               [&](Notification const& told) { return told.person == me; });
  answer_to_clear(change, view, *found, me);
  auto purchase = *found;
  set_interest(purchase, me, PurchaseInterestState::declared);
  purchases::tell(change, view, asked, purchase, clearers_of(view, purchase, me), Because::purchase_declared);
  purchases::put(change, view, asked, found.get(), std::move(purchase));
  return change;
}

// ---- deciding

namespace {

struct DeclaredFor {
  DeclarationPtr declaration;
  PurchasePtr purchase;
};

/// A declaration that waits, if the actor may decide about it.
Result<DeclaredFor> waiting_declaration(View const& view, Asked const& asked, PurchaseDeclarationId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto declaration, door.readable<PurchaseDeclaration>("ids.declaration", id));
  TRY_INTO(auto purchase, view.get<Purchase>("ids.declaration", declaration->purchase));
  auto subject = purchases::subject_of(purchase);
  subject.author = declaration->person;
  subject.judged = declaration->person;
  subject.target = declaration->person;
  TRY(door.may(Thing::interest, action, subject));
  TRY(check_version(asked, declaration->version));
  if (declaration->state != DeclarationState::declared) return wrong_state("This was decided already, or replaced.");
  if (purchases::interest_of(*purchase, declaration->person) != PurchaseInterestState::declared) {
    return wrong_state("They have no part in the purchase any more.");
  }
  if (purchase->stage >= PurchaseStage::handover) return wrong_state("The purchase is awarded, or has ended.");
  return DeclaredFor{std::move(declaration), std::move(purchase)};
}

PurchaseDeclaration decided_declaration(Asked const& asked, PurchaseDeclaration const& before, DeclarationState state,
                                        Note const& reason) {
  auto it = before;
  it.state = state;
  if (!asked.actor.is_system()) it.decided_by = asked.actor.person;
  it.reason = reason;
  ++it.version;
  return it;
}

/// The quotes were opened before they were cleared: now they may score.
void ask_to_score(Change& change, View const& view, Asked& asked, Purchase const& it, PersonId person) {
  auto const moderation = view.find<Moderation>(it.id);
  if (it.stage != PurchaseStage::evaluation || !moderation || moderation->state != ModerationState::waiting) return;
  bool const scores =
      purchases::is_named(it, person, PurchaseRole::evaluator) && !moderation->scored_by.contains(person);
  bool const prices = purchases::is_named(it, person, PurchaseRole::price_evaluator) && !moderation->priced_by;
  if (scores || prices) purchases::tell(change, view, asked, it, {person}, Because::purchase_to_score);
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, ClearPurchaseDeclaration const& command) {
  TRY_INTO(auto const it, waiting_declaration(view, asked, command.declaration, Action::clear));
  if (!it.declaration->nil && command.reason.empty()) {
    return Error::unprocessable("body.reason",
                                "Say why they may take part all the same: it is kept with what they said.");
  }
  TRY(check_words({command.reason.value}));
  auto const person = it.declaration->person;
  Change change;
  change.put(decided_declaration(asked, *it.declaration, DeclarationState::cleared, command.reason));
  auto purchase = *it.purchase;
  set_interest(purchase, person, PurchaseInterestState::cleared);
  answer_to_clear(change, view, purchase, person);
  purchases::tell(change, view, asked, purchase, {person}, Because::purchase_cleared);
  ask_to_score(change, view, asked, purchase, person);
  purchases::put(change, view, asked, it.purchase.get(), std::move(purchase));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, RefusePurchaseDeclaration const& command) {
  TRY_INTO(auto const it, waiting_declaration(view, asked, command.declaration, Action::refuse));
  TRY(check_reason(command.reason, "Say in a few words why they can't take part: it is kept with what they said."));
  auto const person = it.declaration->person;
  Change change;
  change.put(decided_declaration(asked, *it.declaration, DeclarationState::refused, command.reason));
  auto purchase = *it.purchase;
  set_interest(purchase, person, PurchaseInterestState::refused);
  answer_to_clear(change, view, purchase, person);
  for (auto const because : {Because::purchase_to_score, Because::purchase_to_moderate}) {
    answer_needs(change, view, purchase.id, because, [&](Notification const& told) { return told.person == person; });
  }
  purchases::tell(change, view, asked, purchase, {person}, Because::purchase_cleared);
  purchases::void_scores(change, view, *it.purchase, purchase);
  purchases::put(change, view, asked, it.purchase.get(), std::move(purchase));
  return change;
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListPurchaseDeclarations const& query, Page const& page) {
  Door const door(view, asked);
  // Who reads the purchase no more goes on reading their own declaration.
  if (!door.readable<Purchase>("ids.purchase", query.purchase)) {
    auto const all = purchases::declarations_of(view, query.purchase);
    if (std::none_of(all.begin(), all.end(), [&](auto const& it) { return door.may_read(*it); })) {
      return Error::not_found("ids.purchase");
    }
  }
  Envelope envelope(view);
  auto const prefix = IndexKey(Index::declarations_by_purchase).id(query.purchase).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    auto const found = view.find<PurchaseDeclaration>(PurchaseDeclarationId{read_u64(key.substr(key.size() - 8))});
    if (!found || !door.may_read(*found)) return false;
    if (into) into->item_of<PurchaseDeclaration>(found->id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetPurchaseDeclaration const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<PurchaseDeclaration>("ids.declaration", query.declaration));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
