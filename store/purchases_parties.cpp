// Who has to do with a purchase, what is bound to it, and how that follows when it changes.
#include <algorithm>
#include <set>

#include "store/following.hpp"
#include "store/pools.hpp"
#include "store/purchases.hpp"

namespace staffroom {

using purchases::PurchasePtr;
using purchases::QuotePtr;
using purchases::ScorePtr;

// ---- what it says

bool purchases::is_named(Purchase const& it, PersonId person, PurchaseRole role) {
  return it.people.contains({person, role});
}

std::optional<PurchaseInterestState> purchases::interest_of(Purchase const& it, PersonId person) {
  for (auto const& one : it.interests) {
    if (one.person == person) return one.state;
  }
  return std::nullopt;
}

bool purchases::all_cleared(Purchase const& it) {
  return std::all_of(it.interests.begin(), it.interests.end(),
                     [](auto const& one) { return one.state == PurchaseInterestState::cleared; });
}

std::vector<PersonId> purchases::named_as(Purchase const& it, PurchaseRole role) {
  std::vector<PersonId> people;
  for (auto const& one : it.people) {
    if (one.role == role) people.push_back(one.person);
  }
  return people;
}

PurchaseSchool const* purchases::school_in(Purchase const& it, OrganisationId school) {
  for (auto const& one : it.schools) {
    if (one.school == school) return &one;
  }
  return nullptr;
}

bool purchases::is_in_file(QuoteState state) {
  switch (state) {
    case QuoteState::late:
    case QuoteState::opened:
    case QuoteState::admitted:
    case QuoteState::rejected:
    case QuoteState::won:
    case QuoteState::lost: return true;
    case QuoteState::draft:
    case QuoteState::sealed:
    case QuoteState::withdrawn:
    case QuoteState::replaced:
    case QuoteState::shut: return false;
  }
  return false;
}

bool purchases::is_scored(QuoteState state) {
  return state == QuoteState::opened || state == QuoteState::admitted || state == QuoteState::won ||
         state == QuoteState::lost;
}

bool purchases::all_scored(View const& view, PurchaseId purchase) {
  auto const found = view.find<Moderation>(purchase);
  return found && found->state != ModerationState::waiting;
}

bool purchases::is_awarded(View const& view, PurchaseId purchase) {
  auto const found = view.find<Award>(purchase);
  return found && found->state == AwardState::confirmed;
}

std::uint32_t purchases::points_max(TenderPack const& pack) {
  return pack.scale.empty() ? 0 : static_cast<std::uint32_t>(pack.scale.size() - 1);
}

// ---- what is bound to it

std::vector<std::shared_ptr<PurchaseGate const>> purchases::gates_of(View const& view, PurchaseId purchase) {
  return bound_rows<PurchaseGate, PurchaseGateId>(view, std::move(IndexKey(Index::gates_by_purchase).id(purchase)));
}

std::vector<std::shared_ptr<PurchaseDeclaration const>> purchases::declarations_of(View const& view,
                                                                                   PurchaseId purchase) {
  return bound_rows<PurchaseDeclaration, PurchaseDeclarationId>(
      view, std::move(IndexKey(Index::declarations_by_purchase).id(purchase)));
}

std::vector<std::shared_ptr<SupplierLink const>> purchases::links_of(View const& view, PurchaseId purchase) {
  return bound_rows<SupplierLink, SupplierLinkId>(view,
                                                  std::move(IndexKey(Index::supplier_links_by_purchase).id(purchase)));
}

std::vector<QuotePtr> purchases::quotes_of(View const& view, PurchaseId purchase) {
  return bound_rows<Quote, QuoteId>(view, std::move(IndexKey(Index::quotes_by_purchase).id(purchase)));
}

std::vector<QuotePtr> purchases::scored_quotes_of(View const& view, PurchaseId purchase) {
  auto all = quotes_of(view, purchase);
  std::erase_if(all, [](auto const& it) { return !is_scored(it->state); });
  return all;
}

std::vector<ScorePtr> purchases::scores_of(View const& view, PurchaseId purchase) {
  return bound_rows<QuoteScore, QuoteScoreId>(view, std::move(IndexKey(Index::quote_scores_by_purchase).id(purchase)));
}

Subject purchases::subject_of(PurchasePtr const& purchase, OrganisationId school) {
  return {.organisation = school ? school : purchase->organisation,
          .author = purchase->owner,
          .purchase = purchase,
          .school = school,
          .within = true};
}

Result<PurchasePtr> purchases::purchase_for(View const& view, Asked const& asked, PurchaseId id, Thing thing,
                                            Action action, buying::CheckVersion check) {
  Door const door(view, asked);
  TRY_INTO(auto found, door.readable<Purchase>("ids.purchase", id));
  TRY(door.may(thing, action, subject_of(found)));
  if (check == buying::CheckVersion::yes) TRY(check_version(asked, found->version));
  return found;
}

// ---- people

std::vector<PersonId> purchases::signers_of(View const& view, Purchase const& it, SignOffOf what) {
  std::vector<PersonId> people;
  for (auto const& one : it.schools) {
    if (what == SignOffOf::tender ? one.tender_signed : one.award_signed) continue;
    auto const signers = pools::signers_of(view, one.school);
    people.insert(people.end(), signers.begin(), signers.end());
  }
  return people;
}

std::vector<PersonId> purchases::everyone_in(View const& view, Purchase const& it) {
  std::vector<PersonId> people{it.owner};
  for (auto const& one : it.interests) {
    if (one.state != PurchaseInterestState::refused) people.push_back(one.person);
  }
  for (auto const& one : it.schools) {
    auto const signers = pools::signers_of(view, one.school);
    people.insert(people.end(), signers.begin(), signers.end());
  }
  return people;
}

void purchases::tell(Change& change, View const& view, Asked& asked, Purchase const& it,
                     std::vector<PersonId> const& people, Because because) {
  buying::tell(change, view, asked, people, {.because = because, .by = asked.actor.person, .purchase = it.id});
}

// ---- changing

namespace {

/// Whoever is named, and the owner, declares; whoever is not named any more is out.
void keep_interests(Purchase& it) {
  std::set<PersonId> wanted{it.owner};
  for (auto const& one : it.people) wanted.insert(one.person);
  auto& all = it.interests.values;
  std::erase_if(all, [&](auto const& one) { return !wanted.contains(one.person); });
  for (auto const person : wanted) {
    if (!purchases::interest_of(it, person)) all.push_back({person, PurchaseInterestState::asked});
  }
}

void count_sign_offs(Purchase& it) {
  for (auto& one : it.schools.values) {
    one.tender_signed = std::any_of(it.sign_offs.begin(), it.sign_offs.end(), [&](auto const& sign_off) {
      return sign_off.what == SignOffOf::tender && sign_off.school == one.school &&
             sign_off.content_hash == it.pack_hash;
    });
  }
  // Who owns it does not approve it, however they came to own it.
  bool const approved = it.approval && it.approval->person != it.owner && it.approval->content_hash == it.pack_hash &&
                        it.approval->gross == it.value.gross;
  if (!approved) it.approval.reset();
}

/// What else is read as the purchase says, once the change is made.
void follow_purchase(Change& change, View const& view, PurchaseId id) {
  auto const answer_key = change.answer_key;
  Following following(change, view);
  purchases::follow_bound(following, view, id);
  change.answer_key = answer_key;
}

}  // namespace

void purchases::follow_bound(Following& following, View const& view, PurchaseId id) {
  following.follow(gates_of(view, id));
  following.follow(declarations_of(view, id));
  following.follow(links_of(view, id));
  for (auto const& quote : quotes_of(view, id)) {
    following.follow(quote);
    following.follow(view.find<QuotePrice>(quote->id));
  }
  following.follow(scores_of(view, id));
  following.follow(view.find<Moderation>(id));
  following.follow(view.find<Award>(id));
  following.follow(view.find<AwardLetters>(id));
  following.follow_notices(Index::notifications_by_purchase, id.value);
}

Purchase purchases::settled(View const& view, Asked const& asked, Purchase it) {
  keep_interests(it);
  if (auto const sum = sum_of(it.value.lines, quantity_of(it), "body.lines")) {
    it.value.net = sum->net;
    it.value.gross = sum->gross;
  }
  if (it.stage < PurchaseStage::go_to_market) {
    it.asked = asked_for(view, it, asked.today);
    it.splitting = is_split(view, it);
    it.pack_hash = pack_hash(view, it);
    count_sign_offs(it);
  }
  return it;
}

void purchases::put(Change& change, View const& view, Asked const& asked, Purchase const* before, Purchase after) {
  auto const id = after.id;
  auto made = settled(view, asked, std::move(after));
  made.version = before ? before->version + 1 : 1;
  auto const answer_key = change.answer_key;
  change.put(std::move(made));
  if (!answer_key.empty()) change.answer_key = answer_key;
  if (before) follow_purchase(change, view, id);
}

}  // namespace staffroom
