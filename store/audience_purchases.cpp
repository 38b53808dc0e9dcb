// Audiences of purchases: who sees them, and what nobody sees before the deadline.
#include <algorithm>

#include "store/audience_making.hpp"
#include "store/purchases.hpp"
#include "store/tree.hpp"

namespace staffroom::audience {
namespace {

/// Those who may sign for a school that takes part.
void add_participants(Audiences& out, View const& view, Purchase const& it) {
  for (auto const& one : it.schools) {
    add_leaders(out, view, one.school);
    add(out, AudienceType::signatories, one.school.value);
    for (auto const above : tree::ancestors(view, one.school)) add(out, AudienceType::signatories, above.value);
  }
}

/// Of those named in the role; whoever was refused sees nothing any more, and what is sealed only who was cleared.
void add_named(Audiences& out, Purchase const& it, PurchaseRole role, bool only_cleared) {
  for (auto const& one : it.people) {
    auto const state = purchases::interest_of(it, one.person);
    bool const sees = only_cleared ? state == PurchaseInterestState::cleared : state != PurchaseInterestState::refused;
    if (one.role == role && sees) add(out, AudienceType::person, one.person.value);
  }
}

void add_owner(Audiences& out, Purchase const& it, bool only_cleared) {
  bool const sees = !only_cleared || purchases::interest_of(it, it.owner) == PurchaseInterestState::cleared;
  if (sees) add(out, AudienceType::person, it.owner.value);
}

/// Owner, chair and all who score, as far as they were cleared.
void add_panel(Audiences& out, Purchase const& it) {
  add_owner(out, it, true);
  for (auto const role : {PurchaseRole::chair, PurchaseRole::evaluator, PurchaseRole::price_evaluator}) {
    add_named(out, it, role, true);
  }
}

}  // namespace

void add_purchase(Audiences& out, View const& view, Purchase const& it) {
  add_owner(out, it, false);
  for (auto const role : {PurchaseRole::chair, PurchaseRole::evaluator, PurchaseRole::price_evaluator}) {
    add_named(out, it, role, false);
  }
  add_participants(out, view, it);
  add_managers(out, view, it.organisation);
  add_leaders(out, view, it.organisation);
  add_governors(out, view, it.organisation);
}

void add_purchase(Audiences& out, View const& view, PurchaseId purchase) {
  if (auto const it = view.find<Purchase>(purchase)) add_purchase(out, view, *it);
}

void add_declaration(Audiences& out, View const& view, PurchaseDeclaration const& declaration) {
  add(out, AudienceType::person, declaration.person.value);
  auto const it = view.find<Purchase>(declaration.purchase);
  if (!it) return;
  add_owner(out, *it, false);
  add_named(out, *it, PurchaseRole::chair, false);
  add_leaders(out, view, it->organisation);
}

void add_supplier_link(Audiences& out, View const& view, SupplierLink const& link) {
  if (auto const it = view.find<Purchase>(link.purchase)) add_owner(out, *it, false);
}

void add_quote(Audiences& out, View const& view, Quote const& quote) {
  auto const it = view.find<Purchase>(quote.purchase);
  if (!it || !purchases::is_unsealed(*it) || !purchases::is_in_file(quote.state)) return;
  add_owner(out, *it, true);
  add_named(out, *it, PurchaseRole::chair, true);
  add_named(out, *it, PurchaseRole::evaluator, true);
  if (purchases::all_scored(view, it->id)) add_named(out, *it, PurchaseRole::price_evaluator, true);
}

void add_quote_price(Audiences& out, View const& view, QuotePrice const& price) {
  auto const it = view.find<Purchase>(price.purchase);
  auto const quote = view.find<Quote>(price.id);
  if (!it || !quote || !purchases::is_unsealed(*it) || !purchases::is_in_file(quote->state)) return;
  add_owner(out, *it, true);
  add_named(out, *it, PurchaseRole::chair, true);
  // Whoever scores prices has no answers to tell them what is late or out: only what is to be scored.
  bool const scored = purchases::all_scored(view, it->id);
  if (scored || purchases::is_scored(quote->state)) add_named(out, *it, PurchaseRole::price_evaluator, true);
  if (scored) add_named(out, *it, PurchaseRole::evaluator, true);
}

void add_score(Audiences& out, View const& view, QuoteScore const& score) {
  auto const it = view.find<Purchase>(score.purchase);
  if (!it) return;
  if (purchases::interest_of(*it, score.author) == PurchaseInterestState::cleared) {
    add(out, AudienceType::person, score.author.value);
  }
  if (score.state != ScoreState::submitted || !purchases::all_scored(view, it->id)) return;
  add_panel(out, *it);
  if (purchases::is_awarded(view, it->id)) add_participants(out, view, *it);
}

void add_moderation(Audiences& out, View const& view, Moderation const& moderation) {
  auto const it = view.find<Purchase>(moderation.id);
  if (!it || moderation.state == ModerationState::waiting) return;
  add_panel(out, *it);
  if (purchases::is_awarded(view, it->id)) add_participants(out, view, *it);
}

void add_award(Audiences& out, View const& view, PurchaseId purchase) { add_purchase(out, view, purchase); }

void add_letters(Audiences& out, View const& view, PurchaseId purchase) {
  if (auto const it = view.find<Purchase>(purchase)) add_owner(out, *it, true);
}

bool may_read_purchase(View const& view, PersonId person, PurchaseId purchase) {
  Audiences readers;
  add_purchase(readers, view, purchase);
  return is_reader(view, person, std::move(readers));
}

}  // namespace staffroom::audience
