// Who has to do with a purchase: named, handed over to, asked to declare, to sign and to approve; and what waits on
// each of them.
#include <algorithm>
#include <array>
#include <set>

#include "store/following.hpp"
#include "store/purchases.hpp"
#include "store/tree.hpp"

namespace staffroom {

using purchases::PurchasePtr;

// ---- what waits on whom

namespace {

bool has_purchase_role(Purchase const& it, PersonId person, std::initializer_list<PurchaseRole> roles) {
  return std::any_of(roles.begin(), roles.end(), [&](auto role) { return purchases::is_named(it, person, role); });
}

bool is_in_purchase(Purchase const& it, PersonId person) {
  return it.owner == person ||
         std::any_of(it.people.begin(), it.people.end(), [&](auto const& one) { return one.person == person; });
}

/// Whether a need of this sort can wait on the person, by what they are in it.
bool can_owe(Purchase const& it, PersonId person, Because because) {
  using enum PurchaseRole;
  switch (because) {
    case Because::purchase_declare: return is_in_purchase(it, person);
    case Because::purchase_declared:
    case Because::purchase_to_open: return it.owner == person || purchases::is_named(it, person, chair);
    case Because::purchase_to_score: return has_purchase_role(it, person, {evaluator, price_evaluator});
    case Because::purchase_to_moderate: return purchases::is_named(it, person, chair);
    case Because::purchase_to_award:
    case Because::award_to_confirm: return it.owner == person;
    default: return true;
  }
}

constexpr std::array role_needs{Because::purchase_declare,    Because::purchase_declared, Because::purchase_to_open,
                                Because::purchase_to_score,   Because::purchase_to_award, Because::award_to_confirm,
                                Because::purchase_to_moderate};

bool has_scored(View const& view, Purchase const& it, PersonId person) {
  auto const moderation = view.find<Moderation>(it.id);
  return moderation && (moderation->scored_by.contains(person) || moderation->priced_by == person);
}

/// Others of it whose declarations nobody has decided about.
std::vector<PersonId> waiting_for(View const& view, Purchase const& it, PersonId clearer) {
  std::vector<PersonId> out;
  for (auto const& one : purchases::declarations_of(view, it.id)) {
    bool const waits = one->state == DeclarationState::declared && one->person != clearer;
    if (waits && is_in_purchase(it, one->person)) out.push_back(one->person);
  }
  return out;
}

/// Whether it waits, as things stand, on whoever has the part in it.
bool is_wanted_now(View const& view, Purchase const& it, PersonId person, Because because) {
  auto const moderation = view.find<Moderation>(it.id);
  auto const award = view.find<Award>(it.id);
  switch (because) {
    case Because::purchase_declare: return it.stage < PurchaseStage::handover;
    case Because::purchase_declared: return !waiting_for(view, it, person).empty();
    case Because::purchase_to_open: return it.stage == PurchaseStage::go_to_market && it.deadline_told;
    case Because::purchase_to_score:
      return it.stage == PurchaseStage::evaluation && moderation && moderation->state == ModerationState::waiting &&
             !has_scored(view, it, person);
    case Because::purchase_to_moderate:
      return it.stage == PurchaseStage::evaluation && moderation && moderation->state == ModerationState::open;
    case Because::purchase_to_award:
      return it.stage == PurchaseStage::contract_award && (!award || award->state == AwardState::abandoned);
    case Because::award_to_confirm:
      return award && award->state == AwardState::published && (!award->standstill_ends || award->standstill_told);
    default: return false;
  }
}

/// Who is told, when several could do it: the chair clears declarations, and the owner while there is none.
bool is_asked_first(Purchase const& it, PersonId person, Because because) {
  if (because != Because::purchase_declared) return true;
  auto const chairs = purchases::named_as(it, PurchaseRole::chair);
  return chairs.empty() ? it.owner == person : chairs.front() == person;
}

/// Those on whom it waits already.
std::set<PersonId> owing_now(View const& view, PurchaseId purchase, Because because) {
  std::set<PersonId> out;
  auto prefix = std::move(IndexKey(Index::notifications_by_purchase).id(purchase).byte(0));
  for (auto const& it : bound_rows<Notification, NotificationId>(view, std::move(prefix))) {
    if (it->needs && it->because == because) out.insert(it->person);
  }
  return out;
}

void tell_whoever_owes_not(Change& change, View const& view, Asked& asked, Purchase const& it,
                           std::vector<PersonId> people, Because because) {
  auto const owing = owing_now(view, it.id, because);
  std::erase_if(people, [&](PersonId person) { return owing.contains(person); });
  purchases::tell(change, view, asked, it, people, because);
}

/// Each declaration that waits is told of as its author's.
void tell_clearer(Change& change, View const& view, Asked& asked, Purchase const& it, PersonId clearer) {
  if (owing_now(view, it.id, Because::purchase_declared).contains(clearer)) return;
  for (auto const person : waiting_for(view, it, clearer)) {
    buying::tell(change, view, asked, {clearer},
                 {.because = Because::purchase_declared, .by = person, .purchase = it.id});
  }
}

/// Leaders of the nearest node, from the organisation upwards, that has one who does not own it.
std::vector<PersonId> approvers_of(View const& view, Purchase const& it) {
  auto nodes = tree::ancestors(view, it.organisation);
  nodes.insert(nodes.begin(), it.organisation);
  for (auto const node : nodes) {
    auto people = buying::leaders_of(view, node);
    std::erase(people, it.owner);
    if (!people.empty()) return people;
  }
  return {};
}

}  // namespace

void purchases::ask_people(Change& change, View const& view, Asked& asked, Purchase const& before,
                           Purchase const& after) {
  std::set<PersonId> people{after.owner};
  for (auto const& one : after.people) people.insert(one.person);
  for (auto const because : role_needs) {
    answer_needs(change, view, after.id, because,
                 [&](Notification const& it) { return !can_owe(after, it.person, because); });
    std::vector<PersonId> fresh;
    for (auto const person : people) {
      bool const begins = can_owe(after, person, because) && is_asked_first(after, person, because) &&
                          !(can_owe(before, person, because) && is_asked_first(before, person, because));
      if (begins && is_wanted_now(view, after, person, because)) fresh.push_back(person);
    }
    if (because == Because::purchase_declared) {
      for (auto const person : fresh) tell_clearer(change, view, asked, after, person);
    } else {
      tell_whoever_owes_not(change, view, asked, after, fresh, because);
    }
  }
}

void purchases::ask_consent(Change& change, View const& view, Asked& asked, Purchase const&, Purchase const& after) {
  if (after.stage != PurchaseStage::sourcing_options) return;
  auto const will = settled(view, asked, after);
  bool const whole = check_pack(view, will, asked.today).has_value();
  auto const signers = whole ? signers_of(view, will, SignOffOf::tender) : std::vector<PersonId>{};
  auto const approvers = whole && !will.approval ? approvers_of(view, will) : std::vector<PersonId>{};
  auto const not_among = [](std::vector<PersonId> const& people) {
    return [&](Notification const& it) { return std::find(people.begin(), people.end(), it.person) == people.end(); };
  };
  answer_needs(change, view, will.id, Because::purchase_to_sign, not_among(signers));
  answer_needs(change, view, will.id, Because::purchase_to_approve, not_among(approvers));
  tell_whoever_owes_not(change, view, asked, will, signers, Because::purchase_to_sign);
  tell_whoever_owes_not(change, view, asked, will, approvers, Because::purchase_to_approve);
}

bool purchases::is_barred(View const& view, PurchaseId purchase, PersonId person) {
  auto const all = declarations_of(view, purchase);
  return std::any_of(all.begin(), all.end(),
                     [&](auto const& one) { return one->person == person && one->state == DeclarationState::refused; });
}

void purchases::give(Change& change, View const& view, Asked& asked, Purchase const& before, Purchase& after,
                     PersonId owner) {
  after.owner = owner;
  tell(change, view, asked, after, {owner}, Because::purchase_passed_on);
  ask_people(change, view, asked, before, after);
  ask_consent(change, view, asked, before, after);
}

// ---- naming

namespace {

using People = Many<PurchasePerson, limits::purchase_people_max>;

constexpr std::size_t evaluators_min = 2;

std::string place_of_person(std::size_t number, std::string_view field) {
  return "body.people[" + std::to_string(number) + "]." + std::string(field);
}

/// Whoever scores quality has nothing else to say; one chair.
Result<void> check_purchase_role(Purchase const& it, People const& people, std::size_t number) {
  auto const& one = people.values[number];
  bool const scores = one.role == PurchaseRole::evaluator;
  if (scores && one.person == it.owner) {
    return Error::unprocessable(place_of_person(number, "role"), "The owner does not score quality.");
  }
  for (std::size_t i = 0; i < number; ++i) {
    auto const& other = people.values[i];
    if (one == other) return Error::unprocessable(place_of_person(number, "person"), "They are named twice.");
    bool const both_chair = one.role == PurchaseRole::chair && other.role == PurchaseRole::chair;
    if (both_chair) return Error::unprocessable(place_of_person(number, "role"), "There is one chair.");
    bool const other_scores = other.role == PurchaseRole::evaluator;
    if (one.person == other.person && scores != other_scores) {
      return Error::unprocessable(place_of_person(number, "role"),
                                  "Whoever scores quality does not chair, and does not score the price.");
    }
  }
  return {};
}

Result<void> check_named_people(View const& view, Door const& door, Purchase const& it, People const& people) {
  for (std::size_t i = 0; i < people.size(); ++i) {
    auto const person = people.values[i].person;
    auto const path = place_of_person(i, "person");
    bool const stays = is_in_purchase(it, person);
    if (!stays) {
      TRY(door.readable<Person>(path, person));
      auto const standing = view.standing(person);
      if (!standing || !standing->is_current()) return Error::not_found(path);
      if (purchases::is_barred(view, it.id, person)) {
        return Error::unprocessable(path, "They declared an interest that rules them out. Name somebody else.");
      }
    }
    TRY(check_purchase_role(it, people, i));
  }
  return {};
}

std::size_t count_of(People const& people, PurchaseRole role) {
  return static_cast<std::size_t>(
      std::count_if(people.begin(), people.end(), [&](auto const& one) { return one.role == role; }));
}

/// Once suppliers are asked, the panel changes only one for one; or is made whole again.
Result<void> check_only_replaced(View const& view, Purchase const& it, NamePurchasePeople const& command) {
  TRY(check_reason(command.reason, "Say why somebody is replaced. It is kept in the file."));
  for (auto const role : {PurchaseRole::chair, PurchaseRole::evaluator, PurchaseRole::price_evaluator}) {
    std::size_t const least = role == PurchaseRole::evaluator ? evaluators_min : 1;
    if (count_of(command.people, role) == std::max(count_of(it.people, role), least)) continue;
    return Error::conflict("only_replaced",
                           "Suppliers have been asked. From now on somebody is only replaced by somebody else.");
  }
  auto const moderation = view.find<Moderation>(it.id);
  auto const scores = purchases::scores_of(view, it.id);
  for (auto const& one : it.people) {
    if (command.people.contains(one)) continue;
    bool const scored =
        one.role == PurchaseRole::evaluator && std::any_of(scores.begin(), scores.end(), [&](auto const& score) {
          return score->author == one.person && score->state == ScoreState::submitted;
        });
    bool const priced = one.role == PurchaseRole::price_evaluator && moderation && moderation->priced_by == one.person;
    if (scored || priced) {
      return Error::conflict("already_scored", "Whoever has sent in their scores stays in: these are kept.");
    }
  }
  return {};
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, NamePurchasePeople const& command) {
  TRY_INTO(auto const found,
           purchases::purchase_for(view, asked, command.purchase, Thing::purchase, Action::name_people));
  if (found->stage > PurchaseStage::evaluation) {
    return wrong_state("The evaluation is over: nobody is named any more.");
  }
  TRY(check_named_people(view, Door(view, asked), *found, command.people));
  if (command.people == found->people) return Change::unchanged<Purchase>(found->id);
  if (found->stage >= PurchaseStage::go_to_market) TRY(check_only_replaced(view, *found, command));
  TRY(check_words({command.reason.value}));
  auto named = *found;
  named.people = command.people;
  Change change;
  change.answer_key = record_key<Purchase>(found->id);
  purchases::void_scores(change, view, *found, named);
  purchases::ask_people(change, view, asked, *found, named);
  purchases::put(change, view, asked, found.get(), std::move(named));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, HandOverPurchase const& command) {
  TRY_INTO(auto const found,
           purchases::purchase_for(view, asked, command.purchase, Thing::purchase, Action::hand_over));
  TRY(Door(view, asked).readable<Person>("body.owner", command.owner));
  if (found->stage > PurchaseStage::handover) return wrong_state("It has ended.");
  auto const standing = view.standing(command.owner);
  if (!standing || !buying::manages(view, *standing, found->organisation)) {
    return Error::unprocessable("body.owner", "Choose a business manager or a leader of the purchase's organisation.");
  }
  if (purchases::is_named(*found, command.owner, PurchaseRole::evaluator)) {
    return Error::unprocessable("body.owner", "Whoever scores quality cannot own it.");
  }
  if (command.owner == found->owner) return Change::unchanged<Purchase>(found->id);
  if (purchases::is_barred(view, found->id, command.owner)) {
    return Error::unprocessable("body.owner", "They declared an interest that rules them out. Choose somebody else.");
  }
  auto given = *found;
  Change change;
  change.answer_key = record_key<Purchase>(found->id);
  purchases::give(change, view, asked, *found, given, command.owner);
  purchases::put(change, view, asked, found.get(), std::move(given));
  return change;
}

}  // namespace staffroom
