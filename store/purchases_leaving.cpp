// What becomes of purchases when people leave, and when organisations move in the tree: somebody always runs them, and
// nobody scores who is gone.
#include <algorithm>

#include "store/following.hpp"
#include "store/purchases.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

constexpr std::size_t independent_scores = 2;  // of evaluators, before anything is agreed

bool runs_purchases_of(View const& view, PersonId person, OrganisationId node) {
  auto const standing = view.standing(person);
  return standing && buying::manages(view, *standing, node);
}

bool is_here(View const& view, PersonId person) {
  auto const standing = view.standing(person);
  return standing && standing->is_current();
}

/// Business managers of the nearest node that has any, its leaders, then those above.
std::vector<PersonId> who_could_run(View const& view, OrganisationId organisation) {
  auto nodes = tree::ancestors(view, organisation);
  nodes.insert(nodes.begin(), organisation);
  std::vector<PersonId> out;
  for (auto const node : nodes) {
    for (auto const& people : {buying::managers_of(view, node), buying::leaders_of(view, node)}) {
      out.insert(out.end(), people.begin(), people.end());
    }
  }
  return out;
}

/// Who takes it over: the nearest who manages what its organisation buys. Whoever scores quality goes on scoring, and
/// whoever was refused sees nothing of it, as long as there is anybody else. None: 0.
PersonId next_owner(View const& view, Purchase const& it) {
  PersonId second;
  for (auto const person : who_could_run(view, it.organisation)) {
    if (person == it.owner || !runs_purchases_of(view, person, it.organisation)) continue;
    bool const apart =
        !purchases::is_named(it, person, PurchaseRole::evaluator) && !purchases::is_barred(view, it.id, person);
    if (apart) return person;
    if (!second) second = person;
  }
  return second;
}

bool is_running(Purchase const& it) { return it.stage < PurchaseStage::complete; }

/// One purchase passes from who does not run it any more, or is not here any more.
class PurchasePassing {
 public:
  PurchasePassing(Change& change, View const& now, Asked& asked, Purchase const& before)
      : change_(change), now_(now), asked_(asked), before_(before), after_(before) {}

  void owner_is_gone() {
    auto const next = next_owner(now_, before_);
    if (!next) return;
    after_.owner = next;
    // Whoever owns it scores no quality.
    std::erase(after_.people.values, PurchasePerson{next, PurchaseRole::evaluator});
  }

  void is_gone(PersonId person) {
    if (!is_running(before_)) return;
    std::erase_if(after_.people.values, [&](auto const& one) { return one.person == person; });
  }

  void look_anew() { look_anew_ = true; }

  /// Puts it, when something has changed, with all that goes with it.
  void finish() {
    bool const given = after_.owner != before_.owner;
    bool const fewer = after_.people != before_.people;
    if (!given && !fewer && !(look_anew_ && is_asked_otherwise())) return;
    if (fewer) purchases::void_scores(change_, now_, before_, after_);
    if (given || fewer) {
      purchases::tell(change_, now_, asked_, after_, {after_.owner}, Because::purchase_passed_on);
      pass_needs();
    }
    if (fewer && enough_have_scored()) purchases::open_moderation_if_all_in(change_, now_, asked_, after_);
    change_.answer_key = record_key<Purchase>(before_.id);
    purchases::put(change_, now_, asked_, &before_, std::move(after_));
  }

 private:
  bool is_asked_otherwise() const {
    if (before_.stage >= PurchaseStage::go_to_market) return false;
    auto const now = purchases::asked_for(now_, before_, asked_.today);
    auto const& was = before_.asked;
    return now.route != was.route || now.quotes != was.quotes || now.bands_of != was.bands_of || now.over != was.over ||
           purchases::is_split(now_, before_) != before_.splitting;
  }

  /// Once the award is confirmed nothing waits on anybody but the owner, who is told, and nobody declares any more.
  void pass_needs() {
    if (before_.stage >= PurchaseStage::handover) return;
    purchases::ask_people(change_, now_, asked_, before_, after_);
    purchases::ask_consent(change_, now_, asked_, before_, after_);
  }

  /// Two scored apart from each other: with fewer a successor is named first.
  bool enough_have_scored() const {
    auto const moderation = now_.find<Moderation>(before_.id);
    return moderation && moderation->state == ModerationState::waiting &&
           moderation->scored_by.size() >= independent_scores;
  }

  Change& change_;
  View const& now_;
  Asked& asked_;
  Purchase const& before_;
  Purchase after_;
  bool look_anew_ = false;
};

void take_step(Change& change, OverlayView& now, Change step) {
  now.add(step);
  for (auto& put : step.puts) change.puts.push_back(std::move(put));
  for (auto& removal : step.removals) change.removals.push_back(std::move(removal));
}

}  // namespace

void purchases::pass_on(Change& change, View const& view, Asked& asked, PersonId person) {
  auto const held =
      bound_rows<Purchase, PurchaseId>(view, std::move(IndexKey(Index::purchases_by_person).id(person)), true);
  if (held.empty()) return;
  auto const answer_key = change.answer_key;
  OverlayView now(view);
  now.add(change);
  bool const gone = !is_here(now, person);
  for (auto const& it : held) {
    Change step;
    PurchasePassing passing(step, now, asked, *it);
    if (it->owner == person && !runs_purchases_of(now, person, it->organisation)) passing.owner_is_gone();
    if (gone) passing.is_gone(person);
    passing.finish();
    take_step(change, now, std::move(step));
  }
  change.answer_key = answer_key;
}

std::set<PurchaseId> purchases::touched_by_move(View const& view, std::set<OrganisationId> const& moved) {
  std::set<PurchaseId> out;
  for (auto const node : moved) {
    for (auto const index : {Index::purchases_by_organisation, Index::purchases_by_school}) {
      for (auto const& it : bound_rows<Purchase, PurchaseId>(view, std::move(IndexKey(index).id(node)), true)) {
        out.insert(it->id);
      }
    }
  }
  return out;
}

void purchases::correct_moved(Change& change, View const& now, Asked& asked, PurchaseId id) {
  auto const it = now.find<Purchase>(id);
  if (!it) return;
  PurchasePassing passing(change, now, asked, *it);
  if (!runs_purchases_of(now, it->owner, it->organisation)) passing.owner_is_gone();
  passing.look_anew();
  passing.finish();
}

}  // namespace staffroom
